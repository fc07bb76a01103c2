"""One slip of a hand at a time, made by rule, with what it must come to.

Each kind is a function from a base text to the places where it can be made; every place gives
a `Slipped`. Nothing is drawn by lot: the same places every time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Change = tuple[int, str, str]
"""A line (from 0), what stood there, and what stands there now."""
Make = Callable[[list[str]], Iterator[Change]]


@dataclass(frozen=True, slots=True)
class Slipped:
    """A text with one slip: of what kind, on which line (from 1), and how the line is now."""

    kind: str
    line: int
    now: str
    text: str


def words(rule: Callable[[str], str | None], least: int = 3) -> Make:
    """Change the first word of each spoken line that the rule takes."""

    def make(lines: list[str]) -> Iterator[Change]:
        for at, line in spoken(lines):
            start = line.index(": ") + 2
            for found in re.finditer(r"[^\W\d_]+", line[start:]):
                word = found[0]
                new = rule(word) if len(word) >= least and word[1:].islower() else None
                if new is not None and new != word:
                    yield (
                        at,
                        line,
                        line[: start + found.start()] + new + line[start + found.end() :],
                    )
                    break

    return make


def put(pattern: str, new: str, *, where: str = "") -> Make:
    """Replace the first match on each line; ``where``: only on lines that hold it."""

    def make(lines: list[str]) -> Iterator[Change]:
        for at, line in enumerate(lines):
            if re.search(where, line):
                changed = re.sub(pattern, new, line, count=1)
                if changed != line:
                    yield at, line, changed

    return make


def spoken(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines with a speaker."""
    for at, line in enumerate(lines):
        if re.match(r"(?:MC1|PTV nam): ", line):
            yield at, line


_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_VNI = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
_VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def _keys(word: str, shapes: dict[str, str], tones: dict[str, str]) -> str | None:
    """Return the keys that type a word."""
    typed, tone = "", ""
    for char in word.lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((tones[part] for part in parts if part in tones), tone)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        typed += shapes.get(bare, bare)
    marked = (
        typed != word.lower() and tone and typed.isascii() and any(c in word for c in "ăâđêôơư")
    )
    return typed + tone if marked else None


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(char for char in apart if not unicodedata.combining(char))


def _without_tone(word: str) -> str | None:
    """Take the tone off a syllable that ends in a stop: nước, nươc."""
    if not re.search(r"(?:ch|[cpt])$", word) or not any(char in word for char in "ướợấậếệốộắặ"):
        return None
    apart = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub("[\u0301\u0323]", "", apart))


def _swapped(word: str) -> str | None:
    """Swap a vowel and the consonant behind it: thông, thnôg."""
    found = re.search(r"([^\W\d_])(n|m)(g|h|)$", word)
    if found is None or found[1].isascii() or len(word) < 4:
        return None
    return word[: found.start()] + found[2] + found[1] + found[3]


def _bare_line(lines: list[str]) -> Iterator[Change]:
    for at, line in spoken(lines):
        label, _, said = line.partition(": ")
        yield at, line, f"{label}: {_bare(said)}"


def _mojibake(lines: list[str]) -> Iterator[Change]:
    for at, line in spoken(lines):
        data = line.encode()
        wrong = "".join(bytes([b]).decode("cp1252", "replace") for b in data)
        label, _, said = wrong.partition(": ")
        yield at, line, f"{label}: {said.replace(chr(0xFFFD), chr(0x90))}"


def _between(old: str, new: str) -> Make:
    """Replace what stands between two plain words of a spoken line, at its third space."""

    def make(lines: list[str]) -> Iterator[Change]:
        for at, line in spoken(lines):
            spaces = [m.start() for m in re.finditer(r"(?<=[a-zà-ỹ]) (?=[a-zà-ỹ])", line)]
            if len(spaces) > 3:
                place = spaces[2]
                yield at, line, line[:place] + new + line[place + len(old) :]

    return make


def _whole(form: Callable[[str], str]) -> Make:
    """Change every spoken line, one at a time."""

    def make(lines: list[str]) -> Iterator[Change]:
        for at, line in spoken(lines):
            yield at, line, form(line)

    return make


def _behind(text: str) -> Make:
    return _whole(lambda line: f"{line}\n\n{text}")


def _table(lines: list[str]) -> Iterator[Change]:
    for at, line in spoken(lines):
        yield at, line, f"{line}\n\nLúa\tkg\t7.200\nNgô\tkg\t8.100\nLạc\tkg\t30.000"


