"""What all tests share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

PORTABLE = Path(__file__).parent / "portable"
if os.environ.get("RADIOPROG_TEST_PORTABLE") == "1":
    # Before anything of ours is imported: the whole suite on a system without POSIX's own calls.
    sys.path.insert(0, str(PORTABLE))
    os.environ["PYTHONPATH"] = os.pathsep.join([str(PORTABLE), os.environ.get("PYTHONPATH", "")])
    sys.modules.pop("sitecustomize", None)
    import sitecustomize  # noqa: F401

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ours")  # no example is judged by the clock: the machine may be busy

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


@pytest.fixture(scope="session")
def postgres_address():
    """The address of a real PostgreSQL server of our own."""
    from tests.record.store import postgres_server

    why = postgres_server.missing()
    if why:
        pytest.skip(why)
    with postgres_server.server() as address:
        yield address


@pytest.fixture
def empty_database(postgres_address):
    """The address of a database without any table of ours."""
    import sqlalchemy

    url = sqlalchemy.make_url(postgres_address).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("DROP TABLE IF EXISTS radioprog_record"))
    engine.dispose()
    return postgres_address


def pytest_sessionfinish() -> None:
    """Keep what a worker counted while it still can: one that is slow to leave is killed."""
    coverage = sys.modules.get("coverage")
    if coverage is not None and (counting := coverage.Coverage.current()) is not None:
        counting.save()


@pytest.fixture(params=["folder", "postgres"])
def back_end(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test twice: the record in the workspace's folder, and in a database."""
    name: str = request.param
    monkeypatch.delenv("RADIOPROG_RECORDS", raising=False)
    if name == "postgres":
        monkeypatch.setenv("RADIOPROG_RECORDS", request.getfixturevalue("empty_database"))
    return name


needs_permissions = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="whoever is root, or has no POSIX permissions, may read everything",
)
"""For tests of what may not be read."""
