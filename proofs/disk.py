"""S2: a disk that is full or refuses ends in a finding, and half a file is never seen."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from proofs.harness import (
    CALENDAR,
    Plan,
    Proof,
    again,
    calls_of,
    fault_of,
    injected,
    made,
    not_whole,
    other,
    run,
    unhealed,
    within,
    workspace,
)

ERRORS = {
    "write": ("ENOSPC", "EIO", "EDQUOT"),
    "pwrite64": ("ENOSPC", "EIO"),
    "fsync": ("EIO", "ENOSPC"),
    "rename": ("ENOSPC", "EACCES", "EROFS"),
    "unlink": ("ENOSPC", "EROFS"),
    "mkdir": ("ENOSPC",),
    "flock": ("ENOLCK", "EOPNOTSUPP"),
    "utimensat": ("ENOSPC", "EROFS"),
    "ftruncate": ("ENOSPC",),
}


VERBS = {"build": ("build", "--jobs", "1"), "calendar": CALENDAR}


def prove(plan: Plan) -> Proof:
    """Inject errors from the n-th call on, limit how large a file may grow, fill a small disk."""
    proof = Proof(
        "S2", "full or refusing disks: a finding, nothing half visible, healed afterwards"
    )
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        done = again(clean, Path(home) / "done")
        known = {verb: calls_of(done, given, tuple(ERRORS)) for verb, given in VERBS.items()}
        wanted = made(done)
        for verb, what, before in within(plan.seconds, _cases(known, chance)):
            root = again(clean, Path(home) / "w")
            log = root.parent / "refused.log"
            log.unlink(missing_ok=True)
            refused = run(root, *VERBS[verb], before=[each.format(log=log) for each in before])
            if before[0] == "strace" and not injected(log):
                proof.spared(f"{verb}, {what}")
                continue
            if before[0] != "strace" and refused.returncode == 0:
                proof.spared(f"{verb}, {what}: there was room")
                continue
            broken = not_whole(root)
            healed = [run(root, *arguments) for arguments in VERBS.values()]
            proof.case(
                f"{verb}, {what}",
                fault_of(refused),
                broken,
                unhealed(healed),
                other(made(root), wanted),
            )
    return proof


def _cases(
    known: Mapping[str, Mapping[str, int]], chance: random.Random
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield refusals without end: a call that fails from the n-th on, and a size that is enough."""
    while True:
        for verb in sorted(known):
            for call in sorted(known[verb]):
                error = chance.choice(ERRORS[call])
                number = chance.randint(1, known[verb][call])
                inject = f"inject={call}:error={error}:when={number}+"
                traced = ("strace", "-f", "-qq", "-o", "{log}", "-e", f"trace={call}")
                yield verb, f"{call} {error} from #{number}", (*traced, "-e", inject)
            # Files of the build are larger than the calendar's: each verb has its own sizes.
            for _ in range(4):
                size = chance.randrange(1, 400 if verb == "build" else 8)
                yield verb, f"files of at most {size} kB", _limited(size)


def _limited(size: int) -> tuple[str, ...]:
    return ("sh", "-c", f'ulimit -f {size}; exec "$@"', "sh")
