"""The one door to servers over HTTP: who asks, how long is waited, what an answer means.

Who asks is told by the environment or the system's keyring, never by a file or a command line,
and goes to no other server: a redirection is told, not followed.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests

from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.system import optional_module
from radioprog.studio.outlets import findings as says

SERVICE = "radioprog"
"""What begins the name of an entry in the system's keyring; the server's name follows."""
_CONNECT, _READ = 10.0, 60.0
_LARGEST = 256 << 20
_DEADLINE = 600.0
"""Seconds for one answer: a server that sends a byte now and then is not waited for for ever."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LATER = frozenset({429, 500, 502, 503, 504, 507})
_LIMITED = frozenset({429, 503})
_MOST_PATIENCE = 60.0
_TRIES = 3
Signature = Callable[[requests.PreparedRequest], None]


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What a server answered."""

    status: int
    content: bytes
    headers: Mapping[str, str]

    def json(self) -> Any:
        """Return the answer as JSON; ``None`` where it is none."""
        try:
            return json.loads(self.content)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks: nobody in particular where the name is empty."""

    name: str = ""
    password: str = ""

    def sign(self, request: requests.PreparedRequest) -> None:
        """Sign with this account only: no file of the machine's is looked into."""
        if self.name:
            # Of text the library would take Latin letters only.
            name, password = self.name.encode(), self.password.encode()
            requests.auth.HTTPBasicAuth(name, password)(request)


def checked_server(url: str, *, user: str, password: str) -> str:
    """Return the name of an address's server; ``user`` and ``password`` name variables.

    Raises:
        UsageError: ``password-in-url``, or an address that is none.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UsageError(says.PASSWORD_IN_URL(user=user, password=password))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(says.BAD_SERVER(address=url))
    return parts.hostname


def secret_for(
    url: str, name: str, variable: str, environment: Mapping[str, str] = os.environ
) -> str:
    """Find a password or key: by a variable of the environment, else by the keyring.

    Raises:
        UsageError: ``not-encrypted``, it would travel for everybody to read.
    """
    parts = urlsplit(url)
    secret = environment.get(variable, "")
    keyring = optional_module("keyring")
    if name and not secret and keyring is not None:
        secret = keyring.get_password(f"{SERVICE}:{parts.hostname}", name) or ""
    if secret and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise UsageError(says.NOT_ENCRYPTED(host=parts.hostname))
    return secret


class HttpServer:
    """One server, asked in our name; every answer is checked."""

    def __init__(
        self,
        url: str,
        sign: Signature,
        refused: Callable[[Place], Finding],
        *,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Take the address and who asks; ``refused`` tells what a login that fails means."""
        self.url: str = url
        self._sign = sign
        self._login = refused
        self._pause = pause
        self._session = requests.Session()

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def ask(
        self,
        verb: str,
        address: str,
        *,
        fine: Collection[int],
        headers: Mapping[str, str] | None = None,
        data: bytes = b"",
        document: Mapping[str, Any] | None = None,
        file: tuple[str, str, Path | bytes] | None = None,
    ) -> HttpAnswer:
        """Ask, and return an answer whose status is ``fine``.

        ``document`` is sent as JSON, ``file`` as a form: the field's name, the file's name, the
        file. A server that limits us is asked again when it says, if that is soon.

        Raises:
            NetworkError: it failed, let us not in, is busy, has moved or refused.
        """
        for left in reversed(range(_TRIES)):
            answer = self._once(verb, address, headers or {}, data, document, file)
            if answer.status in fine:
                return answer
            wait = answer.headers.get("Retry-After", "")
            soon = wait.isdecimal() and int(wait) <= _MOST_PATIENCE
            if not (left and soon and answer.status in _LIMITED):
                raise self._refused(verb, answer)
            self._pause(float(wait))
        raise AssertionError("unreachable")

    def failed(self, reason: str) -> NetworkError:
        """Return the error that this server gave no proper answer."""
        return NetworkError(says.SERVER_FAILED(Place(self.url), reason=reason))

    def _once(
        self,
        verb: str,
        address: str,
        headers: Mapping[str, str],
        data: bytes,
        document: Mapping[str, Any] | None,
        file: tuple[str, str, Path | bytes] | None,
    ) -> HttpAnswer:
        form = None
        if file is not None:
            field, name, content = file
            form = {field: (name, content if isinstance(content, bytes) else content.read_bytes())}
        try:
            answer = self._session.request(
                verb,
                address,
                data=data,
                json=document,
                files=form,
                headers={"User-Agent": SERVICE, **headers},
                auth=self._signed,
                timeout=(_CONNECT, _READ),
                allow_redirects=False,
                stream=True,
            )
            return HttpAnswer(answer.status_code, self._content(answer), answer.headers)
        except requests.RequestException as problem:
            raise self.failed(type(problem).__name__) from problem

    def _signed(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        self._sign(request)
        return request

    def _content(self, answer: requests.Response) -> bytes:
        """Read an answer, within bounds of size and time."""
        until = time.monotonic() + _DEADLINE
        parts, size = [], 0
        for part in answer.iter_content(1 << 20):
            parts.append(part)
            size += len(part)
            if size > _LARGEST:
                raise self.failed(f"{size} bytes")
            if time.monotonic() > until:
                raise self.failed("Timeout")
        return b"".join(parts)

    def _refused(self, verb: str, answer: HttpAnswer) -> NetworkError:
        place = Place(self.url)
        if answer.status in (401, 403):
            return NetworkError(self._login(place))
        if answer.status in _LATER:
            return NetworkError(says.TRY_LATER(place, status=answer.status))
        if answer.status == 413:
            return NetworkError(says.TOO_LARGE_FOR_SERVER(place))
        if 300 <= answer.status < 400:
            moved = answer.headers.get("Location", "")
            return NetworkError(says.SERVER_MOVED(place, address=urljoin(self.url, moved)))
        return NetworkError(says.SERVER_REFUSED(place, verb=verb, status=answer.status))
