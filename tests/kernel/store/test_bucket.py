"""A real bucket takes whole files and gives them back, or it is told what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.store import bucket as storage
from radioprog.kernel.store.bucket import Absent, Blobs, Storage, Trouble, open_storage
from tests.kernel.bucket import Bucket, a_bucket, flipped

fsspec_registry = pytest.importorskip(
    "fsspec.registry", reason="the cluster extra is not installed"
)


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with a_bucket(monkeypatch) as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "một tệp.bin"
    path.write_bytes(bytes(range(256)) * 50)
    return path


def test_a_bucket_gives_back_what_it_took(bucket: Bucket, file: Path, tmp_path: Path) -> None:
    there = open_storage(bucket.url)
    assert there.size("a/b") is None
    with pytest.raises(Absent):
        there.fetch("a/b", tmp_path / "back")
    there.bring(file, "a/b")
    assert bucket.names() == ["phát-thanh/a/b"], "one object, no passing name"
    there.fetch("a/b", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == file.read_bytes()
    assert there.size("a/b") == file.stat().st_size


def test_a_large_file_goes_in_parts_and_comes_back(bucket: Bucket, tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * 50_000)
    there = open_storage(bucket.url)
    there.bring(large, "large")
    (name,) = bucket.names()
    assert bucket.etag(name).endswith('-3"'), "three parts"
    there.fetch("large", tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == large.read_bytes()


def test_a_blob_in_a_bucket_is_proven_and_sent_anew(
    bucket: Bucket, file: Path, tmp_path: Path
) -> None:
    blobs = Blobs(bucket.url)
    name = blobs.put(file)
    bucket.spoil(flipped)
    with pytest.raises(MachineError) as caught:
        blobs.get(name, tmp_path / "back")
    assert caught.value.findings[0].code == "blob-damaged"
    assert not (tmp_path / "back").exists()
    blobs.put(file, anew=True)
    blobs.get(name, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == file.read_bytes()


@pytest.mark.parametrize("name", ["no-such-bucket", "A_B!"])
def test_a_bucket_that_does_not_exist_is_told_and_not_made(
    bucket: Bucket, file: Path, name: str
) -> None:
    before = bucket.buckets()
    with pytest.raises(Trouble) as caught:
        open_storage(f"s3://{name}/x").bring(file, "a")
    assert "no bucket of that name" in caught.value.why.en
    with pytest.raises(MachineError) as refused:
        Blobs(f"s3://{name}/x").put(file)
    assert refused.value.findings[0].code == "storage-out-of-reach"
    assert bucket.buckets() == before


def test_a_wrong_key_is_told(bucket: Bucket, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    with pytest.raises(Trouble) as caught:
        open_storage(f"{bucket.url}/khóa").bring(file, "a")
    assert "refuses entry" in caught.value.why.en and "AWS_ACCESS_KEY_ID" in caught.value.remedy.en
    assert "nobodys-secret" not in str(caught.value)


def test_no_key_at_all_is_told(bucket: Bucket, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(Trouble) as caught:
        open_storage(f"{bucket.url}/không-khóa").bring(file, "a")
    assert "refuses entry" in caught.value.why.en


def test_a_server_that_stopped_is_told_and_then_left_alone_for_a_while(
    bucket: Bucket, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = open_storage(bucket.url)
    there.bring(file, "a")
    bucket.server.stop()
    with pytest.raises(Trouble) as caught:
        there.fetch("a", tmp_path / "back")
    assert "out of reach" in caught.value.why.en
    monkeypatch.setattr(there, "_files", None)  # asked once more, it would fail otherwise
    monkeypatch.setattr(there, "_uplink", None)
    for _ in range(1000):
        with pytest.raises(Trouble, match="out of reach"):
            there.bring(file, "a")


class Failing:
    """A file system that counts how often it was asked, and fails until it is mended."""

    def __init__(self) -> None:
        self.asked = 0
        self.broken = True

    def get_file(self, *_: str) -> None:
        self.asked += 1
        if self.broken:
            raise TimeoutError("nobody")


def test_a_place_that_failed_is_asked_again_after_its_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(storage.time, "monotonic", lambda: now[0])
    files = Failing()
    there = Storage(files, "x")
    for _ in range(3):
        with pytest.raises(Trouble):
            there.fetch("a", tmp_path / "back")
    assert files.asked == 1
    files.broken = False
    now[0] += storage.REST
    there.fetch("a", tmp_path / "back")
    assert files.asked == 2


@pytest.mark.parametrize(
    ("url", "library", "remedy"),
    [
        ("s3://b/x", "s3fs", "pip install 'radioprog[s3]'"),
        ("gs://b/x", "gcsfs", "gcsfs"),
        ("file:///x", "fsspec", "pip install 'radioprog[cluster]'"),
    ],
)
def test_what_is_not_installed_is_told_with_what_to_run(
    url: str, library: str, remedy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(fsspec_registry._registry, url[:2], raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MachineError) as caught:
        open_storage(f"{url}/{library}-missing")
    (found,) = caught.value.findings
    assert found.code == "storage-missing" and library in found.message.en
    assert remedy in found.remedy.en and remedy in found.remedy.vi


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/tmp/x",
        "http://x.example/y",
        "s3://me:secret@bucket/x",
        "simplecache::s3://bucket/x",
        "file:///a/../etc",
        "s3://bucket/x?token=1",
        "ftp://x/y",
        "zip://a::file:///b",
    ],
)
def test_only_plain_urls_of_known_kinds_are_opened(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_storage(url)
    assert caught.value.findings[0].code == "storage-url"
    assert "secret" not in str(caught.value)


pytest.importorskip("fsspec", reason="the cluster extra is not installed")


def code_of(caught: pytest.ExceptionInfo[MachineError]) -> str:
    return caught.value.findings[0].code


@pytest.mark.parametrize("scheme", ["file", "memory"])
def test_what_was_put_comes_back(tmp_path: Path, file: Path, scheme: str) -> None:
    url = f"file://{tmp_path}/shared" if scheme == "file" else f"memory://{tmp_path.name}/x"
    name = Blobs(url).put(file)
    assert name == sha256_of(file)
    Blobs(url).get(name, tmp_path / "back")
    assert (tmp_path / "back").read_bytes() == file.read_bytes()


def test_what_lies_there_is_not_sent_again(tmp_path: Path, file: Path) -> None:
    blobs = Blobs(f"file://{tmp_path}/shared")
    name = blobs.put(file)
    there = tmp_path / "shared/blobs" / name[:2] / name
    before = there.stat().st_ino
    blobs.put(file)
    assert there.stat().st_ino == before
    there.write_bytes(b"cut")
    blobs.put(file)
    assert there.read_bytes() == file.read_bytes()
    assert [path.name for path in there.parent.iterdir()] == [name]


def test_what_nobody_put_is_told(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught:
        Blobs(f"file://{tmp_path}/shared").get("0" * 64, tmp_path / "back")
    assert code_of(caught) == "blob-missing"


def test_what_is_damaged_there_is_refused_and_sent_anew(tmp_path: Path, file: Path) -> None:
    blobs = Blobs(f"file://{tmp_path}/shared")
    name = blobs.put(file)
    there = tmp_path / "shared/blobs" / name[:2] / name
    there.write_bytes(file.read_bytes()[:-1] + b"\0")
    with pytest.raises(MachineError) as caught:
        blobs.get(name, tmp_path / "back")
    assert code_of(caught) == "blob-damaged"
    assert not (tmp_path / "back").exists()
    blobs.put(file, anew=True)
    blobs.get(name, tmp_path / "back")


def test_a_place_out_of_reach_is_told(tmp_path: Path, file: Path) -> None:
    (tmp_path / "shared").write_text("a file, no folder")
    blobs = Blobs(f"file://{tmp_path}/shared")
    with pytest.raises(MachineError) as caught:
        blobs.put(file)
    assert code_of(caught) == "storage-out-of-reach"


def test_only_plain_urls_are_taken() -> None:
    with pytest.raises(UsageError):
        Blobs("s3://me:secret@bucket/x")
