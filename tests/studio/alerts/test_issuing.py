"""Alerts from the command to everything that stations have; refused, cut off, repeated, ended."""

from __future__ import annotations

import datetime as dt
import errno
import itertools
import json
import re
import shutil
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

import radioprog
from radioprog.cli.app import run
from radioprog.kernel import files
from radioprog.kernel.errors import ContentError, DiskError, UsageError
from radioprog.record.store import folder as record_folder
from radioprog.studio.air.alerts import alert_book
from radioprog.studio.alerts import issuing
from radioprog.studio.alerts.composing import AlertOrder
from radioprog.studio.alerts.issuing import approve_alert, end_alert, new_alert, update_alert
from radioprog.studio.alerts.listing import list_alerts
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.pack import pack
from radioprog.studio.outlets.site import site
from radioprog.studio.publication.renewing import Renewed
from tests.publish.site.hostile import TITLES
from tests.studio.outlets.station import make_home

PEOPLE = "id,name,position,roles\nlan,Trần Thị Lan,Trưởng ban,chief\nba,Lê Ba,,producer\n"
PEOPLE += "hai,Lý Hai,Phó ban,editor\n"
ZONE = dt.timezone(dt.timedelta(hours=7))


def at(clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-12-03T{clock}+07:00")


def order(text: str = "Nước sông lên nhanh, sơ tán ngay.", **more: object) -> AlertOrder:
    given = {"stations": "xa-a", "level": "3", "until": "2026-12-03 20:00", "by": "lan", **more}
    return AlertOrder(text, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_home(tmp_path_factory.mktemp("home")).root
    (root / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return root


@pytest.fixture
def home(made: Path, tmp_path: Path) -> radioprog.Workspace:
    """A workspace of one's own, as it was built."""
    shutil.copytree(made, tmp_path / "w")
    return radioprog.Workspace.open(tmp_path / "w")


def events(home: radioprog.Workspace, station: str) -> list[dict]:
    data = (home.build / "calendar" / f"{station}.ics").read_bytes()
    return list(Calendar.from_ical(data).walk("VEVENT"))


def tree(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".radioprog" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_an_alert_reaches_everything_that_its_stations_have_and_nothing_else(home) -> None:
    radioprog.calendar(home, first="2026-12-03")
    site(home, base_url="https://dai.example", first="2026-12-03")
    export(home, "m3u", first="2026-12-03", days=2)
    pack(home, "xa-a", first="2026-12-01", days=5)
    pack(home, "xa-b", first="2026-12-01", days=5)
    others = {
        path: path.read_bytes()
        for path in home.build.rglob("*")
        if path.is_file() and "xa-b" in path.name and path.suffix in (".ics", ".html")
    }
    others |= {p: p.read_bytes() for p in (home.build / "packs/xa-b").rglob("*") if p.is_file()}
    found = new_alert(home, order(), at=at("17:35:20"))
    assert found.state == "live" and found.chosen == ("xa-a",)
    assert list(found.renewed.files) == ["cap", "notices", "calendars", "exports", "site", "packs"]
    alert = [each for each in events(home, "xa-a") if "KHẨN CẤP" in str(each["SUMMARY"])]
    starts = sorted(each["DTSTART"].dt.strftime("%H:%M") for each in alert)
    assert starts == ["17:36", "18:06", "18:36", "19:06", "19:36"]
    given_way = [e for e in events(home, "xa-a") if "nhường KHẨN CẤP" in str(e["DESCRIPTION"])]
    assert [str(each["SUMMARY"]) for each in given_way]
    assert not [e for e in events(home, "xa-b") if "KHẨN CẤP" in str(e)]
    assert others == {path: path.read_bytes() for path in others}
    playlist = (home.build / "export/m3u/xa-a/2026-12-03.m3u8").read_text()
    assert playlist.count("KHẨN CẤP") == 5
    assert any("khan-cap" in p.name for p in (home.build / "packs/xa-a/2026-12-03").iterdir())
    page = (home.build / "site/station/xa-a.html").read_text()
    assert 'class="alert"' in page and 'data-until="2026-12-03T20:00:00+07:00"' in page
    assert 'class="alert"' in (home.build / "site/index.html").read_text()
    assert 'class="alert"' not in (home.build / "site/station/xa-b.html").read_text()
    for name in ("notices-xa-a", "notices-network"):
        feed = feedparser.parse((home.build / f"site/feed/{name}.xml").read_bytes())
        assert not feed.bozo and "KHẨN CẤP" in feed.entries[0].title
    told = (home.build / "notices/xa-a.txt").read_text()
    assert told.startswith("KHẨN CẤP: Nước sông lên nhanh, sơ tán ngay. (có hiệu lực đến 20:00")
    assert "ngắt để nhường" in told and "17:36, thứ" not in told


def test_the_same_command_again_changes_nothing(home) -> None:
    first = new_alert(home, order(), at=at("17:35"))
    before = {
        p: p.read_bytes() for p in home.root.rglob("*") if p.is_file() and ".radio" not in str(p)
    }
    again = new_alert(home, order(), at=at("17:50"))
    assert again.message == first.message
    assert "alert-stands" in [each.code for each in again.findings]
    after = {
        p: p.read_bytes() for p in home.root.rglob("*") if p.is_file() and ".radio" not in str(p)
    }
    assert before == after


@pytest.mark.parametrize(
    ("step", "late"),
    [("_entered", False), ("_script", False), ("build", False), ("decide", False), ("renew", True)],
)
def test_a_pulled_plug_between_any_two_steps_is_gone_on_with(home, step, late, monkeypatch) -> None:
    real = getattr(issuing, step)

    def cut_off(*args: object, **more: object) -> object:
        if step == "_entered":
            real(*args, **more)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(issuing, step, cut_off)
        new_alert(home, order(), at=at("17:35"))
    found = new_alert(home, order(), at=at("17:50:10"))
    assert found.state == "live"
    assert len(alert_book(home).messages) == 1
    starts = [e["DTSTART"].dt for e in events(home, "xa-a") if "KHẨN" in str(e["SUMMARY"])]
    assert min(starts).strftime("%H:%M") == "17:51"
    assert Renewed.standing(home, found.message.id) is not None
    assert late == ("withdrawn" in (home.record / "verdicts.jsonl").read_text())


def test_a_full_disk_is_told_and_what_was_acknowledged_stays(home, monkeypatch) -> None:
    radioprog.calendar(home, first="2026-12-03")
    site(home, first="2026-12-03")
    pack(home, "xa-a", first="2026-12-01", days=5)
    first = new_alert(home, order(), at=at("17:35"))
    entry = (home.root / "schedules/alerts.yaml").read_text()
    record = (home.root / "record/verdicts.jsonl").read_bytes()
    writers = [(files, "_write_all"), (record_folder, "_write")]

    def with_room(writes: int) -> issuing.AlertReport:
        left = [writes]

        def spend(real):
            def write(*given):
                if not left[0]:
                    raise OSError(errno.ENOSPC, "No space left on device")
                left[0] -= 1
                return real(*given)

            return write

        with monkeypatch.context() as patch:
            for module, name in writers:
                patch.setattr(module, name, spend(getattr(module, name)))
            return update_alert(
                home, first.message.id, order("Đê đã vỡ, chạy ngay.", until=None), at=at("17:40")
            )

    refused = 0
    for room in itertools.accumulate(itertools.count()):  # 0, 1, 3, 6 … files have room
        try:
            done = with_room(room)
            break
        except DiskError as problem:
            refused += 1
            assert {each.code for each in problem.findings} == {"disk-full"}
        assert (home.root / "schedules/alerts.yaml").read_text().startswith(entry)
        assert (home.root / "record/verdicts.jsonl").read_bytes().startswith(record)
        chains = alert_book(home).chains()
        assert chains[first.message.id][0].is_approved
        for station in ("xa-a", "xa-b"):
            assert events(home, station)
        assert not [each for each in home.build.rglob("*") if each.name.endswith(".part")]
    assert refused >= 3 and done.state == "live"
    assert Renewed.standing(home, done.message.id) is not None
    told = [str(each["SUMMARY"]) for each in events(home, "xa-a")]
    assert any("Đê đã vỡ" in each for each in told)
    page = (home.build / "site/station/xa-a.html").read_text()
    assert "Đê đã vỡ" in page and json.loads((home.build / "packs/xa-a/pack.json").read_bytes())


def test_an_alert_lives_by_a_record_in_a_database(home, empty_database) -> None:
    home = radioprog.Workspace.open(home.root, records=empty_database)
    first = new_alert(home, order(), at=at("17:35"))
    second = update_alert(
        home, first.message.id, order("Nước rút dần.", until=None), at=at("18:00")
    )
    assert (first.state, second.state) == ("live", "live")
    assert second.message.alert == first.message.id
    rows, found = list_alerts(home, at=at("18:05"))
    assert [each.state for each in rows] == ["live"] and not found
    assert not (home.root / "record/verdicts.jsonl").exists()
    told = [str(each["SUMMARY"]) for each in events(home, "xa-a")]
    assert any("KHẨN CẤP" in each for each in told)


def test_who_may_not_is_refused_before_anything_is_written(home) -> None:
    for by, error in (("ba", ContentError), ("nobody", UsageError)):
        with pytest.raises(error) as told:
            new_alert(home, order(by=by), at=at("17:35"))
        assert told.value.findings[0].code in ("role-missing", "unknown-person")
    assert not (home.schedules / "alerts.yaml").exists()
    assert not (home.scripts / "khan-cap").exists()


def test_a_second_person_where_the_workspace_wants_one(home) -> None:
    settings = home.root / "radioprog.yaml"
    settings.write_text(settings.read_text() + "approval: {needed: script, second: yes}\n")
    home = radioprog.Workspace.open(home.root)
    first = new_alert(home, order(), at=at("17:35"))
    assert first.state == "waiting" and not first.renewed.files
    (told,) = [each for each in first.findings if each.code == "alert-waits"]
    assert "Lý Hai" in told.render("vi") and "Lan" not in told.render("vi")
    assert not (home.build / "calendar").exists()
    with pytest.raises(ContentError):
        approve_alert(home, first.message.id, by="ba", at=at("17:36"))
    assert approve_alert(home, first.message.id, by="lan", at=at("17:37")).state == "waiting"
    second = approve_alert(home, first.message.id, by="hai", at=at("17:40:30"))
    assert second.state == "live"
    starts = [e["DTSTART"].dt for e in events(home, "xa-a") if "KHẨN" in str(e["SUMMARY"])]
    assert min(starts).strftime("%H:%M") == "17:41"


def test_update_and_end_take_the_place_of_what_was_said(home) -> None:
    new_alert(home, order(stations="xa-a, xa-b"), at=at("17:35"))
    later = update_alert(home, "flood", AlertOrder("Nước rút.", "xa-a", by="hai"), at=at("18:10"))
    assert later.message.of and later.message.until == at("20:00:00")
    live = [e for e in events(home, "xa-a") if e["STATUS"] == "CONFIRMED"]
    old = [e for e in live if str(e["SUMMARY"]).startswith("KHẨN CẤP: ")]
    assert [e["DTSTART"].dt.strftime("%H:%M") for e in old] == ["17:35", "18:05"]
    at_b = [e for e in events(home, "xa-b") if "KHẨN CẤP: " in str(e["SUMMARY"])]
    assert [e["DTSTART"].dt.strftime("%H:%M") for e in at_b if e["STATUS"] != "CANCELLED"] == [
        "17:35",
        "18:05",
    ]
    assert "không còn trong vùng" in (home.build / "notices/xa-b.txt").read_text()
    over = end_alert(home, "flood", by="lan", at=at("18:20"))
    assert over.state == "ended"
    texts = [p.read_text() for p in sorted((home.build / "export/cap").glob("*.xml"))]
    kinds = [re.search("<msgType>(.*)</msgType>", each)[1] for each in texts]  # type: ignore[index]
    assert sorted(kinds) == ["Alert", "Cancel", "Update"]
    left = [
        e for e in events(home, "xa-a") if e["STATUS"] == "CONFIRMED" and "KHẨN" in e["SUMMARY"]
    ]
    assert max(e["DTSTART"].dt for e in left).strftime("%H:%M") == "18:10"
    assert end_alert(home, "flood", by="lan", at=at("18:30")).message == over.message
    with pytest.raises(ContentError) as told:
        update_alert(home, "flood", AlertOrder("Lại lên.", by="lan"), at=at("18:40"))
    assert told.value.findings[0].code == "alert-over"
    rows, _ = list_alerts(home, at=at("18:40"))
    assert [(each.state, len(each.messages)) for each in rows] == [("ended", 3)]


def test_two_at_once_are_heard_one_after_the_other_and_a_reference_must_be_clear(home) -> None:
    new_alert(home, order("Cháy chợ xã A"), at=at("17:35:05"))
    new_alert(home, order("Cháy kho xã A"), at=at("17:35:40"))
    spans = sorted(
        (e["DTSTART"].dt, e["DTEND"].dt)
        for e in events(home, "xa-a")
        if "KHẨN" in str(e["SUMMARY"]) and e["STATUS"] == "CONFIRMED"
    )
    assert len(spans) >= 20
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    with pytest.raises(UsageError) as told:
        end_alert(home, "fire", by="lan", at=at("17:50"))
    assert told.value.findings[0].code == "ambiguous-alert"
    with pytest.raises(UsageError) as told:
        end_alert(home, "flodo", by="lan", at=at("17:50"))
    assert told.value.findings[0].code == "unknown-alert"


def test_an_exercise_never_looks_like_an_alert(home) -> None:
    site(home, first="2026-12-03")
    found = new_alert(home, order(exercise=True, title="KHẨN CẤP: lũ"), at=at("17:35"))
    spoken = (home.scripts / f"{found.message.script}.md").read_text()
    says = [line for line in spoken.splitlines() if line.startswith("PTV: ")]
    assert "diễn tập" in says[0] and "diễn tập" in says[-1]
    for event in events(home, "xa-a"):
        if found.message.script.rpartition("/")[2] in str(event["DESCRIPTION"]):
            assert str(event["SUMMARY"]).startswith("DIỄN TẬP: ") and event["PRIORITY"] != 1
            assert "khẩn cấp" not in [str(c) for c in event["CATEGORIES"].cats]
    assert "<status>Exercise</status>" in next((home.build / "export/cap").glob("*")).read_text()
    page = (home.build / "site/station/xa-a.html").read_text()
    assert 'class="alert"' not in page and "ĐÂY LÀ DIỄN TẬP" in page
    assert (home.build / "notices/xa-a.txt").read_text().startswith("DIỄN TẬP: ")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"until": None}, "missing-until"),
        ({"until": "17:00"}, "alert-in-the-past"),
        ({"until": "mai"}, "bad-time"),
        ({"until": "2027-12-03 18:00"}, "alert-too-long"),
        ({"level": "9"}, "bad-level"),
        ({"hazard": "bao"}, "unknown-hazard"),
        ({"stations": "xa-z"}, "unknown-station"),
        ({"stations": "level:post"}, "no-station-chosen"),
        ({"text": " \n"}, "empty-alert"),
        ({"text": "a " * 4000}, "alert-text-too-long"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_written(home, more, code) -> None:
    text = more.pop("text", "Lũ về") if "text" in more else "Lũ về"
    with pytest.raises((ContentError, UsageError)) as told:
        new_alert(home, order(text, **more), at=at("17:35"))
    assert told.value.findings[0].code == code
    assert told.value.findings[0].remedy.vi and not (home.schedules / "alerts.yaml").exists()


@pytest.mark.parametrize(
    ("until", "wanted"),
    [
        ("20:00", "2026-12-03T20:00"),
        ("20h30", "2026-12-03T20:30"),
        ("+6 giờ", "2026-12-03T23:35"),
        ("18:00 4/12/2026", "2026-12-04T18:00"),
        ("2026-12-04 18:00", "2026-12-04T18:00"),
        ("2026-12-03T13:00:00Z", "2026-12-03T20:00"),
    ],
)
def test_an_end_is_read_as_people_write_it(home, until, wanted, monkeypatch) -> None:
    from radioprog.studio.alerts.composing import AlertComposer

    message, _ = AlertComposer(home, at("17:35").astimezone(ZONE)).new(order(until=until))
    assert message.until.strftime("%Y-%m-%dT%H:%M") == wanted


def test_hostile_words_go_out_and_stay_words(home) -> None:
    site(home, base_url="https://dai.example", first="2026-12-03")
    text = "\n".join(TITLES)[:4000]
    found = new_alert(home, order(text, title=TITLES[0]), at=at("17:35"))
    assert found.state == "live"
    page = (home.build / "site/station/xa-a.html").read_text()
    assert "<script>alert" not in page and "<img src=x" not in page
    Calendar.from_ical((home.build / "calendar/xa-a.ics").read_bytes())


def test_the_command_answers_in_json_takes_a_file_and_lists(home, capsys) -> None:
    (home.root / "tin.txt").write_text("Bão số 5 đang vào bờ.\n\nTàu thuyền không ra khơi.\n")
    line = ["-C", str(home.root), "--json", "alert"]
    new = [*line, "new", "tin.txt", "--stations", "xa-a", "--level", "đỏ", "--until", "+2h"]
    assert run([*new, "--by", "lan"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["hazard"] == "storm" and found["level"] == "4" and found["state"] == "live"
    assert run([*line, "list"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["alerts"]
    assert row["id"] == found["id"] and row["text"].count("\n") == 1
    assert run([*line, "new", "x"]) == 2 and run([*line, "nwe"]) == 2
