from __future__ import annotations

import io
import re
import unicodedata
import xml.etree.ElementTree as ElementTree

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.units import Lufs, Samples
from radioprog.programme.rundown import ItemKind
from radioprog.publish.papers.png import lettered, to_png
from radioprog.publish.papers.scene import Anchor, Bars, Label, Rectangle, Scene, Stroke, to_svg
from radioprog.publish.papers.waveform import (
    COLUMNS,
    LEFT,
    PLOT,
    WIDTH,
    Overview,
    WaveformData,
    _fitting,
    _runs,
    _tick,
    _tinted,
    waveform,
)
from radioprog.script.model import Meta, Script
from tests.publish.programmes import planned


def measurement(seconds: int = 90) -> WaveformData:
    shape = np.abs(np.sin(np.arange(COLUMNS) / 40)).astype(np.float32)
    momentary = -20 + 4 * np.sin(np.arange(seconds * 10) / 30)
    momentary[100:140] = -np.inf
    return WaveformData(shape, shape / 4, momentary, momentary[26:], Lufs(-16.0))


def picture() -> Scene:
    return waveform(planned(), measurement(), "vi")


def test_svg_is_well_formed_and_names_every_segment_that_is_heard() -> None:
    tree = ElementTree.fromstring(to_svg(picture()))
    texts = {element.text for element in tree.iter() if element.text}
    assert any(text.startswith("2. Tin · ") for text in texts)
    assert any("Mở đầu & lời chào" in text for text in texts)
    assert {"Lời", "Băng", "Nhạc", "Nhạc nền", "PTV nữ", "PTV nam"} <= texts
    assert "Tiếng động" not in texts


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert to_svg(picture()) == to_svg(picture())
    assert to_png(picture()) == to_png(picture())


def test_items_stand_where_they_sound() -> None:
    plan = planned()
    clip = next(item for item in plan.items if item.kind is ItemKind.CLIP)
    boxes = [
        shape
        for shape in waveform(plan, measurement(), "vi").shapes
        if isinstance(shape, Rectangle) and "ô số hai" in shape.note
    ]
    (box,) = boxes
    assert box.x == pytest.approx(LEFT + PLOT * clip.start / plan.length)
    assert box.x + box.width == pytest.approx(LEFT + PLOT * clip.end / plan.length, abs=1)


def test_nothing_is_drawn_outside() -> None:
    scene = picture()
    for shape in scene.shapes:
        match shape:
            case Rectangle():
                assert shape.x >= 0 and shape.x + shape.width <= WIDTH
                assert 0 <= shape.y <= scene.height
            case Stroke():
                assert all(0 <= x <= WIDTH and 0 <= y <= scene.height for x, y in shape.points)
            case Bars():
                assert shape.x + shape.step * len(shape.heights) <= WIDTH
            case Label():
                assert 0 <= shape.x <= WIDTH and 0 <= shape.y <= scene.height


def test_silence_breaks_the_curve_instead_of_being_drawn() -> None:
    lines = [shape for shape in picture().shapes if isinstance(shape, Stroke)]
    assert len([line for line in lines if line.colour == "#94a3b8" and line.width == 1.0]) == 2


def test_target_is_marked_at_its_level() -> None:
    scene = picture()
    mark = next(one for one in scene.shapes if isinstance(one, Label) and one.text == "-16")
    dashed = [one for one in scene.shapes if isinstance(one, Stroke) and one.colour == "#dc2626"]
    assert any(abs(one.points[0][1] - (mark.y - 4)) < 0.01 for one in dashed)


def test_a_programme_of_nothing_can_be_drawn() -> None:
    empty = planned(Script("a", "a.md", Meta("Trống"), ()))
    bare = WaveformData(
        np.zeros(COLUMNS, np.float32),
        np.zeros(COLUMNS, np.float32),
        np.zeros(0),
        np.zeros(0),
        Lufs(-23.0),
    )
    assert to_png(waveform(empty, bare, "en")).startswith(b"\x89PNG")


def test_svg_escapes_what_a_script_may_hold() -> None:
    text = to_svg(picture())
    assert "Mở đầu &amp; lời chào" in text
    assert not re.search(r"<Bản tin>", text)


def pixels_of(scene: Scene) -> np.ndarray:
    """Give the picture as FFmpeg reads it, shape (height, width, 3)."""
    with av.open(io.BytesIO(to_png(scene))) as file:
        return next(file.decode(video=0)).to_ndarray(format="rgb24")


def test_png_is_what_another_reader_sees() -> None:
    pixels = pixels_of(Scene(8, 4, "x", [Rectangle(2, 1, 4, 2, "#ff0000")]))
    assert pixels.shape == (4, 8, 3)
    assert (pixels[1:3, 2:6] == (255, 0, 0)).all()
    assert (pixels[0] == 255).all() and (pixels[:, :2] == 255).all()


