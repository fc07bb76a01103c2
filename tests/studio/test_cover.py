"""What a listener's player shows: the cover, and the series as people call it."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import mutagen
import pytest

from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace


def png(colour: bytes = b"\x20\x60\xa0") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + colour * 2) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    text = SCRIPT.replace("episode: 3\n", "episode: 3\nbìa: bia.png\n")
    root = make_workspace(tmp_path, {"ban-tin": text})
    (root / "assets/bia.png").write_bytes(png())
    return root


def made(root: Path):  # type: ignore[no-untyped-def]
    return build(Workspace.open(root), deliver=("station", "opus", "m4a", "archive")).programmes[0]


def test_the_cover_goes_into_every_tag_and_decides_whether_a_build_is_current(home: Path) -> None:
    programme = made(home)
    assert programme.status == "built"
    mp3 = mutagen.File(programme.delivery("station").path)
    assert [each.data for each in mp3.tags.getall("APIC")] == [png()]
    assert mutagen.File(programme.delivery("m4a").path).tags["covr"] == [png()]
    assert mutagen.File(programme.delivery("archive").path).pictures[0].data == png()
    assert "metadata_block_picture" in mutagen.File(programme.delivery("opus").path)
    assert made(home).status == "current"
    (home / "assets/bia.png").write_bytes(png(b"\xff\0\0"))
    again = made(home)
    assert (again.status, again.reasons) == ("built", ("asset-changed",))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GIF89a", "không phải ảnh JPEG hay PNG"),
        (b"", "không phải ảnh JPEG hay PNG"),
        (png()[:-30], "bị cắt cụt"),
        (b"\xff\xd8\xff\xe0" + bytes(9000), "bị cắt cụt"),
        (png() + bytes(6_000_000), "lớn hơn 5 MB"),
    ],
)
def test_what_is_no_whole_picture_is_told_and_nothing_is_made(
    home: Path, data: bytes, why: str
) -> None:
    (home / "assets/bia.png").write_bytes(data)
    programme = made(home)
    assert programme.status == "failed"
    found = next(each for each in programme.findings if each.code == "not-a-picture")
    assert why in found.message.vi
    assert (found.place.file, found.place.line) == ("scripts/ban-tin.md", 5)


def test_people_read_the_series_as_it_is_called(home: Path) -> None:
    assert mutagen.File(made(home).delivery("station").path).tags["TALB"].text == ["thu"]
    (home / "series.yaml").write_text("thu: {tên: Câu chuyện biên giới}\n", encoding="utf-8")
    programme = made(home)
    assert programme.reasons == ("settings-changed",)
    assert mutagen.File(programme.delivery("station").path).tags["TALB"].text == [
        "Câu chuyện biên giới"
    ]
    page = programme.sidecars.rundown_html.read_text(encoding="utf-8")
    assert "Câu chuyện biên giới" in page
    assert programme.series == "thu"
    (home / "series.yaml").write_text(
        "thu: {tên: Câu chuyện biên giới}\nkhac: {tên: Khác}\n", encoding="utf-8"
    )
    assert made(home).status == "current"


def test_the_first_build_says_once_that_espeaks_voice_is_for_rehearsal(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "a")
    assert [each.code for each in build(Workspace.open(root)).findings] == []
    root = make_workspace(tmp_path / "b")
    settings = root / "radioprog.yaml"
    text = settings.read_text(encoding="utf-8").replace("{engine: tone, voice: high}", "espeak:vi")
    settings.write_text(text, encoding="utf-8")
    space = Workspace.open(root)
    assert [each.code for each in build(space).findings] == ["rehearsal-voice"]
    assert build(space).findings == ()
    assert build(space, force=True).findings == ()
