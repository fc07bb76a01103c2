"""Cues: every option with its bounds, what is found where one is wrong, how files are named."""

from __future__ import annotations

import pytest

from radioprog.kernel.units import Decibels, Seconds
from radioprog.script.model import (
    BedEnd,
    Block,
    Include,
    Pause,
    SoundCue,
    SoundKind,
    Speech,
)
from tests.script.helpers import parsed

ABOUT_BEDS = {"unclosed-bed", "no-bed-to-end"}


def read(line: str) -> tuple[Block | None, list[tuple[str, int | None]]]:
    """What a line is read as, and what is found in it; a plain speech follows it."""
    script, findings = parsed(f"{line}\nPTV nữ: Chào.\n")
    found = [
        (each.code, each.place.column)
        for each in findings
        if each.severity != "info" and each.code not in ABOUT_BEDS
    ]
    first = script.body[0]
    return (None if isinstance(first, Speech) else first), found


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("[nhạc cắt: a.flac]", SoundCue(SoundKind.STING, "a.flac")),
        ("[nhạc cắt: a.flac | -6 dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(-6.0))),
        ("[nhạc cắt: a.flac | −6dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(-6.0))),
        ("[nhạc cắt: a.flac | +6 dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(6.0))),
        ("[nhạc cắt: a.flac | - 6,5 dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(-6.5))),
        ("[nhạc cắt: a.flac | -80 dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(-80.0))),
        ("[nhạc cắt: a.flac | 20 dB]", SoundCue(SoundKind.STING, "a.flac", gain=Decibels(20.0))),
        ("[nhạc nền: a.flac | 0 dB]", SoundCue(SoundKind.BED, "a.flac", gain=Decibels(0.0))),
        (
            "[nhạc cắt: a.flac | từ 0:05 | đến 0:10]",
            SoundCue(SoundKind.STING, "a.flac", start=Seconds(5.0), end=Seconds(10.0)),
        ),
        ("[nhạc cắt: a.flac | đến 0:01]", SoundCue(SoundKind.STING, "a.flac", end=Seconds(1.0))),
        ("[nhạc cắt: a.flac | từ: 0:05]", SoundCue(SoundKind.STING, "a.flac", start=Seconds(5.0))),
        ("[nhạc cắt: a.flac | lặp 1]", SoundCue(SoundKind.STING, "a.flac", loops=1)),
        ("[nhạc cắt: a.flac | lặp 1000]", SoundCue(SoundKind.STING, "a.flac", loops=1000)),
        (
            "[nhạc cắt: a.flac | vào dần 2s | ra dần 3s]",
            SoundCue(SoundKind.STING, "a.flac", fade_in=Seconds(2.0), fade_out=Seconds(3.0)),
        ),
        (
            "[băng: a.flac | tiếng EN | lời: Chào]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào", language="en"),
        ),
        ("[băng: a.flac]", SoundCue(SoundKind.CLIP, "a.flac")),
        (
            "[băng: a.flac | lời: Chào bà con]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào bà con"),
        ),
        (
            "[băng: a.flac | lời: Chào | bà con]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào | bà con"),
        ),
        (
            "[băng: a.flac | lời: Chào | từ xa]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào | từ xa"),
        ),
        (
            "[băng: a.flac | lời: Chào | lời: Về]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào | lời: Về"),
        ),
        ("[nghỉ: 1s]", Pause(Seconds(1.0))),
        ("[nghỉ 1s]", Pause(Seconds(1.0))),
        ("[nghỉ: 300s]", Pause(Seconds(300.0))),
        ("[nghỉ: 5 phút]", Pause(Seconds(300.0))),
        ("(nghỉ: 1s)", Pause(Seconds(1.0))),
        ("(pause 0,5s)", Pause(Seconds(0.5))),
        ("[hết nhạc nền]", BedEnd()),
        ("[chèn: a.md]", Include("a.md")),
        ("[nhạc cắt: stings\\cat-1.flac]", SoundCue(SoundKind.STING, "stings/cat-1.flac")),
        ('[nhạc cắt: "a b.flac"]', SoundCue(SoundKind.STING, "a b.flac")),
        ("[nhạc cắt: a//b.flac]", SoundCue(SoundKind.STING, "a/b.flac")),
        ("[nhạc cắt: a\\#b.flac]", SoundCue(SoundKind.STING, "a#b.flac")),
        ("[nhạc cắt: a\\[b\\].flac]", SoundCue(SoundKind.STING, "a[b].flac")),
        ("[nhạc cắt: [a].flac]", SoundCue(SoundKind.STING, "[a].flac")),
        ("**[nhạc cắt: a.flac]**", SoundCue(SoundKind.STING, "a.flac")),
    ],
)
def test_a_cue_as_it_is_written(line: str, block: Block) -> None:
    assert read(line) == (block, [])


