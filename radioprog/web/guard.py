"""The guard at the door: which requests may come in at all, and what every answer says to browsers.

Pure rules over what a request says of itself; the gateway asks them before anything else.
"""

from __future__ import annotations

import ipaddress
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names of this machine for itself."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
"""For documents that a build made: their own style, and nothing that runs."""
HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
_NAME = re.compile(r"[A-Za-z0-9.-]{1,253}")
_EVERY = ("0.0.0.0", "::", "")


def is_loopback(host: str) -> bool:
    """Tell whether a server that listens there can be asked by this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class HostRule:
    """Which names a browser may call the server by: a foreign one means that it was rebound.

    ``names`` are those of this machine, or those that were said with ``--host`` and ``--name``;
    where the server listens on every address, any bare address is one as well.
    """

    names: frozenset[str]
    any_address: bool = False

    @classmethod
    def of(cls, host: str, names: Iterable[str] = ()) -> HostRule:
        """Return the rule of a server that listens at a host."""
        own = LOOPBACK if is_loopback(host) else (*LOOPBACK, host)
        known = frozenset(each.casefold().strip("[]") for each in (*own, *names) if each)
        return cls(known - {*_EVERY}, any_address=host in _EVERY)

    def permits(self, header: str | None) -> bool:
        """Tell whether a ``Host`` header names this server.

        >>> rule = HostRule.of("127.0.0.1")
        >>> rule.permits("127.0.0.1:8080"), rule.permits("evil.example"), rule.permits(None)
        (True, False, False)
        """
        host = _host_of(header or "")
        if host is None:
            return False
        if host in self.names:
            return True
        return self.any_address and _is_address(host)


def _host_of(header: str) -> str | None:
    try:
        parts = urlsplit(f"//{header}")
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.path or parts.query or "@" in header or any(c.isspace() for c in header):
        return None
    return host if _NAME.fullmatch(host) or _is_address(host) else None


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def comes_from_us(headers: Mapping[str, str]) -> bool:
    """Tell whether a request that changes something was sent by a page of this very server.

    Browsers say where a form comes from; what says nothing is no browser of today, and is judged
    by its token alone.

    >>> comes_from_us({"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8080"})
    True
    >>> comes_from_us({"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:9000"})
    False
    >>> comes_from_us({"host": "a", "sec-fetch-site": "cross-site"})
    False
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    return parts.scheme in ("http", "https") and parts.netloc == headers.get("host", "")


@dataclass
class Allowance:
    """How often somebody may try: so many at once, and so many more in a second.

    >>> patience = Allowance(burst=2, each_second=1.0, clock=lambda: 0.0)
    >>> [patience.permits("a") for _ in range(3)], patience.permits("b")
    ([True, True, False], True)
    """

    burst: float
    each_second: float
    clock: Callable[[], float]
    most: int = 5000
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def permits(self, who: str) -> bool:
        """Count one more try of somebody, and tell whether it is one too many."""
        now = self.clock()
        with self._lock:
            left, since = self._left.pop(who, (self.burst, now))
            left = min(self.burst, left + (now - since) * self.each_second)
            permitted = left >= 1.0
            self._left[who] = (left - 1.0 if permitted else left, now)
            while len(self._left) > self.most:
                self._left.popitem(last=False)
        return permitted

    def forgive(self, who: str) -> None:
        """Forget what somebody tried: they have proven who they are."""
        with self._lock:
            self._left.pop(who, None)
