"""The plan of a pack: which files, by which names, in which order, and their bytes.

Decided from values alone; whoever copies only carries it out. Names are ASCII and short, days are
folders, sounds stand in the order of airing, papers after them, the manifest last of all.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from radioprog.kernel.canonical import document_json
from radioprog.kernel.findings import Language
from radioprog.kernel.text import slug
from radioprog.publish.outgoing import OutgoingAiring, OutgoingSound
from radioprog.publish.pack.papers import RECEIPT, offline_page, receipt

MANIFEST = "pack.json"
SUMS = "SHA256SUMS"
KIND = "radioprog-pack"
SCHEMA = 1
LONGEST_NAME = 32
"""Characters of a file's name that every player shows and finds."""
LARGEST_FILE = (4 << 30) - 1
"""Bytes of a file that FAT32 can hold."""
_CLUSTER = 32 << 10
_DRAFT = "nhap"
"""What the name of a draft's file begins with, in every language."""


@dataclass(frozen=True, slots=True)
class PackTitle:
    """Whose pack it is, for which days, in which language, and whether drafts may be in it."""

    station: str
    name: str
    first: dt.date
    days: int
    language: Language
    organisation: str = ""
    draft: bool = False

    @property
    def last(self) -> dt.date:
        """The last day of the pack."""
        return self.first + dt.timedelta(days=self.days - 1)


@dataclass(frozen=True, slots=True)
class PlacedAiring:
    """An airing and the file that it is played from (empty: none), ``track`` of its day."""

    airing: OutgoingAiring
    file: str = ""
    track: int = 0


@dataclass(frozen=True, slots=True)
class PackedSound:
    """The bytes of a sound in a pack: what stands before and after the original's from ``skip``."""

    size: int
    sha256: str
    head: bytes
    tail: bytes
    skip: int


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: ``head``, then the sound it is made of (if any), then ``tail``."""

    name: str
    size: int
    sha256: str
    head: bytes
    sound: OutgoingSound | None = None
    skip: int = 0
    tail: bytes = b""
    airing: str = ""


@dataclass(frozen=True, slots=True)
class PackPlan:
    """All files of a pack in the order of copying, and the manifest that comes last."""

    title: PackTitle
    files: tuple[PackFile, ...]
    manifest: bytes

    @property
    def tops(self) -> tuple[str, ...]:
        """What lies in the pack's top folder, in order, without the manifest."""
        return tuple(dict.fromkeys(each.name.partition("/")[0] for each in self.files))

    @property
    def size(self) -> int:
        """The bytes that the pack takes on a medium, whole clusters and folders counted."""
        return room_for([each.size for each in self.files] + [len(self.manifest)], len(self.tops))


def room_for(sizes: Iterable[int], folders: int = 0) -> int:
    """Return the bytes that files of these sizes take on a stick with large clusters.

    >>> room_for([1, 40_000], 1) // 1024
    128
    """
    return sum(-(-size // _CLUSTER) * _CLUSTER for size in sizes) + folders * _CLUSTER


def placed(airings: Sequence[OutgoingAiring]) -> tuple[PlacedAiring, ...]:
    """Give each airing that has a sound its file, day by day in the order of airing."""
    found: list[PlacedAiring] = []
    for _, group in itertools.groupby(airings, key=lambda each: each.day):
        day = tuple(group)
        count = sum(each.sound is not None for each in day)
        digits = max(2, len(str(count)))
        track = 0
        for airing in day:
            if airing.sound is None:
                found.append(PlacedAiring(airing))
                continue
            track += 1
            found.append(PlacedAiring(airing, _file(airing, track, digits), track))
    return tuple(found)


def _file(airing: OutgoingAiring, track: int, digits: int) -> str:
    ending = airing.sound.extension.lower() if airing.sound else ""
    head = f"{track:0{digits}d}_{airing.start:%H%M}_"
    words = slug(airing.title, LONGEST_NAME) or slug(airing.programme or "", LONGEST_NAME)
    if airing.draft:
        words = f"{_DRAFT}-{words}"
    room = LONGEST_NAME - len(head) - len(ending)
    return f"{airing.day.isoformat()}/{head}{slug(words, room) or 'bai'}{ending}"


def pack_plan(
    title: PackTitle,
    airings: Sequence[PlacedAiring],
    sounds: Mapping[str, PackedSound],
    *,
    calendar: bytes,
    week: bytes,
) -> PackPlan:
    """Plan a pack; ``sounds`` holds the bytes of each airing's file by the airing's id."""
    files = [_sound_file(each, sounds[each.airing.id]) for each in airings if each.file]
    page = offline_page(
        name=title.name or title.station,
        first=title.first,
        last=title.last,
        organisation=title.organisation,
        language=title.language,
        draft=title.draft,
        rows=[(each.airing, each.file) for each in airings],
    )
    files += [
        data_file("index.html", page.encode()),
        data_file("week.html", week),
        data_file("calendar.ics", calendar),
    ]
    # The receipt is there to be filled in, so no sum answers for it.
    sums = "".join(f"{each.sha256}  {each.name}\n" for each in files)
    rows = [(each.airing, each.file) for each in airings]
    files += [
        data_file(RECEIPT, receipt(rows, title.language)),
        data_file(SUMS, sums.encode("ascii")),
    ]
    return PackPlan(title, tuple(files), _manifest(title, files))


def data_file(name: str, data: bytes) -> PackFile:
    """Make a file of bytes that are at hand."""
    return PackFile(name, len(data), hashlib.sha256(data).hexdigest(), data)


def _sound_file(each: PlacedAiring, made: PackedSound) -> PackFile:
    return PackFile(
        name=each.file,
        size=made.size,
        sha256=made.sha256,
        head=made.head,
        sound=each.airing.sound,
        skip=made.skip,
        tail=made.tail,
        airing=each.airing.id,
    )


def _manifest(title: PackTitle, files: Iterable[PackFile]) -> bytes:
    rows = []
    for each in files:
        row: dict[str, object] = {"name": each.name, "size": each.size, "sha256": each.sha256}
        if each.sound is not None:
            row |= {"airing": each.airing, "source": each.sound.sha256}
        rows.append(row)
    return document_json(
        {
            "kind": KIND,
            "schema": SCHEMA,
            "station": title.station,
            "name": title.name,
            "from": title.first.isoformat(),
            "days": title.days,
            "draft": title.draft,
            "files": rows,
        }
    )
