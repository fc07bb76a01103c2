"""``radioprog asrun``: the form of what is to be aired, and logs of what was."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    Globals,
    TextHelp,
    answer,
    findings_json,
    global_options,
    option,
    report,
    say,
    status_of,
    verb,
    write_out,
)
from radioprog.cli.workspace import input_path, open_workspace, output_path
from radioprog.kernel.findings import Text


class AsrunGroup(TextHelp, click.Group):
    """The verb with its two halves: what goes out, what comes back."""

    text: Text = Text(
        "Nhật ký phát sóng: sheet ra tờ để ghi, import nhập nhật ký.",
        "What was aired: sheet writes the form, import takes logs in.",
    )

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the call."""
        self.help: str | None = self.text.to(ctx.find_root().ensure_object(Globals).language)
        super().format_help_text(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the halves with a line each."""
        language = ctx.find_root().ensure_object(Globals).language
        with formatter.section("Lệnh" if language == "vi" else "Commands"):
            formatter.write_dl([(name, text.to(language)) for name, text in _HALVES.items()])


_HALVES = {
    "sheet": Text("tờ nhật ký để đài ghi", "the form for a station to fill in"),
    "import": Text("nhập nhật ký, nhận ra loại theo nội dung", "take logs in, by their content"),
}


@verb(
    Text(
        "Ra tờ nhật ký của một đài để ghi: CSV, XLSX hoặc HTML (A4) theo đuôi tệp.",
        "Write a station's form to fill in: CSV, XLSX or HTML (A4) by the file's ending.",
    )
)
@click.argument("station", metavar="STATION")
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--days", type=int, default=7, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
@option(
    "-o",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    text=Text("ghi vào tệp .csv, .xlsx, .html", "write to a .csv, .xlsx or .html file"),
)
def sheet_verb(
    options: Globals, station: str, begin: dt.date | None, days: int, target: Path | None
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.asrun import sheet_csv, write_sheet

    workspace = open_workspace(options)
    if target is None and not options.json:
        write_out(sheet_csv(workspace, station, first=begin, days=days))
        return 0
    place = output_path(target or Path(f"{station}.csv"), workspace)
    lines = write_sheet(workspace, station, place, first=begin, days=days)
    shown = workspace.show(place)
    answer(options, {"file": shown, "airings": lines, "findings": []})
    say(options, Text(f"đã ghi {shown}: {lines} buổi", f"wrote {shown}: {lines} airings"))
    return 0


_TAKEN = Text(
    "{file}: {system}, đài {station}, {rows} dòng, {new} dòng mới",
    "{file}: {system}, station {station}, {rows} rows, {new} new",
)


@verb(
    Text(
        "Nhập nhật ký phát sóng; nhập lại hoặc nhập chồng không thêm dòng nào.",
        "Take logs of what was aired; the same again, or overlapping ones, add nothing.",
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@option("--station", default="", metavar="ID", text=Text("của đài nào", "whose they are"))
@option(
    "--format",
    "system",
    default="",
    metavar="NAME",
    text=Text("loại nhật ký (mặc định: tự nhận ra)", "the format (told by the content)"),
)
@option("--zone", default="", metavar="Z", text=Text("múi giờ của nhật ký", "the log's zone"))
@option(
    "--date",
    "day",
    type=DATE,
    text=Text("ngày của nhật ký không ghi ngày", "the day, if it has none"),
)
def import_verb(
    options: Globals,
    files: tuple[Path, ...],
    station: str,
    system: str,
    zone: str,
    day: dt.date | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.asrun import import_logs

    workspace = open_workspace(options)
    paths = [input_path(path, workspace) for path in files]
    done = import_logs(workspace, paths, station=station, system=system, zone=zone, date=day)
    answer(
        options,
        {
            "files": [
                {
                    "file": log.file,
                    "format": log.system,
                    "station": log.station,
                    "rows": log.rows,
                    "new": log.new,
                    "unread": log.unread,
                }
                for log in done.logs
            ],
            "new": done.new,
            "findings": findings_json(options, done.findings),
        },
    )
    for log in done.logs:
        facts = {"file": log.file, "system": log.system, "station": log.station}
        say(options, _TAKEN.filled(**facts, rows=log.rows, new=log.new))
    report(options, done.findings)
    return status_of(done.findings)


command: AsrunGroup = AsrunGroup(
    "asrun", commands={"sheet": sheet_verb, "import": import_verb}, params=global_options()
)
