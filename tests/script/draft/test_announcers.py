"""A script of announcers becomes ours: labels speakers, cues cues, doubts notes with a finding."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.announcers import _pieces, script_of_announcers
from radioprog.script.draft.bulletin import DEFAULT_TEMPLATE, ArticleSource, draft_bulletin
from radioprog.script.draft.labels import is_announcers
from radioprog.script.inline import written_text
from radioprog.script.model import BedEnd, Breath, Heading, Pause, SoundCue, SoundKind, Speech
from radioprog.script.parse import parse_script

TEMPLATE = """\
---
title: "{tiêu đề}"
speakers: {PTV nữ: nữ, PTV nam: nam}
---
[nhạc hiệu: jingles/a.flac | ra dần 2s]
[nhạc nền: beds/b.flac]
{tin chính}
[hết nhạc nền]
[nhạc cắt: stings/1.flac]
[nhạc cắt: stings/2.flac]
{các mục}
[nhạc kết: jingles/k.flac]
"""
SCRIPT = """\
BẢN TIN SỐ 12
Thời lượng: 15 phút
Ngày phát: 5/3/2026
Biên tập: Phòng Văn hóa

NHẠC HIỆU (15 giây)
MC1: Kính chào quý vị!
MC 2 (cười): Rất vui được gặp lại bà con.
(Nhạc cắt 3s)
I. TIN TRONG XÃ
MC1: Sáng nay, xã ra quân. (nghỉ) Hơn 200 người tham gia.
Không khí khẩn trương.
(nghỉ 2 giây)
BĂNG PV ÔNG LÊ VĂN TÁM (1'30'')
Ông Tám: Được mùa lắm.
(Nhạc nền)
MC1/MC2: Xin chào tạm biệt.
NHẠC KẾT
(Ký tên)
Người duyệt\t\tNgười thực hiện
"""


def converted(text: str):  # type: ignore[no-untyped-def]
    made = script_of_announcers(text, file="a.txt", template=TEMPLATE)
    script, findings = parse_script(made.text, file="scripts/a.md", name="a")
    assert [found.render("en") for found in findings if found.is_error] == []
    assert script is not None
    return script, made


def test_a_whole_script() -> None:
    script, made = converted(SCRIPT)
    assert script.meta.title == "BẢN TIN SỐ 12"
    assert script.meta.length == 900
    assert str(script.meta.date) == "2026-03-05"
    assert list(script.meta.speakers) == ["MC1", "MC 2", "Ông Tám"]
    said = [
        (block.speaker, written_text(block.pieces))
        for block in script.body
        if isinstance(block, Speech)
    ]
    assert said == [
        ("MC1", "Kính chào quý vị!"),
        ("MC 2", "Rất vui được gặp lại bà con."),
        ("MC1", "Sáng nay, xã ra quân.  Hơn 200 người tham gia."),
        ("MC1", "Không khí khẩn trương."),
        ("Ông Tám", "Được mùa lắm."),
        ("MC1", "Xin chào tạm biệt."),
    ]
    kinds = [block.kind for block in script.body if isinstance(block, SoundCue)]
    assert kinds == [SoundKind.JINGLE, SoundKind.STING, SoundKind.BED, SoundKind.OUTRO]
    assert [b.title for b in script.body if isinstance(b, Heading)] == ["TIN TRONG XÃ"]
    assert sum(isinstance(block, BedEnd) for block in script.body) == 1
    assert [block.length for block in script.body if isinstance(block, Pause)] == [2.0]
    assert "<!-- BĂNG PV ÔNG LÊ VĂN TÁM (1'30'') -->" in made.text


def test_what_is_uncertain_is_told_with_its_place() -> None:
    _, made = converted(SCRIPT)
    told = [(found.code, found.place.line) for found in made.findings]
    assert ("cue-without-file", 14) in told
    assert ("looks-like-cue", 8) in told
    assert ("several-speakers", 17) in told
    assert [line for code, line in told if code == "furniture-left-out"] == [4, 19, 20]


def test_voices_follow_the_label() -> None:
    script, _ = converted("PTV NAM: Xin chào.\nPTV NỮ: Mời nghe.\nBà Tư: Vâng.\n")
    voices = {name: choices[0].name for name, choices in script.meta.speakers.items()}
    assert voices == {"PTV NAM": "nam", "PTV NỮ": "nữ", "Bà Tư": "nữ"}


OURS = (
    "---\ntitle: Bản tin\nspeakers: {MC1: nữ, MC2: nam}\n---\n# Mở\nMC1: Chào.\nMC2: Vâng. // x\n"
)


def test_our_own_script_is_kept_letter_by_letter() -> None:
    made = script_of_announcers(OURS, file="a.txt", template=TEMPLATE)
    assert made.text == OURS
    assert [found.code for found in made.findings] == ["script-found"]


def test_our_own_script_with_an_error_is_refused_at_its_place() -> None:
    made = script_of_announcers(OURS + "MC3: Ai?\n", file="a.txt", template=TEMPLATE)
    assert [(f.code, f.place.line) for f in made.findings if f.is_error] == [("unknown-speaker", 8)]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("MC1: Chào.\nMC2: Vâng ạ.", True),
        ("PTV nữ\tKính thưa quý vị.\nPTV nam\tMời nghe tin.", True),
        ("MC: Chào quý vị.\n(Nhạc hiệu)\nTin xã nhà.", True),
        (OURS, True),
        ("Tên\n\nMC: xin chào\n\nHôm nay trời nắng.", False),
        ("Phỏng vấn\n\nPV: Thưa ông?\nÔng Tám: Vâng.\nPV: Thế ạ?\nÔng Tám: Đúng.", False),
        ("Tên\n\nNam: 1.200\nNữ: 1.300\n", False),
        ("Chương trình có MC Lan Anh tham gia.\nMC Lan Anh rất vui.", False),
        ("Nhạc sĩ Trịnh Công Sơn\n\nÔng sinh năm 1939.", False),
    ],
)
def test_scripts_are_told_from_articles(text: str, script: bool) -> None:
    assert is_announcers(text) is script


def test_a_script_is_no_article_of_a_bulletin() -> None:
    sources = [ArticleSource("Tên\n\nBài viết đây.", "a.txt"), ArticleSource(OURS, "b.txt")]
    draft = draft_bulletin(sources, template=DEFAULT_TEMPLATE)
    found = [each for each in draft.findings if each.is_error]
    assert draft.text == ""
    assert [(each.code, each.place.file) for each in found] == [("script-among-articles", "b.txt")]


NUMBERED = """\
KỊCH BẢN CHƯƠNG TRÌNH PHÁT THANH
"VÌ CHỦ QUYỀN BIÊN GIỚI"
Số 5 - Thời lượng: 28p
1. Nhạc hiệu chương trình (10s)
2. MC nữ:
Kính thưa quý vị và các bạn!
- Tin tức biên giới
MC nam: Mời quý vị nghe tin.
Nhạc nền lên cao rồi nhỏ dần
Nhạc\tnhac-rieng.mp3
MC nữ: Xin chào.
BTV: Lê Hoa
KTV: Văn Nam
"""


def test_a_running_order_with_numbers_and_labels_on_lines_of_their_own() -> None:
    script, made = converted(NUMBERED)
    assert script.meta.title == "VÌ CHỦ QUYỀN BIÊN GIỚI"
    assert script.meta.length == 28 * 60
    assert list(script.meta.speakers) == ["MC nữ", "MC nam"]
    said = [
        (block.speaker, written_text(block.pieces), block.list_item)
        for block in script.body
        if isinstance(block, Speech)
    ]
    assert said == [
        ("MC nữ", "Kính thưa quý vị và các bạn!", False),
        ("MC nữ", "Tin tức biên giới", True),
        ("MC nam", "Mời quý vị nghe tin.", False),
        ("MC nữ", "Xin chào.", False),
    ]
    kinds = [(block.kind, block.file) for block in script.body if isinstance(block, SoundCue)]
    assert kinds == [
        (SoundKind.JINGLE, "jingles/a.flac"),
        (SoundKind.BED, "beds/b.flac"),
        (SoundKind.STING, "nhac-rieng.mp3"),
    ]
    assert [left.text for left in made.left_out] == [
        "KỊCH BẢN CHƯƠNG TRÌNH PHÁT THANH",
        "BTV: Lê Hoa",
        "KTV: Văn Nam",
    ]


SPOKEN = [
    "Kính chào quý vị!",
    "Giá lúa: 7.200 đồng; giá ngô: 6.000 đồng.",
    "Sáng nay [9/3], xã ra quân # làm đường.",
    "Nguồn: Báo tỉnh nói vậy.",
    "Ảnh hưởng của rét {còn} kéo dài.",
    "1. Một là, phòng rét.",
    "TM. UBND xã, tôi xin cảm ơn!",
]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["MC1", "MC2", "PTV nữ"]),
            st.sampled_from(SPOKEN),
            st.sampled_from(["", "(Nhạc cắt)", "NHẠC HIỆU", "(cười)"]),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_every_word_behind_a_label_is_said_by_its_speaker_in_order(parts) -> None:  # type: ignore[no-untyped-def]
    text = "BẢN TIN\n" + "".join(f"{cue}\n{who}: {words}\n" for who, words, cue in parts)
    script, made = converted(text)
    said = [
        (block.speaker, written_text(block.pieces))
        for block in script.body
        if isinstance(block, Speech)
    ]
    assert said == [(who, words) for who, words, _ in parts], made.text


def test_a_cue_by_its_kind_alone_takes_the_templates_sound_and_that_is_told() -> None:
    _, made = converted(SCRIPT)
    taken = [found for found in made.findings if found.code == "cue-taken"]
    assert taken
    for found in taken:
        assert found.params["cue"].rstrip("]") in made.text
        assert found.params["line"] in SCRIPT
        assert found.params["cue"] in found.render("vi")


@pytest.mark.parametrize(
    ("label", "told"),
    [("MC1", False), ("MC1 và MC2", True), ("MC1 + MC2", True), ("Cả hai", True)],
)
def test_only_a_label_of_several_is_told(label: str, told: bool) -> None:
    _, made = converted(f"MC1: Xin chào.\nMC2: Mời nghe.\n{label}: Xin tạm biệt.\n")
    found = [each for each in made.findings if each.code == "several-speakers"]
    assert [each.place.line for each in found] == ([3] if told else [])


LENT = """\
---
title: Mẫu
speakers: {PTV nữ: giọng-nữ, PTV nam: giọng-nam}
---
[nhạc hiệu: hieu.flac]
[nhạc cắt: cat-1.flac]
[nhạc cắt: cat-2.flac]
[nhạc nền: nen.flac | -18 dB]
[nhạc kết: ket.flac]
PTV nữ: x
"""
TYPED_1 = """\
ĐÀI TRUYỀN THANH XÃ
KỊCH BẢN CHƯƠNG TRÌNH PHÁT THANH
Mùa cá mới
Thời lượng: 15 phút 30 giây
Ngày phát: 5/3/2026
Người duyệt: ông Tám
Bà con chú ý nghe đài.
NHẠC HIỆU
MC nữ: Kính chào bà con.
MC nam (cười): Chào bà con (nghỉ 2s) và các bạn.
- Mục một
Nhạc nền nhỏ dần
TIN TRONG XÃ
1. MC nữ: Tin thứ nhất.
Nhạc cắt
Nhạc cắt (5 giây)
Nhạc nền
MC1: Chào
tắt nhạc
MC nữ/MC nam: Cùng đọc.
Cả hai: Chào tạm biệt.
Ông Nguyễn Văn: Được mùa lắm.
Bà Lê: Vâng.
PTV nam: Vâng.
Nghỉ 3 giây
(nghỉ 400s)
đọc lại
Băng: PV ông Tám
phát clips/a.mp3
Nhạc kết
Nhạc kết
(chú ý đọc chậm ở đoạn này)
[nhạc cắt: b.flac | -6 dB]
Biên tập: Lê Văn Tám
Người viết: Lan
Lan Anh
"""
OURS_1 = """\
---
title: ĐÀI TRUYỀN THANH XÃ
date: 2026-03-05
length: 15:30
speakers:
  MC nữ: giọng-nữ
  MC nam: giọng-nam
  MC1: giọng-nữ
  Ông Nguyễn Văn: giọng-nam
  Bà Lê: giọng-nữ
  PTV nam: giọng-nam
---

<!-- Bà con chú ý nghe đài. -->

[nhạc hiệu: hieu.flac]

MC nữ: Kính chào bà con.

<!-- cười -->

MC nam: Chào bà con (nghỉ 2s) và các bạn.

- MC nam: Mục một

[nhạc nền: nen.flac | -18 dB]

# TIN TRONG XÃ

MC nữ: Tin thứ nhất.

[hết nhạc nền]

[nhạc cắt: cat-1.flac]

[nhạc cắt: cat-2.flac]

[nhạc nền: nen.flac | -18 dB]

MC1: Chào

[hết nhạc nền]

MC nữ: Cùng đọc.

MC nữ: Chào tạm biệt.

Ông Nguyễn Văn: Được mùa lắm.

Bà Lê: Vâng.

PTV nam: Vâng.

(nghỉ 3s)

(nghỉ 300s)

[đọc hai lần]

<!-- Băng: PV ông Tám -->

[băng: clips/a.mp3]

[nhạc kết: ket.flac]

<!-- Nhạc kết -->

<!-- (chú ý đọc chậm ở đoạn này) -->

[nhạc cắt: b.flac | -6 dB]
"""
TOLD_1 = [
    ("furniture-left-out", 2),
    ("furniture-left-out", 3),
    ("order-taken", 4),
    ("order-taken", 5),
    ("furniture-left-out", 6),
    ("looks-like-cue", 7),
    ("cue-taken", 8),
    ("looks-like-cue", 10),
    ("order-taken", 10),
    ("cue-taken", 12),
    ("cue-taken", 15),
    ("cue-taken", 16),
    ("cue-taken", 17),
    ("order-taken", 19),
    ("several-speakers", 20),
    ("several-speakers", 21),
    ("order-taken", 25),
    ("order-taken", 26),
    ("order-taken", 27),
    ("cue-without-file", 28),
    ("order-taken", 29),
    ("cue-taken", 30),
    ("looks-like-cue", 31),
    ("looks-like-cue", 32),
    ("furniture-left-out", 34),
    ("furniture-left-out", 35),
    ("furniture-left-out", 36),
]
LEFT_1 = [
    (2, True),
    (3, True),
    (6, True),
    (7, False),
    (10, False),
    (28, False),
    (31, False),
    (32, False),
    (34, True),
    (35, True),
    (36, True),
]
TYPED_2 = """\
MC1: Chào
MC2\tMời bà con nghe tin
MC1 - Vâng
Kỹ thuật: Lê Tám
"""
OURS_2 = """\
---
title: Chương trình
speakers:
  MC1: giọng-nữ
  MC2: giọng-nam
---

MC1: Chào

MC2: Mời bà con nghe tin

MC1: Vâng
"""
TOLD_2 = [("furniture-left-out", 4), ("no-title", None)]
LEFT_2 = [(4, True)]
TYPED_3 = """\
Xin chào bà con.
Thời gian phát: 0 phút
Ngày 31/2/2026
Dẫn: Chào
Dẫn: Chào bà con cô bác ta
Nam: Vâng ạ bà con cô bác
nữ - Vâng ạ bà con cô bác
Phần 1: Lúa
2) Ngô
"Hết"
"""
OURS_3 = """\
---
title: Xin chào bà con.
speakers:
  Dẫn: giọng-nữ
  Nam: giọng-nam
  nữ: giọng-nữ
