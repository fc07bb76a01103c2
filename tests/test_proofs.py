"""A slice of each proof: the harness itself runs, and what it tries holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proofs.__main__ import PROOFS, proof_of
from proofs.harness import Plan, Proof, fault_of, injected

_NEEDS_STRACE = ("S1", "S2")


@pytest.mark.slow
@pytest.mark.parametrize("name", PROOFS)
def test_a_slice_of_a_proof_holds(name: str) -> None:
    if name in _NEEDS_STRACE and shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt install strace)")
    proof = proof_of(name)(Plan(seconds=8.0, seed=7))
    assert proof.tried
    assert not proof.failures, str(proof)


def test_a_case_that_does_not_hold_is_counted_and_told() -> None:
    proof = Proof("S0", "nothing")
    proof.case("one", None, None)
    proof.case("two", None, "it burnt")
    assert (proof.tried, proof.failures) == (2, ["two: it burnt"])
    assert "S0 1/2" in str(proof)
    assert "two: it burnt" in str(proof)


@pytest.mark.parametrize(
    ("status", "said", "wrong"),
    [
        (0, "", False),
        (1, "a.md:1:1: error[x]: y", False),
        (1, "something is wrong", True),
        (4, "error[internal-error]: z", True),
        (124, "hangs", True),
        (-9, "", True),
        (0, "Traceback (most recent call last)", True),
    ],
)
def test_what_counts_as_a_bad_end(status: int, said: str, wrong: bool) -> None:
    done = subprocess.CompletedProcess([sys.executable], status, "", said)
    assert bool(fault_of(done)) == wrong


def test_a_fault_that_did_not_happen_is_no_case() -> None:
    proof = Proof("S0", "nothing")
    for number in range(5):
        proof.spared(f"kill #{number}")
    proof.case("one")
    assert (proof.tried, proof.unfired, len(proof.notes)) == (1, 5, 3)
    assert "S0 1/1" in str(proof)
    assert "5 more did not happen" in str(proof)


@pytest.mark.parametrize(
    ("said", "happened"),
    [
        ('123 write(3, "a", 1) = 1\n', False),
        ('123 write(3, "a", 1) = -1 ENOSPC (No space left on device) (INJECTED)\n', True),
        ("123 +++ killed by SIGKILL +++\n", True),
        ("123 --- SIGCHLD {si_signo=SIGCHLD} ---\n", False),
        (None, False),
    ],
)
def test_what_was_injected_is_read_from_the_log(
    said: str | None, happened: bool, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    if said is not None:
        log.write_text(said, "utf-8")
    assert injected(log) == happened
