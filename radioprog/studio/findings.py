"""What is said of calls and of the workspace as a whole."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes = Codes(__name__)

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
