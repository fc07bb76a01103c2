from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.findings import Severity
from radioprog.script.inline import written_text
from radioprog.script.model import (
    BedEnd,
    Breath,
    Foreign,
    Heading,
    Include,
    Pause,
    Respelled,
    SoundCue,
    SoundKind,
    Speech,
    VoiceChoice,
    Words,
)
from radioprog.script.parse import parse_script
from tests.script.helpers import FIRST, FRONT, blocks, found_in, parsed

WHOLE = """\
---
title: Vì chủ quyền an ninh biên giới, biển đảo        # tên chương trình
series: vung-bien                                      # chuyên mục
episode: 7                                             # số
date: 2015-07-18                                       # ngày
language: vi                                           # ngôn ngữ
length: 15:00                                          # thời lượng
topics: [biên giới, biển đảo]                          # chủ đề
producer: Phòng Báo chí - Xuất bản                     # thực hiện
speakers:                                              # giọng
  PTV nữ: nữ
  PTV nam: nam
deliver: [station, web]                                # đầu ra
---

# Mở đầu

[nhạc hiệu: jingles/dai-hieu.flac | ra dần 2s]

PTV nữ: Kính thưa quý vị và các bạn! Mời quý vị nghe.

[nhạc nền: beds/que-huong.flac | -18 dB]

PTV nam: Trong năm, Sở đã tổ chức 01 lớp tập huấn.

[hết nhạc nền]

# Phỏng vấn

[nhạc cắt: stings/cat-1.flac]

[băng: clips/cha-lo.flac | từ 0:05 | đến 1:20 | lời: Cán bộ đồn trả lời.]

(nghỉ 1s)

PTV nữ: Cộng đồng {ASEAN|A-xê-an} ... {en: ASEAN Community}.

<!-- ghi chú của biên tập, không đọc -->
// cũng không đọc
"""
ENGLISH = (
    WHOLE.replace("nhạc hiệu", "jingle")
    .replace("ra dần", "fade out")
    .replace("[hết nhạc nền]", "[end bed]")
    .replace("nhạc nền", "bed")
    .replace("nhạc cắt", "sting")
    .replace("băng", "clip")
    .replace("| từ", "| from")
    .replace("| đến", "| to")
    .replace("lời:", "text:")
    .replace("nghỉ", "pause")
)
VIETNAMESE_KEYS = (
    WHOLE.replace("title:", "Tên chương trình:")
    .replace("series:", "chuyên_mục:")
    .replace("episode:", "SỐ:")
    .replace("date:", "ngày:")
    .replace("language:", "ngôn-ngữ:")
    .replace("length:", "thời lượng:")
    .replace("topics:", "chủ đề:")
    .replace("producer:", "thực hiện:")
    .replace("speakers:", "giọng:")
    .replace("deliver:", "đầu ra:")
)


def read(text: str):
    script, findings = parse_script(text, file="s.md", name="s")
    assert script is not None
    assert findings == ()
    return script


