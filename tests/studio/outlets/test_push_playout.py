"""Sounds brought to AzuraCast and LibreTime, against servers that hold to their interfaces."""

from __future__ import annotations

import hashlib
import json

import pytest

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.studio.outlets.push_playout import KEYS, push_playout
from radioprog.studio.outlets.servers import http
from tests.studio.outlets.playout_servers import KEY, FakeAzuraCast, FakeLibreTime
from tests.studio.outlets.station import make_home

FIRST = "2026-11-23"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> radioprog.Workspace:
    return make_home(tmp_path_factory.mktemp("w") / "home")


@pytest.fixture
def keys(monkeypatch):
    for name in KEYS.values():
        monkeypatch.setenv(name, KEY)


@pytest.fixture
def azura(keys):
    made = FakeAzuraCast()
    yield made
    made.close()


@pytest.fixture
def libre(keys):
    made = FakeLibreTime()
    yield made
    made.close()


def to_azura(home, fake, **more):
    more = {"stations": "xa-a", "first": FIRST, "days": 5, "pause": lambda _: None, **more}
    return push_playout(home, "azuracast", f"{fake.address}/api/station/1", **more)


def to_libre(home, fake, **more):
    more = {"first": FIRST, "days": 5, "pause": lambda _: None, **more}
    return push_playout(home, "libretime", fake.address, **more)


def codes(report) -> set[str]:
    return {each.code for each in report.findings if each.is_error}


def hashes(home) -> set[str]:
    """The sounds that the station airs in these days, by their own bytes."""
    names = ("tin-1", "tin-2", "dem-1")
    files = [next((home.build / name).glob("*.station.mp3")) for name in names]
    return {hashlib.sha256(each.read_bytes()).hexdigest()[:8] for each in files}


# --- AzuraCast ---


def test_files_and_playlists_arrive_and_a_second_run_sends_nothing(built, azura) -> None:
    (made,) = to_azura(built, azura).places
    assert {name.rsplit("-", 1)[1].split(".")[0] for name in made.sent} == hashes(built)
    assert {each["path"] for each in azura.files.values()} == {f"rp/{name}" for name in made.sent}
    assert made.made == len(azura.playlists) > 0
    for each in azura.playlists.values():
        assert each["songs"] and "airings" not in each and "files" not in each
        assert each["backend_options"] == ["interrupt"]
        assert {item["start_time"] for item in each["schedule_items"]} <= {530, 1730, 2355}
    clocks = [
        item["start_time"] for each in azura.playlists.values() for item in each["schedule_items"]
    ]
    assert sorted(set(clocks)) == [530, 1730, 2355]
    asked = len(azura.asked)
    (again,) = to_azura(built, azura).places
    assert (again.sent, again.made, again.removed) == ((), 0, 0)
    assert again.kept == len(made.sent) and again.unchanged == made.made
    assert [verb for verb, _ in azura.asked[asked:]] == ["GET", "GET"]


def test_playlists_of_people_stay_and_ours_that_are_over_go(built, azura) -> None:
    theirs = {"id": 900, "name": "rp của tôi", "description": None, "songs": []}
    azura.playlists[900] = dict(theirs)
    azura.playlists[901] = {**theirs, "id": 901, "description": "radioprog-khac 12"}
    azura.files[902] = {"id": 902, "path": "nhac/cua-dai.mp3", "length": 3.0}
    to_azura(built, azura)
    before = {number for number in azura.playlists if number < 900}
    (made,) = to_azura(built, azura, first="2026-11-30").places
    assert made.removed > 0 and not before & set(azura.playlists)
    assert azura.playlists[900] == theirs and 901 in azura.playlists and 902 in azura.files


@pytest.mark.parametrize("where", ["/files", "/playlists", "/import"])
def test_a_cut_in_the_middle_is_told_and_the_next_run_sends_the_rest(built, azura, where) -> None:
    azura.faults.append(("POST", where, "cut"))
    with pytest.raises(NetworkError) as caught:
        to_azura(built, azura)
    assert caught.value.findings[0].code == "server-failed"
    (made,) = to_azura(built, azura).places
    assert len(azura.files) == 3 and made.kept + len(made.sent) == 3
    assert all(each["songs"] for each in azura.playlists.values()), "no half-made one is left"
    marks = [each["description"] for each in azura.playlists.values()]
    assert len(set(marks)) == len(marks) and not any("…" in each for each in marks)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (401, "server-login"),
        (403, "server-login"),
        (429, "server-busy"),
        (500, "server-busy"),
        (503, "server-busy"),
        (302, "server-moved"),
        (418, "server-refused"),
    ],
)
def test_what_the_server_refuses_is_told_in_words(built, azura, status, code) -> None:
    azura.faults.append(("POST", "/files", status))
    with pytest.raises(NetworkError) as caught:
        to_azura(built, azura)
    (found,) = caught.value.findings
    assert found.code == code and found.remedy.to("vi") and KEY not in found.render("vi")


def test_a_server_that_limits_us_is_asked_again_when_it_says(built, azura) -> None:
    waited: list[float] = []
    azura.faults += [("POST", "/files", (429, {"Retry-After": "7"}))] * 2
    assert not codes(to_azura(built, azura, pause=waited.append))
    assert waited == [7.0, 7.0] and len(azura.files) == 3
    azura.faults += [("GET", "/files", (429, {"Retry-After": "7000"}))]
    with pytest.raises(NetworkError):
        to_azura(built, azura, pause=waited.append)
    assert len(waited) == 2


