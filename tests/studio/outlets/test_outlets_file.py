"""``outlets.yaml``: in both languages, by data, and never with a secret in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.publish.playout.source_info import InfoField
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.outlets_file import FILE, load_outlets, outlet_named, read_outlets
from radioprog.studio.outlets.push import push_caldav
from radioprog.studio.schemas import json_schema
from tests.studio.outlets.station import make_home

ENGLISH = """\
outlets:
  may-phat:
    target: liquidsoap
    stations: level:commune
    folder: build/may-phat
    days: 3
    sounds: /srv/rp
    output: pulseaudio
  log:
    target: rivendell
    carts: 5000-5999
  guide:
    target: xmltv
    domain: dai.example
  nguon:
    target: source-info
    stations: xa-b
    fields: {TieuDe: title, ThoiLuong: length hms, Luc: start epoch, NguonTin: Đài tỉnh}
  lich:
    target: caldav
    url: "https://dav.example/lich/{station}/"
"""
VIETNAMESE = (
    ENGLISH.replace("outlets:", "nơi nhận:")
    .replace("target:", "đích:")
    .replace("stations:", "đài:")
    .replace("folder:", "thư mục:")
    .replace("days:", "số ngày:")
    .replace("sounds:", "nơi tiếng:")
    .replace("output:", "ngõ ra:")
    .replace("domain:", "tên miền:")
    .replace("carts:", "dải cart:")
    .replace("fields:", "trường:")
    .replace("url:", "địa chỉ:")
)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> radioprog.Workspace:
    workspace = make_home(tmp_path_factory.mktemp("home"))
    (workspace.root / FILE).write_text(VIETNAMESE, encoding="utf-8")
    return workspace


def test_both_languages_say_the_same() -> None:
    one, other = read_outlets(ENGLISH), read_outlets(VIETNAMESE)
    assert one == other and one[1] == ()
    by_name = {each.name: each for each in one[0]}
    assert by_name["log"].options.carts == range(5000, 6000)
    assert by_name["nguon"].options.fields["NguonTin"] == InfoField("Đài tỉnh")
    assert by_name["nguon"].options.fields["Luc"] == InfoField("start", "epoch")


def test_the_schema_takes_what_we_take() -> None:
    schema = json_schema("outlets")
    for text in (ENGLISH, VIETNAMESE):
        jsonschema.validate(yaml.safe_load(text), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"outlets": {"a": {"target": "m3u", "password": "x"}}}, schema)
    assert run(["--json", "schema", "outlets"]) == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("target: caldav\n    url: https://a:mat-khau@dav.example/", "password-in-url"),
        ("target: m3u\n    password: mat-khau", "unknown-key"),
        ("target: m3u\n    user: mat-khau", "unknown-key"),
        ("target: caldav", "missing-url"),
        ("target: caldav\n    url: dav.example", "bad-address"),
        ("target: m3uu", "bad-value"),
        ("stations: all", "missing-key"),
        ("target: rivendell\n    carts: 10-1", "bad-value"),
        ("target: rivendell\n    carts: 0-9999999", "bad-value"),
        ("target: xmltv\n    domain: a b", "bad-value"),
        ("target: liquidsoap\n    output: process.run", "bad-value"),
        ("target: source-info\n    fields: {A: title hms}", "bad-value"),
        ("target: source-info\n    fields: {A: start}", "bad-value"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_place(line: str, code: str) -> None:
    outlets, findings = read_outlets(f"outlets:\n  a:\n    {line}\n")
    assert outlets == () and code in [found.code for found in findings]
    for found in findings:
        assert found.place.file == FILE and found.place.line
        told = json.dumps(found.to_json("vi"), ensure_ascii=False) + found.render("en")
        assert ":mat-khau@" not in told


def test_an_outlet_may_not_be_called_as_a_target() -> None:
    _, findings = read_outlets("outlets:\n  m3u: {target: m3u}\n")
    assert [found.code for found in findings] == ["outlet-named-as-target"]


def test_export_and_push_go_by_an_outlet_s_name(home, capsys) -> None:
    made = export(home, "may-phat", first="2026-11-23")
    assert made.path == home.root / "build/may-phat"
    assert made.target == "liquidsoap" and set(made.files) == {"xa-a.liq", "xa-b.liq"}
    text = (made.path / "xa-a.liq").read_text("utf-8")
    assert 'default="/srv/rp"' in text and "output.pulseaudio(radio)" in text
    assert text.count("ban-tin") == 0 and len(re.findall(r'"dem-1-', text)) == 3
    nguon = export(home, "nguon", first="2026-11-23", output="build/nguon")
    rows = json.loads((nguon.path / "xa-b.json").read_bytes())["DanhSachBanTin"]
    assert rows[0]["NguonTin"] == "Đài tỉnh" and set(rows[0]) == {
        "TieuDe",
        "ThoiLuong",
        "Luc",
        "NguonTin",
    }
    with pytest.raises(UsageError):
        export(home, "lich")
    with pytest.raises(UsageError):
        push_caldav(home, "may-phat")
    with pytest.raises(UsageError):
        push_caldav(home, "khong-co")
    assert run(["-C", str(home.root), "export", "may-phta"]) == 2
    assert "may-phat" in capsys.readouterr().err


def test_check_reads_the_outlets_too(home, capsys) -> None:
    assert "target" not in [found.code for found in radioprog.check(home)]
    path = Path(home.root / FILE)
    path.write_text("outlets:\n  a: {target: m3u, stations: tag:khong}\n", encoding="utf-8")
    try:
        findings = load_outlets(home)[1]
        assert findings == ()
        with pytest.raises(ContentError):
            export(home, "a", first="2026-11-23")
        path.write_text("outlets:\n  a: {mat khau: x}\n", encoding="utf-8")
        assert {"unknown-key", "missing-key"} <= {each.code for each in radioprog.check(home)}
        with pytest.raises(ContentError):
            outlet_named(home, "a", {})
    finally:
        path.write_text(VIETNAMESE, encoding="utf-8")