def test_the_whole_language():
    script = read(WHOLE)
    meta = script.meta
    assert (meta.title, meta.series, meta.episode) == (
        "Vì chủ quyền an ninh biên giới, biển đảo",
        "vung-bien",
        7,
    )
    assert (str(meta.date), meta.language, meta.length) == ("2015-07-18", "vi", 900.0)
    assert meta.topics == ("biên giới", "biển đảo")
    assert meta.deliver == ("station", "web")
    assert meta.speakers == {
        "PTV nữ": (VoiceChoice(name="nữ"),),
        "PTV nam": (VoiceChoice(name="nam"),),
    }
    assert [segment.title for segment in script.segments] == ["Mở đầu", "Phỏng vấn"]
    kinds = [type(block) for block in script.body]
    assert kinds == [
        Heading,
        SoundCue,
        Speech,
        SoundCue,
        Speech,
        BedEnd,
        Heading,
        SoundCue,
        SoundCue,
        Pause,
        Speech,
    ]
    jingle, bed, clip = script.body[1], script.body[3], script.body[8]
    assert jingle == SoundCue(SoundKind.JINGLE, "jingles/dai-hieu.flac", fade_out=2.0)
    assert bed == SoundCue(SoundKind.BED, "beds/que-huong.flac", gain=-18.0)
    assert clip == SoundCue(
        SoundKind.CLIP, "clips/cha-lo.flac", start=5.0, end=80.0, text="Cán bộ đồn trả lời."
    )
    last = script.body[-1]
    assert isinstance(last, Speech)
    assert [type(piece) for piece in last.pieces] == [Words, Respelled, Words, Foreign, Words]
    assert written_text(last.pieces) == "Cộng đồng ASEAN ... ASEAN Community."
    assert str(last.place) == "s.md:36:1"
    assert isinstance(last.pieces[0], Words)
    assert str(last.pieces[0].source.place_at(2)) == "s.md:36:11"
    assert isinstance(last.pieces[3], Foreign)
    assert str(last.pieces[3].source.place_at(0)) == "s.md:36:44"


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        VIETNAMESE_KEYS,
        WHOLE.replace("\n", "\r\n"),
        "\ufeff" + WHOLE,
        unicodedata.normalize("NFD", WHOLE),
        WHOLE.replace("\n[", "\n［").replace("]\n\n", "］\n\n"),
        WHOLE.replace("[nhạc hiệu:", "[nhạc\u00a0hiệu\u00a0:").replace(" -18 dB", "\u00a0–18dB"),
        WHOLE.replace("PTV nữ: K", "**PTV  NỮ:** K").replace("PTV nam: T", "**ptv nam** : T"),
        WHOLE.replace("PTV nữ: K", "PTV\u00a0nữ：K").replace("(nghỉ 1s)", "[nghỉ: 1 giây]"),
        WHOLE.replace("(nghỉ 1s)", "（nghỉ 0:01）").replace("-18 dB", "−18,0 dB"),
        WHOLE.replace("\n---\n\n", "\n—-\n\n", 1)
        .replace("---\ntitle", "\n  ---  \ntitle", 1)
        .replace("\n  ---  ", "---"),
    ],
)
def test_the_same_script_in_other_dress(text):
    assert read(text) == read(WHOLE)


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("PVT nữ: a", "unknown-speaker", 1, 1),
        ("MC: a", "unknown-speaker", 1, 1),
        ("PTV nữ: a\n\n  PTV 3: b", "unknown-speaker", 3, 3),
        ("PTV nữ: a\n\nBTV Thu Hà: b", "unknown-speaker", 3, 1),
        ("PTV nữ: a\n\n- Dẫn 1: b", "unknown-speaker", 3, 3),
        ("PTV nữ: a\n\nPhóng viên: b", "unknown-speaker", 3, 1),
        ("PTV nữ: a\n\nnữ: b", "unknown-speaker", 3, 1),
        ("PTV nữ: a\n\n**PTV nư**: b", "unknown-speaker", 3, 1),
        ("Xin chào", "no-speaker", 1, 1),
        ("[nhac hieu: a]", "unknown-cue", 1, 1),
        ("[nhạc hiệu jingles/a.flac]", "unknown-cue", 1, 1),
        ("[Trở về]", "unknown-cue", 1, 1),
        ("[nhạc hiệu]", "missing-file-name", 1, 1),
        ("[nhạc hiệu: | ra dần 2s]", "missing-file-name", 1, 1),
        ("[nhạc hiệu: a.flac", "unclosed-cue", 1, 1),
        ("[nhạc hiệu: a | xa dần 2s]", "unknown-option", 1, 17),
        ("[nhạc hiệu: a | lời: b]", "unknown-option", 1, 17),
        ("[nhạc hiệu: a | ]", "unknown-option", 1, 1),
        ("[chèn: a | từ 2s]", "unknown-option", 1, 12),
        ("[nhạc nền: a]\n[hết nhạc nền | ra dần 2s]", "unknown-option", 2, 1),
        ("[nhạc hiệu: a | từ 12]", "bad-time", 1, 17),
        ("[nhạc hiệu: a | từ 1:60]", "bad-time", 1, 17),
        ("[nhạc hiệu: a | từ]", "bad-time", 1, 17),
        ("[nhạc hiệu: a | lặp nhiều]", "bad-option", 1, 17),
        ("[nhạc hiệu: a | lặp 0]", "bad-option", 1, 17),
        ("[nhạc hiệu: a | -180 dB]", "bad-option", 1, 17),
        ("[băng: a | lời:]", "bad-option", 1, 12),
        ("[băng: a | tiếng bru vân kiều | lời: x]", "bad-option", 1, 12),
        ("[băng: a | từ 1:20 | đến 0:05]", "out-before-in", 1, 22),
        ("[băng: a | đến 0:00]", "out-before-in", 1, 12),
        ("[băng: a | từ 1s | từ 2s]", "duplicate-option", 1, 20),
        ("[nghỉ: 0s]", "bad-time", 1, 1),
        ("(nghỉ 1)", "bad-time", 1, 1),
        ("(nghỉ 15 phút)", "bad-time", 1, 1),
        ("PTV nữ: a [nhạc cắt: b] c", "cue-in-speech", 1, 11),
        ("PTV nữ: a [hết nhạc nền]", "cue-in-speech", 1, 11),
        ("PTV nữ: a [nhac hieu: b] c", "cue-in-speech", 1, 11),
        ("PTV nữ: a [nhạc nên: b] c", "cue-in-speech", 1, 11),
        ("[nhạc cắt: b] c", "cue-in-speech", 1, 1),
        ("PTV nữ: a {b", "unclosed-brace", 1, 11),
        ("PTV nữ: a} b", "unclosed-brace", 1, 10),
        ("PTV nữ: {a {b|c}", "unclosed-brace", 1, 9),
        ("PTV nữ: {a}", "bad-brace", 1, 9),
        ("PTV nữ: {a|}", "bad-brace", 1, 9),
        ("PTV nữ: {a|b|c}", "bad-brace", 1, 9),
        ("PTV nữ: {en:b}", "bad-brace", 1, 9),
        ("PTV nữ: {en: a|b}", "bad-brace", 1, 9),
        ("## Tin", "heading-level", 1, 1),
        ("#", "empty-heading", 1, 1),
        ("# Tin | đọc ba lần", "unknown-option", 1, 9),
        ("# Tin |", "unknown-option", 1, 1),
        ("[chèn: a | ]", "unknown-option", 1, 1),
        ("[đọc hai lần]\n# Tin\n\nPTV nữ: a", "twice-without-speech", 1, 1),
        ("PTV nữ: a\n\n[twice]", "twice-without-speech", 3, 1),
        ("PTV nữ:\n\nPTV nam: b", "empty-speech", 1, 1),
        ("PTV nữ:\n\n[chèn: a]\n\nb", "empty-speech", 1, 1),
        ("PTV nữ: a\n\n[twice]\n[chèn: a]\n\nb", "twice-without-speech", 3, 1),
        ("PTV nữ: (nghỉ 1s)", "empty-speech", 1, 9),
        ("| a | b |", "table", 1, 1),
        ("a | b\n--- | ---", "table", 2, 1),
        ("PTV nữ: ![x](y.png)", "image", 1, 9),
        ("PTV nữ: a <!-- b", "unclosed-note", 1, 11),
        ("PTV nữ: a <!– b –> c", "bad-note", 1, 11),
        ("PTV nữ: a <!-- b –> c", "bad-note", 1, 11),
        ("<!-- a\n\nPTV nữ: b", "unclosed-note", 1, 1),
        ("PTV nữ: a\u202eb", "control-character", 1, 10),
        ("PTV nữ: a\0b", "control-character", 1, 10),
        ("[nhạc nền: a]\nPTV nữ: b", "unclosed-bed", 1, 1),
        ("[nhạc nền: a]\n[nhạc nền: b]\nPTV nữ: c", "unclosed-bed", 2, 1),
        ("PTV nữ: a\n[tiếng động: b]", "sfx-without-speech", 2, 1),
        ("PTV nữ: a\n[nhạc kết: b]\n[nhạc kết: c]", "second-outro", 3, 1),
        ("", "empty-script", None, None),
    ],
)
def test_bad_scripts(body, code, line, column):
    found = found_in(body)
    if line is None:
        assert [each[0] for each in found] == [code]
    else:
        wanted = (code, line, column) if column else (code, line)
        assert [
            each[: len(wanted)] for each in found if each[0] != "no-speaker" or code == "no-speaker"
        ][:1] == [wanted], found
        assert {each[0] for each in found} <= {code, "no-speaker", "unclosed-brace"}
    _, findings = parsed(body)
    assert any(each.severity is Severity.ERROR for each in findings)
    assert all(each.message.vi and each.message.en for each in findings)
    assert all(each.remedy.vi and each.remedy.en for each in findings)


