"""Podcast feeds: RSS 2.0 by PSP-1 with the podcast namespace, one feed a series, station, network.

Pure: values to bytes, no clock. What an item is called in every player for ever is made of its
script's name, so that a new title or a new mastering is still the same programme; a new mastering
has a new address, for the name of its file holds the beginning of its hash.
The cover that players show for a feed without one of its own is the publisher's name on a wave.
"""

from __future__ import annotations

import base64
import datetime as dt
import math
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from radioprog.kernel.text import fold, one_line
from radioprog.publish.papers.scene import Bars, Label, Rectangle, Scene, Shape

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_ROOT = (
    f'<rss version="2.0" xmlns:atom="{_ATOM}" xmlns:itunes="{_ITUNES}" xmlns:podcast="{_PODCAST}">'
)
_FEEDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own namespace of feeds."""
_ITEMS = uuid.UUID("6b1b0d1e-2c0f-5d0c-9a42-5f0c9d1f7c11")
_LONGEST_TEXT = 255
_LONGEST_PLACE = 128
_LONGEST_ABOUT = 4000
_TITLE_OF_SOUND = 32
OTHERWISE = "Government"
CATEGORIES: dict[str, tuple[str, ...]] = {
    "Arts": ("nghệ thuật", "văn nghệ"),
    "Business": ("kinh tế", "kinh doanh"),
    "Comedy": ("hài",),
    "Education": ("giáo dục", "học tập"),
    "Fiction": ("truyện", "đọc truyện"),
    "Government": ("chính quyền", "nhà nước", "pháp luật"),
    "History": ("lịch sử",),
    "Health & Fitness": ("sức khỏe", "y tế"),
    "Kids & Family": ("thiếu nhi", "gia đình"),
    "Leisure": ("giải trí",),
    "Music": ("âm nhạc", "ca nhạc"),
    "News": ("tin tức", "thời sự"),
    "Religion & Spirituality": ("tôn giáo",),
    "Science": ("khoa học",),
    "Society & Culture": ("văn hóa", "xã hội", "văn hóa xã hội"),
    "Sports": ("thể thao",),
    "Technology": ("công nghệ",),
    "True Crime": ("vụ án",),
    "TV & Film": ("truyền hình", "phim"),
}
"""The categories that podcast directories know, and what they are called here."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One sound of an item: address, media type, size in bytes, bit/s, SHA-256 in hexadecimal."""

    url: str
    media_type: str
    size: int
    bitrate: int
    sha256: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PodcastItem:
    """One programme in a feed. ``name`` is its script's; the first enclosure is the main one.

    ``transcripts`` are (address, media type), in order of use; ``published`` is aware.
    """

    name: str
    title: str
    link: str
    enclosures: tuple[Enclosure, ...]
    duration: float
    about: str = ""
    published: dt.datetime | None = None
    episode: int | None = None
    language: str = "vi"
    transcripts: tuple[tuple[str, str], ...] = ()
    chapters: str = ""


@dataclass(frozen=True, slots=True)
class PodcastFeed:
    """A feed: its own address, the page it stands for, and what players show of it."""

    url: str
    link: str
    title: str
    about: str
    image: str
    author: str = ""
    language: str = "vi"
    category: str = OTHERWISE
    copyright: str = ""
    place: tuple[str, float, float] | None = None
    items: tuple[PodcastItem, ...] = field(default=())


def category_of(text: str) -> str | None:
    """Return a category by its name in either language; ``None`` where nobody knows it.

    >>> category_of("thời sự"), category_of("society & culture"), category_of("x")
    ('News', 'Society & Culture', None)
    """
    wanted = fold(text)
    for name, ours in CATEGORIES.items():
        if wanted in map(fold, (name, *ours)):
            return name
    return None


def podcast_guid(url: str) -> str:
    """Return the id of a feed for life: UUIDv5 of its address without scheme and last slash.

    >>> podcast_guid("https://podnews.net/rss")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    bare = url.partition("://")[2] or url
    return str(uuid.uuid5(_FEEDS, bare.rstrip("/")))


def item_guid(name: str) -> str:
    """Return the id of a programme for life, made of its script's name."""
    return str(uuid.uuid5(_ITEMS, name))