---

Dẫn: Chào bà con cô bác ta

Nam: Vâng ạ bà con cô bác

nữ: Vâng ạ bà con cô bác

# Ngô
"""
TOLD_3 = [
    ("furniture-left-out", 2),
    ("furniture-left-out", 3),
    ("furniture-left-out", 4),
    ("furniture-left-out", 8),
    ("furniture-left-out", 10),
]
LEFT_3 = [(2, True), (3, True), (4, True), (8, True), (10, True)]


@pytest.mark.parametrize(
    ("typed", "ours", "told", "left"),
    [
        (TYPED_1, OURS_1, TOLD_1, LEFT_1),
        (TYPED_2, OURS_2, TOLD_2, LEFT_2),
        (TYPED_3, OURS_3, TOLD_3, LEFT_3),
    ],
)
def test_a_typed_script_becomes_ours_line_by_line(typed, ours, told, left):
    made = script_of_announcers(typed, file="a.txt", template=LENT)
    assert made.text.rstrip("\n") + "\n" == ours
    assert [(found.code, found.place.line) for found in made.findings] == told
    assert [(each.number, each.sure) for each in made.left_out] == left
    lines = typed.split("\n")
    assert all(each.text.split()[0] in lines[each.number - 1] for each in made.left_out)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("MC1: a", False),
        ("MC1: a\nMC2: b", True),
        ("PV: a\nPV: b", False),
        ("PV: a\nMC: b", True),
        ("MC: a\nNhạc hiệu", True),
        ("MC: a\nNgười duyệt", False),
        ("---\ntitle: A\n---\n", True),
        ("---\nxyz: A\n---\n", False),
        ("\ufeff--- x\r\ngiọng: A", True),
        ("a\n---\ntitle: b", False),
    ],
)
def test_a_script_is_told_from_an_article(text, is_one):
    assert is_announcers(text) is is_one


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a (nghỉ) b", ["a ", 1.0, " b"]),
        ("(nghỉ 0)", [0.1]),
        ("(nghỉ 0,5s)b", [0.5, "b"]),
        ("a (nghỉ 31)", ["a ", 30.0]),
        ("a (nghỉ 30 giây) (dừng 2.) c", ["a ", 30.0, 2.0, " c"]),
        ("(nghỉ .)", [1.0]),
    ],
)
def test_words_are_cut_at_their_pauses(text, pieces):
    cut = [
        each.length if isinstance(each, Breath) else written_text([each]) for each in _pieces(text)
    ]
    assert cut == pieces


@pytest.mark.parametrize("desk", ["KTV", "Kỹ thuật viên", "Kỹ thuật", "Kĩ thuật viên"])
def test_the_sound_desk_plays_and_says_nothing(desk: str) -> None:
    text = f"PTV1: Kính chào bà con.\n{desk}: Nhạc cắt 10 giây\nPTV2: Mời bà con nghe tin."
    made = script_of_announcers(text, file="tin.docx", template="")
    assert "speakers:\n  PTV1: nữ\n  PTV2: nam\n---" in made.text
    assert f"<!-- {desk}: Nhạc cắt 10 giây -->" in made.text  # the template has no sting to lend
    assert "Nhạc cắt 10 giây" in "".join(each.message.to("vi") for each in made.findings)
