"""The live display of a build: on a terminal only, and gone when the build is done.

One row for each programme that is being made, and a count of those that are done.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from radioprog.cli.common import Globals, say
from radioprog.kernel.findings import Text, visible

STEPS = {
    "prepare": Text("đọc kịch bản", "reading the script"),
    "speak": Text("đọc lời", "speaking"),
    "decode": Text("mở băng, nhạc", "decoding clips"),
    "mix": Text("hòa âm", "mixing"),
    "master": Text("chỉnh độ to, mã hóa", "mastering"),
    "publish": Text("ghi thành phẩm", "publishing"),
    "built": Text("xong", "done"),
    "failed": Text("hỏng", "failed"),
}
ENDS = ("built", "current", "failed")
DONE = Text("đã xong {} chương trình", "{} programmes done")
LEFT = Text("còn", "left")
BEGUN = Text("đang làm {name} …", "making {name} …")
Tell = Callable[[str, str, float], None]


@contextlib.contextmanager
def progress(options: Globals) -> Iterator[Tell | None]:
    """Give what tells the steps of a build to a person who watches; ``None`` where nobody does."""
    if not options.live:
        yield None if options.quiet or options.json else _plain(options)
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import (
        BarColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=16),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[step]}"),
        TimeElapsedColumn(),
        TextColumn(LEFT.to(options.language)),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        rows: dict[str, TaskID] = {}
        done: set[str] = set()
        count = display.add_task("", total=None, step="", visible=False)

        def tell(name: str, step: str, share: float) -> None:
            text = STEPS.get(step, Text(step, step)).to(options.language)
            ended = step in ENDS
            if name not in rows and not ended:
                rows[name] = display.add_task(escape(visible(name)), total=1.0, step=text)
            if name in rows:
                display.update(rows[name], completed=share, step=text, visible=not ended)
            if ended:
                done.add(name)
                many = DONE.to(options.language).format(len(done))
                display.update(count, step=many, visible=True)

        yield tell


def _plain(options: Globals) -> Tell:
    """Return what says one line a programme, for a file, a pipe or a terminal without cursor."""
    begun: set[str] = set()

    def told(name: str, step: str, _share: float) -> None:
        if step not in ENDS and name not in begun:
            begun.add(name)
            say(options, BEGUN.filled(name=name))

    return told
