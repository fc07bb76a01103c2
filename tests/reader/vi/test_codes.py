"""Telephones, plates, roads, houses, coordinates and codes of letters and digits."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("điện thoại 0232.3822.123", "điện thoại không hai ba hai, ba tám hai hai, một hai ba"),
        ("0232 3822 123", "không hai ba hai, ba tám hai hai, một hai ba"),
        ("02323822123", "không hai ba hai ba tám hai hai một hai ba"),
        ("1900 9095", "một chín không không, chín không chín năm"),
        ("1900.6868", "một chín không không, sáu tám sáu tám"),
        ("1900-1945", "một nghìn chín trăm đến một nghìn chín trăm bốn mươi lăm"),
        (
            "giai đoạn 1900-1945",
            "giai đoạn một nghìn chín trăm đến một nghìn chín trăm bốn mươi lăm",
        ),
        ("gọi 200.000 đồng", "gọi hai trăm nghìn đồng"),
        ("+84 232 3822 123", "cộng tám bốn, hai ba hai, ba tám hai hai, một hai ba"),
        ("0084 232 3822 123", "không không tám bốn, hai ba hai, ba tám hai hai, một hai ba"),
        ("(0232) 3822 123", "không hai ba hai, ba tám hai hai, một hai ba"),
        ("(+84) 912 345 678", "cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám"),
        ("05-16-17-28-31-38", "không năm mười sáu mười bảy hai mươi tám ba mươi mốt ba mươi tám"),
        ("12345", "mười hai nghìn ba trăm bốn mươi lăm"),
        ("gọi 12345", "gọi một hai ba bốn năm"),
        ("gọi số 12345 678", "gọi số một hai ba bốn năm, sáu bảy tám"),
        (
            "đường dây nóng: 0912 345 678 và 0913 345 678",
            "đường dây nóng: không chín một hai, ba bốn năm, sáu bảy tám và không chín một "
            "ba, ba bốn năm, sáu bảy tám",
        ),
        ("liên hệ 3822 123", "liên hệ ba tám hai hai, một hai ba"),
        ("xã 3822 123", "xã ba nghìn tám trăm hai mươi hai một trăm hai mươi ba"),
        ("hotline 1800 1234", "hót-lai một tám không không, một hai ba bốn"),
        ("ĐT. 0232 3822 123", "Điện thoại không hai ba hai, ba tám hai hai, một hai ba"),
        ("ĐT 0232.3822123", "Điện thoại không hai ba hai, ba tám hai hai một hai ba"),
    ],
)
def test_telephones(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("gọi 113", "gọi một một ba"),
        ("gọi 113 và 114", "gọi một một ba và một một bốn"),
        ("113", "một trăm mười ba"),
        ("tổng đài 156", "tổng đài một năm sáu"),
        ("gọi tổng đài của xã qua 1022", "gọi tổng đài của xã qua một không hai hai"),
        (
            "gọi tổng đài của xã qua 1022 người",
            "gọi tổng đài của xã qua một nghìn không trăm hai mươi hai người",
        ),
        ("nhắn tin đến 8088", "nhắn tin đến tám không tám tám"),
        ("nhắn tin đến 8088 người", "nhắn tin đến tám nghìn không trăm tám mươi tám người"),
        ("gửi 1408 để ủng hộ", "gửi một bốn không tám để ủng hộ"),
        ("gửi 1408 ủng hộ", "gửi một nghìn bốn trăm linh tám ủng hộ"),
        ("bấm phím 123", "bấm phím một hai ba"),
        ("số máy lẻ 101", "số máy lẻ một không một"),
        ("số điện thoại nội bộ 123", "số điện thoại nội bộ một hai ba"),
        ("gọi 113 hoặc 1234 để báo", "gọi một một ba hoặc một hai ba bốn để báo"),
        ("xã 1022", "xã một nghìn không trăm hai mươi hai"),
        ("tổng đài 18001234", "tổng đài một tám không không một hai ba bốn"),
    ],
)
def test_short_numbers_that_are_called(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("đài 99 44 09 12", "đài chín chín, bốn bốn, không chín, một hai"),
        ("xã 99 44 19 12", "xã chín mươi chín bốn mươi tư mười chín mười hai"),
        ("gọi 99 44 19 12", "gọi chín chín, bốn bốn, một chín, một hai"),
        ("12-05-2024", "ngày mười hai tháng năm năm hai nghìn không trăm hai mươi tư"),
        ("12.05.24", "ngày mười hai tháng năm năm hai nghìn không trăm hai mươi tư"),
        ("gọi 12.05.24", "gọi một hai, không năm, hai bốn"),
        ("99 0555 123", "chín chín, không năm năm năm, một hai ba"),
        ("gọi 123 456 789", "gọi một hai ba, bốn năm sáu, bảy tám chín"),
    ],
)
def test_pairs(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("73A-123.45", "bảy ba a, một hai ba bốn năm"),
        ("73A1-123.45", "bảy ba a một, một hai ba bốn năm"),
        ("73A 12345", "bảy ba a, một hai ba bốn năm"),
        ("biển số 74-H1 235.67", "biển số bảy bốn hát một, hai ba năm sáu bảy"),
        ("BKS 73A-12345", "Biển kiểm soát bảy ba a, một hai ba bốn năm"),
        ("BKS: 73 A 123.45", "Biển kiểm soát: bảy ba a, một hai ba bốn năm"),
        ("biển kiểm soát 73A-123.xx", "biển kiểm soát bảy ba a, một hai ba ích ích"),
        ("biển số xe 73A-xxx.xx", "biển số xe bảy ba a, ích ích ích ích ích"),
        ("biển số 74H", "biển số bảy bốn hát"),
        ("biển xanh 80A 12345", "biển xanh tám không a, một hai ba bốn năm"),
        ("tàu 95858 TS", "tàu chín năm tám năm tám tê ét-sì"),
        ("tàu QB 91234 TS", "tàu quy bê chín một hai ba bốn tê ét-sì"),
        ("QB-91234-TS", "quy bê chín một hai ba bốn tê ét-sì"),
    ],
)
def test_plates(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("QL1A", "Quốc lộ một A"),
        ("QL 1", "Quốc lộ một"),
        ("QL.9B", "Quốc lộ chín B"),
        ("ĐT.559", "đường tỉnh năm trăm năm mươi chín"),
        ("TL02", "tỉnh lộ không hai"),
        ("HL2", "hương lộ hai"),
        ("chung cư HL2", "chung cư hát e-lờ hai"),
        ("tòa CT3", "tòa xê tê ba"),
        ("CT.01", "cao tốc không một"),
        ("cao tốc CT.01", "cao tốc không một"),
        ("quốc lộ QL1A", "quốc lộ một A"),
        ("ĐX05", "đường xã không năm"),
        ("LTL 10", "liên tỉnh lộ mười"),
        ("Km 12+300", "ki-lô-mét mười hai cộng ba trăm"),
        ("Km33", "ki-lô-mét ba mươi ba"),
        ("km 5,5", "ki-lô-mét năm phẩy năm"),
        ("No.1", "số một"),
        ("№ 12", "số mười hai"),
    ],
)
def test_roads_and_posts(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("COVID-19", "Cô-vít mười chín"),
        ("U23", "u hai mươi ba"),
        ("H5N1", "hát năm en-nờ một"),
        ("18DTH", "mười tám dê tê hát"),
        ("12B/34 Lý Thường Kiệt", "mười hai bê trên ba mươi tư Lý Thường Kiệt"),
        ("nhà 12B/34A", "nhà mười hai bê trên ba mươi tư a"),
        ("A12.5", "a mười hai chấm năm"),
        ("A1.2.3", "a một chấm hai chấm ba"),
        ("mã AB0123", "mã a bê không một hai ba"),
        ("mã AB123", "mã a bê một trăm hai mươi ba"),
        ("mã AB1234", "mã a bê một hai ba bốn"),
        ("MiG-21", "mích hai mươi mốt"),
        ("VietGAP2", "Việt-gáp hai"),
        ("top10", "tốp mười"),
        ("TOP10", "tốp mười"),
        ("ISO9001", "i-xô chín không không một"),
        ("FM98.5", "ép em-mờ chín mươi tám chấm năm"),
        ("5G", "năm giê"),
        ("Sars-CoV-2", "sác cô-vi hai"),
        ("F0", "ép không"),
    ],
)
def test_mixed_codes(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("lớp 6B", "lớp sáu bê"),
        ("lớp 06B", "lớp không sáu bê"),
        ("số 12A", "số mười hai a"),
        ("5K", "năm ca"),
        ("quốc lộ 9B", "quốc lộ chín B"),
        ("đường tỉnh 559B", "đường tỉnh năm trăm năm mươi chín B"),
        ("cao tốc 5B", "cao tốc năm B"),
        ("xã 0B", "xã không bê"),
    ],
)
def test_numbers_with_a_letter(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("số 12/4A", "số mười hai trên bốn A"),
        ("số nhà 12/4", "số nhà mười hai trên bốn"),
        ("ngõ 12/45", "ngõ mười hai trên bốn mươi lăm"),
        ("hẻm 123/4", "hẻm một hai ba trên bốn"),
        ("số 123/4 đường Lê Lợi", "số một hai ba trên bốn đường Lê Lợi"),
        ("số 123/4, đường Lê Lợi", "số một hai ba trên bốn, đường Lê Lợi"),
        ("số 123/4 xã", "số một trăm hai mươi ba trên bốn xã"),
        ("tỷ số 12/4 đường", "tỷ số mười hai phần tư đường"),
        ("12/3/4", "mười hai trên ba trên bốn"),
        ("12/3/4B", "mười hai trên ba trên bốn B"),
        ("kiệt 5/123", "kiệt năm trên một hai ba"),
    ],
)
def test_houses(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("17°30'B", "mười bảy độ ba mươi phút Bắc"),
        ("17°30'15\"B", "mười bảy độ ba mươi phút mười lăm giây Bắc"),
        ("17° B", "mười bảy độ Bắc"),
        ("17°", "mười bảy độ"),
        ("90°", "chín mươi độ"),
        ("106°35'Đ", "một trăm linh sáu độ ba mươi lăm phút Đông"),
        ("17°30'N", "mười bảy độ ba mươi phút Bắc"),
        ("106°35'E", "một trăm linh sáu độ ba mươi lăm phút Đông"),
        ("17°S", "mười bảy độ Nam"),
        ("106°T", "một trăm linh sáu độ Tây"),
        ("106°W", "một trăm linh sáu độ Tây"),
        ("vĩ độ 17.5N", "vĩ độ mười bảy phẩy năm độ Bắc"),
        ("kinh độ 106.5E", "kinh độ một trăm linh sáu phẩy năm độ Đông"),
        ("17.5N, 106.5E", "mười bảy phẩy năm độ Bắc, một trăm linh sáu phẩy năm độ Đông"),
        ("xã 1.2B", "xã một chấm hai bê"),
        (
            "vĩ độ 17.5 N và kinh độ 106,5 Đ",
            "vĩ độ mười bảy phẩy năm độ Bắc và kinh độ một trăm linh sáu phẩy năm độ Đông",
        ),
        (
            "tọa độ của xã là khoảng chừng 17.5N",
            "tọa độ của xã là khoảng chừng mười bảy phẩy năm độ Bắc",
        ),
        (
            "tọa độ của xã ta ở nơi này vào khoảng chừng là 17.5N",
            "tọa độ của xã ta ở nơi này vào khoảng chừng là mười bảy phẩy năm niu-tơn",
        ),
    ],
)
def test_angles_and_coordinates(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("số tài khoản 1020304", "số tài khoản một không hai không ba không bốn"),
        ("tài khoản: 1020 304", "tài khoản: một không hai không, ba không bốn"),
        (
            "STK 1020304 đồng",
            "Số tài khoản một triệu không trăm hai mươi nghìn ba trăm linh bốn đồng",
        ),
        ("tài khoản: 60.000.000 đồng", "tài khoản: sáu mươi triệu đồng"),
        (
            "CCCD số 044123456789",
            "Căn cước công dân số không bốn bốn một hai ba bốn năm sáu bảy tám chín",
        ),
        ("mã số thuế 3100123456", "mã số thuế ba một không không một hai ba bốn năm sáu"),
        (
            "mã số thuế 3100123456-001",
            "mã số thuế ba một không không một hai ba bốn năm sáu, không không một",
        ),
        ("xã 1020304", "xã một triệu không trăm hai mươi nghìn ba trăm linh bốn"),
        (
            "căn cước công dân 044 123 456 789",
            "căn cước công dân không bốn bốn, một hai ba, bốn năm sáu, bảy tám chín",
        ),
        (
            "định danh cá nhân là 044123456789",
            "định danh cá nhân là không bốn bốn một hai ba bốn năm sáu bảy tám chín",
        ),
    ],
)
def test_numbers_that_are_names(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
