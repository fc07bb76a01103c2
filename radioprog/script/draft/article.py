"""A plain-text article taken apart: title, paragraphs, signature, and what stands around it.

Every line of the text ends in exactly one of the four, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from radioprog.kernel.suggest import skeleton
from radioprog.script.draft.encodings import is_syllable
from radioprog.script.draft.furniture import Around, LeftOut, is_document, is_person
from radioprog.script.draft.headlines import sentences
from radioprog.script.draft.lines import Line, read_lines
from radioprog.script.draft.outline import (
    Paragraph,
    Table,
    is_item,
    rows_as_sentences,
    tables_in,
    with_headings,
)
from radioprog.script.draft.surroundings import around, footnotes, trimmed

LONGEST_TITLE = 250
_LONGEST_SIGNATURE = 80
_LONGEST_PARAGRAPH = 4000
_MOST_SIGNATURES = 3
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_DIVIDER = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:=\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|(?:~\s*){3,})")
_STOPPED = re.compile(r"[.!?…:;,][\"”’»)\]]*$")
_LABELLED = re.compile(r"[A-ZÀ-ỸĐ][\w ]{1,25}:\s")
_ABOUT = re.compile(r"(?:về việc|v/v|về)\b", re.IGNORECASE)
_NARROW = 50
_BYLINE = re.compile(
    r"(?:tác giả|nguồn|theo|người viết|bài và ảnh|bài, ảnh|tin, ảnh|tin và ảnh|tin, bài|ảnh"
    r"|thực hiện|by)\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Article:
    """What a plain text holds; ``furniture`` is what stands around it and is not spoken."""

    title: Line | None
    paragraphs: tuple[Paragraph, ...]
    signature: tuple[Line, ...] = ()
    furniture: tuple[LeftOut, ...] = ()
    tables: tuple[Table, ...] = ()
    file: str = ""


def read_article(text: str) -> Article:
    r"""Take a plain text apart.

    >>> article = read_article("Bản in\nMùa biển mới\n\nTàu đã ra khơi.\n\nPHÒNG BÁO CHÍ\n")
    >>> article.title.text, [part.text for part in article.paragraphs]
    ('Mùa biển mới', ['Tàu đã ra khơi.'])
    """
    return article_of(read_lines(text, file="")[0])


def article_of(lines: Sequence[Line], *, file: str = "") -> Article:
    """Take the lines of one article apart."""
    left = around(lines)
    for index in _signed(lines, left):
        del left[index]
    kept = [line if index not in left else _gap(line) for index, line in enumerate(lines)]
    furniture = list(left.values())
    title, kept, twice = _title(kept)
    furniture += twice
    signature, kept = _signature(kept, titled=title is not None)
    kept, cut = _trimmed(kept)
    furniture += cut
    found = tables_in(kept)
    paragraphs = tuple(with_headings(_shortened(_paragraphs(kept, found))))
    return Article(
        title,
        paragraphs,
        signature,
        tuple(sorted(furniture, key=lambda each: each.number)),
        found,
        file,
    )


def parted(lines: Sequence[Line]) -> list[list[Line]]:
    """Cut a file into its articles: where a line of stars or dashes stands before a title."""
    parts: list[list[Line]] = [[]]
    for index, line in enumerate(lines):
        if _DIVIDER.fullmatch(line.stored) and _begins_article(lines[index + 1 :], parts[-1]):
            parts.append([])
        parts[-1].append(line)
    return parts


def _begins_article(following: Sequence[Line], before: Sequence[Line]) -> bool:
    """Tell whether a title and text follow, after text that is whole."""
    written = [line for line in following if line.text]
    whole = sum(1 for line in before if line.text) >= 2
    if not whole or len(written) < 2:
        return False
    title, text = written[0], written[1]
    return (
        not _ENDS.search(title.text)
        and 4 <= len(title.text.split()) <= 40
        and not is_item(title.text)
        and len(text.text.split()) >= 8
    )


def _signed(lines: Sequence[Line], left: Mapping[int, LeftOut]) -> list[int]:
    """Find the authors among the last lines: they sign, and are not only left out."""
    found: list[int] = []
    for index in reversed(range(len(lines))):
        text = lines[index].text
        if index in left and left[index].what is Around.AUTHOR and is_signature(text):
            found.append(index)
        elif text and index not in left and not is_signature(text):
            break
    return found[:_MOST_SIGNATURES]


def _gap(line: Line) -> Line:
    return Line("", line.number, "")


def _title(lines: Sequence[Line]) -> tuple[Line | None, list[Line], list[LeftOut]]:
    """The first line is the title unless it reads like a sentence of the body."""
    written = [index for index, line in enumerate(lines) if line.text]
    if not written:
        return None, list(lines), []
    first = lines[written[0]]
    if len(first.text) > LONGEST_TITLE or re.search(r"[.;:,…][\"”’»)]*$", first.text):
        return None, list(lines), []
    if len(written) < 2 or _goes_on(first, lines[written[0] + 1 :]) or is_item(first.text):
        return None, list(lines), []
    used, title = _whole_title(lines, written)
    kept = [_gap(line) if index in used else line for index, line in enumerate(lines)]
    again, kept = _again(title, kept, [index for index in written if index not in used])
    byline, kept = _byline(kept, [index for index in written if index not in used])
    return title, kept, [*again, *byline]


def _whole_title(lines: Sequence[Line], written: Sequence[int]) -> tuple[set[int], Line]:
    """Join a title that stands on several lines: a document's kind and matter, capitals."""
    first = lines[written[0]]
    used, text = {written[0]}, first.text.lstrip("#").lstrip()
    for index in written[1:4]:
        following = lines[index].text
        matter = is_document(text) and not is_item(following) and not following.isupper()
        capitals = (
            index - max(used) == 1
            and text.isupper()
            and following.isupper()
            and not is_item(following)
        )
        if not (matter or capitals) or _STOPPED.search(following) or len(following) > LONGEST_TITLE:
            break
        used.add(index)
        about = following[:1].lower() + following[1:] if _ABOUT.match(following) else following
        text = f"{text} {about}"
    return used, Line(text, first.number, text)


