from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.article import read_article
from radioprog.script.draft.bulletin import (
    DEFAULT_TEMPLATE,
    ArticleSource,
    draft_bulletin,
    draft_script,
)
from radioprog.script.draft.encodings import read_plain_text
from radioprog.script.draft.headlines import sentences
from radioprog.script.inline import written_text
from radioprog.script.model import Heading, Script, SoundCue, SoundKind, Speech
from radioprog.script.parse import parse_script

TEMPLATE = """\
---
title: "Chương trình: {tiêu đề}"
speakers: {PTV nữ: nữ, PTV nam: nam}
---
<!-- lời dặn
của mẫu -->
# Mở đầu
[nhạc hiệu: jingles/a.flac]
PTV nữ: Mời nghe chương trình của {đơn vị}.
[nhạc nền: beds/b.flac]
{tin chính}
[hết nhạc nền]
[nhạc cắt: stings/1.flac]
[nhạc cắt: stings/2.flac]
{các mục}
# Kết
PTV nam: Chào tạm biệt.
[nhạc kết: c.flac]
"""
ARTICLE = """\
Bản in    Gởi bài viết
Mùa cá: 7 xã #ra quân [2026]

Trong tháng Ba, bảy xã biển đã ra quân, bốn trăm tàu rời bến. Trời đẹp…

Để giúp bà con, đồn biên phòng sẽ trực máy ngày đêm, tàu nào gọi cũng có.
PV: hỏi gì đáp nấy.

- Số máy: 052 {trực} * 24/24

# Không phải tiểu mục

Bà con yên tâm.

PHÒNG BÁO CHÍ
[Trở về]
"""


def drafted(article: str, template: str = TEMPLATE, **more: str) -> tuple[Script, str]:
    draft = draft_script(article, file="a.txt", template=template, **more)
    script, findings = parse_script(draft.text, file="scripts/a.md", name="a")
    errors = [found.render("en") for found in findings if found.is_error]
    assert errors == [], draft.text
    assert script is not None
    return script, draft.text


def spoken(script: Script) -> str:
    return " ".join(
        written_text(block.pieces) for block in script.body if isinstance(block, Speech)
    )


def test_the_parts_of_a_programme():
    script, text = drafted(ARTICLE, organisation="Sở [thử]")
    assert script.meta.title == "Chương trình: Mùa cá: 7 xã #ra quân [2026]"
    assert script.meta.producer == "PHÒNG BÁO CHÍ"
    assert script.meta.length is None
    assert "lời dặn" not in text
    titles = [block.title for block in script.body if isinstance(block, Heading)]
    assert titles[0] == "Mở đầu" and titles[-1] == "Kết"
    kinds = [block.kind for block in script.body if isinstance(block, SoundCue)]
    assert kinds[:2] == [SoundKind.JINGLE, SoundKind.BED] and kinds[-1] is SoundKind.OUTRO
    assert "Mời nghe chương trình của Sở [thử]." in spoken(script)
    speeches = [block for block in script.body if isinstance(block, Speech)]
    assert written_text(speeches[1].pieces) == "Mùa cá: 7 xã #ra quân [2026]."
    assert written_text(speeches[2].pieces) == "Bảy xã biển đã ra quân."
    assert [block.speaker for block in speeches[:4]] == ["PTV nữ", "PTV nam", "PTV nữ", "PTV nam"]
    item = next(block for block in speeches if block.list_item)
    assert written_text(item.pieces) == "Số máy: 052 {trực} * 24/24"


def test_stings_and_announcers_take_turns():
    body = "\n\n".join(f"Mục {n}, đội đã đi qua nhiều nơi, {'chuyện dài ' * 40}." for n in range(5))
    script, _ = drafted(f"Tên bài\n\n{body}\n")
    stings = [b.file for b in script.body if isinstance(b, SoundCue) and b.kind is SoundKind.STING]
    assert stings == ["stings/1.flac", "stings/2.flac"] * 2 + ["stings/1.flac"]
    readers = [b.speaker for b in script.body if isinstance(b, Speech) and "chuyện" in str(b)]
    assert len(readers) == 5
    assert all(one != other for one, other in pairwise(readers))


