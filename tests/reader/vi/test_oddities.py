"""What no reading can mend is told: impossible days and hours, typing keys, old fonts."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import Place, Severity
from radioprog.reader import read
from radioprog.reader.telling import unread_findings
from radioprog.reader.vi.oddities import oddities, typed


def told(text: str) -> list[tuple[str, int]]:
    """Codes and columns of what is said of a text."""
    found = unread_findings(read(text), lambda offset: Place("a.md", 1, offset + 1))
    assert all(finding.severity is Severity.WARNING for finding in found)
    return [
        (finding.code, finding.place.column or 0)
        for finding in found
        if finding.code != "unread-token"
    ]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Họp ngày 30/2/2026 tại xã.", 5),
        ("Hạn nộp ngày 31/11/2026.", 9),
        ("Họp ngày 32/1/2026 tại xã.", 5),
        ("Họp ngày 31/4 tại xã.", 5),
        ("Họp Ngày 31 tháng 6 năm 2026.", 5),
        ("Họp ngày 29/2/2026.", 5),
        ("Họp 15/13/2026 tại xã.", 5),
        ("Họp sáng 31-9-2026.", 10),
        ("Họp lúc 25h30 tại xã.", 9),
        ("Họp lúc 17h75 tại xã.", 9),
        ("Từ 7h60 đến 11h tại xã.", 4),
        ("Họp lúc 26:15.", 9),
    ],
)
def test_a_day_or_hour_that_is_not(text: str, column: int) -> None:
    assert told(text) == [("no-such-time", column)]


@pytest.mark.parametrize(
    "text",
    [
        "Họp ngày 29/2/2028 tại xã.",
        "Họp ngày 29/2 tại xã.",
        "Họp ngày 31/12/2026 lúc 24h00.",
        "Từ ngày 18-24, các thôn ra quân.",
        "ngày 14 - 17/7/2015",
        "Nghị định 15/2020/NĐ-CP, Quyết định 31/2025/QĐ-UBND",
        "dài 36h30p; phiên bản 1.30.2026; tỷ lệ 1/50",
        "Có phải vậy không? Có. Ai? Tôi.",
        "xem a.vn/x?ma=1 và b.vn?y",
        "Lớp 12A3, giống IR504, h5n1, co2, nh3, 4g, vitamin b12",
        "show, window, town, news, yahoo, cow, saw, download, follow, wow",
        "Núi Đăk Pơ, xã Ea Wy, ông Woòng, Krông Ana",
        "Nhiệt độ 25°C; diện tích 3·10² m²",
        "đến năm 2100, tầm nhìn 2050; 2206 hộ; đường số 28/2206; năm 2206/QĐ",
        "β-caroten, 5 μg, 3 kΩ; Москва, Αθήνα",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("vuwfa", "vừa"),
        ("nuwowcs", "nước"),
        ("dduwowngf", "đường"),
        ("vu7a2", "vừa"),
        ("d9o6ng2", "đồng"),
        ("nu7o7c1", "nước"),
    ],
)
def test_keys_of_a_typing_method(written: str, meant: str) -> None:
    text = f"Xã {written} rồi."
    found = unread_findings(read(text), lambda offset: Place("a.md", 1, offset + 1))
    (finding,) = (finding for finding in found if finding.code == "typing-trace")
    assert finding.place.column == 4
    assert meant in finding.remedy.vi


@pytest.mark.parametrize(
    "text", ["X· võa gÆt xong.", "X? v?a g?t xong l?a.", "Xã vừa g?t xong lúa."]
)
def test_letters_that_were_lost(text: str) -> None:
    assert {code for code, _ in told(text)} == {"typing-trace"}


def test_a_word_without_end_is_no_work() -> None:
    """A bounded search ends at once; a quadratic one would not end on a million letters."""
    assert told("x" * 1_000_000) == []


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("họp ngày 31/11", [("day", 4, "ngày 31/11")]),
        ("31/11/2025", [("day", 0, "31/11/2025")]),
        ("29/2/2024", []),
        ("29/2/2023", [("day", 0, "29/2/2023")]),
        ("ngày 29/2", []),
        ("ngày 30/2", [("day", 0, "ngày 30/2")]),
        ("ngày 30 tháng 2", [("day", 0, "ngày 30 tháng 2")]),
        ("ngày 29 tháng 2 năm 2023", [("day", 0, "ngày 29 tháng 2 năm 2023")]),
        ("ngày 29 tháng 2 năm 2024", []),
        ("ngày 0/5", [("day", 0, "ngày 0/5")]),
        ("ngày 5/0", [("day", 0, "ngày 5/0")]),
        ("ngày 5/13", [("day", 0, "ngày 5/13")]),
        ("5/13/2025", [("day", 0, "5/13/2025")]),
        ("1.30.2026", []),
        ("30.2.2026", [("day", 0, "30.2.2026")]),
        ("ngày 18-24", []),
        ("ngày 18-12", []),
        ("ngày 32-12", [("day", 0, "ngày 32-12")]),
        ("ngày 5-13", []),
        ("32-12-2025", [("day", 0, "32-12-2025")]),
        ("31/4/2025/x", []),
        ("lúc 25h30", [("hour", 4, "25h30")]),
        ("lúc 24h00", []),
        ("lúc 24:59", []),
        ("lúc 5h60", [("hour", 4, "5h60")]),
        ("lúc 5h59", []),
        ("lúc 5 giờ 75", [("hour", 4, "5 giờ 75")]),
        ("lúc 5:75:10", []),
        ("xã 25h30", []),
        ("lúc 99h99", [("hour", 4, "99h99")]),
        ("từ 25g00 đến", [("hour", 3, "25g00")]),
        ("tr?nh", [("lost", 0, "tr?nh")]),
        ("Tr?nh xã", [("lost", 0, "Tr?nh")]),
        ("sao?", []),
        ("sao?thế", [("lost", 0, "sao?thế")]),
        ("?abc", []),
        ("a?b=c", []),
        ("Tr\u00adêng", []),
        ("Th«ng b¸o", [("font", 6, "b¸o")]),
        ("b¸o", [("font", 0, "b¸o")]),
        ("x·", [("font", 0, "x·")]),
    ],
)
def test_what_cannot_be_is_told_where_it_stands(text, odd):
    assert [(each.kind, each.start, each.written) for each in oddities(text)] == odd


@pytest.mark.parametrize(
    ("keys", "meant"),
    [
        ("vuwfa", "vừa"),
        ("vu7a2", "vừa"),
        ("d9o6ng", "đông"),
        ("da6u2", "dầu"),
        ("d9a6u2", "đầu"),
        ("show", ""),
        ("co2", ""),
        ("km2", ""),
        ("xaxj", ""),
        ("ddaay", "đây"),
        ("ddi", ""),
        ("dduowng", "đương"),
        ("ddwowng", ""),
        ("trwowngf", ""),
        ("truowngf", "trường"),
        ("truwowngf", "trường"),
        ("nuwowcs", "nước"),
        ("nuowcs", "nước"),
        ("window", ""),
        ("dowss", ""),
        ("ows", ""),
        ("hoaw", ""),
        ("hoawj", ""),
        ("a1b2", ""),
        ("ca61p", "cấp"),
        ("ca16p", "cấp"),
        ("cap1", ""),
        ("d9", ""),
        ("d9a", ""),
        ("d9a1t", "đát"),
        ("dd9a2", ""),
        ("tie6ng1", "tiếng"),
        ("tie61ng", "tiếng"),
        ("t1ie6ng", "tiếng"),
        ("nguyen4", ""),
        ("ngu7o7i2", "người"),
        ("ngu7o72i", "người"),
        ("ngu77i", ""),
        ("cu3a", ""),
        ("toi6", ""),
        ("to6i1", "tối"),
        ("to60i1", ""),
        ("to123i", ""),
        ("abc99", ""),
        ("khowi", ""),
        ("khowif", "khời"),
        ("lower", ""),
        ("power", ""),
        ("aws", ""),
        ("Vuwfa", "vừa"),
        ("VUWFA", "vừa"),
    ],
)
def test_the_syllable_that_keys_were_meant_for(keys, meant):
    assert typed(keys) == meant


@pytest.mark.parametrize(
    ("text", "kind", "written", "meant"),
    [
        ("Họp ngày 28/11/2206.", "year", "2206", ""),
        ("ngày 1-2-2101", "year", "2101", ""),
        ("Năm 2999 sẽ xong", "year", "2999", ""),
        ("Hôm n\u0430y đẹp", "letters", "n\u0430y", "nay"),
        ("\u0421hào quý vị", "letters", "\u0421hào", "Chào"),
        ("x\u03bfng", "letters", "x\u03bfng", "xong"),
    ],
)
def test_far_years_and_letters_of_another_script(
    text: str, kind: str, written: str, meant: str
) -> None:
    (odd,) = oddities(text)
    assert (odd.kind, odd.written, odd.meant) == (kind, written, meant)
    assert text[odd.start :].startswith(written)


@pytest.mark.parametrize(
    ("text", "kind", "written", "meant"),
    [
        ("Cắt điện từ 7h3O đến 17h.", "digits", "7h3O", "7h30"),
        ("Cắt điện đến l7h ngày mai.", "digits", "l7h", "17h"),
        ("Kế hoạch năm 2O26 của xã.", "digits", "2O26", "2026"),
        ("gọi số O987.654.321", "digits", "O987.654.321", "0987.654.321"),
        ("ngày 3/l2/2026", "digits", "3/l2/2026", "3/12/2026"),
        ("1OO hộ nghèo", "digits", "1OO", "100"),
        ("Đại hội lần thứ XlV", "digits", "XlV", "XIV"),
        ("xin th0ng báo", "digits", "th0ng", "thong"),
        ("Số tiền 1.50.000 đồng", "number", "1.50.000", ""),
        ("Số tiền 1.500,000 đồng", "number", "1.500,000", ""),
        ("Giá 12.5000 đồng", "number", "12.5000", ""),
        ("gọi số điện thoại 0987.654.32.", "phone", "0987.654.32", "9"),
        ("Hotline: 0912345678901", "phone", "0912345678901", "13"),
        ("MOI BA CON DEN HOP THON.", "bare", "MOI BA CON DEN HOP THON", ""),
        ("Moi ba con den nha van hoa hop.", "bare", "Moi ba con den nha van hoa hop", ""),
        ("Xã ThÃ´ng bÃ¡o lịch.", "code", "ThÃ´ng bÃ¡o lịch.", "Thông báo lịch."),
    ],
)
def test_what_hands_and_programs_misprint_is_told(text, kind, written, meant):
    (odd,) = oddities(text)
    assert (odd.kind, odd.written, odd.meant) == (kind, written, meant)
    assert text[odd.start :].startswith(written)


@pytest.mark.parametrize(
    "text",
    [
        "khí O2, O3, vitamin B12, H2O, CO2, khuẩn E.coli O157",
        "2l nước, 10l xăng, 5l/ha, 1,5l",
        "quý I/2026, Nghị quyết XIV, XV, khu A1, bàn B10",
        "1.500.000 đồng; 2,5 triệu; 1.234,5 tấn; 3.12.2026; 12.345 người; 10.000.000,00 đồng",
        "mục 2.1.3, bản 1.30.2026, địa chỉ 192.168.1.100, tọa độ 17,4567",
        "gọi 0987.654.321, 0232.3822.215, 1900 1234, 113; gọi 0912 345 678 trước 17 giờ",
        "Anh em trong nhà lo cho con em trong xã. Hai ba con trâu ăn no.",
        "We go to an inn in Hue. Ông Kim Jong Un và Bill Gates.",
        "cà phê, café, đàn ông, Ấn Độ, Ông Ích Khiêm",
    ],
)
def test_what_only_resembles_a_misprint_is_left_alone(text):
    assert list(oddities(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "written"),
    [
        ("họp ngày 46003 tại xã", "day", "ngày 46003"),
        ("con ?ường dài", "lost", "?ường"),
        ("45.500.000 ?ồng", "lost", "?ồng"),
    ],
)
def test_what_a_spreadsheet_or_a_code_page_left_is_told(text, kind, written):
    (odd,) = oddities(text)
    assert (odd.kind, odd.written) == (kind, written)


@pytest.mark.parametrize("written", ["#####", "#N/A", "#REF!", "#DIV/0!", "#VALUE!"])
def test_what_a_cell_shows_for_no_value_is_not_said_and_told(written):
    reading = read(f"giá {written} đồng")
    assert reading.spoken.split() == ["giá", "đồng"]
    assert [token.written for token in reading.unread] == [written]


def told_of(text: str) -> list[str]:
    """What is said of a text, in Vietnamese."""
    return [found.message.vi for found in unread_findings(read(text), lambda at: Place("x", 1, at))]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hạn 31/9 nộp", "31/9"),
        ("sáng 31-9 mưa", "31-9"),
        ("từ 30/2 đến 5/3/2026", "30/2"),
        ("Mùng 32/6 họp", "Mùng 32/6"),
        ("ngày 12.13.2026", "12.13.2026"),
        ("mùng 10 tháng 13", "mùng 10 tháng 13"),
    ],
)
def test_what_is_read_as_a_day_is_one(text: str, written: str) -> None:
    (told,) = told_of(text)
    assert f"“{written}”" in told


@pytest.mark.parametrize(
    "text", ["từ 18-24 nghỉ", "ngày 18-24", "bản 1.30.2026", "ngày 29/2", "sáng 31-10", "2/13 hộ"]
)
def test_spans_and_real_days_are_left_alone(text: str) -> None:
    assert told_of(text) == []


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Thứ hai ngày 1/12/2026", "thứ ba"),
        ("Thứ Hai, ngày 1 tháng 12 năm 2026", "thứ ba"),
        ("T3, 2/12/2026", "thứ tư"),
        ("CN 7-12-2026", "thứ hai"),
        ("thứ 7 (6.12.2026)", "chủ nhật"),
    ],
)
def test_a_day_of_the_week_is_that_of_its_date(text: str, there: str) -> None:
    (told,) = told_of(text)
    assert told.endswith(f"hôm đó là {there}")


@pytest.mark.parametrize(
    "text",
    [
        "Thứ ba ngày 1/12/2026",
        "Thứ 3: 1/12/2026",
        "chủ nhật, 6/12/2026",
        "T4 2/12/2026",
        "thứ 2, 2/12",
    ],
)
def test_a_right_day_of_the_week_is_left_alone(text: str) -> None:
    assert told_of(text) == []
