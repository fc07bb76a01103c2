"""What is said of sound handed over by a caller, and of a timeline that cannot be mixed."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

BAD_CLIP = codes.error(
    "bad-clip",
    Text("không dùng được âm thanh này: {why}", "this is no sound: {why}"),
    Text(
        "đưa vào một đường dẫn, một mảng (khung, kênh) hoặc pydub.AudioSegment",
        "give a path, an array (frames, channels) or a pydub.AudioSegment",
    ),
)
OWN_RATE = Text("tệp đã có tần số riêng", "a file or segment knows its own rate")
BAD_RATE = Text(
    "tần số {rate} không phải là số nguyên từ 1 đến 768000",
    "the rate {rate} is no whole number from 1 to 768000",
)
RAGGED = Text("các hàng dài ngắn khác nhau", "its rows differ in length")
NO_SHAPE = Text(
    "mảng {shape}, kiểu {type} không phải là âm thanh",
    "shape {shape}, type {type}: (frames,) or (frames, channels) is sound",
)
NO_NUMBERS = Text("có mẫu không phải là số", "some samples are no numbers")
NOT_A_WAV_NAME = codes.error(
    "bad-clip",
    Text("{name}: âm thanh được ghi thành WAV", "{name}: a clip is written as a WAV"),
    Text("đặt tên {stem}.wav", "name it {stem}.wav"),
    variant="name",
)
BAD_TIMELINE = codes.error(
    "bad-timeline",
    Text(
        "dòng thời gian dùng sai nguồn {source}",
        "the timeline asks source {source} for sound that it does not hold",
    ),
    Text(
        "đây là lỗi của radioprog, xin báo cho chúng tôi",
        "this is a mistake in radioprog; please report it",
    ),
)
