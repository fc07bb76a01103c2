"""What is said of the ways out."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

BAD_ADDRESS = codes.error(
    "bad-address",
    Text("địa chỉ trang phải là http:// hay https://: {given}", "no web address: {given}"),
    Text(
        "viết như: --base-url https://phatthanh.example.vn",
        "write it like this: --base-url https://radio.example.org",
    ),
)
FOLDER_NOT_OURS = codes.error(
    "folder-not-ours",
    Text(
        "thư mục {folder} đã có tệp {name} không phải do lệnh này làm ra; không ghi gì",
        "folder {folder} already has {name}, which this command did not make; nothing is written",
    ),
    Text(
        "chọn một thư mục khác: radioprog site -o thu-muc-moi",
        "choose another folder: radioprog site -o new-folder",
    ),
)
PAGE_CHANGED = codes.warning(
    "page-changed",
    Text(
        "trang này không còn trong trang mạng, nhưng có người đã sửa nên được giữ lại",
        "this page is no longer part of the site, but somebody changed it, so it is kept",
    ),
    Text("không cần nữa thì xóa tệp này", "delete the file if nobody needs it"),
)
SOUND_CHANGED = codes.warning(
    "not-built",
    Text(
        "tệp tiếng {name} khác với lúc dựng nên bài này không lên trang",
        "sound {name} is not what was built, so this programme is left out of the site",
    ),
    Text(
        "dựng lại: radioprog build --force {script}", "build it: radioprog build --force {script}"
    ),
    variant="sound-changed",
)
NOT_ON_SITE = codes.warning(
    "not-built",
    Text(
        "kịch bản này chưa dựng, hoặc đã sửa sau khi dựng, nên chưa lên trang",
        "this script is not built, or was changed since, so it is not on the site",
    ),
    Text("dựng: radioprog build {script}", "build it: radioprog build {script}"),
    variant="not-on-site",
)
NO_WEB_SOUND = codes.warning(
    "no-web-sound",
    Text(
        "bài này chỉ có {names}, trình duyệt và podcast không dùng được",
        "this programme has {names} only, which browsers and podcasts cannot use",
    ),
    Text(
        "thêm đầu ra web trong kịch bản:  deliver: [station, web]",
        "add the delivery web to the script:  deliver: [station, web]",
    ),
)
NO_CALENDARS = codes.warning(
    "no-calendars",
    Text(
        "{count} đài chưa có lịch .ics nên trang của đài chưa có chỗ nhận lịch",
        "{count} stations have no .ics calendar yet, so their pages cannot offer one",
    ),
    Text(
        "làm lịch rồi làm lại trang: radioprog calendar && radioprog site",
        "make the calendars, then the site: radioprog calendar && radioprog site",
    ),
)
NO_FEEDS = codes.info(
    "no-feeds",
    Text(
        "chưa cho biết địa chỉ trang nên không có podcast (RSS), sitemap và mã QR",
        "without the site's address there are no podcast feeds, no sitemap and no QR codes",
    ),
    Text(
        "nếu đưa lên mạng: radioprog site --base-url https://dia-chi-cua-co-quan",
        "if it goes online: radioprog site --base-url https://your-address",
    ),
)

NO_SITE = codes.error(
    "no-site",
    Text("ở đây chưa có trang nào", "there is no site here"),
    Text("làm trang trước: radioprog site", "make it first: radioprog site"),
)
PORT_TAKEN = codes.error(
    "port-taken",
    Text(
        "không mở được cổng {port} ở {host}: {reason}",
        "port {port} of {host} cannot be opened: {reason}",
    ),
    Text(
        "chọn cổng khác: radioprog serve --site --port 0",
        "choose another: radioprog serve --site --port 0",
    ),
)

# --- templates ---

TEXT_BRACES = codes.error(
    "text-field",
    Text("dấu ngoặc nhọn viết sai: {text}", "the braces are not fields: {text}"),
    Text("chỉ viết {fields}; dấu ngoặc thường viết {{{{ }}}}", "write {fields} only, or {{{{ }}}}"),
    variant="braces",
)
TEXT_FIELD_UNKNOWN = codes.error(
    "text-field",
    Text("câu này không có chỗ tên {{{name}}}", "this text has no field {{{name}}}"),
    Text("dùng {{{near}}}", "use {{{near}}}"),
)
TEXT_FIELD_MISSING = codes.error(
    "text-field",
    Text("câu này thiếu chỗ {{{name}}}", "this text lacks {{{name}}}"),
    Text("viết như mẫu: {ours}", "write it like ours: {ours}"),
    variant="missing",
)
TEMPLATE_NOT_READ = codes.warning(
    "file-not-read",
    Text("tệp này trong templates/ không được dùng", "this file in templates/ is not used"),
    Text("có phải là {near}?", "did you mean {near}?"),
    variant="template",
)
TEMPLATE_BROKEN = codes.error(
    "template-broken",
    Text("tệp này không phải {kind} đọc được", "this is no {kind} file that can be read"),
    Text(
        "lưu lại đúng loại; biểu trưng là PNG hay JPG, chữ là UTF-8",
        "save it as that kind: logos are PNG or JPG, text is UTF-8",
    ),
)
TEMPLATE_TOO_LARGE = codes.error(
    "template-too-large",
    Text("tệp này lớn hơn {most} kB", "this file is larger than {most} kB"),
    Text("thu nhỏ lại: mỗi trang đều tải tệp này", "make it smaller: every page loads it"),
)
STYLE_FOREIGN = codes.warning(
    "style-foreign",
    Text(
        "{text}: trang không tải gì từ nơi khác nên dòng này vô hiệu",
        "{text}: pages load nothing from elsewhere, so this has no effect",
    ),
    Text("bỏ dòng này", "leave it out"),
)

UNKNOWN_CATEGORY = codes.warning(
    "unknown-category",
    Text("podcast không có thể loại {given}", "podcasts have no category {given}"),
    Text("ghi  category: {near}", "write  category: {near}"),
)
COVER_UNFIT = codes.warning(
    "cover-unfit",
    Text(
        "ảnh bìa {name} ({size} điểm ảnh) không dùng cho podcast được; dùng ảnh có sẵn",
        "cover {name} ({size} pixels) will not do for podcasts; ours is used",
    ),
    Text(
        "để trong assets/ một ảnh vuông PNG hay JPG, mỗi cạnh 1400 đến 3000 điểm ảnh",
        "put a square PNG or JPG into assets/, 1400 to 3000 pixels on a side",
    ),
)

# --- servers ---

_AGAIN = Text(
    "gõ lại lệnh để làm tiếp: phần đã xong không làm lại",
    "run the command again to go on: what is done is not done again",
)
BAD_SERVER = codes.error(
    "bad-address",
    Text("{address}: không phải địa chỉ máy chủ", "{address} is no address of a server"),
    Text("viết dạng https://may-chu/lich/ten/", "write it as https://server/calendars/name/"),
    variant="server",
)
PASSWORD_IN_URL = codes.error(
    "password-in-url",
    Text("địa chỉ không được chứa tên, mật khẩu", "an address must not hold a name or password"),
    Text(
        "đặt vào biến môi trường {user} và {password}",
        "set the environment variables {user} and {password}",
    ),
)
NOT_ENCRYPTED = codes.error(
    "not-encrypted",
    Text(
        "mật khẩu sẽ đi qua mạng không mã hóa đến {host}",
        "the password would travel to {host} unencrypted",
    ),
    Text("dùng địa chỉ https://", "use an address with https://"),
)
SERVER_FAILED = codes.error(
    "server-failed",
    Text("máy chủ không trả lời đúng: {reason}", "the server gave no proper answer: {reason}"),
    _AGAIN,
)
NOT_ALLOWED = codes.error(
    "server-login",
    Text("máy chủ không cho vào", "the server does not let us in"),
    Text(
        "kiểm tra biến môi trường {user} và {password}",
        "check the environment variables {user} and {password}",
    ),
)
TRY_LATER = codes.error(
    "server-busy",
    Text("máy chủ bận hoặc giới hạn ({status})", "the server is busy or limits us ({status})"),
    _AGAIN,
)
SERVER_MOVED = codes.error(
    "server-moved",
    Text("máy chủ chỉ sang {address}", "the server points to {address}"),
    Text("dùng địa chỉ ấy", "use that address"),
)
SERVER_REFUSED = codes.error(
    "server-refused",
    Text("máy chủ từ chối {verb} ({status})", "the server refused {verb} ({status})"),
    Text("kiểm tra lại địa chỉ", "check the address"),
)
TOO_LARGE_FOR_SERVER = codes.error(
    "server-limit",
    Text("tệp lớn hơn mức máy chủ nhận (413)", "the file is larger than the server takes (413)"),
    Text(
        "nhờ người quản trị tăng mức ấy (client_max_body_size), hoặc chép tệp bằng SFTP",
        "ask its administrator to raise the limit (client_max_body_size), or copy by SFTP",
    ),
)
KEY_REFUSED = codes.error(
    "server-login",
    Text("máy chủ không nhận khóa", "the server does not take the key"),
    Text(
        "đặt khóa API vào biến môi trường {key}; khóa cần quyền với tệp và danh sách phát",
        "put the API key into the environment variable {key}; it needs the rights to media",
    ),
    variant="key",
)
CHANGED_MEANWHILE = codes.warning(
    "changed-meanwhile",
    Text("{uid} vừa bị người khác sửa, để nguyên", "{uid} was just changed by others; it is left"),
    _AGAIN,
)
ONE_CALENDAR = codes.error(
    "one-calendar",
    Text("nhiều đài mà chỉ có một địa chỉ lịch", "several stations but one calendar's address"),
    Text(
        "viết {{station}} vào địa chỉ, ví dụ https://may-chu/lich/{{station}}/",
        "write {{station}} in the address, as in https://server/calendars/{{station}}/",
    ),
)

ONE_STATION = codes.error(
    "one-calendar",
    Text("nhiều đài mà chỉ có một địa chỉ máy phát", "several stations but one playout address"),
    Text(
        "viết {{station}} vào địa chỉ, ví dụ https://may-chu/api/station/{{station}}, hoặc chọn "
        "một đài: --station xa-a",
        "write {{station}} in the address, as in https://server/api/station/{{station}}, or "
        "choose one: --station xa-a",
    ),
    variant="playout",
)
NO_STATION_IN_ADDRESS = codes.error(
    "bad-address",
    Text("{address}: không phải địa chỉ một đài của AzuraCast", "{address} is no station's there"),
    Text(
        "viết dạng https://may-chu/api/station/1",
        "write it as https://server/api/station/1",
    ),
    variant="azuracast",
)
NO_KEY = codes.error(
    "missing-key",
    Text("chưa có khóa API của máy chủ", "there is no API key for the server"),
    Text(
        "đặt vào biến môi trường {key}; lấy khóa ở trang người dùng của máy chủ",
        "set the environment variable {key}; the key is on the server's page of its user",
    ),
)
UPLOAD_DAMAGED = codes.error(
    "upload-damaged",
    Text(
        "máy chủ không đọc được trọn tệp {name} vừa nhận",
        "the server could not read all of {name}, which it was sent",
    ),
    _AGAIN,
)
NOT_MATCHED = codes.error(
    "upload-damaged",
    Text(
        "danh sách phát “{name}” không tìm thấy tệp của nó trên máy chủ nên đã bỏ đi",
        'the playlist "{name}" did not find its file on the server and was taken away again',
    ),
    _AGAIN,
    variant="playlist",
)

# --- buckets and shared folders ---

PLACE_NOT_OURS = codes.error(
    "folder-not-ours",
    Text(
        "nơi này đã có tệp {name} không phải do radioprog gửi; không ghi gì",
        "the place already has {name}, which radioprog did not send; nothing is written",
    ),
    Text(
        "chọn một thư mục khác trong kho: radioprog push s3://kho/thu-muc-moi",
        "choose another folder there: radioprog push s3://bucket/new-folder",
    ),
    variant="place",
)
NOT_WHOLE_THERE = codes.error(
    "upload-damaged",
    Text("đến nơi không trọn vẹn: {names:list}", "did not arrive whole: {names:list}"),
    _AGAIN,
    variant="place",
)
NO_FILES_TO_SEND = codes.error(
    "nothing-to-send",
    Text("thư mục này không có tệp nào để gửi", "this folder has no files to send"),
    Text("xem lại tên sau --folder", "look at the name after --folder"),
)

NO_SUCH_PUSH = codes.error(
    "unknown-push",
    Text("chưa rõ đưa {given} đi đâu", "where to bring {given} is not said"),
    Text(
        "viết: radioprog push caldav|azuracast|libretime URL, radioprog push s3://kho/thu-muc, "
        "hay radioprog push TÊN với TÊN là một nơi nhận có url trong outlets.yaml",
        "write: radioprog push caldav|azuracast|libretime URL, radioprog push s3://bucket/folder, "
        "or radioprog push NAME, where NAME is an outlet with a url in outlets.yaml",
    ),
)

# --- outlets.yaml ---

UNKNOWN_OUTLET = codes.error(
    "unknown-target",
    Text("không xuất được cho {name}", "there is no export for {name}"),
    Text("{suggestion}", "{suggestion}"),
)
OUTLET_LIST = Text("chọn trong: {names:list}", "choose among: {names:list}")
NO_URL = codes.error(
    "missing-url",
    Text("nơi nhận {name} chưa có địa chỉ máy chủ", "{name} has no server's address"),
    Text(
        "thêm dòng  url: https://may-chu/lich/{{station}}/",
        "add a line  url: https://server/calendars/{{station}}/",
    ),
)
NAMED_AS_TARGET = codes.error(
    "outlet-named-as-target",
    Text("tên {name} trùng tên một đích xuất", "{name} is the name of a target already"),
    Text("đặt tên khác, như {name}-1", "give it another name, such as {name}-1"),
)
NO_STATION_CHOSEN = codes.error(
    "no-station-chosen",
    Text("nơi nhận {name} không chọn đài nào", "{name} chooses no station"),
    Text("xem danh sách: radioprog stations", "see the list: radioprog stations"),
)
EXPORT_IT = codes.error(
    "export-it",
    Text("nơi nhận {name} không phải loại ấy", "{name} is another kind of place"),
    Text(
        "chạy: radioprog push {name}, hay radioprog export {name}",
        "run: radioprog push {name}, or radioprog export {name}",
    ),
)
