"""What is said of a process behind the wall that could not do its work."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_DOCTOR = Text("chạy: radioprog doctor", "run: radioprog doctor")

MISSING = codes.error(
    "tool-missing", Text("không chạy được {name}", "cannot start {name}"), _DOCTOR
)
TIMEOUT = codes.error("tool-timeout", Text("quá thời gian: {name}", "out of time: {name}"), _DOCTOR)
CRASHED = codes.error(
    "tool-crashed", Text("{name} bị dừng ({signal})", "{name} died of {signal}"), _DOCTOR
)
FAILED = codes.error(
    "tool-failed",
    Text("{name} báo lỗi {status}: {said}", "{name} ended with {status}: {said}"),
    _DOCTOR,
)
NONSENSE = codes.error(
    "worker-nonsense",
    Text("{name} trả lời sai quy cách", "the answer of {name} makes no sense"),
    _DOCTOR,
)
STOPPED = codes.error(
    "worker-stopped",
    Text("máy đọc đã được dừng", "the engine was stopped"),
    Text("chạy lại lệnh", "run the command again"),
)
