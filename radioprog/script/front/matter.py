"""The front matter of a script: found between its ``---`` lines and read into `Meta`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.yaml.compound import Record, RecordKind
from radioprog.kernel.yaml.document import (
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    parse_document,
    write_value,
)
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.front import findings as said
from radioprog.script.front.fields import FRONT
from radioprog.script.model import Meta
from radioprog.script.speakers import is_trade_label
from radioprog.script.traced import Page

# Word makes a long dash of "---"; other habits put other marks around.
_DASHES = re.compile(r"\ufeff?[ \t]*\\?(?:[-–—−‐‑‒―─━]{3,}|[-–—]{2,3}|—)[ \t]*")
_MARKS = re.compile(r"\ufeff?[ \t]*(?:={3,}|_{3,}|\*{3,}|\+{3,}|~{3,}|`{3,}\w*)[ \t]*")
_KEY_LINE = re.compile(r"\s*[\"“”]?([^\W\d][^:#{}\[\]\n]{1,40}?)[\"“”]?\s*[:：]")
_LABEL = re.compile(
    r"[ \t*_\u00a0]*([^\W\d_][^:\[\]{}|#*\\<>()\n]{0,39}?)\s*(?:\([^()\n]*\)\s*)?[*_]*\s*:"
)
_ONE_LINE_MAP = re.compile(
    r"^(?P<head>[ \t]*(?:giọng|speakers)[ \t]*:[ \t]*)(?P<rest>[^\s{\[\"'#][^\n{]*?:[ \t][^\n{]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_SMART = re.compile(
    r"(?P<before>(?:^[ \t]*|[:：][ \t\u00a0]+|[\[,{-][ \t\u00a0]*))"
    r"(?:[“”„](?P<double>[^“”„\"\\\n]{1,500})[“”]|[‘’](?P<single>[^‘’“”\"'\\\n]{1,500})[‘’])"
    r"(?=[ \t\u00a0]*(?:$|[,\]}:：]|#[ \t]))",
    re.MULTILINE,
)
_FAR_DOWN = 60
"""Front matter that does not stand first is looked for in this many lines."""


# --- where it stands ---


def split_front_matter(page: Page) -> tuple[tuple[str, int] | None, int, tuple[Finding, ...]]:
    """Find the front matter: its text and first line (``None``: there is none), and the body.

    The body is given as its offset in the page.
    """
    rows = [*zip(page.starts, [*page.starts[1:], len(page.text)], strict=True)]
    first = next((row for row, text in enumerate(_lines(page)) if text.strip("\ufeff \t")), None)
    if first is None or not _opens(page, rows, first):
        return None, 0, ()
    dashes = _DASHES.fullmatch(_text(page, rows[first])) is not None
    for row in range(first + 1, len(rows)):
        line = _text(page, rows[row])
        if _DASHES.fullmatch(line) or (not dashes and _MARKS.fullmatch(line)):
            text = page.text[rows[first][1] : rows[row][0]]
            return (text, first + 2), rows[row][1], ()
    return None, len(page.text), (_unclosed(page, first),)


def _text(page: Page, row: tuple[int, int]) -> str:
    return page.text[row[0] : row[1]].rstrip("\r\n")


def _lines(page: Page) -> Iterator[str]:
    for start, end in zip(page.starts, [*page.starts[1:], len(page.text)], strict=True):
        yield _text(page, (start, end))


def _opens(page: Page, rows: list[tuple[int, int]], row: int) -> bool:
    """Tell whether a line opens the front matter; other marks than dashes need a key below."""
    line = _text(page, rows[row])
    if _DASHES.fullmatch(line):
        return True
    below = _text(page, rows[row + 1]) if row + 1 < len(rows) else ""
    return _MARKS.fullmatch(line) is not None and _known_key(below)


def _known_key(line: str) -> bool:
    match = _KEY_LINE.match(line)
    return match is not None and key_form(match[1]) in FRONT.name_of_key


def _unclosed(page: Page, first: int) -> Finding:
    last = first
    for row, line in enumerate(_lines(page)):
        if row > first and (
            _known_key(line) or (last == row - 1 and line.startswith((" ", "\t", "-")))
        ):
            last = row
    where = Text(f", là dòng {last + 1}", f", which is line {last + 1}") if last > first else ""
    return said.UNCLOSED_FRONT_MATTER(page.place_at(page.starts[first]), where=where)


# --- where there is none ---


def missing_front_matter(page: Page, name: str) -> Finding:
    """Say that a script has no front matter, and give one that fits it and can be pasted."""
    place = page.place_at(0)
    lines = [line for _, line in zip(range(_FAR_DOWN), _lines(page), strict=False)]
    keyed = [row for row, line in enumerate(lines) if line.strip()]
    run = _leading_keys(lines)
    if len(run) > 1:
        return said.NO_FENCES(place, first=run[0] + 1, last=run[-1] + 1)
    for row in keyed:
        if _DASHES.fullmatch(lines[row]) and row + 1 < len(lines) and _known_key(lines[row + 1]):
            return said.NOT_FIRST(place, last=row)
    return said.NO_FRONT_MATTER(place, block=_front_block(page, name))


def _leading_keys(lines: list[str]) -> list[int]:
    """Return the rows of the keys that a text begins with, and of what is indented below them."""
    run: list[int] = []
    for row, line in enumerate(lines):
        if not line.strip("\ufeff \t"):
            continue
        if not (_known_key(line.lstrip("\ufeff")) or (run and line.startswith((" ", "\t", "-")))):
            break
        run.append(row)
    return run


def _front_block(page: Page, name: str) -> Text:
    title = write_value(name.split("/")[-1].replace("-", " ").replace("_", " ").strip() or name)
    names = _names_in(page) or ["PTV nữ", "PTV nam"]
    voices = "\n".join(f"  {write_value(each)}: {voice}" for each, voice in _voices_of(names))
    return Text(
        f"---\ntên chương trình: {title}\ngiọng:\n{voices}\n---",
        f"---\ntitle: {title}\nspeakers:\n{voices}\n---",
    )


def _names_in(page: Page) -> list[str]:
    """Find who seems to speak: labels of the trade, and what begins several lines with a colon."""
    matches = (_LABEL.match(line) for line in _lines(page))
    labels = Counter(one_line(match[1]) for match in matches if match)
    names = [label for label, count in labels.items() if count > 1 or is_trade_label(label)]
    return names[:8]


def _voices_of(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    women = 0
    for count, name in enumerate(names):
        words = fold(name).split()
        woman = "nữ" in words or ("nam" not in words and women * 2 <= count)
        women += woman
        yield name, "nữ" if woman else "nam"


# --- what it holds ---


def read_front_matter(
    front: tuple[str, int], *, file: str, fallback_title: str, kind: RecordKind = FRONT
) -> tuple[Meta | None, tuple[Finding, ...]]:
    """Read the front matter; a value that cannot be read is left out and found."""
    text = _SMART.sub(_straight, front[0])
    found: list[Finding] = []
    text = _ONE_LINE_MAP.sub(lambda match: _map_of(match, front[1], file, found), text)
    node, findings = parse_document(text, file=file, first_line=front[1])
    found.extend(findings)
    if node is None:
        return None, tuple(found)
    record = kind.read(_with_speakers(node, found), found)
    return (_meta(record, fallback_title) if record else None), tuple(found)


def _straight(match: re.Match[str]) -> str:
    """Put straight quotation marks in place of Word's, character for character."""
    inner = match["double"] or match["single"]
    return f'{match["before"]}"{inner}"'


