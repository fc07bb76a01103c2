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
        "mở bằng Word, chọn Tệp → Lưu thành → Văn bản thuần (.txt), mã UTF-8, rồi radioprog draft; "
        "hoặc chép ra khỏi scripts/",
        "open it in Word, choose File → Save As → Plain Text (.txt), encoding UTF-8, then "
        "radioprog draft; or move it out of scripts/",
    ),
    variant="document",
)
BAD_ARGUMENT = codes.error(
    "bad-argument",
    Text("{name}: không dùng được giá trị loại {value}", "{name}: a {value} is of no use here"),
    Text("xem help(radioprog.build)", "see help(radioprog.build)"),
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
BAD_SCRIPT_NAME = codes.error(
    "bad-argument",
    Text("không đặt tên kịch bản là «{name}» được", "a script cannot be named {name!r}"),
    Text("dùng tên như tin-12 hoặc tin/so-12", "use a name such as tin-12 or tin/so-12"),
    variant="script-name",
)
NAME_CLASH = codes.error(
    "name-clash",
    Text(
        "tên trùng với {twin} (chỉ khác chữ hoa, chữ thường hoặc cách gõ dấu)",
        "the same name as {twin} but for case or accents",
    ),
    Text("đổi tên một trong hai tệp", "rename one of the two files"),
)
ORPHAN = codes.warning(
    "orphan",
    Text("chương trình này không còn kịch bản", "the script of this programme is gone"),
    Text(
        "xóa thư mục nếu không cần nữa, hoặc trả kịch bản về scripts/",
        "delete the folder if it is not needed, or bring the script back to scripts/",
    ),
)
