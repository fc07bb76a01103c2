"""What is said of the record: its files are the truth, so an unreadable line stops the work."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

LEDGER_UNREADABLE = codes.error(
    "ledger-unreadable",
    Text("sổ lịch bị hỏng ở dòng này", "this line of the calendar ledger cannot be read"),
    Text(
        "sửa dòng (có thể còn dấu <<<<<<< sau khi gộp), hoặc lấy lại bản sao của record/",
        "mend the line (marks of a merge may stand in it), or take record/ from a copy",
    ),
)
LEDGER_TAKEN_OVER = codes.info(
    "ledger-taken-over",
    Text(
        "sổ lịch kiểu cũ đã được chép vào sổ chung; bản cũ cất ở {kept}",
        "this ledger of a former version is now in the record; the old file lies in {kept}",
    ),
    Text(
        "không cần làm gì; giữ cả thư mục record/ cùng với kịch bản",
        "nothing needs doing; keep the folder record/ with the scripts",
    ),
)
LEDGER_ELSEWHERE = codes.error(
    "ledger-elsewhere",
    Text(
        "sổ lịch còn nằm trong thư mục này, chưa có trong {where}",
        "the calendars' ledger is still in this folder and not in {where}",
    ),
    Text(
        "chạy một lần: radioprog records import {folder}",
        "run once: radioprog records import {folder}",
    ),
)

# --- the store of lines ---

_FROM_A_COPY = Text(
    "so với bản sao của record/ rồi lấy lại dòng này, hoặc xóa nó",
    "compare with a copy of record/ and take this line from there, or delete it",
)
LINE_TORN = codes.warning(
    "record-line-torn",
    Text(
        "dòng cuối của sổ bị đứt (có thể do mất điện); không tính dòng này",
        "the last line of this record is torn (a power cut?); it does not count",
    ),
    Text(
        "làm lại việc cuối cùng; lần ghi sau sẽ cất dòng đứt vào record/torn/",
        "do the last thing again; the next entry puts the torn line into record/torn/",
    ),
)
TORN_KEPT = codes.info(
    "record-torn-kept",
    Text("đây là một dòng sổ bị đứt, được cất riêng", "a torn line of the record, set aside"),
    Text(
        "xem qua; không cần nữa thì xóa tệp này", "look at it; delete the file if it says nothing"
    ),
)
LINE_UNREADABLE = codes.warning(
    "record-line-unreadable",
    Text("không đọc được dòng này của sổ; không tính", "this line of the record cannot be read"),
    _FROM_A_COPY,
)
LINE_ALTERED = codes.warning(
    "record-line-altered",
    Text(
        "dòng này của sổ đã bị sửa sau khi ghi; không tính",
        "this line of the record was altered after it was written; it does not count",
    ),
    _FROM_A_COPY,
)
MERGE_MARKS = codes.warning(
    "record-merge-marks",
    Text(
        "sổ còn dấu <<<<<<< sau khi gộp; các dòng của cả hai bên đều được tính",
        "marks of a merge (<<<<<<<) stand in the record; the lines of both sides count",
    ),
    Text(
        "xóa các dòng <<<<<<<, ======= và >>>>>>>, giữ nguyên các dòng khác",
        "delete the lines <<<<<<<, ======= and >>>>>>>, and leave the others as they are",
    ),
)
BAD_ADDRESS = codes.error(
    "bad-records-address",
    Text(
        "địa chỉ của sổ không dùng được ({why})",
        "the record's address cannot be used ({why})",
    ),
    Text(
        "ghi như: postgresql://ten@may/ten_co_so_du_lieu, mật khẩu để trong biến PGPASSWORD",
        "write it like postgresql://name@host/database, with the password in PGPASSWORD",
    ),
)
NO_DATABASE_LIBRARY = codes.error(
    "no-database-library",
    Text("máy này chưa có thư viện để dùng PostgreSQL", "this machine lacks what meets PostgreSQL"),
    Text('cài thêm: pip install "radioprog[postgres]"', 'pip install "radioprog[postgres]"'),
)
DATABASE_REFUSED = codes.error(
    "records-unreachable",
    Text(
        "không dùng được cơ sở dữ liệu của sổ tại {where}: {why}",
        "the record's database at {where} cannot be used: {why}",
    ),
    Text(
        "kiểm tra máy chủ, tên và mật khẩu (PGPASSWORD), rồi chạy lại; "
        "chỉ điều đã báo là xong mới chắc đã ghi",
        "check server, name and password (PGPASSWORD), then run again; "
        "only what was told as done is sure to be written",
    ),
)

# --- people ---

_SAVE_AS_UTF8 = Text(
    "trong Excel chọn Lưu thành (Save As), kiểu CSV UTF-8", "in Excel choose Save As, CSV UTF-8"
)
PEOPLE_NOT_TEXT = codes.error(
    "not-utf8",
    Text("không đọc được bảng mã của danh sách này", "the letters of this list cannot be read"),
    _SAVE_AS_UTF8,
)
PEOPLE_OLD_CODE_PAGE = codes.warning(
    "old-code-page",
    Text(
        "danh sách được lưu bằng bảng mã cũ (Windows-1258); hãy xem lại dấu trong họ tên",
        "the list is saved in an old code page (Windows-1258); look at the names' marks",
    ),
    _SAVE_AS_UTF8,
)
PEOPLE_NOT_CSV = codes.error(
    "not-csv",
    Text("không đọc được như bảng CSV: {why}", "this cannot be read as CSV: {why}"),
    _SAVE_AS_UTF8,
)
PEOPLE_COLUMNS = codes.error(
    "missing-column",
    Text("danh sách người thiếu cột {names:list}", "the list of people lacks {names:list}"),
    Text(
        "dòng đầu ghi: mã,họ tên,chức vụ,vai trò,đài",
        "let the first line be: id,name,position,roles,stations",
    ),
)
PEOPLE_WITHOUT_ROLES = codes.warning(
    "missing-column",
    Text(
        "danh sách người thiếu cột vai trò: không ai được duyệt hay làm gì",
        "the list of people has no column of roles: nobody may approve or do anything",
    ),
    Text(
        "dòng đầu ghi: mã,họ tên,chức vụ,vai trò,đài",
        "let the first line be: id,name,position,roles,stations",
    ),
    variant="roles",
)
PERSON_TOO_LONG = codes.warning(
    "too-many-cells",
    Text(
        "dòng có nhiều ô hơn dòng tiêu đề, nên các ô đứng lệch cột (ô cuối: “{last}”)",
        'the line has more cells than the heading, so they stand in wrong columns (last: "{last}")',
    ),
    Text(
        'ô có dấu phẩy đặt trong ngoặc kép, như "trưởng, phóng viên"',
        'put a cell that has a comma in double quotes, as "chief, editor"',
    ),
)
BAD_PERSON = codes.error(
    "bad-person",
    Text(
        "dòng này thiếu mã hoặc họ tên dùng được ({written})",
        "this line lacks an id or a name that can be used ({written})",
    ),
    Text(
        "mã viết liền, bằng chữ và số, ví dụ: lan,Trần Thị Lan,Trưởng ban,chief,",
        "write the id as one word: lan,Trần Thị Lan,Trưởng ban,chief,",
    ),
)
PERSON_TWICE = codes.error(
    "person-twice",
    Text("mã {person} có hai lần", "{person} stands twice in the list"),
    Text("mỗi người một mã riêng", "give each person an id of their own"),
)
ROLE_NAMES = Text(
    "vai trò: phóng viên, biên tập, trưởng, cán bộ, quản trị",
    "the roles are: producer, editor, chief, officer, admin",
)
PEOPLE_COLUMN = codes.warning(
    "unknown-column",
    Text("không có cột {column}: cột này không được đọc", "no column is {column}: it is not read"),
    Text("có phải là {near:or}?", "did you mean {near:or}?"),
)
UNKNOWN_ROLE = codes.warning(
    "unknown-role",
    Text("không có vai trò {role}", "there is no role {role}"),
    Text("{suggestion}", "{suggestion}"),
)
