"""Marks: what is said of them, what is a pause, what is left away."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("½", "một phần hai"),
        ("1 ½", "một và một phần hai"),
        ("1½", "một và một phần hai"),
        ("xã ½", "xã một phần hai"),
        ("3/4 ½", "ba phần tư và một phần hai"),
        ("≥", "lớn hơn hoặc bằng"),
        ("5 ≤ 6", "năm nhỏ hơn hoặc bằng sáu"),
        ("5 <= 6", "năm nhỏ hơn hoặc bằng sáu"),
        ("5 >= 6", "năm lớn hơn hoặc bằng sáu"),
        ("⁴", "mũ bốn"),
        ("¹", "mũ một"),
        ("10 ⁵", "mười mũ năm"),
        ("⅐", "một phần bảy"),
        ("№ 5", "số năm"),
        ("℃", "độ C"),
    ],
)
def test_signs(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("-5°C", "âm năm độ C"),
        ("xã -5", "xã âm năm"),
        ("(-5)", "(âm năm)"),
        ("[-5]", "[âm năm]"),
        ("“-5", "“âm năm"),
        ("=-5", "bằng âm năm"),
        ("x-5", "ích năm"),
        ("S -300", "ét-sì ba trăm"),
        ("Su -300", "Su ba trăm"),
        ("Bình -300", "Bình âm ba trăm"),
        ("-5 người", "năm người"),
        ("-5 độ", "âm năm độ"),
        ("−5 người", "âm năm người"),
        ("–5 độ", "âm năm độ"),
        ("xã –5 người", "xã âm năm người"),
        ("-5 triệu đồng", "âm năm triệu đồng"),
    ],
)
def test_a_minus_before_a_number(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2 lần/tuần", "hai lần một tuần"),
        ("triệu đồng/đài", "triệu đồng một đài"),
        ("5 triệu đồng/hộ", "năm triệu đồng một hộ"),
        ("5 km/giờ", "năm ki-lô-mét một giờ"),
        ("2, lần/tuần", "hai, lần, tuần"),
        ("lần/tuần", "lần, tuần"),
        ("lần/cp", "lần, xê pê"),
        ("2 lần/cp", "hai lần một xê pê"),
        ("5%/năm", "năm phần trăm một năm"),
        ("quân/dân", "quân một dân"),
        ("nam/nữ", "nam, nữ"),
        ("nam/2", "nam, hai"),
        ("2 nam/2", "hai nam trên hai"),
        ("5 đồng/2", "năm đồng trên hai"),
        ("5%/2", "năm phần trăm trên hai"),
        ("100 người trong/7 ngày", "một trăm người trong trong bảy ngày"),
        ("5 kg/7 ngày", "năm ki-lô-gam trong bảy ngày"),
        ("a/7 ngày", "a, bảy ngày"),
        ("2 con/2", "hai con trên hai"),
        ("2 con gà trống to lớn của xã/2", "hai con gà trống to lớn của xã trên hai"),
        ("5 kg/12", "năm ki-lô-gam trên mười hai"),
    ],
)
def test_a_stroke_after_a_quantity(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("đầu tư - thuộc tỉnh", "đầu tư, thuộc tỉnh"),
        ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
        ("2 triệu - 3 triệu", "hai triệu đến ba triệu"),
        ("2 triệu - 3 xã", "hai triệu, ba xã"),
        ("1/2 - 2/3", "một phần hai đến hai phần ba"),
        ("1/2 - 3 xã", "một phần hai, ba xã"),
        ("5/7 - 2/3", "năm phần bảy đến hai phần ba"),
        ("Km 5 - Km 12", "ki-lô-mét năm đến ki-lô-mét mười hai"),
        ("Km 5+100 - Km 12", "ki-lô-mét năm cộng một trăm đến ki-lô-mét mười hai"),
        ("5 - Km 12", "năm, ki-lô-mét mười hai"),
        (
            "130 km/h - 150 km/h",
            "một trăm ba mươi ki-lô-mét một giờ đến một trăm năm mươi ki-lô-mét một giờ",
        ),
        ("130 km - 150 xã", "một trăm ba mươi ki-lô-mét, một trăm năm mươi xã"),
        ("2tr-5tr", "hai triệu đến năm triệu"),
        ("2tr5-3tr5", "hai triệu năm đến ba triệu năm"),
        ("2tr5 - 3tr5", "hai triệu năm đến ba triệu năm"),
        ("2tr - 3tr5", "hai triệu, ba triệu năm"),
        ("10% - 20%", "mười phần trăm đến hai mươi phần trăm"),
        ("10 % - 20%", "mười phần trăm đến hai mươi phần trăm"),
        ("5 kg - 7 kg", "năm ki-lô-gam đến bảy ki-lô-gam"),
        ("5 kg - 7 ha", "năm ki-lô-gam đến bảy héc-ta"),
        ("ngày 5/7 - ngày 6/7", "ngày năm tháng bảy đến ngày sáu tháng bảy"),
        (
            "năm 2015 - năm 2016",
            "năm hai nghìn không trăm mười lăm đến năm hai nghìn không trăm mười sáu",
        ),
        ("xã, - huyện", "xã, huyện"),
        ('"xã" - huyện', '"xã", huyện'),
    ],
)
def test_a_dash_between_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("A-xê-an", "A-xê-an"),
        ("Mát-xcơ-va", "Mát-xcơ-va"),
        ("Hà Nội-Huế", "Hà Nội-Huế"),
        ("TP-HCM", "Thành phố Hồ Chí Minh"),
        ("xã-huyện", "xã-huyện"),
        ("2015-nay", "hai nghìn không trăm mười lăm đến nay"),
        (
            "19-5-1890-19-5-2026",
            "ngày mười chín tháng năm năm một nghìn tám trăm chín mươi đến ngày mười chín "
            "tháng năm năm hai nghìn không trăm hai mươi sáu",
        ),
        ("xã-", "xã"),
        ("-xã", "xã"),
        ("check-in", "chếch-in"),
        ("5 kg-7 kg", "năm ki-lô-gam đến bảy ki-lô-gam"),
        ("5 lớp-7 lớp", "năm lớp đến bảy lớp"),
        ("xã–huyện", "xã, huyện"),
    ],
)
def test_a_hyphen_within_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("> Lời trích", "Lời trích"),
        ("- Tổ chức lễ", "Tổ chức lễ"),
        ("1. Mục tiêu", "một, Mục tiêu"),
        ("1.2. Mục tiêu", "một chấm hai, Mục tiêu"),
        ("1.2.3. Mục tiêu", "một chấm hai chấm ba, Mục tiêu"),
        ("8.30 đến 11.30", "tám chấm ba mươi đến mười một chấm ba mươi"),
        ("1.2 mục tiêu", "một chấm hai mục tiêu"),
        ("a) Nội dung", "a, Nội dung"),
        ("b. Nội dung", "bê, Nội dung"),
        ("I. Mục tiêu", "một, Mục tiêu"),
        ("IV. Mục tiêu", "bốn, Mục tiêu"),
        ("iv. Mục tiêu", "bốn, Mục tiêu"),
        ("(i) Mục tiêu", "một, Mục tiêu"),
        ("i) Mục tiêu", "i, Mục tiêu"),
        ("(a) Nội dung", "a, Nội dung"),
        ("(ii) Nội dung", "hai, Nội dung"),
        ("12. Mục tiêu", "mười hai, Mục tiêu"),
        ("C. Nội dung", "xê, Nội dung"),
        ("D. Nội dung", "dê, Nội dung"),
        ("-----", ""),
        ("***", ""),
    ],
)
def test_what_begins_a_line(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("gồm: (i) lúa; (ii) ngô", "gồm: một, lúa; hai, ngô"),
        ("gồm: (a) lúa; (b) ngô", "gồm: a, lúa; bê, ngô"),
        ("gồm: a) lúa; b) ngô", "gồm: a, lúa; bê, ngô"),
        ("có (lúa a) ngô", "có (lúa a) ngô"),
        ("xã(i) lúa", "xã(i) lúa"),
        ("xã (iv) lúa", "xã bốn, lúa"),
        ("(xin chào các bạn ở nhà và các em b) lúa", "(xin chào các bạn ở nhà và các em bê) lúa"),
    ],
)
def test_list_marks_inside_a_line(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("theo báo cáo[1]", "theo báo cáo"),
        ("theo báo cáo.[12]", "theo báo cáo."),
        ("theo báo cáo [1]", "theo báo cáo [một]"),
        ("theo [1] báo cáo", "theo [một] báo cáo"),
        ("dòng một<br>dòng hai", "dòng một, dòng hai"),
        ("dòng <b>một</b> hai", "dòng một hai"),
        ("dòng một.<br>dòng hai", "dòng một. dòng hai"),
        ("dòng một</p>", "dòng một, "),
        ("<p>dòng một", "dòng một"),
    ],
)
def test_footnotes_and_tags(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thực hiện./.", "thực hiện."),
        ("thực hiện ./.", "thực hiện ."),
        ("rất hạn chế…", "rất hạn chế…"),
        ("rất hạn chế...", "rất hạn chế…"),
        ("Hà Nội -> Huế", "Hà Nội đến Huế"),
        ("A => B", "A suy ra bê"),
        ("~100", "khoảng một trăm"),
        ("~ 100", "khoảng một trăm"),
        ("*xã*", "xã"),
        ("xã\\\\huyện", "xã huyện"),
    ],
)
def test_ends(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
