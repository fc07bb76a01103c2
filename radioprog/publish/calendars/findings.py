"""What is said when calendars are published."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

LARGE_FEED = codes.warning(
    "large-feed",
    Text("lịch nặng {size} kB, quá 1 MB", "the feed is {size} kB, over 1 MB"),
    Text(
        "gộp bớt khung giờ, hoặc bớt buổi phát theo ngày lẻ; có trình đọc lịch không nhận tệp lớn",
        "join slots, or use fewer single days; some readers refuse a large file",
    ),
)
ORPHAN_CALENDAR = codes.warning(
    "orphan-calendar",
    Text(
        "đài {station} không còn trong danh sách: lịch này đã đóng",
        "{station} is not in the list any more: this calendar is closed",
    ),
    Text(
        "nếu đài đã sáp nhập, ghi predecessors: {station} ở đài mới; xóa tệp khi không ai dùng nữa",
        "where it was merged, write predecessors: {station} at the new unit; delete the file when "
        "nobody uses it",
    ),
)
