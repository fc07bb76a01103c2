"""Who speaks: a line that begins with a declared name, or with what looks like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import edit_distance, near_names, skeleton
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.yaml.schema import key_form
from radioprog.script import findings as said
from radioprog.script.keywords import (
    SPEAKING,
    TOGETHER,
    TRADE_TAILS,
    TRADE_TITLES,
    TRADE_WORDS,
)
from radioprog.script.traced import ESCAPABLE, Traced

_FAR = 80
_LABEL = 30
_EMPHASIS = "*_ "
_PLAIN_NAME = re.compile(r"[\w \-./#]+")
_NOTED = re.compile(r"\s{0,9}[(\[]([^()\[\]]{0,200})[)\]][\s*_]{0,9}:")
_COLON = re.compile(r"[\s:]*(?:[-–—]\s+(?=[^\W\d]))?")
_BETWEEN = re.compile(r"\s*(?:[/,&+;]|\b(?:và|and|với)\b|\s[-–—]\s)\s*")
# What stands before a label by habit: a number, a clock, a quotation mark, a bracket.
_BEFORE = re.compile(
    r"\s*(?:\(?[0-9]{1,2}[.)]\s|[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[\])]?\s*[-–—]?\s"
    r"|[\"“”'‘’«»<\[(>~=•·]+)\s*"
)
_AFTER = "\"“”'‘’»>])*_ "
_WRONG_MARK = re.compile(r"\s*(?P<mark>[-–—−‐‑;>→=|…]+|\t)\s*")
_WEAK_MARK = re.compile(r"(?P<mark>[.,!])\s+")
_FIRST = re.compile(r"[^\W_]+")
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]?")
_IN_BRACKETS = re.compile(r"\s*[(\[<]\s*([^()\[\]<>:]{1,40})\s*[)\]>]")
_DASHED = re.compile(r"([^\n:–—-]{1,30}?)\s+[-–—]\s+(?=[\"“]?[^\W\d_])")
_GREETING = re.compile(r"\s+(?:Xin|Kính|Thưa|Vâng|Chào|Mời|Và|Vừa|Sau|Bà con|Quý)\b")
# A sentence, no name and no verb of which the announcer is the subject: PTV nam Xã vừa gặt lúa.
_SENTENCE = re.compile(
    r"\s+(?!(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý)\b)"
    r"[^\W\d_a-z]\w*\s+(?!(?:đã|đang|sẽ|là|và|có|cho|đọc|nói|dẫn|đưa|kể|hỏi|của|thì|rất)\b)"
    r"[a-zà-ỹđ]\w*"
)
_BETWEEN_SENTENCES = re.compile(r"[.!?…][\"”’')\]]*\s+$")
_LABEL_INSIDE = re.compile(
    r"(?<=[.!?…”\"] )((?:MC|PTV|BTV|PV|KTV|Phát thanh viên|Người dẫn|Dẫn)(?: ?[0-9]{1,2})?"
    r"(?: nam| nữ)?)\s*:"
)
_LABEL_IN_TITLE = re.compile(
    r"(?<=\s)((?:MC|PTV|BTV|Phát thanh viên|Người dẫn) ?[0-9]{1,2}(?: nam| nữ)?)\s*:"
)

Says = Callable[[Place], Finding]
"""Makes the finding of a line once its place is known."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: the declared name and the words after its colon, or what is wrong.

    ``note`` is what stands in brackets behind the name: ``MC1 (cười): …``.
    """

    name: str | None
    label: str
    rest: Traced
    note: str = ""
    wrong: Says | None = None


class Speakers:
    """The names declared for a script, and how a line's beginning is matched against them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Fold the names once."""
        self.names: tuple[str, ...] = tuple(names)
        self._by_form = {_form(name): name for name in self.names}
        self._firsts = {form.split(" ")[0] for form in self._by_form}
        by_length = sorted(self.names, key=len, reverse=True)
        shown = "|".join(map(re.escape, by_length)) or r"(?!)"
        self._inside = re.compile(rf"(?<!\w)({shown})\s{{0,3}}:")

    @property
    def only(self) -> str | None:
        """Return the one declared name; ``None`` where there are several or none."""
        return self.names[0] if len(self.names) == 1 else None

    def opening(self, line: Traced) -> Opening | None:
        """Tell who begins to speak in this line; ``None``: nobody, it is running text."""
        opening = self._with_colon(line) or self._with_note(line)
        if opening is not None:
            return opening
        wrong = self._misformed(line) or self._bracketed(line) or self._dressed(line)
        wrong = wrong or self._dashed(line)
        return None if wrong is None else Opening(None, "", line, wrong=wrong)

    def _with_colon(self, line: Traced) -> Opening | None:
        colon = line.marks.find(":", 0, _FAR)
        if colon <= 0:
            return None
        head = line[:colon]
        label = head.text.strip(_EMPHASIS)
        name = self._by_form.get(_form(label))
        if name is not None:
            return Opening(name, label, _after(line, colon, head))
        clock = head.marks[-1].isdigit() and line.marks[colon + 1 : colon + 2].isdigit()
        wrong = None if clock else self._label(head.marks.strip(_EMPHASIS), label)
        return None if wrong is None else Opening(None, label, line, wrong=wrong)

    def _label(self, marks: str, label: str) -> Says | None:
        """Tell what is wrong with a label before a colon; ``None``: it is text."""
        several = self._several(marks)
        if several is not None:
            return several
        if len(label) > _LABEL + 10:
            return None
        if self._suspicious(marks) or self._speaking(marks):
            return self._unknown(label)
        return None

    def _with_note(self, line: Traced) -> Opening | None:
        """Read ``NAME (note): words``."""
        for match in islice(_NOTED.finditer(line.marks, 0, 4 * _FAR), 3):
            label = line.text[: match.start()].strip(_EMPHASIS)
            name = self._by_form.get(_form(label)) if len(label) <= _FAR else None
            if name is not None:
                note = one_line(line.text[match.start(1) : match.end(1)])
                rest = _after(line, match.end() - 1, line[: match.start()])
                return Opening(name, label, rest, note)
            wrong = self._label(line.marks[: match.start()].strip(_EMPHASIS), label)
            if wrong is not None:
                return Opening(None, label, line, wrong=wrong)
        return None

    def _suspicious(self, label: str) -> bool:
        if not label or not _PLAIN_NAME.fullmatch(label):
            return False
        if is_trade_label(label):
            return True
        return len(label) <= _LABEL and any(_close(label, name) for name in self.names)

    def _speaking(self, label: str) -> bool:
        """Tell whether a label is a declared one of the trade and a word: ``PTV nữ đọc``."""
        words = label.split()
        return any(
            is_trade_label(" ".join(words[:count]))
            and key_form(" ".join(words[count:])) in SPEAKING
            for count in range(1, len(words))
        )

    def _several(self, label: str) -> Says | None:
        """Find a label that names several speakers: ``MC1/MC2``, ``Cả hai``."""
        if key_form(label) in TOGETHER:
            return partial(_several, label=one_line(label), names=self.names[:2] or ("MC1", "MC2"))
        parts = [part.strip(_EMPHASIS) for part in _BETWEEN.split(label)]
        if len(parts) < 2 or len(parts) > 5 or not all(parts):
            return None
        known = [self._by_form.get(_form(part)) for part in parts]
        if any(known):
            fits = all(
                name or is_trade_label(part) or self._suspicious(part)
                for name, part in zip(known, parts, strict=True)
            )
        else:
            fits = all(map(is_trade_label, parts)) and has_title(parts[0])
        names = [name or part for name, part in zip(known, parts, strict=True)]
        return partial(_several, label=one_line(label), names=names) if fits else None

    def _misformed(self, line: Traced) -> Says | None:
        """Find a declared name at the beginning that something else than a colon follows."""
        found = self._prefix(line.marks)
        if found is None:
            return None
        name, end = found
        after = line.marks[end:].lstrip("*_")
        if not after.strip():
            return partial(said.SPEAKER_ALONE, name=name)
        form = self._without_colon(name, after)
        if form is None:
            return None
        between, rest = form
        head = one_line(line.text[:end])
        text = f"{head} \\{between}" if between[:1] in ESCAPABLE else f"{{{head}|{head}}}"
        note = f" {between}" if between[:1] in "([" and between else ""
        wanted = f"{name}{note}: {one_line(rest)[:40]}"
        return partial(said.SPEAKER_FORM, name=name, wanted=wanted.strip(), text=text)

    def _without_colon(self, name: str, after: str) -> tuple[str, str] | None:
        """Cut what follows a name into a mark that stands for the colon and the words behind it.

        ``None``: the name is part of running text.
        """
        trade = is_trade_label(name)
        plain = trade and any(char.isdigit() or char == " " for char in name)
        mark = _WRONG_MARK.match(after)
        if mark is not None:
            rest = after[mark.end() :]
            glued = mark[0] == mark["mark"] and mark["mark"][0] in "-‐‑−–" and rest[:1].strip()
            return (
                (mark["mark"].strip(), rest) if not glued or (plain and rest[0].isupper()) else None
            )
        bracket = _BRACKET.match(after)
        if bracket is not None and trade:
            return bracket[0].strip(), after[bracket.end() :].lstrip(" :")
        other = _BETWEEN.match(after)
        if other is not None and trade and self._prefix(after[other.end() :]) is not None:
            return other[0].strip(), after[other.end() :]
        weak = _WEAK_MARK.match(after)
        if weak is not None and plain:
            return weak["mark"], after[weak.end() :]
        begins = _GREETING.match(after) or (plain and _SENTENCE.match(after))
        return ("", after) if trade and begins else None

    def _prefix(self, marks: str) -> tuple[str, int] | None:
        """Find the longest declared name that a line begins with, and where it ends."""
        start = len(marks) - len(marks.lstrip(_EMPHASIS))
        first = _FIRST.match(marks, start)
        if first is None or not any(f.startswith(_form(first[0])) for f in self._firsts):
            return None
        ends = [m.end() for m in re.finditer(r"\w+(?![\w])", marks[: start + 45])]
        for end in reversed(ends):
            name = self._by_form.get(_form(marks[start:end]))
            if name is not None:
                return name, end
        return None

    def _bracketed(self, line: Traced) -> Says | None:
        """Find a label in brackets with words behind it: ``(PTV nam) Sau đây…``."""
        match = _IN_BRACKETS.match(line.marks)
        if match is None:
            return None
        label = one_line(line.text[match.start(1) : match.end(1)])
        name = self._by_form.get(_form(label))
        if name is None:
            return self._unknown(label) if is_trade_label(label) and has_title(label) else None
        shown = one_line(line.text[match.end() :].lstrip(" :"))[:40]
        return partial(said.SPEAKER_DRESSED, name=name, wanted=f"{name}: {shown}".strip())

    def _dashed(self, line: Traced) -> Says | None:
        """Find an undeclared label before a dash: ``NAM - Sau đây…``."""
        match = _DASHED.match(line.marks)
        label = match[1].strip(_EMPHASIS) if match is not None else ""
        if not label or not self._suspicious(label):
            return None
        return self._unknown(label) if label.isupper() or has_title(label) else None

    def _dressed(self, line: Traced) -> Says | None:
        """Find a label behind a number or inside marks: ``1. PTV nữ: …``, ``"PTV nữ": …``."""
        before = _BEFORE.match(line.marks)
        if before is None:
            return None
        colon = line.marks.find(":", before.end(), before.end() + _FAR)
        if colon < 0:
            return None
        label = line.text[before.end() : colon].strip(_AFTER)
        name = self._by_form.get(_form(label))
        if name is None:
            known = is_trade_label(label) and has_title(label)
            return self._unknown(label) if known else None
        shown = one_line(line.text[colon + 1 :])[:40]
        return partial(said.SPEAKER_DRESSED, name=name, wanted=f"{name}: {shown.lstrip(_AFTER)}")

    def inside(self, line: Traced) -> Iterator[tuple[int, Says]]:
        """Find names with a colon inside a line: their words would be somebody else's."""
        for match in self._inside.finditer(line.marks):
            between = _BETWEEN_SENTENCES.search(
                line.marks[max(0, match.start() - 9) : match.start()]
            )
            numbered = is_trade_label(match[1]) and any(c.isdigit() or c == " " for c in match[1])
            if line.marks[: match.start()].strip(_EMPHASIS) and (between or numbered):
                yield match.start(), partial(said.SPEAKER_INSIDE, name=match[1])
        for match in _LABEL_INSIDE.finditer(line.marks):
            if _form(match[1]) not in self._by_form:
                yield match.start(), self._unknown(match[1])

    def in_title(self, title: Traced) -> Iterator[tuple[int, Says]]:
        """Find names with a colon in a heading: nobody would say the words behind them."""
        for match in (*self._inside.finditer(title.marks), *_LABEL_IN_TITLE.finditer(title.marks)):
            yield match.start(), partial(said.SPEAKER_INSIDE, name=one_line(match[1]))

    def _unknown(self, label: str) -> Says:
        """Say that a label is no declared speaker, and who may be meant."""
        shown = one_line(label)
        near = [name for name in self.names if _close(label, name)] or [
            *near_names(label, self.names)
        ]
        if near:
            return partial(said.NEAR_SPEAKER, label=shown, near=near)
        return partial(said.UNKNOWN_SPEAKER, label=shown)