@pytest.mark.parametrize(
    ("line", "column", "body"),
    [
        (1, 9, "PTV nữ: Khách nghỉ (nghỉ 15 phút) rồi đi."),
        (1, 9, "PTV nữ: a (nghỉ 45s) b"),
    ],
)
def test_a_long_pause_in_prose_is_text_with_a_warning(line, column, body):
    assert [code for code, _, _ in found_in(body)] == ["pause-as-text"]
    (speech,) = parsed(body)[0].body
    assert isinstance(speech, Speech)
    assert written_text(speech.pieces) == body[8:]


@pytest.mark.parametrize(
    "text",
    [
        "Địa chỉ: 12 Quang Trung",
        "Kính gửi: các đồn",
        "Điện thoại: 052.3822",
        "#7 là số",
        "PV có mặt tại Cha Lo cho biết: trời mưa",
        "PV có mặt tại Cha Lo: trời mưa",
        "Dẫn chứng: ba xã",
        "[1]",
        "[...]",
        "[1] và [2]",
        "(nghỉ hè)",
        "Ông nói: MC: hay",
        "Đài PTV, hôm nay: mưa",
        "PTV 17:30 phát lại",
        "[xem: hình 1] và nghe",
        "a < b - c * d / e",
        "17:30, tỷ số 2:1",
        "xem (hình 1)",
        "2*3*4 và a_b_c",
        "– không phải gạch đầu dòng đâu"[2:],
        "Email: a@b.vn | Web: c.vn",
        "C:\\Windows và \\q",
        "–5 độ",
        "-5 độ",
        "*",
        "“Ngoặc kép” ‘đơn’",
        "[vỗ chân] Hay!",
    ],
)
def test_plain_text_stays_text(text):
    _, second = blocks(f"PTV nữ: x\n\n{text}")
    assert isinstance(second, Speech)
    assert (second.speaker, second.named) == ("PTV nữ", False)
    assert written_text(second.pieces) == text


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("PTV nữ: a\nb\n\nc", ["a b", "c"]),
        ("PTV nữ: a\nPTV nam: b", ["a", "b"]),
        ("PTV nữ:\n\na", ["a"]),
        ("PTV nữ:\na", ["a"]),
        (
            "PTV nữ: Gồm:\n- một\n  hai\n- ba\n• bốn\n– năm\n+ sáu",
            ["Gồm:", "một hai", "ba", "bốn", "năm", "sáu"],
        ),
        ("PTV nữ: Gồm:\n1. một\n2. hai\nngày\n15. ba", ["Gồm:", "1. một", "2. hai ngày 15. ba"]),
        ("PTV nữ: **a** *b* __c__ _d_ ***e***", ["a b c d e"]),
        ("PTV nữ: xem [trang này](https://a.vn/b) nhé", ["xem trang này nhé"]),
        ("PTV nữ: a <!-- x --> b<!-- y -->", ["a b"]),
        ("PTV nữ: a\n<!-- x\n\ny -->\nb\n// c\nd", ["a b d"]),
        ("PTV nữ: a\n\n---\n\nb\n***\nc", ["a", "b", "c"]),
        (
            "PTV nữ: \\# \\[1\\] \\{a\\} \\(nghỉ 1s) \\* \\\\ \\: \\q",
            ["# [1] {a} (nghỉ 1s) * \\ : \\q"],
        ),
        ("PTV nữ: a\n\nMC\\: b", ["a", "MC: b"]),
        ("PTV nữ: a\n\n\\[nhạc cắt: b]", ["a", "[nhạc cắt: b]"]),
        ("PTV nữ: a\u200bb\u00adc", ["abc"]),
        ("PTV nữ: a\n\nPTV nữ : b", ["a", "b"]),
    ],
)
def test_words(body, texts):
    spoken = [written_text(block.pieces) for block in blocks(body) if isinstance(block, Speech)]
    assert spoken == texts


