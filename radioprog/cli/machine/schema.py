"""``radioprog schema``: JSON Schema for editors."""

from __future__ import annotations

import json

import click

from radioprog.cli.common import Globals, verb, write_out
from radioprog.kernel.findings import Text

_NAMES = ["script", "workspace", "schedule", "series", "outlets", "site", "asrun", "plan"]
_NAMES += ["alerts", "hazards"]


@verb(
    Text(
        "In JSON Schema của kịch bản (phần đầu), radioprog.yaml, series.yaml, outlets.yaml, "
        "asrun.yaml, alerts.yaml, hazards.yaml, templates/site.yaml, lịch.",
        "Print the JSON Schema of front matter, of a schedule, or of a .yaml file.",
    )
)
@click.argument("what", type=click.Choice(_NAMES))
def command(options: Globals, what: str) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.schemas import json_schema

    document = json_schema(what)
    if options.json:
        document = {**document, "findings": []}
    write_out(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")
    return 0
