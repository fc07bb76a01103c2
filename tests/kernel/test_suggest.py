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
