"""What is said of the station list, of its tree, and of words that choose stations."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text
from radioprog.schedule.stations.station import COLUMNS, LEVEL_NAMES, LEVELS

codes: Codes = Codes(__name__)

_ALL_COLUMNS = ", ".join(COLUMNS)
_ALL_LEVELS = ", ".join(f"{level} ({LEVEL_NAMES[level][0]})" for level in LEVELS)
COLUMN_NAMES = Text(f"các cột: {_ALL_COLUMNS}", f"columns: {_ALL_COLUMNS}")
WRITE_AN_ID = Text("viết mã của một đơn vị có trong tệp", "write the id of a unit of this file")
WRITE_A_SELECTOR = Text(
    "viết all, một mã đài, level:commune, tag:…, hoặc under:…",
    "write all, a station's id, level:commune, tag:… or under:…",
)
_SUGGESTED = Text("{suggestion}", "{suggestion}")

# --- the file ---

EMPTY = codes.error(
    "empty-stations",
    Text("danh sách đài trống", "the station list is empty"),
    Text(f"dòng đầu: {','.join(COLUMNS)}", f"first line: {','.join(COLUMNS)}"),
)
NOT_CSV = codes.error(
    "not-csv",
    Text("không đọc được dòng này ({why})", "this line cannot be read ({why})"),
    Text("lưu lại từ bảng tính dạng CSV UTF-8", "save it again from the spreadsheet as CSV UTF-8"),
)
UNKNOWN_COLUMN = codes.error(
    "unknown-column",
    Text("không có cột {written}", "unknown column {written}"),
    _SUGGESTED,
)
OWN_COLUMN = codes.info(
    "own-column",
    Text(
        "cột {written} là cột riêng: giữ lại, không dùng",
        "the column {written} is your own: it is kept, not used",
    ),
    COLUMN_NAMES,
)
DOUBLE_COLUMN = codes.error(
    "duplicate-column",
    Text("cột {written} có hai lần", "the column {written} stands twice"),
    Text("xóa một cột", "delete one of them"),
)
MISSING_COLUMNS = codes.error(
    "missing-column",
    Text("thiếu cột {names:list}", "the columns {names:list} are missing"),
    Text(
        "thêm cột vào dòng đầu của tệp; dòng đầu phải là tên các cột",
        "add them to the first line of the file, which must hold the names of the columns",
    ),
)
TOO_MANY_CELLS = codes.error(
    "too-many-cells",
    Text("dòng có nhiều ô hơn dòng tiêu đề", "this line has more cells than the heading"),
    Text("đặt giá trị có dấu phẩy trong ngoặc kép", "put values with a comma in double quotes"),
)
TOO_MANY = codes.error(
    "too-many-findings",
    Text("còn {more} lỗi khác trong tệp này", "{more} more findings in this file"),
    Text("sửa các lỗi trên rồi kiểm tra lại", "put right those above, then check again"),
)

# --- the cells ---

BAD_ID = codes.error(
    "bad-station-id",
    Text("mã đài không dùng được: {written}", "this id cannot be used: {written}"),
    Text(
        "dùng chữ không dấu, số và dấu gạch nối, viết liền: {better}",
        "use letters without marks, digits and hyphens, in one word: {better}",
    ),
)
RESERVED_ID = codes.error(
    "bad-station-id",
    Text(
        "mã {written} đã dành cho việc khác, hoặc không đặt tên tệp được trên Windows",
        "the id {written} is kept for something else, or names no file on Windows",
    ),
    Text("đặt mã khác, ví dụ {better}", "choose another id, say {better}"),
    variant="reserved",
)
NO_NAME = codes.error(
    "missing-name",
    Text("đài {station} chưa có tên", "the station {station} has no name"),
    Text("điền cột name (tên)", "fill in the column name"),
)
LETTERS_LOST = codes.warning(
    "letters-lost",
    Text(
        "tên có dấu hỏi: {written}; chữ có dấu đã mất khi lưu",
        "a name with question marks: {written}; letters were lost when it was saved",
    ),
    Text(
        "trong Excel chọn Save As, kiểu CSV UTF-8, rồi gõ lại các chữ đã mất",
        "in Excel choose Save As, type CSV UTF-8, then type the lost letters again",
    ),
)
BAD_LEVEL = codes.error(
    "bad-level",
    Text("không có cấp {written}", "unknown level {written}"),
    Text(f"viết một trong: {_ALL_LEVELS}", f"write one of: {_ALL_LEVELS}"),
)
NOTHING = Text("(trống)", "(empty)")
LINE_BREAK = codes.error(
    "line-break-in-cell",
    Text("ô {column} có xuống dòng", "the cell {column} holds a line break"),
    Text("viết trên một dòng; kiểm tra dấu ngoặc kép", "write it on one line; check the quotes"),
)
BAD_WORD = codes.error(
    "bad-word",
    Text("từ không hợp lệ trong cột {column}: {written}", "bad word in {column}: {written}"),
    Text(
        "dùng chữ, số, dấu gạch nối; cách nhau bằng dấu cách",
        "use letters, digits and hyphens, parted by spaces",
    ),
)
SEVERAL_TAGS = codes.info(
    "probable-slip",
    Text("ô nhãn {written} thành {count} nhãn riêng", "the tags {written} are {count} tags"),
    Text(
        "nếu là một nhãn, viết liền: {better}", "if it is one tag, write it in one word: {better}"
    ),
)
BAD_DATE = codes.error(
    "bad-date",
    Text("không có ngày {written}", "there is no date {written}"),
    Text("viết năm-tháng-ngày, ví dụ 2025-07-01", "write year-month-day, say 2025-07-01"),
)
FAR_DATE = codes.warning(
    "probable-slip",
    Text(
        "{station}: năm {year} xa quá, có phải gõ nhầm?",
        "{station}: the year {year} is far off; is it a slip?",
    ),
    Text("sửa cột {column}", "put the column {column} right"),
    variant="year",
)
BAD_DEGREES = codes.error(
    "bad-coordinate",
    Text("tọa độ không đúng: {written}", "this is no coordinate: {written}"),
    Text("viết số độ từ -{most:g} đến {most:g}", "write degrees from -{most:g} to {most:g}"),
)
DOUBLE_ID = codes.error(
    "duplicate-station",
    Text("mã {station} đã có ở dòng {line}", "the id {station} already stands in line {line}"),
    Text(
        "mỗi đơn vị một mã riêng, kể cả khi trùng tên",
        "give each unit an id of its own, even where names are the same",
    ),
)

# --- the tree ---

PARENT_CYCLE = codes.error(
    "parent-cycle",
    Text(
        "{station} nằm dưới chính nó: các cấp trên đi thành vòng",
        "{station} stands under itself: its parents run in a circle",
    ),
    Text("sửa cột parent (thuộc)", "put the column parent right"),
)
UNKNOWN_PARENT = codes.error(
    "unknown-parent",
    Text("{station}: không có đơn vị {written}", "{station}: there is no unit {written}"),
    _SUGGESTED,
)
UNKNOWN_PREDECESSOR = codes.error(
    "unknown-predecessor",
    Text("{station}: không có đơn vị {written}", "{station}: there is no unit {written}"),
    Text(
        "đơn vị cũ giữ dòng của nó, ghi ngày cuối ở cột valid_to; {suggestion}",
        "a former unit keeps its line, with its last day in valid_to; {suggestion}",
    ),
)
NO_PARENT = codes.warning(
    "no-parent",
    Text(
        "{station} không thuộc đơn vị nào, còn các đơn vị cùng cấp thì có",
        "{station} stands under nobody, while others of its level have a parent",
    ),
    Text(
        "điền cột parent (thuộc); nếu đúng là không thuộc ai, viết -",
        "fill in the column parent; where it truly has none, write -",
    ),
)
ENDS_FIRST = codes.error(
    "bad-validity",
    Text(
        "{station}: ngày hết hiệu lực {last} trước ngày bắt đầu {first}",
        "{station} ends on {last}, before it begins on {first}",
    ),
    Text("sửa valid_from hoặc valid_to", "put valid_from or valid_to right"),
)
OVERLAPPING = codes.warning(
    "overlapping-validity",
    Text(
        "{station} và tiền thân {before} có ngày cùng hiệu lực",
        "{station} and its predecessor {before} are valid on the same days",
    ),
    Text(
        "cho valid_to của đơn vị cũ trước valid_from của đơn vị mới",
        "let valid_to of the old unit be before valid_from of the new one",
    ),
)
PARENT_NOT_VALID = codes.warning(
    "parent-not-valid",
    Text(
        "{station} còn hiệu lực ngày {day}, nhưng cấp trên {above} thì không",
        "{station} is valid on {day}, but its parent {above} is not",
    ),
    Text(
        "sửa thời gian hiệu lực, hoặc ghi cấp trên mới cho đơn vị này",
        "put the dates right, or give the unit its new parent",
    ),
)
NAME_CLASH = codes.warning(
    "name-clash",
    Text(
        "{station} và {other} cùng tên {name} trong cùng thời gian",
        "{station} and {other} have the same name {name} at the same time",
    ),
    Text("thêm chữ để phân biệt hai tên", "add a word that tells the two names apart"),
)

# --- selectors ---

_NOT_IN_NETWORK = Text("không có {written} trong mạng lưới", "there is no {written} in the network")
UNKNOWN_SELECTOR = codes.error("unknown-selector", _NOT_IN_NETWORK, _SUGGESTED)
UNKNOWN_LEVEL = codes.error("unknown-level", _NOT_IN_NETWORK, _SUGGESTED)
UNKNOWN_TAG = codes.error("unknown-tag", _NOT_IN_NETWORK, _SUGGESTED)
UNKNOWN_LANGUAGE = codes.error("unknown-language", _NOT_IN_NETWORK, _SUGGESTED)
UNKNOWN_STATION = codes.error("unknown-station", _NOT_IN_NETWORK, _SUGGESTED)
AMBIGUOUS_STATION = codes.error(
    "ambiguous-station",
    Text("có nhiều đơn vị tên {written}", "several units are called {written}"),
    Text("viết mã: {ids:list}", "write an id: {ids:list}"),
)
BAD_SELECTOR = codes.error(
    "bad-selector",
    Text("không hiểu cách chọn đài ở: {rest}", "cannot read the selector at: {rest}"),
    Text(
        "viết ví dụ: tag:bien-gioi & not level:post, dong-hoi",
        "write, say: tag:bien-gioi & not level:post, dong-hoi",
    ),
)