SCRIPT_KINDS: dict[str, Make] = {
    # typing
    "glued": _between(" ", ""),
    "telex off": words(lambda word: _keys(word, _SHAPES, _TELEX)),
    "vni off": words(lambda word: _keys(word, _VNI, _VNI_TONES)),
    "no tone": words(_without_tone),
    "swapped": words(_swapped),
    "no marks": _bare_line,
    "O for 0": put(r"(?<=\d)0(?=[\d ,.%]|$)", "O", where=r"^(?:MC1|PTV)"),
    "O in an hour": put(r"(\d+h\d)0", r"\1O"),
    "l for 1": put(r"\b1(?=\dh|\d\.|\d/)", "l", where=r"^(?:MC1|PTV)"),
    "l in a numeral": put("XIV", "XlV"),
    "no space behind a stop": put(r"([a-zà-ỹ])\. (?=[A-ZĐ])", r"\1.", where=r"^(?:MC1|PTV)"),
    "no space behind a comma": put(r"([a-zà-ỹ]), (?=[a-zà-ỹ])", r"\1,", where=r"^(?:MC1|PTV)"),
    "space before a mark": put(r"([a-zà-ỹ]),", r"\1 ,", where=r"^(?:MC1|PTV)"),
    "two spaces": _between(" ", "  "),
    "space at the end": _whole(lambda line: line + "   "),
    "impossible day": put(r"\d{1,2}/12", "32/12", where=r"^(?:MC1|PTV)"),
    "impossible hour": put(r"\b(?:7h30|16h30)", "27h30"),
    "a far year": put(r"\b20(26|30)\b(?!-)", r"22\1", where=r"^(?:MC1|PTV)"),
    "a digit lost": put(r"0987\.654\.321", "0987.654.32"),
    "groups": put(r"(\d)\.(\d)\d\d\.000", r"\1.\2\2.000", where=r"^(?:MC1|PTV)"),
    "comma among thousands": put(r"(\d)\.500\.000", r"\1.500,000"),
    "pasted twice": _whole(lambda line: f"{line}\n\n{line}"),
    "xxx": _between(" ", " xxx "),
    "dots to fill in": _between(" ", " ........ "),
    # labels
    "label without colon": put(r"^(MC1|PTV nam): ", r"\1 "),
    "label with a semicolon": put(r"^(MC1|PTV nam):", r"\1;"),
    "label with a dash": put(r"^(MC1|PTV nam):", r"\1 -"),
    "label in small letters": put(r"^(MC1|PTV nam):", lambda m: m[0].lower()),  # type: ignore[arg-type]
    "label with a space more": put(r"^PTV nam:", "PTV  nam :"),
    "another number": put(r"^MC1:", "MC3:"),
    "label without marks": put(r"^PTV nam:", "PTV nàm:"),
    "label in bold": put(r"^(MC1|PTV nam):", r"**\1:**"),
    "label with a note": put(r"^(MC1|PTV nam):", r"\1 (vui):"),
    "label twice": put(r"^(MC1|PTV nam): ", r"\1: \1: "),
    # headings, cues, pauses
    "heading glued": put(r"^# (?=\S)", "#"),
    "heading of another level": put(r"^# ", "## "),
    "label in a heading": put(r"^(# [^|]*)$", r"\1. MC1: Xin chào bà con."),
    "cue without its end": put(r"^(\[[^\]]*)\]$", r"\1"),
    "cue in round brackets": put(r"^\[(nhạc [^\]]*)\]$", r"(\1)"),
    "cue without marks": put(r"^\[(nhạc \w+)", lambda m: "[" + _bare(m[1])),  # type: ignore[arg-type]
    "cue without brackets": put(r"^\[(nhạc (?:cắt|hiệu))[^\]]*\]$", lambda m: m[1].upper()),  # type: ignore[arg-type]
    "cue with a semicolon": put(r"^\[(nhạc \w+|băng): ", r"[\1; "),
    "file misspelt": put(r"(cat|hieu|nen|ong-tam)\.wav", r"\1x.wav"),
    "option misspelt": put(r"-18 dB", "-18 db | ra dẩn 2s"),
    "level with a letter": put(r"-18 dB", "-1O dB"),
    "end of the bed misspelt": put("hết nhạc nền", "hết nhạc nên"),
    "end of the bed lost": put(r"^\[hết nhạc nền\]$", ""),
    "pause misspelt": put(r"^\(nghỉ 1s\)", "(nghĩ 1s)"),
    "pause without its unit's marks": put(r"^\(nghỉ 1s\)", "(nghi 1 giay)"),
    "twice misspelt": put(r"đọc hai lần", "đọc hai lân"),
    "note with one slash": _behind("/ gọi lại cho xã"),
    "note glued": _behind("//gọi lại cho xã"),
    # Word
    "decomposed": _whole(lambda line: unicodedata.normalize("NFD", line)),
    "hard space": _between(" ", "\u00a0"),
    "soft hyphen": words(lambda word: word[:2] + "\u00ad" + word[2:], least=4),
    "zero width": words(lambda word: word[:2] + "\u200b" + word[2:], least=4),
    "zero-width space between": _between(" ", "\u200b"),
    "no-break between": put(r"(\d) (km|đồng|hộ)", "\\1\u00a0\\2"),
    "bullet of a symbol font": _behind("\uf0b7 Mang theo thẻ bảo hiểm."),
    "line broken": _between(" ", "\n"),
    "vertical tab": _between(" ", "\x0b"),
    "tab for a space": _between(" ", "\t"),
    "curly quotes": _behind("“Bà con cứ yên tâm”, ông Tám nói."),
    "mark of a footnote": put(r"([a-zà-ỹ])\.$", r"\1[1].", where=r"^(?:MC1|PTV)"),
    # Excel
    "table by tabs": _table,
    "hashes": _between(" ", " ##### "),
    "an error of a cell": _between(" ", " #N/A "),
    "a serial date": put(r"ngày \d+/12/2026", "ngày 46003"),
    # web
    "entity": _between(" ", "&nbsp;"),
    "break": _between(" ", "<br>"),
    "wrong code": _mojibake,
    "emoji": _between(" ", " \U0001f389 "),
    "see also": _behind("Xem thêm: Lịch cắt điện tháng 12"),
    "link": _between(" ", " [ở đây](https://x.vn) "),
    "question marks": words(lambda word: re.sub(r"[à-ỹ]", "?", word, count=1), least=4),
    # front matter
    "key misspelt": put(r"^chuyên mục", "chuyên mụt"),
    "key without its space": put(r"^số: ", "số:"),
    "key with a wide colon": put(r"^số: ", "số： "),
    "day that is none": put(r"2026-12-0\d", "2026-13-03"),
    "year with a digit more": put(r"ngày: 2026", "ngày: 20226"),
    "number with a letter": put(r"^số: \d", "số: 1O"),
    "tab in front": put(r"^  MC1", "\tMC1"),
    "not indented": put(r"^  MC1", "MC1"),
    "voice misspelt": put(r"PTV nam: nam", "PTV nam: nạm"),
    "title with a colon": put(r"^tên chương trình: ", "tên chương trình: Số 7: "),
    "title with a hash": put(r"^(tên chương trình: .*)", r"\1 #7"),
    "key twice": put(r"^số: (\d)", r"số: \1\nsố: \1"),
    "front not closed": put(r"^---$", ""),
}
"""Slips in scripts; of a few, a note says how the words may be read all the same."""


