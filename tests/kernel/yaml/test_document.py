from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.findings import Finding
from radioprog.kernel.yaml import document
from radioprog.kernel.yaml import document as document_faults
from radioprog.kernel.yaml.document import MappingNode, Node, Scalar, SequenceNode, parse_document


@pytest.fixture(params=["c", "python"], autouse=True)
def loader(request, monkeypatch):
    if request.param == "python":
        monkeypatch.setattr(document, "_LOADER", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("this PyYAML was built without libyaml")


def plain(node: Node | None) -> object:
    if isinstance(node, MappingNode):
        return [(key.text, plain(value)) for key, value in node.items]
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    assert isinstance(node, Scalar)
    return node.text


def only(text: str, **more: object) -> Finding:
    _, findings = parse_document(text, file="w.yaml", **more)
    assert len(findings) == 1, findings
    assert findings[0].is_error
    assert findings[0].remedy.vi and findings[0].remedy.en
    return findings[0]


def test_every_scalar_is_text():
    node, findings = parse_document("at: 12:30\nn: 07\nok: no\nx: ~\nd: 2015-07-18\ne: 1e3\n")
    assert findings == ()
    assert plain(node) == [
        ("at", "12:30"),
        ("n", "07"),
        ("ok", "no"),
        ("x", "~"),
        ("d", "2015-07-18"),
        ("e", "1e3"),
    ]


def test_places_count_code_points_and_lines_of_the_file():
    text = "tên: Cửa khẩu\r\nđài: {mã: [một, hai]}\r\n"
    node, _ = parse_document(text, file="a.yaml", first_line=5)
    assert isinstance(node, MappingNode)
    (_, name), (_, station) = node.items
    assert str(name.place) == "a.yaml:5:6"
    assert isinstance(station, MappingNode)
    key, codes = station.items[0]
    assert str(key.place) == "a.yaml:6:7"
    assert isinstance(codes, SequenceNode)
    assert [str(item.place) for item in codes.items] == ["a.yaml:6:12", "a.yaml:6:17"]


def test_byte_order_mark_and_decomposed_letters():
    node, findings = parse_document("\ufefftitle: Bie\u0302n\n")
    assert (plain(node), findings) == ([("title", "Biên")], ())


def test_odd_spaces_are_spaces():
    node, findings = parse_document("title:\u00a0Biển\u00a0đảo\n\u3000\nb:\u202fc\n")
    assert (plain(node), findings) == ([("title", "Biển đảo"), ("b", "c")], ())


def test_empty_document_is_an_empty_map():
    assert plain(parse_document("# chỉ có ghi chú\n")[0]) == []


def test_quoted_is_told_from_plain():
    node, _ = parse_document("a: ''\nb:\n")
    assert isinstance(node, MappingNode)
    assert [value.quoted for _, value in node.items] == [True, False]


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: &x 1\n", "yaml-anchor", "w.yaml:1:4"),
        ("a: 1\nb: *x\n", "yaml-alias", "w.yaml:2:4"),
        ("a: &x [1]\nb: [*x, *x]\n", "yaml-anchor", "w.yaml:1:4"),
        ("a: !!python/object:os.system x\n", "yaml-tag", "w.yaml:1:4"),
        ("a:\n  <<: b\n", "yaml-merge", "w.yaml:2:3"),
        ("a: 1\n---\nb: 2\n", "yaml-documents", "w.yaml:2:1"),
        ("? [a]\n: b\n", "bad-key", "w.yaml:1:3"),
        ("{a: b}: c\n", "bad-key", "w.yaml:1:1"),
        ("a: x\x00y\n", "control-character", "w.yaml:1:5"),
        ("a: \u202egnp.exe\n", "control-character", "w.yaml:1:4"),
        ('a: "x\\0y"\n', "control-character", "w.yaml:1:4"),
        ("a:\n\t- b\n", "yaml-tab", "w.yaml:2:1"),
        ("a: Bản tin #7\n", "text-after-hash", "w.yaml:1:12"),
        ("a: #7\n", "text-after-hash", "w.yaml:1:4"),
        ('a: "Bản tin" #7\n', "text-after-hash", "w.yaml:1:14"),
        ("a: [x, y] #7\n", "text-after-hash", "w.yaml:1:11"),
        ("a: Bản tin: số 7\n", "yaml-syntax", "w.yaml:1:11"),
    ],
)
def test_what_the_dialect_refuses(text, code, place):
    found = only(text)
    assert (found.code, str(found.place)) == (code, place)


