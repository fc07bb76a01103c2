"""What is said of a schedule file that cannot be meant, in two languages."""

from __future__ import annotations

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.yaml.compound import Record


def double(code: str, name: str, place: Place, first: Place) -> Finding:
    """Two things under one name."""
    return error(
        code,
        Text(f"{name} đã có ở {first}", f"{name} already stands at {first}"),
        Text("đặt mã khác cho một trong hai", "give one of the two another id"),
        place,
    )


def ends_first(each: Record) -> Finding:
    """A slot that ends before it begins."""
    return error(
        "bad-dates",
        Text(
            f"{each['id']}: đến ngày {each['to']} lại trước từ ngày {each['from']}",
            f"{each['id']} ends on {each['to']}, before it begins on {each['from']}",
        ),
        Text("sửa from hoặc to", "put from or to right"),
        each.place_of("to"),
    )


def double_repeat(place: Place) -> Finding:
    """The same repeat twice."""
    return error(
        "duplicate-repeat",
        Text("một giờ phát lại ghi hai lần", "the same repeat stands twice"),
        Text("xóa một lần", "delete one of them"),
        place,
    )


def repeat_before_first(place: Place) -> Finding:
    """A repeat at or before its first run."""
    return error(
        "repeat-before-first",
        Text(
            "giờ phát lại không sau giờ phát đầu",
            "a repeat does not come after the first run",
        ),
        Text(
            "nếu là sáng hôm sau, viết: hôm sau 05:30", "for the next morning write: next day 05:30"
        ),
        place,
    )


def every_is_for_emergencies(place: Place) -> Finding:
    """Even steps for what is no emergency."""
    return error(
        "repeat-for-emergency",
        Text(
            "phát lại theo chu kỳ chỉ dùng một lần cho tin khẩn cấp",
            "repeats at even steps are for emergencies, and only one such rule",
        ),
        Text(
            "thêm priority: khẩn cấp, hoặc ghi từng giờ",
            "add priority: emergency, or list the times",
        ),
        place,
    )


def every_needs_end(place: Place) -> Finding:
    """Even steps without an end."""
    return error(
        "repeat-needs-end",
        Text("chu kỳ phát lại chưa có lúc kết thúc", "the repeats have no end"),
        Text(
            "viết: mỗi 2 giờ đến 2026-10-28 18:00, hoặc thêm to",
            "write: every 2h until 2026-10-28 18:00, or add to",
        ),
        place,
    )


def does_nothing(each: Record) -> Finding:
    """An exception that changes nothing."""
    return error(
        "empty-exception",
        Text("ngoại lệ không nói phải làm gì", "this exception does not say what to do"),
        Text(
            "thêm cancel (hủy), move (dời), programme (chương trình) hoặc length (thời lượng)",
            "add cancel, move, programme or length",
        ),
        each.place,
    )


def cancels_and_more(each: Record) -> Finding:
    """An exception that cancels and changes."""
    return error(
        "cancel-and-more",
        Text(
            "đã hủy thì không dời hay đổi được", "what is cancelled cannot be moved or changed too"
        ),
        Text("giữ cancel, hoặc giữ phần còn lại", "keep cancel, or keep the rest"),
        each.place,
    )
