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
MAINS_HUM = codes.warning(
    "mains-hum",
    Text(
        "bản ghi có tiếng ù của điện lưới ({level:.0f} dBFS ở chỗ nghỉ)",
        "the recording has mains hum ({level:.0f} dBFS in its pauses)",
    ),
    Text(
        "ghi lại xa ổ điện và bộ sạc, kiểm tra dây nối đất; hoặc lọc bỏ tiếng dưới 120 Hz",
        "record away from sockets and chargers, check the ground; or filter out what is below "
        "120 Hz",
    ),
)
MISSING_CHANNEL = codes.warning(
    "missing-channel",
    Text("kênh {channel} không có tiếng", "the {channel} channel has no sound"),
    Text(
        "kiểm tra dây micrô, hoặc lưu bản ghi dạng mono",
        "check the microphone's wire, or save the recording as mono",
    ),
)
UNEVEN_CHANNELS = codes.warning(
    "uneven-channels",
    Text(
        "kênh {channel} nhỏ hơn kênh kia {gap:.0f} dB",
        "the {channel} channel is {gap:.0f} dB softer than the other",
    ),
    Text(
        "kiểm tra mức thu hai micrô, hoặc lưu bản ghi dạng mono",
        "check the levels of both microphones, or save the recording as mono",
    ),
)
TELEPHONE = codes.warning(
    "telephone-sound",
    Text(
        "bản ghi chỉ có tiếng như qua điện thoại ({rate} Hz)",
        "the recording has the sound of a telephone only ({rate} Hz)",
    ),
    Text(
        "ghi ở 44100 hoặc 48000 Hz, hoặc xin bản ghi gốc; nếu là cuộc gọi thì dùng được",
        "record at 44100 or 48000 Hz, or ask for the original; fine if it is a phone call",
    ),
)
LOW_BITRATE = codes.warning(
    "low-bitrate",
    Text(
        "bản ghi nén quá mạnh ({codec}, {kilobits} kb/s): tiếng rè, đục",
        "the recording is compressed too much ({codec}, {kilobits} kb/s): it sounds dull",
    ),
    Text(
        "xin bản ghi gốc, hoặc lưu lại từ bản gốc ở 128 kb/s trở lên",
        "ask for the original, or save it again from the original at 128 kb/s or more",
    ),
)
HARDLY_ANY = codes.warning(
    "clip-too-short",
    Text(
        "bản ghi chỉ dài {seconds:.2f} giây: người nghe không kịp nghe ra gì",
        "the recording lasts {seconds:.2f} s only: nobody hears what it is",
    ),
    Text(
        "kiểm tra có cắt nhầm hay chép thiếu tệp không",
        "check whether it was cut wrongly or copied in part",
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
