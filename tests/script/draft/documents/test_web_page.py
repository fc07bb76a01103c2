"""Web pages: what a browser shows is read, what stands round it is told, whatever the markup."""

from __future__ import annotations

import contextlib
import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.documents.manuscript import DocumentRefused
from radioprog.script.draft.documents.web_page import read_web_page
from radioprog.script.draft.formats import DocumentKind, document_kind
from tests.script.draft.documents.helpers import Finished, finished, letters


def read(body: str, head: str = "") -> Finished:
    page = f"<!DOCTYPE html><html><head><title>Trang</title>{head}</head><body>{body}</body></html>"
    return finished(read_web_page(page.encode()))


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<h1>Tin</h1>\n  <p>Một\n  hai<br>ba</p>bốn", ["Tin", "Một hai\x0bba", "bốn"]),
        ("<p>a<p>b<div>c<p>d</div>e", ["a", "b", "c", "d", "e"]),
        (
            "<ol start=3><li>a<li>b<ol type=a><li>c</ol><li value=9>d</ol>",
            ["3. a", "4. b", "a. c", "9. d"],
        ),
        ("<ul><li>a</li><li><p>b</p>tiếp</li></ul>", ["- a", "- b", "tiếp"]),
        ("<pre>a\n  b</pre>", ["a", "b"]),
        ("Gi&aacute; 5 &lt; 7 &amp; &#7897;&nbsp;x", ["Giá 5 < 7 & ộ\xa0x"]),
        (
            "<table><tr><td>MC1<td>Kính chào.<tr><td>MC2<td>Tin.</table>sau",
            ["MC1: Kính chào.", "MC2: Tin.", "sau"],
        ),
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", ["a\tb\tc"]),
        ("<td>a</td><tr>b</tr></table></li></p>c", ["a", "b", "c"]),
        ("a<script>x<y</script><style>b{}</style><template>n</template>", ["a"]),
        ("a\tb<p>\n\tc", ["a\tb", "c"]),
        ("<b>đậm <i>xiên</b> hết</i>", ["đậm xiên hết"]),
    ],
)
def test_blocks(body: str, lines: list[str]) -> None:
    assert read(body).lines == lines


def test_what_stands_beside_the_text_is_told() -> None:
    document = read(
        '<nav><ul><li>Trang chủ</ul></nav><p>Tin<span style="display:none">ngầm</span>'
        '<del>bỏ</del><ins>thêm</ins><img alt="Cảng cá" src=x><button>Gửi</button>'
        '<a class="footnote-ref">1</a></p><div title="footer">Chân</div><p hidden>kín</p>'
        '<div id="sdfootnote1">Chú</div><footer>Hết trang</footer><ruby>B<rt>bê</rt></ruby>'
    )
    assert document.lines == ["Tinthêm", "B"]
    for words in (
        "Trang chủ",
        "chữ ẩn: ngầm",
        "phần đã xoá: bỏ",
        "hình: Cảng cá",
        "Gửi",
        "Chân",
        "chữ ẩn: kín",
        "Chú",
        "Hết trang",
        "chú âm: bê",
    ):
        assert words in document.told
    assert "word-changes" in {each.code for each in document.findings}


def test_old_fonts() -> None:
    body = (
        "<p><font face='VNI-Times, serif'>ngöôøi da</font><font face='VNI-Times'><i>ân</i></font>"
        "<p style='font-family:\".VnTimeH\"'>x· héi</p><p>người dân</p>"
    )
    assert read(body, "<meta charset=utf-8>").lines == ["người dân", "XÃ HỘI", "người dân"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'<meta charset="windows-1258"><p>' + b"Bi\xea\xd2n", "Biển"),
        ("<html><p>Biển đảo quê hương".encode("utf-16"), "Biển đảo quê hương"),
        (b"\xef\xbb\xbf<html><p>" + "Biển".encode(), "Biển"),
        (b"<meta charset=none-such><p>" + "Biển đảo".encode(), "Biển đảo"),
        (b"<meta charset=utf-8><p>caf\xe9", "café"),
    ],
)
def test_encodings(data: bytes, line: str) -> None:
    assert finished(read_web_page(data)).lines == [line]


@pytest.mark.parametrize(
    ("data", "suffix", "kind"),
    [
        (b"\n<!-- x -->\n<HTML>", "", DocumentKind.WEB),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "", DocumentKind.WEB),
        (b"<p>Tin</p>", ".HTM", DocumentKind.WEB),
        (b"<p>Tin</p>", ".txt", None),
        ("Tin biển".encode(), ".html", None),
    ],
)
def test_a_page_is_known_by_its_first_words(
    data: bytes, suffix: str, kind: DocumentKind | None
) -> None:
    assert document_kind(data, suffix) is kind


@pytest.mark.parametrize(
    "body",
    [
        "<!--" + "x" * 9000,
        "<script>" * 50,
        "<a " * 5000,
        "&#0;&#x110000;&#xD800;",
        "</td>" * 5000,
        "<td>" * 1500,
        "<plaintext>a",
        "<ol start='-9' type='?'><li value=x>",
        "<table><td><tr><th>",
    ],
)
def test_broken_pages_are_read(body: str) -> None:
    assert "cuối" in read(f"<p>đầu</p>{body}").text + "cuối"


def test_a_page_without_end_is_refused() -> None:
    with pytest.raises(DocumentRefused):
        read("<b>" * 3000)


WORDS = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyấộỹ MC:12.()<>&", max_size=20).map(
    html.escape
)
TAGS = [
    "p",
    "div",
    "b",
    "i",
    "span",
    "li",
    "ul",
    "ol",
    "td",
    "tr",
    "table",
    "del",
    "nav",
    "h2",
    "a",
    "tbody",
    "th",
    "pre",
    "section",
    "ins",
    "blockquote",
]
BODY = st.lists(
    st.one_of(WORDS, st.sampled_from([f"<{t}>" for t in TAGS] + [f"</{t}>" for t in TAGS])),
    max_size=30,
).map("".join)


@given(BODY)
@settings(max_examples=80, deadline=None)
def test_no_letter_of_a_random_page_is_lost(body: str) -> None:
    judge = html.unescape(re.sub(r"<[^>]*>", " ", body))
    assert read(body).letters == letters(judge)


@given(st.text(alphabet="<>/!-&#;='\" \tabtdrx\0", max_size=60))
@settings(max_examples=80, deadline=None)
def test_any_text_is_a_page(text: str) -> None:
    with contextlib.suppress(DocumentRefused):
        read_web_page(text.encode())
