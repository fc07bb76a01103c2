"""What is said where slots, exceptions and profiles do not meet the network, in two languages.

What is said of a station's own calendar, in two languages.
"""

from __future__ import annotations

from typing import Any

from radioprog.kernel.findings import Finding, Place, Text, error, warning
from radioprog.kernel.suggest import did_you_mean
from radioprog.schedule.airings.fill import Filling
from radioprog.schedule.plan.slot import Schedule, Slot, SlotException
from radioprog.schedule.stations.station import Station


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
        Text(
            f"không theo được cách lặp của {name} ({words})",
            f"the repetition of {name} cannot be followed ({words})",
        ),
        Text("lặp theo ngày, tuần, tháng hoặc năm", "let it repeat by day, week, month or year"),
        Place(shown),
    )


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


def no_station(slot: Slot) -> Finding:
    """A slot that chooses nobody."""
    return warning(
        "no-station",
        Text(f"{slot.id}: không chọn được đài nào", f"{slot.id} chooses no station"),
        Text("sửa stations (đài)", "put stations right"),
        slot.place,
        slot=slot.id,
    )


def unknown_profile(unit: Station, schedule: Schedule) -> Finding:
    """A profile that no schedule file has: nothing is held against it."""
    return warning(
        "unknown-profile",
        Text(f"không có quy định {unit.profile}", f"there is no profile {unit.profile}"),
        did_you_mean(
            unit.profile or "",
            schedule.profiles,
            Text("thêm vào profiles (quy định)", "add it under profiles"),
        ),
        unit.place,
    )


def misses(each: SlotException) -> Finding:
    """An exception that meets no airing."""
    return warning(
        "exception-without-airing",
        Text(
            f"{each.slot} không phát ngày {each.date}: ngoại lệ này không có tác dụng",
            f"{each.slot} is not on air on {each.date}: this exception has no effect",
        ),
        Text(
            "sửa ngày, lần phát (run) hoặc đài, hoặc xóa dòng này",
            "put the date, run or stations right, or delete the line",
        ),
        each.place,
        slot=each.slot,
    )


def two_for_one(each: SlotException, other: SlotException) -> Finding:
    """Two exceptions for one airing."""
    return error(
        "exception-twice",
        Text(
            f"hai ngoại lệ cho {each.slot} ngày {each.date}; ngoại lệ kia ở {other.place}",
            f"two exceptions for {each.slot} on {each.date}; the other stands at {other.place}",
        ),
        Text("gộp làm một, hoặc xóa một", "make them one, or delete one"),
        each.place,
        slot=each.slot,
    )


def unknown_programme(name: str, filling: Filling, source: Slot | SlotException) -> Finding:
    """A programme that no script has."""
    return error(
        "unknown-programme",
        Text(f"không có kịch bản {name}", f"there is no script {name}"),
        did_you_mean(
            name,
            filling.names(),
            Text(
                "viết tên một tệp trong scripts/, bỏ .md", "write a file of scripts/, without .md"
            ),
        ),
        source.place,
    )
