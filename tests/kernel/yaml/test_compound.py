"""Lists, maps, one-of and records: what is taken, what is found and where."""

from __future__ import annotations

from typing import Any

import pytest

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, OneOfKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import NumberKind, TextKind

TEXT = TextKind(20)
NUMBER = NumberKind(0, 10)
DOC = Text("việc", "thing")
STATION = RecordKind(
    (
        Field("name", TEXT, DOC, ("tên",), required=True),
        Field("hour", NUMBER, DOC, ("giờ",), default=5.0, meant=("lúc",)),
    ),
    title="Station",
)


def read(kind: Any, text: str) -> tuple[Any, list[tuple[str, int | None, int | None]]]:
    value, findings = told(kind, text)
    return value, [(each.code, each.place.line, each.place.column) for each in findings]


def told(kind: Any, text: str) -> tuple[Any, list[Finding]]:
    node, problems = parse_document(text, file="a.yaml")
    assert node is not None and not problems
    findings: list[Finding] = []
    return kind.read(node, findings), findings


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (ListKind(TEXT), "[a, b]", ("a", "b")),
        (ListKind(TEXT), "- a\n- b", ("a", "b")),
        (ListKind(TEXT), "[]", ()),
        (ListKind(TEXT, commas=True), "a, b,, c", ("a", "b", "c")),
        (ListKind(TEXT, single=True), "a, b", ("a, b",)),
        (ListKind(TEXT, most=2), "[a, b]", ("a", "b")),
        (ListKind(NUMBER), "[1, 2.5]", (1.0, 2.5)),
    ],
)
def test_lists(kind, text, value):
    assert read(kind, text) == (value, [])


def test_an_empty_value_is_an_empty_list_unless_it_is_quoted():
    node, _ = parse_document("a:\nb: ''", file="a.yaml")
    empty, quoted = (item for _, item in node.items)  # type: ignore[union-attr]
    findings: list[Finding] = []
    assert ListKind(TEXT).read(empty, findings) == ()
    assert MapKind(TEXT, TEXT).read(empty, findings) == {}
    assert not findings
    assert ListKind(TEXT).read(quoted, findings) is None
    assert MapKind(TEXT, TEXT).read(quoted, findings) is None
    assert len(findings) == 2


def test_what_is_no_list_or_too_long_is_found():
    for kind, text in ((ListKind(TEXT), "a"), (ListKind(TEXT, most=2), "[a, b, c]")):
        value, ((code, line, column),) = read(kind, text)
        assert (value, line, column) == (None, 1, 1)
        assert code == "bad-value"


def test_an_item_that_cannot_be_read_is_left_out():
    value, found = read(ListKind(NUMBER), "[1, x, 3]")
    assert value == (1.0, 3.0)
    assert [(line, column) for _, line, column in found] == [(1, 5)]


@pytest.mark.parametrize(
    ("text", "columns"), [("1,x,  y", [3, 7]), ("'1,x,  y'", [4, 8]), ("  x,1", [3])]
)
def test_each_part_between_commas_has_its_place(text, columns):
    _, found = read(ListKind(NUMBER, commas=True), text)
    assert [column for _, _, column in found] == columns


def test_maps_and_their_doubles():
    kind = MapKind(NUMBER, TEXT, most=3)
    assert read(kind, "a: 1\nb: 2") == ({"a": 1.0, "b": 2.0}, [])
    assert read(kind, "a: 1\nb: 2\nc: 3")[0] == {"a": 1.0, "b": 2.0, "c": 3.0}
    value, found = read(kind, "a: 1\nA: 2\nb: x")
    assert value == {"a": 1.0}
    assert found == [("duplicate-key", 2, 1), ("bad-value", 3, 4)]
    assert read(kind, "a: 1\nb: 2\nc: 3\nd: 4")[0] is None
    assert read(kind, "[a]")[0] is None


