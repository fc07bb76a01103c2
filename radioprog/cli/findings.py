"""What the command line itself says: a call that cannot be understood."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

BAD_USAGE = codes.error("usage", Text("{problem}", "{problem}"), Text("{remedy}", "{remedy}"))
SEE_HELP = codes.error(
    "usage",
    Text("{problem}", "{problem}"),
    Text("xem: {command} --help", "see: {command} --help"),
    variant="help",
)
NO_SUCH_VERB = codes.error(
    "usage",
    Text("không có lệnh {name}", "there is no command {name}"),
    Text("{remedy}", "{remedy}"),
    variant="verb",
)
MISSING_FILE = codes.error(
    "missing-file",
    Text("không có tệp hoặc thư mục này", "there is no such file or folder"),
    Text("kiểm tra tên và thư mục", "check the name and the folder"),
)
NOT_UTF8 = codes.warning(
    "not-utf8",
    Text("dòng này có byte không phải UTF-8", "this line has bytes that are not UTF-8"),
    Text("lưu lại tệp ở dạng UTF-8", "save the file as UTF-8"),
)
