"""What is said of a station's own calendar, in two languages."""

from __future__ import annotations

from typing import Any

from radioprog.kernel.findings import Finding, Place, Text, error, warning


def not_a_calendar(shown: str, reason: str) -> Finding:
    """A file that is no calendar."""
    return error(
        "not-a-calendar",
        Text(f"không đọc được lịch này ({reason})", f"this calendar cannot be read ({reason})"),
        Text("xuất lại tệp .ics từ phần mềm lịch", "export the .ics file from the calendar again"),
        Place(shown, 1, 1),
    )


def unreadable(shown: str, name: str, reason: str) -> Finding:
    """An event that cannot be read."""
    return warning(
        "busy-event-unreadable",
        Text(f"không hiểu sự kiện {name} ({reason})", f"cannot read the event {name} ({reason})"),
        Text(
            "sửa sự kiện trong phần mềm lịch rồi xuất lại", "mend it in the calendar, export again"
        ),
        Place(shown),
    )


def rule_unknown(shown: str, name: str, rule: dict[str, Any]) -> Finding:
    """A rule that cannot be followed."""
    words = ", ".join(sorted(str(key) for key in rule))
    return warning(
        "busy-rule-unknown",
        Text(f"không theo được cách lặp của {name} ({words})",
             f"the repetition of {name} cannot be followed ({words})"),
        Text("lặp theo ngày, tuần, tháng hoặc năm", "let it repeat by day, week, month or year"),
        Place(shown),
    )  # fmt: skip


def too_many(shown: str, count: int) -> Finding:
    """More events than are read."""
    return error(
        "busy-too-many",
        Text(f"lịch có quá nhiều sự kiện ({count})", f"the calendar has too many events ({count})"),
        Text("xuất một khoảng thời gian ngắn hơn", "export a shorter time"),
        Place(shown),
    )


def too_long(shown: str, name: str) -> Finding:
    """A rule that goes on too long."""
    return error(
        "busy-too-long",
        Text(f"cách lặp của {name} kéo quá dài", f"the repetition of {name} goes on too long"),
        Text("đặt ngày bắt đầu gần đây hơn", "let it begin nearer to now"),
        Place(shown),
    )
