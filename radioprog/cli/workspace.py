"""What verbs that work in a workspace share: opening it, and finding the paths they are given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from radioprog.cli.common import WORDING, Globals, answer, findings_json, report, say
from radioprog.cli.findings import MISSING_FILE
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Place, Text

if TYPE_CHECKING:
    from radioprog.studio.workspace import Workspace


def open_workspace(options: Globals) -> Workspace:
    """Open the workspace of the call: ``-C DIR``, else the current folder or one above."""
    from radioprog.studio.workspace import Workspace

    return Workspace.open(options.directory or Path(), records=options.records)


def studio_root(options: Globals) -> Path:
    """Return the workspace of the call, or the folder that is to become one."""
    from radioprog.studio.workspace import root_of

    folder = options.directory or Path()
    try:
        return root_of(folder)
    except UsageError:
        return folder.absolute()


def input_path(path: Path, workspace: Workspace) -> Path:
    """Find an input as given from the current folder, then from the workspace.

    Raises:
        UsageError: ``missing-file``.
    """
    found = workspace.found(path)
    if found.exists():
        return found.absolute()
    raise no_such_file(Place(path.as_posix()))


def no_such_file(place: Place) -> UsageError:
    """Make the error for an input that is not there."""
    return UsageError(MISSING_FILE(place))


def output_path(path: Path, workspace: Workspace) -> Path:
    """Return an output's place: relative to the workspace."""
    return path if path.is_absolute() else workspace.root / path


def hear(
    options: Globals,
    script: Path,
    segment: str,
    *,
    output: Path | None = None,
    deliver: Sequence[str] = (),
    online: bool = False,
) -> int:
    """Make one segment of a script to be heard, and say where it lies."""
    from radioprog.studio.preview import preview

    workspace = open_workspace(options)
    made = preview(
        workspace,
        input_path(script, workspace),
        segment,
        output=output.absolute() if output else None,
        deliver=deliver,
        online=online,
    )
    path = workspace.show(made.path)
    answer(
        options,
        {
            "path": path,
            "segment": made.segment,
            "title": made.title,
            "duration": made.duration,
            "findings": findings_json(options, made.findings),
        },
    )
    report(options, made.findings, left_to_check=WORDING)
    if not options.json:
        told = f"{made.segment}. {made.title}: {path} ({made.duration:.1f} s)"
        say(options, Text(f"Nghe thử {told}", f"Preview of {told}"))
    return 0
