"""What is said of sound handed over by a caller, and of a timeline that cannot be mixed."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes = Codes(__name__)

BAD_CLIP = codes.error(
    "bad-clip",
    Text("không dùng được âm thanh này: {why}", "this is no sound: {why}"),
    Text(
        "đưa vào một đường dẫn, một mảng (khung, kênh) hoặc pydub.AudioSegment",
        "give a path, an array (frames, channels) or a pydub.AudioSegment",
    ),
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
