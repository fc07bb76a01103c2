"""What is said of the disk, of files that are read and written, and of the names people give."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_OTHER_FILE = Text("dùng một tệp thường", "use an ordinary file")
_CHECK_FOLDER = Text(
    "kiểm tra quyền của thư mục; nhiều người dùng chung thì mỗi người chạy trước: umask 002",
    "check the folder's permissions; where several people share it, each first runs: umask 002",
)

# --- the disk ---

DISK_FULL = codes.error(
    "disk-full",
    Text("đĩa đầy: còn trống {free} byte", "the disk is full: {free} bytes free"),
    Text("giải phóng chỗ trống rồi chạy lại", "free some space, then run again"),
)
NOT_WRITABLE = codes.error(
    "not-writable",
    Text("không có quyền đọc hoặc ghi", "no permission to read or write here"),
    _CHECK_FOLDER,
)
DISK_ERROR = codes.error(
    "disk-error",
    Text("lỗi đĩa: {reason}", "disk error: {reason}"),
    Text("kiểm tra ổ đĩa và đường dẫn", "check the disk and the path"),
)
FILE_IN_THE_WAY = codes.error(
    "disk-error",
    Text("đây là một tệp, mà cần một thư mục", "this is a file, and a folder is needed"),
    Text(
        "ghi tên một thư mục khác, hoặc đổi tên tệp ấy",
        "name another folder, or give that file another name",
    ),
    variant="file",
)
FOLDER_IN_THE_WAY = codes.error(
    "disk-error",
    Text("đây là thư mục, không phải tệp", "Is a directory, and a file is needed"),
    Text("ghi cả tên tệp, như {example}", "name a file too, as {example}"),
    variant="folder",
)
LOCKS_REFUSED = codes.error(
    "locks-refused",
    Text(
        "ổ đĩa này không cho khóa tệp ({reason})",
        "this disk does not let files be locked ({reason})",
    ),
    Text(
        "đặt thư mục làm việc trên ổ đĩa của máy, hoặc hỏi người quản trị ổ mạng",
        "put the workspace on this machine's own disk, or ask whoever runs the network drive",
    ),
)

# --- files that are read ---

MISSING = codes.error(
    "missing-file",
    Text("không có tệp này", "there is no such file"),
    Text("kiểm tra tên tệp và thư mục", "check the file's name and folder"),
)
UNREADABLE = codes.error(
    "unreadable-file",
    Text("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    Text("kiểm tra quyền đọc của tệp", "check that you may read the file"),
)
UNREADABLE_FOLDER = codes.error(
    "unreadable-folder",
    Text("không đọc được thư mục: {reason}", "the folder cannot be read: {reason}"),
    Text("kiểm tra quyền của thư mục", "check the folder's permissions"),
)
NOT_A_FILE = codes.error(
    "not-a-file",
    Text("đây không phải là tệp thường", "this is not an ordinary file"),
    _OTHER_FILE,
)
NAMED_NOT_A_FILE = codes.error(
    "not-a-file",
    Text("{name} không phải là tệp thường", "{name} is no ordinary file"),
    Text("dùng một tệp âm thanh hoặc văn bản", "use a sound file or a text file"),
    variant="named",
)
TOO_LARGE = codes.error(
    "too-large",
    Text("tệp lớn hơn {size:g} MiB", "the file is larger than {size:g} MiB"),
    Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files"),
)
NOT_UTF8 = codes.error(
    "not-utf8",
    Text("tệp không được lưu bằng mã UTF-8 ({what})", "the file is not UTF-8 ({what})"),
    Text(
        "mở tệp bằng Notepad, chọn Save As, mục Encoding chọn UTF-8 rồi lưu lại",
        "open it in a text editor and save it again with the encoding UTF-8",
    ),
)
NO_PLAIN_TEXT = codes.error(
    "not-utf8",
    Text(
        "đây là {what}, không phải văn bản thuần, dù tên tệp là gì",
        "this is {what}, not plain text, whatever its name says",
    ),
    Text(
        "đừng sửa bằng Notepad: mở bằng Word, chọn Lưu thành (Save As), loại Văn bản thuần, "
        "mã UTF-8; bài viết thì soạn bằng lệnh: radioprog draft {name}",
        "do not edit it in Notepad: open it in Word, choose Save As, plain text (*.txt), encoding "
        "UTF-8; of an article make a script: radioprog draft {name}",
    ),
    variant="document",
)
WORD_FILE = Text("tệp Word (.docx) hay tệp nén", "a Word file (.docx) or a zip")
OLD_WORD_FILE = Text("tệp Word đời cũ (.doc)", "an old Word file (.doc)")
RTF_FILE = Text("tệp RTF", "an RTF file")
PDF_FILE = Text("tệp PDF", "a PDF")
CONTROL_CHARACTER = codes.error(
    "control-character",
    Text(
        "ký tự ẩn không được phép: U+{code:04X}",
        "a hidden character that is not allowed: U+{code:04X}",
    ),
    Text(
        "xóa ký tự này rồi gõ lại chỗ đó bằng bàn phím",
        "delete this character and type the spot again from the keyboard",
    ),
)

# --- names that people write ---

HAS_NUL = Text("có ký tự NUL", "it holds a NUL character")
IS_ABSOLUTE = Text("đường dẫn tuyệt đối", "it is an absolute path")
HAS_TILDE = Text("dấu ~ trỏ ra ngoài", "~ leads outside")
HAS_DOTS = Text(".. trỏ ra ngoài", ".. leads outside")
LINK_LEADS_OUT = Text("liên kết trỏ ra ngoài", "a link leads outside")
OUTSIDE = codes.error(
    "path-outside",
    Text(
        "{name}: tệp phải nằm trong thư mục làm việc ({reason})",
        "{name}: a file must lie inside the workspace ({reason})",
    ),
    Text(
        "chép tệp vào thư mục assets/ rồi viết tên tính từ đó, ví dụ clips/a.mp3",
        "copy the file into assets/ and write its name from there, such as clips/a.mp3",
    ),
)
LINK_OUTSIDE = codes.error(
    "path-outside",
    Text(
        "liên kết này trỏ ra ngoài thư mục làm việc",
        "this link leads out of the workspace",
    ),
    Text(
        "chép tệp thật vào thư mục làm việc thay cho liên kết",
        "copy the real file into the workspace in place of the link",
    ),
    variant="link",
)
BAD_NAME = codes.error(
    "unportable-name",
    Text(
        "tên tệp có byte không phải là chữ UTF-8",
        "the file's name holds bytes that are no UTF-8 text",
    ),
    Text("đổi tên tệp, chỉ dùng chữ, số, dấu - và _", "rename it with letters, digits, - and _"),
    variant="undecodable",
)
_COPY_OR_CORRECT = Text(
    "chép tệp vào {folder}/ hoặc sửa tên", "copy the file into {folder}/ or correct the name"
)
_NO_FILE = Text("không có tệp {name}", "there is no file {name}")
_DID_YOU_MEAN = Text("có phải là {near:or}?", "did you mean {near:or}?")
NO_ASSET = codes.error("missing-asset", _NO_FILE, _COPY_OR_CORRECT)
NO_ASSET_BUT = codes.error("missing-asset", _NO_FILE, _DID_YOU_MEAN, variant="near")
NO_INCLUDE = codes.error("missing-include", _NO_FILE, _COPY_OR_CORRECT)
NO_INCLUDE_BUT = codes.error("missing-include", _NO_FILE, _DID_YOU_MEAN, variant="near")
