import pytest

from radioprog.record.store.opening import open_records


@pytest.fixture(params=["folder", "postgres"])
def open_one(request, tmp_path):
    """Open the same record anew each time it is called, as another process would."""
    if request.param == "folder":
        return lambda: open_records(tmp_path / "record", locks=tmp_path / "locks")
    address = request.getfixturevalue("empty_database")
    return lambda: open_records(tmp_path / "record", address=address)


@pytest.fixture
def records(open_one):
    return open_one()
