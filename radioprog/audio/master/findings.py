"""What mastering says: a target that was missed, and files that came out wrong."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

LOUDNESS_MISSED = codes.warning(
    "loudness-missed",
    Text(
        "{delivery}: không đạt độ to cần có: {was}, {peak} ({target:g} LUFS, {ceiling:g} dBTP)",
        "{delivery}: the wanted loudness was not reached: {was}, {peak} "
        "({target:g} LUFS, {ceiling:g} dBTP)",
    ),
    Text(
        "nghe lại bản phối: có thể quá ngắn, quá im lặng hoặc có tiếng nổ quá to",
        "listen to the mix: it may be too short, too silent, or have a peak far too high",
    ),
)
NO_SOUND = codes.error(
    "no-sound",
    Text(
        "chương trình dài chưa tới 0,1 giây, không có gì để phát",
        "the programme lasts less than 0.1 seconds: there is nothing to broadcast",
    ),
    Text(
        "thêm lời, nhạc hoặc một quãng nghỉ vào kịch bản",
        "add speech, music or a pause to the script",
    ),
)
ENCODE_DAMAGED = codes.error(
    "encode-damaged",
    Text(
        "{delivery}: tệp vừa ghi không giải mã đủ: {decoded} thay vì {frames} mẫu",
        "{delivery}: the file just written decodes to {decoded} frames, not {frames}",
    ),
    Text(
        "kiểm tra đĩa còn chỗ trống rồi chạy lại",
        "check that the disk has room, then run again",
    ),
)