def _several(place: Place, /, *, label: str, names: Iterable[str]) -> Finding:
    lines = "\n".join(f"{name}: …" for name in names)
    return said.SEVERAL_SPEAKERS(place, label=label, lines=lines)


def _form(name: str) -> str:
    return fold(name.strip(_EMPHASIS))


def _after(line: Traced, colon: int, head: Traced) -> Traced:
    """Return the words after the colon; emphasis that the name opened ends there."""
    end = _COLON.match(line.marks, colon)
    rest = line[end.end() if end else colon + 1 :].strip()
    opened = len(head.marks) - len(head.marks.lstrip("*_ "))
    closed = len(head.marks) - len(head.marks.rstrip("*_ "))
    if opened and not closed:
        run = re.match(r"[*_]+", rest.marks)
        if run is not None:
            rest = rest[run.end() :].strip()
    return rest


def is_trade_label(label: str) -> bool:
    """Tell whether words are a label of the trade: ``MC``, ``PTV 1``, ``PV Thu Hà``, ``Dẫn nữ``.

    >>> is_trade_label("PTV nữ"), is_trade_label("PV có mặt tại Cha Lo"), is_trade_label("Địa chỉ")
    (True, False, False)
    """
    words = _label_words(label)
    for count in range(min(5, len(words)), 0, -1):
        head, tail = key_form(" ".join(words[:count])), words[count:]
        if head in TRADE_TITLES:
            return len(tail) <= 4 and all(_of_a_label(word) or word[0].isupper() for word in tail)
        if head in TRADE_WORDS:
            return all(_of_a_label(word) for word in tail)
    return False


