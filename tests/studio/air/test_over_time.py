"""A plan that changes after it was published: what subscribers see, what people are told.

The scenes stand in `over_time.yaml`, written from the contract. Airings are judged by
recurring-ical-events over icalendar, never by our own code; and for every scene it is asked that
the past stays, that the network's feed says the same, that a second publishing changes nothing, and
that a station whose airings changed is told so.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import unicodedata
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import yaml

import radioprog
from radioprog.kernel.errors import RadioprogError
from radioprog.studio.air.calendars import calendar
from radioprog.studio.air.feeds import PublishedCalendars

SCENES = yaml.load(
    (Path(__file__).parent / "over_time.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
)
BEFORE, ON, SUNDAY = dt.date(2026, 11, 2), dt.date(2026, 11, 16), dt.date(2026, 11, 22)
STATIONS = """\
id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
h,Huyện Minh Hóa,district,,vi,,,,,,,
a,Xã Dân Hóa,commune,h,,bien-gioi,,,,,,
b,Xã Hóa Sơn,commune,h,,,,,,,,
c,Xã Trọng Hóa,commune,h,,bien-gioi,,,,,,
"""
TIN = """\
  - id: tin
    name: Bản tin chiều
    series: ban-tin
    stations: level:commune
    days: T2, T4, T6
    at: 17:00
    length: 15:00
    from: 2026-11-02
    repeats: [hôm sau 05:30]
    fill: tin-1
"""
NONG = """\
  - id: nong
    name: Nông vụ
    series: nong-vu
    stations: a, b
    days: CN
    at: 18:30
    length: 20:00
    from: 2026-11-01
    fill: nong-1
"""
SCRIPT = (
    "---\ntitle: {title}\nseries: {series}\nspeakers:\n  PTV nữ: nữ\n---\n\nPTV nữ: Xin chào.\n"
)
TITLES = {"tin-1": "Tin số một", "tin-2": "Tin số hai", "nong-1": "Chăm lúa đông xuân"}
WEEK = "16 17:00, 17 05:30, 18 17:00, 19 05:30, 20 17:00, 21 05:30"
USUAL = {"a": WEEK + ", 22 18:30", "b": WEEK + ", 22 18:30", "c": WEEK, "h": ""}
NOT_FOR_PEOPLE = re.compile(r"\d{4}-\d\d-\d\dT|@|ban-tin|\bNone\b|\bnull\b|\btin-\d")


class Scene:
    """One workspace that is published, changed and published again."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.write("radioprog.yaml", "organisation: Đài tỉnh\n")
        self.write("schedules/stations.csv", STATIONS)
        self.write("schedules/lich.yaml", f"slots:\n{TIN}{NONG}")
        for name, title in TITLES.items():
            self.script(name, title)

    def write(self, name: str, text: str) -> None:
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def text(self, name: str) -> str:
        return (self.home / "schedules" / name).read_text(encoding="utf-8")

    def script(self, name: str, title: str) -> None:
        self.write(f"scripts/{name}.md", SCRIPT.format(title=title, series=name.split("-")[0]))

    def edit(self, step: dict) -> None:
        """Do what a person does to the files; one that changes nothing is a slip of the test."""
        before = self.files()
        self._edit(step)
        assert self.files() != before, f"the edit changed nothing: {step}"

    def files(self) -> dict[str, bytes]:
        kept = (self.home / "schedules", self.home / "scripts")
        return {str(p): p.read_bytes() for root in kept for p in root.rglob("*") if p.is_file()}

    def _edit(self, step: dict) -> None:
        plan, table = "schedules/lich.yaml", "schedules/stations.csv"
        if "find" in step:
            self.write(plan, self.text("lich.yaml").replace(step["find"], step["put"]))
        elif "csv" in step:
            self.write(table, self.text("stations.csv").replace(step["csv"], step["put"]))
        elif "add" in step:
            self.write(plan, self.text("lich.yaml") + step["add"] + "\n")
        elif "row" in step:
            self.write(table, self.text("stations.csv") + step["row"] + "\n")
        elif "slot" in step:
            old = self.text("lich.yaml")
            self.write(plan, old.replace("slots:\n", f"slots:\n  - {step['slot']}\n", 1))
        elif "script" in step:
            self.script(step["script"], step["title"])
        elif "how" in step:
            self._saved(step["how"], step.get("on", "lich.yaml"))
        else:
            self._files(step, plan)

    def _files(self, step: dict, plan: str) -> None:
        if "plan" in step:
            self.write(plan, step["plan"])
        elif "drop" in step:
            (self.home / step["drop"]).unlink()
        elif "rename" in step:
            folder = self.home / "schedules"
            (folder / step["rename"]).rename(folder / step["to"])
        elif "file" in step:
            self.write(step["file"], self.text(step["copy"]) if "copy" in step else step["text"])
        else:
            [(how, identity)] = step.items()
            self._slot(how, identity, plan)

    def _slot(self, how: str, identity: str, plan: str) -> None:
        old = self.text("lich.yaml")
        known = {"tin": TIN, "nong": NONG}
        block = known.get(identity) or next(
            line + "\n" for line in old.splitlines() if f"id: {identity}," in line
        )
        remarked = "".join(f"#{line}\n" for line in block.splitlines())
        self.write(plan, old.replace(block, remarked if how == "comment" else ""))
        if how == "split":
            self.write("schedules/them.yaml", "slots:\n" + block)

    def _saved(self, how: list[str], name: str) -> None:
        text, code = self.text(name), "utf-8"
        for each in how:
            match each:
                case "crlf":
                    text = text.replace("\n", "\r\n")
                case "bom":
                    text = "\ufeff" + text
                case "nfd":
                    text = unicodedata.normalize("NFD", text)
                case "trailing":
                    text = text.replace("\n", "   \n")
                case "semicolons" | "tabbed":
                    text = text.replace(",", ";" if each == "semicolons" else "\t")
                case "quoted":
                    out = io.StringIO()
                    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(text)))
                    text = out.getvalue()
                case "utf-16":
                    code = "utf-16"
                case "cp1258":
                    text, code = text.replace("ọ", "o\u0323").replace("Hóa", "Ho\u0301a"), each
        data = text.encode(code, "replace")
        (self.home / "schedules" / name).write_bytes(data)

    def publish(self, first: dt.date, *, compare: bool = False) -> PublishedCalendars:
        space = radioprog.Workspace.open(self.home)
        return calendar(space, first=first, days=60, compare=compare)

    def feeds(self) -> dict[str, bytes]:
        folder = self.home / "build" / "calendar"
        return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.ics"))}


