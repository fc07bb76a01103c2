"""What is said of exports."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

UNKNOWN_TARGET = codes.error(
    "unknown-target",
    Text("không xuất được cho {name}", "there is no export for {name}"),
    Text("{suggestion}", "{suggestion}"),
)
TARGET_LIST = Text("chọn trong: {names:list}", "choose among: {names:list}")
NOT_AN_EXPORT = codes.error(
    "not-an-export",
    Text(
        "đã có {names:list}, không phải của lần xuất này",
        "{names:list} stand here already and are not of this export",
    ),
    Text("chọn thư mục khác sau -o", "name another folder after -o"),
)
