"""Programs by data: every way in which one may fail ends whole, in time, and said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from radioprog.kernel.errors import EngineError
from radioprog.kernel.findings import Place
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.text import count_syllables
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.speech.described.command import CommandEngine
from radioprog.speech.described.description import add_description, read_description
from radioprog.speech.model import EngineSettings, SpeechRequest, Voice
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from radioprog.speech.trim import sounding_part
from tests.speech.engines.test_gtts import SCRIPT
from tests.speech.fakes import FakeEngine, engines_of

PROGRAM = Path(__file__).parent / "speaker.py"
GOES_WELL = {"good", "stereo", "telephone", "stream", "other rate", "child", "chatter on stderr"}
FAULTS = (
    "hang",
    "exit 3",
    "killed",
    "no file",
    "endless stderr",
    "endless",
    "memory",
    "fifo",
    "folder",
    "device",
    "empty file",
    "no frames",
    "text",
    "html",
    "chatter",
    "nan",
    "too loud",
    "silence",
    "hum",
    "half",
    "twice",
    "broken off",
    "against",
    "slow rate",
    "the same",
    "stereo",
    "telephone",
    "stream",
    "other rate",
    "child",
)
CHAIN = (Voice("command", "may", SyllablesPerMinute(200.0)), Voice("fallback", "mid"))


@pytest.fixture(autouse=True)
def a_list_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADIOPROG_ALLOWED_VOICES", str(tmp_path / "allowed.txt"))


def described(
    folder: Path, mood: str = "good", *, arguments: str = '"{input}", "{output}"', more: str = ""
) -> CommandEngine:
    """An engine for a workspace whose one program is in a mood."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "may.yaml"
    file.write_text(
        f'engine: command\ncommand: ["{sys.executable}", -S, -E, "{PROGRAM}", "{mood}", '
        f"{arguments}]\npatience: {2 if mood == 'hang' else 20}s\nmemory: 512\n{more}",
        encoding="utf-8",
    )
    add_description(file, folder)
    return engine_of(folder)


def engine_of(folder: Path) -> CommandEngine:
    engine = CommandEngine(workers=2)
    engine.configure(EngineSettings(voices_folder=folder))
    return engine


def narrated(folder: Path, engine: CommandEngine, count: int = len(SCRIPT)) -> tuple[Narrated, ...]:
    sentences = [
        SpeechSentence(text, "vi", CHAIN, Place("scripts/a.md", line), group=str(line))
        for line, text in enumerate(SCRIPT[:count], 10)
    ]
    engines = engines_of(engine, FakeEngine("fallback"))
    with Narrator(FolderStore(folder), engines, jobs=2) as narrator:
        return narrator.narrate_all(sentences)


def told(said: tuple[Narrated, ...], mood: str) -> None:
    """Hold a programme to its promise: whole, and every sentence that fell back is named."""
    for line, sentence in enumerate(said, 10):
        assert sentence.text == SCRIPT[line - 10] and sentence.length > 0
        if mood in GOES_WELL:
            assert sentence.voice == CHAIN[0], sentence.findings
            continue
        if mood == "the same" and sentence.voice == CHAIN[0]:
            continue
        (found,) = sentence.findings
        assert found.code == "voice-fallback" and found.place == Place("scripts/a.md", line)
        assert found.details["engine"] == "command"
        assert found.details["reason"] == "speech-failed"
    if mood == "the same":  # the first text that it was given for is not told from the others
        assert sum(s.voice == CHAIN[0] for s in said) <= 1


@pytest.mark.parametrize("mood", ["good", "exit 3", "nan", "broken off", "stereo", "device"])
def test_a_program_in_a_mood_ends_whole_and_said(tmp_path: Path, mood: str) -> None:
    said = narrated(tmp_path / "store", described(tmp_path / "voices", mood), 2)
    told(said, mood)
    codes = {found.code for sentence in said for found in sentence.findings}
    assert codes == (
        {"speech-of-many-channels"}
        if mood == "stereo"
        else {"voice-fallback"} - ({"voice-fallback"} if mood == "good" else set())
    )


