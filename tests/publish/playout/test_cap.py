"""CAP 1.2: every message is valid by the standard's tables, as xmllint sees them."""

from __future__ import annotations

import datetime as dt
import subprocess
import unicodedata
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest

from radioprog.publish.playout.cap import NAMESPACE, AlertArea, AlertForCap, cap
from radioprog.schedule.plan.alerts import AlertKind
from radioprog.schedule.plan.hazards import LEVELS, known_hazards
from tests.publish.site.hostile import TITLES
from tests.schedule.plan.test_alerts import follow, message

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SCHEMA = Path(__file__).with_name("cap.xsd")
AREAS = (AlertArea("xa-a", "Xã A & <B>", "19021"), AlertArea("xa-b", ""))


def written(alert: AlertForCap, zone: dt.tzinfo = ZONE) -> bytes:
    return cap(alert, organisation='Đài "thử" & con', domain="dai.example", zone=zone)


def judged(data: bytes, tmp_path: Path) -> ET.Element:
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    told = subprocess.run(
        ["xmllint", "--noout", "--nonet", "--schema", str(SCHEMA), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return ET.fromstring(data)


def text(root: ET.Element, path: str) -> list[str]:
    names = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return [each.text or "" for each in root.iterfind(names)]


@pytest.mark.parametrize("hazard", known_hazards())
@pytest.mark.parametrize("level", LEVELS)
def test_every_hazard_at_every_level_is_valid(hazard: str, level: str, tmp_path: Path) -> None:
    one = message(level=level, hazard=hazard)
    root = judged(written(AlertForCap(one, known_hazards()[hazard], AREAS)), tmp_path)
    assert text(root, "info/severity") == [LEVELS[level].severity] * 2
    assert text(root, "info/language") == ["vi-VN", "en-US"]
    assert text(root, "info/area/geocode/value") == ["19021", "xa-a", "xa-b"] * 2


@pytest.mark.parametrize("title", TITLES)
def test_hostile_words_stay_words(title: str, tmp_path: Path) -> None:
    one = message(title=title, text=f"{title}\n{title}", english=title)
    data = written(AlertForCap(one, known_hazards()["flood"], AREAS))
    root = judged(data, tmp_path)
    assert data == written(AlertForCap(one, known_hazards()["flood"], AREAS))
    other = replace(one, title=unicodedata.normalize("NFD", title))
    assert text(
        judged(written(AlertForCap(other, known_hazards()["flood"])), tmp_path), "info/headline"
    )
    for each in root.iter():
        assert each.tag.startswith(f"{{{NAMESPACE}}}") and not each.attrib


def test_an_update_and_an_end_refer_to_all_before_them(tmp_path: Path) -> None:
    first = message()
    second = follow(first, 2)
    end = follow(second, 3, AlertKind.END)
    hazard = known_hazards()["flood"]
    made = [
        judged(written(AlertForCap(each, hazard, AREAS, earlier)), tmp_path)
        for each, earlier in ((first, ()), (second, (first,)), (end, (first, second)))
    ]
    assert [text(each, "msgType") for each in made] == [["Alert"], ["Update"], ["Cancel"]]
    sender = text(made[0], "sender")[0]
    assert text(made[0], "references") == []
    assert text(made[2], "references") == [
        f"{sender},lu-1,2026-12-03T07:15:20+07:00 {sender},lu-1-2,2026-12-03T07:15:20+07:00"
    ]
    assert text(made[2], "info/responseType") == ["AllClear"] * 2


def test_an_exercise_is_one_by_status_note_and_every_text(tmp_path: Path) -> None:
    one = message(title="DIỄN TẬP: Lũ", exercise=True)
    root = judged(written(AlertForCap(one, known_hazards()["flood"], AREAS)), tmp_path)
    assert text(root, "status") == ["Exercise"] and text(root, "note")
    vi, en = text(root, "info/description")
    assert vi.startswith("DIỄN TẬP") and en.startswith("EXERCISE")
    assert [each.split(":")[0] for each in text(root, "info/headline")] == ["DIỄN TẬP", "EXERCISE"]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/St_Johns"])
def test_times_have_an_offset_in_figures_in_every_zone(zone: str, tmp_path: Path) -> None:
    one = message(issued=dt.datetime(2026, 7, 1, 23, 59, 59, 999, tzinfo=dt.UTC))
    root = judged(written(AlertForCap(one, known_hazards()["flood"]), ZoneInfo(zone)), tmp_path)
    sent = dt.datetime.fromisoformat(text(root, "sent")[0])
    assert sent == one.issued.replace(microsecond=0)