def test_only_one_speaker_needs_no_name():
    front = "---\ntitle: T\nspeakers: {MC: nữ}\n---\n"
    (speech,) = blocks("Xin chào.", front=front)
    assert isinstance(speech, Speech)
    assert (speech.speaker, speech.named) == ("MC", False)


def test_names_fold():
    front = "---\ntitle: T\nspeakers: {Bà Hoà: nữ}\n---\n"
    for name in ("bà hòa", "BÀ  HOÀ", "**Bà Hoà**", unicodedata.normalize("NFD", "Bà Hòa")):
        (speech,) = blocks(f"{name}: Chào.", front=front)
        assert isinstance(speech, Speech)
        assert (speech.speaker, speech.named) == ("Bà Hoà", True)


def test_read_twice():
    body = blocks("# A | đọc hai lần\n[đọc 2 lần]\n[nhạc cắt: c]\nPTV nữ: a\n\nb\n# B | twice\nc")
    assert [block.twice for block in body if isinstance(block, Heading | Speech)] == [
        True,
        True,
        False,
        True,
        False,
    ]


def test_breaths_stand_in_their_places():
    (speech,) = blocks("PTV nữ: a (nghỉ 1,5 giây) b (Pause 0:02) c")
    assert isinstance(speech, Speech)
    assert [p.length for p in speech.pieces if isinstance(p, Breath)] == [1.5, 2.0]


