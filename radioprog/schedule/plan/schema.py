"""What a schedule file may say: its keys in both languages, and what each may hold."""

from __future__ import annotations

from dataclasses import replace

from radioprog.kernel.findings import Text
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, RecordKind
from radioprog.kernel.yaml.schema import ClockKind, DateKind, IntegerKind, TextKind
from radioprog.schedule.plan.kinds import (
    DATES,
    DAY_WORDS,
    EXEMPT,
    FILL,
    FIRST_YEAR,
    LENGTH,
    MOVE,
    PRIORITY,
    REPEAT,
    RUN,
    SELECTOR,
    SLOT_ID,
    SLOT_NAMES,
    YES_NO,
)
from radioprog.schedule.plan.slot import Fill

_STATIONS = Field(
    "stations", SELECTOR, Text("những đài nào", "which stations"), ("đài",), required=True
)
_DAYS = Field("days", DAY_WORDS, Text("phát những ngày nào", "on which days"), ("ngày phát",), True)
_AT = Field("at", ClockKind(), Text("giờ bắt đầu", "time of the start"), ("lúc",), required=True)
_LENGTH = Field("length", LENGTH, Text("thời lượng", "length"), ("thời lượng",), required=True)
_FROM = Field("from", DateKind(FIRST_YEAR), Text("từ ngày", "first day"), ("từ ngày",))
_TO = Field("to", DateKind(FIRST_YEAR), Text("đến ngày", "last day"), ("đến ngày",))
_SKIP = Field("skip", DAY_WORDS, Text("bỏ những ngày nào", "days left out"), ("bỏ",))
_ID_FIELD = Field("id", SLOT_ID, Text("mã riêng, không đổi", "an id that stays"), ("mã",), True)
_CATEGORY = ListKind(EXEMPT, commas=True)

PROFILE = RecordKind(
    (
        Field(
            "sessions",
            IntegerKind(1, 99),
            Text("nhiều nhất mấy phiên một ngày", "most sessions a day"),
            ("số phiên",),
        ),
        Field("longest", LENGTH, Text("một phiên dài nhất", "longest session"), ("dài nhất",)),
        Field("earliest", ClockKind(), Text("bắt đầu sớm nhất", "earliest start"), ("sớm nhất",)),
        Field(
            "latest",
            ClockKind(midnight=True),
            Text("kết thúc muộn nhất", "latest end"),
            ("muộn nhất",),
        ),
        Field(
            "days", DAY_WORDS, Text("những ngày được phát", "days with broadcasts"), ("ngày phát",)
        ),
        Field(
            "exempt",
            _CATEGORY,
            Text("loại không tính", "kinds that do not count"),
            ("miễn",),
            default=(),
        ),
    ),
    "profile",
)
RELAY = RecordKind(
    (
        _ID_FIELD,
        Field(
            "name", TextKind(200), Text("tên chương trình tiếp sóng", "what is relayed"), ("tên",)
        ),
        _STATIONS,
        _DAYS,
        _AT,
        _LENGTH,
        _FROM,
        _TO,
        _SKIP,
    ),
    "relay",
)
SLOT = RecordKind(
    (
        _ID_FIELD,
        Field("name", TextKind(200), Text("tên khung giờ", "what it is called"), ("tên",)),
        Field("series", TextKind(200), Text("chuyên mục", "series"), ("chuyên mục",)),
        _STATIONS,
        _DAYS,
        _AT,
        _LENGTH,
        _FROM,
        _TO,
        Field(
            "repeats",
            ListKind(REPEAT, commas=True, most=50),
            Text("phát lại", "repeats"),
            ("phát lại",),
            default=(),
        ),
        Field(
            "priority", PRIORITY, Text("mức ưu tiên", "priority"), ("ưu tiên",), default="normal"
        ),
        Field(
            "fill",
            FILL,
            Text("chọn bài thế nào", "how a programme is chosen"),
            ("chọn bài",),
            default=Fill(),
        ),
        _SKIP,
    ),
    "slot",
)
EXCEPTION = RecordKind(
    (
        Field(
            "slot",
            SLOT_NAMES,
            Text("mã khung giờ, danh sách, hoặc all", "a slot's id, a list of them, or all"),
            ("khung giờ", "mã"),
            True,
        ),
        Field(
            "date",
            DATES,
            Text("ngày của lần phát đầu, hoặc khoảng ngày", "day of the first run, or a range"),
            ("ngày",),
            True,
        ),
        Field(
            "stations", SELECTOR, Text("chỉ ở những đài này", "only at these stations"), ("đài",)
        ),
        Field(
            "run", RUN, Text("lần phát nào: first, 1, 2 …", "which run: first, 1, 2 …"), ("lần",)
        ),
        Field("cancel", TextKind(300), Text("hủy, vì sao", "cancelled, and why"), ("hủy",)),
        Field("move", MOVE, Text("dời sang lúc nào", "moved to when"), ("dời",)),
        Field(
            "programme",
            TextKind(200),
            Text("phát chương trình khác", "another programme"),
            ("chương trình",),
        ),
        Field("length", LENGTH, Text("thời lượng khác", "another length"), ("thời lượng",)),
    ),
    "exception",
)
HOLIDAY = RecordKind(
    (
        Field("date", DateKind(FIRST_YEAR), Text("ngày", "date"), ("ngày",), required=True),
        Field("name", TextKind(200), Text("tên ngày nghỉ", "its name"), ("tên",), required=True),
        Field("off", YES_NO, Text("có nghỉ không", "is it a day off"), ("nghỉ",), default="true"),
    ),
    "holiday",
)
_SLOTS, _EXCEPTIONS = Text("khung giờ", "slots"), Text("ngoại lệ", "exceptions")
_HOLIDAYS = Text("ngày nghỉ", "holidays")
SCHEDULE = RecordKind(
    (
        Field(
            "profiles",
            MapKind(PROFILE, TextKind(64)),
            Text("quy định", "rule profiles"),
            ("quy định",),
            default={},
        ),
        Field(
            "relays",
            ListKind(replace(RELAY, strangers=((_EXCEPTIONS, EXCEPTION), (_SLOTS, SLOT)))),
            Text("tiếp sóng", "relays"),
            ("tiếp sóng",),
            default=(),
        ),
        Field(
            "slots",
            ListKind(
                replace(SLOT, strangers=((_EXCEPTIONS, EXCEPTION), (_HOLIDAYS, HOLIDAY))),
                most=20_000,
            ),
            Text("khung giờ", "slots"),
            ("khung giờ",),
            default=(),
        ),
        Field(
            "exceptions",
            ListKind(
                replace(EXCEPTION, strangers=((_SLOTS, SLOT), (_HOLIDAYS, HOLIDAY))),
                most=50_000,
            ),
            Text("ngoại lệ", "exceptions"),
            ("ngoại lệ",),
            default=(),
        ),
        Field(
            "holidays",
            ListKind(replace(HOLIDAY, strangers=((_EXCEPTIONS, EXCEPTION),))),
            Text("ngày nghỉ của địa phương", "local holidays"),
            ("ngày nghỉ",),
            default=(),
        ),
    ),
    "radioprog schedule",
)
