"""Forms that no encoder could make are refused with what would be possible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from radioprog.audio.codecs.formats import FORMS, DeliveryFormat

MP3 = DeliveryFormat("mine", *FORMS["mp3"], 48_000, 1, 24_000, None, -16.0, -1.0)
FLAC = DeliveryFormat("mine", *FORMS["flac"], None, 2, 48_000, 24, -23.0, -1.0)


def test_what_can_be_made_has_no_faults():
    assert MP3.faults() == FLAC.faults() == ()
    assert (MP3.extension, FLAC.extension) == (".mp3", ".flac")


@pytest.mark.parametrize(
    ("form", "changes", "possible"),
    [
        (MP3, {"bitrate": 320_000}, "160000"),
        (MP3, {"bitrate": None}, "48000"),
        (MP3, {"bits": 16}, "-"),
        (MP3, {"sample_rate": 96_000}, "44100"),
        (MP3, {"channels": 6}, "1, 2"),
        (MP3, {"true_peak": 1.0}, "0"),
        (FLAC, {"bits": None}, "16, 24"),
        (FLAC, {"bitrate": 128_000}, "-"),
        (FLAC, {"loudness": -3.0}, "-10"),
    ],
)
def test_each_fault_is_named_with_what_is_possible(form, changes, possible):
    faults = replace(form, **changes).faults()
    assert {found.code for found in faults} == {"bad-delivery"}
    (field,) = changes
    assert any(field in found.message.en and possible in found.remedy.en for found in faults)
