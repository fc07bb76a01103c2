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
    from radioprog.aired.matching.match import Match
    from radioprog.audio.clip import Clip
    from radioprog.audio.codecs.formats import DeliveryFormat
    from radioprog.audio.measure import Measurement, measure
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
    from radioprog.kernel.findings import Finding, Place, Severity, Text
    from radioprog.kernel.units import Loudness
    from radioprog.programme.rundown import Item, Rundown
    from radioprog.publish.calendars.changes import CalendarChange
    from radioprog.reader.lexicon import Lexicon
    from radioprog.reader.model import Override, Reading, Style
    from radioprog.record.verdicts import Verdict
    from radioprog.schedule.airings.airing import Airing
    from radioprog.schedule.plan.slot import Slot
    from radioprog.schedule.stations.station import Network, Station
    from radioprog.script.model import Meta, Script, Segment
    from radioprog.script.parse import parse_script
    from radioprog.speech.model import (
        EngineSettings,
        SpeechEngine,
        SpeechRequest,
        Spoken,
        Voice,
        VoiceInfo,
    )
    from radioprog.studio.air.calendars import calendar
    from radioprog.studio.air.feeds import CalendarFile, FeedOptions, PublishedCalendars
    from radioprog.studio.approval.subjects import Edition
    from radioprog.studio.build import build
    from radioprog.studio.outlets.export import ExportReport, export
    from radioprog.studio.outlets.pack import PackReport, StationPack, pack
    from radioprog.studio.outlets.site import PublishedSite, site
    from radioprog.studio.production.result import (
        BuildStatus,
        Delivery,
        Programme,
        Report,
        Sidecars,
    )
    from radioprog.studio.record.asrun import AsrunImport, asrun
    from radioprog.studio.record.deciding import Standings, SubjectStanding, approve, verdicts
    from radioprog.studio.record.reconcile import Reconciliation, reconcile
    from radioprog.studio.shelf import (
        Estimate,
        ScheduledAiring,
        ScheduleReport,
        captions,
        check,
        plan,
        reading,
        render,
        tag,
        timetable,
    )
    from radioprog.studio.workspace import Workspace
    from radioprog.studio.year.coverage import YearCoverage, coverage
    from radioprog.targets.coverage import Covered
    from radioprog.targets.target import Measure, Per, Period, Target, YearPlan

__version__ = "0.2.0"

_SHELF = {
    "Airing": "schedule.airings.airing",
    "AsrunImport": "studio.record.asrun",
    "BugError": "kernel.errors",
    "BuildStatus": "studio.production.result",
    "CalendarChange": "publish.calendars.changes",
    "CalendarFile": "studio.air.feeds",
    "Clip": "audio.clip",
    "ContentError": "kernel.errors",
    "Covered": "targets.coverage",
    "Delivery": "studio.production.result",
    "DeliveryFormat": "audio.codecs.formats",
    "DiskError": "kernel.errors",
    "Edition": "studio.approval.subjects",
    "EngineError": "kernel.errors",
    "EngineSettings": "speech.model",
    "Estimate": "studio.shelf",
    "ExportReport": "studio.outlets.export",
    "FeedOptions": "studio.air.feeds",
    "Finding": "kernel.findings",
    "Interrupted": "kernel.errors",
    "Item": "programme.rundown",
    "Lexicon": "reader.lexicon",
    "Loudness": "kernel.units",
    "MachineError": "kernel.errors",
    "Match": "aired.matching.match",
    "Measure": "targets.target",
    "Measurement": "audio.measure",
    "Meta": "script.model",
    "Network": "schedule.stations.station",
    "NetworkError": "kernel.errors",
    "Override": "reader.model",
    "PackReport": "studio.outlets.pack",
    "Per": "targets.target",
    "Period": "targets.target",
    "Place": "kernel.findings",
    "Programme": "studio.production.result",
    "PublishedCalendars": "studio.air.feeds",
    "PublishedSite": "studio.outlets.site",
    "RadioprogError": "kernel.errors",
    "Reading": "reader.model",
    "Reconciliation": "studio.record.reconcile",
    "Report": "studio.production.result",
    "Rundown": "programme.rundown",
    "ScheduleReport": "studio.shelf",
    "ScheduledAiring": "studio.shelf",
    "Script": "script.model",
    "Segment": "script.model",
    "Severity": "kernel.findings",
    "Sidecars": "studio.production.result",
    "Slot": "schedule.plan.slot",
    "SpeechEngine": "speech.model",
    "SpeechRequest": "speech.model",
    "Spoken": "speech.model",
    "Standings": "studio.record.deciding",
    "Station": "schedule.stations.station",
    "StationPack": "studio.outlets.pack",
    "Style": "reader.model",
    "SubjectStanding": "studio.record.deciding",
    "Target": "targets.target",
    "Text": "kernel.findings",
    "Timeline": "audio.timeline",
    "ToolError": "kernel.errors",
    "UsageError": "kernel.errors",
    "Verdict": "record.verdicts",
    "Voice": "speech.model",
    "VoiceInfo": "speech.model",
    "Workspace": "studio.workspace",
    "YearCoverage": "studio.year.coverage",
    "YearPlan": "targets.target",
    "approve": "studio.record.deciding",
    "asrun": "studio.record.asrun",
    "build": "studio.build",
    "calendar": "studio.air.calendars",
    "captions": "studio.shelf",
    "check": "studio.shelf",
    "coverage": "studio.year.coverage",
    "export": "studio.outlets.export",
    "measure": "audio.measure",
    "pack": "studio.outlets.pack",
    "parse_script": "script.parse",
    "plan": "studio.shelf",
    "reading": "studio.shelf",
    "reconcile": "studio.record.reconcile",
    "render": "studio.shelf",
    "site": "studio.outlets.site",
    "tag": "studio.shelf",
    "timetable": "studio.shelf",
    "verdicts": "studio.record.deciding",
}

__all__ = [
    "Airing",
    "AsrunImport",
    "BugError",
    "BuildStatus",
    "CalendarChange",
    "CalendarFile",
    "Clip",
    "ContentError",
    "Covered",
    "Delivery",
    "DeliveryFormat",
    "DiskError",
    "Edition",
    "EngineError",
    "EngineSettings",
    "Estimate",
    "ExportReport",
    "FeedOptions",
    "Finding",
    "Interrupted",
    "Item",
    "Lexicon",
    "Loudness",
    "MachineError",
    "Match",
    "Measure",
    "Measurement",
    "Meta",
    "Network",
    "NetworkError",
    "Override",
    "PackReport",
    "Per",
    "Period",
    "Place",
    "Programme",
    "PublishedCalendars",
    "PublishedSite",
    "RadioprogError",
    "Reading",
    "Reconciliation",
    "Report",
    "Rundown",
    "ScheduleReport",
    "ScheduledAiring",
    "Script",
    "Segment",
    "Severity",
    "Sidecars",
    "Slot",
    "SpeechEngine",
    "SpeechRequest",
    "Spoken",
    "Standings",
    "Station",
    "StationPack",
    "Style",
    "SubjectStanding",
    "Target",
    "Text",
    "Timeline",
    "ToolError",
    "UsageError",
    "Verdict",
    "Voice",
    "VoiceInfo",
    "Workspace",
    "YearCoverage",
    "YearPlan",
    "approve",
    "asrun",
    "build",
    "calendar",
    "captions",
    "check",
    "coverage",
    "export",
    "measure",
    "pack",
    "parse_script",
    "plan",
    "reading",
    "reconcile",
    "render",
    "site",
    "tag",
    "timetable",
    "verdicts",
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