@pytest.mark.parametrize(
    ("written", "cue"),
    [
        ("[sfx: a | loop 3]", SoundCue(SoundKind.SFX, "a", loops=3)),
        (
            "[Tiếng Động: a b.wav|vào dần 1s|ra dần: 2 giây|+3dB]",
            SoundCue(SoundKind.SFX, "a b.wav", gain=3.0, fade_in=1.0, fade_out=2.0),
        ),
        (
            "**[băng: c.mp3 | lang BRU | lời: A | B [c] {d|đê} ]**",
            SoundCue(SoundKind.CLIP, "c.mp3", text="A | B [c] d", language="bru"),
        ),
        ("[băng: a\\|b\\].wav | text: x]", SoundCue(SoundKind.CLIP, "a|b].wav", text="x")),
    ],
)
def test_cues(written, cue):
    found = [block for block in blocks(f"{written}\nPTV nữ: x") if isinstance(block, SoundCue)]
    assert found == [cue]


def test_includes_and_structure_wait_for_each_other():
    assert blocks("[nhạc nền: a]\n[chèn: b.md]\n")[1] == Include("b.md")


def test_a_clip_without_words_is_told():
    _, findings = parsed("[băng: a.wav]")
    assert [(found.code, str(found.severity)) for found in findings] == [
        ("clip-without-text", "info")
    ]


def test_segments_are_bounded():
    body = "\n".join(f"# {number}\nPTV nữ: a" for number in range(256))
    assert found_in(body) == [("too-many-segments", 511, 1)]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("PTV nữ: a", "missing-front-matter", "s.md:1:1"),
        ("", "missing-front-matter", "s.md:1:1"),
        ("---\ntitle: a\n", "unclosed-front-matter", "s.md:1:1"),
        ("---\ntitle: a: b\n---\n", "yaml-syntax", "s.md:2:9"),
        ("---\ntitle: a\n\tb: c\n---\n", "yaml-tab", "s.md:3:1"),
        ("---\n- a\n---\n", "bad-value", "s.md:2:1"),
    ],
)
def test_front_matter_that_cannot_be_read(text, code, place):
    script, findings = parse_script(text, file="s.md", name="s")
    assert script is None
    assert [(found.code, str(found.place)) for found in findings] == [(code, place)]


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("titel: b", "unknown-key", "s.md:3:1"),
        ("tên chương trình: b", "duplicate-key", "s.md:3:1"),
        ("episode: x", "bad-value", "s.md:3:10"),
        ("date: 2015-02-30", "bad-value", "s.md:3:7"),
        ("date: 2206-11-28", "probable-slip", "s.md:3:7"),
        ("date: 28/11/1026", "probable-slip", "s.md:3:7"),
        ("length: 15", "bad-value", "s.md:3:9"),
        ("language: Tiếng Việt", "bad-value", "s.md:3:11"),
        ("speakers: {'a: b': c}", "bad-value", "s.md:3:12"),
        ("speakers: {A: [nữ, {voice: x}]}", "missing-key", "s.md:3:20"),
        ("speakers: {A: []}", "bad-value", "s.md:3:15"),
        ("speakers: {A: {engine: espeak, pace: 5}}", "bad-value", "s.md:3:38"),
        ("speakers: {Nữ: a, nữ: b}", "duplicate-key", "s.md:3:19"),
    ],
)
def test_front_matter_with_a_fault_leaves_the_rest(line, code, place):
    script, findings = parse_script(f"---\ntitle: a\n{line}\n---\n", file="s.md", name="s")
    assert script is not None and script.meta.title == "a"
    assert (code, place) in [(found.code, str(found.place)) for found in findings]


