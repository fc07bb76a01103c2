"""The audit: what is read otherwise than written, as rows, as JSON, and what needs an eye."""

from __future__ import annotations

from collections.abc import Callable

from radioprog.kernel.findings import Place
from radioprog.reader import read
from radioprog.reader.audit import (
    audit_json,
    audit_lines,
    audited,
    doubt_lines,
    doubtful,
    doubts_json,
    placed_lines,
)

TEXT = "UBND xã, XQZ họp 17 người; làm iám đốc, hãng Huawei, 5-7 xã."


def at_line(line: int) -> Callable[[int], Place]:
    return lambda offset: Place("a.md", line, offset + 1)


def test_plain_words_and_their_marks_are_left_out() -> None:
    assert [token.written for token in audited(read(TEXT))] == [
        "UBND",
        "XQZ",
        "17",
        "iám",
        "Huawei",
        "5-7",
    ]
    assert audited(read("xã họp, rồi về.")) == ()


def test_a_table_has_its_columns_under_each_other() -> None:
    head, *rows = audit_lines(read(TEXT), "vi")
    assert head.split() == ["viết", "loại", "đọc", "quy", "tắc"]
    assert len(rows) == 6
    at = head.index("loại")
    assert all(row[at - 2 : at] == "  " and row[at] != " " for row in rows)
    assert rows[2].split() == ["17", "number", "mười", "bảy", "number"]


def test_places_stand_before_the_rows_of_many_readings() -> None:
    many = [(read("UBND"), at_line(3)), (read("xã 17"), at_line(9))]
    head, first, second = placed_lines(many, "en")
    assert head.split() == ["place", "written", "class", "reading", "rule"]
    assert first.split()[:3] == ["3:1", "UBND", "abbreviation"]
    assert second.split()[:3] == ["9:4", "17", "number"]


def test_json_has_every_token_or_only_those_of_the_audit() -> None:
    every = audit_json(read(TEXT))
    assert "".join(each["written"] for each in every) == TEXT
    assert all(TEXT[each["start"] : each["end"]] == each["written"] for each in every)
    some = audit_json(read(TEXT), every=False)
    assert [each["written"] for each in some] == ["UBND", "XQZ", "17", "iám", "Huawei", "5-7"]
    assert [each["unread"] for each in some] == [False, True, False, False, False, False]
    assert some[2] == {
        "written": "17",
        "class": "number",
        "reading": "mười bảy",
        "rule": "number",
        "start": 17,
        "end": 19,
        "unread": False,
    }


def test_what_needs_an_eye_is_told_once_with_its_count_the_gravest_first() -> None:
    readings = [
        (read("đi 5-7 xã. Huawei"), at_line(1)),
        (read("XQZ, xqz; HUAWEI Huawei"), at_line(2)),
        (read("làm iám đốc 5 – 7"), at_line(3)),
    ]
    found = doubtful(readings)
    shown = [(each.kind, each.written, each.count, each.place.line) for each in found]
    assert shown[0] == ("unread", "XQZ", 2, 2)
    assert shown[1] == ("slip", "iám", 1, 3)
    assert [each for each in shown if each[0] == "dash"] == [
        ("dash", "5-7", 1, 1),
        ("dash", "5 – 7", 1, 3),
    ]
    kinds = [each[0] for each in shown]
    assert kinds == sorted(kinds, key=["unread", "slip", "foreign", "choice", "dash"].index)
    assert found[0].place == Place("a.md", 2, 1)


def test_doubts_as_a_table_and_as_json() -> None:
    found = doubtful([(read("XQZ 5-7"), at_line(4))])
    head, first, second = doubt_lines(found, "vi")
    assert head.split() == ["viết", "vì", "sao", "đọc", "số", "lần", "chỗ", "đầu"]
    assert first.split()[-2:] == ["1", "a.md:4:1"]
    assert "chưa biết đọc" in first and "số có gạch nối" in second
    assert "unread" in doubt_lines(found, "en")[1]
    assert doubts_json(found)[0] == {
        "written": "XQZ",
        "kind": "unread",
        "reading": "ích quy dét",
        "count": 1,
        "file": "a.md",
        "line": 4,
        "column": 1,
    }