@pytest.mark.parametrize(
    ("text", "corrected"),
    [
        ("a: Bản tin: số 7\n", 'a: "Bản tin: số 7"'),
        ('a: "Vì chủ quyền" biên giới\nb: 1\n', 'a: "\\"Vì chủ quyền\\" biên giới"'),
        ("a: @x\n", 'a: "@x"'),
        ("a: %x\n", 'a: "%x"'),
        ("x: 1\na: 'không đóng\nb: 2\n", 'a: "không đóng"'),
        ("a: [1, 2\nb: 3\n", "a: [1, 2]"),
        ("a: {b: c\nd: e\n", "a: {b: c}"),
        ("title:Bản tin\nb: c\n", "title: Bản tin"),
        ("a: Bản tin #7\n", 'a: "Bản tin #7"'),
        ("a: b\n c: d\n", "c: d"),
        ("x: 1\na：Bản tin\nb: c\n", "a: Bản tin"),
        ('a: "C:\\Program Files\\x.exe"\n', "a: 'C:\\Program Files\\x.exe'"),
        ('a: ["C:\\tts\\new.exe", "{x}"]\n', "a: ['C:\\tts\\new.exe', \"{x}\"]"),
        ('a: "clips\\new\\bai.mp3"\nb: c\n', "a: 'clips\\new\\bai.mp3'"),
        ('a: {b: "D:\\tin\\bai.mp3", c: "d"}\n', "a: {b: 'D:\\tin\\bai.mp3', c: \"d\"}"),
    ],
)
def test_a_syntax_error_shows_a_corrected_line_that_reads(text, corrected):
    found = only(text)
    assert corrected in found.remedy.vi
    assert corrected in found.remedy.en
    lines = text.splitlines()
    key = corrected.split(":")[0]
    lines = [corrected if line.strip().startswith(key) else line for line in lines]
    node, findings = parse_document("\n".join(lines))
    assert node is not None
    assert findings == ()


@pytest.mark.parametrize(
    "text",
    ['a: "C:\\\\tts\\\\x.exe"', 'a: "nói: \\"chào\\""', 'a: "một\\nhai"', "a: C:\\tts\\x.exe"],
)
def test_backslashes_that_say_what_is_meant(text):
    node, findings = parse_document(text)
    assert node is not None and findings == ()


@pytest.mark.parametrize(
    "text", ["a: b # ghi chú\n", "#nháp: x\na: b\n", "a: 'x #7'\n", "a: |\n  x #7\n", "a: x#7\n"]
)
def test_harmless_hashes(text):
    assert parse_document(text)[1] == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 200_000, "too-deep"),
        ("{a: " * 200_000, "too-deep"),
        ("- " * 200_000, "too-deep"),
        ("a: " + "x" * (1 << 20), "too-large"),
        ("- a\n" * 250_000, "too-large"),
    ],
)
def test_hostile_sizes_end_soon(text, code, request, monkeypatch):
    if "python" in request.node.name:
        monkeypatch.setattr(document_faults, "MOST", 5000)  # the slow loader meets the bound sooner
    begun = time.process_time()
    assert only(text).code == code
    assert time.process_time() - begun < 8  # the slow loader on a busy machine


@pytest.mark.parametrize(
    "text",
    ["a: " + "b: " * 200_000, "a: '" + " " * 500_000, "a: " + "b #c " * 100_000, "\t" * 500_000],
)
def test_long_lines_neither_hang_nor_flood_the_screen(text):
    begun = time.process_time()
    _, findings = parse_document(text, file="w.yaml")
    assert 1 <= len(findings) <= 20
    assert all(len(found.render("vi")) < 2000 for found in findings)
    assert time.process_time() - begun < 8


def test_alias_bomb_is_refused_at_its_first_anchor():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    assert only("\n".join(lines)).code == "yaml-anchor"


def test_depth_limit_is_exact():
    assert parse_document("[" * 32 + "]" * 32)[1] == ()
    assert only("[" * 33 + "]" * 33).code == "too-deep"


@given(st.text(max_size=80))
def test_any_text_ends_in_a_node_or_in_findings(text):
    node, findings = parse_document(text, file="x")
    assert node is not None or findings
    for found in findings:
        assert found.place.line is not None and found.place.line >= 1


@given(st.text(alphabet="ab:-#[]{}'\" \n|>&*!,?%@\t\\", max_size=60))
def test_any_heap_of_yaml_marks_ends_in_a_node_or_in_findings(text):
    node, findings = parse_document(text, file="x")
    assert node is not None or findings


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("slots:\n  - id: a\n\tat: 17:20\n", "    at: 17:20"),
        ("voices:\n\tnữ: a\n", "  nữ: a"),
        ("slots:\n  -id: a\n    at: 17:20\n", "  - id: a"),
    ],
)
def test_the_corrected_line_can_be_pasted_over_the_wrong_one(text, fixed):
    found = only(text)
    assert found.remedy.en.endswith(fixed)
    lines = text.split("\n")
    lines[(found.place.line or 1) - 1] = fixed
    assert parse_document("\n".join(lines), file="w.yaml")[1] == ()
