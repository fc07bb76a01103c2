"""RTF: every kept letter is read, what is not is told, and no stream runs away."""

from __future__ import annotations

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.documents.manuscript import DocumentRefused
from radioprog.script.draft.documents.rich_text import read_rich_text
from tests.script.draft.documents.helpers import Finished, finished, letters

FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset163 Arial;}"
    r"{\f2\fnil .VnTime;}{\f3 VNI-Times;}{\f4\fcharset2 Wingdings;}{\f5\fcharset128 MS;}"
    r"{\f6 {\*\falt .VnArial}Cambria;}}"
)


def written(text: str) -> str:
    """Write letters as every program does: escaped, those beyond ASCII by their number."""
    plain = "".join(f"\\{char}" if char in "\\{}" else char for char in text)
    return "".join(char if char < "\x80" else f"\\u{ord(char)}?" for char in plain)


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0\uc1") -> bytes:
    return f"{{\\rtf1{head}{FONTS}{body}}}".encode("latin-1")


def read(body: str, head: str = r"\ansi\ansicpg1252\deff0\uc1") -> Finished:
    return finished(read_rich_text(rtf(body, head)))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\u272?\u432?\'f4\u7897?n", "Đưôộn"),
        (r"\uc2 \u7897\'3f\'3fa\uc0\u7897 b{\uc1\u7897?c}\u7897 d", "ộaộbộcộd"),
        (r"\u-10179?\u-8704?x", "\U0001f600x"),
        (r"\u7897\par sau", "ộ\nsau"),
        (r"a\'e0\emdash  \ldblquote b\rdblquote\~c\_d\-e\{\}\\", "aà— “b”\xa0c-de{}\\"),
        (r"\f1 Bi\'ea\'d2n \'f0\'e4o", "Biển đäo"),
        (r"\f5 \'93\'fa\'96\'7b", "日本"),
        (r"M\'f4t\line hai\tab ba\cell", "Môt\x0bhai\tba"),
        (r"{\upr{A?}{\*\ud{A\u7897?}}}", "Aộ"),
        (r"{\field{\*\fldinst PAGE}{\fldrslt 5}}", "5"),
        ("a\\bin3 }}}b", "ab"),
        (r"\'zza\bin-4 b", "zzab"),
        (r"{\object{\*\objdata 0102}{\result Nhin}}", "Nhin"),
        (r"{\listtext\f0 1.\tab}Mot\par{\listtext\f4\'b7\tab}Hai", "1. Mot\n- Hai"),
        (r"{\*\khong{\b mat}}con{\info{\title ten}}", "con"),
    ],
)
def test_letters_and_controls(body: str, text: str) -> None:
    assert read(body).text.rstrip("\n") == text


def test_bytes_are_in_the_pages_own_encoding() -> None:
    assert read(r"{\f9 Bi\'ea\'d2n}", r"\ansi\ansicpg1258").lines == ["Biển"]


def test_old_fonts_are_converted_by_run() -> None:
    body = r"{\f2 C\'e9ng h\'dfa ng\-\'eai} v\'e0 {\f3 ng\'f6\'f4\'f8i da}{\f3\i \'e2n}"
    document = read(body)
    assert document.lines == ["Cộng hòa người và người dân"]
    assert "VNI-Times" in document.told and ".VnTime" in document.told


def test_changes_and_hidden_words() -> None:
    body = r"A\par Truoc {\revised them }{\deleted cu\par roi}{\v ngam}sau\par{\revised nua}"
    document = read(body)
    assert document.lines == ["A", "Truoc them sau", "nua"]
    assert "phần đã xoá: cu roi" in document.told and "chữ ẩn: ngam" in document.told
    assert "bai.docx:2:1" in document.told
    assert "còn 2 chỗ thêm" in document.told


def test_what_stands_beside_the_text_is_told() -> None:
    body = (
        r"{\header\pard Dau\par}{\footerf Chan}Tin{\super\chftn}"
        r"{\footnote\pard Chu {\i mot}\par hai}"
        r"{\*\atnid L}{\*\atnauthor Lan}\chatn{\*\annotation{\*\atndate 1}Ban them}"
        r"{\footnote\ftnalt Cuoi bai}{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}"
        r"{\mmath{\*\moMath{\mr x}{\mr +y}}{\mmathPict{\pict 00}}}{\f4\u-4024?}"
    )
    document = read(body)
    assert document.lines == ["Tin"]
    for words in (
        "đầu trang: Dau",
        "chân trang: Chan",
        "cuối trang: Chu mot",
        "cuối trang: hai",
        "nhận xét: Ban them",
        "cuối bài: Cuoi bai",
        "công thức: x+y",
        "Wingdings 48",
        "hình: #1",
    ):
        assert words in document.told
    assert "Lan" not in document.told and "#2" not in document.told


