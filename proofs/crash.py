"""S1: killed at any call that changes a file, what is visible is whole and the next run heals it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from proofs.harness import (
    CALENDAR,
    COMMAND,
    ROOT,
    Plan,
    Proof,
    again,
    calls_of,
    injected,
    made,
    not_whole,
    other,
    parts,
    run,
    unhealed,
    within,
    workspace,
)

CALLS = (
    "rename",
    "renameat",
    "unlink",
    "unlinkat",
    "fsync",
    "fdatasync",
    "mkdir",
    "ftruncate",
    "write",
    "pwrite64",
    "link",
    "utimensat",
    "fchmod",
)
VERBS = {"build": ("build", "--jobs", "1"), "calendar": CALENDAR}
_MOMENT = "a moment"


def prove(plan: Plan) -> Proof:
    """Kill at the n-th call of a kind, or at any moment, then look, run again, and compare."""
    proof = Proof(
        "S1", "kills at a call that changes a file: visible whole, next run the same bytes"
    )
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        done = again(clean, Path(home) / "done")
        lasts, known = {}, {}
        for verb, arguments in VERBS.items():
            known[verb] = calls_of(done, arguments, CALLS)
            begun = time.monotonic()
            run(again(clean, Path(home) / "w"), *arguments)
            lasts[verb] = time.monotonic() - begun
        wanted = made(done)
        proof.notes.append(f"calls a process makes: {known}")
        for verb, call, number in within(plan.seconds, _cases(known, chance)):
            root = again(clean, Path(home) / "w")
            if call == _MOMENT:
                wait = lasts[verb] * number / 1000
                what, fired = f"{verb} after {wait:.2f} s", _killed_after(root, verb, wait)
            else:
                what, fired = f"{verb} {call} #{number}", _killed_at(root, verb, call, number)
            if not fired:
                proof.spared(what)
                continue
            broken = not_whole(root)
            healed = [run(root, *arguments) for arguments in VERBS.values()]
            proof.case(what, broken, unhealed(healed), other(made(root), wanted), parts(root))
    return proof


def _cases(
    known: Mapping[str, Mapping[str, int]], chance: random.Random
) -> Iterator[tuple[str, str, int]]:
    """Yield kills without end: all kinds of calls alike, each at a number that is reached."""
    while True:
        for verb in sorted(known):
            for call in sorted(known[verb]):
                yield verb, call, chance.randint(1, known[verb][call])
            yield verb, _MOMENT, chance.randrange(50, 1000)


def _killed_at(root: Path, verb: str, call: str, number: int) -> bool:
    log = root.parent / "kill.log"
    inject = f"inject={call}:signal=SIGKILL:when={number}"
    strace = ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={call}", "-e", inject)
    run(root, *VERBS[verb], before=strace)
    return injected(log)


def _killed_after(root: Path, verb: str, wait: float) -> bool:
    """Kill the command with all that it started, after so many seconds."""
    process = subprocess.Popen(
        [*COMMAND, "-C", str(root), *VERBS[verb]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        process.wait(wait)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