def has_title(label: str) -> bool:
    """Tell whether a label begins with a title of the trade, not with a common word."""
    words = _label_words(label)
    return any(key_form(" ".join(words[:count])) in TRADE_TITLES for count in range(1, 6))


def _label_words(label: str) -> list[str]:
    """Cut a label into words: ``MC1`` is two, ``P.V`` is one.

    >>> _label_words("M.C.1"), _label_words("ptv-2")
    (['MC', '1'], ['ptv', '2'])
    """
    label = re.sub(r"\b((?:[^\W\d_]\.){1,3}[^\W\d_])(?![^\W\d_])", _undotted, label[:_FAR])
    label = re.sub(r"(?<=[^\W\d_])(?=[0-9])|[-./#_–—]", " ", label)
    return label.split()


def _undotted(match: re.Match[str]) -> str:
    return match[1].replace(".", "")


def _of_a_label(word: str) -> bool:
    return word.isdigit() or len(word) == 1 or key_form(word) in TRADE_TAILS


def _close(label: str, name: str) -> bool:
    """Tell whether a label is so near to a declared name that a slip is likelier than text."""
    one, other = skeleton(label), skeleton(name)
    if not one or not other:
        return False
    if one == other:
        return True
    parts, whole = (set(map(skeleton, text.split())) for text in (label, name))
    if parts < whole:
        return True
    shorter = min(len(one), len(other))
    return shorter >= 3 and edit_distance(one, other) <= (1 if shorter < 7 else 2)
