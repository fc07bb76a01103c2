"""Voices through the whole build: checked beforehand, replaced aloud, the cache mended aloud."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest

from radioprog.record.manifest import read_manifest
from radioprog.speech import registry
from radioprog.studio.build import build
from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SETTINGS, make_workspace


def with_voice(folder: Path, voice: str) -> Path:
    root = make_workspace(folder)
    settings = SETTINGS.replace("{engine: tone, voice: high}", voice)
    (root / "radioprog.yaml").write_text(settings, encoding="utf-8")
    return root


def test_a_check_looks_for_engines_once_however_many_scripts(tmp_path: Path, monkeypatch) -> None:
    root = make_workspace(tmp_path)
    for number in range(3):
        copy = (root / "scripts" / "ban-tin.md").read_text(encoding="utf-8")
        (root / "scripts" / f"ban-tin-{number}.md").write_text(copy, encoding="utf-8")
    looked: list[str] = []

    def counted(*, group: str):
        looked.append(group)
        return entry_points(group=group)

    monkeypatch.setattr(registry, "entry_points", counted)
    assert check(Workspace.open(root)) == ()
    assert len(looked) == 1


@pytest.mark.parametrize(
    "voice, severity, code",
    [
        ("{engine: espaek, voice: vi}", "error", "unknown-engine"),
        ("{engine: espeak, voice: vj}", "error", "unknown-voice"),
        ("[piper:nobody, espeak:vi]", "warning", "unknown-voice"),
        ("[gtts:vi, espeak:vi]", "warning", "network-off"),
    ],
)
def test_check_finds_voices_that_will_not_speak(
    tmp_path: Path, voice: str, severity: str, code: str
) -> None:
    found = check(Workspace.open(with_voice(tmp_path, voice)))
    assert [(f.severity, f.code) for f in found] == [(severity, code)]
    assert found[0].place.file == "scripts/ban-tin.md" and found[0].place.line == 14


def test_a_fallback_is_said_in_the_build_and_its_manifest(tmp_path: Path) -> None:
    root = with_voice(tmp_path, "[gtts:vi, tone:mid]")
    report = build(Workspace.open(root))
    (made,) = report.programmes
    said = [found for found in made.findings if found.code == "voice-fallback"]
    assert made.status == "built" and len(said) == 2
    assert {found.details["reason"] for found in said} == {"network-off"}
    assert {found.place.line for found in said} == {14}
    manifest = read_manifest(root / "build/ban-tin")
    assert manifest is not None and "voice-fallback" in manifest.to_bytes().decode()


def test_strict_voices_build_nothing(tmp_path: Path) -> None:
    root = with_voice(tmp_path, "[gtts:vi, tone:mid]")
    report = build(Workspace.open(root), strict_voices=True)
    assert report.exit_status == 3
    assert read_manifest(root / "build/ban-tin") is None


def test_a_damaged_cache_is_mended_and_told_but_leaves_no_trace(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    build(Workspace.open(root))
    clean = (root / "build/ban-tin/manifest.json").read_bytes()
    for entry in (root / ".radioprog").rglob("entries/??/*"):
        entry.write_bytes(entry.read_bytes()[:-100])
    report = build(Workspace.open(root), force=True)
    assert "cache-damaged" in {found.code for found in report.programmes[0].findings}
    assert (root / "build/ban-tin/manifest.json").read_bytes() == clean


def test_voices_that_stand_for_each_other_in_a_circle_are_told(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    voices = "voices:\n  nữ: [nam]\n  nam: [nữ]\n"
    head, _, tail = SETTINGS.partition("voices:\n")
    rest = tail[tail.index("deliver:") :]
    (root / "radioprog.yaml").write_text(head + voices + rest, encoding="utf-8")
    told = [found for found in check(Workspace.open(root)) if found.code == "voice-circle"]
    assert told
    assert "nữ → nam → nữ" in {found.params["circle"] for found in told}
