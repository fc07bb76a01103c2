"""Names of files as a producer writes them, found inside the workspace or told why not."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from radioprog.kernel.disk.findings import (
    BAD_NAME,
    HAS_DOTS,
    HAS_NUL,
    HAS_TILDE,
    IS_ABSOLUTE,
    LINK_LEADS_OUT,
    LINK_OUTSIDE,
    NAMED_NOT_A_FILE,
    OUTSIDE,
    UNREADABLE_FOLDER,
    codes,
)
from radioprog.kernel.disk.opening import reason_of
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, visible
from radioprog.kernel.suggest import near_names, skeleton
from radioprog.kernel.text import fold_name

_SURROGATE = re.compile("[\ud800-\udfff]")
_DRIVE = re.compile(r"^[A-Za-z]:")
_MOST_LISTED = 5000


def resolve_name(
    name: str,
    roots: Sequence[Path],
    *,
    inside: Path,
    place: Place = NOWHERE,
    code: str = "missing-asset",
    suggest: bool = True,
) -> tuple[Path | None, tuple[Finding, ...]]:
    """Find the file that a name means: the first of ``roots`` that has it.

    Names are relative, with ``/``; NFC and NFD spellings are the same name, another case is not.
    What leaves ``inside`` (by ``..``, an absolute path or a link) is ``path-outside``; what is
    not there is ``code``, with the near names as remedy if they are to be looked for.
    """
    name = name.replace("\\", "/")  # as Windows shows a path
    reason = _leaves(name)
    if reason is not None:
        return None, (OUTSIDE(place, name=visible(name), reason=reason),)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    for root in roots:
        found = _walk(root, parts)
        if found is None or not _is_there(found):
            continue
        if not found.resolve().is_relative_to(inside.resolve()):
            return None, (OUTSIDE(place, name=visible(name), reason=LINK_LEADS_OUT),)
        if found.is_file():
            return found, ()
        if not found.is_dir():
            return None, (NAMED_NOT_A_FILE(place, name=visible(name)),)
    return None, (_missing(name, roots if suggest else (), place, code, roots[:1]),)


@dataclass(frozen=True, slots=True)
class Places:
    """How files are named to people and programs: the one maker of paths that are shown.

    Inside the workspace a path is relative to its ``root``, with ``/``; elsewhere it is absolute.
    """

    root: Path

    def shown(self, path: Path) -> str:
        """Return a path as findings and JSON show it; a relative one is the workspace's.

        >>> places = Places(Path("/w"))
        >>> places.shown(Path("/w/scripts/a.md")), places.shown(Path("assets/b.wav"))
        ('scripts/a.md', 'assets/b.wav')
        >>> places.shown(Path("/w/../x/a.md"))
        '/x/a.md'
        """
        # Not `resolve`: a link is shown by the name that people gave it.
        root, whole = str(self.root), os.path.normpath(self.root / path)
        inside = root if root.endswith(os.sep) else root + os.sep
        if os.sep == "/" and whole.startswith(inside):
            return whole.removeprefix(inside)
        return _from(self.root, Path(whole)).as_posix()

    def place(self, path: Path, line: int | None = None, column: int | None = None) -> Place:
        """Return the place of a finding in a file."""
        return Place(self.shown(path), line, column)

    def built(self, path: Path) -> str:
        """Return a path as built files keep it: relative to the workspace, even by ``..``.

        What is built is the same wherever the workspace lies.
        """
        return Path(os.path.relpath(path, self.root)).as_posix()


def _from(root: Path, whole: Path) -> Path:
    return whole.relative_to(root) if whole.is_relative_to(root) else whole


def find_root(folder: Path, marker: str) -> Path | None:
    """Return the nearest folder, this one or one above, that holds the file ``marker``."""
    start = folder.absolute()
    return next((each for each in (start, *start.parents) if (each / marker).is_file()), None)


def walk_files(
    folder: Path, places: Places, wanted: Callable[[Path], bool]
) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """List the files below a folder, in order, and tell what keeps some of them from being read.

    That is ``unreadable-folder`` (nothing below it is known), ``unportable-name`` (a name that is
    no text) and ``path-outside`` (a link that leads out of the workspace).
    """
    found: list[Path] = []
    findings: list[Finding] = []

    def unreadable(problem: OSError) -> None:
        place = places.place(Path(problem.filename or folder))
        findings.append(UNREADABLE_FOLDER(place, reason=reason_of(problem)))

    homes = (places.root.resolve(), folder.resolve())
    for name, folders, files in os.walk(folder, onerror=unreadable):
        folders.sort()
        for path in (Path(name) / file for file in sorted(files)):
            if not wanted(path):
                continue
            if _SURROGATE.search(path.name):
                findings.append(BAD_NAME(places.place(path)))
            elif path.is_symlink() and not any(map(path.resolve().is_relative_to, homes)):
                findings.append(LINK_OUTSIDE(places.place(path)))
            else:
                found.append(path)
    return tuple(found), tuple(findings)


def _leaves(name: str) -> Text | None:
    """Tell why a name cannot be one of the workspace's files."""
    if "\0" in name:
        return HAS_NUL
    if name.startswith("/") or _DRIVE.match(name):
        return IS_ABSOLUTE
    if name.startswith("~"):
        return HAS_TILDE
    if ".." in name.split("/"):
        return HAS_DOTS
    return None


def _walk(root: Path, parts: Sequence[str]) -> Path | None:
    """Step down folder by folder: the exact name, else its twin in another normal form."""
    here = root
    for part in parts:
        names = _names_in(here)
        if part not in names:
            form = unicodedata.normalize("NFC", part)
            twins = [name for name in names if unicodedata.normalize("NFC", name) == form]
            if not twins:
                return None
            part = twins[0]
        here = here / part
    return here if parts else None


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # its folder may not be entered: for us it is missing


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except (OSError, ValueError):
        return []  # not a folder, or one that may not be read: the name is missing there


def _missing(
    name: str, looked_in: Sequence[Path], place: Place, code: str, first: Sequence[Path]
) -> Finding:
    near = _near(name, looked_in)
    folder = first[0].name if first else "."
    missing = codes.get(code, "near" if near else "")
    return missing(
        place, name=visible(name), folder=folder, near=list(near), details={"near": list(near)}
    )


def _near(name: str, roots: Sequence[Path]) -> tuple[str, ...]:
    """Find files that the name may mean: another case, folder, ending or spelling."""
    names = [known for root in roots for known in islice(_files_below(root), _MOST_LISTED)]
    wanted, stem = fold_name(name), skeleton(Path(name).stem)
    same = [known for known in names if fold_name(known) == wanted]
    moved = [known for known in names if skeleton(Path(known).stem) == stem]
    by_last = {Path(known).name: known for known in reversed(names)}
    close = [by_last[last] for last in near_names(Path(name).name, by_last)]
    return tuple(dict.fromkeys([*same, *moved, *near_names(name, names), *close]))[:3]


def _files_below(root: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            if not file.startswith("."):
                yield (Path(folder) / file).relative_to(root).as_posix()