def seen(data: bytes, low: dt.date, high: dt.date) -> list[str]:
    """Return what a reader shows between two days, both counted: live airings and notices."""
    parsed = icalendar.Calendar.from_ical(data)
    events = recurring_ical_events.of(parsed).between(low, high + dt.timedelta(days=1))
    rows = set()
    for each in events:
        start = each["DTSTART"].dt
        if str(each.get("STATUS")) == "CANCELLED":
            continue
        if not isinstance(start, dt.datetime):
            rows.add("notice")
        elif low <= start.date() <= high:
            rows.add(f"{start:%d %H:%M}" if low == ON else f"{start:%m-%d %H:%M}")
    return sorted(rows)


def titles(data: bytes, low: dt.date, high: dt.date) -> list[str]:
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(low, high)
    return sorted(f"{each['DTSTART'].dt} {each['SUMMARY']} {each.get('STATUS')}" for each in events)


def told_for(found: PublishedCalendars, station: str) -> list[dict]:
    return [each.to_json("vi") for each in found.changes if each.station == station]


def outcome(scene: dict, folder: Path) -> list[str]:
    """Play a scene and return what was not as expected."""
    space = Scene(folder)
    for step in scene.get("first", ()):
        space.edit(step)
    space.publish(BEFORE)
    before = space.feeds()
    for step in scene["then"]:
        space.edit(step)
    untouched = space.files()
    wrong: list[str] = []
    try:
        compared = space.publish(ON, compare=True)
        assert space.feeds() == before, "a comparison wrote something"
        published = space.publish(ON)
    except RadioprogError as error:
        return refused(scene, error, space, before)
    if "error" in scene:
        codes = [each.code for each in published.findings]
        return [f"SILENT: no error, wanted {scene['error']} among {codes}"]
    if errors := [each.code for each in published.findings if each.is_error]:
        # What is published with errors in it is published on purpose: the scene names them.
        wrong += [
            f"error {code} is not asked for"
            for code in errors
            if not any(re.fullmatch(pattern, code) for pattern in scene.get("codes", ()))
        ]
    assert space.files() == untouched
    wrong += judged_feeds(scene, space, before)
    wrong += judged_words(scene, compared, before, space.feeds())
    codes = [each.code for each in published.findings]
    for pattern in scene.get("codes", ()):
        if not any(re.fullmatch(pattern, code) for code in codes):
            wrong.append(f"SILENT: no finding {pattern} among {sorted(set(codes))}")
    after = space.feeds()
    if told_again := [
        each.to_json("vi")["text"] for each in space.publish(ON, compare=True).changes
    ]:
        wrong.append(f"told again after publishing: {told_again[:2]}")
    space.publish(ON)
    if space.feeds() != after:
        wrong.append("publishing twice changed bytes")
    return wrong


