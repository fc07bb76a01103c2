"""Word documents: every kept letter is read, what is not is told, and bombs stay closed."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.documents.manuscript import DocumentRefused
from radioprog.script.draft.documents.word import read_word
from radioprog.script.draft.formats import DocumentKind, document_kind
from tests.script.draft.documents.helpers import Finished, finished, letters

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


def t(text: str, marks: str = "") -> str:
    return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, props: str = "") -> str:
    runs = "".join(each if each.startswith("<") else t(each) for each in inside)
    return f"<w:p><w:pPr>{props}</w:pPr>{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def document(body: str) -> str:
    return f"<w:document {W} {MC} {M} {A} {WP}><w:body>{body}<w:sectPr/></w:body></w:document>"


def docx(body: str, parts: dict[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document(body))
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return stream.getvalue()


def read(body: str, parts: dict[str, str] | None = None) -> Finished:
    data = docx(body, parts)
    assert document_kind(data) is DocumentKind.WORD
    return finished(read_word(data))


def test_a_line_is_a_paragraph() -> None:
    word = read(p("Tin ", "biển") + p() + p("Một", "<w:r><w:br/></w:r>", "hai"))
    assert word.text == "Tin biển\n\nMột\x0bhai\n"
    assert word.findings == ()


def test_insertions_are_in_and_deletions_are_told_at_their_place() -> None:
    gone = "<w:del><w:r><w:delText>cũ rồi</w:delText></w:r></w:del>"
    word = read(p("Trước") + p(f"<w:ins>{t('thêm')}</w:ins>", gone, " sau"))
    assert word.text == "Trước\nthêm sau\n"
    assert "bai.docx:2:1" in word.told
    assert "cũ rồi" in word.told
    assert {each.code for each in word.findings} == {"word-left-out", "word-changes"}


@pytest.mark.parametrize(
    "body",
    [
        p(f"<w:hyperlink>{t('Nội dung')}</w:hyperlink>"),
        p(f"<w:smartTag>{t('Nội dung')}</w:smartTag>"),
        p(f"<w:moveTo>{t('Nội dung')}</w:moveTo>", f"<w:moveFrom>{t('đi')}</w:moveFrom>"),
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Nội dung')}</w:sdtContent></w:sdt>",
        p(f"<w:fldSimple>{t('Nội dung')}</w:fldSimple>"),
        f"<w:customXml>{p('Nội dung')}</w:customXml>",
        table(("Nội dung",)),
        table((table(("Nội dung",)),)),
    ],
)
def test_wrapped_runs_are_read(body: str) -> None:
    assert "Nội dung" in read(body).text


def test_only_the_result_of_a_field_is_read() -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    word = read(p(mark("begin"), code, mark("separate"), "ngày 5", mark("end")))
    assert word.text == "ngày 5\n"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Trong hộp')}</w:txbxContent>"
    run = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(p("Ngoài", run) + p("Sau")).text == "Ngoài\nTrong hộp\nSau\n"


def test_list_numbers_are_written_and_restart_below() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        return p(text, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = item("A", 0) + item("B", 1) + item("C", 1) + item("D", 0) + item("E", 1)
    word = read(body, {"word/numbering.xml": numbering})
    assert word.text.split("\n")[:5] == ["I. A", "3) B", "4) C", "II. D", "3) E"]


def test_old_fonts_are_converted_by_run_and_by_style() -> None:
    def font(name: str) -> str:
        return f'<w:rFonts w:ascii="{name}"/>'

    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Goc"><w:rPr>{font(".VnTimeH")}'
        '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/>'
        "</w:style></w:styles>"
    )
    body = p(t("Céng hßa", font(".VnTime")), t(" và ", font("Arial")), t("Bie", font("VNI-Times")))
    body = body.replace("Bie<", "Bieån<") + p("x· héi", props='<w:pStyle w:val="Con"/>')
    word = read(body, {"word/styles.xml": styles})
    assert word.text == "Cộng hòa và Biển\nXÃ HỘI\n"
    assert "word-old-fonts" in {each.code for each in word.findings}


def test_what_stands_beside_the_text_is_told() -> None:
    def part(words: str) -> str:
        return f"<w:x {W}>{p(words)}</w:x>"

    parts = {
        f"word/{name}.xml": part(f"lời {name}")
        for name in ("header1", "footer2", "footnotes", "endnotes", "comments")
    }
    parts["word/diagrams/data1.xml"] = f"<d {A}><a:p><a:r><a:t>lời sơ đồ</a:t></a:r></a:p></d>"
    parts["word/charts/chart1.xml"] = '<c xmlns="urn:c"><v>lời biểu đồ</v></c>'
    picture = '<w:r><w:drawing><wp:docPr name="Anh 1" descr="Cảng cá"/></w:drawing></w:r>'
    math = "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>"
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    word = read(p("Tin", picture, math, symbol, t("ngầm", "<w:vanish/>")), parts)
    assert word.text == "Tin\n"
    names = ["header1", "footer2", "footnotes", "endnotes", "comments", "sơ đồ", "biểu đồ"]
    for words in (*(f"lời {name}" for name in names), "Cảng cá", "x+y", "ngầm"):
        assert words in word.told
    assert "Wingdings" in word.told


def test_a_table_of_speakers_becomes_labelled_lines() -> None:
    word = read(
        table(
            ("STT", "Người đọc", "Nội dung"),
            ("1", "MC1", p("Kính chào quý vị.") + p("Mời nghe tin.")),
            ("2", "Nhạc cắt", ""),
            ("3", "MC2", "Tin thứ nhất."),
        )
    )
    lines = [line for line in word.text.split("\n") if line]
    assert lines == [
        "MC1: Kính chào quý vị.",
        "Mời nghe tin.",
        "Nhạc cắt",
        "MC2: Tin thứ nhất.",
    ]
    assert "Người đọc: Nội dung" in word.told


def test_a_line_in_italics_is_a_direction_in_a_script_only() -> None:
    slanted = p(t("Nhạc nền nhỏ dần", "<w:i/>"))
    script = read(p("MC1: Kính chào.") + slanted + p("MC2: Mời nghe."))
    assert "\n(Nhạc nền nhỏ dần)\n" in script.text
    assert "(" not in read(p("Tin biển.") + slanted).text


BOMB = "<w:p>" + "<w:r/>" * 900_000 + "</w:p>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("body", "parts", "words"),
    [
        ("", {"word/vbaProject.bin": "x"}, "macro"),
        (BOMB, {}, "quá lớn"),
        ("<w:sdt>" * 300 + "</w:sdt>" * 300, {}, "quá sâu"),
        ("", {"word/header1.xml": ENTITIES}, "DTD"),
        ("<w:p>", {}, "hỏng"),
        ("", {f"x{n}": "" for n in range(4001)}, "quá nhiều"),
    ],
    ids=["macro", "bomb", "depth", "entities", "damaged", "parts"],
)
def test_hostile_files_are_refused_with_a_reason(
    body: str, parts: dict[str, str], words: str
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_word(docx(body, parts))
    assert words in refused.value.reason.vi


@given(st.integers(0, 2000), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_damage_at_any_byte_is_read_or_refused(at: int, byte: int) -> None:
    data = bytearray(docx(p("Biển đảo quê hương")))
    data[at % len(data)] = byte
    with contextlib.suppress(DocumentRefused):
        read_word(bytes(data))
    with pytest.raises(DocumentRefused):
        read_word(bytes(data[: at % len(data)]))


WORDS = st.text(alphabet="aăâbcđeêghiklmnoôơpqrstuưvxyấộỹ MCPTV:12.()", max_size=20)
INLINE = st.recursive(
    WORDS.map(t),
    lambda inner: st.tuples(
        st.sampled_from(["ins", "hyperlink", "smartTag", "sdt"]), st.lists(inner, max_size=3)
    ).map(lambda each: f"<w:{each[0]}>{''.join(each[1])}</w:{each[0]}>"),
    max_leaves=4,
)
PARAGRAPH = st.lists(INLINE, max_size=3).map(lambda runs: p(*runs))
BODY = st.recursive(
    st.lists(PARAGRAPH, max_size=4).map("".join),
    lambda inner: st.one_of(
        inner.map(lambda body: f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"),
        st.lists(st.lists(inner, min_size=1, max_size=3), max_size=3).map(
            lambda rows: table(*(tuple(f"{cell}<w:p/>" for cell in row) for row in rows))
        ),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=8,
)


@given(BODY)
@settings(max_examples=40, deadline=None)
def test_no_letter_of_a_random_document_is_lost(body: str) -> None:
    judge = "".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", document(body)))
    assert read(body).letters == letters(judge)