def podcast_feed(feed: PodcastFeed) -> bytes:
    """Return the feed as XML."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', _ROOT, "<channel>", *_channel(feed)]
    lines += [*map(_item, feed.items), "</channel>", "</rss>", ""]
    return "\n".join(lines).encode("utf-8", "replace")


def _channel(feed: PodcastFeed) -> Iterator[str]:
    yield _tag("title", feed.title)
    yield _tag("link", feed.link)
    yield _tag("atom:link", href=feed.url, rel="self", type="application/rss+xml")
    yield _tag("description", feed.about or feed.title, most=_LONGEST_ABOUT)
    yield _tag("language", feed.language)
    if feed.copyright:
        yield _tag("copyright", feed.copyright)
    yield _tag("generator", "radioprog")
    yield _tag("itunes:author", feed.author or feed.title)
    yield _tag("itunes:category", text=feed.category or OTHERWISE)
    yield _tag("itunes:explicit", "false")
    yield _tag("itunes:type", "episodic")
    yield _tag("itunes:image", href=feed.image)
    parts = (_tag("url", feed.image), _tag("title", feed.title), _tag("link", feed.link))
    yield f"<image>{''.join(parts)}</image>"
    yield _tag("podcast:guid", podcast_guid(feed.url))
    yield _tag("podcast:medium", "podcast")
    if feed.place:
        name, lat, lon = feed.place
        yield _tag("podcast:location", name, most=_LONGEST_PLACE, geo=f"geo:{lat:g},{lon:g}")


@lru_cache(maxsize=20_000)
def _item(item: PodcastItem) -> str:
    """Return an item; it is the same in every feed that holds it."""
    main = item.enclosures[0]
    lines = [
        "<item>",
        _tag("title", item.title),
        _tag("link", item.link),
        _tag("guid", item_guid(item.name), isPermaLink="false"),
    ]
    if item.about:
        lines.append(_tag("description", item.about, most=_LONGEST_ABOUT))
    if item.published:
        lines.append(_tag("pubDate", format_datetime(item.published)))
    lines.append(_tag("enclosure", url=main.url, length=str(main.size), type=main.media_type))
    lines.append(_tag("itunes:duration", str(max(1, round(item.duration)))))
    lines.append(_tag("itunes:explicit", "false"))
    lines.append(_tag("itunes:episodeType", "full"))
    if item.episode:
        lines.append(_tag("itunes:episode", str(item.episode)))
        lines.append(_tag("podcast:episode", str(item.episode)))
    for url, kind in item.transcripts:
        said = {"url": url, "type": kind, "language": item.language}
        if kind != "text/plain":
            said["rel"] = "captions"
        lines.append(f"<podcast:transcript{_attributes(said)}/>")
    if item.chapters:
        kind = "application/json+chapters"
        lines.append(_tag("podcast:chapters", url=item.chapters, type=kind))
    lines.extend(_alternate(sound, item, sound is main) for sound in item.enclosures)
    return "\n".join((*lines, "</item>"))


def _alternate(sound: Enclosure, item: PodcastItem, is_main: bool) -> str:
    digest = base64.b64encode(bytes.fromhex(sound.sha256)).decode("ascii")
    source = _tag("podcast:source", uri=sound.url)
    proof = _tag("podcast:integrity", type="sri", value=f"sha256-{digest}")
    attributes = _attributes(
        {
            "type": sound.media_type,
            "length": str(sound.size),
            "bitrate": str(sound.bitrate),
            "lang": item.language,
            "title": _clean(sound.title, _TITLE_OF_SOUND),
            "default": "true" if is_main else "false",
        }
    )
    return f"<podcast:alternateEnclosure{attributes}>{source}{proof}</podcast:alternateEnclosure>"


def _tag(name: str, text: str = "", /, *, most: int = _LONGEST_TEXT, **attributes: str) -> str:
    """Write an element of the feed; text and attributes are cleaned and escaped."""
    told = _attributes(attributes)
    return f"<{name}{told}>{escape(_clean(text, most))}</{name}>" if text else f"<{name}{told}/>"


def _attributes(values: dict[str, str]) -> str:
    return "".join(f" {key}={quoteattr(_clean(value, 2000))}" for key, value in values.items())


def _clean(text: str, most: int) -> str:
    """Return text that XML can hold, of so many bytes at most."""
    if len(text) <= most and text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    kept = "".join(char for char in one_line(text) if ord(char) & 0xFFFE != 0xFFFE)
    data = kept.encode("utf-8", "replace")
    if len(data) <= most:
        return kept
    return data[: most - 3].decode("utf-8", "ignore").rstrip() + "…"


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """What was told to a station on a day; ``name`` is its own for life."""

    name: str
    title: str
    lines: tuple[str, ...]
    link: str
    published: dt.datetime


def notice_feed(
    title: str, link: str, url: str, language: str, items: Iterable[NoticeItem]
) -> bytes:
    """Return notices as RSS 2.0: a feed of its own, for podcast players take no item without sound.

    The newest comes first.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">', "<channel>"]
    lines += [_tag("title", title), _tag("link", link)]
    lines.append(_tag("atom:link", href=url, rel="self", type="application/rss+xml"))
    lines += [_tag("description", title), _tag("language", language)]
    for each in sorted(items, key=lambda one: (one.published, one.name), reverse=True):
        lines += ["<item>", _tag("title", each.title), _tag("link", each.link)]
        lines.append(_tag("guid", item_guid(each.name), isPermaLink="false"))
        lines.append(_tag("description", " ".join(each.lines), most=_LONGEST_ABOUT))
        lines += [_tag("pubDate", format_datetime(each.published)), "</item>"]
    return "\n".join([*lines, "</channel>", "</rss>", ""]).encode("utf-8", "replace")


SIZE = 1400
"""Pixels on a side: what the podcast directories ask for at least."""
_MARGIN = 120
_LETTERS = 112
_MOST_LINES = 6


def cover_png(name: str) -> bytes:
    """Return a square cover with a name on it; the same name gives the same bytes."""
    from radioprog.publish.papers.png import to_png  # it loads the font, NumPy and Pillow

    shapes: list[Shape] = [Rectangle(0, 0, SIZE, SIZE, "#0b3f75")]
    heights = tuple(
        40 + 150 * abs(math.sin(each * 0.45) * math.sin(each * 0.083 + 0.6)) for each in range(58)
    )
    for number, height in enumerate(heights):
        shapes.append(Bars(_MARGIN + number * 20.0, 1130, 11, (height,), "#5aa5ec"))
    for number, line in enumerate(_lines(name)):
        y = 300 + number * _LETTERS * 1.2
        shapes.append(Label(_MARGIN, y, line, _LETTERS, "#ffffff", bold=True))
    return to_png(Scene(SIZE, SIZE, name, shapes))


def _lines(name: str) -> list[str]:
    """Cut a name into lines that fit; what does not fit in all of them ends in an ellipsis."""
    from radioprog.publish.papers.png import lettered

    lines: list[str] = []
    for word in name.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and lettered(longer, _LETTERS, bold=True).width <= SIZE - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(word[:24])
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
    return lines
