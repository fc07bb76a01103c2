"""S1: killed at any call that changes a file, what is visible is whole and the next run heals it."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from proofs.harness import (
    CALENDAR,
    Plan,
    Proof,
    again,
    made,
    not_whole,
    other,
    parts,
    run,
    within,
    workspace,
)

CALLS = ("rename", "unlink", "fsync", "mkdir", "ftruncate", "write", "pwrite64", "link")
VERBS = {"build": ("build", "--jobs", "1"), "calendar": CALENDAR}


def prove(plan: Plan) -> Proof:
    """Kill by strace at the n-th call of a kind, then look, run again, and compare."""
    proof = Proof(
        "S1", "kills at a call that changes a file: visible whole, next run the same bytes"
    )
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        done = again(clean, Path(home) / "done")
        for arguments in VERBS.values():
            run(done, *arguments)
        wanted = made(done)
        cases = [
            (verb, call, chance.randrange(1, 40 if call != "write" else 300))
            for _ in range(400)
            for verb in VERBS
            for call in CALLS
        ]
        chance.shuffle(cases)
        for verb, call, number in within(plan.seconds, cases):
            root = again(clean, Path(home) / "w")
            inject = f"inject={call}:signal=SIGKILL:when={number}"
            strace = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject)
            killed = run(root, *VERBS[verb], before=strace)
            broken = not_whole(root)
            healed = [run(root, *arguments) for arguments in VERBS.values()]
            proof.case(
                f"{verb} {call} #{number} (ended {killed.returncode})",
                broken,
                next(
                    (f"then status {each.returncode}" for each in healed if each.returncode), None
                ),
                other(made(root), wanted),
                parts(root),
            )
    return proof
