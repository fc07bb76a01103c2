"""What is said of a station list that cannot be read, in two languages."""

from __future__ import annotations

from collections.abc import Sequence

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.schedule.stations.station import COLUMNS, LEVEL_NAMES, LEVELS


def empty(file: str) -> Finding:
    """A list without a line."""
    return error(
        "empty-stations",
        Text("danh sách đài trống", "the station list is empty"),
        Text(f"dòng đầu: {','.join(COLUMNS)}", f"first line: {','.join(COLUMNS)}"),
        Place(file, 1, 1),
    )


def not_csv(place: Place, reason: str) -> Finding:
    """A line that is no CSV."""
    return error(
        "not-csv",
        Text(f"không đọc được dòng này ({reason})", f"this line cannot be read ({reason})"),
        Text(
            "lưu lại từ bảng tính dạng CSV UTF-8", "save it again from the spreadsheet as CSV UTF-8"
        ),
        place,
    )


def unknown_column(cell: str, place: Place) -> Finding:
    """A column that we do not know."""
    names = [word for name, words in COLUMNS.items() for word in (name, *words)]
    return error(
        "unknown-column",
        Text(f"không có cột {one_line(cell)}", f"unknown column {one_line(cell)}"),
        did_you_mean(
            cell, names, Text(f"các cột: {', '.join(COLUMNS)}", f"columns: {', '.join(COLUMNS)}")
        ),
        place,
    )


def double_column(cell: str, place: Place) -> Finding:
    """A column twice."""
    return error(
        "duplicate-column",
        Text(f"cột {one_line(cell)} có hai lần", f"the column {one_line(cell)} stands twice"),
        Text("xóa một cột", "delete one of them"),
        place,
    )


def missing_columns(missing: Sequence[str], place: Place) -> Finding:
    """Columns that must be there."""
    names = ", ".join(missing)
    return error(
        "missing-column",
        Text(f"thiếu cột {names}", f"the columns {names} are missing"),
        Text("thêm cột vào dòng đầu của tệp", "add them to the first line of the file"),
        place,
    )


def too_many_cells(place: Place) -> Finding:
    """More cells than headings."""
    return error(
        "too-many-cells",
        Text("dòng có nhiều ô hơn dòng tiêu đề", "this line has more cells than the heading"),
        Text("đặt giá trị có dấu phẩy trong ngoặc kép", "put values with a comma in double quotes"),
        place,
    )


def bad_id(written: str, place: Place) -> Finding:
    """An id that cannot name a file."""
    return error(
        "bad-station-id",
        Text(f"mã đài không dùng được: {written}", f"this id cannot be used: {written}"),
        Text(
            "dùng chữ không dấu, số và dấu gạch nối, ví dụ dan-hoa",
            "use letters, digits and hyphens, say dan-hoa",
        ),
        place,
    )


def no_name(identity: str, place: Place) -> Finding:
    """A unit without a name."""
    return error(
        "missing-name",
        Text(f"đài {identity} chưa có tên", f"the station {identity} has no name"),
        Text("điền cột name (tên)", "fill in the column name"),
        place,
    )


def bad_level(written: str, place: Place) -> Finding:
    """A level that does not exist."""
    levels = ", ".join(f"{level} ({LEVEL_NAMES[level][0]})" for level in LEVELS)
    return error(
        "bad-level",
        Text(f"không có cấp {written or '(trống)'}", f"unknown level {written or '(empty)'}"),
        Text(f"viết một trong: {levels}", f"write one of: {levels}"),
        place,
    )


def line_break(column: str, place: Place) -> Finding:
    """A cell over several lines."""
    return error(
        "line-break-in-cell",
        Text(f"ô {column} có xuống dòng", f"the cell {column} holds a line break"),
        Text(
            "viết trên một dòng; kiểm tra dấu ngoặc kép", "write it on one line; check the quotes"
        ),
        place,
    )


def bad_word(column: str, word: str, place: Place) -> Finding:
    """A word of a list that cannot be read."""
    return error(
        "bad-word",
        Text(f"từ không hợp lệ trong cột {column}: {word}", f"bad word in {column}: {word}"),
        Text(
            "dùng chữ, số, dấu gạch nối; cách nhau bằng dấu cách",
            "use letters, digits and hyphens, parted by spaces",
        ),
        place,
    )


def bad_date(written: str, place: Place) -> Finding:
    """A date that does not exist."""
    return error(
        "bad-date",
        Text(f"không có ngày {written}", f"there is no date {written}"),
        Text("viết năm-tháng-ngày, ví dụ 2025-07-01", "write year-month-day, say 2025-07-01"),
        place,
    )


def bad_degrees(written: str, most: float, place: Place) -> Finding:
    """A coordinate that is none."""
    return error(
        "bad-coordinate",
        Text(f"tọa độ không đúng: {written}", f"this is no coordinate: {written}"),
        Text(f"viết số độ từ -{most:g} đến {most:g}", f"write degrees from -{most:g} to {most:g}"),
        place,
    )


def double_id(identity: str, place: Place, where: int | None) -> Finding:
    """Two units under one id."""
    return error(
        "duplicate-station",
        Text(
            f"mã {identity} đã có ở dòng {where}",
            f"the id {identity} already stands in line {where}",
        ),
        Text(
            "mỗi đơn vị một mã riêng, kể cả khi trùng tên",
            "give each unit an id of its own, even where names are the same",
        ),
        place,
    )
