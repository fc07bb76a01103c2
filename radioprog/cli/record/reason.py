"""``radioprog reason``: why an airing failed, as an officer says."""

from __future__ import annotations

import click

from radioprog.cli.common import Globals, answer, option, say, verb
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Ghi lý do một buổi không phát được: power (mất điện), pre-empted (nhường giờ), equipment "
        "(thiết bị), staff (người), weather (thời tiết), other (khác).",
        "Record why an airing failed: power, pre-empted, equipment, staff, weather, other.",
    )
)
@click.argument("airing", metavar="AIRING_ID")
@click.argument("code", metavar="CODE")
@option("--by", required=True, metavar="P", text=Text("ai nói", "who says so"))
@option("--note", default="", metavar="T", text=Text("nói rõ thêm", "more about it"))
def command(options: Globals, airing: str, code: str, by: str, note: str) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.record.reconcile import give_reason

    said = give_reason(open_workspace(options), airing, code, by=by, note=note)
    document = {"airing": airing, "code": said.code, "by": said.by, "note": said.note}
    answer(options, {**document, "findings": []})
    say(options, Text(f"đã ghi lý do của {airing}: {code}", f"recorded for {airing}: {code}"))
    return 0
