"""What is said where slots, exceptions and profiles do not meet the network, in two languages."""

from __future__ import annotations

from radioprog.kernel.findings import Finding, Text, error, warning
from radioprog.kernel.near import did_you_mean
from radioprog.schedule.fill import Filling
from radioprog.schedule.slot import Plan, Slot, SlotException
from radioprog.schedule.station import Station


def no_station(slot: Slot) -> Finding:
    """A slot that chooses nobody."""
    return warning(
        "no-station",
        Text(f"{slot.id}: không chọn được đài nào", f"{slot.id} chooses no station"),
        Text("sửa stations (đài)", "put stations right"),
        slot.place,
        slot=slot.id,
    )


def unknown_profile(unit: Station, plan: Plan) -> Finding:
    """A profile that no schedule file has: nothing is held against it."""
    return warning(
        "unknown-profile",
        Text(f"không có quy định {unit.profile}", f"there is no profile {unit.profile}"),
        did_you_mean(
            unit.profile or "",
            plan.profiles,
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
        Text("sửa ngày, lần phát (run) hoặc đài, hoặc xóa dòng này",
             "put the date, run or stations right, or delete the line"),
        each.place,
        slot=each.slot,
    )  # fmt: skip


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
