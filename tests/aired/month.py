"""A made-up month of a network whose truth is known by construction: the judge of the matcher.

It shares no code with what it judges but the plain values that go in: it decides what happened to
each airing, then writes the logs that such a month would leave, each in the words of its system.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import random
import unicodedata
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from radioprog.aired.matching.match import PlannedAiring

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST = dt.date(2026, 3, 1)
DAYS = 31
PLACES = (
    ("sang", 5, 30, 600, "Chào buổi sáng biên giới"),
    ("chieu", 17, 0, 900, "Bản tin vùng biên"),
    ("luat", 17, 20, 600, "Pháp luật và đời sống của đồng bào các dân tộc nơi biên giới"),
    ("chieu-2", 17, 40, 900, "Bản tin vùng biên"),
    ("dem", 23, 55, 900, "Câu chuyện truyền thanh: “Đêm bản làng”"),
)
SYSTEMS = (
    "sheet",
    "rivendell",
    "azuracast",
    "azuracast-csv",
    "liquidsoap",
    "generic",
    "libretime",
    "source-info",
)
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass
class Aired:
    """One thing that was on air: when, how long, what."""

    start: dt.datetime
    length: int
    title: str
    airing: str = ""
    sha256: str = ""


@dataclass
class Truth:
    """What became of an airing, as the log lets one know it."""

    outcome: str
    grade: str
    aired: list[Aired] = field(default_factory=list)
    refused: str = ""


@dataclass
class LogFile:
    """A file to be imported, with what an importer is told about it."""

    name: str
    data: bytes
    station: str
    date: dt.date | None = None


@dataclass
class Month:
    """The plan, the truth and the logs."""

    planned: list[PlannedAiring]
    truth: dict[str, Truth]
    extras: dict[str, int]
    logs: list[LogFile]


def make_month(seed: int = 1, stations: int = 40) -> Month:
    rng = random.Random(seed)
    month = Month([], {}, {}, [])
    for number in range(stations):
        system = SYSTEMS[number % len(SYSTEMS)]
        Station(rng, number, system, month).write()
    return month


class Station:
    def __init__(self, rng: random.Random, number: int, system: str, month: Month) -> None:
        self.rng, self.system, self.month = rng, system, month
        self.id = f"xa-{number:02d}"
        self.number = number
        self.with_id = system in ("sheet", "liquidsoap") or (
            system in ("rivendell", "azuracast") and number % 16 < 8
        )
        self.with_sha = system == "generic" and number % 16 < 8
        self.with_length = system != "azuracast-csv"
        self.to_minute = system in ("sheet", "azuracast-csv")
        self.aired: list[Aired] = []
        self.refused: list[tuple[PlannedAiring, str]] = []

    def write(self) -> None:
        for day in range(DAYS):
            for place in PLACES:
                self.air(FIRST + dt.timedelta(days=day), *place)
            if self.rng.random() < 0.2:
                self.extra(FIRST + dt.timedelta(days=day))
        getattr(self, "log_" + self.system.replace("-", "_"))()

    def air(self, day: dt.date, slot: str, hour: int, minute: int, span: int, title: str) -> None:
        start = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
        head = "".join(random.Random(f"{self.id}{slot}").choices(ALPHABET, k=12))
        length = span - 2
        sha256 = hashlib.sha256(f"{slot}{day}".encode()).hexdigest()
        planned = PlannedAiring(
            id=f"{head}{day:%Y%m%d}",
            station=self.id,
            slot=slot,
            start=int(start.timestamp()),
            end=int(start.timestamp()) + span,
            length=length,
            title=title,
            number=day.day if slot.startswith("chieu") else None,
            programme=f"{slot}-{day:%m%d}",
            file=f"{slot}-{day:%m%d}.mp3",
            sha256=sha256,
        )
        self.month.planned.append(planned)
        truth = self.fate(planned, start, length)
        self.month.truth[planned.id] = truth
        self.aired.extend(truth.aired)

    def fate(self, planned: PlannedAiring, start: dt.datetime, length: int) -> Truth:
        grade = "C" if self.system == "sheet" else "A" if self.with_id or self.with_sha else "B"
        right = Aired(start, length, self.title(planned), planned.id, planned.sha256)
        kinds = {"on-time": 60, "late": 6, "early": 5, "missing": 6}
        if self.with_length:
            kinds |= {"short": 5, "long": 4}
        if self.system != "sheet":
            kinds["other-content"] = 5
        if self.with_length and self.system != "sheet":
            kinds["split"] = 5
        if self.system == "sheet":
            kinds |= {"refused": 5, "pre-empted": 3}
        fate = self.rng.choices(list(kinds), list(kinds.values()))[0]
        if fate == "missing":
            return Truth("missing", "D")
        if fate in ("refused", "pre-empted"):
            words = "mất điện" if fate == "refused" else "nhường tin khẩn cấp"
            self.refused.append((planned, words))
            return Truth("missing" if fate == "refused" else "pre-empted", "C", refused=words)
        if fate == "other-content":
            return self.other(planned, right)
        if fate == "split":
            first = self.rng.randrange(length // 4, length * 3 // 4)
            pause = self.rng.randrange(60, 200)
            later = start + dt.timedelta(seconds=first + pause)
            rest = Aired(later, length - first, right.title, right.airing, right.sha256)
            return Truth("on-time", grade, [self.moved(right, 0, first), rest])
        slack = 60 if self.to_minute else 0
        if fate in ("late", "early"):
            delta = self.rng.randrange(70 + 2 * slack, 540) * (1 if fate == "late" else -1)
            return Truth(fate, grade, [self.moved(right, delta, length)])
        around = self.rng.randrange(-55, 56)
        if fate == "short":
            return Truth("short", grade, [self.moved(right, around, int(length * 0.6))])
        if fate == "long":
            return Truth("long", grade, [self.moved(right, around, int(length * 1.2))])
        return Truth("on-time", grade, [self.moved(right, around, length)])

    def other(self, planned: PlannedAiring, right: Aired) -> Truth:
        """Another edition under the right name where hashes are known, else something else."""
        if self.with_sha:
            wrong = hashlib.sha256(b"old" + planned.id.encode()).hexdigest()
            return Truth(
                "other-content", "B", [Aired(right.start, right.length, right.title, "", wrong)]
            )
        song = Aired(right.start, right.length, f"Ca nhạc {self.rng.randrange(99)}")
        return Truth("other-content", "B", [song])

    def moved(self, aired: Aired, delta: int, length: int) -> Aired:
        start = aired.start + dt.timedelta(seconds=delta)
        return Aired(start, length, aired.title, aired.airing, aired.sha256)

    def title(self, planned: PlannedAiring) -> str:
        title = planned.title
        if planned.number is not None and self.system in ("azuracast", "libretime"):
            title += f" - số {planned.number}"
        if self.system == "generic":
            return unicodedata.normalize("NFD", title)
        if self.system == "azuracast-csv":
            bare = unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
            plain = "".join(char for char in bare if not unicodedata.combining(char))
            return plain.replace("“", '"').replace("”", '"').upper()
        return title.upper() if self.system == "libretime" else title

    def extra(self, day: dt.date) -> None:
        start = dt.datetime(day.year, day.month, day.day, 12, self.rng.randrange(50), tzinfo=ZONE)
        title = self.rng.choice(['=HYPERLINK("x")', "#{system('x')}", "@tin lạ", "Nhạc trưa"])
        if self.system == "sheet":
            return  # the form has a line an airing, there is no line for what was not planned
        self.aired.append(Aired(start, 180, title))
        self.month.extras[self.id] = self.month.extras.get(self.id, 0) + 1

    # --- the logs ---

    def exports(self) -> list[list[Aired]]:
        """Two overlapping exports, the second of them shuffled, and the first once more."""
        ordered = sorted(self.aired, key=lambda each: each.start)
        middle = [each.start for each in ordered][len(ordered) // 2]
        early = [each for each in ordered if each.start <= middle + dt.timedelta(days=5)]
        late = [each for each in ordered if each.start >= middle - dt.timedelta(days=5)]
        shuffled = late[:]
        self.rng.shuffle(shuffled)
        return [early, shuffled, early[:]]

    def add(self, name: str, data: bytes, date: dt.date | None = None) -> None:
        self.month.logs.append(LogFile(name, data, self.id, date))

    def log_sheet(self) -> None:
        by_id = {each.airing: each for each in self.aired}
        refused = {planned.id: words for planned, words in self.refused}
        rows = []
        for planned in (each for each in self.month.planned if each.station == self.id):
            due = dt.datetime.fromtimestamp(planned.start, ZONE)
            aired = by_id.get(planned.id)
            said = "x" if aired else "không" if planned.id in refused else ""
            started = f"{aired.start:%H:%M}" if aired else ""
            length = f"{aired.length // 60}:{aired.length % 60:02d}" if aired else ""
            rows.append(
                [
                    planned.id,
                    f"{due:%d/%m/%Y}",
                    f"{due:%H:%M}",
                    planned.title,
                    planned.file,
                    "",
                    said,
                    started,
                    length,
                    refused.get(planned.id, ""),
                    "trực đài",
                ]
            )
        heads = "mã buổi phát,ngày,giờ,chương trình,tệp,sha256,đã phát,bắt đầu,dài,lý do,người phát"
        page = io.StringIO()
        writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
        writer.writerow([f"NHẬT KÝ PHÁT SÓNG {self.id}"])
        for number, row in enumerate(rows):
            if number % 60 == 0:
                writer.writerow(heads.split(","))
            writer.writerow(row)
        text = page.getvalue()
        codes = ("utf-8-sig", "utf-16", "utf-8")
        self.add(f"{self.id}.csv", text.encode(codes[self.number // 8 % 3]))
        self.add(f"{self.id}-luu-lai.csv", text.replace(";", "\t").encode("utf-16"))

    def log_rivendell(self) -> None:
        days: dict[dt.date, list[Aired]] = {}
        for each in sorted(self.aired, key=lambda one: one.start):
            days.setdefault(each.start.date(), []).append(each)
        for day, rows in days.items():
            lines = []
            for each in rows:
                length = f"{each.length // 3600:02d}:{each.length // 60 % 60:02d}:"
                length += f"{each.length % 60:02d}"
                guid = each.airing if self.with_id else ""
                lines.append(
                    f"{each.start:%H:%M:%S} {each.start:%H:%M:%S} {length} {length} "
                    f"{4001:06d} {each.title[:34]:34} {guid:32}"
                )
            data = ("\r\n".join(lines) + "\r\n").encode()
            self.add(f"rd-{day:%Y-%m-%d}.txt", data)
            if day.day % 5 == 0:
                self.add("again.txt", data, day)

    def log_azuracast(self) -> None:
        for number, rows in enumerate(self.exports()):
            history = [
                {
                    "played_at": int(each.start.timestamp()),
                    "duration": each.length,
                    "playlist": "radioprog",
                    "song": {
                        "title": each.title,
                        "artist": "",
                        "custom_fields": {"rp_airing": each.airing if self.with_id else None},
                    },
                }
                for each in rows
            ]
            self.add(f"history-{number}.json", json.dumps(history).encode())

    def log_azuracast_csv(self) -> None:
        for number, rows in enumerate(self.exports()):
            page = io.StringIO()
            writer = csv.writer(page)
            writer.writerow(["Date", "Time", "Listeners", "Delta", "Track", "Artist", "Playlist"])
            for each in rows:
                clock = f"{each.start.hour % 12 or 12}:{each.start:%M}"
                clock += "am" if each.start.hour < 12 else "pm"
                writer.writerow([f"{each.start:%Y-%m-%d}", clock, number, 0, each.title, "", "x"])
            self.add(f"history-{number}.csv", page.getvalue().encode())

    def log_liquidsoap(self) -> None:
        """Two clusters of a merged station, a few seconds apart, one of them on UTC."""
        for number, rows in enumerate(self.exports()):
            lines = []
            for each in rows:
                start = each.start.astimezone(dt.UTC) if number == 1 else each.start
                start += dt.timedelta(seconds=3 * (number == 1))
                line = {
                    "at": start.isoformat(),
                    "rp_airing": each.airing,
                    "title": each.title,
                    "file": f"/srv/{each.title}.mp3",
                    "duration": each.length + 0.4,
                }
                lines.append(json.dumps(line, ensure_ascii=False))
            self.add(f"cum-{number}.jsonl", "\n".join(lines).encode())

    def log_generic(self) -> None:
        for number, rows in enumerate(self.exports()):
            page = io.StringIO()
            page.write("sep=;\r\n")
            writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
            writer.writerow(["Ngày phát", "Giờ BĐ", "TL (giây)", "Tên bài", "Băm", "Múi"])
            for index, each in enumerate(rows):
                start = each.start.astimezone(dt.UTC) if index % 3 == 0 else each.start
                zone = "UTC" if index % 3 == 0 else "+07:00"
                length = f"{each.length},4"
                sha256 = each.sha256 if self.with_sha else ""
                day, clock = f"{start:%d/%m/%Y}", f"{start:%H:%M:%S}"
                writer.writerow([day, clock, length, each.title, sha256, zone])
            self.add(f"log-{number}.csv", page.getvalue().encode("utf-8-sig"))

    def log_libretime(self) -> None:
        for number, rows in enumerate(self.exports()):
            feed = [
                {
                    "history_id": index,
                    "starts": f"{each.start:%Y-%m-%d %H:%M:%S}",
                    "ends": f"{each.start + dt.timedelta(seconds=each.length):%Y-%m-%d %H:%M:%S}",
                    "instance_id": 1,
                    "track_title": each.title,
                    "artist_name": "",
                }
                for index, each in enumerate(rows)
            ]
            self.add(f"feed-{number}.json", json.dumps(feed).encode())

    def log_source_info(self) -> None:
        for number, rows in enumerate(self.exports()):
            items = []
            for index, each in enumerate(rows):
                hours, rest = divmod(each.length, 3600)
                at = int(each.start.timestamp())
                long = f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}"
                items.append(
                    {
                        "BanTinID": index,
                        "TieuDe": each.title,
                        "ThoiDiemBatDau": each.start.isoformat() if number == 1 else at,
                        "ThoiLuong": [each.length, long, str(each.length)][index % 3],
                        "TiepAm": 0,
                        "MucDoUuTien": 3,
                        "NoiDung": "https://vidu.vn/am-thanh",
                    }
                )
            document = {"TrangThai": 1, "DanhSach": items}
            self.add(f"nhat-ky-{number}.json", json.dumps(document).encode())


GENERIC_COLUMNS = {
    "date": "Ngày phát",
    "started": "Giờ BĐ",
    "length": "TL (giây)",
    "programme": "Tên bài",
    "sha256": "Băm",
    "zone": "Múi",
}