def test_one_file_that_is_too_large_keeps_back_no_other(built, azura) -> None:
    azura.faults.append(("POST", "/files", 413))
    report = to_azura(built, azura)
    assert codes(report) == {"server-limit"} and len(azura.files) == 2
    songs = {song for each in azura.playlists.values() for song in each["songs"]}
    assert songs == {each["path"] for each in azura.files.values()}
    assert not codes(to_azura(built, azura)) and len(azura.files) == 3


def test_a_file_of_a_few_bytes_there_is_sent_anew(built, azura) -> None:
    to_azura(built, azura)
    broken = next(iter(azura.files.values()))
    broken["length"] = 0.05
    (made,) = to_azura(built, azura).places
    assert made.sent == (broken["path"].removeprefix("rp/"),) and broken["id"] not in azura.files


def test_a_slow_server_is_waited_for_and_not_for_ever(built, azura, monkeypatch) -> None:
    monkeypatch.setattr(http, "_READ", 0.6)
    azura.faults.append(("GET", "/files", 0.1))
    assert not codes(to_azura(built, azura))
    azura.faults.append(("GET", "/files", 5.0))
    with pytest.raises(NetworkError) as caught:
        to_azura(built, azura)
    assert caught.value.findings[0].code == "server-failed"


def test_answers_that_are_none_are_told(built, azura, monkeypatch) -> None:
    for answer in ({}, {"rows": [1]}, "x", None):
        monkeypatch.setattr(azura, "answer", lambda *_, answer=answer: (200, answer))
        with pytest.raises(NetworkError):
            to_azura(built, azura)


def test_addresses_and_keys(built, azura, monkeypatch) -> None:
    for url in (
        azura.address,
        f"http://a:b@127.0.0.1:{azura.server.server_address[1]}/api/station/1",
        "http://dai.example/api/station/1",
        "ftp://dai.example/api/station/1",
    ):
        with pytest.raises(UsageError):
            push_playout(built, "azuracast", url, stations="xa-a", first=FIRST)
    with pytest.raises(UsageError):
        to_azura(built, azura, stations=["xa-a", "xa-b"])
    report = push_playout(
        built,
        "azuracast",
        f"{azura.address}/api/station/{{station}}",
        first=FIRST,
        days=2,
        stations="xa-a",
    )
    assert [each.station for each in report.places] == ["xa-a"]
    monkeypatch.setenv(KEYS["azuracast"], "sai")
    with pytest.raises(NetworkError):
        to_azura(built, azura)
    for wrong in ("", "khóa", "a\nb"):
        monkeypatch.setenv(KEYS["azuracast"], wrong)
        with pytest.raises(UsageError):
            to_azura(built, azura)


# --- LibreTime ---


def test_libretime_takes_each_sound_once(built, libre) -> None:
    libre.pending = 3
    (made,) = to_libre(built, libre).places
    assert len(made.sent) == 3 == len(libre.files)
    assert {each["name"] for each in libre.files.values()} == set(made.sent)
    (again,) = to_libre(built, libre).places
    assert (again.sent, again.kept) == ((), 3) and libre.sent("POST", "/rest/media") == 3


def test_libretime_that_cannot_read_a_file_is_told(built, libre, monkeypatch) -> None:
    monkeypatch.setattr("tests.studio.outlets.playout_servers.length_of", lambda data: 0.0)
    assert codes(to_libre(built, libre)) == {"upload-damaged"}
    libre.files.clear()
    monkeypatch.undo()
    monkeypatch.setenv(KEYS["libretime"], KEY)
    libre.pending = 10_000
    assert codes(to_libre(built, libre)) == {"upload-damaged"}, "never read in time"


@pytest.mark.parametrize(("fault", "code"), [("cut", "server-failed"), (500, "server-busy")])
def test_libretime_stopped_in_the_middle_goes_on(built, libre, fault, code) -> None:
    real, seen = libre.broken, []

    def second(http, what) -> bool:
        seen.append(what)
        if len(seen) == 1:
            libre.faults.append(("POST", "/rest/media", fault))
            return False
        return real(http, what)

    libre.broken = second
    libre.faults.append(("POST", "/rest/media", fault))
    with pytest.raises(NetworkError) as caught:
        to_libre(built, libre)
    assert caught.value.findings[0].code == code and len(libre.files) == 1
    (made,) = to_libre(built, libre).places
    assert (len(made.sent), made.kept) == (2, 1)


def test_the_command_and_an_outlet(built, azura, libre, capsys) -> None:
    line = ["-C", str(built.root), "--json", "push"]
    ask = ["--station", "xa-a", "--from", FIRST, "--days", "3"]
    address = f"{azura.address}/api/station/1"
    assert run([*line, "azuracast", address, *ask]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["places"][0]["sent"]) == 3 and told["places"][0]["playlists"]["created"] > 0
    outlets = built.root / "outlets.yaml"
    outlets.write_text(
        f"outlets:\n  phat: {{target: azuracast, url: '{address}', stations: xa-a}}\n"
        f"  libre: {{target: libretime, url: '{libre.address}', days: 2}}\n",
        encoding="utf-8",
    )
    try:
        assert run([*line, "phat", "--from", FIRST, "--days", "3"]) == 0
        assert json.loads(capsys.readouterr().out)["places"][0]["kept"] == 3
        assert run([*line, "libre", "--from", FIRST]) == 0
        out = capsys.readouterr().out
        assert len(json.loads(out)["places"][0]["sent"]) == 3 and KEY not in out
    finally:
        outlets.unlink()
