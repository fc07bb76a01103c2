"""``radioprog selftest ebu``: the meter against EBU Tech 3341 and 3342, a line a case."""

from __future__ import annotations

import click

from radioprog.cli.common import Globals, answer, show, verb
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Tự kiểm tra máy đo bằng tín hiệu chuẩn EBU Tech 3341 và 3342.",
        "Test the meter against the signals of EBU Tech 3341 and 3342.",
    )
)
@click.argument("what", type=click.Choice(["ebu"]))
def command(options: Globals, what: str) -> int:
    """Unpack, one call, print."""
    from radioprog.audio.meter.selftest import selftest_ebu

    rows = []
    for case in selftest_ebu():
        rows.append(case.to_json())
        show(options, case.line())
    failed = sum(not row["passed"] for row in rows)
    answer(options, {"what": what, "cases": rows, "failed": failed, "findings": []})
    show(
        options,
        Text(f"{len(rows) - failed}/{len(rows)} đạt", f"{len(rows) - failed}/{len(rows)} pass").to(
            options.language
        ),
    )
    return 1 if failed else 0
