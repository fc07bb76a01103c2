"""Stations: who is in the network, each with its calendar; one is added, changed, or closed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import NOWHERE
from radioprog.publish.html import Content, Markup, element, qr_picture
from radioprog.schedule.stations.station import LEVEL_WORDS, LEVELS, Station
from radioprog.studio.air.schedule_folder import CALENDARS, all_stations, has_schedules
from radioprog.studio.air.timetable import asked_day
from radioprog.studio.outlets.site_folder import calendar_address_of
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, go, html, link, made_file
from radioprog.web.findings import NO_PAGE
from radioprog.web.frame import badge, field, findings_list, heads_of, hidden, page_of, post_form
from radioprog.web.frame import table as table_of

_SET = "radioprog.studio.air.station_edit:set_station"
_FIELDS = ("name", "level", "parent", "languages", "tags", "profile", "valid_from", "valid_to")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.ics")


def show(call: Call) -> Answer:
    """Show who is in the network."""
    title = call.say("Đài và đơn vị", "Stations and units")
    network, told = all_stations(call.workspace)
    found = tuple(network) if has_schedules(call.workspace) else ()
    names = {each.id: each.name for each in found}
    day = asked_day(call.workspace, None).toordinal()
    rows = [
        (
            element("a", each.name, href=link("stations", each.id)),
            each.id,
            LEVEL_WORDS[each.level].to(call.language),
            names.get(each.parent or "", ""),
            "" if each.first_day <= day <= each.last_day else _closed(call, each),
        )
        for each in found
    ]
    heads = heads_of(
        call,
        ("Tên", "Name"),
        ("Mã", "Id"),
        ("Cấp", "Level"),
        ("Thuộc", "Below"),
        ("Hiệu lực", "Valid"),
    )
    none = element("p", call.say("Chưa có đài nào.", "There is no station yet."), class_="note")
    listed = table_of(heads, rows, title) if rows else none
    errors = [each for each in told if each.is_error] if rows else []
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            findings_list(errors[:20], call.language) if errors else None,
            _new(call, names),
            listed,
            current="stations",
        )
    )


def _closed(call: Call, each: Station) -> Markup:
    is_over = each.valid_to is not None and each.valid_to < asked_day(call.workspace, None)
    return badge(call.say("đã đóng", "closed") if is_over else call.say("chưa mở", "not open yet"))


def show_station(call: Call) -> Answer:
    """Show one station: its week, its calendar by a file, a press and a picture, and its line."""
    network, _ = all_stations(call.workspace)
    if call.path["id"] not in network:
        raise UsageError(NO_PAGE(NOWHERE))
    each = network[call.path["id"]]
    names = {unit.id: unit.name for unit in network}
    week = call.say("Lịch tuần của đài", "The week of the station")
    facts: list[Content] = [badge(LEVEL_WORDS[each.level].to(call.language)), f" {each.id} "]
    return html(
        page_of(
            call,
            each.name,
            element("h1", each.name),
            element("p", *facts),
            element(
                "p",
                element("a", week, href=link("schedule", station=each.id), class_="button plain"),
            ),
            element("div", _calendar(call, each), _close(call, each), class_="cards"),
            _change(call, each, names),
            current="stations",
        )
    )


def _calendar(call: Call, each: Station) -> Markup:
    head = element("h2", call.say("Lịch cho điện thoại", "Calendar for phones"))
    path = call.workspace.build / CALENDARS / f"{each.id}.ics"
    if not path.is_file():
        none = call.say("Chưa phát hành lịch của đài này.", "Its calendar is not published yet.")
        to = element("a", call.say("Phát hành …", "Publish …"), href="/publish")
        return element("section", head, element("p", none, class_="note"), to, class_="card")
    words = call.say("Tải tệp lịch (.ics)", "Take the calendar file (.ics)")
    file = element("a", words, href=link("calendar", path.name), class_="button plain")
    address = calendar_address_of(call.workspace, each.id)
    if not address:
        how = call.say(
            "Muốn điện thoại tự cập nhật: đưa trang của đài lên mạng (radioprog push site),"
            " lịch ở đó có địa chỉ đăng ký và mã QR.",
            "For phones to keep up by themselves put the site on the web (radioprog push site).",
        )
        return element(
            "section", head, element("p", file), element("p", how, class_="note"), class_="card"
        )
    name = call.say(f"Mã QR lịch của {each.name}", f"QR code of the calendar of {each.name}")
    picture = element("div", qr_picture(address), class_="qr", role="img", aria_label=name)
    press = element("a", call.say("Đăng ký lịch", "Subscribe"), href=address, class_="button")
    code = element("code", address)
    return element(
        "section", head, element("p", press, " ", file), picture, element("p", code), class_="card"
    )


def show_calendar(call: Call) -> Answer:
    """Hand out the calendar of a station as it was published."""
    name = call.path["name"]
    saved = {"Content-Disposition": f'attachment; filename="{name}"'}
    ours = _FILE.fullmatch(name) is not None
    return made_file(call.workspace.build / CALENDARS / name, is_ours=ours, headers=saved)


# --- one line of the list ---


def _new(call: Call, names: Mapping[str, str]) -> Markup:
    id_ = element(
        "input", name="id", required="", maxlength="64", pattern="[A-Za-z0-9][A-Za-z0-9_\\-]*"
    )
    hint = call.say("chữ không dấu, số, gạch nối: xa-dan-hoa", "such as: xa-dan-hoa")
    form = post_form(
        "/stations/add",
        call.visitor,
        field(call.say("Mã", "Id"), id_, hint),
        *_inputs(call, None, names),
        element("button", call.say("Thêm đài", "Add it")),
    )
    head = element("summary", call.say("Thêm đài, đơn vị", "Add a station or unit"))
    return element("details", head, form, class_="card")


def _change(call: Call, each: Station, names: Mapping[str, str]) -> Markup:
    form = post_form(
        "/stations/change",
        call.visitor,
        hidden("id", each.id),
        *_inputs(call, each, names),
        element("button", call.say("Ghi thay đổi", "Write it")),
    )
    head = element("summary", call.say("Sửa", "Change"))
    return element("details", head, form, class_="card")


def _inputs(call: Call, each: Station | None, names: Mapping[str, str]) -> list[Markup]:
    own = each.inherited if each else {}
    tags = " ".join(each.tags) if each and "tags" not in own else ""
    tongues = " ".join(each.languages) if each and "languages" not in own else ""
    first = str(each.valid_from or "") if each else ""
    inherited = call.say("để trống: như đơn vị trên", "empty: as the unit above")
    return [
        field(
            call.say("Tên", "Name"),
            element(
                "input", name="name", required="", maxlength="200", value=each.name if each else ""
            ),
        ),
        *_place_inputs(call, each, names),
        field(
            call.say("Ngôn ngữ", "Languages"),
            element("input", name="languages", value=tongues, maxlength="100"),
            inherited,
        ),
        field(
            call.say("Nhãn", "Tags"),
            element("input", name="tags", value=tags, maxlength="200"),
            inherited,
        ),
        field(
            call.say("Từ ngày", "From the day"),
            element("input", type="date", name="valid_from", value=first),
        ),
    ]


def _place_inputs(call: Call, each: Station | None, names: Mapping[str, str]) -> list[Markup]:
    """Return where a station stands in the network: its level and what is above it."""
    level = each.level if each else "commune"
    levels = [
        element("option", LEVEL_WORDS[one].to(call.language), value=one, selected=_if(one == level))
        for one in LEVELS
    ]
    parent = (each.parent or "") if each else ""
    above = [element("option", call.say("(không)", "(none)"), value="")]
    above += [
        element("option", name, value=id_, selected=_if(id_ == parent))
        for id_, name in sorted(names.items(), key=lambda item: item[1])
        if each is None or id_ != each.id
    ]
    return [
        field(call.say("Cấp", "Level"), element("select", *levels, name="level")),
        field(call.say("Thuộc", "Below"), element("select", *above, name="parent")),
    ]


def _if(true: bool) -> str | None:
    return "" if true else None


def _close(call: Call, each: Station) -> Markup:
    day = each.valid_to or asked_day(call.workspace, None)
    when = element("input", type="date", name="valid_to", value=str(day), required="")
    sure = call.say("Đóng đài này sau ngày ấy?", "Close it after that day?")
    form = post_form(
        "/stations/close",
        call.visitor,
        hidden("id", each.id),
        field(call.say("Ngày cuối cùng", "Its last day"), when),
        element("button", call.say("Đóng đài", "Close it"), class_="bad"),
        data_sure=sure,
    )
    about = call.say(
        "Dòng của đài vẫn ở trong danh sách; lịch và hồ sơ cũ không mất.",
        "Its line stays in the list; old schedules and records stay.",
    )
    head = element("h2", call.say("Đóng, sáp nhập", "Close, merge"))
    return element("section", head, element("p", about, class_="note"), form, class_="card")


def _added(call: Call) -> dict[str, Any]:
    return {**_changed(call), "is_new": True}


def _changed(call: Call) -> dict[str, Any]:
    said = call.form
    values = {name: said[name] for name in _FIELDS if name in said}
    return {"id_": said.get("id", ""), "values": values}


def _written(call: Call, station: Station) -> Answer:
    return go(link("stations", station.id))


def _about(call: Call) -> str:
    return call.form.get("id", "")


ROUTES: tuple[Route, ...] = (
    PageRoute("/stations", show),
    PageRoute("/stations/{id}", show_station),
    PageRoute("/calendar/{name}", show_calendar),
    Action("/stations/add", _SET, "schedule", _added, _written, about=_about),
    Action("/stations/change", _SET, "schedule", _changed, _written, about=_about),
    Action("/stations/close", _SET, "schedule", _changed, _written, about=_about),
)
