"""What is said of packs."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_CLEAR_OR_CHOOSE = Text(
    "dùng thẻ trống, hoặc chọn thư mục khác sau -o",
    "use an empty stick, or name another folder after -o",
)

OTHER_STATION = codes.error(
    "other-station",
    Text(
        "đây là gói của đài {found}, không phải của {wanted}",
        "this is the pack of {found}, not of {wanted}",
    ),
    Text(
        "lấy đúng thẻ của đài {wanted}; muốn dùng lại thẻ này thì xóa hết rồi chạy lại",
        "take the stick of {wanted}; to use this one for it, empty it and run again",
    ),
)
NOT_OURS = codes.error(
    "not-a-pack",
    Text(
        "đã có {names:list}, không phải của radioprog",
        "{names:list} stand here already and are not radioprog's",
    ),
    _CLEAR_OR_CHOOSE,
)
NO_PACK = codes.error(
    "no-pack",
    Text("ở đây không có gói chương trình nào", "there is no programme pack here"),
    Text(
        "chép lại bằng: radioprog pack {station} -o {folder}",
        "copy it with: radioprog pack {station} -o {folder}",
    ),
)
HALF_A_PACK = codes.error(
    "half-a-pack",
    Text("việc chép gói này bị ngắt giữa chừng", "copying this pack was interrupted"),
    Text(
        "cắm lại thẻ rồi chạy: radioprog pack {station} -o {folder}",
        "plug the stick in again and run: radioprog pack {station} -o {folder}",
    ),
)
FILE_MISSING = codes.error(
    "pack-file-missing",
    Text("gói thiếu tệp này", "this file is missing from the pack"),
    Text(
        "chép lại bằng: radioprog pack {station} -o {folder}",
        "copy it again with: radioprog pack {station} -o {folder}",
    ),
)
FILE_CHANGED = codes.error(
    "pack-file-changed",
    Text("tệp này không còn như lúc chép", "this file is not as it was copied"),
    Text(
        "chép lại bằng: radioprog pack {station} -o {folder}",
        "copy it again with: radioprog pack {station} -o {folder}",
    ),
)
RECEIPT_FILLED = codes.info(
    "receipt-filled",
    Text("phiếu báo đã được ghi", "the receipt was filled in"),
    Text("nhập vào sổ: radioprog asrun import {path}", "take it in: radioprog asrun import {path}"),
)
RECEIPT_KEPT = codes.warning(
    "receipt-kept",
    Text(
        "phiếu báo của kỳ trước đã được ghi; giữ lại thành {kept}",
        "the receipt of the pack before was filled in; it is kept as {kept}",
    ),
    Text("nhập vào sổ: radioprog asrun import {path}", "take it in: radioprog asrun import {path}"),
)
NO_ROOM = codes.error(
    "no-room",
    Text(
        "gói cần {need:.1f} MB, thẻ chỉ còn trống {free:.1f} MB; chưa chép gì",
        "the pack needs {need:.1f} MB, {free:.1f} MB are free; nothing was copied",
    ),
    Text(
        "dọn bớt thẻ, dùng thẻ lớn hơn, hoặc gói ít ngày hơn: --days {days}",
        "free some room, use a larger stick, or pack fewer days: --days {days}",
    ),
)
TOO_LARGE_FOR_FAT = codes.error(
    "too-large-for-fat",
    Text(
        "{name} lớn hơn 4 GB, thẻ FAT32 không chứa được",
        "{name} is larger than 4 GB, which FAT32 cannot hold",
    ),
    Text("chia chương trình thành nhiều phần", "part the programme into several"),
)
NO_MP3 = codes.warning(
    "no-mp3",
    Text(
        "{programme} chưa có tệp MP3, chỗ của bài trong gói để trống",
        "{programme} has no MP3, its places in the pack stay empty",
    ),
    Text(
        "chạy: radioprog build {path} --deliver station",
        "run: radioprog build {path} --deliver station",
    ),
)
SOUND_DAMAGED = codes.error(
    "sound-damaged",
    Text(
        "tệp tiếng không còn như lúc dựng; chỗ của bài trong gói để trống",
        "this sound is not as it was built; its places in the pack stay empty",
    ),
    Text(
        "dựng lại: radioprog build {script} --force",
        "build it again: radioprog build {script} --force",
    ),
)
NOT_EMPTY = codes.info(
    "stick-not-empty",
    Text(
        "trên thẻ còn {names:list}; máy phát có thể phát cả những tệp ấy",
        "{names:list} stand on the stick too; a player may play them as well",
    ),
    Text(
        "muốn máy phát chạy đúng thứ tự thì dùng thẻ chỉ có gói này",
        "for a player that keeps the order use a stick with nothing but the pack",
    ),
)
NOTHING_TO_PLAY = codes.warning(
    "nothing-to-play",
    Text(
        "gói của đài {station} không có tệp tiếng nào từ {first} trong {days} ngày",
        "the pack of {station} holds no sound in the {days} days from {first}",
    ),
    Text(
        "xem lịch: radioprog schedule --station {station}; dựng bài: radioprog build",
        "see the week: radioprog schedule --station {station}; make programmes: radioprog build",
    ),
)
