"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; it is not ours, so it is never copied."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data is not here: it lies in ../shared/data beside a checkout")
    return SHARED_DATA


@pytest.fixture(scope="session")
def article(shared_data: Path) -> Path:
    """The real article of a provincial department."""
    return shared_data / "article.txt"
