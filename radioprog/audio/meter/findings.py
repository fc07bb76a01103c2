"""What quality control says of a sound: all warnings, which a strict check turns into errors."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_TRIM = Text("cắt bỏ phần im lặng", "cut the silence away")
_CUT_OR_SAY = Text(
    "cắt bỏ, hoặc ghi (nghỉ …) trong kịch bản nếu cố ý",
    "cut it out, or write (pause …) in the script if it is meant",
)
LEFT = Text("trái", "left")
RIGHT = Text("phải", "right")

SILENT = codes.warning(
    "silent-recording",
    Text("cả bản ghi im lặng", "the whole recording is silent"),
    Text("kiểm tra micrô và mức thu", "check the microphone and the recording level"),
)
HEAD_SILENCE = codes.warning(
    "head-silence",
    Text("im lặng {seconds:.1f} giây ở đầu", "{seconds:.1f} s of silence at the head"),
    _TRIM,
)
TAIL_SILENCE = codes.warning(
    "tail-silence",
    Text("im lặng {seconds:.1f} giây ở cuối", "{seconds:.1f} s of silence at the tail"),
    _TRIM,
)
SILENCE = codes.warning(
    "undeclared-silence",
    Text("im lặng {start} - {end}", "silence {start} - {end}"),
    _CUT_OR_SAY,
)
LONG_SILENCE = codes.warning(
    "undeclared-silence",
    Text(
        "im lặng {start} - {end}, người nghe tưởng mất sóng",
        "silence {start} - {end}, so long that it sounds off air",
    ),
    _CUT_OR_SAY,
    variant="long",
)
CLIPPING = codes.warning(
    "clipping",
    Text(
        "âm thanh bị vỡ (cắt đỉnh) ở {runs} chỗ",
        "the sound is clipped in {runs} places",
    ),
    Text(
        "ghi lại với mức thu thấp hơn, hoặc dùng bản ghi gốc",
        "record at a lower level, or use the original recording",
    ),
)
OUT_OF_PHASE = codes.warning(
    "out-of-phase",
    Text(
        "hai kênh ngược pha từ {start}: loa mono sẽ mất tiếng",
        "left and right are out of phase from {start}: mono loses the sound",
    ),
    Text(
        "đảo dây một micrô, hoặc chỉ dùng một kênh",
        "swap the wires of one microphone, or use one channel only",
    ),
)
MONO_LOSS = codes.warning(
    "mono-loss",
    Text("nghe mono mất {loss:.1f} dB", "heard in mono it loses {loss:.1f} dB"),
    Text("dùng bản mono hoặc chỉ một kênh", "use a mono version, or one channel only"),
)
DC_OFFSET = codes.warning(
    "dc-offset",
    Text("tín hiệu lệch một chiều (DC) {offset:.1%}", "the signal has a DC offset of {offset:.1%}"),
    Text("kiểm tra máy ghi hoặc cạc âm thanh", "check the recorder or sound card"),
)
MISSING_CHANNEL = codes.warning(
    "missing-channel",
    Text("kênh {channel} không có tiếng", "the {channel} channel has no sound"),
    Text(
        "kiểm tra dây micrô, hoặc lưu bản ghi dạng mono",
        "check the microphone's wire, or save the recording as mono",
    ),
)
_SET_LEVEL = Text(
    "chỉnh mức, ví dụ thêm | {change} dB vào dòng này",
    "set its level, for example | {change} dB on this line",
)
LOUDER = codes.warning(
    "level-jump",
    Text(
        "«{after}» to hơn «{before}» {jump:.1f} LU",
        "«{after}» is {jump:.1f} LU louder than «{before}»",
    ),
    _SET_LEVEL,
    variant="louder",
)
SOFTER = codes.warning(
    "level-jump",
    Text(
        "«{after}» nhỏ hơn «{before}» {jump:.1f} LU",
        "«{after}» is {jump:.1f} LU softer than «{before}»",
    ),
    _SET_LEVEL,
    variant="softer",
)
