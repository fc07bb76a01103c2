"""Casting: which voices may speak for each speaker of a script, the first that works first.

The wiring of engines: those of this machine, told of the workspace they speak for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from radioprog.kernel.findings import Finding
from radioprog.kernel.suggest import did_you_mean
from radioprog.reader import languages
from radioprog.script.model import Script, VoiceChoice
from radioprog.speech.model import DEFAULT_PACE, EngineSettings, SpeechEngine, Voice
from radioprog.speech.registry import Engines
from radioprog.studio.production.findings import CHOOSE_VOICE, UNKNOWN_VOICE, VOICE_CIRCLE
from radioprog.studio.workspace import Workspace


def engines_of(
    workspace: Workspace | None, *, online: bool = False, given: Iterable[SpeechEngine] = ()
) -> Engines:
    """Return the engines for a workspace; only where it allows, or ``online``, they go online.

    ``given`` are engines of a program that calls us; they win over installed ones of their name.
    """
    settings = EngineSettings(online=online)
    if workspace is not None:
        online = online or workspace.network
        settings = EngineSettings(workspace.voices_folder, online, workspace.cache)
    return Engines(settings, given=given)


Chain = tuple[Voice, ...]


def cast(script: Script, workspace: Workspace) -> tuple[Mapping[str, Chain], tuple[Finding, ...]]:
    """Return each speaker's chain of voices, and what is wrong with any.

    A voice named by the workspace is looked up there; names may lead to names, never in a circle.
    """
    findings: list[Finding] = []
    chains = {
        speaker: _chain(choices, workspace, findings, ())
        for speaker, choices in script.meta.speakers.items()
    }
    return chains, tuple(findings)


def speaker_languages(script: Script, workspace: Workspace) -> Mapping[str, str]:
    """Return the speakers that read another language than the script, and which.

    A voice says so by its key ``tiếng``, or by its name (``en-us``, ``en_US-joe-medium``); a
    Vietnamese name changes nothing, since engines put another voice in its place for other
    languages. Only languages that can be read count; the first voice of a speaker decides.
    """
    found = {}
    for speaker, choices in script.meta.speakers.items():
        choice = _first(choices, workspace, ())
        named = choice.language if choice is not None else None
        if choice is not None and named is None:
            own = _OWN_LANGUAGE.match(choice.voice or "")
            named = own[1].lower() if own and own[1].lower() not in {"vi", "vie"} else None
            named = named if named in languages() else None
        if named is not None:
            found[speaker] = named
    return found


_OWN_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?=[-_+]|$)")


def _first(
    choices: tuple[VoiceChoice, ...], workspace: Workspace, seen: tuple[str, ...]
) -> VoiceChoice | None:
    """Return the engine's voice that a speaker's first choice leads to."""
    choice = choices[0] if choices else None
    if choice is None or choice.engine is not None:
        return choice
    name = choice.name or ""
    if name in seen or name not in workspace.voices:
        return None
    return _first(workspace.voices[name], workspace, (*seen, name))


def chain_of(name: str, workspace: Workspace) -> tuple[Chain, tuple[Finding, ...]]:
    """Return the chain of one voice as written on a command line: a name or ``engine:voice``."""
    findings: list[Finding] = []
    engine, colon, voice = name.partition(":")
    choice = VoiceChoice(engine=engine, voice=voice) if colon else VoiceChoice(name=name)
    return _chain((choice,), workspace, findings, ()), tuple(findings)


def _chain(
    choices: tuple[VoiceChoice, ...],
    workspace: Workspace,
    findings: list[Finding],
    seen: tuple[str, ...],
) -> Chain:
    chain: list[Voice] = []
    for choice in choices:
        if choice.engine is not None:
            chain.append(Voice(choice.engine, choice.voice or "", choice.pace or DEFAULT_PACE))
            continue
        name = choice.name or ""
        if name in workspace.voices and name not in seen:
            named = workspace.voices[name]
            chain.extend(_chain(named, workspace, findings, (*seen, name)))
        else:
            findings.append(_unknown(choice, workspace, seen))
    return tuple(dict.fromkeys(chain))


def names_used(script: Script, workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the workspace's voices that a script leads to, sorted."""
    waiting = [each.name for choices in script.meta.speakers.values() for each in choices]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name is not None and name not in used:
            used.add(name)
            waiting.extend(each.name for each in workspace.voices.get(name, ()))
    return tuple(sorted(used))


def _unknown(choice: VoiceChoice, workspace: Workspace, seen: tuple[str, ...]) -> Finding:
    name = choice.name or ""
    if name in seen:
        return VOICE_CIRCLE(choice.place, circle=" → ".join((*seen, name)))
    otherwise = CHOOSE_VOICE.filled(names=list(workspace.voices))
    remedy = did_you_mean(name, workspace.voices, otherwise)
    return UNKNOWN_VOICE(choice.place, name=name, remedy=remedy)
