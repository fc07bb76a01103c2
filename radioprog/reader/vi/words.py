"""Words that are not plain: abbreviations by their neighbours, letters, foreign words.

An abbreviation may be explained by the text itself (Quốc lộ (QL) 18, tỉnh Bình Định (gọi tắt là
BĐ)): the words before the bracket give the sense, there and in what follows of the same text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from radioprog.kernel.text import fold
from radioprog.reader.rules import Cursor, Said, cues, rows, rule
from radioprog.reader.vi.letters import is_syllable, is_written_by_ear, letter_name, spell
from radioprog.reader.vi.numbers import SPACE
from radioprog.reader.vi.slips import has_vowel, lacks_tone, looks_mistyped

_PIECES = r"[^\W\d_]+(?:[&./,-][^\W\d_]+){0,4}\.?"
_SPLIT = re.compile(r"[&./,-]")

_LETTERS = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+\.?")  # T.T.H.: whole or not at all

Neighbours = tuple[tuple[str, ...], tuple[str, ...]]


@cache
def abbreviations() -> dict[str, tuple[tuple[str, Neighbours], ...]]:
    """Return every abbreviation with its readings and the neighbours that each one needs.

    Lines with neighbours come first, whatever their order in the table. A neighbour is the end of
    what stands before or the beginning of what stands after; one that begins with ``~`` is a
    pattern.
    """
    table: dict[str, list[tuple[str, Neighbours]]] = {}
    for written, spoken, before, after in rows("abbreviations.tsv"):
        near = tuple(
            tuple(cue if cue[0] == "~" else fold(cue) for cue in cell.split("|") if cue)
            for cell in (before, after)
        )
        table.setdefault(written, []).append((spoken, (near[0], near[1])))
    return {
        written: tuple(sorted(lines, key=lambda line: not any(line[1])))
        for written, lines in table.items()
    }


def _reading(written: str, cursor: Cursor, start: int, end: int) -> str | None:
    meant = meaning(written, cursor.text, start, end)
    if meant is not None:
        foreign = not all(is_syllable(word) for word in _LETTERS.findall(meant))
        return spell(written, cursor.style) if foreign else meant
    return _by_neighbours(written, cursor, start, end)


def _by_neighbours(written: str, cursor: Cursor, start: int, end: int) -> str | None:
    lines = abbreviations().get(written)
    if lines is None:
        return None
    if len(lines) == 1 and not any(lines[0][1]):
        return lines[0][0]
    head = fold(cursor.text[max(0, start - 40) : start].rsplit("\n", 1)[-1])
    tail = fold(cursor.text[end : min(end + 40, cursor.limit)].lstrip(" .").split("\n", 1)[0])
    for spoken, (before, after) in lines:
        if before and not any(_ends(head, cue) for cue in before):
            continue
        if after and not any(_begins(tail, cue) for cue in after):
            continue
        return spoken
    return None


def _begins(tail: str, cue: str) -> bool:
    """Tell whether a text begins with a cue."""
    if cue[0] == "~":
        return re.match(cue[1:], tail) is not None
    return tail.startswith(cue)


def _ends(head: str, cue: str) -> bool:
    """Tell whether a text ends with a cue that begins a word."""
    if cue[0] == "~":
        return re.search(rf"(?:{cue[1:]})$", head) is not None
    if not head.endswith(cue):
        return False
    rest = head[: -len(cue)]
    return not rest or not cue[0].isalpha() or not rest[-1].isalpha()


def _district(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say H. Hòa Vang; before a family name it is an initial."""
    if not (is_syllable(found["a"]) and is_syllable(found["b"])) or found["a"] in _FAMILIES:
        return None
    return Said(_cased("huyện", cursor) + " ")


_FAMILIES = cues("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý")


