"""``radioprog measure``: loudness, true peak, silences, clipping, phase, duration, format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    show,
    shown_as,
    status_of,
    verb,
)
from radioprog.cli.workspace import no_such_file
from radioprog.kernel.errors import RadioprogError, worst_status
from radioprog.kernel.findings import Finding, Place, Text

ROWS = (
    ("integrated_lufs", Text("độ to chung", "integrated"), "LUFS"),
    ("true_peak_dbtp", Text("đỉnh thực", "true peak"), "dBTP"),
    ("loudness_range_lu", Text("dải độ to", "loudness range"), "LU"),
    ("max_momentary_lufs", Text("tức thời lớn nhất", "max momentary"), "LUFS"),
    ("max_short_term_lufs", Text("ngắn hạn lớn nhất", "max short-term"), "LUFS"),
    ("correlation", Text("tương quan hai kênh", "correlation"), ""),
    ("mono_loss_db", Text("hao hụt khi gộp mono", "mono loss"), "dB"),
    ("clipped_runs", Text("chỗ bị vỡ tiếng", "clipped runs"), ""),
)


@verb(
    Text(
        "Đo độ to, đỉnh thực, chỗ im lặng, vỡ tiếng, pha và thời lượng của tệp âm thanh.",
        "Measure loudness, true peak, silences, clipping, phase and duration of sound files.",
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@option(
    "--strict",
    is_flag=True,
    text=Text("coi mọi cảnh báo chất lượng là lỗi", "take quality warnings for errors"),
)
def command(options: Globals, files: tuple[Path, ...], strict: bool) -> int:
    """Unpack, one call a file, print."""
    from radioprog.audio.measure import measure
    from radioprog.audio.meter.quality import as_errors

    documents: list[dict[str, Any]] = []
    statuses: list[int] = []
    for file in files:
        name = shown_as(options, _found(file, options))
        findings: tuple[Finding, ...] = ()
        try:
            found = measure(_existing(_found(file, options), name), place=Place(name))
        except RadioprogError as problem:
            findings = problem.findings
            statuses.append(problem.exit_status)
            row: dict[str, Any] = {"path": name}
        else:
            findings = as_errors(found.findings) if strict else found.findings
            statuses.append(status_of(findings))
            row = {**found.to_json(), "path": name}
            _show(options, row)
        documents.append({**row, "findings": findings_json(options, findings)})
        report(options, findings)
    answer(options, documents)
    return worst_status(statuses)


def _found(file: Path, options: Globals) -> Path:
    """Find a file as given from the current folder, then from the workspace."""
    if file.exists() or options.directory is None:
        return file
    return options.directory / file


def _existing(path: Path, shown: str) -> Path:
    if not path.exists():
        raise no_such_file(Place(shown))
    return path


def _show(options: Globals, row: dict[str, Any]) -> None:
    show(
        options,
        f"{row['path']}: {row['codec']}, {row['channels']} ch, {row['sample_rate']} Hz, "
        f"{row['duration']:.3f} s",
    )
    for key, name, unit in ROWS:
        value = row.get(key)
        text = "–" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
        unit = "" if value is None else unit
        show(options, f"  {name.to(options.language):24} {text:>8} {unit}".rstrip())
    silence = Text("im lặng", "silence").to(options.language)
    for start, end in row.get("silences", ()):
        show(options, f"  {silence:24} {start:.2f}–{end:.2f} s")
