"""The one door to servers for calendars: five verbs of CalDAV over HTTP, each answer checked.

Who asks is told by the environment or the system's keyring, never by a file or a command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import requests

from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.kernel.findings import Place
from radioprog.kernel.system import optional_module
from radioprog.publish.calendars.resources import (
    CalendarResource,
    ServerResource,
    digest_of,
    uid_of,
)
from radioprog.studio.outlets import findings as says

USER, PASSWORD = "RADIOPROG_CALDAV_USER", "RADIOPROG_CALDAV_PASSWORD"
_SERVICE = "radioprog"
_TIMES = (10.0, 60.0)
_LARGEST = 256 << 20
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_QUERY = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    b"<d:prop><d:getetag/><c:calendar-data/></d:prop>"
    b'<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter>'
    b"</c:filter></c:calendar-query>"
)
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LATER = frozenset({429, 500, 502, 503, 504, 507})


class Changed(Exception):
    """Somebody else changed the resource since it was looked at."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks: nobody in particular where the name is empty."""

    name: str = ""
    password: str = ""


def account_for(url: str, environment: Mapping[str, str] = os.environ) -> Account:
    """Find who asks a server: by two variables of the environment, else by the keyring.

    Raises:
        UsageError: ``password-in-url``, ``not-encrypted``, or an address that is none.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(says.BAD_SERVER(address=url))
    if parts.username or parts.password:
        raise UsageError(says.PASSWORD_IN_URL(user=USER, password=PASSWORD))
    account = Account(environment.get(USER, ""), environment.get(PASSWORD, ""))
    keyring = optional_module("keyring")
    if account.name and not account.password and keyring is not None:
        known = keyring.get_password(f"{_SERVICE}:{parts.hostname}", account.name)
        account = Account(account.name, known or "")
    if account.password and parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise UsageError(says.NOT_ENCRYPTED(host=parts.hostname))
    return account


class CalendarServer:
    """One calendar on a server."""

    def __init__(self, url: str, account: Account) -> None:
        """Take the calendar's address and who asks; nothing is sent yet."""
        self.url: str = url.rstrip("/") + "/"
        self._account = account
        self._session = requests.Session()

    def __enter__(self) -> CalendarServer:
        return self

    def __exit__(self, *problem: object) -> None:
        self._session.close()

    def make(self, name: str) -> bool:
        """Make the calendar where there is none yet; tells whether it was made."""
        found = self._ask("PROPFIND", self.url, headers={"Depth": "0"}, fine=(207, 404, 403))
        if found.status_code == 207:
            return False
        body = ET.Element("c:mkcalendar", {"xmlns:c": _CAL[1:-1], "xmlns:d": _DAV[1:-1]})
        prop = ET.SubElement(ET.SubElement(body, "d:set"), "d:prop")
        ET.SubElement(prop, "d:displayname").text = name
        self._ask("MKCALENDAR", self.url, data=ET.tostring(body, "utf-8"), fine=(201,))
        return True

    def resources(self) -> dict[str, ServerResource]:
        """Return all events of the calendar by UID, with their state."""
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        answer = self._ask("REPORT", self.url, headers=headers, data=_QUERY, fine=(207,))
        found = {}
        for each in self._responses(answer.content):
            if each.uid:
                found[each.uid] = each
        return found

    def put(self, resource: CalendarResource, there: ServerResource | None) -> None:
        """Put a resource: a new one only where there is none, another only over the state seen.

        Raises:
            Changed: somebody else was quicker.
        """
        address = there.href if there else self.url + quote(resource.uid, safe="@") + ".ics"
        only = {"If-Match": there.etag} if there else {"If-None-Match": "*"}
        headers = {"Content-Type": "text/calendar; charset=utf-8", **only}
        self._ask("PUT", address, headers=headers, data=resource.data, fine=(200, 201, 204))

    def delete(self, there: ServerResource) -> None:
        """Take a resource away in the state that was seen.

        Raises:
            Changed: somebody else was quicker.
        """
        headers = {"If-Match": there.etag}
        self._ask("DELETE", there.href, headers=headers, fine=(200, 204, 404))

    def _responses(self, data: bytes) -> list[ServerResource]:
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._failed("DOCTYPE")
        try:
            root = ET.fromstring(data)
        except ET.ParseError as problem:
            raise self._failed(str(problem)) from problem
        found = []
        for response in root.iter(f"{_DAV}response"):
            href = urljoin(self.url, response.findtext(f"{_DAV}href") or "")
            etag = next((each.text or "" for each in response.iter(f"{_DAV}getetag")), "")
            text = next((each.text or "" for each in response.iter(f"{_CAL}calendar-data")), "")
            if href.startswith(self.url) and etag and text:
                body = text.encode()
                found.append(ServerResource(href, etag, uid_of(body), digest_of(body)))
        return found

    def _ask(
        self,
        verb: str,
        address: str,
        *,
        fine: tuple[int, ...],
        headers: Mapping[str, str] | None = None,
        data: bytes = b"",
    ) -> requests.Response:
        try:
            answer = self._session.request(
                verb,
                address,
                data=data,
                headers={"User-Agent": "radioprog", **(headers or {})},
                auth=self._sign,
                timeout=_TIMES,
                allow_redirects=False,
            )
        except requests.RequestException as problem:
            raise self._failed(type(problem).__name__) from problem
        if len(answer.content) > _LARGEST:
            raise self._failed(f"{len(answer.content)} bytes")
        if answer.status_code in (409, 412) and verb in ("PUT", "DELETE"):
            raise Changed
        if answer.status_code in fine:
            return answer
        raise self._refused(verb, answer)

    def _sign(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Sign with our account only: no file of the machine's is looked into."""
        if self._account.name:
            # Of text the library would take Latin letters only.
            name, password = self._account.name.encode(), self._account.password.encode()
            requests.auth.HTTPBasicAuth(name, password)(request)
        return request

    def _failed(self, reason: str) -> NetworkError:
        return NetworkError(says.SERVER_FAILED(Place(self.url), reason=reason))

    def _refused(self, verb: str, answer: requests.Response) -> NetworkError:
        place = Place(self.url)
        if answer.status_code in (401, 403):
            return NetworkError(says.NOT_ALLOWED(place, user=USER, password=PASSWORD))
        if answer.status_code in _LATER:
            return NetworkError(says.TRY_LATER(place, status=answer.status_code))
        if 300 <= answer.status_code < 400:
            moved = answer.headers.get("Location", "")
            return NetworkError(says.SERVER_MOVED(place, address=urljoin(self.url, moved)))
        return NetworkError(says.SERVER_REFUSED(place, verb=verb, status=answer.status_code))