def test_a_box_of_text_is_read_once_after_its_paragraph() -> None:
    box = (
        r"{\shp{\*\shpinst\shpleft0{\sp{\sn a}{\sv b}}{\shptxt\pard Trong hop\par hai}}"
        r"{\shprslt{\*\do\dptxbx{\dptxbxtext Trong hop}}}}"
    )
    assert read(rf"Ngoai{box} tiep\par Sau").lines == ["Ngoai tiep", "Trong hop", "hai", "Sau"]


def row(*cells: str) -> str:
    return r"\trowd\cellx1\cellx2 " + "".join(rf"\pard\intbl {c}\cell " for c in cells) + r"\row "


def test_a_table_of_speakers_becomes_labelled_lines() -> None:
    body = (
        r"Truoc\par "
        + row(written("Người đọc"), written("Nội dung"))
        + row("MC1", r"Kinh chao.\par Moi nghe.")
        + row(written("Nhạc cắt"), "")
        + row("MC2", "Tin mot.")
        + r"\pard Sau\par"
    )
    assert read(body).lines == [
        "Truoc",
        "MC1: Kinh chao.",
        "Moi nghe.",
        "Nhạc cắt",
        "MC2: Tin mot.",
        "Sau",
    ]


def test_a_table_in_a_table() -> None:
    inner = (
        r"\pard\intbl\itap2 c\nestcell\pard\intbl\itap2 d\nestcell{\*\nesttableprops\trowd\nestrow}"
        r"{\nonesttables\par}"
    )
    body = r"\trowd \pard\intbl a\cell " + inner + r"\pard\intbl\itap1 b\cell\row\pard x"
    document = read(body)
    assert document.lines == ["a\tc\td b", "x"]


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{" * 100_000,
        b"{\\rtf1 Tin bi cat",
        b"{\\rtf1 \\bin99999999 Tin}",
        b"{\\rtf",
        b"rtf1",
    ],
    ids=["depth", "cut", "binary", "head", "no head"],
)
def test_hostile_files_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentRefused):
        read_rich_text(data)


@pytest.mark.parametrize(
    "body",
    [
        r"\row\row\cell\nestrow\itap99 x\cell\itap0\row y",
        r"\uc99999 \u7897 a",
        r"\f99999 a\'ff\f-5 b",
        r"\ansicpg99999\f1\fcharset777 \'81\'8d a",
        r"\i" + "9" * 10 + "a" * 10,
        "\\" + "x" * 200,
        "}}}{{{",
        r"{\fonttbl" + "".join(rf"{{\f{n} a;}}" for n in range(4000)) + "}x",
        "\\",
    ],
)
def test_nonsense_is_read_or_refused(body: str) -> None:
    with contextlib.suppress(DocumentRefused):
        read(body)


@given(st.binary(max_size=60), st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_damage_anywhere_is_read_or_refused(noise: bytes, at: int) -> None:
    whole = rtf(row("MC1", written("Biển đảo")) + r"{\footnote a}{\shp{\*\shpinst{\shptxt b}}}")
    with contextlib.suppress(DocumentRefused):
        read_rich_text(whole[:at] + noise + whole[at:])


WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyấộỹ MCPTV:12.()", max_size=20)
RUN = st.tuples(
    st.sampled_from(["", r"\b ", r"\f1 ", r"\i ", r"\revised ", r"\v ", r"\deleted "]), WORDS
)
BODY = st.recursive(
    st.lists(RUN.map(lambda run: f"{{{run[0]}{written(run[1])}}}"), max_size=3).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda parts: "\\par ".join(parts)),
        inner.map(lambda body: f"{{\\footnote {body}}}"),
        inner.map(lambda body: f"{{\\shp{{\\*\\shpinst{{\\shptxt {body}}}}}}}"),
        st.lists(inner, min_size=1, max_size=3).map(lambda cells: row(*cells) + r"\pard "),
    ),
    max_leaves=8,
)


@given(BODY, st.data())
@settings(max_examples=40, deadline=None)
def test_no_letter_of_a_random_document_is_lost(body: str, data: st.DataObject) -> None:
    plain = re.sub(r"\\u(\d+)\?", lambda m: chr(int(m[1])), body)
    judge = re.sub(r"\\[a-z]+\d* ?|\\\*", "", plain)
    assert read(body).letters == letters(judge)
