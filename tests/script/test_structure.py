"""What only the whole body shows: each finding of it fires where it must, and only there."""

from __future__ import annotations

import pytest

from radioprog.script.structure import MOST_SEGMENTS
from tests.script.helpers import found_in, parsed

SAY = "PTV nữ: Kính chào quý vị và các bạn đang nghe đài.\n"
FOUR = "".join(
    f"PTV {'nữ' if n % 2 else 'nam'}: Đây là câu nói thứ {n} của bản tin chiều nay.\n\n"
    for n in range(4)
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"[hết nhạc nền]\n{SAY}", [("no-bed-to-end", 1, 1)]),
        (f"[nhạc nền: a.wav]\n{SAY}[hết nhạc nền]\n", []),
        (f"[nhạc nền: a.wav]\n{SAY}", [("unclosed-bed", 1, 1)]),
        (f"[nhạc nền: a.wav]\n{SAY}[hết nhạc nền]\n[hết nhạc nền]\n", [("no-bed-to-end", 4, 1)]),
        (f"[nhạc nền: a.wav]\n{SAY}[nhạc nền: b.wav]\n{SAY}[hết nhạc nền]\n", []),
        (f"[nhạc hiệu: a.wav]\n[hết nhạc nền]\n{SAY}", [("no-bed-to-end", 2, 1)]),
        (f"{SAY}[tiếng động: a.wav]\n", [("sfx-without-speech", 2, 1)]),
        (f"[tiếng động: a.wav]\n{SAY}", []),
        (
            f"{SAY}[tiếng động: a.wav]\n[tiếng động: b.wav]\n",
            [("sfx-without-speech", 2, 1), ("sfx-without-speech", 3, 1)],
        ),
        (f"{SAY}[nhạc kết: a.wav]\n", []),
        (f"{SAY}[nhạc kết: a.wav]\n[nhạc kết: b.wav]\n", [("second-outro", 3, 1)]),
        ("", [("empty-script", None, None)]),
        ("# Một\n", [("empty-script", 1, 1)]),
        ("[nghỉ 2 giây]\n", [("empty-script", 1, 1)]),
        (f"# Một\n\n# Hai\n\n{SAY}", [("empty-segment", 1, 1)]),
        (f"# Một\n\n[nghỉ 2 giây]\n\n# Hai\n\n{SAY}", [("empty-segment", 1, 1)]),
        (f"# Một\n\n{SAY}\n# Hai\n", [("empty-segment", 5, 1)]),
        (f"# Một\n\n[nhạc hiệu: a.wav]\n\n# Hai\n\n{SAY}", []),
    ],
)
def test_a_body_as_a_whole(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    found = found_in(body)
    if expected and expected[0][1] is None:
        assert [code for code, _, _ in found] == [code for code, _, _ in expected]
    else:
        assert found == expected


def test_an_empty_segment_is_named_by_its_title() -> None:
    _, findings = parsed(f"# Tin vắn\n\n# Hai\n\n{SAY}")
    (found,) = [each for each in findings if each.code == "empty-segment"]
    assert "Tin vắn" in found.render("vi") and "Tin vắn" in found.render("en")


@pytest.mark.parametrize(("count", "told"), [(MOST_SEGMENTS, False), (MOST_SEGMENTS + 1, True)])
def test_as_many_segments_as_a_chapter_list_can_hold(count: int, told: bool) -> None:
    body = "".join(f"# Tin {n}\n\nPTV nữ: Câu thứ {n}.\n\n" for n in range(1, count + 1))
    found = [each for each in found_in(body) if each[0] == "too-many-segments"]
    assert [line for _, line, _ in found] == ([4 * MOST_SEGMENTS + 1] if told else [])


def doubled(body: str) -> list[tuple[int | None, dict[str, object]]]:
    _, findings = parsed(body)
    return [
        (each.place.line, {name: each.params[name] for name in ("first", "count")})
        for each in findings
        if each.code == "doubled-text"
    ]


def test_four_speeches_pasted_twice_are_told_once_where_the_copy_begins() -> None:
    assert found_in(FOUR) == []
    ((line, params),) = doubled(FOUR + FOUR)
    assert params["count"] == 4
    first = parsed(FOUR)[0].body[0].place.line
    assert first is not None and line is not None
    assert (params["first"], line) == (first + 8, first + 8)


def test_three_speeches_again_are_none() -> None:
    three = FOUR.partition("PTV nữ: Đây là câu nói thứ 3")[0]
    assert doubled(three + three) == []


def test_a_longer_run_is_counted_whole() -> None:
    more = FOUR + "PTV nữ: Và đây là câu thứ năm của bản tin.\n\n"
    ((_, params),) = doubled(more + more)
    assert params["count"] == 5


def test_short_words_said_again_are_a_refrain() -> None:
    short = "PTV nữ: Dạ.\n\nPTV nam: Vâng.\n\nPTV nữ: Rồi.\n\nPTV nam: Ừ.\n\n"
    assert doubled(short + short) == []


def test_other_speakers_say_another_thing() -> None:
    other = FOUR.replace("nữ", "x").replace("nam", "nữ").replace("x", "nam")
    assert doubled(FOUR + other) == []
