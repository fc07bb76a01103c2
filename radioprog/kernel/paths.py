"""Names of files as a producer writes them, found inside the workspace or told why not."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, error, visible
from radioprog.kernel.suggest import near_names, skeleton
from radioprog.kernel.text import fold_name

_DRIVE = re.compile(r"^[A-Za-z]:")
_MOST_LISTED = 5000


def resolve_name(
    name: str,
    roots: Sequence[Path],
    *,
    inside: Path,
    place: Place = NOWHERE,
    code: str = "missing-asset",
) -> tuple[Path | None, tuple[Finding, ...]]:
    """Find the file that a name means: the first of ``roots`` that has it.

    Names are relative, with ``/``; NFC and NFD spellings are the same name, another case is not.
    What leaves ``inside`` (by ``..``, an absolute path or a link) is ``path-outside``; what is
    not there is ``code``, with the near names as remedy.
    """
    reason = _leaves(name)
    if reason is not None:
        return None, (_outside(name, reason, place),)
    parts = [part for part in name.split("/") if part not in ("", ".")]
    for root in roots:
        found = _walk(root, parts)
        if found is None or not _is_there(found):
            continue
        if not found.resolve().is_relative_to(inside.resolve()):
            reason = Text("liên kết trỏ ra ngoài", "a link leads outside")
            return None, (_outside(name, reason, place),)
        if found.is_file():
            return found, ()
        if not found.is_dir():
            return None, (_not_a_file(name, place),)
    return None, (_missing(name, roots, place, code),)


def shown_path(path: Path, workspace: Path) -> str:
    """Give a path as findings and JSON show it: relative to the workspace where it is inside."""
    for base in (workspace, workspace.resolve()):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()


def _leaves(name: str) -> Text | None:
    """Tell why a name cannot be one of the workspace's files."""
    if "\0" in name:
        return Text("có ký tự NUL", "it holds a NUL character")
    if "\\" in name:
        return Text("dùng dấu / thay cho \\", "write / in place of \\")
    if name.startswith("/") or _DRIVE.match(name):
        return Text("đường dẫn tuyệt đối", "it is an absolute path")
    if name.startswith("~"):
        return Text("dấu ~ trỏ ra ngoài", "~ leads outside")
    if ".." in name.split("/"):
        return Text(".. trỏ ra ngoài", ".. leads outside")
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


def _outside(name: str, reason: Text, place: Place) -> Finding:
    shown = visible(name)
    return error(
        "path-outside",
        Text(
            f"{shown}: tệp phải nằm trong thư mục làm việc ({reason.vi})",
            f"{shown}: a file must lie inside the workspace ({reason.en})",
        ),
        Text(
            "chép tệp vào thư mục assets/ rồi viết tên tính từ đó, ví dụ clips/a.mp3",
            "copy the file into assets/ and write its name from there, such as clips/a.mp3",
        ),
        place,
    )


def _not_a_file(name: str, place: Place) -> Finding:
    return error(
        "not-a-file",
        Text(f"{visible(name)} không phải là tệp thường", f"{visible(name)} is no ordinary file"),
        Text("dùng một tệp âm thanh hoặc văn bản", "use a sound file or a text file"),
        place,
    )


def _missing(name: str, roots: Sequence[Path], place: Place, code: str) -> Finding:
    near = _near(name, roots)
    folder = roots[0].name if roots else "."
    remedy = Text(
        f"chép tệp vào {folder}/ hoặc sửa tên", f"copy the file into {folder}/ or correct the name"
    )
    if near:
        remedy = Text(
            "có phải ý bạn là " + " hay ".join(near) + "?",
            "did you mean " + " or ".join(near) + "?",
        )
    return error(
        code,
        Text(f"không có tệp {visible(name)}", f"there is no file {visible(name)}"),
        remedy,
        place,
        near=list(near),
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
