"""The schemas for editors: they take what we take, and refuse what we refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from radioprog.studio.schemas import json_schema
from tests.studio.workspace import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
FRONT = {"title": "Bản tin", "speakers": {"PTV nữ": "nữ"}}


def judge(what: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json_schema(what))


def complaints(what: str, document: Any) -> list[str]:
    return [problem.message for problem in judge(what).iter_errors(document)]


def read(name: str) -> Any:
    # The plain reader of YAML takes 05:30 for a number in base 60; ours and editors' do not.
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.mark.parametrize("what", ["script", "series", "workspace", "schedule"])
def test_each_is_a_schema_of_its_draft_with_names_in_both_languages(what: str) -> None:
    schema = json_schema(what)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json_schema(what) == schema


def test_what_we_ship_is_taken() -> None:
    assert complaints("workspace", yaml.safe_load(SETTINGS)) == []
    assert complaints("script", FRONT) == []


@pytest.mark.parametrize(
    ("what", "document"),
    [
        ("script", []),
        ("script", "title"),
        ("script", {**FRONT, "titel": "x"}),
        ("script", {**FRONT, "speakers": 5}),
        ("script", {"title": ["a"], "speakers": {"A": "nữ"}}),
        ("workspace", []),
        ("workspace", {"organisatoin": "x"}),
        ("workspace", {"network": "perhaps"}),
        ("workspace", {"deliver": {"web": 1}}),
        ("schedule", []),
        ("schedule", {"slot": []}),
        ("schedule", {"slots": [{"id": 5, "hours": "x"}]}),
        ("series", []),
        ("series", "x"),
    ],
)
def test_what_we_refuse_is_refused(what: str, document: Any) -> None:
    assert complaints(what, document)
