"""Preview: a script before it is built, one segment to be heard, or all of it on paper.

A segment is heard with its music, in seconds. Only that segment is read, spoken, mixed and
mastered; a bed that began before it plays under it. What comes out lies beside the cache and is no
programme: nothing that goes out knows of it. Copies on paper are made of the script and its
estimated times; no sound is needed for them.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from radioprog.audio.decode.decoder import Decoder
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import disk_errors, publish, publish_bytes
from radioprog.kernel.findings import NOWHERE, Finding, Place, in_order
from radioprog.kernel.text import fold
from radioprog.kernel.units import Seconds
from radioprog.publish.papers.reading_copy import (
    reading_copy_docx,
    reading_copy_html,
    rundown_docx,
)
from radioprog.script.model import BedEnd, Block, Heading, Script, SoundCue, SoundKind
from radioprog.studio import findings as say
from radioprog.studio.catalogue import source_of
from radioprog.studio.editorial.writing import script_called
from radioprog.studio.plan import Plan, plan
from radioprog.studio.production.make import sound_store
from radioprog.studio.production.options import BuildOptions, Task
from radioprog.studio.production.prepare import prepare
from radioprog.studio.production.stages import Delivered, finish, lay, voice
from radioprog.studio.say import HEARD
from radioprog.studio.workspace import Workspace

FOLDER = HEARD


@dataclass(frozen=True, slots=True)
class Preview:
    """A segment that can be heard: its file, title and number (from 1), and its length."""

    path: Path
    title: str
    segment: int
    duration: Seconds
    findings: tuple[Finding, ...] = ()


def preview(
    workspace: Workspace,
    script: Path,
    segment: str,
    *,
    output: Path | None = None,
    deliver: Sequence[str] = (),
    online: bool = False,
    text: str | None = None,
) -> Preview:
    """Make one segment of a script as a sound file.

    Args:
        workspace: whose voices and sounds are used; ``script``: its path.
        segment: its number, from 1, or its heading.
        output: where the sound is written; beside the cache where none is given.
        deliver: the delivery that it is mastered as; none: the script's first one.
        online: whether engines may go online; ``text``: what is said, where it is not saved.

    Raises:
        UsageError, ContentError: no such segment; an error stands in the script.
    """
    source, chosen = source_of(workspace, script), list[int]()
    task = Task(workspace, source, BuildOptions(tuple(deliver[:1]), online=online), (), 2)

    def only(whole: Script) -> Script:
        chosen.append(_number(whole, segment))
        return only_segment(whole, chosen[0])

    prepared = prepare(source, workspace, only=only, text=text)
    if prepared.failed:
        raise ContentError(in_order(prepared.findings))
    with sound_store(task) as store, _scratch(workspace) as scratch:
        laid = lay(voice(prepared, task, store, lambda name, step, share: None))
        made = finish(laid, task, Path(scratch)).delivered[0]
        target = output or _target(workspace, source.name, chosen[0] + 1, made)
        publish(target, lambda part: _copy(made.job.path, part))
    title = laid.script.segments[0].title
    told = in_order((*laid.findings, *made.made.findings))
    return Preview(target, title, chosen[0] + 1, Seconds(made.duration), told)


def _target(workspace: Workspace, name: str, number: int, made: Delivered) -> Path:
    ending = made.job.form.container.extension
    return workspace.cache / FOLDER / f"{name.replace('/', '-')}-{number}{ending}"


def _scratch(workspace: Workspace) -> tempfile.TemporaryDirectory[str]:
    with disk_errors(workspace.cache):
        workspace.cache.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryDirectory(dir=workspace.cache, prefix="preview-")


def _copy(made: Path, part: Path) -> None:
    shutil.copyfile(made, part)


def _number(script: Script, written: str) -> int:
    """Return the number, from 0, of the segment that is meant."""
    titles = [each.title for each in script.segments]
    if written.strip().isdecimal():
        if 1 <= int(written) <= len(titles):
            return int(written) - 1
    else:
        found = [n for n, title in enumerate(titles) if fold(title) == fold(written)]
        if found:
            return found[0]
    place, count = Place(script.file), len(titles)
    raise UsageError(say.NO_SUCH_SEGMENT(place, segment=written[:80], count=count, titles=titles))


def only_segment(script: Script, number: int) -> Script:
    """Return a script of one segment: what plays into it from before is there, its length free.

    >>> from radioprog.script.parse import parse_script
    >>> text = "---\\ntitle: T\\nspeakers: {A: nữ}\\n---\\n\\n# Một\\n\\n[nhạc nền: a.flac]\\n\\n"
    >>> whole, _ = parse_script(text + "A: Một.\\n\\n# Hai\\n\\nA: Hai.\\n\\n[hết nhạc nền]\\n",
    ...     file="", name="t")
    >>> [type(block).__name__ for block in only_segment(whole, 1).body]
    ['Heading', 'SoundCue', 'Speech', 'BedEnd']
    """
    segments = script.segments
    bed: SoundCue | None = None
    for block in (each for one in segments[:number] for each in one.blocks):
        bed = _open_bed(bed, block)
    chosen = segments[number]
    body: list[Block] = [Heading(chosen.title, chosen.twice, chosen.place)]
    body += [bed] if bed is not None else []
    for block in chosen.blocks:
        bed = _open_bed(bed, block)
        body.append(block)
    if bed is not None:
        body.append(BedEnd(NOWHERE))
    deliver = script.meta.deliver[:1]
    meta = replace(script.meta, length=None, editions=None, deliver=deliver)
    return replace(script, meta=meta, body=tuple(body))


def _open_bed(bed: SoundCue | None, block: Block) -> SoundCue | None:
    if isinstance(block, BedEnd):
        return None
    return block if isinstance(block, SoundCue) and block.kind is SoundKind.BED else bed


# --- on paper ---


@dataclass(frozen=True, slots=True)
class WrittenCopy:
    """What became of a copy: whether it was written, and everything that was found."""

    path: Path
    is_written: bool
    findings: tuple[Finding, ...]


def write_copy(
    workspace: Workspace, script: Path, output: Path, *, sheet: bool = False
) -> WrittenCopy:
    """Write a script for a human announcer, as a Word document or as a page by the file's ending.

    Args:
        workspace: whose voices and sounds are used.
        script: its path.
        output: a name that ends in ``.docx`` or ``.html``.
        sheet: write the rundown for the desk (``.docx``) instead.

    A script with errors is not written: the findings say why. What a person is to record need not
    be there yet: the copy says into which file.
    """
    wanted: list[Script] = []

    def unrecorded(whole: Script) -> Script:
        wanted.append(whole)
        return replace(whole, body=tuple(each for each in whole.body if not _is_reading(each)))

    with Decoder() as decoder:
        source = source_of(workspace, script)
        made = plan(source, workspace, decoder, only=None if sheet else unrecorded)
    if wanted:
        made = replace(made, prepared=replace(made.prepared, script=wanted[0]))
    data = _bytes(made, workspace, is_word=output.suffix.lower() == ".docx", sheet=sheet)
    if data is not None:
        publish_bytes(output, data)
    return WrittenCopy(output, data is not None, made.findings)


def _is_reading(block: Block) -> bool:
    return isinstance(block, SoundCue) and block.kind is SoundKind.READ


def _bytes(made: Plan, workspace: Workspace, *, is_word: bool, sheet: bool) -> bytes | None:
    script, rundown, language = made.prepared.script, made.rundown, workspace.text_language
    if script is None or rundown is None:
        return None
    if sheet:
        return rundown_docx(rundown, language, organisation=workspace.organisation)
    if is_word:
        return reading_copy_docx(script, rundown, language)
    return reading_copy_html(script, rundown, language).encode()


def hear_segment(workspace: Workspace, name: str, text: str, *, segment: int) -> Preview:
    """Make one segment of a script that is not saved yet, with its music, to be listened to.

    Raises:
        UsageError, ContentError: no such script or segment; an error stands in it.
    """
    mark = hashlib.sha256(f"{name}\0{segment}\0{text}".encode("utf-8", "replace")).hexdigest()
    target = workspace.cache / FOLDER / f"segment-{mark[:32]}.mp3"
    path = script_called(workspace, name).path
    return preview(workspace, path, str(segment), output=target, deliver=("web",), text=text)
