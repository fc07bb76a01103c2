from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.units import Seconds
from radioprog.programme.words import timed_words
from radioprog.script.model import Respelled
from radioprog.speech.model import WordTime
from tests.programme.fakes import at, lay, say, script, spoken, takes


def test_spoken_words_lead_back_to_the_written_ones() -> None:
    made = script(say("PTV nữ", "Ngày ", Respelled("18/7", "mười tám tháng bảy"), ", – xong."))
    said = spoken(made)
    text = said[0].spoken
    assert text == "Ngày mười tám tháng bảy, – xong."
    times = []
    for number, word in enumerate(("Ngày", "mười", "tám", "tháng", "bảy", "xong")):
        times.append(
            WordTime(
                text.index(word), len(word), Seconds(number * 0.3), Seconds(number * 0.3 + 0.2)
            )
        )
    take = replace(takes(said)[0], words=tuple(times))
    (item,) = lay(made, sounds={}, takes=[take]).items
    words = timed_words(item)
    assert [word.text for word in words] == ["Ngày", "18/7,", "–", "xong."]
    base = item.start
    assert [(word.start - base, word.end - base) for word in words] == [
        (at(0.0), at(0.2)),
        (at(0.3), at(1.4)),
        (at(1.4), at(1.4)),
        (at(1.5), at(1.7)),
    ]


def test_words_without_times_share_the_item() -> None:
    made = script(say("PTV nữ", "a b"))
    (item,) = lay(made, sounds={}, takes=takes(spoken(made))).items
    first, second = timed_words(item)
    assert first.start == item.start
    assert second.end == item.end
    assert first.end <= second.start


_times = st.lists(
    st.tuples(st.integers(0, 12), st.integers(1, 6), st.floats(0, 3), st.floats(0, 3)), max_size=6
)


@settings(deadline=None)
@given(st.text(alphabet="ab ,", min_size=1, max_size=14), _times)
def test_times_rise_inside_the_item_whatever_the_voice_tells(
    text: str, told: list[tuple[int, int, float, float]]
) -> None:
    made = script(say("PTV nữ", "x " + text))
    said = spoken(made)
    words = tuple(WordTime(a, b, Seconds(c), Seconds(d)) for a, b, c, d in told)
    known = [replace(take, words=words) for take in takes(said)]
    for item in lay(made, sounds={}, takes=known).items:
        found = timed_words(item)
        assert item.utterance is not None
        assert [word.text for word in found] == item.utterance.text.split()
        moments = [moment for word in found for moment in (word.start, word.end)]
        assert moments == sorted(moments)
        assert all(item.start <= moment <= item.end for moment in moments)