def _again(
    title: Line, lines: list[Line], written: Sequence[int]
) -> tuple[list[LeftOut], list[Line]]:
    """Leave out the title's second copy (a page's tab and its heading)."""
    for index in written[:2]:
        line = lines[index]
        if skeleton(line.text) == skeleton(title.text):
            lines[index] = _gap(line)
            return [LeftOut(line.text, line.number, Around.TWICE)], lines
    return [], lines


def _byline(lines: list[Line], written: Sequence[int]) -> tuple[list[LeftOut], list[Line]]:
    """Leave out the author's name right below the title."""
    for index in written[:1]:
        line = lines[index]
        words = line.text.split()
        if len(written) > 1 and len(words) <= 4 and is_person(line.text):
            lines[index] = _gap(line)
            return [LeftOut(line.text, line.number, Around.AUTHOR)], lines
    return [], lines


def _goes_on(first: Line, rest: Sequence[Line]) -> bool:
    """Tell whether the first line is only the beginning of a wrapped paragraph."""
    following = rest[0].text if rest else ""
    return following[:1].islower()


def _signature(lines: Sequence[Line], *, titled: bool) -> tuple[tuple[Line, ...], list[Line]]:
    """The last short lines that name a person, a room or a source."""
    kept = list(lines)
    found: list[Line] = []
    while len(found) < _MOST_SIGNATURES:
        while kept and not kept[-1].text:
            kept.pop()
        body = sum(1 for line in kept if line.text) + titled
        if body < 2 or not is_signature(kept[-1].text):
            break
        found.insert(0, kept.pop())
    return tuple(found), kept


def is_signature(line: str) -> bool:
    """Tell whether a last line signs the article.

    >>> is_signature("PHÒNG BÁO CHÍ - XUẤT BẢN"), is_signature("Lê Thị Hà"), is_signature("Hết.")
    (True, True, False)
    """
    if len(line) > _LONGEST_SIGNATURE or not re.search(r"[^\W\d_]", line):
        return False
    if _BYLINE.match(line):
        return True
    if re.search(r"[.!?…:;][\"”’»)\]]*$", line) or is_item(line):
        return False
    bare = line.strip("()[]\"'“”*_ ")
    words = [word for word in re.findall(r"[\w.&]+", bare) if not word.isdigit()]
    if bare.isupper():
        return len(words) <= 12
    named = sum(word[0].isupper() for word in words)
    return 1 <= len(words) <= 6 and named == len(words)


