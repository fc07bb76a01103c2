"""What an integrator calls, without a command: each function obeys the workspace it is given."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import mutagen
import numpy as np
import pytest
import webvtt

import radioprog
from radioprog.studio.init import init
from tests.studio.workspace import SCRIPT, make_workspace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in ("scripts", "assets", "schedules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "radioprog.yaml", tmp_path)
    return tmp_path


@pytest.fixture
def ws(home: Path) -> radioprog.Workspace:
    return radioprog.Workspace.open(home)


def test_check_takes_paths_as_people_give_them(ws, home: Path, monkeypatch) -> None:
    (home / "scripts" / "hong.md").write_text("---\ntitle: A\n---\nPTV: Một.\n", encoding="utf-8")
    for path in ("scripts/hong.md", Path("scripts/hong.md"), home / "scripts" / "hong.md"):
        found = radioprog.check(ws, path)
        assert {each.place.file for each in found} == {"scripts/hong.md"}
    assert not any(each.is_error for each in radioprog.check(ws, ["scripts/vung-bien-07.md"]))
    monkeypatch.chdir(home / "scripts")
    assert radioprog.check(ws, "hong.md") == found


def test_plan_gives_a_rundown_and_captions_before_any_sound(ws) -> None:
    made = radioprog.plan(ws, "scripts/vung-bien-07.md")
    assert made.rundown is not None
    assert 480 < made.rundown.length / 48_000 < 540
    cues = webvtt.from_string(radioprog.captions(made.rundown))
    assert len(cues) > 50
    assert radioprog.captions(made.rundown, form="srt").startswith("1\n00:00:")
    page = made._repr_html_()
    assert page is not None
    assert "Phiếu dựng" in page
    with pytest.raises(radioprog.UsageError, match="missing-file"):
        radioprog.plan(ws, "scripts/khong-co.md")


def test_airings_have_aware_times_and_ids(ws) -> None:
    report = radioprog.timetable(ws, first="2026-03-02", days=7)
    assert report.airings
    zone = dt.timezone(dt.timedelta(hours=7))
    for airing in report.airings:
        assert airing.start.utcoffset() == dt.timedelta(hours=7)
        assert airing.end > airing.start
        assert airing.start.astimezone(zone).date() >= dt.date(2026, 3, 2)
    assert len({each.id for each in report.airings}) == len(report.airings)
    one = radioprog.timetable(
        ws, first=dt.date(2026, 3, 2), days=7, stations=report.airings[0].station
    )
    assert {each.station for each in one.airings} == {report.airings[0].station}
    assert set(one.airings) <= set(report.airings)
    for wrong in ("hôm nay", "2026-02-30"):
        with pytest.raises(radioprog.UsageError, match="bad-window"):
            radioprog.timetable(ws, first=wrong)
    with pytest.raises(radioprog.UsageError, match="unknown-station"):
        radioprog.timetable(ws, stations=["nowhere"])


def test_reading_obeys_the_workspace_and_a_dict_over_it(ws, home: Path) -> None:
    (home / "lexicon.yaml").write_text("XQZT: ích quy\n", encoding="utf-8")
    assert radioprog.reading("máy XQZT", workspace=ws).spoken == "máy ích quy"
    over = radioprog.reading("máy XQZT", workspace=ws, lexicon={"XQZT": "ích quy dét tê"})
    assert over.spoken == "máy ích quy dét tê"
    south = replace(ws, style=replace(ws.style, region="south"))
    assert "ngàn" in radioprog.reading("2.500 đồng", workspace=south).spoken
    assert "nghìn" in radioprog.reading("2.500 đồng", workspace=ws).spoken
    with pytest.raises(radioprog.ContentError, match="unknown-language"):
        radioprog.reading("x", language="xx")


def test_a_strangers_file_gets_tags_and_keeps_its_sound(tmp_path: Path) -> None:
    tone = radioprog.Clip.of(np.sin(np.arange(96_000) * 0.1) * 0.3, rate=48_000)
    source = tone.save(tmp_path / "a.wav")
    target = radioprog.tag(
        source, tmp_path / "b.wav", title="Bản tin", episode=7, date="2026-11-27", topics=["a"]
    )
    again = radioprog.Clip.of(target)
    assert np.array_equal(again.to_numpy(), radioprog.Clip.of(source).to_numpy())
    read = mutagen.File(target)
    assert str(read.tags["TIT2"]) == "Bản tin"
    with pytest.raises(radioprog.ContentError, match="missing-asset"):
        radioprog.tag(tmp_path / "none.mp3", tmp_path / "c.mp3", title="x")
    assert not (tmp_path / "c.mp3").exists()


def test_one_segment_sounds_as_in_the_whole(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "w", {"a": SCRIPT})
    small = radioprog.Workspace.open(root)
    whole = radioprog.render(small, "scripts/a.md")
    parts = [radioprog.render(small, "scripts/a.md", segment=which) for which in (1, "Tin")]
    assert whole.rate == 48_000
    assert np.array_equal(np.concatenate([each.samples for each in parts]), whole.samples)
    assert not (root / "build").exists()
    with pytest.raises(radioprog.UsageError, match="unknown-segment"):
        radioprog.render(small, "scripts/a.md", segment="Kết")


def test_what_we_ship_has_nothing_to_say(ws, tmp_path: Path) -> None:
    """Whoever begins must not begin with remarks on our own sentences and sounds."""
    assert radioprog.check(ws) == ()
    init(tmp_path / "own")
    assert radioprog.check(radioprog.Workspace.open(tmp_path / "own")) == ()
