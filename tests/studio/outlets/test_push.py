"""Pushed to a real server, which the test starts: by difference, only what is ours."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import recurring_ical_events
import requests
from icalendar import Calendar

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.publish.calendars.resources import is_ours, resources_of, steps, uid_of
from radioprog.studio.outlets.push import push_caldav
from radioprog.studio.outlets.servers import dav
from radioprog.studio.outlets.servers.dav import CalendarServer, account_for
from tests.studio.outlets.station import make_home

FIRST = "2026-11-23"
USER = ("ai", "bí mật")
CONFIG = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/data
[logging]
level = error
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("radicale")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "users").write_text(f"{USER[0]}:{USER[1]}\n", encoding="utf-8")
    (folder / "config").write_text(CONFIG.format(port=port, folder=folder), encoding="utf-8")
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "radicale", "--config", str(folder / "config")], stderr=log
    )
    address = f"http://127.0.0.1:{port}/{USER[0]}/"
    for _ in range(600):
        try:
            requests.get(address, timeout=5)
            break
        except requests.ConnectionError:
            assert process.poll() is None, (folder / "log").read_text()
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(20)
    log.close()


@pytest.fixture
def home(tmp_path, monkeypatch) -> radioprog.Workspace:
    monkeypatch.setenv(dav.USER, USER[0])
    monkeypatch.setenv(dav.PASSWORD, USER[1])
    return make_home(tmp_path / "home", build=False)


def ask(verb: str, url: str, **more) -> requests.Response:
    signed = (USER[0].encode(), USER[1].encode())
    return requests.request(verb, url, auth=signed, timeout=30, **more)


def make(url: str) -> str:
    assert ask("MKCALENDAR", url).status_code == 201
    return url


def held(url: str) -> dict[str, Calendar]:
    """All events that the server holds, asked with another library's words, by UID."""
    answer = ask("GET", url)
    answer.raise_for_status()
    found: dict[str, Calendar] = {}
    for event in Calendar.from_ical(answer.content).walk("VEVENT"):
        found.setdefault(str(event["UID"]), []).append(event)
    return found


def counts(report) -> list[tuple[int, int, int]]:
    return [(each.created, each.changed, each.deleted) for each in report.calendars]


def plan(home: radioprog.Workspace, old: str, new: str) -> radioprog.Workspace:
    path = home.schedules / "lich.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return radioprog.Workspace.open(home.root)


def test_a_station_s_calendar_comes_by_difference(home, server) -> None:
    url = make(f"{server}mot/")
    first = push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    assert counts(first)[0][0] > 2 and counts(first)[0][1:] == (0, 0)
    found = held(url)
    assert len(found) == counts(first)[0][0] and all(is_ours(uid, "xa-a") for uid in found)
    feed = Calendar.from_ical((home.build / "calendar" / "xa-a.ics").read_bytes())
    begin, end = (2026, 11, 23), (2026, 12, 10)
    on_server = Calendar.from_ical(ask("GET", url).content)
    dates = [
        sorted(
            (each["DTSTART"].dt, str(each["SUMMARY"]))
            for each in recurring_ical_events.of(calendar).between(begin, end)
        )
        for calendar in (feed, on_server)
    ]
    assert dates[0] == dates[1] and len(dates[0]) > 20
    assert counts(push_caldav(home, url, stations="xa-a", first=FIRST, days=30)) == [(0, 0, 0)]


def test_a_change_touches_only_what_changed_and_the_sequence_rises(home, server) -> None:
    url = make(f"{server}hai/")
    push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    etags = ask("PROPFIND", url, headers={"Depth": "1"}).text
    before = held(url)
    home = plan(home, "23:55", "23:50")
    made = push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    created, changed, deleted = counts(made)[0]
    assert 0 < created + changed + deleted < len(before)
    assert ask("PROPFIND", url, headers={"Depth": "1"}).text != etags
    for uid, events in held(url).items():
        for old, new in zip(before.get(uid, ()), events, strict=False):
            assert int(new["SEQUENCE"]) >= int(old["SEQUENCE"])
    assert counts(push_caldav(home, url, stations="xa-a", first=FIRST, days=30)) == [(0, 0, 0)]


