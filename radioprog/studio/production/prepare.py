"""Prepare: a script on disk becomes all that is known before any sound: words, voices, files.

`check`, `plan` and `build` begin alike: here. Nothing is written, nothing is spoken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from radioprog.kernel.disk.opening import TooLarge, read_regular
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.paths import resolve_name
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.textfile import read_text_file
from radioprog.programme.delivery import chosen
from radioprog.programme.sound import Cut
from radioprog.programme.tags.model import Cover, cover_of
from radioprog.programme.utterance import (
    Ears,
    Entry,
    Known,
    Utterance,
    running_order,
    utterances_of,
)
from radioprog.reader import languages, read, sentences, syllables
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.model import Override, Reading
from radioprog.reader.telling import unknown_language, unread_findings, word_findings
from radioprog.script.draft.formats import file_format
from radioprog.script.editions import Locality, fields_in, file_for
from radioprog.script.front.findings import LOCAL_FOLDER
from radioprog.script.model import Foreign, Include, Script, SoundCue, Speech, StationField
from radioprog.script.parse import parse_script
from radioprog.script.resolve import Fragments, IncludedFile, resolve_includes
from radioprog.studio.catalogue import Source, is_programme
from radioprog.studio.lexicons import LEXICON, read_lexicon
from radioprog.studio.production.casting import Chain, cast, speaker_languages
from radioprog.studio.production.findings import (
    AT_STATIONS,
    EMPTY_FIELD,
    NO_OWN_FILE,
    NO_PICTURE,
    SEE_STATIONS,
    STRAY_OWN_FILE,
    WHY_NO_PICTURE,
)
from radioprog.studio.production.localities import Localities, a_few, localities
from radioprog.studio.workspace import Workspace, series_titles, with_notice

KnownReadings = dict[tuple[str, str, tuple[Override, ...]], Reading]
"""How texts were read, by text, language and what the script itself says of their reading."""
_LARGEST_COVER = 5_000_000
"""A larger picture makes players of tags slow, in bytes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A script with everything that it names found, or the findings that say what is missing.

    ``script`` has its includes put in; ``assets`` gives the path of each sound file by its name
    in the script, ``cover`` the picture that goes into the tags, ``series`` what people call its
    series; ``inputs`` are the files that were read, and with ``None`` those looked for in
    vain, all of which decide whether a build is still current. ``local`` are the editions of
    stations by their ids, ``localities`` the hash of what their fields say.
    """

    source: Source
    script: Script | None
    chains: Mapping[str, Chain] = field(default_factory=dict)
    order: tuple[Entry, ...] = ()
    assets: Mapping[str, Path] = field(default_factory=dict)
    inputs: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()
    cover: Cover | None = None
    series: str | None = None
    local: Mapping[str, Prepared] = field(default_factory=dict)
    localities: str | None = None

    @property
    def failed(self) -> bool:
        """Tell whether an error stands in the way of making the programme."""
        return self.script is None or any(found.is_error for found in self.findings)

    @property
    def spoken(self) -> tuple[Utterance, ...]:
        """Everything that is spoken, in the order in which it is heard."""
        return utterances_of(self.order)

    @property
    def cuts(self) -> dict[Cut, SoundCue]:
        """Return the parts of sound files that the script plays, each with its first cue."""
        found: dict[Cut, SoundCue] = {}
        for block in self.script.body if self.script else ():
            if isinstance(block, SoundCue):
                found.setdefault(Cut.of(block), block)
        return found


def prepare(
    source: Source,
    workspace: Workspace,
    *,
    clips: Mapping[str, Path] = MappingProxyType({}),
    only: Callable[[Script], Script] | None = None,
    text: str | None = None,
    readings: KnownReadings | None = None,
) -> Prepared:
    """Read a script and find all that it names; every problem is a finding.

    ``clips`` are files that take the place of the assets they are named after; ``only`` chooses
    a part of the script, its includes put in: nothing else is read aloud, and no stations' own.
    ``text`` takes the place of what the script's file holds: it is not saved yet. ``readings`` are
    those of an earlier preparation under the same style and lexicon; new ones are added.
    """
    work = _Preparation(source, workspace, clips)
    work.shared.readings = readings
    if text is not None:
        work.shared.texts[source.path] = (text, ())
    parsed = work.parsed()
    if parsed is None:
        return Prepared(source, None, inputs=tuple(work.inputs), findings=tuple(work.findings))
    if parsed.meta.editions is None:
        return work.prepared(parsed, None, only)
    places = localities(workspace, parsed.meta.editions)
    work.findings.extend(places.findings)
    general = work.prepared(parsed, places.general, only)
    if only is not None or any(found.is_error for found in work.findings):
        return general
    local = {each.id or "": work.again().prepared(parsed, each) for each in places.stations}
    return replace(
        general,
        inputs=tuple(
            dict.fromkeys(path for one in (general, *local.values()) for path in one.inputs)
        ),
        findings=(*general.findings, *_told_once(general, local), *work.own_files(parsed, places)),
        local=local,
        localities=places.sha256,
    )


def _told_once(general: Prepared, local: Mapping[str, Prepared]) -> Iterator[Finding]:
    """Tell what is found in stations' editions only, once, with the count of its stations."""
    known = {(found.code, found.place) for found in general.findings}
    first: dict[tuple[str, Place], Finding] = {}
    where: dict[tuple[str, Place], list[str]] = {}
    for station, one in local.items():
        for found in one.findings:
            key = (found.code, found.place)
            if key not in known and station not in where.setdefault(key, []):
                first.setdefault(key, found)
                where[key].append(station)
    for key, found in first.items():
        yield found
        yield AT_STATIONS(
            found.place, told=found.code, count=len(where[key]), stations=a_few(where[key])
        )


