"""``radioprog build``: make what is out of date, and say why.

The live display of a build: on a terminal only, and gone when the build is done.

One row for each programme that is being made, and a count of those that are done.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from radioprog.cli.common import (
    CLUSTER_OPTION,
    WORDING,
    Globals,
    answer,
    findings_json,
    jobs_option,
    option,
    report,
    say,
    usage_error,
    verb,
    workers,
)
from radioprog.cli.workspace import hear, input_path, open_workspace, output_path
from radioprog.kernel.findings import Text, visible
from radioprog.studio.steps import BUILD_STEPS

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from radioprog.studio.production.result import Programme, Report
    from radioprog.studio.workspace import Workspace


ENDS = ("built", "current", "failed")
DONE = Text("đã xong {} chương trình", "{} programmes done")
LEFT = Text("còn", "left")
BEGUN = Text("đang làm {name} …", "making {name} …")
WAITING = Text("{name}: đợi lệnh dựng khác xong …", "{name}: waiting for another build of it …")
_EXAMPLE = "scripts/a.md --segment 2"
Tell = Callable[[str, str, float], None]


@contextlib.contextmanager
def progress(options: Globals) -> Iterator[Tell | None]:
    """Return what tells a build's steps to a person who watches; ``None`` where nobody does."""
    if not options.live:
        yield None if options.quiet or options.json else _plain(options)
        return
    with _display(options) as display:
        rows: dict[str, TaskID] = {}
        done: set[str] = set()
        count = display.add_task("", total=None, step="", visible=False)

        def tell(name: str, step: str, share: float) -> None:
            text = BUILD_STEPS.get(step, Text(step, step)).to(options.language)
            ended = step in ENDS
            if name not in rows and not ended:
                rows[name] = display.add_task(_unmarked(name), total=1.0, step=text)
            if name in rows:
                display.update(rows[name], completed=share, step=text, visible=not ended)
            if ended:
                done.add(name)
                many = DONE.to(options.language).format(len(done))
                display.update(count, step=many, visible=True)

        yield tell


def _display(options: Globals) -> Progress:
    """Return the rows that show how far each programme is, on the error stream."""
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(bar_width=16),
        rich.TextColumn("{task.percentage:>3.0f}%"),
        rich.TextColumn("{task.fields[step]}"),
        rich.TimeElapsedColumn(),
        rich.TextColumn(LEFT.to(options.language)),
        rich.TimeRemainingColumn(compact=True),
    )
    return rich.Progress(*columns, console=Console(stderr=True), transient=True)


def _unmarked(name: str) -> str:
    """Return a name of which rich takes nothing for markup."""
    from rich.markup import escape

    return escape(visible(name))


def _plain(options: Globals) -> Tell:
    """Return what says one line a programme, for a file, a pipe or a terminal without cursor."""
    begun: set[str] = set()

    def told(name: str, step: str, _share: float) -> None:
        if step == "wait":
            say(options, WAITING.filled(name=name))
            return
        if step not in ENDS and name not in begun:
            begun.add(name)
            say(options, BEGUN.filled(name=name))

    return told


REASONS = {
    "new": Text("chưa có", "not built yet"),
    "forced": Text("theo yêu cầu --force", "asked for by --force"),
    "script-changed": Text("kịch bản đã sửa", "the script changed"),
    "include-changed": Text("tệp được chèn đã sửa", "an included file changed"),
    "asset-changed": Text("tệp âm thanh đã đổi", "a sound file changed"),
    "lexicon-changed": Text("từ điển cách đọc đã sửa", "the lexicon changed"),
    "settings-changed": Text("radioprog.yaml đã sửa", "radioprog.yaml changed"),
    "delivery-changed": Text("dạng đầu ra đã đổi", "the deliveries changed"),
    "voice-changed": Text("giọng đọc đã đổi", "a voice changed"),
    "voice-fallback": Text(
        "lần trước phải dùng giọng thay thế", "a fallback voice spoke last time"
    ),
    "tools-changed": Text("phiên bản phần mềm đã đổi", "the software's version changed"),
    "output-missing": Text("thiếu tệp thành phẩm", "a finished file is missing"),
    "output-changed": Text("tệp thành phẩm đã bị sửa", "a finished file was altered"),
}
STATUS = {
    "built": Text("đã làm", "built"),
    "current": Text("không đổi", "current"),
    "failed": Text("HỎNG", "FAILED"),
}


