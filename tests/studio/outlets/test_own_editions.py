"""Each way out points a station at its own edition: calendar, pack, playlist, site, feed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from radioprog.ical.lint import lint
from radioprog.record.manifest import Output, read_manifest
from radioprog.studio.air.calendars import calendar
from radioprog.studio.air.programmes import programme_entries
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.sounds import SoundStore, is_plain_mp3
from radioprog.studio.workspace import Workspace
from tests.studio.outlets.built import MP3, add_programme, home_at

OWN = MP3 * 41
OTHERS = MP3 * 40
FIRST = "2026-11-02"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A programme of which one of three communes has an edition of its own."""
    root = home_at(tmp_path)
    settings = root / "radioprog.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text + 'audio_url: "https://x.vn/{path}"\n', encoding="utf-8")
    folder = add_programme(root, "tin", "Bản tin số 1", sound=OTHERS)
    manifest = read_manifest(folder)
    assert manifest is not None
    name = "tin.dong-hoi.web.mp3"
    (folder / name).write_bytes(OWN)
    sha256 = hashlib.sha256(OWN).hexdigest()
    row = {**manifest.deliveries[0], "path": name, "sha256": sha256, "duration": 63.0}
    edition = {
        "station": "dong-hoi",
        "title": "Bản tin số 1",
        "duration": 63.0,
        "deliveries": [row],
        "sidecars": {},
    }
    outputs = (*manifest.outputs, Output(name, len(OWN), sha256))
    whole = replace(manifest, editions=(edition,), outputs=outputs)
    (folder / "manifest.json").write_bytes(whole.to_bytes())
    return root


def unfolded(path: Path) -> str:
    return path.read_bytes().decode().replace("\r\n ", "")


def test_calendars_name_each_stations_own_sound(home: Path) -> None:
    made = calendar(Workspace.open(home), first=FIRST, days=30)
    files = {each.station: each.path for each in made.files}
    own, other = unfolded(files["dong-hoi"]), unfolded(files["dong-ha"])
    assert "https://x.vn/build/tin/tin.dong-hoi.web.mp3" in own
    assert f"SIZE={len(OWN)}" in own and "Tệp tiếng: tin.dong-hoi.web.mp3" in own
    assert hashlib.sha256(OWN).hexdigest()[:16] in own and "Tiếng dài: 1:03" in own
    assert "https://x.vn/build/tin/tin.web.mp3" in other and "tin.dong-hoi" not in other
    assert f"SIZE={len(OTHERS)}" in other and "Tệp tiếng: tin.web.mp3" in other
    for path in files.values():
        assert not [each for each in lint(path.read_bytes(), shown="x.ics") if each.is_error]


def test_a_new_edition_is_a_new_revision(home: Path) -> None:
    workspace = Workspace.open(home)
    calendar(workspace, first=FIRST, days=30)
    path = home / "build/tin/manifest.json"
    row = json.loads(path.read_text(encoding="utf-8"))
    row["editions"] = []
    path.write_text(json.dumps(row), encoding="utf-8")
    again = {each.station: each for each in calendar(workspace, first=FIRST, days=30).files}
    assert again["dong-hoi"].changed
    assert "SEQUENCE:1" in unfolded(again["dong-hoi"].path)
    assert "tin.dong-hoi.web.mp3" not in unfolded(again["dong-hoi"].path)


def test_sounds_are_chosen_by_station(home: Path) -> None:
    workspace = Workspace.open(home)
    store = SoundStore(workspace, is_plain_mp3)
    (entry,) = programme_entries(workspace).found
    own, other = store.sounds_for("dong-hoi")(entry), store.sounds_for("dong-ha")(entry)
    assert own is not None and other is not None
    assert (own.size, own.duration) == (len(OWN), 63.0)
    assert (other.size, other.path.name) == (len(OTHERS), "tin.web.mp3")
    assert store.sound_of(entry) == other


def test_a_damaged_edition_is_never_sent(home: Path) -> None:
    (home / "build/tin/tin.dong-hoi.web.mp3").write_bytes(OTHERS)
    workspace = Workspace.open(home)
    store = SoundStore(workspace)
    (entry,) = programme_entries(workspace).found
    assert store.sounds_for("dong-hoi")(entry) is None
    assert [each.code for each in store.findings] == ["sound-damaged"]


def test_playlists_carry_each_stations_own_sound(home: Path) -> None:
    export(Workspace.open(home), "m3u", first=FIRST, days=3, output="out")
    lists = {
        station: "".join(path.read_text("utf-8") for path in (home / "out" / station).iterdir())
        for station in ("dong-hoi", "dong-ha")
    }
    own, other = (hashlib.sha256(data).hexdigest()[:8] for data in (OWN, OTHERS))
    assert own in lists["dong-hoi"] and other not in lists["dong-hoi"]
    assert other in lists["dong-ha"] and own not in lists["dong-ha"]
    assert any(own in path.name for path in (home / "out").rglob("*.mp3"))


def test_a_stations_page_and_feed_play_its_own(home: Path) -> None:
    site(Workspace.open(home), base_url="https://x.vn")
    folder = home / "build" / "site"
    own, other = (hashlib.sha256(data).hexdigest()[:8] for data in (OWN, OTHERS))
    feeds = {each.name: each.read_text("utf-8") for each in (folder / "feed").iterdir()}
    assert own in feeds["station-dong-hoi.xml"] and other not in feeds["station-dong-hoi.xml"]
    assert other in feeds["station-dong-ha.xml"] and own not in feeds["station-dong-ha.xml"]
    page = next((folder / "station").glob("dong-hoi*.html")).read_text("utf-8")
    assert own in page
