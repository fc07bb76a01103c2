"""The door: styles, languages, sentences, abbreviations by their neighbours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import radioprog.reader
from radioprog.kernel.errors import ContentError
from radioprog.reader import languages, read, sentences, syllables
from radioprog.reader.model import Style

THIRD = """
from radioprog.kernel.findings import Text
from radioprog.reader.lexicon import Lexicon
from radioprog.reader.rules import Chain, rule

SEVEN = rule("seven", "number", "7", lambda found, cursor: "seven", "bảy", "seven", ("7", "seven"))
COMMA = rule("comma", "punctuation", ",", lambda found, cursor: ",", "phẩy", "comma")
CHAIN = Chain("zz", Text("tiếng thử", "a test"), heads=(), numbers=(SEVEN,), words=(),
              marks=(COMMA,), plain=lambda word: len(word) > 1, spell=lambda text, style: "kyu",
              lexicon=Lexicon(), never_ends=frozenset())
"""


@pytest.mark.parametrize(
    ("style", "written", "spoken"),
    [
        (Style("north"), "1.024", "một nghìn không trăm hai mươi tư"),
        (Style("south"), "1.024", "một ngàn không trăm hai mươi bốn"),
        (Style("central"), "2.104", "hai ngàn một trăm lẻ bốn"),
        (Style("south"), "XQZ", "xờ quờ dét"),
        (Style(years="short"), "năm 2012", "năm hai nghìn mười hai"),
        (Style(years="short"), "ngày 2/9/2025", "ngày hai tháng chín năm hai nghìn hai mươi lăm"),
        (Style(years="short"), "năm 1945", "năm một nghìn chín trăm bốn mươi lăm"),
        (Style(years="short"), "năm 2000", "năm hai nghìn"),
        (Style(years="short"), "2.012 người", "hai nghìn không trăm mười hai người"),
        (
            Style(documents="expanded"),
            "số 38/KH-UBND",
            "số ba mươi tám, kế hoạch, Ủy ban nhân dân",
        ),
        (Style(documents="spelled"), "số 38/KH-UBND", "số ba mươi tám, ca hát, u bê en-nờ dê"),
        (
            Style(documents="expanded"),
            "Nghị quyết 57-NQ/TW",
            "Nghị quyết năm mươi bảy, nghị quyết, Trung ương",
        ),
    ],
)
def test_styles(style: Style, written: str, spoken: str) -> None:
    assert read(written, style=style).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("BCH Đảng bộ xã", "Ban Chấp hành Đảng bộ xã"),
        ("BCH Quân sự xã", "Ban Chỉ huy Quân sự xã"),
        ("TT Y tế huyện", "Trung tâm Y tế huyện"),
        ("TT Kiến Giang", "Thị trấn Kiến Giang"),
        ("P. Trưởng phòng", "Phó Trưởng phòng"),
        ("P. Nam Lý", "Phường Nam Lý"),
        ("P. Tổ chức", "Phòng Tổ chức"),
        ("công ty CP Sông Gianh", "công ty cổ phần Sông Gianh"),
        ("khu CN Tây Bắc", "khu công nghiệp Tây Bắc"),
        ("sáng CN tới", "sáng chủ nhật tới"),
        ("AN TOÀN, AN NINH", "AN TOÀN, AN NINH"),
        ("ĐOÀN CA VŨ TÚ", "ĐOÀN CA VŨ TÚ"),
    ],
)
def test_abbreviations_take_their_neighbours(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Một câu. Hai câu! Ba câu?", 3),
        ("Ông ở TP. Đồng Hới, Q. 1. Ông về quê.", 2),
        ("GS.TS. Nguyễn Văn A nói. Mọi người nghe.", 2),
        ("Có gạo, muối, v.v. và nước.", 1),
        ("Cấp 1.000 suất quà. Cảm ơn.", 2),
        ("Thực hiện nghiêm túc./.", 1),
        ("Ông Nguyễn V. A phát biểu.", 1),
        ("1. Mục đích\n2. Yêu cầu", 2),
        ("“Xin chào.” Anh nói.", 2),
        ("Khó khăn… Tuy vậy, vẫn làm.", 2),
        ("Khó khăn… nhưng vẫn làm.", 1),
        ("Bà con được ăn no. Ai cũng vui.", 2),
        ("Xem tr. 25 và tr. 30. Hết.", 2),
        ("Hồi 7 giờ, bão số 4. Gió mạnh.", 2),
        ("  \n\n  ", 0),
        ("Trời lạnh dưới 13 độ C. Lượng mưa lớn.", 2),
        ("Nhiệt độ 30°C. Mưa to.", 2),
        ("Điện 220 V. Cần cẩn thận.", 2),
        ("Đội ở bảng D. Trận tới gặp Lào.", 2),
        ("Bà con khu A. Bà con khu B.", 2),
        ("Nên uống vitamin C. Ăn nhiều rau.", 2),
        ("Lớp 6 B. Em học giỏi.", 2),
        ("Ông Trần Trung M. Sau đó ông về.", 2),
        ("Nhà văn J. K. Rowling viết.", 1),
        ("J. K. Rowling viết.", 1),
        ("Số 5 Q. Bình Thạnh.", 1),
        ("II. VỀ BẰNG KHEN", 1),
        ("XII. Tổ chức thực hiện", 1),
        ("2.1. Mục tiêu chung", 1),
        ("a. Nội dung", 1),
        ("Giá 2 tr. Bà con mua.", 2),
    ],
)
def test_sentences(written: str, parts: int) -> None:
    assert len(sentences(written)) == parts


def test_a_third_language_is_one_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "zz"
    folder.mkdir()
    (folder / "__init__.py").write_text(THIRD, encoding="utf-8")
    monkeypatch.setattr(radioprog.reader, "__path__", [*radioprog.reader.__path__, str(tmp_path)])
    languages.cache_clear()
    try:
        assert languages() == ("en", "vi", "zz")
        assert read("mu 7, q", language="zz").spoken == "mu seven, kyu"
    finally:
        languages.cache_clear()
        sys.modules.pop("radioprog.reader.zz", None)


def test_languages_are_folders() -> None:
    assert languages() == ("en", "vi")
    assert read("UBND", language="vi-VN").spoken == "Ủy ban nhân dân"


def test_an_unknown_language_is_said() -> None:
    with pytest.raises(ContentError) as caught:
        read("Sabaidee", language="lo")
    (finding,) = caught.value.findings
    assert finding.code == "unknown-language"
    assert "lo" in finding.message.vi
    assert "en" in finding.remedy.en


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "On 17 July 2015, 11 programmes were aired.",
            "On July seventeenth, twenty fifteen, eleven programmes were aired.",
        ),
        (
            "It rose by 3.5% to $1,250.",
            "It rose by three point five percent to one thousand two hundred and fifty dollars.",
        ),
        ("The 3rd session begins at 17:30.", "The third session begins at seventeen thirty."),
        ("The EU and ASEAN", "The ee you and ASEAN"),
        ("ASEAN Community", "ASEAN Community"),
        ("We are open 24/7.", "We are open twenty-four seven."),
        ("It costs $1.2M.", "It costs one point two million dollars."),
        ("US$3bn, €500k", "three billion US dollars, five hundred thousand euros"),
        ("the $1-2M plan", "the one to two million dollars plan"),
        ("Act Ⅳ, Scenes II and III", "Act four, Scenes two and three"),
        ("Henry VIII and World War I", "Henry the eighth and World War one"),
        ("in this section I describe V and X", "in this section I describe V and X"),
        ("open 7:00 a.m. - 4:30 p.m. daily", "open seven ay em to four thirty pee em daily"),
        ("It is 5:30 p.m. The end.", "It is five thirty pee em. The end."),
        (
            "call +84 232 3677 110",
            "call plus eight four, two three two, three six seven seven, one one zero",
        ),
        ("AT&amp;T grew fast¹", "ay tee and T grew fast"),
        ("a 5G network, 13/15 schools", "a five gee network, thirteen out of fifteen schools"),
    ],
)
def test_english(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


def test_syllables_of_both_languages() -> None:
    assert syllables("mười bảy giờ ba mươi phút") == 6
    assert syllables("The announcer reads", language="en") == 5


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("+84 232 3677 110", "plus eight four, two three two, three six seven seven, one one zero"),
        ("7:00 a.m. - 4:30 p.m. daily", "seven ay em to four thirty pee em daily"),
        ("8:00 - 11:30", "eight o'clock to eleven thirty"),
        ("Monday - Friday", "Monday to Friday"),
        ("25 March - 3 April", "March twenty-fifth to April third"),
        ("radio - television", "radio, television"),
        ("hotline 1900 9095", "hotline one nine zero zero, nine zero nine five"),
        ("dial 113 or 114", "dial one one three or one one four"),
        ("113 - 115 people", "one hundred and thirteen to one hundred and fifteen people"),
    ],
)
def test_english_spans_and_telephones(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


def test_a_dash_after_pm_ends_no_sentence() -> None:
    text = "Open 7:00 a.m. - 4:30 p.m. daily. Come at 5 p.m. We wait."
    said = [text[start:end] for start, end in sentences(text, language="en")]
    assert said == ["Open 7:00 a.m. - 4:30 p.m. daily.", "Come at 5 p.m.", "We wait."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ông tới TP. Huế. Mời quý vị nghe.", ["Ông tới TP. Huế.", "Mời quý vị nghe."]),
        ("Một. Hai! Ba? Bốn… Năm", ["Một.", "Hai!", "Ba?", "Bốn…", "Năm"]),
        ("a. Một", ["a. Một"]),
        ("12. Một. Hai", ["12. Một.", "Hai"]),
        ("2.1. Một", ["2.1. Một"]),
        ("II. Một", ["II. Một"]),
        ("A. Một. Hai", ["A. Một.", "Hai"]),
        ("Ông A. Hai. Ba", ["Ông A. Hai.", "Ba"]),
        ("13 độ C. Mời", ["13 độ C.", "Mời"]),
        ("bảng D. Mời", ["bảng D.", "Mời"]),
        ("5 P. Mời", ["5 P. Mời"]),
        ("5 C. Mời", ["5 C.", "Mời"]),
        ("25°C. Mời", ["25°C.", "Mời"]),
        ("lúc 5 a.m. Mời", ["lúc 5 a.m.", "Mời"]),
        ("lúc 5 a.m. 6", ["lúc 5 a.m. 6"]),
        ("2 tr. Mời", ["2 tr.", "Mời"]),
        ("xã tr. Mời", ["xã tr. Mời"]),
        ("Hết. mời", ["Hết. mời"]),
        ("Hết... mời", ["Hết... mời"]),
        ("Hết... Mời", ["Hết...", "Mời"]),
        ("Hết.” Mời", ["Hết.”", "Mời"]),
        ("Hết. “Mời”", ["Hết.", "“Mời”"]),
        ("Một\nHai", ["Một", "Hai"]),
        ("  Một.  Hai.  ", ["Một.", "Hai."]),
        ("", []),
        ("...", ["..."]),
        ("ông X. Bà con", ["ông X.", "Bà con"]),
        ("ông X. Nhưng", ["ông X.", "Nhưng"]),
        ("Sở TT. Huế", ["Sở TT. Huế"]),
        ("Anh nói: “Đi.” Rồi về.", ["Anh nói: “Đi.”", "Rồi về."]),
        ("3.5 Mời", ["3.5 Mời"]),
        ("xem tr. 5. Mời", ["xem tr. 5.", "Mời"]),
    ],
)
def test_where_sentences_end(text, parts):
    assert [text[start:end] for start, end in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "spoken", "parts"),
    [
        ("Bà con lưu ý.Mang theo thẻ.", "Bà con lưu ý. Mang theo thẻ.", 2),
        ("Họp ở đây ạ.Em chào.", "Họp ở đây ạ. Em chào.", 2),
        ("Tốt quá!Bà con ơi?Sao thế", "Tốt quá! Bà con ơi? Sao thế", 3),
        ("Họp lúc 8h,mời bà con.", "Họp lúc tám giờ, mời bà con.", 1),
        ("Thôn Hà:mời bà con", "Thôn Hà: mời bà con", 1),
        ("Lúa,ngô,khoai", "Lúa, ngô, khoai", 1),
        ("TP.Huế, ThS.Lê", "Thành phố Huế, thạc sĩ Lê", 1),
        ("báo dantri.com.vn", "báo dan tri chấm com chấm vê en-nờ", 1),
    ],
)
def test_a_forgotten_space_behind_a_mark_changes_nothing(text, spoken, parts):
    assert read(text).spoken == spoken
    assert len(sentences(text)) == parts


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Thông\u200bbáo lịch", "Thông báo lịch"),
        ("Th\u200bông báo lịch", "Thông báo lịch"),
        ("Hà\u200bNội", "Hà Nội"),
    ],
)
def test_a_zero_width_space_parts_words_and_is_nothing_inside_one(text, spoken):
    assert read(text).spoken == spoken


def test_a_sign_that_belongs_to_nothing_is_not_said_but_told():
    reading = read("Bản tin đến đây là hết #")
    assert reading.spoken.strip() == "Bản tin đến đây là hết"
    assert [token.written for token in reading.unread] == ["#"]
    assert read("ngôn ngữ C# và giải A+").unread == ()


def test_a_share_behind_that_is_stays_one_and_a_day_beside_a_day_stays_one():
    assert read("tức 2/3 diện tích").spoken == "tức hai phần ba diện tích"
    assert read("13/8 âm lịch, tức 6/2").spoken.endswith("tức ngày sáu tháng hai")


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Dự báo thời tiết 4/10: mưa", "thời tiết ngày bốn tháng mười: mưa"),
        ("Bản tin 3/12 của xã", "Bản tin ngày ba tháng mười hai của xã"),
        ("Giá vàng 7/11 tăng mạnh", "Giá vàng ngày bảy tháng mười một tăng"),
        ("Lịch cắt điện 3/12", "cắt điện ngày ba tháng mười hai"),
        ("giá vàng giảm 2/3", "giảm hai phần ba"),
        ("bản tin 1/2 giờ", "bản tin một phần hai giờ"),
        ("mất điện 2/3 số hộ", "mất điện hai phần ba số hộ"),
        ("giá xăng 2/3 là thuế", "giá xăng hai phần ba là thuế"),
        ("NS Phó Đức Phương", "Nghệ sĩ Phó Đức Phương"),
        ("thu NS 2026", "thu ngân sách hai nghìn"),
        ("ở Praha (CH Czech)", "(cộng hòa Czech)"),
        ("bán CH (CH)", "bán căn hộ (căn hộ)"),
        ("trú Kp. 1, xã An", "khu phố một, xã An"),
        ("ông Trần Trung M.", "Trần Trung em-mờ."),
        ("(BĐ) - Sáng nay", "(bê đê), Sáng nay"),
        ("đuôi .apk; link; urê", "đuôi .apk; linh; u-rê"),
        ("(i) Một (ii) Hai (iii) Ba", "một, Một hai, Hai ba, Ba"),
    ],
)
def test_what_was_found_in_real_text_stays(written: str, spoken: str) -> None:
    assert spoken in read(written).spoken


def test_one_letter_after_a_unit_ends_its_sentence() -> None:
    text = "Nhiệt độ dưới 13 độ C. Lượng mưa nhỏ. Điện 220 V. Cần lưu ý."
    assert len(sentences(text)) == 4
