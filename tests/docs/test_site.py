"""The site builds without a network, and the pages made from the source are what it says."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


_FOREIGN = re.compile(r"<(?:script|img|link|iframe)\b[^>]*(?:src|href)=[\"']?https?://")


def tool(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_library_is_what_the_shelf_says() -> None:
    if sys.version_info[:2] != (3, 11):
        pytest.skip("signatures are written otherwise by other Pythons; the page is made on 3.11")
    assert (ROOT / "docs/api.md").read_text(encoding="utf-8") == tool("api_doc").page()


def test_every_name_of_the_shelf_has_words_and_a_place() -> None:
    page = tool("api_doc").page()
    import radioprog

    for name in radioprog.__all__:
        assert f"### `{name}`\n" in page
        assert (getattr(radioprog, name).__doc__ or "").strip(), name


def test_the_site_builds_and_takes_nothing_from_elsewhere(tmp_path: Path) -> None:
    place = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "http_proxy": "http://127.0.0.1:9"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=place, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    for tree in ("vi", "en"):
        assert len(list((tmp_path / tree).glob("*.html"))) >= 5
    for page in tmp_path.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(
            r"<(?:script|img|link|iframe)\b[^>]*(?:src|href)=[\"']?https?://", text
        )
    assert "fonts.g" not in "".join(
        each.read_text(encoding="utf-8", errors="replace") for each in tmp_path.rglob("*.css")
    )
