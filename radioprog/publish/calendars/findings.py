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
NETWORK_THINNED = codes.warning(
    "network-thinned",
    Text(
        "lịch toàn mạng chỉ ghi những buổi mà ít nhất {least} đài cùng phát; {count} mục khác nằm "
        "trong lịch riêng của từng đài",
        "the network's feed holds only what at least {least} stations air alike; {count} others "
        "stand in the stations' own calendars",
    ),
    Text(
        "điện thoại không nhận lịch quá 1 MB: muốn thấy đủ thì theo dõi lịch của từng đài",
        "phones refuse a feed over 1 MB: to see everything, follow the stations' own calendars",
    ),
)
ORPHAN_CALENDAR = codes.warning(
    "orphan-calendar",
    Text(
        "đài {station} không còn trong danh sách: lịch này đã đóng",
        "{station} is not in the list any more: this calendar is closed",
    ),
    Text(
        "nếu đài đã sáp nhập hay đổi mã: trả lại dòng cũ, ghi ngày cuối ở cột valid_to, và ghi "
        "{station} ở cột predecessors của đài mới; xóa tệp lịch khi không ai dùng nữa",
        "where it was merged or its id changed: bring its line back with its last day in valid_to, "
        "and write {station} in the column predecessors of the new unit; delete the file when "
        "nobody uses it",
    ),
)