def gathered(source: Source, workspace: Workspace) -> Prepared:
    """Read a script, put its includes in, find its voices and its sound; nothing is read aloud."""
    work = _Preparation(source, workspace, {})
    parsed = work.parsed()
    if parsed is None:
        return Prepared(source, None, findings=tuple(work.findings))
    if parsed.meta.editions is None:
        return work.gathered(parsed, None)
    places = localities(workspace, parsed.meta.editions)
    general = work.gathered(parsed, places.general)
    local = {each.id or "": work.again().gathered(parsed, each) for each in places.stations}
    every = (general, *local.values())
    return replace(
        general,
        assets={name: path for one in every for name, path in one.assets.items()},
        inputs=tuple(dict.fromkeys(path for one in every for path in one.inputs)),
        localities=places.sha256,
    )


@dataclass(slots=True)
class _Shared:
    """What the editions of one script share: files as read, bodies as parsed, speech as read."""

    texts: dict[Path, tuple[str | None, tuple[Finding, ...]]] = field(default_factory=dict)
    parsed: Fragments = field(default_factory=dict)
    known: Known = field(default_factory=dict)
    lexicon: tuple[Lexicon, tuple[Finding, ...]] | None = None
    judged: dict[int, Reading] = field(default_factory=dict)
    readings: KnownReadings | None = None


