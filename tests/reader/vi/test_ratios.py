"""Two numbers and bare numbers: counts, shares, scores, ranges, lists and sums."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("13/15 chỉ tiêu", "mười ba trên mười lăm chỉ tiêu"),
        ("2/3 số hộ", "hai phần ba số hộ"),
        ("2/3 hộ dân", "hai phần ba hộ dân"),
        ("9/9 thôn", "chín trên chín thôn"),
        ("2/3 thôn", "hai trên ba thôn"),
        ("11/3 người", "mười một phần ba người"),
        ("10/3 người", "mười phần ba người"),
        ("11/10", "mười một phần mười"),
        ("10/11", "mười phần mười một"),
        ("9/12", "chín phần mười hai"),
        ("5/12 số hộ", "năm phần mười hai số hộ"),
        ("5/13 số hộ", "năm phần mười ba số hộ"),
        ("5/13 diện tích", "năm trên mười ba diện tích"),
        ("5/12 diện tích", "năm phần mười hai diện tích"),
        ("5/13 xã", "năm trên mười ba xã"),
        ("1/13 đại biểu", "một trên mười ba đại biểu"),
        ("1/3 đại biểu", "một trên ba đại biểu"),
        ("1/3 đại dương", "một phần ba đại dương"),
        ("2/3 thành phố", "hai trên ba thành phố"),
        ("2/3 thành viên", "hai phần ba thành viên"),
        ("24/24 giờ", "hai mươi tư trên hai mươi tư giờ"),
        ("24/7", "hai mươi tư trên bảy"),
        ("1/100", "một phần một trăm"),
        ("1/101", "một trên một trăm linh một"),
        ("1/1000", "một phần một nghìn"),
        ("1/1001", "một trên một nghìn không trăm linh một"),
        ("1/10000", "một phần mười nghìn"),
        ("1/100000", "một phần một trăm nghìn"),
        ("hạng 9/10", "hạng chín trên mười"),
        ("số nhà 5/8", "số nhà năm trên tám"),
        ("lớp 5/8", "lớp năm trên tám"),
        ("đạt 8/10", "đạt tám trên mười"),
        ("đạt 8/9", "đạt tám phần chín"),
        ("điểm 9/10", "điểm chín trên mười"),
        ("pha 1/400", "pha một phần bốn trăm"),
        ("pha 1/12", "pha một phần mười hai"),
        ("pha 1/13", "pha một phần mười ba"),
        ("05/20", "năm trên hai mươi"),
        ("5/07", "ngày năm tháng bảy"),
        ("2,5/10", "hai phẩy năm trên mười"),
        ("3/4", "ba phần tư"),
        ("1/4", "một phần tư"),
        ("4/4", "bốn trên bốn"),
    ],
)
def test_a_count_out_of_a_total_and_a_share(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1 1/2", "một và một phần hai"),
        ("2 3/4", "hai và ba phần tư"),
    ],
)
def test_mixed_numbers(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thắng 3-1", "thắng ba một"),
        ("thua 1-3", "thua một ba"),
        ("hòa 2-2", "hòa hai hai"),
        ("tỷ số 1-3", "tỷ số một ba"),
        ("thắng 1-3 người", "thắng một đến ba người"),
        ("gỡ 1-2", "gỡ một hai"),
        ("Việt Nam thắng Lào 1-2", "Việt Nam thắng Lào một hai"),
        ("Việt Nam thắng Lào 1-2 tại Vinh", "Việt Nam thắng Lào một hai tại Vinh"),
        ("Việt Nam thắng Lào 1-2 xã", "Việt Nam thắng Lào một đến hai xã"),
        ("Việt Nam thắng Lào 10-12", "Việt Nam thắng Lào mười đến mười hai"),
        ("Việt Nam thắng Lào 1-12", "Việt Nam thắng Lào một đến mười hai"),
        ("5-7 ngày", "năm đến bảy ngày"),
        ("7-5", "bảy năm"),
        ("7-7", "bảy bảy"),
        ("5-7", "năm đến bảy"),
        ("5-107", "năm đến một trăm linh bảy"),
        ("105-107", "một trăm linh năm đến một trăm linh bảy"),
        ("787-9", "bảy trăm tám mươi bảy chín"),
        ("78-90", "bảy mươi tám đến chín mươi"),
        ("cấp 8-9", "cấp tám đến cấp chín"),
        ("cấp 7-5", "cấp bảy năm"),
        ("Đề án 06-08", "Đề án không sáu đến không tám"),
        ("Đề án 6-08", "Đề án sáu đến không tám"),
        ("Đề án 6-8", "Đề án sáu đến tám"),
        ("mỗi xã 06-08 con", "mỗi xã sáu đến tám con"),
        (
            "thắng 3-1 (25-20, 19-25)",
            "thắng ba một (hai mươi lăm hai mươi, mười chín hai mươi lăm)",
        ),
        ("thắng 2-1 (6/4, 3/6)", "thắng hai một (sáu bốn, ba sáu)"),
        ("(19-25)", "(mười chín đến hai mươi lăm)"),
        ("1,5-2", "một phẩy năm đến hai"),
    ],
)
def test_scores_and_ranges(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("tỷ lệ 1:50.000", "tỷ lệ một trên năm mươi nghìn"),
        ("tỷ số 2:1", "tỷ số hai một"),
        ("thắng 2:1", "thắng hai một"),
        ("pha 1:400", "pha một phần bốn trăm"),
        ("tỷ lệ pha 1:400", "tỷ lệ pha một phần bốn trăm"),
        ("2:400 xã", "hai trên bốn trăm xã"),
        ("ISO 9001:2015", "I-xô chín nghìn không trăm linh một năm hai nghìn không trăm mười lăm"),
        ("999:2015", "chín trăm chín mươi chín trên hai nghìn không trăm mười lăm"),
        ("1000:2015", "một nghìn năm hai nghìn không trăm mười lăm"),
        ("9001:2215", "chín nghìn không trăm linh một trên hai nghìn hai trăm mười lăm"),
    ],
)
def test_scales(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("01 lớp", "một lớp"),
        ("Đề án 06", "Đề án không sáu"),
        ("đề án 06", "đề án không sáu"),
        ("dự án 06", "dự án không sáu"),
        ("Quyết định 06", "Quyết định không sáu"),
        ("nghị quyết 06", "nghị quyết không sáu"),
        ("số 06", "số không sáu"),
        ("số 00", "số không không"),
        ("số 007", "số không không bảy"),
        ("số 0", "số không"),
        ("00 người", "không không người"),
        ("06 người", "sáu người"),
        ("mỗi thôn 02 người", "mỗi thôn hai người"),
        ("từng xã 02 lớp", "từng xã hai lớp"),
        ("mỗi thôn 02 lớp", "mỗi thôn hai lớp"),
        ("thôn 02", "thôn không hai"),
        ("thôn 02 người", "thôn hai người"),
        ("0123", "không một hai ba"),
        ("100", "một trăm"),
        ("1.005", "một nghìn không trăm linh năm"),
        ("0,5", "không phẩy năm"),
        ("kế hoạch 06", "kế hoạch không sáu"),
        ("công văn 05", "công văn không năm"),
        ("văn bản 05", "văn bản không năm"),
        ("cầu 05", "cầu năm"),
        ("xe 05", "xe năm"),
        ("xe số 05", "xe số không năm"),
        ("đồng hồ 05", "đồng hồ không năm"),
        ("thứ 1", "thứ nhất"),
        ("thứ 4", "thứ tư"),
        ("thứ 14", "thứ mười bốn"),
        ("thứ 11", "thứ mười một"),
        ("hàng thứ 1, thứ 4", "hàng thứ nhất, thứ tư"),
    ],
)
def test_bare_numbers_in_names_and_counts(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("các tổ 1,2,3 và 4", "các tổ một, hai, ba và bốn"),
        ("tổ 1,2,3", "tổ một, hai, ba"),
        ("1,234,567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"),
        (
            "1234,567,890",
            "một nghìn hai trăm ba mươi tư, năm trăm sáu mươi bảy, tám trăm chín mươi",
        ),
        ("1,2,345", "một, hai, ba trăm bốn mươi lăm"),
        ("lớp 11,12", "lớp mười một, mười hai"),
        ("lớp 11,13", "lớp mười một phẩy mười ba"),
        ("lớp 12,11", "lớp mười hai phẩy mười một"),
        ("lớp 11,11", "lớp mười một phẩy mười một"),
        ("lớp 1,02", "lớp một phẩy không hai"),
        ("các lớp 1,3", "các lớp một, ba"),
        ("các lớp 1,3 và 5", "các lớp một, ba và năm"),
        ("các lớp 3,5 và 4", "các lớp ba phẩy năm và bốn"),
        ("các lớp 3,5 và 5", "các lớp ba phẩy năm và năm"),
        ("những tổ 1,5", "những tổ một, năm"),
        ("các em lớp 1,5", "các em lớp một, năm"),
        ("các em của trường lớp 1,5", "các em của trường lớp một phẩy năm"),
        ("các em của lớp 1,5", "các em của lớp một phẩy năm"),
        ("những em của lớp 1,5", "những em của lớp một phẩy năm"),
        ("những em lớp 1,5", "những em lớp một, năm"),
        ("17,18 tuổi", "mười bảy, mười tám tuổi"),
        ("17,19 tuổi", "mười bảy phẩy mười chín tuổi"),
        ("17,18 tấn", "mười bảy phẩy mười tám tấn"),
        ("trung bình 17,18 tuổi", "trung bình mười bảy phẩy mười tám tuổi"),
        ("tổ 1,2 và 3", "tổ một, hai và ba"),
        ("cấp 1,2", "cấp một, hai"),
        ("cấp 1,2 m3", "cấp một phẩy hai mét khối"),
        ("cấp 1,2 triệu", "cấp một phẩy hai triệu"),
        ("cấp 1,2 xã", "cấp một, hai xã"),
    ],
)
def test_lists_of_numbers(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("phân NPK 16-16-8", "phân en-nờ pê ca mười sáu mười sáu tám"),
        ("NPK 16:16:08", "En-nờ pê ca mười sáu mười sáu không tám"),
        ("đội hình 4-2-3-1", "đội hình bốn hai ba một"),
        ("đội hình 4-2-3-1 và 4-4-2", "đội hình bốn hai ba một và bốn bốn hai"),
        ("xã 4-2-3-1, 4-4-2", "xã bốn hai ba một, bốn bốn hai"),
        ("gồm 86-60-90", "gồm tám mươi sáu sáu mươi chín mươi"),
        ("phân cho lúa 16-05-8", "phân cho lúa mười sáu không năm tám"),
        ("phân lúa 16-05-8", "phân lúa mười sáu không năm tám"),
        ("5-05-7", "năm không năm bảy"),
        ("tỷ lệ 1:2:3", "tỷ lệ một hai ba"),
    ],
)
def test_chains(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("mục 1.2.3", "mục một chấm hai chấm ba"),
        ("phiên bản 4.0", "phiên bản bốn chấm không"),
        ("0.5 lít", "không phẩy năm lít"),
        ("0.5", "không phẩy năm"),
        ("1.5 triệu", "một phẩy năm triệu"),
        ("1.5 xã", "một chấm năm xã"),
        ("2.25 độ", "hai phẩy hai mươi lăm độ"),
        ("3,5", "ba phẩy năm"),
        ("0,05", "không phẩy không năm"),
        ("1 000,5", "một nghìn phẩy năm"),
        ("1.000,25", "một nghìn phẩy hai mươi lăm"),
        ("4.0.1", "bốn chấm không chấm một"),
    ],
)
def test_decimals_and_points(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2^3", "hai mũ ba"),
        ("10^-3", "mười mũ âm ba"),
        ("10⁻³", "mười mũ âm ba"),
        ("10¹²", "mười mũ mười hai"),
        ("2^10", "hai mũ mười"),
        ("5²", "năm mũ hai"),
        ("3x4", "ba nhân bốn"),
        ("2 + 3 = 5", "hai cộng ba bằng năm"),
        ("5 - 3 = 2", "năm trừ ba bằng hai"),
        ("12 : 4 = 3", "mười hai chia bốn bằng ba"),
        ("6 ÷ 2", "sáu chia hai"),
        ("3*4", "ba nhân bốn"),
        ("02 x 3", "hai nhân ba"),
        ("20 × -3", "hai mươi nhân âm ba"),
    ],
)
def test_powers_and_sums(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
