"""``series.yaml``: what it holds, and what is said where it is wrong."""

from __future__ import annotations

import pytest

from radioprog.script.front.series import (
    Series,
    parse_series,
    series_json_schema,
    series_named,
    unknown_series,
)
from radioprog.script.model import VoiceChoice

FULL = """\
vung-bien:
  tên: Vùng biên
  giới thiệu: Cho bà con
  chủ đề: biên giới
  tiếng: VI
  thể loại: News
  bìa: bia.png
  mẫu: _vung-bien.md
  giọng: {PTV nữ: nữ}
"""


def test_all_keys_in_vietnamese() -> None:
    found, findings = parse_series(FULL, file="series.yaml")
    assert not findings
    assert found == {
        "vung-bien": Series(
            "vung-bien",
            title="Vùng biên",
            description="Cho bà con",
            theme="biên giới",
            language="vi",
            category="News",
            cover="bia.png",
            template="_vung-bien.md",
            voices={"PTV nữ": (VoiceChoice(name="nữ"),)},
            place=found["vung-bien"].place,
        )
    }
    assert (found["vung-bien"].place.file, found["vung-bien"].place.line) == ("series.yaml", 2)


def test_the_same_in_english() -> None:
    english = (
        FULL.replace("tên:", "title:")
        .replace("giới thiệu:", "description:")
        .replace("chủ đề:", "theme:")
        .replace("tiếng:", "language:")
        .replace("thể loại:", "category:")
        .replace("bìa:", "cover:")
        .replace("mẫu:", "template:")
        .replace("giọng:", "voices:")
    )
    assert parse_series(english, file="series.yaml") == parse_series(FULL, file="series.yaml")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: {tên: x}\nA: {tên: y}\n", "duplicate-key", 2),
        ("a: {tne: x}\n", "unknown-key", 1),
        ("a: {tiếng: tiếng Việt}\n", "bad-value", 1),
        ("- a\n", "bad-value", 1),
        ("a: [x]\n", "bad-value", 1),
        ("a: {tên: [x]}\n", "bad-value", 1),
        ("a: {tên: x\n", "yaml", None),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, code: str, line: int | None) -> None:
    _, findings = parse_series(text, file="series.yaml")
    assert code in {found.code for found in findings} or code == "yaml"
    assert findings and all(found.place.file == "series.yaml" for found in findings)
    if line:
        assert line in {found.place.line for found in findings}


def test_an_empty_file_is_no_series() -> None:
    assert parse_series("# chưa có gì\n")[0] == {}


def test_a_title_that_two_have_names_neither() -> None:
    known = {"a": Series("a", title="Tin"), "b": Series("b", title="TIN")}
    assert series_named("tin", known) is None
    assert series_named("B", known) is known["b"]


def test_the_remedy_names_the_near_one_or_what_to_add() -> None:
    known = {"vung-bien": Series("vung-bien")}
    assert "vung-bien" in unknown_series("vung-bein", known).render("vi")
    far = unknown_series("thời sự", known).render("vi")
    assert "thời sự: {tên: …}" in far and "có phải" not in far


def test_the_schema_has_each_key_in_both_languages() -> None:
    text = str(series_json_schema())
    assert all(key in text for key in ("title", "tên", "theme", "chủ đề", "template", "mẫu"))
