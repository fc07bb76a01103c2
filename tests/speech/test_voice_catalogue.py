"""The catalogue of voices: by data, a workspace's own first, with steps that can be followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from radioprog.kernel.errors import ContentError
from radioprog.speech.voice_catalogue import known_voices


def test_every_known_voice_tells_all_that_a_producer_asks() -> None:
    voices = known_voices()
    assert len({voice.name for voice in voices}) == len(voices) >= 3
    for voice in voices:
        assert voice.licence and voice.may.to("vi") and voice.may.to("en")
        assert voice.page.startswith("https://") and (voice.size or 0) > 10**7
        told = " ".join(step.to("vi") for step in voice.steps)
        assert "USB" in told and f"radioprog voices add THƯ-MỤC-USB/{voice.name}.onnx" in told
        assert all(name in told for name in voice.files)


def test_a_workspace_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text(
        "giọng:\n  - {tên: dai, máy đọc: command, trang: https://dai.example/, heard: 31.5}\n",
        encoding="utf-8",
    )
    first = known_voices(tmp_path)[0]
    assert (first.name, first.heard, first.size) == ("dai", 31.5, None)
    assert first.steps[-1].to("en") == "run: radioprog voices add dai.yaml"


def test_a_catalogue_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("voices:\n  - {name: x}\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        known_voices(tmp_path)
    assert caught.value.findings[0].place.file == "voices/catalogue.yaml"
