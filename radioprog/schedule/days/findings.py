"""What is said of words for days and of time zones."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

DAY_EXAMPLES = Text(
    "viết ví dụ: T2-T6, CN, hằng ngày trừ T7, ngày 15 hằng tháng, thứ 7 tuần thứ 2, rằm, tết, "
    "2026-03-01",
    "write, say: mon-fri, daily except sat, day 15, second saturday, lunar 15, tết, 2026-03-01",
)
ZONE_EXAMPLE = Text("viết, ví dụ, Asia/Ho_Chi_Minh", "write, say, Asia/Ho_Chi_Minh")

UNKNOWN_DAYS = codes.error(
    "unknown-days",
    Text("không hiểu ngày: {written}", "these days cannot be read: {written}"),
    Text("{suggestion}", "{suggestion}"),
)
NO_DAYS = codes.error(
    "unknown-days",
    Text("chưa nói phát ngày nào", "no day is named"),
    DAY_EXAMPLES,
    variant="none",
)
NOTHING_EXCEPTED = codes.error(
    "unknown-days",
    Text("sau {word} chưa có ngày nào", "no day stands after {word}"),
    Text("viết ví dụ: hằng ngày trừ CN", "write, say: daily except sun"),
    variant="except",
)
RARE_DAY = codes.info(
    "rare-day",
    Text(
        "có tháng (hay năm) không có {written}: lần ấy không phát",
        "some months (or years) have no {written}: nothing is aired then",
    ),
    Text(
        "nếu muốn ngày cuối của mọi tháng, viết: ngày cuối tháng",
        "for the last day of every month write: last day",
    ),
)
DAY_TWICE = codes.warning(
    "probable-slip",
    Text("{written} ghi hai lần, có phải gõ nhầm?", "{written} stands twice; is it a slip?"),
    Text("sửa một chỗ thành ngày đúng, hoặc xóa đi", "put one of them right, or delete it"),
)
UNKNOWN_ZONE = codes.error(
    "unknown-timezone",
    Text("không có múi giờ {name}", "there is no time zone {name}"),
    Text("{suggestion}", "{suggestion}"),
)
