"""What is said of voices: engines, languages, voices that were added, fallbacks, takes."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_ONLINE = Text(
    "chạy với --online, hoặc ghi “mạng: on” trong radioprog.yaml",
    'run with --online, or write "network: on" in radioprog.yaml',
)

# --- engines ---

UNKNOWN_ENGINE = codes.warning(
    "unknown-engine",
    Text("không có máy đọc “{engine}”", 'there is no speech engine "{engine}"'),
    Text("có thể là: {known:list}", "perhaps: {known:list}"),
)
NOT_REGISTERED = codes.warning(
    "engines-not-registered",
    Text(
        "không tìm thấy máy đọc nào: radioprog chưa được cài đặt đúng cách",
        "no speech engine was found: radioprog runs without having been installed",
    ),
    Text("chạy: pip install .", "run: pip install ."),
)
BROKEN_PACKAGE = codes.warning(
    "broken-engine",
    Text(
        "máy đọc “{engine}” của gói {package} không chạy được ({reason})",
        'the engine "{engine}" of the package {package} does not work ({reason})',
    ),
    Text("cập nhật hoặc gỡ gói {package}", "update or remove the package {package}"),
)
BROKEN_ENGINE = codes.error(
    "broken-engine",
    Text("máy đọc {engine} bị lỗi ({reason})", "{engine} failed ({reason})"),
    Text(
        "cập nhật máy đọc, hoặc khai báo giọng dự phòng",
        "update the engine, or declare a fallback voice",
    ),
    variant="answer",
)
NAME_CLASH = codes.warning(
    "engine-name-clash",
    Text(
        "hai gói cùng đặt tên máy đọc “{engine}”; dùng {kept}",
        'two packages name an engine "{engine}"; {kept} is used',
    ),
    Text("gỡ gói {package}", "remove the package {package}"),
)
NO_VOICES = codes.info(
    "no-voices",
    Text("{engine} chưa có giọng nào", "{engine} has no voices yet"),
    Text(
        "thêm giọng: xem radioprog voices catalogue và docs/voices.md",
        "add one: see radioprog voices catalogue and docs/voices.md",
    ),
)
REHEARSAL = codes.info(
    "rehearsal-voice",
    Text(
        "giọng có sẵn (espeak) chỉ để nghe thử và báo động: người nghe khó hiểu được",
        "the built-in voice (espeak) is for rehearsal and alarms: listeners hardly understand it",
    ),
    Text(
        "giọng máy hay hơn: radioprog voices catalogue. Người thật đọc (15 phút phát cần chừng nửa "
        "giờ thu): radioprog reading-copy, rồi [lời: tệp] trong kịch bản",
        "a better machine: radioprog voices catalogue. A person (15 minutes on air take about half "
        "an hour of recording): radioprog reading-copy, then [read: file] in the script",
    ),
)

# --- a sentence and its chain of voices ---

NETWORK_OFF = codes.error(
    "network-off",
    Text("{engine} cần mạng, mà mạng đang tắt", "{engine} needs the network, which is off"),
    _ONLINE,
)
SKIPPED = codes.error(
    "engine-skipped",
    Text(
        "{engine} đã hỏng vì mạng nhiều lần nên được bỏ qua trong lần chạy này",
        "{engine} failed by network repeatedly and is skipped for the rest of this run",
    ),
    Text("kiểm tra mạng rồi chạy lại", "check the network, then run again"),
)
NO_VOICE = codes.error(
    "no-voice",
    Text("không có giọng cho câu “{text}”", 'no voice for "{text}"'),
    Text("khai báo giọng trong radioprog.yaml", "declare a voice in radioprog.yaml"),
)
NO_VOICE_FOR_LANGUAGE = codes.error(
    "no-voice-for-language",
    Text(
        "không có giọng đọc nào cho tiếng “{language}”", 'no voice speaks the language "{language}"'
    ),
    Text(
        "thu băng rồi chèn: [băng: tệp | tiếng {language}]",
        "record it and insert: [clip: file | lang {language}]",
    ),
)
UNLISTED_VOICE = codes.error(
    "unknown-voice",
    Text("{engine} không có giọng “{voice}”", '{engine} has no voice "{voice}"'),
    Text("có thể là: {near:list}", "perhaps: {near:list}"),
)
FELL_BACK = codes.warning(
    "voice-fallback",
    Text(
        "{wanted} không đọc được, {voice} đọc thay: “{text}” ({reason})",
        '{wanted} could not speak, {voice} spoke instead: "{text}" ({reason})',
    ),
    Text("{remedy}", "{remedy}"),
)
WITH_THE_SEGMENT = codes.error(
    "segment-fell-back",
    Text(
        "một câu khác cùng tiểu mục phải đọc bằng giọng dự phòng",
        "another sentence of the segment had to fall back",
    ),
    Text("sửa nguyên nhân của câu kia", "remove the other sentence's cause"),
)
TOO_SHORT = codes.error(
    "speech-too-short",
    Text(
        "{syllables} âm tiết chỉ được đọc trong {seconds:.2f} giây: mất chữ",
        "{syllables} syllables were spoken in only {seconds:.2f} s: words are missing",
    ),
    Text(
        "viết cách đọc: {{chữ viết|cách đọc}}, hoặc khai báo giọng dự phòng",
        "write how to say it: {{written|spoken}}, or declare a fallback voice",
    ),
)

# --- voices that were added ---

NOT_IN_VOICES = codes.error(
    "unknown-voice",
    Text("không có giọng “{voice}” trong voices/", 'there is no voice "{voice}" in voices/'),
    Text(
        "thêm giọng: radioprog voices add {voice}.onnx", "add it: radioprog voices add {voice}.onnx"
    ),
    variant="added",
)
VOICE_DAMAGED = codes.error(
    "voice-damaged",
    Text(
        "tệp giọng {file} không khớp mã kiểm tra đã ghi",
        "the voice file {file} does not match its recorded hash",
    ),
    Text(
        "thêm lại giọng: radioprog voices add {file}", "add it again: radioprog voices add {file}"
    ),
)
URL_OFFLINE = codes.error(
    "network-off",
    Text("tải giọng cần mạng, mà mạng đang tắt", "a URL needs the network, which is off"),
    Text("chạy lại với --online", "run again with --online"),
    variant="url",
)
SHA256_NEEDED = codes.error(
    "sha256-needed",
    Text("tải giọng từ mạng cần mã kiểm tra SHA-256", "a voice from a URL needs its SHA-256"),
    Text(
        "thêm --sha256 với mã ghi ở trang của giọng",
        "add --sha256 with the hash from the voice's page",
    ),
)
HASH_MISMATCH = codes.error(
    "hash-mismatch",
    Text("mã SHA-256 là {got}, khác mã đã cho", "its SHA-256 is {got}, not as given"),
    Text("kiểm tra nguồn rồi tải lại", "check the source and fetch it again"),
)
ONE_ONNX = Text("một tệp .onnx", "one .onnx file")
WHOLE_ZIP = Text("một tệp .zip còn nguyên, không mật khẩu", "a whole .zip without a password")
A_NAME = Text("tên dạng TÊN.onnx", "a name such as NAME.onnx")
PIPERS_CONFIG = Text("tệp .onnx.json của Piper", "Piper's .onnx.json")
READABLE_CONFIG = Text("tệp .onnx.json đọc được", "a readable .onnx.json")
NOT_A_VOICE = codes.error(
    "not-a-voice",
    Text("{name} không phải giọng Piper: cần {wanted}", "{name} is no Piper voice: needs {wanted}"),
    Text(
        "tải đủ hai tệp TÊN.onnx và TÊN.onnx.json",
        "fetch both files, NAME.onnx and NAME.onnx.json",
    ),
)
CONFIG_MISSING = codes.error(
    "not-a-voice",
    Text("thiếu tệp {config} bên cạnh {name}", "the file {config} is missing beside {name}"),
    Text(
        "tải {config} ở cùng trang với {name}, đặt cạnh nhau rồi chạy lại",
        "fetch {config} from the page of {name}, put them side by side and run again",
    ),
    variant="config",
)
NO_SUCH_SOURCE = codes.error(
    "missing-file",
    Text("không có tệp hoặc thư mục {name}", "there is no file or folder {name}"),
    Text(
        "kiểm tra tên và thư mục đang đứng; giọng là tệp có đuôi .onnx",
        "check the name and the folder you are in; a voice is a file that ends with .onnx",
    ),
)

# --- fetching ---

NOT_HTTPS = codes.error(
    "not-https",
    Text("chỉ tải từ địa chỉ https không kèm mật khẩu", "only plain https is fetched"),
    Text("dùng địa chỉ https://…", "use an address such as https://…"),
)
_NOT_FETCHED = Text("không tải được {name}: {reason}", "{name} could not be fetched: {reason}")
_CHECK_ADDRESS = Text("kiểm tra mạng và địa chỉ", "check the network and the address")
FETCH_FAILED = codes.error("fetch-failed", _NOT_FETCHED, _CHECK_ADDRESS)
FETCH_TOO_LARGE = codes.error("fetch-too-large", _NOT_FETCHED, _CHECK_ADDRESS)
FETCH_TOO_SLOW = codes.error("fetch-too-slow", _NOT_FETCHED, _CHECK_ADDRESS)
