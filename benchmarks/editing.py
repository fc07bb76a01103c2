"""One word changed in a programme of an hour, against building all of it with its speech kept."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.harness import Contestant, Plan, Section, alternate, compared
from benchmarks.workspace import bulletin, radioprog

CACHED = "all of it again, speech cached"
_WORD = "được {} tấn"


def section(plan: Plan) -> Section:
    """Build both ways, in turn."""
    minutes = 2 if plan.quick else 60
    folder = plan.folder / f"editing-{minutes}"
    bulletin(folder, minutes)
    build = radioprog("build", "--force", "--deliver", "station", "-C", str(folder))
    contestants = [
        Contestant(CACHED, build, most=2),
        Contestant(
            "one word changed", build, before=_edit(folder / "scripts" / "ban-tin.md"), most=2
        ),
    ]
    return Section(
        "editing",
        "One word changed in an hour",
        f"About {minutes} minutes, one delivery. One number in one sentence changes before each "
        "run of the second row, so one sentence is spoken anew.",
        compared(alternate(contestants, plan.times), ours=CACHED, called="all"),
    )


def _edit(script: Path) -> Callable[[], None]:
    numbers = count(1_001)
    said = _WORD.format(57)

    def edit() -> None:
        nonlocal said
        new = _WORD.format(next(numbers))
        text = script.read_text("utf-8")
        if said not in text:
            raise SystemExit(f"{script.name}: nothing to edit")
        script.write_text(text.replace(said, new, 1), "utf-8")
        said = new

    return edit