def _cells(row: str, column: int, value: str) -> Make:
    def make(lines: list[str]) -> Iterator[Change]:
        for at, line in enumerate(lines):
            if line.startswith(f"{row},"):
                cells = line.split(",")
                cells[column] = value
                yield at, line, ",".join(cells)

    return make


STATION_KINDS: dict[str, Make] = {
    "level misspelt": _cells("le-thuy", 2, "comune"),
    "level in Vietnamese": _cells("le-thuy", 2, "xã"),
    "parent misspelt": put(r"commune,qt,", "commune,qtr,"),
    "parent by name": put(r"commune,qt,", "commune,Tỉnh Quảng Trị,"),
    "own parent": _cells("kim-ngan", 3, "kim-ngan"),
    "id with marks": put(r"^le-thuy", "lệ-thủy"),
    "id twice": put(r"^le-thuy", "kim-ngan"),
    "id with a space": put(r"^le-thuy", "le thuy"),
    "day first": _cells("le-thuy", 7, "01/07/2025"),
    "a day that is none": _cells("le-thuy", 7, "2025-06-31"),
    "American day": _cells("le-thuy", 7, "7/30/2025"),
    "a year lost": _cells("le-thuy", 7, "01/07"),
    "cell lost": put(r"commune,qt,,dong-bang", "commune,qt,dong-bang"),
    "cells shifted": put(r"^le-thuy,Xã Lệ Thủy,", "le-thuy,Xã Lệ Thủy,,"),
    "head misspelt": put("^id,name,level", "id,name,lever"),
    "head without marks": put("^id,name,level", "ma,ten,cap"),
    "letters lost": put("Xã Lệ Thủy", "X? L? Th?y"),
    "tag of two words": _cells("lang-ho", 5, "biên giới"),
    "rows run together": put(r"^(le-thuy.*)$", r"\1lang-ho-2,Đồn,post,qt,,,,,,"),
    "quote left open": put("Xã Lệ Thủy", '"Xã Lệ Thủy'),
    "profile misspelt": put(r",xa,", ",xã,"),
    "ended before it began": _cells("le-thuy", 8, "2025-01-01"),
}