def _map_of(match: re.Match[str], first_line: int, file: str, found: list[Finding]) -> str:
    """Read ``giọng: PTV nữ: nữ, PTV nam: nam`` as a map, and say how it is written."""
    rows = [part.strip() for part in re.split(r"[,;]", match["rest"]) if part.strip()]
    key = match["head"].strip().rstrip(":").strip()
    block = "\n".join([f"{key}:", *(f"  {row}" for row in rows)])
    line = first_line + match.string.count("\n", 0, match.start())
    found.append(said.NOT_INDENTED(Place(file, line, 1), key=key, block=block))
    return f"{match['head']}{{{', '.join(rows)}}}"


def _with_speakers(node: Node, found: list[Finding]) -> Node:
    """Put speakers under their key that stand below it unindented, or as a list."""
    if not isinstance(node, MappingNode):
        return node
    items = list(node.items)
    for at, (key, value) in enumerate(items):
        known = FRONT.name_of_key.get(key_form(key.text))
        if known is None or known.name != "speakers":
            continue
        if isinstance(value, Scalar) and not value.text.strip() and not value.quoted:
            stray = _until_known(items[at + 1 :])
            if stray:
                found.append(_not_indented(key, stray))
                items[at : at + 1 + len(stray)] = [(key, MappingNode(tuple(stray), value.place))]
        elif isinstance(value, SequenceNode) and all(
            isinstance(each, MappingNode) and len(each.items) == 1 for each in value.items
        ):
            rows = [each.items[0] for each in value.items if isinstance(each, MappingNode)]
            items[at] = (key, MappingNode(tuple(rows), value.place))
        break
    return MappingNode(tuple(items), node.place)


def _until_known(items: list[tuple[Scalar, Node]]) -> list[tuple[Scalar, Node]]:
    stray = []
    for key, value in items:
        if key_form(key.text) in FRONT.name_of_key:
            break
        stray.append((key, value))
    return stray


def _not_indented(key: Scalar, stray: list[tuple[Scalar, Node]]) -> Finding:
    rows = [
        f"  {each.text}: {value.text if isinstance(value, Scalar) else '…'}"
        for each, value in stray
    ]
    return said.NOT_INDENTED(
        stray[0][0].place, key=key.text, block="\n".join([f"{key.text}:", *rows])
    )


def _meta(record: Record, fallback_title: str) -> Meta:
    values = dict(record.values)
    values["title"] = values["title"] or fallback_title
    values["deliver"] = _unique(values["deliver"])
    return Meta(**values, places=dict(record.places))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
