"""A plain-text article taken apart: title, paragraphs, signature, and the furniture of its page.

Every line of the text ends in exactly one of the four, so nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from radioprog.kernel.suggest import skeleton
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import LINE_END

LONGEST_TITLE = 250
_LONGEST_SIGNATURE = 80
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_BULLET = re.compile(r"(?:[-–—•*+▪●]|[0-9]{1,2}[.)]|[a-zđ]\))\s+")
_PARTS = re.compile(r"\s{2,}|\s*[|•·»]\s*|\t+|(?<=\])\s*(?=\[)")
_BUTTONS = frozenset(
    skeleton(name)
    for name in (
        "Bản in", "In bài", "In bài viết", "In bài này", "In trang", "In trang này", "In ấn",
        "Gởi bài viết", "Gửi bài viết", "Gửi bài", "Gửi email", "Gửi mail", "Gửi cho bạn bè",
        "Gửi tin nhắn", "Gửi phản hồi", "Gửi bình luận", "Gửi bình luận của bạn", "Trở về",
        "Ý kiến bạn đọc", "Quay lại", "Trở lại", "Về trang trước", "Về đầu trang", "Trang chủ",
        "Lên đầu trang", "Đầu trang", "Đọc tiếp", "Xem tiếp", "Xem thêm", "Chia sẻ bài viết",
        "Lưu bài viết", "Facebook", "Twitter", "Tweet", "Zalo", "Google+", "Google Plus",
        "Lượt xem", "Cỡ chữ", "Phóng to", "Thu nhỏ", "Nghe đọc bài", "Trang sau", "Trang trước",
        "Đánh giá bài viết", "Sơ đồ trang", "Sitemap", "RSS", "Print", "Print this page",
        "Email this", "Back to top", "Read more",
    )
)  # fmt: skip
# Words that could also head a part of the text: furniture only beside other buttons.
_MENU = frozenset(
    skeleton(name)
    for name in (
        "Tin tức", "Giới thiệu", "Liên hệ", "Đăng nhập", "Đăng ký", "Tìm kiếm", "Menu", "Đóng",
        "Tiếp theo", "Phản hồi", "Bình luận", "Chi tiết", "Chia sẻ", "Thích", "Tải về", "Bản đồ",
        "Email", "Share", "Back", "Home", "Top", "Comments", "Next", "Previous", "Close", "Login",
        "Search",
    )
)  # fmt: skip
_COUNTED = re.compile(
    r"\W*(?:(?:số )?lượt (?:xem|truy cập|đọc)|số lần (?:xem|đọc)|đã xem|ngày đăng|đăng ngày"
    r"|đăng lúc|ngày cập nhật|cập nhật(?: lúc| ngày)?|lần cập nhật cuối|views?|posted|updated"
    r"|mã bài|chuyên mục)\s*:?[\s\d:/.,|()\-–APMapm]*(?:giờ|phút|lượt|GMT\+?7?)?\W*",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\W*(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\W*)?(?:ngày\s*)?"
    r"(?:\d{1,2}[:h]\d{2}(?:\s*(?:AM|PM))?\W*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"(?:\W*\d{1,2}[:h]\d{2}(?::\d{2})?(?:\s*(?:AM|PM))?)?\W*(?:GMT\+?7)?\W*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:từ khóa|từ khoá|tags?|keywords?)\s*:|©|bản quyền (?:thuộc|©)|copyright\b"
    r"|(?:trang chủ|home)\s*(?:»|>|›|/|→)|trang\s+\d+\s*/\s*\d+$",
    re.IGNORECASE,
)
_OTHERS = frozenset(
    skeleton(name)
    for name in (
        "Các tin khác", "Các bài khác", "Tin khác", "Bài khác", "Tin liên quan", "Tin cùng loại",
        "Bài viết liên quan", "Các tin đã đưa", "Các bài đã đăng", "Tin mới", "Tin mới hơn",
        "Tin cũ hơn", "Tin cùng chuyên mục", "Bài cùng chuyên mục", "Các tin tiếp theo",
        "Related articles", "Other news",
    )
)  # fmt: skip
_BYLINE = re.compile(
    r"(?:tác giả|nguồn|theo|người viết|bài và ảnh|bài, ảnh|tin, ảnh|tin và ảnh|tin, bài|ảnh"
    r"|thực hiện|by)\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the article, cleaned, and its number in the file."""

    text: str
    number: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it will be spoken; ``item`` marks a list item whose mark was taken off."""

    text: str
    number: int
    item: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What a plain text holds; ``furniture`` is what belongs to the web page, not to the text."""

    title: Line | None
    paragraphs: tuple[Paragraph, ...]
    signature: tuple[Line, ...]
    furniture: tuple[Line, ...]


