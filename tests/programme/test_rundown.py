"""The running order as values: when segments begin and must begin, what chapters there are."""

from __future__ import annotations

import pytest

from radioprog.kernel.units import Samples, Seconds
from radioprog.programme.rundown import (
    Item,
    ItemKind,
    Rundown,
    SegmentPlan,
    chapters,
    clock,
    segments_of,
    target_of,
)
from radioprog.script.model import Heading, Script
from tests.programme.fakes import say, script

THREE = script(
    Heading("A"),
    say("L", "a"),
    Heading("B  b", twice=True),
    say("L", "b"),
    Heading("C"),
    say("L", "c"),
)


def item(segment: int, start: int, length: int, *, estimate: int | None = None) -> Item:
    planned = Samples(length if estimate is None else estimate)
    return Item(ItemKind.SPEECH, segment, Samples(start), Samples(length), planned)


def plans(
    *items: Item,
    made: Script = THREE,
    length: int = 1000,
    content: int = 900,
    target: int | None = None,
) -> tuple[SegmentPlan, ...]:
    wanted = None if target is None else Samples(target)
    return segments_of(made, items, content=Samples(content), length=Samples(length), target=wanted)


def spans(*items: Item) -> list[tuple[int, int]]:
    return [(each.start, each.length) for each in plans(*items)]


def test_each_segment_lasts_to_the_next_and_the_first_begins_at_nothing() -> None:
    assert spans(item(0, 50, 100), item(1, 300, 100), item(2, 700, 100)) == [
        (0, 300),
        (300, 400),
        (700, 300),
    ]


def test_a_segment_begins_with_its_earliest_item() -> None:
    found = spans(item(0, 50, 100), item(1, 400, 1), item(1, 300, 100), item(2, 700, 100))
    assert found[1] == (300, 400)


def test_a_segment_that_a_later_one_overtakes_has_no_length() -> None:
    assert spans(item(0, 50, 100), item(1, 600, 100), item(2, 500, 100)) == [
        (0, 500),
        (500, 0),
        (500, 500),
    ]


def test_empty_segments_begin_where_the_next_does_or_at_the_end() -> None:
    assert spans(item(0, 50, 100), item(2, 700, 100)) == [(0, 700), (700, 0), (700, 300)]
    assert spans(item(0, 50, 100)) == [(0, 1000), (1000, 0), (1000, 0)]
    assert spans(item(1, 50, 100)) == [(0, 0), (0, 1000), (1000, 0)]


def test_when_a_segment_must_begin_for_the_programme_to_end_on_time() -> None:
    items = (item(0, 50, 100), item(1, 300, 100), item(2, 700, 100))
    first, second, third = plans(*items, content=900, target=1000)
    assert (first.latest, second.latest, third.latest) == (100, 400, 800)
    assert (first.over, second.over) == (-100, -100)
    late = plans(*items, content=900, target=850)
    assert [each.over for each in late] == [50, 50, 50]
    assert [each.latest for each in plans(*items)] == [None] * 3
    assert plans(*items)[0].over is None


def test_drift_is_what_the_segments_own_items_became_longer() -> None:
    items = (item(0, 50, 100, estimate=80), item(1, 300, 100), item(2, 700, 90, estimate=100))
    found = plans(*items)
    assert [each.drift for each in found] == [20, 0, -10]
    assert [each.estimate for each in found] == [280, 400, 310]
    assert [(each.title, each.twice, each.index) for each in found] == [
        ("A", False, 0),
        ("B  b", True, 1),
        ("C", False, 2),
    ]
    assert found[1].end == 700


def rundown(*items: Item, target: int | None = None) -> Rundown:
    return Rundown(
        "T",
        items,
        plans(*items),
        Samples(1000),
        Samples(900),
        None if target is None else Samples(target),
    )


def test_over_and_estimated() -> None:
    assert rundown().over is None
    assert [rundown(target=each).over for each in (850, 900, 1000)] == [50, 0, -100]
    guess = Item(ItemKind.SPEECH, 0, Samples(0), Samples(1), Samples(1), estimated=True)
    assert rundown(guess).estimated and not rundown(item(0, 0, 1)).estimated


def test_a_segment_without_sound_is_no_chapter() -> None:
    found = chapters(rundown(item(0, 50, 100), item(1, 700, 100)))
    assert [(each.title, each.start, each.end) for each in found] == [
        ("A", 0, 700),
        ("B b", 700, 1000),
    ]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (0.4, "0:00"),
        (59.6, "1:00"),
        (61, "1:01"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (36_061, "10:01:01"),
        (-5, "-0:05"),
        (-3661, "-1:01:01"),
    ],
)
def test_a_length_as_people_write_it(seconds: float, text: str) -> None:
    assert clock(Samples(round(seconds * 48_000))) == text


def test_a_declared_length_in_frames() -> None:
    assert target_of(None) is None
    assert target_of(Seconds(1.5)) == 72_000
