"""Readers of iCalendar that share no code with us or (mostly) with one another.

Each gives the occurrences of a calendar between two instants as sorted (start in seconds since
1970, "cancelled" or ""), so that they can be held against the schedule.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
Occurrences = list[tuple[int, str]]


def _flag(status: object) -> str:
    return "cancelled" if str(status or "").upper().endswith("CANCELLED") else ""


def by_recurring_ical_events(data: bytes, first: dt.datetime, last: dt.datetime) -> Occurrences:
    import icalendar
    import recurring_ical_events

    calendar = icalendar.Calendar.from_ical(data)
    found = recurring_ical_events.of(calendar, keep_recurrence_attributes=True).between(first, last)
    return sorted(
        (int(event["DTSTART"].dt.timestamp()), _flag(event.get("STATUS")))
        for event in found
        if first <= event["DTSTART"].dt < last
    )


def by_ical(data: bytes, first: dt.datetime, last: dt.datetime) -> Occurrences:
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(data.decode())
    found = calendar.timeline_tz(dt.UTC).overlapping(first, last)
    return sorted(
        (int(event.dtstart.timestamp()), _flag(event.status))
        for event in found
        if first <= event.dtstart.astimezone(dt.UTC) < last
    )


def by_vobject(data: bytes, first: dt.datetime, last: dt.datetime) -> Occurrences:
    """vobject expands each component; overrides are put in here, as its users do."""
    import vobject

    calendar = vobject.readOne(data.decode())
    found: dict[tuple[str, int], tuple[int, str]] = {}
    overrides = []
    for event in calendar.contents.get("vevent", []):
        uid = event.uid.value
        flag = _flag(event.status.value)
        if hasattr(event, "recurrence_id"):
            overrides.append((uid, event.recurrence_id.value, event.dtstart.value, flag))
            continue
        rules = event.getrruleset(addRDate=True)
        begin = event.dtstart.value
        if rules is None:
            found[uid, int(begin.timestamp())] = (int(begin.timestamp()), flag)
            continue
        zone = begin.tzinfo
        for start in rules.between(first.astimezone(zone) - dt.timedelta(days=40), last, inc=True):
            found[uid, int(start.timestamp())] = (int(start.timestamp()), flag)
    for uid, replaced, start, flag in overrides:
        found.pop((uid, int(replaced.timestamp())), None)
        found[uid, int(start.timestamp())] = (int(start.timestamp()), flag)
    low, high = int(first.timestamp()), int(last.timestamp())
    return sorted(each for each in found.values() if low <= each[0] < high)


def _program(arguments: list[str], data: bytes, tz: str) -> Occurrences:
    environment = {**os.environ, "TZ": tz}
    done = subprocess.run(
        arguments, input=data, capture_output=True, timeout=120, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return sorted((start, flag) for start, flag in json.loads(done.stdout))


def libical(folder: Path) -> Path:
    """Compile the small judge against libical, once a test session."""
    program = folder / "libical_judge"
    if program.exists():
        return program
    if shutil.which("cc") is None or not Path("/usr/include/libical/ical.h").exists():
        pytest.skip("libical-dev and a C compiler are not installed (apt install libical-dev)")
    command = [
        "cc",
        "-O1",
        "-o",
        str(program),
        str(HERE / "libical_judge.c"),
        "-lical",
        "-licalss",
    ]
    subprocess.run(command, check=True, timeout=120)
    return program


def by_libical(
    program: Path, data: bytes, first: dt.datetime, last: dt.datetime, tz: str
) -> Occurrences:
    arguments = [str(program), str(int(first.timestamp())), str(int(last.timestamp()))]
    return _program(arguments, data, tz)


def node_modules() -> Path:
    """Find ical.js: beside the repository's root, or where RADIOPROG_NODE_MODULES says."""
    places = [Path(os.environ.get("RADIOPROG_NODE_MODULES", ROOT / "node_modules"))]
    for place in places:
        if (place / "ical.js").is_dir() and shutil.which("node"):
            return place
    pytest.skip("node with ical.js is not installed (npm install --no-save ical.js)")


def by_ical_js(data: bytes, first: dt.datetime, last: dt.datetime, tz: str) -> Occurrences:
    module = node_modules() / "ical.js" / "dist" / "ical.js"
    arguments = [
        "node",
        str(HERE / "ical_js_judge.mjs"),
        module.as_uri(),
        str(int(first.timestamp())),
        str(int(last.timestamp())),
    ]
    return _program(arguments, data, tz)


def by_calcurse(
    data: bytes, folder: Path, first: dt.datetime, last: dt.datetime, tz: str, zone: dt.tzinfo
) -> Occurrences:
    """calcurse imports and lists; it knows no override and turns hours into those of TZ by rule.

    So it is fed only what it can know, in a zone where the weekday is the same.
    """
    if shutil.which("calcurse") is None:
        pytest.skip("calcurse is not installed (apt install calcurse)")
    source = folder / "feed.ics"
    source.write_bytes(data)
    home = folder / f"calcurse-{tz.replace('/', '-')}"
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "TZ": tz, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    base = ["calcurse", "-q", "-D", str(home)]
    subprocess.run([*base, "-i", str(source)], check=True, env=environment, timeout=60)
    days = (last - first).days + 1
    begin = f"{first.astimezone(zone):%m/%d/%Y}"
    shown = "%(start:%s)\n"
    listed = subprocess.run(
        [
            *base,
            "-Q",
            "--from",
            begin,
            "--days",
            str(days),
            "--filter-type",
            "cal",
            "--format-apt",
            shown,
            "--format-recur-apt",
            shown,
        ],
        check=True,
        capture_output=True,
        env=environment,
        timeout=60,
    )
    stamps = [int(word) for word in listed.stdout.decode().split() if re.fullmatch(r"\d{9,}", word)]
    low, high = int(first.timestamp()), int(last.timestamp())
    return sorted((stamp, "") for stamp in stamps if low <= stamp < high)


def in_zone(monkeypatch: pytest.MonkeyPatch, tz: str) -> None:
    """Let this process believe that it stands in another zone."""
    import time

    monkeypatch.setenv("TZ", tz)
    if sys.platform != "win32":
        time.tzset()
