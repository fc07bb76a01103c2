"""The page of all recordings: each with its picture, a player, its rights, and who uses it.

A pure function of plain values; the page needs nothing from outside but the sounds themselves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from radioprog.kernel.findings import Language, Text
from radioprog.publish.html import Markup, element, page, together

_TITLE = Text("Băng, nhạc, tiếng động", "Recordings, music, effects")
_UNUSED = Text("chưa kịch bản nào dùng", "no script uses it")
_USED = Text("dùng trong", "used in")
_RIGHTS = Text("bản quyền", "rights")
_NO_RIGHTS = Text("chưa ghi bản quyền", "rights not noted")
_SOURCE = Text("nguồn", "source")
_UNTIL = Text("đến ngày {day}", "until {day}")
_ENDED = Text("đã hết hạn ngày {day}", "ended on {day}")
_UNREAD = Text("không mở được", "cannot be opened")
_HIGH, _STEP = 48, 2
_STYLE = """
body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; margin: 0 auto; max-width: 62em;
  padding: 1em; color: #0f172a; background: #fff; }
h1 { font-size: 1.4em; } h2 { font-size: 1.15em; margin: 1.6em 0 .4em; }
article { border: 1px solid #cbd5e1; border-radius: 8px; padding: .7em .9em; margin: .7em 0;
  break-inside: avoid; }
h3 { font-size: 1em; margin: 0; display: flex; justify-content: space-between; gap: 1em;
  overflow-wrap: anywhere; }
h3 span { font-weight: normal; color: #475569; white-space: nowrap; }
svg { display: block; width: 100%; height: 48px; margin: .4em 0; } audio { width: 100%; }
p { margin: .3em 0; } .warn { color: #b45309; } .quiet { color: #475569; }
@media (prefers-color-scheme: dark) { body { background: #0f172a; color: #e2e8f0; }
  article { border-color: #334155; } h3 span, .quiet { color: #94a3b8; } .warn { color: #fbbf24; } }
@media print { audio { display: none; } }
"""


@dataclass(frozen=True, slots=True)
class AssetUse:
    """Where a recording is used: the script's path, and the line of its cue."""

    script: str
    line: int | None


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One recording: its path below the assets, length in seconds, shape, rights and uses.

    ``peaks`` are from 0 to 1; ``duration`` is ``None`` where it cannot be opened. ``ended`` tells
    that its rights are over.
    """

    path: str
    duration: float | None
    peaks: tuple[float, ...] = ()
    rights: str = ""
    source: str = ""
    until: dt.date | None = None
    ended: bool = False
    uses: tuple[AssetUse, ...] = ()


def assets_page(rows: Iterable[AssetRow], language: Language, *, to_assets: str) -> str:
    """Write the page; ``to_assets`` leads from its folder to that of the assets."""
    folders: dict[str, list[AssetRow]] = {}
    for row in rows:
        folders.setdefault(row.path.rpartition("/")[0], []).append(row)
    body = element(
        "main",
        element("h1", _TITLE.to(language)),
        *(
            together(
                element("h2", folder) if folder else None,
                *(_article(row, language, to_assets) for row in found),
            )
            for folder, found in sorted(folders.items())
        ),
    )
    return page(title=_TITLE.to(language), language=language, style=_STYLE, body=body)


def _article(row: AssetRow, language: Language, to_assets: str) -> Markup:
    name = row.path.rpartition("/")[2]
    if row.duration is None:
        sound = element("p", _UNREAD.to(language), class_="warn")
    else:
        address = f"{to_assets}/{quote(row.path)}"
        sound = together(
            _picture(row.peaks),
            element("audio", controls="", preload="none", src=address, aria_label=name),
        )
    return element(
        "article",
        element("h3", name, element("span", shown_length(row.duration))),
        sound,
        _rights(row, language),
        _uses(row.uses, language),
    )


def shown_length(seconds: float | None) -> str:
    """Show a length as people write it.

    >>> shown_length(83.2), shown_length(None)
    ('1:23', '-')
    """
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _picture(peaks: Sequence[float]) -> Markup:
    wide, middle = max(1, len(peaks)) * _STEP, _HIGH / 2
    parts = [
        f"M{number * _STEP + 1} {middle - max(0.5, peak * middle):.1f}"
        f"V{middle + max(0.5, peak * middle):.1f}"
        for number, peak in enumerate(peaks)
    ]
    line = element("path", d="".join(parts), stroke="#2563eb", stroke_width="1.4", fill="none")
    return element(
        "svg", line, viewBox=f"0 0 {wide} {_HIGH}", preserveAspectRatio="none", aria_hidden="true"
    )


def _rights(row: AssetRow, language: Language) -> Markup:
    if not row.rights:
        return element("p", _NO_RIGHTS.to(language), class_="warn")
    told = [f"{_RIGHTS.to(language)}: {row.rights}"]
    if row.source:
        told.append(f"{_SOURCE.to(language)}: {row.source}")
    if row.until is not None:
        day = f"{row.until.day}/{row.until.month}/{row.until.year}"
        told.append((_ENDED if row.ended else _UNTIL).filled(day=day).to(language))
    return element("p", " · ".join(told), class_="warn" if row.ended else None)


def _uses(uses: Sequence[AssetUse], language: Language) -> Markup:
    if not uses:
        return element("p", _UNUSED.to(language), class_="quiet")
    places = (each.script if each.line is None else f"{each.script}:{each.line}" for each in uses)
    return element("p", f"{_USED.to(language)}: {', '.join(places)}", class_="quiet")
