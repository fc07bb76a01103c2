"""Which scripts are programmes, what they are called, and where their builds stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.paths import walk_files
from radioprog.kernel.text import fold_name
from radioprog.kernel.textfile import read_text_file
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import read_manifest
from radioprog.script.editions import PARTS_FOLDERS
from radioprog.studio.findings import (
    ENDS_BADLY,
    HAS_FORBIDDEN,
    IS_RESERVED,
    LEADS_OUT,
    MISNAMED_SCRIPT,
    NAME_CLASH,
    ORPHAN,
    SCRIPT_NOT_READ,
    TOO_LONG,
    UNPORTABLE,
    UNREAD_DOCUMENT,
)
from radioprog.studio.workspace import Workspace

EXTENSION = ".md"
_NOT_ON_FAT = frozenset('<>:"\\|?*')
_RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
_LONGEST_PART = 255
_DOCUMENTS = frozenset((".doc", ".docx", ".odt", ".rtf", ".pdf"))
_LITTER = frozenset(("thumbs.db", "desktop.ini", ".ds_store"))
_MOST_UNREAD = 50


@dataclass(frozen=True, slots=True)
class Source:
    """A script that is a programme: its path, its name below ``scripts/``, and its build folder."""

    path: Path
    name: str
    folder: Path

    @property
    def stem(self) -> str:
        """Return the name that its files begin with."""
        return self.folder.name


def is_programme(relative: Path) -> bool:
    """Tell whether a path below ``scripts/`` is a programme: names with ``_`` or ``.`` are not.

    Nor is what stations add to programmes, in ``dia-phuong/``.
    """
    if relative.suffix != EXTENSION or relative.parts[0] in PARTS_FOLDERS:
        return False
    return not any(part.startswith(("_", ".")) for part in relative.parts)


def source_of(workspace: Workspace, path: Path, build: Path | None = None) -> Source:
    """Return a script's name and build folder; one from elsewhere is built by its file name."""
    scripts = workspace.scripts
    try:
        relative = path.absolute().relative_to(scripts)
    except ValueError:
        relative = Path(path.name)
    name = relative.with_suffix("") if relative.suffix == EXTENSION else relative
    return Source(path, name.as_posix(), (build or workspace.build) / name)


def all_sources(workspace: Workspace, build: Path | None = None) -> tuple[Source, ...]:
    """Return every programme of the workspace, by name."""
    found = [source_of(workspace, path, build) for path in _walked(workspace)[0]]
    return tuple(sorted(found, key=lambda source: source.name))


def _walked(workspace: Workspace) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Return the scripts of the workspace, and what keeps some of them from being read."""
    folder = workspace.scripts
    if not folder.is_dir():
        return (), ()
    return walk_files(folder, workspace.places, lambda path: is_programme(path.relative_to(folder)))


def name_findings(workspace: Workspace, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Find scripts whose names clash, cannot be read, or cannot be carried to a stick."""
    every = tuple(sources)
    return (*_name_clashes(workspace, every), *_unportable(workspace, every))


