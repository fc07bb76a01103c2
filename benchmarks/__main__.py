"""Run the benchmarks and write what they found: ``python -m benchmarks [NAME…] [--times N]``."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import sys
from pathlib import Path

import benchmarks
from benchmarks.harness import FOLDER, ROOT, Plan, Section, machine

DOCUMENT = ROOT / "docs" / "benchmarks.md"
_HEAD = """# Benchmarks

Made by `python -m benchmarks`: us and the peers in the same run, on the same material, in turn;
medians. Only figures of one table may be compared. Memory is that of all processes together.
"""


def names() -> list[str]:
    """Find every module that is a benchmark."""
    modules = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return [
        name
        for name in modules
        if "\ndef section(" in (Path(benchmarks.__path__[0]) / f"{name}.py").read_text("utf-8")
    ]


def written(document: str, section: Section) -> str:
    """Put a section in the place of its older self, or at the end."""
    begin, end = f"<!-- {section.name} -->", f"<!-- /{section.name} -->"
    body = (
        f"{begin}\n## {section.title}\n\n{section.about.strip()}\n\n{section.table}\n\n"
        f"On {machine()}: `python -m benchmarks {section.name}`\n{end}\n"
    )
    old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}\n", re.DOTALL)
    return old.sub(lambda _: body, document) if old.search(document) else f"{document}\n{body}"


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", choices=[[], *names()], help="all, if none is named")
    parser.add_argument("--times", type=int, default=5, help="runs of each contestant")
    parser.add_argument("--quick", action="store_true", help="small material, to try it out")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where material is made")
    parser.add_argument("--no-write", action="store_true", help=f"leave {DOCUMENT.name} alone")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    plan = Plan(asked.times, asked.folder, asked.quick)
    for name in asked.name or names():
        print(name, file=sys.stderr)
        section: Section = importlib.import_module(f"benchmarks.{name}").section(plan)
        print(f"\n## {section.title}\n\n{section.table}\n")
        if not asked.no_write and not asked.quick:
            document = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else _HEAD
            DOCUMENT.write_text(written(document, section), "utf-8")


if __name__ == "__main__":
    main()
