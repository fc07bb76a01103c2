"""Each library is met in one place: the door that stands in this table, and nowhere else.

The floors are import-linter's business; what it cannot say shortly is said here.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import radioprog

PACKAGE = Path(radioprog.__file__).parent
DOORS = {
    "argon2": {"studio/desk/access.py"},
    "starlette": {"web/gateway.py"},
    "uvicorn": {"web/server.py"},
    "av": {"audio/codecs/ffmpeg.py"},
    "distributed": {"studio/workers/executors.py"},
    "espeakng_loader": {"speech/engines/espeak_worker.py"},
    "font_source_sans_pro": {"publish/papers/png.py"},
    "fsspec": {"kernel/store/bucket.py"},
    "gtts": {"speech/engines/gtts_worker.py"},
    "holidays": {"schedule/days/holidays.py"},
    "icalendar": {"ical/codec.py"},
    "lameenc": {"audio/codecs/lame.py"},
    "lunar_vn": {"schedule/days/rules.py"},
    "mutagen": {"programme/tags/write.py"},
    "inflect": {"reader/en/numerals.py"},
    "ortools": {"targets/solver.py"},
    "openpyxl": {"kernel/workbook.py"},
    "onnxruntime": {"speech/engines/piper_worker.py"},
    "PIL": {"publish/papers/png.py"},
    "piper": {"speech/engines/piper_worker.py"},
    "pydub": {"audio/clip.py"},
    "requests": {"speech/engines/gtts_worker.py", "studio/outlets/servers/http.py"},
    "scipy": {"audio/meter/weighting.py"},
    "segno": {"publish/html.py"},
    "soxr": {"audio/convert.py"},
    "sqlalchemy": {"record/store/postgres.py"},
    "yaml": {"kernel/yaml/document.py"},
}
EVERYWHERE = {"numpy"}
ROOMS = {"click": "cli/", "rich": "cli/"}


def at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Walk over everything but what stands there for the type checker only."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from at_run_time(node)


def imported() -> dict[str, set[str]]:
    """Give, for each library from outside, the modules that import it."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in at_run_time(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                if top not in sys.stdlib_module_names and top != "radioprog":
                    found.setdefault(top, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


def test_no_library_comes_in_by_a_second_door() -> None:
    for library, modules in imported().items():
        if library in ROOMS:
            assert all(module.startswith(ROOMS[library]) for module in modules), library
        elif library not in EVERYWHERE:
            assert modules <= DOORS.get(library, set()), (library, modules)


def test_no_door_leads_nowhere() -> None:
    assert set(DOORS) <= set(imported())


@pytest.mark.parametrize("library", sorted(set(DOORS) | set(ROOMS) | EVERYWHERE))
def test_each_dependency_has_its_decision(library: str) -> None:
    """Each library earns its place in docs/decisions/ (a part of another one counts with it)."""
    part_of = {
        "onnxruntime": "piper",
        "requests": "gtts",
        "distributed": "dask",
        "espeakng_loader": "espeakng-loader",
        "lunar_vn": "lunar",
        "yaml": "yaml",
        "av": "pyav",
        "PIL": "pillow",
        "font_source_sans_pro": "font-source-sans-pro",
    }
    word = part_of.get(library, library)
    texts = (PACKAGE.parent / "docs" / "decisions").glob("*.md")
    assert any(word in text.read_text(encoding="utf-8").lower() for text in texts)
