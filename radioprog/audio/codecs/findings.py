"""Why a recording cannot be used, in words: the findings about strangers' sound files.

Codes: ``missing-asset``, ``clip-not-a-file``, ``clip-empty``, ``clip-unreadable``,
``clip-disguised``, ``clip-rate``, ``clip-channels``, ``clip-too-long``, ``clip-too-large``,
``clip-truncated``, ``clip-changed`` (errors) and ``clip-damaged`` (a warning).
"""

from __future__ import annotations

from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text, error, warning
from radioprog.kernel.units import Hertz, Seconds

_SAVE_ANEW = Text(
    "mở tệp bằng một trình nghe nhạc rồi lưu lại thành WAV hoặc MP3",
    "open the file in a player and save it as WAV or MP3",
)
_COPY_AGAIN = Text("chép lại tệp từ máy ghi", "copy the file from the recorder again")
_CUT_OUT = Text("cắt lấy phần cần dùng", "cut out the part that is needed")


def missing(place: Place = NOWHERE) -> ContentError:
    """There is no such file, or it may not be read."""
    return ContentError.of(
        "missing-asset",
        Text("không có tệp âm thanh này", "there is no such sound file"),
        Text("chép tệp vào thư mục assets/", "copy the file into assets/"),
        place,
    )


def not_a_file(place: Place = NOWHERE) -> ContentError:
    """A folder, a pipe or a device stands there."""
    return ContentError.of(
        "clip-not-a-file",
        Text("đây không phải là một tệp thường", "this is no ordinary file"),
        Text("dùng một tệp âm thanh", "use a sound file"),
        place,
    )


def empty(place: Place = NOWHERE) -> ContentError:
    """The file has no bytes, or only a tag."""
    message = Text("tệp âm thanh rỗng", "the sound file is empty")
    return ContentError.of("clip-empty", message, _COPY_AGAIN, place)


def unreadable(vi: str, en: str, place: Place = NOWHERE) -> ContentError:
    """The file's sound cannot be had, for a reason."""
    return ContentError.of(
        "clip-unreadable",
        Text(f"không đọc được tệp âm thanh: {vi}", f"the sound file cannot be read: {en}"),
        _SAVE_ANEW,
        place,
    )


def died(place: Place = NOWHERE) -> ContentError:
    """The decoder died over the file, or dawdled."""
    return unreadable(
        "bộ đọc treo hoặc dừng đột ngột", "the decoder crashed or took too long", place
    )


def disguised(kind: str, place: Place = NOWHERE) -> ContentError:
    """The file is a list that would read other files."""
    return ContentError.of(
        "clip-disguised",
        Text(
            f"tệp không phải là bản ghi âm mà là danh sách trỏ đi nơi khác ({kind})",
            f"the file is no recording but a list that points elsewhere ({kind})",
        ),
        Text("dùng chính tệp âm thanh", "use the sound file itself"),
        place,
    )


def bad_rate(rate: Hertz) -> ContentError:
    """The sample rate is absurd."""
    return ContentError.of(
        "clip-rate",
        Text(
            f"tần số lấy mẫu {rate} Hz nằm ngoài khoảng 8-192 kHz",
            f"the sample rate of {rate} Hz is not within 8-192 kHz",
        ),
        Text("lưu lại tệp ở 48 kHz", "save the file at 48 kHz"),
    )


def bad_channels(channels: int) -> ContentError:
    """There are no channels, or too many."""
    return ContentError.of(
        "clip-channels",
        Text(f"tệp có {channels} kênh, tối đa 8", f"{channels} channels; at most 8 are read"),
        Text("lưu lại tệp dạng mono hoặc stereo", "save the file as mono or stereo"),
    )


def too_long(most: Seconds) -> ContentError:
    """The recording goes on for too long."""
    hours = f"{most / 3600:g}"
    return ContentError.of(
        "clip-too-long",
        Text(f"bản ghi dài hơn {hours} giờ", f"the recording is longer than {hours} hours"),
        _CUT_OUT,
    )


def too_large(size: int, most: int) -> ContentError:
    """The file has too many bytes."""
    there, bound = f"{size / 1e9:.1f}", f"{most / 1e9:.1f}"
    return ContentError.of(
        "clip-too-large",
        Text(
            f"tệp quá lớn: {there} GB, tối đa {bound} GB",
            f"the file is too large: {there} GB, at most {bound} GB",
        ),
        _CUT_OUT,
    )


def changed(place: Place = NOWHERE) -> ContentError:
    """Somebody wrote to the file while it was read."""
    return ContentError.of(
        "clip-changed",
        Text("tệp âm thanh thay đổi trong khi đang đọc", "the sound file changed while being read"),
        Text("đợi chép xong tệp rồi chạy lại", "wait until it is copied, then run again"),
        place,
    )


def truncated(there: Seconds, missing_part: float) -> Finding:
    """The end of the file is missing (``missing_part`` of the whole; 0 where nobody knows)."""
    whole = f"{there / (1.0 - missing_part):.1f}" if 0.0 < missing_part < 1.0 else ""
    return error(
        "clip-truncated",
        Text(
            f"tệp bị cụt phần cuối: chỉ còn {there:.1f}{whole and f' trên {whole}'} giây",
            f"the end of the file is missing: only {there:.1f}{whole and f' of {whole}'} s",
        ),
        Text(
            f"{_COPY_AGAIN.vi}; nếu chỉ còn bản này, mở ra rồi lưu thành tệp mới",
            f"{_COPY_AGAIN.en}; if this is all there is, open it and save it as a new file",
        ),
        seconds_found=round(there, 3),
    )


def damaged(packets: int, samples: int) -> Finding:
    """Parts in the midst of the file could not be read."""
    return warning(
        "clip-damaged",
        Text(
            f"tệp có chỗ hỏng ({packets} gói, {samples} mẫu)",
            f"the file is damaged in places ({packets} packets, {samples} samples)",
        ),
        Text("nghe lại; nếu thiếu tiếng, chép lại tệp", "listen to it; copy it anew if it skips"),
        damaged_packets=packets,
        damaged_samples=samples,
    )
