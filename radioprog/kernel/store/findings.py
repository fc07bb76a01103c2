"""What is said of the store of sound and of the places that it is shared through."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_AGAIN = Text("chạy lại lệnh", "run the command again")

OUTSIDE_SOUND = codes.error(
    "outside-sound",
    Text(
        "đọc ngoài phạm vi âm thanh ({start}+{count} trên {length})",
        "read outside a sound: frames {start}+{count} of {length}",
    ),
    Text("báo lỗi cho nhóm phát triển", "report this to the developers"),
)
ENTRY_GONE = codes.error(
    "cache-entry-gone",
    Text("bộ nhớ đệm bị xóa giữa chừng", "the cache was removed while in use"),
    _AGAIN,
)
ENTRY_CHANGED = codes.error(
    "cache-entry-changed",
    Text(
        "một mục trong bộ nhớ đệm đã đổi trong khi đang dùng; không dùng phần hỏng",
        "an entry of the cache changed while it was in use; nothing of it was used",
    ),
    _AGAIN,
)
CACHE_DAMAGED = codes.warning(
    "cache-damaged",
    Text(
        "một mục trong bộ nhớ đệm bị hỏng ({reason}), được làm lại",
        "an entry of the cache was damaged ({reason}) and is made anew",
    ),
    Text(
        "nếu lặp lại, hãy kiểm tra ổ đĩa; chạy: radioprog cache --verify",
        "if this repeats, check the disk; run: radioprog cache --verify",
    ),
)

# --- shared storage ---

REFUSES_ENTRY = Text("kho không cho vào ({reason})", "the storage refuses entry ({reason})")
CHECK_KEYS = Text(
    "kiểm tra khóa truy cập của kho (với S3: AWS_ACCESS_KEY_ID và "
    "AWS_SECRET_ACCESS_KEY) và quyền đọc, ghi, liệt kê",
    "check the storage's access key (for S3: AWS_ACCESS_KEY_ID and "
    "AWS_SECRET_ACCESS_KEY) and the rights to read, write and list",
)
UNREACHED = Text("không tới được kho ({reason})", "the storage is out of reach ({reason})")
CHECK_NETWORK = Text(
    "kiểm tra mạng và địa chỉ kho (với S3: AWS_ENDPOINT_URL)",
    "check the network and the storage's address (for S3: AWS_ENDPOINT_URL)",
)
NO_BUCKET = Text("không có kho (bucket) tên như vậy", "there is no bucket of that name")
MAKE_BUCKET = Text(
    "kiểm tra tên kho trong địa chỉ, hoặc tạo kho trước (radioprog không tự tạo)",
    "check the name in the address, or make the bucket first (radioprog makes none)",
)
STORAGE_UNREACHABLE = codes.warning(
    "storage-unreachable",
    Text(
        "không dùng được kho chung: {why}; làm tiếp trên máy này",
        "the shared storage fails: {why}; the work goes on here",
    ),
    Text("{remedy}, để các máy dùng chung được", "{remedy}, so that machines share again"),
)
STORAGE_DAMAGED = codes.warning(
    "storage-damaged",
    Text(
        "trong kho chung có mục bị hỏng ({reason}), được làm lại và gửi lại",
        "the shared storage holds damaged entries ({reason}); they are made and sent anew",
    ),
    Text("nếu lặp lại, hãy kiểm tra kho", "if this repeats, check the storage"),
)
STORAGE_MISSING = codes.error(
    "storage-missing",
    Text("thiếu phần mềm {library} cho kho chung", "{library} is needed for shared storage"),
    Text("chạy: pip install {extra}", "run: pip install {extra}"),
)
STORAGE_URL = codes.error(
    "storage-url",
    Text("địa chỉ kho chung không dùng được", "this shared storage URL cannot be used"),
    Text(
        "dùng file://, s3://, gs:// hoặc memory://, không kèm mật khẩu hay “::”",
        'use file://, s3://, gs:// or memory://, without passwords or "::"',
    ),
)
OUT_OF_REACH = codes.error(
    "storage-out-of-reach",
    Text("không dùng được kho chung: {why}", "the shared storage fails: {why}"),
    Text("{remedy}, rồi chạy lại", "{remedy}, then run again"),
)
BLOB_MISSING = codes.error(
    "blob-missing",
    Text("kho chung không có tệp vừa gửi", "a file that was sent is not in the shared storage"),
    Text(
        "dùng một kho mà mọi máy đều thấy (thư mục chung, s3:// hoặc gs://)",
        "use a storage that all machines see (a shared folder, s3:// or gs://)",
    ),
)
BLOB_DAMAGED = codes.error(
    "blob-damaged",
    Text("một tệp trong kho chung bị hỏng", "a file in the shared storage is damaged"),
    Text(
        "chạy lại lệnh: tệp sẽ được gửi lại; nếu lặp lại, kiểm tra kho",
        "run again: the file is sent anew; if it repeats, check the storage",
    ),
)