def test_what_was_left_out_is_named():
    draft = draft_script(ARTICLE, file="tin/a.txt", template=TEMPLATE)
    found = [(each.code, str(each.place), str(each.severity)) for each in draft.findings]
    assert found == [
        ("furniture-left-out", "tin/a.txt:1:1", "info"),
        ("furniture-left-out", "tin/a.txt:16:1", "info"),
        ("signature-found", "tin/a.txt:15:1", "info"),
    ]
    assert "Bản in" in draft.findings[0].message.vi


@pytest.mark.parametrize(
    ("article", "template", "code"),
    [
        ("", TEMPLATE, "empty-article"),
        ("Bản in\n", TEMPLATE, "empty-article"),
        ("Tên\n\nBài.", TEMPLATE.replace("{các mục}", "PTV nữ: x"), "template-without-items"),
        ("Tên\n\nBài.", "---\ntitle: a\n---\n{các mục}", "template-without-speakers"),
        ("Tên\n\nBài.", "không có phần đầu", "missing-front-matter"),
    ],
)
def test_faults(article, template, code):
    findings = draft_script(article, file="a.txt", template=template).findings
    assert code in [found.code for found in findings if found.is_error]


def test_without_a_title_the_first_words_serve():
    draft = draft_script("Tàu đã ra khơi từ sớm.\n\nBiển lặng.", file="a.txt")
    assert [found.code for found in draft.findings] == ["no-title"]
    assert "title: Tàu đã ra khơi từ sớm" in draft.text


def test_english_placeholders():
    template = (
        '---\ntitle: "{title}"\nspeakers: {A: x}\n---\nA: {organisation}\n{headlines}\n{items}\n'
    )
    script, text = drafted(
        "The title\n\nThey left.", template.replace("speakers", "language: en\nspeakers")
    )
    assert script.meta.title == "The title"
    assert "A: our station" in text and "# The title" in text


PUNCTUATED = st.text(
    alphabet="abđề AB:|[]{}()#*_\\/<!->.,…“”1–\u00a0e\u0301", min_size=1, max_size=60
)


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


@settings(max_examples=150, deadline=None)
@given(st.lists(PUNCTUATED, min_size=1, max_size=6))
def test_any_article_becomes_a_script_that_says_all_of_it_in_order(parts):
    article = "Tên bài\n\n" + "\n\n".join(f"Đoạn {part.strip()} hết." for part in parts)
    script, text = drafted(article, template=DEFAULT_TEMPLATE)
    body = read_article(article).paragraphs
    said = [
        written_text(block.pieces)
        for segment in script.segments[2:-1]
        for block in segment.blocks
        if isinstance(block, Speech)
    ]
    assert said == [part.text for part in body], text


def test_every_sentence_of_the_real_article_once_and_in_order(article):
    text, findings = read_plain_text(article, shown="article.txt")
    assert text is not None and findings == ()
    script, _ = drafted(text, organisation="Sở thử")
    body = read_article(text).paragraphs
    said = spoken(script)
    at = 0
    for sentence in [each for part in body for each in sentences(part.text)]:
        assert said.count(sentence) == 1
        found = said.index(sentence, at)
        at = found + len(sentence)
    assert len(body) == 6
    assert len(words_of(said)) > 1050  # more than five minutes at 210 syllables a minute
    for left_out in ("Bản in", "Gởi bài viết", "Trở về", "XUẤT BẢN"):
        assert left_out not in said


def test_headings_lists_and_short_lines_stay_with_one_voice():
    lines = ["I. Kết quả", "Đội đã đi mười xã.", "Gồm có:", "- xã trên;", "+ xã dưới.", "Xong."]
    script, _ = drafted("Tên bài\n\n" + "\n".join(lines) + "\n\n" + "Đội sẽ đi tiếp. " * 20)
    parts = [
        [(block.speaker, block.list_item) for block in segment.blocks if isinstance(block, Speech)]
        for segment in script.segments[1:-1]
    ]
    assert [len(part) for part in parts] == [7]
    assert len({speaker for speaker, _ in parts[0]}) == 1
    assert [item for _, item in parts[0]] == [False, False, False, True, True, False, False]
    long = "\n\n".join(f"Đoạn {n} {'dài ' * 30}." for n in range(5))
    script, _ = drafted(f"Tên bài\n\n{long}")
    assert [len(segment.blocks) for segment in script.segments[1:-1]] == [3, 3, 2]


