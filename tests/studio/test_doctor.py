"""``doctor``: what does not work is named with its remedy, and nothing else is touched by it."""

from __future__ import annotations

import zoneinfo
from pathlib import Path
from types import SimpleNamespace

import pytest

from radioprog.kernel.errors import ToolError
from radioprog.kernel.findings import Severity, Text, composed
from radioprog.programme.delivery import DELIVERIES
from radioprog.speech.health import EngineHealth
from radioprog.studio import doctor
from tests.studio.workspace import make_workspace

PARTS = ("software", "disk", "timezone", "network")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("doctor"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the engines and encoders, each of which is tried for real elsewhere."""
    monkeypatch.setattr(doctor, "engine_health", lambda engines: ())
    monkeypatch.setattr(doctor, "DELIVERIES", {})


def named(folder: Path) -> dict[str, doctor.Check]:
    return {check.name: check for check in doctor.examine(folder)}


def test_here_everything_that_a_build_needs_works(root: Path) -> None:
    checks = named(root)
    assert {*PARTS, "workspace", "espeak", "tone", *DELIVERIES} <= checks.keys()
    broken = [name for name in (*PARTS, *DELIVERIES, "tone") if not checks[name].works]
    assert broken == []
    assert checks["workspace"].detail == Text("Đài thử", "Đài thử")
    assert checks["disk"].detail.vi.startswith("còn trống ")
    assert checks["timezone"].detail.en == "Asia/Ho_Chi_Minh"


def test_outside_a_workspace_that_is_said_as_a_warning(tmp_path: Path, quick: None) -> None:
    check = named(tmp_path)["workspace"]
    assert not check.works
    assert check.finding is not None
    assert (check.finding.code, check.finding.severity) == ("no-workspace", Severity.WARNING)


def test_bad_settings_are_told_with_their_line(tmp_path: Path, quick: None) -> None:
    (tmp_path / "radioprog.yaml").write_text("organisation: [\n", encoding="utf-8")
    checks = named(tmp_path)
    found = checks["workspace"].finding
    assert found is not None and found.severity is Severity.ERROR
    assert found.place.file == "radioprog.yaml" and found.place.line
    assert all(checks[name].works for name in PARTS)


def test_a_folder_that_is_not_there_yet_is_judged_by_its_disk(tmp_path: Path, quick: None) -> None:
    assert named(tmp_path / "a" / "b")["disk"].works


@pytest.mark.parametrize(("free", "works"), [((1 << 30) - 1, False), (1 << 30, True)])
def test_less_than_a_gibibyte_is_little(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch, free: int, works: bool
) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))
    check = named(tmp_path)["disk"]
    assert check.works is works
    assert (check.finding is None) is works
    assert "1.0 GiB" in check.detail.en
    if check.finding is not None:
        assert check.finding.code == "disk-low"
        assert "1.0 GiB" in check.finding.render("vi")


def test_an_encoder_that_says_what_it_lacks_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = composed("codec-missing", Severity.ERROR, Text("a", "b"), Text("c", "d"))

    def refuse(*_: object, **__: object) -> None:
        raise ToolError(lacking)

    monkeypatch.setattr(doctor, "engine_health", lambda engines: ())
    monkeypatch.setattr(doctor, "encode", refuse)
    checks = named(tmp_path)
    assert {name: checks[name].finding for name in DELIVERIES} == dict.fromkeys(DELIVERIES, lacking)
    assert not any(checks[name].works for name in DELIVERIES)


def test_an_encoder_whose_library_breaks_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = doctor.encode

    def crash(part: Path, blocks: object, form: object) -> int:
        if form is DELIVERIES["web"]:
            raise ImportError("no module named lameenc")
        return real(part, blocks, form)  # type: ignore[arg-type]

    monkeypatch.setattr(doctor, "engine_health", lambda engines: ())
    monkeypatch.setattr(doctor, "encode", crash)
    checks = named(tmp_path)
    found = checks["web"].finding
    assert found is not None and found.code == "encoder-broken"
    assert "no module named lameenc" in found.render("en")
    assert [name for name in DELIVERIES if not checks[name].works] == ["web"]


def test_an_encoder_that_loses_sound_is_told_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = doctor.encode
    monkeypatch.setattr(doctor, "engine_health", lambda engines: ())
    monkeypatch.setattr(
        doctor, "encode", lambda part, blocks, form: real(part, [blocks[0][:4800]], form)
    )
    for name in DELIVERIES:
        check = named(tmp_path)[name]
        assert not check.works
        assert check.finding is not None, "a part that does not work needs a remedy"
        assert check.finding.code == "encoder-broken"


def test_no_zone_data_is_told(tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise zoneinfo.ZoneInfoNotFoundError(name)

    monkeypatch.setattr(doctor.zoneinfo, "ZoneInfo", absent)
    check = named(tmp_path)["timezone"]
    assert not check.works
    assert check.finding is not None and check.finding.code == "zone-data-missing"
    assert "tzdata" in check.finding.render("vi")


def test_whether_engines_may_go_online_is_said(root: Path, tmp_path: Path, quick: None) -> None:
    assert named(root)["network"].detail.vi.startswith("tắt")
    make_workspace(tmp_path)
    settings = tmp_path / "radioprog.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "network: on\n", encoding="utf-8")
    assert named(tmp_path)["network"].detail.vi.startswith("được phép")


@pytest.mark.parametrize(
    ("name", "weight", "told"),
    [
        ("espeak", Severity.ERROR, Severity.ERROR),
        ("piper", Severity.ERROR, Severity.WARNING),
        ("gtts", Severity.INFO, Severity.INFO),
        ("espeak", Severity.INFO, Severity.INFO),
    ],
)
def test_only_the_engine_that_every_build_can_need_is_an_error(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    weight: Severity,
    told: Severity,
) -> None:
    reason = composed("engine-missing", weight, Text("thiếu", "missing"), Text("cài", "install"))
    health = EngineHealth(name, False, False, 0, reason=reason)
    monkeypatch.setattr(doctor, "engine_health", lambda engines: (health,))
    monkeypatch.setattr(doctor, "DELIVERIES", {})
    check = named(tmp_path)[name]
    assert (check.works, check.detail.vi) == (False, "thiếu")
    assert check.finding is not None and check.finding.severity is told


def test_with_no_neural_voice_the_rehearsal_voice_is_named_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    health = EngineHealth("espeak", True, False, 2, "1.52")
    monkeypatch.setattr(doctor, "engine_health", lambda engines: (health,))
    monkeypatch.setattr(doctor, "DELIVERIES", {})
    monkeypatch.setattr(doctor, "_has_better", lambda engines: False)
    check = named(tmp_path)["espeak"]
    assert check.works and check.detail == Text("2 giọng; 1.52", "2 voices; 1.52")
    assert check.finding is not None and check.finding.code == "rehearsal-voice"
    monkeypatch.setattr(doctor, "_has_better", lambda engines: True)
    assert named(tmp_path)["espeak"].finding is None
