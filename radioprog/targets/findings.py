"""What is said of a year's plan: targets that say nothing, and targets that will be missed."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

NO_PLAN = codes.error(
    "no-plan",
    Text("chưa có kế hoạch năm {year}: không có tệp {file}", "there is no plan for {year}: {file}"),
    Text(
        "viết vào {file}:  chỉ tiêu: [{{mã: bien-gioi, chủ đề: biên giới, đài: tag:bien-gioi, "
        "chương trình: 11}}]",
        "write into {file}:  targets: [{{id: border, theme: border, stations: tag:border, "
        "programmes: 11}}]",
    ),
)
BAD_PERIOD = codes.error(
    "bad-period",
    Text(
        "một báo cáo là của một năm, một quý (1-4) hoặc một tháng (1-12)",
        "a report is of a year, of one quarter (1-4) or of one month (1-12)",
    ),
    Text(
        "gõ  radioprog report --year 2026  rồi nếu cần thêm  --quarter 3  hoặc  --month 9",
        "type  radioprog report --year 2026  and, if need be,  --quarter 3  or  --month 9",
    ),
)
BAD_OUTAGE = codes.error(
    "bad-outage",
    Text(
        "không hiểu {written}: cần nhóm đài, dấu @, rồi ngày hay khoảng ngày (dưới 400 ngày)",
        "{written} is not understood: stations, an @, then a day or a range (up to 400 days)",
    ),
    Text(
        "ghi như:  --cancel tag:bien-gioi@2026-10-12..2026-10-18",
        "write it like:  --cancel tag:bien-gioi@2026-10-12..2026-10-18",
    ),
)
OUTAGE_REVERSED = codes.error(
    "bad-outage",
    Text("khoảng ngày đi ngược: {first} rồi {last}", "the range runs back: {first}, then {last}"),
    Text(
        "ghi ngày sớm trước:  --cancel {selector}@{last}..{first}",
        "write the earlier day first:  --cancel {selector}@{last}..{first}",
    ),
    variant="reversed",
)
OUTAGE_DAY = codes.error(
    "bad-outage",
    Text("{day} không phải là một ngày có thật, có cả năm", "{day} is no real day with its year"),
    Text(
        "ghi như:  --cancel {selector}@2026-10-12  hoặc  12/10/2026",
        "write it like:  --cancel {selector}@2026-10-12  or  12/10/2026",
    ),
    variant="day",
)
NO_OVERLAY = codes.error(
    "no-overlay",
    Text("chưa nói thử thay đổi gì", "nothing is said that would be otherwise"),
    Text(
        "gõ  radioprog whatif thu.yaml  hoặc  radioprog whatif --cancel all@2026-10-12",
        "type  radioprog whatif try.yaml  or  radioprog whatif --cancel all@2026-10-12",
    ),
)
CHANGES_NOTHING = codes.warning(
    "changes-nothing",
    Text("thử như vậy thì lịch không đổi gì", "under this nothing of the schedule changes"),
    Text(
        "xem lại nhóm đài và ngày; lịch hiện nay: radioprog schedule",
        "look at the stations and the days again; the schedule: radioprog schedule",
    ),
)
OUT_OF_REACH = codes.warning(
    "target-out-of-reach",
    Text(
        "chỉ tiêu {id}, {period}{station}: không tìm được chỗ cho {missing} {measure}: {rule}",
        "the target {id}, {period}{station}: no place for {missing} {measure}: {rule}",
    ),
    Text(
        "nới quy định ấy trong schedules/ hoặc chỉnh chỉ tiêu",
        "ease that rule in schedules/ or change the target",
    ),
)
NOT_A_PROPOSAL = codes.error(
    "not-a-proposal",
    Text(
        "{file} không phải do autoplan ghi, nên không ghi đè",
        "{file} was not written by autoplan, so it is not overwritten",
    ),
    Text("chọn tên khác:  -o schedules/ke-hoach.yaml", "choose another:  -o schedules/plan.yaml"),
)
PROPOSAL_NOT_READ = codes.warning(
    "file-not-read",
    Text(
        "đề xuất ghi ở đây thì lịch phát chưa đổi: tệp này không được đọc",
        "written here, the proposal changes no schedule: this file is not read",
    ),
    Text("muốn dùng, chuyển thành {better}", "to use it, move it to {better}"),
)
OTHER_YEAR = codes.error(
    "other-year",
    Text(
        "tệp tên là {file} nhưng bên trong ghi năm {written}",
        "the file is called {file}, but it is for the year {written}",
    ),
    Text("sửa năm trong tệp thành {year}", "write the year {year} in the file"),
)
DOUBLE_TARGET = codes.error(
    "target-twice",
    Text(
        "hai chỉ tiêu cùng mã {id}; mã kia ở dòng {line}",
        "two targets are called {id}: line {line}",
    ),
    Text("đặt cho mỗi chỉ tiêu một mã riêng", "give each target an id of its own"),
)
NOTHING_WANTED = codes.error(
    "target-empty",
    Text("chỉ tiêu {id} chưa ghi số nào", "the target {id} has no number"),
    Text(
        "ghi ít nhất một số:  chương trình: 11  hoặc  phút: 300  hoặc  buổi: 52",
        "give it at least one:  programmes: 11  or  minutes: 300  or  sessions: 52",
    ),
)
NOBODY_CHOSEN = codes.warning(
    "target-no-station",
    Text("chỉ tiêu {id} không chọn trúng đài nào", "the target {id} chooses no station"),
    Text("xem các đài: radioprog stations list", "see the stations: radioprog stations list"),
)
UNKNOWN_THEME = codes.warning(
    "unknown-theme",
    Text(
        "chưa có chương trình hay chuyên mục nào mang chủ đề {theme}",
        "no programme and no series has the theme {theme}",
    ),
    Text("{suggestion}", "{suggestion}"),
)
HOW_TO_THEME = Text(
    "ghi ở đầu kịch bản:  chủ đề: {theme}  hoặc ghi chủ đề cho chuyên mục trong series.yaml",
    "write at the top of a script:  topics: {theme}  or give a series its theme in series.yaml",
)
UNKNOWN_TARGET_SERIES = codes.warning(
    "unknown-target-series",
    Text("không có chuyên mục {series}", "there is no series {series}"),
    Text("{suggestion}", "{suggestion}"),
)
HOW_TO_SERIES = Text(
    "ghi ở đầu kịch bản:  chuyên mục: {series}",
    "write at the top of a script:  series: {series}",
)
UNWRITTEN = codes.info(
    "target-unwritten",
    Text(
        "chỉ tiêu {id}: {count} buổi sắp tới đã tính vào lịch nhưng chưa có kịch bản",
        "target {id}: {count} airings to come count as planned, but have no script yet",
    ),
    Text(
        "viết kịch bản cho những buổi ấy; những buổi trống: radioprog schedule",
        "write their scripts; which are empty: radioprog schedule",
    ),
)
SHORTFALL = codes.warning(
    "shortfall",
    Text(
        "chỉ tiêu {id}, {period}{station}: còn thiếu {missing} {measure} (cần {wanted}, đã phát "
        "{aired}, lịch còn {coming})",
        "the target {id}, {period}{station}: {missing} {measure} are missing (wanted {wanted}, "
        "aired {aired}, still planned {coming})",
    ),
    Text("{remedy}", "{remedy}"),
)
PLACES = Text(
    "còn chỗ trống trong lịch: {places:list}; viết kịch bản cho những buổi đó",
    "the schedule has places left: {places:list}; write scripts for them",
)
NO_PLACE = Text(
    "lịch không còn chỗ trống trong kỳ này; thêm khung giờ trong schedules/ hoặc chỉnh chỉ tiêu",
    "the schedule has no place left in this period; add a slot in schedules/ or change the target",
)
TOO_LATE = Text(
    "kỳ này đã qua; ghi lý do vào báo cáo, hoặc bù ở kỳ sau",
    "this period is over; give the reason in the report, or make it good in the next",
)
NO_SOLVER = codes.error(
    "no-solver",
    Text("chưa cài bộ giải CP-SAT (OR-Tools)", "the solver CP-SAT (OR-Tools) is not installed"),
    Text(
        'chạy: pip install "radioprog[plan]"  hoặc bỏ --solver cp-sat',
        'run: pip install "radioprog[plan]"  or leave --solver cp-sat out',
    ),
)
