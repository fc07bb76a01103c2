"""What the audit tells: conflicts and their ways out, what gave way, breaches, empty places."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Severity, Text

codes: Codes = Codes(__name__)

# --- names and extents ---

REPEAT_CALLED = Text("{slot} (phát lại {run})", "{slot} (repeat {run})")
MOVED_CALLED = Text("{name} (dời từ ngày {day})", "{name} (moved from {day})")
FIRST_CALLED = Text("{slot}", "{slot}")
ON_ONE_DAY = Text("ngày {first}", "on {first}")
ON_DAYS = Text("{days} ngày, từ {first}", "{days} days, from {first}")
AT_ONE = Text("1 đài, {days} ngày, từ {first}", "1 station, {days} days, from {first}")
AT_STATIONS = Text(
    "{stations} đài, {days} ngày, từ {first}", "{stations} stations, {days} days, from {first}"
)
AT_STATIONS_ON_ONE_DAY = Text(
    "{stations} đài, 1 ngày, từ {first}", "{stations} stations, 1 day, from {first}"
)

# --- why two things cannot stand, by the clash's reason ---

BOTH_ON_AIR = Text(
    "{one} phát {first_hours}, còn {two} phát {second_hours}",
    "{one} is on air {first_hours} and {two} {second_hours}",
)
BOTH_PRIORITY = Text(
    "hai tin ưu tiên cùng lúc, thứ tự do xã quyết định: " + BOTH_ON_AIR.vi,
    "two priority items at once, their order is the commune's: " + BOTH_ON_AIR.en,
)
RUNS_OVER = Text(
    "{programme} dài hơn khung giờ {one} {seconds} giây, lấn vào {two}",
    "{programme} lasts {seconds} s longer than {one}, into {two}",
)
RUNS_OVER_BY_ESTIMATE = Text(
    "{programme} ước tính dài hơn khung giờ {one} {seconds} giây, lấn vào {two}",
    "{programme} is estimated to last {seconds} s longer than {one}, into {two}",
)
STATION_IS_BUSY = Text(
    "{one} phát {first_hours}, lúc đài bận: {title}",
    "{one} is on air {first_hours}, when the station is busy: {title}",
)
SILENCE = Text(
    "trống {seconds} giây giữa {one} và tiếp sóng {two}",
    "{seconds} s of silence between {one} and the relay {two}",
)

_WHY = Text("{reason} ({where})", "{reason} ({where})")
_WAYS = Text("{ways}", "{ways}")
CONFLICTS = {
    "overlap": codes.error("overlap", _WHY, _WAYS),
    "priority-clash": codes.error("priority-clash", _WHY, _WAYS),
    "overrun": codes.error("overrun", _WHY, _WAYS),
    "busy": codes.error("station-busy", _WHY, _WAYS),
    "gap": codes.info("gap-before-relay", _WHY, _WAYS),
}
NO_WAY = Text("sửa giờ hoặc ngày của một khung", "change the time or days of one slot")
CHOOSE = Text("chọn một cách:", "choose one:")
RUN_THIS = Text("chạy: radioprog schedule --apply {id}", "run: radioprog schedule --apply {id}")
FLOOD = codes.error(
    "too-many-conflicts",
    Text(
        "quá nhiều chỗ trùng, không kể hết (thêm {more}; {stations:list})",
        "too many conflicts to tell them all ({more} more; {stations:list})",
    ),
    Text("sửa các chỗ trùng trên rồi xem lại", "put right those above, then look again"),
)

# --- ways out, what they do and what comes of it ---

MOVE = Text("dời {name} ({when}) từ {was} sang {to}", "move {name} ({when}) from {was} to {to}")
LATER = Text("muộn hơn {minutes} phút, phát đủ cả hai", "{minutes} min later, everything is aired")
EARLIER = Text(
    "sớm hơn {minutes} phút, phát đủ cả hai", "{minutes} min earlier, everything is aired"
)
DROP = Text("bỏ {name} ({when})", "drop {name} ({when})")
NOT_AIRED = Text("lần phát này không lên sóng", "it does not go on air this time")
SHORTEN = Text("rút {name} ({when}) còn {length}", "shorten {name} ({when}) to {length}")
ENDS_IN_TIME = Text("kết thúc đúng lúc mục sau bắt đầu", "it ends when the next item begins")
SWAP = Text(
    "{second} phát trước, rồi đến {first} ({when})", "{second} first, then {first} ({when})"
)
OTHER_ORDER = Text("đổi thứ tự, phát đủ cả hai", "the order changes, both are aired")
CLASHES_WITH = Text("trùng {slot}", "clashes with {slot}")
BUSY = Text("đài bận", "the station is busy")

# --- what gave way ---

PREEMPTED = codes.warning(
    "pre-empted",
    Text("{name}: {what} ({where})", "{name}: {what} ({where})"),
    Text(
        "nếu muốn phát bù, thêm ngoại lệ move (dời)",
        "to make it good later, add an exception with move",
    ),
)
RELAY_PREEMPTED = codes.warning(
    "pre-empted",
    PREEMPTED.message,
    Text(
        "nếu cần giữ trọn tiếp sóng, đổi giờ tin khẩn cấp",
        "to keep the relay whole, change the time of the emergency",
    ),
    variant="relay",
)

# --- profiles ---

BREACHES = {
    "sessions": Text(
        "{figure} phiên một ngày, cho phép {limit}",
        "{figure} sessions in a day, {limit} allowed",
    ),
    "longest": Text(
        "một phiên dài {figure}, cho phép {limit}", "a session of {figure}, {limit} allowed"
    ),
    "days": Text("ngày không được phát", "a day without broadcasts"),
    "earliest": Text(
        "bắt đầu {figure}, sớm nhất {limit}", "starts at {figure}, {limit} at the earliest"
    ),
    "latest": Text(
        "kết thúc {figure}, muộn nhất {limit}", "ends at {figure}, {limit} at the latest"
    ),
}
_BREACH = Text(
    "quy định {profile}: {breach}; {slots:list} ({where})",
    "profile {profile}: {breach}; {slots:list} ({where})",
)
_AGREE = Text(
    "đổi giờ, bớt khung, hoặc sửa quy định", "change times, leave slots out, or the profile"
)
PROFILE = {rule: codes.warning(f"profile-{rule}", _BREACH, _AGREE) for rule in BREACHES}

# --- programmes in their slots ---

_SHORTEN_OR_LENGTHEN = Text(
    "rút ngắn kịch bản hoặc kéo dài khung giờ", "shorten the script or lengthen the slot"
)
OVER_LENGTH = codes.warning(
    "over-length",
    Text(
        "{programme} dài hơn khung {slot} {seconds} giây ({where})",
        "{programme} is {seconds} s longer than {slot} ({where})",
    ),
    _SHORTEN_OR_LENGTHEN,
)
OVER_LENGTH_BY_ESTIMATE = codes.warning(
    "over-length",
    Text(
        "{programme} ước tính dài hơn khung {slot} {seconds} giây ({where})",
        "{programme} is estimated to be {seconds} s longer than {slot} ({where})",
    ),
    _SHORTEN_OR_LENGTHEN,
    variant="estimate",
)
TOO_SHORT = codes.warning(
    "too-short",
    Text(
        "{programme} dài {length}, khung {slot} dài {slot_length}: còn trống {silent} ({where})",
        "{programme} lasts {length} in {slot} of {slot_length}: {silent} of silence ({where})",
    ),
    Text("thêm bài, hoặc rút khung giờ còn {length}", "add to it, or shorten the slot to {length}"),
)
NOT_BUILT = codes.warning(
    "not-built",
    Text(
        "{programme} chưa dựng thành tiếng, phát lần đầu {when} ({where})",
        "{programme} is not built yet, its first run is {when} ({where})",
    ),
    Text("chạy: radioprog build {path}", "run: radioprog build {path}"),
)
EARLY = codes.warning(
    "repeat-before-first",
    Text(
        "{name} ngày {date} bị bỏ vì đến trước lần phát đầu đã dời",
        "{name} on {date} is cancelled: it would come before its moved first run",
    ),
    Text("dời cả lần phát lại (run: 1)", "move the repeat as well (run: 1)"),
)
_ADD_SCRIPTS = Text(
    "thêm kịch bản ghi chuyên mục: {series}; hoặc ở khung ghi chọn bài: tên một kịch bản",
    "add scripts with series: {series}; or give the slot fill: the name of a script",
)
NO_SCRIPT = codes.warning(
    "series-dry",
    Text(
        "chuyên mục {series} chưa có bài nào: khung {slot} trống từ ngày {date}",
        "the series {series} has no programme: {slot} is empty from {date}",
    ),
    _ADD_SCRIPTS,
    variant="none",
)
RUNS_DRY = codes.warning(
    "series-dry",
    Text(
        "chuyên mục {series} hết bài: khung {slot} trống từ ngày {date}",
        "the series {series} runs dry: {slot} is empty from {date}",
    ),
    _ADD_SCRIPTS,
)


def ways_out(ways: list[tuple[int, str, Text]]) -> Text:
    """Word the ways out of a conflict, given as number, id and deed: one a line."""
    if not ways:
        return NO_WAY
    run = RUN_THIS.filled(id=ways[0][1])
    lines = [(f"  [{number}] {what.vi}", f"  [{number}] {what.en}") for number, _, what in ways]
    vi, en = zip((CHOOSE.vi, CHOOSE.en), *lines, (f"  {run.vi}", f"  {run.en}"), strict=True)
    return Text("\n".join(vi), "\n".join(en))


def severity_of(reason: str, *, certain: bool) -> Severity:
    """Return how much a conflict weighs: a warning where an overrun is estimated."""
    if reason == "overrun" and not certain:
        return Severity.WARNING
    return CONFLICTS[reason].severity
