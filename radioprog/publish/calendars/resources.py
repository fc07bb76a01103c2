"""A feed as a server for calendars keeps it: one resource for each UID, changed by difference.

Every event carries the digest of its resource, so that what stands on a server is known again
whatever the server makes of line ends, order and folds. Nothing but our own UIDs is ever touched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from radioprog.ical.codec import plain_line

DIGEST = "X-RADIOPROG-DIGEST"
_KEPT = (b"VERSION:", b"PRODID:", b"CALSCALE:")
_UID = re.compile(rb"^UID(?:;[^:\r\n]*)?:(.*?)\r?$", re.M)
_DIGEST_LINE = re.compile(rb"^X-RADIOPROG-DIGEST:([0-9a-f]{16})\r?$", re.M)
_FOLD = re.compile(rb"\r?\n[ \t]")


@dataclass(frozen=True, slots=True)
class CalendarResource:
    """Everything of one UID: its bytes as they are put, and the digest they carry."""

    uid: str
    digest: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ServerResource:
    """What a server holds: where, in which state (its ETag), whose UID, with which digest."""

    href: str
    etag: str
    uid: str
    digest: str


@dataclass(frozen=True, slots=True)
class PushStep:
    """One change to be made on a server; ``there`` is what it replaces or takes away."""

    what: Literal["create", "change", "delete"]
    uid: str
    resource: CalendarResource | None = None
    there: ServerResource | None = None


def resources_of(feed: bytes) -> tuple[CalendarResource, ...]:
    """Part one of our feeds into resources, in order of UID."""
    head, blocks = _parts(feed)
    by_uid: dict[str, list[bytes]] = {}
    for block in blocks:
        by_uid.setdefault(uid_of(block), []).append(block)
    return tuple(_resource(uid, head, by_uid[uid]) for uid in sorted(by_uid))


def uid_of(data: bytes) -> str:
    """Return the UID that stands in an event or resource; empty where there is none."""
    found = _UID.search(_FOLD.sub(b"", data))
    return found[1].decode("utf-8", "replace").strip() if found else ""


def digest_of(data: bytes) -> str:
    """Return the digest that a resource of ours carries; empty where there is none."""
    found = _DIGEST_LINE.search(_FOLD.sub(b"", data))
    return found[1].decode() if found else ""


def is_ours(uid: str, venue: str) -> bool:
    """Tell whether a UID is of the calendar of a station (or of the network).

    >>> is_ours("tin.0@xa-a.radioprog", "xa-a"), is_ours("x@else.example", "xa-a")
    (True, False)
    """
    return uid.endswith(f"@{venue}.radioprog")


def steps(
    wanted: Mapping[str, CalendarResource], there: Mapping[str, ServerResource], venue: str
) -> tuple[PushStep, ...]:
    """Decide what has to change on a server: what is new, other, or no more wanted, by UID."""
    found: list[PushStep] = []
    for uid in sorted({*wanted, *there}):
        new, old = wanted.get(uid), there.get(uid)
        if new is not None and old is None:
            found.append(PushStep("create", uid, resource=new))
        elif new is not None and old is not None and old.digest != new.digest:
            found.append(PushStep("change", uid, resource=new, there=old))
        elif new is None and is_ours(uid, venue):
            found.append(PushStep("delete", uid, there=old))
    return tuple(found)


def _parts(feed: bytes) -> tuple[bytes, list[bytes]]:
    """Return the lines that each resource begins with (zones too), and the events."""
    head: list[bytes] = [b"BEGIN:VCALENDAR\r\n"]
    events: list[bytes] = []
    zone = event = None
    for line in feed.splitlines(keepends=True):
        if event is not None:
            event.append(line)
            if line.startswith(b"END:VEVENT"):
                events.append(b"".join(event))
                event = None
        elif line.startswith(b"BEGIN:VEVENT"):
            event = [line]
        elif zone or line.startswith(b"BEGIN:VTIMEZONE"):
            zone = not line.startswith(b"END:VTIMEZONE")
            head.append(line)
        elif line.startswith(_KEPT):
            head.append(line)
    return b"".join(head), events


def _resource(uid: str, head: bytes, blocks: list[bytes]) -> CalendarResource:
    plain = b"".join((head, *blocks, b"END:VCALENDAR\r\n"))
    digest = hashlib.sha256(plain).hexdigest()[:16]
    mark = plain_line(DIGEST, digest)
    end = b"END:VEVENT\r\n"
    marked = (block.removesuffix(end) + mark + end for block in blocks)
    return CalendarResource(uid, digest, b"".join((head, *marked, b"END:VCALENDAR\r\n")))


def in_batches(all_steps: tuple[PushStep, ...]) -> Iterator[PushStep]:
    """Yield steps so that nothing is gone before what follows it is there."""
    yield from (each for each in all_steps if each.what != "delete")
    yield from (each for each in all_steps if each.what == "delete")
