"""S2: a disk that is full or refuses ends in a finding, and half a file is never seen."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from proofs.harness import (
    CALENDAR,
    Plan,
    Proof,
    again,
    fault_of,
    made,
    not_whole,
    other,
    run,
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


def prove(plan: Plan) -> Proof:
    """Inject errors from the n-th call on, and limit how large a file may grow."""
    proof = Proof(
        "S2", "full or refusing disks: a finding, nothing half visible, healed afterwards"
    )
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        done = again(clean, Path(home) / "done")
        run(done, "build", "--jobs", "1")
        run(done, *CALENDAR)
        wanted = made(done)
        cases: list[tuple[str, tuple[str, ...]]] = [
            (
                f"{call} {error} from #{number}",
                (
                    "strace",
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    f"trace={call}",
                    "-P",
                    "{root}",
                    "-e",
                    f"inject={call}:error={error}:when={number}+",
                ),
            )
            for call, errors in ERRORS.items()
            for error in errors
            for number in chance.sample(range(1, 60), 6)
        ]
        cases += [
            (f"files of at most {size} kB", ("sh", "-c", f'ulimit -f {size}; exec "$@"', "sh"))
            for size in chance.sample(range(1, 400), 60)
        ]
        chance.shuffle(cases)
        for what, before in within(plan.seconds, cases):
            root = again(clean, Path(home) / "w")
            verb = chance.choice((("build", "--jobs", "1"), CALENDAR))
            line = [each for each in before if each not in ("-P", "{root}")]
            refused = run(root, *verb, before=line)
            broken = not_whole(root)
            healed = [run(root, "build", "--jobs", "1"), run(root, *CALENDAR)]
            proof.case(
                f"{verb[0]}, {what}",
                fault_of(refused),
                broken,
                next(
                    (f"then status {each.returncode}" for each in healed if each.returncode), None
                ),
                other(made(root), wanted),
            )
    return proof
