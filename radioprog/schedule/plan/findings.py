"""What is said of a schedule file that cannot be meant."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

WRITE_A_SLOT = Text("viết mã của một khung giờ", "write a slot's id")
_TWICE = Text("{name} đã có ở {first}", "{name} already stands at {first}")
_ANOTHER_ID = Text("đặt mã khác cho một trong hai", "give one of the two another id")

DOUBLE_SLOT = codes.error("duplicate-slot", _TWICE, _ANOTHER_ID)
SLOTS_BY_CASE = codes.warning(
    "duplicate-slot",
    Text(
        "{name} chỉ khác {other} ({first}) ở chữ hoa, chữ thường",
        "{name} differs from {other} ({first}) only by capitals",
    ),
    _ANOTHER_ID,
    variant="case",
)
DOUBLE_PROFILE = codes.error("duplicate-profile", _TWICE, _ANOTHER_ID)
DOUBLE_HOLIDAY = codes.error(
    "duplicate-holiday",
    Text(
        "ngày {date} đã ghi ở {first}, chỗ nghỉ chỗ không",
        "{date} already stands at {first}, once off and once on",
    ),
    Text("giữ một dòng, xóa dòng kia", "keep one of the two lines, delete the other"),
)
ENDS_FIRST = codes.error(
    "bad-dates",
    Text(
        "{slot}: đến ngày {last} lại trước từ ngày {first}",
        "{slot} ends on {last}, before it begins on {first}",
    ),
    Text("sửa từ ngày (from) hoặc đến ngày (to)", "put from or to right"),
)
SECONDS_ONLY = codes.warning(
    "probable-slip",
    Text(
        "{slot}: thời lượng chỉ {seconds} giây, có phải gõ nhầm?",
        "{slot} lasts only {seconds} s; is it a slip?",
    ),
    Text("nếu là {seconds} phút, viết: {better}", "if {seconds} min are meant, write: {better}"),
)
VERY_LONG = codes.info(
    "probable-slip",
    Text(
        "{slot}: thời lượng {hours} giờ, có phải gõ nhầm?",
        "{slot} lasts {hours} hours; is it a slip?",
    ),
    Text("nếu là {hours} phút, viết: {better}", "if {hours} min are meant, write: {better}"),
    variant="hours",
)
DOUBLE_REPEAT = codes.error(
    "duplicate-repeat",
    Text("một giờ phát lại ghi hai lần", "the same repeat stands twice"),
    Text("xóa một lần", "delete one of them"),
)
REPEAT_BEFORE_FIRST = codes.error(
    "repeat-before-first",
    Text("giờ phát lại không sau giờ phát đầu", "a repeat does not come after the first run"),
    Text("nếu là sáng hôm sau, viết: hôm sau {at}", "for the next morning write: next day {at}"),
)
EVERY_IS_FOR_EMERGENCIES = codes.error(
    "repeat-for-emergency",
    Text(
        "phát lại theo chu kỳ chỉ dùng một lần cho tin khẩn cấp",
        "repeats at even steps are for emergencies, and only one such rule",
    ),
    Text(
        "thêm priority: khẩn cấp, hoặc ghi từng giờ", "add priority: emergency, or list the times"
    ),
)
EVERY_NEEDS_END = codes.error(
    "repeat-needs-end",
    Text("chu kỳ phát lại chưa có lúc kết thúc", "the repeats have no end"),
    Text(
        "viết: mỗi 2 giờ đến 2026-10-28 18:00, hoặc thêm to",
        "write: every 2h until 2026-10-28 18:00, or add to",
    ),
)
DOES_NOTHING = codes.error(
    "empty-exception",
    Text("ngoại lệ không nói phải làm gì", "this exception does not say what to do"),
    Text(
        "thêm cancel (hủy), move (dời), programme (chương trình) hoặc length (thời lượng)",
        "add cancel, move, programme or length",
    ),
)
CANCELS_AND_MORE = codes.error(
    "cancel-and-more",
    Text("đã hủy thì không dời hay đổi được", "what is cancelled cannot be moved or changed too"),
    Text("giữ cancel, hoặc giữ phần còn lại", "keep cancel, or keep the rest"),
)
RANGE_BACKWARDS = codes.error(
    "bad-dates",
    Text("khoảng ngày đi ngược: {first} đến {last}", "these dates run backwards: {first}, {last}"),
    Text("viết ngày sớm trước: {last}..{first}", "write the earlier one first: {last}..{first}"),
    variant="range",
)
RANGE_TOO_LONG = codes.error(
    "bad-dates",
    Text("khoảng ngày dài {days} ngày, nhiều nhất {most}", "{days} days, {most} at the most"),
    Text(
        "sửa năm, hoặc cho khung giờ kết thúc: to (đến ngày)",
        "put the year right, or let the slot end: to",
    ),
    variant="long",
)
TOO_MANY_AT_ONCE = codes.error(
    "exception-too-wide",
    Text(
        "một dòng này đổi {count} lần phát, nhiều nhất {most}",
        "this one line changes {count} airings, {most} at the most",
    ),
    Text(
        "ghi ít ngày hơn, hoặc cho khung giờ kết thúc: to (đến ngày)",
        "name fewer days, or let the slots end: to",
    ),
)
RANGE_TO_ONE_DAY = codes.error(
    "bad-dates",
    Text("dời nhiều ngày vào cùng một ngày", "several days are moved to one and the same"),
    Text("chỉ ghi giờ mới: move: {at}", "write the new hour only: move: {at}"),
    variant="move",
)
UNKNOWN_SLOT = codes.error(
    "unknown-slot",
    Text("không có khung giờ {name}", "there is no slot {name}"),
    Text("{suggestion}", "{suggestion}"),
)
RELAY_IS_FIXED = codes.error(
    "relay-is-fixed",
    Text("tiếp sóng {slot} không dời, không đổi được", "the relay {slot} cannot be moved"),
    Text("chỉ có thể hủy: cancel: lý do", "it can only be cancelled: cancel: why"),
)
UNKNOWN_MESSAGE = codes.error(
    "unknown-alert",
    Text("{id} thay cho {of}, mà không có tin {of}", "{id} follows {of}, which is not there"),
    Text("xem danh sách: radioprog alert list", "see the list: radioprog alert list"),
    variant="of",
)
