"""A programme for several stations: each hears its own, all hear the same, nothing is left out."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.master.variant import KeptDelivery
from radioprog.audio.measure import measure
from radioprog.record.manifest import edition_sha256, read_manifest
from radioprog.studio.approval.subjects import Desk
from radioprog.studio.build import build
from radioprog.studio.plan import check
from radioprog.studio.production.result import BuildStatus, Programme
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import make_workspace

STATIONS = """id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
t,Tỉnh Quảng Trị,province,,vi,,,,,,,
hoa-binh,Xã Hòa Bình,commune,t,,,,,,,,
tan-lap,Xã Tân Lập,commune,t,,,,,,,,
cha-lo,Cụm Cha Lo,cluster,hoa-binh,,,,,,,,
"""
LONG = "Hôm nay trời nắng đẹp, bà con ra đồng từ sáng sớm để kịp thời vụ và giữ giống cho năm sau. "
SCRIPT = f"""---
title: Bản tin {{xã}}
speakers:
  PTV nữ: nữ
  PTV nam: nam
deliver: [station]
editions: {{stations: "under:t, cha-lo"}}
---

# Mở đầu

PTV nữ: {LONG * 3}

PTV nam: Đây là tiếng nói của {{đài}}, {{tỉnh}}.

# Tin

PTV nữ: {LONG * 4}

[chèn: dia-phuong/{{đài}}.md | nếu có]

