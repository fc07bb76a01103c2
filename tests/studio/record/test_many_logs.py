"""Logs of many stations from files to answers; what is true was written from the contract alone.

Each station has a format of its own; two merged ones send the same airings twice. Logs overlap, are
doubled and shuffled.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import shutil
import unicodedata
from collections import Counter

import openpyxl

import radioprog
from radioprog.cli.app import run

ZONE = dt.timezone(dt.timedelta(hours=7))
SLOTS = {
    "sang": ((5, 30), 900, "Chào buổi sáng quê hương"),
    "trua": ((11, 15), 600, "Pháp luật và đời sống đồng bào"),
    "dem": ((23, 50), 1200, "Đêm quê hương, chuyện kể"),
}
OTHER = [
    "Nhạc không lời",
    "Ca cổ cuối tuần",
    "Thông báo thu phí vệ sinh",
    '=HYPERLINK("x")',
    "#{exit}",
]
HEAD = "id,name,level,parent,languages,profile,valid_from,valid_to,predecessors"
KINDS = ["sheet", "xlsx", "liq", "riv", "azj", "azc", "libre", "gen", "info", "receipt"]


def workspace(home, n=40):
    (home / "scripts").mkdir(parents=True)
    (home / "schedules").mkdir()
    (home / "radioprog.yaml").write_text("timezone: Asia/Ho_Chi_Minh\n", "utf-8")
    rows = [
        HEAD,
        "top,Tỉnh,province,,vi,p,,,",
    ]
    for i in range(n):
        if i == n - 2:
            rows += [
                "cu-a,Xã Cũ A,commune,top,,,,2026-06-30,",
                "cu-b,Xã Cũ B,commune,top,,,,2026-06-30,",
            ]
            rows.append(f"xa-{i:02d},Xã Số {i:02d},commune,top,,,2026-07-01,,cu-a cu-b")
        else:
            rows.append(f"xa-{i:02d},Xã Số {i:02d},commune,top,,,,,")
    (home / "schedules/stations.csv").write_text("\n".join(rows) + "\n", "utf-8")
    y = "profiles:\n  p: {sessions: 6, longest: 60:00, earliest: 05:00, latest: 24:00}\nslots:\n"
    for s, ((h, m), length, title) in SLOTS.items():
        y += (
            f'  - {{id: {s}, name: "{title}", stations: "level:commune", days: hằng ngày, '
            f'at: "{h:02d}:{m:02d}", length: "{length // 60}:00", from: 2026-06-01}}\n'
        )
    (home / "schedules/s.yaml").write_text(y, "utf-8")
    (home / "asrun.yaml").write_text(
        "formats:\n  may-cu:\n    date: mdy\n"
        "    columns: {date: Day, started: Clock, programme: What, length: Secs}\n"
        "  may-utc:\n    date: ymd\n    zone: UTC\n"
        "    columns: {date: Day, started: Clock, programme: What, length: Secs}\n"
    )


class Aired:
    def __init__(self, start, length, title, airing="", **more):
        self.start, self.length, self.title, self.airing, self.more = (
            start,
            length,
            title,
            airing,
            more,
        )


def variants(rng, t):
    return rng.choice(
        [t, t.upper(), unicodedata.normalize("NFD", t), "  " + t + " ", t.replace(",", " -")]
    )


def live(rng, kind, a):
    """What happened to an airing: rows of the log, and (class, grade) by the contract."""
    start, end = (dt.datetime.fromisoformat(a[k]) for k in ("start", "end"))
    L = int((end - start).total_seconds())
    title = SLOTS[a["slot"]][2]
    person = kind in ("sheet", "xlsx", "receipt")
    idd = person or (kind in ("liq", "riv", "azj") and rng.random() < 0.6)
    minute = kind in ("azc",) or person
    haslen = kind != "azc"
    grade = "C" if person else "A" if idd else "B"
    aid = a["id"] if idd else ""

    def row(delta, length, **m):
        s = start + dt.timedelta(seconds=delta)
        if minute:
            s = s.replace(second=0)
        return Aired(s, length if haslen else None, variants(rng, title), aid, planned=start, **m)

    fates = ["on"] * 12 + ["late", "late", "early", "missing", "missing", "far"]
    if haslen:
        fates += ["short", "long", "split", "edge10"]
    if not person:
        fates += ["other", "extra"]
    if kind == "info":
        fates += ["emergency", "relay"]
    if person:
        fates += ["no", "nothing", "untimed"]
    f = rng.choice(fates)
    unit, on = (60, 2) if minute else (1, 60)
    if f == "on":
        return (
            [
                row(
                    unit * rng.choice([0, on, -on, rng.randint(-on, on)]),
                    L + rng.choice([0, -20, 20, -1]),
                )
            ],
            ("on-time", grade),
            f,
        )
    if f == "late":
        return (
            [row(unit * rng.choice([on + 1, 1800 // unit, rng.randint(on + 1, 1800 // unit)]), L)],
            ("late", grade),
            f,
        )
    if f == "early":
        return (
            [row(-unit * rng.choice([on + 1, 1800 // unit, rng.randint(on + 1, 1800 // unit)]), L)],
            ("early", grade),
            f,
        )
    if f == "far":
        r = row(2700, L)
        if idd:
            return [r], ("late", grade), f
        return [r], ("missing", "D"), "far-extra"
    if f == "missing":
        return [], ("missing", "D"), f
    if f == "short":
        return [row(0, rng.choice([L - L // 10 - 1, L // 2]))], ("short", grade), f
    if f == "long":
        return [row(0, rng.choice([L + L // 10 + 1, L * 3 // 2]))], ("long", grade), f
    if f == "edge10":
        return [row(0, rng.choice([L - L // 10, L + L // 10]))], ("on-time", grade), f
    if f == "split":
        if person:
            return [row(0, L)], ("on-time", grade), "on"
        one = L * rng.randint(30, 60) // 100
        gap = rng.randint(60, 500)
        return [row(0, one), row(one + gap, L - one)], ("on-time", grade), f
    if f == "other":
        return (
            [
                Aired(
                    start + dt.timedelta(seconds=20) if not minute else start,
                    L if haslen else None,
                    rng.choice(OTHER[:3]),
                )
            ],
            ("other-content", "B"),
            f,
        )
    if f == "extra":
        s = start.replace(hour=15, minute={"sang": 0, "trua": 20, "dem": 40}[a["slot"]])
        return (
            [row(0, L), Aired(s, 300 if haslen else None, rng.choice(OTHER))],
            ("on-time", grade),
            f,
        )
    if f == "emergency":
        return [Aired(start, L, "Tin bão khẩn cấp", urgent=True)], ("pre-empted", "B"), f
    if f == "relay":
        return [Aired(start, L, "Thời sự Đài Tiếng nói Việt Nam", relay=True)], ("relay", "B"), f
    if f == "no":
        return [row(0, L, no="mất điện")], ("missing", "C"), f
    if f == "nothing":
        return [row(0, L, silent=True)], ("missing", "D"), f
    if f == "untimed":
        return [row(0, L, untimed=True)], ("on-time", "C"), f
    raise AssertionError(f)


def clock12(t, vn=False, sec=True):
    h = t.hour % 12 or 12
    ap = (("SA", "CH") if vn else ("AM", "PM"))[t.hour >= 12]
    return f"{h}:{t.minute:02d}" + (f":{t.second:02d}" if sec else "") + " " + ap


def sheet_rows(rng, rows, kind):
    head = [
        "mã buổi phát",
        "ngày",
        "giờ",
        "chương trình",
        "tệp",
        "sha256",
        "đã phát",
        "bắt đầu",
        "dài",
        "lý do",
        "người phát",
        "ghi chú riêng",
    ]
    out = []
    for r in rows:
        p = r.more["planned"].astimezone(ZONE)
        s = r.start.astimezone(ZONE)
        said = (
            ""
            if r.more.get("silent")
            else "không"
            if r.more.get("no")
            else rng.choice(["x", "X", "có", "1", "yes"])
        )
        timed = said not in ("", "không") and not r.more.get("untimed")
        if kind == "xlsx":
            date, plan = dt.datetime(p.year, p.month, p.day), dt.time(p.hour, p.minute)
            began = dt.time(s.hour, s.minute) if timed else None
            length = dt.time(0, r.length // 60, r.length % 60) if timed else None
        else:
            date, plan = (
                (f"{p:%d/%m/%Y}", f"{p:%H:%M}")
                if kind == "sheet"
                else (f"{p:%Y-%m-%d}", f"{p:%H:%M}")
            )
            began = (
                rng.choice([f"{s:%H:%M}", f"{s.hour}h{s.minute:02d}", clock12(s, True, False)])
                if timed
                else ""
            )
            length = rng.choice([f"{r.length // 60}:{r.length % 60:02d}"]) if timed else ""
        out.append(
            [
                r.airing,
                date,
                plan,
                r.title.strip(),
                "",
                "",
                said,
                began,
                length,
                r.more.get("no", ""),
                "trực đài",
                "12,5",
            ]
        )
    return head, out


def ended(row):
    return (row.start + dt.timedelta(seconds=row.length)).astimezone(ZONE)


def clock(n):
    return f"{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}"


def log(rng, kind, rows, day=None):
    if kind in ("sheet", "receipt", "xlsx"):
        head, out = sheet_rows(rng, rows, kind)
        if kind == "xlsx":
            b = openpyxl.Workbook()
            w = b.active
            w.append(head)
            for o in out:
                w.append(o)
            f = io.BytesIO()
            b.save(f)
            return ".xlsx", f.getvalue()
        if kind == "receipt":
            head = [
                "airing",
                "date",
                "planned",
                "programme",
                "file",
                "sha256",
                "played",
                "started",
                "length",
                "reason",
                "by",
                "own",
            ]
        f = io.StringIO()
        w = csv.writer(f, delimiter=";" if kind == "sheet" else ",", lineterminator="\r\n")
        w.writerow(head)
        for n, o in enumerate(out):
            if n and n % 40 == 0:
                w.writerow(head)
            w.writerow(o)
        return ".csv", (b"\xef\xbb\xbf" if kind == "sheet" else b"") + f.getvalue().encode()
    if kind == "liq":
        ls = []
        for r in rows:
            s = r.start if rng.random() < 0.5 else r.start.astimezone(dt.UTC)
            ls.append(
                json.dumps(
                    {
                        "at": s.isoformat().replace("+00:00", "Z"),
                        "rp_airing": r.airing,
                        "title": r.title,
                        "file": "",
                        "duration": float(r.length),
                    },
                    ensure_ascii=False,
                )
            )
        return ".jsonl", ("\n".join(ls) + "\n").encode()
    if kind == "riv":
        out = ""
        for r in rows:
            s = r.start.astimezone(ZONE)
            p = (r.more.get("planned") or r.start).astimezone(ZONE)
            title = unicodedata.normalize("NFC", r.title)
            times = f"{p:%H:%M:%S} {s:%H:%M:%S} 00:00:00 {clock(r.length)}"
            out += f"{times} 010001 {title[:34]:<34} {r.airing:<32}\r\n"
        return ".txt", out.encode()
    if kind == "azj":
        o = []
        for n, r in enumerate(rows):
            song = {
                "id": "h",
                "text": r.title,
                "artist": "",
                "title": r.title,
                "custom_fields": {"rp_airing": r.airing} if r.airing else [],
            }
            o.append(
                {
                    "sh_id": n,
                    "played_at": int(r.start.timestamp()),
                    "duration": r.length,
                    "playlist": "p",
                    "streamer": "",
                    "is_request": False,
                    "song": song,
                    "listeners_start": 1,
                }
            )
        return ".json", json.dumps(o).encode()
    if kind == "azc":
        f = io.StringIO()
        w = csv.writer(f, lineterminator="\n")
        w.writerow(
            ["Date", "Time", "Listeners", "Delta", "Track", "Artist", "Playlist", "Streamer"]
        )
        for r in rows:
            s = r.start.astimezone(ZONE)
            h = s.hour % 12 or 12
            w.writerow(
                [
                    f"{s:%Y-%m-%d}",
                    f"{h}:{s.minute:02d}{'pm' if s.hour >= 12 else 'am'}",
                    3,
                    0,
                    r.title,
                    "Đài",
                    "p",
                    "",
                ]
            )
        return ".csv", f.getvalue().encode()
    if kind == "libre":
        o = [
            {
                "starts": f"{r.start.astimezone(ZONE):%Y-%m-%d %H:%M:%S}",
                "ends": f"{ended(r):%Y-%m-%d %H:%M:%S}",
                "history_id": n,
                "instance_id": 1,
                "track_title": r.title,
                "artist_name": "",
                "checkbox": "",
            }
            for n, r in enumerate(rows)
        ]
        return ".json", json.dumps(o, ensure_ascii=False).encode()
    if kind in ("gen", "genutc"):
        f = io.StringIO()
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["Day", "Clock", "What", "Secs", "Mood"])
        for r in rows:
            if kind == "gen":
                s = r.start.astimezone(ZONE)
                w.writerow(
                    [
                        f"{s:%m/%d/%Y}",
                        clock12(s),
                        r.title,
                        f"{r.length // 60}:{r.length % 60:02d}",
                        "-",
                    ]
                )
            else:
                s = r.start.astimezone(dt.UTC)
                w.writerow(
                    [
                        f"{s:%Y-%m-%d}",
                        f"{s:%H:%M:%S}",
                        r.title,
                        f"{r.length // 60}:{r.length % 60:02d}",
                        "-",
                    ]
                )
        return ".csv", f.getvalue().encode()
    if kind == "info":
        o = [
            {
                "BanTinID": f"b{n}",
                "TieuDe": r.title,
                "LoaiBanTin": 3,
                "MucDoUuTien": 1 if r.more.get("urgent") else 3,
                "ThoiDiemBatDau": int(r.start.timestamp()) if n % 2 else r.start.isoformat(),
                "ThoiLuong": r.length
                if n % 3
                else f"{r.length // 3600:02d}:{r.length // 60 % 60:02d}:{r.length % 60:02d}",
                "TiepAm": 1 if r.more.get("relay") else 0,
                "NoiDung": "",
            }
            for n, r in enumerate(rows)
        ]
        return ".json", json.dumps({"data": o}, ensure_ascii=False).encode()
    raise AssertionError(kind)


def make(home, seed, n, days, capfd):
    rng = random.Random(seed)
    workspace(home, n)
    window = ["--from", "2026-07-01", "--days", str(days)]
    assert run(["-C", str(home), "schedule", "--json", *window]) == 0
    airings = json.loads(capfd.readouterr().out)["airings"]
    by = {}
    for a in airings:
        if a["station"] != "top" and a["start"] >= "2026-07-01":
            by.setdefault(a["station"], []).append(a)
    truth, extras, files, why = {}, Counter(), [], {}
    for num, (st, its) in enumerate(sorted(by.items())):
        merged = num == n - 2
        kind = "liq" if merged else KINDS[num % len(KINDS)]
        rows = []
        for a in its:
            got, answer, f = live(rng, kind, a)
            if merged:
                for r in got:
                    r.airing = ""
                if answer[1] == "A":
                    answer = (answer[0], "B")
                if f == "far" and got:
                    answer = ("missing", "D")
                    f = "far-extra"
            truth[a["id"]] = answer
            why[a["id"]] = (kind, f)
            rows += got
            extras[st] += (f == "extra") + (f == "far-extra")
        rows.sort(key=lambda r: r.start)
        if (
            kind == "riv"
        ):  # a file a day, without dates, in order; begins 00:00 of the station's day
            days_ = {}
            for r in rows:
                days_.setdefault(r.start.astimezone(ZONE).date(), []).append(r)
            for d, rs in days_.items():
                files.append(
                    (
                        f"{st}-{d}{log(rng, kind, rs)[0]}",
                        log(rng, kind, rs)[1],
                        {"station": st, "date": d},
                    )
                )
            continue
        mid = its[len(its) // 2]["start"]
        lo = dt.datetime.fromisoformat(mid) - dt.timedelta(days=3)
        hi = lo + dt.timedelta(days=6)
        for tag, some in (
            ("1", [r for r in rows if r.start < hi]),
            ("2", [r for r in rows if r.start >= lo]),
            ("3", list(rows)),
        ):
            if not some:
                continue
            some = list(some)
            if rng.random() < 0.5 and kind not in ("sheet", "xlsx", "receipt"):
                some += some[:7]
            rng.shuffle(some)
            if kind in ("sheet", "xlsx", "receipt") and tag == "3":
                continue
            k = "genutc" if kind == "gen" and num % 20 >= 10 else kind
            opts = {"station": st} if not merged else {}
            if k == "gen":
                opts["system"] = "may-cu"
            if k == "genutc":
                opts["system"] = "may-utc"
            for cluster in ("cu-a", "cu-b") if merged else ("",):
                if cluster:
                    seen = [
                        Aired(
                            r.start + dt.timedelta(seconds=0 if cluster == "cu-a" else 2),
                            r.length,
                            r.title,
                        )
                        for r in some
                    ]
                    # the second cluster's clock is two seconds later; the first bears the truth
                    end, data = log(rng, k, seen)
                    files.append((f"log-{cluster}-{tag}{end}", data, {"station": cluster}))
                else:
                    end, data = log(rng, k, some)
                    files.append((f"{st}-{tag}{end}", data, opts))
    return truth, extras, files, why


def imported(home, files):
    workspace = radioprog.Workspace.open(home)
    (home / "in").mkdir(exist_ok=True)
    new = 0
    for name, data, options in files:
        path = home / "in" / name
        path.write_bytes(data)
        new += radioprog.asrun(workspace, path, **options).new
    made = radioprog.reconcile(workspace, first="2026-07-01", days=DAYS)
    shown = [
        (each.planned_id, str(each.outcome), each.grade, each.delta, each.length, each.how)
        for each in made.matches
    ]
    return new, made.matches, shown


STATIONS, DAYS = 12, 4


def test_class_and_grade_are_as_known_and_neither_order_nor_doubling_matters(tmp_path, capfd):
    home = tmp_path / "w"
    home.mkdir()
    truth, extras, files, why = make(home, 5, STATIONS, DAYS, capfd)
    new, matches, first = imported(home, files)
    assert new
    wrong = [
        (why[each.planned_id], truth[each.planned_id], str(each.outcome), each.grade)
        for each in matches
        if each.planned and (str(each.outcome), each.grade) != truth[each.planned_id]
    ]
    assert wrong == []
    assert {each.planned_id for each in matches if each.planned} == set(truth)
    found = Counter(each.station for each in matches if each.planned is None)
    assert found == +extras
    again, _, second = imported(home, files)
    assert (again, second) == (0, first)
    shutil.rmtree(home / "record")
    random.Random(9).shuffle(files)
    assert imported(home, files)[2] == first
