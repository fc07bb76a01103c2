"""The nameless file: what threads write is read, with and without pread."""

from __future__ import annotations

import errno
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from radioprog.kernel import scratch
from radioprog.kernel.errors import DiskError
from radioprog.kernel.scratch import ScratchFile, temporary_file, temporary_folder


@pytest.mark.parametrize("at_a_place", [True, False])
def test_threads_read_what_each_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_a_place: bool
) -> None:
    monkeypatch.setattr(scratch, "_AT_A_PLACE", at_a_place)
    wrong: list[int] = []
    with ScratchFile(tmp_path) as file:

        def work(number: int) -> None:
            data = bytes([number]) * 10_000
            places = [file.append(data) for _ in range(20)]
            wrong.extend(place for place in places if bytes(file.read(place, 10_000)) != data)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with pytest.raises(EOFError):
            file.read(4 * 20 * 10_000 - 1, 2)
    assert not wrong
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("make", [temporary_file, lambda: temporary_folder().__enter__()])
def test_a_machine_without_a_temporary_folder_is_the_disks_fault(
    make: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", nowhere)
    with pytest.raises(DiskError) as refused:
        make()
    assert refused.value.findings[0].code == "disk-error"


def test_a_temporary_folder_is_gone_afterwards() -> None:
    with temporary_folder() as folder:
        (folder / "a").write_bytes(b"a")
    assert not folder.exists()
