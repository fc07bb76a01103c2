"""What stands around an article and is no part of it: of web pages, offices, mail and chat.

Only whole lines are taken, and the mark of an agency at the head of a sentence; each is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from radioprog.kernel.suggest import skeleton
from radioprog.script.draft.lines import Line


class Around(StrEnum):
    """What a line around an article is."""

    PAGE = "page"
    DATE = "date"
    AUTHOR = "author"
    CAPTION = "caption"
    AGENCY = "agency"
    OFFICE = "office"
    SIGNING = "signing"
    PAPER = "paper"
    MESSAGE = "message"
    NOTE = "note"
    OTHERS = "others"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that are not taken into the script: as they stand in the file, and what they are.

    ``sure`` is false where they could also be text; a person should look.
    """

    text: str
    number: int
    what: Around
    sure: bool = True


def _names(*names: str) -> frozenset[str]:
    return frozenset(map(skeleton, names))


_LONGEST = 400
_ENDS = re.compile(r"[.!?…][\"”’»)\]]*$")
_PARTS = re.compile(r"\s{2,}|\s*[|•·»›]\s*|\t+|(?<=\])\s*(?=\[)|\s+/\s+|\s+[-–]\s+(?=[A-ZĐ])")
_BUTTONS = _names(
    *("Bản in", "In bài", "In bài viết", "In bài này", "In trang", "In trang này", "In ấn"),
    *("Gởi bài viết", "Gửi bài viết", "Gửi bài", "Gửi email", "Gửi mail", "Gửi cho bạn bè"),
    *("Gửi tin nhắn", "Gửi phản hồi", "Gửi bình luận", "Gửi bình luận của bạn", "Trở về"),
    *("Ý kiến bạn đọc", "Gửi ý kiến", "Ý kiến của bạn", "Quay lại", "Trở lại", "Về trang trước"),
    *("Về đầu trang", "Trang chủ", "Lên đầu trang", "Đầu trang", "Đọc tiếp", "Xem tiếp"),
    *("Xem thêm", "Xem tất cả", "Chia sẻ bài viết", "Lưu bài viết", "Lưu bài", "Facebook"),
    *("Twitter", "Tweet", "Zalo", "Google+", "Google Plus", "Telegram", "Messenger", "LinkedIn"),
    *("Sao chép liên kết", "Copy link", "Link bài gốc", "Lấy link", "Lượt xem", "Cỡ chữ"),
    *("Phóng to", "Thu nhỏ", "Nghe đọc bài", "Nghe bài viết", "Nghe tin", "Nghe audio"),
    *("Đọc bài viết", "Trang sau", "Trang trước", "Đánh giá bài viết", "Sơ đồ trang", "Sitemap"),
    *("Click để đánh giá bài viết", "Bạn chưa đánh giá", "Mã bảo mật", "Tệp đính kèm"),
    *("RSS", "Print", "Print this page", "Email this", "Back to top", "Read more", "Quảng cáo"),
    *("Advertisement", "Báo lỗi", "Báo cáo vi phạm", "Theo dõi", "Tắt quảng cáo", "Bỏ qua"),
    *("Liên kết website", "Thăm dò ý kiến", "Thống kê truy cập", "Đang truy cập", "Play", "Pause"),
)
# Words that could also head a part of the text: furniture only beside other buttons.
_MENU = _names(
    *("Tin tức", "Giới thiệu", "Liên hệ", "Đăng nhập", "Đăng ký", "Tìm kiếm", "Menu", "Đóng"),
    *("Tiếp theo", "Phản hồi", "Bình luận", "Chi tiết", "Chia sẻ", "Thích", "Tải về", "Bản đồ"),
    *("Email", "Share", "Like", "Back", "Home", "Top", "Comments", "Next", "Previous", "Close"),
    *("Login", "Search", "Tag", "Tags", "Đồng ý", "Hỏi đáp", "Thư viện", "Văn bản", "In", "Lưu"),
    *("Nghe", "A", "A+", "A-", "Aa", "Google News"),
)
_STAMP = (
    r"(?:\d|[\s:/.,|()\-–@]|(?<=\d)[hg](?=\d|\b)|giờ|phút|ngày|tháng|năm|thứ"
    r"|hai|ba|tư|sáu|bảy|chủ nhật|lúc|lượt(?: xem| đọc)?|views?|sáng|chiều|tối|AM|PM|GMT\+?7?)"
)
_COUNTED = re.compile(
    r"\W*(?:(?:số )?lượt (?:xem|truy cập|đọc)|số lần (?:xem|đọc)|(?:đã )?xem|ngày đăng"
    r"|ngày xuất bản"
    r"|(?:được )?đăng(?: ngày| lúc)?|thời gian đăng|ngày (?:cập nhật|tạo|viết)"
    r"|cập nhật(?: lúc| ngày)?|lần cập nhật cuối|views?|posted(?: on)?|updated|mã bài|mã tin"
    r"|ý kiến bạn đọc|ý kiến|bình luận|phản hồi|chia sẻ|thích|lượt thích|comments?|likes?|shares?"
    r"|đánh giá(?: bài viết)?|xếp hạng)"
    rf"\s*:?(?:{_STAMP}|phiếu(?: bầu)?|[★☆])*\W*",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"[\d★☆]|:\s*$")
