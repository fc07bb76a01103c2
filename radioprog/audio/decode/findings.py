"""What is said of the decoder itself; what is said of files stands beside the codecs."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

DECODER_MISSING = codes.error(
    "decoder-missing",
    Text("bộ đọc âm thanh không chạy được: {reason}", "the decoder cannot run: {reason}"),
    Text("chạy: radioprog doctor", "run: radioprog doctor"),
)
BUSY = codes.error(
    "decoder-busy",
    Text("bộ đọc âm thanh đang bận", "the decoder is busy with another file"),
    Text("báo lỗi cho nhóm phát triển", "report this to the developers"),
)
