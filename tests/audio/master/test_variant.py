"""Variants joined of frames: what is common is the finished one's, to the sample; no clicks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.mp3 import Mp3Frames, crc16, crc16_of_both, is_intact
from radioprog.audio.master.limiter import limited
from radioprog.audio.master.master import Job, Mastered, master
from radioprog.audio.master.prepare import Shape, shaped
from radioprog.audio.master.variant import KeptDelivery, Window
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.audio.mix import ArraySource, render
from radioprog.audio.timeline import (
    Block,
    Breakpoint,
    Common,
    Event,
    Timeline,
    common_stretches,
)
from radioprog.kernel.units import BitRate, Factor, Hertz, Samples
from radioprog.programme.delivery import DELIVERIES

GRID = Samples(61_440)
RATE = 48_000


def voice(seconds: float, seed: int, level: float = 0.2) -> Block:
    """Make a sound like speech: noise in bands that comes and goes, with quiet ends."""
    rng = np.random.default_rng(seed)
    count = round(seconds * RATE)
    time = np.arange(count) / RATE
    noise = np.convolve(rng.standard_normal(count), np.hanning(24), mode="same")
    shape = (np.sin(2 * np.pi * 2.3 * time) ** 2) * np.minimum(
        1.0, 20 * np.minimum(time, time[::-1])
    )
    sound = level * noise / np.abs(noise).max() * shape + 0.3 * level * shape * np.sin(
        2 * np.pi * (140 + 3 * seed) * time
    )
    return sound.astype(np.float32)[:, None]


SOURCES = {
    "a": ArraySource(voice(14.0, 1)),
    "b": ArraySource(voice(12.0, 2)),
    "c": ArraySource(voice(9.0, 3)),
    "own-1": ArraySource(voice(2.1, 4)),
    "own-2": ArraySource(voice(3.7, 5)),
    "bed": ArraySource(voice(60.0, 6, level=0.02)),
}


def programme(own: str | None, *, steps: int, tail: str | None = None) -> Timeline:
    """Lay out: a, something of one's own, b and c; what follows is ``steps`` of the grid later."""
    after = 15 * RATE + steps * GRID
    events = [Event("a", Samples(RATE), Samples(14 * RATE))]
    if own is not None:
        length = SOURCES[own].length
        events.append(Event(own, Samples(15 * RATE + 9_000), length))
    events += [
        Event("b", Samples(after + 7_001), Samples(12 * RATE)),
        Event("c", Samples(after + 13 * RATE), Samples(9 * RATE)),
    ]
    end = after + 23 * RATE
    if tail is not None:
        events.append(Event(tail, Samples(end), SOURCES[tail].length))
        end += SOURCES[tail].length + 5_000
    return Timeline(tuple(events), Samples(end))


