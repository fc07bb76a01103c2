"""``radioprog reconcile``: what was planned against what was aired."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING

from radioprog.cli.air.dates import DATE, split_commas
from radioprog.cli.common import (
    Globals,
    findings_json,
    option,
    report,
    say,
    show,
    status_of,
    verb,
    write_out,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text, visible

if TYPE_CHECKING:
    from radioprog.studio.record.reconcile import Reconciliation

_AT_ONCE = 500


@verb(
    Text(
        "Đối soát: buổi nào đã phát đúng giờ, muộn, thiếu, không phát, và bằng chứng cấp nào.",
        "Reconcile: which airings were on time, late, cut or missing, and by what evidence.",
    )
)
@option(
    "--from",
    "begin",
    type=DATE,
    text=Text("từ ngày (mặc định: 7 ngày qua)", "first day (a week ago)"),
)
@option("--days", type=int, default=7, text=Text("mấy ngày (mặc định 7)", "how many days (7)"))
@option("--station", "stations", multiple=True, text=Text("chỉ những đài này", "only these"))
def command(options: Globals, begin: dt.date | None, days: int, stations: tuple[str, ...]) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.reconcile import reconcile

    workspace = open_workspace(options)
    made = reconcile(workspace, first=begin, days=days, stations=split_commas(stations))
    if options.json:
        _answer(options, made)
    else:
        _show(options, made)
    report(options, made.findings)
    return status_of(made.findings)


def _answer(options: Globals, made: Reconciliation) -> None:
    """Write the document in pieces: a province's year is long."""
    from radioprog.studio.record.reconcile import match_json

    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    write_out(b'{"airings": [')
    for begin in range(0, len(made.matches), _AT_ONCE):
        some = made.matches[begin : begin + _AT_ONCE]
        lines = (encode(match_json(each, made.clock)) for each in some)
        write_out((("," if begin else "") + "\n" + ",\n".join(lines)).encode("utf-8", "replace"))
    found = json.dumps(findings_json(options, made.findings), ensure_ascii=False, indent=1)
    write_out(f'],\n"findings": {found}}}\n'.encode("utf-8", "replace"))


def _show(options: Globals, made: Reconciliation) -> None:
    """Print what is not as it should be, and a line of sums for each station."""
    from radioprog.aired.matching.match import OUTCOMES
    from radioprog.publish.proof.tables import proof_row

    counted: dict[str, Counter[str]] = {}
    for match in made.matches:
        words = OUTCOMES[match.outcome].to(options.language)
        counted.setdefault(match.station, Counter())[words] += 1
        if match.outcome not in ("on-time", "relay"):
            cells = proof_row(match, made.clock, options.language)
            line = "  ".join(cell for cell in (match.station, *cells) if cell)
            show(options, visible(line))
    for station, sums in counted.items():
        parts = ", ".join(f"{words} {count}" for words, count in sums.most_common())
        show(options, f"{made.stations.get(station, station)}: {parts}")
    planned = sum(1 for match in made.matches if match.planned)
    proven = sum(1 for match in made.matches if match.is_proof)
    say(
        options,
        Text(
            f"{planned} buổi theo lịch, {proven} buổi có bằng chứng đã phát",
            f"{planned} airings planned, {proven} with proof that they were aired",
        ),
    )
