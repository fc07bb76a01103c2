"""Numbers of documents in the three styles."""

from __future__ import annotations

import pytest

from radioprog.reader import read
from radioprog.reader.model import Style


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Kế hoạch số 38/KH-UBND", "Kế hoạch số ba mươi tám của Ủy ban nhân dân"),
        (
            "Kế hoạch số 38/KH-UBND của UBND tỉnh",
            "Kế hoạch số ba mươi tám của Ủy ban nhân dân tỉnh",
        ),
        (
            "Kế hoạch 38/KH-UBND ngày 02/10/2012 của UBND tỉnh",
            "Kế hoạch ba mươi tám ngày hai tháng mười năm hai nghìn không trăm mười hai của "
            "Ủy ban nhân dân tỉnh",
        ),
        (
            "Thông tư 39/2020/TT-BTTTT",
            "Thông tư ba mươi chín năm hai nghìn không trăm hai mươi của Bộ Thông tin và "
            "Truyền thông",
        ),
        (
            "Nghị định số 49/2024/NĐ-CP",
            "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư của Chính phủ",
        ),
        (
            "Nghị định số 49/2024/NĐ-CP của Chính phủ",
            "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư của Chính phủ",
        ),
        ("Quyết định 12/QĐ-TTg", "Quyết định mười hai của Thủ tướng Chính phủ"),
        ("Quyết định số 5a/QĐ-UBND", "Quyết định số năm a của Ủy ban nhân dân"),
        ("số 38/KH-UBND", "kế hoạch số ba mươi tám của Ủy ban nhân dân"),
        ("Số: 38/KH-UBND", "Kế hoạch số ba mươi tám của Ủy ban nhân dân"),
        ("38/KH-UBND", "kế hoạch ba mươi tám của Ủy ban nhân dân"),
        ("văn bản số 12/UBND-VX", "văn bản số mười hai của Ủy ban nhân dân"),
        ("công văn 12/UBND", "công văn mười hai của Ủy ban nhân dân"),
        ("công văn số 015/UBND", "công văn số không một năm của Ủy ban nhân dân"),
        (
            "Chỉ thị 05/CT-TTg và Công văn 06/UBND",
            "Chỉ thị không năm của Thủ tướng Chính phủ và Công văn không sáu của Ủy ban nhân dân",
        ),
        (
            "Luật số 126/2025/QH15",
            "Luật số một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm của Quốc "
            "hội khóa mười lăm",
        ),
        (
            "Luật 126/2025/QH15 của Quốc hội",
            "Luật một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm của Quốc hội",
        ),
        (
            "Nghị quyết 12/2024/UBTVQH15",
            "Nghị quyết mười hai năm hai nghìn không trăm hai mươi tư của Ủy ban Thường vụ "
            "Quốc hội khóa mười lăm",
        ),
        (
            "Nghị quyết 126/2025/QH15",
            "Nghị quyết một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm của "
            "Quốc hội khóa mười lăm",
        ),
        (
            "xã, 126/2025/QH15",
            "xã, một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm của Quốc hội "
            "khóa mười lăm",
        ),
        ("xã 12/XYZ-ABC", "xã mười hai, ích i-cờ-rét dét, a bê xê"),
        ("Tờ trình số 12/TTr-UBND", "Tờ trình số mười hai của Ủy ban nhân dân"),
        ("Báo cáo số 12/BC-XYZ", "Báo cáo số mười hai"),
        ("Hướng dẫn 3/HD-BTC", "Hướng dẫn ba của Bộ Tài chính"),
    ],
)
def test_documents_of_the_state(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Nghị quyết số 57-NQ/TW của Bộ Chính trị", "Nghị quyết số năm mươi bảy của Bộ Chính trị"),
        ("Nghị quyết 57-NQ/TW", "Nghị quyết năm mươi bảy của Trung ương"),
        ("Chỉ thị 16-CT/HU", "Chỉ thị mười sáu của Huyện ủy"),
        ("Chỉ thị 16 – CT/TU", "Chỉ thị mười sáu của Tỉnh ủy"),
        ("Số: 57-NQ/TW", "Nghị quyết số năm mươi bảy của Trung ương"),
        ("57-NQ/TW", "nghị quyết năm mươi bảy của Trung ương"),
        ("Quy định 12-QĐ", "Quy định mười hai"),
        ("Công văn 12-CV", "Công văn mười hai"),
    ],
)
def test_documents_of_the_party(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Nghị định 100/2019", "Nghị định một trăm năm hai nghìn không trăm mười chín"),
        ("nghị định số 100/2019", "nghị định số một trăm năm hai nghìn không trăm mười chín"),
        (
            "Nghị định 100/2019 của Chính phủ",
            "Nghị định một trăm năm hai nghìn không trăm mười chín của Chính phủ",
        ),
        ("Luật 12/2024", "Luật mười hai năm hai nghìn không trăm hai mươi tư"),
        ("xã 100/2019", "xã một trăm trên hai nghìn không trăm mười chín"),
        ("Quyết định 5a/2019", "Quyết định năm a năm hai nghìn không trăm mười chín"),
    ],
)
def test_short_numbers_of_documents(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Kế hoạch số 38/KH-UBND", "Kế hoạch số ba mươi tám, kế hoạch, Ủy ban nhân dân"),
        (
            "Kế hoạch số 38/KH-UBND của UBND tỉnh",
            "Kế hoạch số ba mươi tám, kế hoạch, Ủy ban nhân dân của Ủy ban nhân dân tỉnh",
        ),
        (
            "Thông tư 39/2020/TT-BTTTT",
            "Thông tư ba mươi chín năm hai nghìn không trăm hai mươi, thông tư, Bộ Thông "
            "tin và Truyền thông",
        ),
        (
            "Nghị định số 49/2024/NĐ-CP",
            "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư, nghị định, Chính phủ",
        ),
        (
            "Luật số 126/2025/QH15",
            "Luật số một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm, Quốc hội "
            "khóa mười lăm",
        ),
        ("Nghị quyết số 57-NQ/TW", "Nghị quyết số năm mươi bảy, nghị quyết, Trung ương"),
        ("Chỉ thị 16-CT/HU", "Chỉ thị mười sáu, chỉ thị, Huyện ủy"),
        ("Số: 38/KH-UBND", "Số: ba mươi tám, kế hoạch, Ủy ban nhân dân"),
        ("xã 12/XYZ-ABC", "xã mười hai, ích i-cờ-rét dét, a bê xê"),
        ("Nghị định 100/2019", "Nghị định một trăm năm hai nghìn không trăm mười chín"),
    ],
)
def test_documents_read_in_full(written: str, spoken: str) -> None:
    assert read(written, style=Style(documents="expanded")).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Kế hoạch số 38/KH-UBND", "Kế hoạch số ba mươi tám, ca hát, u bê en-nờ dê"),
        (
            "Thông tư 39/2020/TT-BTTTT",
            "Thông tư ba mươi chín năm hai nghìn không trăm hai mươi, tê tê, bê tê tê tê tê",
        ),
        (
            "Nghị định số 49/2024/NĐ-CP",
            "Nghị định số bốn mươi chín năm hai nghìn không trăm hai mươi tư, en-nờ đê, xê pê",
        ),
        (
            "Luật số 126/2025/QH15",
            "Luật số một trăm hai mươi sáu năm hai nghìn không trăm hai mươi lăm quy hát mười lăm",
        ),
        ("Nghị quyết số 57-NQ/TW", "Nghị quyết số năm mươi bảy, en-nờ quy, tê vê kép"),
        ("Chỉ thị 16-CT/HU", "Chỉ thị mười sáu, xê tê, hát u"),
        ("Số: 38/KH-UBND", "Số: ba mươi tám, ca hát, u bê en-nờ dê"),
        ("xã 12/XYZ-ABC", "xã mười hai, ích i-cờ-rét dét, a bê xê"),
        ("Nghị định 100/2019", "Nghị định một trăm năm hai nghìn không trăm mười chín"),
    ],
)
def test_documents_spelled(written: str, spoken: str) -> None:
    assert read(written, style=Style(documents="spelled")).spoken == spoken
