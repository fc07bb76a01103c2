"""Check: scripts, assets and schedules together, or only what is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from radioprog.kernel.findings import Finding, in_order
from radioprog.studio.catalogue import EXTENSION, all_sources, unread_files
from radioprog.studio.editorial.series import series_findings
from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace


def check_paths(workspace: Workspace, paths: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Find everything wrong in the workspace, or in the files and folders that are named."""
    if not paths:
        return in_order((*check(workspace), *series_findings(workspace), *_schedules(workspace)))
    scripts = [each for path in paths for each in _scripts_in(path, workspace)]
    findings = check(workspace, scripts) if scripts else workspace.findings
    if any(_is_schedule(path, workspace) for path in paths):
        findings = (*findings, *_schedules(workspace))
    unread = [each for each in unread_files(workspace) if _is_named(each, paths, workspace)]
    return in_order((*findings, *unread))


def _is_named(finding: Finding, paths: Sequence[Path], workspace: Workspace) -> bool:
    """Tell whether a finding's file is one of the paths of a call, or below one."""
    file = workspace.root / (finding.place.file or "")
    return any(file == path.absolute() or path.absolute() in file.parents for path in paths)


def _scripts_in(path: Path, workspace: Workspace) -> list[Path]:
    """Return a script itself, or the programmes of a folder as far as it is one of scripts."""
    if not path.is_dir():
        return [path] if path.suffix == EXTENSION else []
    return [source.path for source in all_sources(workspace) if source.path.is_relative_to(path)]


def _is_schedule(path: Path, workspace: Workspace) -> bool:
    folder = workspace.schedules
    return path in (folder, workspace.root) or path.is_relative_to(folder)


def _schedules(workspace: Workspace) -> tuple[Finding, ...]:
    if not workspace.schedules.is_dir():
        return ()
    from radioprog.studio.air.timetable import check_schedules

    return check_schedules(workspace)
