"""What the site is made of: stations, series and programmes as plain values.

Pure data: no clock, no disk. Times are seconds within a programme; days are dates in the
workspace's zone. Every text is clean and on one line; pages escape it where they put it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from radioprog.kernel.findings import Text

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 48
_MOST_CHAPTERS_TOLD = 12
_KEPT = frozenset({"con", "prn", "aux", "nul", "index", "network"})


def page_name(name: str) -> str:
    """Return a file name for a thing: lower-case ASCII, never that of another thing.

    A name that had to be changed carries six digits of its hash.

    >>> page_name("vung-bien-07"), page_name("Đồng Hới/Bản tin")
    ('vung-bien-07', 'dong-hoi-ban-tin-716a6a')
    """
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    kept = _NOT_IN_NAMES.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    ports = kept[:3] in ("com", "lpt") and kept[3:].isdigit()
    if kept and kept == name and kept not in _KEPT and not ports:
        return kept
    digits = hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "replace"))
    return f"{kept or 'x'}-{digits.hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class SoundFile:
    """One sound of a programme in the folder ``sound``.

    ``size`` is in bytes, ``bitrate`` in bit/s, ``sha256`` in hexadecimal.
    """

    delivery: str
    name: str
    media_type: str
    size: int
    bitrate: int
    channels: int
    sha256: str

    @property
    def path(self) -> str:
        """Return its path in the site."""
        return f"sound/{self.name}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is heard: from when to when, by whom; a clip's words have no speaker."""

    start: float
    end: float
    text: str
    speaker: str | None = None
    segment: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class SegmentMark:
    """A chapter: when it begins, and what it is called."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """All that is said in a programme, and its chapters."""

    sentences: tuple[Sentence, ...] = ()
    segments: tuple[SegmentMark, ...] = ()


@dataclass(frozen=True, slots=True)
class OnAir:
    """When a programme is on air, and at how many stations."""

    day: dt.date
    begins: str
    stations: int


@dataclass(frozen=True, slots=True)
class SiteProgramme:
    """A finished programme.

    ``name`` is its script's, ``page`` that of its files; ``papers`` are the endings of its
    papers in the folder ``papers``. ``is_synthetic`` tells that machines speak in it;
    ``editions`` are the length and sounds of stations that have their own; ``sha256`` is the hash
    of the edition, which an approval of it is bound to.
    """

    name: str
    page: str
    title: str
    duration: float
    sounds: tuple[SoundFile, ...]
    series: str | None = None
    episode: int | None = None
    date: dt.date | None = None
    producer: str = ""
    topics: tuple[str, ...] = ()
    language: str = "vi"
    summary: str = ""
    chapters: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    is_synthetic: bool = False
    is_draft: bool = False
    sha256: str = ""
    editions: Mapping[str, tuple[float, tuple[SoundFile, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def for_station(self, station: str) -> SiteProgramme:
        """Return the programme as one station airs it: with its own sounds, if it has any."""
        if station not in self.editions:
            return self
        duration, sounds = self.editions[station]
        return replace(self, duration=duration, sounds=sounds)

    @property
    def path(self) -> str:
        """Return its page's path in the site."""
        return f"programme/{self.page}.html"

    @property
    def player(self) -> SoundFile | None:
        """Return the sound that a browser plays."""
        return self.sounds[0] if self.sounds else None

    def paper(self, ending: str) -> str | None:
        """Return the path of one of its papers, such as ``.vtt``."""
        return f"papers/{self.page}{ending}" if ending in self.papers else None


def summary_of(programme: SiteProgramme) -> str:
    """Return a line about a programme, for search engines and players."""
    return "; ".join(programme.chapters[:_MOST_CHAPTERS_TOLD])


@dataclass(frozen=True, slots=True)
class SiteSeries:
    """A standing title with its finished programmes, the newest first.

    ``category`` is what podcast directories put it under, ``cover`` its picture's path in the site.
    """

    id: str
    title: str
    programmes: tuple[SiteProgramme, ...]
    description: str = ""
    category: str = ""
    cover: str = ""

    @property
    def page(self) -> str:
        """Return the name of its page and feed."""
        return page_name(self.id)

    @property
    def path(self) -> str:
        """Return its page's path in the site."""
        return f"series/{self.page}.html"


@dataclass(frozen=True, slots=True)
class DayItem:
    """One airing in a day's list; ``programme`` is the page of what is heard, if it is there.

    ``why`` says what became of it, where it is not as planned.
    """

    begins: str
    ends: str
    title: str
    marks: tuple[Text, ...] = ()
    look: str = ""
    programme: str = ""
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class AirDay:
    """One day of a station, its airings in order."""

    date: dt.date
    items: tuple[DayItem, ...]


@dataclass(frozen=True, slots=True)
class AlertBanner:
    """An emergency message in force: what it says, until when, and the page of what is heard.

    ``until`` is RFC 3339; in a browser the banner goes by itself when it is past.
    """

    title: str
    text: str
    valid: Text
    until: str
    is_exercise: bool = False
    programme: str = ""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """What was told to a station on a day, a sentence a line; ``name`` is its own for life."""

    name: str
    day: dt.date
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitLink:
    """The name of a unit and its page."""

    id: str
    name: str

    @property
    def path(self) -> str:
        """Return its page's path in the site."""
        return f"station/{page_name(self.id)}.html"


@dataclass(frozen=True, slots=True)
class SiteStation:
    """A station or unit, with what it airs.

    ``above`` are the units over it, the nearest first; ``successors`` those that took its place
    after its last day ``ended``; ``has_calendar`` tells that its calendar lies in the site.
    """

    unit: UnitLink
    level: str = ""
    above: tuple[UnitLink, ...] = ()
    below: tuple[UnitLink, ...] = ()
    successors: tuple[UnitLink, ...] = ()
    predecessors: tuple[UnitLink, ...] = ()
    begun: dt.date | None = None
    ended: dt.date | None = None
    languages: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    days: tuple[AirDay, ...] = ()
    programmes: tuple[SiteProgramme, ...] = ()
    has_calendar: bool = False
    alerts: tuple[AlertBanner, ...] = ()
    notices: tuple[NoticeLine, ...] = ()

    @property
    def page(self) -> str:
        """Return the name of its page and feed."""
        return page_name(self.unit.id)


@dataclass(frozen=True, slots=True)
class SiteLook:
    """What a workspace puts in the place of ours: words, name, footer, links, style, logo.

    ``texts`` are its own words by ours; ``logo`` is the path of a picture in the site, and
    ``has_style`` tells that a style sheet of its own comes after ours.
    """

    title: str = ""
    footer: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    texts: Mapping[Text, Text] = field(default_factory=dict)
    logo: str = ""
    has_style: bool = False


@dataclass(frozen=True, slots=True)
class WebSite:
    """Everything that all pages share.

    ``base_url`` has no slash at its end, and is empty where the site has no address (a stick).
    ``zone`` is the time zone's name.
    """

    organisation: str
    zone: str = "Asia/Ho_Chi_Minh"
    base_url: str = ""
    is_draft: bool = False
    has_network_calendar: bool = False
    series_titles: Mapping[str, str] = field(default_factory=dict)
    look: SiteLook = SiteLook()

    def url(self, path: str) -> str:
        """Return the address of a path in the site."""
        return f"{self.base_url}/{path}"
