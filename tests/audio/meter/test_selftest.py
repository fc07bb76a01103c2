"""The examination passes with our meter, and fails with a wrong one; libebur128 agrees on peaks."""

from __future__ import annotations

import math

import numpy as np
import pytest

from radioprog.audio.meter import selftest
from radioprog.audio.meter.loudness import LoudnessMeter
from radioprog.audio.meter.selftest import RATES, Case, ebu_cases, failed, selftest_ebu
from tests.audio.signals import libebur128

NAMES = {case.name for case in ebu_cases()}


def test_every_case_that_can_be_made_is_there():
    numbers = {*range(1, 7), 9, 10, 12, 13, *range(15, 24)}
    assert {name for name in NAMES if "×" not in name} == {
        *(f"3341-{number}" for number in numbers),
        *(f"3342-{number}" for number in range(1, 5)),
    }
    assert RATES == (48000, 44100, 32000, 22050, 16000)


@pytest.mark.parametrize("rate", [16000, 22050])
def test_every_case_passes(rate):
    results = list(selftest_ebu([rate]))
    assert len(results) == len(NAMES)
    assert [result.line() for result in failed(results)] == []


@pytest.mark.slow
@pytest.mark.parametrize("rate", [8000, 32000, 44100, 48000, 96000, 192000])
def test_every_case_passes_at_the_other_rates(rate):
    results = list(selftest_ebu([rate]))
    assert len(results) == len(NAMES)
    assert [result.line() for result in failed(results)] == []


def test_the_many_files_of_a_case_are_all_read():
    readings = {
        case.name: case.examine(16000).readings
        for case in ebu_cases()
        if case.name in ("3341-10", "3341-12", "3341-13")
    }
    assert readings["3341-10"] == readings["3341-13"] == 20
    assert readings["3341-12"] > 800


@pytest.mark.parametrize("change", [0.975, 1.025])
def test_a_meter_that_is_off_by_a_fifth_of_a_unit_misses(monkeypatch, change):
    class Wrong(LoudnessMeter):
        def push(self, block):
            super().push(np.asarray(block * change, np.float32))

    monkeypatch.setattr(selftest, "LoudnessMeter", Wrong)
    missed = {result.case.name for result in failed(selftest_ebu([16000]))}
    levels = {f"3341-{number}" for number in (*range(1, 7), 9, 10, 12, 13)}
    assert missed >= (levels if change < 1 else {"3341-1", "3341-5", "3341-9"})


def test_a_meter_that_reads_momentary_loudness_every_100_ms_misses_case_13(monkeypatch):
    class Seldom(LoudnessMeter):
        def __init__(self, rate, channels, **options):
            super().__init__(rate, channels, peaks=False)

        def result(self):
            series = self.momentary()

            class Found:
                max_momentary = series.max()

            return Found

    monkeypatch.setattr(selftest, "LoudnessMeter", Seldom)
    (case,) = (case for case in ebu_cases() if case.name == "3341-13")
    assert not case.examine(16000).passed


def test_a_reading_that_is_missing_or_no_number_misses():
    for value in (None, math.nan, math.inf, -math.inf):
        assert (
            not Case("x", "I", 0.0, (1.0, 1.0), lambda _, v=value: [0.0, v]).examine(48000).passed
        )
    assert not Case("x", "I", 0.0, (1.0, 1.0), lambda _: []).examine(48000).passed


def test_the_result_in_json_holds_no_infinity():
    result = Case("x", "I", -23.0, (0.1, 0.1), lambda _: [None]).examine(48000)
    assert result.to_json()["found"] is None
    assert result.to_json()["passed"] is False
    assert "MISS" in result.line()


def test_libebur128_reads_the_burst_alike():
    for offset in range(4):
        wave = selftest._burst()[offset::4].astype(np.float32)
        assert -0.4 <= libebur128(wave, 48000).true_peak <= 0.2
