"""Who speaks: a line that begins with a declared name, or with what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.suggest import edit_distance, near_names, skeleton
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.keywords import TRADE_TAILS, TRADE_TITLES, TRADE_WORDS
from radioprog.script.traced import Traced

_FAR = 80
_LABEL = 30
_EMPHASIS = "*_ "
_PLAIN_NAME = re.compile(r"[\w \-]+")


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line opens: the declared name and the words after its colon, or a suspicious label."""

    name: str | None
    label: str
    rest: Traced


class Speakers:
    """The names declared for a script, and how a line's beginning is matched against them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Fold the names once."""
        self.names = tuple(names)
        self._by_form = {_form(name): name for name in self.names}

    @property
    def only(self) -> str | None:
        """Give the one declared name; ``None`` where there are several or none."""
        return self.names[0] if len(self.names) == 1 else None

    def opening(self, line: Traced) -> Opening | None:
        """Tell who begins to speak in this line; ``None``: nobody, it is running text."""
        colon = line.marks.find(":", 0, _FAR)
        if colon <= 0:
            return None
        head = line[:colon]
        label = head.text.strip(_EMPHASIS)
        name = self._by_form.get(_form(label))
        if name is not None:
            return Opening(name, label, _after(line, colon, head))
        clock = head.marks[-1].isdigit() and line.marks[colon + 1 : colon + 2].isdigit()
        if len(label) <= _LABEL and not clock and self._suspicious(head.marks.strip(_EMPHASIS)):
            return Opening(None, label, line)
        return None

    def _suspicious(self, label: str) -> bool:
        if not label or not _PLAIN_NAME.fullmatch(label):
            return False
        return is_trade_label(label) or any(_close(label, name) for name in self.names)

    def unknown(self, label: str, place: Place) -> Finding:
        """Say that a label is no declared speaker, and what may be meant."""
        shown = one_line(label)
        near = [name for name in self.names if _close(label, name)] or [
            *near_names(label, self.names)
        ]
        vi = f"có phải ý bạn là {' hay '.join(near)}? " if near else ""
        en = f"did you mean {' or '.join(near)}? " if near else ""
        return error(
            "unknown-speaker",
            Text(f"chưa khai báo người đọc {shown}", f"unknown speaker {shown}"),
            Text(
                f"{vi}khai báo {shown} ở mục giọng của phần đầu; nếu là lời đọc, viết {shown}\\:",
                f"{en}declare {shown} under speakers, or write {shown}\\: if it is text",
            ),
            place,
        )


def _form(name: str) -> str:
    return fold(name.strip(_EMPHASIS))


def _after(line: Traced, colon: int, head: Traced) -> Traced:
    """Give the words after the colon; emphasis that the name opened ends there."""
    rest = line[colon + 1 :].strip()
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
    words = label.replace("-", " ").split()
    for count in range(min(4, len(words)), 0, -1):
        head, tail = key_form(" ".join(words[:count])), words[count:]
        if head in TRADE_TITLES:
            return len(tail) <= 4 and all(_of_a_label(word) or word[0].isupper() for word in tail)
        if head in TRADE_WORDS:
            return all(_of_a_label(word) for word in tail)
    return False


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
