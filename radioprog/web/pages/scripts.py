"""Scripts: the list of them, and how a new one begins: from a title, or from a Word document."""

from __future__ import annotations

from typing import Any

from radioprog.publish.html import Markup, element
from radioprog.schedule.days.civil import ZoneClock
from radioprog.studio.approval.gate import STATES
from radioprog.studio.desk.overview import ScriptRow, script_rows
from radioprog.studio.editorial.writing import OpenedScript
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, go, html, link
from radioprog.web.frame import badge, clock, field, file_field, moment, page_of, post_form, table


def show(call: Call) -> Answer:
    """Show the list."""
    rows: tuple[ScriptRow, ...] = call.services.view("scripts", lambda: script_rows(call.workspace))
    title = call.say("Kịch bản", "Scripts")
    heads = (
        call.say("Chương trình", "Programme"),
        call.say("Chuyên mục", "Series"),
        call.say("Duyệt", "Approval"),
        call.say("Thành phẩm", "Sound"),
        call.say("Sửa lúc", "Changed"),
    )
    zone = ZoneClock(call.workspace.timezone).zone
    cells = [
        (
            element("a", each.title, href=link("scripts", each.name)),
            each.series,
            badge(STATES[each.state].to(call.language), each.state),
            element("a", _sound(call, each), href=link("programmes", each.name)),
            element("span", moment(each.changed, zone), class_="num"),
        )
        for each in rows
    ]
    none = call.say("Chưa có kịch bản nào.", "There is no script yet.")
    listed = table(heads, cells, title) if cells else element("p", none, class_="note")
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            element("div", _new(call), _from_word(call), class_="cards"),
            listed,
            current="scripts",
        )
    )


def _sound(call: Call, row: ScriptRow) -> Markup:
    if row.length is None:
        return badge(call.say("chưa dựng", "not built"))
    if row.is_current:
        return badge(clock(row.length), "built")
    old = call.say("cũ", "old")
    return badge(f"{clock(row.length)} · {old}", "stale")


def _new(call: Call) -> Markup:
    return element(
        "details",
        element("summary", call.say("Viết kịch bản mới", "Write a new script")),
        post_form(
            "/scripts/new",
            call.visitor,
            field(
                call.say("Tên chương trình", "Title"),
                element("input", name="title", required="", maxlength="200"),
                call.say("ví dụ: Bản tin trưa số 12", "such as: Noon bulletin 12"),
            ),
            field(
                call.say("Chuyên mục", "Series"),
                element("input", name="series", maxlength="80"),
                call.say("mã trong series.yaml; để trống cũng được", "may stay empty"),
            ),
            element("button", call.say("Bắt đầu viết", "Begin")),
        ),
        class_="card",
    )


def _from_word(call: Call) -> Markup:
    return element(
        "section",
        element(
            "p",
            call.say(
                "Thả tệp Word (hay văn bản) vào đây, hoặc chọn tệp: máy soạn thành kịch bản.",
                "Drop a Word document (or plain text) here, or choose one: it becomes a script.",
            ),
        ),
        file_field(
            call.say("Chọn tệp Word", "Choose a document"),
            accept=".docx,.odt,.rtf,.txt,.md,.html",
            to="/documents/upload",
            told="word-told",
        ),
        element("p", id="word-told", role="status", class_="note"),
        class_="card",
        data_drop="/documents/upload",
        data_told="word-told",
    )


def _begun(call: Call, made: OpenedScript) -> Answer:
    return go(link("scripts", made.name))


def _title(call: Call) -> dict[str, Any]:
    return {
        "title": call.form.get("title", ""),
        "series": call.form.get("series", ""),
        "by": call.visitor.person,
    }


ROUTES: tuple[Route, ...] = (
    PageRoute("/scripts", show),
    Action(
        "/scripts/new",
        "radioprog.studio.editorial.writing:new_script",
        "write",
        _title,
        _begun,
        about=lambda call: call.form.get("title", ""),
    ),
)