PLAN_KINDS: dict[str, Make] = {
    "key misspelt": put(r"(lúc|ngày phát|chuyên mục|thời lượng)(?=:)", r"\1s"),
    "key without marks": put(r"thời lượng(?=:)", "thoi luong"),
    "key's space lost": put(r"(lúc|đài|tên): ", r"\1:"),
    "hour with a letter": put(r"lúc: (\d\d):(\d)0", r"lúc: \1:\2O"),
    "hour that is none": put(r"lúc: \d\d", "lúc: 27"),
    "hour by h": put(r"lúc: (\d\d):(\d\d)", r"lúc: \1h\2"),
    "hour with a dot": put(r"lúc: (\d\d):(\d\d)", r"lúc: \1.\2"),
    "half a day": put(r"lúc: 17:20", "lúc: 5:20 PM"),
    "length without unit": put(r"thời lượng: \d+:00", "thời lượng: 15"),
    "length in minutes": put(r"thời lượng: (\d+):00", r"thời lượng: \1 phút"),
    "length of hours": put(r"thời lượng: 15:00", "thời lượng: 15:00:00"),
    "weekday that is none": put(r"T3, T5", "T3, T8"),
    "weekdays in words": put(r"T3, T5", "thứ ba, thứ năm"),
    "weekdays by a semicolon": put(r"T3, T5", "T3; T5"),
    "weekdays by a dot": put(r"T3, T5", "T3. T5"),
    "range with spaces": put(r"T2-T6", "T2 – T6"),
    "every day without marks": put(r"hằng ngày", "hang ngay"),
    "every day of the South": put(r"hằng ngày", "hàng ngày"),
    "day first": put(r"từ ngày: 2026-12-01", "từ ngày: 01/12/2026"),
    "day that is none": put(r"2026-12-0(\d)", r"2026-11-31"),
    "year misspelt": put(r"từ ngày: 2026", "từ ngày: 2206"),
    "year before": put(r"đến ngày: 2026", "đến ngày: 2025"),
    "moved a year back": put(r"dời: 2026", "dời: 2025"),
    "tag of nobody": put(r"tag:bien-gioi", "tag:bien-gio"),
    "station misspelt": put(r"đài: le-thuy", "đài: le-thuyy"),
    "station by name": put(r"đài: le-thuy", "đài: Xã Lệ Thủy"),
    "series misspelt": put(r"chuyên mục: ban-tin", "chuyên mục: bantin"),
    "fill misspelt": put(r"kế tiếp", "kế tiêp"),
    "fill of no script": put(r"chọn bài: kế tiếp", "chọn bài: ban-tin-99"),
    "repeat misspelt": put(r"hôm sau 05:30", "hôm say 05:30"),
    "repeat before": put(r"hôm sau 05:30", "05:30"),
    "repeat cut": put(r"hôm sau 05:30", "hôm sau, 05:30"),
    "priority misspelt": put(r"thông thường", "thông thườngg"),
    "holiday misspelt": put(r"\[lễ\]", "[lể]"),
    "slot misspelt": put(r"khung giờ: tin-toi", "khung giờ: tin-tối"),
    "day without a run": put(r"ngày: 2026-12-03", "ngày: 2026-12-02"),
    "cancel without marks": put(r"hủy: ", "huy: "),
    "cancel of the old spelling": put(r"hủy: ", "huỷ: "),
    "brace lost": put(r"họp hội đồng\}", "họp hội đồng"),
    "tab": put(r"^    (lúc|đài)", "\t\\1"),
    "indented less": put(r"^    (lúc|tên)", r"   \1"),
    "dash glued": put(r"^  - mã", "  -mã"),
    "dash lost": put(r"^  - mã", "    mã"),
    "quote left open": put(r"tên: (Bản tin \w+)", r'tên: "\1'),
    "curly quotes": put(r"lúc: 17:20", "lúc: “17:20”"),
    "id with marks": put(r"mã: tin-toi", "mã: tin tối"),
    "id twice": put(r"mã: tin-toi", "mã: tin-chieu"),
    "key twice": put(r"^(    lúc: 17:20)$", r"\1\n    at: 18:20"),
    "commented out": put(r"^    (đài|lúc|ngày phát)", r"    # \1"),
    "profile misspelt": put(r"muộn nhất", "muộn nhât"),
    "block twice": put(r"^ngoại lệ:", "khung giờ:"),
}


def slips(base: str, kinds: dict[str, Make], most: int = 2) -> Iterator[Slipped]:
    """Make every kind of slip in a text, at its first and its last place."""
    lines = base.split("\n")
    for kind, make in kinds.items():
        changes = list(make(lines))
        for at, _, now in [changes[0], *changes[1:][-1:]][:most] if changes else ():
            yield Slipped(kind, at + 1, now, "\n".join([*lines[:at], now, *lines[at + 1 :]]))
