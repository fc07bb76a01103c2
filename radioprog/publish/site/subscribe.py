"""How people take a calendar: by a press, by a picture that a phone reads, or as a file.

The one door to segno, which draws the picture.
"""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from radioprog.publish.html import Markup, element, together
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame


def calendar_links(frame: PageFrame, name: str, path: str) -> Markup:
    """Return the ways to take a calendar: by ``webcal:`` and QR where the site has an address."""
    file = element("a", frame.say(words.CALENDAR_FILE), href=frame.to_file(path), download="")
    if not frame.site.base_url:
        return together(
            element("p", file), element("p", frame.say(words.CALENDAR_FILE_HOW), class_="note")
        )
    address = f"webcal://{frame.site.url(path).split('://', 1)[1]}"
    picture = element(
        "div",
        qr_code(address),
        class_="qr",
        role="img",
        **{"aria-label": frame.say(words.QR, name=name)},
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


@lru_cache(maxsize=8192)
def qr_code(address: str) -> Markup:
    """Return an address as a QR code, drawn as SVG that scales; no style, no id, no outside name.

    >>> qr_code("webcal://dai.example/a.ics").text.startswith("<svg")
    True
    """
    drawn = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, nl=False, border=3)
    return Markup(drawn.getvalue().decode("ascii"))
