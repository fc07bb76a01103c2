from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.audio.timeline import Breakpoint
from radioprog.kernel.units import Decibels, Factor, Samples, to_samples
from radioprog.programme.envelope import Envelope, constant, ducked, fade, line, merged, product
from radioprog.programme.house import HOUSE


def test_ducking_is_down_before_the_first_word_and_until_the_last() -> None:
    curve = ducked(
        [(Samples(10_000), Samples(50_000))],
        depth=Decibels(-13.0),
        down=Samples(4_800),
        up=Samples(9_600),
    )
    low = 10 ** (-13 / 20)
    assert curve.at(10_000) == curve.at(30_000) == curve.at(50_000) == pytest.approx(low)
    assert curve.at(10_000 - 4_800) == curve.at(50_000 + 9_600) == curve.at(0) == 1.0
    assert low < curve.at(10_000 - 2_400) < 1.0


def test_the_houses_ramps_are_as_practised() -> None:
    rules = HOUSE.ducking
    assert rules.depth == -13.0
    assert 0.08 <= rules.down <= 0.25 and 0.08 <= rules.up <= 0.25
    assert to_samples(rules.hold) >= to_samples(rules.down) + to_samples(rules.up)


def test_fades_begin_at_nothing_and_end_at_full() -> None:
    rising, falling = fade(0, 8_000, rising=True), fade(0, 8_000, rising=False)
    assert (rising.at(0), rising.at(8_000)) == (0.0, 1.0)
    assert (falling.at(0), falling.at(8_000)) == (1.0, pytest.approx(0.0, abs=1e-15))
    for at in range(0, 8_001, 500):
        assert rising.at(at) + falling.at(at) == pytest.approx(1.0)


def test_a_loops_two_lines_add_up_to_full() -> None:
    rising, falling = line(100, 200, rising=True), line(100, 200, rising=False)
    for at in (0, 100, 133, 150, 200, 300):
        assert rising.at(at) + falling.at(at) == pytest.approx(1.0)


def test_music_not_ducked_has_no_curve() -> None:
    free = ducked([], depth=Decibels(-13.0), down=Samples(1), up=Samples(1))
    assert product([free, constant(Factor(1.0))], Samples(5), Samples(100)) == ()


_points = st.lists(
    st.tuples(st.integers(-50, 150), st.floats(0, 4)),
    min_size=1,
    max_size=5,
    unique_by=lambda pair: pair[0],
).map(
    lambda pairs: Envelope(
        tuple(Breakpoint(Samples(at), Factor(gain)) for at, gain in sorted(pairs))
    )
)


@given(st.lists(_points, min_size=1, max_size=3), st.integers(-20, 120), st.integers(1, 100))
def test_a_product_is_right_at_each_of_its_points(
    envelopes: list[Envelope], start: int, length: int
) -> None:
    curve = product(envelopes, Samples(start), Samples(length))
    made = Envelope(curve or (Breakpoint(Samples(0), Factor(1.0)),))
    moments = {start, start + length}
    for envelope in envelopes:
        moments |= {point.at for point in envelope.points if start < point.at < start + length}
    for moment in moments:
        wanted = math.prod(envelope.at(moment) for envelope in envelopes)
        assert made.at(moment - start) == pytest.approx(wanted, rel=1e-9, abs=1e-12)
    times = [point.at for point in curve]
    assert times == sorted(set(times))


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 30))), st.integers(0, 10))
def test_joined_stretches_cover_the_same_and_stand_apart(
    pairs: list[tuple[int, int]], hold: int
) -> None:
    stretches = [(Samples(at), Samples(at + size)) for at, size in pairs]
    joined = merged(stretches, Samples(hold))
    assert all(a[1] + hold < b[0] for a, b in pairwise(joined))
    for start, end in stretches:
        assert any(low <= start and end <= high for low, high in joined)
