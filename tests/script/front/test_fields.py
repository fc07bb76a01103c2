from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from radioprog.script.front.fields import script_json_schema
from tests.conftest import ROOT

SCHEMA = script_json_schema()
SCRIPTS = sorted((ROOT / "scripts").rglob("*.md"))


def front_of(path: Path) -> object:
    """The front matter as any YAML library reads it."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8").split("\n---\n")[0].lstrip("-"))
    return {
        str(key): str(value) if key in ("date", "ngày") else value for key, value in loaded.items()
    }


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_an_editor_accepts_the_scripts_of_the_example(path):
    jsonschema.validate(front_of(path), SCHEMA)


@pytest.mark.parametrize(
    "front",
    [
        "tên chương trình: a\ngiọng: {A: {máy đọc: espeak, giọng: vi, tốc độ: 210}}",
        "title: 7\nlength: 15:00\nepisode: 07\ntopics: a, b\nspeakers: {A: [nữ, espeak:vi]}",
    ],
)
def test_an_editor_accepts(front):
    jsonschema.validate(yaml.safe_load(front), SCHEMA)


@pytest.mark.parametrize(
    "front", ["length: 15:00", "title: a\nspeaker: {}", "title: a\nspeakers: {A: {voice: vi}}"]
)
def test_an_editor_refuses(front):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(front), SCHEMA)


def test_every_key_is_described_in_both_languages():
    for name, schema in SCHEMA["properties"].items():
        assert re.fullmatch(r"[^·]+ · [^·]+", schema["description"]), name
