"""What can be wrong with the front matter of a script, and with what is said of its series."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

NO_FRONT_MATTER = codes.error(
    "missing-front-matter",
    Text("thiếu phần khai ở đầu kịch bản", "the script has no front matter"),
    Text(
        "dán các dòng sau lên đầu tệp, sửa lại cho đúng:\n{block}",
        "put these lines at the top of the file and correct them:\n{block}",
    ),
)
FAR_DATE = codes.warning(
    "probable-slip",
    Text("ngày {date}: năm {year}, có phải gõ nhầm?", "{date}: the year {year}; is it a slip?"),
    Text("sửa lại năm", "put the year right"),
)
NO_FENCES = codes.error(
    "missing-front-matter",
    Text(
        "phần khai ở đầu tệp thiếu dòng --- trước và sau",
        "the front matter lacks the lines --- around it",
    ),
    Text(
        "thêm một dòng --- trước dòng {first} và một dòng --- sau dòng {last}",
        "put a line --- before line {first} and a line --- after line {last}",
    ),
    variant="fences",
)
NOT_FIRST = codes.error(
    "missing-front-matter",
    Text(
        "phần khai phải đứng đầu tệp, trước nó còn chữ",
        "the front matter does not stand first: words come before it",
    ),
    Text(
        "chuyển các dòng 1 đến {last} xuống dưới phần khai, hoặc xóa đi",
        "move lines 1 to {last} below the front matter, or delete them",
    ),
    variant="order",
)
UNCLOSED_FRONT_MATTER = codes.error(
    "unclosed-front-matter",
    Text(
        "phần khai mở bằng --- nhưng không đóng",
        "the front matter begins with --- but does not end",
    ),
    Text(
        "thêm một dòng --- sau mục cuối của phần khai{where}",
        "add a line --- after the last key of the front matter{where}",
    ),
)
NOT_INDENTED = codes.error(
    "not-indented",
    Text("các dòng dưới mục {key} chưa thụt vào", "the lines below {key} are not indented"),
    Text("thụt vào hai dấu cách:\n{block}", "indent them by two spaces:\n{block}"),
)

# --- series ---
UNKNOWN_SERIES = codes.error(
    "unknown-series",
    Text("series.yaml không có chuyên mục {id}", "series.yaml has no series {id}"),
    Text("{suggestion}", "{suggestion}"),
)
UNKNOWN_FIELD = codes.error(
    "unknown-field",
    Text("không biết điền gì vào {field}", "nothing is known to fill {field} with"),
    Text(
        "dùng một trong: {known}; chữ thường thì viết \\{{ và \\}}",
        "use one of: {known}; for plain text write \\{{ and \\}}",
    ),
)
EMPTY_FIELD = codes.error(
    "unknown-field",
    Text(
        "chưa có gì để điền vào {field}, nên để nguyên", "nothing to fill {field} with: left as is"
    ),
    Text("ghi vào series.yaml hoặc radioprog.yaml", "say it in series.yaml or radioprog.yaml"),
    variant="empty",
)
NOT_NUMBERED = codes.warning(
    "series-not-counted",
    Text(
        "không đọc được kịch bản này nên không biết nó là số mấy của chuyên mục",
        "this script cannot be read, so its number in the series is not known",
    ),
    Text("xem lỗi: radioprog check {file}", "see what is wrong: radioprog check {file}"),
)
SERIES_DAY_TAKEN = codes.warning(
    "series-day-taken",
    Text(
        "chuyên mục {id} đã có số vào {count} ngày trong số này, sớm nhất là {day}",
        "the series {id} has an episode already on {count} of these days, the first is {day}",
    ),
    Text(
        "nếu vừa chạy lệnh hai lần, xoá các kịch bản mới; muốn nối tiếp thì bỏ --from",
        "if the command was run twice, remove the new scripts; to go on, leave out --from",
    ),
)
NO_SERIES_TEMPLATE = codes.error(
    "missing-file",
    Text("chuyên mục {id} chưa có kịch bản mẫu", "the series {id} has no template"),
    Text(
        "chép một số đã có thành {file}, rồi thay số và ngày trong đó bằng {{số}} và {{ngày}}",
        "copy an episode to {file}, and write {{number}} and {{date}} for its number and date",
    ),
    variant="series-template",
)
NO_SERIES_COVER = codes.error(
    "missing-asset",
    Text("chuyên mục {id}: không có ảnh bìa assets/{file}", "{id}: no cover assets/{file}"),
    Text("chép ảnh vào assets/, hoặc bỏ dòng bìa", "copy it into assets/, or leave cover out"),
    variant="series-cover",
)
PROBABLE_SERIES = codes.warning(
    "unknown-series",
    Text("series.yaml không có chuyên mục {id}", "series.yaml has no series {id}"),
    Text("viết {near}, hoặc thêm {id} vào series.yaml", "write {near}, or add {id} to series.yaml"),
    variant="near",
)
UNKNOWN_STATION_FIELD = codes.error(
    "unknown-station-field",
    Text("không có trường {shown}", "unknown field {shown}"),
    Text(
        "có phải là {near:or}? dấu ngoặc thường viết \\{{ và \\}}",
        "did you mean {near:or}? write plain braces \\{{ and \\}}",
    ),
)
FIELD_WITHOUT_EDITIONS = codes.error(
    "field-without-editions",
    Text("{shown} cần biết kịch bản này làm cho đài nào", "{shown} needs to know the stations"),
    Text(
        "thêm vào phần khai: bản riêng: {{đài: all}}; dấu ngoặc thường viết \\{{ và \\}}",
        "add to the front matter: editions: {{stations: all}}; write plain braces \\{{ and \\}}",
    ),
)
LOCAL_FOLDER = codes.error(
    "local-folder",
    Text(
        "tệp của đài trong {folder} sẽ bị coi là chương trình",
        "the stations' files in {folder} would be taken for programmes",
    ),
    Text(
        "đặt chúng vào scripts/dia-phuong/ hoặc thư mục có tên bắt đầu bằng _",
        "keep them in scripts/dia-phuong/, or in a folder whose name begins with _",
    ),
)
