"""A script written out as text: the way back from `parse`, escaping only what would be syntax.

Which characters need a backslash is not guessed: a block is written without any, read again, and
where that gives another block, backslashes are set and each is taken off again that is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from radioprog.kernel.findings import Language
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.document import write_value
from radioprog.script.cues import FILE_ESCAPES
from radioprog.script.keywords import Option, Order, name_of
from radioprog.script.model import (
    BedEnd,
    Block,
    Foreign,
    Heading,
    Include,
    Meta,
    Pause,
    Piece,
    Respelled,
    Script,
    SoundCue,
    Speech,
    StationField,
    StationPart,
    VoiceChoice,
    Words,
)
from radioprog.script.parse import parse_blocks
from radioprog.script.speakers import Speakers
from radioprog.script.traced import ESCAPABLE, plain_view

_MOST_TRIED = 300
_SUSPICIONS = {"looks-like-cue", "table-in-text"}
_OF_FIELDS = frozenset("{}")
"""What stands around a field of an include's file name: it is no text there."""
_OPENED = "\ufdd0"
"""Stands before a character that is text and may need a backslash."""


def write_script(script: Script, *, language: Language = "vi") -> str:
    """Write a script as a producer would type it, with the keywords of one language.

    Reading what is written gives the same script again.
    """
    front = "".join(front_entries(script.meta).values())
    return f"---\n{front}---\n{write_body(script, language=language)}"


def write_body(script: Script, *, language: Language = "vi") -> str:
    """Write the blocks below the front matter, a blank line between them."""
    speakers = Speakers(script.meta.speakers)
    speaker = speakers.only
    parts = []
    for block in script.body:
        parts.append(_block(block, speakers, speaker, language))
        speaker = block.speaker if isinstance(block, Speech) else speaker
    return "".join(f"\n{part}\n" for part in parts)


def front_entries(meta: Meta) -> dict[str, str]:
    r"""Write what front matter holds, an entry a key, each with its line breaks.

    >>> front_entries(Meta("Tin", episode=7))
    {'title': 'title: Tin\n', 'episode': 'episode: 7\n'}
    """
    rows = [
        ("title", write_value(meta.title)),
        ("series", meta.series and write_value(meta.series)),
        ("episode", None if meta.episode is None else str(meta.episode)),
        ("date", meta.date and meta.date.isoformat()),
        ("language", meta.language and write_value(meta.language)),
        ("length", None if meta.length is None else written_duration(meta.length)),
        ("topics", meta.topics and _flow(meta.topics)),
        ("producer", meta.producer and write_value(meta.producer)),
        ("deliver", meta.deliver and _flow(meta.deliver)),
        ("copyright", meta.copyright and write_value(meta.copyright)),
        ("cover", meta.cover and write_value(meta.cover)),
        (
            "editions",
            meta.editions and f"{{stations: {write_value(meta.editions.stations, flow=True)}}}",
        ),
    ]
    entries = {key: f"{key}: {value}\n" for key, value in rows if value}
    if meta.speakers:
        voices = [f"  {write_value(name)}: {_voices(way)}\n" for name, way in meta.speakers.items()]
        entries["speakers"] = "".join(["speakers:\n", *voices])
    return entries


def _flow(values: Sequence[str]) -> str:
    return f"[{', '.join(write_value(value, flow=True) for value in values)}]"


def _voices(voices: Sequence[VoiceChoice]) -> str:
    if len(voices) == 1:
        return _voice(voices[0], flow=False)
    return f"[{', '.join(_voice(voice, flow=True) for voice in voices)}]"


def _voice(choice: VoiceChoice, *, flow: bool) -> str:
    if choice.engine is None:
        return write_value(choice.name or "", flow=flow)
    if choice.pace is None and choice.voice is not None:
        return write_value(f"{choice.engine}:{choice.voice}", flow=flow)
    parts = [f"engine: {write_value(choice.engine, flow=True)}"]
    if choice.voice is not None:
        parts.append(f"voice: {write_value(choice.voice, flow=True)}")
    if choice.pace is not None:
        parts.append(f"pace: {_number(choice.pace)}")
    return f"{{{', '.join(parts)}}}"


def _number(value: float) -> str:
    """Write a number in full, so that it reads back as the same one."""
    return f"{Decimal(repr(float(value))):f}".removesuffix(".0")