def test_png_text_and_lines_are_painted() -> None:
    pixels = pixels_of(
        Scene(
            60,
            24,
            "x",
            [Label(2, 20, "0:00", 18, "#0000ff"), Stroke(((0, 2), (59, 2)), "#ff0000", 1.0)],
        )
    )
    letters = pixels[6:22]
    assert (letters[:, :, 2] == 255).all()
    assert 40 < (letters[:, :, 0] < 80).sum() < 250
    red = pixels[1:4, 5].astype(int)
    assert ((red[:, 0] == 255) & (red[:, 1] < 160)).any()


def inked(scene: Scene) -> np.ndarray:
    """Give the columns that hold any ink."""
    return np.flatnonzero((pixels_of(scene) < 128).all(axis=2).any(axis=0))


@pytest.mark.parametrize(
    ("anchor", "first", "last"),
    [
        ("start", 50, 99),
        ("middle", 20, 80),
        ("end", 1, 50),
    ],
)
def test_png_text_stands_at_its_anchor(anchor: Anchor, first: int, last: int) -> None:
    columns = inked(Scene(100, 20, "x", [Label(50, 15, "Lời", 14, "#000000", anchor)]))
    assert first <= columns.min() and columns.max() <= last


def test_png_text_is_cut_at_the_edges_and_nowhere_else() -> None:
    label = Label(-6, 4, "Bản tin biên giới, biển đảo", 14, "#000000")
    columns = inked(Scene(60, 12, "x", [label]))
    assert columns.min() <= 2 and columns.max() >= 55
    assert (pixels_of(Scene(30, 10, "x", [Label(40, 5, "x", 9, "#000000")])) == 255).all()


def test_every_letter_of_vietnamese_has_a_shape_of_its_own() -> None:
    letters = [
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    ]
    shapes = {lettered(letter, 40).coverage.tobytes() for letter in [*letters, "đ", "Đ", "\uffff"]}
    assert len(shapes) == len(letters) + 3
    assert np.array_equal(
        lettered("tiếng Việt", 30).coverage,
        lettered(unicodedata.normalize("NFD", "tiếng Việt"), 30).coverage,
    )


@settings(deadline=None)
@given(
    st.integers(1, 400), st.integers(1, 50), st.lists(st.integers(1, 60), min_size=1, max_size=8)
)
def test_shape_is_the_same_whatever_the_blocks(frames: int, columns: int, sizes: list[int]) -> None:
    sound = np.random.default_rng(frames).uniform(-1, 1, (frames, 2)).astype(np.float32)
    overview = Overview(Samples(frames), columns=columns)
    at, turn = 0, 0
    while at < frames:
        size = sizes[turn % len(sizes)]
        overview.push(sound[at : at + size])
        at, turn = at + size, turn + 1
    which = np.arange(frames) * columns // frames
    for column in range(columns):
        inside = sound[which == column]
        assert overview.peaks[column] == (np.abs(inside).max() if len(inside) else 0.0)
        power = np.sqrt((inside.astype(float) ** 2).mean()) if len(inside) else 0.0
        assert overview.rms[column] == pytest.approx(power, rel=1e-6)


def test_what_lies_beyond_the_length_is_left_out() -> None:
    overview = Overview(Samples(2), columns=1)
    overview.push(np.array([[0.1], [0.2], [0.9]], np.float32))
    overview.push(np.array([[0.9]], np.float32))
    assert overview.peaks.tolist() == [np.float32(0.2)]


def test_marks_of_time_stand_even_and_their_words_below_them() -> None:
    shapes = picture().shapes
    marks = [
        shape.points
        for shape in shapes
        if isinstance(shape, Stroke)
        and len(shape.points) == 2
        and shape.points[0][0] == shape.points[1][0]
        and shape.points[1][1] - shape.points[0][1] == 5
    ]
    words = [
        shape
        for shape in shapes
        if isinstance(shape, Label) and re.fullmatch(r"\d+:\d\d(:\d\d)?", shape.text)
    ]
    bottom = marks[0][1][1]
    words = [each for each in words if each.y > bottom]
    assert [each.x for each in words] == [points[0][0] for points in marks]
    assert {each.y for each in words} == {bottom + 13}
    assert [each.anchor for each in words] == ["start"] + ["middle"] * (len(words) - 1)
    gaps = np.diff([each.x for each in words])
    assert len(words) <= 13
    assert np.allclose(gaps, gaps[0], atol=1.0)
    assert words[0].text == "0:00"


@pytest.mark.parametrize(
    ("whole", "apart"),
    [(0, 5), (60, 5), (61, 10), (120, 10), (180, 15), (360, 30), (720, 60), (3600, 300)],
)
def test_at_most_twelve_stretches_of_time_are_marked(whole: float, apart: int) -> None:
    assert _tick(whole) == apart


