"""Every target by one set of inputs, each judged by somebody else's reader."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from radioprog.publish.outgoing import OutgoingAiring
from radioprog.publish.playout.automation import CARTS
from radioprog.publish.playout.source_info import FORMS, VALUES, InfoField, fits, source_info
from radioprog.publish.playout.targets import (
    TARGETS,
    ExportInput,
    StationAirings,
    TargetOptions,
    export_files,
    sound_name,
)
from radioprog.schedule.airings.airing import AiringKind
from tests.publish.airings import HOSTILE, ZONE, airing, hostile, thousand

HERE = Path(__file__).parent
SETS = {
    "hostile": (hostile(), dt.date(2028, 2, 28), 3),
    "thousand": (thousand(), dt.date(2026, 11, 27), 8),
    "none": ((), dt.date(2026, 11, 27), 2),
    "kinds": (
        (
            airing(
                "2026-11-27T05:30:00",
                kind=AiringKind.REPEAT,
                number=1,
                episode=3,
                of=dt.datetime(2026, 11, 26, 17, 30, tzinfo=ZONE),
                topics=("An ninh",),
            ),
            airing("2026-11-27T06:00:00", "VOV1", kind=AiringKind.RELAY, has_sound=False),
            airing("2026-11-27T23:55:00", number=2, draft=True, producer="Phòng <A> & B"),
        ),
        dt.date(2026, 11, 27),
        2,
    ),
}


def given(airings, first, days, **options) -> ExportInput:
    station = StationAirings("xa-a", "Xã <A> & 'B'", "vi", tuple(airings))
    return ExportInput(
        (station,),
        first,
        days,
        ZONE,
        "Asia/Ho_Chi_Minh",
        "vi",
        "Đài & thử",
        TargetOptions(**options),
    )


def made(target: str, name: str, **options) -> dict[str, bytes]:
    return {each.name: each.data for each in export_files(target, given(*SETS[name], **options))}


def with_sound(name: str) -> list[OutgoingAiring]:
    return [each for each in SETS[name][0] if each.sound]


every_set = pytest.mark.parametrize("name", SETS)


@pytest.mark.parametrize("target", TARGETS)
@every_set
def test_names_are_ascii_and_bytes_the_same_twice_and_in_both_spellings(target, name) -> None:
    airings, first, days = SETS[name]
    files = export_files(target, given(airings, first, days))
    assert files == export_files(target, given(airings, first, days))
    for each in files:
        assert re.fullmatch(r"([a-z0-9-]+/)?[A-Za-z0-9._-]+", each.name)
        each.data.decode("utf-8")
        assert unicodedata.is_normalized("NFC", each.data.decode())
    assert len({each.name for each in files}) == len(files)


@pytest.mark.parametrize("target", [each for each in TARGETS if each != "cap"])
def test_drafts_are_marked_everywhere(target: str) -> None:
    text = b"".join(made(target, "kinds").values()).decode()
    assert "[NHÁP] Bản tin" in text or "[NH\\u00c1P]" in text or "[NHÁP] Bản" in text


@every_set
def test_an_m3u_is_read_line_by_line(name) -> None:
    files = made("m3u", name)
    assert len(files) == SETS[name][2]  # empty days too
    entries = []
    for file, data in sorted(files.items()):
        assert not data.startswith(b"\xef\xbb\xbf")
        lines = data.decode().split("\n")
        assert lines[0] == "#EXTM3U" and lines.pop() == ""
        assert not [line for line in lines[1:] if line.startswith("#EXTM3U")]
        for number, line in enumerate(lines):
            if not line.startswith("#"):
                assert re.fullmatch(r"\.\./sounds/[a-z0-9.-]+", line)
                length = re.fullmatch(r"#EXTINF:(\d+),(.*)", lines[number - 1])
                assert length is not None
                entries.append((file[5:15], int(length[1]), line))
    assert entries == [
        (str(each.day), round(each.sound.duration), f"../sounds/{sound_name(each, each.sound)}")
        for each in with_sound(name)
    ]


@every_set
def test_an_xspf_counts_milliseconds_and_leads_to_uris(name) -> None:
    found = []
    for data in made("xspf", name).values():
        for track in ET.fromstring(data).iter("{http://xspf.org/ns/0/}track"):
            get = lambda tag: track.findtext(f"{{http://xspf.org/ns/0/}}{tag}")  # noqa: B023, E731
            found.append((get("identifier"), unquote(get("location")), int(get("duration"))))
    assert found == [
        (
            f"urn:radioprog:airing:{each.id}",
            f"../sounds/{sound_name(each, each.sound)}",
            round(each.sound.duration * 1000),
        )
        for each in with_sound(name)
    ]


def xmllint(*arguments: str, data: bytes, folder: Path) -> None:
    path = folder / "judged.xml"
    path.write_bytes(data)
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", *arguments, str(path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]


needs_xmllint = pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is not installed")


@needs_xmllint
@every_set
def test_xmltv_is_valid_by_its_dtd(name, tmp_path, shared_data) -> None:
    data = made("xmltv", name)["guide.xml"]
    dtd = shared_data / "schemas" / "xmltv.dtd"
    if not dtd.is_file():
        pytest.skip("the DTD of xmltv is not here: it lies in ../shared/data/schemas")
    xmllint("--dtdvalid", str(dtd), data=data, folder=tmp_path)
    root = ET.fromstring(data)
    rows = root.findall("programme")
    assert [row.get("start") for row in rows] == [
        f"{each.start:%Y%m%d%H%M%S} +0700" for each in SETS[name][0]
    ]
    assert [row.findtext("title") for row in rows] == [each.named("vi") for each in SETS[name][0]]
    assert {row.get("channel") for row in rows} <= {each.get("id") for each in root.iter("channel")}


@needs_xmllint
@every_set
def test_spi_is_valid_by_its_schema(name, tmp_path) -> None:
    files = made("spi", name)
    assert len(files) == SETS[name][2]
    ids = []
    for data in files.values():
        xmllint("--schema", str(HERE / "spi.xsd"), data=data, folder=tmp_path)
        ids += re.findall(rb'id="crid://radioprog.invalid/([a-z0-9]+)"', data)
    assert [each.decode() for each in ids] == [each.id for each in SETS[name][0]]


@every_set
def test_rivendell_s_columns_are_read_by_another_reader(name) -> None:
    files = made("rivendell", name)
    carts = dict(line.split(",")[:2] for line in files.pop("carts.csv").decode().splitlines()[1:])
    found = []
    for file, data in sorted(files.items()):
        assert re.fullmatch(r"xa-a/\d{8}\.txt", file)
        for line in data.decode().splitlines():
            assert all(ord(char) < 0x10000 for char in line)
            hours, minutes, seconds = int(line[0:2]), int(line[3:5]), int(line[6:8])
            cart = line[10:16]
            assert int(cart) in CARTS and cart.lstrip("0") in carts
            length = int(line[60:62]) * 3600 + int(line[63:65]) * 60 + int(line[66:68])
            assert line[102:107].strip() == "PLAY" and line[108:112] == "HARD"
            found.append((file[5:13], hours, minutes, seconds, length, line[69:101].strip()))
    assert found == [
        (
            f"{each.start:%Y%m%d}",
            each.start.hour,
            each.start.minute,
            each.start.second,
            round(each.sound.duration),
            each.id,
        )
        for each in with_sound(name)
    ]
    assert len(set(carts)) == len({each.programme for each in with_sound(name)})


@every_set
def test_azuracast_s_playlists_cover_each_airing_once(name) -> None:
    files = made("azuracast", name)
    playlists = json.loads(files.pop("xa-a/playlists.json"))
    assert len(files) == len(playlists)
    found = []
    for number, each in enumerate(playlists, 1):
        assert files[f"xa-a/{number:03d}.m3u"].decode().splitlines() == each["files"]
        for item in each["schedule_items"]:
            assert 0 <= item["start_time"] <= 2359 and item["start_time"] % 100 < 60
            day, last = map(dt.date.fromisoformat, (item["start_date"], item["end_date"]))
            while day <= last:
                assert day.isoweekday() in item["days"]
                clock = f"{item['start_time']:04d}"
                found.append((day.isoformat(), clock, each["airings"][day.isoformat()]))
                day += dt.timedelta(days=1)
    assert sorted(found) == sorted(
        (each.day.isoformat(), f"{each.start:%H%M}", each.id) for each in with_sound(name)
    )


@every_set
def test_libretime_s_shows_are_one_an_airing(name) -> None:
    found = json.loads(made("libretime", name)["xa-a.json"])
    assert len(found["shows"]) == len(with_sound(name))
    for show, each in zip(found["shows"], with_sound(name), strict=True):
        day = show["show_day"]
        start = dt.datetime.fromisoformat(f"{day['first_show_on']}T{day['start_time']}")
        assert start.replace(tzinfo=ZONE) == each.start
        assert day["week_day"] == each.start.weekday()
        assert each.id in show["description"] and len(show["name"]) <= 255
        assert set(show["playlist"]["files"]) <= set(found["uploads"])


@every_set
def test_source_info_follows_its_profile(name) -> None:
    rows = json.loads(made("source-info", name)["xa-a.json"])["DanhSachBanTin"]
    assert [row["BanTinID"] for row in rows] == [each.id for each in with_sound(name)]
    for row, each in zip(rows, with_sound(name), strict=True):
        assert row["LoaiBanTin"] == 3 and row["MucDoUuTien"] in (1, 2, 3)
        assert dt.datetime.fromisoformat(row["ThoiGianBatDau"]) == each.start
        assert re.fullmatch(r"\d\d:\d\d:\d\d", row["ThoiLuong"])
    own = {"ThoiLuong": InfoField("length", "integer"), "Luc": InfoField("start", "epoch")}
    changed = made("source-info", name, fields=own)["xa-a.json"]
    for row, each in zip(json.loads(changed)["DanhSachBanTin"], with_sound(name), strict=True):
        assert row == {"ThoiLuong": round(each.sound.duration), "Luc": int(each.start.timestamp())}


@pytest.mark.parametrize("value", [*VALUES, "a fixed text"])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_that_fits_a_value_can_write_it(value: str, form: str) -> None:
    field = InfoField(value, form)
    if fits(field):
        json.loads(source_info([(SETS["kinds"][0][0], "a.mp3")], {"x": field}))


def test_addresses_of_sounds_come_from_the_outlet() -> None:
    for target in ("m3u", "xspf", "source-info", "liquidsoap"):
        text = b"".join(made(target, "kinds", sounds="https://dai.example/am").values()).decode()
        assert "https://dai.example/am" in text and "../sounds" not in text


needs_liquidsoap = pytest.mark.skipif(
    not shutil.which("liquidsoap"), reason="liquidsoap is not installed"
)
ROOT_TOO = "settings.init.allow_root.set(true)"


@pytest.mark.slow
@needs_liquidsoap
@every_set
def test_liquidsoap_takes_the_script(name, tmp_path) -> None:
    for output in ("alsa", "pulseaudio", "ao", "dummy"):
        data = made("liquidsoap", name, output=output)["xa-a.liq"]
        (tmp_path / "a.liq").write_bytes(data)
        done = subprocess.run(
            ["liquidsoap", ROOT_TOO, "--check", "a.liq"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=250,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if name != "hostile":
            break


@pytest.mark.slow
@needs_liquidsoap
def test_liquidsoap_plays_the_right_file_at_its_moment_and_says_so(tmp_path) -> None:
    """Run for real: two airings to come, the second cuts the first short, one long past."""
    import numpy as np

    from tests.studio.workspace import save, tone

    (tmp_path / "sounds").mkdir()
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    planned = []
    for number, seconds in enumerate((-3600, 60, 67)):
        start = now + dt.timedelta(seconds=seconds)
        each = airing("2026-11-27T00:00:00", HOSTILE[4 + number], number=number)
        sound = dataclasses.replace(each.sound, path=Path(f"/w/so-{number}.wav"), duration=20.0)
        planned.append(dataclasses.replace(each, start=start, sound=sound))
        save(tmp_path / "sounds" / sound_name(planned[-1], sound), np.asarray(tone(20.0, 440)))
    files = export_files("liquidsoap", given(planned, now.date(), 1, output="dummy"))
    (tmp_path / "xa-a.liq").write_bytes(files[0].data)
    with subprocess.Popen(
        ["liquidsoap", ROOT_TOO, "xa-a.liq"], cwd=tmp_path, stdout=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(82)
        except subprocess.TimeoutExpired:
            process.terminate()
    lines = (tmp_path / "xa-a.as-run.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["rp_airing"] for row in rows] == [each.id for each in planned[1:]]
    for row, each in zip(rows, planned[1:], strict=True):
        assert row["title"] == each.title
        assert row["file"] == sound_name(each, each.sound) and row["duration"] == 20.0
        late = (dt.datetime.fromisoformat(row["at"]) - each.start).total_seconds()
        assert -1 <= late <= 10, late
