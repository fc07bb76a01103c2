"""The editor: a script written with what is to be said of it beside each line, saved and heard.

The page shows and sends; what a text is worth, what a line sounds like and whether a save may be
made is for the use cases to say.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import NOWHERE
from radioprog.publish.html import Content, Markup, element
from radioprog.schedule.days.civil import ZoneClock
from radioprog.studio.clips import RecordingFile, recording_shape, recordings
from radioprog.studio.desk.judging import Judgement
from radioprog.studio.editorial.drafting import Drafted
from radioprog.studio.editorial.writing import (
    OpenedScript,
    ScriptVersion,
    open_script,
    script_versions,
    version_text,
)
from radioprog.studio.preview import Preview
from radioprog.studio.say import HEARD, HeardLine
from radioprog.web.calls import (
    Action,
    Answer,
    Call,
    PageRoute,
    Route,
    as_json,
    file_answer,
    go,
    html,
    link,
)
from radioprog.web.findings import NO_PAGE
from radioprog.web.frame import badge, file_field, hidden, moment, page_of, post_form, table

_CUES = (
    ("nhạc hiệu", "jingle"),
    ("nhạc cắt", "sting"),
    ("nhạc nền", "bed"),
    ("băng", "clip"),
    ("tiếng động", "sfx"),
    ("nhạc kết", "outro"),
)
_HEARD_NAME = re.compile(r"(line|segment)-[0-9a-f]{32}\.mp3")
_SOUNDS = {
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".opus": "audio/ogg",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
}


def show(call: Call) -> Answer:
    """Show a script to be written."""
    script = open_script(call.workspace, call.path["name"])
    title = script.name
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            element(
                "div",
                element("div", _paper(call, script), _bar(call, script)),
                _side(call),
                class_="desk",
            ),
            current="scripts",
            scripts=("editor.js",),
            wide=True,
        )
    )


def _paper(call: Call, script: OpenedScript) -> Markup:
    label = call.say("Kịch bản", "The script")
    return element(
        "div",
        element("pre", aria_hidden="true"),
        element(
            "textarea",
            "\n" + script.text,  # the first line end after the tag is not part of the text
            id="text",
            aria_label=label,
            spellcheck="false",
            autocomplete="off",
            data_name=script.name,
            data_sha256=script.sha256,
            data_who=call.visitor.name or call.visitor.person or call.say("ai đó", "somebody"),
        ),
        class_="paper",
        data_drop="/assets/upload",
        data_told="files-told",
    )


def _bar(call: Call, script: OpenedScript) -> Markup:
    hear = call.say("Nghe dòng này", "Hear this line")
    segment = call.say("Nghe mục này", "Hear this segment")
    versions, build = link("versions", script.name), link("programmes", script.name)
    return element(
        "div",
        element("p", id="others", role="status", class_="note"),
        element("p", id="told", role="status", class_="note"),
        element(
            "div",
            element("button", call.say("Lưu", "Save"), id="save", title="Ctrl+S"),
            element("button", hear, id="hear-line", class_="plain", title="Ctrl+Enter"),
            element("button", segment, id="hear-segment", class_="plain"),
            element(
                "a", call.say("Dựng và duyệt", "Build, approve"), href=build, class_="button plain"
            ),
            element(
                "a", call.say("Các bản đã lưu", "Versions"), href=versions, class_="button plain"
            ),
            class_="row",
        ),
        element("audio", id="heard", controls="", hidden=""),
        class_="bar",
    )


def _side(call: Call) -> Markup:
    listed = element("ol", id="segments", class_="list")
    segments = element("details", element("summary", call.say("Các mục", "Segments")), listed)
    panels = (
        (call.say("Thời lượng", "Length"), element("p", id="length", class_="num"), segments),
        (
            call.say("Dòng này đọc là", "How this line is read"),
            element("p", id="reading", class_="reading", aria_live="off"),
        ),
        (
            call.say("Cần xem", "To be looked at"),
            element("p", id="count", role="status", class_="note"),
            element("ul", id="findings", class_="findings"),
        ),
    )
    made = [
        element("section", element("h2", head), *rest, class_="panel") for head, *rest in panels
    ]
    label = call.say("Bên cạnh kịch bản", "Beside the script")
    return element("aside", *made, _assets(call), class_="side", aria_label=label)


def _assets(call: Call) -> Markup:
    options = [element("option", call.say(*each), value=each[0]) for each in _CUES]
    send = file_field(
        call.say("Gửi băng ghi âm", "Send a recording"),
        accept="audio/*",
        to="/assets/upload",
        told="files-told",
    )
    picked = element(
        "label",
        element("span", call.say("Chèn làm", "Insert as"), class_="unseen"),
        element("select", *options, id="cue"),
    )
    picker = element(
        "details",
        element("summary", call.say("Chèn nhạc, băng", "Insert music, clips")),
        element("div", picked, send, class_="row"),
        element("p", id="files-told", role="status", class_="note"),
        element("ul", id="assets", class_="list assets"),
        id="picker",
    )
    return element("section", picker, class_="panel")


# --- what the page asks for while one writes ---


def _text(call: Call) -> dict[str, Any]:
    return {"name": call.form.get("name", ""), "text": call.form.get("text", "")}


def _judged(call: Call, found: Judgement) -> Answer:
    told = _presence(call, call.form.get("name", ""), call.form)
    return as_json({**found.to_json(call.language), **told})


def show_here(call: Call) -> Answer:
    """Note that a window is open, and tell who else has the script, and which version stands."""
    return as_json(_presence(call, call.path["name"], call.query))


def _presence(call: Call, name: str, said: Mapping[str, str]) -> dict[str, Any]:
    window = said.get("window", "")[:64]
    who = call.visitor.name or said.get("who", "")[:80]  # who signed in is seen as themselves
    others = call.services.presence.here(name, window, who) if window else ()
    standing = open_script(call.workspace, name).sha256
    return {"others": list(dict.fromkeys(others)), "sha256": standing}


def _to_save(call: Call) -> dict[str, Any]:
    return {
        "name": call.path["name"],
        "text": call.form.get("text", ""),
        "based_on": call.form.get("sha256", ""),
        "by": call.visitor.person,
    }


def _saved(call: Call, script: OpenedScript) -> Answer:
    return as_json({"sha256": script.sha256, "said": call.say("đã lưu", "saved")})


def _line(call: Call) -> dict[str, Any]:
    return {**_text(call), "line": _number(call.form.get("line", ""))}


def _segment(call: Call) -> dict[str, Any]:
    return {**_text(call), "segment": _number(call.form.get("segment", ""))}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 0


def _heard(call: Call, sound: HeardLine | Preview) -> Answer:
    return as_json({"sound": link("heard", sound.path.name), "duration": sound.duration})


def show_heard(call: Call) -> Answer:
    """Hand out what was made to be listened to."""
    name = call.path["name"]
    path = call.workspace.cache / HEARD / name
    if not _HEARD_NAME.fullmatch(name) or not path.is_file():
        raise UsageError(NO_PAGE(NOWHERE))
    return file_answer(path, "audio/mpeg")


# --- recordings ---


def show_assets(call: Call) -> Answer:
    """Tell the page which recordings there are."""
    found: tuple[RecordingFile, ...] = call.services.view(
        "assets", lambda: recordings(call.workspace)
    )
    rows = [
        {"name": each.name, "sound": link("asset", each.name), "shape": link("shape", each.name)}
        for each in found
    ]
    return as_json({"assets": rows})


def show_asset(call: Call) -> Answer:
    """Hand out a recording, to be listened to."""
    for each in recordings(call.workspace):
        if each.name == call.path["name"]:
            kind = _SOUNDS.get(each.path.suffix.lower(), "application/octet-stream")
            return file_answer(each.path, kind)
    raise UsageError(NO_PAGE(NOWHERE))


def show_shape(call: Call) -> Answer:
    """Tell the page what a recording looks like."""
    name = call.path["name"]
    made = call.services.view(f"shape {name}", lambda: recording_shape(call.workspace, name))
    return as_json({"length": made.duration, "peaks": made.peaks})


def _sent(call: Call) -> dict[str, Any]:
    return {"name": call.form.get("name", ""), "file": call.upload}


def _taken(call: Call, made: RecordingFile) -> Answer:
    said = call.say(f"đã nhận {made.name}", f"{made.name} is here")
    return as_json({"name": made.name, "said": said, "sound": link("asset", made.name)})


def _drafted(call: Call, made: Drafted) -> Answer:
    name = made.script.relative_to(call.workspace.scripts).with_suffix("").as_posix()
    many = len(made.findings)
    said = call.say(f"đã soạn {name}, {many} chỗ cần xem", f"{name} is drafted, {many} findings")
    return as_json({"said": said, "go": link("scripts", name)})


# --- versions ---


def show_versions(call: Call) -> Answer:
    """Show the versions of a script that are kept, and what one of them says otherwise."""
    script = open_script(call.workspace, call.path["name"])
    title = call.say(f"Các bản đã lưu của {script.name}", f"Versions of {script.name}")
    rows = [
        _version_row(call, script, each) for each in (script_versions(call.workspace, script.name))
    ]
    heads = (call.say("Lúc", "When"), call.say("Ai", "Who"), call.say("Nội dung", "Text"), "")
    none = element("p", call.say("Chưa lưu lần nào ở đây.", "Never saved here."), class_="note")
    chosen = call.query.get("sha256", "")
    back = element("a", call.say("Về kịch bản", "To the script"), href=link("scripts", script.name))
    return html(
        page_of(
            call,
            title,
            element("h1", title),
            element("p", back),
            _difference(call, script, chosen) if chosen else None,
            table(heads, rows, title) if rows else none,
            current="scripts",
        )
    )


def _version_row(
    call: Call, script: OpenedScript, each: ScriptVersion
) -> tuple[Content, Content, Content, Content]:
    zone = ZoneClock(call.workspace.timezone).zone
    now = badge(call.say("đang dùng", "present")) if each.sha256 == script.sha256 else ""
    address = link("versions", script.name, sha256=each.sha256)
    return (
        element("span", moment(each.at, zone), class_="num"),
        each.by or call.say("không rõ", "not said"),
        element("a", call.say("xem chỗ khác", "what differs"), href=address),
        now,
    )


def _difference(call: Call, script: OpenedScript, chosen: str) -> Markup:
    old = version_text(call.workspace, script.name, chosen).splitlines()
    lines = difflib.unified_diff(script.text.splitlines(), old, lineterm="", n=1)
    marks = {"+": "ins", "-": "del"}
    shown = [
        element(marks.get(each[:1], "span"), each[1:] if each[:1] in marks else each, "\n")
        for each in list(lines)[2:]
        if not each.startswith("@@")
    ]
    same = call.say("Giống bản đang dùng.", "It is the same as the present one.")
    form = post_form(
        link("versions", script.name),
        call.visitor,
        hidden("sha256", chosen),
        hidden("based_on", script.sha256),
        element("button", call.say("Lấy lại bản này", "Bring this version back")),
    )
    return element(
        "section",
        element("h2", call.say("Bản này khác bản đang dùng", "What this version says otherwise")),
        element("pre", *shown, class_="print") if shown else element("p", same),
        form if shown else None,
        class_="card",
    )


def _to_restore(call: Call) -> dict[str, Any]:
    return {
        "name": call.path["name"],
        "sha256": call.form.get("sha256", ""),
        "based_on": call.form.get("based_on", ""),
        "by": call.visitor.person,
    }


def _restored(call: Call, script: OpenedScript) -> Answer:
    return go(link("scripts", script.name))


def _named(call: Call) -> str:
    return call.path.get("name") or call.form.get("name", "")


ROUTES: tuple[Route, ...] = (
    PageRoute("/scripts/{name:path}", show),
    PageRoute("/versions/{name:path}", show_versions),
    PageRoute("/heard/{name}", show_heard),
    PageRoute("/here/{name:path}", show_here),
    PageRoute("/assets", show_assets),
    PageRoute("/asset/{name:path}", show_asset),
    PageRoute("/shape/{name:path}", show_shape),
    Action(
        "/judge",
        "radioprog.studio.desk.judging:Judge.judge",
        "look",
        _text,
        _judged,
        is_noted=False,
    ),
    Action(
        "/save/{name:path}",
        "radioprog.studio.editorial.writing:save_script",
        "write",
        _to_save,
        _saved,
        about=_named,
    ),
    Action(
        "/versions/{name:path}",
        "radioprog.studio.editorial.writing:restore_script",
        "write",
        _to_restore,
        _restored,
        about=_named,
    ),
    Action("/hear-line", "radioprog.studio.say:hear_line", "look", _line, _heard, is_noted=False),
    Action(
        "/hear-segment",
        "radioprog.studio.preview:hear_segment",
        "look",
        _segment,
        _heard,
        is_noted=False,
    ),
    Action(
        "/assets/upload",
        "radioprog.studio.clips:add_recording",
        "write",
        _sent,
        _taken,
        about=_named,
        takes_file=True,
    ),
    Action(
        "/documents/upload",
        "radioprog.studio.editorial.drafting:import_document",
        "write",
        _sent,
        _drafted,
        about=_named,
        takes_file=True,
    ),
)
