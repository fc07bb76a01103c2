"""Run the proofs: ``python -m proofs [NAME…] [--seconds N] [--seed N] [--sbom FILE]``."""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from proofs.harness import Plan, Proof

PROOFS = {
    "S1": "crash:prove",
    "S2": "disk:prove",
    "S3": "cache:prove",
    "S4": "cache:side_by_side",
    "S5": "malformed:prove",
    "S8": "machine:prove",
    "S10": "attacks:prove",
    "S13": "leaks:prove",
    "S14": "machine:sabotage",
    "S15": "supply:prove",
}


def proof_of(name: str) -> Callable[[Plan], Proof]:
    """Return what proves a promise; nothing else is loaded for it."""
    module, _, function = PROOFS[name].partition(":")
    found: Callable[[Plan], Proof] = getattr(importlib.import_module(f"proofs.{module}"), function)
    return found


def main() -> int:
    """Run what is asked for; 1 where anything did not hold."""
    parser = argparse.ArgumentParser(prog="python -m proofs", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(PROOFS)}; none: all"
    )
    parser.add_argument("--seconds", type=float, default=60.0, help="how long each may try (60)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other cases (1)")
    parser.add_argument("--sbom", type=Path, help="write the bill of materials here, and end")
    asked = parser.parse_args()
    if asked.sbom is not None:
        from proofs.supply import write

        write(asked.sbom)
        return 0
    unknown = [each for each in asked.names if each not in PROOFS]
    if unknown:
        parser.error(f"no proof is called {', '.join(unknown)}")
    failed = 0
    for name in asked.names or PROOFS:
        begun = time.monotonic()
        proof = proof_of(name)(Plan(asked.seconds, asked.seed))
        print(f"{proof}\n  in {time.monotonic() - begun:.0f} s, seed {asked.seed}", flush=True)
        failed += bool(proof.failures) or not proof.tried
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
