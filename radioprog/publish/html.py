"""HTML: the one writer of elements; text that is put in is escaped, always."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

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


def page(*, title: str, language: str, style: str, body: Markup) -> str:
    """Make a whole document that needs nothing from outside."""
    head = together(
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(style)),
    )
    root = element("html", element("head", head), "\n", element("body", body), lang=language)
    return f"<!DOCTYPE html>\n{root}\n"