def test_one_of_is_told_by_its_form():
    kind = OneOfKind(DOC, scalar=TEXT, sequence=ListKind(TEXT), mapping=MapKind(TEXT, TEXT))
    assert read(kind, "a") == ("a", [])
    assert read(kind, "[a]") == (("a",), [])
    assert read(kind, "a: b") == ({"a": "b"}, [])
    assert kind.json_schema() == {
        "anyOf": [
            TEXT.json_schema(),
            ListKind(TEXT).json_schema(),
            MapKind(TEXT, TEXT).json_schema(),
        ]
    }
    for only, text in (
        (OneOfKind(DOC, scalar=TEXT), "[a]"),
        (OneOfKind(DOC, scalar=TEXT), "a: b"),
        (OneOfKind(DOC, sequence=ListKind(TEXT)), "a"),
    ):
        value, found = read(only, text)
        assert value is None and [code for code, _, _ in found] == ["bad-value"]


def test_a_record_has_every_field_by_its_english_name():
    record, found = read(STATION, "Tên: Xã\ngiờ: 7")
    assert found == []
    assert record["name"] == "Xã" and record["hour"] == 7.0
    assert record.place_of("hour") == Place("a.yaml", 2, 6)
    record, _ = read(STATION, "name: Xã")
    assert record["hour"] == 5.0
    assert record.place_of("hour") == record.place == Place("a.yaml", 1, 1)
    assert Record({}).place_of("x") == NOWHERE


def test_a_value_that_is_empty_or_wrong_leaves_the_default():
    record, found = read(STATION, "name: Xã\nhour:")
    assert (record["hour"], found) == (5.0, [])
    record, found = read(STATION, "name: Xã\nhour: 11")
    assert (record["hour"], [code for code, _, _ in found]) == (5.0, ["bad-value"])
    assert record.place_of("hour") == Place("a.yaml", 2, 7)


def test_a_required_key_is_missed_once():
    assert read(STATION, "hour: 7")[1] == [("missing-key", 1, 1)]
    # A key that is nearly its name is unknown; it is not also missing.
    assert read(STATION, "nam: Xã\nhour: 7")[1] == [("unknown-key", 1, 1)]
    assert read(STATION, "name: \nhour: 7")[1] == [("missing-key", 1, 1)]
    assert read(STATION, "[a]")[0] is None


def test_doubles_are_found_in_both_languages():
    assert read(STATION, "name: a\ntên: b")[1] == [("duplicate-key", 2, 1)]
    _, (finding,) = told(STATION, "name: a\ntên: b")
    assert finding.to_json("en")["line"] == 2
    assert "1" in finding.message.en


def test_an_unknown_key_is_answered_with_what_it_may_mean():
    _, (meant,) = told(STATION, "name: a\nlúc: 7")
    assert "giờ" in meant.remedy.vi and "hour" in meant.remedy.en
    _, (near,) = told(STATION, "name: a\nhuor: 7")
    assert "hour" in near.remedy.vi
    _, (far,) = told(STATION, "name: a\nzzzzzzzz: 7")
    assert "tên" in far.remedy.vi and "giờ" in far.remedy.vi
    assert "name" in far.remedy.en and "hour" in far.remedy.en


def test_at_most_twenty_unknown_keys_are_told():
    text = "name: a\n" + "\n".join(f"zzzzzz{n}: 1" for n in range(100, 130))
    assert len(read(STATION, text)[1]) == 20
    double = "name: a\n" + "\n".join("Name: 1" for _ in range(30))
    assert len(read(STATION, double)[1]) == 20


def test_the_schema_of_a_record():
    schema = STATION.json_schema()
    assert schema["title"] == "Station"
    assert set(schema["properties"]) == {"name", "tên", "hour", "giờ"}
    assert schema["additionalProperties"] is False
    assert schema["allOf"] == [{"anyOf": [{"required": ["name"]}, {"required": ["tên"]}]}]
    assert schema["properties"]["tên"]["description"] == "việc · thing"
    bare = RecordKind((Field("hour", NUMBER, DOC),)).json_schema()
    assert "title" not in bare and "allOf" not in bare


def test_the_schema_of_lists_and_maps():
    array = {"type": "array", "items": TEXT.json_schema()}
    assert ListKind(TEXT).json_schema() == array
    assert ListKind(TEXT, commas=True).json_schema() == {"anyOf": [array, {"type": "string"}]}
    assert ListKind(TEXT, single=True).json_schema() == {"anyOf": [array, TEXT.json_schema()]}
    assert MapKind(TEXT, TEXT).json_schema()["additionalProperties"] == TEXT.json_schema()
