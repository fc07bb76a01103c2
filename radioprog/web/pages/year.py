"""The year: how far its targets are met, its reports, and what would be if stations fell silent."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Any

from radioprog.kernel.findings import Severity, Text
from radioprog.publish.html import Content, Markup, element
from radioprog.studio.air.schedule_folder import has_schedules
from radioprog.studio.air.timetable import asked_day
from radioprog.studio.year.coverage import YearCoverage, coverage
from radioprog.studio.year.report import WrittenReview
from radioprog.studio.year.whatif import AiringChange, WhatIf, whatif
from radioprog.web.calls import (
    Action,
    Answer,
    Call,
    PageRoute,
    Route,
    go,
    html,
    link,
    made_file,
)
from radioprog.web.frame import field, findings_list, heads_of, page_of, post_form, table

_REPORT = "report"
_FILE = re.compile(r"bao-cao-[\w-]{1,40}\.(html|xlsx|docx)")
_MOST_SHOWN = 300
_CHANGES = {
    "lost": Text("mất", "lost"),
    "moved": Text("dời", "moved"),
    "doubled": Text("trùng", "doubled"),
    "added": Text("thêm", "added"),
    "programme": Text("đổi bài", "another programme"),
}


def show_targets(call: Call) -> Answer:
    """Show how far the targets of this year are met, and the reports that were made."""
    year = asked_day(call.workspace, None).year
    title = call.say(f"Chỉ tiêu và báo cáo năm {year}", f"Targets and reports of {year}")
    has_plan = (call.workspace.root / "plans" / f"{year}.yaml").is_file()
    none = call.say(
        f"Chưa có chỉ tiêu: ghi vào plans/{year}.yaml.", f"There is no plan yet: plans/{year}.yaml."
    )
    shown: Markup = element("p", none, class_="note")
    if has_plan and has_schedules(call.workspace):
        made = call.services.view("coverage", lambda: coverage(call.workspace, year=year))
        shown = _target_table(call, made)
    reports = _reports(call, year)
    head = element("h1", title)
    return html(page_of(call, title, head, reports, shown, current="record", wide=True))


def _target_table(call: Call, made: YearCoverage) -> Markup:
    heads = heads_of(
        call,
        ("Chỉ tiêu", "Target"),
        ("Kỳ", "Period"),
        ("Cần", "Wanted"),
        ("Trong lịch", "Planned"),
        ("Đã phát", "Aired"),
        ("Thiếu", "Missing"),
    )
    rows = [
        [
            f"{each.target.id} {each.station}",
            each.period.name,
            *(f"{number:g}" for number in (each.wanted, each.planned, each.aired, each.missing)),
        ]
        for each in made.rows[:_MOST_SHOWN]
    ]
    return table(heads, rows, call.say("Chỉ tiêu", "Targets"))


def _reports(call: Call, year: int) -> Markup:
    head = element("h2", call.say("Báo cáo", "Reports"))
    periods = [("", call.say("Cả năm", "The whole year"))]
    periods += [(f"q{n}", call.say(f"Quý {n}", f"Quarter {n}")) for n in range(1, 5)]
    periods += [(f"m{n}", call.say(f"Tháng {n}", f"Month {n}")) for n in range(1, 13)]
    options = [element("option", words, value=value) for value, words in periods]
    number = element("input", type="number", name="year", value=str(year), min="2000", max="2100")
    form = post_form(
        "/report",
        call.visitor,
        field(call.say("Năm", "Year"), number),
        field(call.say("Kỳ", "Period"), element("select", *options, name="period")),
        element("button", call.say("Ra báo cáo", "Make it")),
    )
    folder = call.workspace.build / _REPORT
    made = sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
    listed = [
        element("li", element("a", name, href=link("record/report", name)))
        for name in made[-60:]
        if _FILE.fullmatch(name)
    ]
    return element("section", head, form, element("ul", *listed) if listed else None, class_="card")


def _asked(call: Call) -> dict[str, Any]:
    year, period = call.form.get("year", ""), call.form.get("period", "")
    number = int(period[1:]) if re.fullmatch(r"[qm]\d{1,2}", period, re.ASCII) else None
    return {
        "year": int(year) if re.fullmatch(r"\d{4}", year, re.ASCII) else 0,
        "quarter": number if period.startswith("q") else None,
        "month": number if period.startswith("m") else None,
    }


def _reported(call: Call, made: WrittenReview) -> Answer:
    page = next(path for path in made.files if path.suffix == ".html")
    return go(link("record/report", page.name))


def show_report(call: Call) -> Answer:
    """Hand out a report that was made."""
    name = call.path["name"]
    ours = _FILE.fullmatch(name) is not None
    return made_file(call.workspace.build / _REPORT / name, is_ours=ours)


# --- what if ---


def show_whatif(call: Call) -> Answer:
    """Show what would change if some stations aired nothing on some days; nothing is written."""
    title = call.say("Nếu nghỉ phát thì sao?", "What if stations fall silent?")
    stations, first, last = (call.query.get(name, "") for name in ("stations", "first", "last"))
    today = str(asked_day(call.workspace, None))
    parts: list[Content] = []
    if stations and first:
        made = whatif(call.workspace, cancel=[f"{stations}@{first}..{last or first}"])
        parts += _would_be(call, made)
    about = call.say("Chỉ xem thử, không ghi gì vào lịch.", "Nothing is written.")
    note = element("p", about, class_="note")
    form = _outage(call, stations, first or today, last or first or today)
    return html(page_of(call, title, element("h1", title), note, form, *parts, current="schedule"))


def _outage(call: Call, stations: str, first: str, last: str) -> Markup:
    hint = call.say(
        "mã đài, tất cả, level:commune, tag:bien-gioi", "an id, all, level:commune, tag:border"
    )
    return element(
        "form",
        field(
            call.say("Đài nào nghỉ", "Which stations"),
            element("input", name="stations", value=stations, required="", maxlength="200"),
            hint,
        ),
        field(
            call.say("Từ ngày", "From"),
            element("input", type="date", name="first", value=first, required=""),
        ),
        field(
            call.say("Đến ngày", "To"),
            element("input", type="date", name="last", value=last),
        ),
        element("button", call.say("Thử xem", "Look")),
        method="get",
        action="/whatif",
        class_="card",
    )


def _would_be(call: Call, made: WhatIf) -> list[Content]:
    parts: list[Content] = []
    for what, word in _CHANGES.items():
        counted = Counter(_said(each, made) for each in made.changes if each.what == what)
        if counted:
            rows = [
                element("li", text, element("small", call.say(f" · {n} đài", f" · {n} stations")))
                for text, n in sorted(counted.items())[:_MOST_SHOWN]
            ]
            head = element("h2", f"{word.to(call.language).capitalize()}: {counted.total()}")
            parts.append(element("section", head, element("ul", *rows, class_="list")))
    changed = [each for each in made.coverage if each.before.planned != each.after.planned]
    if changed:
        heads = heads_of(
            call,
            ("Chỉ tiêu", "Target"),
            ("Kỳ", "Period"),
            ("Cần", "Wanted"),
            ("Bây giờ", "Now"),
            ("Khi ấy", "Then"),
        )
        cells = [
            [
                f"{each.before.target.id} {each.before.station}",
                each.before.period.name,
                *(
                    f"{number:g}"
                    for number in (each.before.wanted, each.before.planned, each.after.planned)
                ),
            ]
            for each in changed[:_MOST_SHOWN]
        ]
        parts.append(table(heads, cells, call.say("Chỉ tiêu bị ảnh hưởng", "Targets that change")))
    told = [each for each in made.findings if each.severity is not Severity.INFO]
    parts.append(findings_list(told or made.findings, call.language))
    return parts


def _said(change: AiringChange, made: WhatIf) -> str:
    """Say which airing it is, the same at every station."""
    airings = [each for each in (change.before, change.after) if each is not None]
    times = [_when(made.table.clock.datetime(each.start)) for each in airings]
    last = airings[-1]
    title = last.programme.title if last.programme else last.slot.title
    return f"{' → '.join(dict.fromkeys(times))} {last.slot.called} - {title}"


def _when(at: dt.datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M}"


ROUTES: tuple[Route, ...] = (
    PageRoute("/targets", show_targets),
    PageRoute("/record/report/{name}", show_report),
    PageRoute("/whatif", show_whatif),
    Action(
        "/report",
        "radioprog.studio.year.report:report",
        "record",
        _asked,
        _reported,
        about=lambda call: f"{call.form.get('year', '')} {call.form.get('period', '')}",
    ),
)