NEWS = [
    ArticleSource(
        "Xã ra quân làm đường\n\nSáng nay, hơn 200 người đã tham gia. Trời đẹp.\n", "a.txt"
    ),
    ArticleSource(
        "Đồn khám bệnh cho dân\n\nĐồn đã khám cho 150 người. Bà con mừng.\n\nH.T\n", "b.txt"
    ),
    ArticleSource(
        "Phòng rét cho gia súc\n\nĐêm nay trời sẽ rét, có nơi dưới 10 độ. Cần che bạt.\n", "c.txt"
    ),
]


def bulletin(sources, **more):  # type: ignore[no-untyped-def]
    draft = draft_bulletin(sources, template=TEMPLATE, **more)
    script, findings = parse_script(draft.text, file="scripts/a.md", name="a")
    assert [found.render("en") for found in findings if found.is_error] == []
    assert script is not None
    return script, draft


def test_several_articles_make_one_bulletin() -> None:
    script, draft = bulletin(NEWS, name="so-49")
    assert script.meta.title == "Chương trình: Bản tin số 49"
    titles = [block.title for block in script.body if isinstance(block, Heading)]
    assert titles == [
        "Mở đầu",
        "Xã ra quân làm đường",
        "Đồn khám bệnh cho dân",
        "Phòng rét cho gia súc",
        "Kết",
    ]
    said = spoken(script)
    assert said.count("Mời nghe chương trình") == said.count("Chào tạm biệt.") == 1
    for title in titles[1:-1]:
        assert said.count(title) == 1
    stings = [b.file for b in script.body if isinstance(b, SoundCue) and b.kind is SoundKind.STING]
    assert stings == ["stings/1.flac", "stings/2.flac", "stings/1.flac"]
    assert [found.code for found in draft.findings] == ["signature-found", "bulletin-title"]
    assert draft.findings[0].place.file == "b.txt"


def test_a_title_can_be_given_or_comes_from_the_first() -> None:
    assert bulletin(NEWS, title="Tin sáng")[0].meta.title == "Chương trình: Tin sáng"
    named = bulletin(NEWS)[0].meta.title
    assert named == "Chương trình: Xã ra quân làm đường và 2 tin khác"


def test_the_same_title_the_same_text_and_an_empty_one_are_told() -> None:
    other = ArticleSource(
        "XÃ RA QUÂN LÀM ĐƯỜNG\n\nChiều nay, xã khác cũng đã ra quân rầm rộ.", "d.txt"
    )
    again = ArticleSource(NEWS[1].text, "e.txt")
    script, draft = bulletin([*NEWS[:2], other, again, ArticleSource("\n \n", "f.txt")], title="t")
    told = [(found.code, found.place.file, str(found.severity)) for found in draft.findings]
    assert ("same-title", "d.txt", "warning") in told
    assert ("same-article", "e.txt", "warning") in told
    assert ("empty-article", "f.txt", "warning") in told
    assert spoken(script).count("Đồn đã khám cho 150 người.") == 1
    assert "Chiều nay, xã khác" in spoken(script)


def test_one_file_may_hold_several_articles() -> None:
    whole = NEWS[0].text + "\n***\n\n" + NEWS[2].text.replace("Đêm nay", "Theo dự báo, đêm nay")
    script, draft = bulletin([ArticleSource(whole, "a.txt")])
    titles = [block.title for block in script.body if isinstance(block, Heading)]
    assert titles[1:-1] == ["Xã ra quân làm đường", "Phòng rét cho gia súc"]
    assert any(found.code == "furniture-left-out" for found in draft.findings)