_DATE = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r""
    r"|(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2},?(?:\s+năm)?\s+\d{4}"
    r"|\d{4}-\d{2}-\d{2}",
    re.IGNORECASE,
)
_DATED = re.compile(rf"\W*{_STAMP}+\W*", re.IGNORECASE)
_SIGNED_ON = re.compile(
    r"(?:[^\W\d_][\w .'’-]{1,40},\s*)?ngày\s+[\d.…]{1,6}\s+tháng\s+[\d.…]{1,6}"
    r"\s+năm\s+[\d.…]{1,8}\.?",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"[(\[]?\s*(?:tác giả(?: bài viết)?|nguồn(?: tin| bài| ảnh)?|theo|người viết|người đăng"
    r"|đăng bởi"
    r"|bài và ảnh|bài, ảnh|bài|tin, ảnh|tin và ảnh|tin, bài|tin bài|tin|thực hiện|biên tập"
    r"|biên soạn"
    r"|by|author|source)\s*:\s*[^.!?;]{0,70}\.?\s*[)\]]?",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\(?Theo (?:(?:Báo|báo|Cổng|Trang|Đài|Tạp chí) |TTXVN|VO[VH]|VTV|VGP|[A-ZĐ]{2,8}\b"
    r"|[\w-]+\.(?:vn|com))"
    r"[^.,;:!?]{0,50}\)?"
)
_INITIALS = re.compile(
    r"[A-ZĐ](?:\.\s?[A-ZĐ]{1,2}){1,3}\.?(?:\s*[-–,&+]\s*[A-ZĐ](?:\.?\s?[A-ZĐ])*\.?)*(?:\s*\([^()]{1,20}\))?"
)
_CREDIT = re.compile(r"\(?\s*(?:ảnh|video|clip|đồ họa|infographic)(?: minh họa)?\s*[:(].*", re.I)
_CREDITED = re.compile(
    r".{3,220}?[.\s(,–-]\(?Ảnh(?: minh họa)?\s*:\s*(?:[\w.&/ -]{1,40})\)?\.?|\(?Ảnh minh họa\)?\.?"
)
_BARE_CREDIT = re.compile(r"\(?Ảnh(?: minh họa)?\s*:\s*[\w.&/ -]{1,40}\)?\.?")
_TAIL_CREDIT = re.compile(r"\s*\(?Ảnh(?: minh họa)?\s*:\s*[\w.&/ -]{1,40}\)?\.?$")
_SEE = re.compile(
    r"(?:[>»►▶➤➡*-]+\s*)?(?:xem thêm|đọc thêm|mời (?:bạn đọc )?xem(?: thêm)?|tin liên quan"
    r"|bài liên quan"
    r"|bài viết liên quan|có thể bạn quan tâm|cùng chuyên mục|xem chi tiết|chi tiết xem)\s*:.*"
    r"|(?:>{2,}|»)\s*[^.]*",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:từ khóa|từ khoá|tags?|keywords?|hashtag)\s*:.*|(?:#[^\s#]+\s*)+"
    r"|(?:©|bản quyền (?:thuộc|©)|copyright\b|ghi rõ nguồn|giấy phép (?:số|thiết lập|hoạt động)).*"
    r"|(?:trang chủ|home)\s*(?:»|>|›|/|→|\|).*"
    r"|A\s*[-−–]\s*A\s*A?\s*\+?|A\s*A\s*A|[-–—\s]*(?:quảng cáo|advertisement)[-–—\s]*"
    r"|trình duyệt (?:của bạn )?không hỗ trợ.*|your browser does not support.*"
    r"|(?:trang web|website|chúng tôi).{0,30}(?:sử dụng|dùng) cookies?.*"
    r"|bạn (?:cần|phải|hãy) đăng nhập.*|vui lòng đăng nhập.*|đăng nhập để .*"
    r"|tổng số điểm của bài viết là.*|click để đánh giá.*|theo dõi (?:chúng tôi|báo|trang"
    r"|fanpage).*"
    r"|\[?(?:video|audio|clip|player|hình ảnh|image|file|sticker|gif)\]?|loading.*|đang tải.*"
    r"|[▶►⏵]?\s*\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}(?:\s*\w+)?|(?:bắc|nam|nữ|trung)(?:\s+(?:bắc"
    r"|nam|nữ|trung))+"
    r"|nghe (?:bài|đọc|tin|nội dung)\b[^.]{0,30}(?:\d{1,2}:\d{2}.*)?|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
_OTHERS = _names(
    *("Các tin khác", "Các bài khác", "Tin khác", "Bài khác", "Tin liên quan", "Tin cùng loại"),
    *("Bài viết liên quan", "Bài liên quan", "Các tin đã đưa", "Các bài đã đăng", "Tin mới"),
    *("Tin mới hơn", "Tin cũ hơn", "Những tin mới hơn", "Những tin cũ hơn", "Tin đã đưa"),
    *("Tin cùng chuyên mục", "Bài cùng chuyên mục", "Cùng chuyên mục", "Các tin tiếp theo"),
    *("Có thể bạn quan tâm", "Đọc nhiều", "Tin đọc nhiều", "Xem nhiều", "Tin mới nhất"),
    *("Tin nổi bật", "Bài đọc nhiều", "Related articles", "Related news", "Other news"),
)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s")
_MOTTO = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"số\s*:?\s*[\d.…]*\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2,}[A-ZĐƯa-zđ&/-]*\W*", re.IGNORECASE
)
_TO = re.compile(r"kính gửi\s*:?.*", re.IGNORECASE)
_COPIES = re.compile(r"(?:nơi nhận|nơi gửi)\s*:?.*", re.IGNORECASE)
_COPY = re.compile(
    r"(?:[-–+•]\s*)?(?:như trên\W*|như điều \d+\W*|(?:lưu\s*[:.]|lưu\b.{0,6}VT|VT\b).*)",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:(?:TM|KT|TL|TUQ)\.|T/M|K/T|T/L)\s*[A-ZÀ-ỸĐ].*|Q\.\s*[A-ZÀ-ỸĐ]{3}.*")
_SIGNED = re.compile(
    r"\(?\s*(?:đã ký|ký tên|ký, (?:ghi rõ họ tên|đóng dấu).*|chữ ký.*|ký bởi.*|signed)\s*\)?",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"[-–—\s]*(?:trang|page)\s*\d{1,3}(?:\s*(?:/|trên|of)\s*\d{1,3})?[-–—\s]*"
    r"|[-–—]\s*\d{1,3}\s*[-–—]"
    r"|[_=*~-]{3,}|[-–—_*.…\s]{3,}",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_MESSAGE = re.compile(
    r"(?:from|to|cc|bcc|subject|sent|date|reply-to|người gửi|người nhận)\s*:\s.*"
    r"|(?:từ|đến|ngày gửi)\s*:\s.*@.*"
    r"|(?:đã )?gửi từ (?:zalo|iphone|ipad|samsung|điện thoại|outlook|thiết bị|yahoo).*|sent from .*"
    r"|-{2,}\s*(?:original message|forwarded message|thư gốc|tin nhắn chuyển tiếp).*"
    r"|(?:vào|on) .{5,60} (?:đã viết|wrote)\s*:?"
    r"|(?:commented|comment|deleted|formatted|inserted)\s*\[?[\w ]*\]?\s*:.*"
    r"|(?:đã )?chuyển tiếp(?: từ .*)?|tin nhắn đã (?:được )?thu hồi|đã xem|đã nhận"
    r"|\[(?:hình ảnh|ảnh|video|file|sticker|gif|tệp|album).*\]",
    re.IGNORECASE,
)
_SENDER = re.compile(r"\[\d{1,2}:\d{2}(?::\d{2})?,? \d{1,2}/\d{1,2}/\d{2,4}\]\s*[^:]{1,40}:\s*")
_FOOTNOTE = re.compile(r"(?:\[\d{1,2}\]|\(\d{1,2}\)|\d{1,2}\))\s+\S.*")
_FOOTMARK = re.compile(r"(?<=[\w.,;:!?…”\"’)])(?:\[\d{1,2}\])+(?=\s|[.,;:!?…]|$)")
_PAPERS = (
    r"TTXVN|VO[VH]\d?|VTV|VGP|QĐND|BĐBP|SGGP|ĐCSVN|CAND|SKĐS|ANTĐ|GD&TĐ|[A-ZĐ]{1,4}ĐT|[A-ZĐ]{1,4}O"
    r"|[A-ZĐ]{2,4}TV|Chinhphu\.vn|Dân trí|[\w.-]+\.(?:vn|com|net)"
)
_AGENCY = re.compile(
    rf"(?:\((?:{_PAPERS})\)\s*[-–—:.]*|\([A-ZĐ][\w.&]{{1,12}}(?: [\w.]{{1,8}}){{0,2}}\)\s*[-–—]"
    rf"|(?:{_PAPERS})\s+[-–—])"
    r"\s*(?=[\"“‘(]?[A-ZÀ-ỸĐ0-9])"
)
_SURNAMES = frozenset(
    re.findall(
        r"\w+",
        "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh truong cao "
        "mai doan thai luong ta ha lam trinh to phung chau dao chu vuong trieu quach tang luu",
    )
)


def is_furniture(line: str) -> bool:
    """Tell whether a line, alone, belongs to the page around an article.

    >>> is_furniture("Bản in     Gởi bài viết"), is_furniture("Bản in thử đã xong.")
    (True, False)
    """
    return kind_of(line) is not None


def kind_of(line: str) -> Around | None:
    """Say what a line around an article is; ``None``: it may be text."""
    text = " ".join(line.split())
    if not text or len(text) > _LONGEST:
        return None
    for what, pattern in _WHOLE:
        if pattern.fullmatch(text) and not _is_text(text, what):
            return what
    if _DATE.search(text) and _DATED.fullmatch(text):
        return Around.DATE
    if _MOTTO.search(text) and len(text) <= 120:
        return Around.OFFICE
    return _side_by_side(line)


def _is_text(text: str, what: Around) -> bool:
    """Protect sentences: a long line that ends like one is taken by the surest signs only."""
    sentence = _ENDS.search(text) is not None and len(text.split()) > 12
    if what is Around.AUTHOR:
        return len(text) > 90 or (sentence and not text.startswith("("))
    if what is Around.CAPTION:
        return len(text.split()) > (60 if _CREDIT.fullmatch(text) else 30)
    return what in (Around.DATE, Around.SIGNING) and sentence


_WHOLE: tuple[tuple[Around, re.Pattern[str]], ...] = (
    (Around.PAGE, _PAGE),
    (Around.OTHERS, _SEE),
    (Around.MESSAGE, _MESSAGE),
    (Around.CAPTION, _CREDIT),
    (Around.CAPTION, _CREDITED),
    (Around.AUTHOR, _AUTHOR),
    (Around.AUTHOR, _CITED),
    (Around.AUTHOR, _INITIALS),
    (Around.DATE, _SIGNED_ON),
    (Around.OFFICE, _DOCUMENT),
    (Around.OFFICE, _TO),
    (Around.SIGNING, _COPIES),
    (Around.SIGNING, _COPY),
    (Around.SIGNING, _ON_BEHALF),
    (Around.SIGNING, _SIGNED),
    (Around.PAPER, _PAPER),
)


def _side_by_side(line: str) -> Around | None:
    """Judge a line of several things side by side: each part has to be of the page."""
    for parts in ([line.strip()], _PARTS.split(line.strip())):
        parts = [part for part in parts if part and part.strip("[]()<>{}| \u00a0")]
        kinds = [_part(part, menu=len(parts) > 1) for part in parts]
        if kinds and all(kinds):
            return next((kind for kind in kinds if kind), None)
    return None


def _part(part: str, *, menu: bool) -> Around | None:
    text = " ".join(part.split())
    bare = text.strip("[]()<>{}|«»‹›←→↑▲ .:*")
    if skeleton(bare) in _BUTTONS or (menu and skeleton(bare) in _MENU):
        return Around.PAGE
    if _COUNTED.fullmatch(text) and _COUNTS.search(text):
        return Around.DATE
    if _DATED.fullmatch(bare) and (_DATE.search(bare) or menu):
        return Around.DATE
    if menu and (_SIGNED_ON.fullmatch(bare) or _DOCUMENT.fullmatch(bare)):
        return Around.OFFICE
    return Around.AUTHOR if menu and _AUTHOR.fullmatch(text) else None


def around(lines: Sequence[Line]) -> dict[int, LeftOut]:
    """Find the lines around an article, by their index among ``lines``."""
    found = {
        index: _left(line, what)
        for index, line in enumerate(lines)
        if line.text and (what := kind_of(line.stored) or kind_of(line.text)) is not None
    }
    for index, left in found.items():
        if left.what is Around.CAPTION and not _CREDIT.fullmatch(left.text):
            found[index] = replace(left, sure=False)
    for more in (_office_head, _signing, _others, _papers, _captions, _addressees, _messages):
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
    if not any(_MOTTO.search(lines[at].text) for at in office):
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


def is_person(text: str) -> bool:
    """Tell whether words are a person's name, with or without a title before it.

    >>> is_person("Nguyễn Văn Hải"), is_person("Thiếu tá Trần Hải"), is_person("Hà Nội mưa")
    (True, True, False)
    """
    words = re.sub(r"\([^()]*\)$", "", text).strip(" ,").split()
    while words and not words[0][0].isupper():
        words = words[1:]
    names = [
        at for at, word in enumerate(words) if word[0].isupper() and skeleton(word) in _SURNAMES
    ]
    if not names or len(words) > 8:
        return False
    name = words[names[0] :]
    return 2 <= len(name) <= 5 and all(word[0].isupper() and word.isalpha() for word in name)


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
            if _ENDS.search(text) or text.endswith((":", ";")) or len(text) > 220:
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
        elif len(text) <= 80 and len(text.split()) >= 3 and not _ENDS.search(text):
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


def _addressees(lines: Sequence[Line], found: Found) -> Iterator[tuple[int, LeftOut]]:
    """The list below "Kính gửi:"."""
    for at, left in list(found.items()):
        if left.what is not Around.OFFICE or not _TO.fullmatch(lines[at].text):
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
        if len(rest.split()) <= 12 and not _ENDS.search(rest):
            yield at, _left(lines[at], Around.MESSAGE, sure=not rest)
    last = [at for at in _written(lines) if at not in found][-5:]
    closing = next((at for at in last if re.fullmatch(_CLOSING, lines[at].text, re.I)), None)
    if closing is not None and not any(_ENDS.search(lines[at].text) for at in last if at > closing):
        for at in last[last.index(closing) :]:
            yield at, _left(lines[at], Around.MESSAGE, sure=False)


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
    credit = _TAIL_CREDIT.search(text)
    if credit is not None and credit.start() > 0:
        cut.append(LeftOut(credit[0].strip(), line.number, Around.CAPTION))
        text = text[: credit.start()]
    if not cut:
        return line, ()
    return Line(text, line.number, text, line.bold, line.soft), tuple(cut)


def footnotes(lines: Iterable[Line], marks: Iterable[str]) -> set[Line]:
    """Find the notes below the text that marks in it point to."""
    wanted = set(re.findall(r"\d+", " ".join(marks)))
    return {
        line
        for line in lines
        if (match := _FOOTNOTE.fullmatch(line.text)) and re.findall(r"\d+", match[0])[0] in wanted
    }
