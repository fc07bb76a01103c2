"""Which scripts are programmes, what they are called, and where their builds stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Finding, Place, Text, error, warning
from radioprog.kernel.paths import walk_files
from radioprog.kernel.text import fold_name
from radioprog.record.manifest import NAME as MANIFEST
from radioprog.record.manifest import read_manifest
from radioprog.studio.workspace import Workspace

EXTENSION = ".md"


@dataclass(frozen=True, slots=True)
class Source:
    """A script that is a programme: its path, its name below ``scripts/``, and its build folder."""

    path: Path
    name: str
    folder: Path

    @property
    def stem(self) -> str:
        """Give the name that its files begin with."""
        return self.folder.name


def is_programme(relative: Path) -> bool:
    """Tell whether a path below ``scripts/`` is a programme: names with ``_`` or ``.`` are not."""
    return relative.suffix == EXTENSION and not any(
        part.startswith(("_", ".")) for part in relative.parts
    )


def source_of(workspace: Workspace, path: Path, build: Path | None = None) -> Source:
    """Give a script's name and build folder; a script from elsewhere is built by its file name."""
    scripts = workspace.scripts
    try:
        relative = path.absolute().relative_to(scripts)
    except ValueError:
        relative = Path(path.name)
    name = relative.with_suffix("") if relative.suffix == EXTENSION else relative
    return Source(path, name.as_posix(), (build or workspace.build) / name)


def all_sources(workspace: Workspace, build: Path | None = None) -> tuple[Source, ...]:
    """Give every programme of the workspace, by name."""
    found = [source_of(workspace, path, build) for path in _walked(workspace)[0]]
    return tuple(sorted(found, key=lambda source: source.name))


def _walked(workspace: Workspace) -> tuple[tuple[Path, ...], tuple[Finding, ...]]:
    """Give the scripts of the workspace, and what keeps some of them from being read."""
    folder = workspace.scripts
    if not folder.is_dir():
        return (), ()
    return walk_files(folder, workspace.places, lambda path: is_programme(path.relative_to(folder)))


def name_clashes(workspace: Workspace, sources: Iterable[Source]) -> tuple[Finding, ...]:
    """Find scripts that cannot be read by their names or folders, or whose names clash.

    Names clash that differ only by case or by the form of their letters.
    """
    first: dict[str, Source] = {}
    findings = list(_walked(workspace)[1])
    for source in sources:
        twin = first.setdefault(fold_name(source.name), source)
        if twin is not source:
            findings.append(
                error(
                    "name-clash",
                    Text(
                        f"tên trùng với {workspace.show(twin.path)} (chỉ khác chữ hoa, chữ thường "
                        "hoặc cách gõ dấu)",
                        f"the same name as {workspace.show(twin.path)} but for case or accents",
                    ),
                    Text("đổi tên một trong hai tệp", "rename one of the two files"),
                    Place(workspace.show(source.path)),
                )
            )
    return tuple(findings)


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
    return warning(
        "orphan",
        Text("chương trình này không còn kịch bản", "the script of this programme is gone"),
        Text(
            "xóa thư mục nếu không cần nữa, hoặc trả kịch bản về scripts/",
            "delete the folder if it is not needed, or bring the script back to scripts/",
        ),
        Place(workspace.show(folder)),
    )
