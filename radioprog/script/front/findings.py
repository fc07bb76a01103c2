"""What can be wrong with the front matter of a script."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

NO_FRONT_MATTER = codes.error(
    "missing-front-matter",
    Text("thiếu phần khai ở đầu kịch bản", "the script has no front matter"),
    Text(
        "dán các dòng sau lên đầu tệp, sửa lại cho đúng:\n{block}",
        "put these lines at the top of the file and correct them:\n{block}",
    ),
)
NO_FENCES = codes.error(
    "missing-front-matter",
    Text(
        "phần khai ở đầu tệp thiếu dòng --- trước và sau",
        "the front matter lacks the lines --- around it",
    ),
    Text(
        "thêm một dòng --- trước dòng {first} và một dòng --- sau dòng {last}",
        "put a line --- before line {first} and a line --- after line {last}",
    ),
    variant="fences",
)
NOT_FIRST = codes.error(
    "missing-front-matter",
    Text(
        "phần khai phải đứng đầu tệp, trước nó còn chữ",
        "the front matter does not stand first: words come before it",
    ),
    Text(
        "chuyển các dòng 1 đến {last} xuống dưới phần khai, hoặc xóa đi",
        "move lines 1 to {last} below the front matter, or delete them",
    ),
    variant="order",
)
UNCLOSED_FRONT_MATTER = codes.error(
    "unclosed-front-matter",
    Text(
        "phần khai mở bằng --- nhưng không đóng",
        "the front matter begins with --- but does not end",
    ),
    Text(
        "thêm một dòng --- sau mục cuối của phần khai{where}",
        "add a line --- after the last key of the front matter{where}",
    ),
)
NOT_INDENTED = codes.error(
    "not-indented",
    Text("các dòng dưới mục {key} chưa thụt vào", "the lines below {key} are not indented"),
    Text("thụt vào hai dấu cách:\n{block}", "indent them by two spaces:\n{block}"),
)
