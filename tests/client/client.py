"""A stranger's program, as mypy and pyright see it: every public type can be named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from threading import Event

import numpy as np

import radioprog


def made(workspace: radioprog.Workspace, stop: Event) -> dict[str, Path]:
    """Build by name, and take the typed deliveries."""
    report: radioprog.Report = radioprog.build(
        workspace, ["scripts/a.md"], deliver="web", cancel=stop, jobs=2
    )
    report.raise_for_errors()
    programme: radioprog.Programme = report.programmes[0]
    delivery: radioprog.Delivery = programme.delivery("web")
    sidecars: radioprog.Sidecars | None = programme.sidecars
    loudness: radioprog.Loudness = delivery.loudness
    if programme.status is radioprog.BuildStatus.BUILT and loudness.integrated is not None:
        assert loudness.integrated < 0.0
    return {"sound": delivery.path} if sidecars is None else {"captions": sidecars.vtt}


def heard(path: str) -> float | None:
    """Measure, cut, convert."""
    clip = radioprog.Clip(np.zeros((480, 1), np.float32), 48000).at(44100)
    part: np.ndarray = clip.read(0, 100)
    measured: radioprog.Measurement = radioprog.measure(path)
    return measured.loudness.integrated if len(part) else None


def on_air(workspace: radioprog.Workspace) -> list[dt.datetime]:
    """Ask for airings and calendars."""
    report: radioprog.ScheduleReport = radioprog.timetable(workspace, first="2026-12-01")
    feeds: radioprog.PublishedCalendars = radioprog.calendar(workspace, write=False)
    names: list[str] = [each.station for each in feeds.files]
    return [each.start for each in report.airings if each.station in names]


def words(text: str) -> tuple[str, list[radioprog.Finding]]:
    """Read text aloud and list what is wrong with a script."""
    reading: radioprog.Reading = radioprog.reading(text, lexicon={"XQZ": "ích"})
    script, findings = radioprog.parse_script(text, file="a.md", name="a")
    segments: tuple[radioprog.Segment, ...] = () if script is None else script.segments
    worst = [found for found in findings if found.severity is radioprog.Severity.ERROR]
    return reading.spoken, worst if segments else list(findings)


class Whistle:
    """An engine from outside needs nothing but the shelf."""

    name = "whistle"

    def spoken(self, request: radioprog.SpeechRequest, voice: radioprog.Voice) -> str:
        """Name what was asked."""
        return f"{request} {voice}"
