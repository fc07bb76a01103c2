from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import av
import pytest
import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.publish.papers.captions import (
    LINE,
    LINES,
    Caption,
    captions,
    sentences,
    to_srt,
    to_vtt,
    transcript,
)
from tests.programme.fakes import at, lay, say, script, spoken, takes
from tests.publish.programmes import LONG, example, planned


def test_lines_are_filled_greedily_and_never_longer() -> None:
    made = captions(planned(), "vi")
    assert all(len(caption.lines) <= LINES for caption in made)
    assert all(len(line) <= LINE for caption in made for line in caption.lines)
    of_long = [line for caption in made for line in caption.lines if line in LONG and line]
    words = LONG.split()
    for line, following in pairwise(of_long[:4]):
        assert len(line) + 1 + len(following.split()[0]) > LINE
    assert " ".join(of_long[:4]) == " ".join(words)[: len(" ".join(of_long[:4]))]


def test_every_sentence_is_there_in_order_once_for_each_time_it_is_heard() -> None:
    text = " ".join(line for caption in captions(planned(), "vi") for line in caption.lines)
    assert text == " ".join(
        [
            "Kính thưa quý vị! Đây là <Bản tin>.",
            LONG,
            "Cộng đồng (ASEAN Community). Nghỉ rồi nói.",
            "Vâng. Bà con xếp hàng ở ô số hai.",
            "[băng: khong-loi]",
            "Sáng mai mất điện.",
            "Sáng mai mất điện.",
            "Xin chào.",
        ]
    )


def test_times_are_those_of_the_words() -> None:
    plan = planned()
    first = captions(plan, "vi")[0]
    item = next(item for item in plan.items if item.utterance)
    assert first.start == round(item.start / 48)
    assert first.end == round(item.end / 48)


def test_cues_rise_and_stay_within_the_programme() -> None:
    plan = planned()
    made = captions(plan, "vi")
    assert all(caption.start < caption.end for caption in made)
    assert all(before.end <= after.start for before, after in pairwise(made))
    assert made[-1].end <= plan.length / 48


def test_a_caption_too_short_to_be_read_stays_into_the_pause() -> None:
    made = script(say("PTV nữ", "Vâng."), say("PTV nam", "Ừ."))
    said = spoken(made)
    plan = lay(made, sounds={}, takes=takes(said, 0.2))
    first, second = captions(plan, "vi")
    assert first.end == second.start == first.start + 700
    assert second.end == round(plan.length / 48)


def test_another_parser_reads_the_same_vtt() -> None:
    made = captions(planned(), "vi")
    read = webvtt.from_buffer(io.StringIO(to_vtt(made)))
    assert len(read.captions) == len(made)
    for found, caption in zip(read.captions, made, strict=True):
        assert found.voice == caption.speaker
        assert found.start_in_seconds == caption.start // 1000
    assert "<v PTV nữ>Kính thưa quý vị!" in to_vtt(made)
    assert "&lt;Bản tin>" in to_vtt(made)


def test_another_parser_reads_the_same_srt(tmp_path: Path) -> None:
    made = captions(planned(), "vi")
    path = tmp_path / "a.srt"
    path.write_text(to_srt(made), encoding="utf-8")
    read = webvtt.from_srt(str(path))
    assert [caption.lines for caption in read.captions] == [
        [line.replace("<", "‹").replace(">", "›") for line in caption.lines] for caption in made
    ]


@pytest.mark.parametrize(("ending", "write"), [("vtt", to_vtt), ("srt", to_srt)])
def test_ffmpeg_sees_the_same_times(
    tmp_path: Path, ending: str, write: Callable[[Sequence[Caption]], str]
) -> None:
    made = captions(planned(), "vi")
    path = tmp_path / f"a.{ending}"
    path.write_text(write(made), encoding="utf-8")
    with av.open(str(path)) as file:
        packets = [packet for packet in file.demux() if packet.size]
        times = [(int(packet.pts), int(packet.pts + packet.duration)) for packet in packets]
    assert times == [(caption.start, caption.end) for caption in made]


def test_clip_without_words_is_named_in_the_workspaces_language() -> None:
    lines = [line for caption in captions(planned(), "en") for line in caption.lines]
    assert "[clip: khong-loi]" in lines


def test_a_sentence_cut_by_a_breath_is_one_sentence() -> None:
    found = [one for one in sentences(planned(), "vi") if "Nghỉ" in one.text]
    assert [one.text for one in found] == ["Nghỉ rồi nói."]
    assert found[0].words[-1].end - found[0].words[0].start >= at(5.0)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Bộ TT&TT đầu tư", "Bộ TT&TT đầu tư"),
        ("a &amp; b", "a &amp;amp; b"),
        ("&ltd & co", "&amp;ltd &amp; co"),
        ("R&D < 5", "R&D &lt; 5"),
        ("&#65; và &copy 2015", "&amp;#65; và &amp;copy 2015"),
    ],
)
def test_ampersands_are_escaped_where_they_could_be_misread(text: str, written: str) -> None:
    vtt = to_vtt([Caption((text,), None, 0, 1000)])
    assert written in vtt
    assert html.unescape(vtt.splitlines()[3]) == text


_names = st.text(alphabet="alt;<&>-{}\\", min_size=1, max_size=8)


@settings(deadline=None)
@given(st.lists(_names, min_size=1, max_size=4))
def test_no_text_can_break_the_form(words: list[str]) -> None:
    made = script(say("PTV nữ", "x " + " ".join(words) + " --> y"))
    said = spoken(made)
    cues = captions(lay(made, sounds={}, takes=takes(said)), "vi")
    vtt = to_vtt(cues)
    assert vtt.count("-->") == len(cues) == len(webvtt.from_buffer(io.StringIO(vtt)).captions)
    assert not re.search(r"<(?!v PTV nữ>)", vtt)
    assert to_srt(cues).count("-->") == len(cues)


def test_transcript_as_it_is_read() -> None:
    assert (
        transcript(planned(), example().meta, "vi")
        == f"""\
Bản tin
Chuyên mục: vung-bien · Số 7 · 18/7/2015 · Phòng Báo chí


1. Mở đầu & lời chào

PTV nữ: Kính thưa quý vị! Đây là <Bản tin>.

2. Tin

PTV nam: {LONG}

Cộng đồng (ASEAN Community). Nghỉ rồi nói.

[Băng] Vâng. Bà con xếp hàng ở ô số hai.

[Băng] [băng: khong-loi]

3. Thông báo

PTV nữ: Sáng mai mất điện.

(đọc lần hai)

PTV nữ: Sáng mai mất điện.

5. Chào

PTV nữ: Xin chào.
"""
    )
