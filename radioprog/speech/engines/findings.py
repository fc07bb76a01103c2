"""What our own engines say when they cannot speak."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_OTHERWISE = Text(
    "viết lại câu, hoặc khai báo giọng dự phòng",
    "write the sentence differently, or declare a fallback voice",
)

NOTHING_TO_SPEAK = codes.error(
    "nothing-to-speak",
    Text("câu không có gì để đọc", "the sentence has nothing to speak"),
    Text("xóa câu này hoặc viết thêm chữ", "remove it or write words"),
)
SPEECH_FAILED = codes.error(
    "speech-failed",
    Text("{engine} không đọc được câu này: {reason}", "{engine} failed: {reason}"),
    _OTHERWISE,
)
NO_SOUND = Text("không có âm thanh", "there is no sound in the answer")
UNKNOWN_VOICE = codes.error(
    "unknown-voice",
    Text("{engine} không có giọng “{voice}”", '{engine} has no voice "{voice}"'),
    Text(
        "có thể là: {near:list}; xem: radioprog voices",
        "perhaps: {near:list}; see: radioprog voices",
    ),
)
UNKNOWN_SPEAKER = codes.error(
    "unknown-voice",
    Text("giọng {voice} không có “{speaker}”", '{voice} has no speaker "{speaker}"'),
    Text("các giọng: {known:list}", "its speakers: {known:list}"),
    variant="speaker",
)
NO_LANGUAGE = codes.error(
    "no-voice-for-language",
    Text(
        "{engine} không có giọng cho tiếng “{language}”",
        '{engine} has no voice for the language "{language}"',
    ),
    Text("dùng băng thu sẵn: [băng: tệp | tiếng …]", "use a recorded clip: [clip: file | …]"),
)
VOICE_WITHOUT_LANGUAGE = codes.error(
    "no-voice-for-language",
    Text(
        "giọng {voice} không đọc tiếng “{language}”",
        'the voice {voice} does not speak "{language}"',
    ),
    Text("dùng giọng khác hoặc băng thu sẵn", "use another voice or a recorded clip"),
    variant="voice",
)
ESPEAK_MISSING = codes.error(
    "engine-missing",
    Text("không có máy đọc espeak-ng", "the espeak-ng engine is not installed"),
    Text("chạy: pip install espeakng-loader", "run: pip install espeakng-loader"),
)
PIPER_MISSING = codes.error(
    "engine-missing",
    Text("chưa cài máy đọc Piper", "the Piper engine is not installed"),
    Text('chạy: pip install "radioprog[neural]"', 'run: pip install "radioprog[neural]"'),
    variant="piper",
)

# --- the service behind an engine ---

NETWORK_OFF = codes.error(
    "network-off",
    Text("{engine} cần mạng, mà mạng đang tắt", "{engine} needs the network, which is off"),
    Text(
        "chạy với --online, hoặc ghi “mạng: on” trong radioprog.yaml",
        'run with --online, or write "network: on" in radioprog.yaml',
    ),
)
_LATER = Text(
    "chạy lại sau, hoặc khai báo giọng dự phòng như espeak:vi+Annie",
    "run again later, or declare a fallback voice such as espeak:vi+Annie",
)
TIMEOUT = codes.error(
    "network-timeout",
    Text(
        "{engine}: dịch vụ không trả lời kịp ({detail})",
        "{engine}: no answer came in time ({detail})",
    ),
    _LATER,
)
UNREACHABLE = codes.error(
    "network-unreachable",
    Text(
        "{engine}: không tới được dịch vụ ({detail})",
        "{engine}: the service is out of reach ({detail})",
    ),
    _LATER,
)
TLS = codes.error(
    "network-tls",
    Text(
        "{engine}: chứng chỉ dịch vụ không tin được ({detail})",
        "{engine}: its certificate is not trusted ({detail})",
    ),
    _LATER,
)
REFUSED = codes.error(
    "service-refused",
    Text("{engine}: dịch vụ từ chối ({detail})", "{engine}: the service refused ({detail})"),
    _LATER,
)
BAD_ANSWER = codes.error(
    "bad-answer",
    Text(
        "{engine}: dịch vụ trả lời hỏng ({detail})",
        "{engine}: the service's answer is no speech ({detail})",
    ),
    _LATER,
)

# --- what a worker says of an answer, in its own short words, and the same for people ---

ANSWER_WORDS: tuple[tuple[str, Text], ...] = tuple(
    (english, Text(vietnamese, english.replace("(.+)", "{0}")))
    for english, vietnamese in (
        ("no sound in the answer", "câu trả lời không có âm thanh"),
        ("it wrote no sound", "chương trình không ghi ra tệp âm thanh nào"),
        ("what it wrote is no ordinary file", "cái nó ghi ra không phải một tệp"),
        ("the answer is too large", "câu trả lời quá lớn"),
        ("the sound is damaged", "âm thanh hỏng"),
        ("not an MP3", "không phải MP3"),
        ("the MP3 is damaged", "tệp MP3 hỏng"),
        ("the MP3 breaks off", "tệp MP3 bị đứt nửa chừng"),
        ("the WAV breaks off: (.+) bytes are missing", "tệp WAV bị đứt: thiếu {0} byte"),
        ("its channels are against each other", "hai kênh ngược pha nhau"),
        ("its sound is no base64", "âm thanh trong câu trả lời không phải base64"),
        ("there is no sound at (.+) of its answer", "câu trả lời không có âm thanh ở {0}"),
        ("its sample rate is (.+)", "tần số lấy mẫu là {0}"),
        ("(.+) samples are no numbers, or absurdly loud", "{0} mẫu không phải số, hoặc to vô lý"),
        ("cannot be decoded: (.+)", "không giải mã được: {0}"),
        ("it cannot be started (.+)", "không chạy được {0}"),
        ("exit status (.+)", "chương trình báo lỗi {0}"),
        ("died of signal (.+)", "chương trình chết vì tín hiệu {0}"),
        ("the sentence's time is over", "hết giờ dành cho câu này"),
        ("no attempt was allowed", "chưa được thử lần nào"),
    )
)
