"""A build makes what is out of date, says why, is whole or not at all, and the same everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from radioprog.kernel.files import PART, locked
from radioprog.record.manifest import read_manifest
from radioprog.studio.build import build
from radioprog.studio.init import init
from radioprog.studio.production.current import lock_of
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace, save, tone


def tree(folder: Path) -> dict[str, str]:
    """Give every file below a folder with its hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def statuses(root: Path, **wish: object) -> dict[str, tuple[str, tuple[str, ...]]]:
    report = build(Workspace.open(root), **wish)  # type: ignore[arg-type]
    return {each.script: (each.status, each.reasons) for each in report.programmes}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_workspace(tmp_path_factory.mktemp("built"))
    report = build(Workspace.open(root))
    assert report.exit_status == 0, report
    return root


@pytest.fixture
def fresh(built: Path, tmp_path: Path) -> Path:
    """A copy of the built workspace, its cache with it."""
    root = tmp_path / "copy"
    shutil.copytree(built, root, copy_function=shutil.copy2)
    return root


def test_everything_that_the_contract_names_is_there(built: Path) -> None:
    names = set(tree(built / "build/ban-tin"))
    endings = (
        "wav.wav",
        "vtt",
        "srt",
        "transcript.txt",
        "chapters.json",
        "rundown.json",
        "rundown.html",
        "rundown.docx",
        "waveform.svg",
        "waveform.png",
    )
    assert names == {*(f"ban-tin.{ending}" for ending in endings), "manifest.json"}


def test_the_manifest_proves_every_file(built: Path) -> None:
    folder = built / "build/ban-tin"
    manifest = read_manifest(folder)
    assert manifest is not None
    hashes = tree(folder)
    assert {each.name: each.sha256 for each in manifest.outputs} == {
        name: value for name, value in hashes.items() if name != "manifest.json"
    }
    inputs = {each.path: each.sha256 for each in manifest.inputs}
    assert inputs["scripts/ban-tin.md"] == hashlib.sha256(SCRIPT.encode()).hexdigest()
    assert inputs["lexicon.yaml"] is None


def test_a_second_build_does_nothing_and_says_so(fresh: Path) -> None:
    before = tree(fresh / "build")
    assert statuses(fresh) == {"scripts/ban-tin.md": ("current", ())}
    assert tree(fresh / "build") == before


def test_finding_out_that_nothing_changed_loads_no_arithmetic_and_no_database(
    tmp_path: Path,
) -> None:
    """An unchanged build is what a producer waits for most often; these cost it most."""
    root = tmp_path / "dai"
    init(root)
    assert build(Workspace.open(root)).exit_status == 0
    heavy = ["numpy", "scipy", "sqlalchemy", "av", "openpyxl", "pydub"]
    code = (
        "import sys\nfrom radioprog.cli.app import main\n"
        f"sys.argv = ['radioprog', '-C', {str(root)!r}, 'build']\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print([each for each in {heavy!r} if each in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda root: _edit(root / "scripts/ban-tin.md", "nắng đẹp", "mưa to"), "script-changed"),
        (lambda root: save(root / "assets/beds/nen.wav", tone(2.0, 230)), "asset-changed"),
        (lambda root: _edit(root / "radioprog.yaml", "Đài thử", "Đài khác"), "settings-changed"),
        (lambda root: _edit(root / "radioprog.yaml", "high", "mid"), "settings-changed"),
        (lambda root: _edit(root / "radioprog.yaml", "-23", "-20"), "delivery-changed"),
        (lambda root: (root / "lexicon.yaml").write_text("nắng: nóng\n"), "lexicon-changed"),
        (lambda root: (root / "build/ban-tin/ban-tin.vtt").unlink(), "output-missing"),
        (lambda root: (root / "build/ban-tin/ban-tin.vtt").write_text("x"), "output-changed"),
        (lambda root: (root / "build/ban-tin/manifest.json").unlink(), "new"),
    ],
)
def test_each_change_is_a_reason_that_is_told(fresh: Path, change, reason: str) -> None:  # type: ignore[no-untyped-def]
    change(fresh)
    assert statuses(fresh) == {"scripts/ban-tin.md": ("built", (reason,))}
    assert statuses(fresh) == {"scripts/ban-tin.md": ("current", ())}


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_change_that_leaves_size_and_time_alone_is_found_by_verify(fresh: Path) -> None:
    path = fresh / "build/ban-tin/ban-tin.vtt"
    old = path.stat()
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns - 10_000_000_000))
    old = path.stat()
    assert statuses(fresh)["scripts/ban-tin.md"][0] == "current"
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    report = build(Workspace.open(fresh), verify=True)
    assert report.programmes[0].reasons == ("output-changed",)


