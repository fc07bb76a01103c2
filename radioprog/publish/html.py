"""HTML: the one writer of elements; text that is put in is escaped, always.

Pictures that a phone reads are drawn here too: the one door to segno.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from radioprog.kernel.canonical import in_groups

_VOID = frozenset({"br", "meta", "img", "col", "link", "input"})


@dataclass(frozen=True, slots=True)
class Markup:
    """HTML that was made by this writer (or another of ours), and is taken as it is."""

    text: str

    def __str__(self) -> str:
        return self.text


Content = Markup | str | None


def element(name: str, /, *content: Content, **attributes: str | None) -> Markup:
    """Make an element; plain text inside and attributes are escaped, ``None`` is left out.

    >>> element("td", "a < b", element("br"), class_="x").text
    '<td class="x">a &lt; b<br></td>'
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{named}>")
    return Markup(f"<{name}{named}>{together(*content)}</{name}>")


def together(*content: Content) -> Markup:
    """Put contents one after the other."""
    return Markup(
        "".join(
            part.text if isinstance(part, Markup) else escape(part, quote=False)
            for part in content
            if part is not None
        )
    )


def page(*, title: str, language: str, style: str, body: Markup, policy: str | None = None) -> str:
    """Make a whole document that needs nothing from outside; ``policy`` is what it may load."""
    head = together(
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy"}, content=policy)
        if policy
        else None,
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(style)),
    )
    root = element("html", element("head", head), "\n", element("body", body), lang=language)
    return f"<!DOCTYPE html>\n{root}\n"


def qr_code(text: str) -> bytes:
    """Return a text as a QR code: a file of SVG that scales.

    >>> qr_code("webcal://dai.example/a.ics").startswith(b"<svg")
    True
    """
    import segno  # not before: most pages have no such picture

    drawn = io.BytesIO()
    code = segno.make_qr(text, error="m")
    code.save(drawn, kind="svg", xmldecl=False, omitsize=True, nl=False, border=3)
    return drawn.getvalue()


@lru_cache(maxsize=8192)
def qr_picture(text: str) -> Markup:
    """Return the same as a part of a page, which needs no outside name."""
    return Markup(qr_code(text).decode("ascii").replace(' xmlns="http://www.w3.org/2000/svg"', ""))


def fingerprint_mark(sha256: str, name: str, about: str) -> Markup:
    """Return a hash as people compare it: four groups of four digits, and a QR code of the same.

    A phone that reads the code shows the groups (in capitals, which makes the code small enough for
    old cameras); what it shows may be handed to ``approval approve --sha256`` as it is. ``name``
    stands above the groups, ``about`` is what the picture is called where it cannot be seen.

    >>> "<dd>0123 4567 89ab cdef</dd>" in fingerprint_mark("0123456789abcdef" * 4, "Mã", "QR").text
    True
    """
    groups = in_groups(sha256)
    picture = element(
        "div", qr_picture(groups.upper()), class_="qr", role="img", **{"aria-label": about}
    )
    said = element("div", element("dt", name), element("dd", groups))
    return together(picture, element("dl", said))
