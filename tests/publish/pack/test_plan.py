"""The plan of a pack: names that old players and FAT take, the order of airing, papers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from radioprog.publish.outgoing import OutgoingAiring
from radioprog.publish.pack.papers import COLUMNS, RECEIPT
from radioprog.publish.pack.plan import (
    PackedSound,
    PackPlan,
    PackTitle,
    pack_plan,
    placed,
)
from radioprog.publish.pack.read import read_pack
from tests.publish.airings import HOSTILE, airing, hostile, thousand

NAME = re.compile(r"\d{4}-\d\d-\d\d/\d{2,}_\d{4}_[a-z0-9-]+\.mp3")


def plan(airings: tuple[OutgoingAiring, ...], language: str = "vi", **more) -> PackPlan:
    title = PackTitle("xa-a", "Xã A", dt.date(2026, 11, 27), 7, language, **more)  # type: ignore
    sounds = {
        each.id: PackedSound(10, "ab" * 32, b"head", b"tail", 2) for each in airings if each.sound
    }
    return pack_plan(title, placed(airings), sounds, calendar=b"ics", week=b"<week>")


def data(made: PackPlan, name: str) -> bytes:
    return next(each.head for each in made.files if each.name == name)


def rows(made: PackPlan) -> list[dict[str, str]]:
    text = data(made, RECEIPT).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.mark.parametrize("airings", [hostile(), thousand(), ()], ids=["hostile", "1000", "none"])
def test_names_are_short_ascii_and_unlike_and_in_the_order_of_airing(airings) -> None:
    made = plan(airings)
    sounds = [each for each in made.files if each.sound]
    assert [each.airing for each in sounds] == [each.id for each in airings if each.sound]
    for each in sounds:
        assert NAME.fullmatch(each.name), each.name
        assert len(each.name.partition("/")[2]) <= 32
    names = [each.name.lower() for each in made.files]
    assert len(set(names)) == len(names)
    assert sorted(each.name for each in sounds) == [each.name for each in sounds]
    assert made.tops[-1] == "SHA256SUMS" and "pack.json" not in made.tops


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=5))
def test_any_title_gives_a_name_that_every_disk_takes(titles: list[str]) -> None:
    airings = tuple(
        airing(f"2026-11-27T0{n}:00:00", title, number=n, draft=bool(n % 2))
        for n, title in enumerate(titles)
    )
    made = plan(airings)
    assert all(NAME.fullmatch(each.name) for each in made.files if each.sound)
    assert read_pack(made.manifest) is not None


def test_two_spellings_of_a_title_make_one_name() -> None:
    one, other = (
        plan((airing("2026-11-27T05:30:00", unicodedata.normalize(form, HOSTILE[0])),))
        for form in ("NFC", "NFD")
    )
    assert one == other


def test_midnight_belongs_to_the_day_it_begins_and_february_has_29_days() -> None:
    made = plan(
        (
            airing("2028-02-28T23:55:00", number=1),
            airing("2028-02-29T00:00:00", number=2),
            airing("2028-02-29T23:59:00", number=3),
            airing("2028-03-01T00:00:00", number=4),
        )
    )
    assert [each.name for each in made.files if each.sound] == [
        "2028-02-28/01_2355_ban-tin.mp3",
        "2028-02-29/01_0000_ban-tin.mp3",
        "2028-02-29/02_2359_ban-tin.mp3",
        "2028-03-01/01_0000_ban-tin.mp3",
    ]


def test_the_receipt_names_every_airing_and_leaves_the_answers_open() -> None:
    made = plan(hostile())
    found = rows(made)
    assert [row["mã buổi phát"] for row in found] == [each.id for each in hostile()]
    assert list(found[0]) == [column.vi for column in COLUMNS]
    for row, each in zip(found, hostile(), strict=True):
        assert row["ngày"] == each.start.date().isoformat()
        assert row["giờ"] == f"{each.start:%H:%M}"
        assert bool(row["tệp"]) == bool(row["sha256"]) == bool(each.sound)
        assert not row["chương trình"].startswith(("=", "+", "-", "@"))
        assert not any(row[name] for name in ("đã phát", "bắt đầu", "dài", "lý do", "người phát"))
    assert (
        list(csv.DictReader(io.StringIO(data(plan((), "en"), RECEIPT).decode("utf-8-sig")))) == []
    )
    head = data(plan((), "en"), RECEIPT).decode("utf-8-sig").strip()
    assert head == "airing;date;planned;programme;file;sha256;played;started;length;reason;by"


class Page(HTMLParser):
    """What a browser would fetch and run of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, text: str) -> None:
        self.words += text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_hostile_titles_and_runs_nothing(language: str) -> None:
    made = plan(hostile(), language)
    text = data(made, "index.html").decode()
    page = Page(text)
    assert "script" not in page.tags
    names = {each.name for each in made.files}
    assert set(page.links) <= names and len(page.links) == len(HOSTILE) + 3
    assert "<script>alert(1)</script>" in page.words
    assert "http" not in text.replace("http-equiv", "")
    assert f'lang="{language}"' in text


def test_drafts_are_marked_in_name_page_and_receipt() -> None:
    made = plan((airing("2026-11-27T05:30:00", draft=True),), draft=True)
    assert "_nhap-ban-tin.mp3" in made.files[0].name
    assert "[NHÁP] Bản tin" in data(made, "index.html").decode()
    assert rows(made)[0]["chương trình"] == "[NHÁP] Bản tin"
    assert json.loads(made.manifest)["draft"] is True


def test_sums_are_in_the_form_of_sha256sum_and_leave_out_the_receipt() -> None:
    made = plan(hostile())
    lines = data(made, "SHA256SUMS").decode().splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    listed = [line[66:] for line in lines]
    assert listed == [each.name for each in made.files[:-2]]


def test_a_manifest_of_others_is_believed_only_where_it_stays_in_its_folder() -> None:
    good = json.loads(plan(hostile()).manifest)
    assert read_pack(json.dumps(good).encode()) is not None
    for name in ("../a.mp3", "/etc/passwd", "a/b/c.mp3", ".ssh", "pack.json", "2026-11-27/../x", 7):
        bad = {**good, "files": [{**good["files"][0], "name": name}]}
        assert read_pack(json.dumps(bad).encode()) is None, name
    for data_ in (b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"kind":"radioprog-pack"}'):
        assert read_pack(data_) is None
