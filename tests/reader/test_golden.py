"""What is read, letter for letter, over grids of forms and of the words around them.

The pairs elsewhere say what is right; a grid holds what lies between them: each bound of a rule
with a number on either side of it. A change has to be looked at:
``RADIOPROG_GOLDEN=write pytest tests/reader/test_golden.py`` writes anew, then read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from radioprog.reader import read
from radioprog.reader.vi.oddities import oddities
from radioprog.reader.vi.slips import apart, lacks_tone, looks_mistyped
from tests.golden import hold

GOLDEN = Path(__file__).with_name("golden")

DAYS = ("1", "2", "05", "9", "10", "12", "13", "20", "24", "30", "31", "32")
MONTHS = ("1", "2", "4", "06", "9", "10", "12", "13")
AROUND_DAYS = """
ngày {}|họp {}|từ {}|từ {} trở đi|đến {}|đến {}.|trước {}|sau {}|sáng {}|sáng nay {}
chiều qua ({})|thứ hai, {}|chủ nhật ({})|hôm sau {}|dịp {}|lễ {}|mùng {}|tức {}
tức {} âm lịch|({}, tức rằm)|khoảng {} diện tích|hơn {} số hộ|bằng {} năm ngoái|{} hộ nghèo
{} người|{} tuổi|cần {} tháng|tỷ số {}|thắng {}|hòa {} (hiệp một)|đội nhà thắng ({})
set 1 ({})|sinh nhật ({})|số {} đường Lê Lợi|nhà {}|đường {}|quý {}|tiền trước {} tiền
7h30 {}|7h30, {}|2/9 và {}|2/9, {}|thành lập Đảng {}|hạn chót {}|công viên {}|kỷ niệm {}
phiên {}|vụ {}|({})|bão số 5 ({})|xã {} tại đây|lúc {} có mưa
"""
TWO_PARTS = [f"{a}{sign}{b}" for sign, a, b in product("/-.", DAYS, MONTHS)]

MONTH_FORMS = """
1/2026|8/2026|12/2026|13/2026|6-2026|11.2026|06/26|7/9/2026|7-9/2026|7/2025-9/2026|1,2/2026
"""
AROUND_MONTHS = """
tháng {}|từ {}|từ tháng {}|đến hết {}|quý {}|quý 1, {}|số {}|kỳ {}|tuần {}|mùa giải {}|vụ {}
thời kỳ {}|những năm {}|và {}|năm học {}|({})|giai đoạn {}|văn bản {}
"""

TIMES = """
7h|7h5|07h05|7h30'|7:30|17:05:09|24h|25h|0h|12h-13h|7h30-8h|7h30p|30'|1h15'20"
"""
AROUND_TIMES = "lúc {}|từ {}|{} sáng|{} ngày 2/9|chạy {}|thành tích {}|{} mỗi ngày|({})|trong {}"

NUMBERS = """
0|1|4|5|10|11|14|15|20|21|24|25|100|101|105|110|115|1000|1001|1010|1100|2024|10000|100000
1000000|1.000|1.050.000|10.5|3,2|3,25|3,05|0,5|12,345|-5|+5|007|0912345678|1/2|3/4|2/3|1-2
10-15|1.000-2.000|100%|12,5%|3‰|30°|5°C|1e5|10^3|2x3|20x30|I|II|IV|IX|XX|1a|2B
"""
AROUND_NUMBERS = """
{}|{} người|{} kg|{} km/h|{} ha|{} đồng|{} triệu đồng|{} m2|{} m3/s|{} lần|thứ {}|số {}
năm {}|cấp {}|khoá {}|lớp {}|điều {}|khoản {}|tập {}|trang {}|cao {}|tăng {}, cao hơn
từ {} đến {}|quốc lộ {}|xã {}
"""

SIGNS = """
NĐ-CP|QĐ-TTg|TT-BNNPTNT|NQ-HĐND|CT-UBND|QĐ-UBND|CV-SGDĐT|TB-VP|KH-UBND|HD-BTCTW|NQ/TW|UBND-TH
NĐ.CP|QĐ|CP|TTLT-BTC-BTNMT|HS-ST|DS-PT|CT-VKS-P2|QĐPT-DS|QH15|UBTVQH14|L-CTN|XYZ-ABC
"""
AROUND_SIGNS = (
    "Nghị định 12/2024/{}|số 05/{}|Quyết định số 1234/{} ngày 2/9/2026|theo {}|công văn 7-{}|({})"
)

PEOPLE = "ông M.|bà Ng.|anh Trần Trung M.|chị H|em T. (5 tuổi)|Nguyễn Văn A, 30 tuổi|bé B, 3 tuổi"
PEOPLE += "|họp ２／９ tại xã Ａ|１２ người|①②③ điểm|½ diện tích|5 m²|Nº 5|№ 7|x₂|10⁻³|… và ‥"
PEOPLE += "|Th. nói|P. Chủ tịch|bà Sylvia Ng|nhóm A.|vitamin C|khối A|ông Nguyễn Văn B.|N.V.A.|T.T"
PEOPLE += "|G. Bush|J.K. Rowling|đối tượng L.V.T. (SN 1990)|hộ bà Đ.|ông Ph. và bà Kh.|TS. Lê A"

ODD = """
ngày 30/2|ngày 31/4/2026|ngày 29/2/2026|ngày 29/2/2028|ngày 1.13|ngày 12.13.2026
ngày 31/11, họp|ngày 2026|Thứ hai ngày 1/12/2026|Thứ ba ngày 1/12/2026|chủ nhật, 6/12/2026
thứ 8|thứ 1 ngày 3/2|25h00|24h05|23h60|7h75|lúc 12:60|vuwfa|dduowcj|tooi|hoj|Vieetj Nam|ddang
nguo72i|toi6|d9i|a1|b52|x2|hoc sinh gioi|xã xã họp|họp họp|các các em|ngày ngày|xanh xanh
đồng bào bào|nghành|nghiệp vụ|kiễm tra|suất sắc|xúc tích|xán lạn|bổ xung|chuẩn đoán|tổng kếtt
hộii nghị|2O26|1O kg|l5 người|3O/4|0l tháng|1.000,00 đồng|1,000.00 đồng|12.34.56|100.00|50%
500%|-20 người|3 0 người|0912 345 67|09123456789
"""

ENGLISH = """
{}|{} people|{} kg|at {}|on {}|in {}|the {}|{} km/h|No. {}|page {}|from {} to {}|{}%|${}|{}m
"""
ENGLISH_FORMS = """
0|1|9|10|11|12|13|19|20|21|99|100|101|110|999|1000|1001|1066|1900|1905|1999|2000|2001|2010
2026|10,000|1,000,000|3.5|0.25|12.345|1/2|3/4|5/6|7:30|07:05|17:00|12am|7pm|1st|2nd|3rd|4th
11th|21st|2/9/2026|II|XIV|A1|2x|5-6|1990s|007|-5
"""
ENGLISH_LINES = """
Mon 2 Sep 2026|Monday, 2 September|on Sunday Monday|Sat-Sun|Sat and Sun|Dr. Smith
Mr. A. Jones|St. Mary St.|e.g. this|i.e. that|etc.|vs. them|UNESCO|WHO says|the WHO|USA
U.S.A.|km|5 km|Jan 5|5 Jan|May 5|may 5 people
"""


def cells(table: str) -> list[str]:
    return [cell for line in table.split("\n") for cell in line.split("|") if cell]


def grid(around: str, forms: str) -> Iterator[str]:
    for form, context in product(cells(forms), cells(around)):
        yield context.replace("{}", form)


def spoken(lines: Iterator[str], language: str = "vi") -> Iterator[str]:
    for line in lines:
        reading = read(line, language=language)
        unread = ",".join(token.written for token in reading.unread)
        yield f"{line}\t{reading.spoken}" + (f"\t{unread}" if unread else "")


def odd() -> Iterator[str]:
    for line in cells(ODD):
        for each in oddities(line):
            yield f"{line}\t{each}"
        for word in line.split():
            yield f"{word}\t{looks_mistyped(word)}\t{apart(word)}\t{lacks_tone(word)}"


GRIDS = {
    "days": lambda: spoken(grid(AROUND_DAYS, "|".join(TWO_PARTS[::7]))),
    "months": lambda: spoken(grid(AROUND_MONTHS, MONTH_FORMS)),
    "times": lambda: spoken(grid(AROUND_TIMES, TIMES)),
    "numbers": lambda: spoken(grid(AROUND_NUMBERS, NUMBERS)),
    "documents": lambda: spoken(grid(AROUND_SIGNS, SIGNS)),
    "people": lambda: spoken(iter(cells(PEOPLE))),
    "odd": odd,
    "english": lambda: spoken(grid(ENGLISH, ENGLISH_FORMS), "en"),
    "english-words": lambda: spoken(iter(cells(ENGLISH_LINES)), "en"),
}


@pytest.mark.parametrize("name", GRIDS)
def test_a_grid_is_read_as_it_was_found_right(name: str) -> None:
    hold(GOLDEN / f"{name}.tsv", GRIDS[name]())
