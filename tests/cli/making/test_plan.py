"""Plan tells before any sound exists what a build would stumble over."""

from __future__ import annotations

import json
from pathlib import Path

from radioprog.cli.app import run
from tests.studio.workspace import SCRIPT, make_workspace


def test_plan_knows_an_engine_that_nobody_has(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    make_workspace(tmp_path, {"a": SCRIPT.replace("PTV nam: nam", "PTV nam: foo:vi")})
    assert run(["-C", str(tmp_path), "--json", "plan", "scripts/a.md"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert [found["code"] for found in document["findings"]] == ["unknown-engine"]


def test_a_good_plan_has_no_finding(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    make_workspace(tmp_path)
    assert run(["-C", str(tmp_path), "--json", "plan", "scripts/ban-tin.md"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["findings"] == []
    assert document["estimated"] is True
