"""The real article becomes a programme, and no sentence of its body is lost on the way."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.record.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[2]
FURNITURE = ("Bản in", "[Trở về]", "Gởi bài viết")


def squeezed(text: str) -> str:
    """Give text without spaces, so that line breaks do not matter."""
    return re.sub(r"\s+", "", text)


def body_of(article: str) -> list[str]:
    """Give the body's sentences, cut in the crudest way: independent of our own splitting."""
    lines = [line.strip() for line in article.splitlines()]
    body = [line for line in lines if len(line) > 100]
    return [
        each.strip() for line in body for each in re.split(r"(?<=[.…])\s", line) if each.strip()
    ]


def spoken_in(captions: str) -> str:
    lines = [line for line in captions.splitlines() if "-->" not in line and line != "WEBVTT"]
    return squeezed(" ".join(re.sub(r"<v [^>]*>", "", line) for line in lines))


@pytest.fixture(scope="module")
def built(article: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("article") / "demo"
    assert run(["init", str(root), "--example", "quang-binh"]) == 0
    shutil.rmtree(root / "schedules", ignore_errors=True)
    assert run(["-C", str(root), "draft", str(article), "-o", "scripts/article.md"]) == 0
    for path in (root / "scripts").glob("[!_a]*.md"):
        path.unlink()
    assert run(["-C", str(root), "-q", "build", "--deliver", "station"]) == 0
    return root / "build" / "article"


@pytest.mark.parametrize("name", ["article.transcript.txt", "article.vtt", "article.srt"])
def test_every_sentence_of_the_body_is_there_once_and_in_order(
    built: Path, article: Path, name: str
) -> None:
    text = (built / name).read_text(encoding="utf-8")
    text = squeezed(text) if name.endswith("txt") else spoken_in(re.sub(r"(?m)^\d+$", "", text))
    text = re.sub(r"&(amp|lt|gt);", lambda m: {"amp": "&", "lt": "<", "gt": ">"}[m[1]], text)
    sentences = body_of(article.read_text(encoding="utf-8"))
    assert len(sentences) >= 14
    at = 0
    for sentence in sentences:
        found = text.find(squeezed(sentence), at)
        assert found >= 0, sentence
        assert text.count(squeezed(sentence)) == 1
        at = found + 1


def test_the_furniture_of_the_page_stays_out(built: Path) -> None:
    said = (built / "article.transcript.txt").read_text(encoding="utf-8")
    assert not [word for word in FURNITURE if word in said]


def test_it_is_a_programme_of_more_than_five_minutes_at_its_loudness(built: Path) -> None:
    manifest = read_manifest(built)
    assert manifest is not None
    assert manifest.duration > 300
    row = manifest.deliveries[0]
    assert abs(row["integrated_lufs"] + 16) <= 0.2
    assert row["true_peak_dbtp"] <= -0.95
