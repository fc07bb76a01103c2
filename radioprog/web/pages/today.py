"""Today: what airs where, what waits for whom; and the door at which people sign in."""

from __future__ import annotations

from typing import Any

from radioprog.kernel.findings import Severity, Text
from radioprog.publish.html import Markup, element
from radioprog.schedule.airings.airing import Status
from radioprog.studio.approval.gate import STATES
from radioprog.studio.desk.overview import TodayView, today_view
from radioprog.studio.steps import BUILD_STEPS
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, as_json, go, html, link
from radioprog.web.findings import NO_JOB
from radioprog.web.frame import (
    badge,
    field,
    findings_list,
    hidden,
    page_of,
    post_form,
)
from radioprog.web.services import job_json

STEPS = {
    **BUILD_STEPS,
    "current": Text("không đổi", "unchanged"),
    "failed": Text("chưa dựng được", "could not be built"),
}


def show(call: Call) -> Answer:
    """Show the page."""
    view: TodayView = call.services.view("today", lambda: today_view(call.workspace))
    title = call.say("Hôm nay", "Today")
    shown = view.day.strftime("%d/%m/%Y")
    return html(
        page_of(
            call,
            title,
            element("h1", f"{title}, {shown}"),
            element(
                "div",
                element("section", *_on_air(call, view), class_="card"),
                element("section", *_waiting(call, view), class_="card"),
                element("section", *_not_ready(call, view), class_="card"),
                class_="cards",
            ),
            _amiss(call, view),
            current="today",
        )
    )


def _on_air(call: Call, view: TodayView) -> list[Markup]:
    head = element("h2", call.say("Phát hôm nay", "On air today"))
    if not view.airings:
        nothing = call.say("Hôm nay không có buổi nào trong lịch.", "Nothing is scheduled today.")
        return [head, element("p", nothing, class_="note")]
    rows = []
    for each in view.airings:
        marks = [badge(mark.to(call.language)) for mark in each.marks]
        many = call.say(f"{each.stations} đài", f"{each.stations} stations")
        title: Markup | str = each.title
        if each.programme:
            title = element("a", each.title, href=link("programmes", each.programme))
        rows.append(
            element(
                "li",
                element("span", f"{each.begins}-{each.ends} ", class_="num"),
                title,
                element("small", f" · {many} "),
                *marks,
                class_="gone" if each.status is Status.CANCELLED else None,
            )
        )
    return [head, element("ul", *rows, class_="list")]


def _waiting(call: Call, view: TodayView) -> list[Markup]:
    head = element("h2", call.say("Chờ quyết định", "Waiting for a decision"))
    if not view.waiting:
        return [
            head,
            element("p", call.say("Không có bài nào chờ.", "Nothing waits."), class_="note"),
        ]
    rows = []
    for each in view.waiting:
        last = each.verdicts[-1] if each.verdicts else None
        said = f"{last.name or last.person}: {last.note}" if last and last.note else ""
        where = link("programmes", each.subject.id)
        rows.append(
            element(
                "li",
                element("a", str(each.subject), href=where)
                if each.subject.kind in ("script", "edition")
                else str(each.subject),
                " ",
                badge(STATES[each.state].to(call.language), each.state),
                element("small", f" {said}") if said else None,
            )
        )
    return [head, element("ul", *rows, class_="list")]


def _not_ready(call: Call, view: TodayView) -> list[Markup]:
    head = element("h2", call.say("Chưa dựng", "Not built"))
    waiting = [each for each in view.scripts if not each.is_current]
    if not waiting:
        done = call.say("Mọi kịch bản đã dựng xong.", "Every script is built.")
        return [head, element("p", done, class_="note")]
    rows = []
    for each in waiting[:20]:
        why = (
            call.say("chưa dựng lần nào", "never built")
            if each.length is None
            else call.say("đã đổi sau lần dựng trước", "changed since it was built")
        )
        shown = element("a", each.title, href=link("programmes", each.name))
        rows.append(element("li", shown, element("small", f" · {why}")))
    if len(waiting) > 20:
        rest = len(waiting) - 20
        rows.append(element("li", call.say(f"và {rest} bài nữa", f"and {rest} more")))
    return [head, element("ul", *rows, class_="list")]


def _amiss(call: Call, view: TodayView) -> Markup | None:
    found = [each for each in view.findings if each.severity is not Severity.INFO]
    if not found:
        return None
    head = element("h2", call.say("Cần xem trong lịch", "To be looked at in the schedule"))
    return element("section", head, findings_list(found[:12], call.language))


# --- who is there ---


def show_sign_in(call: Call) -> Answer:
    """Show the form of somebody who comes from another machine."""
    if call.visitor.is_known:
        return go("/")
    title = call.say("Đăng nhập", "Sign in")
    form = post_form(
        "/sign-in",
        call.visitor,
        hidden("to", call.query.get("to", "/")),
        field(
            call.say("Mã hoặc họ tên", "Id or name"),
            element("input", name="person", autocomplete="username", required=""),
        ),
        field(
            call.say("Mật khẩu", "Password"),
            element(
                "input",
                name="password",
                type="password",
                autocomplete="current-password",
                required="",
            ),
        ),
        element("button", call.say("Vào", "Sign in")),
    )
    return html(page_of(call, title, element("h1", title), form))


def _signed_in(call: Call, who: str) -> Answer:
    to = call.form.get("to", "/")
    return go(to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/")


# --- what runs ---


def show_job(call: Call) -> Answer:
    """Tell how far a work is, for the page that follows it."""
    job = call.services.jobs.get(call.path["id"])
    if job is None:
        return as_json({"findings": [NO_JOB().to_json(call.language)]}, 404)
    steps = {name: text.to(call.language) for name, text in STEPS.items()}
    return as_json(job_json(job, steps, call.language))


def _credentials(call: Call) -> dict[str, Any]:
    return {
        "person": call.form.get("person", "")[:200],
        "password": call.form.get("password", "")[:2000],
    }


ROUTES: tuple[Route, ...] = (
    PageRoute("/", show),
    PageRoute("/sign-in", show_sign_in),
    PageRoute("/jobs/{id}", show_job),
    Action(
        "/sign-in",
        "radioprog.studio.desk.access:password_holds",
        "look",
        _credentials,
        _signed_in,
        is_noted=False,
    ),
)
