"""What is made of lines, letter for letter, over grids of heads and tails; and of whole texts.

``RADIOPROG_GOLDEN=write pytest tests/script/test_golden.py`` writes anew; read the difference in
``tests/script/golden`` before it is committed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from radioprog.kernel.findings import Finding
from radioprog.script.draft.article import is_signature, read_article
from radioprog.script.draft.bulletin import ArticleSource, draft_bulletin
from radioprog.script.draft.encodings import decode_text
from radioprog.script.draft.furniture import kind_of
from radioprog.script.draft.headlines import headline, sentences, shortened
from radioprog.script.draft.lines import read_lines
from radioprog.script.looks import look_of_brackets, look_of_line
from tests.golden import hold
from tests.script.helpers import parsed

GOLDEN = Path(__file__).with_name("golden")

HEADS = """
nhạc|Nhạc|NHẠC|nhạc hiệu|Nhạc nền|nhạc cắt|Phát nhạc|phát|Phát|chèn|bật|mở|tắt|ngắt|chạy|trích
tiếng|Tiếng sóng|tiếng động|clip|CLIP|đọc|Đọc hai lần|nghỉ|Nghỉ 2 giây|lặng|hết|Hết nhạc|kết
chèn nhạc|phát băng|phát clip|trích băng|mời nghe|Mời bà con nghe|SFX|BG|jingle|lời|Lời dẫn|dẫn
"""
TAILS = """
|.|…|!|:| 5s| 5 giây| 10"| 1 phút| nhỏ dần| to dần rồi tắt| nhac-hieu.mp3| chen/song.wav
: nhac.mp3| hiệu chương trình| nền nhẹ nhàng suốt bài| và lời bình của phóng viên địa phương
 phỏng vấn ông A, Chủ tịch xã| bài hát “Quê hương”| ngày 2/9| cho bà con nghe nhé!| lên rồi xuống
 truyền thống của đồng bào vùng biên giới hôm nay| hai ba bốn năm sáu bảy tám chín| (5s)| - 5s
"""
WRAPS = ("{}", "({})", "[{}]", "- {}")

LINES = """
Nguồn: Báo Nhân Dân|Ảnh: N.V.A|Ảnh minh họa|Theo TTXVN|Bài và ảnh: Minh Anh|Tin, ảnh: A|PV|NHÓM PV
Người viết: A|Nơi nhận:|- Như trên;|- Lưu: VT.|TM. UBND|KT. CHỦ TỊCH|CHỦ TỊCH|(Đã ký)|Nguyễn Văn A
Chia sẻ|Bình luận (0)|In trang|Gửi email|Xem thêm|Đọc tiếp|Tin liên quan|Các tin khác|Trang chủ
Thứ hai, 1/6/2026 07:30|Cập nhật: 08:15 ngày 1/6/2026|12:00 | 01/06/2026|Lượt xem: 123|A-|A+
I. Mở đầu|1. Kết quả|1.1. Chung|a) Một|a. Một|- Một|• Một|+ Một|Phần thứ nhất|Chương I|Điều 1.
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc|Số: 12/UBND|V/v họp
Kính gửi: các xã|Sở Thông tin và Truyền thông|Phòng Văn hóa|Trạm y tế xã|Từ: a@b.vn|Gửi: c@d.vn
Chủ đề: họp|Trân trọng|Bấm vào đây|Copyright © 2026|Điện thoại: 0912 345 678|www.a.vn|Facebook|Zalo
***|---|(Còn nữa)|Hết.|Ông A, Chủ tịch xã, cho biết: “Năm nay được mùa”.
Ảnh: các em học sinh trong giờ ra chơi ở trường
"""

ARTICLES = {
    "web": """Trang chủ > Tin tức
Ra quân đầu mùa cá
Thứ hai, 1/6/2026 07:30
Sáng 12/3, bốn mươi tàu đã ra khơi. Biển lặng. Gió nhẹ.

Ảnh: Tàu cá rời bến

I. KẾT QUẢ
Xã có 120 tàu. Trong đó:
- 100 tàu gỗ;
- 20 tàu vỏ thép.
II. KHÓ KHĂN
Giá dầu tăng 3,2 %, cao hơn năm ngoái.

1. Về vốn
Bà con thiếu vốn.
2. Về người
Thiếu lao động.
Bài và ảnh: Minh Anh
Chia sẻ
Tin liên quan
Hội chợ
""",
    "letter": """UBND XÃ A	CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/TB-UBND	Độc lập - Tự do - Hạnh phúc

THÔNG BÁO
Về việc tiêm phòng

Ủy ban nhân dân xã thông báo:
1. Thời gian: 7h30 ngày 2/9/2026.
2. Địa điểm: Trạm y tế xã.
3. Đối tượng: trẻ từ 6 đến 36 tháng tuổi.
Đề nghị bà con đến đúng giờ./.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Nguyễn Văn A
""",
    "long": "Một bài dài\n\n"
    + " ".join(
        f"Câu thứ {number} kể rằng bà con xã biển đã ra khơi từ sáng sớm, gió {number} cấp."
        for number in range(1, 40)
    ),
    "wrapped": """Chuyện ở bản xa