def read_article(text: str) -> Article:
    r"""Take a plain text apart.

    >>> article = read_article("Bản in\nMùa biển mới\n\nTàu đã ra khơi.\n\nPHÒNG BÁO CHÍ\n")
    >>> article.title.text, [part.text for part in article.paragraphs]
    ('Mùa biển mới', ['Tàu đã ra khơi.'])
    """
    lines = [
        Line(one_line(line), number) for number, line in enumerate(LINE_END.split(text), start=1)
    ]
    kept, furniture = _without_furniture(lines, LINE_END.split(text))
    title, kept = _title(kept)
    signature, kept = _signature(kept, titled=title is not None)
    return Article(title, tuple(_paragraphs(kept)), signature, furniture)


def _without_furniture(
    lines: Sequence[Line], stored: Sequence[str]
) -> tuple[list[Line], tuple[Line, ...]]:
    furniture = [
        line
        for line, as_stored in zip(lines, stored, strict=True)
        if line.text and is_furniture(as_stored)
    ]
    furniture += _other_news([line for line in lines if line not in furniture])
    left = set(furniture)
    return [line for line in lines if line not in left], tuple(
        sorted(left, key=lambda line: line.number)
    )


def is_furniture(line: str) -> bool:
    """Tell whether a line belongs to the web page: buttons, counters, dates of posting.

    >>> is_furniture("Bản in     Gởi bài viết"), is_furniture("Bản in thử đã xong.")
    (True, False)
    """
    if _LABELLED.match(line.strip()) or _DATED.fullmatch(one_line(line)):
        return True
    parts = [part for part in _PARTS.split(line.strip()) if part.strip("[]()<>{}| \u00a0")]
    return bool(parts) and all(_is_button(part, menu=len(parts) > 1) for part in parts)


def _is_button(part: str, *, menu: bool) -> bool:
    bare = one_line(part).strip("[]()<>{}|«»‹›←→↑ .:")
    return (
        skeleton(bare) in _BUTTONS
        or (menu and skeleton(bare) in _MENU)
        or _COUNTED.fullmatch(bare) is not None
        or _DATED.fullmatch(bare) is not None
    )


def _other_news(lines: Sequence[Line]) -> list[Line]:
    """Find a list of other articles at the end: its head, and titles without a full stop."""
    written = [line for line in lines if line.text]
    for index, line in enumerate(written):
        if skeleton(line.text.strip("[]:. ")) in _OTHERS:
            rest = written[index + 1 :]
            if index > 0 and not any(_ENDS.search(each.text) for each in rest):
                return written[index:]
    return []


def _title(lines: Sequence[Line]) -> tuple[Line | None, list[Line]]:
    """The first line is the title unless it reads like a sentence of the body."""
    index = next((i for i, line in enumerate(lines) if line.text), None)
    if index is None:
        return None, list(lines)
    first = lines[index]
    more = any(line.text for line in lines[index + 1 :])
    if len(first.text) > LONGEST_TITLE or re.search(r"[.;:,…][\"”’»)]*$", first.text) or not more:
        return None, list(lines)
    if _goes_on(first, lines[index + 1 :]):
        return None, list(lines)
    return first, list(lines[index + 1 :])


def _goes_on(first: Line, rest: Sequence[Line]) -> bool:
    """Tell whether the first line is only the beginning of a wrapped paragraph."""
    following = rest[0].text if rest else ""
    return following[:1].islower()


def _signature(lines: Sequence[Line], *, titled: bool) -> tuple[tuple[Line, ...], list[Line]]:
    """The last short lines that name a person, a room or a source."""
    kept = list(lines)
    found: list[Line] = []
    while len(found) < 3:
        while kept and not kept[-1].text:
            kept.pop()
        body = sum(1 for line in kept if line.text)
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
    if re.search(r"[.!?…:;][\"”’»]*$", line) or _BULLET.match(line):
        return False
    bare = line.strip("()[]\"'“”*_ ")
    words = [word for word in re.findall(r"[\w.&]+", bare) if not word.isdigit()]
    if bare.isupper():
        return len(words) <= 12
    named = sum(word[0].isupper() for word in words)
    return 1 <= len(words) <= 6 and named == len(words)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Join wrapped lines; a blank line, a full stop at a short line, or a list mark parts them."""
    for blank, group in groupby(lines, key=lambda line: not line.text):
        if not blank:
            yield from _block(list(group))


def _block(block: Sequence[Line]) -> Iterator[Paragraph]:
    widest = max(len(line.text) for line in block)
    wrapped = widest <= 120
    gathered: list[Line] = []
    for line in block:
        if gathered and not (wrapped and _wraps(gathered[-1], line, widest)):
            yield _paragraph(gathered)
            gathered = []
        gathered.append(line)
    yield _paragraph(gathered)


def _wraps(line: Line, following: Line, widest: int) -> bool:
    """Tell whether a line was cut only because the page was full."""
    if _BULLET.match(following.text):
        return False
    if following.text[:1].islower():
        return True
    return len(line.text) >= widest * 0.6 and not _ENDS.search(line.text)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = " ".join(line.text for line in lines)
    mark = re.match(r"[-–—•*+▪●]\s+", text)
    if mark is not None and mark.end() < len(text):
        return Paragraph(text[mark.end() :], lines[0].number, item=True)
    return Paragraph(text, lines[0].number)