@pytest.fixture(scope="module", params=["station", "web"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("base")
    form = DELIVERIES[request.param]
    finished = programme("own-1", steps=2)
    kept: list[KeptDelivery] = []
    (made,) = master(
        lambda channels: render(finished, SOURCES, channels=channels),
        [Job(form, folder / "base.mp3")],
        folder=folder,
        keep=lambda *given: kept.append(KeptDelivery(*given, folder)),
    )
    yield finished, kept[0], made, folder
    kept[0].close()


def made_of(base, timeline: Timeline, name: str) -> tuple[Mastered | None, Path]:  # type: ignore[no-untyped-def]
    finished, kept, _, folder = base
    commons = common_stretches(finished, timeline, GRID)

    def mixed(window: Window) -> Iterator[Block]:
        return render(timeline, SOURCES, channels=kept.form.channels, window=window)

    path = folder / f"{name}.mp3"
    return kept.variant(mixed, commons, timeline.length, path), path


def decoded(path: Path) -> Block:
    with SoundReader(path) as reader:
        return np.concatenate(list(reader.blocks()))


@pytest.mark.parametrize(
    ("own", "steps", "tail"),
    [("own-2", 3, None), (None, 0, None), ("own-1", 4, None), ("own-1", 2, "own-2")],
)
def test_a_variant_is_whole_and_measured_as_it_is(base, own, steps, tail) -> None:  # type: ignore[no-untyped-def]
    timeline = programme(own, steps=steps, tail=tail)
    made, path = made_of(base, timeline, f"{own}-{steps}-{tail}")
    assert made is not None
    sound = decoded(path)
    assert len(sound) == made.frames == round(timeline.length * 44_100 / RATE)
    assert is_intact(path)
    meter = LoudnessMeter(Hertz(44_100), sound.shape[1])
    meter.push(sound)
    heard = meter.result()
    form = base[1].form
    assert heard.integrated == pytest.approx(made.loudness.integrated, abs=0.01)
    assert heard.true_peak == pytest.approx(made.loudness.true_peak, abs=0.02)
    assert heard.max_momentary == pytest.approx(made.loudness.max_momentary, abs=0.01)
    assert abs(heard.integrated - form.loudness) <= 0.2
    assert heard.true_peak <= form.true_peak + 0.05


def test_what_is_common_is_the_finished_ones_to_the_sample(base) -> None:  # type: ignore[no-untyped-def]
    timeline = programme("own-2", steps=3)
    _, path = made_of(base, timeline, "common")
    ours, theirs = decoded(path), decoded(base[1].job.path)
    head = int(13.5 * 44_100)
    assert np.array_equal(ours[:head], theirs[:head])
    shift = GRID * 44_100 // RATE
    tail = int(17.0 * 44_100)
    assert np.array_equal(ours[-tail:], theirs[-tail:])
    assert len(ours) - len(theirs) == shift


def test_a_join_is_no_click(base) -> None:  # type: ignore[no-untyped-def]
    """Nowhere is it farther from the sound before the encoder than a whole encode is somewhere."""
    timeline = programme("own-2", steps=3)
    _, path = made_of(base, timeline, "click")
    kept, folder = base[1], base[3]
    form = kept.form
    mix = render(timeline, SOURCES, channels=form.channels)
    wanted = np.concatenate(
        list(
            limited(
                shaped(mix, Shape.of(form)),
                kept.setting,
                rate=form.sample_rate,
                channels=form.channels,
            )
        )
    )
    encode(folder / "whole.mp3", [wanted], form)

    def errors(sound: Block) -> Block:
        scale = float((sound * wanted).sum() / (wanted * wanted).sum())
        off = np.abs(sound - np.float32(scale) * wanted).max(axis=1)
        return off[: len(off) // 1152 * 1152].reshape(-1, 1152).max(axis=1)

    ours, plain = errors(decoded(path)), errors(decoded(folder / "whole.mp3"))
    assert ours.max() <= 1.1 * plain.max()


def test_the_same_variant_gives_the_same_bytes(base) -> None:  # type: ignore[no-untyped-def]
    timeline = programme("own-2", steps=3)
    _, one = made_of(base, timeline, "one")
    _, other = made_of(base, timeline, "other")
    assert one.read_bytes() == other.read_bytes()


def test_a_variant_that_misses_its_loudness_is_left_to_the_master(base) -> None:  # type: ignore[no-untyped-def]
    loud = replace(
        programme("own-1", steps=2),
        events=(
            *programme("own-1", steps=2).events,
            Event(
                "own-2",
                Samples(15 * RATE + 9_000),
                Samples(2 * RATE),
                curve=(Breakpoint(Samples(0), Factor(40.0)),),
            ),
        ),
    )
    made, _ = made_of(base, loud, "loud")
    assert made is None


def test_forms_that_do_not_fit_the_grid_are_made_as_a_whole() -> None:
    station = DELIVERIES["station"]
    assert KeptDelivery.serves(station, GRID)
    assert not KeptDelivery.serves(DELIVERIES["opus"], GRID)
    assert not KeptDelivery.serves(DELIVERIES["archive"], GRID)
    horn = replace(station, bitrate=BitRate(48_000), sample_rate=Hertz(24_000))
    assert not KeptDelivery.serves(horn, GRID)


def test_stretches_in_common_are_found_with_their_shift() -> None:
    found = common_stretches(programme("own-1", steps=2), programme("own-2", steps=3), GRID)
    assert [each.shift for each in found] == [0, GRID]
    assert found[0].start == 0 and found[0].end == 15 * RATE + 9_000
    assert found[1].end == programme("own-2", steps=3).length
    assert found[1].start <= 15 * RATE + 3 * GRID + 7_001


def test_a_bed_that_goes_on_under_both_is_in_common_only_before_the_part() -> None:
    def with_bed(timeline: Timeline) -> Timeline:
        bed = Event(
            "bed", Samples(0), Samples(40 * RATE), curve=(Breakpoint(Samples(0), Factor(0.5)),)
        )
        return replace(timeline, events=(bed, *timeline.events))

    found = common_stretches(
        with_bed(programme("own-1", steps=2)), with_bed(programme("own-2", steps=3)), GRID
    )
    assert found[0] == Common(Samples(0), Samples(15 * RATE + 9_000), Samples(0))
    assert all(each.start >= 39 * RATE for each in found[1:])


def test_a_shift_that_is_no_whole_step_is_not_common() -> None:
    one = programme("own-1", steps=2)
    late = replace(
        one,
        events=tuple(
            replace(each, start=Samples(each.start + 1)) if each.source in "bc" else each
            for each in one.events
        ),
    )
    assert [each.shift for each in common_stretches(one, late, GRID)] == [0]


@pytest.mark.parametrize(("first", "second"), [(0, 5), (4, 1), (300, 7), (1000, 2048)])
def test_the_crc_of_both_is_that_of_all(first: int, second: int) -> None:
    data = np.random.default_rng(first).integers(0, 256, first + second, np.uint8).tobytes()
    parts = crc16(data[:first]), crc16(data[first:])
    assert crc16_of_both(*parts, second) == crc16(data)


def test_frames_are_read_by_their_numbers(base) -> None:  # type: ignore[no-untyped-def]
    frames = Mp3Frames(base[1].job.path)
    data = base[1].job.path.read_bytes()
    assert data.endswith(b"".join(frames.read(0, len(frames))))
    assert frames.crc(70, 201) == crc16(b"".join(frames.read(70, 201)))
    assert (
        frames.read(-3, 1) == frames.read(0, 1) and frames.read(len(frames), len(frames) + 9) == []
    )
