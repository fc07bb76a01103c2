"""A programme: built with its progress shown, heard with the text that follows, and decided on.

What is decided on is what was shown: the form carries the hash of it, and the use case refuses a
hash that is no longer today's.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import NOWHERE, Finding
from radioprog.publish.html import Content, Markup, element
from radioprog.publish.papers.scene import LEFT, PLOT, WIDTH
from radioprog.record.manifest import read_manifest
from radioprog.record.verdicts import ACTS
from radioprog.schedule.days.civil import ZoneClock
from radioprog.studio.approval.gate import STATES
from radioprog.studio.desk.overview import HeardItem, ProgrammeView, programme_view
from radioprog.studio.editorial.writing import script_called
from radioprog.studio.production.result import Programme, Report
from radioprog.studio.record.deciding import Decision
from radioprog.web.calls import (
    FILE_KINDS,
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
from radioprog.web.findings import NO_PAGE
from radioprog.web.frame import (
    badge,
    clock,
    findings_list,
    hidden,
    job_card,
    moment,
    page_of,
    post_form,
)
from radioprog.web.services import BackgroundJob

_PLAYED_FIRST = (".mp3", ".m4a", ".opus", ".flac", ".wav")
_SECOND = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2}(?:[.,]\d{1,3})?)|(\d{1,6}(?:[.,]\d{1,3})?)")
_BUILD = "radioprog.studio.build:build"


def show(call: Call) -> Answer:
    """Show the page."""
    name = call.path["name"]
    view = programme_view(call.workspace, name)
    return html(
        page_of(
            call,
            view.row.title,
            element("h1", view.row.title),
            _head(call, view),
            _work(call, view),
            _heard(call, view) if view.programme else None,
            _decision(call, view),
            _said_before(call, view),
            current="scripts",
            scripts=("player.js",),
        )
    )


def _head(call: Call, view: ProgrammeView) -> Markup:
    state = view.standing.state
    script = call.say("Mở kịch bản", "Open the script")
    marks: list[Content] = [badge(STATES[state].to(call.language), state), " "]
    if view.programme is None:
        marks.append(badge(call.say("chưa dựng", "not built")))
    elif view.row.is_current:
        length = clock(view.row.length)
        marks.append(badge(call.say(f"đã dựng, {length}", f"built, {length}"), "built"))
    else:
        changed = call.say("kịch bản đã đổi sau khi dựng", "the script changed since it was built")
        marks.append(badge(changed, "stale"))
    where = element("a", script, href=link("scripts", view.row.name), class_="button plain small")
    return element("p", *marks, " ", where)


# --- building ---


def _work(call: Call, view: ProgrammeView) -> Markup:
    job = call.services.jobs.get(call.query.get("job", ""))
    running = [
        each
        for each in call.services.jobs.running()
        if (each.did, each.about) == (_BUILD, view.row.name)
    ]
    if running:
        return _running(call, view, running[0].id)
    lost = "job" in call.query and job is None
    words = call.say("Dựng lại", "Build again") if view.programme else call.say("Dựng", "Build")
    form = post_form(
        link("build", view.row.name), call.visitor, element("button", words), class_="row"
    )
    told: list[Content] = []
    if lost:
        gone = call.say(
            "Máy chủ đã khởi động lại giữa chừng; không mất gì, bấm dựng lại.",
            "The server was started again meanwhile; nothing is lost, build again.",
        )
        told.append(element("p", gone, class_="notice"))
    if job is not None:
        told.append(findings_list(_findings_of(job, view.row.name), call.language))
    return element("section", *told, None if view.row.is_current else form)


def _running(call: Call, view: ProgrammeView, id_: str) -> Markup:
    then = link("programmes", view.row.name, job=id_)
    again = element("a", call.say("Xem lại trang", "Look again"), href=then)
    said = call.say("Đang dựng …", "Building …")
    return job_card(said, id_, then, element("p", again, hidden="", data_again=""))


def _findings_of(job: BackgroundJob, name: str) -> tuple[Finding, ...]:
    found = job.findings
    if isinstance(job.result, Report):
        found += job.result.findings
        for each in job.result.programmes:
            found += each.findings
    return tuple(dict.fromkeys(found))


def _to_build(call: Call) -> dict[str, Any]:
    path = script_called(call.workspace, call.path["name"]).path
    return {
        "scripts": [path],
        "progress": lambda job: job.tell,
        "cancel": lambda job: job.cancel,
    }


def _building(call: Call, job: BackgroundJob) -> Answer:
    return go(link("programmes", call.path["name"], job=job.id))


# --- hearing ---


def _heard(call: Call, view: ProgrammeView) -> Markup:
    made = view.programme
    if made is None or not made.deliveries:
        return element("section")
    sounds = sorted(made.deliveries, key=lambda each: _rank(each.path))
    sources = [
        element("source", src=_file(view, each.path), type=FILE_KINDS.get(each.path.suffix))
        for each in sounds
        if each.path.suffix in _PLAYED_FIRST
    ]
    label = call.say("Nghe chương trình", "Hear the programme")
    return element(
        "section",
        element("h2", label),
        element("audio", *sources, id="player", controls="", preload="none", aria_label=label),
        _waveform(call, view, made),
        element("p", id="now", class_="reading", aria_live="off"),
        _follow(call, view),
        _papers(call, view, made),
    )


def _waveform(call: Call, view: ProgrammeView, made: Programme) -> Markup | None:
    """Show the sound as a picture; a click on it leads to that place."""
    if made.sidecars is None or not made.sidecars.waveform_svg.is_file():
        return None
    shape = element(
        "img",
        src=_file(view, made.sidecars.waveform_svg),
        alt=call.say("Dạng sóng của chương trình", "The waveform of the programme"),
        id="waveform",
        loading="lazy",
        data_left=f"{LEFT / WIDTH:.4f}",
        data_plot=f"{PLOT / WIDTH:.4f}",
        data_length=str(view.row.length or 0),
    )
    words = call.say("Dạng sóng: bấm vào để nghe từ đó", "Waveform: click to hear from there")
    return element("details", element("summary", words), element("div", shape, class_="wave"))


def _rank(path: Path) -> int:
    ending = path.suffix
    return _PLAYED_FIRST.index(ending) if ending in _PLAYED_FIRST else len(_PLAYED_FIRST)


def _follow(call: Call, view: ProgrammeView) -> Markup:
    parts: list[Markup] = []
    for number, (title, _) in enumerate(view.segments, 1):
        parts.append(element("h3", title))
        parts += [_line(each) for each in view.items if each.segment == number]
    label = call.say("Lời của chương trình; bấm vào câu để nghe từ đó", "The words; click to hear")
    return element(
        "details",
        element("summary", call.say("Lời chương trình", "The words of the programme")),
        element("div", *parts, class_="follow", tabindex="0", role="group", aria_label=label),
        open="",
    )


def _line(item: HeardItem) -> Markup:
    who = f"{item.speaker}: " if item.speaker else "♪ "
    at = element("small", f"{clock(item.start)} ", class_="num")
    words = (at, element("strong", who), item.text)
    button = element(
        "button", *words, type="button", data_start=str(item.start), data_end=str(item.end)
    )
    return element("p", button)


def _papers(call: Call, view: ProgrammeView, made: Programme) -> Markup:
    rows: list[tuple[str, Path]] = []
    if made.sidecars is not None:
        rows = [
            (call.say("Phiếu dựng", "Rundown"), made.sidecars.rundown_html),
            (call.say("Phiếu dựng (Word)", "Rundown (Word)"), made.sidecars.rundown_docx),
            (call.say("Phụ đề", "Captions"), made.sidecars.vtt),
            (call.say("Toàn văn", "Transcript"), made.sidecars.transcript),
            (call.say("Dạng sóng", "Waveform"), made.sidecars.waveform_svg),
        ]
    rows += [(f"{each.name} ({each.path.suffix[1:]})", each.path) for each in made.deliveries]
    links = [element("li", element("a", words, href=_file(view, path))) for words, path in rows]
    mark = call.say(f"Dấu vân tay của bản dựng: {view.edition}", f"Fingerprint: {view.edition}")
    return element(
        "details",
        element("summary", call.say("Tệp và giấy tờ", "Files and papers")),
        element("p", mark, class_="print"),
        element("ul", *links),
    )


def _file(view: ProgrammeView, path: Path) -> str:
    return link("made", view.row.name, path.name)


def show_file(call: Call) -> Answer:
    """Hand out a file of a finished programme; nothing but what its manifest names."""
    source = script_called(call.workspace, call.path["name"])
    manifest = read_manifest(source.folder)
    names = {each.name for each in manifest.outputs} if manifest else set()
    file = call.path["file"]
    return made_file(source.folder / file, is_ours=file in names)


# --- deciding ---


def _decision(call: Call, view: ProgrammeView) -> Markup:
    head = element("h2", call.say("Trình và duyệt", "Submit and approve"))
    sha256 = view.standing.sha256
    if sha256 is None:
        first = call.say("Dựng xong mới duyệt được.", "It can be decided on once it is built.")
        return element("section", head, element("p", first, class_="note"), class_="card")
    what = (
        call.say("Duyệt bản dựng", "The built programme")
        if view.is_edition
        else call.say("Duyệt kịch bản", "The script")
    )
    print_ = element("span", view.standing.fingerprint, class_="print")
    form = post_form(
        link("decide", view.row.name),
        call.visitor,
        hidden("sha256", sha256),
        element("p", what, call.say(", dấu vân tay ", ", fingerprint "), print_),
        *_note_fields(call),
        element("div", *_act_buttons(call), class_="row"),
    )
    return element("section", head, form, class_="card", id="duyet")


def _note_fields(call: Call) -> tuple[Markup, ...]:
    here = call.say("Lấy giây đang nghe", "Take the second that plays")
    return (
        element(
            "label",
            element("span", call.say("Ghi chú", "Note")),
            element("textarea", name="note", rows="3", maxlength="2000"),
            class_="field",
        ),
        element(
            "div",
            element(
                "label",
                element("span", call.say("Ở giây (phút:giây)", "At second (m:ss)")),
                element("input", name="second", inputmode="numeric", maxlength="12", size="8"),
                class_="field",
            ),
            element("button", here, type="button", id="take-second", class_="plain small"),
            class_="row",
        ),
    )


def _act_buttons(call: Call) -> tuple[Markup, ...]:
    words = (
        ("approved", call.say("Duyệt", "Approve"), None),
        ("returned", call.say("Trả lại", "Return"), "bad"),
        ("submitted", call.say("Trình duyệt", "Submit"), "plain"),
        ("withdrawn", call.say("Rút lại", "Withdraw"), "plain"),
    )
    return tuple(
        element("button", said, name="act", value=act, class_=kind) for act, said, kind in words
    )


def _to_decide(call: Call) -> dict[str, Any]:
    act = next((each for each in ACTS if each == call.form.get("act", "")), None)
    if act is None:
        raise UsageError(NO_PAGE(NOWHERE))
    decision = Decision(
        act,
        call.person,
        note=call.form.get("note", ""),
        second=_second(call.form.get("second", "")),
        sha256=call.form.get("sha256", "") or "-",
    )
    is_edition = call.workspace.approval.needed == "edition"
    return {"subjects": call.path["name"], "decision": decision, "edition": is_edition}


def _second(text: str) -> float | None:
    """Read a place in the sound as people write it.

    >>> _second("1:05"), _second("90"), _second(""), _second("nan")
    (65.0, 90.0, None, None)
    """
    found = _SECOND.fullmatch(text.strip())
    if found is None:
        return None
    if found[4]:
        return float(found[4].replace(",", "."))
    seconds = int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3].replace(",", "."))
    return seconds if math.isfinite(seconds) else None


def _decided(call: Call, _: object) -> Answer:
    return go(link("programmes", call.path["name"]) + "#duyet")


def _said_before(call: Call, view: ProgrammeView) -> Markup | None:
    if not view.standing.verdicts:
        return None
    zone = ZoneClock(call.workspace.timezone).zone
    rows = []
    for each in reversed(view.standing.verdicts):
        state = STATES[each.act].to(call.language)
        at = "" if each.second is None else call.say("ở ", "at ") + clock(each.second) + " "
        old = call.say(" (bản cũ)", " (an older version)")
        rows.append(
            element(
                "li",
                badge(state, each.act),
                f" {each.name or each.person}, {moment(each.at, zone)}",
                old if each.sha256 != view.standing.sha256 else "",
                element("div", at, each.note) if at or each.note else None,
            )
        )
    head = element("h2", call.say("Đã quyết định", "Decided before"))
    return element("section", head, element("ul", *rows, class_="list"))


def _named(call: Call) -> str:
    return call.path["name"]


ROUTES: tuple[Route, ...] = (
    PageRoute("/programmes/{name:path}", show),
    PageRoute("/made/{name:path}/{file}", show_file),
    Action("/build/{name:path}", _BUILD, "write", _to_build, _building, about=_named, is_long=True),
    Action(
        "/decide/{name:path}",
        "radioprog.studio.record.deciding:decide",
        "decide",
        _to_decide,
        _decided,
        about=_named,
    ),
)
