"""The schedule: the week as a grid, its conflicts with their ways out, and publishing.

What would change for whom is shown before anything is published; which ways out there are, and
what an exception may say, is for the use cases to tell.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from radioprog.kernel.findings import Severity, Text
from radioprog.publish.calendars.week_grid import WEEKDAYS, GridItem, GridWeek, date_label
from radioprog.publish.html import Content, Markup, element
from radioprog.schedule.airings.airing import Status
from radioprog.studio.air.applying import Applied
from radioprog.studio.air.calendars import calendar
from radioprog.studio.air.feeds import PublishedCalendars
from radioprog.studio.air.schedule_folder import has_schedules
from radioprog.studio.air.timetable import asked_day
from radioprog.studio.desk.overview import WeekView, week_view
from radioprog.studio.publication.publishing import PublishReport
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, go, html, link
from radioprog.web.frame import (
    badge,
    field,
    findings_list,
    hidden,
    job_card,
    page_of,
    post_form,
    table,
)
from radioprog.web.services import BackgroundJob

_PUBLISH = "radioprog.studio.publication.publishing:publish_all"
_STEPS = {
    "check": Text("kiểm tra", "checking"),
    "build": Text("dựng chương trình", "building"),
    "calendars": Text("lịch .ics", "calendars"),
    "site": Text("trang của đài", "the site"),
    "packs": Text("gói cho đài không mạng", "packs"),
    "exports": Text("tệp cho máy phát", "exports"),
    "cap": Text("tin khẩn cấp", "alerts"),
    "notices": Text("thông báo cho đài", "notices"),
}
_STATES = {
    "done": Text("đã làm", "done"),
    "current": Text("không đổi", "unchanged"),
    "failed": Text("có lỗi", "failed"),
    "skipped": Text("không có", "none"),
}
_MOST_SHOWN = 60


def show(call: Call) -> Answer:
    """Show a week."""
    monday, station = _monday(call), call.query.get("station", "")
    view: WeekView = call.services.view(
        f"week {monday} {station}",
        lambda: week_view(call.workspace, monday=monday, station=station),
    )
    title = call.say("Lịch phát sóng", "The schedule")
    return html(
        page_of(
            call,
            title,
            element("h1", f"{title}, {_span(monday)}"),
            _choose(call, view, monday, station),
            _conflicts(call, view, monday),
            _grid(call, view.week) if view.week else _nothing(call),
            _change(call, view, monday) if view.slots else None,
            _told(call, view),
            current="schedule",
            wide=True,
        )
    )


def _monday(call: Call) -> dt.date:
    day = asked_day(call.workspace, call.query.get("week") or call.form.get("week") or None)
    return day - dt.timedelta(days=day.weekday())


def _span(monday: dt.date) -> str:
    return f"{monday:%d/%m} - {monday + dt.timedelta(days=6):%d/%m/%Y}"


def _nothing(call: Call) -> Markup:
    none = call.say(
        "Tuần này không có buổi nào, hoặc chưa có lịch trong thư mục schedules/.",
        "Nothing is on air this week, or there is no plan in schedules/ yet.",
    )
    return element("p", none, class_="note")


def _choose(call: Call, view: WeekView, monday: dt.date, station: str) -> Markup:
    week = dt.timedelta(days=7)
    before = link("schedule", week=str(monday - week), station=station)
    after = link("schedule", week=str(monday + week), station=station)
    everywhere = call.say("toàn mạng", "the network")
    options = [element("option", everywhere, value="")]
    for id_, name in view.stations:
        chosen = "" if id_ == station else None
        options.append(element("option", name, value=id_, selected=chosen))
    name = call.say("Đài", "Station")
    select = element("select", *options, name="station", aria_label=name, data_send="")
    return element(
        "div",
        element(
            "a", call.say("← Tuần trước", "← Before"), href=before, class_="button plain small"
        ),
        element("a", call.say("Tuần sau →", "After →"), href=after, class_="button plain small"),
        element(
            "form",
            hidden("week", str(monday)),
            select,
            element("button", call.say("Xem", "Look"), class_="plain small"),
            method="get",
            action="/schedule",
            class_="row",
        ),
        element("a", call.say("Nếu …?", "What if …?"), href="/whatif", class_="button plain small"),
        element("a", call.say("Phát hành …", "Publish …"), href="/publish", class_="button small"),
        class_="row",
    )


def _grid(call: Call, week: GridWeek) -> Markup:
    today = asked_day(call.workspace, None)
    days = []
    for number, day in enumerate(week.days):
        items = [item for row in week.rows for item in row.cells[number]]
        head = WEEKDAYS[number].to(call.language)
        shown = f"{head} {date_label(day)}" if day else head
        lines = [_item(call, each) for each in items]
        days.append(
            element(
                "section",
                element("h2", shown),
                element("ol", *lines),
                class_="day today" if day == today else "day",
            )
        )
    return element("div", *days, class_="week")


def _item(call: Call, each: GridItem) -> Markup:
    marks: list[Content] = [badge(mark.to(call.language)) for mark in each.marks]
    many = call.say(f"{each.stations} đài", f"{each.stations} st.") if each.stations else ""
    title: Content = each.title
    if each.programme:
        title = element("a", each.title, href=link("programmes", each.programme))
    return element(
        "li",
        element("span", f"{each.begins}-{each.ends} ", class_="num"),
        title,
        element("small", f" {many} ") if many else " ",
        *marks,
        element("small", each.why.to(call.language)) if each.why else None,
        class_="gone" if each.status is Status.CANCELLED else None,
    )


def _conflicts(call: Call, view: WeekView, monday: dt.date) -> Markup | None:
    if not view.conflicts:
        return None
    blocks = []
    for conflict, choices in view.conflicts:
        buttons = [
            post_form(
                "/schedule/choose",
                call.visitor,
                hidden("choice", each.id),
                hidden("week", str(monday)),
                element("button", each.what.to(call.language), class_="plain"),
                element("small", each.effect.to(call.language)),
            )
            for each in choices
        ]
        blocks.append(
            element(
                "section",
                element("h3", conflict.reason().to(call.language)),
                element("div", *buttons, class_="row"),
                class_="card",
            )
        )
    head = call.say("Chỗ trùng: chọn một cách", "Conflicts: choose a way out")
    return element("section", element("h2", head), element("div", *blocks, class_="cards"))


def _change(call: Call, view: WeekView, monday: dt.date) -> Markup:
    options = [element("option", name, value=id_) for id_, name in view.slots]
    slot = element("select", *options, name="slot")
    day = element("input", type="date", name="day", value=str(monday), required="")
    to_day = element("input", type="date", name="to_day")
    to_time = element("input", type="time", name="to_time")
    why = element("input", name="cancel", maxlength="200")
    form = post_form(
        "/schedule/change",
        call.visitor,
        hidden("week", str(monday)),
        field(call.say("Khung giờ", "Slot"), slot),
        field(call.say("Buổi ngày", "Airing of"), day),
        field(
            call.say("Dời sang ngày", "To the day"),
            to_day,
            call.say("trống: cùng ngày", "empty: the same day"),
        ),
        field(call.say("Lúc", "At"), to_time),
        field(call.say("hoặc hủy, vì", "or cancel, because"), why),
        element("button", call.say("Ghi vào lịch", "Write it")),
    )
    head = element("summary", call.say("Dời hoặc hủy một buổi", "Move or cancel an airing"))
    return element("details", head, form, class_="card")


def _told(call: Call, view: WeekView) -> Markup | None:
    found = [each for each in view.findings if each.severity is not Severity.INFO]
    if not found:
        return None
    head = element("h2", call.say("Cần xem", "To be looked at"))
    return element("section", head, findings_list(found[:_MOST_SHOWN], call.language))


def _to_choose(call: Call) -> dict[str, Any]:
    return {"choice": call.form.get("choice", ""), "monday": _monday(call)}


def _to_change(call: Call) -> dict[str, Any]:
    said = call.form
    return {
        "slot": said.get("slot", ""),
        "day": said.get("day", ""),
        "to_day": said.get("to_day") or None,
        "to_time": said.get("to_time", ""),
        "cancel": said.get("cancel", ""),
    }


def _written(call: Call, _: Applied) -> Answer:
    return go(link("schedule", week=call.form.get("week", "")))


# --- publishing ---


def show_publish(call: Call) -> Answer:
    """Show what would change for whom, then the button; or how far a publishing is."""
    title = call.say("Phát hành", "Publish")
    job = call.services.jobs.get(call.query.get("job", ""))
    running = [each for each in call.services.jobs.running() if each.did == _PUBLISH]
    parts: tuple[Content, ...]
    if running:
        parts = (_running(call, running[0]),)
    elif job is not None:
        parts = (*_done(call, job), _button(call))
    else:
        parts = (*_changes(call), _button(call))
    return html(page_of(call, title, element("h1", title), *parts, current="schedule"))


def _button(call: Call) -> Markup:
    words = call.say("Phát hành ngay", "Publish now")
    return post_form("/publish", call.visitor, element("button", words), class_="row")


def _changes(call: Call) -> tuple[Content, ...]:
    if not has_schedules(call.workspace):
        return ()
    found: PublishedCalendars = call.services.view(
        "changes", lambda: calendar(call.workspace, compare=True)
    )
    counted = Counter(each.text.to(call.language) for each in found.changes)
    rows = [
        element("li", text, element("small", call.say(f" ({many} đài)", f" ({many} stations)")))
        for text, many in counted.most_common(_MOST_SHOWN)
    ]
    head = call.say("Các đài sẽ được báo", "What stations will be told")
    none = call.say("Không có gì đổi so với lần trước.", "Nothing changed since the last time.")
    more = len(counted) - len(rows)
    rest = (
        element("p", call.say(f"và {more} thay đổi nữa", f"and {more} more")) if more > 0 else None
    )
    listed = element("ul", *rows, class_="list") if rows else element("p", none, class_="note")
    errors = [each for each in found.findings if each.severity is not Severity.INFO]
    told = findings_list(errors[:_MOST_SHOWN], call.language) if errors else None
    return (element("section", element("h2", head), listed, rest, class_="card"), told)


def _running(call: Call, job: BackgroundJob) -> Markup:
    said = call.say("Đang phát hành …", "Publishing …")
    return job_card(said, job.id, link("publish", job=job.id))


def _done(call: Call, job: BackgroundJob) -> tuple[Content, ...]:
    report = job.result
    if not isinstance(report, PublishReport):
        return (findings_list(job.findings, call.language),)
    steps = [
        (
            _STEPS.get(each.name, Text(each.name, each.name)).to(call.language),
            badge(_STATES[each.state].to(call.language), each.state),
            str(len(each.files) or ""),
        )
        for each in report.steps
    ]
    heads = (call.say("Bước", "Step"), call.say("Kết quả", "Result"), call.say("Tệp", "Files"))
    label = call.say("Đã phát hành", "Published")
    notices = [
        element("details", element("summary", name), element("pre", text, class_="print"))
        for name, text in list(report.notices.items())[:_MOST_SHOWN]
    ]
    said = element("h2", call.say("Thông báo gửi các đài", "Notices for stations"))
    told = [each for each in report.findings if each.severity is not Severity.INFO]
    return (
        element("p", label, class_="said", role="status"),
        table(heads, steps, label),
        element("section", said, *notices) if notices else None,
        findings_list(told[:_MOST_SHOWN], call.language) if told else None,
    )


def _to_publish(call: Call) -> dict[str, Any]:
    language = call.language

    def telling(job: BackgroundJob) -> Any:
        return lambda step: job.tell(_STEPS.get(step, Text(step, step)).to(language))

    return {"progress": telling}


def _publishing(call: Call, job: BackgroundJob) -> Answer:
    return go(link("publish", job=job.id))


ROUTES: tuple[Route, ...] = (
    PageRoute("/schedule", show),
    PageRoute("/publish", show_publish),
    Action(
        "/schedule/choose",
        "radioprog.studio.air.applying:apply_named",
        "schedule",
        _to_choose,
        _written,
        about=lambda call: call.form.get("choice", ""),
    ),
    Action(
        "/schedule/change",
        "radioprog.studio.air.applying:change_airing",
        "schedule",
        _to_change,
        _written,
        about=lambda call: f"{call.form.get('slot', '')} {call.form.get('day', '')}",
    ),
    Action("/publish", _PUBLISH, "schedule", _to_publish, _publishing, is_long=True),
)
