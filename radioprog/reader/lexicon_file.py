"""The producer's lexicon: ``lexicon.yaml`` of a workspace, read into a `Lexicon`.

Stands before the reading: `parse_lexicon` gives the layer that is laid over the built-in one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.text import fold
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, OneOfKind, RecordKind
from radioprog.kernel.yaml.document import MappingNode, Scalar, parse_document, write_value
from radioprog.kernel.yaml.schema import MadeKind, TextKind
from radioprog.reader.findings import EMPTY_LINE, LEXICON_BY_HAND
from radioprog.reader.lexicon import Lexicon, LexiconEntry

_SPOKEN = Text("cách đọc, viết bằng chữ", "how it is said, in words")


def _plain(value: str, place: Place, findings: list[Finding]) -> tuple[LexiconEntry, ...]:
    return (LexiconEntry("", value, place=place),)


def _with_context(value: Any, place: Place, findings: list[Finding]) -> tuple[LexiconEntry, ...]:
    if not value["reading"]:
        return ()
    return (LexiconEntry("", value["reading"], value["context"] or (), place=place),)


def _several(
    value: Iterable[tuple[LexiconEntry, ...]], place: Place, findings: list[Finding]
) -> Any:
    return tuple(entry for entries in value for entry in entries)


_RECORD = MadeKind(
    RecordKind(
        (
            Field(
                "reading", TextKind(200), _SPOKEN, in_vietnamese=("đọc", "cách đọc"), required=True
            ),
            Field(
                "context",
                ListKind(TextKind(60), commas=True),
                Text("một trong các từ phải đứng gần", "words of which one must stand near"),
                in_vietnamese=("ngữ cảnh", "gần"),
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
LEXICON: MapKind[tuple[LexiconEntry, ...]] = MapKind(_VALUE, TextKind(80))
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


def with_line(
    text: str, written: str, spoken: str, *, context: Sequence[str] = (), file: str | None = None
) -> tuple[str | None, tuple[Finding, ...]]:
    r"""Return the text of a lexicon with one line added or its reading changed, the rest untouched.

    Remarks and the order of lines stay. None, with the errors, where the file cannot be read or
    the word has several readings that a person must choose between.

    >>> with_line("BCH: Ban Chấp hành  # Đảng\n", "BCH", "Ban Chỉ huy")[0]
    'BCH: Ban Chỉ huy  # Đảng\n'
    >>> with_line("# từ của đài\n", "P6", "pê sáu")[0]
    '# từ của đài\nP6: pê sáu\n'
    """
    written, spoken = written.strip(), spoken.strip()
    if not written or not spoken:
        return None, (EMPTY_LINE(NOWHERE if file is None else Place(file)),)
    before, findings = parse_lexicon(text, file=file)
    if any(found.is_error for found in findings):
        return None, findings
    line = _line(written, spoken, context)
    known = _key_place(text, written)
    lines = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    if known is None:
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += end
        changed = "".join([*lines, f"{line}{end}"])
    else:
        simple = _SIMPLE.match(lines[known - 1])
        own = [entry for entry in before.entries if fold(entry.written) == fold(written)]
        if simple is None or len(own) != 1 or (own[0].context and not context):
            place = Place(file, known, 1)
            return None, (LEXICON_BY_HAND(place, written=written, line=known),)
        lines[known - 1] = f"{line}{simple['rest']}{simple['end']}"
        changed = "".join(lines)
    return _proved(changed, written, spoken, file)


_SIMPLE = re.compile(  # one line: key, value in quotes, in braces or plain, remark
    r"(?P<key>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^#\s:][^:]*)[ ]*:[ ]+"
    r"(?P<value>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\{[^{}]*\}|[^\s#\"'\[{|>&*!][^#\n]*?)"
    r"(?P<rest>[ \t]*(?:[ \t]#[^\n]*)?)(?P<end>\r?\n?)$"
)


def _line(written: str, spoken: str, context: Sequence[str]) -> str:
    if not context:
        return f"{write_value(written)}: {write_value(spoken)}"
    near = ", ".join(write_value(word, flow=True) for word in context)
    reading = write_value(spoken, flow=True)
    return f"{write_value(written)}: {{đọc: {reading}, ngữ cảnh: [{near}]}}"


def _key_place(text: str, written: str) -> int | None:
    """Return the line of the file on which a word stands as a key."""
    node, _ = parse_document(text)
    for key, _ in node.items if isinstance(node, MappingNode) else ():
        if isinstance(key, Scalar) and fold(key.text) == fold(written):
            return key.place.line
    return None


def _proved(
    changed: str, written: str, spoken: str, file: str | None
) -> tuple[str | None, tuple[Finding, ...]]:
    """Read the changed text back: it must say what was asked for."""
    lexicon, findings = parse_lexicon(changed, file=file)
    if any(found.is_error for found in findings):
        return None, findings
    says = {(entry.written, entry.spoken) for entry in lexicon.entries}
    if (written, spoken) not in says:
        return None, (LEXICON_BY_HAND(Place(file), written=written, line=1),)
    return changed, findings
