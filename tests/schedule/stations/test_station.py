"""The network as a value: order, tree, names; whatever is put into it, every walk ends."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as some

from radioprog.schedule.days.civil import CivilDay, civil_day
from radioprog.schedule.stations.station import Network, Station

NAMES = list("abcdef")


@some.composite
def networks(draw) -> Network:
    """Units with any parents at all: none, unknown ones, circles."""
    ids = draw(some.lists(some.sampled_from(NAMES), unique=True, min_size=1))
    parents = some.sampled_from([None, "zz", *ids])
    return Network(tuple(Station(each, each.upper(), "post", draw(parents)) for each in ids))


@given(networks())
def test_every_walk_ends_and_meets_each_unit_once(network: Network) -> None:
    for unit in network:
        for walk in (network.ancestors(unit.id), network.under(unit.id)):
            met = [each.id for each in walk]
            assert len(met) == len(set(met))
            assert unit.id not in met


@given(networks())
def test_who_is_above_has_the_other_below(network: Network) -> None:
    for unit in network:
        for above in network.ancestors(unit.id):
            assert unit.id in {each.id for each in network.under(above.id)}


@given(networks())
def test_a_network_is_in_order_of_id(network: Network) -> None:
    ids = [unit.id for unit in network]
    assert ids == sorted(ids)
    assert len(network) == len(ids)
    assert all(each in network and network[each].id == each for each in ids)
    assert "zz" not in network


def test_parents_come_before_children_and_siblings_in_order() -> None:
    rows = [("a", None), ("b", "a"), ("c", "a"), ("d", "b"), ("e", "c")]
    network = Network(tuple(Station(one, one, "post", parent) for one, parent in reversed(rows)))
    assert [unit.id for unit in network.under("a")] == ["b", "d", "c", "e"]
    assert [unit.id for unit in network.ancestors("e")] == ["c", "a"]
    assert [unit.id for unit in network.children(None)] == ["a"]
    assert network.children("e") == ()


def test_days_of_a_unit_count_both_ends() -> None:
    unit = Station("a", "A", "post", valid_from=dt.date(2026, 1, 2), valid_to=dt.date(2026, 1, 4))
    valid = [day for day in range(1, 7) if unit.is_valid(civil_day(dt.date(2026, 1, day)))]
    assert valid == [2, 3, 4]
    always = Station("b", "B", "post")
    assert (always.first_day, always.last_day) == (1, dt.date.max.toordinal())
    assert always.is_valid(CivilDay(1)) and always.is_valid(civil_day(dt.date.max))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a", ("a",)),
        ("xã thanh hóa", ("a", "b")),
        ("Xã Thanh Hoá", ("a", "b")),
        ("cổng", ("b",)),
        ("A", ()),
        ("", ()),
    ],
)
def test_a_unit_is_found_by_id_name_or_alias(written: str, expected: tuple[str, ...]) -> None:
    network = Network(
        (
            Station("a", "Xã Thanh Hóa", "commune"),
            Station("b", "Xã Thanh Hóa", "commune", aliases=("Cổng", "xã thanh hoá")),
        )
    )
    assert network.called(written) == expected


def test_an_id_goes_before_a_name() -> None:
    network = Network((Station("a", "b", "post"), Station("b", "c", "post")))
    assert network.called("b") == ("b",)
    assert network.called("c") == ("b",)
