"""What is said of what was aired: rows that cannot be read, clocks that are wrong, no evidence."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

UNKNOWN_LOG = codes.error(
    "unknown-log",
    Text(
        "không nhận ra đây là nhật ký phát sóng loại nào",
        "this is no log of what was aired that is known",
    ),
    Text(
        "ghi ra CSV với các cột {columns:list}, hoặc khai báo cột trong {file} rồi thêm "
        "--format TÊN",
        "save it as CSV with the columns {columns:list}, or declare its columns in {file} and add "
        "--format NAME",
    ),
)
EMPTY_LOG = codes.error(
    "unknown-log",
    Text("tệp trống, không có dòng nào", "the file is empty, it has no line"),
    Text("xin đài gửi lại tệp, hoặc xuất lại nhật ký", "ask for the file again, or export it anew"),
    variant="empty",
)
UNKNOWN_FORMAT = codes.error(
    "unknown-format",
    Text("không có loại nhật ký tên {name}", "there is no log format {name}"),
    Text("{suggestion}", "{suggestion}"),
)
SEE_FORMATS = Text("dùng một trong: {known:list}", "use one of: {known:list}")
NOT_OF_FORMAT = codes.error(
    "not-of-format",
    Text("tệp này không phải loại {name}", "this file is not of the format {name}"),
    Text("bỏ --format để máy tự nhận ra", "leave --format out, so that it is recognised"),
)
DAMAGED_WORKBOOK = codes.error(
    "damaged-workbook",
    Text("không đọc được tệp Excel này ({reason})", "this workbook cannot be read ({reason})"),
    Text("mở bằng Excel rồi lưu lại", "open it in Excel and save it again"),
)
AMBIGUOUS_DATE = codes.error(
    "ambiguous-date",
    Text(
        "{written} có thể là ngày {one} hoặc ngày {two}, tệp này không có ngày nào cho biết",
        "{written} may be {one} or {two}, and no date of this file tells which",
    ),
    Text(
        "viết ngày dạng {one}, hoặc ghi vào {file}:  formats: {{{name}: {{date: dmy}}}}",
        "write dates as {one}, or put into {file}:  formats: {{{name}: {{date: dmy}}}}",
    ),
)
MIXED_DATES = codes.error(
    "ambiguous-date",
    Text(
        "trong tệp này có ngày chỉ đọc được kiểu ngày/tháng, có ngày chỉ đọc được kiểu tháng/ngày",
        "some dates of this file can only be day/month, others only month/day",
    ),
    Text("viết mọi ngày dạng 2026-04-03", "write all dates as in 2026-04-03"),
    variant="mixed",
)
ROW_UNREAD = codes.warning(
    "row-unread",
    Text(
        "dòng này chưa hiểu được ({problem}), vẫn giữ nguyên trong sổ: {raw}",
        "this row could not be read ({problem}); it is kept as it is: {raw}",
    ),
    Text("sửa dòng trong tệp rồi nhập lại", "mend the row in the file and import it again"),
)
ROWS_DISAGREE = codes.warning(
    "rows-disagree",
    Text(
        "buổi {airing}: dòng này nói khác dòng {other}, một dòng đã phát, một dòng không phát",
        "airing {airing}: this row and row {other} disagree, one says played, one not played",
    ),
    Text("hỏi lại đài, sửa một dòng rồi nhập lại", "ask the station, mend one and import again"),
)
NOTHING_SAID = codes.warning(
    "nothing-said",
    Text("tờ này chưa ghi buổi nào đã phát hay không", "no row of this form says what was played"),
    Text(
        "đài ghi x hoặc không vào cột đã phát rồi gửi lại",
        "let the station write x or no into the column played and send it again",
    ),
)
CODE_PAGE = codes.warning(
    "wrong-code-page",
    Text(
        "dòng này có byte không thuộc bảng mã {name}; giữ nguyên trong sổ",
        "this row has bytes that are not of the code page {name}; they are kept as they are",
    ),
    Text("lưu lại tệp ở dạng UTF-8", "save the file as UTF-8"),
)
OPEN_QUOTE = codes.warning(
    "open-quote",
    Text(
        "có dấu ngoặc kép không đóng; đã đọc từng dòng một",
        "a quotation mark is not closed; each line was read by itself",
    ),
    Text("xóa dấu ngoặc kép thừa", "remove the quotation mark"),
)
NO_STATION = codes.error(
    "no-station",
    Text(
        "không biết tệp này của đài nào; chưa nhập dòng nào",
        "whose log this is is not known; nothing was imported from it",
    ),
    Text(
        "thêm --station MÃ, hoặc đặt mã đài vào tên tệp, như {example}",
        "add --station ID, or put the station's id into the file's name, as in {example}",
    ),
)
CLOCK_OFFSET = codes.warning(
    "clock-offset",
    Text(
        "đồng hồ phát của {station} lệch khoảng {seconds} giây (giữa {rows} buổi có mã)",
        "the clock of {station} is about {seconds} seconds off (median of {rows} runs with an id)",
    ),
    Text(
        "chỉnh đồng hồ của máy phát; giờ trong sổ không bị sửa",
        "set the clock of the playout machine; the times in the record are left as they are",
    ),
)
TO_THE_MINUTE = codes.info(
    "to-the-minute",
    Text(
        "nhật ký của {station} chỉ chính xác đến phút: mọi giờ là ±1 phút",
        "the log of {station} is precise to the minute: all its times are ±1 min",
    ),
    Text("", ""),
)
NO_EVIDENCE = codes.warning(
    "no-evidence",
    Text(
        "{station} có {airings} buổi phát mà chưa nhập nhật ký nào",
        "{station} has {airings} airings and no log of them yet",
    ),
    Text(
        "nhập nhật ký: radioprog asrun import TỆP --station {station}",
        "import its log: radioprog asrun import FILE --station {station}",
    ),
)
WRONG_EDITION = codes.warning(
    "wrong-edition",
    Text(
        "{station}, {when}: đã phát tệp khác với bản được giao ({title})",
        "{station}, {when}: another file than the one delivered was played ({title})",
    ),
    Text(
        "kiểm tra tệp trên máy phát, so sha256 với tờ lịch hoặc gói",
        "check the file on the playout machine: compare its sha256 with the sheet or the pack",
    ),
)
UNKNOWN_AIRING = codes.error(
    "unknown-airing",
    Text("không có buổi phát nào mã {airing}", "there is no airing {airing}"),
    Text("{suggestion}", "{suggestion}"),
)
SEE_AIRINGS = Text(
    "chép mã từ tờ nhật ký: radioprog asrun sheet ĐÀI",
    "copy the id from the sheet: radioprog asrun sheet STATION",
)
UNKNOWN_REASON = codes.error(
    "unknown-reason",
    Text("không có mã lý do {code}", "there is no reason {code}"),
    Text("{suggestion}", "{suggestion}"),
)
SEE_REASONS = Text("dùng một trong: {known:list}", "use one of: {known:list}")
NO_MONTH = codes.error(
    "no-month",
    Text("{written} không phải một tháng", "{written} is no month"),
    Text("viết tháng dạng 2026-03", "write a month as in 2026-03"),
)
