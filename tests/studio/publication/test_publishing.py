"""Publishing in one go: whole, resumable at every step, honouring approval, drafts and outlets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import feedparser
import pytest

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError
from radioprog.studio.air.calendars import publish_calendars
from radioprog.studio.outlets.news import read_notices
from radioprog.studio.publication import publishing, renewing
from radioprog.studio.publication.publishing import publish_all
from radioprog.studio.record.deciding import approve
from tests.studio.outlets.station import make_home

FIRST = "2026-11-28"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_home(tmp_path_factory.mktemp("home")).root


@pytest.fixture
def home(made: Path, tmp_path: Path) -> radioprog.Workspace:
    shutil.copytree(made, tmp_path / "w")
    return radioprog.Workspace.open(tmp_path / "w")


def tree(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".radioprog" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def states(report: publishing.PublishReport) -> dict[str, str]:
    return {each.name: each.state for each in report.steps}


def move_a_slot(home: radioprog.Workspace) -> None:
    plan = home.schedules / "lich.yaml"
    text = plan.read_text(encoding="utf-8")
    assert "at: 17:30" in text
    plan.write_text(text.replace("at: 17:30", "at: 18:40"), encoding="utf-8")


def test_everything_is_made_once_and_the_second_run_makes_nothing(home) -> None:
    (home.root / "outlets.yaml").write_text("outlets:\n  dai: {target: m3u, stations: xa-a}\n")
    told: list[str] = []
    first = publish_all(
        home, first=FIRST, base_url="https://dai.example", packs="xa-b", progress=told.append
    )
    assert told[:3] == ["check", "build", "calendars"]
    assert states(first) == {
        "check": "done",
        "build": "current",
        "calendars": "done",
        "site": "done",
        "packs": "done",
        "exports": "done",
        "cap": "skipped",
        "notices": "done",
    }
    assert (home.build / "packs/xa-b/pack.json").is_file()
    assert not (home.build / "packs/xa-a").exists()
    before = tree(home.root)
    second = publish_all(home, first=FIRST)  # the address is remembered
    assert states(second)["site"] == "current" and states(second)["calendars"] == "current"
    assert states(second)["packs"] == "current" and second.changes == ()
    assert tree(home.root) == before


def test_what_changed_is_told_as_text_on_the_page_and_in_the_feeds(home) -> None:
    publish_all(home, first=FIRST, base_url="https://dai.example")
    move_a_slot(home)
    found = publish_all(home, first=FIRST)
    assert {each.station for each in found.changes} == {"xa-a", "xa-b"}
    text = found.notices["xa-a"]
    assert "17:30 → 18:40" in text and text.startswith("Xã A: lịch phát có thay đổi\n- ")
    assert text == (home.build / "notices/xa-a.txt").read_text(encoding="utf-8")
    page = (home.build / "site/station/xa-a.html").read_text(encoding="utf-8")
    assert "17:30 → 18:40" in page
    for name in ("notices-xa-a", "notices-network"):
        feed = feedparser.parse((home.build / f"site/feed/{name}.xml").read_bytes())
        assert not feed.bozo and "17:30 → 18:40" in feed.entries[0].description
        assert len({each.id for each in feed.entries}) == len(feed.entries)


def without_times(files: dict[str, bytes]) -> dict[str, object]:
    """Return files with what the record's lines say, without when it was written."""

    def said(line: bytes) -> str:
        kept = {key: each for key, each in json.loads(line).items() if key not in ("id", "at")}
        return json.dumps(kept, sort_keys=True)

    return {
        name: [said(line) for line in data.splitlines()] if name.endswith(".jsonl") else data
        for name, data in files.items()
    }