@verb(
    Text(
        "Làm ra các chương trình chưa có hoặc đã cũ, và nói vì sao.",
        "Make the programmes that are out of date, and say why.",
    )
)
@click.argument("scripts", nargs=-1, type=click.Path(path_type=Path), metavar="[SCRIPT…]")
@option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    text=Text("thư mục thành phẩm thay cho build/", "the output folder instead of build/"),
)
@option(
    "--deliver",
    multiple=True,
    metavar="NAME",
    text=Text("chỉ làm các dạng đầu ra này", "make these deliveries only"),
)
@jobs_option(Text("số chương trình làm cùng lúc", "programmes made side by side"))
@option("--force", is_flag=True, text=Text("làm lại tất cả", "make everything again"))
@option(
    "--online", is_flag=True, text=Text("cho phép máy đọc lên mạng", "let speech engines go online")
)
@option(
    "--strict-voices",
    is_flag=True,
    text=Text("không chấp nhận giọng thay thế", "accept no fallback voice"),
)
@option(
    "--verify",
    is_flag=True,
    text=Text("kiểm lại từng tệp, không dựa vào ngày giờ", "hash every file anew"),
)
@CLUSTER_OPTION
@option(
    "--store",
    metavar="URL",
    envvar="RADIOPROG_STORE",
    text=Text(
        "kho chung của nhiều máy: file://, s3://, gs://",
        "a storage that machines share: file://, s3://, gs://",
    ),
)
@option(
    "--segment",
    metavar="N",
    text=Text(
        "chỉ nghe thử một tiểu mục (số hoặc tên) của một kịch bản, không làm chương trình",
        "hear one segment (number or heading) of one script only, and build no programme",
    ),
)
def command(
    options: Globals,
    scripts: tuple[Path, ...],
    output: Path | None,
    deliver: tuple[str, ...],
    jobs: int | None,
    force: bool,
    online: bool,
    strict_voices: bool,
    verify: bool,
    cluster: str | None,
    store: str | None,
    segment: str | None,
) -> int:
    """Unpack, one call, print."""
    if segment is not None:
        return hear(options, _one(scripts), segment, deliver=_names(deliver), online=online)
    from radioprog.studio.build import build

    workspace = open_workspace(options)
    with workers(jobs, cluster) as executor, progress(options) as tell:
        result = build(
            workspace,
            [input_path(path, workspace) for path in scripts],
            deliver=_names(deliver),
            force=force,
            online=online,
            strict_voices=strict_voices,
            debug=options.debug,
            verify=verify,
            executor=executor,
            store=store,
            progress=tell,
            threads=min(2, os.cpu_count() or 1),
            output=output and output_path(output, workspace),
        )
    show_report(options, result, workspace)
    return result.exit_status


def _names(deliver: tuple[str, ...]) -> list[str]:
    return [name for text in deliver for name in text.split(",") if name]


def _one(scripts: tuple[Path, ...]) -> Path:
    """Return the one script that a segment is asked of."""
    if len(scripts) == 1:
        return scripts[0]
    raise usage_error(
        Text("--segment cần đúng một kịch bản", "--segment needs just one script"),
        Text(
            "radioprog build scripts/a.md --segment 2", "radioprog build scripts/a.md --segment 2"
        ),
    )


def show_report(options: Globals, result: Report, workspace: Workspace) -> None:
    """Print what a build did, for a program or for a person."""
    answer(
        options,
        {
            "programmes": [programme_json(options, each) for each in result.programmes],
            "findings": findings_json(options, (*workspace.findings, *result.findings)),
        },
    )
    for each in result.programmes:
        report(options, each.findings, left_to_check=WORDING)
    report(options, (*workspace.findings, *result.findings))
    if not options.json:
        for each in result.programmes:
            say(options, _line(options, each))
        if not result.programmes:
            say(options, Text("không có kịch bản nào trong scripts/", "no script in scripts/"))


def _line(options: Globals, made: Programme) -> str:
    status = STATUS[made.status].to(options.language)
    why = ", ".join(REASONS[code].to(options.language) for code in made.reasons)
    length = "" if made.duration is None else f"  {_clock(made.duration)}"
    files = ", ".join(each.name for each in made.deliveries)
    detail = f"  ← {why}" if why and (options.verbose or made.status == "built") else ""
    return f"{status:9} {made.script}{length}  {files}{detail}"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def programme_json(options: Globals, made: Programme) -> dict[str, Any]:
    """Return a programme as the contract's JSON."""
    return {**made.to_json(options.language), "findings": findings_json(options, made.findings)}
