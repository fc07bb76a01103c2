"""A small web server for a site's folder: to look at it here, with sounds that can be sought in.

A convenience, no part of the site: it hands out ordinary files below one folder and nothing else,
to this machine alone unless asked otherwise. Players ask for parts of a sound (``Range``), which
Python's own server cannot give.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from radioprog.kernel.disk.opening import open_regular
from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.findings import Place
from radioprog.studio.outlets.findings import NO_SITE, PORT_TAKEN
from radioprog.studio.outlets.site import FOLDER
from radioprog.studio.outlets.site_folder import STATE, media_type
from radioprog.studio.workspace import Workspace

HOST, PORT = "127.0.0.1", 8080
_HOME = "index.html"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\\:]")
_MOST_AT_ONCE = 64
_PATIENCE = 30.0
"""Seconds for which a browser that says nothing, or takes nothing, is waited for."""
_PIECE = 1 << 16
_POLICY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def byte_range(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first byte and the end that a ``Range`` asks for; ``None``: all of the file.

    An end that is not after the beginning says that there is no such part. Several ranges, or
    what is no range, count as none, as RFC 9110 allows.

    >>> byte_range("bytes=0-9", 100), byte_range("bytes=-10", 100), byte_range("bytes=90-", 100)
    ((0, 10), (90, 100), (90, 100))
    >>> byte_range("bytes=100-", 100), byte_range("bytes=0-1,5-6", 100), byte_range("", 100)
    ((100, 100), None, None)
    """
    found = _RANGE.fullmatch(asked.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        last = int(found[2])
        return (size, size) if last == 0 else (max(0, size - last), size)
    begin = int(found[1])
    end = int(found[2]) + 1 if found[2] else size
    if found[2] and end <= begin:
        return None
    return (begin, min(end, size)) if begin < size else (size, size)


def below(folder: Path, path: str) -> Path | None:
    """Return the file that a request names, if it is one that may be handed out.

    No hidden name, no way up, no link out of the folder, nothing that Windows reads otherwise.
    """
    raw = path.partition("?")[0].partition("#")[0]
    try:
        text = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if not text.startswith("/") or _FORBIDDEN.search(text):
        return None
    parts = text[1:].split("/")
    if parts[-1] == "":
        parts[-1] = _HOME
    if any(not part or part.startswith(".") or part.endswith((".", " ")) for part in parts):
        return None
    if parts == [STATE]:
        return None
    try:
        target = folder.joinpath(*parts).resolve()
        target.is_dir()  # a name too long for the disk is told here
    except (OSError, ValueError, RuntimeError):
        return None
    return target if target.is_relative_to(folder.resolve()) else None


@dataclass(frozen=True, slots=True)
class _Held:
    """An open file with what is told of it."""

    stream: BufferedReader
    size: int
    mark: str
    changed: float


class _Request(BaseHTTPRequestHandler):
    """Answers one browser; ``server`` is the `SiteServer`'s."""

    protocol_version = "HTTP/1.1"
    server_version = "radioprog"
    sys_version = ""
    timeout = _PATIENCE
    server: _Http

    def do_GET(self) -> None:
        """Hand out a file, or a part of it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Tell of a file."""
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Say nothing: who looks at what is nobody's business."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a fault shortly; what was asked is not repeated."""
        self.close_connection = True
        more = {"Allow": "GET, HEAD"} if code in (405, 501) else {}
        self._tell(405 if code == 501 else code, more, 0)

    def _answer(self, *, with_body: bool) -> None:
        target = below(self.server.folder, self.path)
        if target is not None and target.is_dir():
            self._tell(
                301, {"Location": quote(unquote_to_bytes(self.path.partition("?")[0])) + "/"}, 0
            )
            return
        try:
            stream = open_regular(target) if target is not None else None
        except OSError:
            stream = None
        if stream is None or target is None:
            self._tell(404, {}, 0)
            return
        with stream:
            facts = os.fstat(stream.fileno())
            mark = f'"{facts.st_size:x}-{facts.st_mtime_ns:x}"'
            held = _Held(stream, facts.st_size, mark, facts.st_mtime)
            self._hand_out(held, target, with_body=with_body)

    def _hand_out(self, held: _Held, target: Path, *, with_body: bool) -> None:
        path = target.relative_to(self.server.folder.resolve()).as_posix()
        told = {
            "Content-Type": media_type(path),
            "Accept-Ranges": "bytes",
            "ETag": held.mark,
            "Last-Modified": formatdate(held.changed, usegmt=True),
            "Cache-Control": "no-cache",
        }
        if held.mark in self.headers.get("If-None-Match", ""):
            self._tell(304, told, None)
            return
        part = (
            byte_range(self.headers.get("Range", ""), held.size) if self._in_parts(held) else None
        )
        if part is None:
            self._tell(200, told, held.size)
            begin, end = 0, held.size
        elif part[0] >= part[1]:
            self._tell(416, {**told, "Content-Range": f"bytes */{held.size}"}, 0)
            return
        else:
            begin, end = part
            told["Content-Range"] = f"bytes {begin}-{end - 1}/{held.size}"
            self._tell(206, told, end - begin)
        if with_body:
            self._copy(held.stream, begin, end - begin)

    def _in_parts(self, held: _Held) -> bool:
        """Tell whether a part may be given: not of another file than the browser has begun."""
        given = self.headers.get("If-Range")
        if given is None or given == held.mark:
            return True
        try:
            return int(held.changed) == int(parsedate_to_datetime(given).timestamp())
        except (ValueError, TypeError, OverflowError):
            return False

    def _copy(self, stream: BufferedReader, begin: int, count: int) -> None:
        stream.seek(begin)
        while count > 0:
            data = stream.read(min(_PIECE, count))
            if not data:  # the file became shorter: the browser must not wait for the rest
                self.close_connection = True
                return
            self.wfile.write(data)
            count -= len(data)

    def _tell(self, status: int, headers: Mapping[str, str], size: int | None) -> None:
        self.send_response(status)
        for name, value in {**_POLICY, **headers}.items():
            self.send_header(name, value)
        if size is not None:
            self.send_header("Content-Length", str(size))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 32

    def __init__(self, address: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        self._room = threading.BoundedSemaphore(_MOST_AT_ONCE)
        super().__init__(address, _Request)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a browser, if there is room for one more."""
        if not self._room.acquire(timeout=1):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one browser until it goes."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """A browser that went away is no fault of ours."""


class SiteServer:
    """Serves a folder until it is closed.

    >>> import tempfile, urllib.request
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "index.html").write_text("xin")
    >>> with SiteServer(folder, port=0) as server:
    ...     server.start()
    ...     urllib.request.urlopen(server.address).read()
    b'xin'
    """

    def __init__(self, folder: Path, *, host: str = HOST, port: int = PORT) -> None:
        """Take the folder and listen.

        Raises:
            MachineError: ``port-taken``, somebody else listens there, or it is not ours to take.
        """
        try:
            self._http = _Http((host, port), folder)
        except (OSError, OverflowError) as problem:
            reason = getattr(problem, "strerror", None) or str(problem)
            raise MachineError(PORT_TAKEN(host=host, port=port, reason=reason)) from problem
        self._thread: threading.Thread | None = None

    def __enter__(self) -> SiteServer:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Return where browsers find it."""
        host, port = self._http.server_address[:2]
        return f"http://{host!s}:{port}/"

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self._thread.start()

    def run(self) -> None:
        """Serve until interrupted (Ctrl+C)."""
        self._http.serve_forever()

    def close(self) -> None:
        """Stop listening."""
        if self._thread is not None:
            self._http.shutdown()
            self._thread.join(5)
        self._http.server_close()


def serve_site(
    workspace: Workspace, folder: Path | str | None = None, *, host: str = HOST, port: int = PORT
) -> SiteServer:
    """Return a server of a workspace's site; it listens, and answers once it is started.

    Args:
        workspace: whose site is shown.
        folder: another folder, from the workspace; ``build/site`` where none is given.
        host: who may ask; this machine alone where none is given.
        port: where it listens; 0: any that is free.

    Raises:
        UsageError: ``no-site``, no site was made there.
        MachineError: ``port-taken``.
    """
    home = workspace.root / folder if folder else workspace.build / FOLDER
    if not (home / _HOME).is_file():
        raise UsageError(NO_SITE(Place(workspace.show(home))))
    return SiteServer(home, host=host, port=port)
