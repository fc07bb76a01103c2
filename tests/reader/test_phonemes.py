"""The whole chain heard: espeak-ng's Vietnamese voice never falls back to English.

espeak-ng marks what it cannot read as Vietnamese with ``(en)`` in its phonemes; such a word is
one that the reader should have read. The library runs in a process of its own: it may crash.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from radioprog.reader import read
from radioprog.reader.read import chain_of
from radioprog.reader.vi.documents import signs
from radioprog.reader.vi.units import units
from radioprog.reader.vi.words import abbreviations
from tests.reader.pairs import pairs

JUDGE = """
import ctypes, json, sys
import espeakng_loader
library = ctypes.CDLL(espeakng_loader.get_library_path())
library.espeak_Initialize(2, 0, str(espeakng_loader.get_data_path()).encode(), 0)
assert library.espeak_SetVoiceByName(b"vi") == 0
speak = library.espeak_TextToPhonemes
speak.restype = ctypes.c_char_p
speak.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
answers = {}
for word in json.load(sys.stdin):
    rest = ctypes.c_char_p(word.encode())
    answers[word] = ""
    while rest.value:
        answers[word] += (speak(ctypes.byref(rest), 1, 0) or b"").decode()
json.dump(answers, sys.stdout)
"""


def foreign(texts: Iterable[str]) -> list[str]:
    """Give the words that espeak-ng reads as English."""
    words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]+", text)})
    done = subprocess.run(
        [sys.executable, "-c", JUDGE],
        input=json.dumps(words),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [word for word, phonemes in json.loads(done.stdout).items() if "(en)" in phonemes]


def test_the_judge_hears_english() -> None:
    assert foreign(["tuyên truyền UBND website"]) == ["UBND", "website"]


def test_our_pairs_are_vietnamese_to_the_ear() -> None:
    written = [pair.written for name in ("administrative", "general") for pair in pairs(name)]
    assert foreign(read(text).spoken for text in written) == []


def test_our_tables_are_vietnamese_to_the_ear() -> None:
    spoken = [entry.spoken for entry in chain_of("vi").lexicon.entries]
    spoken += [line for lines in abbreviations().values() for line, _ in lines]
    spoken += [line for line, _ in units().values()]
    spoken += [line for _, _, line in signs()]
    assert foreign(spoken) == []


def test_the_example_scripts_are_vietnamese_to_the_ear() -> None:
    folder = Path(__file__).resolve().parents[2] / "scripts"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("**/*.md"))]
    if not texts:
        pytest.skip("no example script stands in scripts/")
    lines = [
        line.partition(":")[2] or line
        for text in texts
        for line in text.rpartition("\n---\n")[2].splitlines()
        if not re.match(r"\s*(?:\[|//|<!--|\(|#)", line)
    ]
    assert foreign(read(re.sub(r"\{[^}]*\}", " ", line)).spoken for line in lines) == []


def test_the_article_is_vietnamese_to_the_ear(article: Path) -> None:
    assert foreign([read(article.read_text(encoding="utf-8")).spoken]) == []
