"""Letters by name, persons by their initials, addresses of the web."""

from __future__ import annotations

import pytest

from radioprog.reader import read
from radioprog.reader.model import Style


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("hạng C", "hạng xê"),
        ("hạng A", "hạng A"),
        ("hạng B", "hạng bê"),
        ("hạng z", "hạng dét"),
        ("vitamin D", "vi-ta-min dê"),
        ("13 độ C", "mười ba độ C"),
        ("H'Hen", "H'Hen"),
        ("X-quang", "X-quang"),
        ("α", "an-pha"),
        ("ü", "u"),
        ("UBND", "Ủy ban nhân dân"),
    ],
)
def test_letters_alone(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("hạng C", "hạng cờ"),
        ("hạng B", "hạng bờ"),
        ("hạng L", "hạng lờ"),
        ("hạng a", "hạng a"),
        ("QVTX", "quờ vờ tờ xờ"),
    ],
)
def test_the_south_has_its_own_names(written: str, spoken: str) -> None:
    assert read(written, style=Style(region="south")).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("chị T.T.H.", "chị tê tê hát."),
        ("chị T.T.H. nói", "chị tê tê hát nói"),
        ("chị T.T.H. Nói", "chị tê tê hát. Nói"),
        ("chị T.T.H, 12 tuổi", "chị tê tê hát, mười hai tuổi"),
        ("(chị T.T.H.)", "(chị tê tê hát)"),
        ("chị T.T.H.; anh N.V.A.", "chị tê tê hát; anh en-nờ vê a."),
        ("chị T.T.H.: không", "chị tê tê hát: không"),
        ("em T.P. (12 tuổi)", "em tê pê. (mười hai tuổi)"),
        ("T.P. (SN 1990)", "tê pê. (sinh năm một nghìn chín trăm chín mươi)"),
        ("T.P. sinh năm 1990", "tê pê sinh năm một nghìn chín trăm chín mươi"),
        ("T.P. trú tại xã", "tê pê trú tại xã"),
        ("bị cáo N.V.A", "bị cáo en-nờ vê a"),
        ("công nhân T.T.H.", "công nhân tê tê hát."),
        ("thành viên T.T.H.", "thành viên tê tê hát."),
        ("tên T.T.H.", "tên tê tê hát."),
        ("em tên T.T.H.", "em tên tê tê hát."),
        ("bà hai T.T.H.", "bà hai tê tê hát."),
        ("Nguyễn T.T.H.", "Nguyễn tê tê hát."),
        ("Nguyễn Văn T.H.", "Nguyễn Văn tê hát."),
        ("đường Nguyễn T.H.", "đường Nguyễn tê hát."),
        ("ông Nguyễn Văn T.H.", "ông Nguyễn Văn tê hát."),
        ("Trần Trung M.", "Trần Trung em-mờ."),
        ("Trần Trung M. nói", "Trần Trung em-mờ nói"),
        ("Trần Trung M nói", "Trần Trung em-mờ nói"),
        ("Trần Trung M, 20 tuổi", "Trần Trung em-mờ, hai mươi tuổi"),
        ("Trần Trung M", "Trần Trung em-mờ"),
        ("anh Lê Quốc Th.", "anh Lê Quốc tê hát."),
        ("anh Lê Quốc Th", "anh Lê Quốc tê hát"),
        ("anh Lê Quốc Th (SN 1990)", "anh Lê Quốc tê hát (sinh năm một nghìn chín trăm chín mươi)"),
        ("bà Sylvia Ng", "bà Sylvia en-nờ giê"),
        ("ông Q.", "ông quy."),
        ("ông Q. Tân Bình", "ông quy. Tân Bình"),
        ("Lê Văn P. Bến Nghé", "Lê Văn phường Bến Nghé"),
        ("Lê Văn P. bến", "Lê Văn pê bến"),
        ("P. Giám đốc", "Phó Giám đốc"),
        ("ông P. Giám đốc", "ông phó Giám đốc"),
        ("ông P.Chủ tịch", "ông phó Chủ tịch"),
        ("chị H. và anh K.", "chị hát và anh ca."),
        ("ông V.", "ông vê."),
    ],
)
def test_persons_by_initials(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("quangbinh.gov.vn", "quang binh chấm gốp chấm vê en-nờ"),
        ("www.quangbinh.gov.vn", "vê kép vê kép vê kép chấm quang binh chấm gốp chấm vê en-nờ"),
        ("https://quangbinh.gov.vn/", "quang binh chấm gốp chấm vê en-nờ"),
        (
            "http://quangbinh.gov.vn/tin-tuc?id=12",
            "quang binh chấm gốp chấm vê en-nờ gạch chéo tin gạch ngang tuc chấm hỏi i dê "
            "bằng mười hai",
        ),
        (
            "https://quangbinh.gov.vn/2024",
            "quang binh chấm gốp chấm vê en-nờ gạch chéo hai không hai bốn",
        ),
        (
            "https://quangbinh.gov.vn/999",
            "quang binh chấm gốp chấm vê en-nờ gạch chéo chín trăm chín mươi chín",
        ),
        (
            "https://quangbinh.gov.vn/1000",
            "quang binh chấm gốp chấm vê en-nờ gạch chéo một không không không",
        ),
        (
            "https://quangbinh.gov.vn/012",
            "quang binh chấm gốp chấm vê en-nờ gạch chéo không một hai",
        ),
        ("ubnd@quangbinh.gov.vn", "u bê en-nờ dê a còng quang binh chấm gốp chấm vê en-nờ"),
        ("nguyen_van+a@gmail.com", "nguyen gạch dưới van cộng a a còng gi-meo chấm com"),
        ("thu.xa@gmail.com.", "thu chấm xa a còng gi-meo chấm com."),
        ("xyz.com", "ích i-cờ-rét dét chấm com"),
        ("facebook.com/xa.ha", "phây-búc chấm com gạch chéo xa chấm ha"),
        ("congan.vn", "cong an chấm vê en-nờ"),
        ("baoan.com", "bao an chấm com"),
        ("danang.vn", "da nang chấm vê en-nờ"),
    ],
)
def test_addresses_are_spoken_part_by_part(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