def test_only_the_changed_sentence_is_spoken_again(fresh: Path) -> None:
    entries = fresh / ".radioprog/sound/entries"
    before = {path.name for path in entries.rglob("*") if path.is_file()}
    _edit(fresh / "scripts/ban-tin.md", "Đây là câu thứ hai.", "Đây là câu đã sửa.")
    statuses(fresh)
    after = {path.name for path in entries.rglob("*") if path.is_file()}
    assert len(after - before) == 1


def test_one_failure_leaves_the_others_built(tmp_path: Path) -> None:
    bad = SCRIPT.replace("PTV nam: Hôm nay", "PTV nan: Hôm nay")
    root = make_workspace(tmp_path, {"tot": SCRIPT, "hong": bad})
    report = build(Workspace.open(root))
    assert {each.script: each.status for each in report.programmes} == {
        "scripts/hong.md": "failed",
        "scripts/tot.md": "built",
    }
    assert report.exit_status == 1
    failed = report.programmes[0]
    assert any(found.is_error and found.place.line for found in failed.findings)
    assert not (root / "build/hong").exists()


def test_a_delivery_that_is_no_longer_asked_for_goes(fresh: Path) -> None:
    assert statuses(fresh, deliver=("station",))["scripts/ban-tin.md"][1] == ("delivery-changed",)
    names = set(tree(fresh / "build/ban-tin"))
    assert "ban-tin.station.mp3" in names
    assert "ban-tin.wav.wav" not in names


def test_an_output_without_its_script_is_named_and_kept(fresh: Path) -> None:
    (fresh / "scripts/ban-tin.md").rename(fresh / "scripts/moi.md")
    report = build(Workspace.open(fresh))
    assert [found.code for found in report.findings] == ["orphan"]
    assert (fresh / "build/ban-tin/manifest.json").exists()


def test_names_that_differ_by_case_only_clash(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"Tin": SCRIPT, "tin": SCRIPT})
    report = build(Workspace.open(root))
    assert "name-clash" in {found.code for found in report.findings}
    assert report.exit_status == 1


