"""The frame around every page: its head, the way to the other pages, who is there; and small parts.

Made by the one writer of HTML that escapes always; styles and scripts are files of ours with their
hash in their name, and a policy lets nothing else be loaded.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from radioprog.kernel.findings import Finding, Language, Severity, Text, visible
from radioprog.publish.html import Content, Markup, element, together
from radioprog.studio.desk.access import accounts
from radioprog.web.calls import Call
from radioprog.web.services import Services
from radioprog.web.sessions import Visitor

NAV: Sequence[tuple[str, str, Text]] = (
    ("today", "/", Text("Hôm nay", "Today")),
    ("scripts", "/scripts", Text("Kịch bản", "Scripts")),
    ("schedule", "/schedule", Text("Lịch", "Schedule")),
    ("stations", "/stations", Text("Đài", "Stations")),
    ("record", "/record", Text("Hồ sơ", "Record")),
    ("alert", "/alert", Text("Khẩn cấp", "Alerts")),
    ("people", "/people", Text("Người", "People")),
)
"""The pages that stand at the top of each page."""
_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_KINDS |= {"svg": "image/svg+xml"}
_FILES = ("studio.css", "studio.js", "editor.js", "player.js", "mark.svg")
_SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("nên xem", "warning"),
    Severity.INFO: Text("cho biết", "note"),
}


@cache
def static_files() -> Mapping[str, tuple[bytes, str]]:
    """Return the files that pages load, by a name that changes with their content."""
    folder = resources.files("radioprog.web") / "static"
    found = {}
    for name in _FILES:
        data = (folder / name).read_bytes()
        found[_static_name(name, data)] = (data, _KINDS[name.rpartition(".")[2]])
    return found


@cache
def static(name: str) -> str:
    """Return the address of a file that pages load."""
    data = (resources.files("radioprog.web") / "static" / name).read_bytes()
    return f"/static/{_static_name(name, data)}"


def _static_name(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{ending}"


def page_of(
    call: Call,
    title: str,
    *content: Content,
    current: str = "",
    scripts: Iterable[str] = (),
    wide: bool = False,
) -> Markup:
    """Make a whole page around its content."""
    return _document(call.services, call.visitor, title, content, current, scripts, wide)


def findings_page(
    findings: Sequence[Finding], services: Services, visitor: Visitor | None
) -> Markup:
    """Make the page that says why something was not done."""
    language = services.language
    title = Text("Chưa làm được", "It could not be done").to(language)
    back = Text("Về trang Hôm nay", "Back to Today").to(language)
    content = (
        element("h1", title),
        findings_list(findings, language),
        element("p", element("a", back, href="/", class_="button plain")),
    )
    return _document(services, visitor, title, content, "", (), False)


def _document(
    services: Services,
    visitor: Visitor | None,
    title: str,
    content: Iterable[Content],
    current: str,
    scripts: Iterable[str],
    wide: bool,
) -> Markup:
    language = services.language
    organisation = _organisation(services)
    head = _head(visitor, f"{title} · {organisation}", scripts)
    skip = Text("Đến nội dung", "To the content").to(language)
    body = together(
        element("a", skip, href="#noi-dung", class_="skip"),
        _top(services, visitor, organisation, current),
        element("main", *content, id="noi-dung", tabindex="-1", class_="wide" if wide else None),
    )
    root = element("html", head, "\n", element("body", body), lang=language)
    return Markup(f"<!DOCTYPE html>\n{root}\n")


def _head(visitor: Visitor | None, title: str, scripts: Iterable[str]) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="csrf", content=visitor.csrf if visitor else ""),
        element("meta", name="color-scheme", content="light dark"),
        element("title", title),
        element("link", rel="icon", href=static("mark.svg"), type="image/svg+xml"),
        element("link", rel="stylesheet", href=static("studio.css")),
        *(element("script", src=static(name), defer="") for name in ("studio.js", *scripts)),
    )


def _organisation(services: Services) -> str:
    name = None
    if services.has_workspace:
        name = services.view("organisation", lambda: services.workspace().organisation)
    return name or "radioprog"


def _top(services: Services, visitor: Visitor | None, organisation: str, current: str) -> Markup:
    language = services.language
    known = visitor is not None and visitor.is_known and services.has_workspace
    links = [
        element(
            "li",
            element(
                "a",
                text.to(language),
                href=path,
                aria_current="page" if name == current else None,
            ),
        )
        for name, path, text in NAV
    ]
    label = Text("Các trang", "Pages").to(language)
    return element(
        "header",
        element("a", organisation, href="/", class_="home"),
        element("nav", element("ul", *links), aria_label=label) if known else None,
        _who(services, visitor) if known and visitor else None,
        class_="top",
    )


def _who(services: Services, visitor: Visitor) -> Markup:
    """Show who acts: on this machine alone chosen from the list, elsewhere as they signed in."""
    language = services.language
    if not visitor.is_local:
        leave = Text("Ra", "Sign out").to(language)
        return post_form(
            "/sign-out",
            visitor,
            element("span", visitor.name or visitor.person),
            element("button", leave, class_="plain small"),
            class_="who",
        )
    people = services.view("people", lambda: accounts(services.workspace())[0])
    if not people:
        return element("span", class_="who")
    nobody = Text("— tên ai —", "— who —").to(language)
    options = [element("option", nobody, value="")]
    for each in people:
        chosen = "" if each.person.id == visitor.person else None
        options.append(element("option", each.person.name, value=each.person.id, selected=chosen))
    acting = Text("Người làm", "Acting as").to(language)
    select = element("select", *options, name="person", data_send="")
    label = element("label", element("span", acting, class_="unseen"), select)
    button = element("button", Text("Chọn", "Choose").to(language), class_="plain small")
    return post_form("/sign-in", visitor, label, button, class_="who")


# --- parts ---


def hidden(name: str, value: str) -> Markup:
    """Make a field that is sent and not seen."""
    return element("input", type="hidden", name=name, value=value)


def post_form(
    address: str,
    visitor: Visitor,
    *content: Content,
    class_: str | None = None,
    **attributes: str | None,
) -> Markup:
    """Make a form that changes something: it carries the token of its visitor."""
    token = hidden("csrf", visitor.csrf)
    return element(
        "form", token, *content, method="post", action=address, class_=class_, **attributes
    )


def field(label: str, control: Markup, hint: str = "") -> Markup:
    """Make a labelled field, with what to write below it."""
    said = element("small", hint) if hint else None
    return element("label", element("span", label), control, said, class_="field")


def file_field(label: str, *, accept: str, to: str, told: str) -> Markup:
    """Make a button that chooses a file and sends it; what became of it is told elsewhere."""
    chosen = element("input", type="file", accept=accept, data_to=to, data_told=told)
    return element("label", label, chosen, class_="file")


def badge(text: str, kind: str = "") -> Markup:
    """Make a short word in a frame, whose colour is never all that it says."""
    return element("span", text, class_=f"badge {kind}".strip())


def findings_list(findings: Sequence[Finding], language: Language) -> Markup:
    """List findings, the gravest first, each with its remedy."""
    order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    rows = []
    for each in sorted(findings, key=lambda found: order[found.severity]):
        place = str(each.place)
        remedy = visible(each.remedy.to(language))
        rows.append(
            element(
                "li",
                badge(_SEVERITIES[each.severity].to(language), str(each.severity)),
                " ",
                element("strong", visible(each.message.to(language))),
                element("span", remedy, class_="remedy") if remedy else None,
                element("small", visible(place)) if place else None,
                class_=str(each.severity),
            )
        )
    return element("ul", *rows, class_="findings")


def table(heads: Sequence[str], rows: Iterable[Sequence[Content]], label: str) -> Markup:
    """Make a table that becomes a list of cards on a phone: each cell knows its head."""
    top = element("tr", *(element("th", each, scope="col") for each in heads))
    body = [
        element(
            "tr",
            *(element("td", cell, data_head=head) for head, cell in zip(heads, row, strict=True)),
        )
        for row in rows
    ]
    caption = element("caption", label, class_="unseen")
    return element("table", caption, element("thead", top), element("tbody", *body), class_="stack")


def heads_of(call: Call, *words: tuple[str, str]) -> list[str]:
    """Return the heads of a table in the studio's language."""
    return [call.say(*each) for each in words]


