from __future__ import annotations

import difflib

from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.findings import Text
from radioprog.kernel.suggest import did_you_mean, edit_distance, near_names, skeleton

WORDS = st.text(alphabet="abc", max_size=6)


@given(WORDS, WORDS, WORDS)
def test_edit_distance_is_symmetric_and_bounded(one, other, third):
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert (distance == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))


def test_edit_distance_known_cases():
    assert edit_distance("kitten", "sitting") == 3
    assert edit_distance("ab", "ba") == 1
    assert edit_distance("", "abc") == 3


def test_near_names():
    names = ["tên chương trình", "chuyên mục", "thời lượng", "số"]
    assert near_names("chuyen_muc", names) == ("chuyên mục",)
    assert near_names("thoiluong", names) == ("thời lượng",)
    assert near_names("xyz", names) == ()
    assert near_names("nữ", ["PTV nữ"]) == ()
    assert difflib.get_close_matches("chuyên muc", names)[0] == near_names("chuyên muc", names)[0]


def test_skeleton_and_remedy():
    assert skeleton("Đồng Hới") == "donghoi"
    otherwise = Text("khác", "else")
    assert did_you_mean("xyz", ["abc"], otherwise) is otherwise
    assert did_you_mean("abd", ["abc"], otherwise).en == "did you mean abc?"


def restricted_distance(one: str, other: str) -> int:
    """Optimal string alignment, by its recursive definition."""
    if not one or not other:
        return len(one) + len(other)
    ways = [
        restricted_distance(one[:-1], other) + 1,
        restricted_distance(one, other[:-1]) + 1,
        restricted_distance(one[:-1], other[:-1]) + (one[-1] != other[-1]),
    ]
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        ways.append(restricted_distance(one[:-2], other[:-2]) + 1)
    return min(ways)


SHORT = st.text(alphabet="abc", max_size=5)


@given(SHORT, SHORT)
def test_the_distance_is_that_of_its_definition(one, other):
    assert edit_distance(one, other) == restricted_distance(one, other)


def test_how_far_a_name_may_be():
    assert near_names("abcdef", ["abcdeg"]) == ("abcdeg",)
    assert near_names("abcdef", ["abcdxy"]) == ("abcdxy",)  # a third of it
    assert near_names("abcdef", ["abcxyz"]) == ()
    assert near_names("ab", ["ac"]) == ("ac",)
    assert near_names("ab", ["cd"]) == ()
    assert near_names("abc", ["xabcxx"]) == ("xabcxx",)  # inside, three longer
    assert near_names("abc", ["xabcxxx"]) == ()
    assert near_names("abcd", ["abcdefgh"]) == ("abcdefgh",)
    assert near_names("ab", ["xabx"]) == ()  # two letters are inside of everything
    assert near_names("", ["a"]) == near_names("a", ["_"]) == ()
    assert near_names("b" * 64 + "x" * 40, ["b" * 64]) == ("b" * 64,)


def test_the_nearest_come_first_and_at_most_three():
    known = ["abcx", "abc", "abcy", "abcz", "abc"]
    assert near_names("abc", known) == ("abc", "abcx", "abcy")
    assert near_names("abc", known, limit=1) == ("abc",)
    both = did_you_mean("abc", ["abcx", "abcy"], Text("", ""))
    assert both == Text("có phải là abcx hay abcy?", "did you mean abcx or abcy?")
