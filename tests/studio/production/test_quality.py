"""Quality control of a built programme knows what its script asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.studio.build import build
from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace

HEAD = SCRIPT.split("# Mở đầu")[0]


@pytest.mark.parametrize(
    "pause",
    [
        "PTV nữ: Câu đầu (nghỉ 3s) còn tiếp.",
        "PTV nữ: Câu đầu.\n\n(nghỉ 3s)\n\nCâu sau.",
        "PTV nữ: Câu đầu. (nghỉ 3s)\n\nPTV nam: Câu sau.",
    ],
)
def test_a_pause_that_the_script_asks_for_is_no_fault(tmp_path: Path, pause: str) -> None:
    root = make_workspace(tmp_path, {"a": f"{HEAD}{pause}\n"})
    (made,) = build(Workspace.open(root)).programmes
    assert made.status == "built"
    assert [found.code for found in made.findings if found.code == "undeclared-silence"] == []


def test_voices_far_apart_are_told_by_check_and_by_build_alike(tmp_path: Path) -> None:
    words = "Bà con ra đồng từ sáng sớm, trời nắng đẹp và gió nhẹ. " * 5
    turns = "\n\n".join(f"PTV {who}: {words}" for who in ("nữ", "nam", "nữ"))
    root = make_workspace(tmp_path, {"a": f"{HEAD}{turns}\n"})
    settings = root / "radioprog.yaml"
    odd = settings.read_text(encoding="utf-8").replace("voice: low", "voice: low, pace: 300")
    settings.write_text(odd, encoding="utf-8")
    workspace = Workspace.open(root)
    (made,) = build(workspace).programmes
    for findings in (check(workspace), made.findings):
        (found,) = [each for each in findings if each.code.startswith("pace")]
        assert (found.code, found.details["usual"]) == (
            "pace-uneven",
            pytest.approx(210.0, rel=0.05),
        )
        assert found.details["pace"] == pytest.approx(300.0, rel=0.05)
        assert found.message.vi.startswith("PTV nam đọc ")
