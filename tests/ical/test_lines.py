"""The lines of a calendar file: unfolding, nesting, and what makes no sense."""

from __future__ import annotations

import pytest

from radioprog.ical.lines import DEEPEST, physical_lines, read_page


def page(text: str):
    return read_page(physical_lines(text.replace("\n", "\r\n").encode()))


@pytest.mark.parametrize("fold", [" ", "\t"])
def test_a_line_folded_by_space_or_tab_is_one_line(fold: str) -> None:
    read = page(f"BEGIN:VCALENDAR\nSUMMARY:Bản tin\n{fold}vùng biên\nEND:VCALENDAR\n")
    assert read.senseless == ()
    (line,) = read.blocks[0].lines
    assert (line.value, line.number) == ("Bản tinvùng biên", 2)


def test_a_component_that_is_not_closed_is_told_where_it_begins() -> None:
    read = page("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VCALENDAR\n")
    assert read.senseless == (1, 2, 4)
    assert not read.blocks[0].blocks[0].closed
    whole = page("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n")
    assert whole.senseless == ()
    assert whole.blocks[0].closed
    assert whole.blocks[0].blocks[0].closed


def test_a_property_outside_any_component_is_told() -> None:
    assert page("UID:a\nBEGIN:VCALENDAR\nEND:VCALENDAR\nUID:b\n").senseless == (1, 4)


def test_an_end_without_its_begin_is_told() -> None:
    assert page("BEGIN:VCALENDAR\nEND:VEVENT\nEND:VCALENDAR\nEND:VCALENDAR\n").senseless == (2, 4)


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> str:
        return "BEGIN:A\n" * depth + "END:A\n" * depth

    assert page(nested(DEEPEST - 1)).senseless == ()
    assert DEEPEST in page(nested(DEEPEST)).senseless


def test_a_parameter_in_quotes_holds_any_mark() -> None:
    (line,) = page('BEGIN:A\nX;P="a;b:c,d";Q=e:f:g\nEND:A\n').blocks[0].lines
    assert (line.parameters, line.value) == ({"P": "a;b:c,d", "Q": "e"}, "f:g")