def test_voices_in_every_form():
    front = (
        "---\ntitle: T\nspeakers:\n  A: [piper:en_US-joe-medium, gtts:vi, nữ]\n"
        "  B: {máy đọc: ESPEAK, giọng: vi+f3, tốc độ: 210}\n  C: espeak:vi\n---\n"
    )
    meta = parsed("A: x\n\nB: y\n\nC: z", front=front)[0].meta
    assert meta.speakers == {
        "A": (
            VoiceChoice(engine="piper", voice="en_US-joe-medium"),
            VoiceChoice(engine="gtts", voice="vi"),
            VoiceChoice(name="nữ"),
        ),
        "B": (VoiceChoice(engine="espeak", voice="vi+f3", pace=210.0),),
        "C": (VoiceChoice(engine="espeak", voice="vi"),),
    }


def test_many_faults_are_bounded():
    _, findings = parsed("PTV nữ: " + "{" * 5000)
    assert len(findings) <= 520


SPECIAL = st.sampled_from(
    [
        "PTV nữ:",
        "PTV",
        "MC:",
        "[",
        "]",
        "{",
        "}",
        "|",
        "(nghỉ ",
        ")",
        "<!--",
        "-->",
        "//",
        "# ",
        "**",
        "_",
        "\\",
        "\n",
        "\n\n",
        " ",
        "- ",
        "nhạc nền",
        ":",
        "từ 1s",
        "lời:",
        "1. ",
        "en: ",
        "\r\n",
        "\r",
        "\t",
        "–",
        "！",
        "［",
        "］",
        "a\u0301",
        "\u0301",
        "\u200b",
        "\0",
        "\u202e",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(SPECIAL, st.text(max_size=4)), max_size=30).map("".join))
def test_any_body_ends_in_a_script_and_findings_with_places(body):
    _, findings = parsed(body)
    stored = (FRONT + body).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in findings:
        place = found.place
        assert place.file == "s.md"
        assert place.line is not None and 1 <= place.line <= len(stored)
        assert place.column is not None and 1 <= place.column <= len(stored[place.line - 1]) + 2


WORD = st.text(alphabet="abcdđêốữ", min_size=2, max_size=6)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORD, SPECIAL), min_size=1, max_size=20))
def test_no_word_is_lost_without_an_error(parts):
    """Each word of a body without notes or link addresses is in the model, or an error stands."""
    unseen = ("<!--", "-->", "//")
    text = "PTV nữ: đầu " + "".join(
        f" w{n}{word} {mark if mark not in unseen else ''}" for n, (word, mark) in enumerate(parts)
    )
    script, findings = parsed(text)
    if any(found.is_error for found in findings):
        return
    shown = repr(replace(script, meta=replace(script.meta, places={})))
    for n, (word, _) in enumerate(parts):
        assert f"w{n}{unicodedata.normalize('NFC', word)}" in shown, (text, shown)