class _Preparation:
    """The state of one preparation: what was read, and what was found on the way."""

    def __init__(self, source: Source, workspace: Workspace, clips: Mapping[str, Path]) -> None:
        self.source = source
        self.workspace = workspace
        self.clips = clips
        self.inputs: list[Path] = []
        self.findings: list[Finding] = []
        self.shared = _Shared()
        self.locality: Locality | None = None

    def again(self) -> _Preparation:
        """Begin another edition of the same script."""
        other = _Preparation(self.source, self.workspace, self.clips)
        other.shared = self.shared
        return other

    def prepared(
        self,
        parsed: Script,
        locality: Locality | None,
        only: Callable[[Script], Script] | None = None,
    ) -> Prepared:
        """Make ready the edition of one station, or the only one."""
        self.locality = locality
        script = self.resolved(parsed)
        script = script if only is None else only(script)
        chains, miscast = cast(script, self.workspace)
        self.findings.extend(miscast)
        self.deliveries(script)
        cover = self.cover(script)
        assets = self.assets(script)
        order = self.order(script, chains)
        return Prepared(
            self.source,
            script,
            chains,
            order,
            assets,
            tuple(dict.fromkeys(self.inputs)),
            tuple(self.findings),
            cover,
            series_titles(self.workspace)(script.meta.series),
        )

    def gathered(self, parsed: Script, locality: Locality | None) -> Prepared:
        """Find the texts, voices and sound of one edition."""
        self.locality = locality
        script = self.resolved(parsed)
        texts = tuple(dict.fromkeys((self.source.path, *self.inputs)))
        chains, miscast = cast(script, self.workspace)
        self.findings.extend(miscast)
        assets = self.assets(script)
        return Prepared(self.source, script, chains, (), assets, texts, tuple(self.findings))

    def parsed(self) -> Script | None:
        """Read and parse the script."""
        text = self._read(self.source.path)
        if text is None:
            return None
        shown = self.workspace.portable(self.source.path)
        script, found = parse_script(text, file=shown, name=self.source.name)
        self.findings.extend(found)
        return script

    def resolved(self, script: Script) -> Script:
        """Put the includes in, and what the fields say here."""
        if self.locality is not None:
            self._empty_fields(script)
        resolved = resolve_includes(script, self._included, self.locality, self.shared.parsed)
        self.findings.extend(each for each in resolved.findings if each not in self.findings)
        return with_notice(resolved.script, self.workspace.notice, self.workspace.language)

    def _empty_fields(self, script: Script) -> None:
        """Tell of fields for which a station has nothing to say."""
        words = self.locality.words if self.locality else {}
        for block in script.body:
            pieces = block.pieces if isinstance(block, Speech) else ()
            for piece in pieces:
                if isinstance(piece, StationField) and not words.get(piece.name, "").strip():
                    self.findings.append(EMPTY_FIELD(piece.place, field=piece.written))

    def own_files(self, script: Script, places: Localities) -> Iterator[Finding]:
        """Tell which stations have no file of their own, and which files are no station's."""
        for block in script.body:
            if not isinstance(block, Include) or not fields_in(block.file):
                continue
            folder = self.workspace.scripts / Path(block.file).parent
            if is_programme(Path(block.file)) and folder.is_dir():
                yield LOCAL_FOLDER(block.place, folder=self.workspace.show(folder))
            paths = {each.id: file_for(block.file, each) for each in places.stations}
            there = {name for name in paths.values() if (self.workspace.scripts / name).is_file()}
            without = [id_ for id_, name in paths.items() if id_ and name not in there]
            if without and block.optional:
                yield NO_OWN_FILE(
                    block.place,
                    count=len(without),
                    all=len(paths),
                    name=block.file,
                    stations=a_few(without),
                )
            general = file_for(block.file, places.general)
            yield from self._strays(folder, {*paths.values(), general}, block.file)

    def _strays(self, folder: Path, meant: set[str], pattern: str) -> Iterator[Finding]:
        if fields_in(str(Path(pattern).parent)) or not folder.is_dir():
            return
        names = {Path(name).name for name in meant}
        for path in sorted(folder.iterdir()):
            if path.suffix == Path(pattern).suffix and path.name not in names:
                near = did_you_mean(path.name, names, SEE_STATIONS)
                shown = self.workspace.show(path)
                yield STRAY_OWN_FILE(Place(shown), name=path.name, suggestion=near)

    def _read(self, path: Path) -> str | None:
        self.inputs.append(path)
        if path not in self.shared.texts:
            self.shared.texts[path] = self._read_anew(path)
        text, found = self.shared.texts[path]
        self.findings.extend(found)
        return text

    def _read_anew(self, path: Path) -> tuple[str | None, tuple[Finding, ...]]:
        shown = self.workspace.portable(path)
        text, found = read_text_file(path, shown=shown, utf16=True)
        other = file_format(path, shown=shown) if text is None else None
        return text, found if other is None else (other,)

    def _included(
        self, name: str, by: str, cue: Include
    ) -> tuple[IncludedFile | None, tuple[Finding, ...]]:
        before = len(self.findings)
        roots = self._roots(self.workspace.scripts, by)
        path = self._found(name, roots, cue.place, code="missing-include", suggest=not cue.optional)
        text = None if path is None else self._read(path)
        found, self.findings[before:] = tuple(self.findings[before:]), []
        if path is None or text is None:
            return None, found
        return IncludedFile(self.workspace.portable(path), text), found

    def _roots(self, first: Path, file: str) -> list[Path]:
        return [first, (self.workspace.root / file).parent]

    def _found(
        self, name: str, roots: Sequence[Path], place: Place, *, code: str, suggest: bool = True
    ) -> Path | None:
        inside = self.workspace.root
        path, found = resolve_name(
            name, roots, inside=inside, place=place, code=code, suggest=suggest
        )
        self.findings.extend(found)
        for root in roots:
            if path is not None and path.is_relative_to(root):
                break
            self.inputs.append(root / name)
        return path

    def assets(self, script: Script) -> dict[str, Path]:
        """Find the sound files that a script names: in ``assets/``, then beside the script."""
        found: dict[str, Path] = {}
        for block in script.body:
            if isinstance(block, SoundCue) and block.file not in found:
                roots = self._roots(self.workspace.assets, block.place.file or script.file)
                given = self.clips.get(block.file)
                path = given or self._found(block.file, roots, block.place, code="missing-asset")
                if path is not None:
                    found[block.file] = path
                    self.inputs.append(path)
        return found

    def cover(self, script: Script) -> Cover | None:
        """Read the picture that a script names; what is no whole picture is told."""
        if script.meta.cover is None:
            return None
        place = script.meta.places.get("cover", Place(script.file))
        roots = self._roots(self.workspace.assets, script.file)
        path = self._found(script.meta.cover, roots, place, code="missing-asset")
        if path is None:
            return None
        self.inputs.append(path)
        picture: Cover | str
        try:
            picture = cover_of(read_regular(path, limit=_LARGEST_COVER))
        except TooLarge:
            picture = "large"
        except OSError:
            picture = "unread"
        if isinstance(picture, Cover):
            return picture
        shown, why = self.workspace.portable(path), WHY_NO_PICTURE[picture]
        self.findings.append(NO_PICTURE(place, file=shown, why=why))
        return None

    def deliveries(self, script: Script) -> None:
        """Tell of deliveries that the script asks for and nobody knows."""
        place = script.meta.places.get("deliver", Place(script.file))
        known = self.workspace.deliveries
        self.findings.extend(chosen(script.meta.deliver, known, place=place)[1])

    def order(self, script: Script, chains: Mapping[str, Chain]) -> tuple[Entry, ...]:
        """Bring the script into its running order and read each utterance."""
        tongues = speaker_languages(script, self.workspace)
        unknown = [*_unreadable(script, self.workspace.language, tongues)]
        self.findings.extend(unknown)
        if unknown:
            return ()
        order = running_order(
            script,
            ears=self._ears(),
            voices=chains,
            language=self.workspace.language,
            languages=tongues,
            known=self.shared.known,
        )
        once = [
            each
            for each in utterances_of(order)
            if not each.reading_number and id(each.reading) not in self.shared.judged
        ]
        self.shared.judged.update((id(each.reading), each.reading) for each in once)
        for utterance in once:
            self.findings.extend(unread_findings(utterance.reading, utterance.source.place_at))
        self.findings.extend(word_findings((each.reading, each.source.place_at) for each in once))
        return order

    def _ears(self) -> Ears:
        """Return how this workspace reads."""
        lexicon, style, known = self._lexicon(), self.workspace.style, self.shared.readings

        def say(text: str, language: str, overrides: Sequence[Override]) -> Reading:
            own = lexicon if language.startswith(self.workspace.language) else None
            key = (text, language, tuple(overrides))
            if known is not None and key in known:
                return replace(known[key])  # equal readings are told apart by being themselves
            made = read(text, language=language, style=style, lexicon=own, overrides=overrides)
            if known is not None:
                known[key] = made
            return made

        return Ears(
            say,
            lambda text, language: sentences(text, language=language),
            lambda text, language: syllables(text, language=language),
        )

    def _lexicon(self) -> Lexicon:
        path = self.workspace.root / LEXICON
        self.inputs.append(path)
        if self.shared.lexicon is None:
            self.shared.lexicon = read_lexicon(self.workspace)
        lexicon, found = self.shared.lexicon
        self.findings.extend(each for each in found if each not in self.findings)
        return lexicon


def _unreadable(script: Script, language: str, speakers: Mapping[str, str]) -> Iterator[Finding]:
    """Tell each place where a language is asked for that the reader does not know."""
    own = script.meta.language or language
    places = [(own, script.meta.places.get("language", Place(script.file, 1, 1)))]
    for name, code in speakers.items():
        places.append((code, script.meta.speakers[name][0].place))
    for block in script.body:
        pieces = block.pieces if isinstance(block, Speech) else ()
        places += [
            (piece.language, piece.source.place_at(0))
            for piece in pieces
            if isinstance(piece, Foreign)
        ]
    for code, place in places:
        if code.split("-")[0].lower() not in languages():
            yield unknown_language(code, place)
