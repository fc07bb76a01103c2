"""The server: uvicorn runs the gateway until Ctrl+C; the one place that meets it.

It listens before anything is told, so that an address that is told answers; a browser that says
nothing, or half a request, is let go after a while.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from dataclasses import dataclass
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from radioprog.kernel.errors import MachineError
from radioprog.studio.outlets.findings import PORT_TAKEN
from radioprog.web.services import Services

HOST, PORT = "127.0.0.1", 8080
_HEAD_TIME = 15.0
"""Seconds within which the head of a request has to be whole."""
_MOST_AT_ONCE = 400


@dataclass
class StudioServer:
    """A server that listens; `run` answers until it is stopped."""

    services: Services
    address: str
    _server: Any
    _socket: socket.socket
    _thread: threading.Thread | None = None

    def __enter__(self) -> StudioServer:
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def run(self) -> None:
        """Serve until interrupted (Ctrl+C) or closed from another thread."""
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            self._server.run(sockets=[self._socket])

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, and what runs in the background between two of its steps."""
        self._server.should_exit = True
        if self._thread is not None:
            self._thread.join(10)
        self.services.close()
        self._socket.close()


class Impatient(H11Protocol):
    """Lets go of who does not finish the head of a request."""

    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the head of the first request."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Take what was sent; wait no longer where it ends the head."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait_for_head()
        elif self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nobody who is gone."""
        if self._alarm is not None:
            self._alarm.cancel()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        if self._alarm is None:
            self._alarm = self.loop.call_later(_HEAD_TIME, self._give_up)

    def _give_up(self) -> None:
        self._alarm = None
        busy = self.cycle is not None and not self.cycle.response_complete
        if not busy and not self.transport.is_closing():
            self.transport.close()


def listen(app: Any, services: Services, *, host: str = HOST, port: int = PORT) -> StudioServer:
    """Return a server that listens at a host and port (0: any free one), to answer by an app.

    Raises:
        MachineError: ``port-taken``.
    """
    listening = _listening(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    return StudioServer(services, address, uvicorn.Server(_config(app)), listening)


def _config(app: Any) -> uvicorn.Config:
    """Return how uvicorn is to run: what comes in is ours alone, and nobody is waited for."""
    return uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=32 << 10,
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(256)
    except (OSError, OverflowError) as problem:
        made.close()
        reason = getattr(problem, "strerror", None) or str(problem)
        raise MachineError(PORT_TAKEN(host=host, port=port, reason=reason)) from problem
    return made
