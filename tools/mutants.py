"""Change the deciding rooms in small ways and count how many changes their own tests notice.

``python tools/mutants.py --count 200 --seed 1`` draws places by chance (the same seed, the same
places), changes one of them at a time in a copy of the tree, runs the tests of that room and
prints each survivor. A change that no test could notice (an equivalent one) is a survivor too:
read them, they are few.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "audio",
    "ical",
    "kernel",
    "programme",
    "publish",
    "reader",
    "record",
    "schedule",
    "script",
    "speech",
    "targets",
)
"""The rooms that decide something; each is judged by its own tests, in ``tests/<room>``."""
COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: which file, where, what it was and what it becomes."""

    file: str
    line: int
    was: str
    now: str
    changed: bytes

    @property
    def source(self) -> bytes:
        """The whole file with the change."""
        lines = (ROOT / self.file).read_bytes().splitlines(keepends=True)
        return b"".join([*lines[: self.line - 1], self.changed, *lines[self.line :]])

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.was}  ->  {self.now}"


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node could be changed to, one change each."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        other = COMPARISONS[type(node.ops[0])]
        yield ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        if not any(_is_text(side) for side in (node.left, node.right)):
            yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
    elif isinstance(node, ast.BoolOp):
        other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.BoolOp(other_op, node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def mutants_of(path: Path) -> list[Mutant]:
    """Return every change that a file offers; what only types and documents is left alone."""
    text = path.read_bytes()
    tree, lines = ast.parse(text), text.splitlines(keepends=True)
    name = path.relative_to(ROOT).as_posix()
    found: list[Mutant] = []
    for holder in ast.walk(tree):
        if not isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for statement in holder.body:
            for node in ast.walk(statement):
                found.extend(_replaced(node, lines, name))
    return list({(each.line, each.was, each.now): each for each in found}.values())


def _replaced(node: ast.AST, lines: list[bytes], name: str) -> Iterator[Mutant]:
    if not isinstance(node, ast.expr) or node.end_lineno != node.lineno:
        return
    line = lines[node.lineno - 1]
    before, after = line[: node.col_offset], line[node.end_col_offset :]
    was = line[node.col_offset : node.end_col_offset].decode()
    for other in changes(node):
        now = f"({ast.unparse(ast.fix_missing_locations(other))})"
        yield Mutant(name, node.lineno, was, now, before + now.encode() + after)


def tests_of(file: str) -> list[str]:
    """Return the tests of the room that a file belongs to: its own first, then the whole room's.

    >>> tests_of("radioprog/record/ledger.py")
    ['tests/record/test_ledger.py', 'tests/record']
    """
    path = Path(file)
    room = path.parts[1] if len(path.parts) > 2 else ""
    if room not in ROOMS:
        return []
    own = Path("tests", *path.parts[1:-1], f"test_{path.name}").as_posix()
    return [*([own] if (ROOT / own).is_file() else []), f"tests/{room}"]


def is_noticed(mutant: Mutant, seconds: int) -> bool:
    """Tell whether the room's tests fail (or never end) with the change."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in (
            "radioprog",
            "tests",
            "scripts",
            "assets",
            "schedules",
            "plans",
            "docs",
            "tools",
        ):
            (home / name).symlink_to(ROOT / name)
        for name in ("pyproject.toml", "radioprog.yaml", "README.md", "HUONG-DAN.md"):
            (home / name).symlink_to(ROOT / name)
        (home / "radioprog").unlink()
        shutil.copytree(ROOT / "radioprog", home / "radioprog", symlinks=True)
        (home / mutant.file).write_bytes(mutant.source)
        # Most changes are noticed by the module's own tests: the room's are collected after them.
        return any(_fails(tests, home, seconds) for tests in tests_of(mutant.file))


def _fails(tests: str, home: Path, seconds: int) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-m", "not slow"]
    place = {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, "-p", "no:cacheprovider", tests],
            cwd=home,
            env=place,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)  # 5: nothing but slow tests in that file


def main() -> None:
    """Draw, change, test, count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files whose path contains this")
    parser.add_argument("--rooms", default=",".join(ROOMS), help="only these, with commas between")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of those drawn")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=300, help="longer than this: noticed")
    asked = parser.parse_args()
    files = [
        path
        for path in sorted((ROOT / "radioprog").rglob("*.py"))
        if path.name not in ("__init__.py", "findings.py", "tables.py")
        and asked.only in path.as_posix()
        and path.relative_to(ROOT).parts[1] in asked.rooms.split(",")
        and tests_of(path.relative_to(ROOT).as_posix())
    ]
    every = [mutant for path in files for mutant in mutants_of(path)]
    drawn = random.Random(asked.seed).sample(every, min(asked.count, len(every)))[asked.skip :]
    noticed: Counter[str] = Counter()
    with ThreadPoolExecutor(asked.jobs) as pool:
        seen = pool.map(lambda mutant: is_noticed(mutant, asked.seconds), drawn)
        for mutant, is_seen in zip(drawn, seen, strict=True):
            noticed[Path(mutant.file).parts[1]] += is_seen
            if not is_seen:
                print(f"alive  {mutant}", flush=True)
    drawn_in = Counter(Path(mutant.file).parts[1] for mutant in drawn)
    for room, count in sorted(drawn_in.items()):
        print(f"{room:10} {noticed[room]} of {count}")
    print(f"{noticed.total()} of {len(drawn)} noticed ({len(every)} places to change)")


if __name__ == "__main__":
    main()