@pytest.mark.parametrize(
    ("colours", "runs"),
    [
        ([], []),
        (["a"], [(0, 1)]),
        (["a", "a", "b", "a"], [(0, 2), (2, 3), (3, 4)]),
        (["a", "b", "b"], [(0, 1), (1, 3)]),
    ],
)
def test_stretches_of_one_colour(colours: list[str], runs: list[tuple[int, int]]) -> None:
    assert list(_runs(colours)) == runs


@given(st.text("abc ", min_size=1, max_size=40), st.floats(0, 400), st.sampled_from([11.0, 12.0]))
def test_a_text_is_cut_to_its_room(text: str, room: float, size: float) -> None:
    shown = _fitting(text, room, size)
    wide = 0.51 * size
    assert len(shown) * wide <= room or shown == ""
    if len(text) * wide <= room:
        assert shown == text
    elif shown:
        assert shown.endswith("…") and text.startswith(shown[:-1])
        assert len(text[: int(room / wide) - 1].rstrip()) + 1 == len(shown)


@pytest.mark.parametrize(
    ("colour", "part", "tinted"),
    [("#000000", 0.0, "#000000"), ("#000000", 1.0, "#ffffff"), ("#ff8000", 0.5, "#ffc080")],
)
def test_a_colour_is_mixed_with_white(colour: str, part: float, tinted: str) -> None:
    assert _tinted(colour, part) == tinted


def test_the_scale_of_loudness_has_a_line_every_six_units_around_the_target() -> None:
    lines = [
        shape
        for shape in picture().shapes
        if isinstance(shape, Stroke) and len(shape.points) == 2 and shape.points[0][0] == LEFT
        if shape.points[1][0] == LEFT + PLOT
    ]
    heights = [each.points[0][1] for each in lines]
    assert np.allclose(np.diff(heights), -110 * 6 / 32)
    assert [each.colour for each in lines].index("#dc2626") == 4
    words = [each for each in picture().shapes if isinstance(each, Label) and each.x == LEFT - 10]
    scale = [each for each in words if re.fullmatch(r"-\d+", each.text)]
    assert [each.text for each in scale] == ["-40", "-34", "-28", "-22", "-16", "-10"]
    assert [each.y - 4 for each in scale] == heights


def test_a_curve_stands_at_its_level_and_moment() -> None:
    shape = np.ones(COLUMNS, np.float32)
    momentary = np.full(20, -16.0)
    momentary[10:] = -10.0
    scene = waveform(
        planned(), WaveformData(shape, shape, momentary, momentary[:0], Lufs(-16.0)), "vi"
    )
    marks = {
        each.text: each.y - 4
        for each in scene.shapes
        if isinstance(each, Label) and each.x == LEFT - 10
    }
    (curve,) = [
        each.points for each in scene.shapes if isinstance(each, Stroke) and len(each.points) == 20
    ]
    assert {y for _, y in curve[:10]} == {marks["-16"]}
    assert {y for _, y in curve[10:]} == {marks["-10"]}
    whole = planned().length / 48_000
    assert curve[0][0] == pytest.approx(LEFT + PLOT * 0.2 / whole, abs=0.01)
    assert curve[19][0] == pytest.approx(LEFT + PLOT * 2.1 / whole, abs=0.01)


def test_segments_stand_on_top_each_with_number_and_title_inside() -> None:
    plan, scene = planned(), picture()
    bands = [
        each
        for each in scene.shapes
        if isinstance(each, Rectangle) and re.match(r"\d+\. ", each.note)
    ]
    heard = [each for each in plan.segments if each.length > 0]
    assert len(bands) == len(heard)
    (top,) = {each.y for each in bands}
    marks = [
        each
        for each in scene.shapes
        if isinstance(each, Stroke) and (each.dash, each.width) == (3.0, 0.75)
    ]
    assert {each.points[0][1] for each in marks} == {top + each.height for each in bands}
    texts = [each for each in scene.shapes if isinstance(each, Label) and each.y == top + 17.5]
    for band, segment in zip(bands, heard, strict=True):
        assert band.x == pytest.approx(LEFT + PLOT * segment.start / plan.length)
        assert band.width == pytest.approx(PLOT * segment.length / plan.length - 1)
        own = [each for each in texts if band.x <= each.x < band.x + band.width]
        number = str(segment.index + 1)
        if band.width + 1 >= len(number) * 12 * 0.51 + 10:
            assert (own[0].text, own[0].x) == (number, band.x + 6)
        else:
            assert own == []
        for title in own[1:]:
            assert title.x == pytest.approx(band.x + 14 + len(number) * 12 * 0.51)
            end = title.x + len(title.text) * 12.5 * 0.51
            assert end <= band.x + band.width + 1 - 6 + 1e-6
    assert any(each.text == "Thông báo"[:3] or len(each.text) > 2 for each in texts)