def _name_clashes(workspace: Workspace, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Find scripts that cannot be read by their names or folders, or whose names clash.

    Names clash that differ only by case or by the form of their letters.
    """
    first: dict[str, Source] = {}
    findings = list(_walked(workspace)[1])
    for source in sources:
        twin = first.setdefault(fold_name(source.name), source)
        if twin is not source:
            findings.append(
                NAME_CLASH(Place(workspace.show(source.path)), twin=workspace.show(twin.path))
            )
    return tuple(findings)


def _unportable(workspace: Workspace, sources: Iterable[Source]) -> Iterator[Finding]:
    for source in sources:
        why = why_unportable(f"{source.name}{EXTENSION}")
        if why is not None:
            better = portable_name(source.name) + EXTENSION
            yield UNPORTABLE(Place(workspace.show(source.path)), why=why, better=better)


def why_unportable(name: str) -> Text | None:
    """Say why FAT or Windows cannot hold a relative path; ``None``: they can.

    >>> why_unportable("tin: số 7.md").en
    'it has :'
    >>> why_unportable("tin/con.md").en, why_unportable("tin.md")
    ('Windows keeps con for itself', None)
    """
    for part in name.split("/"):
        stem = part.split(".")[0].rstrip(" ")
        bad = dict.fromkeys(char for char in part if char in _NOT_ON_FAT or ord(char) < 32)
        if bad:
            return HAS_FORBIDDEN.filled(chars=" ".join(bad))
        if stem.casefold() in _RESERVED:
            return IS_RESERVED.filled(part=stem)
        if part != part.rstrip(". ") or part.removesuffix(EXTENSION).rstrip(" ") != (
            part.removesuffix(EXTENSION)
        ):
            return ENDS_BADLY
        if len(part) > _LONGEST_PART or len(part.encode("utf-8", "replace")) > _LONGEST_PART:
            return TOO_LONG
    return None


def portable_name(name: str) -> str:
    """Return a relative path as FAT and Windows can hold it.

    >>> portable_name("tin: số 7?"), portable_name("a/con"), portable_name("a. ")
    ('tin số 7', 'a/con_', 'a')
    """
    parts = []
    for part in name.split("/"):
        kept = "".join(char if char not in _NOT_ON_FAT and ord(char) > 31 else "" for char in part)
        kept = " ".join(kept.split()).rstrip(". ")[:80] or "_"
        stem = kept.split(".")[0]
        reserved = stem.rstrip(" ").casefold() in _RESERVED
        parts.append(f"{stem}_{kept[len(stem) :]}" if reserved else kept)
    return "/".join(parts)


def unread_files(workspace: Workspace) -> tuple[Finding, ...]:
    """Name the files below ``scripts/`` that are no scripts, and so are not built.

    A part or a sound that a script names is meant to lie there.
    """
    folder = workspace.scripts
    found = []
    walked = walk_files(folder, workspace.places, lambda _: True)[0] if folder.is_dir() else ()
    for path in sorted(walked):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(("_", ".", "~$")) for part in relative.parts)
        if hidden or relative.suffix == EXTENSION or relative.name.casefold() in _LITTER:
            continue
        if path.is_file() and not _is_used(path, walked):
            found.append(_not_read(path, workspace.show(path)))
    return tuple(found[:_MOST_UNREAD])


def _is_used(path: Path, beside: Iterable[Path]) -> bool:
    scripts = (each for each in beside if each.suffix == EXTENSION)
    return any(path.name in (read_text_file(each, shown="")[0] or "") for each in scripts)


def _not_read(path: Path, shown: str) -> Finding:
    """Say what to do with a file by its ending: rename it, save it as plain text, or draft it."""
    name = path.name.removesuffix(".txt").removesuffix(EXTENSION)
    better = (Path(name).stem if "." in name else name) + EXTENSION
    suffix = path.suffix.lower()
    if suffix in _DOCUMENTS:
        return UNREAD_DOCUMENT(Place(shown))
    if suffix in (EXTENSION, ".markdown") or path.stem.endswith(EXTENSION):
        return MISNAMED_SCRIPT(Place(shown), better=better)
    return SCRIPT_NOT_READ(Place(shown), name=shown, better=better)


def links_out(workspace: Workspace, folder: Path, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Name each link by which what is built leaves the workspace; one may be there on purpose."""
    root = workspace.root.resolve()
    places = (folder, *(source.folder for source in sources))
    return tuple(
        LEADS_OUT(
            Place(workspace.show(path)), folder=workspace.show(path), target=str(path.resolve())
        )
        for path in dict.fromkeys(places)
        if path.is_symlink() and not path.resolve().is_relative_to(root)
    )


def orphans(workspace: Workspace, build: Path | None = None) -> tuple[Finding, ...]:
    """Name finished programmes whose script is gone; they are never deleted."""
    folder = build or workspace.build
    known = {source.folder for source in all_sources(workspace, build)}
    if not folder.is_dir():
        return ()
    left = sorted(path.parent for path in folder.rglob(MANIFEST) if path.parent not in known)
    return tuple(_orphan(workspace, path) for path in left if not _from_outside(workspace, path))


def _from_outside(workspace: Workspace, folder: Path) -> bool:
    """Tell whether a programme was made from a script that stands outside ``scripts/``."""
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    script = Path(workspace.show(workspace.root / manifest.script))
    inside = (workspace.root / script).is_relative_to(workspace.scripts)
    return not inside and (workspace.root / script).is_file()


def _orphan(workspace: Workspace, folder: Path) -> Finding:
    return ORPHAN(Place(workspace.show(folder)))
