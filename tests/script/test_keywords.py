from __future__ import annotations

import unicodedata

import pytest

from radioprog.script.keywords import (
    CUE_NAMES,
    CUES,
    OPTION_NAMES,
    OPTIONS,
    cue_word,
    name_of,
    option_word,
    slip_of_cue,
)


@pytest.mark.parametrize("word", [*CUES, *OPTIONS], ids=str)
def test_each_word_has_a_name_in_both_languages_that_leads_back(word):
    find = option_word if word in OPTIONS else cue_word
    for language in ("vi", "en"):
        name = name_of(word, language)
        dressed = [name.upper(), f" {name}  ", unicodedata.normalize("NFD", name)]
        assert {find(each) for each in (name, *dressed)} == {word}


def test_no_name_means_two_things():
    assert len(set(CUE_NAMES)) == len(CUE_NAMES)
    assert len(set(OPTION_NAMES)) == len(OPTION_NAMES)


@pytest.mark.parametrize("name", ["nhac hieu", "nhạc hiêu", "nhạc nên", "tieng dong", "jingel"])
def test_slips(name):
    assert slip_of_cue(name) is not None


@pytest.mark.parametrize("name", ["xem", "hình 1", "nhạc", "bảng", "nghị", "chú thích", "x" * 999])
def test_no_slips(name):
    assert slip_of_cue(name) is None
