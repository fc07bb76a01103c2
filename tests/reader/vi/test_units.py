"""Quantities, money and their short forms."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("75 km/h", "bảy mươi lăm ki-lô-mét một giờ"),
        ("3,5%", "ba phẩy năm phần trăm"),
        ("05 kg", "năm ki-lô-gam"),
        ("0,5 kg", "không phẩy năm ki-lô-gam"),
        ("5 kg/ha", "năm ki-lô-gam một héc-ta"),
        ("5 kg/người", "năm ki-lô-gam một người"),
        ("5 kg/cp", "năm ki-lô-gam một xê pê"),
        ("5 triệu m3", "năm triệu mét khối"),
        ("5 triệu tỷ đồng", "năm triệu tỷ đồng"),
        ("5 nghìn tấn", "năm nghìn tấn"),
        ("20CM", "hai mươi xăng-ti-mét"),
        ("2gb", "hai gi-ga-bai"),
        ("20 GB", "hai mươi gi-ga-bai"),
        ("1000kw", "một nghìn ki-lô-oát"),
        ("1000 KW", "một nghìn ki-lô-oát"),
        ("5 l", "năm lít"),
        ("5l", "năm lít"),
        ("5 t", "năm tấn"),
        ("5t", "năm tấn"),
        ("5 N", "năm niu-tơn"),
        ("5N", "năm niu-tơn"),
        ("nhà 5N", "nhà năm en-nờ"),
        ("tòa 3V", "tòa ba vê"),
        ("lớp 5A", "lớp năm a"),
        ("12 V", "mười hai vôn"),
        ("220V", "hai trăm hai mươi vôn"),
        ("5 CV", "năm mã lực"),
        ("12 m²", "mười hai mét vuông"),
        ("12 m2", "mười hai mét vuông"),
        ("3 km2", "ba ki-lô-mét vuông"),
        ("25°C", "hai mươi lăm độ C"),
        ("25 °C", "hai mươi lăm độ C"),
        ("5‰", "năm phần nghìn"),
        ("15cmx11cm", "mười lăm xăng-ti-mét nhân mười một xăng-ti-mét"),
        ("15x11 cm", "mười lăm nhân mười một xăng-ti-mét"),
        ("Tu-160M2", "Tu một trăm sáu mươi em-mờ hai"),
        ("100 W", "một trăm oát"),
        ("100w", "một trăm oát"),
        ("5 đồng", "năm đồng"),
        ("5 đ", "năm đồng"),
        ("50.000đ/kg", "năm mươi nghìn đồng một ki-lô-gam"),
        ("50.000 đ/Kg", "năm mươi nghìn đồng một ki-lô-gam"),
        ("5 VNĐ", "năm đồng"),
        ("5 USD", "năm đô la Mỹ"),
        ("5 USD/thùng", "năm đô la Mỹ một thùng"),
        ("2 ha", "hai héc-ta"),
        ("2 Ha", "hai héc-ta"),
    ],
)
def test_quantities(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("120-150 mm", "một trăm hai mươi đến một trăm năm mươi mi-li-mét"),
        ("3-5%", "ba đến năm phần trăm"),
        ("3%-5%", "ba phần trăm đến năm phần trăm"),
        ("3 kg - 5 kg", "ba ki-lô-gam đến năm ki-lô-gam"),
        ("-5 - -3°C", "âm năm đến âm ba độ C"),
        ("5 - -3°C", "năm đến âm ba độ C"),
        ("5-7 triệu đồng", "năm đến bảy triệu đồng"),
        ("05-07 kg", "năm đến bảy ki-lô-gam"),
        ("1,5-2 ha", "một phẩy năm đến hai héc-ta"),
    ],
)
def test_ranges_of_quantities(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("$100", "một trăm đô la"),
        ("$1", "một đô la"),
        ("US$ 5.5 triệu", "năm phẩy năm triệu đô la Mỹ"),
        ("$1,234.50", "một nghìn hai trăm ba mươi tư phẩy năm mươi đô la"),
        ("$1,234", "một nghìn hai trăm ba mươi tư đô la"),
        ("$1,234.00", "một nghìn hai trăm ba mươi tư đô la"),
        ("$5M", "năm triệu đô la"),
        ("$5B", "năm tỷ đô la"),
        ("$5k", "năm nghìn đô la"),
        ("€5", "năm ơ-rô"),
        ("¥100", "một trăm yên Nhật"),
        ("$5-7", "năm đến bảy đô la"),
        ("$5-$7 triệu", "năm đến bảy triệu đô la"),
        ("USD 100", "một trăm đô la Mỹ"),
        ("EUR 5-7 triệu", "năm đến bảy triệu ơ-rô"),
        ("VND 500.000", "năm trăm nghìn đồng"),
        ("1.2B USD", "một phẩy hai tỷ đô la Mỹ"),
        ("20M USD", "hai mươi triệu đô la Mỹ"),
        ("20B", "hai mươi bê"),
        ("lãi 1.2B", "lãi một phẩy hai tỷ"),
        ("lãi 2B", "lãi hai bê"),
        ("thu 1.5M", "thu một phẩy năm triệu"),
        ("xã 1.5M", "xã một chấm năm em-mờ"),
    ],
)
def test_money(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("50k", "năm mươi nghìn"),
        ("50k/kg", "năm mươi nghìn một ki-lô-gam"),
        ("50 k", "năm mươi nghìn"),
        ("50K", "năm mươi nghìn"),
        ("5K", "năm ca"),
        ("20 tr.đ", "hai mươi triệu đồng"),
        ("20 tr", "hai mươi triệu"),
        ("20tr/tháng", "hai mươi triệu một tháng"),
        ("50k-70k", "năm mươi nghìn đến bảy mươi nghìn"),
        ("50-70k", "năm mươi đến bảy mươi nghìn"),
        ("1,5tr", "một phẩy năm triệu"),
        ("vàng 24K", "vàng hai mươi tư ca"),
        ("vàng 24k", "vàng hai mươi tư ca"),
        ("vàng 25K", "vàng hai mươi lăm nghìn"),
        ("24K", "hai mươi tư nghìn"),
        ("vàng 9K", "vàng chín ca"),
        ("vàng của xã bán 18K", "vàng của xã bán mười tám ca"),
        ("vàng của xã ta đem bán 18K", "vàng của xã ta đem bán mười tám nghìn"),
        ("1tr5 đồng", "một triệu năm trăm nghìn đồng"),
        ("1tr5", "một triệu năm"),
        ("2tr350", "hai triệu ba trăm năm mươi nghìn"),
        ("2tr35", "hai triệu ba mươi lăm"),
        ("2tr350đ/kg", "hai triệu ba trăm năm mươi nghìn đồng một ki-lô-gam"),
        ("1tỷ5 đồng", "một tỷ năm trăm triệu đồng"),
        ("1tỷ250", "một tỷ hai trăm năm mươi triệu"),
        ("1tỉ5 đồng", "một tỷ năm trăm triệu đồng"),
        ("1triệu5 đồng", "một triệu năm trăm nghìn đồng"),
        ("3tr5", "ba triệu năm"),
        ("3tr4", "ba triệu tư"),
        ("1m65", "một mét sáu mươi lăm"),
        ("1m4", "một mét tư"),
        ("cao 1m5", "cao một mét năm"),
        ("1m2", "một mét vuông"),
        ("1m3", "một mét khối"),
        ("1m23", "một mét hai mươi ba"),
    ],
)
def test_short_sums(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1 BTC bằng 60.000 USD", "một bít-coin bằng sáu mươi nghìn đô la Mỹ"),
        ("5 BTC", "năm bít-coin"),
        ("giá BTC hôm nay theo bitcoin", "giá bít-coin hôm nay theo bít-coin"),
        ("BTC", "Bộ Tài chính"),
        ("2 BTC tiền ảo", "hai bít-coin tiền ảo"),
        ("5 BTC giá $100", "năm bít-coin giá một trăm đô la"),
    ],
)
def test_coins(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("mấy triệu m3", "mấy triệu mét khối"),
        ("vài kg", "vài ki-lô-gam"),
        ("tính bằng km", "tính bằng ki-lô-mét"),
        ("theo MB", "theo mê-ga-bai"),
        ("vị Pa", "vị pát-can"),
        ("bán Pa", "bán Pa"),
        ("xã MB", "xã em-mờ bê"),
        ("hai MB", "hai mê-ga-bai"),
        ("hai ha", "hai héc-ta"),
        ("bà Ha", "bà Ha"),
        ("ba đ", "ba đồng"),
        ("đ", "đê"),
        ("tấn/ha", "tấn, ha"),
        ("ba tấn/ha", "ba tấn, ha"),
        ("kg/người", "ki-lô-gam trên người"),
        ("hai kg/người", "hai ki-lô-gam một người"),
        ("mười min", "mười phút"),
        ("bar", "ba"),
    ],
)
def test_units_after_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
