"""How people take a calendar: by a press, by a picture that a phone reads, or as a file."""

from __future__ import annotations

from pathlib import PurePosixPath

from radioprog.publish.html import Markup, element, together
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame
from radioprog.publish.site.model import WebSite


def calendar_links(frame: PageFrame, name: str, path: str) -> Markup:
    """Return the ways to take a calendar: by ``webcal:`` and QR where the site has an address."""
    file = element("a", frame.say(words.CALENDAR_FILE), href=frame.to_file(path), download="")
    if not frame.site.base_url:
        return together(
            element("p", file), element("p", frame.say(words.CALENDAR_FILE_HOW), class_="note")
        )
    address = calendar_address(frame.site, path)
    picture = element(
        "div",
        element("img", src=frame.to_file(qr_path(path)), alt=frame.say(words.QR, name=name)),
        class_="qr",
    )
    button = element("a", frame.say(words.SUBSCRIBE_BY), href=address, class_="button")
    return element(
        "div",
        picture,
        element(
            "div",
            element("p", button),
            element("p", frame.say(words.SUBSCRIBE_HOW), class_="note"),
            element("p", element("code", address)),
            element("p", file),
        ),
        class_="calendar",
    )


def calendar_address(site: WebSite, path: str) -> str:
    """Return the address by which calendar programs subscribe to one of the site's calendars.

    >>> calendar_address(WebSite("Đài", "UTC", "https://dai.example"), "station/a.ics")
    'webcal://dai.example/station/a.ics'
    """
    return f"webcal://{site.url(path).split('://', 1)[1]}"


def qr_path(path: str) -> str:
    """Return where the picture of a calendar's address stands in the site.

    A file of its own: it serves both languages, and stays when the page around it changes.

    >>> qr_path("station/xa-a.ics")
    'assets/qr-xa-a.svg'
    """
    return f"assets/qr-{PurePosixPath(path).stem}.svg"