@pytest.mark.parametrize(
    "where", ["write_notices", "publish_calendars", "export", "site", "pack", "change_notices"]
)
def test_cut_off_anywhere_the_next_run_ends_as_if_nothing_had_been(
    home, where, monkeypatch
) -> None:
    other = radioprog.Workspace.open(home.root)
    publish_all(home, first=FIRST, base_url="https://dai.example", packs="xa-b")
    (home.root / "outlets.yaml").write_text("outlets:\n  dai: {target: xspf}\n")
    shutil.copytree(home.root, home.root.parent / "whole")
    whole = radioprog.Workspace.open(home.root.parent / "whole")
    for each in (home, whole):
        move_a_slot(each)
    publish_all(whole, first=FIRST)

    calls = []

    def cut_off(*args: object, **more: object) -> object:
        calls.append(where)
        if where == "publish_calendars" and more.get("compare"):
            return publish_calendars(*args, **more)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(renewing, where, cut_off)
        publish_all(home, first=FIRST)
    assert calls
    publish_all(other, first=FIRST)
    mine, theirs = without_times(tree(home.root)), without_times(tree(whole.root))
    assert {name for name in mine if mine[name] != theirs.get(name)} == set()
    assert set(mine) == set(theirs)


def test_only_what_is_approved_goes_out_and_drafts_lie_apart(home) -> None:
    settings = home.root / "radioprog.yaml"
    settings.write_text(settings.read_text() + "approval: {needed: script}\n", encoding="utf-8")
    (home.root / "people.csv").write_text("id,name,roles\nlan,Lan,chief\n", encoding="utf-8")
    home = radioprog.Workspace.open(home.root)
    found = publish_all(home, first=FIRST, packs="xa-a")
    assert "not-approved" in {each.code for each in found.findings}
    assert b"Truy\xe1\xbb\x87n" not in (home.build / "calendar/xa-a.ics").read_bytes()
    published = tree(home.build)
    draft = publish_all(home, first=FIRST, packs="xa-a", draft=True)
    assert draft.notices == {} and states(draft)["calendars"] == "done"
    after = tree(home.build)
    assert {name: after[name] for name in published} == published
    for name in ("calendar-draft/xa-a.draft.ics", "site-draft/index.html"):
        assert "NHÁP" in after[name].decode()
    approve(home, "dem-1", by="lan")
    told = publish_all(home, first=FIRST)
    assert any("Truyện đêm khuya" in each for each in told.notices.values())


def test_a_broken_schedule_stops_what_is_made_of_it_and_a_broken_script_only_itself(home) -> None:
    (home.scripts / "hong.md").write_text("---\ntitle: Hỏng\n---\n\n[băng: khong-co.wav]\n")
    found = publish_all(home, first=FIRST)
    assert states(found)["check"] == states(found)["build"] == "failed"
    assert states(found)["calendars"] == "done"
    before = tree(home.build)
    (home.schedules / "lich.yaml").write_text("slots: [{id: x}]\n")
    with pytest.raises(ContentError):
        publish_all(home, first=FIRST)
    assert tree(home.build) == before


def test_without_a_schedule_the_programmes_still_have_their_site(home) -> None:
    shutil.rmtree(home.schedules)
    found = publish_all(home, first=FIRST)
    assert states(found)["site"] == "done" and states(found)["calendars"] == "skipped"


def test_notices_that_nobody_can_read_are_none_and_are_made_again(home) -> None:
    publish_all(home, first=FIRST)
    path = home.build / "notices/notices.json"
    for junk in (b"", b"[]", b'{"schema": 1, "notices": [{"station": 3}]}', b"\xff"):
        path.write_bytes(junk)
        assert read_notices(home) == ()
    move_a_slot(home)
    publish_all(home, first=FIRST)
    assert {each.station for each in read_notices(home)} == {"xa-a", "xa-b"}


def test_the_command_tells_each_step_and_answers_in_json(home, capsys) -> None:
    at = ["-C", str(home.root)]
    assert run([*at, "--json", "publish", "--from", FIRST]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [each["step"] for each in document["steps"]][:3] == ["check", "build", "calendars"]
    assert document["changes"] and document["notices"][0]["station"] == "xa-a"
    move_a_slot(home)
    assert run([*at, "publish", "--from", FIRST]) == 0
    told = capsys.readouterr()
    assert "xa-a: " in told.out and "17:30 → 18:40" in told.out and "lịch: " in told.err
    assert run([*at, "publish", "--base-url", "javascript:x"]) == 2
