"""What stands around an article, found by its place among the other lines.

A list of copies below a signature, the titles under "other news", a photo's words above its
credit: lines that `radioprog.script.draft.furniture` cannot judge alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from radioprog.kernel.suggest import skeleton
from radioprog.kernel.text import clean_text
from radioprog.script.draft.furniture import (
    ADDRESSED,
    CREDIT,
    ENDS,
    MOTTO,
    Around,
    LeftOut,
    is_document,
    is_menu_word,
    is_office,
    is_person,
    kind_of,
    names_of,
)
from radioprog.script.draft.lines import Line
from radioprog.script.looks import Sense, look_of_line

_BARE_CREDIT = re.compile(r"\(?Ảnh(?: minh họa)?\s*:\s*[\w.&/ -]{1,40}\)?\.?")
_CREDITS = re.compile(r"\s*\((?:trong )?(?:ảnh|hình|minh họa)\b[^()]{0,60}\)", re.IGNORECASE)
_TAIL_CREDIT = re.compile(r"\s*\(?Ảnh(?: minh họa)?\s*:\s*[\w.&/ -]{1,40}\)?\.?$")
_OTHERS = names_of(
    *("Các tin khác", "Các bài khác", "Tin khác", "Bài khác", "Tin liên quan", "Tin cùng loại"),
    *("Bài viết liên quan", "Bài liên quan", "Các tin đã đưa", "Các bài đã đăng", "Tin mới"),
    *("Tin mới hơn", "Tin cũ hơn", "Những tin mới hơn", "Những tin cũ hơn", "Tin đã đưa"),
    *("Tin cùng chuyên mục", "Bài cùng chuyên mục", "Cùng chuyên mục", "Các tin tiếp theo"),
    *("Có thể bạn quan tâm", "Đọc nhiều", "Tin đọc nhiều", "Xem nhiều", "Tin mới nhất"),
    *("Tin nổi bật", "Bài đọc nhiều", "Related articles", "Related news", "Other news"),
)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_SENDER = re.compile(r"\[\d{1,2}:\d{2}(?::\d{2})?,? \d{1,2}/\d{1,2}/\d{2,4}\]\s*[^:]{1,40}:\s*")
_FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}\))\s+\S.*")
_FOOTMARK = re.compile(r"(?<=[\w.,;:!?…”\"’)])(?:\[\d{1,2}\])+(?=\s|[.,;:!?…]|$)")
_PAPERS = (
    r"TTXVN|VO[VH]\d?|VTV|VGP|QĐND|BĐBP|SGGP|ĐCSVN|CAND|SKĐS|ANTĐ|GD&TĐ|[A-ZĐ]{1,4}ĐT|[A-ZĐ]{1,4}O"
    r"|[A-ZĐ]{2,4}TV|TĐKT|Chinhphu\.vn|Dân trí|[\w.-]+\.(?:vn|com|net)"
)
_AGENCY = re.compile(
    rf"(?:\((?:{_PAPERS})\)\s*[-–—:.]*|\([A-ZĐ][\w.&]{{1,12}}(?: [\w.]{{1,8}}){{0,2}}\)\s*[-–—]"
    rf"|(?:{_PAPERS})\s+[-–—])"
    r"\s*(?=[\"“‘(]?[A-ZÀ-ỸĐ0-9])"
)


def around(lines: Sequence[Line]) -> dict[int, LeftOut]:
    """Find the lines around an article, by their index among ``lines``."""
    found = {
        index: _left(line, what)
        for index, line in enumerate(lines)
        if line.text and (what := kind_of(line.stored) or kind_of(line.text)) is not None
    }
    for index, left in found.items():
        if left.what is Around.CAPTION and not CREDIT.fullmatch(left.text):
            found[index] = replace(left, sure=False)
    for more in _FINDERS:
        for index, left in more(lines, found):
            found.setdefault(index, left)
    return found


def _left(line: Line, what: Around, *, sure: bool = True) -> LeftOut:
    return LeftOut(" ".join(line.stored.split()) or line.text, line.number, what, sure)


Found = dict[int, LeftOut]


def _written(lines: Sequence[Line]) -> list[int]:
    return [index for index, line in enumerate(lines) if line.text]


def _office_head(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """The lines in capitals around the motto: who writes, the motto, rules, number, date."""
    head = _written(lines)[:12]
    office = [at for at in head if at in found and found[at].what in (Around.OFFICE, Around.DATE)]
    kinds = [order for order, at in enumerate(head[:6]) if is_document(lines[at].text)]
    above = head[: kinds[0]] if kinds else []
    if above and all(at in found or is_office(lines[at].text) for at in above):
        for at in above:
            yield at, _left(lines[at], Around.OFFICE)
    if not any(MOTTO.search(lines[at].text) for at in office):
        return
    for at in head:
        line = lines[at]
        heads = at <= office[-1] and at not in found and len(line.text) <= 80
        if heads and (line.text.isupper() or "\t" in line.stored):
            yield at, _left(line, Around.OFFICE)


def _signing(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """What follows "Nơi nhận" or "KT. CHỦ TỊCH": list of copies, offices, the person's name."""
    written = _written(lines)
    starts = [at for at in written if at in found and found[at].what is Around.SIGNING]
    if not starts:
        return
    begun = False
    for at in written:
        begun = at in found if not begun else at in found or _of_signing(lines[at].text)
        begun = begun and at >= starts[0]
        if begun and at not in found:
            yield at, _left(lines[at], Around.SIGNING)


