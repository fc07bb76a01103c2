"""What nobody approved goes nowhere; as a draft it goes, and says so everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import radioprog
from radioprog.publish.playout.targets import TARGETS
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.pack import pack
from tests.studio.outlets.station import SETTINGS, make_home

FIRST = "2026-11-23"
PEOPLE = "id,name,position,roles,stations\nbt,Biên tập,Trưởng ban,editor chief,\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> radioprog.Workspace:
    folder = tmp_path_factory.mktemp("home")
    make_home(folder)
    (folder / "radioprog.yaml").write_text(
        SETTINGS + "approval: {needed: script}\n", encoding="utf-8"
    )
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    workspace = radioprog.Workspace.open(folder)
    radioprog.approve(workspace, "dem-1", by="bt")
    return workspace


def not_approved(findings) -> list[str]:
    return sorted(found.details["programme"] for found in findings if found.code == "not-approved")


def text_of(folder: Path) -> str:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return "".join(each.read_text("utf-8") for each in files if each.suffix != ".mp3")


def test_a_pack_takes_what_is_approved_and_names_the_rest(home, tmp_path) -> None:
    made = pack(home, "xa-a", output=tmp_path, first=FIRST)
    assert made.packs[0].sounds == 7
    assert not_approved(made.findings) == ["tin-1", "tin-2"]
    names = [path.name for path in tmp_path.rglob("*.mp3")]
    assert names and all("truyen-dem-khuya" in name for name in names)
    assert "Bản tin số một" not in text_of(tmp_path)
    rows = list(
        csv.DictReader(
            io.StringIO((tmp_path / "receipt.csv").read_text("utf-8-sig")), delimiter=";"
        )
    )
    assert len(rows) == 28 - 1 and sum(bool(row["tệp"]) for row in rows) == 7


def test_a_draft_of_a_pack_says_so_everywhere(home, tmp_path) -> None:
    made = pack(home, "xa-a", output=tmp_path, first=FIRST, draft=True)
    assert made.packs[0].sounds == 11 and not_approved(made.findings) == []
    names = [path.name for path in tmp_path.rglob("*.mp3")]
    assert sum("_nhap-" in name for name in names) == 4
    assert json.loads((tmp_path / "pack.json").read_bytes())["draft"] is True
    for file in ("index.html", "week.html", "calendar.ics", "receipt.csv"):
        text = (tmp_path / file).read_text("utf-8-sig").replace("\r\n ", "")
        assert "[NHÁP] Bản tin số một" in text, file
        assert "[NHÁP] [NHÁP]" not in text and "[NHÁP] Truyện" not in text, file
    usual = pack(home, "xa-a", first=FIRST, draft=True).packs[0].path
    assert usual == home.build / "packs-draft" / "xa-a"


@pytest.mark.parametrize("target", [each for each in TARGETS if each != "cap"])
def test_an_export_takes_what_is_approved_and_marks_drafts(home, target, tmp_path) -> None:
    made = export(home, target, output=tmp_path / "a", first=FIRST)
    assert not_approved(made.findings) == ["tin-1", "tin-2"]
    assert "Bản tin số một" not in text_of(tmp_path / "a")
    drafts = export(home, target, output=tmp_path / "b", first=FIRST, draft=True)
    assert not_approved(drafts.findings) == []
    text = text_of(tmp_path / "b")
    assert re.search(r"\[NHÁP\] Bản tin", text) and "[NHÁP] [NHÁP]" not in text
    assert "[NHÁP] Truyện" not in text
    assert any("nhap-tin-1" in name for name in drafts.files) == any(
        name.endswith(".mp3") for name in drafts.files
    )
