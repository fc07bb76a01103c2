"""JSON Schemas of what a producer writes, for editors that check while one types."""

from __future__ import annotations

from typing import Any

from radioprog.script.front.fields import script_json_schema
from radioprog.script.front.series import series_json_schema
from radioprog.studio.workspace import WORKSPACE_KIND

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(what: str) -> dict[str, Any]:
    """Return the schema of what people write: a script, a schedule, or another file by its name."""
    if what == "script":
        return script_json_schema()
    if what == "series":
        return series_json_schema()
    if what == "outlets":
        from radioprog.studio.outlets.outlets_file import OUTLETS_KIND

        return {"$schema": _DRAFT, **OUTLETS_KIND.json_schema()}
    if what == "site":
        from radioprog.studio.outlets.site_look import SITE_KIND

        return {"$schema": _DRAFT, **SITE_KIND.json_schema()}
    if what == "alerts":
        from radioprog.schedule.plan.alerts import ALERTS_KIND

        return {"$schema": _DRAFT, **ALERTS_KIND.json_schema()}
    if what == "hazards":
        from radioprog.schedule.plan.hazards import HAZARDS_KIND

        return {"$schema": _DRAFT, **HAZARDS_KIND.json_schema()}
    if what == "asrun":
        from radioprog.aired.profile import PROFILE_KIND

        return {"$schema": _DRAFT, **PROFILE_KIND.json_schema()}
    if what == "plan":
        from radioprog.targets.plan_file import plan_json_schema

        return plan_json_schema()
    if what == "workspace":
        return {"$schema": _DRAFT, **WORKSPACE_KIND.json_schema()}
    from radioprog.schedule.plan.schema import SCHEDULE

    return {"$schema": _DRAFT, **SCHEDULE.json_schema()}
