"""The record in a database: what only a server can do or refuse."""

import sys
import traceback

import pytest

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.record.store.opening import open_records
from tests.record.store.postgres_server import PASSWORD

LINE = {"at": "2026-03-01T07:00:00+07:00", "by": "lan"}


def test_the_table_is_only_added_to(empty_database):
    import sqlalchemy

    open_records(None, address=empty_database).append("verdicts", [LINE])
    url = sqlalchemy.make_url(empty_database).set(drivername="postgresql+psycopg")
    engine = sqlalchemy.create_engine(url)
    for order in (
        "UPDATE radioprog_record SET line = '{}'",
        "DELETE FROM radioprog_record",
        "TRUNCATE radioprog_record",
    ):
        with pytest.raises(sqlalchemy.exc.SQLAlchemyError, match="only added"), engine.begin() as c:
            c.execute(sqlalchemy.text(order))
    assert len(open_records(None, address=empty_database).read("verdicts", [])) == 1


def test_the_first_line_of_an_empty_database_may_be_added_while_others_are_kept_out(
    empty_database,
):
    """Whoever keeps others out must not wait for the table that they are making themselves."""
    records = open_records(None, address=f"{empty_database}?options=-c%20lock_timeout%3D2000")
    with records.alone("verdicts"):
        records.append("verdicts", [LINE])
        assert len(records.read("verdicts", [])) == 1


def test_a_line_changed_behind_our_back_is_told(empty_database):
    import sqlalchemy

    open_records(None, address=empty_database).append("verdicts", [LINE])
    url = sqlalchemy.make_url(empty_database).set(drivername="postgresql+psycopg")
    with sqlalchemy.create_engine(url).begin() as connection:
        connection.execute(sqlalchemy.text("ALTER TABLE radioprog_record DISABLE TRIGGER ALL"))
        connection.execute(
            sqlalchemy.text("UPDATE radioprog_record SET line = replace(line, 'lan', 'x')")
        )
    told = []
    assert open_records(None, address=empty_database).read("verdicts", told) == []
    assert [found.code for found in told] == ["record-line-altered"]


def _secrets_in(problem):
    said = [*traceback.format_exception(problem), repr(problem.findings)]
    said += [found.render(each) for found in problem.findings for each in ("vi", "en")]
    return [text for text in ("p@ss", "wörd", "p%40ss", "hunter2") if text in "".join(said)]


def test_a_wrong_password_is_refused_and_not_repeated(postgres_address):
    wrong = postgres_address.replace("p%40ss", "hunter2p%40ss")
    with pytest.raises(MachineError, match="cannot be used") as caught:
        open_records(None, address=wrong).append("verdicts", [LINE])
    assert _secrets_in(caught.value) == []
    assert PASSWORD not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://rp:hunter2@127.0.0.1:1/none",
        "postgresql://rp:hunter2@host.invalid/none",
    ],
)
def test_a_server_that_is_not_there(address):
    pytest.importorskip("sqlalchemy", reason="the extra [postgres] is not installed")
    with pytest.raises(MachineError) as caught:
        open_records(None, address=address).read("verdicts", [])
    assert caught.value.findings[0].code == "records-unreachable"
    assert _secrets_in(caught.value) == []


@pytest.mark.parametrize(
    "address",
    ["x", "sqlite:///a.db", "mysql://a:hunter2@b/c", "postgresql://rp:hunter2@h:port/d", "://"],
)
def test_an_address_that_is_none(address):
    pytest.importorskip("sqlalchemy", reason="the extra [postgres] is not installed")
    with pytest.raises(UsageError) as caught:
        open_records(None, address=address)
    assert caught.value.findings[0].code == "bad-records-address"
    assert _secrets_in(caught.value) == []


def test_without_the_library_the_remedy_says_what_to_install(monkeypatch):
    monkeypatch.delitem(sys.modules, "radioprog.record.store.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(MachineError) as caught:
        open_records(None, address="postgresql://h/d")
    assert caught.value.findings[0].code == "no-database-library"
    assert "radioprog[postgres]" in caught.value.findings[0].render("en")
