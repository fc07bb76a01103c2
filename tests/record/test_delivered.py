"""What was handed on, in both stores: noted when it changes, found again by time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from radioprog.record.delivered import Deliveries, content_sha256, note_delivered
from radioprog.record.manifest import Input, Manifest

HOUR = 3600
DAWN = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


def built(text: str = "t", *sounds: str, **more: Any) -> Manifest:
    return Manifest(
        script="scripts/a.md",
        title="A",
        series=None,
        episode=None,
        date=None,
        length=None,
        duration=1.0,
        frames=1,
        inputs=(Input("scripts/a.md", text), Input("assets/x.wav", None)),
        outputs=(),
        settings={},
        tools={},
        engines={},
        chosen=("web",),
        deliveries=tuple({"sha256": each} for each in sounds or ("f",)),
        sidecars={},
        speech=({"voice": "espeak:vi", "sentences": 2},),
        **more,
    )


def handed_on(records: Any, manifest: Manifest, hours: int = 0, name: str = "a") -> int:
    at = DAWN + dt.timedelta(hours=hours)
    return note_delivered(records, {name: manifest}, by="pack", at=at)


def known(records: Any, hours: float, station: str = "x", name: str = "a") -> set[str]:
    at = DAWN.timestamp() + hours * HOUR
    return set(Deliveries.load(records, []).sounds(name, station, at))


def test_mastering_again_leaves_the_content_and_another_text_or_voice_does_not() -> None:
    first = built("t", "f1")
    assert content_sha256(first) == content_sha256(built("t", "f2"))
    assert content_sha256(first) == content_sha256(replace(first, tools={"lame": "9"}))
    assert content_sha256(first) != content_sha256(built("t2", "f1"))
    other_voice = replace(first, speech=({"voice": "piper:an"},))
    assert content_sha256(first) != content_sha256(other_voice)


def test_a_line_is_added_only_when_something_goes_out_otherwise(records: Any) -> None:
    assert note_delivered(records, {}, by="pack", at=DAWN) == 0
    assert records.kinds() == ()
    changes = [
        handed_on(records, built("t", *sounds), n)
        for n, sounds in enumerate(("f", "f", "gh", "hg", "f"))
    ]
    assert changes == [1, 0, 1, 0, 1]
    lines = records.read("delivered", [])
    assert [(each["by"], each["programme"], each["files"]) for each in lines] == [
        ("pack", "a", ["f"]),
        ("pack", "a", ["g", "h"]),
        ("pack", "a", ["f"]),
    ]


def test_a_play_is_known_by_all_that_was_made_of_the_same_as_what_was_given_last(
    records: Any,
) -> None:
    handed_on(records, built("old", "o1"), 1)
    handed_on(records, built("new", "n1"), 5)
    handed_on(records, built("new", "n2"), 9)
    assert known(records, 0) == known(records, 1) == known(records, 4.9) == {"o1"}
    assert known(records, 5) == known(records, 7) == known(records, 99) == {"n1", "n2"}
    assert known(records, 99, name="b") == set()
    handed_on(records, built("old", "o2"), 20)  # the old text is taken up again
    assert known(records, 10) == {"n1", "n2"}
    assert known(records, 21) == {"o1", "o2"}


def test_a_station_with_its_own_edition_is_given_that_one(records: Any) -> None:
    own = ({"station": "x", "deliveries": ({"sha256": "fx"},)},)
    handed_on(records, built("t", "f", editions=own))
    assert (known(records, 1, "x"), known(records, 1, "y")) == ({"fx"}, {"f"})
    assert handed_on(records, built("t", "f", editions=own), 2) == 0
    assert handed_on(records, built("t", "f"), 3) == 1


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"programme": 3, "files": ["f"]},
        {"programme": "a"},
        {"programme": "a", "files": "f"},
        {"programme": "a", "files": ["f"], "editions": ["x"]},
        {"programme": "a", "files": ["f"], "editions": {"x": "f"}},
    ],
)
def test_lines_that_somebody_else_wrote_are_passed_over(records: Any, line: dict[str, Any]) -> None:
    handed_on(records, built("t", "f"), 2)
    records.append("delivered", [{"at": DAWN, "by": "x", **line}])
    assert known(records, 9) == {"f"}
