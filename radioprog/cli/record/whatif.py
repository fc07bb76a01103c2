"""``radioprog whatif``: the schedule with something laid over it; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    show,
    status_of,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.year.whatif import AiringChange, WhatIf

_WORDS = {
    "lost": Text("mất", "lost"),
    "moved": Text("dời", "moved"),
    "doubled": Text("trùng", "doubled"),
    "added": Text("thêm", "added"),
    "programme": Text("đổi bài", "another programme"),
}
_TOTAL = Text(
    "{word}: {count} buổi ở {stations} đài", "{word}: {count} airings at {stations} stations"
)
_LINE = Text("  {when} {what}: {stations} đài", "  {when} {what}: {stations} stations")
_MORE = Text("  … và {count} dòng nữa (--json để xem hết)", "  … and {count} more lines (--json)")
_COVERAGE = Text("chỉ tiêu bị ảnh hưởng:", "targets that change:")
_TARGET = Text(
    "  {id} {period}{station}: cần {wanted}, lịch {before} → {after}, thiếu {short} → {missing}",
    "  {id} {period}{station}: wanted {wanted}, planned {before} → {after}, "
    "missing {short} → {missing}",
)
_SAME = Text("không chỉ tiêu nào bị ảnh hưởng", "no target changes")
_MOST = 40


@verb(
    Text(
        "Thử: nếu nghỉ phát, nếu đổi lịch thì mất gì, dời gì, chỉ tiêu ra sao. Không ghi gì.",
        "What if: what an outage or another schedule would change. Writes nothing.",
    )
)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@option(
    "--cancel",
    multiple=True,
    metavar="SELECTOR@DAY[..DAY]",
    text=Text(
        "những đài này không phát những ngày này", "these stations air nothing on these days"
    ),
)
def command(options: Globals, file: Path | None, cancel: tuple[str, ...]) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.year.whatif import whatif, whatif_json

    workspace = open_workspace(options)
    made = whatif(workspace, file=None if file is None else workspace.found(file), cancel=cancel)
    found = made.findings
    if options.json:
        answer(options, {**whatif_json(made), "findings": findings_json(options, found)})
    else:
        for line in (*_airings(made), *_targets(made)):
            show(options, line.to(options.language))
    report(options, found)
    return status_of(found)


def _airings(made: WhatIf) -> Iterator[Text]:
    for what, word in _WORDS.items():
        changes = [each for each in made.changes if each.what == what]
        if not changes:
            continue
        stations = len({each.station for each in changes})
        yield _TOTAL.filled(word=word, count=len(changes), stations=stations)
        counted = Counter(_said(each, made) for each in changes)
        for (when, name), count in sorted(counted.items())[:_MOST]:
            yield _LINE.filled(when=when, what=name, stations=count)
        if len(counted) > _MOST:
            yield _MORE.filled(count=len(counted) - _MOST)


def _said(change: AiringChange, made: WhatIf) -> tuple[str, str]:
    """Say which airing it is, the same at every station."""
    shown = []
    for airing in (change.before, change.after):
        if airing is not None:
            start = made.table.clock.datetime(airing.start)
            shown.append((f"{start:%Y-%m-%d %H:%M}", airing))
    when = " → ".join(dict.fromkeys(at for at, _ in shown))
    airing = shown[-1][1]
    title = airing.programme.title if airing.programme else airing.slot.title
    return when, f"{airing.slot.called} - {title}"


def _targets(made: WhatIf) -> Iterator[Text]:
    if not made.coverage:
        return
    changed = [each for each in made.coverage if each.before.planned != each.after.planned]
    yield _COVERAGE if changed else _SAME
    for each in changed[:_MOST]:
        one, other = each.before, each.after
        yield _TARGET.filled(
            id=one.target.id,
            period=one.period.shown,
            station=f", {one.station}" if one.station else "",
            wanted=one.wanted,
            before=one.planned,
            after=other.planned,
            short=one.missing,
            missing=other.missing,
        )
    if len(changed) > _MOST:
        yield _MORE.filled(count=len(changed) - _MOST)
