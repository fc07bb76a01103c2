"""``radioprog doctor``: what works on this machine, and the remedy for what does not."""

from __future__ import annotations

from pathlib import Path

from radioprog.cli.common import Globals, answer, findings_json, report, show, verb
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Xem máy này làm được gì: máy đọc, giọng, mã hóa, đĩa, múi giờ, mạng.",
        "See what works here: engines, voices, encoders, disk, zone data, network.",
    )
)
def command(options: Globals) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.doctor import examine

    checks = examine(options.directory or Path())
    findings = [check.finding for check in checks if check.finding is not None]
    answer(
        options,
        {
            "checks": [
                {
                    "name": check.name,
                    "works": check.works,
                    "detail": check.detail.to(options.language),
                }
                for check in checks
            ],
            "findings": findings_json(options, findings),
        },
    )
    for check in checks:
        mark = "✓" if check.works else "✗"
        show(options, f"{mark} {check.name:12} {check.detail.to(options.language)}")
    report(options, findings)
    return 3 if any(found.is_error for found in findings) else 0
