"""The words that pages are put together from, and how dates, lengths and sizes are written."""

from __future__ import annotations

import datetime as dt

from radioprog.kernel.findings import Language, Text
from radioprog.publish.calendars.week_grid import WEEKDAYS

NETWORK = Text("Toàn mạng", "Whole network")
HOME = Text("Trang chủ", "Home")
SKIP = Text("Đến nội dung", "Skip to content")
SEARCH = Text("Tìm", "Search")
SEARCH_WHAT = Text("Tìm đài, chuyên mục, bài", "Search stations, series, programmes")
FOUND = Text("Kết quả", "Results")
FOUND_NONE = Text("Không tìm thấy.", "Nothing found.")
FOUND_SOME = Text("Tìm thấy {n}.", "{n} found.")
FOUND_MANY = Text("Tìm thấy {n}, hiện {m} kết quả đầu.", "{n} found; the first {m} are shown.")
NEEDS_SCRIPT = Text(
    "Trình duyệt đang tắt JavaScript nên không tìm được; xem danh sách dưới đây.",
    "JavaScript is off, so search does not work; see the lists below.",
)
STATION = Text("Đài", "Station")
STATIONS = Text("Các đài", "Stations")
MORE_STATIONS = Text(
    "Còn {n} đơn vị nữa: mở đơn vị cấp trên, hoặc tìm theo tên.",
    "{n} more units: open the unit above them, or search by name.",
)
SERIES = Text("Chuyên mục", "Series")
PROGRAMME = Text("Bài", "Programme")
NEWEST = Text("Bài mới", "Newest programmes")
PROGRAMMES = Text("Các bài", "Programmes")
NO_PROGRAMMES = Text("Chưa có bài nào.", "No programme yet.")
MORE_PROGRAMMES = Text("Còn {n} bài nữa: xem theo chuyên mục.", "{n} more: see the series.")
OLDER_PROGRAMMES = Text("Còn {n} bài cũ hơn: tìm theo tên.", "{n} older ones: search by title.")
EPISODE = Text("Số {n}", "Episode {n}")
NUMBER = Text("Số", "Episode")
KIND = Text("Loại", "Kind")
PLACE = Text("Vị trí", "Location")
TODAY = Text("Hôm nay", "Today")
NOTHING_ON_AIR = Text("Không có buổi phát nào.", "Nothing on air.")
OUT_OF_DATE = Text(
    "Lịch trên trang này đã cũ; hãy tải trang mới.", "This page's schedule is out of date."
)
WEEK = Text("Lịch phát", "Schedule")
WEEK_FROM = Text("Tuần từ {day}", "Week of {day}")
MORE_AIRINGS = Text(
    "Còn {n} buổi nữa không ghi hết ở đây: xem lịch .ics.",
    "{n} more airings do not fit here: see the .ics calendar.",
)
CHANGED = Text("Thay đổi", "Changes")
LISTEN = Text("Nghe", "Listen")
PLAY = Text("Phát", "Play")
SUBSCRIBE = Text("Nhận lịch vào điện thoại", "Subscribe to the calendar")
SUBSCRIBE_BY = Text("Thêm lịch này", "Add this calendar")
SUBSCRIBE_HOW = Text(
    "Bấm nút, hoặc quét mã; lịch tự cập nhật khi có thay đổi.",
    "Press the button or scan the code; the calendar follows every change.",
)
CALENDAR_FILE = Text("Tệp lịch (.ics)", "Calendar file (.ics)")
CALENDAR_FILE_HOW = Text(
    "Mở tệp để đưa lịch vào điện thoại, máy tính. Tệp không tự cập nhật.",
    "Open the file to put the calendar into a phone or computer. It does not update itself.",
)
QR = Text("Mã QR của lịch {name}", "QR code of the calendar {name}")
FINGERPRINT = Text("Mã bản dựng", "Fingerprint of this edition")
FINGERPRINT_QR = Text("Mã QR của mã bản dựng", "QR code of the fingerprint")
FINGERPRINT_HOW = Text(
    "Bốn nhóm này giống nhau thì đúng là một bản: so với màn hình duyệt hoặc phiếu.",
    "The same four groups are the same edition: compare with the approval or the sheet.",
)
FEED = Text("Nguồn podcast (RSS)", "Podcast feed (RSS)")
PRINT = Text("In lịch tuần", "Print the week")
ABOVE = Text("Thuộc", "Part of")
BELOW = Text("Đơn vị trực thuộc", "Units below")
ENDED = Text("Đơn vị này đã ngừng từ sau ngày {day}.", "This unit ended after {day}.")
GO_ON_AT = Text("Nghe tiếp tại:", "Go on listening at:")
BEFORE = Text("Trước đây", "Formerly")
BEGINS = Text("Đơn vị này bắt đầu từ ngày {day}.", "This unit begins on {day}.")
LANGUAGES = Text("Ngôn ngữ", "Languages")
CHAPTERS = Text("Các mục", "Chapters")
TRANSCRIPT = Text("Lời đọc", "Transcript")
TRANSCRIPT_HOW = Text("Bấm vào giờ để nghe từ chỗ ấy.", "Press a time to listen from there.")
TRANSCRIPT_CUT = Text(
    "Phần còn lại của lời đọc ở trong tệp văn bản dưới đây.",
    "The rest of the transcript is in the text file below.",
)
CLIP = Text("Băng", "Clip")
WAVEFORM = Text("Hình sóng âm của bài {title}", "Waveform of {title}")
DOWNLOADS = Text("Tải về", "Downloads")
SYNTHETIC = Text(
    "Giọng đọc trong bài này là giọng máy (giọng tổng hợp).",
    "The voices in this programme are synthetic (spoken by a machine).",
)
ON_AIR = Text("Giờ phát", "On air")
AT_STATIONS = Text("{n} đài", "{n} stations")
AT_ONE_STATION = Text("1 đài", "1 station")
PRODUCER = Text("Thực hiện", "Produced by")
DATE = Text("Ngày", "Date")
LENGTH = Text("Thời lượng", "Length")
TOPICS = Text("Chủ đề", "Topics")
EXERCISE = Text("ĐÂY LÀ DIỄN TẬP, KHÔNG PHẢI TIN THẬT.", "THIS IS AN EXERCISE, NOT A REAL ALERT.")
EMERGENCY = Text("Tin khẩn cấp", "Emergency")
REHEARSAL = Text("Diễn tập", "Exercise")
TO_HEAR = Text("Nghe tin này", "Listen to it")
NOTICES = Text("Thông báo", "Notices")
NOTICES_FEED = Text("Theo dõi thông báo (RSS)", "Follow the notices (RSS)")
DRAFT = Text("BẢN NHÁP, CHƯA DUYỆT: không dùng để phát.", "DRAFT, NOT APPROVED: not for air.")
DRAFT_MARK = Text("[NHÁP]", "[DRAFT]")
OTHER_LANGUAGE = Text("English", "Tiếng Việt")
MADE_BY = Text("Trang làm bằng radioprog.", "Made with radioprog.")
NO_SOUND = Text("Trình duyệt này không nghe được tệp.", "This browser cannot play the file.")
PAPERS: dict[str, Text] = {
    ".txt": Text("Lời đọc, văn bản (.txt)", "Transcript, text (.txt)"),
    ".vtt": Text("Phụ đề (.vtt)", "Captions (.vtt)"),
    ".srt": Text("Phụ đề (.srt)", "Captions (.srt)"),
    ".chapters.json": Text("Các mục (.json)", "Chapters (.json)"),
}
DELIVERY = Text("{kind}, {rate} kbit/s, {size}", "{kind}, {rate} kbit/s, {size}")
LEVELS: dict[str, Text] = {
    "province": Text("Cấp tỉnh", "Province"),
    "district": Text("Cấp huyện", "District"),
    "commune": Text("Cấp xã", "Commune"),
    "post": Text("Đồn, trạm, điểm", "Post"),
    "cluster": Text("Cụm thông tin", "Cluster"),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_text(day: dt.date, language: Language) -> str:
    """Write a date without its weekday.

    >>> day_text(dt.date(2026, 11, 28), "vi"), day_text(dt.date(2026, 11, 28), "en")
    ('28/11/2026', '28 Nov 2026')
    """
    if language == "vi":
        return f"{day.day}/{day.month}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: dt.date, language: Language) -> str:
    """Write a date with its weekday.

    >>> weekday_text(dt.date(2026, 11, 28), "vi")
    'Thứ 7, 28/11/2026'
    """
    return f"{WEEKDAYS[day.weekday()].to(language)}, {day_text(day, language)}"


def clock(seconds: float) -> str:
    """Write a time within a programme.

    >>> clock(79.84), clock(3725)
    ('1:19', '1:02:05')
    """
    minutes, left = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def length_text(seconds: float) -> str:
    """Write the length of a programme, to the nearest second.

    >>> length_text(81.5)
    '1:22'
    """
    return clock(int(seconds + 0.5))


def size_text(size: int, language: Language) -> str:
    """Write the size of a file.

    >>> size_text(8_185_326, "vi")
    '8,2 MB'
    """
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    number = f"{size / 1_000_000:.1f}"
    return f"{number.replace('.', ',') if language == 'vi' else number} MB"


def words_by_name() -> dict[str, Text]:
    """Return the words that a workspace may put its own in the place of, by their names.

    >>> words_by_name()["newest"].to("en")
    'Newest programmes'
    """
    return {
        name.lower(): value
        for name, value in sorted(globals().items())
        if name.isupper() and not name.startswith("_") and isinstance(value, Text)
    }
