"""S8 and S14: the same bytes on every machine, and a finding on a machine that lacks something."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from proofs.harness import (
    CALENDAR,
    ROOT,
    Plan,
    Proof,
    again,
    fault_of,
    made,
    must_run,
    other,
    run,
    within,
    workspace,
)

VARIED: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "TZ west": ((), {"TZ": "America/Los_Angeles"}),
    "TZ east": ((), {"TZ": "Pacific/Kiritimati"}),
    "LANG C": ((), {"LANG": "C", "LC_ALL": "C"}),
    "LANG tr": ((), {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}),
    "no UTF-8 mode": ((), {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}),
    "hash seed 0": ((), {"PYTHONHASHSEED": "0"}),
    "hash seed 12345": ((), {"PYTHONHASHSEED": "12345"}),
    "umask 077": (("sh", "-c", 'umask 077; exec "$@"', "sh"), {}),
    "cwd /": (("env", "-C", "/"), {"PYTHONPATH": str(ROOT)}),
    "one CPU": (("taskset", "-c", "0"), {}),
    "optimised": ((), {"PYTHONOPTIMIZE": "2"}),
    "BLAS threads": ((), {"OMP_NUM_THREADS": "3", "OPENBLAS_NUM_THREADS": "3"}),
    "other home": ((), {"HOME": "/nonexistent"}),
    "other TMPDIR": ((), {"TMPDIR": "/var/tmp"}),
    "address space": (("setarch", "-R"), {}),
    "nice": (("nice", "-n", "15"), {}),
}


def prove(plan: Plan) -> Proof:
    """Publish on varied machines and compare with a plain one."""
    proof = Proof("S8", "varied machines: the same bytes")
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean")
        plain = again(clean, Path(home) / "plain")
        must_run(plain, "build", "--jobs", "1")
        must_run(plain, *CALENDAR)
        wanted = made(plain)
        proof.notes.append(f"{len(wanted)} files each")
        names = [
            *VARIED,
            "jobs 2",
            "jobs 4",
            "order of the folder",
            "times of files",
            "another folder",
        ]
        for name in within(plan.seconds, names):
            before, environment = VARIED.get(str(name), ((), {}))
            if before and shutil.which(before[0]) is None:
                proof.case(str(name), f"no {before[0]} here")  # what cannot be tried has not held
                continue
            root = again(clean, Path(home) / ("Thư mục khác" if name == "another folder" else "w"))
            if name in ("order of the folder", "times of files"):
                shuffled(root, chance)
            jobs = str(name)[5:] if str(name).startswith("jobs") else "1"
            ends = [
                run(root, *verb, before=before, environment=environment)
                for verb in (("build", "--jobs", jobs), CALENDAR)
            ]
            wrong = next((each.stderr[-200:] for each in ends if each.returncode), None)
            proof.case(str(name), wrong, other(made(root), wanted))
    return proof


def shuffled(root: Path, chance: random.Random) -> None:
    """Write the same files in another order, at other times."""
    files = [path for path in root.rglob("*") if path.is_file()]
    held = {path: path.read_bytes() for path in files}
    for path in files:
        path.unlink()
    chance.shuffle(files)
    for path in files:
        path.write_bytes(held[path])
        os.utime(path, (chance.randrange(10**9), chance.randrange(10**9)))


def sabotage(plan: Plan) -> Proof:
    """Take something from the machine, and ask for what it can still do."""
    proof = Proof("S14", "machines that lack something: they work, or say what is missing")
    nowhere = {"TMPDIR": "/nonexistent"}
    hidden = ("unshare", "-rm", "sh", "-c")
    lacks: dict[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
        "no ffmpeg, no espeak-ng, empty PATH": ((), {"PATH": "/nonexistent"}),
        "no home": ((), {"HOME": "/nonexistent"}),
        "home that may not be written": ((), {"HOME": "/proc"}),
        "no locale": ((), {"LANG": "", "LC_ALL": "", "LANGUAGE": ""}),
        "locale that is none": ((), {"LC_ALL": "xx_YY.nothing"}),
        "TMPDIR that is not there": ((), nowhere),
        "no temporary folder at all": (
            (
                *hidden,
                'mount -o bind,ro /proc /tmp 2>/dev/null; mount -o bind,ro /proc /var/tmp; exec "$@"',
                "sh",
            ),
            nowhere,
        ),
        "temporary folder without room": (
            (*hidden, 'mount -t tmpfs -o size=4k none /var/tmp; exec "$@"', "sh"),
            {"TMPDIR": "/var/tmp"},
        ),
        "32 open files": (("sh", "-c", 'ulimit -n 32; exec "$@"', "sh"), {}),
        "stdin closed": (("sh", "-c", 'exec "$@" <&-', "sh"), {}),
        "stderr closed": (("sh", "-c", 'exec "$@" 2>&-', "sh"), {}),
        "no terminal": ((), {"TERM": ""}),
        "no colours, 20 columns": ((), {"NO_COLOR": "1", "COLUMNS": "20"}),
        "zone that is none": ((), {"TZ": "Nowhere/Land"}),
    }
    verbs = (
        ("doctor",),
        ("build", "--jobs", "1"),
        CALENDAR,
        ("check",),
        ("say", "Xin chào.", "-o", "x.wav"),
    )
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as home:
        clean = workspace(Path(home) / "clean")
        tried: list[str] = []
        first = (plan.seed - 1) % len(lacks)  # another seed begins elsewhere: slices reach all
        for what in within(plan.seconds, [*lacks, *lacks][first : first + len(lacks)]):
            before, environment = lacks[str(what)]
            root = again(clean, Path(home) / "w")
            for verb in verbs:
                line = [str(root / each) if each == "x.wav" else each for each in verb]
                done = run(root, *line, before=before, environment=environment)
                # Where the interpreter itself lies in what is hidden, nothing of ours is tried.
                is_hidden = done.returncode == 127 and "not found" in done.stderr
                if is_hidden or "unshare" in done.stderr or "mount:" in done.stderr:
                    proof.notes.append(f"not tried here: {what} ({done.stderr.strip()[:80]})")
                    break
                fault = fault_of(done)
                if what == "stderr closed" and fault and "without a finding" in fault:
                    fault = None
                proof.case(f"{what}: {verb[0]}", fault)
            else:
                tried.append(str(what))
        proof.notes.append(f"{len(tried)} of {len(lacks)} machines: {', '.join(tried)}")
    return proof
