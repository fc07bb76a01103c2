"""One YAML dialect for every file a producer writes: text in, nodes with places out.

Only this module meets PyYAML. It reads the *event stream* and builds its own nodes, so nothing
is ever composed or typed by YAML: each scalar stays text until `radioprog.kernel.schema` types it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import yaml

from radioprog.kernel import document_faults as faults
from radioprog.kernel.document_page import Page, refused_at_sight
from radioprog.kernel.findings import Finding, Place, Text, error, visible
from radioprog.kernel.textfile import forbidden_characters

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
    page = Page(text, file, first_line)
    refused = refused_at_sight(page)
    if refused:
        return None, refused
    try:
        node, spans = _build(page)
    except _Refused as problem:
        return None, (problem.finding,)
    except yaml.YAMLError as problem:
        return None, (_syntax_finding(page, problem),)
    return node, tuple(islice(faults.text_after_hash(page, spans), _MOST_HASHES))


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


def _build(page: Page) -> tuple[Node, _Spans]:
    """Walk the events with a stack of our own; give the root and where its scalars stand."""
    stack: list[_Open] = []
    spans: _Spans = []
    root: Node | None = None
    for count, event in enumerate(_permitted_events(page)):
        place = page.place_of(event.start_mark)
        if count > faults.MOST:
            raise _Refused(faults.too_many(place))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            spans.append(_span(event))
            node = _scalar(page, event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = stack.pop().close()
        else:
            _demand_scalar_key(stack, place)
            stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent)))
            if len(stack) > faults.DEEPEST:
                raise _Refused(faults.too_deep(place))
            continue
        if stack:
            _refuse_merge(stack[-1], node)
            stack[-1].nodes.append(node)
        else:
            root = node
    return root or MappingNode((), Place(page.file, page.first_line, 1)), spans


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _scalar(page: Page, event: Any, place: Place) -> Scalar:
    text: str = event.value
    quoted = bool(event.style)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if quoted:
        for finding in forbidden_characters(text, file=page.file):
            raise _Refused(replace(finding, place=place))
    return Scalar(text, place, quoted)


def _permitted_events(page: Page) -> Iterator[Any]:
    """Give the events of the one document, refusing what the dialect leaves out."""
    documents = 0
    events: Iterator[Any] = yaml.parse(page.text, Loader=_LOADER)
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            yield event
        elif isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if event.anchor is not None:
                place = page.place_of(event.start_mark)
                raise _Refused(faults.not_used("yaml-anchor", f"&{event.anchor}", place))
            if event.tag is not None:
                place = page.place_of(event.start_mark)
                raise _Refused(faults.not_used("yaml-tag", str(event.tag), place))
            yield event
        elif isinstance(event, yaml.AliasEvent):
            place = page.place_of(event.start_mark)
            raise _Refused(faults.not_used("yaml-alias", f"*{event.anchor}", place))
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(faults.second_document(page.place_of(event.start_mark)))


def _demand_scalar_key(stack: list[_Open], place: Place) -> None:
    if stack and stack[-1].waits_for_key():
        raise _Refused(
            error(
                "bad-key",
                Text("tên mục phải là một từ hoặc cụm từ", "a key must be plain text"),
                Text(
                    "viết dạng  tên: giá trị; giá trị có dấu [ ] { } thì đặt trong ngoặc kép",
                    "write  name: value; put a value that has [ ] { } in double quotes",
                ),
                place,
            )
        )


def _refuse_merge(parent: _Open, node: Node) -> None:
    if parent.waits_for_key() and node == Scalar("<<", node.place):
        raise _Refused(faults.not_used("yaml-merge", "<<", node.place))


def _syntax_finding(page: Page, problem: yaml.YAMLError) -> Finding:
    index, causes = _problem_places(page, problem)
    reason = visible(str(getattr(problem, "problem", None) or type(problem).__name__))
    return faults.syntax(page, index, causes, reason, _reads_until)


def _problem_places(page: Page, problem: yaml.YAMLError) -> tuple[int, tuple[int, ...]]:
    """Give the place of the problem, and the places whose lines may have caused it."""
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
    escaped = faults.escaped(text).replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
