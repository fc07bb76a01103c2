"""A package as syntax trees: what a name, a parameter, a choice or a call can stand for.

Below `findings_doc`. Nothing is imported or run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """An expression, and where it stands: its module and the functions around it."""

    node: ast.AST
    module: str
    around: tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...] = ()


class Source:
    """The package as trees: what is called, assigned and returned, by name."""

    def __init__(self, package: Path) -> None:
        """Read every module below ``package``."""
        self.calls: list[Spot] = []
        self.functions: dict[str, list[Spot]] = {}
        self.constants: dict[str, list[Spot]] = {}
        for path in sorted(package.rglob("*.py")):
            module = path.relative_to(package).as_posix()
            self._walk(ast.parse(path.read_text(encoding="utf-8")), module, ())

    def _walk(self, node: ast.AST, module: str, around: tuple) -> None:
        for child in ast.iter_child_nodes(node):
            inside = around
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                self.functions.setdefault(child.name, []).append(Spot(child, module, around))
                inside = (*around, child)
            elif isinstance(child, ast.Call):
                self.calls.append(Spot(child, module, around))
            elif isinstance(child, ast.Assign | ast.AnnAssign) and child.value:
                targets = child.targets if isinstance(child, ast.Assign) else [child.target]
                for target in targets:
                    for name, value in _pairs(target, child.value):
                        self.constants.setdefault(name, []).append(Spot(value, module, around))
            self._walk(child, module, inside)

    def meanings(self, spot: Spot, depth: int = 0) -> Iterator[Spot]:
        """Give the expressions that a name, parameter, choice or call of ours can stand for."""
        node = spot.node
        if depth > DEEPEST:
            return
        if isinstance(node, ast.IfExp):
            for side in (node.body, node.orelse):
                yield from self.meanings(Spot(side, spot.module, spot.around), depth + 1)
        elif isinstance(node, ast.Name):
            yield from self._named(node.id, spot, depth)
        elif isinstance(node, ast.Starred):
            yield from self.meanings(Spot(node.value, spot.module, spot.around), depth + 1)
        elif isinstance(node, ast.Subscript):
            yield from self._parts(node, spot, depth)
        elif isinstance(node, ast.Dict):
            for value in node.values:
                yield from self.meanings(Spot(value, spot.module, spot.around), depth + 1)
        elif isinstance(node, ast.Call) and called(node) in self.functions:
            for function in self._near(self.functions[called(node)], spot.module):
                for inner in ast.walk(function.node):
                    if isinstance(inner, ast.Return) and inner.value:
                        around = (*function.around, function.node)
                        yield from self.meanings(
                            Spot(inner.value, function.module, around), depth + 1
                        )
        else:
            yield spot

    def _parts(self, node: ast.Subscript, spot: Spot, depth: int) -> Iterator[Spot]:
        at = node.slice.value if isinstance(node.slice, ast.Constant) else None
        for whole in self.meanings(Spot(node.value, spot.module, spot.around), depth + 1):
            if isinstance(whole.node, ast.Tuple) and isinstance(at, int):
                part = Spot(whole.node.elts[at], whole.module, whole.around)
                yield from self.meanings(part, depth + 1)
            else:
                yield whole

    def _named(self, name: str, spot: Spot, depth: int) -> Iterator[Spot]:
        for function in reversed(spot.around):
            if name in _parameters(function):
                for value in self._handed(function, name, spot.module):
                    yield from self.meanings(value, depth + 1)
                return
        values = self.constants.get(name, [])
        local = [value for value in values if value.around and value.around == spot.around]
        for value in local or self._near([v for v in values if not v.around], spot.module):
            yield from self.meanings(value, depth + 1)

    def _handed(self, function: ast.AST, name: str, module: str) -> Iterator[Spot]:
        """Give what the callers hand to a parameter."""
        parameters = [each for each in _parameters(function) if each not in ("self", "cls")]
        if name in (defaults := _defaults(function)):
            yield Spot(defaults[name], module)
        for call in self.calls:
            private = function.name.startswith("_") and call.module != module
            if called(call.node) != function.name or private:
                continue
            by_name = {each.arg: each.value for each in call.node.keywords}
            at = parameters.index(name)
            if name in by_name:
                yield Spot(by_name[name], call.module, call.around)
            elif at < len(call.node.args):
                yield Spot(call.node.args[at], call.module, call.around)

    @staticmethod
    def _near(spots: list[Spot], module: str) -> list[Spot]:
        return [spot for spot in spots if spot.module == module] or spots


def called(node: ast.Call) -> str:
    """Give the last part of what a call names."""
    func = node.func
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def _pairs(target: ast.AST, value: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for left, right in zip(target.elts, value.elts, strict=False):
            yield from _pairs(left, right)
    elif isinstance(target, ast.Tuple):
        for at, left in enumerate(target.elts):
            yield from _pairs(left, ast.Subscript(value, ast.Constant(at)))


def _parameters(function: ast.AST) -> list[str]:
    given = function.args
    return [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _defaults(function: ast.AST) -> dict[str, ast.AST]:
    given = function.args
    plain = [each.arg for each in (*given.posonlyargs, *given.args)]
    named = [each.arg for each in given.kwonlyargs]
    last = plain[len(plain) - len(given.defaults) :]
    pairs = (*zip(last, given.defaults, strict=True), *zip(named, given.kw_defaults, strict=True))
    return {name: value for name, value in pairs if value is not None}
