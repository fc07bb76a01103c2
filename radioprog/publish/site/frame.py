"""The frame of every page: head, policy, header and footer; how pages name one another.

Every page stands twice, in Vietnamese at its path and in English below ``en/``. All addresses
inside the site are relative, so that it works from a stick as from a server; the policy in the
head lets nothing else be loaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from radioprog.kernel.findings import Language, Text
from radioprog.publish.html import Content, Markup, element, together
from radioprog.publish.site import words
from radioprog.publish.site.model import AlertBanner, SiteProgramme, WebSite

HOME = "index.html"
OWN_STYLE = "assets/own.css"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_TITLE_LENGTH = 120


def page_path(path: str, language: Language) -> str:
    """Return where a page stands in one language.

    >>> page_path("station/a.html", "en")
    'en/station/a.html'
    """
    return path if language == "vi" else f"en/{path}"


@dataclass(frozen=True, slots=True)
class PageFrame:
    """One page in one language: what it needs in order to point to others and to be framed."""

    site: WebSite
    path: str
    language: Language

    def say(self, text: Text, **fields: str) -> str:
        """Return words in the page's language, the workspace's own where it has some."""
        own = self.site.look.texts.get(text, text)
        return (own.filled(**fields) if fields else own).to(self.language)

    def to_page(self, path: str) -> str:
        """Return the relative address of another page in the same language."""
        return "../" * self.path.count("/") + path

    def to_file(self, path: str) -> str:
        """Return the relative address of a file that serves both languages."""
        return self.to_page(path) if self.language == "vi" else f"../{self.to_page(path)}"

    def to_other_language(self) -> str:
        """Return the relative address of this page in the other language."""
        if self.language == "vi":
            return self.to_page(f"en/{self.path}")
        return f"../{self.to_page(self.path)}"

    def whole(
        self,
        title: str,
        *content: Content,
        look: str = "",
        about: str = "",
        feed: str = "",
        draft: bool = False,
    ) -> bytes:
        """Return the page's bytes: the content in its frame."""
        head = self._head(title, about or title, feed, draft)
        banner = element("p", self.say(words.DRAFT), class_="draft", role="note") if draft else None
        body = element(
            "body",
            "\n",
            self._header(),
            "\n",
            element("main", "\n", banner, *content, id="noi-dung", tabindex="-1"),
            "\n",
            self._footer(),
            "\n",
            class_=look or None,
            **{"data-root": self.to_file(""), "data-pages": self.to_page("")},
        )
        root = element("html", "\n", head, "\n", body, "\n", lang=self.language)
        return f"<!DOCTYPE html>\n{root}\n".encode("utf-8", "replace")

    def _head(self, title: str, about: str, feed: str, draft: bool) -> Markup:
        site = self.site
        name = " | ".join(dict.fromkeys(part for part in (title, site.organisation) if part))
        if draft:
            name = f"{self.say(words.DRAFT_MARK)} {name}"
        parts = [
            element("meta", charset="utf-8"),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", **{"http-equiv": "Content-Security-Policy"}, content=_POLICY),
            element("meta", name="referrer", content="no-referrer"),
            element("title", name),
            element("meta", name="description", content=shortened(about, 300)),
            element("meta", name="color-scheme", content="light dark"),
            element("link", rel="icon", href=self.to_file("assets/icon.svg"), type="image/svg+xml"),
            element("link", rel="stylesheet", href=self.to_file("assets/site.css")),
            *self._own_style(),
            element("script", src=self.to_file("assets/site.js"), defer=""),
        ]
        if draft:
            parts.append(element("meta", name="robots", content="noindex"))
        if site.base_url:
            parts.extend(self._addresses(feed))
        return element("head", "\n", *(together(part, "\n") for part in parts))

    def _own_style(self) -> list[Markup]:
        if not self.site.look.has_style:
            return []
        return [element("link", rel="stylesheet", href=self.to_file(OWN_STYLE))]

    def _addresses(self, feed: str) -> list[Markup]:
        links = [
            element(
                "link",
                rel="canonical",
                href=self.site.url(page_path(self.path, self.language)),
            )
        ]
        links.extend(
            element(
                "link",
                rel="alternate",
                hreflang=each,
                href=self.site.url(page_path(self.path, each)),
            )
            for each in LANGUAGES
        )
        if feed:
            links.append(
                element(
                    "link",
                    rel="alternate",
                    type="application/rss+xml",
                    title="RSS",
                    href=self.to_file(feed),
                )
            )
        return links

    def _header(self) -> Markup:
        other: Language = "en" if self.language == "vi" else "vi"
        find = element(
            "form",
            element("label", self.say(words.SEARCH_WHAT), for_="q", class_="unseen"),
            element(
                "input",
                type="search",
                name="q",
                id="q",
                placeholder=self.say(words.SEARCH_WHAT),
                autocomplete="off",
                maxlength="200",
            ),
            element("button", self.say(words.SEARCH), type="submit"),
            action=self.to_page(HOME),
            method="get",
            role="search",
            class_="find",
        )
        look = self.site.look
        name = look.title or self.site.organisation or self.say(words.HOME)
        logo = None
        if look.logo:
            logo = element("img", src=self.to_file(look.logo), alt="", class_="logo")
        return element(
            "header",
            element("a", self.say(words.SKIP), href="#noi-dung", class_="skip"),
            element("a", logo, name, href=self.to_page(HOME), class_="home"),
            find,
            element(
                "a",
                self.say(words.OTHER_LANGUAGE),
                href=self.to_other_language(),
                lang=other,
                hreflang=other,
                class_="other",
            ),
            class_="top",
        )

    def _footer(self) -> Markup:
        look = self.site.look
        own = [element("p", line) for line in look.footer]
        if look.links:
            links = (
                element("li", element("a", name, href=address, rel="noreferrer"))
                for name, address in look.links
            )
            own.append(element("ul", *links, class_="units"))
        return element("footer", *own, element("p", self.say(words.MADE_BY)), class_="foot")


