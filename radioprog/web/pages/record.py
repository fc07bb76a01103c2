"""The record: logs taken in, a week against its schedule, proofs of a month, the year's targets.

And the people: who may do what, and their passwords.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from radioprog.aired.matching.match import REASONS, Match
from radioprog.kernel.findings import Severity
from radioprog.publish.html import Markup, element
from radioprog.publish.proof.tables import PROOF_HEADS, proof_row
from radioprog.record.people import ROLES, Person
from radioprog.studio.air.schedule_folder import all_stations, has_schedules
from radioprog.studio.air.timetable import asked_day
from radioprog.studio.desk.access import SHORTEST, PersonAccount, accounts
from radioprog.studio.record.asrun import AsrunImport
from radioprog.studio.record.reconcile import Reconciliation, WrittenProof, reconcile
from radioprog.web.calls import (
    Action,
    Answer,
    Call,
    PageRoute,
    Route,
    as_json,
    go,
    html,
    link,
    made_file,
)
from radioprog.web.frame import (
    badge,
    field,
    file_field,
    findings_list,
    heads_of,
    hidden,
    page_of,
    post_form,
    station_select,
    table,
)

_PROOF = "proof"
_PROOF_FILE = re.compile(r"[\w-]{1,120}\.(html|xlsx|csv)")
_MOST_SHOWN = 300


def show(call: Call) -> Answer:
    """Show a week that is over, station by station."""
    title = call.say("Hồ sơ phát sóng", "The record")
    if not has_schedules(call.workspace):
        none = element("p", call.say("Chưa có lịch.", "There is no schedule yet."), class_="note")
        return html(page_of(call, title, element("h1", title), none, current="record"))
    station = call.query.get("station", "")
    first = asked_day(call.workspace, call.query.get("from") or None)
    if "from" not in call.query:
        first -= dt.timedelta(days=7)
    names = {each.id: each.name for each in all_stations(call.workspace)[0]}
    only = (station,) if station else ()
    made: Reconciliation = call.services.view(
        f"record {first} {station}",
        lambda: reconcile(call.workspace, first=first, days=7, stations=only),
    )
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            _logs(call, names),
            _week(call, made, names, first, station),
            _proofs(call, names),
            _to_targets(call),
            current="record",
            wide=True,
        )
    )


def _logs(call: Call, names: dict[str, str]) -> Markup:
    about = call.say(
        "Tờ ghi (CSV, XLSX), phiếu nhận, tệp của máy phát. Gửi lại không thêm gì.",
        "Forms (CSV, XLSX), receipts, files of playout systems. Twice adds nothing.",
    )
    send = file_field(
        call.say("Chọn nhật ký", "Choose a log"),
        accept=".csv,.xlsx,.json,.jsonl,.txt,.log",
        to="/record/logs",
        told="log-told",
    )
    told = element("p", id="log-told", role="status", class_="note")
    head = element("h2", call.say("Nhận nhật ký", "Take logs in"))
    return element(
        "section",
        head,
        element("p", about),
        send,
        told,
        class_="card",
        data_drop="/record/logs",
        data_told="log-told",
    )


def _week(
    call: Call, made: Reconciliation, names: dict[str, str], first: dt.date, station: str
) -> Markup:
    last = first + dt.timedelta(days=6)
    span = f"{first:%d/%m} - {last:%d/%m/%Y}"
    head = call.say(f"Lịch và thực phát, {span}", f"Planned and aired, {span}")
    planned = sum(1 for each in made.matches if each.planned)
    proven = sum(1 for each in made.matches if each.is_proof)
    sums = call.say(
        f"{planned} buổi theo lịch, {proven} buổi có bằng chứng đã phát.",
        f"{planned} airings planned, {proven} with proof that they were aired.",
    )
    told = [each for each in made.findings if each.severity is not Severity.INFO]
    return element(
        "section",
        element("h2", head),
        _which_week(call, names, first, station),
        element("p", sums),
        findings_list(told[:8], call.language) if told else None,
        _airings(call, made, head) if made.matches else None,
    )


def _which_week(call: Call, names: dict[str, str], first: dt.date, station: str) -> Markup:
    day = call.say("Từ ngày", "From the day")
    return element(
        "form",
        element("input", type="date", name="from", value=str(first), aria_label=day),
        station_select(call, names, station, call.say("(mọi đài)", "(all)")),
        element("button", call.say("Xem", "Look"), class_="plain small"),
        method="get",
        action="/record",
        class_="row",
    )


def _airings(call: Call, made: Reconciliation, label: str) -> Markup:
    heads = [call.say("Đài", "Station"), *(each.to(call.language) for each in PROOF_HEADS), ""]
    shown = made.matches[:_MOST_SHOWN]
    rows = [
        [
            made.stations.get(each.station, each.station),
            *proof_row(each, made.clock, call.language),
            _reason(call, each),
        ]
        for each in shown
    ]
    more = len(made.matches) - len(shown)
    rest = element("p", call.say(f"và {more} dòng nữa", f"and {more} more")) if more > 0 else None
    head = element("summary", call.say("Từng buổi", "Each airing"))
    return element("details", head, table(heads, rows, label), rest)


def _reason(call: Call, match: Match) -> Markup | str:
    if match.planned is None or str(match.outcome) != "missing":
        return ""
    options = [
        element("option", text.to(call.language), value=code) for code, text in REASONS.items()
    ]
    label = call.say("Vì sao không phát", "Why it was not aired")
    return post_form(
        "/record/reason",
        call.visitor,
        hidden("airing", match.planned.id),
        element("select", *options, name="code", aria_label=label),
        element("button", call.say("Ghi lý do", "Write why"), class_="plain small"),
        class_="row",
    )


def _proofs(call: Call, names: dict[str, str]) -> Markup:
    head = element("h2", call.say("Bản xác nhận phát sóng", "Proof of a month"))
    today = asked_day(call.workspace, None)
    month = (today.replace(day=1) - dt.timedelta(days=1)).strftime("%Y-%m")
    when = element("input", type="month", name="month", value=month, required="")
    form = post_form(
        "/record/proof",
        call.visitor,
        field(call.say("Đài", "Station"), station_select(call, names)),
        field(call.say("Tháng", "Month"), when),
        element("button", call.say("Ra bản xác nhận", "Make it")),
    )
    folder = call.workspace.build / _PROOF
    made = sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []
    listed = [
        element("li", element("a", name, href=link("record/proof", name)))
        for name in made[-60:]
        if _PROOF_FILE.fullmatch(name)
    ]
    return element("section", head, form, element("ul", *listed) if listed else None, class_="card")


def _to_targets(call: Call) -> Markup:
    words = call.say("Chỉ tiêu năm và báo cáo", "The year's targets and reports")
    return element("p", element("a", words, href="/targets"))


def _sent(call: Call) -> dict[str, Any]:
    return {
        "name": call.form.get("name", ""),
        "file": call.upload,
        "station": call.form.get("station", ""),
    }


def _taken(call: Call, made: AsrunImport) -> Answer:
    rows = sum(each.rows for each in made.logs)
    said = call.say(f"{rows} dòng, {made.new} dòng mới", f"{rows} rows, {made.new} new")
    told = [
        f"{each.message.to(call.language)}. {each.remedy.to(call.language)}"
        for each in (made.findings)
    ]
    return as_json({"said": " · ".join([said, *told[:5]]), "rows": rows, "new": made.new})


def _why(call: Call) -> dict[str, Any]:
    said = call.form
    return {"airing": said.get("airing", ""), "code": said.get("code", ""), "by": call.person}


def _asked_proof(call: Call) -> dict[str, Any]:
    return {"station": call.form.get("station", ""), "month": call.form.get("month", "")}


def _proven(call: Call, made: WrittenProof) -> Answer:
    page = next(path for path in made.files if path.suffix == ".html")
    return go(link("record/proof", page.name))


def show_proof(call: Call) -> Answer:
    """Hand out a proof that was made."""
    name = call.path["name"]
    ours = _PROOF_FILE.fullmatch(name) is not None
    return made_file(call.workspace.build / _PROOF / name, is_ours=ours)


# --- people ---


def show_people(call: Call) -> Answer:
    """Show who may do what."""
    title = call.say("Người", "People")
    found, told = accounts(call.workspace)
    where = call.say(
        "Danh sách ở people.csv (mã, họ tên, chức vụ, vai trò, đài): thêm dòng bằng Excel, lưu.",
        "The list is people.csv (id, name, position, roles, stations): add lines and save.",
    )
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            element("p", where, class_="note"),
            findings_list(told, call.language) if told else None,
            _people_table(call, found) if found else None,
            _new_password(call, [each.person for each in found]) if found else None,
            current="people",
        )
    )


def _people_table(call: Call, found: Sequence[PersonAccount]) -> Markup:
    heads = heads_of(
        call,
        ("Họ tên", "Name"),
        ("Mã", "Id"),
        ("Chức vụ", "Position"),
        ("Vai trò", "Roles"),
        ("Mật khẩu", "Password"),
    )
    rows = [
        [
            each.person.name,
            each.person.id,
            each.person.position,
            ", ".join(_role(call, role) for role in sorted(each.person.roles)),
            badge(call.say("có", "yes"), "built") if each.has_password else call.say("chưa", "no"),
        ]
        for each in found
    ]
    return table(heads, rows, call.say("Người", "People"))


def _role(call: Call, role: str) -> str:
    return call.say(ROLES[role][0], role)


def _new_password(call: Call, people: list[Person]) -> Markup:
    options = [element("option", each.name, value=each.id) for each in people]
    hint = call.say(
        f"ít nhất {SHORTEST} chữ; bốn từ rời nhau là tốt",
        f"at least {SHORTEST} letters; four words side by side are good",
    )
    password = element(
        "input", type="password", name="password", autocomplete="new-password", required=""
    )
    form = post_form(
        "/people/password",
        call.visitor,
        field(call.say("Của ai", "Whose"), element("select", *options, name="person")),
        field(call.say("Mật khẩu mới", "New password"), password, hint),
        element("button", call.say("Đặt mật khẩu", "Set it")),
    )
    return element(
        "details",
        element("summary", call.say("Đặt mật khẩu", "Set a password")),
        form,
        class_="card",
    )


def _password(call: Call) -> dict[str, Any]:
    said = call.form
    return {"person": said.get("person", ""), "password": said.get("password", "")[:2000]}


def _set(call: Call, _: Person) -> Answer:
    return go("/people")


ROUTES: tuple[Route, ...] = (
    PageRoute("/record", show),
    PageRoute("/record/proof/{name}", show_proof),
    PageRoute("/people", show_people),
    Action(
        "/record/logs",
        "radioprog.studio.record.asrun:import_sent",
        "record",
        _sent,
        _taken,
        about=lambda call: call.form.get("name", ""),
        takes_file=True,
    ),
    Action(
        "/record/reason",
        "radioprog.studio.record.reconcile:give_reason",
        "record",
        _why,
        lambda call, _: go("/record"),
        about=lambda call: call.form.get("airing", ""),
    ),
    Action(
        "/record/proof",
        "radioprog.studio.record.reconcile:write_proof",
        "record",
        _asked_proof,
        _proven,
        about=lambda call: f"{call.form.get('station', '')} {call.form.get('month', '')}",
    ),
    Action(
        "/people/password",
        "radioprog.studio.desk.access:set_password",
        "people",
        _password,
        _set,
        about=lambda call: call.form.get("person", ""),
    ),
)
