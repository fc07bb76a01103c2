"""What stands around an article and is no part of it: of web pages, offices, mail and chat.

Only whole lines are taken, and the mark of an agency at the head of a sentence; each is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from radioprog.kernel.suggest import skeleton


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


def names_of(*names: str) -> frozenset[str]:
    """Return names in the form by which they are compared."""
    return frozenset(map(skeleton, names))


_LONGEST = 400
# Old and new places of the tone are one spelling: the patterns here are written in the new one.
_MODERN = dict(
    re.findall(
        r"(\w\w)(\w\w)",
        "oáóa oàòa oảỏa oãõa oạọa oéóe oèòe oẻỏe oẽõe oẹọe uýúy uỳùy uỷủy uỹũy uỵụy OÁÓA OÀÒA OẢỎA "
        "OÃÕA OẠỌA UỶỦY",
    )
)
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_MODERN)})(?!\w)")
ENDS = re.compile(r"[.!?…][\"”’»)\]]*$")
_PARTS = re.compile(r"\s{2,}|\s*[|•·»›]\s*|\t+|(?<=\])\s*(?=\[)|\s+/\s+|\s+[-–]\s+(?=[A-ZĐ])")
_BUTTONS = names_of(
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
    *(
        "Bài viết thể hiện quan điểm riêng của tác giả",
        "RSS",
        "Print",
        "Print this page",
        "Email this",
        "Back to top",
        "Read more",
        "Quảng cáo",
    ),
    *("Advertisement", "Báo lỗi", "Báo cáo vi phạm", "Theo dõi", "Tắt quảng cáo", "Bỏ qua"),
    *("Liên kết website", "Thăm dò ý kiến", "Thống kê truy cập", "Đang truy cập", "Play", "Pause"),
)
# Words that could also head a part of the text: furniture only beside other buttons.
_MENU = names_of(
    *("Tin tức", "Giới thiệu", "Liên hệ", "Đăng nhập", "Đăng ký", "Tìm kiếm", "Menu", "Đóng"),
    *("Tiếp theo", "Phản hồi", "Bình luận", "Chi tiết", "Chia sẻ", "Thích", "Tải về", "Bản đồ"),
    *("Email", "Share", "Like", "Back", "Home", "Top", "Comments", "Next", "Previous", "Close"),
    *("Login", "Search", "Tag", "Tags", "Đồng ý", "Hỏi đáp", "Thư viện", "Văn bản", "In", "Lưu"),
    *("Nghe", "A", "A+", "A-", "Aa", "Google News"),
)
_STAMP = (
    r"(?:\d|[\s:/.,|()\[\]\-–@]|(?<=\d)[hg](?=\d|\b)|giờ|phút|ngày|tháng|năm|thứ"
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
_NAMED_DATE = re.compile(
    rf"(?P<name>[^\d:.!?]{{3,60}}?)[\s|,–-]+(?P<stamp>\d{_STAMP}*)", re.IGNORECASE
)
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
    r"|by|author|source)\s*:\s*(?:[^.!?;]|\.(?=\S)){0,70}\.?\s*[)\]]?",
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
_BY = re.compile(
    r"[A-ZÀ-ỸĐ][\w.]*(?: [A-ZÀ-ỸĐ][\w.]*){0,4} ?"
    r"\((?i:theo|tổng hợp|t/h|th|dịch|lược dịch|biên dịch|ảnh|video|clip)\b[^()]{0,50}\)"
    r"|Nguồn(?: [A-ZÀ-ỸĐ][\w.]*){1,3}",
)
CREDIT = re.compile(
    r"(?:[-–]\s*)?\(?\s*(?:ảnh|video|clip|đồ họa|minh họa|infographic)(?: \d{1,2}"
    r"| minh họa)?\s*[:(].*",
    re.I,
)
_CREDITED = re.compile(
    r".{3,220}?[.\s(,–-]\(?(?:Ảnh|ẢNH|(?<=, )ảnh)(?: minh họa)?\s*:\s*(?:[\w.&/ -]{1,40})\)?\.?"
    r"|\(?Ảnh minh họa\)?\.?"
    r"|.{3,220}?\s[-–]\s*\(?Ảnh minh họa\)?\.?"
    r"|(?!Nguồn).{3,220}?\s[-–]\s*\(?(?:Ảnh chụp|Đồ họa|Video|Clip)\s*:\s*[\w.&/ -]{1,40}\)?\.?"
    r"|Thiết kế\s*:\s*(?:[A-ZÀ-ỸĐ][\w.]*\s?){1,4}"
)
_DASHED_CREDIT = re.compile(r"\s[-–]\s*\(?(?:Ảnh|ẢNH|Đồ họa|Video|Clip)\b")
_SEE = re.compile(
    r"(?:[>»►▶➤➡*-]+\s*)?(?:xem thêm|đọc thêm|mời (?:bạn đọc )?xem(?: thêm)?|tin liên quan"
    r"|bài liên quan"
    r"|bài viết liên quan|có thể bạn quan tâm|cùng chuyên mục|xem chi tiết|chi tiết xem|xem video"
    r"|xem clip)\s*:.*"
    r"|(?:xem|đọc) thêm\s*(?:>\s*)+.*"
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
    r"|[▶►⏵]?\s*\d{1,2}:\d{2}\s*/\s*\d{1,2}:\d{2}(?:\s*\w+)?|(?:giọng )?(?:nam|nữ)(?: miền)? (?:bắc"
    r"|nam|trung)"
    r"|(?:theo dõi .{0,30} trên )?google news|hãy là người đầu tiên .*|chưa có bình luận.*"
    r"|nghe (?:bài|đọc|tin|nội dung)\b[^.]{0,30}(?:\d{1,2}:\d{2}.*)?|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
MOTTO = re.compile(
    r"cộng hòa xã hội chủ nghĩa việt nam|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc", re.IGNORECASE
)
_DOCUMENT = re.compile(
    r"số\s*:?\s*[\d.…]*\s*[/-]\s*(?:\d{4}\s*/\s*)?[A-ZĐ]{2,}[A-ZĐƯa-zđ&/-]*\W*", re.IGNORECASE
)
_OFFICE = re.compile(
    r"(?:phòng|ban|đài|sở|ubnd|ủy ban|uỷ ban|hđnd|hội đồng|trung tâm|hội|đảng|văn phòng|công an"
    r"|đồn|trạm|trường|báo|chi cục|chi bộ|mặt trận|ubmttq|bộ|tổ|đoàn|điện lực|xã|phường|huyện|tỉnh"
    r"|thị trấn|thị xã|thành phố|thôn|bản|htx|hợp tác xã)\b",
    re.IGNORECASE,
)
_OF_DOCUMENT = re.compile(
    r"(?:thông báo|quyết định|kế hoạch|báo cáo|công điện|chỉ thị|hướng dẫn|giấy mời|thư ngỏ"
    r"|lời kêu gọi|tờ trình|nghị quyết|công văn|thư kêu gọi|thư mời|chương trình|lịch công tác)"
    r"(?: khẩn| hỏa tốc| \(?lần \w+\)?| số \d+)?\W*",
    re.IGNORECASE,
)
ADDRESSED = re.compile(r"kính gửi\s*:?.*", re.IGNORECASE)
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
    r"|[_=*~|:\s-]{3,}|[-–—_*.…\s]{3,}",
    re.IGNORECASE,
)
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
    line = _OLD_TONE.sub(lambda match: _MODERN[match[0]], line)
    text = " ".join(line.split())
    if not text or len(text) > _LONGEST:
        return None
    for what, pattern in _WHOLE:
        if pattern.fullmatch(text) and not _is_text(text, what):
            return what
    if _DATE.search(text) and _DATED.fullmatch(text):
        return Around.DATE
    named = _NAMED_DATE.fullmatch(text)
    if named is not None and _DATE.search(named["stamp"]) and _capitalised(named["name"]):
        return Around.AUTHOR
    if MOTTO.search(text) and len(text) <= 120:
        return Around.OFFICE
    return _side_by_side(line)


def _capitalised(words: str) -> bool:
    parts = re.findall(r"[^\W\d_]+", words)
    return 2 <= len(parts) <= 8 and all(part[0].isupper() for part in parts)


def _is_text(text: str, what: Around) -> bool:
    """Protect sentences: a long line that ends like one is taken by the surest signs only."""
    sentence = ENDS.search(text) is not None and len(text.split()) > 12
    if what is Around.AUTHOR:
        return len(text) > 90 or (sentence and not text.startswith("("))
    if what is Around.CAPTION:
        dashed = _DASHED_CREDIT.search(text) is not None
        return len(text.split()) > (60 if dashed or CREDIT.fullmatch(text) else 30)
    return what in (Around.DATE, Around.SIGNING) and sentence


_WHOLE: tuple[tuple[Around, re.Pattern[str]], ...] = (
    (Around.PAGE, _PAGE),
    (Around.OTHERS, _SEE),
    (Around.MESSAGE, _MESSAGE),
    (Around.CAPTION, CREDIT),
    (Around.CAPTION, _CREDITED),
    (Around.AUTHOR, _AUTHOR),
    (Around.AUTHOR, _CITED),
    (Around.AUTHOR, _BY),
    (Around.AUTHOR, _INITIALS),
    (Around.DATE, _SIGNED_ON),
    (Around.OFFICE, _DOCUMENT),
    (Around.OFFICE, ADDRESSED),
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


def is_menu_word(text: str) -> bool:
    """Tell whether words are a button beside other buttons, but could head a part of a text."""
    return skeleton(text.strip("[]()<>{}| .:*")) in _MENU


def _part(part: str, *, menu: bool) -> Around | None:
    text = " ".join(part.split())
    bare = text.strip("[]()<>{}|«»‹›←→↑▲ .:*")
    if menu and _PAGE.fullmatch(text):
        return Around.PAGE
    if skeleton(bare) in _BUTTONS or (menu and skeleton(bare) in _MENU):
        return Around.PAGE
    if _COUNTED.fullmatch(text) and _COUNTS.search(text):
        return Around.DATE
    if _DATED.fullmatch(bare) and any(map(str.isdigit, bare)) and (_DATE.search(bare) or menu):
        return Around.DATE
    if menu and (_SIGNED_ON.fullmatch(bare) or _DOCUMENT.fullmatch(bare)):
        return Around.OFFICE
    return Around.AUTHOR if menu and _AUTHOR.fullmatch(text) else None


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


def is_document(text: str) -> bool:
    """Tell whether a line only says what kind of document follows.

    >>> is_document("THÔNG BÁO"), is_document("Thông báo tiêm phòng")
    (True, False)
    """
    return _OF_DOCUMENT.fullmatch(text) is not None


def is_office(text: str) -> bool:
    """Tell whether a line in capitals names an office."""
    return text.isupper() and _OFFICE.match(text) is not None and len(text) <= 80
