"""Sessions: who is looking, remembered by a random token in a cookie.

Only the hash of a token is kept, in ``.studio/sessions.json``, so that a restarted server still
knows its people. Signing in always gives a new token; a changed password ends what went before it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.files import publish_bytes

FILE, KEY = "sessions.json", "key"
COOKIE = "radioprog"
LIFE = 12 * 3600.0
"""Seconds after which somebody signs in again: a day's work."""
_MOST = 2000
_LARGEST = 4 << 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the token of their cookie, and the person that they signed in as, if any.

    ``is_new`` says that the token was made just now, and has to be handed out. ``is_local`` that
    the server is for this machine alone, where nobody signs in.
    """

    token: str
    csrf: str
    person: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    is_local: bool = False
    is_new: bool = False

    @property
    def is_known(self) -> bool:
        """Tell whether they may look at anything."""
        return self.is_local or bool(self.person)


@dataclass(frozen=True, slots=True)
class _Kept:
    person: str
    mark: str
    until: float


class Sessions:
    """The sessions of one workspace's server.

    >>> import tempfile
    >>> sessions = Sessions(Path(tempfile.mkdtemp()), lambda: 0.0)
    >>> token = sessions.sign_in("lan", "m1")
    >>> sessions.person_of(token, lambda person: "m1"), sessions.person_of(token, lambda p: "m2")
    ('lan', '')
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float]) -> None:
        """Take up the sessions that are kept in a folder; none: there is no workspace yet.

        ``clock`` tells seconds since 1970.
        """
        self._folder = folder
        self._clock = clock
        self._lock = Lock()
        self._key = self._read_key()
        self._kept = self._read()

    def csrf_of(self, token: str) -> str:
        """Return what a form has to carry, so that it can only have come from our own page."""
        return hmac.new(self._key, token.encode(), hashlib.sha256).hexdigest()

    def is_csrf(self, token: str, given: str) -> bool:
        """Tell whether a form carries what belongs to its cookie."""
        return hmac.compare_digest(self.csrf_of(token).encode(), given.encode("utf-8", "replace"))

    def token_of(self, cookie: str | None) -> tuple[str, bool]:
        """Return the token of a cookie, or a new one where it holds none of ours."""
        if cookie is not None and _TOKEN.fullmatch(cookie):
            return cookie, False
        return secrets.token_urlsafe(32), True

    def person_of(self, token: str, mark_of: Callable[[str], str]) -> str:
        """Return who signed in with a token, '' where nobody did or it is over."""
        kept = self._kept.get(_hidden(token))
        if kept is None or kept.until < self._clock() or kept.mark != mark_of(kept.person):
            return ""
        return kept.person

    def sign_in(self, person: str, mark: str, old: str = "") -> str:
        """Remember somebody under a new token, and forget their old one."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._kept.pop(_hidden(old), None)
            live = {name: each for name, each in self._kept.items() if each.until >= now}
            newest = sorted(live.items(), key=lambda item: item[1].until)[-_MOST:]
            self._kept = {**dict(newest), _hidden(token): _Kept(person, mark, now + LIFE)}
            self._write()
        return token

    def sign_out(self, token: str) -> None:
        """Forget a token."""
        with self._lock:
            if self._kept.pop(_hidden(token), None) is not None:
                self._write()

    def _read_key(self) -> bytes:
        if self._folder is None:
            return secrets.token_bytes(32)
        path = self._folder / KEY
        with contextlib.suppress(OSError):
            key = read_regular(path, limit=256)
            if len(key) >= 32:
                return key
        key = secrets.token_bytes(32)
        publish_bytes(path, key)
        path.chmod(0o600)
        return key

    def _read(self) -> dict[str, _Kept]:
        if self._folder is None:
            return {}
        try:
            rows = json.loads(read_regular(self._folder / FILE, limit=_LARGEST))
            return {str(name): _kept(row) for name, row in rows.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}  # whoever was signed in signs in again

    def _write(self) -> None:
        if self._folder is None:
            return
        rows = {
            name: {"person": each.person, "mark": each.mark, "until": each.until}
            for name, each in self._kept.items()
        }
        path = self._folder / FILE
        publish_bytes(path, json.dumps(rows).encode())
        path.chmod(0o600)


def _kept(row: Mapping[str, object]) -> _Kept:
    return _Kept(str(row["person"]), str(row["mark"]), float(str(row["until"])))


def _hidden(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
