"""Check: scripts, assets and schedules together, or only what is named."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from radioprog.kernel.findings import Finding, in_order
from radioprog.studio.catalogue import EXTENSION, is_programme
from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace


def check_paths(workspace: Workspace, paths: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Find everything wrong in the workspace, or in the files and folders that are named."""
    if not paths:
        return in_order((*check(workspace), *_schedules(workspace)))
    scripts = [each for path in paths for each in _scripts_in(path)]
    findings = check(workspace, scripts) if scripts else workspace.findings
    if any(_is_schedule(path, workspace) for path in paths):
        findings = (*findings, *_schedules(workspace))
    return in_order(findings)


def _scripts_in(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(
            each for each in path.rglob(f"*{EXTENSION}") if is_programme(each.relative_to(path))
        )
    return [path] if path.suffix == EXTENSION else []


def _is_schedule(path: Path, workspace: Workspace) -> bool:
    folder = workspace.schedules
    return path in (folder, workspace.root) or path.is_relative_to(folder)


def _schedules(workspace: Workspace) -> tuple[Finding, ...]:
    if not workspace.schedules.is_dir():
        return ()
    from radioprog.studio.timetable import check_schedules

    return check_schedules(workspace)