def shortened(text: str, most: int) -> str:
    """Return a text of so many letters at most, cut between words where that can be.

    >>> shortened("một hai ba", 8)
    'một…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def section(heading: str, *content: Content, look: str = "", name: str = "") -> Markup:
    """Return a part of a page under its heading."""
    return element(
        "section",
        element("h2", heading),
        "\n",
        *content,
        class_=look or None,
        id=name or None,
    )


def alert_banners(frame: PageFrame, alerts: Sequence[AlertBanner]) -> Markup | None:
    """Return the emergency messages in force, each with until when; nothing where none is.

    An exercise looks otherwise, and says first that it is one.
    """
    if not alerts:
        return None
    rows = []
    for each in alerts:
        hear = None
        if each.programme:
            link = element("a", frame.say(words.TO_HEAR), href=frame.to_page(each.programme))
            hear = element("p", link)
        warning = frame.say(words.EXERCISE)
        rows.append(
            element(
                "section",
                element("p", element("strong", warning)) if each.is_exercise else None,
                element("h2", each.title),
                *(element("p", line) for line in each.text.split("\n")),
                element("p", frame.say(each.valid)),
                hear,
                class_="exercise" if each.is_exercise else "alert",
                **{
                    "data-until": each.until,
                    "aria-label": frame.say(
                        words.REHEARSAL if each.is_exercise else words.EMERGENCY
                    ),
                },
            )
        )
    return together(*(together(row, "\n") for row in rows))


def trail(frame: PageFrame, links: Sequence[tuple[str, str]]) -> Markup:
    """Return the way from the home page to this one, as links (name, path)."""
    steps = [(frame.say(words.HOME), HOME), *links]
    items = (
        element("li", element("a", shortened(name, 60), href=frame.to_page(path)))
        for name, path in steps
    )
    return element(
        "nav", element("ol", *items), class_="trail", **{"aria-label": frame.say(words.ABOVE)}
    )


def facts(rows: Sequence[tuple[str, Content]]) -> Markup:
    """Return a list of short facts, each with its name; empty ones are left out."""
    cells = (
        element("div", element("dt", name), element("dd", value)) for name, value in rows if value
    )
    return element("dl", *cells, class_="facts")


def titled(frame: PageFrame, programme: SiteProgramme) -> str:
    """Return a programme's title as pages show it, marked where it is a draft."""
    mark = f"{frame.say(words.DRAFT_MARK)} " if programme.is_draft else ""
    return mark + programme.title


def programme_list(
    frame: PageFrame,
    programmes: Sequence[SiteProgramme],
    *,
    with_series: bool = True,
    to_play: bool = False,
) -> Markup:
    """Return programmes as a list: title, series, number, date, length, a button to hear it."""
    if not programmes:
        return element("p", frame.say(words.NO_PROGRAMMES), class_="note")
    return element(
        "ul",
        "\n",
        *(together(_programme_row(frame, each, with_series, to_play), "\n") for each in programmes),
        class_="programmes",
    )


def _programme_row(
    frame: PageFrame, programme: SiteProgramme, with_series: bool, to_play: bool
) -> Markup:
    notes = []
    if with_series and programme.series:
        notes.append(frame.site.series_titles.get(programme.series, programme.series))
    if programme.episode is not None:
        notes.append(frame.say(words.EPISODE, n=str(programme.episode)))
    if programme.date:
        notes.append(words.day_text(programme.date, frame.language))
    notes.append(words.length_text(programme.duration))
    return element(
        "li",
        element("a", titled(frame, programme), href=frame.to_page(programme.path)),
        element("small", " · ".join(notes)),
        _play_button(frame, programme) if to_play else None,
    )


def _play_button(frame: PageFrame, programme: SiteProgramme) -> Markup | None:
    """Return a button that the script shows: it plays a programme in the page's own player."""
    if programme.player is None:
        return None
    named = f"{frame.say(words.PLAY)}: {programme.title}"
    return element(
        "button",
        frame.say(words.PLAY),
        type="button",
        class_="play",
        hidden="",
        **{
            "aria-label": named,
            "data-src": frame.to_file(programme.player.path),
            "data-title": titled(frame, programme),
        },
    )


def json_text(value: object) -> str:
    """Return JSON that may stand in a script: no tag can begin in it, every line end is escaped.

    >>> json_text("</script>")
    '"\\\\u003c/script>"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
