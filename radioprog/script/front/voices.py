"""Voices as a producer writes them: a name, ``engine:voice``, a map, or a list in order of choice.

The front matter of a script and the workspace's file use the same kinds.
"""

from __future__ import annotations

import re

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, OneOfKind, Record, RecordKind
from radioprog.kernel.yaml.schema import MadeKind, NumberKind, TextKind, bad_value
from radioprog.script.model import VoiceChoice

_ENGINE = re.compile(r"[A-Za-z][\w.-]*")
_NAME = re.compile(r"[^\W_][^:\[\]{}|#*\\<>\n]{0,39}")
_WANTED = Text(
    "tên giọng trong radioprog.yaml, dạng máy:giọng như espeak:vi+Annie, {engine: …, voice: …}, "
    "hoặc danh sách các giọng đó",
    "a voice's name in radioprog.yaml, the form engine:voice such as espeak:vi+Annie, "
    "{engine: …, voice: …}, or a list of these",
)


def _short(text: str, place: Place, findings: list[Finding]) -> VoiceChoice | None:
    if ":" not in text:
        return VoiceChoice(name=text, place=place)
    engine, voice = (part.strip() for part in text.split(":", 1))
    if not voice or not _ENGINE.fullmatch(engine):
        findings.append(bad_value(place, _WANTED, text))
        return None
    return VoiceChoice(engine=engine.lower(), voice=voice, place=place)


def _full(record: Record, place: Place, findings: list[Finding]) -> VoiceChoice | None:
    engine, pace = record["engine"], record["pace"]
    if engine is None:
        return None
    if not _ENGINE.fullmatch(engine):
        findings.append(bad_value(record.place_of("engine"), _WANTED, engine))
        return None
    return VoiceChoice(
        engine=engine.lower(),
        voice=record["voice"],
        pace=None if pace is None else SyllablesPerMinute(pace),
        language=record["language"],
        place=place,
    )


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _language(code: str, place: Place, findings: list[Finding]) -> str | None:
    if _LANGUAGE.fullmatch(code):
        return code.lower()
    wanted = Text("mã một tiếng, như vi, en", "the code of a language, such as vi, en")
    findings.append(bad_value(place, wanted, code))
    return None


VOICE_FIELDS = RecordKind(
    (
        Field(
            "engine",
            TextKind(64),
            Text("máy đọc: espeak, gtts, piper", "the engine: espeak, gtts, piper"),
            ("máy đọc",),
            required=True,
        ),
        Field(
            "voice",
            TextKind(200),
            Text("giọng của máy đọc", "the engine's voice"),
            ("giọng",),
        ),
        Field(
            "pace",
            NumberKind(60, 600),
            Text("tốc độ, âm tiết mỗi phút", "pace in syllables a minute"),
            ("tốc độ",),
        ),
        Field(
            "language",
            MadeKind(TextKind(35), _language),
            Text(
                "tiếng mà giọng này đọc, như en; không ghi thì theo kịch bản, hoặc theo tên giọng "
                "(en-us)",
                "the language that this voice reads, such as en; else the script's, or what its "
                "name says (en-us)",
            ),
            ("tiếng", "ngôn ngữ"),
        ),
    )
)
_ONE = OneOfKind(
    _WANTED, scalar=MadeKind(TextKind(200), _short), mapping=MadeKind(VOICE_FIELDS, _full)
)


def _not_empty(
    voices: tuple[VoiceChoice, ...], place: Place, findings: list[Finding]
) -> tuple[VoiceChoice, ...] | None:
    if not voices and not findings:
        findings.append(bad_value(place, _WANTED, "[ ]"))
    return voices or None


VOICES = MadeKind(
    OneOfKind(
        _WANTED,
        scalar=ListKind(_ONE, single=True),
        sequence=ListKind(_ONE, most=16),
        mapping=ListKind(_ONE, single=True),
    ),
    _not_empty,
)
"""One voice or several, read as a tuple of `VoiceChoice`: the first that works speaks."""


def _speaker_name(name: str, place: Place, findings: list[Finding]) -> str | None:
    if _NAME.fullmatch(name):
        return name
    wanted = Text(
        "tên người đọc: bắt đầu bằng chữ, không có : [ ] { } | # *, dài nhất 40 ký tự",
        "a speaker's name: it begins with a letter, has no : [ ] { } | # *, at most 40 characters",
    )
    findings.append(bad_value(place, wanted, name))
    return None


SPEAKERS = MapKind(VOICES, MadeKind(TextKind(200), _speaker_name), most=100)
"""Speakers and their voices, read as a dict from name to tuple of `VoiceChoice`."""
