"""The producer's lexicon: ``lexicon.yaml`` of a workspace, read into a `Lexicon`.

Stands before the reading: `parse_lexicon` gives the layer that is laid over the built-in one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, OneOfKind, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import MadeKind, TextKind
from radioprog.reader.lexicon import Entry, Lexicon

_SPOKEN = Text("cách đọc, viết bằng chữ", "how it is said, in words")


def _plain(value: str, place: Place, findings: list[Finding]) -> tuple[Entry, ...]:
    return (Entry("", value, place=place),)


def _with_context(value: Any, place: Place, findings: list[Finding]) -> tuple[Entry, ...]:
    if not value["reading"]:
        return ()
    return (Entry("", value["reading"], value["context"] or (), place=place),)


def _several(value: Iterable[tuple[Entry, ...]], place: Place, findings: list[Finding]) -> Any:
    return tuple(entry for entries in value for entry in entries)


_RECORD = MadeKind(
    RecordKind(
        (
            Field("reading", TextKind(200), _SPOKEN, vi=("đọc", "cách đọc"), required=True),
            Field(
                "context",
                ListKind(TextKind(60), commas=True),
                Text("một trong các từ phải đứng gần", "words of which one must stand near"),
                vi=("ngữ cảnh", "gần"),
            ),
        ),
        title="lexicon entry",
    ),
    _with_context,
)
_VALUE: OneOfKind = OneOfKind(
    Text(
        "cách đọc, hoặc {đọc: …, ngữ cảnh: [từ, từ]}",
        "how it is said, or {reading: …, context: [word, word]}",
    ),
    scalar=MadeKind(TextKind(200), _plain),
    mapping=_RECORD,
    sequence=MadeKind(ListKind(_RECORD), _several),
)
LEXICON: MapKind[tuple[Entry, ...]] = MapKind(_VALUE, TextKind(80))
"""What a lexicon file may hold; also shown to editors as JSON Schema."""


def parse_lexicon(text: str, *, file: str | None = None) -> tuple[Lexicon, tuple[Finding, ...]]:
    r"""Read a workspace's ``lexicon.yaml``: a word, and how it is said.

    A word may have several readings, each with words of which one must stand near. Findings are
    those of the file's form; the lines that could be read are in the lexicon in any case.

    >>> lexicon, findings = parse_lexicon("BCH: {đọc: Ban Chỉ huy, ngữ cảnh: [đồn]}")
    >>> [(entry.written, entry.spoken, entry.context) for entry in lexicon.entries], findings
    ([('BCH', 'Ban Chỉ huy', ('đồn',))], ())
    """
    node, found = parse_document(text, file=file)
    findings = list(found)
    if node is None:
        return Lexicon(), tuple(findings)
    values = LEXICON.read(node, findings) or {}
    entries = tuple(
        replace(entry, written=word) for word, lines in values.items() for entry in lines
    )
    return Lexicon(entries), tuple(findings)
