"""Breaks stay breaks or become spaces; hidden characters and layout leave and are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.script.draft.lines import lost_words, read_lines

BREAKS = ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\n"]
SPACES = ["\t", "\u00a0", "\u2003", "\u3000", "\u202f"]


def texts(text: str) -> list[str]:
    return [line.text for line in read_lines(text, file="a.txt")[0] if line.text]


@pytest.mark.parametrize("mark", BREAKS)
def test_every_break_parts_two_words(mark: str) -> None:
    assert texts(f"các đội tuyên{mark}truyền lưu động") == ["các đội tuyên", "truyền lưu động"]


@pytest.mark.parametrize("mark", SPACES)
def test_every_space_is_a_space(mark: str) -> None:
    assert texts(f"mười hai{mark}xã") == ["mười hai xã"]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("tuyên\u200btruyền", "tuyên truyền"),
        ("tru\u00adyền", "truyền"),
        ("xã\u200b biên giới", "xã biên giới"),
        ("1\u200b2 xã", "1 2 xã"),
        ("\ufeffXin chào\u200e", "Xin chào"),
        ("ĐT\x1e01", "ĐT-01"),
    ],
)
def test_hidden_characters_glue_nothing(text: str, clean: str) -> None:
    lines, findings = read_lines(text, file="a.txt")
    assert [line.text for line in lines] == [clean]
    hidden = [found.code for found in findings]
    assert hidden == ([] if "\x1e" in text else ["hidden-character"])


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<p>Một.</p><p>Hai<br>ba</p>", ["Một.", "Hai", "ba"]),
        ("AT&amp;T và&nbsp;bà con", ["AT&T và bà con"]),
        ("> Trích dẫn", ["Trích dẫn"]),
        ("📢 *Thông báo* 📢", ["Thông báo"]),
        ("Xem [bản đồ](https://a.vn/x) nhé", ["Xem bản đồ nhé"]),
        ("a\n<script>\nvar x;\n</script>\nb", ["a", "b"]),
    ],
)
def test_marks_of_layout_leave_and_are_told(text: str, clean: list[str]) -> None:
    assert texts(text) == clean
    if "script" not in text:
        assert [found.code for found in read_lines(text, file="a")[1]] == ["markup-left-out"]


@pytest.mark.parametrize("text", ["2*3*4 = 24", "a < b > c", "x_y_z", "R&D", "1 <= 2"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert texts(text) == [text]
    assert read_lines(text, file="a")[1] == ()


def test_lines_keep_the_numbers_of_the_file() -> None:
    lines, _ = read_lines("a\r\nb\x0bc\rd\x0ce", file="a.txt")
    assert [(line.number, line.text) for line in lines] == [
        (1, "a"),
        (2, "b"),
        (2, "c"),
        (3, "d"),
        (3, ""),
        (3, "e"),
    ]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["tuyên", "truyền", "xã", "12"]), min_size=2), st.data())
def test_no_two_words_are_ever_glued(words: list[str], data: st.DataObject) -> None:
    gaps = [
        data.draw(st.sampled_from([*BREAKS, *SPACES, " ", "\u200b ", " \u2060"])) for _ in words[1:]
    ]
    text = words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=True))
    assert " ".join(texts(text)).split() == words


@pytest.mark.parametrize(
    ("kept", "present", "lost"),
    [
        (["Biển đảo", "quê hương"], "biển, ĐẢO", [(2, "quê hương")]),
        (["Bà con không được ra biển"], "Bà con được ra biển.\nkhông ai", [(1, "Bà con không")]),
        (["PTV nữ (vui): Kính chào quý vị"], "PTV nữ: Kính chào quý vị\nvui", []),
        (["Lúa\tkg\t7.200"], "Mặt hàng: Lúa; đơn vị: kg.", []),
        (
            ["Đoạn dài có nhiều hơn ba mươi chữ cái bên trong"] * 2,
            "Đoạn dài có nhiều hơn ba mươi chữ cái bên trong",
            [(2, "Đoạn dài có nhiều hơn ba mươi chữ cái bên trong")],
        ),
        (["Chào"] * 2, "Chào", []),
        (["Tin một. Tin hai."], "Tin một.\n\nTin hai.", []),
    ],
)
def test_the_gate_names_words_that_are_nowhere(
    kept: list[str], present: str, lost: list[tuple[int, str]]
) -> None:
    assert list(lost_words(enumerate(kept, 1), present)) == lost
