"""What is said of the record: its files are the truth, so an unreadable line stops the work."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

LEDGER_UNREADABLE = codes.error(
    "ledger-unreadable",
    Text("sổ lịch bị hỏng ở dòng này", "this line of the calendar ledger cannot be read"),
    Text(
        "sửa dòng (có thể còn dấu <<<<<<< sau khi gộp), hoặc lấy lại bản sao của record/",
        "mend the line (marks of a merge may stand in it), or take record/ from a copy",
    ),
)
APPROVALS_UNREADABLE = codes.error(
    "approvals-unreadable",
    Text("sổ duyệt bị hỏng ở dòng này", "this line of the approvals cannot be read"),
    Text("sửa dòng, hoặc lấy lại bản sao của record/", "mend it, or take record/ from a copy"),
)