@pytest.mark.slow
@pytest.mark.timeout(240)  # whatever a program does, twelve sentences end
@pytest.mark.parametrize("mood", FAULTS)
def test_twelve_sentences_by_every_fault(tmp_path: Path, mood: str) -> None:
    said = narrated(tmp_path / "store", described(tmp_path / "voices", mood))
    assert len(said) == len(SCRIPT)
    told(said, mood)


def test_what_is_odd_but_sound_is_told_of_each_sentence(tmp_path: Path) -> None:
    engine = described(tmp_path / "voices", "telephone")
    for _ in range(2):  # from the store, too
        for line, sentence in enumerate(narrated(tmp_path / "store", engine, 2), 10):
            (found,) = sentence.findings
            assert (found.code, found.place.line) == ("narrow-speech", line)


def test_the_same_bytes_from_standard_output_as_from_a_file(tmp_path: Path) -> None:
    request = SpeechRequest(SCRIPT[3], "may", SyllablesPerMinute(200.0))
    by_file = described(tmp_path / "a").speak(request)
    by_pipe = described(tmp_path / "b", arguments='"-", "-"').speak(request)
    assert by_file.samples.tobytes() == by_pipe.samples.tobytes()


@pytest.mark.parametrize("pace", [160.0, 200.0, 250.0])
def test_the_pace_is_told_to_the_program_and_kept(tmp_path: Path, pace: float) -> None:
    engine = described(tmp_path / "v", arguments='"{input}", "{output}", "{speed}"')
    spoken = engine.speak(SpeechRequest(SCRIPT[1], "may", SyllablesPerMinute(pace)))
    start, end = sounding_part(spoken.samples, spoken.rate)
    got = 60.0 * count_syllables(SCRIPT[1], "vi") * spoken.rate / (end - start)
    assert got == pytest.approx(pace, rel=0.05)


def test_a_program_gets_no_key_and_no_import_path_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RADIOPROG_KEY_ITS", "s3cr3t")
    with pytest.raises(EngineError) as caught:
        described(tmp_path / "v", "secret").speak(SpeechRequest(SCRIPT[3], "may"))
    assert "nonenone" in str(caught.value) and "s3cr3t" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["--rm -rf /", "$(touch x); `id` | cat > y", 'he said "no"\n\nand left', "{output} {input}"],
)
def test_a_text_is_one_argument_and_no_option(tmp_path: Path, text: str) -> None:
    by_file = described(tmp_path / "w").speak(SpeechRequest(text, "may"))
    engine = described(tmp_path / "v", arguments='"text:{text}", "{output}"')
    assert engine.speak(SpeechRequest(text, "may")).samples.tobytes() == by_file.samples.tobytes()
    assert sorted(p.name for p in (tmp_path / "v").iterdir()) == ["may.yaml"]


def test_nobody_is_run_whom_nobody_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = described(tmp_path / "voices")
    file = tmp_path / "voices" / "may.yaml"
    engine.identity("may")
    file.write_text(file.read_text() + "licence: mine\n")
    for ask in (engine.identity, lambda name: engine.speak(SpeechRequest("một", name))):
        with pytest.raises(EngineError) as caught:
            ask("may")
        (found,) = caught.value.findings
        assert found.code == "voice-not-allowed" and str(PROGRAM) in found.message.en
        assert found.remedy.en.endswith("radioprog voices add voices/may.yaml")
    (info,) = engine.voices()
    assert not info.works and info.reason is not None and info.reason.code == "voice-not-allowed"
    add_description(file, file.parent)
    assert engine.voices()[0].works


def test_a_script_in_voices_is_part_of_what_is_allowed(tmp_path: Path) -> None:
    folder = tmp_path / "away"
    folder.mkdir()
    (folder / "run.sh").write_text("#!/bin/sh\nexit 1\n")
    (folder / "run.sh").chmod(0o755)
    (folder / "x.yaml").write_text('engine: command\ncommand: ["{folder}/run.sh"]\n')
    added = add_description(folder / "x.yaml", tmp_path / "voices")
    assert added.folder == tmp_path / "voices" and (tmp_path / "voices/run.sh").stat().st_mode & 1
    engine = engine_of(tmp_path / "voices")
    before = engine.identity("x")
    (tmp_path / "voices/run.sh").write_text("#!/bin/sh\ncurl evil\n")
    with pytest.raises(EngineError) as caught:
        engine.identity("x")
    assert caught.value.findings[0].code == "voice-not-allowed"
    add_description(tmp_path / "voices/x.yaml", tmp_path / "voices")
    assert engine.identity("x") != before


