"""Days as they are written: what tells a date from a share, a score, a range and a number."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("họp ngày 5/3", "họp ngày năm tháng ba"),
        ("mồng 2/9 âm lịch", "mồng hai tháng chín âm lịch"),
        ("rằm 15/8", "rằm mười lăm tháng tám"),
        ("sáng 3/2", "sáng ngày ba tháng hai"),
        ("lễ 8/3", "lễ ngày tám tháng ba"),
        ("đường 30/4", "đường ba mươi tháng tư"),
        ("phố 2/9", "phố hai tháng chín"),
        ("trường 19/5", "trường mười chín tháng năm"),
        ("công viên 3/2", "công viên ba tháng hai"),
        ("khủng bố 11/9", "khủng bố ngày mười một tháng chín"),
        ("vụ biến cố 1/2", "vụ biến cố ngày một tháng hai"),
        ("xổ số 1/2", "xổ số ngày một tháng hai"),
        ("ngày mới 1/2", "ngày mới ngày một tháng hai"),
        ("thành lập Đảng 3/2", "thành lập Đảng ba tháng hai"),
        (
            "ngày thành lập Đảng Cộng sản Việt Nam 3/2",
            "ngày thành lập Đảng Cộng sản Việt Nam ba tháng hai",
        ),
        ("đến hết 5/3", "đến hết ngày năm tháng ba"),
        ("tới hết 4/5", "tới hết ngày bốn tháng năm"),
        ("trước 1/2", "trước ngày một tháng hai"),
        ("sau 1/2", "sau ngày một tháng hai"),
        ("hôm qua (4/5)", "hôm qua (ngày bốn tháng năm)"),
        ("sáng mai (5/7)", "sáng mai (ngày năm tháng bảy)"),
        ("ngày 5/7 hoặc 6/7", "ngày năm tháng bảy hoặc ngày sáu tháng bảy"),
        ("ngày 5/7, 6/7", "ngày năm tháng bảy, ngày sáu tháng bảy"),
        ("(ngày 5/3)", "(ngày năm tháng ba)"),
    ],
)
def test_a_word_before_tells_a_date(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("đến 1/3 số hộ", "đến một phần ba số hộ"),
        ("đến 2/3 diện tích", "đến hai phần ba diện tích"),
        ("từ 2/3 người dân", "từ hai phần ba người dân"),
        ("trước 1/2 tiền lương", "trước một phần hai tiền lương"),
        ("bằng 2/3 năm trước", "bằng hai phần ba năm trước"),
        ("chiếm 1/3 năm ngoái", "chiếm một phần ba năm ngoái"),
        ("số 3/2", "số ba trên hai"),
        ("số nhà 3/2", "số nhà ba trên hai"),
        ("ngõ 3/2", "ngõ ba trên hai"),
        ("kiệt 13/2", "kiệt mười ba trên hai"),
        ("hết 4/5", "hết bốn phần năm"),
        ("(4/5)", "(bốn phần năm)"),
    ],
)
def test_what_is_counted_or_numbered_is_no_date(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("âm lịch 5/2 tức 10/3", "âm lịch ngày năm tháng hai tức ngày mười tháng ba"),
        ("tức 5/2", "tức ngày năm tháng hai"),
        ("nhằm 4/7", "nhằm ngày bốn tháng bảy"),
        ("5/2 (tức 10/3 dương lịch)", "ngày năm tháng hai (tức ngày mười tháng ba dương lịch)"),
        ("5/2, tức ngày 3 Tết", "ngày năm tháng hai, tức ngày ba Tết"),
        ("5/2 (mùng 5 Tết)", "ngày năm tháng hai (mùng năm Tết)"),
        ("5/2 âm lịch", "ngày năm tháng hai âm lịch"),
        ("5-7 âm lịch", "ngày năm tháng bảy âm lịch"),
    ],
)
def test_the_moon_tells_a_date(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("02/3", "ngày hai tháng ba"),
        ("2/03", "ngày hai tháng ba"),
        ("2/3", "hai phần ba"),
        ("12/2", "mười hai phần hai"),
        ("13/2", "ngày mười ba tháng hai"),
        ("13/12", "ngày mười ba tháng mười hai"),
        ("12/13", "mười hai phần mười ba"),
        ("13/13", "mười ba trên mười ba"),
        ("24/7", "hai mươi tư trên bảy"),
        ("25/7", "ngày hai mươi lăm tháng bảy"),
        ("30/4", "ngày ba mươi tháng tư"),
        ("2/9", "ngày hai tháng chín"),
        ("8/3", "ngày tám tháng ba"),
        ("20/10", "ngày hai mươi tháng mười"),
        ("20/11", "ngày hai mươi tháng mười một"),
        ("22/12", "ngày hai mươi hai tháng mười hai"),
        ("27/7", "ngày hai mươi bảy tháng bảy"),
        ("19/8", "ngày mười chín tháng tám"),
        ("26/3", "ngày hai mươi sáu tháng ba"),
        ("19/5", "ngày mười chín tháng năm"),
        ("1/3 năm nay", "ngày một tháng ba năm nay"),
        ("khoảng 3/2 năm nay", "khoảng ngày ba tháng hai năm nay"),
        ("hơn 3/2 năm trước", "hơn ngày ba tháng hai năm trước"),
        ("bằng 3/2 năm trước", "bằng ngày ba tháng hai năm trước"),
    ],
)
def test_without_a_word_the_numbers_tell(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("sinh 5/6/49", "sinh ngày năm tháng sáu năm hai nghìn không trăm bốn mươi chín"),
        ("sinh 5/6/50", "sinh ngày năm tháng sáu năm một nghìn chín trăm năm mươi"),
        ("sinh 5/6/1950", "sinh ngày năm tháng sáu năm một nghìn chín trăm năm mươi"),
        ("ngày 7/9/11", "ngày bảy tháng chín năm hai nghìn không trăm mười một"),
        ("ngày 10-11-22", "ngày mười tháng mười một năm hai nghìn không trăm hai mươi hai"),
        ("số nhà 7/9/11 đường Lê Lợi", "số nhà bảy trên chín trên mười một đường Lê Lợi"),
        ("kiệt 7/9/11", "kiệt bảy trên chín trên mười một"),
        ("2024-07-15", "ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi tư"),
        ("ngày 2024-02-03", "ngày ba tháng hai năm hai nghìn không trăm hai mươi tư"),
    ],
)
def test_a_year_of_two_digits_gets_its_century(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("ngày 5-7", "ngày năm tháng bảy"),
        ("lịch 5-7", "lịch ngày năm tháng bảy"),
        ("sáng 5-7", "sáng ngày năm tháng bảy"),
        ("đêm qua 5-7", "đêm qua ngày năm tháng bảy"),
        ("hôm sau 5-7", "hôm sau ngày năm tháng bảy"),
        ("thứ hai 5-7", "thứ hai ngày năm tháng bảy"),
        ("chủ nhật 5-7", "chủ nhật ngày năm tháng bảy"),
        ("chúa nhật 5-7", "chúa nhật ngày năm tháng bảy"),
        ("thứ hai, 5-7", "thứ hai, ngày năm tháng bảy"),
        ("T7, 5-7", "thứ bảy, ngày năm tháng bảy"),
        ("chiều qua, 5-7", "chiều qua, ngày năm tháng bảy"),
        ("sáng mai (5-7)", "sáng mai (ngày năm tháng bảy)"),
        ("chủ nhật (5-7)", "chủ nhật (ngày năm tháng bảy)"),
        ("thứ bảy (5-7)", "thứ bảy (ngày năm tháng bảy)"),
        ("ngày 5/7 và 6-7", "ngày năm tháng bảy và ngày sáu tháng bảy"),
        ("ngày 5/7, 6-7", "ngày năm tháng bảy, ngày sáu tháng bảy"),
        ("trước 5-7", "trước ngày năm tháng bảy"),
        ("sau 13-7", "sau ngày mười ba tháng bảy"),
        ("sau 12-7 xã", "sau mười hai bảy xã"),
        ("từ 13-7", "từ ngày mười ba tháng bảy"),
        ("từ 13-7 xã họp", "từ mười ba bảy xã họp"),
        ("từ 12-7 xã", "từ mười hai bảy xã"),
        ("thắng từ 13-7 xã", "thắng từ mười ba bảy xã"),
        ("đến 13-7 xã", "đến mười ba bảy xã"),
        ("đến 12-7 xã", "đến mười hai bảy xã"),
        ("tới 13-7 xã", "tới mười ba bảy xã"),
        ("từ 2-9 đến nay", "từ ngày hai tháng chín đến nay"),
        ("hạn đến 5-4.", "hạn đến ngày năm tháng tư."),
        ("vào 5-4, nộp", "vào ngày năm tháng tư, nộp"),
        ("trước 5-4 trở đi", "trước ngày năm tháng tư trở đi"),
        ("vào 5-4", "vào ngày năm tháng tư"),
        ("13-5", "ngày mười ba tháng năm"),
        ("13-12", "ngày mười ba tháng mười hai"),
        ("kỷ niệm 13-12", "kỷ niệm ngày mười ba tháng mười hai"),
        ("13-15 ngày", "mười ba đến mười lăm ngày"),
        ("25-30 người", "hai mươi lăm đến ba mươi người"),
    ],
)
def test_hyphens_are_dates_scores_or_ranges(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("(20-11)", "(ngày hai mươi tháng mười một)"),
        ("(5-3)", "(ngày năm tháng ba)"),
        ("(5-3) xã", "(ngày năm tháng ba) xã"),
        (
            "nghỉ (20-11; 21-11)",
            "nghỉ (ngày hai mươi tháng mười một; ngày hai mươi mốt tháng mười một)",
        ),
        ("giải bóng đá (5-3)", "giải bóng đá (năm ba)"),
        ("thắng trận (5-3)", "thắng trận (năm ba)"),
        (
            "thắng 2-1 (25-20, 23-25, 15-10)",
            "thắng hai một (hai mươi lăm hai mươi, hai mươi ba hai mươi lăm, mười lăm mười)",
        ),
        ("mừng sinh nhật đội bóng (5-3)", "mừng sinh nhật đội bóng (ngày năm tháng ba)"),
        ("đội bóng gặp nhau vào buổi (5-3)", "đội bóng gặp nhau vào buổi (năm ba)"),
    ],
)
def test_brackets_hold_a_date_unless_a_match_is_told_of(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Quốc khánh 2/9", "Quốc khánh hai tháng chín"),
        ("Quốc khánh 3/9", "Quốc khánh ngày ba tháng chín"),
        ("Phụ nữ 8/3", "Phụ nữ tám tháng ba"),
        ("Phụ nữ Việt Nam 20/10", "Phụ nữ Việt Nam hai mươi tháng mười"),
        ("Thầy thuốc Việt Nam 27/2", "Thầy thuốc Việt Nam hai mươi bảy tháng hai"),
        ("lao động 1/5", "lao động một tháng năm"),
        ("thiếu nhi 1/6", "thiếu nhi một tháng sáu"),
        ("báo chí 21/6", "báo chí hai mươi mốt tháng sáu"),
    ],
)
def test_a_holiday_after_its_name_has_no_day_word(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("ngày 5.3", "ngày năm tháng ba"),
        ("sáng 5.3", "sáng ngày năm tháng ba"),
        ("sáng mai (5.3)", "sáng mai (ngày năm tháng ba)"),
        ("thứ hai (5.3)", "thứ hai (ngày năm tháng ba)"),
        ("lễ 2.9", "lễ ngày hai tháng chín"),
        ("dịp 30.4", "dịp ngày ba mươi tháng tư"),
        ("mùng 2.9", "mùng hai tháng chín"),
        ("khánh 2.9", "khánh hai tháng chín"),
        ("nữ 8.3", "nữ tám tháng ba"),
        ("nữ 8.4", "nữ tám chấm bốn"),
        ("nữ 20.10", "nữ hai mươi tháng mười"),
        ("ngày 4.3 và 5.3", "ngày bốn tháng ba và ngày năm tháng ba"),
        ("ngày 4.3, 5.3", "ngày bốn tháng ba, ngày năm tháng ba"),
        ("ngày 4.3 hoặc 5.3", "ngày bốn tháng ba hoặc năm chấm ba"),
        ("hội làng (5.3)", "hội làng (ngày năm tháng ba)"),
        ("hội làng (5.3 điểm)", "hội làng (năm phẩy ba điểm)"),
        ("hội làng ta hôm ấy được (5.3)", "hội làng ta hôm ấy được (ngày năm tháng ba)"),
        (
            "hội làng ta vào buổi ấy cũng đã được (5.3)",
            "hội làng ta vào buổi ấy cũng đã được (năm chấm ba)",
        ),
        ("đạt (5.3)", "đạt (năm chấm ba)"),
        ("đạt 2.9", "đạt hai chấm chín"),
        ("trưa 5.3 độ", "trưa năm phẩy ba độ"),
    ],
)
def test_full_stops_need_a_day(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "14 - 17/7/2015",
            "ngày mười bốn đến ngày mười bảy tháng bảy năm hai nghìn không trăm mười lăm",
        ),
        ("từ 14 đến 17/7", "từ ngày mười bốn đến ngày mười bảy tháng bảy"),
        ("17 - 14/7/2015", "mười bảy, ngày mười bốn tháng bảy năm hai nghìn không trăm mười lăm"),
        ("14 - 14/7/2015", "mười bốn, ngày mười bốn tháng bảy năm hai nghìn không trăm mười lăm"),
        ("5/7 - 6/8", "năm phần bảy đến sáu phần tám"),
        ("ngày 5/7 - 6/8", "ngày năm tháng bảy đến ngày sáu tháng tám"),
        ("13/3-19/3", "ngày mười ba tháng ba đến ngày mười chín tháng ba"),
        ("12/3-13/3", "ngày mười hai tháng ba đến ngày mười ba tháng ba"),
        ("3/3-19/3", "ba trên ba, ngày mười chín tháng ba"),
        ("13/3-12/4", "ngày mười ba tháng ba đến ngày mười hai tháng tư"),
        ("số 13/3-19/3", "số mười ba trên ba, ngày mười chín tháng ba"),
        ("chỉ số 13/3-19/3", "chỉ số ngày mười ba tháng ba đến ngày mười chín tháng ba"),
        ("30/4 - 1/5", "ba mươi tháng tư, một tháng năm"),
        ("30/4-01/5", "ba mươi tháng tư, một tháng năm"),
        ("30/04-01/05", "ba mươi tháng tư, một tháng năm"),
        ("dịp 30/4 - 1/5", "dịp ba mươi tháng tư, một tháng năm"),
        (
            "30/4 - 1/5/2025",
            "ngày ba mươi tháng tư đến ngày một tháng năm năm hai nghìn không trăm hai mươi lăm",
        ),
        (
            "1/7/2024 - 5/8/2025",
            "ngày một tháng bảy năm hai nghìn không trăm hai mươi tư đến ngày năm tháng tám "
            "năm hai nghìn không trăm hai mươi lăm",
        ),
        (
            "từ 1/7/2024 đến 5/8/2025",
            "từ ngày một tháng bảy năm hai nghìn không trăm hai mươi tư đến ngày năm tháng "
            "tám năm hai nghìn không trăm hai mươi lăm",
        ),
    ],
)
def test_spans(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("từ 26-6 đến 10-7", "từ ngày hai mươi sáu tháng sáu đến ngày mười tháng bảy"),
        ("từ 5-6 đến 10-7", "từ ngày năm tháng sáu đến ngày mười tháng bảy"),
        ("từ 5-6 đến 10-7 người", "từ năm đến sáu đến mười bảy người"),
        ("từ 5-6 đến 10-7 tại xã", "từ ngày năm tháng sáu đến ngày mười tháng bảy tại xã"),
        ("5-6 đến 13-7", "ngày năm tháng sáu đến ngày mười ba tháng bảy"),
        ("13-6 đến 10-7", "ngày mười ba tháng sáu đến ngày mười tháng bảy"),
        ("12-6 đến 10-7", "mười hai sáu đến ngày mười tháng bảy"),
        ("ngày 5-6 đến 10-7", "ngày năm tháng sáu đến ngày mười tháng bảy"),
        ("(5-6 đến 10-7)", "(ngày năm tháng sáu đến ngày mười tháng bảy)"),
        ("đợt 5-6 - 10-7", "đợt ngày năm tháng sáu đến ngày mười tháng bảy"),
        ("ra 5-6 đến hết ngày 10-7", "ra ngày năm tháng sáu đến hết ngày mười tháng bảy"),
        (
            "5-6 đến 10-7-2025",
            "ngày năm tháng sáu đến ngày mười tháng bảy năm hai nghìn không trăm hai mươi lăm",
        ),
        (
            "5-6-2025 đến hết 10-7-2025",
            "ngày năm tháng sáu năm hai nghìn không trăm hai mươi lăm đến hết ngày mười "
            "tháng bảy năm hai nghìn không trăm hai mươi lăm",
        ),
    ],
)
def test_spans_with_hyphens_need_a_word_or_a_sure_day(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "ngày 14, 15 và 16/7/2024",
            "ngày mười bốn, mười lăm và mười sáu tháng bảy năm hai nghìn không trăm hai mươi tư",
        ),
        ("các ngày (14, 15 và 16/7)", "các ngày (ngày mười bốn, mười lăm và mười sáu tháng bảy)"),
        ("(14, 15 và 16/7)", "(mười bốn, mười lăm và ngày mười sáu tháng bảy)"),
        ("từ 14 và 15/7", "từ ngày mười bốn và mười lăm tháng bảy"),
        ("từ 14 và 17/7 xã", "từ ngày mười bốn và mười bảy tháng bảy xã"),
        ("từ 14, 15/7", "từ ngày mười bốn, mười lăm tháng bảy"),
        ("vào 14 & 15/7", "vào ngày mười bốn và mười lăm tháng bảy"),
        ("vào 14&15/7", "vào ngày mười bốn và mười lăm tháng bảy"),
        ("ngày 4 và 5-7", "ngày bốn và năm tháng bảy"),
        ("lịch 4 và 5-7", "lịch bốn và năm đến bảy"),
        ("lịch 4 và 5/7", "lịch ngày bốn và năm tháng bảy"),
    ],
)
def test_several_days_of_one_month(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("ngày 14-17", "ngày mười bốn đến ngày mười bảy"),
        ("ngày 8 - 12", "ngày tám đến ngày mười hai"),
        ("ngày 12 - 8", "ngày mười hai tháng tám"),
        ("ngày 16 - 8", "ngày mười sáu tháng tám"),
        ("ngày 8 - 8", "ngày tám tháng tám"),
        ("ngày 2-9", "ngày hai tháng chín"),
        ("ngày 3-9", "ngày ba tháng chín"),
        ("ngày 1-5", "ngày một tháng năm"),
        ("mùng 1-5 tháng Giêng", "mùng một đến ngày năm tháng Giêng"),
        ("mùng 1-5", "mùng một tháng năm"),
        ("mồng 3-5", "mồng ba tháng năm"),
        ("họp 14-17", "họp mười bốn đến mười bảy"),
    ],
)
def test_days_without_a_month(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thứ 2, 4, 6", "thứ hai, tư, sáu"),
        ("thứ 2 - 4", "thứ hai đến tư"),
        ("thứ 2-6", "thứ hai đến sáu"),
        ("thứ 3 và 5", "thứ ba và năm"),
        ("thứ 7 và 2", "thứ bảy và hai"),
        ("thứ 4", "thứ tư"),
        ("thứ 8", "thứ tám"),
        ("thứ 7, 2-9", "thứ bảy, ngày hai tháng chín"),
        ("thứ 5, 5-7", "thứ năm, ngày năm tháng bảy"),
        ("thứ 6, 2-3", "thứ sáu, ngày hai tháng ba"),
        ("T2", "thứ hai"),
        ("T7", "thứ bảy"),
        ("T2 và T4", "thứ hai và thứ tư"),
        ("T2,T4", "thứ hai, thứ tư"),
        ("T2 - CN", "thứ hai đến chủ nhật"),
        ("T7, CN", "thứ bảy, chủ nhật"),
        ("T3 đến T5", "thứ ba đến thứ năm"),
        ("ga T2", "ga tê hai"),
        ("trạm T3-T5", "trạm tê ba tê năm"),
        ("T10", "tháng mười"),
        ("T8", "tháng tám"),
        ("T9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
        ("ga T10", "ga tê mười"),
    ],
)
def test_weekdays_by_number(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
