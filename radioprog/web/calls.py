"""Calls: what a page is asked, what it answers, and the table by which actions meet use cases.

A page is a function from a `Call` to an `Answer`; an action is a row: which use case it calls, how
its arguments are taken from the form, and what is shown then. HTTP itself is spoken elsewhere.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import NOWHERE, Language, Text
from radioprog.publish.html import Markup
from radioprog.studio.desk.access import Permission
from radioprog.studio.workspace import Workspace
from radioprog.web.findings import NO_PAGE, NOBODY_CHOSEN
from radioprog.web.guard import PAPER_POLICY
from radioprog.web.sessions import Visitor

if TYPE_CHECKING:
    from radioprog.web.services import Services

HTML = "text/html; charset=utf-8"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: bytes of a kind, or a file, of which a player may ask parts."""

    body: bytes = b""
    kind: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One request, past the guard: who asks, for what, with which words.

    ``path`` are the fields of the address, ``query`` what stands behind its question mark,
    ``form`` what was filled in, ``upload`` a file that was received, under a name of ours.
    """

    services: Services
    visitor: Visitor
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    upload: Path | None = None
    wants_json: bool = False
    address: str = "/"

    @property
    def language(self) -> Language:
        """Return the language that the studio speaks."""
        return self.services.language

    @property
    def workspace(self) -> Workspace:
        """Return the workspace as it is set up now.

        Raises:
            UsageError: ``no-workspace``; ContentError: its settings have errors.
        """
        return self.services.workspace()

    @property
    def person(self) -> str:
        """Return who acts, as the record is to name them.

        Raises:
            UsageError: ``nobody-chosen``, on a machine where nobody signs in.
        """
        if not self.visitor.person:
            raise UsageError(NOBODY_CHOSEN())
        return self.visitor.person

    def say(self, vi: str, en: str) -> str:
        """Return a word of the page in the studio's language."""
        return Text(vi, en).to(self.language)


Unpack = Callable[[Call], dict[str, Any]]
Show = Callable[[Call], Answer]
Done = Callable[[Call, Any], Answer]


@dataclass(frozen=True, slots=True)
class PageRoute:
    """A page: its address, what shows it, and what somebody has to be allowed to see it."""

    path: str
    show: Show
    permission: Permission = "look"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done: the use case of the studio that does it, and nothing else.

    ``use_case`` is ``module:function``; it is called with the workspace and what ``unpack`` takes
    from the form. ``about`` names in the record what was acted on. ``is_noted`` is off for what
    changes nothing; ``takes_file`` says that a file is received first; ``is_long`` that it runs in
    the background, and is told by its steps.
    """

    path: str
    use_case: str
    permission: Permission
    unpack: Unpack
    done: Done
    about: Callable[[Call], str] = lambda call: ""
    is_noted: bool = True
    takes_file: bool = False
    is_long: bool = False

    @property
    def function(self) -> Callable[..., Any]:
        """Return the use case."""
        module, _, name = self.use_case.partition(":")
        found: Any = importlib.import_module(module)
        for part in name.split("."):
            found = getattr(found, part)
        function: Callable[..., Any] = found
        return function


Route = PageRoute | Action


def html(body: Markup | str, status: int = 200) -> Answer:
    """Answer with a page."""
    return Answer(str(body).encode("utf-8", "replace"), status=status)


def as_json(value: object, status: int = 200) -> Answer:
    """Answer a script of ours."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return Answer(text.encode("utf-8", "replace"), JSON, status)


def go(address: str) -> Answer:
    r"""Send the browser on, so that reloading a page does nothing twice.

    Whatever an address of ours holds, a head carries no line end and no letter beyond ASCII.

    >>> go("/scripts/tin số 7\r\nX: y").headers["Location"]
    '/scripts/tin%20s%E1%BB%91%207%0D%0AX:%20y'
    """
    return Answer(status=303, headers={"Location": quote(address, safe="/?&=#%:;,+@!*'()$~")})


def file_answer(path: Path, kind: str, headers: Mapping[str, str] | None = None) -> Answer:
    """Hand out a file."""
    return Answer(kind=kind, file=path, headers=headers or {})


_OFFICE = "application/vnd.openxmlformats-officedocument"
FILE_KINDS = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "text/plain; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".html": "text/html; charset=utf-8",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_WALLED = {"Content-Security-Policy": PAPER_POLICY}


def made_file(
    path: Path, *, is_ours: bool, headers: Mapping[str, str] = MappingProxyType(_WALLED)
) -> Answer:
    """Hand out a file that was made; it can do nothing in the studio.

    Raises:
        UsageError: ``no-page``, it is none of ours, there is none, or a link stands in its place.
    """
    if not is_ours or path.is_symlink() or not path.is_file():
        raise UsageError(NO_PAGE(NOWHERE))
    return file_answer(path, FILE_KINDS.get(path.suffix, "application/octet-stream"), headers)


def link(*parts: str, **query: str) -> str:
    """Make an address of ours of names that may hold anything.

    >>> link("scripts", "tin/số 7", done="saved")
    '/scripts/tin/s%E1%BB%91%207?done=saved'
    """
    path = "/" + "/".join(quote(part, safe="/") for part in parts)
    asked = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items() if value)
    return f"{path}?{asked}" if asked else path


# --- the table ---

PAGES = (
    "first",
    "today",
    "scripts",
    "editor",
    "programme",
    "schedule",
    "stations",
    "record",
    "year",
    "alert",
)
"""The modules of `radioprog.web.pages`, each with its ``ROUTES``; found by name, as verbs are."""


def routes() -> tuple[Route, ...]:
    """Return every route, the more particular addresses first."""
    found = [each for name in PAGES for each in _routes_of(name)]
    return tuple(sorted(found, key=_particular))


def pages() -> Iterator[PageRoute]:
    """Yield the pages."""
    yield from (each for each in routes() if isinstance(each, PageRoute))


def actions() -> Iterator[Action]:
    """Yield the actions, each with the use case that it calls.

    >>> all(each.use_case.startswith("radioprog.studio.") for each in actions())
    True
    """
    yield from (each for each in routes() if isinstance(each, Action))


def _routes_of(name: str) -> tuple[Route, ...]:
    module = importlib.import_module(f"radioprog.web.pages.{name}")
    found: tuple[Route, ...] = module.ROUTES
    return found


def _particular(route: Route) -> tuple[int, int, str]:
    """Put addresses with a free name behind those that say more."""
    fixed = route.path.partition("{")[0]
    return ("{" in route.path, -len(fixed) - len(route.path), route.path)
