"""What the studio in the browser tells people."""

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)
NOBODY_CHOSEN = codes.error(
    "nobody-chosen",
    Text("chưa biết ai làm việc này", "nobody says who does this"),
    Text("chọn tên mình ở đầu trang rồi làm lại", "choose your name at the top and try again"),
)
NO_PASSWORDS = codes.error(
    "no-passwords",
    Text(
        "mở cho máy khác thì ai vào cũng phải có mật khẩu, mà chưa ai có",
        "whoever comes from another machine needs a password, and nobody has one",
    ),
    Text(
        "ghi tên vào people.csv rồi chạy: radioprog people --password MÃ",
        "list people in people.csv, then run: radioprog people --password ID",
    ),
)
NOT_ALLOWED = codes.error(
    "role-missing",
    Text("việc này cần vai trò {roles:or}", "this needs the role {roles:or}"),
    Text(
        "nhờ người có vai trò ấy, hoặc quản trị sửa people.csv",
        "ask somebody who has it, or let an admin change people.csv",
    ),
    variant="web",
)
NOT_FROM_US = codes.error(
    "foreign-request",
    Text("yêu cầu không đến từ trang này", "the request does not come from this page"),
    Text("tải lại trang rồi làm lại", "load the page again and try once more"),
)
TOO_OFTEN = codes.error(
    "too-often",
    Text("thử nhiều lần quá", "too many tries"),
    Text("chờ một lát rồi thử lại", "wait a while and try again"),
)
TOO_MUCH = codes.error(
    "request-too-large",
    Text("gửi lên nhiều quá {most} MB", "more than {most} MB were sent"),
    Text("cắt ngắn hoặc nén tệp rồi gửi lại", "shorten or compress the file and send it again"),
)
TOO_SLOW = codes.error(
    "request-too-slow",
    Text("gửi chậm quá nên đã dừng", "it was sent too slowly and was broken off"),
    Text("thử lại khi đường truyền tốt hơn", "try again when the line is better"),
)
NOT_READ = codes.error(
    "request-not-read",
    Text("không đọc được nội dung gửi lên", "what was sent cannot be read"),
    Text("tải lại trang rồi làm lại", "load the page again and try once more"),
)
WRONG_PASSWORD = codes.error(
    "wrong-password",
    Text("mã hoặc mật khẩu không đúng", "the id or the password is wrong"),
    Text("gõ lại; quên thì nhờ quản trị đặt lại", "type it again, or ask an admin for a new one"),
)
NO_PAGE = codes.error(
    "no-such-page",
    Text("không có trang này", "there is no such page"),
    Text("về trang Hôm nay", "go to the page Today"),
)
NO_JOB = codes.error(
    "unknown-job",
    Text("việc này không còn chạy", "this work is no longer running"),
    Text("bấm dựng lại", "press build again"),
)
NOT_SAID_WHETHER_REAL = codes.error(
    "missing-kind",
    Text("chưa nói là tin thật hay diễn tập", "it is not said whether it is real or an exercise"),
    Text("chọn một trong hai rồi phát hành lại", "choose one of the two and issue it again"),
)