def _of_signing(text: str) -> bool:
    if len(text) > 90 or (text.endswith(".") and len(text.split()) > 8):
        return False
    if text.isupper() or re.match(r"[-–+•]\s|(?:chủ tịch|phó|giám đốc|trưởng|hiệu)\b", text, re.I):
        return True
    return is_person(text)


def _others(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """A list of other articles: its head, and titles without a full stop."""
    written = _written(lines)
    for order, at in enumerate(written):
        named = order > 0 and skeleton(lines[at].text.strip("[]:.*> ")) in _OTHERS
        led = at in found and found[at].what is Around.OTHERS and lines[at].text[-1] == ":"
        if not named and not led:
            continue
        yield at, _left(lines[at], Around.OTHERS)
        for each in written[order + 1 :]:
            text = lines[each].text
            if each in found and found[each].what in (Around.DATE, Around.OTHERS, Around.PAGE):
                continue
            if ENDS.search(text) or text.endswith((":", ";")) or len(text) > 220:
                break
            if _NUMBERED.match(text):
                break
            yield each, _left(lines[each], Around.OTHERS)


def _papers(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """Page numbers alone between paragraphs, and the short lines that every page repeats."""
    seen: dict[str, list[int]] = {}
    for at in _written(lines):
        text = lines[at].text
        alone = not _text_at(lines, at - 1) and not _text_at(lines, at + 1)
        if alone and _PAGE_NUMBER.fullmatch(text) and at > 0:
            yield at, _left(lines[at], Around.PAPER)
        elif len(text) <= 80 and len(text.split()) >= 3 and not ENDS.search(text):
            seen.setdefault(skeleton(text), []).append(at)
    for places in seen.values():
        for at in places if len(places) >= 3 else ():
            if at != places[0] or _PAGE_NUMBER.search(lines[at].text):
                yield at, _left(lines[at], Around.PAPER, sure=False)


def _text_at(lines: Sequence[Line], index: int) -> bool:
    return 0 <= index < len(lines) and bool(lines[index].text)


def _captions(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """The words of a photo right above its credit."""
    for at, left in list(found.items()):
        if left.what is not Around.CAPTION or not _BARE_CREDIT.fullmatch(lines[at].text):
            continue
        above = at - 1
        if above > 0 and above not in found and lines[above].text:
            text = lines[above].text
            if len(text.split()) <= 25 and len(text) <= 160:
                yield above, _left(lines[above], Around.CAPTION, sure=False)


_MOST_CAPTIONS = 8


def _authors(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """A person's name alone after whole sentences, with only captions of photos still below."""
    written = [at for at in _written(lines) if at not in found]
    for order in range(max(2, len(written) - _MOST_CAPTIONS), len(written) - 1):
        at, above = written[order], written[order - 1]
        words = lines[at].text.split()
        alone = not _text_at(lines, at + 1) and ENDS.search(lines[above].text) is not None
        below = [lines[each].text for each in written[order + 1 :]]
        short = all(len(text.split()) <= 40 for text in below)
        if alone and short and 2 <= len(words) <= 4 and is_person(lines[at].text):
            yield at, _left(lines[at], Around.AUTHOR, sure=False)


def _end(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """A last line that only says that the text ends: "Hết.", "Người duyệt"."""
    for at in [at for at in _written(lines) if at not in found][-1:]:
        look = look_of_line(lines[at].stored)
        if at > 1 and look is not None and look.sense is Sense.NOTE:
            yield at, _left(lines[at], Around.SIGNING, sure=False)


def _buttons(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """Words that could head a text, between buttons of the page."""
    written = _written(lines)
    for order, at in enumerate(written):
        beside = [written[near] for near in (order - 1, order + 1) if 0 <= near < len(written)]
        pages = [near for near in beside if near in found and found[near].what is Around.PAGE]
        if at not in found and pages and is_menu_word(lines[at].text):
            yield at, _left(lines[at], Around.PAGE)


def _addressees(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """The list below "Kính gửi:"."""
    for at, left in list(found.items()):
        if left.what is not Around.OFFICE or not ADDRESSED.fullmatch(lines[at].text):
            continue
        for each in range(at + 1, len(lines)):
            if not re.match(r"[-–+•]\s", lines[each].text):
                break
            yield each, _left(lines[each], Around.OFFICE)


def _messages(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """A chat's sender with a short remark; a long message only loses its sender."""
    for at in _written(lines):
        sender = _SENDER.match(lines[at].text)
        if sender is None:
            continue
        rest = lines[at].text[sender.end() :]
        if len(rest.split()) <= 12 and not ENDS.search(rest):
            yield at, _left(lines[at], Around.MESSAGE, sure=not rest)
    yield from _mail_heads(lines)
    yield from _covering_note(lines, found)
    last = [at for at in _written(lines) if at not in found][-5:]
    closing = next((at for at in last if re.fullmatch(_CLOSING, lines[at].text, re.I)), None)
    if closing is not None and not any(ENDS.search(lines[at].text) for at in last if at > closing):
        for at in last[last.index(closing) :]:
            yield at, _left(lines[at], Around.MESSAGE, sure=False)


_SENT_BY = re.compile(r"(?:từ|from|người gửi|gửi từ)\s*:\s*(?!\d)\S", re.IGNORECASE)
_MAIL_HEAD = re.compile(
    r"(?:từ|from|người gửi|gửi từ|gửi|gửi tới|gửi đến|đến|tới|to|người nhận|kính gửi|cc|bcc"
    r"|đồng gửi|đồng kính gửi|chủ đề|tiêu đề|subject"
    r"|ngày|ngày gửi|gửi lúc|thời gian|date|sent|đã gửi"
    r"|đính kèm|tệp đính kèm|attachments?|trả lời cho|reply-to)\s*:(?!\s*$).{0,200}",
    re.IGNORECASE,
)


def _mail_heads(lines: Sequence[Line]) -> Iterator[tuple[int, LeftOut]]:
    """The heads of a mail, one below the other: who wrote, to whom, when, about what."""
    written = _written(lines)
    order = 0
    while order < len(written):
        end = order
        while end < len(written) and _MAIL_HEAD.fullmatch(lines[written[end]].text):
            end += 1
        heads = written[order:end]
        if len(heads) >= 2 and any(_SENT_BY.match(lines[at].text) for at in heads):
            for at in heads:
                subject = lines[at].text.lower().startswith(("chủ đề", "tiêu đề", "subject"))
                yield at, _left(lines[at], Around.MESSAGE, sure=not subject)
        order = max(end, order + 1)


def _covering_note(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """The short words above a mail that was sent on."""
    sent = [at for at, left in found.items() if _SENT_ON.match(left.text)]
    above = [at for at in _written(lines) if sent and at < max(sent) and at not in found]
    if len(above) <= 4 and all(len(lines[at].text.split()) <= 15 for at in above):
        for at in above:
            yield at, _left(lines[at], Around.MESSAGE, sure=False)


_SENT_ON = re.compile(r"-{2,}\s*\w+|(?:đã )?chuyển tiếp", re.IGNORECASE)
_CLOSING = (
    r"(?:trân trọng|thân ái|thân mến|kính thư|best regards|regards|thanks|cảm ơn)(?: cảm ơn)?[,.!]?"
)


def trimmed(line: Line, *, opening: bool) -> tuple[Line, tuple[LeftOut, ...]]:
    """Cut what is no word of a sentence: an agency's mark at its head, a sender, footnote marks.

    ``opening`` tells that the line may begin the article's text.
    """
    text, cut = line.text, []
    for pattern, what in ((_SENDER, Around.MESSAGE), (_AGENCY, Around.AGENCY)):
        match = pattern.match(text)
        if match is not None and (opening or what is Around.MESSAGE) and text[match.end() :]:
            cut.append(LeftOut(match[0].strip(), line.number, what))
            text = text[match.end() :]
    marks = _FOOTMARK.findall(text)
    if marks:
        cut.append(LeftOut(" ".join(marks), line.number, Around.NOTE))
        text = _FOOTMARK.sub("", text)
    for credit in [*_CREDITS.finditer(text), *_TAIL_CREDIT.finditer(text)][:5]:
        if credit.start() > 0 and credit[0] in text:
            cut.append(LeftOut(credit[0].strip(), line.number, Around.CAPTION))
            text = text.replace(credit[0], "", 1)
    if not cut:
        return line, ()
    text = " ".join(clean_text(text).split())
    return Line(text, line.number, text, line.bold, line.soft), tuple(cut)


def footnotes(lines: Iterable[Line], marks: Iterable[str]) -> set[Line]:
    """Find the notes below the text that marks in it point to."""
    wanted = set(re.findall(r"\d+", " ".join(marks)))
    return {
        line
        for line in lines
        if (match := _FOOTNOTE.fullmatch(line.text)) and re.findall(r"\d+", match[0])[0] in wanted
    }


_FINDERS = (
    _office_head,
    _signing,
    _others,
    _papers,
    _captions,
    _addressees,
    _messages,
    _buttons,
    _authors,
    _end,
)
