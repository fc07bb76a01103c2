"""Calendars by difference: what a memory saves is time, never a byte."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from radioprog.studio.air import feeds
from radioprog.studio.air.calendars import calendar
from radioprog.studio.air.remembered import Remembered
from radioprog.studio.workspace import Workspace

STATIONS = ["tinh,Tỉnh A,province,,vi,p", *(f"xa-{n},Xã {n},commune,tinh,vi," for n in range(4))]
SLOTS = [
    '  - {id: chung, stations: "level:commune", days: hằng ngày, at: "05:00", length: 30:00}',
    '  - {id: tuan, stations: "xa-1, xa-2", days: thứ hai, at: "11:00", length: 15:00, '
    "from: 2026-01-05}",
    '  - {id: mot, stations: xa-3, days: thứ tư, at: "17:00", length: 10:00, series: vung}',
]


class Desk:
    """Two workspaces that live through the same: one remembers, the other never does."""

    def __init__(self, folder: Path) -> None:
        self.roots = [folder / "remembers", folder / "forgets"]
        self.stations, self.slots = list(STATIONS), list(SLOTS)
        self.exceptions: list[str] = []
        self.scripts: dict[str, str] = {}
        self.day = 1
        for root in self.roots:
            (root / "schedules").mkdir(parents=True)
            (root / "scripts").mkdir()
            (root / "radioprog.yaml").write_text("organisation: Đài A\n", "utf-8")

    def publish(self) -> None:
        head = "id,name,level,parent,languages,profile\n"
        plan = "profiles:\n  p: {sessions: 4, longest: 60:00}\nslots:\n" + "\n".join(self.slots)
        if self.exceptions:
            plan += "\nexceptions:\n" + "\n".join(self.exceptions)
        for root in self.roots:
            (root / "schedules/stations.csv").write_text(head + "\n".join(self.stations), "utf-8")
            (root / "schedules/a.yaml").write_text(plan + "\n", "utf-8")
            for name, title in self.scripts.items():
                text = f"---\ntitle: {title}\nseries: vung\nspeakers: {{A: nữ}}\n---\nA: Chào.\n"
                (root / f"scripts/{name}.md").write_text(text, "utf-8")
        shutil.rmtree(self.roots[1] / ".radioprog", ignore_errors=True)
        for root in self.roots:
            calendar(Workspace.open(root), first=f"2026-01-{self.day:02}", days=40)

    def held(self) -> list[dict[str, bytes]]:
        return [
            {path.name: path.read_bytes() for path in sorted((root / "build/calendar").iterdir())}
            for root in self.roots
        ]


def _hour(desk: Desk, chance: random.Random) -> None:
    number = chance.randrange(len(desk.slots))
    hour = f'at: "{chance.randrange(4, 22):02}:{chance.choice(("00", "30"))}"'
    before, _, rest = desk.slots[number].partition('at: "')
    desk.slots[number] = before + hour + rest[6:]


def _slot(desk: Desk, chance: random.Random) -> None:
    if len(desk.slots) > 3 and chance.random() < 0.5:
        del desk.slots[chance.randrange(3, len(desk.slots))]
        return
    who, number = chance.choice(("xa-0", '"xa-0, xa-3"', "level:commune")), chance.randrange(10**6)
    who = who if who.startswith('"') else f'"{who}"'
    desk.slots.append(
        f'  - {{id: s{number}, stations: {who}, days: chủ nhật, at: "20:00", length: 5:00}}'
    )


def _exception(desk: Desk, chance: random.Random) -> None:
    if desk.exceptions and chance.random() < 0.4:
        desk.exceptions.pop()
        return
    day = chance.randrange(1, 31)
    change = chance.choice(("cancel: lễ", 'move: "06:15"', "length: 20:00"))
    line = f"  - {{slot: chung, date: 2026-01-{day:02}, {change}}}"
    if not any(f"01-{day:02}" in each for each in desk.exceptions):
        desk.exceptions.append(line)


def _name(desk: Desk, chance: random.Random) -> None:
    desk.stations[2] = f"xa-1,Xã {chance.randrange(99)},commune,tinh,vi,"


def _unit(desk: Desk, chance: random.Random) -> None:
    if len(desk.stations) > 5:
        desk.stations.pop()
    else:
        desk.stations.append("xa-9,Xã Chín,commune,tinh,vi,p")


def _script(desk: Desk, chance: random.Random) -> None:
    desk.scripts[f"v-{chance.randrange(3)}"] = f"Vùng {chance.randrange(9)}"


def _later(desk: Desk, chance: random.Random) -> None:
    desk.day = min(28, desk.day + chance.randrange(1, 4))


def _tamper(desk: Desk, chance: random.Random) -> None:
    path = chance.choice(sorted((desk.roots[0] / "build/calendar").iterdir()))
    if chance.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-5] + b"X\r\n\r\n")


def _spoil(desk: Desk, chance: random.Random) -> None:
    for path in (desk.roots[0] / ".radioprog/calendars").iterdir():
        data = bytearray(path.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
        path.write_bytes(bytes(data[: chance.choice((len(data), len(data) // 2))]))


def _nothing(desk: Desk, chance: random.Random) -> None:
    """Publish again."""


EDITS: list[Callable[[Desk, random.Random], None]] = [
    _hour,
    _slot,
    _exception,
    _name,
    _unit,
    _script,
    _later,
    _tamper,
    _spoil,
    _nothing,
]


def _lives(folder: Path, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    desk = Desk(folder)
    desk.publish()
    for step in range(steps):
        edit = chance.choice(EDITS)
        edit(desk, chance)
        desk.publish()
        remembering, forgetting = desk.held()
        assert remembering.keys() == forgetting.keys(), (seed, step, edit.__name__)
        other = [name for name in remembering if remembering[name] != forgetting[name]]
        assert not other, (seed, step, edit.__name__)


@pytest.mark.parametrize("seed", range(2))
def test_a_publishing_by_difference_is_the_publishing_anew(tmp_path: Path, seed: int) -> None:
    _lives(tmp_path, seed, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_many_lives_by_difference_are_the_lives_anew(tmp_path: Path, seed: int) -> None:
    _lives(tmp_path, seed, 12)


def test_one_changed_slot_makes_one_stations_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.publish()
    desk.slots[2] = desk.slots[2].replace("17:00", "17:30")
    made: list[str] = []
    plain = feeds.Publishing._bytes

    def counted(self: feeds.Publishing, one: feeds._Calendar) -> bytes:
        made.append(one.venue.id)
        return plain(self, one)

    monkeypatch.setattr(feeds.Publishing, "_bytes", counted)
    desk.roots = desk.roots[:1] * 2  # only the one that remembers, without forgetting
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    desk.publish()
    assert sorted(made) == ["network", "xa-3"]


def test_with_nothing_new_no_schedule_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.publish()
    workspace = Workspace.open(desk.roots[0])
    before = calendar(workspace, first="2026-01-01", days=40)

    def read(*_: object, **__: object) -> None:
        raise AssertionError("the schedule is read")

    monkeypatch.setattr("radioprog.studio.air.calendars.timetable", read)
    again = calendar(workspace, first="2026-01-01", days=40)
    assert [(each.station, each.path, each.events) for each in again.files] == [
        (each.station, each.path, each.events) for each in before.files
    ]
    assert again.findings == before.findings
    assert not any(each.changed for each in again.files)
    with pytest.raises(AssertionError):
        calendar(workspace, first="2026-01-02", days=40)


def test_a_memory_of_other_code_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    desk.publish()
    workspace = Workspace.open(desk.roots[0])
    folder = workspace.build / "calendar"
    assert Remembered(workspace, folder)._known
    monkeypatch.setattr("radioprog.studio.air.remembered.code", lambda: "other")
    assert not Remembered(workspace, folder)._known
