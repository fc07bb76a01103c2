"""The first run: an empty folder becomes the workspace of somebody who has answered five questions.

Who they are, in which province, which stations they speak to, and how the machine's voices sound.
What `init` makes is made, with these answers in its settings and its list of stations; the first
programme can be built and heard at once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Text
from radioprog.kernel.text import ascii_name, fold, one_line
from radioprog.studio.catalogue import why_unportable
from radioprog.studio.findings import NO_NAME_GIVEN, UNKNOWN_ANSWER
from radioprog.studio.init import example_text, fresh_text, init
from radioprog.studio.workspace import FILE

FIRST_PROGRAMME = "ban-tin-dau-tien"
PROVINCES = (
    "An Giang",
    "Bắc Ninh",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Nội",
    "Hà Tĩnh",
    "Hải Phòng",
    "Hồ Chí Minh",
    "Huế",
    "Hưng Yên",
    "Khánh Hòa",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Nghệ An",
    "Ninh Bình",
    "Phú Thọ",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sơn La",
    "Tây Ninh",
    "Thái Nguyên",
    "Thanh Hóa",
    "Tuyên Quang",
    "Vĩnh Long",
)
"""The provinces and cities since 1 July 2025."""
BUILT_IN = {"Quảng Trị": "quang-binh"}
"""The provinces whose units are carried along, with the example that has them."""
ACCENTS = {
    "north": (Text("giọng Bắc", "northern"), "vi"),
    "central": (Text("giọng Trung", "central"), "vi-vn-x-central"),
    "south": (Text("giọng Nam", "southern"), "vi-vn-x-south"),
}
_STATIONS, _PLAN = "schedules/stations.csv", "schedules/lich.yaml"
_HEAD = [
    "id",
    "name",
    "level",
    "parent",
    "languages",
    "tags",
    "profile",
    "valid_from",
    "valid_to",
    "predecessors",
    "lat",
    "lon",
]
_MOST_STATIONS = 500
_CITIES = frozenset(map(fold, ("Cần Thơ", "Đà Nẵng", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Huế")))


def begin_workspace(
    folder: Path,
    *,
    organisation: str,
    province: str = "",
    stations: Sequence[str] = (),
    built_in: bool = False,
    accent: str = "north",
) -> tuple[Path, ...]:
    """Make a workspace in an empty folder; return the files that were written.

    ``province`` is one of `PROVINCES` or '', ``accent`` one of `ACCENTS`. ``stations`` are names;
    none: one that bears the organisation's, or with ``built_in`` the units of the province.

    Raises:
        UsageError: ``no-name``, ``unknown-answer``, ``already-workspace``, ``file-exists``.
    """
    name, unit = one_line(organisation)[:200], _province(province)
    if not name:
        raise UsageError(NO_NAME_GIVEN())
    _demand(accent, ACCENTS)
    if built_in:
        _demand(unit, BUILT_IN)
        listed = example_text(BUILT_IN[unit], _STATIONS)
    else:
        listed = _list(unit, [one_line(each)[:120] for each in stations], name)
    plan = re.sub(r"stations: all\b", "stations: level:commune", fresh_text(_PLAN))
    return init(folder, instead={FILE: _settings(name, accent), _STATIONS: listed, _PLAN: plan})


def _demand(answer: str, known: Collection[str]) -> None:
    if answer not in known:
        raise UsageError(UNKNOWN_ANSWER(answer=one_line(answer)[:40], known=list(known)))


def _province(written: str) -> str:
    """Return a province as it is called; '' where none is named."""
    known = {fold(each): each for each in ("", *PROVINCES)}
    found = known.get(fold(written))
    if found is None:
        _demand(written, PROVINCES)
    return found or ""


def _settings(name: str, accent: str) -> str:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = re.sub(r"(?m)^organisation: .*$", lambda _: f"organisation: {quoted}", fresh_text(FILE))
    voice = ACCENTS[accent][1]
    text = text.replace("voice: vi+Annie", f"voice: {voice}+Annie").replace(
        "voice: vi,", f"voice: {voice},"
    )
    return text if accent == "north" else f"{text.rstrip()}\nreading: {{region: {accent}}}\n"


def _list(province: str, names: Sequence[str], organisation: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(_rows(province, names, organisation))
    return out.getvalue()


def _rows(province: str, names: Sequence[str], organisation: str) -> Iterator[list[str]]:
    parent = ascii_name(province, "") if province else ""
    taken = {parent}
    if parent:
        kind = "Thành phố" if fold(province) in _CITIES else "Tỉnh"
        yield _row(parent, f"{kind} {province}", "province", "", languages="vi")
    wanted = list(dict.fromkeys(each for each in names if each))[:_MOST_STATIONS]
    for name in wanted or [organisation]:
        base = id_ = _id(name)
        number = 2
        while id_ in taken:
            id_ = f"{base}-{number}"
            number += 1
        taken.add(id_)
        yield _row(id_, name, "commune", parent, languages="" if parent else "vi")


def _id(name: str) -> str:
    """Return an id that no file and no feed of ours is called by already."""
    made = ascii_name(name, "dai")
    return f"dai-{made}" if made == "network" or why_unportable(made) else made


def _row(id_: str, name: str, level: str, parent: str, *, languages: str) -> list[str]:
    cells = dict.fromkeys(_HEAD, "")
    cells |= {"id": id_, "name": name, "level": level, "parent": parent, "languages": languages}
    cells["profile"] = "" if parent else "mac-dinh"
    return list(cells.values())
