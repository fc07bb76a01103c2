"""What goes out with a programme says which script it was made of."""

from __future__ import annotations

import hashlib
from pathlib import Path

from radioprog.publish.papers.rundown_sheet import in_groups
from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


def test_the_sheet_shows_the_fingerprint_of_its_script(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"a": SCRIPT})
    build(Workspace.open(root)).raise_for_errors()
    sha256 = hashlib.sha256((root / "scripts/a.md").read_bytes()).hexdigest()
    page = (root / "build/a/a.rundown.html").read_text(encoding="utf-8")
    assert f"<dd>{in_groups(sha256)}</dd>" in page