def test_events_of_others_are_never_touched(home, server) -> None:
    url = make(f"{server}ba/")
    theirs = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:{uid}\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART:20261201T000000Z\r\nSUMMARY:riêng\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    for uid in ("rieng@else.example", "tin.0@xa-b.radioprog", "xa-a.radioprog"):
        data = theirs.format(uid=uid).encode()
        assert ask("PUT", f"{url}{uid}.ics", data=data).status_code == 201
    ours = theirs.format(uid="cu.0@xa-a.radioprog").encode()
    ask("PUT", f"{url}cu.ics", data=ours)
    made = push_caldav(home, url, stations="xa-a", first=FIRST, days=14)
    assert counts(made)[0][2] == 1
    found = set(held(url))
    assert {"rieng@else.example", "tin.0@xa-b.radioprog", "xa-a.radioprog"} < found
    assert "cu.0@xa-a.radioprog" not in found


def test_each_station_has_a_calendar_of_its_own(home, server) -> None:
    made = push_caldav(home, f"{server}{{station}}/", first=FIRST, days=14)
    stations = [each.station for each in made.calendars]
    assert stations == ["t", "xa-a", "xa-b"]
    assert all(is_ours(uid, "xa-b") for uid in held(f"{server}xa-b/"))
    with pytest.raises(UsageError):
        push_caldav(home, f"{server}mot/", stations=["xa-a", "xa-b"], first=FIRST, days=14)


def test_without_a_station_the_network_s_calendar_goes_out(home, server) -> None:
    url = make(f"{server}mang/")
    made = push_caldav(home, url, first=FIRST, days=14)
    assert [each.station for each in made.calendars] == ["network"]
    assert held(url) and all(is_ours(uid, "network") for uid in held(url))


def test_interrupted_it_goes_on_where_it_was(home, server, monkeypatch) -> None:
    url = make(f"{server}bon/")
    put, done = CalendarServer.put, []

    def three(self, resource, there) -> None:
        if len(done) == 3:
            raise KeyboardInterrupt
        put(self, resource, there)
        done.append(resource.uid)

    monkeypatch.setattr(CalendarServer, "put", three)
    with pytest.raises(KeyboardInterrupt):
        push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    assert set(held(url)) == set(done)
    monkeypatch.setattr(CalendarServer, "put", put)
    made = push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    assert counts(made)[0][0] == len(held(url)) - 3


def test_who_was_quicker_is_looked_at_again(home, server, monkeypatch) -> None:
    url = make(f"{server}nam/")
    push_caldav(home, url, stations="xa-a", first=FIRST, days=14)
    home = plan(home, "23:55", "23:40")
    look, looks = CalendarServer.resources, []

    def late(self):
        found = look(self)
        if not looks:
            for each in found.values():  # somebody changes everything behind our back
                data = ask("GET", each.href).content.replace(b"SUMMARY:", b"SUMMARY:x ")
                ask("PUT", each.href, data=data)
        looks.append(found)
        return found

    monkeypatch.setattr(CalendarServer, "resources", late)
    made = push_caldav(home, url, stations="xa-a", first=FIRST, days=14)
    assert len(looks) >= 2 and made.calendars[0].changed > 0


def test_wrong_password_no_server_and_hidden_passwords_are_told(home, server, monkeypatch) -> None:
    monkeypatch.setenv(dav.PASSWORD, "sai")
    with pytest.raises(NetworkError) as caught:
        push_caldav(home, f"{server}mot/", stations="xa-a", first=FIRST, days=7)
    assert caught.value.findings[0].code == "server-login"
    with pytest.raises(NetworkError):
        push_caldav(home, "http://127.0.0.1:9/x/", stations="xa-a", first=FIRST, days=7)
    for url in ("https://a:b@dai.example/x/", "ftp://dai.example/", "dai.example"):
        with pytest.raises(UsageError):
            account_for(url)
    with pytest.raises(UsageError):
        account_for("http://dai.example/", {dav.USER: "a", dav.PASSWORD: "b"})
    assert account_for("http://dai.example/", {}).name == ""


def test_the_machine_s_own_logins_are_not_used(home, server, tmp_path, monkeypatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER[0]} password {USER[1]}\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.delenv(dav.USER)
    with pytest.raises(NetworkError):
        push_caldav(home, f"{server}mot/", stations="xa-a", first=FIRST, days=7)


