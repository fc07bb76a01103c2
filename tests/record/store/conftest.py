import pytest

from radioprog.record.store.opening import open_records
from tests.record.store import postgres_server


@pytest.fixture(scope="session")
def postgres_address():
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
