"""What is said of a workspace's schedules as a whole."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_SUGGESTED = Text("{suggestion}", "{suggestion}")
SEE_STATIONS = Text("xem danh sách: radioprog stations", "see the list: radioprog stations")
SEE_CHOICES = Text("xem danh sách: radioprog schedule", "see the list: radioprog schedule")

BAD_WINDOW = codes.error(
    "bad-window",
    Text("không tính được {days} ngày từ {first}", "cannot reckon {days} days from {first}"),
    Text(
        "chọn 1 đến {most} ngày, năm {first_year} đến {last_year}",
        "choose 1 to {most} days, years {first_year} to {last_year}",
    ),
)
NO_STATIONS = codes.error(
    "no-stations",
    Text("chưa có danh sách đài", "there is no station list"),
    Text(
        "lưu danh sách đài từ bảng tính vào tệp này, dạng CSV UTF-8",
        "save the list of stations here from the spreadsheet, as CSV UTF-8",
    ),
)
STATIONS_ELSEWHERE = codes.error(
    "no-stations",
    Text(
        "chưa có danh sách đài; có tệp {found}, tên hoặc dạng không đúng",
        "there is no station list; there is {found}, whose name or kind is not right",
    ),
    Text(
        "lưu tệp ấy từ bảng tính dạng CSV UTF-8, tên đúng là stations.csv",
        "save that file from the spreadsheet as CSV UTF-8, by the name stations.csv",
    ),
    variant="elsewhere",
)
NOT_READ = codes.warning(
    "file-not-read",
    Text("tệp này không được đọc", "this file is not read"),
    Text("lịch phát viết trong tệp .yaml: {better}", "a schedule is a .yaml file: {better}"),
)
IN_SUB_FOLDER = codes.warning(
    "file-not-read",
    Text("tệp trong thư mục con không được đọc", "files in a sub-folder are not read"),
    Text("chép ra ngoài: {better}", "move it out: {better}"),
    variant="folder",
)
SECOND_LIST = codes.warning(
    "file-not-read",
    Text("chỉ đọc stations.csv, không đọc tệp này", "only stations.csv is read, not this file"),
    Text(
        "nếu là bản mới, đổi tên thành stations.csv; nếu không, xóa đi",
        "if it is the newer one, name it stations.csv; else delete it",
    ),
    variant="list",
)
NOT_A_BUSY_CALENDAR = codes.warning(
    "file-not-read",
    Text("tệp này không được đọc", "this file is not read"),
    Text("xuất lịch của đài dạng .ics: {better}", "export the calendar as .ics: {better}"),
    variant="busy",
)
BUSY_BY_NAME = codes.error(
    "unknown-station",
    Text("lịch bận phải đặt tên theo mã đài", "a busy calendar is named by the station's id"),
    Text("đổi tên tệp thành {better}", "name the file {better}"),
    variant="busy",
)
UNKNOWN_STATION = codes.error(
    "unknown-station",
    Text("không có đài {name}", "there is no station {name}"),
    _SUGGESTED,
)
NAME_BY_ID = Text("đặt tên tệp theo mã đài", "name the file by a station's id")
SEE_STATIONS = Text(
    "xem mã các đài: radioprog stations; đài mới: radioprog stations --add MÃ tên=… cấp=…",
    "see the ids: radioprog stations; a new one: radioprog stations --add ID name=… level=…",
)
STATION_EXISTS = codes.error(
    "station-exists",
    Text("đã có đài mã {name}", "there is a station {name} already"),
    Text("chọn mã khác, hoặc sửa đài ấy", "take another id, or change that station"),
)
UNKNOWN_COLUMN = codes.error(
    "unknown-column",
    Text("danh sách đài không có cột {name}", "the list of stations has no column {name}"),
    _SUGGESTED,
    variant="edit",
)
SAY_A_COLUMN = Text(
    "viết như: tên, cấp, thuộc, nhãn, đến ngày", "such as: name, level, parent, tags, valid_to"
)
FORMULA_IN_LIST = codes.error(
    "formula-in-list",
    Text("{written}: Excel sẽ hiểu là công thức", "{written} would be a formula to a spreadsheet"),
    Text("bắt đầu bằng chữ hoặc số", "begin with a letter or a digit"),
)
AMBIGUOUS_STATION = codes.error(
    "ambiguous-station",
    Text("có nhiều đơn vị tên {name}", "several units are called {name}"),
    Text("viết mã: {ids:list}", "write an id: {ids:list}"),
)
UNKNOWN_CHOICE = codes.error(
    "unknown-choice",
    Text("không có cách xử lý {name}", "there is no choice {name}"),
    _SUGGESTED,
)
NOT_WRITTEN = codes.error(
    "choice-not-written",
    Text("không ghi được cách xử lý vào tệp này", "the choice cannot be written into this file"),
    Text("tự thêm vào exceptions: {lines}", "add it to exceptions by hand: {lines}"),
)

# --- alerts ---

NO_LONGER_CONCERNED = Text("không còn trong vùng cảnh báo", "no longer in the area of the alert")
ALERT_NOT_BUILT = codes.warning(
    "alert-not-built",
    Text("tin khẩn cấp {id} đã duyệt mà chưa có tiếng", "alert {id} is approved but has no sound"),
    Text("dựng: radioprog build {script}", "build it: radioprog build {script}"),
)
BAD_HOUR = codes.error(
    "bad-hour",
    Text("cần giờ từ 00:00 đến 23:59, không phải {written}", "{written} is no hour of a day"),
    Text("viết như 17:30", "write it as 17:30"),
)
