"""From a radio script to a mastered programme, and to a calendar for every station.

Everything a developer needs stands on this shelf; each name is loaded when it is first used.

>>> import radioprog
>>> radioprog.reading("17h30 ngày 25/11").spoken
'mười bảy giờ ba mươi phút ngày hai mươi lăm tháng mười một'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from radioprog.audio.clip import Clip
    from radioprog.audio.measure import measure
    from radioprog.audio.meter.loudness import Loudness
    from radioprog.audio.timeline import Timeline
    from radioprog.kernel.errors import (
        BugError,
        ContentError,
        DiskError,
        EngineError,
        Interrupted,
        MachineError,
        NetworkError,
        RadioprogError,
        ToolError,
        UsageError,
    )
    from radioprog.kernel.findings import Finding
    from radioprog.programme.rundown import Rundown
    from radioprog.reader.read import read as reading
    from radioprog.schedule.airings.airing import Airing
    from radioprog.schedule.plan.slot import Slot
    from radioprog.schedule.stations.station import Network, Station
    from radioprog.script.model import Script
    from radioprog.script.parse import parse_script
    from radioprog.speech.model import SpeechEngine, Voice
    from radioprog.studio.air.calendars import calendar
    from radioprog.studio.build import build
    from radioprog.studio.production.result import Programme
    from radioprog.studio.workspace import Workspace

__version__ = "0.2.0"

_SHELF = {
    "Airing": "schedule.airings.airing",
    "BugError": "kernel.errors",
    "Clip": "audio.clip",
    "ContentError": "kernel.errors",
    "DiskError": "kernel.errors",
    "EngineError": "kernel.errors",
    "Finding": "kernel.findings",
    "Interrupted": "kernel.errors",
    "Loudness": "audio.meter.loudness",
    "MachineError": "kernel.errors",
    "Network": "schedule.stations.station",
    "NetworkError": "kernel.errors",
    "Programme": "studio.production.result",
    "RadioprogError": "kernel.errors",
    "Rundown": "programme.rundown",
    "Script": "script.model",
    "Slot": "schedule.plan.slot",
    "SpeechEngine": "speech.model",
    "Station": "schedule.stations.station",
    "Timeline": "audio.timeline",
    "ToolError": "kernel.errors",
    "UsageError": "kernel.errors",
    "Voice": "speech.model",
    "Workspace": "studio.workspace",
    "build": "studio.build",
    "calendar": "studio.air.calendars",
    "measure": "audio.measure",
    "parse_script": "script.parse",
    "reading": "reader.read:read",
}

__all__ = [
    "Airing",
    "BugError",
    "Clip",
    "ContentError",
    "DiskError",
    "EngineError",
    "Finding",
    "Interrupted",
    "Loudness",
    "MachineError",
    "Network",
    "NetworkError",
    "Programme",
    "RadioprogError",
    "Rundown",
    "Script",
    "Slot",
    "SpeechEngine",
    "Station",
    "Timeline",
    "ToolError",
    "UsageError",
    "Voice",
    "Workspace",
    "build",
    "calendar",
    "measure",
    "parse_script",
    "reading",
]


def __getattr__(name: str) -> Any:
    """Load a name of the shelf when it is first used."""
    if name not in _SHELF:
        raise AttributeError(f"module 'radioprog' has no attribute {name!r}")
    module, _, attribute = _SHELF[name].partition(":")
    value = getattr(import_module(f"radioprog.{module}"), attribute or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
