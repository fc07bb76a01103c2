"""One-to-one assignment of plays to airings: as many as can be, at the least sum of differences.

The result depends on the times alone, never on the order in which rows came.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

_MOST_CELLS = 40_000
Pair = tuple[int, int]


def assign(
    wanted: Sequence[int], given: Sequence[int], window: int, fits: Callable[[int, int], bool]
) -> list[Pair]:
    """Return pairs of indices of ``wanted`` and ``given``, both sorted moments in seconds.

    Pairs differ by at most ``window`` and satisfy ``fits``; plays keep the order of the airings.

    >>> assign([0, 600], [480, 1500], 1800, lambda one, other: True)
    [(0, 0), (1, 1)]
    """
    edges: list[Pair] = []
    for index, at in enumerate(wanted):
        low, high = bisect_left(given, at - window), bisect_right(given, at + window)
        edges.extend((index, other) for other in range(low, high) if fits(index, other))
    found: list[Pair] = []
    for component in _components(edges):
        found.extend(_best(component, wanted, given))
    return sorted(found)


def _components(edges: Sequence[Pair]) -> list[list[Pair]]:
    """Part the pairs into groups that have nothing to do with one another."""
    parent: dict[int, int] = {}

    def root(node: int) -> int:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in edges:
        parent[root(one)] = root(~other)
    groups: dict[int, list[Pair]] = {}
    for edge in edges:
        groups.setdefault(root(edge[0]), []).append(edge)
    return list(groups.values())


def _best(edges: list[Pair], wanted: Sequence[int], given: Sequence[int]) -> list[Pair]:
    if len(edges) == 1:
        return edges
    ones = sorted({one for one, _ in edges})
    others = sorted({other for _, other in edges})
    if len(ones) * len(others) > _MOST_CELLS:
        return _nearest_first(edges, wanted, given)
    return _in_order(set(edges), ones, others, wanted, given)


def _nearest_first(edges: list[Pair], wanted: Sequence[int], given: Sequence[int]) -> list[Pair]:
    """Take the pair with the least difference, then the next; for groups too large for the best."""
    taken: list[Pair] = []
    ones, others = set(), set()
    for one, other in sorted(edges, key=lambda edge: (abs(wanted[edge[0]] - given[edge[1]]), edge)):
        if one not in ones and other not in others:
            ones.add(one)
            others.add(other)
            taken.append((one, other))
    return taken


def _in_order(
    edges: set[Pair],
    ones: Sequence[int],
    others: Sequence[int],
    wanted: Sequence[int],
    given: Sequence[int],
) -> list[Pair]:
    """Choose the most pairs, then the least sum of differences, among those that keep the order."""
    width = len(others) + 1
    best: list[tuple[int, int]] = [(0, 0)] * width
    choices: list[list[int]] = []
    for one in ones:
        row, chosen = [(0, 0)], [0]
        for column, other in enumerate(others, 1):
            options = [(best[column], 1), (row[column - 1], 2)]
            if (one, other) in edges:
                pairs, cost = best[column - 1]
                options.append(((pairs - 1, cost + abs(wanted[one] - given[other])), 0))
            value, choice = min(options)
            row.append(value)
            chosen.append(choice)
        best = row
        choices.append(chosen)
    found: list[Pair] = []
    line, column = len(ones), len(others)
    while line and column:
        choice = choices[line - 1][column]
        if choice == 0:
            found.append((ones[line - 1], others[column - 1]))
            line, column = line - 1, column - 1
        elif choice == 1:
            line -= 1
        else:
            column -= 1
    return found
