"""What goes out with a programme says which script it was made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.formats import FORMS, Container
from radioprog.kernel.errors import BugError, RadioprogError
from radioprog.kernel.units import BitRate, Hertz
from radioprog.programme.delivery import DELIVERIES
from radioprog.studio.build import build
from radioprog.studio.production.stages import sounds_alike
from radioprog.studio.record.deciding import verdicts
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


def test_the_sheet_shows_the_fingerprint_of_its_script(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"a": SCRIPT})
    build(Workspace.open(root)).raise_for_errors()
    (script,) = verdicts(Workspace.open(root)).subjects
    assert len(script.fingerprint.split()) == 4
    page = (root / "build/a/a.rundown.html").read_text(encoding="utf-8")
    assert f"<dd>{script.fingerprint}</dd>" in page


def test_every_delivered_sound_tells_the_fingerprint_of_its_script(tmp_path: Path) -> None:
    root = make_workspace(
        tmp_path, {"a": "---\ntitle: Thử\nspeakers: {A: nữ}\n---\n\nA: Xin chào.\n"}
    )
    settings = root / "radioprog.yaml"
    head = settings.read_text(encoding="utf-8").partition("deliver:")[0]
    settings.write_text(f"{head}deliver: [{', '.join(DELIVERIES)}]\n", encoding="utf-8")
    build(Workspace.open(root)).raise_for_errors()
    (stands,) = verdicts(Workspace.open(root)).subjects
    made = {path for path in (root / "build/a").iterdir() if path.suffix in SOUNDS}
    assert {path.suffix for path in made} == SOUNDS
    for path in made:
        with av.open(str(path)) as file:  # FFmpeg's own reader, as a player's
            read = {**file.streams.audio[0].metadata, **file.metadata}
        told = {name.upper(): value for name, value in read.items()}
        mark = told.get("SCRIPT_FINGERPRINT") or told["COMMENT"].partition("FINGERPRINT=")[2]
        assert mark == stands.fingerprint, path.name


SOUNDS = {".mp3", ".m4a", ".opus", ".flac", ".wav"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[Container, Path]:
    """A file of each kind of container, as an encoder leaves it."""
    folder = tmp_path_factory.mktemp("plain")
    tone = (0.1 * np.sin(np.arange(48_000) / 20)).astype(np.float32).reshape(-1, 1)
    made: dict[Container, Path] = {}
    for name in ("mp3", "opus", "aac", "flac"):
        codec, container = FORMS[name]
        form = replace(
            DELIVERIES["web"],
            name=name,
            codec=codec,
            container=container,
            bitrate=BitRate(96_000),
            channels=1,
            sample_rate=Hertz(48_000),
            bits=16 if name == "flac" else None,
        )
        made[container] = folder / name
        encode(folder / name, [tone], form)
    return made


@pytest.mark.parametrize("container", [Container.MP3, Container.OGG, Container.MP4, Container.FLAC])
def test_a_copy_that_sounds_alike_passes(
    plain: dict[Container, Path], container: Container
) -> None:
    sounds_alike(plain[container], plain[container], container=container)


@pytest.mark.parametrize("container", [Container.MP3, Container.FLAC])
def test_a_copy_whose_sound_was_changed_is_our_mistake(
    plain: dict[Container, Path], tmp_path: Path, container: Container
) -> None:
    data = bytearray(plain[container].read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 64):
        data[at] ^= 0x55
    tagged = tmp_path / "tagged"
    tagged.write_bytes(
        b"ID3 before it" + bytes(data) if container is Container.MP3 else bytes(data)
    )
    with pytest.raises(RadioprogError) as caught:
        sounds_alike(plain[container], tagged, container=container)
    codes = [found.code for found in caught.value.findings]
    assert codes == ["tagging-changed-sound"] or container is Container.FLAC


def test_an_mp3_that_only_has_more_before_its_sound_passes(
    plain: dict[Container, Path], tmp_path: Path
) -> None:
    tagged = tmp_path / "tagged"
    tagged.write_bytes(b"ID3 and so on" + plain[Container.MP3].read_bytes())
    sounds_alike(plain[Container.MP3], tagged, container=Container.MP3)


def test_a_copy_that_ends_early_is_our_mistake(
    plain: dict[Container, Path], tmp_path: Path
) -> None:
    whole = plain[Container.OGG].read_bytes()
    tagged = tmp_path / "tagged"
    tagged.write_bytes(whole[: whole.rindex(b"OggS")])
    with pytest.raises(BugError) as caught:
        sounds_alike(plain[Container.OGG], tagged, container=Container.OGG)
    assert [found.code for found in caught.value.findings] == ["tagging-changed-sound"]
