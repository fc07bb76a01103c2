"""What the calendar lint says, by code: how much it weighs, what is amiss, what to do."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

codes.error(
    "ics-line-end",
    Text("dòng không kết thúc bằng CRLF{tail}", "the line does not end with CRLF{tail}"),
    Text("xuất lại tệp; đừng sửa bằng tay", "export the file again; do not edit it by hand"),
)
codes.error(
    "ics-fold",
    Text("dòng dài hơn 75 byte{tail}", "the line is longer than 75 bytes{tail}"),
    Text("gấp dòng: CRLF rồi một dấu cách", "fold it: CRLF and a space"),
)
codes.error(
    "ics-control",
    Text("có ký tự điều khiển{tail}", "a control character stands here{tail}"),
    Text("xóa ký tự đó", "delete the character"),
)
codes.error(
    "ics-utf8",
    Text(
        "dòng bị cắt giữa chữ hoặc không phải UTF-8{tail}",
        "the line is cut within a letter, or not UTF-8{tail}",
    ),
    Text("lưu tệp bằng UTF-8, gấp dòng giữa hai chữ", "save as UTF-8, fold between letters"),
)
codes.warning(
    "ics-nfc",
    Text("dấu tiếng Việt tách rời khỏi chữ{tail}", "accents stand apart from their letters{tail}"),
    Text("chuẩn hóa chữ về dạng NFC", "bring the text to NFC"),
)
codes.warning(
    "ics-size",
    Text(
        "tệp lớn hơn 1 MB, có trình đọc không nhận{tail}",
        "over 1 MB, which some readers refuse{tail}",
    ),
    Text("dùng lịch lặp hoặc bớt số ngày", "use rules, or fewer days"),
)
codes.error(
    "ics-syntax",
    Text("không đọc được dòng này{tail}", "this line cannot be read{tail}"),
    Text("xuất lại tệp từ phần mềm lịch", "export the file again"),
)
codes.error(
    "ics-one-calendar",
    Text("tệp phải có đúng một VCALENDAR{tail}", "the file must hold exactly one VCALENDAR{tail}"),
    Text("tách thành nhiều tệp", "part it into several files"),
)
codes.error(
    "ics-value",
    Text("giá trị không đọc được{tail}", "a value cannot be read{tail}"),
    Text("sửa giá trị theo RFC 5545", "put it right after RFC 5545"),
)
codes.error(
    "ics-version",
    Text("thiếu VERSION:2.0{tail}", "VERSION:2.0 is missing{tail}"),
    Text("thêm VERSION:2.0", "add VERSION:2.0"),
)
codes.error(
    "ics-prodid",
    Text("thiếu PRODID{tail}", "PRODID is missing{tail}"),
    Text("thêm PRODID", "add PRODID"),
)
codes.error(
    "ics-method",
    Text("lịch đăng không được có METHOD{tail}", "a published feed must not have METHOD{tail}"),
    Text("xóa dòng METHOD", "delete the line METHOD"),
)
codes.warning(
    "ics-name",
    Text("lịch chưa có tên (NAME và X-WR-CALNAME){tail}", "no name (NAME and X-WR-CALNAME){tail}"),
    Text("thêm cả hai dòng tên", "add both lines"),
)
codes.warning(
    "ics-refresh",
    Text("chưa nói bao lâu tải lại một lần{tail}", "how often to reload is not said{tail}"),
    Text("thêm REFRESH-INTERVAL;VALUE=DURATION:PT6H", "add REFRESH-INTERVAL;VALUE=DURATION:PT6H"),
)
codes.error(
    "ics-value-kind",
    Text("thiếu tham số VALUE{tail}", "the parameter VALUE is missing{tail}"),
    Text("ghi rõ kiểu giá trị", "say the kind of the value"),
)
codes.error(
    "ics-missing",
    Text(
        "sự kiện thiếu thuộc tính bắt buộc{tail}",
        "the event lacks what every event must have{tail}",
    ),
    Text("thêm thuộc tính đó", "add it"),
)
codes.error(
    "ics-twice",
    Text("thuộc tính có nhiều hơn một lần{tail}", "it stands more than once{tail}"),
    Text("giữ một, xóa phần còn lại", "keep one, delete the rest"),
)
codes.warning(
    "ics-summary",
    Text("sự kiện không có tên{tail}", "the event has no name{tail}"),
    Text("thêm SUMMARY", "add SUMMARY"),
)
codes.error(
    "ics-unsafe-property",
    Text("nhiều trình đọc bỏ qua thuộc tính này{tail}", "many readers ignore this property{tail}"),
    Text("viết thành sự kiện riêng", "make events of their own"),
)
codes.error(
    "ics-date",
    Text("ngày giờ không có thật{tail}", "this date or time does not exist{tail}"),
    Text("viết dạng 20260303T173000", "write it as 20260303T173000"),
)
codes.error(
    "ics-zone",
    Text(
        "múi giờ không được khai báo trong tệp{tail}", "the zone is not declared in the file{tail}"
    ),
    Text("thêm VTIMEZONE cùng TZID", "add a VTIMEZONE with this TZID"),
)
codes.error(
    "ics-floating",
    Text(
        "giờ không có múi giờ, mỗi máy hiểu một khác{tail}",
        "a time without a zone means another on each machine{tail}",
    ),
    Text("thêm TZID", "add TZID"),
)
codes.error(
    "ics-end",
    Text("kết thúc trước khi bắt đầu{tail}", "it ends before it begins{tail}"),
    Text("sửa DTEND", "put DTEND right"),
)
codes.error(
    "ics-status",
    Text("STATUS không hợp lệ{tail}", "this STATUS does not exist{tail}"),
    Text("dùng CONFIRMED, TENTATIVE hoặc CANCELLED", "use CONFIRMED, TENTATIVE or CANCELLED"),
)
codes.error(
    "ics-sequence",
    Text("SEQUENCE không phải là số{tail}", "SEQUENCE is no number{tail}"),
    Text("ghi số nguyên từ 0", "write a whole number from 0"),
)
codes.warning(
    "ics-attach",
    Text("tệp đính kèm chưa ghi kiểu{tail}", "the attachment does not say its type{tail}"),
    Text("thêm FMTTYPE=audio/mpeg", "add FMTTYPE=audio/mpeg"),
)
codes.error(
    "ics-stamp",
    Text("DTSTAMP phải theo giờ UTC{tail}", "DTSTAMP must be in UTC{tail}"),
    Text("ghi giờ UTC, có chữ Z", "write it in UTC, with Z"),
)
codes.error(
    "ics-rule",
    Text("cách lặp này nhiều trình đọc hiểu sai{tail}", "many readers get this rule wrong{tail}"),
    Text(
        "chỉ dùng DAILY, WEEKLY với BYDAY, MONTHLY theo thứ; còn lại viết từng sự kiện",
        "use DAILY, WEEKLY with BYDAY, MONTHLY by weekday; else single events",
    ),
)
codes.error(
    "ics-interval",
    Text(
        "INTERVAL phải từ 1, số khác làm treo trình đọc{tail}",
        "INTERVAL must be 1 or more, else readers hang{tail}",
    ),
    Text("ghi INTERVAL=1 hoặc bỏ đi", "write INTERVAL=1 or leave it out"),
)
codes.error(
    "ics-count",
    Text("COUNT quá lớn hoặc không phải số{tail}", "COUNT is too large, or no number{tail}"),
    Text("dùng UNTIL", "use UNTIL"),
)
codes.error(
    "ics-until",
    Text("UNTIL phải theo giờ UTC{tail}", "UNTIL must be in UTC{tail}"),
    Text("ghi giờ UTC, có chữ Z", "write it in UTC, with Z"),
)
codes.error(
    "ics-utc-series",
    Text(
        "lịch lặp tính theo UTC sẽ lệch ngày ở Việt Nam{tail}",
        "a series that begins in UTC falls on other weekdays elsewhere{tail}",
    ),
    Text("ghi DTSTART với TZID", "write DTSTART with TZID"),
)
codes.error(
    "ics-override-rule",
    Text(
        "buổi thay đổi không được có RRULE{tail}", "a changed occurrence must not have RRULE{tail}"
    ),
    Text("xóa RRULE ở buổi này", "delete RRULE here"),
)
codes.error(
    "ics-double",
    Text("hai sự kiện cùng UID{tail}", "two events have one UID{tail}"),
    Text("mỗi sự kiện một UID riêng", "give each a UID of its own"),
)
codes.error(
    "ics-range",
    Text(
        "nhiều trình đọc không hiểu THISANDFUTURE{tail}",
        "many readers do not know THISANDFUTURE{tail}",
    ),
    Text("kết thúc lịch cũ, mở lịch mới", "end the series, begin a new one"),
)
codes.error(
    "ics-no-master",
    Text("buổi thay đổi không có lịch gốc{tail}", "a changed occurrence without its series{tail}"),
    Text("thêm lịch gốc cùng UID", "add the series with this UID"),
)
codes.error(
    "ics-override-zone",
    Text(
        "RECURRENCE-ID khác múi giờ với lịch gốc{tail}",
        "RECURRENCE-ID is in another zone than its series{tail}",
    ),
    Text("dùng cùng TZID", "use the same TZID"),
)
codes.error(
    "ics-both",
    Text(
        "một buổi vừa bị bỏ vừa bị thay{tail}", "one occurrence is both left out and changed{tail}"
    ),
    Text("giữ EXDATE hoặc RECURRENCE-ID", "keep EXDATE or RECURRENCE-ID"),
)
codes.error(
    "ics-alarm",
    Text("lịch đăng không được có chuông báo{tail}", "a public feed must have no alarms{tail}"),
    Text("xóa VALARM", "delete VALARM"),
)
