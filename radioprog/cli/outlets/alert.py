"""``radioprog alert``: issue, update, end and list emergency messages."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    show,
    status_of,
    usage_error,
    verb,
    workers,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text, visible

if TYPE_CHECKING:
    from radioprog.studio.alerts.composing import AlertOrder
    from radioprog.studio.alerts.issuing import AlertReport
    from radioprog.studio.alerts.listing import AlertRow
    from radioprog.studio.workspace import Workspace

_ACTS = ("new", "update", "end", "approve", "list")
_LARGEST_TEXT = 1 << 16
_FILE_NAME = re.compile(r"\S+\.(?:txt|md|docx?|odt|rtf|html?)", re.IGNORECASE)
STATES = {
    "waiting": Text("chờ duyệt, CHƯA phát", "waiting, NOT on air"),
    "live": Text("đang có hiệu lực", "in force"),
    "ended": Text("đã hết hiệu lực", "ended"),
    "expired": Text("đã hết hạn", "expired"),
}
_EXAMPLE = Text(
    'viết như: radioprog alert new "Nước lên nhanh, bà con sơ tán ngay." --stations tag:ven-song '
    "--level 3 --until 18:00 --by lan",
    'write it like: radioprog alert new "…" --stations tag:river --level 3 --until 18:00 --by lan',
)


@verb(
    Text(
        "Tin khẩn cấp: «alert new LỜI|TỆP --stations … --level … --until … --by …» phát ngay; "
        "«alert update MÃ», «alert end MÃ», «alert approve MÃ», «alert list». Thử trước bằng "
        "--exercise.",
        "Emergency messages: `alert new TEXT|FILE --stations … --level … --until … --by …` goes on "
        "air at once; `alert update ID`, `alert end ID`, `alert approve ID`, `alert list`. "
        "Rehearse with --exercise.",
    )
)
@click.argument("words", nargs=-1, metavar="[list | new TEXT|FILE | update|end|approve ID [TEXT]]")
@option("--stations", "--station", default="", metavar="SEL", text=Text("đài nào", "which ones"))
@option("--level", default="", metavar="LEVEL", text=Text("cấp 1-5, khẩn cấp", "1-5, emergency"))
@option("--until", default="", metavar="T", text=Text("hiệu lực đến bao giờ", "in force until"))
@option("--by", default="", metavar="PERSON", text=Text("ai (mã trong people.csv)", "by whom"))
@option("--hazard", default="", metavar="H", text=Text("loại: bão, lũ, cháy …", "the hazard"))
@option("--title", default="", metavar="T", text=Text("đầu đề (mặc định: câu đầu)", "its title"))
@option("--english", default="", metavar="T", text=Text("bản tiếng Anh cho CAP", "in English"))
@option("--exercise", is_flag=True, text=Text("diễn tập, không phải tin thật", "an exercise"))
@option("--at", metavar="T", text=Text("giờ phát hành, nếu không phải bây giờ", "the time"))
def command(
    options: Globals,
    words: tuple[str, ...],
    stations: str,
    level: str,
    until: str,
    by: str,
    hazard: str,
    title: str,
    english: str,
    exercise: bool,
    at: str | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.alerts.composing import AlertOrder
    from radioprog.studio.record.deciding import moment_given

    workspace = open_workspace(options)
    when = moment_given(workspace, at)
    if not words or words[0] == "list":
        return _list(options, workspace, when)
    _check(words, by, stations, level)
    text = _text(workspace, words[-1]) if len(words) > (1 if words[0] == "new" else 2) else ""
    order = AlertOrder(
        text=text,
        stations=stations,
        level=level,
        until=until or None,
        by=by,
        hazard=hazard,
        title=title,
        english=english,
        exercise=exercise,
    )
    return _tell(options, workspace, _done(workspace, words, order, when))


def _done(
    workspace: Workspace, words: tuple[str, ...], order: AlertOrder, at: dt.datetime | None
) -> AlertReport:
    from radioprog.studio.alerts import issuing

    with workers(None, None) as executor:
        match words[0]:
            case "new":
                return issuing.new_alert(workspace, order, at=at, executor=executor)
            case "update":
                return issuing.update_alert(workspace, words[1], order, at=at, executor=executor)
            case "end":
                by, text = order.by, order.text
                return issuing.end_alert(
                    workspace, words[1], by=by, text=text, at=at, executor=executor
                )
            case _:
                return issuing.approve_alert(
                    workspace, words[1], by=order.by, at=at, executor=executor
                )


def _check(words: tuple[str, ...], by: str, stations: str, level: str) -> None:
    """Refuse a line that lacks what no alert can do without."""
    act = words[0]
    if act not in _ACTS:
        only = Text(
            f"không có «alert {act}»; chỉ có {', '.join(_ACTS)}",
            f"there is no `alert {act}`; only {', '.join(_ACTS)}",
        )
        raise usage_error(only, _EXAMPLE)
    most = {"new": 2, "approve": 2}.get(act, 3)
    missing = [name for name, value in (("--by", by),) if not value]
    if act == "new":
        missing += [n for n, value in (("--stations", stations), ("--level", level)) if not value]
    if len(words) < 2:
        missing.append("TEXT" if act == "new" else "ID")
    if missing or len(words) > most:
        shown = ", ".join(missing)
        problem = Text(f"thiếu {shown}", f"missing: {shown}")
        many = Text('lời có dấu cách phải đặt trong "…"', 'a text with spaces stands in "…"')
        raise usage_error(problem if missing else many, _EXAMPLE)


def _text(workspace: Workspace, words: str) -> str:
    """Return a text as given, or that of the file that is named.

    A word that can only be a file's name is never read aloud as a text.
    """
    from radioprog.kernel.errors import ContentError
    from radioprog.kernel.textfile import read_text_file

    if not words.strip() or "\n" in words or "\0" in words:
        return words
    try:
        path = workspace.found(Path(words))
        is_there = path.exists()
    except OSError:  # too long for a name
        return words
    if not is_there and not _FILE_NAME.fullmatch(words):
        return words
    text, found = read_text_file(path, shown=workspace.show(path), limit=_LARGEST_TEXT)
    if text is None:
        raise ContentError(found)
    return text


def _tell(options: Globals, workspace: Workspace, made: AlertReport) -> int:
    message = made.message
    document = {
        "id": message.id,
        "alert": message.alert,
        "kind": str(message.kind),
        "state": made.state,
        "exercise": message.exercise,
        "title": message.title,
        "hazard": message.hazard,
        "level": message.level,
        "stations": list(made.chosen),
        "issued": message.issued.isoformat(),
        "until": message.until.isoformat(),
        "script": f"{workspace.folders['scripts']}/{message.script}.md",
        "files": {kind: list(names) for kind, names in made.renewed.files.items()},
        "findings": findings_json(options, made.findings),
    }
    answer(options, document)
    state = STATES[made.state].to(options.language)
    show(options, visible(f"{message.id}  {state}  {message.title}"))
    for kind, names in made.renewed.files.items():
        say(options, Text(f"{kind}: {len(names)}", f"{kind}: {len(names)}"))
    report(options, made.findings)
    return status_of(made.findings)


def _list(options: Globals, workspace: Workspace, at: dt.datetime | None) -> int:
    from radioprog.studio.alerts.listing import list_alerts

    rows, findings = list_alerts(workspace, at=at)
    alerts: list[dict[str, Any]] = [each.to_json() for each in rows]
    answer(options, {"alerts": alerts, "findings": findings_json(options, findings)})
    for each in rows:
        show(options, visible(_line(options, each)))
    if not rows:
        say(options, Text("chưa có tin khẩn cấp nào", "there is no alert"))
    report(options, findings)
    return status_of(findings)


def _line(options: Globals, each: AlertRow) -> str:
    state = STATES[each.state].to(options.language)
    until = f"{each.until:%H:%M %d/%m/%Y}"
    return f"{each.id}  {state} ({until})  {each.title}"