def test_places_survive_every_change_of_the_text():
    body = "PTV nữ: Bie\u0302n **gio\u031b\u0301i** \\[x\\] <!-- n --> cuối\r\ndòng hai"
    (speech,) = blocks(body)
    assert isinstance(speech, Speech)
    (words,) = speech.pieces
    assert isinstance(words, Words)
    text = words.source.text
    assert text == "Biên giới [x] cuối dòng hai"
    column = {
        word: words.source.place_at(text.index(word)) for word in ("giới", "x", "cuối", "hai")
    }
    first = body.split("\r\n")[0]
    assert column["giới"].column == first.index("gio") + 1
    assert column["x"].column == first.index("x") + 1
    assert column["cuối"].column == first.index("cuối") + 1
    assert (column["hai"].line, column["hai"].column) == (FIRST + 1, 6)


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        ("[nhac hieu: a]", "có phải là [nhạc hiệu: a]?"),
        ("[nhạc hiệu jingles/a.flac]", "viết [nhạc hiệu: jingles/a.flac]"),
        ("[Trở về]", "dùng một trong: nhạc hiệu"),
        ("[nhạc cắt: a | vào 2s]", "có phải là vào dần"),
        ("[nhạc cắt: a | xyz]", "dùng một trong: từ, from"),
        ("PVT nữ: a", "có phải là PTV nữ?"),
        ("KTV: a", "khai báo KTV"),
        ("Xin chào", "ví dụ PTV nữ:"),
        ("## Tin mới", "viết # Tin mới"),
        ("PTV nữ: a [nhạc cắt: b]", "đặt [nhạc cắt …] trên một dòng riêng"),
        ("[băng: a | từ 75]", "0:05"),
    ],
)
def test_remedies_say_what_to_do(body, remedy):
    _, findings = parsed(body)
    assert remedy in next(
        found.remedy.vi
        for found in findings
        if found.is_error and (found.code != "no-speaker" or "chào" in body)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(SPECIAL, WORD, st.text(max_size=3)), max_size=30).map("".join))
def test_every_character_knows_where_it_stands(body):
    script, _ = parsed(body)
    stored = re.split(r"\r\n|\n|\r", FRONT + body)
    for block in script.body:
        for piece in block.pieces if isinstance(block, Speech) else ():
            if not isinstance(piece, Words | Foreign):
                continue
            for offset, char in enumerate(piece.source.text):
                place = piece.source.place_at(offset)
                assert place.line is not None and place.column is not None
                line = stored[place.line - 1]
                there = line[place.column - 1 : place.column]
                if char == " " or unicodedata.combining(char):
                    continue  # a joined line end; a mark too many, which stands at its letter
                base = unicodedata.normalize("NFD", char)[0]
                assert there and unicodedata.normalize("NFD", there)[0] == base, (body, offset)


def test_shown_text_is_shown_as_written():
    heading, cue, _ = blocks(
        "# **Giờ** (nghỉ 1s) {ASEAN|A-xê-an} {en: News}\n"
        "[băng: a | lời: chờ (nghỉ 2s) {UBND|ủy ban}]\nPTV nữ: x"
    )
    assert isinstance(heading, Heading) and isinstance(cue, SoundCue)
    assert heading.title == "Giờ (nghỉ 1s) ASEAN News"
    assert cue.text == "chờ (nghỉ 2s) UBND"


def test_a_numbered_list_goes_on_with_the_next_number_only():
    texts = [written_text(block.pieces) for block in blocks("PTV nữ: a\n\n1. b\n2. c\n4. d\n5. e")]
    assert texts == ["a", "1. b", "2. c 4. d", "5. e"]


def test_a_name_alone_on_its_line_is_the_place_of_its_words():
    (block,) = blocks("PTV nữ:\n\nXin chào")
    assert isinstance(block, Speech)
    assert (block.place.line, block.place.column, block.named) == (FIRST, 1, True)
    assert block.pieces[0].source.place_at(0).line == FIRST + 2


def test_an_unknown_speaker_is_not_also_missing():
    assert found_in("MC: Xin chào") == [("unknown-speaker", 1, 1)]
    assert found_in("MC: Xin chào\n\nBà con") == [("unknown-speaker", 1, 1)]


def test_twice_in_a_row_is_told_and_read_twice_once():
    script, findings = parsed("[đọc hai lần]\n\n[twice]\n\nPTV nữ: a\n\nPTV nữ: b.")
    assert [(f.code, f.place.line) for f in findings] == [("twice-without-speech", FIRST + 2)]
    assert [block.twice for block in script.body] == [True, False]