def _plain_abbreviation(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say an abbreviation that has one meaning."""
    said = _abbreviation(found, cursor)
    return None if said is None or said[1] else said[0]


def _chosen_abbreviation(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say an abbreviation of several meanings by its neighbours."""
    said = _abbreviation(found, cursor)
    return said[0] if said is not None and said[1] else None


def _abbreviation(found: re.Match[str], cursor: Cursor) -> tuple[Said, bool] | None:
    """Look the longest known abbreviation up (TT-TH before TT); tell whether it had a choice."""
    whole = found[0]
    ends = [len(whole)]
    if whole.endswith("."):
        ends.append(len(whole) - 1)
    cuts = [] if _DOTTED.fullmatch(whole) else list(_SPLIT.finditer(whole.rstrip(".")))
    for cut in reversed(cuts):
        ends += [cut.end(), cut.start()] if cut[0] == "." else [cut.start()]
    for size in ends:
        written, end = whole[:size], found.start() + size
        if written.endswith(".") and not _dot_belongs(cursor, end):
            continue
        if cursor.text[end : end + 1].isdecimal() and (
            written not in _NUMBERED or cursor.before() in _VARIETIES
        ):
            continue
        spoken = _reading(written, cursor, found.start(), end)
        if spoken is not None and not in_capitals(written, cursor, found.start(), end):
            said = Said(_cased(spoken, cursor), _with_dot(written, cursor, end))
            return said, len({line for line, _ in abbreviations().get(written, ())}) > 1
    return None


@cache
def _symbols() -> dict[str, str]:
    """Return the readings of symbols of several parts (GD&ĐT, LĐ-TBXH), by their letters alone."""
    return {
        _SEPARATORS.sub("", written): lines[0][0]
        for written, lines in abbreviations().items()
        if len(lines) == 1 and not any(lines[0][1]) and _SEPARATORS.search(written)
    }


def _symbol(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say the symbol of an agency whose parts stand apart: GD & ĐT, LĐ - TB và XH."""
    parts = list(_PART.finditer(found[0]))
    for count in range(len(parts), 1, -1):
        end = parts[count - 1].end()
        spoken = _spoken_symbol(found[0][:end], cursor, found.start())
        if spoken is not None:
            return Said(_cased(spoken, cursor), found.start() + end)
    return None


def _spoken_symbol(written: str, cursor: Cursor, start: int) -> str | None:
    together = _JOINT.sub(lambda joint: _JOINED.get(joint[1], joint[1]), written)
    for exact in dict.fromkeys((together, together.replace("-", "&"), together.replace("&", "-"))):
        spoken = _by_neighbours(exact, cursor, start, start + len(written))
        if spoken is not None:
            return spoken
    agency = "&" in together or cursor.before() in _AGENCIES
    if "," in together and not agency:
        return None
    letters = _SEPARATORS.sub("", together)
    alone = abbreviations().get(letters, ()) if agency else ()
    return _symbols().get(letters) or (alone[0][0] if len(alone) == 1 else None)


_SEPARATORS = re.compile(r"[&,./-]")
_JOINT = re.compile(r" ?([&,–-]|và) ?")
_JOINED = {"và": "&", "–": "-"}
_PART = re.compile(r"[A-ZĐ][A-ZĐƯa]*")
_AGENCIES = cues("bộ sở phòng ngành cục trường ban")


def _cased(spoken: str, cursor: Cursor) -> str:
    """Begin a sentence with a capital."""
    return spoken[0].upper() + spoken[1:] if cursor.before() in {"", "\n"} else spoken


_VARIETIES = cues("giống lúa ngô sắn lạc mía khoai dòng mác mã hiệu máy mẫu phiên cây thuốc")
_NUMBERED = frozenset(
    {"BĐ", "Q", "Q.", "P", "P.", "KP", "KP.", "TK", "ĐT.", "QL.", "SĐT", "SN", "NV"}
)
_TITLES = cues(
    "TP TX Q P TT TS ThS Ths BS GS PGS GS.TS PGS.TS KS KTS LS CN DS TSKH Tp Tx H X "
    "Mr Mrs Ms Dr Jr St T VP tp T.S Th.S NSND NSƯT NXB Nxb KP TTr KT TL TM ĐT SĐT"
)


def _with_dot(written: str, cursor: Cursor, end: int) -> int:
    """Take the full stop of a title with it where a name follows: TS. Nguyễn, ĐT.559."""
    if written in _TITLES and cursor.text.startswith(".", end) and end < cursor.limit:
        return end + 1 if _dot_belongs(cursor, end + 1) else end
    return end


def _dot_belongs(cursor: Cursor, end: int) -> bool:
    """Tell whether a full stop is the abbreviation's own: a name or a number follows."""
    rest = cursor.text[end : min(end + 3, cursor.limit)]
    if cursor.text[end - 2 : end] == "v.":
        return bool(rest.strip())
    following = rest.lstrip(" \u00a0")
    return bool(following) and (following[0].isupper() or following[0].isdecimal())


def in_capitals(written: str, cursor: Cursor, start: int, end: int) -> bool:
    """Tell whether a word is an ordinary syllable in a line of capitals (BAN AN NINH)."""
    if not (written.isalpha() and is_syllable(written)):
        return False
    text = cursor.text
    left = _LAST_WORD.search(text[max(0, start - 12) : start])
    right = _NEXT_WORD.match(text, end, min(end + 12, cursor.limit))
    return any(
        word is not None
        and len(word[1]) > 1
        and word[1].isupper()
        and is_syllable(word[1])
        and word[1] not in abbreviations()
        for word in (left, right)
    )


_LAST_WORD = re.compile(r"([^\W\d_]+)[ ]*[-–,]?[ ]*$")
_NEXT_WORD = re.compile(r"[ ]*[-–,]?[ ]*([^\W\d_]+)")


def _capitals(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Spell capitals that no table knows, and say so."""
    word = found[0]
    if sum(char.isupper() for char in word) < 2 or (is_syllable(word) and word.isupper()):
        return None
    if is_syllable(word.lower()) and _in_capitals_line(cursor, found):
        return None
    if not word.isupper() and not _MIXED_CASE.fullmatch(word):
        return None
    return Said(spell(word, cursor.style), unread=True)


_MIXED_CASE = re.compile(r"[A-ZĐ]+[a-zđ]{0,2}[A-ZĐ]+[a-zđ]?|[B-DĐF-HJ-NP-TV-XZb-dđf-hj-np-tv-xz]+")


def _in_capitals_line(cursor: Cursor, found: re.Match[str]) -> bool:
    return in_capitals(found[0], cursor, found.start(), found.end())


def _letter(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    """Say a letter alone by its name: vitamin C, hạng D."""
    char = found[0]
    if not char.isalpha():
        return None
    following = cursor.text[found.end() : found.end() + 2].lstrip()
    if char in "xX" and cursor.before().startswith("<") and following[:1].isdecimal():
        return Said("nhân", token_class="symbol")
    return Said(letter_name(found, cursor), token_class="letter")


def _foreign(found: re.Match[str], cursor: Cursor) -> Said | None:
    """A word that is no Vietnamese syllable stays as written, for the voice and the editor.

    One without any vowel (cp, bps) can be said by nobody: it is spelled, and told.
    """
    word = found[0]
    if not word.isalpha():
        return None
    if is_syllable(word):
        kind = "slip" if lacks_tone(word) else "word"
        return Said(word, token_class=kind, rule="plain")
    if len(word) > 1 and not has_vowel(word):
        return Said(spell(word, cursor.style), unread=True, token_class="unread", rule="no-vowel")
    return Said(word, token_class="slip" if looks_mistyped(word) else "foreign")


def _hyphenated(found: re.Match[str], cursor: Cursor) -> Said | None:
    """A foreign word with hyphens is one word: Mát-xcơ-va, check-in, Kim Jong-un."""
    word = found[0]
    parts = word.split("-")
    if all(map(is_syllable, parts)):
        return None
    if any(part.isupper() and len(part) > 1 for part in parts) or word in abbreviations():
        return None
    if not all(has_vowel(part) or len(part) == 1 for part in parts):
        return None
    if is_written_by_ear(word):
        return Said(word, token_class="word")
    if any(part in abbreviations() or cursor.lexicon.get(part) for part in parts):
        return None
    return Said(word, token_class="foreign")


ABBREVIATIONS = (
    rule(
        "symbol",
        "abbreviation",
        r"[A-ZĐ][A-ZĐƯa]{1,7}(?:(?: ?(?:[&–-]|, | và ) ?|,)[A-ZĐ][A-ZĐƯa]{1,7}){1,4}(?![\w])",
        _symbol,
        "Ký hiệu cơ quan viết rời: đọc như viết liền.",
        "The symbol of an agency, written apart: as if written in one.",
        ("Sở GD & ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở LĐ - TB và XH", "Sở Lao động, Thương binh và Xã hội"),
    ),
    rule(
        "district",
        "abbreviation",
        rf"H\.{SPACE}?(?=(?P<a>[A-ZĐ][^\W\dA-Z_]+){SPACE}(?P<b>[A-ZĐ][^\W\dA-Z_]+))",
        _district,
        "H. trước tên riêng hai tiếng là huyện.",
        "H. before a name of two syllables is huyện.",
        ("từ H. Hòa Vang", "từ huyện Hòa Vang"),
    ),
    rule(
        "abbreviation",
        "abbreviation",
        _PIECES,
        _plain_abbreviation,
        "Chữ viết tắt chỉ có một nghĩa.",
        "Abbreviations of one meaning.",
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ),
    rule(
        "abbreviation-choice",
        "abbreviation",
        _PIECES,
        _chosen_abbreviation,
        "Chữ viết tắt nhiều nghĩa: đọc theo từ đứng cạnh.",
        "Abbreviations of several meanings, by their neighbours.",
        (
            "BCH Đảng bộ huyện; BCH Quân sự xã",
            "Ban Chấp hành Đảng bộ huyện; Ban Chỉ huy Quân sự xã",
        ),
        ("P. Giám đốc", "Phó Giám đốc"),
        ("gió ĐB; ĐB Quốc hội", "gió đông bắc; đại biểu Quốc hội"),
    ),
)

LAST = (
    rule(
        "hyphenated",
        "foreign",
        r"[^\W\d_]+(?:-[^\W\d_]+){1,6}(?![\w-])",
        _hyphenated,
        "Từ nước ngoài có gạch nối là một từ.",
        "A foreign word with hyphens is one word.",
        ("thủ đô Mát-xcơ-va", "thủ đô Mát-xcơ-va"),
    ),
    rule(
        "initials",
        "letter",
        r"[A-ZĐ](?:\.[A-ZĐ]){1,3}(?!\w|\.\w)",
        lambda found, cursor: spell(found[0], cursor.style),
        "Tên viết tắt bằng chữ đầu.",
        "A name by its initials.",
        ("N.V.A", "en-nờ vê a"),
    ),
    rule(
        "capitals",
        "unread",
        r"[^\W\d_]+",
        _capitals,
        "Chữ hoa không có trong bảng: đánh vần và báo.",
        "Capitals that no table knows: spelled and reported.",
        ("XQZ", "ích quy dét"),
    ),
    rule(
        "letter",
        "letter",
        r"[^\W\d_](?![^\W\d_])",
        _letter,
        "Chữ cái đứng một mình: đọc tên chữ.",
        "A letter alone: by its name.",
        ("vitamin C", "vi-ta-min xê"),
    ),
    rule(
        "foreign",
        "foreign",
        r"[A-Za-zÀ-ɏƠ-ỹ]+",
        _foreign,
        "Từ nước ngoài không có trong từ điển: giữ nguyên.",
        "A foreign word that the lexicon does not know: as written.",
    ),
)


_BACK = 4000  # how far back an explanation may stand
_ROOM = 160  # how long the words before a bracket may be
_SHORT = r"(?:(?:sau đây |dưới đây )?(?:gọi|viết)(?: là|(?: chung)? tắt(?: là)?)[ :]*)?[“\"]?"
_OPENS = re.compile(rf"[ ]?\({_SHORT}$")
_WORD = re.compile(r"[^\W\d_]+")
_STOPS = re.compile(r"[.;:!?()\n\d“”\"]")
_JOINTS = frozenset({"và", "của", "các", "cho", "về", "với", "tại", "thuộc", "trong", "theo"})


def meaning(written: str, text: str, start: int, end: int) -> str | None:
    """Return the words that an abbreviation stands for, where the text before explains it.

    >>> text = "trên Quốc lộ (QL) 18"
    >>> meaning("QL", text, 14, 16)
    'Quốc lộ'
    """
    letters = [char for char in written if char.isalpha()]
    if len(letters) < 2 or not all(char.isupper() for char in letters):
        return None
    opened = start
    if not (text[end : end + 1] == ")" and _OPENS.search(text, max(0, start - 40), start)):
        opened = text.rfind(f"{written})", max(0, start - _BACK), start)
        if opened < 0:
            return None
    bracket = _OPENS.search(text, max(0, opened - 40), opened)
    if bracket is None:
        return None
    before = text[max(0, bracket.start() - _ROOM) : bracket.start()]
    return _tail_for(letters, _STOPS.split(before)[-1])


def _tail_for(letters: list[str], before: str) -> str | None:
    """Return the end of a text whose words begin with the letters, joints between left alone."""
    waiting = [_initial(letter) for letter in letters]
    for found in reversed(list(_WORD.finditer(before))):
        word = found[0]
        if _initial(word) == waiting[-1] and (word.lower() not in _JOINTS or len(waiting) > 1):
            waiting.pop()
        elif word.lower() not in _JOINTS or len(waiting) == len(letters):
            return None
        if not waiting:
            return before[found.start() :].strip()
    return None


def _initial(word: str) -> str:
    first = word[0].upper()
    return first if first == "Đ" else unicodedata.normalize("NFD", first)[0]