def test_own_headings_become_segments_and_their_numbers_are_not_doubled() -> None:
    body = "Sáng nay, trường đã họp với phụ huynh. " * 8
    text = f"KẾ HOẠCH\nTuyên truyền quý IV\n\nI. MỤC ĐÍCH\n1. Yêu cầu\n{body}\nII. NỘI DUNG\n{body}"
    script, _ = drafted(text)
    titles = [block.title for block in script.body if isinstance(block, Heading)]
    assert titles[1:-1] == ["MỤC ĐÍCH", "NỘI DUNG"]
    assert script.meta.title == "Chương trình: KẾ HOẠCH Tuyên truyền quý IV"
    assert "II. NỘI DUNG" in spoken(script)


AROUND = [
    "Trang chủ » Tin tức",
    "Cập nhật lúc: 08h15 ngày 26-11-2026 / Tác giả: Lê Minh | Lượt xem: 1.245",
    "Xem thêm: Xã Trọng Hóa khánh thành nhà văn hóa",
    "Ảnh: Bà con làm đường. Ảnh: Đ.N",
    "- Quảng cáo -",
    "Trang 2/3",
    "[Trở về] [Bản in]",
    "Từ khóa: biên phòng",
    "Số: 45/TB-UBND",
    "Kính gửi: Các thôn, bản",
    "(Đã ký)",
]
SENTENCES = [
    "Sáng 5/3, xã Dân Hóa tổ chức lễ ra quân làm đường giao thông nông thôn.",
    "Nguồn nước bị cạn, bà con cần dùng tiết kiệm.",
    "Ảnh hưởng của rét kéo dài đến cuối tuần.",
    "Theo Sở Y tế, số ca bệnh tăng 20%.",
    "Thiếu tá Trần Hải nói: “Bà con rất mừng.”",
    "Tổng kinh phí hơn 900 triệu đồng; nhân dân góp 350 ngày công.",
    "Xem thêm nhiều nguồn tin để hiểu rõ dịch bệnh!",
    "Lưu thông hàng hóa qua cửa khẩu Cha Lo vẫn bình thường.",
    "Số máy trực ban là 0232 3572 113, gọi lúc nào cũng có người nghe.",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SENTENCES), st.sampled_from(["", *AROUND])),
        min_size=2,
        max_size=9,
        unique_by=lambda each: each[0],
    ),
    st.sampled_from(["\n\n", "\n", "\r\n\r\n"]),
)
def test_the_body_is_said_in_order_and_what_is_around_it_is_named(parts, gap) -> None:  # type: ignore[no-untyped-def]
    lines = [line for pair in parts for line in pair if line]
    script, _ = drafted("Xã ra quân làm đường" + gap + gap.join(lines))
    draft = draft_script("Xã ra quân làm đường" + gap + gap.join(lines), file="a.txt")
    said = spoken(script)
    places = [said.find(sentence) for sentence, _ in parts]
    assert -1 not in places and places == sorted(places)
    assert all(said.count(sentence) == 1 for sentence, _ in parts)
    left = {each.text for _, each in draft.left_out}
    for _, around in parts:
        assert not around or (around in left and around not in said)


FISH = "Ra quân đầu mùa cá\n\nSáng nay, bốn mươi tàu đã ra khơi. Biển lặng.\n\nTàu về chiều tối.\n"
RICE = (
    "Gặt lúa chạy lũ\n\nHôm qua, bà con đã ra đồng từ sớm. Trời nắng.\n\nMáy gặt chạy suốt đêm.\n"
)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("tin-chieu", "Ra quân đầu mùa cá và 1 tin khác"),
        ("ban-tin-so-12", "Bản tin số 12"),
        ("12", "Bản tin số 12"),
        ("so-7", "Bản tin số 7"),
        ("ban-tin-so-123456", "Ra quân đầu mùa cá và 1 tin khác"),
    ],
)
def test_a_bulletins_title_is_made_up_and_told(name, title):
    made = draft_bulletin([ArticleSource(FISH, "a.txt"), ArticleSource(RICE, "b.txt")], name=name)
    (told,) = [found for found in made.findings if found.code == "bulletin-title"]
    assert (told.params["title"], told.place.file) == (title, "a.txt")
    assert f"title: {title}" in made.text