@pytest.mark.parametrize(
    ("line", "block", "found"),
    [
        ("[nhạc cắt: a.flac | -81 dB]", SoundCue(SoundKind.STING, "a.flac"), [("bad-option", 21)]),
        ("[nhạc cắt: a.flac | 21 dB]", SoundCue(SoundKind.STING, "a.flac"), [("bad-option", 21)]),
        ("[nhạc cắt: a.flac | 20,5 dB]", SoundCue(SoundKind.STING, "a.flac"), [("bad-option", 21)]),
        (
            "[nhạc nền: a.flac | 1 dB]",
            SoundCue(SoundKind.BED, "a.flac", gain=Decibels(1.0)),
            [("loud-bed", 21)],
        ),
        (
            "[nhạc nền: a.flac | +1 dB]",
            SoundCue(SoundKind.BED, "a.flac", gain=Decibels(1.0)),
            [("loud-bed", 21)],
        ),
        (
            "[nhạc cắt: a.flac | từ 0:05 | đến 0:05]",
            SoundCue(SoundKind.STING, "a.flac", start=Seconds(5.0), end=Seconds(5.0)),
            [("out-before-in", 31)],
        ),
        (
            "[nhạc cắt: a.flac | đến 0:00]",
            SoundCue(SoundKind.STING, "a.flac", end=Seconds(0.0)),
            [("out-before-in", 21)],
        ),
        ("[nhạc cắt: a.flac | từ x]", SoundCue(SoundKind.STING, "a.flac"), [("bad-time", 21)]),
        ("[nhạc cắt: a.flac | từ]", SoundCue(SoundKind.STING, "a.flac"), [("bad-time", 21)]),
        ("[nhạc cắt: a.flac | lặp 0]", SoundCue(SoundKind.STING, "a.flac"), [("bad-option", 21)]),
        (
            "[nhạc cắt: a.flac | lặp 1001]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("bad-option", 21)],
        ),
        ("[nhạc cắt: a.flac | lặp hai]", SoundCue(SoundKind.STING, "a.flac"), [("bad-option", 21)]),
        (
            "[nhạc cắt: a.flac | vào dần 2s | vào dần 3s]",
            SoundCue(SoundKind.STING, "a.flac", fade_in=Seconds(2.0)),
            [("duplicate-option", 34)],
        ),
        (
            "[nhạc cắt: a.flac | tiếng en]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("unknown-option", 21)],
        ),
        (
            "[băng: a.flac | tiếng e | lời: Chào]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào"),
            [("bad-option", 17)],
        ),
        (
            "[băng: a.flac | lời: Chào | -6 dB]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào | -6 dB"),
            [("option-in-text", 28)],
        ),
        (
            "[băng: a.flac | lời: Chào | từ 0:05]",
            SoundCue(SoundKind.CLIP, "a.flac", text="Chào | từ 0:05"),
            [("option-in-text", 28)],
        ),
        ("[băng: a.flac | lời:]", SoundCue(SoundKind.CLIP, "a.flac"), [("bad-option", 17)]),
        ("[băng: a.flac | lời]", SoundCue(SoundKind.CLIP, "a.flac"), [("bad-option", 17)]),
        (
            "[nhạc cắt: a.flac | lời: Chào]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("unknown-option", 21)],
        ),
        (
            "[nhạc cắt: a.flac | lời Chào]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("unknown-option", 21)],
        ),
        ("[nhạc cắt: a.flac |]", SoundCue(SoundKind.STING, "a.flac"), [("unknown-option", 1)]),
        ("[nhạc cắt: a.flac | xyz]", SoundCue(SoundKind.STING, "a.flac"), [("unknown-option", 21)]),
        (
            "[nhạc cắt: a.flac | tư 0:05]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("unknown-option", 21)],
        ),
        (
            "[nhạc cắt: a.flac | lap 2]",
            SoundCue(SoundKind.STING, "a.flac"),
            [("unknown-option", 21)],
        ),
        ("[nhạc cắt:]", None, [("missing-file-name", 1)]),
        ("[nhạc cắt: | -6 dB]", None, [("missing-file-name", 1)]),
        ("[nhạc cắt | a.flac]", None, [("missing-file-name", 1)]),
        ("[nhạc cắt]", None, [("missing-file-name", 1)]),
        ("[nhạc cắt a.flac]", None, [("unknown-cue", 1)]),
        ("[nhạc cắt stings/a]", None, [("unknown-cue", 1)]),
        ("[nhạc cắt hay]", None, [("unknown-cue", 1)]),
        ("[nhac cat: a.flac]", None, [("unknown-cue", 1)]),
        ("[nhạc cat: a.flac | -6 dB]", None, [("unknown-cue", 1)]),
        ("[xyz: a.flac]", None, [("unknown-cue", 1)]),
        ("[xyz]", None, [("unknown-cue", 1)]),
        ("[nghỉ]", None, [("bad-time", 1)]),
        ("[nghỉ: 0s]", None, [("bad-time", 1)]),
        ("[nghỉ: 301s]", None, [("bad-time", 1)]),
        ("[nghỉ: x]", None, [("bad-time", 1)]),
        ("[nghỉ trưa]", None, [("unknown-cue", 1)]),
        ("[nghỉ trưa 5]", None, [("bad-time", 1)]),
        ("(nghỉ 2)", None, [("bad-time", 1)]),
        ("(nghỉ trưa)", None, [("no-speaker", 1)]),
        ("(nghỉ)", None, [("looks-like-cue", 1), ("no-speaker", 1)]),
        ("(nghỉ 0)", None, [("bad-time", 1)]),
        ("[đọc hai lần: x]", None, [("unknown-option", 1)]),
        ("[đọc hai lần x]", None, [("unknown-cue", 1)]),
        ("[hết nhạc nền | x]", BedEnd(), [("unknown-option", 1)]),
        ("[hết nhạc nền x]", None, [("unknown-cue", 1)]),
        ("[chèn: a.md | x]", Include("a.md"), [("unknown-option", 15)]),
        ("[chèn:]", None, [("missing-file-name", 1)]),
        ("[chèn a.md]", None, [("unknown-cue", 1)]),
        ("[nhạc cắt: a.flac] x", None, [("cue-in-speech", 1), ("no-speaker", 1)]),
        ("[nhạc cắt: a.flac", None, [("no-speaker", 1), ("unclosed-cue", 1)]),
        ("[xyz: a.flac", None, [("no-speaker", 1)]),
        ("[1]", None, [("no-speaker", 1)]),
        ("[...]", None, [("no-speaker", 1)]),
    ],
)
def test_what_is_wrong_is_found_where_it_stands(
    line: str, block: Block | None, found: list[tuple[str, int]]
) -> None:
    """What can be kept is kept: the cue without the option that cannot be read."""
    assert read(line) == (block, found)


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("[nhạc cắt: a.flac | -81 dB]", "viết như: -80 dB … +20 dB"),
        ("[nhạc cắt: a.flac | 21 dB]", "viết như: -80 dB … +20 dB"),
        ("[nhạc cắt: a.flac | 20,5 dB]", "viết như: -80 dB … +20 dB"),
        ("[nhạc cắt: a.flac | từ x]", "viết như: 0:05, 1:20.5, 2s"),
        ("[nhạc cắt: a.flac | từ]", "viết như: 0:05, 1:20.5, 2s"),
        ("[nhạc cắt: a.flac | lặp 0]", "viết như: lặp 1 … 1000"),
        ("[nhạc cắt: a.flac | lặp 1001]", "viết như: lặp 1 … 1000"),
        ("[nhạc cắt: a.flac | lặp hai]", "viết như: lặp 1 … 1000"),
        ("[nhạc cắt: a.flac | tiếng en]", "xóa phần này"),
        ("[băng: a.flac | tiếng e | lời: Chào]", "viết như: tiếng bru, lang en"),
        ("[băng: a.flac | lời:]", "viết như: lời: …"),
        ("[băng: a.flac | lời]", "viết như: lời: …"),
        ("[nhạc cắt: a.flac | lời: Chào]", "xóa phần này"),
        ("[nhạc cắt: a.flac | lời Chào]", "xóa phần này"),
        ("[nhạc cắt: a.flac | tư 0:05]", "có phải là từ hay to?"),
        ("[nhạc cắt: a.flac | lap 2]", "có phải là lặp?"),
        ("[nhạc cắt:]", "viết [nhạc cắt: stings/tên-tệp.flac], tên tệp tính từ assets/"),
        ("[nhạc cắt: | -6 dB]", "viết [nhạc cắt: stings/tên-tệp.flac], tên tệp tính từ assets/"),
        ("[nhạc cắt | a.flac]", "viết [nhạc cắt: stings/tên-tệp.flac], tên tệp tính từ assets/"),
        ("[nhạc cắt]", "viết [nhạc cắt: stings/tên-tệp.flac], tên tệp tính từ assets/"),
        ("[nhạc cắt a.flac]", "viết [nhạc cắt: a.flac], có dấu hai chấm"),
        ("[nhạc cắt stings/a]", "viết [nhạc cắt: stings/a], có dấu hai chấm"),
        ("[nhac cat: a.flac]", "có phải là [nhạc cắt: a.flac] hay [nhạc kết: a.flac]?"),
        (
            "[nhạc cat: a.flac | -6 dB]",
            "có phải là [nhạc cắt: a.flac | -6 dB] hay [nhạc kết: a.flac | -6 dB]?",
        ),
        ("[nghỉ]", "viết như: 0,5s … 5 phút"),
        ("[nghỉ: 0s]", "viết như: 0,5s … 5 phút"),
        ("[nghỉ: 301s]", "viết như: 0,5s … 5 phút"),
        ("[nghỉ: x]", "viết như: 0,5s … 5 phút"),
        ("[nghỉ trưa]", "có phải là [nghỉ: 1s]?"),
        ("[nghỉ trưa 5]", "viết như: 0,5s … 5 phút"),
        ("(nghỉ 2)", "viết như: 0,5s … 5 phút"),
        ("(nghỉ 0)", "viết như: 0,5s … 5 phút"),
        ("[đọc hai lần: x]", "xóa phần này"),
        ("[đọc hai lần x]", "có phải là [đọc hai lần]?"),
        ("[hết nhạc nền | x]", "xóa phần này"),
        ("[hết nhạc nền x]", "có phải là [hết nhạc nền]?"),
        ("[chèn: a.md | x]", "xóa phần này"),
        ("[chèn:]", "viết [chèn: _phan-chung.md], tên tệp tính từ scripts/"),
        ("[chèn a.md]", "viết [chèn: a.md], có dấu hai chấm"),
    ],
)
def test_the_remedy_can_be_pasted(line: str, remedy: str) -> None:
    _, findings = parsed(f"{line}\nPTV nữ: Chào.\n")
    assert [each.remedy.vi for each in findings if each.severity == "error"] == [remedy]


@pytest.mark.parametrize("line", ["[xyz: a.flac]", "[xyz]"])
def test_an_unknown_cue_is_told_all_cues(line: str) -> None:
    _, findings = parsed(f"{line}\nPTV nữ: Chào.\n")
    assert "dùng một trong: nhạc hiệu, jingle, " in findings[0].remedy.vi


def test_shown_words_are_cut() -> None:
    for cue in (f"[{'x' * 300}]", f"[nhạc cắt: a | {'x' * 300}]", f"[nghỉ: {'x' * 300}]"):
        _, findings = parsed(f"{cue}\nPTV nữ: Chào.\n")
        assert findings[0].message.vi.count("x") == 200
