"""Recordings are decoded side by side: what is found, and in which order, does not depend on it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from radioprog.kernel.errors import DiskError
from radioprog.kernel.findings import Text
from radioprog.kernel.store.folder import FolderStore
from radioprog.studio.catalogue import all_sources
from radioprog.studio.production import material
from radioprog.studio.production.material import decoded
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace, save, tone

HEAD = SCRIPT.split("[nhạc hiệu")[0]


def with_clips(folder: Path, count: int, broken: tuple[int, ...] = ()) -> Prepared:
    cues = "\n\n".join(f"[băng: clips/{number}.wav | lời: a]" for number in range(count))
    root = make_workspace(folder, {"a": f"{HEAD}{cues}\n"})
    for number in range(count):
        # The later, the shorter: several at a time do not end in the order in which they began.
        path = save(root / f"assets/clips/{number}.wav", tone(2.0 - number / count, 300 + number))
        if number in broken:
            path.write_bytes(b"RIFF" + bytes(2_000))
    workspace = Workspace.open(root)
    (source,) = all_sources(workspace)
    return prepare(source, workspace)


def test_findings_and_sounds_do_not_depend_on_how_many_are_decoded_at_once(tmp_path):
    broken = (1, 4, 5, 11)
    prepared = with_clips(tmp_path, 12, broken)
    one, more = (
        decoded(prepared, FolderStore(tmp_path / f"store{jobs}"), jobs=jobs) for jobs in (1, 3)
    )
    first = next(iter(prepared.cuts.values())).place.line
    assert [each.place.line for each in one.findings] == [first + 2 * each for each in broken]
    assert more.findings == one.findings
    assert list(more.sounds.items()) == list(one.sounds.items())
    assert list(more.sources) == list(one.sources)


def test_what_goes_wrong_elsewhere_ends_the_decoding_of_all_others(tmp_path, monkeypatch):
    prepared = with_clips(tmp_path, 20)
    decode, begun = material.decode_clip, []

    def failing(path, *args, **kwargs):
        begun.append(path)
        if len(begun) == 1:
            raise DiskError.of("disk-full", Text("đầy", "full"), Text("dọn", "tidy up"))
        time.sleep(0.05)
        return decode(path, *args, **kwargs)

    monkeypatch.setattr(material, "decode_clip", failing)
    threads = threading.active_count()
    with pytest.raises(DiskError):
        decoded(prepared, FolderStore(tmp_path / "store"), jobs=2)
    assert len(begun) < 5
    assert threading.active_count() == threads
