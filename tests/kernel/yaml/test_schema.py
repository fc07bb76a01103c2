from __future__ import annotations

import datetime as dt
from typing import Any

import jsonschema
import pytest
import yaml

from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, OneOfKind, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    ClockKind,
    DateKind,
    DurationKind,
    IntegerKind,
    MadeKind,
    NumberKind,
    TextKind,
    ValueKind,
)

DOC = Text("một mục", "a key")
STATION = RecordKind(
    (
        Field("title", TextKind(), DOC, ("tên chương trình",), required=True),
        Field("length", DurationKind(), DOC, ("thời lượng",)),
        Field("episode", IntegerKind(1, 9999), DOC, ("số",)),
        Field("at", ClockKind(midnight=True), DOC, ("lúc",)),
        Field("date", DateKind(), DOC, ("ngày",)),
        Field("topics", ListKind(TextKind(), commas=True), DOC, ("chủ đề",), default=()),
        Field("network", ChoiceKind({"on": ("mở",), "off": ("tắt",)}), DOC, ("mạng",)),
        Field("level", NumberKind(-60, 0, "LUFS"), DOC),
        Field("voices", MapKind(TextKind(), TextKind()), DOC, ("giọng",)),
    ),
    "trial",
)


def read(text: str, kind: ValueKind[Any] = STATION) -> tuple[Any, list[Finding]]:
    node, findings = parse_document(text, file="w.yaml")
    assert node is not None, findings
    found = list(findings)
    return kind.read(node, found), found


GOOD = """\
Tên_Chương-Trình: Biển đảo
THỜI LƯỢNG: 15:00
số: 07
lúc: 24:00
date: 2015-07-18
topics: biên giới, biển đảo
mạng: “TẮT”
level: −16,5 LUFS
giọng: {nữ: a, nam: b}
"""


def test_a_record_reads_every_kind():
    record, findings = read(GOOD)
    assert findings == []
    assert dict(record.values) == {
        "title": "Biển đảo",
        "length": 900.0,
        "episode": 7,
        "at": 1440,
        "date": dt.date(2015, 7, 18),
        "topics": ("biên giới", "biển đảo"),
        "network": "off",
        "level": -16.5,
        "voices": {"nữ": "a", "nam": "b"},
    }
    assert str(record.place_of("title")) == "w.yaml:1:19"


@pytest.mark.parametrize(
    ("text", "code", "place", "remedy"),
    [
        ("title: a\nthoi luong: 1:00\n", "unknown-key", "w.yaml:2:1", "thời lượng"),
        ("title: a\nxyz: 1\n", "unknown-key", "w.yaml:2:1", "tên chương trình"),
        ("title: a\ntên chương trình: b\n", "duplicate-key", "w.yaml:2:1", "giữ một dòng"),
        ("title: a\ntie\u0302u: 1\n", "unknown-key", "w.yaml:2:1", ""),
        ("titel: a\n", "unknown-key", "w.yaml:1:1", "title"),
        ("length: 1:00\n", "missing-key", "w.yaml:1:1", "tên chương trình"),
        ("title:\n", "missing-key", "w.yaml:1:1", "tên chương trình"),
        ("title: [a]\n", "bad-value", "w.yaml:1:8", "dòng chữ"),
        ("title: a\nlength: 15\n", "bad-value", "w.yaml:2:9", "15:00"),
        ("title: a\nlength: 0s\n", "bad-value", "w.yaml:2:9", "15:00"),
        ("title: a\nepisode: 0\n", "bad-value", "w.yaml:2:10", "từ 1 đến 9999"),
        ("title: a\nat: 25:00\n", "bad-value", "w.yaml:2:5", "24:00"),
        ("title: a\ndate: 2026-02-30\n", "bad-value", "w.yaml:2:7", "2015-07-18"),
        ("title: a\ntopics: {a: b}\n", "bad-value", "w.yaml:2:9", "danh sách"),
        ("title: a\nnetwork: oof\n", "bad-value", "w.yaml:2:10", "off"),
        ("title: a\nlevel: 3\n", "bad-value", "w.yaml:2:8", "từ -60 đến 0"),
        ("title: a\ngiọng: x\n", "bad-value", "w.yaml:2:8", "tên: giá trị"),
        ("title: a\ngiọng: {Nữ: x, nữ: y}\n", "duplicate-key", "w.yaml:2:16", "giữ một dòng"),
        ("title: a\ngiọng: {Biển: x, Bie\u0302\u0309n: y}\n", "duplicate-key", "w.yaml:2:18", ""),
        ("- a\n", "bad-value", "w.yaml:1:1", "tên: giá trị"),
    ],
)
def test_each_fault_has_code_place_and_remedy(text, code, place, remedy):
    _, findings = read(text)
    assert [(found.code, str(found.place)) for found in findings] == [(code, place)]
    assert remedy in findings[0].remedy.vi
    assert findings[0].remedy.en


def test_a_bad_field_leaves_the_others():
    record, findings = read("title: a\nepisode: x\nlength: 1:00\n")
    assert [found.code for found in findings] == ["bad-value"]
    assert (record["title"], record["episode"], record["length"]) == ("a", None, 60.0)


def test_many_unknown_keys_are_bounded():
    _, findings = read("title: a\n" + "".join(f"zz{n}: 1\n" for n in range(500)))
    assert 10 <= len(findings) <= 30


def test_comma_items_keep_their_places():
    seen = []

    def note(value, place, findings):
        seen.append((value, str(place)))
        return value

    read("a, bé,  c", ListKind(MadeKind(TextKind(), note), commas=True))
    read('"a,b"', ListKind(MadeKind(TextKind(), note), commas=True))
    assert seen == [
        ("a", "w.yaml:1:1"),
        ("bé", "w.yaml:1:4"),
        ("c", "w.yaml:1:9"),
        ("a", "w.yaml:1:2"),
        ("b", "w.yaml:1:4"),
    ]


def test_one_of_goes_by_form():
    kind = OneOfKind(Text("chữ", "text"), scalar=TextKind(), sequence=ListKind(TextKind()))
    assert read("a", kind)[0] == "a"
    assert read("[a, b]", kind)[0] == ("a", "b")
    assert [found.code for found in read("a: b", kind)[1]] == ["bad-value"]


def test_json_schema_is_valid_and_agrees():
    schema = STATION.json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(yaml.safe_load("title: a\nlength: 15:00\nnetwork: off\nepisode: 07"))
    assert validator.is_valid(yaml.safe_load("tên chương trình: 7\nchủ đề: [a]\n"))
    assert not validator.is_valid(yaml.safe_load("length: 15:00"))
    assert not validator.is_valid(yaml.safe_load("title: a\nxyz: 1"))
