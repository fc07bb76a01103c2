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
    "chạy lại sau, hoặc khai báo giọng dự phòng như espeak:vi+f3",
    "run again later, or declare a fallback voice such as espeak:vi+f3",
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
