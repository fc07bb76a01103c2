"""The people of a workspace: ``people.csv``, as a spreadsheet saves it, says who may do what.

A head in English or Vietnamese; commas, semicolons or tabs; UTF-8 with or without a mark, UTF-16,
or the old Vietnamese code page of Windows.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from radioprog.kernel.findings import NOWHERE, Finding, Place
from radioprog.kernel.suggest import did_you_mean, edit_distance, skeleton
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.textfile import forbidden_characters, list_separator
from radioprog.kernel.yaml.schema import key_form
from radioprog.record import findings as says

FILE = "people.csv"
ROLES: Mapping[str, tuple[str, ...]] = {
    "producer": ("phóng viên", "người viết", "người làm"),
    "editor": ("biên tập", "biên tập viên"),
    "chief": ("trưởng", "phụ trách", "lãnh đạo", "thủ trưởng", "trưởng ban"),
    "officer": ("cán bộ", "cán bộ đài"),
    "admin": ("quản trị",),
}
"""The roles, and what they are called in Vietnamese."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("mã",),
    "name": ("họ tên", "họ và tên", "tên"),
    "position": ("chức vụ",),
    "roles": ("vai trò", "quyền", "role"),
    "stations": ("đài", "các đài", "station"),
}
_ROLE_OF = {key_form(word): role for role, names in ROLES.items() for word in (role, *names)}
_LONGEST_ROLE = max(len(word.split()) for word in _ROLE_OF)
_ID = re.compile(r"[^\W_][\w.@-]{0,63}")
_OLD_CODE_PAGE = "cp1258"
_MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works on programmes: how they sign, and what they may do.

    ``roles`` are some of `ROLES`; ``stations`` are ids of stations, empty for all of them.
    """

    id: str
    name: str
    position: str = ""
    roles: frozenset[str] = frozenset()
    stations: tuple[str, ...] = ()
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def signature(self) -> str:
        """Return name and position, as a sheet shows who signed.

        >>> Person("lan", "Trần Thị Lan", "Trưởng ban").signature
        'Trần Thị Lan (Trưởng ban)'
        """
        return f"{self.name} ({self.position})" if self.position else self.name


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the list.

    >>> people = People((Person("lan", "Trần Thị Lan", roles=frozenset({"chief"})),))
    >>> [each.id for each in people.called("trần thị  LAN")]
    ['lan']
    """

    all: tuple[Person, ...] = ()

    def called(self, name: str) -> tuple[Person, ...]:
        """Return who is meant by an id, or by a whole name where no id matches."""
        wanted = fold(name)
        by_id = tuple(each for each in self.all if fold(each.id) == wanted)
        return by_id or tuple(each for each in self.all if fold(each.name) == wanted)

    def with_role(self, *roles: str) -> tuple[Person, ...]:
        """Return those who have one of the roles, in the list's order."""
        return tuple(each for each in self.all if each.roles & frozenset(roles))