def written_duration(length: Seconds) -> str:
    """Write a length of time: ``15:00`` from a minute on, else ``2.5s``.

    >>> written_duration(Seconds(900.0)), written_duration(Seconds(2.5))
    ('15:00', '2.5s')
    """
    whole = round(length)
    if float(whole) != length or whole < 60:
        return f"{_number(length)}s"
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _block(block: Block, speakers: Speakers, speaker: str | None, language: Language) -> str:
    if isinstance(block, Speech):
        return _speech(block, speakers, speaker, language)
    draft = _draft(block, language)

    def same(text: str) -> bool:
        blocks, findings = parse_blocks(text, speakers, speaker)
        return blocks == (block,) and not any(found.is_error for found in findings)

    return _least_escaped(draft, same)


def _draft(block: Block, language: Language) -> str:
    """Write a block whose own words carry `_OPENED` wherever a backslash may be needed."""
    if isinstance(block, Heading):
        twice = f" | {name_of(Order.TWICE, language)}" if block.twice else ""
        return f"# {_open(block.title)}{twice}"
    if isinstance(block, SoundCue):
        file = _open(block.file, FILE_ESCAPES)
        return f"[{name_of(block.kind, language)}: {file}{_options(block, language)}]"
    if isinstance(block, Include):
        file = _open(block.file, FILE_ESCAPES - _OF_FIELDS)
        optional = f" | {name_of(Option.OPTIONAL, language)}" if block.optional else ""
        return f"[{name_of(Order.INCLUDE, language)}: {file}{optional}]"
    if isinstance(block, Pause):
        return f"({name_of(Order.PAUSE, language)} {_number(block.length)}s)"
    if isinstance(block, BedEnd):
        return f"[{name_of(Order.END_BED, language)}]"
    if isinstance(block, StationPart):
        return ""
    return _pieces(block.pieces, language)


def _options(cue: SoundCue, language: Language) -> str:
    times = {
        Option.FROM: cue.start,
        Option.TO: cue.end,
        Option.FADE_IN: cue.fade_in,
        Option.FADE_OUT: cue.fade_out,
    }
    parts = [
        f"{name_of(option, language)} {written_duration(time)}"
        for option, time in times.items()
        if time is not None
    ]
    if cue.gain is not None:
        parts.append(f"{_number(cue.gain)} dB")
    if cue.loops is not None:
        parts.append(f"{name_of(Option.LOOP, language)} {cue.loops}")
    if cue.language is not None:
        parts.append(f"{name_of(Option.LANG, language)} {cue.language}")
    if cue.text is not None:
        parts.append(f"{name_of(Option.TEXT, language)}: {_open(cue.text)}")
    return "".join(f" | {part}" for part in parts)


def _speech(speech: Speech, speakers: Speakers, speaker: str | None, language: Language) -> str:
    plain = replace(speech, twice=False)
    named = speech.named or speech.speaker != speaker
    note = f" ({speech.note})" if speech.note else ""
    head = f"{'- ' if speech.list_item else ''}{f'{speech.speaker}{note}: ' if named else ''}"

    def same(text: str) -> bool:
        blocks, findings = parse_blocks(text, speakers, speaker)
        return blocks == (plain,) and {found.code for found in findings} <= _SUSPICIONS

    text = _least_escaped(head + _pieces(speech.pieces, language), same)
    return f"[{name_of(Order.TWICE, language)}]\n\n{text}" if speech.twice else text


def _pieces(pieces: Sequence[Piece], language: Language) -> str:
    return "".join(_piece(piece, language) for piece in pieces)


def _piece(piece: Piece, language: Language) -> str:
    if isinstance(piece, Words):
        return _open(piece.source.text)
    if isinstance(piece, Respelled):
        return f"{{{_open(piece.written)}|{_open(piece.spoken)}}}"
    if isinstance(piece, Foreign):
        return f"{{{piece.language}: {_open(piece.source.text)}}}"
    if isinstance(piece, StationField):
        return f"{{{piece.written}}}"
    return f"({name_of(Order.PAUSE, language)} {_number(piece.length)}s)"


def _open(text: str, escapable: frozenset[str] = ESCAPABLE) -> str:
    return "".join(
        _OPENED + char if mark in escapable else char
        for char, mark in zip(text, plain_view(text), strict=True)
    )


def _least_escaped(draft: str, same: Callable[[str], bool]) -> str:
    """Put backslashes where the draft is open to them, as few as keep the block the same."""
    bare = draft.replace(_OPENED, "")
    if same(bare):
        return bare
    parts = draft.split(_OPENED)
    escapes = ["\\"] * (len(parts) - 1)
    for index in reversed(range(min(len(escapes), _MOST_TRIED))):
        escapes[index] = ""
        if not same(_with(parts, escapes)):
            escapes[index] = "\\"
    return _with(parts, escapes)


def _with(parts: Sequence[str], escapes: Sequence[str]) -> str:
    return parts[0] + "".join(
        escape + part for escape, part in zip(escapes, parts[1:], strict=True)
    )
