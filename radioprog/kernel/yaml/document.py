"""One YAML dialect for every file a producer writes: text in, nodes with places out.

Only this module meets PyYAML. It reads the *event stream* and builds its own nodes, so nothing
is ever composed or typed by YAML: each scalar stays text until `kernel.yaml.schema` types it.

Where a line is at fault, corrected lines are tried before one is offered.

The text of a YAML document: cleaned of what is merely invisible, its lines, its places.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml

from radioprog.kernel.findings import Finding, Place, visible
from radioprog.kernel.textfile import LINE_END, forbidden_characters
from radioprog.kernel.yaml.findings import (
    ALIAS,
    ANCHOR,
    BACKSLASH,
    BAD_KEY,
    DOCUMENT_TOO_LARGE,
    MERGE,
    SECOND_DOCUMENT,
    SYNTAX,
    SYNTAX_MENDED,
    TAB,
    TAG,
    TEXT_AFTER_HASH,
    TOO_DEEP,
    TOO_MANY,
)

LARGEST = 1 << 20
"""The largest document, in bytes of UTF-8."""
# What YAML refuses though it is merely invisible is read as a word joiner, odd spaces as spaces.
_PLAINER = {
    **dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF), "\u2060"),
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
}


class SourcePage:
    """The text, its lines, and how a mark of YAML becomes a place in the file."""

    def __init__(self, text: str, file: str | None, first_line: int) -> None:
        self.text: str = text.removeprefix("\ufeff").translate(_PLAINER)
        self.file: str | None = file
        self.first_line: int = first_line
        self.starts: list[int] = [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def place_at(self, index: int) -> Place:
        """Return the place of a character of the text."""
        row = bisect_right(self.starts, index) - 1
        return Place(self.file, self.first_line + row, index - self.starts[row] + 1)

    def place_of(self, mark: Any) -> Place:
        """Return the place of one of YAML's marks."""
        return Place(self.file, self.first_line + mark.line, mark.column + 1)

    def line_at(self, index: int) -> tuple[int, str]:
        """Return where the line begins, and the line without its end."""
        start = self.starts[bisect_right(self.starts, index) - 1]
        match = LINE_END.search(self.text, start)
        return start, self.text[start : match.start() if match else len(self.text)]


def refused_at_sight(page: SourcePage) -> tuple[Finding, ...]:
    """Find what no document may be, before it is read: too large, with hidden characters."""
    if len(page.text) > LARGEST or len(page.text.encode("utf-8", "replace")) > LARGEST:
        return (DOCUMENT_TOO_LARGE(Place(page.file, page.first_line, 1)),)
    return forbidden_characters(page.text, file=page.file, first_line=page.first_line)


DEEPEST = 32
"""How many lists and maps may stand inside one another."""
MOST = 200_000
"""The most words, lists and maps in one document: more cannot be read within a second."""
_LONGEST_SHOWN = 300
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_KEYED = re.compile(
    r"^(?P<head>\s*(?:- +)*[^\s:#'\"\[{][^:]*:[ \t]+|\s*(?:- +)+)(?P<value>\S.*?)\s*$"
)

ReadsUntil = Callable[[str, int], bool]
"""Tells whether a changed text reads without a fault up to an offset."""


