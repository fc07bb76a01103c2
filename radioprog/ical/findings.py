"""What the calendar lint says, by code: how much it weighs, what is amiss, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from radioprog.kernel.findings import Text

_Row = tuple[str, Text, Text]

REMEDIES: Mapping[str, _Row] = {
    "ics-line-end": (
        "error",
        Text("dòng không kết thúc bằng CRLF", "the line does not end with CRLF"),
        Text("xuất lại tệp; đừng sửa bằng tay", "export the file again; do not edit it by hand"),
    ),
    "ics-fold": (
        "error",
        Text("dòng dài hơn 75 byte", "the line is longer than 75 bytes"),
        Text("gấp dòng: CRLF rồi một dấu cách", "fold it: CRLF and a space"),
    ),
    "ics-control": (
        "error",
        Text("có ký tự điều khiển", "a control character stands here"),
        Text("xóa ký tự đó", "delete the character"),
    ),
    "ics-utf8": (
        "error",
        Text(
            "dòng bị cắt giữa chữ hoặc không phải UTF-8",
            "the line is cut within a letter, or not UTF-8",
        ),
        Text("lưu tệp bằng UTF-8, gấp dòng giữa hai chữ", "save as UTF-8, fold between letters"),
    ),
    "ics-nfc": (
        "warning",
        Text("dấu tiếng Việt tách rời khỏi chữ", "accents stand apart from their letters"),
        Text("chuẩn hóa chữ về dạng NFC", "bring the text to NFC"),
    ),
    "ics-size": (
        "warning",
        Text("tệp lớn hơn 1 MB, có trình đọc không nhận", "over 1 MB, which some readers refuse"),
        Text("dùng lịch lặp hoặc bớt số ngày", "use rules, or fewer days"),
    ),
    "ics-syntax": (
        "error",
        Text("không đọc được dòng này", "this line cannot be read"),
        Text("xuất lại tệp từ phần mềm lịch", "export the file again"),
    ),
    "ics-one-calendar": (
        "error",
        Text("tệp phải có đúng một VCALENDAR", "the file must hold exactly one VCALENDAR"),
        Text("tách thành nhiều tệp", "part it into several files"),
    ),
    "ics-value": (
        "error",
        Text("giá trị không đọc được", "a value cannot be read"),
        Text("sửa giá trị theo RFC 5545", "put it right after RFC 5545"),
    ),
    "ics-version": (
        "error",
        Text("thiếu VERSION:2.0", "VERSION:2.0 is missing"),
        Text("thêm VERSION:2.0", "add VERSION:2.0"),
    ),
    "ics-prodid": (
        "error",
        Text("thiếu PRODID", "PRODID is missing"),
        Text("thêm PRODID", "add PRODID"),
    ),
    "ics-method": (
        "error",
        Text("lịch đăng không được có METHOD", "a published feed must not have METHOD"),
        Text("xóa dòng METHOD", "delete the line METHOD"),
    ),
    "ics-name": (
        "warning",
        Text("lịch chưa có tên (NAME và X-WR-CALNAME)", "no name (NAME and X-WR-CALNAME)"),
        Text("thêm cả hai dòng tên", "add both lines"),
    ),
    "ics-refresh": (
        "warning",
        Text("chưa nói bao lâu tải lại một lần", "how often to reload is not said"),
        Text(
            "thêm REFRESH-INTERVAL;VALUE=DURATION:PT6H", "add REFRESH-INTERVAL;VALUE=DURATION:PT6H"
        ),
    ),
    "ics-value-kind": (
        "error",
        Text("thiếu tham số VALUE", "the parameter VALUE is missing"),
        Text("ghi rõ kiểu giá trị", "say the kind of the value"),
    ),
    "ics-missing": (
        "error",
        Text("sự kiện thiếu thuộc tính bắt buộc", "the event lacks what every event must have"),
        Text("thêm thuộc tính đó", "add it"),
    ),
    "ics-twice": (
        "error",
        Text("thuộc tính có nhiều hơn một lần", "it stands more than once"),
        Text("giữ một, xóa phần còn lại", "keep one, delete the rest"),
    ),
    "ics-summary": (
        "warning",
        Text("sự kiện không có tên", "the event has no name"),
        Text("thêm SUMMARY", "add SUMMARY"),
    ),
    "ics-unsafe-property": (
        "error",
        Text("nhiều trình đọc bỏ qua thuộc tính này", "many readers ignore this property"),
        Text("viết thành sự kiện riêng", "make events of their own"),
    ),
    "ics-date": (
        "error",
        Text("ngày giờ không có thật", "this date or time does not exist"),
        Text("viết dạng 20260303T173000", "write it as 20260303T173000"),
    ),
    "ics-zone": (
        "error",
        Text("múi giờ không được khai báo trong tệp", "the zone is not declared in the file"),
        Text("thêm VTIMEZONE cùng TZID", "add a VTIMEZONE with this TZID"),
    ),
    "ics-floating": (
        "error",
        Text(
            "giờ không có múi giờ, mỗi máy hiểu một khác",
            "a time without a zone means another on each machine",
        ),
        Text("thêm TZID", "add TZID"),
    ),
    "ics-end": (
        "error",
        Text("kết thúc trước khi bắt đầu", "it ends before it begins"),
        Text("sửa DTEND", "put DTEND right"),
    ),
    "ics-status": (
        "error",
        Text("STATUS không hợp lệ", "this STATUS does not exist"),
        Text("dùng CONFIRMED, TENTATIVE hoặc CANCELLED", "use CONFIRMED, TENTATIVE or CANCELLED"),
    ),
    "ics-sequence": (
        "error",
        Text("SEQUENCE không phải là số", "SEQUENCE is no number"),
        Text("ghi số nguyên từ 0", "write a whole number from 0"),
    ),
    "ics-attach": (
        "warning",
        Text("tệp đính kèm chưa ghi kiểu", "the attachment does not say its type"),
        Text("thêm FMTTYPE=audio/mpeg", "add FMTTYPE=audio/mpeg"),
    ),
    "ics-stamp": (
        "error",
        Text("DTSTAMP phải theo giờ UTC", "DTSTAMP must be in UTC"),
        Text("ghi giờ UTC, có chữ Z", "write it in UTC, with Z"),
    ),
    "ics-rule": (
        "error",
        Text("cách lặp này nhiều trình đọc hiểu sai", "many readers get this rule wrong"),
        Text(
            "chỉ dùng DAILY, WEEKLY với BYDAY, MONTHLY theo thứ; còn lại viết từng sự kiện",
            "use DAILY, WEEKLY with BYDAY, MONTHLY by weekday; else single events",
        ),
    ),
    "ics-interval": (
        "error",
        Text(
            "INTERVAL phải từ 1, số khác làm treo trình đọc",
            "INTERVAL must be 1 or more, else readers hang",
        ),
        Text("ghi INTERVAL=1 hoặc bỏ đi", "write INTERVAL=1 or leave it out"),
    ),
    "ics-count": (
        "error",
        Text("COUNT quá lớn hoặc không phải số", "COUNT is too large, or no number"),
        Text("dùng UNTIL", "use UNTIL"),
    ),
    "ics-until": (
        "error",
        Text("UNTIL phải theo giờ UTC", "UNTIL must be in UTC"),
        Text("ghi giờ UTC, có chữ Z", "write it in UTC, with Z"),
    ),
    "ics-utc-series": (
        "error",
        Text(
            "lịch lặp tính theo UTC sẽ lệch ngày ở Việt Nam",
            "a series that begins in UTC falls on other weekdays elsewhere",
        ),
        Text("ghi DTSTART với TZID", "write DTSTART with TZID"),
    ),
    "ics-override-rule": (
        "error",
        Text("buổi thay đổi không được có RRULE", "a changed occurrence must not have RRULE"),
        Text("xóa RRULE ở buổi này", "delete RRULE here"),
    ),
    "ics-double": (
        "error",
        Text("hai sự kiện cùng UID", "two events have one UID"),
        Text("mỗi sự kiện một UID riêng", "give each a UID of its own"),
    ),
    "ics-range": (
        "error",
        Text("nhiều trình đọc không hiểu THISANDFUTURE", "many readers do not know THISANDFUTURE"),
        Text("kết thúc lịch cũ, mở lịch mới", "end the series, begin a new one"),
    ),
    "ics-no-master": (
        "error",
        Text("buổi thay đổi không có lịch gốc", "a changed occurrence without its series"),
        Text("thêm lịch gốc cùng UID", "add the series with this UID"),
    ),
    "ics-override-zone": (
        "error",
        Text(
            "RECURRENCE-ID khác múi giờ với lịch gốc",
            "RECURRENCE-ID is in another zone than its series",
        ),
        Text("dùng cùng TZID", "use the same TZID"),
    ),
    "ics-both": (
        "error",
        Text("một buổi vừa bị bỏ vừa bị thay", "one occurrence is both left out and changed"),
        Text("giữ EXDATE hoặc RECURRENCE-ID", "keep EXDATE or RECURRENCE-ID"),
    ),
    "ics-alarm": (
        "error",
        Text("lịch đăng không được có chuông báo", "a public feed must have no alarms"),
        Text("xóa VALARM", "delete VALARM"),
    ),
}
