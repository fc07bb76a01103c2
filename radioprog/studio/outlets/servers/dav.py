"""Servers for calendars: five verbs of CalDAV over HTTP, each answer checked."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as ET

from radioprog.kernel.findings import Finding, Place
from radioprog.publish.calendars.resources import (
    CalendarResource,
    ServerResource,
    digest_of,
    uid_of,
)
from radioprog.studio.outlets import findings as says
from radioprog.studio.outlets.servers.http import (
    Account,
    HttpAnswer,
    HttpServer,
    checked_server,
    secret_for,
)

USER, PASSWORD = "RADIOPROG_CALDAV_USER", "RADIOPROG_CALDAV_PASSWORD"
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_QUERY = (
    b'<?xml version="1.0" encoding="utf-8"?>'
    b'<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
    b"<d:prop><d:getetag/><c:calendar-data/></d:prop>"
    b'<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"/></c:comp-filter>'
    b"</c:filter></c:calendar-query>"
)


class Changed(Exception):
    """Somebody else changed the resource since it was looked at."""


def account_for(url: str, environment: Mapping[str, str] = os.environ) -> Account:
    """Find who asks a server: by two variables of the environment, else by the keyring.

    Raises:
        UsageError: ``password-in-url``, ``not-encrypted``, or an address that is none.
    """
    checked_server(url, user=USER, password=PASSWORD)
    name = environment.get(USER, "")
    return Account(name, secret_for(url, name, PASSWORD, environment))


def _not_allowed(place: Place) -> Finding:
    return says.NOT_ALLOWED(place, user=USER, password=PASSWORD)


class CalendarServer:
    """One calendar on a server."""

    def __init__(self, url: str, account: Account) -> None:
        """Take the calendar's address and who asks; nothing is sent yet."""
        self.url: str = url.rstrip("/") + "/"
        self._server = HttpServer(self.url, account.sign, _not_allowed)

    def __enter__(self) -> CalendarServer:
        return self

    def __exit__(self, *problem: object) -> None:
        self._server.close()

    def make(self, name: str) -> bool:
        """Make the calendar where there is none yet; tells whether it was made."""
        found = self._ask("PROPFIND", self.url, headers={"Depth": "0"}, fine=(207, 404, 403))
        if found.status == 207:
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
            raise self._server.failed("DOCTYPE")
        try:
            root = ET.fromstring(data)
        except ET.ParseError as problem:
            raise self._server.failed(str(problem)) from problem
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
        fine: Collection[int],
        headers: Mapping[str, str] | None = None,
        data: bytes = b"",
    ) -> HttpAnswer:
        beaten = (409, 412) if verb in ("PUT", "DELETE") else ()
        answer = self._server.ask(verb, address, fine=(*fine, *beaten), headers=headers, data=data)
        if answer.status in beaten:
            raise Changed
        return answer
