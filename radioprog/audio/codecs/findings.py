"""What is said of sound files: why a recording cannot be used, and which deliveries cannot be."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_SAVE_ANEW = Text(
    "mở tệp bằng một trình nghe nhạc rồi lưu lại thành WAV hoặc MP3",
    "open the file in a player and save it as WAV or MP3",
)
_COPY_AGAIN = Text("chép lại tệp từ máy ghi", "copy the file from the recorder again")
_CUT_OUT = Text("cắt lấy phần cần dùng", "cut out the part that is needed")
_REPORT = Text(
    "đây là lỗi của radioprog, xin báo cho chúng tôi",
    "this is a mistake in radioprog; please report it",
)

MISSING = codes.error(
    "missing-asset",
    Text("không có tệp âm thanh này", "there is no such sound file"),
    Text("chép tệp vào thư mục assets/", "copy the file into assets/"),
)
NOT_A_FILE = codes.error(
    "clip-not-a-file",
    Text("đây không phải là một tệp thường", "this is no ordinary file"),
    Text("dùng một tệp âm thanh", "use a sound file"),
)
EMPTY = codes.error("clip-empty", Text("tệp âm thanh rỗng", "the sound file is empty"), _COPY_AGAIN)
UNREADABLE = codes.error(
    "clip-unreadable",
    Text("không đọc được tệp âm thanh: {why}", "the sound file cannot be read: {why}"),
    _SAVE_ANEW,
)
FORBIDDEN = codes.error(
    "clip-unreadable",
    Text("không có quyền đọc tệp âm thanh này", "you may not read this sound file"),
    Text("kiểm tra quyền đọc của tệp", "check the file's permissions"),
    variant="forbidden",
)
DISK_FAILS = codes.error(
    "clip-unreadable",
    Text("ổ đĩa không đọc được tệp này ({reason})", "the disk cannot read this file ({reason})"),
    Text("kiểm tra ổ đĩa, rồi chép lại tệp", "check the disk, then copy the file again"),
    variant="disk",
)
NO_KNOWN_KIND = Text("đây không phải là âm thanh", "it is no kind of sound that is known here")
NO_STREAM = Text("không có âm thanh", "there is no sound in it")
UNREAD_CODEC = Text("kiểu nén {codec}", "the codec {codec} is not read here")
RATE_CHANGES = Text(
    "âm thanh đổi tần số lấy mẫu giữa chừng", "the sound changes its sample rate midway"
)
TOO_MUCH_MEMORY = Text("cần quá nhiều bộ nhớ", "it asks for too much memory")
NOT_ONE_SAMPLE = Text("không có mẫu âm thanh nào", "there is not one sample in it")
IS_DAMAGED = Text("tệp hỏng", "it is damaged ({problem})")
DIED = codes.error(
    "clip-unreadable",
    Text(
        "không đọc được tệp âm thanh: bộ đọc treo hoặc dừng đột ngột",
        "the sound file cannot be read: the decoder crashed or took too long",
    ),
    _SAVE_ANEW,
    variant="died",
)
DISGUISED = codes.error(
    "clip-disguised",
    Text(
        "tệp không phải là bản ghi âm mà là danh sách trỏ đi nơi khác ({kind})",
        "the file is no recording but a list that points elsewhere ({kind})",
    ),
    Text("dùng chính tệp âm thanh", "use the sound file itself"),
)
BAD_RATE = codes.error(
    "clip-rate",
    Text(
        "tần số lấy mẫu {rate} Hz nằm ngoài khoảng 8-192 kHz",
        "the sample rate of {rate} Hz is not within 8-192 kHz",
    ),
    Text("lưu lại tệp ở 48 kHz", "save the file at 48 kHz"),
)
BAD_CHANNELS = codes.error(
    "clip-channels",
    Text("tệp có {channels} kênh, tối đa 8", "{channels} channels; at most 8 are read"),
    Text("lưu lại tệp dạng mono hoặc stereo", "save the file as mono or stereo"),
)
TOO_LONG = codes.error(
    "clip-too-long",
    Text("bản ghi dài hơn {hours} giờ", "the recording is longer than {hours} hours"),
    _CUT_OUT,
)
TOO_LARGE = codes.error(
    "clip-too-large",
    Text(
        "tệp quá lớn: {there:.1f} GB, tối đa {most:.1f} GB",
        "the file is too large: {there:.1f} GB, at most {most:.1f} GB",
    ),
    _CUT_OUT,
)
CHANGED = codes.error(
    "clip-changed",
    Text("tệp âm thanh thay đổi trong khi đang đọc", "the sound file changed while being read"),
    Text("đợi chép xong tệp rồi chạy lại", "wait until it is copied, then run again"),
)
_OF_WHAT_IS_LEFT = Text(
    "chép lại tệp từ máy ghi; nếu chỉ còn bản này, mở ra rồi lưu thành tệp mới",
    "copy the file from the recorder again; if this is all there is, open it and save it as a "
    "new file",
)
TRUNCATED = codes.error(
    "clip-truncated",
    Text(
        "tệp bị cụt phần cuối: chỉ còn {there:.1f} giây",
        "the end of the file is missing: only {there:.1f} s",
    ),
    _OF_WHAT_IS_LEFT,
)
TRUNCATED_OF = codes.error(
    "clip-truncated",
    Text(
        "tệp bị cụt phần cuối: chỉ còn {there:.1f} trên {whole:.1f} giây",
        "the end of the file is missing: only {there:.1f} of {whole:.1f} s",
    ),
    _OF_WHAT_IS_LEFT,
    variant="of",
)
OPEN_ENDED = codes.info(
    "clip-open-ended",
    Text(
        "tệp không ghi độ dài của mình; dùng hết {there:.1f} giây có trong tệp",
        "the file does not say how long it is; all {there:.1f} s that are there are used",
    ),
    Text(
        "nghe lại đoạn cuối; mở ra rồi lưu thành tệp mới thì hết nhắc",
        "listen to its end; open it and save it anew to be told no more",
    ),
)
DAMAGED = codes.warning(
    "clip-damaged",
    Text(
        "tệp có chỗ hỏng ({packets} gói, {samples} mẫu)",
        "the file is damaged in places ({packets} packets, {samples} samples)",
    ),
    Text("nghe lại; nếu thiếu tiếng, chép lại tệp", "listen to it; copy it anew if it skips"),
)
NOT_OUR_WAV = codes.error(
    "not-our-wav",
    Text("tệp WAV không có phần âm thanh", "the WAV file has no sound chunk"),
    _REPORT,
)
BAD_FORM = codes.error(
    "bad-delivery",
    Text(
        "dạng đầu ra {name}: {field} không thể là {value}",
        "delivery {name}: {field} cannot be {value}",
    ),
    Text("chọn một trong: {possible}", "choose one of: {possible}"),
)
BAD_LEVEL = codes.error(
    "bad-delivery",
    Text(
        "dạng đầu ra {name}: {field} không thể là {value:g}",
        "delivery {name}: {field} cannot be {value:g}",
    ),
    Text("chọn từ {low} đến {high}", "choose from {low} to {high}"),
    variant="level",
)
