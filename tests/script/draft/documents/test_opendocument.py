"""OpenDocument texts: every kept letter is read, what is not is told, and bombs stay closed."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.documents.manuscript import DocumentRefused
from radioprog.script.draft.documents.opendocument import read_opendocument
from radioprog.script.draft.formats import DocumentKind, document_kind
from tests.script.draft.documents.helpers import Finished, finished, letters

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "table": "table",
        "style": "style",
        "draw": "drawing",
        "svg": "svg-compatible",
        "fo": "xsl-fo-compatible",
    }.items()
)
MIME = "application/vnd.oasis.opendocument.text"


def content(body: str, styles: str = "", fonts: str = "") -> str:
    return (
        f"<office:document-content {NAMES}><office:font-face-decls>{fonts}"
        f"</office:font-face-decls><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def odt(body: str, styles: str = "", fonts: str = "", parts: dict[str, str] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content(body, styles, fonts))
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return stream.getvalue()


def read(body: str, styles: str = "", fonts: str = "") -> Finished:
    data = odt(body, styles, fonts)
    assert document_kind(data) is DocumentKind.OPENDOCUMENT
    return finished(read_opendocument(data))


def p(inside: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{inside}</text:p>"


def look(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    based = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{based}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def test_blanks_tabs_and_breaks() -> None:
    body = p("Một\n   hai<text:s text:c='3'/>ba<text:line-break/>bốn<text:tab/>năm")
    assert read(body).text == "Một hai   ba\x0bbốn\tnăm\n"


def test_insertions_are_in_and_deletions_are_told_at_their_place() -> None:
    changes = (
        "<text:tracked-changes>"
        f"<text:changed-region text:id='a'><text:deletion>{p('cũ rồi')}</text:deletion>"
        "</text:changed-region><text:changed-region text:id='b'><text:insertion/>"
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        changes
        + p("Trước")
        + p(
            "<text:change-start text:change-id='b'/>thêm<text:change-end text:change-id='b'/>"
            " <text:change text:change-id='a'/>sau"
        )
    )
    document = read(body)
    assert document.text == "Trước\nthêm sau\n"
    assert "bai.docx:2:1" in document.told and "cũ rồi" in document.told
    assert {each.code for each in document.findings} == {"word-left-out", "word-changes"}


def test_a_flat_file_leaves_deleted_words_in_their_place() -> None:
    changes = (
        "<text:tracked-changes><text:changed-region text:id='a'><text:deletion/>"
        "</text:changed-region></text:tracked-changes>"
    )
    body = (
        changes
        + p("Còn <text:change-start text:change-id='a'/>đã bỏ")
        + p("hết<text:change-end text:change-id='a'/> lại")
    )
    flat = (
        content(body)
        .replace("document-content", "document")
        .replace(NAMES, f'{NAMES} office:mimetype="{MIME}"')
    )
    data = b'<?xml version="1.0"?>' + flat.encode()
    assert document_kind(data) is DocumentKind.OPENDOCUMENT
    document = finished(read_opendocument(data))
    assert document.lines == ["Còn", "lại"]
    assert "đã bỏ hết" in document.told


def test_what_stands_beside_the_text_is_told() -> None:
    note = (
        "<text:note text:note-class='endnote'><text:note-citation>1</text:note-citation>"
        f"<text:note-body>{p('lời chú')}</text:note-body></text:note>"
    )
    comment = f"<office:annotation>{p('lời bàn')}</office:annotation>"
    frame = "<draw:frame draw:name='Ảnh 1'><draw:image/><svg:desc>Cảng cá</svg:desc></draw:frame>"
    document = read(
        p(f"Tin{note}{comment}{frame}") + p("<text:span text:style-name='An'>ngầm</text:span>"),
        look("An", 'text:display="none"'),
    )
    assert document.lines == ["Tin"]
    for words in ("chú thích cuối bài: lời chú", "lời bàn", "Cảng cá", "chữ ẩn: ngầm"):
        assert words in document.told


def test_heads_and_feet_are_told() -> None:
    styles = (
        f"<office:document-styles {NAMES}><office:master-styles><style:master-page>"
        f"<style:header>{p('lời đầu')}</style:header><style:footer-first>{p('lời chân')}"
        "</style:footer-first></style:master-page></office:master-styles></office:document-styles>"
    )
    document = finished(read_opendocument(odt(p("Tin"), parts={"styles.xml": styles})))
    assert "đầu trang: lời đầu" in document.told and "chân trang: lời chân" in document.told


def test_a_box_of_text_is_read_after_its_paragraph() -> None:
    box = f"<draw:frame><draw:text-box>{p('Trong hộp')}</draw:text-box></draw:frame>"
    shape = f"<draw:g><draw:custom-shape>{p('Trong hình')}</draw:custom-shape></draw:g>"
    assert read(p(f"Ngoài{box}{shape}") + p("Sau")).lines == [
        "Ngoài",
        "Trong hộp",
        "Trong hình",
        "Sau",
    ]


def test_old_fonts_are_converted_by_style_and_across_a_slope() -> None:
    fonts = '<style:font-face style:name="F1" svg:font-family="&apos;VNI-Times&apos;"/>'
    styles = (
        look("Goc", 'style:font-name=".VnTimeH"', "paragraph")
        + look("Con", 'fo:font-style="italic"', "paragraph", parent="Goc")
        + look("Vni", 'style:font-name="F1"')
        + look("Xien", 'fo:font-style="italic"')
    )
    body = p("x· héi", "Con") + p(
        "<text:span text:style-name='Vni'>ngöôøi da<text:span text:style-name='Xien'>ân baûn"
        "</text:span></text:span> và nay"
    )
    document = read(body, styles, fonts)
    assert document.lines == ["XÃ HỘI", "người dân bản và nay"]
    assert "word-old-fonts" in {each.code for each in document.findings}


LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="I" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="1" style:num-suffix=")" text:start-value="3" text:display-levels="2"/>'
    '<text:list-level-style-bullet text:level="3"/></text:list-style>'
)


def item(inside: str) -> str:
    return f"<text:list-item>{inside}</text:list-item>"


def test_list_numbers_are_written_restart_and_go_on() -> None:
    inner = f"<text:list>{item(p('B'))}{item(p('C') + p('tiếp'))}</text:list>"
    bullet = f"<text:list>{item(p('D'))}</text:list>"
    deep = f"<text:list>{item(bullet)}</text:list>"
    first = (
        f'<text:list text:style-name="L">{item(p("A") + inner)}{item(p("E") + deep)}</text:list>'
    )
    again = (
        f'<text:list text:style-name="L" text:continue-numbering="true">{item(p("F"))}</text:list>'
    )
    anew = f'<text:list text:style-name="L">{item(p("G"))}</text:list>'
    assert read(first + again + anew, LIST).lines == [
        "I. A",
        "I.3) B",
        "I.4) C",
        "tiếp",
        "II. E",
        "- D",
        "III. F",
        "I. G",
    ]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<table:table-cell>{c}</table:table-cell>" for c in row) for row in rows)
    rows_of_it = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f"<table:table>{rows_of_it}</table:table>"


def test_a_table_of_speakers_becomes_labelled_lines() -> None:
    blank = f"<table:table-row>{'<table:table-cell/>' * 2}</table:table-row>"
    head = f"<table:table-header-rows>{blank}</table:table-header-rows>"
    body = table(
        (p("Người đọc"), p("Nội dung")),
        (p("MC1"), p("Kính chào.") + p("Mời nghe.")),
        (p("Nhạc cắt"), ""),
        (p("MC2"), table((p("Tin một."),))),
    ).replace("<table:table>", f"<table:table>{head}", 1)
    assert read(body).lines == ["MC1: Kính chào.", "Mời nghe.", "Nhạc cắt", "MC2: Tin một."]


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt("<text:p/>" + "<text:section>" * 300 + "</text:section>" * 300), "quá sâu"),
        (odt(p("x" * 2_000_000)), "quá lớn"),
        (odt("", parts={"Basic/Standard/a.xml": "x"}), "macro"),
        (odt("", parts={"META-INF/manifest.xml": "<a><encryption-data/></a>"}), "mật khẩu"),
        (odt("", parts={"styles.xml": BILLION + "<x>&a;</x>"}), "DTD"),
        (odt("<text:p>"), "hỏng"),
        (b"<x/>", "hỏng"),
    ],
    ids=["depth", "bomb", "macro", "password", "entities", "damaged", "no text"],
)
def test_hostile_files_are_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_opendocument(data)
    assert words in refused.value.reason.vi


def test_numbers_without_end_cost_nothing() -> None:
    body = p("a<text:s text:c='999999999'/>b<text:s text:c='99999'/>c") + table((p("x"),)).replace(
        "<table:table-cell>", '<table:table-cell table:number-columns-repeated="1000000">'
    )
    document = read(body, look("A", "", parent="B") + look("B", "", parent="A"))
    assert len(document.text) < 300 and letters(document.text) == letters("abcx")


@given(st.integers(0, 3000), st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_damage_at_any_byte_is_read_or_refused(at: int, byte: int) -> None:
    data = bytearray(odt(p("Biển đảo quê hương")))
    data[at % len(data)] = byte
    with contextlib.suppress(DocumentRefused):
        read_opendocument(bytes(data))


WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyấộỹ MCPTV:12.()", max_size=20)
INLINE = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(["span", "a", "meta", "ruby-base"]), inner, inner).map(
        lambda each: f"<text:{each[0]}>{each[1]}</text:{each[0]}>{each[2]}"
    ),
    max_leaves=4,
)
BODY = st.recursive(
    st.lists(INLINE.map(p), max_size=3).map("".join),
    lambda inner: st.one_of(
        inner.map(lambda body: f"<text:section>{body}</text:section>"),
        st.lists(inner, max_size=3).map(
            lambda each: f"<text:list>{''.join(map(item, each))}</text:list>"
        ),
        st.lists(st.lists(inner, min_size=1, max_size=3), max_size=3).map(
            lambda rows: table(*map(tuple, rows))
        ),
        inner.map(
            lambda body: p(f"<draw:frame><draw:text-box>{body}</draw:text-box></draw:frame>")
        ),
        st.tuples(inner, inner).map("".join),
    ),
    max_leaves=8,
)


@given(BODY)
@settings(max_examples=40, deadline=None)
def test_no_letter_of_a_random_document_is_lost(body: str) -> None:
    assert read(body).letters == letters(re.sub(r"<[^>]*>", "", body))
