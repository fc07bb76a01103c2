"""Quality control of a built programme knows what its script asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace

HEAD = SCRIPT.split("# Mở đầu")[0]


@pytest.mark.parametrize(
    "pause", ["PTV nữ: Câu đầu (nghỉ 3s) còn tiếp.", "PTV nữ: Câu đầu.\n\n(nghỉ 3s)\n\nCâu sau.",
              "PTV nữ: Câu đầu. (nghỉ 3s)\n\nPTV nam: Câu sau."]
)  # fmt: skip
def test_a_pause_that_the_script_asks_for_is_no_fault(tmp_path: Path, pause: str) -> None:
    root = make_workspace(tmp_path, {"a": f"{HEAD}{pause}\n"})
    (made,) = build(Workspace.open(root)).programmes
    assert made.status == "built"
    assert [found.code for found in made.findings if found.code == "undeclared-silence"] == []
