"""What is said of approvals: who may give them, and what is not approved."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

SEE_SUBJECTS = Text(
    "xem tên bằng lệnh: radioprog approval; ngoài kịch bản còn có schedule:2026-W49, plan:2026, "
    "alert:MÃ",
    "see the names with: radioprog approval; besides scripts there are schedule:2026-W49, "
    "plan:2026 and alert:ID",
)
UNKNOWN_SUBJECT = codes.error(
    "unknown-subject",
    Text("không có {written} để trình hay duyệt", "there is no {written} to decide on"),
    Text("{suggestion}", "{suggestion}"),
)
NO_SUBJECT_NOW = codes.error(
    "unknown-subject",
    Text("{subject} chưa có hoặc chưa dựng xong", "{subject} is not there, or not built whole"),
    Text(
        "tạo tệp, hoặc chạy: radioprog build {name}",
        "make the file, or run: radioprog build {name}",
    ),
    variant="absent",
)
SEE_PEOPLE = Text(
    "thêm một dòng vào people.csv: mã,họ tên,chức vụ,vai trò,đài",
    "add a line to people.csv: id,name,position,roles,stations",
)
UNKNOWN_PERSON = codes.error(
    "unknown-person",
    Text("không có ai là {name} trong people.csv", "nobody is {name} in people.csv"),
    Text("{suggestion}", "{suggestion}"),
)
AMBIGUOUS_PERSON = codes.error(
    "unknown-person",
    Text("có nhiều người tên {name}: {ids:list}", "several people are called {name}: {ids:list}"),
    Text("ghi mã: --by {first}", "write the id: --by {first}"),
    variant="several",
)
ROLE_MISSING = codes.error(
    "role-missing",
    Text(
        "{person} không có quyền làm việc này với {subject}; cần vai trò {roles:or}",
        "{person} may not do this to {subject}; it takes the role {roles:or}",
    ),
    Text(
        "nhờ {who:or}, hoặc thêm vai trò trong people.csv",
        "ask {who:or}, or add the role in people.csv",
    ),
)
NOBODY = Text("người có vai trò đó", "somebody with that role")
OWN_APPROVAL = codes.error(
    "own-approval",
    Text(
        "{person} đã trình {subject} nên không tự duyệt được",
        "{person} submitted {subject} and so may not approve it",
    ),
    Text(
        "nhờ {who:or} duyệt, hoặc đặt own: yes (tự duyệt: có) trong radioprog.yaml",
        "let {who:or} approve it, or set approval: {{own: yes}} in radioprog.yaml",
    ),
)
STALE_SUBJECT = codes.error(
    "stale-subject",
    Text(
        "{subject} đã đổi: bản đang xem là {shown}, bản hiện nay là {now}",
        "{subject} has changed: what was shown is {shown}, today's is {now}",
    ),
    Text(
        "xem lại bản hiện nay rồi duyệt với: --sha256 {sha256}",
        "look at today's, then decide with: --sha256 {sha256}",
    ),
)
CHANGED_SINCE = codes.warning(
    "changed-since-submitted",
    Text(
        "{subject} đã đổi sau khi trình; lần duyệt này là cho bản hiện nay ({now})",
        "{subject} changed after it was submitted; this verdict is on today's ({now})",
    ),
    Text(
        "chưa xem bản hiện nay thì: radioprog approval return {subject} --by …",
        "if you have not seen it: radioprog approval return {subject} --by …",
    ),
)
FUTURE_TIME = codes.warning(
    "time-ahead",
    Text("giờ ghi vào sổ ({at}) còn ở phía trước", "the time given ({at}) is still to come"),
    Text("kiểm tra lại --at", "look at --at once more"),
)
BAD_MOMENT = codes.error(
    "bad-time",
    Text("{written} không phải là một thời điểm", "{written} is no moment"),
    Text("viết như: 2026-12-03T17:30", "write it like: 2026-12-03T17:30"),
)
NOT_PERMITTED = codes.warning(
    "not-approved",
    Text(
        "{programme} chưa được duyệt ({state}); chỗ của bài để trống; chờ {who:or} quyết định",
        "{programme} is not approved ({state}); its place is left empty; {who:or} must decide",
    ),
    Text(
        "radioprog approval approve {programme} --by …; hoặc thêm --draft để lấy cả bài chưa duyệt",
        "radioprog approval approve {programme} --by …; or add --draft to take all as drafts",
    ),
)
