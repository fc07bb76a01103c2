"""S3 and S4: damaged entries are found and made anew; builders and a pruner live side by side."""

from __future__ import annotations

import random
import subprocess
import tempfile
from pathlib import Path

from proofs.harness import (
    COMMAND,
    Plan,
    Proof,
    again,
    made,
    must_run,
    not_whole,
    other,
    run,
    within,
    workspace,
)

WAYS = ("flip", "cut", "grow", "zero", "empty", "folder", "loop")


def damage(path: Path, way: str, chance: random.Random) -> None:
    """Damage an entry of the cache."""
    data = bytearray(path.read_bytes())
    path.unlink()
    if way == "folder":
        path.mkdir()
    elif way == "loop":
        path.symlink_to(path.name)
    else:
        at = chance.randrange(len(data))
        if way == "flip":
            data[at] ^= 1 << chance.randrange(8)
        elif way == "zero":
            data[at : at + 64] = bytes(len(data[at : at + 64]))
        sizes = {"cut": data[:at], "grow": data + b"x" * 9, "empty": b""}
        path.write_bytes(bytes(sizes.get(way, data)))


def prove(plan: Plan) -> Proof:
    """Damage one entry in each way, build anew, and compare."""
    proof = Proof("S3", "damaged cache entries: found, made anew, the same bytes")
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        root = workspace(Path(home) / "w")
        must_run(root, "build", "--jobs", "1")
        wanted = made(root)
        for number in within(plan.seconds, range(10_000)):
            entries = sorted(
                p for p in (root / ".radioprog/sound/entries").rglob("*") if p.is_file()
            )
            way = WAYS[int(str(number)) % len(WAYS)]
            damage(chance.choice(entries), way, chance)
            done = run(root, "build", "--force", "--jobs", "1")
            found = other(made(root), wanted)
            proof.case(way, f"status {done.returncode}" if done.returncode else None, found)
    return proof


def side_by_side(plan: Plan) -> Proof:
    """Let builders and a pruner work on one folder at once."""
    proof = Proof(
        "S4", "builders beside a pruner: none fails, the same bytes, nothing half visible"
    )
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        done = again(clean, Path(home) / "done")
        must_run(done, "build", "--jobs", "1")
        wanted = made(done)
        root = again(clean, Path(home) / "w")
        for _ in within(plan.seconds, range(1000)):
            builders = [
                subprocess.Popen(
                    [*COMMAND, "-C", str(root), "build", "--force", "--jobs", "1"],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    text=True,
                )
                for _ in range(3)
            ]
            while any(each.poll() is None for each in builders):
                pruned = run(root, "cache", "--prune", "0MB")
                proof.case("pruner", f"status {pruned.returncode}" if pruned.returncode else None)
            for each in builders:
                _, said = each.communicate()
                proof.case("builder", said[-200:] if each.returncode else None)
            proof.case("what is visible", not_whole(root), other(made(root), wanted))
    return proof
