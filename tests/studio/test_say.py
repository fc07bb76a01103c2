"""``say``: one utterance in a file, whole or not at all; the ending tells its form."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from radioprog.kernel.errors import ContentError, MachineError, UsageError
from radioprog.studio import say
from radioprog.studio.say import utter
from tests.studio.workspace import make_workspace


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("say"))


@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        (".wav", "pcm_s16le"),
        (".MP3", "mp3"),
        (".flac", "flac"),
        (".opus", "opus"),
        (".m4a", "aac"),
    ],
)
def test_the_ending_tells_the_form(root: Path, tmp_path: Path, ending: str, codec: str) -> None:
    output = tmp_path / f"câu{ending}"
    said = utter("Kính chào 3 bạn.", output, folder=root, voice="nữ")
    assert said.spoken == "Kính chào ba bạn."
    with av.open(str(output)) as container:
        (stream,) = container.streams.audio
        assert stream.codec_context.name.startswith(codec)
        assert stream.codec_context.channels == 1
        decoded = sum(frame.samples for frame in container.decode(stream)) / stream.rate
    assert decoded == pytest.approx(said.duration, abs=0.1)
    assert sorted(path.name for path in tmp_path.iterdir()) == [output.name]


@pytest.mark.parametrize("name", ["câu.ogg", "câu", "câu.mp4", ".wav.txt"])
def test_an_ending_that_we_do_not_write_is_wrong_usage(
    root: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UsageError) as caught:
        utter("Xin chào.", tmp_path / name, folder=root)
    (found,) = caught.value.findings
    assert found.code == "unknown-ending"
    assert ".mp3" in found.render("vi") and ".wav" in found.render("en")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_decodes_to_less_never_becomes_visible(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = say.encode
    output = tmp_path / "câu.wav"
    output.write_bytes(b"the one before")
    monkeypatch.setattr(say, "encode", lambda *arguments: real(*arguments) + 1)
    with pytest.raises(MachineError) as caught:
        utter("Xin chào.", output, folder=root, voice="nữ")
    assert [found.code for found in caught.value.findings] == ["encode-damaged"]
    assert output.read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.iterdir()] == ["câu.wav"]


def test_a_voice_that_nobody_knows_is_wrong_usage_with_the_right_one(
    root: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        utter("Xin chào.", tmp_path / "a.wav", folder=root, voice="nư")
    (found,) = caught.value.findings
    assert found.code == "unknown-voice"
    assert "nữ" in found.render("vi")


@pytest.mark.parametrize("text", ["", "   ", "…"])
def test_nothing_to_say_is_told_and_writes_nothing(root: Path, tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError) as caught:
        utter(text, tmp_path / "a.wav", folder=root, voice="nữ")
    assert caught.value.findings[0].code == "nothing-to-speak"
    assert list(tmp_path.iterdir()) == []


def test_the_same_words_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "a.mp3", tmp_path / "b.mp3"
    utter("Xin chào.", one, folder=root, voice="nam")
    utter("Xin chào.", other, folder=root, voice="nam")
    assert one.read_bytes() == other.read_bytes()


def test_what_is_not_read_in_the_language_is_told_at_its_place(root: Path, tmp_path: Path) -> None:
    said = utter("Xin chào ǁǁ bạn.", tmp_path / "a.wav", folder=root, voice="nữ")
    assert [(found.place.line, found.place.column) for found in said.findings] == [(1, 10)]


def test_what_is_no_sentence_is_refused_before_it_is_spoken(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.wav"
    with pytest.raises(ContentError) as refused:
        utter("xin chào " * 10_000, output, folder=root, voice="nữ")
    assert refused.value.findings[0].code == "too-long-to-say"
    assert not output.exists()
