"""Emergency messages: those in force and those that wait; one is issued, ended, approved.

Whether a message is real or an exercise is never guessed: whoever issues it has to say so.
"""

from __future__ import annotations

from typing import Any

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Text
from radioprog.publish.html import Content, Markup, element
from radioprog.studio.alerts.composing import AlertOrder
from radioprog.studio.alerts.listing import AlertRow, list_alerts
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, go, html, link
from radioprog.web.findings import NOT_SAID_WHETHER_REAL
from radioprog.web.frame import badge, field, findings_list, hidden, job_card, page_of, post_form
from radioprog.web.services import BackgroundJob

_ISSUING = "radioprog.studio.alerts.issuing"
_STATES = {
    "live": Text("đang hiệu lực", "in force"),
    "waiting": Text("chờ duyệt", "waiting"),
    "ended": Text("đã kết thúc", "ended"),
    "expired": Text("đã hết hạn", "over"),
}
_REAL, _EXERCISE = "real", "exercise"


def show(call: Call) -> Answer:
    """Show all messages, and the form of a new one."""
    title = call.say("Tin khẩn cấp", "Alerts")
    rows, told = list_alerts(call.workspace)
    none = element("p", call.say("Chưa có tin nào.", "There is none."), class_="note")
    listed = element("div", *(_row(call, each) for each in rows[:40]), class_="cards")
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            _work(call),
            findings_list(told, call.language) if told else None,
            listed if rows else none,
            _new(call),
            current="alert",
        )
    )


def _work(call: Call) -> Markup | None:
    running = [each for each in call.services.jobs.running() if each.did.startswith(_ISSUING)]
    if running:
        said = call.say("Đang làm và gửi tin …", "Making and handing out …")
        return job_card(said, running[0].id, link("alert", job=running[0].id))
    ended = call.services.jobs.get(call.query.get("job", ""))
    if ended is None:
        return None
    found = (*ended.findings, *getattr(ended.result, "findings", ()))
    words = call.say("Đã phát hành.", "Issued.")
    done = None if ended.is_failed else element("p", words, class_="said", role="status")
    return element("section", done, findings_list(found[:20], call.language) if found else None)


def _row(call: Call, each: AlertRow) -> Markup:
    state = _STATES.get(each.state, Text(each.state, each.state)).to(call.language)
    marks: list[Content] = [badge(state, "error" if each.state == "live" else ""), " "]
    if each.exercise:
        marks.append(badge(call.say("DIỄN TẬP", "EXERCISE"), "warning"))
    span = f"{each.issued:%H:%M %d/%m/%Y} - {each.until:%H:%M %d/%m/%Y}"
    many = call.say(f"{len(each.stations)} đài", f"{len(each.stations)} stations")
    over = each.state in ("ended", "expired")
    return element(
        "section",
        element("h2", each.title),
        element("p", *marks),
        element("p", each.text),
        element("p", element("small", f"{span} · {many} · {each.id}")),
        None if over else element("div", *_buttons(call, each), class_="row"),
        _update(call, each) if each.state == "live" else None,
        class_="card",
    )


def _buttons(call: Call, each: AlertRow) -> tuple[Markup, ...]:
    sure = call.say("Kết thúc tin này ở mọi đài?", "End it at all stations?")
    end = element("button", call.say("Kết thúc", "End"), class_="bad")
    approve = element("button", call.say("Duyệt", "Approve"))
    id_ = hidden("id", each.id)
    ending = post_form("/alert/end", call.visitor, id_, end, data_sure=sure)
    if each.state == "live":
        return (ending,)
    return (post_form("/alert/approve", call.visitor, id_, approve), ending)


