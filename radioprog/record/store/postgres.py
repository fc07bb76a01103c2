"""The record in a PostgreSQL database: the same lines, in one table that is only added to.

The one module that meets SQLAlchemy. What a server says of itself is told; an address's user and
password are not, in no message and no traceback.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.findings import Finding, Text
from radioprog.record.findings import BAD_ADDRESS, DATABASE_REFUSED, NO_DATABASE_LIBRARY
from radioprog.record.store.kinds import is_kind, kind_named
from radioprog.record.store.line import Line, believed, finished, written

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_DRIVER = "postgresql+psycopg"
_SECONDS = 10
_AT_ONCE = 2000
"""Lines to a statement: a statement holds at most 65,535 values."""
_LONGEST_REASON = 300
_SPACE = 0x7261646F
"""Our part of the database's locks by number."""

_TABLE = sa.Table(
    "radioprog_record",
    sa.MetaData(),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("line", sa.Text, nullable=False),
)
_ONLY_ADDED = (
    """
    CREATE OR REPLACE FUNCTION radioprog_record_is_only_added_to() RETURNS trigger AS $$
    BEGIN RAISE EXCEPTION 'the record is only added to'; END $$ LANGUAGE plpgsql
    """,
    "DROP TRIGGER IF EXISTS only_added ON radioprog_record",
    """
    CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON radioprog_record
    FOR EACH STATEMENT EXECUTE FUNCTION radioprog_record_is_only_added_to()
    """,
)


class PostgresRecords:
    """The record of one or many workspaces' machines in a database."""

    def __init__(self, address: str) -> None:
        """Take the database's address; it is met when first asked.

        Raises:
            UsageError: ``bad-records-address``.
        """
        url = _url(address)
        host = url.host or str(url.query.get("host", "localhost"))
        self._where = f"{host}/{url.database or ''}"
        self._secrets = tuple(filter(None, (url.password, url.username)))
        try:
            self._engine = sa.create_engine(
                url,
                poolclass=sa.NullPool,
                connect_args={"connect_timeout": _SECONDS, "client_encoding": "utf8"},
            )
        except ImportError:
            raise MachineError(NO_DATABASE_LIBRARY()) from None
        self._made = False

    @property
    def where(self) -> str:
        """Return host and database, without user and password."""
        return self._where

    def append(self, kind: str, lines: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
        """Add lines in one transaction; when this returns they are on the server's disk."""
        made = {line["id"]: line for line in (finished(kind, each) for each in lines)}
        rows = [
            {"kind": kind, "id": name, "line": written(line).decode().rstrip("\n")}
            for name, line in made.items()
        ]
        if not rows:
            return ()
        with self._connected() as connection:
            connection.execute(sa.text("SET LOCAL synchronous_commit = on"))
            for start in range(0, len(rows), _AT_ONCE):
                some = insert(_TABLE).values(rows[start : start + _AT_ONCE])
                connection.execute(some.on_conflict_do_nothing())
        return tuple(made)

    def read(self, kind: str, told: list[Finding]) -> list[Line]:
        """Return all lines of a kind, in order of time."""
        kind_named(kind)
        query = sa.select(_TABLE.c.line).where(_TABLE.c.kind == kind).order_by(_TABLE.c.id)
        with self._connected() as connection:
            raw = [str(line).encode() for line in connection.execute(query).scalars()]
        return believed(kind, raw, f"{self._where}/{kind}", told)

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds that hold anything."""
        with self._connected() as connection:
            found = connection.execute(sa.select(_TABLE.c.kind).distinct()).scalars().all()
        return tuple(sorted(kind for kind in found if is_kind(kind)))

    @contextlib.contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Keep others out, on all machines, by a lock that ends with our connection."""
        key = zlib.crc32(name.encode()) & 0x7FFFFFFF
        with self._connected() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_SPACE, key)))
            yield

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        """Give a transaction that is committed at the end; what fails is told without secrets."""
        try:
            if not self._made:  # for itself: what waits in `alone` must not hold the new table
                with self._engine.begin() as connection:
                    _make_table(connection)
                self._made = True
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as problem:
            raise MachineError(
                DATABASE_REFUSED(where=self._where, why=_reason(problem, self._secrets))
            ) from None


def _make_table(connection: sa.Connection) -> None:
    """Make the table where it is missing, one machine at a time."""
    if sa.inspect(connection).has_table(_TABLE.name):
        return
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_SPACE, 0)))
    if sa.inspect(connection).has_table(_TABLE.name):
        return
    _TABLE.create(connection, checkfirst=True)
    for statement in _ONLY_ADDED:
        connection.execute(sa.text(statement))


def _url(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
    except (SQLAlchemyError, ValueError):
        raise UsageError(
            BAD_ADDRESS(why=Text("viết chưa đúng", "it is not written right"))
        ) from None
    if url.drivername not in SCHEMES:
        why = Text("chỉ dùng được PostgreSQL", "only PostgreSQL will do")
        raise UsageError(BAD_ADDRESS(why=why))
    return url.set(drivername=_DRIVER)


def _reason(problem: SQLAlchemyError, secrets: Iterable[str]) -> str:
    """Return the first line of what the server or its library says, secrets taken out."""
    cause = getattr(problem, "orig", None) or problem
    said = next(iter(str(cause).splitlines()), "") or type(cause).__name__
    for secret in secrets:
        said = said.replace(str(secret), "***").replace(quote(str(secret), safe=""), "***")
    return said[:_LONGEST_REASON]
