"""Access: who may do what in the studio, with which password; and who changed what.

The people are those of ``people.csv``, and what they may do follows from their roles. Passwords are
no part of the workspace's papers: only what argon2 makes of them is kept, in the hidden folder
``.studio``, which neither packs nor sites nor the record carry away.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError, MachineError
from radioprog.kernel.files import locked, make_folder, publish_bytes
from radioprog.kernel.findings import Finding
from radioprog.kernel.text import fold, one_line
from radioprog.record.people import Person
from radioprog.record.store.kinds import ACTIONS
from radioprog.studio.approval.gate import approval_gate
from radioprog.studio.findings import DAMAGED_PASSWORDS, NO_WEB_LIBRARY, WEAK_PASSWORD
from radioprog.studio.record.deciding import person_called
from radioprog.studio.workspace import Workspace, records_of

FOLDER = ".studio"
PASSWORDS = "passwords.json"
SHORTEST, LONGEST = 10, 200
"""Letters of a password."""
_LARGEST = 4 << 20
_IGNORE_ALL = b"*\n"
Permission = Literal["look", "write", "decide", "schedule", "record", "alert", "people"]
ALLOWED: Mapping[Permission, frozenset[str] | None] = {
    "look": None,
    "decide": None,  # whose verdict counts is for the rules of approval to say
    "write": frozenset({"producer", "editor", "chief", "admin"}),
    "schedule": frozenset({"editor", "chief", "admin"}),
    "record": frozenset({"officer", "editor", "chief", "admin"}),
    "alert": frozenset({"chief", "admin"}),
    "people": frozenset({"admin"}),
}
"""The roles that each kind of action asks for; ``None``: everybody in the list."""


_LIBRARIES = {"starlette": "starlette", "uvicorn": "uvicorn", "argon2": "argon2-cffi"}


def demand_libraries() -> None:
    """Refuse at once where what the studio in the browser stands on is not installed.

    Raises:
        MachineError: ``web-missing``, with the line that installs it.
    """
    for module, name in _LIBRARIES.items():
        if find_spec(module) is None:
            raise MachineError(NO_WEB_LIBRARY(name=name))


def is_allowed(roles: Iterable[str], permission: Permission) -> bool:
    """Tell whether somebody with these roles may do what a permission is for.

    >>> is_allowed({"officer"}, "record"), is_allowed({"officer"}, "write"), is_allowed((), "look")
    (True, False, True)
    """
    wanted = ALLOWED[permission]
    return wanted is None or bool(wanted & {*roles})


@dataclass(frozen=True, slots=True)
class PersonAccount:
    """Somebody in the list of people, and whether a password was set for them."""

    person: Person
    has_password: bool


def accounts(workspace: Workspace) -> tuple[tuple[PersonAccount, ...], tuple[Finding, ...]]:
    """Return everybody in ``people.csv`` in its order, and what is wrong with the list."""
    gate = approval_gate(workspace)
    known = _stored(workspace)
    people = gate.people.all
    return tuple(PersonAccount(each, each.id in known) for each in people), tuple(gate.told)


def set_password(workspace: Workspace, person: str, password: str) -> Person:
    """Set the password of somebody in the list; whoever is signed in as them is signed out.

    Raises:
        UsageError: ``unknown-person``.
        ContentError: ``weak-password``; it is too short, or a name.
        MachineError: ``web-missing``, the library that keeps passwords is not installed.
    """
    who = person_called(approval_gate(workspace), person)
    plain = _plain(password)
    names = {fold(who.id), fold(who.name)}
    if not SHORTEST <= len(plain) <= LONGEST or fold(plain) in names or len({*plain}) < 4:
        raise ContentError(WEAK_PASSWORD(shortest=SHORTEST))
    made = _hasher().hash(plain)
    folder = studio_folder(workspace)
    with locked(folder / "passwords.lock"):
        data = {**_stored(workspace), who.id: made}
        publish_bytes(folder / PASSWORDS, json.dumps(data, indent=1).encode())
        (folder / PASSWORDS).chmod(0o600)
    return who


def password_holds(workspace: Workspace, person: str, password: str) -> Person | None:
    """Return who signs in with an id (or whole name) and a password; nobody where it is wrong.

    It takes as long for somebody who is not in the list.
    """
    found = approval_gate(workspace).people.called(one_line(person)[:LONGEST])
    known = _stored(workspace)
    kept = known.get(found[0].id) if len(found) == 1 else None
    hasher = _hasher()
    import argon2

    with contextlib.suppress(argon2.exceptions.VerificationError, argon2.exceptions.InvalidHash):
        hasher.verify(kept or _NOBODYS, _plain(password[: LONGEST * 4]))
        return found[0] if kept else None
    return None


def password_mark(workspace: Workspace, person: str) -> str:
    """Return what changes whenever somebody's password does, and tells nothing of it."""
    kept = _stored(workspace).get(person, "")
    return hashlib.sha256(kept.encode()).hexdigest()[:16] if kept else ""


def studio_folder(workspace: Workspace) -> Path:
    """Return the hidden folder of what only this machine's studio may read; it is made if need be.

    Raises:
        DiskError: the disk refused.
    """
    folder = workspace.root / FOLDER
    if not folder.is_dir():
        make_folder(folder)
        folder.chmod(0o700)
        publish_bytes(folder / ".gitignore", _IGNORE_ALL)
    return folder


def note_action(
    workspace: Workspace, *, by: str, did: str, about: str, facts: Mapping[str, Any]
) -> None:
    """Write into the record who did what through the studio: one line for each change."""
    line = {
        "at": dt.datetime.now(dt.UTC),
        "by": by,
        "did": did,
        "about": one_line(about)[:300],
        "facts": {name: one_line(str(each))[:300] for name, each in facts.items()},
    }
    records_of(workspace).append(ACTIONS, [line])


def _plain(password: str) -> str:
    """Return a password as it is compared: however a keyboard puts marks on letters."""
    import unicodedata

    return unicodedata.normalize("NFC", password)


def _stored(workspace: Workspace) -> dict[str, str]:
    path = workspace.root / FOLDER / PASSWORDS
    try:
        data = json.loads(read_regular(path, limit=_LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise MachineError(DAMAGED_PASSWORDS(file=workspace.show(path))) from problem
    if not isinstance(data, dict):
        raise MachineError(DAMAGED_PASSWORDS(file=workspace.show(path)))
    return {str(name): str(each) for name, each in data.items()}


def _hasher() -> Any:
    try:
        import argon2
    except ImportError as problem:
        raise MachineError(NO_WEB_LIBRARY(name="argon2-cffi")) from problem
    return argon2.PasswordHasher()


_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$08Wv7DhQTo6VAMJ3AAQucA$"
    "LuV3Pjg8XlHIJDMAHMHPLjdkRvsrB5pyppEkeT/IqRE"
)
"""Stands for the password of somebody who has none, so that asking takes as long."""