def _update(call: Call, each: AlertRow) -> Markup:
    """Return the form of the next message: what is left empty stays as it is."""
    stays = call.say("để trống: giữ nguyên", "empty: as it is")
    form = post_form(
        "/alert/update",
        call.visitor,
        hidden("id", each.id),
        field(
            call.say("Nội dung mới", "The new message"),
            element("textarea", name="text", rows="3", maxlength="4000"),
            stays,
        ),
        field(
            call.say("Hiệu lực đến", "In force until"),
            element("input", type="datetime-local", name="until"),
            stays,
        ),
        field(
            call.say("Cho đài nào", "For which stations"),
            element("input", name="stations", maxlength="400"),
            stays,
        ),
        element("button", call.say("Cập nhật tin", "Update it")),
        data_sure=call.say("Phát bản cập nhật này ngay bây giờ?", "Send the update now?"),
    )
    return element("details", element("summary", call.say("Cập nhật", "Update")), form)


def _new(call: Call) -> Markup:
    text = element("textarea", name="text", rows="4", maxlength="4000", required="")
    levels = [element("option", str(each), value=str(each)) for each in range(5, 0, -1)]
    kinds = [
        element("option", call.say("(chọn)", "(choose)"), value=""),
        element("option", call.say("Diễn tập", "An exercise"), value=_EXERCISE),
        element("option", call.say("Tin thật", "Real"), value=_REAL),
    ]
    stations = element("input", name="stations", required="", maxlength="400")
    until = element("input", type="datetime-local", name="until", required="")
    form = post_form(
        "/alert/new",
        call.visitor,
        field(call.say("Nội dung", "The message"), text),
        field(
            call.say("Cho đài nào", "For which stations"),
            stations,
            call.say("tất cả, level:commune, tag:ven-bien, mã đài", "all, level:…, tag:…, an id"),
        ),
        field(call.say("Cấp", "Level"), element("select", *levels, name="level")),
        field(call.say("Hiệu lực đến", "In force until"), until),
        field(
            call.say("Loại thiên tai, sự cố", "Hazard"),
            element("input", name="hazard", maxlength="60"),
            call.say("bão, lũ, sóng thần, cháy …; trống: máy đoán từ lời", "storm, flood, fire …"),
        ),
        field(
            call.say("Thật hay diễn tập", "Real or an exercise"),
            element("select", *kinds, name="kind", required=""),
        ),
        element("button", call.say("Phát hành tin", "Issue it")),
        data_sure=call.say("Phát hành tin này ngay bây giờ?", "Issue it now?"),
    )
    head = element("summary", call.say("Phát hành tin mới", "Issue a new one"))
    return element("details", head, form, class_="card")


def _order(call: Call) -> dict[str, Any]:
    said = call.form
    if said.get("kind") not in (_REAL, _EXERCISE):
        raise UsageError(NOT_SAID_WHETHER_REAL())
    order = AlertOrder(
        text=said.get("text", ""),
        stations=said.get("stations", ""),
        level=said.get("level", ""),
        until=said.get("until") or None,
        by=call.person,
        hazard=said.get("hazard", ""),
        exercise=said.get("kind") == _EXERCISE,
    )
    return {"order": order}


def _following(call: Call) -> dict[str, Any]:
    said = call.form
    order = AlertOrder(
        text=said.get("text", ""),
        stations=said.get("stations", ""),
        until=said.get("until") or None,
        by=call.person,
    )
    return {"ref": said.get("id", ""), "order": order}


def _meant(call: Call) -> dict[str, Any]:
    return {"ref": call.form.get("id", ""), "by": call.person}


def _begun(call: Call, job: BackgroundJob) -> Answer:
    return go(link("alert", job=job.id))


def _about(call: Call) -> str:
    return call.form.get("id") or call.form.get("text", "")[:80]


ROUTES: tuple[Route, ...] = (
    PageRoute("/alert", show),
    Action(
        "/alert/new", f"{_ISSUING}:new_alert", "alert", _order, _begun, about=_about, is_long=True
    ),
    Action(
        "/alert/update",
        f"{_ISSUING}:update_alert",
        "alert",
        _following,
        _begun,
        about=_about,
        is_long=True,
    ),
    Action(
        "/alert/end", f"{_ISSUING}:end_alert", "alert", _meant, _begun, about=_about, is_long=True
    ),
    Action(
        "/alert/approve",
        f"{_ISSUING}:approve_alert",
        "alert",
        _meant,
        _begun,
        about=_about,
        is_long=True,
    ),
)
