"""Machines that share nothing but a bucket make the same bytes, and no fault of it spoils them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from radioprog.studio.build import build
from radioprog.studio.production.result import Report
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workspace import Workspace
from tests.kernel.bucket import Bucket, a_bucket, cut, flipped
from tests.studio.test_build import tree
from tests.studio.workers.test_executors import LONGER, SCRIPTS, Cluster, codes, seen_by_us_alone
from tests.studio.workers.test_pool import until
from tests.studio.workspace import SCRIPT, make_workspace


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    with a_bucket(monkeypatch) as made:
        yield made


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What one machine makes without any bucket: every file with its hash."""
    root = make_workspace(tmp_path_factory.mktemp("alone"))
    assert build(Workspace.open(root)).exit_status == 0
    return tree(root / "build")


def warnings(report: Report) -> set[str]:
    return {found.code for each in report.programmes for found in each.findings}


def made_with(folder: Path, url: str) -> tuple[dict[str, str], Report]:
    """Build in a fresh workspace with an empty cache, as another machine would."""
    root = make_workspace(folder)
    report = build(Workspace.open(root), store=url)
    return tree(root / "build"), report


def test_a_second_machine_takes_every_sound_from_the_bucket(
    tmp_path: Path, bucket: Bucket, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, report = made_with(tmp_path / "one", bucket.url)
    assert (first, warnings(report), report.exit_status) == (alone, set(), 0)
    assert len(bucket.names()) == 5, "three sentences, a jingle, a bed, and nothing left over"

    def never(*_: object, **__: object) -> None:
        raise AssertionError("spoken although the bucket holds it")

    monkeypatch.setattr("radioprog.speech.engines.tone.ToneEngine.speak", never)
    monkeypatch.setattr("radioprog.kernel.store.folder.FolderStore.put_held", never)
    second, report = made_with(tmp_path / "two", bucket.url)
    assert (second, warnings(report), report.exit_status) == (alone, set(), 0)


@pytest.mark.parametrize("how", [flipped, cut])
def test_what_is_spoilt_in_the_bucket_is_made_and_sent_anew(
    tmp_path: Path, bucket: Bucket, alone: dict[str, str], how: Callable[[bytes], bytes]
) -> None:
    made_with(tmp_path / "one", bucket.url)
    good = {key: bucket.read(key) for key in bucket.names()}
    bucket.spoil(how)
    again, report = made_with(tmp_path / "two", bucket.url)
    assert (again, warnings(report), report.exit_status) == (alone, {"storage-damaged"}, 0)
    assert {key: bucket.read(key) for key in bucket.names()} == good


def test_no_bucket_or_a_wrong_key_is_told_and_the_sound_is_made_here(
    tmp_path: Path, bucket: Bucket, alone: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bucket.buckets()
    made, report = made_with(tmp_path / "one", f"{bucket.url[:-12]}-nowhere/x")
    assert (made, warnings(report), report.exit_status) == (alone, {"storage-unreachable"}, 0)
    assert bucket.buckets() == before
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    made, report = made_with(tmp_path / "two", f"{bucket.url}/khóa")
    assert (made, warnings(report), report.exit_status) == (alone, {"storage-unreachable"}, 0)


@pytest.mark.slow
def test_a_server_that_stops_on_the_way_costs_no_sound(tmp_path: Path, bucket: Bucket) -> None:
    twin = make_workspace(tmp_path / "twin", {"a": LONGER})
    build(Workspace.open(twin))

    def stop() -> None:
        until(lambda: len(bucket.names()) >= 2, "the first sentences in the bucket")
        bucket.server.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    root = make_workspace(tmp_path / "ws", {"a": LONGER})
    report = build(Workspace.open(root), store=bucket.url)
    thread.join()
    assert (warnings(report), report.exit_status) == ({"storage-unreachable"}, 0)
    assert tree(root / "build") == tree(twin / "build")


def test_the_command_says_what_is_not_installed(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "ws")
    (tmp_path / "without" / "s3fs").mkdir(parents=True)
    (tmp_path / "without/s3fs/__init__.py").write_text("raise ImportError('no s3fs', name='s3fs')")
    path = os.pathsep.join([str(tmp_path / "without"), *filter(None, sys.path)])
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "radioprog",
            "-C",
            str(root),
            "--json",
            "build",
            "--store",
            "s3://radio/x",
        ],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": path},
    )
    (found,) = json.loads(done.stdout)["findings"]
    assert (done.returncode, found["code"]) == (3, "storage-missing")
    assert "radioprog[s3]" in found["remedy"]
    assert b"Traceback" not in done.stderr


@pytest.fixture
def cluster(bucket: Bucket, tmp_path: Path) -> Iterator[Cluster]:
    """Two workers whose environment leads to the bucket."""
    pytest.importorskip("distributed", reason="the cluster extra is not installed")
    made = Cluster(tmp_path / "cluster")
    yield made
    made.stop()


@pytest.mark.slow
def test_a_cluster_that_shares_a_bucket_makes_the_same_bytes(
    tmp_path: Path, bucket: Bucket, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = make_workspace(tmp_path / "twin", SCRIPTS)
    build(Workspace.open(twin))
    root = make_workspace(tmp_path / "ws", SCRIPTS)
    hidden = seen_by_us_alone(root, monkeypatch)
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(hidden), executor=executor, store=bucket.url)
    assert [each.status for each in report.programmes] == ["built"] * 4, report
    assert tree(root / "build") == tree(twin / "build")
    assert {key.split("/")[1] for key in bucket.names()} == {"blobs", "entries"}
    assert not list(cluster.folder.glob("*/**/errand-*"))
    bucket.spoil(flipped)
    with executor_for(None, cluster.address) as executor:
        report = build(Workspace.open(hidden), force=True, executor=executor, store=bucket.url)
    assert [each.status for each in report.programmes] == ["built"] * 4, report
    assert tree(root / "build") == tree(twin / "build")


@pytest.mark.slow
def test_what_is_wrong_with_the_bucket_of_a_cluster_is_told(
    tmp_path: Path, bucket: Bucket, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = make_workspace(tmp_path / "twin", {"a": SCRIPT})
    build(Workspace.open(twin))
    root = make_workspace(tmp_path / "ws", {"a": SCRIPT})
    hidden = seen_by_us_alone(root, monkeypatch)

    def made(url: str) -> dict[str, set[str]]:
        report = build(Workspace.open(hidden), executor=executor, store=url)
        assert (report.exit_status == 3) == bool(codes(report)["a"])
        return codes(report)

    with executor_for(None, cluster.address) as executor:
        assert made("s3://no-such-bucket/x") == {"a": {"storage-out-of-reach"}}
        bucket.server.stop()
        assert made(f"{bucket.url}/away") == {"a": {"storage-out-of-reach"}}
        assert not (root / "build").exists()