Bản xa nằm bên kia con suối lớn, mùa mưa nước dâng cao, bà con
phải đi vòng hơn mười cây số mới ra được trung tâm xã để họp
chợ phiên.

Năm nay cây cầu mới đã xong. Các cháu đến trường không còn phải
lội suối nữa.
* * *
Ông A nói: - Vui lắm!
- Cầu dài bao nhiêu?
- Dài 30 mét.
""",
    "announcers": """KỊCH BẢN PHÁT THANH
(Nhạc hiệu 10s)
MC 1: Xin chào bà con.
MC 2 (cười): Chào các bạn!
Nhạc cắt
PTV: Tin thứ nhất
Bà con chú ý.
(nhạc nền nhỏ dần)
MC1: Kính chào.
""",
}

SCRIPTS = {
    "plain": "# Một\n\nPTV nữ: Chào *bà con* và [xem](http://a.vn). {A|a}\n\nPTV nam: Vâng.\n",
    "cues": (
        "# Một | đọc hai lần\n\n[nhạc: a.mp3 | từ 1s | đến 1s]\n\n[nghỉ 2s]\n\n[tiếng: b.wav]\n\n"
        "PTV nữ: A {b [c\n\n(Nhạc cắt)\n\nPTV: d\n\n[nhạc nền: c.mp3 | nhỏ 3dB | lặp]\n\n"
        "PTV nam: ![x](y) và [z] {k|}\n\n[hết nhạc]\n\n[clip: d.wav]\n"
    ),
    "odd": (
        "Lời trước\n\n#Một\n\n## Hai\n\nPTV nữ:\n\nPTV nữ: A | B\n\n| a | b |\n|---|---|\n\n> t\n"
    ),
    "blanks": (
        "# B\n\nPTV nữ: (đọc tên ......)\n\n(điền …… vào đây)\n\nNhạc .......\n\n"
        "PTV nữ: Kính mời ông ........ lên.\n\n(nhạc …… nhỏ dần)\n\nGhi chú: ______\n"
    ),
    "marks": (
        "# M\n\nPTV nữ: **a** _b_ `c` <!-- d --> ~~e~~ \\* f<br>g &amp; [h]: i\n\n"
        "- một\n- hai\n\n---\n"
    ),
}


def cells(table: str) -> list[str]:
    return [cell for line in table.split("\n")[1:-1] for cell in line.split("|")]


def looks() -> Iterator[str]:
    for wrap, head, tail in product(WRAPS, cells(HEADS), cells(TAILS)):
        line = wrap.replace("{}", head + tail)
        look = look_of_line(line) if wrap[0] not in "[(" else look_of_brackets(line[1:-1])
        if look is not None:
            yield f"{line}\t{look}"


def lines() -> Iterator[str]:
    for line in cells(LINES):
        around = kind_of(line)
        yield f"{line}\t{around and around.name}\t{is_signature(line)}\t{headline(line)}"


def told(findings: tuple[Finding, ...] | list[Finding]) -> Iterator[str]:
    for found in findings:
        yield found.render("vi")


def drafted() -> Iterator[str]:
    for name, text in ARTICLES.items():
        yield f"==== {name}"
        article = read_article(text)
        yield f"{article.title}"
        yield from (str(part) for part in article.paragraphs)
        yield from (f"left out {line}" for line in (*article.furniture, *article.signature))
        kept, found = read_lines(text, file="a.txt")
        yield from map(str, kept)
        yield from told(found)


def bulletins() -> Iterator[str]:
    for names in (
        ("web",),
        ("letter",),
        ("long",),
        ("wrapped",),
        ("web", "letter"),
        ("announcers",),
    ):
        yield f"==== {names}"
        draft = draft_bulletin([ArticleSource(ARTICLES[name], f"{name}.txt") for name in names])
        yield draft.text
        yield from told(draft.findings)
        yield from map(str, draft.left_out)


def heads() -> Iterator[str]:
    for sentence in sentences(ARTICLES["web"] + ARTICLES["wrapped"]):
        for longest in (10, 20, 40, 60, 61):
            yield f"{sentence!r}\t{longest}\t{shortened(sentence, longest)}"


def encoded() -> Iterator[str]:
    text = "Biển đảo quê hương: “tăng 3,2 %” – Đồn Biên phòng"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"):
        data = text.encode(encoding, "ignore")
        for spoilt in (data, data[:-1], data[1:], data + b"\xff", data.replace(b"o", b"\xf0", 1)):
            yield f"{encoding}\t{decode_text(spoilt)}"


def scripts() -> Iterator[str]:
    for name, body in SCRIPTS.items():
        script, found = parsed(body)
        yield f"==== {name}"
        yield from map(str, script.body)
        yield from told(found)


GRIDS: dict[str, Callable[[], Iterator[str]]] = {
    each.__name__: each for each in (looks, lines, drafted, bulletins, heads, encoded, scripts)
}


@pytest.mark.parametrize("name", GRIDS)
def test_what_is_made_of_a_text_is_as_it_was_found_right(name: str) -> None:
    hold(GOLDEN / f"{name}.txt", GRIDS[name]())