COMMAND = [sys.executable, "-m", "radioprog"]


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "-C", str(root), *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_two_places_two_homes_two_zones_two_languages_same_bytes(tmp_path: Path) -> None:
    other = SCRIPT.replace("nắng đẹp", "mưa to")
    one = make_workspace(tmp_path / "một nơi", {"a": SCRIPT, "b/c": other})
    two = make_workspace(tmp_path / "two" / "deep", {"a": SCRIPT, "b/c": other})
    first = run(one, "build", "--jobs", "1", TZ="UTC", LANG="C.UTF-8", HOME=str(tmp_path))
    second = run(
        two,
        "build",
        "--jobs",
        "2",
        TZ="America/Los_Angeles",
        LANG="vi_VN.UTF-8",
        LC_ALL="",
        HOME="/nonexistent",
        PYTHONHASHSEED="7",
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert tree(one / "build") == tree(two / "build")
    assert len(tree(one / "build")) == 22


def test_no_built_file_tells_of_the_machine(built: Path) -> None:
    for path in (built / "build").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert str(built).encode() not in data
            assert os.uname().nodename.encode() not in data or len(os.uname().nodename) < 6


def test_json_of_build_keeps_the_contract(fresh: Path) -> None:
    done = run(fresh, "--json", "build", "--force")
    document = json.loads(done.stdout)
    made = document["programmes"][0]
    assert list(document) == ["programmes", "findings"]
    assert set(made) == {
        "script",
        "title",
        "series",
        "episode",
        "status",
        "reasons",
        "duration",
        "deliveries",
        "sidecars",
        "findings",
    }
    assert (made["status"], made["reasons"], made["episode"]) == ("built", ["forced"], 3)
    row = made["deliveries"][0]
    assert set(row) == {
        "name",
        "path",
        "codec",
        "container",
        "bitrate",
        "channels",
        "sample_rate",
        "duration",
        "integrated_lufs",
        "loudness_range_lu",
        "true_peak_dbtp",
        "max_momentary_lufs",
        "max_short_term_lufs",
        "sha256",
    }
    assert row["path"] == "build/ban-tin/ban-tin.wav.wav"
    assert set(made["sidecars"]) == {
        "vtt",
        "srt",
        "transcript",
        "chapters",
        "rundown_json",
        "rundown_html",
        "rundown_docx",
        "waveform_svg",
        "waveform_png",
        "manifest",
    }
    assert all((fresh / path).is_file() for path in made["sidecars"].values())


def test_ctrl_c_leaves_nothing_half_made(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"dai": SCRIPT + "\nPTV nữ: Một câu nữa thôi.\n" * 400})
    process = subprocess.Popen([*COMMAND, "-C", str(root), "build"], stderr=subprocess.PIPE)
    time.sleep(3.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert not list(root.rglob(f"*{PART}"))
    assert not (root / "build").exists() or not any((root / "build").rglob("*.*"))


def test_what_a_killed_builder_left_goes_unless_one_is_at_work(fresh: Path) -> None:
    left = fresh / f"build/ban-tin/.ban-tin.vtt.1-1{PART}"
    left.write_text("half")
    workspace = Workspace.open(fresh)
    with locked(lock_of(workspace, left.parent)):
        assert statuses(fresh)["scripts/ban-tin.md"][0] == "current"
        assert left.exists()
    assert statuses(fresh)["scripts/ban-tin.md"][0] == "current"
    assert not left.exists()


@pytest.mark.slow
def test_killed_at_any_moment_what_is_visible_verifies(tmp_path: Path) -> None:
    chance = random.Random(7)
    clean = make_workspace(tmp_path / "clean")
    started = time.monotonic()
    assert run(clean, "build").returncode == 0
    span = time.monotonic() - started
    root = make_workspace(tmp_path / "killed")
    for _ in range(20):
        process = subprocess.Popen(
            [*COMMAND, "-C", str(root), "build", "--force"],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.2, 1.1) * span)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        manifest = read_manifest(root / "build/ban-tin")
        if manifest is not None:
            hashes = tree(root / "build/ban-tin")
            assert all(hashes[each.name] == each.sha256 for each in manifest.outputs)
    assert run(root, "build").returncode == 0
    assert tree(root / "build") == tree(clean / "build")


def test_programmes_are_made_side_by_side(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, dict.fromkeys(("a", "b"), SCRIPT))
    with executor_for(2) as executor:
        report = build(Workspace.open(root), executor=executor)
    assert [each.status for each in report.programmes] == ["built", "built"]


def test_whoever_waits_for_another_builder_says_so_once(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    lock = lock_of(Workspace.open(root), root / "build/ban-tin")
    with locked(lock):
        process = subprocess.Popen(
            [*COMMAND, "-C", str(root), "build", "--jobs", "1"], stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        told = process.stderr.readline()
    _, rest = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "đợi" in told + rest
    assert (told + rest).count("đợi") == 1
