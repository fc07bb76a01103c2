"""The steps of a build as people are told of them, by the names that its progress gives."""

from __future__ import annotations

from radioprog.kernel.findings import Text

BUILD_STEPS = {
    "wait": Text("đợi lệnh dựng khác xong", "waiting for another build of it"),
    "prepare": Text("đọc kịch bản", "reading the script"),
    "speak": Text("đọc lời", "speaking"),
    "decode": Text("mở băng, nhạc", "decoding clips"),
    "mix": Text("hòa âm", "mixing"),
    "master": Text("chỉnh độ to, mã hóa", "mastering"),
    "publish": Text("ghi thành phẩm", "publishing"),
    "built": Text("xong", "done"),
    "failed": Text("hỏng", "failed"),
}
