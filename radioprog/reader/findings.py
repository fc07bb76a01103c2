"""What the reader has to tell: unread tokens, lexicon lines that do nothing or cover another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from radioprog.kernel.findings import Finding, Place, Text, info, visible, warning
from radioprog.kernel.text import fold
from radioprog.reader.lexicon import Entry, Lexicon
from radioprog.reader.model import Reading, Token

PlaceOf = Callable[[int], Place]


def unread_findings(reading: Reading, place_of: PlaceOf) -> tuple[Finding, ...]:
    """Give a warning for each token that no rule read.

    ``place_of`` turns an offset of ``reading.text`` into a place of the file.
    """
    return tuple(_unread(token, place_of(token.start)) for token in reading.unread)


def _unread(token: Token, place: Place) -> Finding:
    written, spoken = visible(token.written), token.spoken
    heard = Text(f"tạm đánh vần là “{spoken}”", f"spelled as “{spoken}”")
    if not spoken:
        heard = Text("không đọc thành tiếng", "not said at all")
    return warning(
        "unread-token",
        Text(f"không biết đọc “{written}”, {heard.vi}", f"no rule reads “{written}”: {heard.en}"),
        _remedy(token.written),
        place,
        written=token.written,
        spoken=spoken,
    )


def _remedy(written: str) -> Text:
    if written in {"{", "}", "|"}:
        return Text(
            "viết đúng dạng {cách viết|cách đọc}, hoặc bỏ dấu này",
            "write {written|spoken} whole, or leave this mark out",
        )
    if not any(char.isalnum() for char in written):
        return Text(
            "bỏ ký hiệu này, hoặc viết thành chữ điều muốn nói",
            "leave this sign out, or write in words what is to be said",
        )
    shown = visible(written)
    return Text(
        f"viết {{{shown}|cách đọc}} trong kịch bản, hoặc thêm “{shown}: cách đọc” vào lexicon.yaml",
        f"write {{{shown}|how it is said}} in the script, or add “{shown}: how it is said” "
        "to lexicon.yaml",
    )


def lexicon_findings(
    lexicon: Lexicon, readings: Iterable[Reading], *, below: Lexicon | None = None
) -> tuple[Finding, ...]:
    """Tell lexicon lines that no reading used, and lines that cover another.

    ``below`` is the layer under it (the language's own), whose covered lines are told too.
    """
    used = {
        (fold(token.written), token.spoken)
        for reading in readings
        for token in reading.tokens
        if token.rule.startswith("lexicon-")
    }
    return (*_shadows(lexicon, below), *_unused(lexicon, used))


def _unused(lexicon: Lexicon, used: set[tuple[str, str]]) -> Iterable[Finding]:
    for entry in lexicon.entries:
        if (fold(entry.written), entry.spoken) not in used:
            yield info(
                "lexicon-unused",
                Text(
                    f"từ “{entry.written}” trong lexicon.yaml không gặp ở kịch bản nào",
                    f"“{entry.written}” of lexicon.yaml stands in no script",
                ),
                Text("xem lại chính tả, hoặc xóa dòng này", "check its spelling, or remove it"),
                entry.place,
            )


def _shadows(lexicon: Lexicon, below: Lexicon | None) -> Iterable[Finding]:
    seen: dict[tuple[str, tuple[str, ...]], Entry] = {}
    for entry in below.entries if below else ():
        seen[(entry.key, entry.context)] = entry
    for entry in lexicon.entries:
        covered = seen.get((entry.key, entry.context))
        if covered is not None:
            yield _shadow(entry, covered)
        seen[(entry.key, entry.context)] = entry


def _shadow(entry: Entry, covered: Entry) -> Finding:
    own = covered.layer == entry.layer
    where = Text(
        "dòng trước" if own else "từ điển có sẵn", "the line before" if own else "the built-in line"
    )
    return info(
        "lexicon-shadow",
        Text(
            f"“{entry.written}” đọc là “{entry.spoken}”, "
            f"thay cho “{covered.spoken}” của {where.vi}",
            f"“{entry.written}” is read “{entry.spoken}” "
            f"instead of “{covered.spoken}” of {where.en}",
        ),
        Text("nếu không cố ý thì xóa một dòng", "remove one of the two if that is not meant"),
        entry.place,
    )
