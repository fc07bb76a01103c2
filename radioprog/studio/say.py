"""``say``: one utterance to a sound file, read and voiced as in a programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from radioprog import reader
from radioprog.audio.codecs.encode import encode
from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.formats import FORMS, DeliveryFormat
from radioprog.audio.convert import resample_stream
from radioprog.audio.timeline import Block
from radioprog.kernel.canonical import digest
from radioprog.kernel.errors import ContentError, MachineError, UsageError
from radioprog.kernel.files import publish
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.scratch import temporary_folder
from radioprog.kernel.store.folder import FolderStore
from radioprog.kernel.units import MIX_RATE, BitRate, Dbtp, Hertz, Lufs, Seconds
from radioprog.programme.utterance import Utterance
from radioprog.reader.model import Style
from radioprog.reader.read import read_marked
from radioprog.reader.telling import unread_findings
from radioprog.speech.model import Voice
from radioprog.speech.narrator import Narrated, Narrator, SpeechSentence
from radioprog.studio.cache import SOUND
from radioprog.studio.editorial.writing import script_called
from radioprog.studio.findings import (
    ENCODE_DAMAGED,
    NOTHING_SAID,
    TOO_LONG_TO_SAY,
    UNKNOWN_ENDING,
)
from radioprog.studio.lexicons import lexicon_of
from radioprog.studio.production.casting import Chain, chain_of, engines_of
from radioprog.studio.production.prepare import Prepared, prepare
from radioprog.studio.workspace import Workspace

HEARD = "preview"
"""The folder beside the cache of what was only listened to."""
_BY_ENDING = {".wav": "wav", ".mp3": "mp3", ".flac": "flac", ".opus": "opus", ".m4a": "aac"}
_BITRATES = {"mp3": BitRate(128_000), "opus": BitRate(48_000), "aac": BitRate(96_000)}
LONGEST_SAID = 1000
"""Syllables that are spoken at once at most: five minutes, some 300 MB of memory."""
_WITHOUT_WORKSPACE: Chain = (Voice("espeak", "vi"),)


@dataclass(frozen=True, slots=True)
class Uttered:
    """What was said: the words as spoken, the voice, the length."""

    spoken: str
    voice: Voice
    duration: Seconds
    findings: tuple[Finding, ...]


def utter(
    text: str,
    output: Path,
    *,
    folder: Path = Path(),
    voice: str | None = None,
    online: bool = False,
) -> Uttered:
    """Speak a text and write it to a file, whose ending tells its form; no workspace is needed.

    Raises:
        UsageError: ``unknown-ending``, or a voice that is not known.
        ContentError, EngineError: there is nothing to say, or no voice can say it.
    """
    form = _form_of(output)
    workspace = _workspace(folder)
    chain = _chain(voice, workspace)
    style = Style() if workspace is None else workspace.style
    language = "vi" if workspace is None else workspace.language
    reading = read_marked(text, language=language, style=style, lexicon=lexicon_of(workspace))
    _must_be_short(reader.syllables(reading.spoken, language=reading.language))
    findings = unread_findings(reading, lambda offset: Place(None, 1, offset + 1))
    with temporary_folder() as scratch:
        store = FolderStore((workspace.cache if workspace else scratch) / SOUND)
        network = online or (workspace is not None and workspace.network)
        with Narrator(store, engines_of(workspace, online=online), network=network) as narrator:
            said = narrator.narrate(SpeechSentence(reading.spoken, reading.language, chain))
        _write(output, [said], form)
    return Uttered(reading.spoken, said.voice, said.duration, (*findings, *said.findings))


def _must_be_short(count: int) -> None:
    """Refuse what no engine speaks in one breath; a script is cut into sentences."""
    if count > LONGEST_SAID:
        raise ContentError(TOO_LONG_TO_SAY(count=count, most=LONGEST_SAID))


def _form_of(output: Path) -> DeliveryFormat:
    name = _BY_ENDING.get(output.suffix.lower())
    if name is None:
        raise UsageError(UNKNOWN_ENDING(Place(output.as_posix()), endings=list(_BY_ENDING)))
    codec, container = FORMS[name]
    return DeliveryFormat(
        name="say",
        codec=codec,
        container=container,
        bitrate=_BITRATES.get(name),
        channels=1,
        sample_rate=MIX_RATE,
        bits=16 if name in ("wav", "flac") else None,
        loudness=Lufs(-16.0),
        true_peak=Dbtp(-1.0),
    )


def _workspace(folder: Path) -> Workspace | None:
    try:
        return Workspace.open(folder)
    except UsageError:
        return None


def _chain(voice: str | None, workspace: Workspace | None) -> Chain:
    if workspace is None and voice is None:
        return _WITHOUT_WORKSPACE
    known = workspace or Workspace(Path())
    chain, findings = chain_of(voice or next(iter(known.voices)), known)
    if findings:
        raise UsageError(findings)
    return chain


def _write(output: Path, said: Sequence[Narrated], form: DeliveryFormat) -> None:
    frames = 0

    def write(part: Path) -> None:
        nonlocal frames
        frames = encode(part, _blocks(said, form.sample_rate), form)

    def verify(part: Path) -> None:
        with SoundReader(part) as reader:
            decoded = sum(len(block) for block in reader.blocks())
        if decoded != frames:
            raise MachineError(ENCODE_DAMAGED(Place(output.as_posix())))

    publish(output, write, verify)


def _blocks(said: Sequence[Narrated], rate: Hertz) -> Iterable[Block]:
    return resample_stream((each.sound.all() for each in said), MIX_RATE, rate, channels=1)


@dataclass(frozen=True, slots=True)
class HeardLine:
    """What is said on a line of a script, as a sound file beside the cache, and how it is read."""

    path: Path
    spoken: str
    duration: Seconds


def hear_line(workspace: Workspace, name: str, text: str, *, line: int) -> HeardLine:
    """Speak what a script that is not saved yet says on one of its lines, in its speaker's voice.

    Raises:
        UsageError: ``unknown-script``, or nobody speaks there.
        ContentError, EngineError: the script has errors there, or no voice can say it.
    """
    prepared = prepare(script_called(workspace, name), workspace, text=text)
    said = _on_line(prepared, workspace.portable(prepared.source.path), line)
    store = FolderStore(workspace.cache / SOUND)
    engines = engines_of(workspace)
    with Narrator(store, engines, network=workspace.network) as narrator:
        takes = [
            narrator.narrate(SpeechSentence(each.reading.spoken, each.language, each.voices))
            for each in said
        ]
    spoken = " ".join(each.reading.spoken for each in said)
    key = digest(
        [[str(take.voice), each.reading.spoken] for take, each in zip(takes, said, strict=True)]
    )
    target = workspace.cache / HEARD / f"line-{key[:32]}.mp3"
    if not target.is_file():
        _write(target, takes, _form_of(target))
    return HeardLine(target, spoken, Seconds(sum(each.duration for each in takes)))


def _on_line(prepared: Prepared, file: str, line: int) -> list[Utterance]:
    """Return what is said on a line, once; errors of the script where there is nothing."""
    said = [
        each
        for each in prepared.spoken
        if (each.place.file, each.place.line) == (file, line) and not each.reading_number
    ]
    if not said:
        errors = tuple(each for each in prepared.findings if each.is_error)
        raise ContentError(errors) if errors else UsageError(NOTHING_SAID(Place(file, line)))
    return said
