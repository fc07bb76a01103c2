"""Peak memory against length: it should hardly grow from ten minutes to six hours."""

from __future__ import annotations

from benchmarks.harness import Contestant, Plan, Section, alternate, compared
from benchmarks.workspace import bulletin, radioprog

_NAMES = {10: "10 min", 60: "1 h", 360: "6 h"}


def section(plan: Plan) -> Section:
    """Build bulletins of three lengths, each once."""
    lengths = (1, 2, 4) if plan.quick else tuple(_NAMES)
    contestants = []
    for minutes in lengths:
        folder = plan.folder / f"memory-{minutes}"
        bulletin(folder, minutes)
        build = radioprog("build", "--force", "--deliver", "station", "-C", str(folder))
        contestants.append(Contestant(_NAMES.get(minutes, f"{minutes} min"), build))
    shortest = contestants[0].name
    return Section(
        "memory",
        "Peak memory against length",
        "One delivery, speech cached, one run each; the peak of all processes of the build "
        "together, every page that they share counted once.",
        compared(alternate(contestants, 1), ours=shortest, called=shortest),
    )
