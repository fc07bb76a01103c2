"""gTTS behind our rules, against a service that misbehaves in every way it ever did.

Real gTTS objects make the requests; they reach the fault server as their proxy.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from gtts.lang import tts_langs
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.findings import Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import Seconds, SyllablesPerMinute
from radioprog.speech.engines.gtts import (
    DOMAINS,
    LANGUAGES,
    GttsEngine,
    pieces_of,
)
from radioprog.speech.engines.service import Patience, RateLimit, retry_after
from radioprog.speech.model import EngineSettings, SpeechRequest, Voice
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from radioprog.speech.trim import sounding_part
from tests.speech.fakes import FakeEngine, engines_of
from tests.speech.fault_server import FAULTS, FaultServer

QUICK = Patience(
    connect=Seconds(4.0),
    read=Seconds(4.0),
    request=Seconds(6.0),
    sentence=Seconds(9.0),
    attempts=2,
    first_pause=Seconds(0.05),
    interval=Seconds(0.0),
    largest_answer=1 << 20,
)
SCRIPT = (
    "Kính thưa quý vị và các bạn, sau đây là chương trình phát thanh vùng biển.",
    "Sáng nay, tàu cá của ngư dân xã Cảnh Dương đã về bến an toàn.",
    "Bộ đội biên phòng giúp bà con gặt lúa.",
    "Trường học mở cửa trở lại vào thứ hai.",
    "Ở TP. Đồng Hới, trời nhiều mây, có mưa rào nhẹ về chiều; ở Q. Một của thành phố lớn, "
    "nắng gián đoạn suốt cả ngày, gió nhẹ.",
    "Giá cá thu tăng nhẹ.",
    "Cán bộ thú y tiêm phòng cho đàn trâu bò ở bản xa.",
    "Đường vào bản đã thông xe từ chiều hôm qua.",
    "Hội phụ nữ xã mở lớp dạy nghề đan lưới.",
    "Mời bà con đón nghe lại chương trình vào sáng mai.",
    "Nhạc hiệu của chương trình do đội văn nghệ xã thực hiện.",
    "Xin chào và hẹn gặp lại.",
)
CHAIN = (Voice("gtts", "vi"), Voice("fallback", "mid"))
REQUESTS = len(SCRIPT) + 1  # the fifth sentence takes two


@pytest.fixture(scope="module")
def service() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture
def online(service: FaultServer, monkeypatch: pytest.MonkeyPatch) -> FaultServer:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("https_proxy", service.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", service.authority)
    service.feel("good")
    return service


def engine(patience: Patience = QUICK, *, on: bool = True) -> GttsEngine:
    gtts = GttsEngine(patience, jitter=lambda: 0.0)
    gtts.configure(EngineSettings(online=on))
    return gtts


def sentences(chain: tuple[Voice, ...] = CHAIN) -> list[SpeechSentence]:
    return [
        SpeechSentence(text, "vi", chain, Place("scripts/a.md", line), group=str(line))
        for line, text in enumerate(SCRIPT, 10)
    ]


def narrated(folder: Path, gtts: GttsEngine) -> tuple[tuple[Narrated, ...], float]:
    began = time.monotonic()
    with Narrator(
        FolderStore(folder), engines_of(gtts, FakeEngine("fallback")), network=True, jobs=2
    ) as narrator:
        return narrator.narrate_all(sentences()), time.monotonic() - began


def test_in_a_good_mood_the_programme_is_complete(online: FaultServer, tmp_path: Path) -> None:
    said, _ = narrated(tmp_path, engine())
    assert all(s.voice == CHAIN[0] and not s.findings for s in said)
    assert len(online.asked_texts()) == REQUESTS
    assert all(len(text) <= 100 for text in online.asked_texts())
    assert {asked.host for asked in online.state.asked} == {"translate.google.com"}
    joined = " ".join(online.asked_texts()).split()
    assert sorted(joined) == sorted(" ".join(SCRIPT).split())
    again, _ = narrated(tmp_path, engine())
    assert len(online.asked_texts()) == REQUESTS  # a second run repeats nothing
    assert [s.key for s in again] == [s.key for s in said]


GOES_WELL = {"slow start"}
REASONS = {
    "429 with retry-after": "service-refused",
    "429 without retry-after": "service-refused",
    "5xx": "service-refused",
    "reset": "network-unreachable",
    "drip": "network-timeout",
    "hang": "network-timeout",
    "wrong certificate": "network-tls",
    "refused": "network-unreachable",
    "unknown host": "network-unreachable",
}


QUICKLY_SHOWN = {"captcha", "captcha midway", "5xx", "truncated frame", "wrong certificate"}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, marks=() if fault in QUICKLY_SHOWN else pytest.mark.slow)
        for fault in FAULTS
    ],
)
def test_every_fault_ends_in_time_whole_and_said(
    online: FaultServer, tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if fault == "refused":
        monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    elif fault == "unknown host":
        monkeypatch.setenv("https_proxy", "http://no-such-host.invalid:3128")
    else:
        online.feel(fault)
    said, took = narrated(tmp_path, engine())
    # Two sentences may fail side by side before the engine is skipped; workers start meanwhile.
    assert took < 2 * QUICK.sentence + 30
    assert [s.text for s in said] == list(SCRIPT)
    spoke = [s.voice == CHAIN[0] for s in said]
    assert all(spoke) if fault in GOES_WELL else not all(spoke)
    if fault not in {*GOES_WELL, "captcha midway"}:
        assert not any(spoke)
    for line, sentence in enumerate(said, 10):
        assert sentence.length > 0
        if sentence.rank:
            (found,) = sentence.findings
            assert found.code == "voice-fallback" and found.place == Place("scripts/a.md", line)
            assert found.details["engine"] == "gtts"
            expected = {REASONS.get(fault, "bad-answer"), "engine-skipped"}
            expected |= {"bad-answer"} if fault == "reset" else set()
            # Reading up to the limit may take longer than the patience on a busy machine.
            expected |= {"network-timeout"} if fault in ("gzip bomb", "huge body") else set()
            assert found.details["reason"] in expected
    first = [s.findings[0].details["reason"] for s in said if s.rank]
    assert fault in GOES_WELL or set(first) - {"engine-skipped"}
    online.feel("good")
    before = {s.text for s in said if not s.rank}
    monkeypatch.setenv("https_proxy", online.url)
    again, _ = narrated(tmp_path, engine())
    assert all(s.rank == 0 for s in again)
    asked = " ".join(online.asked_texts())
    assert not any(text in asked for text in before)  # no finished request is repeated


@pytest.mark.parametrize("fault", ["429 with retry-after", "429 without retry-after", "5xx"])
def test_what_passes_is_asked_again(online: FaultServer, fault: str) -> None:
    online.feel(fault, mends_after=1)
    gtts = engine()
    assert len(gtts.speak(SpeechRequest(SCRIPT[1], "vi")).samples) > 20_000
    assert len(online.asked_texts()) == 2
    gtts.close()


@pytest.mark.parametrize("fault", ["captcha", "empty body", "wrong certificate", "old format"])
def test_what_does_not_pass_is_asked_once(online: FaultServer, fault: str) -> None:
    online.feel(fault)
    gtts = engine()
    with pytest.raises(NetworkError):
        gtts.speak(SpeechRequest(SCRIPT[1], "vi"))
    assert len(online.asked_texts()) == (0 if fault == "wrong certificate" else 1)
    gtts.close()


def test_retry_after_and_backoff_are_kept(online: FaultServer) -> None:
    waited: list[float] = []
    online.feel("429 with retry-after")
    patience = Patience(first_pause=Seconds(0.2), attempts=3, interval=Seconds(0))
    for mood, expected in (("429 with retry-after", [1.0, 1.0]), ("5xx", [0.3, 0.6])):
        online.feel(mood)
        waited.clear()
        gtts = GttsEngine(patience, sleep=waited.append, jitter=lambda: 1.0)
        gtts.configure(EngineSettings(online=True))
        with pytest.raises(NetworkError) as caught:
            gtts.speak(SpeechRequest("xin chào", "vi"))
        assert waited == pytest.approx(expected) and caught.value.transient
        gtts.close()


def test_waiting_longer_than_the_deadline_is_not_begun(online: FaultServer) -> None:
    online.feel("429 with retry-after")
    waited: list[float] = []
    gtts = GttsEngine(Patience(sentence=Seconds(0.9), attempts=9), sleep=waited.append)
    gtts.configure(EngineSettings(online=True))
    with pytest.raises(NetworkError):
        gtts.speak(SpeechRequest("xin chào", "vi"))
    assert waited == []
    gtts.close()


def test_the_same_sound_for_another_text_is_refused(online: FaultServer) -> None:
    gtts = engine()
    gtts._service._doubts._heard = {}
    first = gtts.speak(SpeechRequest("một hai ba bốn", "vi"))
    assert len(first.samples)
    sha = next(iter(gtts._service._doubts._heard))
    gtts._service._doubts._heard = {sha: "năm sáu bảy tám"}
    with pytest.raises(NetworkError) as caught:
        gtts.speak(SpeechRequest("một hai ba bốn", "vi"))
    assert "another request" in caught.value.findings[0].message.en
    gtts.close()


def test_off_means_off(online: FaultServer) -> None:
    gtts = engine(on=False)
    with pytest.raises(NetworkError) as caught:
        gtts.speak(SpeechRequest("xin chào", "vi"))
    assert caught.value.findings[0].code == "network-off"
    assert online.asked_texts() == []
    assert all(not info.works and info.reason for info in gtts.voices())


@pytest.mark.parametrize(
    "voice, language, code",
    [
        ("xx", "vi", "unknown-voice"),
        ("vi@evil.example", "vi", "unknown-voice"),
        ("vi@com/../x", "vi", "unknown-voice"),
        ("vi", "bru", "no-voice-for-language"),
    ],
)
def test_languages_and_hosts_are_closed_lists(voice: str, language: str, code: str) -> None:
    with pytest.raises(EngineError) as caught:
        engine().speak(SpeechRequest("xin chào", voice, language=language))
    assert caught.value.findings[0].code == code


def test_the_list_of_languages_is_gttss_own() -> None:
    assert set(tts_langs()) <= LANGUAGES
    assert "com.vn" in DOMAINS


def test_the_language_follows_the_request(online: FaultServer) -> None:
    gtts = engine()
    gtts.speak(SpeechRequest("Good morning", "vi@com.vn", language="en"))
    assert [(a.language, a.host) for a in online.state.asked] == [("en", "translate.google.com.vn")]
    gtts.speak(SpeechRequest("Xin chào", "vi"))
    assert online.state.asked[-1].host == "translate.google.com"
    gtts.close()


@pytest.mark.parametrize(
    "text, pieces",
    [
        ("Một. Hai.", ["Một. Hai."]),
        ("Ở TP. Đồng Hới có mưa, ở Q. 1 có nắng.", ["Ở TP. Đồng Hới có mưa,", "ở Q. 1 có nắng."]),
        ("a" * 45, ["a" * 30, "a" * 15]),
        (
            "Giá 1,5 triệu đồng một tấn, hạ so với quý trước.",
            ["Giá 1,5 triệu đồng một tấn,", "hạ so với quý trước."],
        ),
        ("", []),
    ],
)
def test_cuts_are_where_a_speaker_would_breathe(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in pieces_of(text, 30)] == pieces


@given(st.text(alphabet="aă .,;TPQ1?!\n“”", max_size=400), st.integers(5, 100))
def test_no_word_is_lost_repeated_or_too_long(text: str, longest: int) -> None:
    pieces = pieces_of(text, longest)
    assert all(0 < len(piece.text) <= longest for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())
    assert all(text.startswith(piece.text, piece.offset) for piece in pieces)


def test_retry_after_reads_seconds_and_dates() -> None:
    assert retry_after({"retry_after": "7"}) == 7.0
    assert retry_after({"retry_after": "Wed, 21 Oct 2015 07:28:00 GMT"}) == 0.0
    assert retry_after({"retry_after": "soon"}) is None
    assert retry_after({}) is None


def test_the_rate_limit_is_shared_between_builds(tmp_path: Path) -> None:
    waited: list[float] = []
    for _ in range(3):
        RateLimit(Seconds(5.0), tmp_path / "state" / "rate", sleep=waited.append).wait()
    assert len(waited) == 2 and all(4.0 < wait <= 5.0 for wait in waited)
    limit = RateLimit(Seconds(5.0), sleep=waited.append)
    limit.wait()
    limit.wait()
    assert len(waited) == 3


def test_pieces_are_joined_without_gaps_or_losses(online: FaultServer) -> None:
    gtts = engine()
    whole = gtts.speak(SpeechRequest(SCRIPT[4], "vi"))
    level = np.abs(whole.samples)
    quiet = level < 0.01 * level.max()
    edges = np.flatnonzero(np.diff(np.concatenate(([0], quiet.astype(int), [0]))))
    longest = max(b - a for a, b in zip(edges[::2], edges[1::2], strict=True)) / whole.rate
    assert longest < 0.6
    assert len(online.asked_texts()) == 2
    gtts.close()


@pytest.mark.parametrize("pace", [180, 240])
def test_the_services_pace_is_stretched_to_the_one_asked_for(
    online: FaultServer, pace: int
) -> None:
    gtts = engine()
    text = SCRIPT[1]
    spoken = gtts.speak(SpeechRequest(text, "vi", SyllablesPerMinute(pace)))
    start, end = sounding_part(spoken.samples, spoken.rate)
    measured = 60 * count_syllables(text) * spoken.rate / (end - start)
    assert measured == pytest.approx(pace, rel=0.05)
    gtts.close()


STOPPED = """
import pathlib, sys
from radioprog.speech.engines import gtts
from radioprog.kernel.store.folder import FolderStore
from radioprog.speech.model import EngineSettings, Voice
from radioprog.speech.narrator import Narrator, SpeechSentence
from radioprog.speech.registry import Engines

patient = gtts.Patience(read=300.0, request=300.0, sentence=300.0)
gtts.Patience = lambda: patient
engines = Engines(EngineSettings(online=True))
with Narrator(FolderStore(pathlib.Path(sys.argv[1])), engines, network=True, jobs=2) as narrator:
    chain = (Voice("gtts", "vi"),)
    print("asking", flush=True)
    narrator.narrate_all([SpeechSentence(f"câu số {n}", "vi", chain) for n in ("một", "hai", "ba")])
"""


@pytest.mark.parametrize("fault", ["hang", "5xx"])
def test_stopping_by_hand_waits_for_nobody(online: FaultServer, tmp_path: Path, fault: str) -> None:
    online.feel(fault)
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stdout.readline() == b"asking\n"
    waited = time.monotonic() + 30
    while not online.asked_texts() and time.monotonic() < waited:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    # Whoever waits for an answer waits for the engine's whole patience; STOPPED makes it longer.
    _, stderr = process.communicate(timeout=60)
    assert b"KeyboardInterrupt" in stderr and process.returncode != 0
