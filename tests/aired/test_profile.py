"""``asrun.yaml``: read with its places, in both languages, as its JSON Schema says."""

from __future__ import annotations

import jsonschema
import pytest

from radioprog.aired.profile import parse_profile
from radioprog.kernel.errors import ContentError
from radioprog.studio.schemas import json_schema


def test_both_languages_say_the_same() -> None:
    english = parse_profile(
        "tolerances: {on_time: 90s, window: 45 phút}\n"
        "formats: {may: {columns: {started: Gio, programme: Ten}, date: dmy, zone: Asia/Tokyo}}",
        file="asrun.yaml",
    )
    vietnamese = parse_profile(
        "ngưỡng: {đúng giờ: 1:30, quanh giờ: 45:00}\n"
        "nhật ký: {may: {cột: {bắt đầu: Gio, chương trình: Ten}, ngày: ngày/tháng/năm, "
        "múi giờ: Asia/Tokyo}}",
        file="asrun.yaml",
    )
    assert english == vietnamese
    assert (english.tolerances.on_time, english.tolerances.window) == (90, 2700)
    assert english.maps["may"].columns == {"started": "Gio", "programme": "Ten"}


@pytest.mark.parametrize(
    "text",
    [
        "tolerances: {on_time: sớm}",
        "tolerances: {ontime: 60s}",
        "formats: {a: {columns: {lúc: X}}}",
        "formats: {a: {date: ydm}}",
        "formats: {a: {zone: Sao/Hoa}}",
        "- a",
    ],
)
def test_slips_are_told_with_their_place(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse_profile(text, file="asrun.yaml")
    found = caught.value.findings[0]
    assert (found.place.file, found.place.line) == ("asrun.yaml", 1)
    assert found.remedy.to("vi")


def test_the_schema_takes_what_is_read() -> None:
    schema = json_schema("asrun")
    good = {"tolerances": {"on_time": "60s"}, "formats": {"a": {"columns": {"started": "X"}}}}
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"tolerances": {"x": "1"}}, schema)
