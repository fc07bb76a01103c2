"""What is said of emergency messages that are issued, updated or ended."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_SUGGESTED = Text("{suggestion}", "{suggestion}")
SEE_ALERTS = Text("xem danh sách: radioprog alert list", "see the list: radioprog alert list")
SEE_LEVELS = Text(
    "ghi cấp rủi ro thiên tai 1 đến 5, màu (xanh, vàng, cam, đỏ, tím), hoặc khẩn cấp",
    "give the level of risk, 1 to 5, its colour (blue, yellow, orange, red, purple), or emergency",
)
SEE_HAZARDS = Text("chọn trong: {names:list}", "choose among: {names:list}")
UNKNOWN_ALERT = codes.error(
    "unknown-alert", Text("không có tin khẩn cấp {id}", "there is no alert {id}"), _SUGGESTED
)
AMBIGUOUS_ALERT = codes.error(
    "ambiguous-alert",
    Text("{id} có thể là nhiều tin: {ids:list}", "{id} may be several alerts: {ids:list}"),
    Text("ghi cả mã: {first}", "write the whole id: {first}"),
)
ALERT_OVER = codes.error(
    "alert-over",
    Text("tin {id} đã hết hiệu lực ({when})", "alert {id} is over ({when})"),
    Text("phát tin mới: radioprog alert new …", "issue a new one: radioprog alert new …"),
)
NOT_YET_APPROVED = codes.error(
    "alert-waits",
    Text("tin {id} còn chờ người duyệt", "alert {id} still waits for approval"),
    Text("radioprog alert approve {id} --by …", "radioprog alert approve {id} --by …"),
    variant="before",
)
NO_UNTIL = codes.error(
    "missing-until",
    Text("phải ghi tin có hiệu lực đến bao giờ", "it must be said until when the alert holds"),
    Text('thêm: --until "18:00 3/12/2026"', 'add: --until "2026-12-03 18:00"'),
)
BAD_UNTIL = codes.error(
    "bad-time",
    Text("{written} không phải là một thời điểm", "{written} is no moment"),
    Text(
        'viết như: --until "2026-12-03 18:00", --until 18:00 hoặc --until "+6 giờ"',
        'write it like: --until "2026-12-03 18:00", --until 18:00 or --until "+6h"',
    ),
    variant="until",
)
ENDS_IN_THE_PAST = codes.error(
    "alert-in-the-past",
    Text("tin hết hiệu lực lúc {until}, đã qua (bây giờ là {now})", "{until} is past ({now} now)"),
    Text("ghi một thời điểm còn ở phía trước: --until …", "give a time to come: --until …"),
)
TOO_LONG_IN_FORCE = codes.error(
    "alert-too-long",
    Text(
        "tin có hiệu lực {days} ngày, dài hơn {most} ngày",
        "the alert would hold {days} days, more than {most}",
    ),
    Text(
        "ghi --until gần hơn; còn nguy hiểm thì cập nhật sau: radioprog alert update",
        "give a nearer --until, and renew it later: radioprog alert update",
    ),
)
BAD_LEVEL = codes.error(
    "bad-level", Text("không có cấp độ {written}", "there is no level {written}"), SEE_LEVELS
)
UNKNOWN_HAZARD = codes.error(
    "unknown-hazard", Text("không có loại khẩn cấp {name}", "no such hazard: {name}"), _SUGGESTED
)
NOTHING_SAID = codes.error(
    "empty-alert",
    Text("tin không có lời nào", "the alert says nothing"),
    Text(
        'viết lời: radioprog alert new "Nước lên nhanh, sơ tán ngay" …',
        'write what is to be said: radioprog alert new "…" …',
    ),
)
TOO_MUCH_SAID = codes.error(
    "alert-text-too-long",
    Text("tin dài {count} chữ cái, nhiều hơn {most}", "{count} characters, more than {most}"),
    Text("rút ngắn: tin khẩn cấp phải nghe hết được", "shorten it: it has to be heard to its end"),
)
NO_STATIONS_CHOSEN = codes.error(
    "no-station-chosen",
    Text("{written} không chọn đài nào", "{written} chooses no station"),
    Text("xem danh sách: radioprog stations", "see the list: radioprog stations"),
    variant="alert",
)
NOT_MADE = codes.error(
    "alert-not-built",
    Text("chưa dựng được tiếng của tin {id}", "the sound of alert {id} could not be made"),
    Text(
        "sửa lỗi nêu trên rồi gõ lại lệnh: tin {id} sẽ được làm tiếp",
        "mend what is told above and run the command again: {id} is gone on with",
    ),
    variant="failed",
)
FILE_NOT_ADDED_TO = codes.error(
    "alerts-not-written",
    Text("không ghi thêm được vào tệp này", "nothing can be added to this file"),
    Text(
        "sửa lỗi trong tệp (radioprog check), hoặc đổi tên nó đi rồi gõ lại lệnh",
        "mend it (radioprog check), or name it otherwise and run the command again",
    ),
)
WAITS = codes.warning(
    "alert-waits",
    Text(
        "tin {id} CHƯA phát: còn chờ người thứ hai duyệt ({who:or})",
        "alert {id} is NOT on air: a second person has to approve it ({who:or})",
    ),
    Text(
        "người ấy gõ: radioprog alert approve {id} --by …",
        "that person runs: radioprog alert approve {id} --by …",
    ),
)
GUESSED_HAZARD = codes.info(
    "hazard-by-words",
    Text("loại khẩn cấp: {name}, phát lại mỗi {every}", "hazard: {name}, repeated every {every}"),
    Text("nếu không đúng: --hazard {names:or}", "if that is wrong: --hazard {names:or}"),
)
STANDS_ALREADY = codes.info(
    "alert-stands",
    Text("tin {id} đã phát hành, không phát thêm tin nữa", "alert {id} is out already"),
    Text(
        "đổi nội dung: radioprog alert update {id} …", "to change it: radioprog alert update {id}"
    ),
)
