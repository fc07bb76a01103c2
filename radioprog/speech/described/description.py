"""Descriptions: ``voices/NAME.yaml`` tells how a program or a service is asked to speak.

A description makes radioprog run a program or send words away, so a workspace from elsewhere may
not bring one into force: a person of this machine allows it once (`allow`), by its content; when
it or a file that it names changes, it has to be allowed again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from radioprog.kernel.canonical import digest
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import EngineError, UsageError
from radioprog.kernel.files import locked, make_folder, publish, publish_bytes
from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.system import settings_folder
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.units import Hertz, Seconds, SyllablesPerMinute
from radioprog.kernel.yaml.compound import Record
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import bad_value
from radioprog.speech.described import findings as says
from radioprog.speech.described.template import (
    COMMAND,
    DESCRIPTION_KIND,
    TEMPLATE,
    Json,
    faults_of,
)
from radioprog.speech.engines.findings import NO_LANGUAGE, NOTHING_TO_SPEAK
from radioprog.speech.findings import NO_SUCH_SOURCE
from radioprog.speech.model import SpeechRequest, VoiceInfo
from radioprog.speech.voice_files import CATALOGUE, UNKNOWN_LICENCE, VOICE_NAME, hash_of_file
from radioprog.speech.words import plain_text

_LARGEST = 1 << 20
_LARGEST_ALLOWED = 1 << 20
_VARIABLE = "RADIOPROG_ALLOWED_VOICES"
_INSIDE = re.compile(r"\{folder\}/(.+)")
"""A file or folder of ``voices/`` within an argument: ``--model={folder}/x.onnx``."""
NARROWEST = Hertz(16_000)
"""Speech of a lower rate sounds like a telephone."""


@dataclass(frozen=True, slots=True)
class Description:
    """A voice that a file describes; ``command`` is an argument list, never a shell's line.

    ``own_pace`` is how fast it speaks at ``{speed}`` 1; ``speakers`` are what ``#NAME`` puts for
    ``{speaker}``; ``answer`` is where a service's JSON holds the sound in base64 (empty: the
    answer is the sound itself); ``memory`` is in bytes.
    """

    name: str
    engine: str
    folder: Path
    sha256: str
    languages: tuple[str, ...] = ("vi",)
    licence: str = ""
    own_pace: SyllablesPerMinute = SyllablesPerMinute(200.0)
    speakers: Mapping[str, str] = field(default_factory=dict)
    patience: Seconds = Seconds(120.0)
    memory: int = 8 << 30
    command: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    url: str = ""
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Json = None
    answer: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return how the voice is written."""
        return f"{self.engine}:{self.name}"

    @property
    def file(self) -> str:
        """Return the name of the description in ``voices/``."""
        return f"{self.name}.yaml"

    @property
    def host(self) -> str:
        """Return the name of the service's machine."""
        return urlsplit(self.url).hostname or ""

    @property
    def does(self) -> Text:
        """Tell what it does on this machine."""
        if self.engine == COMMAND:
            return says.RUNS.filled(command=" ".join(self.command))
        return says.SENDS.filled(host=self.host)

    def speaks(self, language: str) -> bool:
        """Tell whether it speaks a language."""
        wanted = language.partition("-")[0].lower()
        return any(own.partition("-")[0].lower() in (wanted, "*") for own in self.languages)

    def content(self) -> str:
        """Hash what a person allows: the description, and the files of ``voices/`` that it names.

        Raises:
            EngineError: ``missing-file``.
        """
        return digest([self.sha256, {name: self._hash_of(name) for name in sorted(self.named)}])

    @property
    def named(self) -> frozenset[str]:
        """Return the files of ``voices/`` that it names."""
        inside = {
            match[1]
            for part in self.command
            if (match := _INSIDE.search(part)) and not TEMPLATE.search(match[1])
        }
        return frozenset({*self.files, *inside})

    def _hash_of(self, name: str) -> str:
        path = self.folder / name
        if not path.exists() or not path.resolve().is_relative_to(self.folder.resolve()):
            raise EngineError(says.FILE_MISSING(voice=self.name, file=name))
        with disk_errors(path):
            if not path.is_dir():
                return hash_of_file(path)
            files = sorted(each for each in path.rglob("*") if each.is_file())
            rows = [[each.relative_to(path).as_posix(), hash_of_file(each)] for each in files]
            return digest(rows)

    def program(self) -> Path:
        """Find the program.

        Raises:
            EngineError: ``engine-missing``.
        """
        name = self.command[0].replace("{folder}", str(self.folder.resolve()))
        found = shutil.which(name)
        if found is None or not Path(found).is_file():
            raise EngineError(says.PROGRAM_MISSING(program=Path(name).name or name, file=self.file))
        return Path(found)