def station_select(
    call: Call, names: Mapping[str, str], chosen: str = "", every: str = ""
) -> Markup:
    """Make a choice of stations by name; ``every`` stands first and means all of them."""
    listed = sorted(names.items(), key=lambda item: item[1])
    rows = [("", every), *listed] if every else listed
    options = [
        element("option", name, value=id_, selected="" if id_ == chosen else None)
        for id_, name in rows
    ]
    label = call.say("Đài", "Station")
    return element("select", *options, name="station", aria_label=label)


def clock(seconds: float | None) -> str:
    """Show a length as people say it: ``m:ss``.

    >>> clock(75.4), clock(3725), clock(None)
    ('1:15', '1:02:05', '')
    """
    if seconds is None:
        return ""
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def moment(when: dt.datetime | None, zone: dt.tzinfo) -> str:
    """Show a moment by the clock of the station."""
    return "" if when is None else when.astimezone(zone).strftime("%H:%M %d/%m/%Y")


def job_card(said: str, job: str, then: str, *more: Content) -> Markup:
    """Show that a work is going on; the page's script follows it and goes ``then`` elsewhere."""
    return element(
        "section",
        element("p", said),
        element("ul", class_="bars list"),
        element("p", class_="told note", role="status"),
        *more,
        class_="card",
        data_job=job,
        data_then=then,
    )
