"""What the system says of a disk, in Vietnamese; beside it stands the system's own English."""

from __future__ import annotations

import errno

DISK_WORDS = {
    errno.ENOENT: "không có thư mục này",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.EIO: "ổ đĩa đọc hoặc ghi hỏng",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
}
"""The errors that happen most often, by their number."""
