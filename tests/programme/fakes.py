"""Fakes for the programme's tests: a reader that reads as written, sounds of given lengths."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from radioprog.kernel.findings import Place
from radioprog.kernel.units import Lufs, Samples, Seconds, SyllablesPerMinute, to_samples
from radioprog.programme.house import HOUSE, House
from radioprog.programme.layout import rundown
from radioprog.programme.rundown import Rundown
from radioprog.programme.sound import Cut, Sound
from radioprog.programme.utterance import (
    Ears,
    Entry,
    Utterance,
    running_order,
    utterances_of,
    with_takes,
)
from radioprog.reader.model import Override, Reading, Token, Tokens
from radioprog.script.model import (
    Block,
    Meta,
    Script,
    SoundCue,
    SoundKind,
    SourceText,
    Speech,
    Words,
)
from radioprog.speech.model import Voice

FILE = "scripts/a.md"
VOICES = {
    "PTV nữ": (Voice("tone", "a", SyllablesPerMinute(240.0)),),
    "PTV nam": (Voice("tone", "b", SyllablesPerMinute(240.0)),),
}


def read(text: str, language: str, overrides: Sequence[Override]) -> Reading:
    """Read as written, but for the overrides: one token a word, one for what is between."""
    spans: list[tuple[int, int, str]] = []
    at = 0
    for one in [*overrides, None]:
        end = len(text) if one is None else one.start
        spans += [
            (at + m.start(), at + m.end(), m.group()) for m in re.finditer(r"\s+|\S+", text[at:end])
        ]
        if one is not None:
            spans.append((one.start, one.end, one.spoken))
            at = one.end
    tokens, spoken = [], ""
    for start, end, said in spans:
        tokens.append(
            Token(
                start,
                end,
                text[start:end],
                "word",
                "fake",
                said,
                len(spoken),
                len(spoken) + len(said),
            )
        )
        spoken += said
    return Reading(text, language, Tokens(tokens), spoken)


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Cut after a mark that ends a sentence."""
    ends = [m.end() for m in re.finditer(r"[.!?]+(?=\s|$)\s*", text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return list(zip([0, *ends], ends, strict=False))


EARS = Ears(read, split, lambda spoken, language: len(re.findall(r"\w+", spoken)))


def say(speaker: str, *pieces: object, line: int = 1, **options: object) -> Speech:
    """Make a speech; plain strings become words that stand at column 10 of its line."""
    made, column = [], 10
    for piece in pieces:
        if isinstance(piece, str):
            made.append(Words(SourceText(piece, ((0, Place(FILE, line, column)),))))
            column += len(piece)
        else:
            made.append(piece)
    return Speech(speaker, tuple(made), place=Place(FILE, line, 1), **options)  # type: ignore[arg-type]


def cue(kind: str, file: str = "x.flac", **options: object) -> SoundCue:
    """Make a sound cue."""
    return SoundCue(SoundKind(kind), file, **options)  # type: ignore[arg-type]


def script(*body: Block, length: float | None = None, **meta: object) -> Script:
    """Make a script of blocks."""
    return Script(
        "a",
        FILE,
        Meta("Bản tin", length=None if length is None else Seconds(length), **meta),  # type: ignore[arg-type]
        body,
    )


def order_of(made: Script) -> tuple[Entry, ...]:
    """Bring a script into its running order with the fakes."""
    return running_order(made, ears=EARS, voices=VOICES, language="vi")


def spoken(made: Script) -> tuple[Utterance, ...]:
    """Cut a script into utterances with the fakes."""
    return utterances_of(order_of(made))


def lay(
    made: Script,
    *,
    sounds: Mapping[Cut, Sound],
    takes: Sequence[Sound] = (),
    house: House = HOUSE,
) -> Rundown:
    """Lay a script out with the sounds of its utterances, in their order; none: by estimate."""
    order = order_of(made)
    if takes:
        waiting = iter(takes)
        order = with_takes(order, lambda _: next(waiting))
        assert next(waiting, None) is None
    return rundown(made, order, sounds=sounds, house=house)


def sound(seconds: float, loudness: float | None = -20.0, source: str = "s") -> Sound:
    """Know a sound's length and loudness."""
    return Sound(source, to_samples(Seconds(seconds)), None if loudness is None else Lufs(loudness))


def sounds(made: Script, **lengths: float) -> Mapping[Cut, Sound]:
    """Know the sounds of a script: seconds by the file's stem, else 10."""
    cues = [block for block in made.body if isinstance(block, SoundCue)]
    return {
        Cut.of(one): sound(lengths.get(one.file.split(".")[0], 10.0), source=one.file)
        for one in cues
    }


def takes(said: Sequence[Utterance], seconds: float = 2.0) -> list[Sound]:
    """Know a sound of equal length for each utterance."""
    return [
        Sound(f"u{number}", to_samples(Seconds(seconds)), Lufs(-26.0))
        for number, _ in enumerate(said)
    ]


def at(seconds: float) -> Samples:
    """Give frames."""
    return to_samples(Seconds(seconds))
