"""A real browser, for what only a browser can judge: Debian's Chromium, without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str:
    """Return the browser's path; where there is none the test is skipped, but never in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium here: apt-get install chromium")
    return found


def run(*arguments: str) -> str:
    """Run the browser with a profile of its own and return what it prints."""
    with tempfile.TemporaryDirectory() as profile:
        command = [chromium(), *_FLAGS, f"--user-data-dir={profile}", *arguments]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode("utf-8", "replace")


def evaluated(page: Path, expression: str, *, width: int) -> str:
    """Return what an expression says in a page that is so many pixels wide."""
    probe = page.with_name(f"probe-{page.name}")
    script = f"<script>document.documentElement.setAttribute('data-probe', {expression})</script>"
    text = page.read_text(encoding="utf-8")
    probe.write_text(text.replace("</html>", f"{script}</html>"), encoding="utf-8")
    dom = run("--dump-dom", f"--window-size={width},900", probe.as_uri())
    return dom.partition('data-probe="')[2].partition('"')[0]


def printed(page: Path) -> list[str]:
    """Return the text of each printed A4 page."""
    target = page.with_suffix(".pdf")
    run("--no-pdf-header-footer", f"--print-to-pdf={target}", page.as_uri())
    done = subprocess.run(
        ["pdftotext", "-layout", str(target), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().rstrip("\f\n").split("\f")


def first_page_pixels(page: Path, dots_per_inch: int = 100) -> Any:
    """Return the first printed A4 page of a page that was `printed`, as a scanner would see it."""
    import numpy as np

    source, target = page.with_suffix(".pdf"), page.with_suffix("")
    words = ["pdftoppm", "-gray", "-r", str(dots_per_inch), "-l", "1", "-singlefile"]
    subprocess.run([*words, str(source), str(target)], check=True, timeout=60)
    data = target.with_suffix(".pgm").read_bytes()
    width, height = map(int, data.split(b"\n", 3)[1].split())
    return np.frombuffer(data[-width * height :], np.uint8).reshape(height, width)


def codes_in(pixels: Any) -> list[str]:
    """Return what a reader of others reads from the QR codes of a picture."""
    import zxingcpp

    return [each.text for each in zxingcpp.read_barcodes(pixels)]
