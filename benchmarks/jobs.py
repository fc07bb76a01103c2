"""Several programmes on one process and on two."""

from __future__ import annotations

from benchmarks.harness import Contestant, Plan, Section, alternate, compared
from benchmarks.workspace import many, radioprog

ONE = "--jobs 1"


def section(plan: Plan) -> Section:
    """Build the same programmes both ways, in turn."""
    count, minutes = (2, 1) if plan.quick else (8, 2)
    folder = plan.folder / f"jobs-{count}"
    many(folder, count, minutes=minutes)
    build = radioprog("build", "--force", "--deliver", "station", "-C", str(folder))
    contestants = [
        Contestant(ONE, [*build, "--jobs", "1"]),
        Contestant("--jobs 2", [*build, "--jobs", "2"]),
    ]
    return Section(
        "jobs",
        f"{count} programmes on one process and on two",
        f"About {minutes} minutes each, one delivery, speech cached. One job already mixes, "
        "measures and encodes side by side, so that a second can only fill what it leaves idle.",
        compared(alternate(contestants, plan.times), ours=ONE, called="one job"),
    )