def refused(scene: dict, what, space: Scene, before: dict[str, bytes]) -> list[str]:
    wrong = []
    errors = [each for each in what.findings if each.severity == "error"]
    said = [f"{each.code} {each.message.vi} {each.remedy.vi}" for each in errors]
    wanted = scene.get("error") or scene.get("or_error")
    if wanted is None:
        wrong.append(f"refused: {said[:2]}")
    elif not any(re.search(wanted, each) for each in said):
        wrong.append(f"refused in other words: {said[:2]}")
    if space.feeds() != before:
        wrong.append("an error published something")
    return wrong


def judged_feeds(scene: dict, space: Scene, before: dict[str, bytes]) -> list[str]:
    wrong, after = [], space.feeds()
    for station, data in before.items():
        old, new = (titles(each, BEFORE, ON) for each in (data, after[station]))
        if station == "network":
            # Stations that begin to differ have an event of their own; what is aired is the same.
            old, new = ([x for x in each if "CANCELLED" not in x] for each in (old, new))
            old, new = sorted(set(old)), sorted(set(new))
        if old != new:
            told = sorted(set(old) ^ set(new))
            wrong.append(f"the past of {station} changed, {len(old)} to {len(new)}: {told[:4]}")
    if scene.get("anything") or scene.get("airs_or"):
        return wrong
    if "codes" in scene and "airs" not in scene:
        return wrong
    for station, rows in {**USUAL, **scene.get("airs", {})}.items():
        if station not in after:
            wrong.append(f"no feed of {station}")
            continue
        got, want = seen(after[station], ON, SUNDAY), [x.strip() for x in rows.split(",") if x]
        if got != sorted(want):
            wrong.append(f"{station} airs {got}, wanted {sorted(want)}")
    heard = {row for name in after if name != "network" for row in seen(after[name], ON, SUNDAY)}
    if heard - {"notice"} != set(seen(after["network"], ON, SUNDAY)):
        wrong.append(f"the network's feed has {seen(after['network'], ON, SUNDAY)}")
    for old, new in scene.get("successor", {}).items():
        if f"{new}.ics" not in after[old].decode().replace("\r\n ", ""):
            wrong.append(f"{old} does not name {new}.ics")
    return wrong


def judged_words(scene: dict, compared, before: dict, after: dict) -> list[str]:
    wrong = []
    for station in sorted(set(before) | set(after) - {"network"}):
        told = told_for(compared, station)
        text = "\n".join(each["text"] for each in told)
        old, new = (
            seen(x[station], ON, SUNDAY + dt.timedelta(14)) if station in x else []
            for x in (before, after)
        )
        if old != new and not told and station != "network":
            wrong.append(f"SILENT: {station} was not told")
        for bad in NOT_FOR_PEOPLE.findall(text):
            wrong.append(f"not for people: {bad} in {text}")
        if station in scene.get("quiet", ()) and told:
            wrong.append(f"{station} told {text}")
        kinds = ",".join(sorted({each["what"] for each in told}))
        wanted = scene.get("told", {}).get(station)
        if wanted is not None and not re.fullmatch(wanted, kinds):
            wrong.append(f"{station} told {kinds!r}: {text}")
        if station == "a":
            wrong += judged_sentences(scene, told, kinds, text, changed=old != new)
    return wrong


def judged_sentences(scene: dict, told: list, kinds: str, text: str, *, changed: bool) -> list[str]:
    wrong = []
    free = bool(scene.get("codes") or scene.get("anything") or scene.get("airs_or"))
    pattern = scene.get("what", None if changed or free else "")
    if pattern is not None and not re.fullmatch(pattern, kinds):
        wrong.append(f"told as {kinds!r}, wanted {pattern!r}: {text}")
    if len(told) > int(scene.get("most", 8)):
        wrong.append(f"{len(told)} sentences: {text}")
    for pattern in scene.get("says", ()):
        if not re.search(pattern, text):
            wrong.append(f"{pattern} is not said: {text}")
    for pattern in scene.get("not", ()):
        if re.search(pattern, text, re.M):
            wrong.append(f"{pattern} is said: {text}")
    return wrong


@pytest.mark.parametrize("scene", SCENES, ids=[each["name"] for each in SCENES])
def test_a_change_is_aired_and_told(scene: dict, tmp_path: Path) -> None:
    assert outcome(scene, tmp_path) == []


def test_each_scene_has_a_name_of_its_own() -> None:
    assert len({each["name"] for each in SCENES}) == len(SCENES) >= 80