def test_a_folder_within_an_argument_comes_along_and_is_part_of_what_is_allowed(
    tmp_path: Path,
) -> None:
    away = tmp_path / "away"
    (away / "x" / "data").mkdir(parents=True)
    (away / "x" / "data" / "phontab").write_bytes(b"1")
    (away / "x" / "model.onnx").write_bytes(b"2")
    (away / "x.yaml").write_text(
        'engine: command\ncommand: [sh, "--m={folder}/x/model.onnx", "--d={folder}/x/data"]\n'
    )
    add_description(away / "x.yaml", tmp_path / "voices")
    engine = engine_of(tmp_path / "voices")
    before = engine.identity("x")
    assert (tmp_path / "voices/x/data/phontab").read_bytes() == b"1"
    (tmp_path / "voices/x/data/more").write_bytes(b"3")
    with pytest.raises(EngineError) as caught:
        engine.identity("x")
    assert caught.value.findings[0].code == "voice-not-allowed"
    (tmp_path / "voices/x/data/more").unlink()
    assert engine.identity("x") == before


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("engine: command\n", "command"),
        ("engine: telepathy\ncommand: [x]\n", "telepathy"),
        ("engine: command\ncommand: [./x]\n", "./x"),
        ("engine: command\ncommand: [x, '{secret:a}']\n", "{secret:a}"),
        ("engine: command\ncommand: [x, '{outptu}']\n", "{outptu}"),
        ("engine: command\ncommand: [x]\nurl: https://a.example/\n", "url"),
        ("engine: command\ncommand: [x]\nfiles: [../../etc/passwd]\n", "passwd"),
        ("engine: command\ncommand: [x]\ncomand: [x]\n", "comand"),
        ("engine: command\ncommand: [x\n", "["),
        ("engine: command\nengine: http\n", "engine"),
        ("", "engine"),
        ('engine: command\ncommand: ["C:\\tts\\say.exe", "{text}"]\n', "'C:\\tts\\say.exe'"),
        ("a" * 2_000_000, ""),
    ],
)
def test_a_description_that_is_wrong_is_told_with_its_place(
    tmp_path: Path, text: str, word: str
) -> None:
    (tmp_path / "x.yaml").write_text(text)
    with pytest.raises(EngineError) as caught:
        read_description(tmp_path / "x.yaml")
    (found,) = caught.value.findings
    assert found.code == "bad-description" and found.place.file == "voices/x.yaml"
    assert word in found.render("en") + found.remedy.en and found.remedy.vi
    engine = engine_of(tmp_path)
    assert [info.works for info in engine.voices()] == [False]


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("engine: command\ncommand: [no-such-program-here]\n")
    add_description(tmp_path / "x.yaml", tmp_path)
    for name, code in (("x", "engine-missing"), ("y", "unknown-voice"), ("../x", "unknown-voice")):
        with pytest.raises(EngineError) as caught:
            engine_of(tmp_path).identity(name)
        assert caught.value.findings[0].code == code


def test_speakers_are_listed_and_told_apart(tmp_path: Path) -> None:
    more = 'speakers: {co: "0.9", bac: "1.2"}\nlanguage: [vi, en]\nlicence: CC0\n'
    engine = described(tmp_path / "v", arguments='"{input}", "{output}", "{speaker}"', more=more)
    assert [info.voice for info in engine.voices()] == ["may", "may#co", "may#bac"]
    assert all(info.languages == ("vi", "en") for info in engine.voices())
    slow, fast = (
        engine.speak(SpeechRequest("một hai ba", f"may#{name}")).samples for name in ("co", "bac")
    )
    assert len(slow) > len(fast)
    with pytest.raises(EngineError) as caught:
        engine.speak(SpeechRequest("một", "may#ai"))
    assert caught.value.findings[0].code == "unknown-voice"