def test_the_command_answers_in_json(home, server, capsys) -> None:
    url = make(f"{server}lenh/")
    line = ["-C", str(home.root), "--json", "push", "caldav", url, "--station", "xa-a"]
    assert run([*line, "--from", FIRST, "--days", "7"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["calendars"][0]["created"] > 0
    assert USER[1] not in json.dumps(found, ensure_ascii=False)
    assert os.environ[dav.PASSWORD] == USER[1]


def test_resources_hold_their_zone_and_every_event_once(home) -> None:
    made = radioprog.calendar(home, first=FIRST, days=30, stations="xa-a", write=False)
    feed = made.files[0].data
    found = resources_of(feed)
    events = 0
    for each in found:
        calendar = Calendar.from_ical(each.data)
        assert uid_of(each.data) == each.uid
        assert {str(event["UID"]) for event in calendar.walk("VEVENT")} == {each.uid}
        assert len(calendar.walk("VTIMEZONE")) == 1
        events += len(calendar.walk("VEVENT"))
    assert events == made.files[0].events
    assert resources_of(feed) == found
    assert len(steps({each.uid: each for each in found}, {}, "xa-a")) == len(found)
    assert steps({}, {}, "xa-a") == ()
    assert Path(made.files[0].path).name == "xa-a.ics"


VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
[pair radio]
a = "here"
b = "there"
collections = ["vd"]
conflict_resolution = "b wins"
[storage here]
type = "filesystem"
path = "{folder}/here"
fileext = ".ics"
[storage there]
type = "caldav"
url = "{address}"
username = "{user}"
password = "{password}"
read_only = true
"""


def pulled(folder: Path, *verbs: str) -> str:
    """Run vdirsyncer as a station's computer would; return what it said."""
    line = [sys.executable, "-m", "vdirsyncer", "-c", str(folder / "config")]
    done = subprocess.run(
        [*line, *verbs], input=b"y\n" * 9, capture_output=True, timeout=120, check=False
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, said
    return said


def held_here(folder: Path) -> dict[str, bytes]:
    found = {}
    for path in (folder / "here" / "vd").glob("*.ics"):
        calendar = Calendar.from_ical(path.read_bytes())
        (uid,) = {str(event["UID"]) for event in calendar.walk("VEVENT")}
        assert uid not in found
        found[uid] = path.read_bytes()
    return found


def test_vdirsyncer_pulls_what_was_pushed_and_every_change_of_it(home, server, tmp_path) -> None:
    pytest.importorskip("vdirsyncer", reason="vdirsyncer is not installed")
    url = make(f"{server}vd/")
    push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    (tmp_path / "here" / "vd").mkdir(parents=True)
    settings = VDIRSYNCER.format(folder=tmp_path, address=server, user=USER[0], password=USER[1])
    (tmp_path / "config").write_text(settings, encoding="utf-8")
    pulled(tmp_path, "discover")
    pulled(tmp_path, "sync")
    first = held_here(tmp_path)
    feed = (home.build / "calendar" / "xa-a.ics").read_bytes()
    begin, end = (2026, 11, 23), (2026, 12, 20)
    wanted = sorted(
        (each["DTSTART"].dt, str(each["SUMMARY"]))
        for each in recurring_ical_events.of(Calendar.from_ical(feed)).between(begin, end)
    )
    got = sorted(
        (each["DTSTART"].dt, str(each["SUMMARY"]))
        for data in first.values()
        for each in recurring_ical_events.of(Calendar.from_ical(data)).between(begin, end)
    )
    assert got == wanted and len(wanted) > 20
    home = plan(home, "23:55", "23:50")
    push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    pulled(tmp_path, "sync")
    second = held_here(tmp_path)
    changed = {uid for uid in first.keys() | second.keys() if first.get(uid) != second.get(uid)}
    assert 0 < len(changed) < len(second)
    push_caldav(home, url, stations="xa-a", first=FIRST, days=30)
    said = pulled(tmp_path, "sync")
    assert held_here(tmp_path) == second
    assert not any(word in said for word in ("Copying", "Deleting", "conflict")), said
