"""What is said where slots, exceptions and calendars of stations do not meet the network."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

# --- why an airing is not as its rule has it, by `Cause` ---

REASONS = {
    "cancelled": Text("hủy: {words}", "cancelled: {words}"),
    "moved": Text("dời theo ngoại lệ", "moved by an exception"),
    "follows-first": Text("theo lần phát đầu đã dời", "follows its first run, which was moved"),
    "before-first": Text(
        "phát lại sẽ đến trước lần phát đầu (dời sang {day})",
        "the repeat would come before its first run (moved to {day})",
    ),
    "superseded": Text("đã có tin khẩn cấp mới hơn", "a newer emergency has taken its place"),
    "dropped": Text("bị bỏ, nhường {slot}", "dropped, gives way to {slot}"),
    "postponed": Text("nhường {slot}, dời sang {at}", "gives way to {slot}, moved to {at}"),
    "cut-start": Text("nhường {slot}, phát từ {at}", "gives way to {slot}, on air from {at}"),
    "cut-end": Text("nhường {slot}, dừng lúc {at}", "gives way to {slot}, ends at {at}"),
    "interrupted": Text(
        "ngắt để nhường {slot}, phát tiếp lúc {at}",
        "interrupted by {slot}, goes on at {at}",
    ),
}

# --- a station's own calendar ---

_EXPORT_AGAIN = Text(
    "xuất lại tệp .ics từ phần mềm lịch", "export the .ics file from the calendar again"
)
NOT_A_CALENDAR = codes.error(
    "not-a-calendar",
    Text(
        "tệp này không phải lịch iCalendar, hoặc đã hỏng",
        "this file is no iCalendar, or it is damaged",
    ),
    _EXPORT_AGAIN,
)
EMPTY_CALENDAR = codes.error(
    "not-a-calendar",
    Text("tệp lịch trống", "the calendar file is empty"),
    Text("xuất lại tệp .ics, hoặc xóa tệp này", "export the .ics file again, or delete this one"),
    variant="empty",
)
TRUNCATED = codes.error(
    "not-a-calendar",
    Text(
        "lịch bị cụt: thiếu END:{component}; chưa đọc hết",
        "the calendar is cut off: END:{component} is missing; not all of it was read",
    ),
    Text("tải lại tệp .ics cho đủ", "download the whole .ics file again"),
    variant="truncated",
)
EVENT_UNREADABLE = codes.warning(
    "busy-event-unreadable",
    Text("không hiểu sự kiện {title} ({why})", "cannot read the event {title} ({why})"),
    Text("sửa sự kiện trong phần mềm lịch rồi xuất lại", "mend it in the calendar, export again"),
)
NEGATIVE_LENGTH = Text("kết thúc trước khi bắt đầu", "it ends before it begins")
NO_START = Text("không có DTSTART đọc được", "no DTSTART that can be read")
PERIOD_UNREADABLE = Text("khoảng thời gian không đọc được", "a period that cannot be read")
ZONE_UNKNOWN = codes.warning(
    "busy-zone-unknown",
    Text(
        "không rõ múi giờ {zone} của {title}: coi là giờ của đài",
        "the time zone {zone} of {title} is not known: read by the station's own clock",
    ),
    Text(
        "xem lại giờ của sự kiện; chọn múi giờ Việt Nam trong phần mềm lịch rồi xuất lại",
        "look at the event's time; choose a known zone in the calendar, export again",
    ),
)
RULE_UNKNOWN = codes.warning(
    "busy-rule-unknown",
    Text(
        "không theo được cách lặp của {title} ({words:list})",
        "the repetition of {title} cannot be followed ({words:list})",
    ),
    Text("lặp theo ngày, tuần, tháng hoặc năm", "let it repeat by day, week, month or year"),
)
TOO_MANY_EVENTS = codes.error(
    "busy-too-many",
    Text("lịch có quá nhiều sự kiện ({count})", "the calendar has too many events ({count})"),
    Text("xuất một khoảng thời gian ngắn hơn", "export a shorter time"),
)
TOO_LONG = codes.error(
    "busy-too-long",
    Text("cách lặp của {title} kéo quá dài", "the repetition of {title} goes on too long"),
    Text("đặt ngày bắt đầu gần đây hơn", "let it begin nearer to now"),
)

# --- slots, exceptions and profiles ---

NO_STATION = codes.warning(
    "no-station",
    Text("{slot}: không chọn được đài nào", "{slot} chooses no station"),
    Text("sửa stations (đài)", "put stations right"),
)
UNKNOWN_PROFILE = codes.warning(
    "unknown-profile",
    Text("không có quy định {profile}", "there is no profile {profile}"),
    Text("{suggestion}", "{suggestion}"),
)
ADD_PROFILE = Text("thêm vào profiles (quy định)", "add it under profiles")
MISSES = codes.warning(
    "exception-without-airing",
    Text(
        "{slot} không phát ngày {date}: ngoại lệ này không có tác dụng",
        "{slot} is not on air on {date}: this exception has no effect",
    ),
    Text(
        "sửa ngày, lần phát (run) hoặc đài, hoặc xóa dòng này",
        "put the date, run or stations right, or delete the line",
    ),
)
TWO_FOR_ONE = codes.error(
    "exception-twice",
    Text(
        "hai ngoại lệ cho {slot} ngày {date}; ngoại lệ kia ở {other}",
        "two exceptions for {slot} on {date}; the other stands at {other}",
    ),
    Text("gộp làm một, hoặc xóa một", "make them one, or delete one"),
)
UNKNOWN_PROGRAMME = codes.error(
    "unknown-programme",
    Text("không có kịch bản {name}", "there is no script {name}"),
    Text("{suggestion}", "{suggestion}"),
)
WRITE_A_SCRIPT = Text(
    "viết tên một tệp trong scripts/, bỏ .md", "write a file of scripts/, without .md"
)
NUMBER_TWICE = codes.warning(
    "episode-number-twice",
    Text(
        "chuyên mục {series} có {count} bài cùng số {number}: {names:list}",
        "the series {series} has {count} scripts with the number {number}: {names:list}",
    ),
    Text("sửa episode (số) của một bài", "put the episode of one of them right"),
)
BEGINS_NOW = codes.info(
    "begins-now",
    Text(
        "{slot} chưa có từ ngày, bài chưa có ngày: coi như bài đầu phát từ {date}",
        "{slot} has no first day and its programmes no date: the first is taken to air on {date}",
    ),
    Text("thêm vào khung giờ: từ ngày: {date}", "add to the slot: from: {date}"),
)
MOVE_FAR = codes.warning(
    "move-far",
    Text(
        "{slot} ngày {date} dời {days} ngày, sang {to}: có phải gõ nhầm?",
        "{slot} on {date} is moved by {days} days, to {to}: is it a slip?",
    ),
    Text("sửa ngày sau move (dời)", "put the date after move right"),
)

# --- slots that never air ---

_NEVER = Text("{slot} không phát lần nào: ", "{slot} never airs: ")


def _never(why: Text) -> Text:
    return Text(_NEVER.vi + why.vi, _NEVER.en + why.en)


NEVER_BY_BOUNDS = codes.warning(
    "never-airs",
    _never(
        Text(
            "ngày phát nằm ngoài khoảng {first} đến {last}",
            "its days lie outside {first} to {last}",
        )
    ),
    Text(
        "sửa days (ngày phát), from (từ ngày) hoặc to (đến ngày)",
        "put days, from or to right",
    ),
    variant="bounds",
)
NEVER_BY_SKIP = codes.warning(
    "never-airs",
    _never(Text("mọi ngày phát đều bị bỏ (skip)", "every one of its days is skipped")),
    Text("sửa skip (bỏ) hoặc days (ngày phát)", "put skip or days right"),
    variant="skip",
)
NEVER_BY_RULE = codes.warning(
    "never-airs",
    _never(Text("không có ngày nào như {days}", "there is no day such as {days}")),
    Text("sửa days (ngày phát)", "put days right"),
    variant="rule",
)
NEVER_BY_STATIONS = codes.warning(
    "never-airs",
    _never(
        Text(
            "đài {stations:list} không còn (hoặc chưa) hiệu lực những ngày ấy",
            "{stations:list} is not valid on its days",
        )
    ),
    Text("sửa stations (đài), hoặc thời gian hiệu lực", "put stations right, or their validity"),
    variant="stations",
)
NEVER_BY_SUCCESSORS = codes.warning(
    "never-airs",
    NEVER_BY_STATIONS.message,
    Text("thay bằng đơn vị kế tục: {heirs:list}", "write its successor: {heirs:list}"),
    variant="successors",
)
NEVER_SOON = codes.warning(
    "never-airs",
    _never(
        Text("lần đầu mãi đến {date}, có phải gõ nhầm năm?", "not before {date}; is it a slip?")
    ),
    Text("sửa from (từ ngày) hoặc days (ngày phát)", "put from or days right"),
    variant="far",
)

# --- chains of repeats ---

CHAIN_WITHOUT_STEP = codes.warning(
    "repeat-needs-end",
    Text(
        "{slot}: chu kỳ phát lại hết lúc {until}, trước lần phát lại đầu tiên",
        "{slot}: its repeats end at {until}, before the first of them",
    ),
    Text("sửa ngày giờ sau chữ đến", "put the date and time after until right"),
    variant="over",
)
CHAIN_RESTARTS = codes.info(
    "repeats-superseded",
    Text(
        "{slot}: mỗi lần phát đầu mới thay chu kỳ phát lại của lần trước",
        "{slot}: each new first run ends the repeats of the one before",
    ),
    Text(
        "nếu chỉ báo một lần, ghi days là một ngày",
        "where it is one message, let days be one date",
    ),
)
CHAIN_TOO_LONG = codes.error(
    "repeat-too-many",
    Text(
        "{slot}: {count} lần phát lại, nhiều nhất {most}",
        "{slot}: {count} repeats, {most} at the most",
    ),
    Text("cho kết thúc sớm hơn, hoặc thưa hơn", "let them end sooner, or be fewer"),
)
