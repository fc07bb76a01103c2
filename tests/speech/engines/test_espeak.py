"""espeak-ng behind its wall: same bytes, the pace asked for, word times, nothing that breaks it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from radioprog.kernel.errors import EngineError
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.speech.engines import espeak
from radioprog.speech.engines.espeak import EspeakEngine, voice_for
from radioprog.speech.model import SpeechEngine, SpeechRequest, Spoken
from radioprog.speech.trim import sounding_part
from radioprog.speech.words import LONGEST_WORD, plain_text

SENTENCE = "Kính thưa quý vị và các bạn, mời quý vị nghe chương trình hôm nay."
PROSE = [
    "Trong năm qua, đơn vị đã mở hai lớp tập huấn cho cán bộ các xã biên giới.",
    "Bà con đã được nghe chương trình bằng tiếng phổ thông và tiếng dân tộc.",
    "Ở các đồn biên phòng, chiến sĩ vừa tuần tra, vừa giúp dân gặt lúa; đường thôn được mở rộng.",
    "Ngày mai trời nhiều mây, chiều tối có mưa rào rải rác, gió đông bắc cấp hai đến cấp ba.",
    "Mời bà con đến nhà văn hóa thôn lúc bảy giờ tối để họp bàn việc làm thủy lợi nội đồng.",
    "Xin chào và hẹn gặp lại.",
]


@pytest.fixture(scope="module")
def engine():
    engine = EspeakEngine(workers=2)
    yield engine
    engine.close()


def seconds(spoken: Spoken) -> float:
    start, end = sounding_part(spoken.samples, spoken.rate)
    return (end - start) / spoken.rate


def test_it_keeps_the_protocol(engine: EspeakEngine) -> None:
    assert isinstance(engine, SpeechEngine)
    assert not engine.network


def test_same_bytes_whatever_was_said_before_and_by_which_worker(engine: EspeakEngine) -> None:
    first = engine.speak(SpeechRequest(SENTENCE, "vi+f3"))
    time.sleep(1.1)  # the library would seed the breath of a variant by the second
    for text in ("Một.", "Hai ba bốn!", "The news."):
        engine.speak(SpeechRequest(text, "en"))
    other = EspeakEngine(workers=1)
    for again in (
        engine.speak(SpeechRequest(SENTENCE, "vi+f3")),
        other.speak(SpeechRequest(SENTENCE, "vi+f3")),
    ):
        assert np.array_equal(first.samples, again.samples)
        assert first.words == again.words
    other.close()


@pytest.mark.parametrize("voice", ["vi", "vi+f3", "vi-vn-x-central", "vi-vn-x-south+m3"])
@pytest.mark.parametrize("pace", [160, 210, 280])
def test_the_pace_over_a_long_text_is_the_one_asked_for(
    engine: EspeakEngine, voice: str, pace: int
) -> None:
    spoken = [engine.speak(SpeechRequest(text, voice, SyllablesPerMinute(pace))) for text in PROSE]
    measured = 60 * sum(map(count_syllables, PROSE)) / sum(map(seconds, spoken))
    assert measured == pytest.approx(pace, rel=0.05)


def test_english_keeps_the_pace_too(engine: EspeakEngine) -> None:
    text = [
        "The fishermen returned to the harbour before the storm, and everybody was safe.",
        "Tomorrow the district will open a new road between the two villages.",
    ]
    spoken = [engine.speak(SpeechRequest(t, "en", SyllablesPerMinute(210), "en")) for t in text]
    count = sum(count_syllables(t, "en") for t in text)
    assert 60 * count / sum(map(seconds, spoken)) == pytest.approx(210, rel=0.08)


def test_voices_differ(engine: EspeakEngine) -> None:
    names = ("vi", "vi+f3", "vi-vn-x-central", "vi-vn-x-south")
    sounds = {engine.speak(SpeechRequest(SENTENCE, name)).samples.tobytes() for name in names}
    assert len(sounds) == len(names)
    assert len({engine.identity(name) for name in names}) == len(names)


def test_every_word_has_its_time_in_order(engine: EspeakEngine) -> None:
    text = 'Uỷ ban nói: "Mười hai người đã đến, ba người về."'
    spoken = engine.speak(SpeechRequest(text, "vi"))
    said = [text[word.offset : word.offset + word.length] for word in spoken.words]
    assert said == ["Uỷ", "ban", "nói", "Mười", "hai", "người", "đã", "đến", "ba", "người", "về"]
    assert all(word.start < word.end for word in spoken.words)
    assert all(a.end <= b.start + 1e-9 for a, b in pairwise(spoken.words))
    comma = spoken.words[8].start - spoken.words[7].end
    assert comma > 0.05  # the pause at the comma belongs to no word


def test_word_times_point_at_the_sound(engine: EspeakEngine) -> None:
    """At a comma the sound is silent after the one word's end and loud after the other's start."""
    spoken = engine.speak(SpeechRequest("ba ba ba, ba ba ba", "vi", SyllablesPerMinute(150)))
    before, after = spoken.words[2], spoken.words[3]
    level = np.abs(spoken.samples)
    gap = level[int((before.end + 0.05) * spoken.rate) : int((after.start - 0.02) * spoken.rate)]
    word = level[int(after.start * spoken.rate) : int(after.end * spoken.rate)]
    assert gap.max() < 0.02 * word.max()


@pytest.mark.parametrize(
    "voice, language, chosen",
    [
        ("vi+f3", "vi", "vi+f3"),
        ("vi+f3", "en", "en+f3"),
        ("VI", "vi", "vi"),
        ("en", "vi", "vi"),
        ("vi-vn-x-south", "vi", "vi-vn-x-south"),
        ("en-us", "en", "en-us"),
    ],
)
def test_the_voice_follows_the_language(voice: str, language: str, chosen: str) -> None:
    assert voice_for(voice, language) == chosen


@pytest.mark.parametrize(
    "voice, language, code",
    [
        ("vj", "vi", "unknown-voice"),
        ("vi+zz", "vi", "unknown-voice"),
        ("", "vi", "unknown-voice"),
        ("vi", "bru", "no-voice-for-language"),
        ("vi", "scb", "no-voice-for-language"),
        ("../../etc/passwd", "vi", "unknown-voice"),
        ("vi+../../x", "vi", "unknown-voice"),
    ],
)
def test_unknown_voices_are_refused(voice: str, language: str, code: str) -> None:
    with pytest.raises(EngineError) as caught:
        voice_for(voice, language)
    assert caught.value.findings[0].code == code


@pytest.mark.parametrize("text", ["", "   ", "\u200b\ufeff", "\x00\x01", "[[]]"])
def test_nothing_to_speak_is_said(engine: EspeakEngine, text: str) -> None:
    with pytest.raises(EngineError) as caught:
        engine.speak(SpeechRequest(text, "vi"))
    assert caught.value.findings[0].code == "nothing-to-speak"


def test_markup_is_words_not_commands(engine: EspeakEngine) -> None:
    marked = engine.speak(SpeechRequest('<audio src="/etc/passwd"/> xin chào', "vi"))
    plain = engine.speak(SpeechRequest("xin chào", "vi"))
    assert seconds(marked) > seconds(plain)
    assert seconds(engine.speak(SpeechRequest("-v en --help xin chào", "vi"))) > seconds(plain)


def test_plain_text_maps_back() -> None:
    text = "cafe\u0301 \u200b[[x]] " + "a" * 250
    plain = plain_text(text)
    assert "[[" not in plain.text and max(map(len, plain.text.split())) <= LONGEST_WORD
    assert plain.text.startswith("café ")
    assert plain.origin_of(plain.text.index("x")) == text.index("x")
    assert plain.origin_of(len(plain.text) - 1) == len(text) - 1


def hostile_strings(count: int, seed: int = 7) -> list[str]:
    chance = random.Random(seed)
    bits = [
        "[[",
        "]]",
        "[[" + "a" * 300,
        "<speak>",
        '<audio src="|touch /tmp/x">',
        "</voice>",
        "-f",
        "--stdin",
        "a" * 1000,
        "ă" * 400,
        "1" * 400,
        "\x00",
        "\x01+40S",
        "\x1b[2J",
        "\ud800",
        "\u202e",
        "\u200d",
        "😀",
        "🇻🇳",
        "北京",
        "ภาษา",
        "العربية",
        "हिन्दी",
        "ພາສາລາວ",
        "\u0301" * 50,
        "%n%s",
        "\\",
        "{",
        "}",
        "'",
        '"',
        "`",
        "$(x)",
        "\n",
        "\t",
        "&#0;",
        "xin chào",
        "Nguyễn",
        "12/3/2015",
        "ﷺ",
        "\U0010ffff",
        "\ufffe",
        "…",
        "©™",
        "....",
        "?!",
        "=" * 200,
        "A.B.C.",
        "e\u0302\u0301",
        "👨\u200d👩\u200d👧",
    ]
    return [
        "".join(chance.choice(bits) + chance.choice(["", " "]) for _ in range(chance.randint(1, 6)))
        for _ in range(count)
    ]


def _fate(engine: EspeakEngine, text: str) -> str:
    try:
        answer = engine.speak(SpeechRequest(text, "vi"))
    except EngineError as problem:
        return problem.findings[0].code
    assert np.isfinite(answer.samples).all()
    assert all(0 <= word.offset < len(text) for word in answer.words)
    return "spoken"


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("count", [100, pytest.param(5000, marks=pytest.mark.slow)])
def test_hostile_strings_are_spoken_or_reported(engine: EspeakEngine, count: int) -> None:
    with ThreadPoolExecutor(2) as threads:
        fates = list(threads.map(lambda text: _fate(engine, text), hostile_strings(count)))
    assert set(fates) <= {"spoken", "nothing-to-speak", "speech-failed"}
    assert fates.count("spoken") > 0.7 * count


def test_a_killed_worker_costs_one_sentence(engine: EspeakEngine) -> None:
    with engine._pool.borrowed() as worker:
        os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(EngineError) as caught:
        engine.speak(SpeechRequest(SENTENCE, "vi"))
    assert caught.value.findings[0].code == "speech-failed"
    assert seconds(engine.speak(SpeechRequest(SENTENCE, "vi"))) > 1


def test_the_library_is_never_in_our_process() -> None:
    code = (
        "import sys, radioprog.speech.engines.espeak as e;"
        "from radioprog.speech.model import SpeechRequest;"
        "x = e.EspeakEngine(); x.voices(); x.identity('vi');"
        "x.speak(SpeechRequest('xin chào', 'vi')); x.close();"
        "maps = open('/proc/self/maps').read() if sys.platform == 'linux' else '';"
        "sys.exit('espeakng_loader' in sys.modules or 'espeak-ng' in maps)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize("what", ["no package", "no origin", "no data"])
def test_without_its_wheel_it_is_said_to_be_missing(monkeypatch, tmp_path, what: str) -> None:
    spec = SimpleNamespace(origin=None if what == "no origin" else str(tmp_path / "__init__.py"))
    found = None if what == "no package" else spec
    monkeypatch.setattr(espeak.importlib.util, "find_spec", lambda name: found)
    espeak.wheel_folder.cache_clear()
    with pytest.raises(EngineError) as caught:
        espeak.wheel_folder()
    espeak.wheel_folder.cache_clear()
    assert [each.code for each in caught.value.findings] == ["engine-missing"]
    assert "pip install" in caught.value.findings[0].render("vi")