PTV nữ: {LONG * 3}
"""
OWN = "PTV nam: Sáng mai bà con {xã} đến nhà văn hóa nhận giống.\n"


def home_at(path: Path, script: str = SCRIPT, stations: str = STATIONS) -> Path:
    root = make_workspace(path, {"tin": script})
    (root / "schedules").mkdir(exist_ok=True)
    (root / "schedules" / "stations.csv").write_text(stations, encoding="utf-8")
    own = root / "scripts" / "dia-phuong"
    own.mkdir()
    (own / "hoa-binh.md").write_text(OWN, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Programme]:
    root = home_at(tmp_path_factory.mktemp("editions"))
    report = build(Workspace.open(root))
    report.raise_for_errors()
    return root, report.programmes[0]


def heard(path: Path) -> np.ndarray:
    with SoundReader(path) as reader:
        return np.concatenate(list(reader.blocks()))


def test_each_station_has_its_own_sound_and_papers(built: tuple[Path, Programme]) -> None:
    root, made = built
    assert [each.station for each in made.editions] == ["cha-lo", "hoa-binh", "tan-lap"]
    for each in made.editions:
        assert {path.name for path in each.sidecars.values()} == {
            f"tin.{each.station}{ending}"
            for ending in (
                ".vtt",
                ".srt",
                ".transcript.txt",
                ".chapters.json",
                ".rundown.json",
                ".rundown.html",
                ".rundown.docx",
            )
        }
        assert all(path.is_file() for path in each.sidecars.values())
        assert [one.path.name for one in each.deliveries] == [f"tin.{each.station}.station.mp3"]
    words = {
        each.station: each.sidecars["transcript"].read_text(encoding="utf-8")
        for each in made.editions
    }
    assert "tiếng nói của Cụm Cha Lo, Tỉnh Quảng Trị" in words["cha-lo"]
    assert "tiếng nói của Xã Tân Lập" in words["tan-lap"]
    assert "bà con Xã Hòa Bình đến nhà văn hóa" in words["hoa-binh"]
    assert "nhà văn hóa" not in words["tan-lap"] and "nhà văn hóa" not in words["cha-lo"]
    general = (root / "build/tin/tin.transcript.txt").read_text(encoding="utf-8")
    assert "tiếng nói của Tỉnh Quảng Trị" in general


def test_every_edition_is_as_loud_and_long_as_its_manifest_says(
    built: tuple[Path, Programme],
) -> None:
    for each in built[1].editions:
        (delivery,) = each.deliveries
        measured = measure(delivery.path)
        assert measured.loudness.integrated == pytest.approx(-16.0, abs=0.2)
        assert measured.loudness.integrated == pytest.approx(delivery.loudness.integrated, abs=0.02)
        assert measured.loudness.true_peak <= -1.0 + 0.05
        assert len(heard(delivery.path)) / delivery.sample_rate == pytest.approx(
            delivery.duration, abs=1e-6
        )
        assert delivery.duration == pytest.approx(each.duration, abs=0.001)


def test_what_all_hear_is_the_same_to_the_sample(built: tuple[Path, Programme]) -> None:
    root, made = built
    general = heard(root / "build/tin/tin.station.mp3")
    for each in made.editions:
        own = heard(each.deliveries[0].path)
        head = 8 * 44_100
        assert np.array_equal(own[:head], general[:head])
        assert (len(own) - len(general)) % 56_448 == 0
        assert np.array_equal(own[-head:], general[-head:])


def test_the_captions_of_an_edition_stand_where_it_is_heard(built: tuple[Path, Programme]) -> None:
    for each in built[1].editions:
        rundown = json.loads(each.sidecars["rundown_json"].read_text(encoding="utf-8"))
        ident = next(
            row for row in rundown["items"] if "tiếng nói" in json.dumps(row, ensure_ascii=False)
        )
        assert ident["start"] < rundown["items"][-1]["start"] < each.duration


def test_a_plain_build_of_an_edition_is_the_same_programme(
    built: tuple[Path, Programme], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(KeptDelivery, "serves", staticmethod(lambda form, grid: False))
    root = home_at(tmp_path)
    plain = build(Workspace.open(root)).programmes[0]
    for own, other in zip(built[1].editions, plain.editions, strict=True):
        assert own.duration == other.duration
        assert own.sidecars["vtt"].read_bytes() == other.sidecars["vtt"].read_bytes()
        assert own.deliveries[0].loudness.integrated == pytest.approx(
            other.deliveries[0].loudness.integrated, abs=0.2
        )


def test_the_manifest_holds_every_file_by_its_bare_name(built: tuple[Path, Programme]) -> None:
    root, _ = built
    manifest = read_manifest(root / "build/tin")
    assert manifest is not None
    names = {each.name for each in manifest.outputs}
    assert names | {"manifest.json"} == {path.name for path in (root / "build/tin").iterdir()}
    assert [row["station"] for row in manifest.editions] == ["cha-lo", "hoa-binh", "tan-lap"]
    path = root / "build/tin/manifest.json"
    row = json.loads(path.read_text(encoding="utf-8"))
    other = path.with_name("other")
    other.mkdir()
    for spoilt in ("../x", "/x", ".x"):
        row["editions"][0]["deliveries"][0]["path"] = spoilt
        (other / "manifest.json").write_text(json.dumps(row), encoding="utf-8")
        assert read_manifest(other) is None
    (other / "manifest.json").unlink()
    other.rmdir()


def test_a_second_build_finds_it_current_until_something_of_a_station_changes(
    tmp_path: Path,
) -> None:
    root = home_at(tmp_path)
    build(Workspace.open(root)).raise_for_errors()

    def again() -> Programme:
        return build(Workspace.open(root)).programmes[0]

    before = Desk(Workspace.open(root))
    script = before.sha256(before.subject("tin"))
    assert again().status is BuildStatus.CURRENT
    own = root / "scripts/dia-phuong/tan-lap.md"
    own.write_text(OWN, encoding="utf-8")
    made = again()
    assert made.status is BuildStatus.BUILT and made.reasons == ("include-changed",)
    after = Desk(Workspace.open(root))
    assert after.sha256(after.subject("tin")) != script
    stations = root / "schedules/stations.csv"
    stations.write_text(STATIONS.replace("Xã Tân Lập", "Xã Tân Lập Mới"), encoding="utf-8")
    made = again()
    assert made.reasons == ("settings-changed",)
    renamed = Desk(Workspace.open(root))
    assert renamed.sha256(renamed.subject("tin")) != after.sha256(after.subject("tin"))
    stations.write_text(
        STATIONS.replace("tan-lap,Xã Tân Lập,commune,t,,,,,,,,\n", ""), encoding="utf-8"
    )
    made = again()
    assert [each.station for each in made.editions] == ["cha-lo", "hoa-binh"]
    assert not list((root / "build/tin").glob("tin.tan-lap*"))


def test_an_edition_is_part_of_the_hash_of_what_was_built(built: tuple[Path, Programme]) -> None:
    manifest = read_manifest(built[0] / "build/tin")
    assert manifest is not None
    from dataclasses import replace

    assert edition_sha256(manifest) != edition_sha256(replace(manifest, editions=()))


def codes(root: Path) -> list[str]:
    return [found.code for found in check(Workspace.open(root))]


def test_check_tells_once_with_a_count_what_stations_lack(tmp_path: Path) -> None:
    root = home_at(tmp_path)
    told = [each for each in check(Workspace.open(root)) if each.code == "no-own-file"]
    assert len(told) == 1
    assert told[0].message.vi.startswith("2 trong 3 đài không có tệp riêng")
    script = root / "scripts/tin.md"
    script.write_text(SCRIPT.replace(" | nếu có", ""), encoding="utf-8")
    found = check(Workspace.open(root))
    assert [each.code for each in found].count("missing-include") >= 1
    script.write_text(SCRIPT, encoding="utf-8")
    own = root / "scripts/dia-phuong"
    for name in ("tan-lap", "cha-lo", "hoa-binh"):
        (own / f"{name}.md").write_text("PTV nam: Số QZX-77/BCĐXYZ.\n", encoding="utf-8")
    found = check(Workspace.open(root))
    assert all([each.code for each in found].count(code) <= 3 for code in {e.code for e in found})


def test_a_stray_file_of_no_station_is_told_with_what_was_meant(tmp_path: Path) -> None:
    root = home_at(tmp_path)
    (root / "scripts/dia-phuong/hoa-bin.md").write_text(OWN, encoding="utf-8")
    (told,) = [each for each in check(Workspace.open(root)) if each.code == "stray-own-file"]
    assert told.place.file == "scripts/dia-phuong/hoa-bin.md"
    assert "hoa-binh.md" in told.remedy.vi


def test_files_of_stations_are_no_programmes(tmp_path: Path) -> None:
    root = home_at(tmp_path)
    assert "no-front-matter" not in codes(root)
    (root / "scripts/xa").mkdir()
    (root / "scripts/xa/hoa-binh.md").write_text(OWN, encoding="utf-8")
    script = root / "scripts/tin.md"
    script.write_text(SCRIPT.replace("dia-phuong/", "xa/"), encoding="utf-8")
    assert "local-folder" in codes(root)


@pytest.mark.parametrize(
    ("selector", "code"),
    [
        ("tag:khong-co", "unknown-tag"),
        ("hoa-bih", "unknown-station"),
        ("level:post", "no-station-chosen"),
    ],
)
def test_a_selector_that_chooses_nobody_is_told(tmp_path: Path, selector: str, code: str) -> None:
    root = home_at(tmp_path, SCRIPT.replace("under:t, cha-lo", selector))
    assert code in codes(root)


def test_a_field_that_a_station_cannot_fill_is_told(tmp_path: Path) -> None:
    root = home_at(tmp_path, SCRIPT.replace("{đài}, {tỉnh}", "{huyện}"))
    assert "empty-station-field" in codes(root)


def test_a_station_with_hostile_letters_in_its_name_is_heard_as_it_is_written(
    tmp_path: Path,
) -> None:
    evil = STATIONS.replace("Xã Tân Lập", "Xã {a|b} [nhạc nền: x] // Tân")
    root = home_at(tmp_path, stations=evil)
    report = build(Workspace.open(root))
    report.raise_for_errors()
    own = report.programmes[0].editions[-1]
    text = own.sidecars["transcript"].read_text(encoding="utf-8")
    assert "Xã {a|b} [nhạc nền: x] // Tân" in text
