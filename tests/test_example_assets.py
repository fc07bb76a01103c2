"""The example's telephone call: what is committed is what our voice says of the script's words."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import soundfile

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("tool", ROOT / "tools/make_example_assets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_call_says_the_words_of_the_script(tool):
    committed, rate = soundfile.read(ROOT / f"assets/{tool.CLIP}.opus", dtype="float32")
    played = tool.telephone_call().samples[:, 0]
    assert rate == tool.MIX_RATE
    assert committed.shape == played.shape
    assert np.corrcoef(committed, played)[0, 1] > 0.95


def test_the_call_owns_to_being_a_machine(tool):
    script = (ROOT / tool.CLIP_SCRIPT).read_text(encoding="utf-8")
    before = script[: script.index("[băng:")]
    assert "do máy đọc" in before
