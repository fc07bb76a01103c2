"""What all pages share: style, script, icon, the search index, the list of addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from radioprog.publish.html import Markup, element, together
from radioprog.publish.site.frame import LANGUAGES, json_text, page_path, shortened
from radioprog.publish.site.model import SiteProgramme, SiteSeries, SiteStation, WebSite

_LONGEST_WORDS = 240


_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="7" fill="#0b5cad"/><g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round">'
    '<path d="M11 21a7 7 0 0 1 0-10M21 11a7 7 0 0 1 0 10M8 24a11.3 11.3 0 0 1 0-16M24 8a11.3 11.3 '
    '0 0 1 0 16"/></g><circle cx="16" cy="16" r="2.8" fill="#fff"/></svg>\n'
)


def fixed_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files that are the same in every site: path, bytes."""
    yield "assets/icon.svg", _ICON.encode()
    here = files("radioprog.publish.site")
    for name in ("site.css", "site.js"):
        yield f"assets/{name}", here.joinpath(name).read_bytes().replace(b"\r\n", b"\n")


def sitemap(site: WebSite, paths: Iterable[str]) -> bytes:
    """Return ``sitemap.xml``: every page in both languages, each telling of the other."""
    rows: list[Markup] = []
    for path in sorted(paths):
        pairs = [(each, site.url(page_path(path, each))) for each in LANGUAGES]
        links = [
            element("xhtml:link", rel="alternate", hreflang=language, href=address)
            for language, address in pairs
        ]
        rows.extend(
            together(element("url", element("loc", address), *links), "\n") for _, address in pairs
        )
    root = element(
        "urlset",
        "\n",
        *rows,
        xmlns="http://www.sitemaps.org/schemas/sitemap/0.9",
        **{"xmlns:xhtml": "http://www.w3.org/1999/xhtml"},
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def search_index(
    site: WebSite,
    stations: Iterable[SiteStation],
    series: Iterable[SiteSeries],
    programmes: Iterable[SiteProgramme],
) -> bytes:
    """Return the index that search runs on in the browser: a script of data, which needs no server.

    A row is kind (0 station, 1 series, 2 programme), path, title, what stands under it, and more
    words to be found by. Letters are folded in the browser, where exact marks can be preferred.
    """
    rows = [*_stations(stations), *_series(series), *_programmes(site, programmes)]
    lines = ",\n".join(json_text(row) for row in rows)
    return f"window.RADIOPROG_INDEX=[\n{lines}\n];\n".encode("utf-8", "replace")


def _stations(stations: Iterable[SiteStation]) -> Iterator[list[int | str]]:
    for each in stations:
        under = ", ".join(unit.name for unit in each.above)
        more = " ".join(unit.name for unit in each.predecessors)
        yield [0, each.unit.path, each.unit.name, under, shortened(more, _LONGEST_WORDS)]


def _series(series: Iterable[SiteSeries]) -> Iterator[list[int | str]]:
    for each in series:
        yield [1, each.path, each.title, shortened(each.description, 120), each.id]


def _programmes(site: WebSite, programmes: Iterable[SiteProgramme]) -> Iterator[list[int | str]]:
    for each in programmes:
        notes = []
        if each.series:
            notes.append(site.series_titles.get(each.series, each.series))
        if each.episode is not None:
            notes.append(str(each.episode))
        if each.date:
            notes.append(f"{each.date.day}/{each.date.month}/{each.date.year}")
        more = " ".join((*each.topics, *each.chapters))
        yield [2, each.path, each.title, " · ".join(notes), shortened(more, _LONGEST_WORDS)]
