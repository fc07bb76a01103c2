"""Hours, minutes and seconds, and what only looks like them."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("17h30", "mười bảy giờ ba mươi phút"),
        ("6h00", "sáu giờ"),
        ("0h", "không giờ"),
        ("24h", "hai mươi tư giờ"),
        ("17h05'", "mười bảy giờ năm phút"),
        ("17h30'15\"", "mười bảy giờ ba mươi phút mười lăm giây"),
        ("17h00'15\"", "mười bảy giờ không phút mười lăm giây"),
        ("17h00'00\"", "mười bảy giờ"),
        ("8:05:30", "tám giờ năm phút ba mươi giây"),
        ("8:00:00", "tám giờ"),
        ("8:00", "tám giờ"),
        ("08:30", "tám giờ ba mươi phút"),
        ("6 AM", "sáu giờ sáng"),
        ("6 PM", "sáu giờ tối"),
        ("5 PM", "năm giờ chiều"),
        ("5:30 PM", "năm giờ ba mươi phút chiều"),
        ("5:59 pm", "năm giờ năm mươi chín phút chiều"),
        ("6:00 pm", "sáu giờ tối"),
        ("11 p.m.", "mười một giờ tối"),
        ("12 PM", "mười hai giờ trưa"),
        ("12 AM", "mười hai giờ đêm"),
        ("8 A.M", "tám giờ sáng"),
        ("12:15 am", "mười hai giờ mười lăm phút đêm"),
        ("11 AM", "mười một giờ sáng"),
        ("5 giờ 30", "năm giờ ba mươi phút"),
        ("5 giờ 30 phút", "năm giờ ba mươi phút"),
        ("5 giờ 30 người", "năm giờ ba mươi người"),
        ("17g30", "mười bảy giờ ba mươi phút"),
    ],
)
def test_the_clock(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("từ 19h-21h30", "từ mười chín giờ đến hai mươi mốt giờ ba mươi phút"),
        ("7-8h", "bảy đến tám giờ"),
        ("7h-8h", "bảy giờ đến tám giờ"),
        ("7h30 - 8h", "bảy giờ ba mươi phút đến tám giờ"),
        ("ngày 7h-8h", "ngày bảy giờ đến tám giờ"),
        ("sáng 7-8h", "sáng bảy đến tám giờ"),
        ("sáng 17-7 giờ Mỹ", "sáng ngày mười bảy tháng bảy giờ Mỹ"),
        ("sáng 7-8 giờ", "sáng bảy đến tám giờ"),
        ("xã 17-7 giờ Mỹ", "xã mười bảy đến bảy giờ Mỹ"),
        ("5:00-5:30", "năm giờ đến năm giờ ba mươi phút"),
    ],
)
def test_ranges_of_the_clock(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thắng 2:10", "thắng hai mười"),
        ("tỷ số 2:10", "tỷ số hai mười"),
        ("tỷ lệ 2:10", "tỷ lệ hai trên mười"),
        ("pha 1:10", "pha một phần mười"),
        ("tỷ số 2:10:30", "tỷ số hai mười ba mươi"),
        ("số 2h30", "số hai giờ ba mươi phút"),
        ("sơ đồ 4:10", "sơ đồ bốn trên mười"),
    ],
)
def test_a_colon_is_no_clock_after_some_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("lúc 8.30", "lúc tám giờ ba mươi phút"),
        ("hồi 8.30", "hồi tám giờ ba mươi phút"),
        ("8.30", "tám chấm ba mươi"),
        ("8.30 sáng", "tám giờ ba mươi phút sáng"),
        ("sáng 8.30", "sáng tám giờ ba mươi phút"),
        ("sáng 8.12", "sáng ngày tám tháng mười hai"),
        ("sáng 8.13", "sáng tám giờ mười ba phút"),
        ("nay 8.13", "nay tám giờ mười ba phút"),
        ("ngày 8.30", "ngày tám chấm ba mươi"),
        ("lúc 8.30 và 9.30", "lúc tám giờ ba mươi phút và chín giờ ba mươi phút"),
        ("lúc 8.30, 9.20", "lúc tám giờ ba mươi phút, chín giờ hai mươi phút"),
        ("lúc 8.30 hoặc 9.20", "lúc tám giờ ba mươi phút hoặc chín giờ hai mươi phút"),
        ("lúc 8.30 đến 9.20", "lúc tám giờ ba mươi phút đến chín giờ hai mươi phút"),
        ("lúc 8.30 xã họp đến 9.30", "lúc tám giờ ba mươi phút xã họp đến chín giờ ba mươi phút"),
        (
            "lúc 8.30 xã họp đến 9.45",
            "lúc tám giờ ba mươi phút xã họp đến chín giờ bốn mươi lăm phút",
        ),
        ("lúc 8.30 xã họp đến 9.00", "lúc tám giờ ba mươi phút xã họp đến chín giờ"),
        ("lúc 8.30 xã họp đến 9.15", "lúc tám giờ ba mươi phút xã họp đến chín giờ mười lăm phút"),
        ("lúc 8.30 xã họp đến 9.20", "lúc tám giờ ba mươi phút xã họp đến chín chấm hai mươi"),
        (
            "lúc 8.30 xã họp dân ở trong hội trường đến 9.30",
            "lúc tám giờ ba mươi phút xã họp dân ở trong hội trường đến chín chấm ba mươi",
        ),
        (
            "lúc 8.30 xã họp dân ở hội trường đến 9.30",
            "lúc tám giờ ba mươi phút xã họp dân ở hội trường đến chín giờ ba mươi phút",
        ),
        ("từ 8.30 đến 9.20 sáng", "từ tám giờ ba mươi phút đến chín giờ hai mươi phút sáng"),
        ("từ 8.30 đến 9.20", "từ tám chấm ba mươi đến chín chấm hai mươi"),
        ("xã 8.30 đến 9.20 sáng", "xã tám chấm ba mươi đến chín giờ hai mươi phút sáng"),
        ("lúc 8.30-9.20", "lúc tám giờ ba mươi phút đến chín giờ hai mươi phút"),
        ("17.45 hằng ngày", "mười bảy giờ bốn mươi lăm phút hằng ngày"),
        ("17.45 ngày 5/3", "mười bảy giờ bốn mươi lăm phút ngày năm tháng ba"),
    ],
)
def test_full_stops_need_a_cue(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("7g sáng", "bảy giờ sáng"),
        ("từ 14g", "từ mười bốn giờ"),
        ("lúc 7g", "lúc bảy giờ"),
        ("hồi 7g", "hồi bảy giờ"),
        ("lúc 7g và 8g", "lúc bảy giờ và tám giờ"),
        ("lúc 7g, 8g", "lúc bảy giờ, tám giờ"),
        ("nặng 7g", "nặng bảy gam"),
        ("7g muối", "bảy gam muối"),
        ("từ 7g muối", "từ bảy gam muối"),
        ("vào 7g", "vào bảy giờ"),
        ("xã 7g", "xã bảy gam"),
        ("khoảng 7g", "khoảng bảy giờ"),
        ("7g hôm nay", "bảy giờ hôm nay"),
        ("7g đến 8g", "bảy giờ đến tám giờ"),
        ("chứa 7g", "chứa bảy gam"),
        ("7g", "bảy gam"),
    ],
)
def test_g_is_an_hour_unless_something_is_weighed(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("dài 100h30p", "dài một trăm giờ ba mươi phút"),
        ("dài 1h05p", "dài một giờ năm phút"),
        ("dài 1h5p30s", "dài một giờ năm phút ba mươi giây"),
        ("thời lượng 28p", "thời lượng hai mươi tám phút"),
        ("15'", "mười lăm phút"),
        ("10-15'", "mười đến mười lăm phút"),
        ("10' - 15'", "mười đến mười lăm phút"),
        ("dài 15'30\"", "dài mười lăm phút ba mươi giây"),
        ("dài 00'30\"", "dài không phút ba mươi giây"),
        ("về đích sau 9s58", "về đích sau chín giây năm mươi tám"),
        ("màn hình 55'", "màn hình năm mươi lăm in"),
        ("màn hình dài 55'", "màn hình dài năm mươi lăm phút"),
        ("tivi 32'", "ti vi ba mươi hai in"),
        ("tivi Sony 32'", "ti vi Xô-ni ba mươi hai in"),
        ("tivi Sony Bravia 32'", "ti vi Xô-ni Bravia ba mươi hai in"),
        ("tivi Sony Bravia đẹp 32'", "ti vi Xô-ni Bravia đẹp ba mươi hai phút"),
        ("1080p", "một không tám không pê"),
        ("720p", "bảy trăm hai mươi pê"),
        ("240p", "hai trăm bốn mươi pê"),
        ("2160p", "hai một sáu không pê"),
        ("1,5h", "một phẩy năm giờ"),
        ("2h", "hai giờ"),
    ],
)
def test_durations(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ('45"', "bốn mươi lăm giây"),
        ('dài 45"', "dài bốn mươi lăm giây"),
        ('lớp 45"', 'lớp bốn mươi lăm"'),
        ('tầng 4"', 'tầng bốn"'),
        ("“lớp 4”", "“lớp bốn”"),
        ("“trong 45”", "“trong bốn mươi lăm”"),
        ("trong 45”", "trong bốn mươi lăm giây"),
        ("xã 45”", "xã bốn mươi lăm”"),
        ('"xã có 45"', '"xã có bốn mươi lăm"'),
        ('xã có 45"', "xã có bốn mươi lăm giây"),
        ('"xã" có 45"', '"xã" có bốn mươi lăm giây'),
        ('dòng "một\n45"', 'dòng "một\nbốn mươi lăm giây'),
        ('9"58', "chín giây năm mươi tám"),
        ('lớp 9"58', 'lớp chín"năm mươi tám'),
    ],
)
def test_seconds_and_quotations(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
