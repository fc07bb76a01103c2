"""``radioprog cache``: size and health of what is kept; safe beside running builds."""

from __future__ import annotations

import re

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    show,
    status_of,
    usage_error,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text
from radioprog.kernel.times import parse_size
from radioprog.kernel.units import Seconds

_AGE = re.compile(r"(\d{1,6})\s*(d|ngày|days?)", re.IGNORECASE)
_DAY = 86_400


@verb(
    Text(
        "Xem kích cỡ bộ nhớ đệm; kiểm tra; dọn bớt. Có thể chạy khi đang build.",
        "Show the cache's size; verify it; prune it. Safe beside running builds.",
    )
)
@option("--verify", is_flag=True, text=Text("kiểm tra từng mục", "prove every entry"))
@option(
    "--prune",
    metavar="AGE|SIZE",
    text=Text(
        "xóa mục lâu không dùng (30d) hoặc cho vừa cỡ (500MB)",
        "remove what was unused for long (30d) or until it fits (500MB)",
    ),
)
def command(options: Globals, verify: bool, prune: str | None) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.cache import care

    unused_for, keep_bytes = _limits(prune)
    workspace = open_workspace(options)
    done = care(workspace, verify=verify, unused_for=unused_for, keep_bytes=keep_bytes)
    answer(options, {**done.to_json(), "findings": findings_json(options, done.findings)})
    show(
        options,
        Text(
            f"{done.entries} mục, {_megabytes(done.bytes)} MB",
            f"{done.entries} entries, {_megabytes(done.bytes)} MB",
        ).to(options.language),
    )
    if done.verified is not None:
        show(
            options,
            Text(f"{done.verified} mục nguyên vẹn", f"{done.verified} entries are whole").to(
                options.language
            ),
        )
    if done.removed is not None:
        show(
            options,
            Text(f"đã xóa {done.removed} mục", f"{done.removed} entries removed").to(
                options.language
            ),
        )
    report(options, done.findings)
    return status_of(done.findings)


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.1f}"


def _limits(prune: str | None) -> tuple[Seconds | None, int | None]:
    if prune is None:
        return None, None
    age, size = _AGE.fullmatch(prune.strip()), parse_size(prune)
    if age:
        return Seconds(int(age[1]) * _DAY), None
    if size is not None:
        return None, size
    raise usage_error(
        Text(f"không hiểu --prune {prune}", f"--prune {prune} cannot be read"),
        Text("viết số ngày (30d) hoặc dung lượng (500MB)", "write days (30d) or a size (500MB)"),
    )