# --- who allows one ---


def _allowed_file() -> Path:
    own = os.environ.get(_VARIABLE)
    return Path(own) if own else settings_folder() / "radioprog" / "allowed-voices.txt"


def is_allowed(description: Description) -> bool:
    """Tell whether a person of this machine has allowed a description as it is now."""
    return description.content() in _allowed()


def _allowed() -> tuple[str, ...]:
    try:
        text = read_regular(_allowed_file(), limit=_LARGEST_ALLOWED).decode("ascii", "replace")
    except OSError:
        return ()
    return tuple(line.split(" ", 1)[0] for line in text.splitlines())


def allow(description: Description) -> None:
    """Allow a description as it is now, for this person on this machine.

    Raises:
        EngineError: ``missing-file``; DiskError: the list cannot be written.
    """
    file, content = _allowed_file(), description.content()
    make_folder(file.parent)
    with locked(file.with_name(f"{file.name}.lock")):
        lines = [line for line in _allowed() if line != content]
        publish_bytes(file, "".join(f"{line}\n" for line in (*lines, content)).encode())


def add_description(source: Path, folder: Path) -> Description:
    """Bring a description and the files that it names into ``voices/``, and allow it.

    Raises:
        UsageError: ``missing-file``; EngineError: ``bad-description``, ``missing-file``.
        DiskError: a file cannot be copied.
    """
    if not source.is_file():
        raise UsageError(NO_SUCH_SOURCE(Place(str(source)), name=source.name))
    found = read_description(source)
    found.content()  # every file that it names is there
    if source.parent.resolve() != folder.resolve():
        make_folder(folder)
        wanted = [source.parent / name for name in (*sorted(found.named), source.name)]
        for origin in (each for path in wanted for each in _files_at(path)):
            target = folder / origin.relative_to(source.parent)
            with disk_errors(target):
                make_folder(target.parent)
                publish(target, partial(_copied, origin))
        found = read_description(folder / source.name)
    allow(found)
    return found


def _copied(origin: Path, part: Path) -> None:
    shutil.copy(origin, part)  # its mode too: it may be a program


def _files_at(path: Path) -> Iterator[Path]:
    """Return a file itself, or the files of a folder."""
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if each.is_file())
    else:
        yield path


def demand_allowed(description: Description) -> None:
    """Refuse a description that nobody has allowed.

    Raises:
        EngineError: ``voice-not-allowed``.
    """
    if not is_allowed(description):
        raise EngineError(
            says.NOT_ALLOWED(
                voice=description.title,
                does=description.does,
                file=description.file,
            )
        )


# --- where they lie ---


def described_voices(folder: Path | None, engine: str) -> Iterator[Description | Finding]:
    """Return the descriptions of an engine, and what is wrong with those that cannot be read."""
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.yaml")):
        if path.name == CATALOGUE:
            continue
        try:
            found = read_description(path)
        except EngineError as problem:
            yield problem.findings[0]
            continue
        if found.engine == engine:
            yield found


def description_named(name: str, folder: Path | None, engine: str) -> Description:
    """Find the description of a voice.

    Raises:
        EngineError: ``unknown-voice`` or ``bad-description``.
    """
    if folder is None or not VOICE_NAME.match(name) or not (folder / f"{name}.yaml").is_file():
        raise EngineError(says.NO_DESCRIPTION(engine=engine, voice=name))
    found = read_description(folder / f"{name}.yaml")
    if found.engine != engine:
        raise EngineError(says.OTHER_ENGINE(voice=name, engine=found.engine))
    return found


def speaker_of(description: Description, speaker: str) -> str:
    """Return what a description puts for a speaker.

    Raises:
        EngineError: ``unknown-voice``.
    """
    if not speaker:
        return next(iter(description.speakers.values()), "")
    if speaker not in description.speakers:
        known = list(description.speakers)
        raise EngineError(
            says.UNKNOWN_SPEAKER(voice=description.name, speaker=speaker, known=known)
        )
    return description.speakers[speaker]


