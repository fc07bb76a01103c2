"""What was seen and found right is held letter for letter; ``RADIOPROG_GOLDEN=write`` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def hold(path: Path, lines: Iterable[str]) -> None:
    """Compare lines with those that are held; where asked to, write them there first."""
    now = "\n".join(lines) + "\n"
    if os.environ.get("RADIOPROG_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert now.split("\n") == path.read_text(encoding="utf-8").split("\n")
