"""The narrator: the wanted voice, or a fallback that is said; each sentence spoken once."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from radioprog.audio.meter.loudness import item_loudness
from radioprog.kernel.errors import ContentError, EngineError, NetworkError, RadioprogError
from radioprog.kernel.findings import Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.units import MIX_RATE, Hertz, Seconds, SyllablesPerMinute
from radioprog.speech.model import SpeechRequest, Spoken, Voice, WordTime
from radioprog.speech.narrator import Narrator, SpeechSentence
from radioprog.speech.registry import Engines
from tests.speech.fakes import FakeEngine, engines_of, network_trouble, trouble

WANTED, OTHER = Voice("wanted", "mid"), Voice("other", "mid")
CHAIN = (WANTED, OTHER)


def sentence(text: str = "một hai ba", line: int = 7, **more: object) -> SpeechSentence:
    parts = {"language": "vi", "chain": CHAIN, "place": Place("scripts/a.md", line)} | more
    return SpeechSentence(text, **parts)


def narrator(folder: Path, *engines: FakeEngine, **options: object) -> Narrator:
    return Narrator(FolderStore(folder), engines_of(*engines), **options)


def codes(problem: RadioprogError) -> list[str]:
    return [found.code for found in problem.findings]


def test_the_wanted_voice_speaks_once_and_is_kept(tmp_path: Path) -> None:
    wanted = FakeEngine("wanted")
    first = narrator(tmp_path, wanted).narrate(sentence())
    again = narrator(tmp_path, wanted).narrate(sentence())
    assert wanted.asked == ["một hai ba"]
    assert first == again
    assert (first.voice, first.identity, first.rank, first.findings) == (WANTED, "wanted 1", 0, ())
    assert first.length == round(3 * 60 / 210 * MIX_RATE)
    assert first.sound.channels == 1 and first.sound.rate == MIX_RATE
    assert np.array_equal(first.sound.all(), again.sound.all())


@pytest.mark.parametrize(
    "changed",
    [
        {"text": "một hai bốn"},
        {"language": "en"},
        {"chain": (Voice("wanted", "low"),)},
        {"chain": (Voice("wanted", "mid", 200.0),)},
    ],
)
def test_whatever_changes_is_spoken_anew(tmp_path: Path, changed: dict[str, object]) -> None:
    wanted = FakeEngine("wanted")
    told = narrator(tmp_path, wanted)
    assert told.narrate(sentence()).key != told.narrate(sentence(**changed)).key
    assert len(wanted.asked) == 2


def test_a_new_version_of_the_engine_speaks_anew(tmp_path: Path) -> None:
    old, new = FakeEngine("wanted"), FakeEngine("wanted", version="2")
    assert narrator(tmp_path, old).narrate(sentence()).identity == "wanted 1"
    assert narrator(tmp_path, new).narrate(sentence()).identity == "wanted 2"


def test_a_damaged_take_is_spoken_anew_and_reported(tmp_path: Path) -> None:
    wanted, store = FakeEngine("wanted"), FolderStore(tmp_path)
    first = Narrator(store, engines_of(wanted)).narrate(sentence())
    path = store.place_of(first.key)
    path.write_bytes(path.read_bytes()[:-9])
    again = Narrator(store, engines_of(wanted)).narrate(sentence())
    assert np.array_equal(first.sound.all(), again.sound.all())
    assert len(wanted.asked) == 2 and [f.code for f in store.damage()] == ["cache-damaged"]


def test_a_fallback_is_said_with_engine_sentence_place_and_reason(tmp_path: Path) -> None:
    wanted = FakeEngine("wanted", fails=lambda request: trouble())
    said = narrator(tmp_path, wanted, FakeEngine("other")).narrate(sentence())
    assert (said.voice, said.rank) == (OTHER, 1)
    (found,) = said.findings
    assert (found.code, found.severity, found.place) == (
        "voice-fallback",
        "warning",
        Place("scripts/a.md", 7),
    )
    assert found.details == {
        "engine": "wanted",
        "voice": "wanted:mid",
        "spoken_by": "other:mid",
        "reason": "speech-failed",
    }
    assert "một hai ba" in found.message.vi and "broken" in found.message.en


def test_strict_voices_make_a_fallback_an_error(tmp_path: Path) -> None:
    wanted = FakeEngine("wanted", fails=lambda request: trouble())
    with pytest.raises(EngineError) as caught:
        narrator(tmp_path, wanted, FakeEngine("other"), strict=True).narrate(sentence())
    assert codes(caught.value) == ["voice-fallback"]
    assert caught.value.findings[0].is_error and caught.value.exit_status == 3


def test_the_end_of_a_chain_names_every_voice(tmp_path: Path) -> None:
    engines = [FakeEngine(n, fails=lambda request: trouble()) for n in ("wanted", "other")]
    with pytest.raises(EngineError) as caught:
        narrator(tmp_path, *engines).narrate(sentence())
    assert codes(caught.value) == ["speech-failed", "speech-failed"]
    assert all(f.place == Place("scripts/a.md", 7) and f.is_error for f in caught.value.findings)


def test_a_language_without_a_voice_wants_a_recorded_clip(tmp_path: Path) -> None:
    told = Narrator(FolderStore(tmp_path), Engines())
    with pytest.raises(ContentError) as caught:
        told.narrate(sentence("x", language="bru", chain=(Voice("espeak", "vi"),)))
    assert codes(caught.value) == ["no-voice-for-language"]
    assert "[băng:" in caught.value.findings[0].remedy.vi
    assert caught.value.exit_status == 1


@pytest.mark.parametrize(
    "chain, code",
    [
        ((Voice("espaek", "vi"),), "unknown-engine"),
        ((Voice("espeak", "vj"),), "unknown-voice"),
        ((), "no-voice"),
    ],
)
def test_a_voice_that_is_not_known_is_the_producers_to_mend(
    tmp_path: Path, chain: tuple[Voice, ...], code: str
) -> None:
    with pytest.raises(ContentError) as caught:
        Narrator(FolderStore(tmp_path), Engines()).narrate(sentence(chain=chain))
    assert codes(caught.value) == [code]


def test_the_network_is_off_unless_asked(tmp_path: Path) -> None:
    online = FakeEngine("wanted", network=True)
    with pytest.raises(NetworkError) as caught:
        narrator(tmp_path, online).narrate(sentence(chain=(WANTED,)))
    assert codes(caught.value) == ["network-off"] and online.asked == []
    narrator(tmp_path, online, network=True).narrate(sentence(chain=(WANTED,)))
    kept = narrator(tmp_path, online).narrate(sentence(chain=(WANTED,)))
    assert kept.rank == 0 and len(online.asked) == 1  # what was spoken once needs no network


def test_an_engine_lost_twice_by_network_is_skipped_for_the_run(tmp_path: Path) -> None:
    online = FakeEngine("wanted", network=True, fails=lambda request: network_trouble())
    told = narrator(tmp_path, online, FakeEngine("other"), network=True)
    said = [told.narrate(sentence(f"câu {n}", line=n)) for n in range(1, 6)]
    assert len(online.asked) == 2
    reasons = [s.findings[0].details["reason"] for s in said]
    assert reasons == ["network-failed"] * 2 + ["engine-skipped"] * 3


@pytest.mark.parametrize(
    "spoken",
    [
        Spoken(np.zeros(48000, np.float32), MIX_RATE),
        Spoken(np.zeros(0, np.float32), MIX_RATE),
        Spoken(np.ones(2000, np.float32), MIX_RATE),
    ],
)
def test_less_sound_than_text_is_an_error(tmp_path: Path, spoken: Spoken) -> None:
    engine = FakeEngine("wanted")
    engine.speak = lambda request: spoken
    with pytest.raises(EngineError) as caught:
        narrator(tmp_path, engine).narrate(sentence("một hai ba bốn năm", chain=(WANTED,)))
    assert codes(caught.value) == ["speech-too-short"]
    assert caught.value.findings[0].place == Place("scripts/a.md", 7)


@pytest.mark.parametrize(
    "answer",
    [
        Spoken(np.full(48000, np.nan, np.float32), MIX_RATE),
        Spoken(np.full(48000, 0.5, np.float32), 48000.0),  # type: ignore[arg-type]
        Spoken(np.full(48000, 0.5, np.float32), "48000"),  # type: ignore[arg-type]
        Spoken(np.ones((9, 2)), MIX_RATE),
        Spoken(np.ones(48000, np.float32), Hertz(1)),
        None,
        "sound",
    ],
)
def test_a_strangers_nonsense_is_an_engine_error(tmp_path: Path, answer: object) -> None:
    engine = FakeEngine("wanted")
    engine.speak = lambda request: answer
    with pytest.raises(EngineError) as caught:
        narrator(tmp_path, engine).narrate(sentence(chain=(WANTED,)))
    assert codes(caught.value) == ["broken-engine"]


def test_silence_at_head_and_tail_goes_and_words_move_with_it(tmp_path: Path) -> None:
    rate = Hertz(24_000)
    tone = (0.5 * np.cos(np.arange(rate) * 0.1)).astype(np.float32)
    sound = np.concatenate([np.zeros(rate // 2), tone, np.zeros(rate)]).astype(np.float32)
    words = (WordTime(0, 3, Seconds(0.5), Seconds(1.0)), WordTime(4, 3, Seconds(1.0), Seconds(2.4)))
    engine = FakeEngine("wanted")
    engine.speak = lambda request: Spoken(sound, rate, words)
    said = narrator(tmp_path, engine).narrate(sentence("một hai", chain=(WANTED,)))
    assert said.duration == pytest.approx(1.016, abs=0.001)
    first, second = said.words
    assert (first.start, first.end) == pytest.approx((0.008, 0.508), abs=1e-3)
    assert second.end <= said.duration


def test_words_are_estimated_where_the_engine_does_not_tell(tmp_path: Path) -> None:
    engine = FakeEngine("wanted")
    engine.speak = lambda request: Spoken(np.ones(96_000, np.float32), MIX_RATE)
    text = "một hai, ba bốn"
    said = narrator(tmp_path, engine).narrate(sentence(text, chain=(WANTED,)))
    assert [text[w.offset : w.offset + w.length] for w in said.words] == text.replace(
        ",", ""
    ).split()
    assert said.words[0].start >= 0 and said.words[-1].end <= said.duration
    assert said.words[2].start > said.words[1].end


def test_loudness_is_the_items(tmp_path: Path) -> None:
    said = narrator(tmp_path, FakeEngine("wanted")).narrate(sentence())
    assert said.loudness == pytest.approx(item_loudness(said.sound.all()[:, 0]), abs=0.01)


def test_many_sentences_come_back_in_order(tmp_path: Path) -> None:
    told, done = narrator(tmp_path, FakeEngine("wanted"), jobs=4), []
    sentences = [sentence("ba " * (n % 7 + 1), line=n) for n in range(1, 60)]
    said = told.narrate_all(sentences, done.append)
    assert [s.text for s in said] == [s.text for s in sentences]
    assert done == list(said)
    assert told.missing([*sentences, sentence("mới")]) == (sentence("mới"),)


def test_all_failures_are_told_at_once(tmp_path: Path) -> None:
    bad = FakeEngine("wanted", fails=lambda r: trouble() if "hai" in r.text else None)
    sentences = [sentence(t, line=n, chain=(WANTED,)) for n, t in enumerate(["một", "hai", "hai"])]
    with pytest.raises(EngineError) as caught:
        narrator(tmp_path, bad).narrate_all(sentences)
    assert [found.place.line for found in caught.value.findings] == [1, 2]


def test_a_segment_keeps_one_voice_unless_it_must_change(tmp_path: Path) -> None:
    bad = FakeEngine("wanted", fails=lambda r: trouble() if "hai" in r.text else None)
    other = FakeEngine("other", fails=lambda r: trouble() if "ba" in r.text else None)
    texts = [("một", "a"), ("hai", "a"), ("ba", "a"), ("một", "b")]
    said = narrator(tmp_path, bad, other).narrate_all(
        [sentence(text, line=n, group=group) for n, (text, group) in enumerate(texts, 1)]
    )
    assert [s.voice for s in said] == [OTHER, OTHER, WANTED, WANTED]
    reasons = [[found.details["reason"] for found in s.findings] for s in said]
    assert reasons == [["segment-fell-back"], ["speech-failed"], [], []]


def _narrate_in_a_process(folder: Path, results: object) -> None:
    with Narrator(FolderStore(folder), Engines(), jobs=2) as told:
        chain = (Voice("espeak", "vi", SyllablesPerMinute(210)),)
        said = told.narrate_all(
            [sentence(f"Câu số {n}.", chain=chain) for n in ["một", "hai", "ba"]]
        )
        results.put([s.sound.all().tobytes() for s in said])


def test_a_narrator_works_in_several_processes_on_one_store(tmp_path: Path) -> None:
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=_narrate_in_a_process, args=(tmp_path, results))
        for _ in range(3)
    ]
    for process in processes:
        process.start()
    answers = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(30)
    assert answers[0] == answers[1] == answers[2]


def test_the_request_is_nfc(tmp_path: Path) -> None:
    wanted = FakeEngine("wanted")
    narrator(tmp_path, wanted).narrate(sentence("tiê\u0301ng"))
    assert wanted.asked == ["tiếng"]


def test_espeak_pace_and_words_through_the_narrator(tmp_path: Path) -> None:
    with Narrator(FolderStore(tmp_path), Engines()) as told:
        chain = (Voice("espeak", "vi+f3", SyllablesPerMinute(210)),)
        text = "Trong năm qua, đơn vị đã mở hai lớp tập huấn cho cán bộ các xã biên giới."
        said = told.narrate(sentence(text, chain=chain))
    assert 60 * 18 / said.duration == pytest.approx(210, rel=0.05)
    assert len(said.words) == 18 and said.words[0].start < 0.05
    assert said.duration - said.words[-1].end < 0.1
    assert -40 < said.loudness < -5


def test_a_request_asks_the_engine_for_what_was_wanted(tmp_path: Path) -> None:
    seen: list[SpeechRequest] = []
    engine = FakeEngine("wanted", fails=lambda request: seen.append(request))
    voice = Voice("wanted", "low", SyllablesPerMinute(180))
    narrator(tmp_path, engine).narrate(sentence("a", language="en", chain=(voice,)))
    assert seen == [SpeechRequest("a", "low", SyllablesPerMinute(180), "en")]
