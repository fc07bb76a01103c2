"""Roman numerals, by the words that call for them."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("lần thứ XVI", "lần thứ mười sáu"),
        ("thế kỷ XX", "thế kỷ hai mươi"),
        ("quý IV/2025", "quý bốn năm hai nghìn không trăm hai mươi lăm"),
        ("quý IV", "quý bốn"),
        ("quý I - III", "quý một đến quý ba"),
        ("quý I-III/2025", "quý một đến quý ba năm hai nghìn không trăm hai mươi lăm"),
        ("quý II và III", "quý hai và ba"),
        ("quý II đến IV", "quý hai đến bốn"),
        ("quý II, III", "quý hai, ba"),
        ("khóa XV", "khóa mười lăm"),
        ("thứ I", "thứ nhất"),
        ("thứ IV", "thứ tư"),
        ("thứ V", "thứ năm"),
        ("thứ IX", "thứ chín"),
        ("chương V", "chương năm"),
        ("điều XV", "điều mười lăm"),
        ("điều CV", "điều một trăm linh năm"),
        ("mục CX", "mục một trăm mười"),
        ("hội CX", "hội một trăm mười"),
        ("xã C", "xã xê"),
        ("xã CX", "xã xê ích"),
        ("xã II", "xã hai"),
        ("xã XV", "xã mười lăm"),
        ("xã II, III", "xã hai, ba"),
        ("xã MMXX", "xã hai nghìn không trăm hai mươi"),
        ("xã MCM", "xã em-mờ xê em-mờ"),
        ("xã V", "xã vê"),
        ("xã X.", "xã ích."),
        ("hạng C", "hạng xê"),
        ("hạng II", "hạng hai"),
        ("hạng I", "hạng một"),
        ("hạng I.", "hạng một."),
        ("số I", "số một"),
        ("số X", "số mười"),
        ("số C", "số xê"),
        ("văn bản II", "văn bản hai"),
        ("văn bản V", "văn bản năm"),
        ("thế chiến II", "thế chiến hai"),
        ("quân V", "quân năm"),
        ("Quân đoàn V", "Quân đoàn vê"),
        ("Trần Quân V", "Trần Quân vê"),
        ("Lê Thông V", "Lê Thông vê"),
        ("ban V", "ban năm"),
        ("phụ lục IIa", "phụ lục hai A"),
        ("phụ lục IIA", "phụ lục hai A"),
        ("phụ lục Ib", "phụ lục một B"),
        ("quý XIX", "quý mười chín"),
    ],
)
def test_after_their_words(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("xã IIX", "xã i i ích"),
        ("xã VX", "xã vê ích"),
        ("xã IC", "xã i xê"),
        ("xã VI", "xã sáu"),
        ("XÃ VI PHẠM", "XÃ VI PHẠM"),
        ("VI PHẠM", "VI PHẠM"),
        ("IIII", "i i i i"),
        ("vitamin C", "vi-ta-min xê"),
        ("DI CHUYỂN", "DI CHUYỂN"),
        ("MI", "MI"),
        ("LI", "LI"),
        ("CD", "Xê đê"),
        ("DVD", "Đê vê đê"),
        ("MC", "Người dẫn chương trình"),
        ("xã MIC", "xã em-mờ i xê"),
    ],
)
def test_what_is_no_numeral(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thế kỷ xix", "thế kỷ mười chín"),
        ("phụ lục v", "phụ lục năm"),
        ("phụ lục vi", "phụ lục sáu"),
        ("chương ii", "chương hai"),
        ("khóa xv", "khóa mười lăm"),
        ("quý iv/2025", "quý bốn năm hai nghìn không trăm hai mươi lăm"),
        ("quý ii và iii", "quý hai và ba"),
        ("mục v", "mục vê"),
        ("mục ii", "mục hai"),
        ("hạng x", "hạng ích"),
        ("cấp vi", "cấp vi"),
        ("điều xi", "điều xi"),
        ("thứ c", "thứ xê"),
        ("thứ vi phạm", "thứ vi phạm"),
        ("chương vi phạm", "chương vi phạm"),
        ("chương vi", "chương sáu"),
        ("chương xi măng", "chương xi măng"),
        ("chương xi", "chương mười một"),
        ("quý i tờ", "quý i tờ"),
        ("xã ii", "xã ii"),
        ("chương i.v", "chương i.vê"),
        ("chương ix.v", "chương ix.vê"),
    ],
)
def test_small_letters(written: str, spoken: str) -> None:
    assert read(written).spoken == spoken
