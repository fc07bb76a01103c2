"""What is said of exports."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

PUSH_IT = codes.error(
    "push-it",
    Text("nơi nhận {name} là một máy chủ", "{name} is a server"),
    Text("chạy: radioprog push {name}", "run: radioprog push {name}"),
)
NOT_AN_EXPORT = codes.error(
    "not-an-export",
    Text(
        "đã có {names:list}, không phải của lần xuất này",
        "{names:list} stand here already and are not of this export",
    ),
    Text("chọn thư mục khác sau -o", "name another folder after -o"),
)
