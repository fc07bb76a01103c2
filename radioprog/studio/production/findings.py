"""What is said of a programme's production, from its voices to its files."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

VOICE_CIRCLE = codes.error(
    "voice-circle",
    Text("các giọng chỉ vòng quanh: {circle}", "voices lead in a circle: {circle}"),
    Text("ghi máy đọc và giọng, như espeak:vi", "write an engine and voice, as espeak:vi"),
)
UNKNOWN_VOICE = codes.error(
    "unknown-voice",
    Text("không có giọng {name} trong radioprog.yaml", "radioprog.yaml has no voice {name}"),
    Text("{remedy}", "{remedy}"),
)
CHOOSE_VOICE = Text(
    "dùng một trong: {names:list}; hoặc ghi máy:giọng, như espeak:vi",
    "use one of: {names:list}; or write engine:voice, as espeak:vi",
)
NO_STATION_CHOSEN = codes.error(
    "no-station-chosen",
    Text("bản riêng: {written} không chọn đài nào", "editions: {written} chooses no station"),
    Text(
        "ghi mã đài trong schedules/stations.csv, tag:…, level:commune hoặc all",
        "write an id of schedules/stations.csv, tag:…, level:commune, or all",
    ),
)
NO_OWN_FILE = codes.info(
    "no-own-file",
    Text(
        "{count} trong {all} đài không có tệp riêng {name}: {stations:list}",
        "{count} of {all} stations have no file {name} of their own: {stations:list}",
    ),
    Text("không phải làm gì, nếu đúng ý", "nothing to do, if that is meant"),
)
AT_STATIONS = codes.info(
    "at-stations",
    Text(
        "điều vừa nêu ({told}) gặp ở bản của {count} đài: {stations:list}",
        "the same ({told}) holds in the editions of {count} stations: {stations:list}",
    ),
    Text("sửa một chỗ là xong cho các đài ấy", "one change mends it for all of them"),
)
STRAY_OWN_FILE = codes.warning(
    "stray-own-file",
    Text("{name} không phải mã của đài nào có bản riêng", "{name} is no station with an edition"),
    Text("{suggestion}", "{suggestion}"),
)
SEE_STATIONS = Text(
    "đặt tên tệp theo mã đài: radioprog stations", "name it by a station's id: radioprog stations"
)
EMPTY_FIELD = codes.error(
    "empty-station-field",
    Text("đài này không thuộc {field} nào", "this station has no {field} above it"),
    Text(
        "ghi cột thuộc (parent) trong schedules/stations.csv, hoặc bỏ trường này",
        "fill in its parent in schedules/stations.csv, or leave the field out",
    ),
)
NO_SUCH_DELIVERY = codes.error(
    "unknown-delivery",
    Text("chương trình không có đầu ra {name}", "the programme has no delivery {name}"),
    Text("chọn trong: {names:list}", "choose among: {names:list}"),
)
NOT_BUILT = codes.error(
    "not-built",
    Text("{script} chưa dựng được: {why:list}", "{script} was not built: {why:list}"),
    Text("sửa các lỗi ấy rồi dựng lại", "mend those, then build again"),
)
ONE_CHANNEL = codes.warning(
    "out-of-phase",
    Text(
        "hai kênh ngược pha, gộp lại là mất tiếng: chỉ dùng kênh trái",
        "the channels are out of phase and cancel each other: only the left one is used",
    ),
    Text(
        "thu lại hoặc lưu băng dạng mono nếu muốn dùng cả hai",
        "record again, or save it as mono, to use both",
    ),
    variant="left",
)
NO_PICTURE = codes.error(
    "not-a-picture",
    Text("ảnh bìa {file} {why}", "the cover {file} {why}"),
    Text(
        "mở ảnh, chọn Lưu thành tệp .jpg hay .png dưới 5 MB",
        "open it and save it as .jpg or .png of less than 5 MB",
    ),
)
WHY_NO_PICTURE = {
    "other": Text("không phải ảnh JPEG hay PNG", "is no JPEG or PNG picture"),
    "large": Text("lớn hơn 5 MB", "is larger than 5 MB"),
    "cut": Text("bị cắt cụt, thiếu phần cuối", "is cut off: its end is missing"),
    "unread": Text("không đọc được", "cannot be read"),
}
WORKER_LOST = codes.error(
    "worker-lost",
    Text(
        "tiến trình làm chương trình này bị dừng đột ngột",
        "the process that made this programme died",
    ),
    Text("chạy lại lệnh; nếu lặp lại, dùng --jobs 1", "run again; if it repeats, use --jobs 1"),
)
TAGGING_CHANGED_SOUND = codes.error(
    "tagging-changed-sound",
    Text("ghi thông tin làm hỏng âm thanh", "writing the tags changed the sound"),
    Text("báo lỗi này cho nhóm phát triển", "report this to the developers"),
)
CANCELLED = codes.error(
    "cancelled",
    Text("đã dừng theo yêu cầu", "stopped as asked"),
    Text("chạy lại để làm tiếp; phần đã xong được giữ", "run again to go on; what is done is kept"),
)