def people_text(data: bytes, *, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode a list as a spreadsheet saved it; an old code page is told, for it may lose letters.

    >>> people_text("mã;tên\\nlan;Lý".encode("utf-16"), file="people.csv")[0]
    'mã;tên\\nlan;Lý'
    """
    place = Place(file, 1, 1)
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), ()
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = unicodedata.normalize("NFC", data.decode(_OLD_CODE_PAGE))
    except UnicodeDecodeError:
        return None, (says.PEOPLE_NOT_TEXT(place),)
    return text, (says.PEOPLE_OLD_CODE_PAGE(place),)


def parse_people(text: str, *, file: str) -> tuple[People, tuple[Finding, ...]]:
    """Read the list; a line that cannot be read is named and left out.

    >>> people, found = parse_people("mã;họ tên;vai trò\\nlan;Trần Thị Lan;biên tập, trưởng\\n",
    ...     file="people.csv")
    >>> sorted(people.all[0].roles), found
    (['chief', 'editor'], ())
    """
    text = text.removeprefix("\ufeff")
    found: list[Finding] = list(forbidden_characters(text, file=file))
    if found:
        return People(), tuple(found)
    rows = _rows(text, file, found)
    first = next(rows, (1, ()))
    head = _heading(first, file, found)
    people: dict[str, Person] = {}
    for line, cells in rows if head else ():
        if len(cells) > len(first[1]) and (any(cells[len(first[1]) :]) or _shifted(head, cells)):
            found.append(
                says.PERSON_TOO_LONG(
                    Place(file, line, 1), last=next(filter(None, reversed(cells)), "")
                )
            )
        person = _person(head, cells, Place(file, line, 1), found)
        if person is None:
            continue
        if (key := fold(person.id)) in people:
            found.append(says.PERSON_TWICE(person.place, person=person.id))
        else:
            people[key] = person
    return People(tuple(people.values())), tuple(found[:_MOST_FINDINGS])


_Cells = tuple[str, ...]


def _shifted(head: Mapping[str, int], cells: _Cells) -> bool:
    """Tell whether a role stands where stations should: a comma parted two roles."""
    return "stations" in head and key_form(cells[head["stations"]]) in _ROLE_OF


def _rows(text: str, file: str, found: list[Finding]) -> Iterator[tuple[int, _Cells]]:
    mark, declared = list_separator(text)
    reader = csv.reader(io.StringIO(text[len(declared) :], newline=""), delimiter=mark)
    before = 0
    while True:
        try:
            cells = tuple(one_line(cell) for cell in next(reader))
        except StopIteration:
            return
        except csv.Error as problem:
            found.append(says.PEOPLE_NOT_CSV(Place(file, reader.line_num or 1, 1), why=problem))
            return
        if any(cells):
            yield before + 1, cells
        before = reader.line_num


def _heading(row: tuple[int, _Cells], file: str, found: list[Finding]) -> Mapping[str, int]:
    known = {key_form(word): name for name, words in COLUMNS.items() for word in (name, *words)}
    bare = {skeleton(word): name for word, name in known.items()}
    head: dict[str, int] = {}
    for index, cell in enumerate(row[1]):
        name = known.get(key_form(cell)) or bare.get(skeleton(cell))
        if name is not None:
            head.setdefault(name, index)
        elif near := [each for each in known if edit_distance(skeleton(each), skeleton(cell)) == 1]:
            found.append(says.PEOPLE_COLUMN(Place(file, row[0], 1), column=cell, near=near))
    missing = [name for name in ("id", "name") if name not in head]
    if missing:
        found.append(says.PEOPLE_COLUMNS(Place(file, row[0], 1), names=missing))
        return {}
    if "roles" not in head and head.keys() & {"position", "stations"}:
        found.append(says.PEOPLE_WITHOUT_ROLES(Place(file, row[0], 1)))
    return head


def _person(
    head: Mapping[str, int], cells: _Cells, place: Place, found: list[Finding]
) -> Person | None:
    said = {name: cells[index] if index < len(cells) else "" for name, index in head.items()}
    if not _ID.fullmatch(said["id"]) or not said["name"]:
        found.append(says.BAD_PERSON(place, written=said["id"] or said["name"]))
        return None
    return Person(
        id=said["id"],
        name=said["name"],
        position=said.get("position", ""),
        roles=frozenset(_roles(said.get("roles", ""), place, found)),
        stations=tuple(re.split(r"[\s,;|]+", said["stations"])) if said.get("stations") else (),
        place=place,
    )


def _roles(written: str, place: Place, found: list[Finding]) -> Iterator[str]:
    """Read roles parted by spaces, commas or bars, though a Vietnamese name has spaces itself."""
    for part in re.split(r"[,;|/+]", written):
        words = key_form(part).split()
        at = 0
        while at < len(words):
            for size in range(min(_LONGEST_ROLE, len(words) - at), 0, -1):
                role = _ROLE_OF.get(" ".join(words[at : at + size]))
                if role is not None:
                    yield role
                    break
            else:
                size = 1
                suggestion = did_you_mean(words[at], _ROLE_OF, says.ROLE_NAMES)
                found.append(says.UNKNOWN_ROLE(place, role=words[at], suggestion=suggestion))
            at += size