def text_after_hash(page: SourcePage, spans: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Find ` #word` after a value: YAML takes it as a remark, and the words would be lost."""
    starts = [start for start, _ in spans]
    remark_ends = 0
    for match in _REMARK.finditer(page.text):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < remark_ends or (at >= 0 and match.start() < spans[at][1]):
            continue
        start, line = page.line_at(match.start())
        remark_ends = start + len(line)
        lost = line[match.start() - start :].strip()[:_LONGEST_SHOWN]
        if not line[: match.start() - start].strip() or not lost[1:2].strip():
            continue
        fixed = _quoted_value(line) if len(line) <= _LONGEST_SHOWN else '"…"'
        yield TEXT_AFTER_HASH(page.place_at(match.start()), lost=lost, fixed=fixed)


def _quoted_value(line: str) -> str:
    """Return the line with its value in double quotes."""
    match = _KEYED.match(line)
    if match is None:
        return f'"{escaped(line.strip())}"'
    value = match["value"]
    if value[0] in "\"'" and value.count(value[0]) == 1:
        value = value[1:]
    return f'{match["head"]}"{escaped(value)}"'


_WITH_BACKSLASH = re.compile(r'"([^"\n]*\\[^"\n]*)"')
_PATH_OF_WINDOWS = re.compile(
    r'"(?:[^"\n]*=)?(?:[A-Za-z]:\\[^\\"]|[^\s"\\]+\\(?!\\)[^\s"]*\.\w{2,4}")'
)
"""In double quotes, single backslashes: a drive's path, or a relative one with a file's ending."""


def _in_single_quotes(line: str) -> str:
    r"""Return a line with its paths in single quotes, where a backslash means itself.

    >>> print(_in_single_quotes(r'a: ["C:\tts\say.exe", "{input}"]'))
    a: ['C:\tts\say.exe', "{input}"]
    """
    return _WITH_BACKSLASH.sub(lambda match: "'" + match[1].replace("'", "''") + "'", line)


def _corrections(page: SourcePage, start: int, line: str) -> Iterator[str]:
    """Return ways in which a line that YAML refuses may have been meant, the likeliest first."""
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            yield line + closing
    if "：" in line:
        yield line.replace("：", ": ", 1)
    if _GLUED_DASH.match(line):
        yield _GLUED_DASH.sub(r"\1 ", line, count=1)
    yield _quoted_value(line)
    if ":" in line and not _KEYED.match(line):
        yield re.sub(r":(?=\S)", ": ", line, count=1)
    if start:
        above = page.line_at(start - 1)[1]
        yield above[: len(above) - len(above.lstrip())] + line.lstrip()


def escaped(value: str) -> str:
    """Escape a value for double quotes."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


def syntax(
    page: SourcePage, index: int, causes: Sequence[int], reason: str, reads_until: ReadsUntil
) -> Finding:
    """Say that YAML cannot be read at ``index``; show the line of a cause as it should be.

    A correction is shown only where the text reads on with it.
    """
    for at in (*_glued_dash_above(page, index), *causes):
        start, line = page.line_at(at)
        if len(line) > _LONGEST_SHOWN:
            continue
        if "\t" in line:
            return tab(page, start + line.index("\t"), line)
        fixed = _in_single_quotes(line)
        if fixed != line and _mends(page, index, (start, line), fixed, reads_until):
            return BACKSLASH(page.place_at(at), fixed=fixed.strip())
        for fixed in _corrections(page, start, line):
            if _mends(page, index, (start, line), fixed, reads_until):
                return SYNTAX_MENDED(page.place_at(at), fixed=fixed)
    return SYNTAX(page.place_at(index), reason=reason)


_GLUED_DASH = re.compile(r"( *-)(?=[^\s-])")


def _glued_dash_above(page: SourcePage, index: int) -> Sequence[int]:
    """Find the item above a fault whose dash stands without its space: ``-mã: a``."""
    start = page.line_at(index)[0]
    above = page.line_at(start - 1) if start else (0, "")
    return (above[0],) if _GLUED_DASH.match(above[1]) else ()


def _mends(
    page: SourcePage, index: int, at: tuple[int, str], fixed: str, reads_until: ReadsUntil
) -> bool:
    """Tell whether a corrected line takes the fault at ``index`` away, and brings none near."""
    start, line = at
    changed = page.text[:start] + fixed + page.text[start + len(line) :]
    fault_start, fault_line = page.line_at(index)
    end = max(start + len(fixed), fault_start + len(fault_line) + len(fixed) - len(line)) + 1
    return reads_until(changed, end)


def tab(page: SourcePage, index: int, line: str) -> Finding:
    """Say that a tab cannot stand here, and show the line without."""
    fixed = line.expandtabs(2).rstrip()
    start = page.line_at(index)[0]
    if start and "\t" in line[: len(line) - len(line.lstrip())]:
        above = page.line_at(start - 1)[1].rstrip()
        dash = re.match(r" *(?:- +)?", above)
        deep = (dash.end() if dash else 0) + (2 if above.endswith(":") else 0)
        fixed = " " * deep + line.strip()
    return TAB(page.place_at(index), fixed=fixed)


_MOST_HASHES = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or text, as written; ``quoted`` tells whether quotes or a block stood around it."""

    text: str
    place: Place = field(compare=False)
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class MappingNode:
    """Keys and values, in the order of the page, doubles included."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place = field(compare=False)


Node = Scalar | SequenceNode | MappingNode


class _Refused(Exception):
    """The document breaks a rule of the dialect."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def parse_document(
    text: str, *, file: str | None = None, first_line: int = 1
) -> tuple[Node | None, tuple[Finding, ...]]:
    r"""Read one YAML document in our dialect; an empty one is an empty map.

    ``first_line`` is the line of the file at which the text begins (front matter inside a
    script). The node is ``None`` only where the findings hold an error that left nothing to read.

    >>> node, findings = parse_document("at: 12:30\nok: no")
    >>> [(key.text, value.text) for key, value in node.items], findings
    ([('at', '12:30'), ('ok', 'no')], ())
    """
    page = SourcePage(text, file, first_line)
    refused = refused_at_sight(page)
    if refused:
        return None, refused
    try:
        node, spans = _build(page)
    except _Refused as problem:
        return None, (problem.finding,)
    except yaml.YAMLError as problem:
        return None, (_syntax_finding(page, problem),)
    return node, tuple(islice(text_after_hash(page, spans), _MOST_HASHES))


_Spans = list[tuple[int, int]]


@dataclass(slots=True)
class _Open:
    """A list or map that is being filled."""

    place: Place
    mapping: bool
    nodes: list[Node] = field(default_factory=list)

    def close(self) -> Node:
        if not self.mapping:
            return SequenceNode(tuple(self.nodes), self.place)
        keys = (node for node in self.nodes[::2] if isinstance(node, Scalar))
        return MappingNode(tuple(zip(keys, self.nodes[1::2], strict=True)), self.place)

    def waits_for_key(self) -> bool:
        return self.mapping and len(self.nodes) % 2 == 0


def _build(page: SourcePage) -> tuple[Node, _Spans]:
    """Walk the events with a stack of our own; give the root and where its scalars stand."""
    stack: list[_Open] = []
    spans: _Spans = []
    root: Node | None = None
    for count, event in enumerate(_permitted_events(page)):
        place = page.place_of(event.start_mark)
        if count > MOST:
            raise _Refused(TOO_MANY(place, most=MOST))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            spans.append(_span(event))
            node = _scalar(page, event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().close()
        else:
            _demand_scalar_key(stack, place)
            stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))
            if len(stack) > DEEPEST:
                raise _Refused(TOO_DEEP(place, deepest=DEEPEST))
            continue
        if stack:
            _refuse_merge(stack[-1], node)
            stack[-1].nodes.append(node)
        else:
            root = node
    return root or MappingNode((), Place(page.file, page.first_line, 1)), spans


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _scalar(page: SourcePage, event: Any, place: Place) -> Scalar:
    text: str = event.value
    quoted = bool(event.style)
    if event.style == '"' and _PATH_OF_WINDOWS.match(page.text, event.start_mark.index):
        fixed = _in_single_quotes(page.line_at(event.start_mark.index)[1])
        raise _Refused(BACKSLASH(place, fixed=fixed.strip()))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if quoted:
        for finding in forbidden_characters(text, file=page.file):
            raise _Refused(replace(finding, place=place))
    return Scalar(text, place, quoted)


def _permitted_events(page: SourcePage) -> Iterator[Any]:
    """Return the events of the one document, refusing what the dialect leaves out."""
    documents = 0
    events: Iterator[Any] = yaml.parse(page.text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            yield event
        elif isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if event.anchor is not None:
                place = page.place_of(event.start_mark)
                raise _Refused(ANCHOR(place, written=f"&{event.anchor}"))
            if event.tag is not None:
                place = page.place_of(event.start_mark)
                raise _Refused(TAG(place, written=str(event.tag)))
            yield event
        elif isinstance(event, yaml.AliasEvent):
            place = page.place_of(event.start_mark)
            raise _Refused(ALIAS(place, written=f"*{event.anchor}"))
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(SECOND_DOCUMENT(page.place_of(event.start_mark)))


def _demand_scalar_key(stack: list[_Open], place: Place) -> None:
    if stack and stack[-1].waits_for_key():
        raise _Refused(BAD_KEY(place))


def _refuse_merge(parent: _Open, node: Node) -> None:
    if parent.waits_for_key() and node == Scalar("<<", node.place):
        raise _Refused(MERGE(node.place, written="<<"))


def _syntax_finding(page: SourcePage, problem: yaml.YAMLError) -> Finding:
    index, causes = _problem_places(page, problem)
    if _open_brackets(page.text[: index + 1]) > DEEPEST:
        return TOO_DEEP(
            page.place_at(index), deepest=DEEPEST
        )  # newer libraries refuse such depth themselves
    reason = visible(str(getattr(problem, "problem", None) or type(problem).__name__))
    return syntax(page, index, causes, reason, _reads_until)


def _open_brackets(text: str) -> int:
    return sum(map(text.count, "[{")) - sum(map(text.count, "]}"))


def _problem_places(page: SourcePage, problem: yaml.YAMLError) -> tuple[int, tuple[int, ...]]:
    """Return the place of the problem, and the places whose lines may have caused it."""
    marks = [getattr(problem, name, None) for name in ("problem_mark", "context_mark")]
    found = [min(mark.index, max(0, len(page.text) - 1)) for mark in marks if mark is not None]
    if not found:
        position = getattr(problem, "position", 0)
        found = [position if isinstance(position, int) else 0]
    before = page.text.rstrip()
    causes = [at for at in found if at < len(before)]
    start = page.line_at(found[0])[0]
    if start:
        causes.append(page.line_at(start - 1)[0])
    return found[0], tuple(dict.fromkeys(causes))


def _reads_until(text: str, end: int) -> bool:
    events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
    try:
        return any(event.start_mark.index > end for event in events) or True
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        return mark is not None and mark.index > end


_PLAIN = re.compile(r"[^\W_](?:[\w .,()+/%;!?~–-]|:(?=\w))*")
_TYPED = re.compile(
    r"[-+.:,_0-9eExXoOa-fA-F]*|true|false|yes|no|on|off|null|y|n|[0-9]{4}-.*", re.IGNORECASE
)


def write_value(text: str, *, flow: bool = False) -> str:
    r"""Write a text as one YAML value that reads back as it is, here and in any other YAML.

    ``flow`` is for values between ``[ ]`` or ``{ }``.

    >>> write_value("Biển đảo"), write_value("Bản tin #7: vùng biên"), write_value("no")
    ('Biển đảo', '"Bản tin #7: vùng biên"', '"no"')
    """
    plain = _PLAIN.fullmatch(text) and not _TYPED.fullmatch(text) and text == text.strip()
    if plain and not (flow and "," in text):
        return text
    quoted = escaped(text).replace("\n", "\\n").replace("\t", "\\t")
    return f'"{quoted}"'