def read_description(path: Path) -> Description:
    """Read one description.

    Raises:
        EngineError: ``bad-description``, with what is wrong and where.
    """
    shown = f"voices/{path.name}"
    text, findings = read_text_file(path, shown=shown, limit=_LARGEST)
    node, more = parse_document(text or "", file=shown) if text is not None else (None, ())
    problems = [*findings, *more]
    record = None if node is None else DESCRIPTION_KIND.read(node, problems)
    errors = [found for found in problems if found.is_error]
    if record is not None and not errors:
        errors = list(faults_of(record))
    if not VOICE_NAME.match(path.stem):
        wanted = Text("tên tệp chỉ có chữ không dấu, số, _ và -", "a file name of ASCII letters")
        errors.append(bad_value(Place(shown), wanted, path.stem))
    if record is None or errors:
        raise _bad(shown, errors[0])
    return _made(record, path, text or "")


def _bad(shown: str, why: Finding) -> EngineError:
    place = why.place if why.place.file else Place(shown)
    file = shown.rpartition("/")[2]
    remedy = why.remedy if why.remedy != Text("", "") else says.CORRECT_IT.filled(file=file)
    return EngineError(says.BAD_DESCRIPTION(place, file=shown, reason=why.message, remedy=remedy))


def _made(record: Record, path: Path, text: str) -> Description:
    values = {name: value for name, value in record.values.items() if value is not None}
    values |= {"own_pace": SyllablesPerMinute(values.pop("pace"))}
    values |= {"memory": values["memory"] << 20, "languages": values.pop("language")}
    answer = values.pop("answer")
    return Description(
        name=path.stem,
        folder=path.parent,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        answer=() if answer == "bytes" else tuple(answer.split(".")),
        **values,
    )


# --- asking ---


class DescribedEngine:
    """What engines share whose voices are described: where these lie, and how they are listed."""

    name: str

    def __init__(self) -> None:
        """Know no folder until `configure` names it."""
        self._folder: Path | None = None

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the described voices, also those that do not work now, with the reason."""
        return tuple(
            info
            for found in described_voices(self._folder, self.name)
            for info in infos_of(self.name, found, self._try)
        )

    def speaks(self, voice: str, language: str) -> bool:
        """Tell whether a voice speaks a language."""
        return self._voice(voice)[0].speaks(language)

    def _voice(self, voice: str) -> tuple[Description, str]:
        """Return the description of a voice, and what it puts for the speaker that is named."""
        name, _, speaker = voice.partition("#")
        found = description_named(name, self._folder, self.name)
        return found, speaker_of(found, speaker)

    def _try(self, found: Description) -> None:
        """Raise what keeps a voice from being heard now."""
        raise NotImplementedError


def infos_of(
    engine: str, found: Description | Finding, tried: Callable[[Description], None]
) -> Iterator[VoiceInfo]:
    """Return what is listed of a description: its voice, and each of its speakers."""
    if isinstance(found, Finding):
        stem = PurePosixPath(found.place.file or "?").stem
        yield VoiceInfo(engine, stem, (), UNKNOWN_LICENCE, False, found)
        return
    reason = None
    try:
        tried(found)
    except EngineError as problem:
        reason = problem.findings[0]
    names = [found.name, *(f"{found.name}#{speaker}" for speaker in found.speakers)]
    licence = found.licence or UNKNOWN_LICENCE
    for name in names:
        yield VoiceInfo(engine, name, found.languages, licence, reason is None, reason)


def plain_request(request: SpeechRequest, found: Description) -> SpeechRequest:
    """Return a request whose text nothing can take for an option, a command or a second line.

    Raises:
        EngineError: ``no-voice-for-language`` or ``nothing-to-speak``.
    """
    if not found.speaks(request.language):
        raise EngineError(NO_LANGUAGE(engine=found.title, language=request.language))
    text = " ".join(plain_text(request.text).text.split()).lstrip("-–—@/ ")
    if not any(char.isalnum() for char in text):
        raise EngineError(NOTHING_TO_SPEAK())
    return replace(request, text=text)


def values_of(found: Description, speaker: str, request: SpeechRequest) -> dict[str, str]:
    """Return what the placeholders stand for in a request."""
    speed = request.pace / found.own_pace
    return {
        "text": request.text,
        "language": request.language,
        "pace": f"{request.pace:.0f}",
        "speed": f"{speed:.3f}",
        "stretch": f"{1.0 / speed:.3f}",
        "speaker": speaker,
    }


def notes_of(voice: str, rate: Hertz, channels: int) -> tuple[Finding, ...]:
    """Return what a person should know of a sound that was taken all the same."""
    notes = []
    if rate < NARROWEST:
        notes.append(says.NARROW(voice=voice, rate=int(rate)))
    if channels > 1:
        notes.append(says.STEREO(voice=voice, channels=channels))
    return tuple(notes)
