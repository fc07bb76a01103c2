"""``templates/``: what a workspace puts in the place of our words, style and name on its site.

``templates/site.yaml`` holds words, name, footer and links; ``templates/site.css`` comes after our
own style; ``templates/logo.png`` (or ``.jpg``) stands beside the name. All of it is data: words
are escaped like any text, and the pages' policy lets nothing foreign be loaded, whatever a style
sheet says.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from urllib.parse import urlsplit

from radioprog.kernel.disk.opening import TooLarge, read_regular
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import MadeKind, TextKind, bad_value
from radioprog.programme.tags.model import cover_of
from radioprog.publish.feeds.podcast import CATEGORIES, OTHERWISE, category_of
from radioprog.publish.site.frame import OWN_STYLE
from radioprog.publish.site.model import SiteLook, page_name
from radioprog.publish.site.words import words_by_name
from radioprog.script.front.series import Series
from radioprog.studio.outlets import findings as says
from radioprog.studio.workspace import Workspace

FOLDER = "templates"
WORDS, STYLE = "site.yaml", "site.css"
LOGOS = {"logo.png": b"\x89PNG\r\n\x1a\n", "logo.jpg": b"\xff\xd8\xff"}
"""The pictures that are taken, by how such a file begins; an SVG may hold scripts."""
_KNOWN = frozenset({WORDS, STYLE, *LOGOS})
_MOST_STYLE, _MOST_LOGO, _MOST_COVER = 64 << 10, 64 << 10, 8 << 20
_SMALLEST, _WIDEST = 1400, 3000
"""Pixels on a side of a cover, as podcast directories ask."""
_LONGEST = 300
_FOREIGN = re.compile(r"@import|url\(\s*['\"]?\s*(?:https?:)?//|expression\(", re.IGNORECASE)
_SCHEMES = ("http", "https", "mailto", "tel")
_FIELD = re.compile(r"[a-z_]+")


@dataclass(frozen=True, slots=True)
class SiteTemplates:
    """What stands in the folder, as read: the look, the style sheet and the logo as bytes."""

    look: SiteLook = SiteLook()
    style: bytes = b""
    logo: bytes = b""
    findings: tuple[Finding, ...] = ()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield what it puts into a site: path, bytes."""
        if self.style:
            yield OWN_STYLE, self.style
        if self.logo:
            yield self.look.logo, self.logo


def _fields_of(text: str) -> set[str] | None:
    """Return the fields of a template; ``None`` where its braces are no fields."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return None
    names = {name for _, name, _, _ in parts if name is not None}
    plain = all(not spec and not turned for _, _, spec, turned in parts)
    return names if plain and all(_FIELD.fullmatch(name) for name in names) else None


def _word(ours: Text) -> Callable[[str, Place, list[Finding]], str | None]:
    """Return what takes a text in the place of ours, if it has the very same fields."""
    wanted = _fields_of(ours.to("vi")) or set()

    def read(text: str, place: Place, findings: list[Finding]) -> str | None:
        given = _fields_of(text)
        if given is None:
            shown = ", ".join(f"{{{each}}}" for each in sorted(wanted)) or "{{ }}"
            findings.append(says.TEXT_BRACES(place, text=text, fields=shown))
            return None
        for name in sorted(given - wanted):
            near = (*near_names(name, wanted), *sorted(wanted)) or ("",)
            findings.append(says.TEXT_FIELD_UNKNOWN(place, name=name, near=near[0] or "(không có)"))
        missing = sorted(wanted - given)
        findings.extend(says.TEXT_FIELD_MISSING(place, name=name, ours=ours) for name in missing)
        return text if given == wanted else None

    return read


def _link(text: str, place: Place, findings: list[Finding]) -> str | None:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme in _SCHEMES and (parts.netloc or parts.path) and "@" not in parts.netloc:
        return text
    wanted = Text(
        "địa chỉ bắt đầu bằng https://, http://, mailto: hay tel:",
        "an address that begins with https://, http://, mailto: or tel:",
    )
    findings.append(bad_value(place, wanted, text))
    return None


def _words_kind(language: str) -> RecordKind:
    ours = words_by_name()
    return RecordKind(
        tuple(
            Field(name, MadeKind(TextKind(_LONGEST), _word(text)), text)
            for name, text in ours.items()
        ),
        title=language,
    )


SITE_KIND = RecordKind(
    (
        Field(
            "title",
            TextKind(120),
            Text("tên ở đầu trang (không ghi: tên cơ quan)", "the name above (the organisation)"),
            ("tên",),
        ),
        Field(
            "footer",
            ListKind(TextKind(_LONGEST), single=True, most=12),
            Text("các dòng ở chân trang", "lines at the foot of pages"),
            ("chân trang",),
        ),
        Field(
            "links",
            MapKind(MadeKind(TextKind(500), _link), TextKind(80), most=20),
            Text("liên kết ở chân trang: tên và địa chỉ", "links there: a name and an address"),
            ("liên kết",),
        ),
        Field(
            "texts",
            RecordKind(
                (
                    Field("vi", _words_kind("vi"), Text("chữ tiếng Việt", "words in Vietnamese")),
                    Field("en", _words_kind("en"), Text("chữ tiếng Anh", "words in English")),
                ),
                title="texts",
            ),
            Text("câu chữ của trang", "the words of pages"),
            ("câu chữ",),
        ),
    ),
    title=WORDS,
)


def load_templates(workspace: Workspace) -> SiteTemplates:
    """Read the folder; none, or an empty one, changes nothing. With an error nothing is taken."""
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        return SiteTemplates()
    findings = [*_strange(workspace, folder)]
    look = _look(workspace, folder / WORDS, findings)
    style = _style(workspace, folder / STYLE, findings)
    logo, name = _logo(workspace, folder, findings)
    if any(each.is_error for each in findings):
        return SiteTemplates(findings=tuple(findings))
    values = {each: getattr(look, each) for each in ("title", "footer", "links", "texts")}
    whole = SiteLook(**values, logo=f"assets/{name}" if name else "", has_style=bool(style))
    return SiteTemplates(whole, style, logo, tuple(findings))


@dataclass(frozen=True, slots=True)
class SeriesArt:
    """What podcast players show of a series: its category, its cover's path in the site, bytes."""

    category: str = ""
    cover: str = ""
    picture: bytes = b""