def _trimmed(lines: Sequence[Line]) -> tuple[list[Line], list[LeftOut]]:
    """Cut agencies' marks and footnotes."""
    kept: list[Line] = []
    cut: list[LeftOut] = []
    opening = 0
    for line in lines:
        short, more = trimmed(line, opening=opening < 2)
        opening += bool(line.text)
        kept.append(short)
        cut += more
    notes = footnotes(kept, [each.text for each in cut if each.what is Around.NOTE])
    cut += [LeftOut(line.text, line.number, Around.NOTE) for line in notes]
    return [_gap(line) if line in notes else line for line in kept], cut


def _paragraphs(lines: Sequence[Line], found: Sequence[Table]) -> Iterator[Paragraph]:
    """Join wrapped lines; a blank line, a full stop at a short line, or a list mark parts them."""
    rows = {index: table for table in found for index in table.rows}
    marked = list(enumerate(lines))
    for kind, group in groupby(marked, key=lambda each: (not each[1].text, id(rows.get(each[0])))):
        block = list(group)
        table = rows.get(block[0][0])
        if table is not None:
            if block[0][0] == table.rows[0]:
                yield from rows_as_sentences(table, lines)
        elif not kind[0]:
            yield from _block([line for _, line in block])


def _shortened(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Part paragraphs that nobody could read at a stretch, between sentences."""
    for paragraph in paragraphs:
        if len(paragraph.text) <= _LONGEST_PARAGRAPH:
            yield paragraph
            continue
        gathered: list[str] = []
        size = 0
        for sentence in sentences(paragraph.text):
            if gathered and size + len(sentence) > _LONGEST_PARAGRAPH // 2:
                yield replace(paragraph, text=" ".join(gathered))
                gathered, size = [], 0
            gathered.append(sentence)
            size += len(sentence) + 1
        yield replace(paragraph, text=" ".join(gathered))


def _block(block: Sequence[Line]) -> Iterator[Paragraph]:
    widest = max(len(line.text) for line in block)
    wrapped = _NARROW <= widest <= 120 and not any(line.soft for line in block)
    gathered: list[Line] = []
    for line in block:
        joined = gathered and (
            _breaks_softly(gathered[-1], line)
            if line.soft
            else wrapped and _wraps(gathered[-1], line, widest)
        )
        if gathered and not joined:
            yield _paragraph(gathered)
            gathered = []
        gathered.append(line)
    yield _paragraph(gathered)


def _breaks_softly(line: Line, following: Line) -> bool:
    """Tell whether a break inside a line only broke a sentence."""
    if is_item(following.text) or _ENDS.search(line.text):
        return False
    return following.text[:1].islower() or len(line.text) >= 60


def _wraps(line: Line, following: Line, widest: int) -> bool:
    """Tell whether a line was cut only because the page was full."""
    if is_item(following.text) or following.bold or line.bold or _LABELLED.match(following.text):
        return False
    if following.text[:1].islower():
        return True
    return len(line.text) >= widest * 0.6 and not _ENDS.search(line.text)


_CUT_AT_THE_END = re.compile(r"(?<![\w-])[^\W\d_]+[-\u2010\u00ad]$")
_CUT = re.compile(r"(?P<head>[^\W\d_]+)[-\u2010\u00ad] (?P<tail>[^\W\d_]+)(?![\w-])")


def _mended(match: re.Match[str]) -> str:
    """Join a syllable that a line's end cut in two: "d- ự án"; a dash between words stays."""
    parts, whole = (match["head"], match["tail"]), match["head"] + match["tail"]
    both = all(is_syllable(part.lower()) for part in parts)
    return match[0] if both or not is_syllable(whole.lower()) else whole


def _joined(lines: Sequence[Line]) -> str:
    """Put wrapped lines together, and the syllables that were cut at their ends."""
    text = lines[0].text
    for line in lines[1:]:
        cut = _CUT_AT_THE_END.search(text)
        begin = cut.start() if cut else len(text)
        seam = f"{text[begin:]} {line.text}"
        text = text[:begin] + (_CUT.sub(_mended, seam, count=1) if cut else seam)
    return text


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = _joined(lines)
    mark = re.match(r"[-–—•*+▪●◦\uf0b7\uf0a7\uf0fc\uf0d8]\s+|o\s+(?=[A-ZÀ-ỸĐ])", text)
    number = lines[0].number
    if mark is not None and mark.end() < len(text):
        starred = text[0] == "*"
        return Paragraph(text[mark.end() :], number, item=True, starred=starred)
    return Paragraph(text, number, bold=all(line.bold for line in lines))
