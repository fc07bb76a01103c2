"""The first run: a few questions make an empty folder a workspace with a first programme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from radioprog.publish.html import Markup, element
from radioprog.studio.desk.first_run import ACCENTS, BUILT_IN, FIRST_PROGRAMME, PROVINCES
from radioprog.web.calls import Action, Answer, Call, PageRoute, Route, go, html, link
from radioprog.web.frame import field, page_of, post_form


def show(call: Call) -> Answer:
    """Show the questions, where there is no workspace yet."""
    if call.services.has_workspace:
        return go("/")
    title = call.say("Bắt đầu", "Begin")
    about = call.say(
        "Thư mục này chưa có gì. Trả lời mấy câu, máy sẽ tạo đủ thứ để làm chương trình đầu tiên;"
        " sửa lại lúc nào cũng được.",
        "This folder is empty. Answer a few questions and all that a first programme needs is made;"
        " everything can be changed later.",
    )
    where = element("span", str(call.services.root), class_="print")
    form = post_form(
        "/first-run",
        call.visitor,
        _who(call),
        _where(call),
        _stations(call),
        _accent(call),
        element("button", call.say("Tạo và làm chương trình đầu tiên", "Make it")),
        class_="card",
    )
    place = element("p", call.say("Thư mục: ", "The folder: "), where, class_="note")
    return html(page_of(call, title, element("h1", title), element("p", about), place, form))


def _who(call: Call) -> Markup:
    return field(
        call.say("Tên đơn vị", "The organisation"),
        element("input", name="organisation", required="", maxlength="200"),
        call.say("ví dụ: Đài truyền thanh xã Dân Hóa", "such as: Radio of Dan Hoa"),
    )


def _where(call: Call) -> Markup:
    options = [element("option", call.say("(chưa chọn)", "(none)"), value="")]
    options += [element("option", each, value=each) for each in PROVINCES]
    return field(
        call.say("Tỉnh, thành phố", "Province"), element("select", *options, name="province")
    )


def _stations(call: Call) -> Markup:
    known = ", ".join(BUILT_IN)
    box = element("input", type="checkbox", name="built_in", value="yes")
    taken = call.say(
        f" Lấy danh sách đơn vị có sẵn (có cho: {known})",
        f" Take the list of units that is carried along (for: {known})",
    )
    return element(
        "div",
        field(
            call.say("Các đài, mỗi dòng một đài", "The stations, one a line"),
            element("textarea", name="stations", rows="4", maxlength="60000"),
            call.say("để trống: một đài mang tên đơn vị", "empty: one that bears the name above"),
        ),
        element("label", box, taken),
    )


def _accent(call: Call) -> Markup:
    options = [
        element("option", name.to(call.language), value=each) for each, (name, _) in ACCENTS.items()
    ]
    return field(
        call.say("Giọng máy đọc", "The machine's voices"),
        element("select", *options, name="accent"),
        call.say(
            "giọng có sẵn chỉ để nghe thử; giọng hay hơn: xem docs/voices.md",
            "these are for rehearsal; for better ones see docs/voices.md",
        ),
    )


def _answers(call: Call) -> dict[str, Any]:
    said = call.form
    return {
        "folder": Path(call.services.root),
        "organisation": said.get("organisation", ""),
        "province": said.get("province", ""),
        "stations": said.get("stations", "").splitlines(),
        "built_in": said.get("built_in") == "yes",
        "accent": said.get("accent", "north"),
    }


def _made(call: Call, _: tuple[Path, ...]) -> Answer:
    return go(link("programmes", FIRST_PROGRAMME))


ROUTES: tuple[Route, ...] = (
    PageRoute("/first-run", show),
    Action(
        "/first-run",
        "radioprog.studio.desk.first_run:begin_workspace",
        "people",
        _answers,
        _made,
        about=lambda call: call.form.get("organisation", ""),
    ),
)
