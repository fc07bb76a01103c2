"""What the command costs where there is nothing to do: builds that are current, and its start."""

from __future__ import annotations

from benchmarks.harness import Contestant, Plan, Section, alternate, compared, python
from benchmarks.workspace import many, radioprog

ONE = "radioprog build, 1 programme, current"


def section(plan: Plan) -> Section:
    """Ask for builds where all is current, and for the version."""
    number = 10 if plan.quick else 200
    one, all_ = plan.folder / "idle-1", plan.folder / f"idle-{number}"
    many(one, 1)
    many(all_, number)
    contestants = [
        Contestant(ONE, radioprog("build", "-C", str(one))),
        Contestant(f"radioprog build, {number}, current", radioprog("build", "-C", str(all_))),
        Contestant("radioprog --version", radioprog("--version")),
        Contestant("python -c 'import click'", python("-c", "import click")),
    ]
    return Section(
        "idle",
        "Nothing to do",
        "Programmes that are current are only looked at. The start of the command is told beside "
        "that of Python with the library that reads its arguments.",
        compared(alternate(contestants, plan.times), ours=ONE, called="one"),
    )
