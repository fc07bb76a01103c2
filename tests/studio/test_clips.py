"""Recordings: what each is, whose it is, who uses it; and the page that shows them."""

from __future__ import annotations

import datetime as dt
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.publish.papers.assets_page import AssetRow, AssetUse, assets_page
from radioprog.studio.clips import clips, write_assets_page
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace, save, tone

TODAY = dt.date(2026, 11, 28)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = make_workspace(tmp_path, {"tin": SCRIPT, "tin-2": SCRIPT})
    save(root / "assets/clips/chua-dung.wav", tone(2.0))
    return root


def rows(home: Path) -> dict[str, AssetRow]:
    return {row.path: row for row in clips(Workspace.open(home), today=TODAY).rows}


def test_each_recording_has_its_length_and_its_uses(home: Path) -> None:
    found = rows(home)
    assert found["clips/chua-dung.wav"].duration == pytest.approx(2.0, abs=0.001)
    assert found["clips/chua-dung.wav"].uses == ()
    line = SCRIPT.splitlines().index("[nhạc nền: beds/nen.wav]") + 1
    assert found["beds/nen.wav"].uses == (
        AssetUse("scripts/tin-2.md", line),
        AssetUse("scripts/tin.md", line),
    ) or found["beds/nen.wav"].uses == (
        AssetUse("scripts/tin.md", line),
        AssetUse("scripts/tin-2.md", line),
    )
    peaks = found["clips/chua-dung.wav"].peaks
    assert max(peaks) == pytest.approx(0.1, abs=0.002) and 10 < len(peaks) <= 400


def test_an_include_counts_where_it_is_written(home: Path) -> None:
    (home / "scripts/_chung.md").write_text("[băng: clips/chua-dung.wav | lời: x]\n", "utf-8")
    script = home / "scripts/tin.md"
    script.write_text(SCRIPT + "\n[chèn: _chung.md]\n", encoding="utf-8")
    assert rows(home)["clips/chua-dung.wav"].uses == (AssetUse("scripts/_chung.md", 1),)


def test_rights_are_data_for_a_file_or_a_group(home: Path) -> None:
    (home / "assets/rights.yaml").write_text(
        "beds/*: {bản quyền: Đài sáng tác}\n"
        "clips/chua-dung.wav: {rights: Đồn cho dùng, nguồn: Cha Lo, đến ngày: 2026-11-27}\n"
        "clips/*: {bản quyền: khác}\n"
        "clips/chua-dum.wav: {bản quyền: không có tệp}\n",
        encoding="utf-8",
    )
    view = clips(Workspace.open(home), today=TODAY)
    found = {row.path: row for row in view.rows}
    assert found["beds/nen.wav"].rights == "Đài sáng tác"
    own = found["clips/chua-dung.wav"]
    assert (own.rights, own.source, own.ended) == ("Đồn cho dùng", "Cha Lo", True)
    assert found["jingles/hieu.wav"].rights == ""
    codes = {each.code: each for each in view.findings}
    assert codes["rights-ended"].place.line == 2
    assert "clips/chua-dung.wav" in codes["rights-of-nothing"].remedy.vi
    before = clips(Workspace.open(home), today=dt.date(2026, 11, 27))
    assert "rights-ended" not in {each.code for each in before.findings}


def test_a_wrong_key_is_told_with_the_one_that_is_meant(home: Path) -> None:
    (home / "assets/rights.yaml").write_text("beds/*: {bản quyềnn: Đài}\n", encoding="utf-8")
    (told,) = [each for each in clips(Workspace.open(home), today=TODAY).findings if each.is_error]
    assert told.place.file == "assets/rights.yaml" and "bản quyền" in told.remedy.vi


def test_what_cannot_be_opened_is_listed_and_told(home: Path) -> None:
    (home / "assets/clips/hong.wav").write_bytes(b"not a sound")
    view = clips(Workspace.open(home), today=TODAY)
    assert {row.path: row.duration for row in view.rows}["clips/hong.wav"] is None
    assert "assets/clips/hong.wav" in {each.place.file for each in view.findings if each.is_error}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.sounds: list[str] = []
        self.pictures = 0
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "audio":
            self.sounds.append(values["src"] or "")
        self.pictures += tag == "svg"

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    return parser


def test_the_page_has_a_picture_and_a_player_each(home: Path) -> None:
    workspace = Workspace.open(home)
    view = clips(workspace, today=TODAY)
    path = write_assets_page(workspace, view)
    assert path == home / "build/assets.html"
    page = read(path.read_text(encoding="utf-8"))
    assert page.pictures == len(view.rows) == len(page.sounds)
    for sound in page.sounds:
        assert (path.parent / sound).resolve().is_file()
    assert "chưa kịch bản nào dùng" in page.text and "scripts/tin.md" in page.text
    first = path.read_bytes()
    write_assets_page(workspace, clips(workspace, today=TODAY))
    assert path.read_bytes() == first


def test_hostile_names_stay_text() -> None:
    evil = AssetRow('a"><script>alert(1)</script> #?.wav', 1.0, (0.5,), rights="<b>Đài & bạn</b>")
    text = assets_page([evil], "vi", to_assets="../assets")
    assert "<script>" not in text and "<b>" not in text
    page = read(text)
    assert page.sounds == ["../assets/a%22%3E%3Cscript%3Ealert%281%29%3C/script%3E%20%23%3F.wav"]
    assert "<b>Đài & bạn</b>" in page.text


def test_the_command_tells_people_and_programs(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["clips", "-C", str(home), "--json", "--at", "2026-11-28"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["page"] == "build/assets.html"
    (row,) = [each for each in document["clips"] if each["path"] == "clips/chua-dung.wav"]
    assert row["duration"] == 2.0 and row["uses"] == [] and row["rights"] is None
    assert run(["clips", "-C", str(home), "--lang", "vi"]) == 0
    assert "chưa ghi bản quyền" in capsys.readouterr().out
