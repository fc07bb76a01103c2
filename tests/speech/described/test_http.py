"""Services by data, against the server that misbehaves in every way gTTS's ever did, and more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.findings import Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.speech.described.description import add_description, read_description
from radioprog.speech.described.http import HttpEngine
from radioprog.speech.model import EngineSettings, SpeechRequest, Voice
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from tests.speech.engines.test_gtts import QUICK, SCRIPT
from tests.speech.fakes import FakeEngine, engines_of
from tests.speech.fault_server import FAULTS, FaultServer

KEY = "s3cr3t+/=&khóa"
MORE = ("key echoed", "key in a redirect", "no sound in json", "deep json")
GOES_WELL = {"slow start"}
CHAIN = (Voice("http", "dich"), Voice("fallback", "mid"))
JSON = """
engine: http
url: https://tts.example/speak?voice={speaker}
headers: {Authorization: "Bearer {secret:its}", X-Text: "{text}"}
body: {text: "{text}", speed: "{speed}", rate: 24000, deep: [{text: "{text}", on: true}]}
answer: data.0
speakers: {ban mai: "a&b"}
"""
BYTES = """
engine: http
url: https://tts.example/speak?key={secret:its}&text={text}
method: GET
headers: {Authorization: "Bearer {secret:its}"}
"""


@pytest.fixture(scope="module")
def service() -> Iterator[FaultServer]:
    server = FaultServer()
    yield server
    server.close()


@pytest.fixture
def online(service: FaultServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FaultServer:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("https_proxy", service.url)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", service.authority)
    monkeypatch.setenv("RADIOPROG_KEY_ITS", KEY)
    monkeypatch.setenv("RADIOPROG_ALLOWED_VOICES", str(tmp_path / "allowed.txt"))
    return service


def described(folder: Path, text: str = JSON, *, on: bool = True) -> HttpEngine:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dich.yaml").write_text(text, encoding="utf-8")
    add_description(folder / "dich.yaml", folder)
    engine = HttpEngine(QUICK)
    engine.configure(EngineSettings(voices_folder=folder, online=on))
    return engine


def narrated(folder: Path, engine: HttpEngine, count: int = len(SCRIPT)) -> tuple[Narrated, ...]:
    sentences = [
        SpeechSentence(text, "vi", CHAIN, Place("scripts/a.md", line), group=str(line))
        for line, text in enumerate(SCRIPT[:count], 10)
    ]
    engines = engines_of(engine, FakeEngine("fallback"))
    with Narrator(FolderStore(folder), engines, network=True, jobs=2) as narrator:
        return narrator.narrate_all(sentences)


def no_key_in(folder: Path, *said: object) -> None:
    """Look for the key in whatever was said and kept."""
    for form in (KEY, "s3cr3t", "s3cr3t%2B"):
        assert not any(form in repr(each) for each in said)
        for file in folder.rglob("*"):
            assert not file.is_file() or form.encode() not in file.read_bytes()


def test_a_service_speaks_and_gets_what_its_description_says(
    online: FaultServer, tmp_path: Path
) -> None:
    online.feel("good", form="json")
    said = narrated(tmp_path / "store", described(tmp_path / "voices"), 2)
    assert all(s.voice == CHAIN[0] and not s.findings for s in said)
    asked = sorted(online.state.asked, key=lambda a: SCRIPT.index(a.text))
    assert [each.text for each in asked] == list(SCRIPT[:2])
    assert asked[0].host == "tts.example" and asked[0].path == "/speak?voice=a%26b"
    sent = json.loads(asked[0].body)
    assert sent["deep"] == [{"text": SCRIPT[0], "on": True}] and sent["rate"] == 24000
    assert sent["speed"] == pytest.approx(1.05)
    header = asked[0].headers["Authorization"].encode("latin-1").decode()
    assert header == f"Bearer {KEY}"
    no_key_in(tmp_path, said)
    narrated(tmp_path / "store", described(tmp_path / "voices"), 2)
    assert len(online.state.asked) == 2  # a second run repeats nothing


def test_an_address_may_carry_the_text(online: FaultServer, tmp_path: Path) -> None:
    online.feel("good", form="bytes")
    text = "Ngô & khoai, #một? 100% / hai"
    described(tmp_path, BYTES).speak(SpeechRequest(text, "dich"))
    assert online.asked_texts() == [text]


QUICKLY_SHOWN = {"5xx", "captcha", "truncated frame", "key echoed"}


@pytest.mark.parametrize("form", ["json", "bytes"])
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(fault, marks=() if fault in QUICKLY_SHOWN else pytest.mark.slow)
        for fault in (*FAULTS, *MORE)
    ],
)
def test_every_fault_ends_whole_and_said_without_the_key(
    online: FaultServer, tmp_path: Path, fault: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    online.feel("good" if fault in ("refused", "unknown host") else fault, form=form)
    if fault == "refused":
        monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    elif fault == "unknown host":
        monkeypatch.setenv("https_proxy", "http://no-such-host.invalid:3128")
    count = 3 if fault in QUICKLY_SHOWN else len(SCRIPT)
    engine = described(tmp_path / "voices", JSON if form == "json" else BYTES)
    said = narrated(tmp_path / "store", engine, count)
    assert [s.text for s in said] == list(SCRIPT[:count])
    goes_well = fault in GOES_WELL
    goes_well |= form == "json" and fault == "duplicate answer"  # the first is what was asked for
    goes_well |= form == "bytes" and fault in ("old format", "bad base64")
    spoke = [s.voice == CHAIN[0] for s in said]
    if fault not in ("captcha midway", "bad base64", "duplicate answer", "swapped answers"):
        assert all(spoke) if goes_well else not any(spoke)
    for line, sentence in enumerate(said, 10):
        assert sentence.length > 0
        if sentence.rank:
            (found,) = sentence.findings
            assert found.code == "voice-fallback" and found.place == Place("scripts/a.md", line)
            assert found.details["engine"] == "http"
    no_key_in(tmp_path, said, [f.render("vi") for s in said for f in s.findings])


def test_the_network_off_and_a_missing_key_are_said_before_anything_is_sent(
    online: FaultServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    online.feel("good", form="json")
    with pytest.raises(NetworkError) as caught:
        described(tmp_path, on=False).speak(SpeechRequest("một", "dich"))
    assert caught.value.findings[0].code == "network-off"
    monkeypatch.delenv("RADIOPROG_KEY_ITS")
    engine = described(tmp_path)
    with pytest.raises(EngineError) as lacking:
        engine.speak(SpeechRequest("một", "dich"))
    assert lacking.value.findings[0].code == "secret-missing"
    assert "RADIOPROG_KEY_ITS" in lacking.value.findings[0].remedy.en
    assert not online.state.asked
    assert [info.reason.code for info in engine.voices() if info.reason] == ["secret-missing"] * 2


def test_nothing_is_sent_where_nobody_allowed_it(online: FaultServer, tmp_path: Path) -> None:
    online.feel("good", form="json")
    engine = described(tmp_path)
    file = tmp_path / "dich.yaml"
    file.write_text(file.read_text().replace("tts.example", "evil.example"))
    with pytest.raises(EngineError) as caught:
        engine.speak(SpeechRequest("một", "dich"))
    (found,) = caught.value.findings
    assert found.code == "voice-not-allowed" and "evil.example" in found.message.vi
    assert not online.state.asked


@pytest.mark.parametrize(
    ("url", "secret", "fine"),
    [
        ("https://a.example/{text}", True, True),
        ("http://a.example/{text}", False, False),
        ("http://192.168.1.5:5000/{text}", False, True),
        ("http://192.168.1.5:5000/{text}", True, False),
        ("http://127.0.0.1:5000/{text}", True, True),
        ("http://[::1]/{text}", True, True),
        ("http://may-doc.local/{text}", False, True),
        ("http://mayban2/{text}", False, True),
        ("https://me:pa55@a.example/{text}", False, False),
        ("https://{text}.example/", False, False),
        ("file:///etc/passwd?{text}", False, False),
        ("https://a.example:x/{text}", False, False),
        ("https://a.example/", False, False),
    ],
)
def test_an_address_is_taken_or_told(tmp_path: Path, url: str, secret: bool, fine: bool) -> None:
    headers = 'headers: {X-Key: "{secret:its}"}\n' if secret else ""
    (tmp_path / "x.yaml").write_text(f'engine: http\nurl: "{url}"\n{headers}')
    engine = HttpEngine()
    engine.configure(EngineSettings(voices_folder=tmp_path))
    (info,) = engine.voices()
    assert info.reason is not None
    assert info.reason.code == ("voice-not-allowed" if fine else "bad-description")
    assert "pa55" not in info.reason.render("en")


@pytest.mark.parametrize(
    "line",
    [
        'headers: {Authorization: "Bearer sk-abc123def456"}',
        "headers: {x-api-key: 0123456789abcdef}",
        'body: {text: "{text}", auth: {token: 0123456789abcdef}}',
        "url: https://tts.example/speak?text={text}&api_key=0123456789abcdef",
    ],
)
def test_a_key_in_the_file_itself_is_told_and_not_shown(tmp_path: Path, line: str) -> None:
    lines = [line, 'body: {text: "{text}"}', "url: https://tts.example/speak"]
    kept = {each.partition(":")[0]: each for each in reversed(lines)}
    (tmp_path / "x.yaml").write_text("engine: http\n" + "\n".join(kept.values()) + "\n")
    with pytest.raises(EngineError) as caught:
        read_description(tmp_path / "x.yaml")
    (found,) = caught.value.findings
    assert "{secret:ten}" in found.remedy.vi and "tts.example" in found.remedy.vi
    assert not any(key in found.render("vi") for key in ("sk-abc", "0123456789"))


@pytest.mark.parametrize(
    "line",
    ['headers: {Authorization: "Bearer {secret:its}"}', "headers: {Accept: audio/wav-or-mp3}"],
)
def test_what_is_no_key_is_taken(tmp_path: Path, line: str) -> None:
    text = f'engine: http\nurl: https://tts.example/s\n{line}\nbody: {{text: "{{text}}"}}\n'
    (tmp_path / "x.yaml").write_text(text)
    assert read_description(tmp_path / "x.yaml").host == "tts.example"
