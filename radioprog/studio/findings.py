"""What is said of calls and of the workspace as a whole."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

BAD_DAY = codes.error(
    "bad-window",
    Text("{day} không phải là một ngày", "{day} is no date"),
    Text("viết năm-tháng-ngày, ví dụ 2026-12-01", "write year-month-day, such as 2026-12-01"),
)
NO_SUCH_SCRIPT = codes.error(
    "missing-file",
    Text("không có kịch bản {name}", "there is no script {name}"),
    Text("kiểm tra tên tệp trong scripts/", "check the file's name in scripts/"),
)
PERSON_STATION = codes.warning(
    "unknown-station",
    Text("danh sách đài không có đài {station}", "the station list has no station {station}"),
    Text("{suggestion}", "{suggestion}"),
    variant="person",
)
HOW_TO_STATION = Text(
    "sửa cột đài của người này, theo mã trong schedules/stations.csv",
    "mend this person's stations, by the ids of schedules/stations.csv",
)
NOT_TAGGABLE = codes.error(
    "bad-clip",
    Text("{name}: không gắn được thông tin vào tệp loại này", "{name}: this kind takes no tags"),
    Text("dùng MP3, Opus, M4A, FLAC hoặc WAV", "use MP3, Opus, M4A, FLAC or WAV"),
)
UNPORTABLE = codes.warning(
    "unportable-name",
    Text(
        "tên này không chép được sang USB hay máy Windows: {why}",
        "a USB stick or Windows cannot hold this name: {why}",
    ),
    Text("đổi tên thành {better}", "rename it to {better}"),
)
HAS_FORBIDDEN = Text("có {chars}", "it has {chars}")
IS_RESERVED = Text("{part} là tên riêng của Windows", "Windows keeps {part} for itself")
ENDS_BADLY = Text("kết thúc bằng dấu chấm hay dấu cách", "it ends in a full stop or a space")
TOO_LONG = Text("dài quá 255 ký tự hay byte", "it is longer than 255 characters or bytes")
SCRIPT_NOT_READ = codes.warning(
    "file-not-read",
    Text("tệp này không phải kịch bản .md nên không được dựng", "this is no .md script: not built"),
    Text(
        "nếu là kịch bản văn bản thuần, đổi tên thành {better}; nếu là bài viết, soạn bằng lệnh: "
        "radioprog draft {name}",
        "if it is a plain-text script, rename it to {better}; of an article make a script: "
        "radioprog draft {name}",
    ),
)
MISNAMED_SCRIPT = codes.warning(
    "file-not-read",
    Text("tên sai đuôi nên tệp này không được dựng", "its ending is wrong: not built"),
    Text("đổi tên thành {better}", "rename it to {better}"),
    variant="ending",
)
UNREAD_DOCUMENT = codes.warning(
    "file-not-read",
    Text("tệp này không phải kịch bản .md nên không được dựng", "this is no .md script: not built"),
    Text(
        "tệp .docx, .odt, .rtf thì soạn bằng radioprog draft; tệp khác thì mở bằng Word, chọn "
        "Tệp → Lưu thành → Tài liệu Word (.docx), rồi radioprog draft; hoặc chép ra khỏi scripts/",
        "of a .docx, .odt or .rtf make a script with radioprog draft; open others in Word, choose "
        "File → Save As → Word Document (.docx), then radioprog draft; or move it out of scripts/",
    ),
    variant="document",
)
BAD_ARGUMENT = codes.error(
    "bad-argument",
    Text("{name}: không dùng được giá trị loại {value}", "{name}: a {value} is of no use here"),
    Text("xem help(radioprog.build)", "see help(radioprog.build)"),
)
CACHE_PRUNED = codes.info(
    "cache-pruned",
    Text(
        "bộ nhớ đệm quá {limit} MB: đã bỏ {count} mục lâu không dùng nhất ({size} MB)",
        "the cache was over {limit} MB: the {count} entries longest unused went ({size} MB)",
    ),
    Text(
        "muốn giữ nhiều hơn, ghi trong radioprog.yaml: cache: 40GB",
        "to keep more, write in radioprog.yaml: cache: 40GB",
    ),
)
CACHE_TOO_SMALL = codes.warning(
    "cache-too-small",
    Text(
        "bộ nhớ đệm {limit} MB không đủ cho một lần dựng: lần sau phải đọc lại phần đã bỏ",
        "{limit} MB of cache are not enough for one build: the next makes anew what went",
    ),
    Text(
        "tăng mức trong radioprog.yaml, như cache: 40GB",
        "raise the limit in radioprog.yaml, as in cache: 40GB",
    ),
)
BAD_NUMBER = codes.error(
    "bad-argument",
    Text(
        "{name}: {value} không phải số nguyên từ 1 đến {most}",
        "{name}: {value} is no whole number between 1 and {most}",
    ),
    Text("viết một số như 2", "write a number such as 2"),
    variant="number",
)
NO_SUCH_CLIP = codes.error(
    "missing-asset",
    Text("không có tệp âm thanh {name}", "there is no sound file {name}"),
    Text("kiểm tra đường dẫn", "check the path"),
)
RIGHTS_ENDED = codes.warning(
    "rights-ended",
    Text(
        "{name} hết bản quyền từ {day}, còn {count} chỗ dùng",
        "the rights of {name} ended on {day}; {count} places use it",
    ),
    Text("gia hạn, hoặc thay tệp khác", "renew them, or use another recording"),
)
RIGHTS_OF_NOTHING = codes.warning(
    "rights-of-nothing",
    Text("không có tệp âm thanh nào là {name}", "no recording is {name}"),
    Text("{suggestion}", "{suggestion}"),
)
NAME_A_RECORDING = Text(
    "ghi tên tệp tính từ assets/, hoặc mẫu như beds/*",
    "write a file's name from assets/, or a pattern such as beds/*",
)
BAD_SCRIPT_NAME = codes.error(
    "bad-argument",
    Text("không đặt tên kịch bản là «{name}» được", "a script cannot be named {name!r}"),
    Text("dùng tên như tin-12 hoặc tin/so-12", "use a name such as tin-12 or tin/so-12"),
    variant="script-name",
)
NO_WORKSPACE = codes.error(
    "no-workspace",
    Text("không có tệp {file} ở đây", "there is no {file} here"),
    Text(
        "vào đúng thư mục, hoặc tạo mới: radioprog init",
        "go to the right folder, or make one: radioprog init",
    ),
)
NAME_CLASH = codes.error(
    "name-clash",
    Text(
        "tên trùng với {twin} (chỉ khác chữ hoa, chữ thường hoặc cách gõ dấu)",
        "the same name as {twin} but for case or accents",
    ),
    Text("đổi tên một trong hai tệp", "rename one of the two files"),
)
LEADS_OUT = codes.info(
    "build-outside",
    Text(
        "{folder} là liên kết, tệp làm ra nằm ở nơi khác: {target}",
        "{folder} is a link; what is made lies elsewhere: {target}",
    ),
    Text(
        "nếu không cố ý, xóa liên kết ấy rồi dựng lại",
        "if that is not meant, delete the link and build again",
    ),
)
ORPHAN = codes.warning(
    "orphan",
    Text("chương trình này không còn kịch bản", "the script of this programme is gone"),
    Text(
        "xóa thư mục nếu không cần nữa, hoặc trả kịch bản về scripts/",
        "delete the folder if it is not needed, or bring the script back to scripts/",
    ),
)

# --- init ---

_THERE_ALREADY = Text("đã có tệp này, không ghi đè", "this file exists and is not overwritten")
_ANOTHER_FOLDER = Text("chọn một thư mục khác, còn trống", "choose another folder, an empty one")
ALREADY_WORKSPACE = codes.error("already-workspace", _THERE_ALREADY, _ANOTHER_FOLDER)
FILE_EXISTS = codes.error("file-exists", _THERE_ALREADY, _ANOTHER_FOLDER)
UNKNOWN_EXAMPLE = codes.error(
    "unknown-example",
    Text("không có ví dụ {name}", "there is no example {name}"),
    Text("các ví dụ: {known:list}", "the examples: {known:list}"),
)

# --- say ---

TOO_LONG_TO_SAY = codes.error(
    "too-long-to-say",
    Text(
        "{count} âm tiết: dài quá để đọc một hơi (nhiều nhất {most})",
        "{count} syllables are too many to be said at once (at most {most})",
    ),
    Text(
        "lưu thành bài rồi soạn kịch bản: radioprog draft BÀI.txt; build đọc từng câu",
        "save it as a text and make a script of it: radioprog draft FILE.txt; "
        "build speaks it sentence by sentence",
    ),
)
UNKNOWN_ENDING = codes.error(
    "unknown-ending",
    Text("không biết ghi loại tệp này", "files of this ending cannot be written"),
    Text("dùng một trong: {endings:list}", "use one of: {endings:list}"),
)
ENCODE_DAMAGED = codes.error(
    "encode-damaged",
    Text("tệp vừa ghi không giải mã đủ", "the file just written does not decode whole"),
    Text("kiểm tra đĩa còn chỗ trống", "check that the disk has room"),
)

# --- doctor ---

ENCODER_BROKEN = codes.error(
    "encoder-broken",
    Text("bộ mã hóa {name} không chạy: {what}", "the encoder {name} fails: {what}"),
    Text(
        "cài lại radioprog: pip install --force-reinstall radioprog",
        "install radioprog again: pip install --force-reinstall radioprog",
    ),
)
DISK_LOW = codes.warning(
    "disk-low",
    Text("đĩa sắp đầy: còn {size}", "the disk is nearly full: {size} left"),
    Text(
        "xóa bớt tệp, hoặc chạy: radioprog cache --prune",
        "delete something, or run: radioprog cache --prune",
    ),
)
ZONE_DATA_MISSING = codes.error(
    "zone-data-missing",
    Text("thiếu dữ liệu múi giờ", "zone data is missing"),
    Text("chạy: pip install tzdata", "run: pip install tzdata"),
)
NO_SUCH_SEGMENT = codes.error(
    "unknown-segment",
    Text("không có mục {segment}", "there is no segment {segment}"),
    Text("chọn 1 đến {count}, hoặc: {titles:list}", "choose 1 to {count}, or: {titles:list}"),
)

# --- the studio in the browser ---

WEAK_PASSWORD = codes.error(
    "weak-password",
    Text("mật khẩu này dễ đoán quá", "this password is too easy to guess"),
    Text(
        "cần ít nhất {shortest} chữ, không phải mã hay họ tên; bốn từ rời nhau là tốt",
        "at least {shortest} letters and no name of a person; four words side by side are good",
    ),
)
DAMAGED_PASSWORDS = codes.error(
    "damaged-passwords",
    Text("không đọc được {file}", "{file} cannot be read"),
    Text(
        "xóa tệp ấy rồi đặt lại mật khẩu: radioprog people --password MÃ",
        "delete that file and set the passwords again: radioprog people --password ID",
    ),
)
NO_WEB_LIBRARY = codes.error(
    "web-missing",
    Text("máy này chưa có {name}", "{name} is not installed on this machine"),
    Text('chạy: pip install "radioprog[web]"', 'run: pip install "radioprog[web]"'),
)
BAD_SCRIPT_PATH = codes.error(
    "bad-script-name",
    Text("tên kịch bản không dùng được: {name}", "this cannot be a script's name: {name}"),
    Text(
        "dùng chữ, số và dấu gạch nối, ví dụ ban-tin-12",
        "use letters, digits and hyphens, such as ban-tin-12",
    ),
    variant="studio",
)
UNKNOWN_SCRIPT = codes.error(
    "unknown-script",
    Text("không có kịch bản {name}", "there is no script {name}"),
    Text("xem danh sách ở trang Kịch bản", "see the list on the page of scripts"),
    variant="studio",
)
CHANGED_MEANWHILE = codes.error(
    "changed-meanwhile",
    Text(
        "kịch bản này đã được lưu lại từ nơi khác sau khi anh chị mở; chưa ghi gì",
        "this script was saved elsewhere since you opened it; nothing was written",
    ),
    Text(
        "xem bản mới, chép phần của mình sang rồi lưu lại",
        "look at the new version, carry your part over and save again",
    ),
)
NO_SUCH_VERSION = codes.error(
    "unknown-version",
    Text("không có bản lưu {sha256} của kịch bản này", "the script has no version {sha256}"),
    Text("chọn một bản trong danh sách", "choose one of the list"),
)
TOO_LONG_SCRIPT = codes.error(
    "script-too-long",
    Text("kịch bản dài quá {most} kB", "the script is longer than {most} kB"),
    Text("chia thành nhiều kịch bản", "make several scripts of it"),
)
UNKNOWN_RECORDING = codes.error(
    "unknown-recording",
    Text("không có bản thu {name}", "there is no recording {name}"),
    Text("xem: radioprog clips", "see: radioprog clips"),
)
NOT_RECORDING = codes.error(
    "not-a-recording",
    Text("{name} không có đuôi của tệp âm thanh", "{name} has no ending of a sound file"),
    Text("dùng tệp {endings:list}", "use a file of {endings:list}"),
)
ALREADY_THERE = codes.error(
    "file-exists",
    Text("đã có {name}", "{name} is already there"),
    Text("đổi tên tệp rồi tải lên lại", "rename the file and upload it again"),
    variant="studio",
)
NOTHING_SAID = codes.error(
    "nothing-said",
    Text("dòng này không có lời đọc", "nobody speaks on this line"),
    Text("đặt con trỏ vào một dòng lời đọc", "put the cursor on a line that is spoken"),
)
NO_NAME_GIVEN = codes.error(
    "no-name",
    Text("chưa có tên đơn vị", "the organisation has no name"),
    Text("viết tên, ví dụ: Đài truyền thanh xã Dân Hóa", "write it, such as: Radio of Dan Hoa"),
)
UNKNOWN_ANSWER = codes.error(
    "unknown-answer",
    Text("không biết {answer}", "{answer} is not known"),
    Text("chọn một trong: {known:list}", "choose one of: {known:list}"),
)