def series_art(
    workspace: Workspace, series: Mapping[str, Series], findings: list[Finding]
) -> dict[str, SeriesArt]:
    """Return the art of each series by its id; what players would not take is told, and left."""
    found = {}
    for each in series.values():
        category = category_of(each.category or "")
        if each.category and category is None:
            near = (*near_names(each.category, CATEGORIES), OTHERWISE)[0]
            findings.append(says.UNKNOWN_CATEGORY(each.place, given=each.category, near=near))
        name, picture = _cover(workspace, each, findings)
        found[one_line(each.id)] = SeriesArt(category or "", name, picture)
    return found


def _cover(workspace: Workspace, series: Series, findings: list[Finding]) -> tuple[str, bytes]:
    if not series.cover:
        return "", b""
    path = workspace.assets / series.cover
    inside = path.resolve().is_relative_to(workspace.root.resolve())
    try:
        data = read_regular(path, limit=_MOST_COVER) if inside else b""
    except (OSError, ValueError):
        data = b""
    width, height = picture_size(data)
    if width != height or not _SMALLEST <= width <= _WIDEST:
        size = f"{width} x {height}"
        findings.append(says.COVER_UNFIT(series.place, name=series.cover, size=size))
        return "", b""
    ending = "png" if data.startswith(LOGOS["logo.png"]) else "jpg"
    short = hashlib.sha256(data).hexdigest()[:8]
    return f"assets/cover-{page_name(series.id)}-{short}.{ending}", data


def picture_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG or JPEG in pixels; 0, 0 where it is none, or cut.

    >>> picture_size(b"GIF89a")
    (0, 0)
    """
    if isinstance(cover_of(data), str):
        return 0, 0
    if data.startswith(LOGOS["logo.png"]):
        width, height = struct.unpack(">II", data[16:24]) if len(data) > 24 else (0, 0)
        return width, height
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        mark, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + size
    return 0, 0


def _strange(workspace: Workspace, folder: Path) -> list[Finding]:
    """Name the files that somebody may think are used."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name in _KNOWN or path.name.startswith("."):
            continue
        near = (*near_names(path.name, _KNOWN), *sorted(_KNOWN))
        found.append(says.TEMPLATE_NOT_READ(Place(workspace.show(path)), near=near[0]))
    return found[:20]


def _look(workspace: Workspace, path: Path, findings: list[Finding]) -> SiteLook:
    if not path.exists():
        return SiteLook()
    shown = workspace.show(path)
    text, found = read_text_file(path, shown=shown, inside=workspace.root)
    findings.extend(found)
    node = None
    if text is not None:
        node, found = parse_document(text, file=shown)
        findings.extend(found)
    record = SITE_KIND.read(node, findings) if node is not None else None
    if record is None:
        return SiteLook()
    return SiteLook(
        title=record["title"] or "",
        footer=record["footer"] or (),
        links=tuple((record["links"] or {}).items()),
        texts=_texts(record["texts"]),
    )


def _texts(record: Record | None) -> dict[Text, Text]:
    if record is None:
        return {}
    vi, en = (record[each].values if record[each] else {} for each in ("vi", "en"))
    found: dict[Text, Text] = {}
    for name, ours in words_by_name().items():
        own = Text(vi.get(name) or ours.to("vi"), en.get(name) or ours.to("en"))
        if own != ours:
            found[ours] = own
    return found


def _style(workspace: Workspace, path: Path, findings: list[Finding]) -> bytes:
    data = _bytes(workspace, path, _MOST_STYLE, findings)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.append(says.TEMPLATE_BROKEN(Place(workspace.show(path)), kind="UTF-8"))
        return b""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _FOREIGN.search(line):
            place = Place(workspace.show(path), number, found.start() + 1)
            findings.append(says.STYLE_FOREIGN(place, text=found[0]))
    return text.replace("\r\n", "\n").encode()


def _logo(workspace: Workspace, folder: Path, findings: list[Finding]) -> tuple[bytes, str]:
    for name, begin in LOGOS.items():
        data = _bytes(workspace, folder / name, _MOST_LOGO, findings)
        if data and data.startswith(begin):
            return data, name
        if data:
            kind = name.rpartition(".")[2].upper()
            findings.append(says.TEMPLATE_BROKEN(Place(workspace.show(folder / name)), kind=kind))
    return b"", ""


def _bytes(workspace: Workspace, path: Path, limit: int, findings: list[Finding]) -> bytes:
    """Return a file's bytes; nothing where there is none, or where it cannot be used."""
    place = Place(workspace.show(path))
    try:
        if path.exists() and not path.resolve().is_relative_to(workspace.root.resolve()):
            raise OSError
        return read_regular(path, limit=limit)
    except FileNotFoundError:
        return b""
    except TooLarge:
        findings.append(says.TEMPLATE_TOO_LARGE(place, most=limit >> 10))
    except OSError:
        findings.append(says.TEMPLATE_BROKEN(place, kind=path.suffix[1:].upper()))
    return b""
