"""Quantities: numbers with units, money, percent, and their ranges."""

from __future__ import annotations

import re
from functools import cache

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rows, rule
from radioprog.reader.vi.letters import is_syllable
from radioprog.reader.vi.numbers import NUMERAL, SPACE, cardinal, numeral

_S = f"{SPACE}?"
_TO = rf"{SPACE}*[-‐‑–—−~]{SPACE}*"


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {symbol: (spoken, kind) for symbol, spoken, kind in rows("units.tsv")}


def unit(symbol: str) -> str | None:
    """Return the words of a unit's symbol: km² is ki-lô-mét vuông."""
    found = _units().get(symbol)
    return found[0] if found else None


def units() -> dict[str, tuple[str, str]]:
    """Return every unit: its words and its kind."""
    return dict(_units())


def _alternation() -> str:
    return "|".join(re.escape(symbol) for symbol in sorted(_units(), key=len, reverse=True))


_ANY = _alternation()
# Spellings in the wrong case, only directly after a number: 2gb, 1000kw, 20CM.
_BARRED = cues(
    "ATM BAR MIN MS HL PH MOL RAD CAL BIT INCH CENT CENTS EURO ma pa cv pb mp HM NM GR LUX FT OZ LB"
)
_SPACED = cues(
    "hz mhz khz ghz kw mw kv kva mva gb mb mah mbps gbps °c ºc KWH MWH KHZ GHZ CM MM M2 "
    "M3 KM2 ML MG"
)


@cache
def _odd_cases() -> dict[str, str]:
    """Return the spellings in another case, each with the symbol it means."""
    found = {"v": "V", "w": "W"}
    for symbol, (_, kind) in _units().items():
        for odd in (symbol.lower(), symbol.upper()):
            fit = len(odd) > 1 and kind not in {"money", "percent", "word", "time"}
            if fit and odd not in _units() and odd not in _BARRED:
                found.setdefault(odd, symbol)
    return found


_CASED = "|".join(
    rf"(?<=\d){re.escape(odd)}" if odd not in _SPACED else re.escape(odd)
    for odd in sorted(_odd_cases(), key=len, reverse=True)
)
_BIG = "nghìn|ngàn|triệu|tỷ|tỉ|trăm|vạn"
_BIG_SHORT = {"k": "nghìn", "K": "nghìn", "tr": "triệu", "Tr": "triệu", "tr.": "triệu", "t": "tỷ"}
_UNIT = (
    rf"{_S}(?:(?P<big>{_BIG}){SPACE}+(?:(?P<big2>tỷ|tỉ){SPACE}+)?)?"
    rf"(?P<unit>{_ANY}|{_CASED})"
    rf"(?:(?=[xX]{SPACE}?\d)|(?![^\W_]|[²³])(?!-[A-ZĐ\d])(?!(?<=đ)/c(?!\w)))"
)
_PER = rf"(?:{_S}/{_S}(?P<per>{_ANY}|[^\W\d_]+)(?![^\W_]|[²³]))?"


def per(word: str) -> str:
    """Say what stands after "/": "một ki-lô-gam", "một đài"."""
    return f"một {unit(word) or word}"


def _said_as_word(per: str) -> bool:
    """Tell whether what stands after "/" can be said as it is: a unit or a word (not /cp)."""
    return unit(per) is not None or is_syllable(per)


_BUILDINGS = cues("nhà tòa toà lớp số phòng lô khu dãy cột ô hàng ghế cửa cổng")
_IN_CODE = re.compile(r"[\w-]")  # Tu-160M2 is no size


def _with_unit(found: re.Match[str], cursor: Cursor, said: str) -> Said | None:
    symbol = _odd_cases().get(found["unit"], found["unit"])
    if symbol != found["unit"] and _IN_CODE.match(
        cursor.text[max(0, found.start() - 1) : found.start()]
    ):
        return None
    words, kind = _units()[symbol]
    adjacent = cursor.text[found.start("unit") - 1].isdecimal()
    if kind == "short" and not adjacent and symbol in {"l", "t", "N", "J"}:
        return None
    if len(symbol) == 1 and symbol.isupper() and cursor.before() in _BUILDINGS:
        return None  # nhà 5N, tòa 3V
    if symbol == "CV" and not adjacent and cursor.before() in {"số", "văn"}:
        return None
    big = " ".join(filter(None, (found["big"], found["big2"])))
    said = " ".join(filter(None, (said, big, words)))
    if (
        found["per"]
        and _said_as_word(found["per"])
        and not (kind == "short" and found["per"][:1].isupper())
    ):
        said += f" {per(found['per'])}"
        end = found.end()
    else:
        end = found.end("unit")
    kind = {"money": "money", "percent": "percent"}.get(kind, "unit")
    if symbol == "đồng":
        kind = "money"
    return Said(said, end, token_class=kind)


def _quantity(found: re.Match[str], cursor: Cursor) -> Said | None:
    number = found["n"]
    return _with_unit(found, cursor, _plain(number, cursor))


def _plain(text: str, cursor: Cursor) -> str:
    """Say a number before a unit: a zero in front of a whole number goes (05 kg)."""
    if re.fullmatch(r"0\d+", text):
        return cardinal(int(text), cursor.style)
    return numeral(text, cursor.style)


def _quantity_range(found: re.Match[str], cursor: Cursor) -> Said | None:
    sign = "âm " if found["s2"] else ""
    first, last = _plain(found["n1"], cursor), _plain(found["n"], cursor)
    own = found["u1"]
    if own:
        first += f" {unit(own)}"
    return _with_unit(found, cursor, f"{first} đến {sign}{last}")


def _money_first(found: re.Match[str], cursor: Cursor) -> str:
    """Say $100, US$ 5.5 million: the sign stands before the number."""
    number = found["n"]
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", number):
        whole, _, cents = number.partition(".")
        said = cardinal(int(whole.replace(",", "")), cursor.style)
        said += f" phẩy {numeral(cents, cursor.style)}" if cents.strip("0") else ""
    else:
        said = numeral(number, cursor.style)
    if found["n2"]:
        said += f" đến {numeral(found['n2'], cursor.style)}"
    big = found["big"] or ""
    big = _BIG_SHORT.get(big, {"M": "triệu", "B": "tỷ"}.get(big, big))
    return " ".join(filter(None, (said, big, unit(found["sign"]))))


def _shortened(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say 50k, 1,5tr, 20 tr.đ.; vàng 24K is how pure the gold is."""
    pure = found["n"] in _KARATS and found["big"] in "kK" and not found["unit"]
    if pure and "vàng" in cursor.history[-4:]:
        return Said(f"{numeral(found['n'], cursor.style)} ca", rule="karat", token_class="unit")
    first = f"{numeral(found['n1'], cursor.style)} đến " if found["n1"] else ""
    said = f"{first}{numeral(found['n'], cursor.style)} {_BIG_SHORT[found['big']]}"
    if found["unit"]:
        said += " đồng"
    if found["per"]:
        said += f" {per(found['per'])}"
    return Said(said)


_KARATS = frozenset({"8", "9", "10", "14", "15", "16", "18", "20", "21", "22", "23", "24"})
_CURRENCY = r"đồng|đ|VNĐ|VND|vnđ|vnd|Vnđ"


def _whole_sum(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say 1tr5 đồng and 2tr350 by what they mean: một triệu năm trăm nghìn đồng."""
    tail, power = found["tail"], 9 if found["big"] in {"tỷ", "tỉ"} else 6
    if len(tail) < 3 and not found["unit"]:
        return None
    number = int(found["n"]) * 10**power + int(tail) * 10 ** (power - len(tail))
    said = cardinal(number, cursor.style) + (" đồng" if found["unit"] else "")
    return Said(f"{said} {per(found['per'])}" if found["per"] else said)


def _billions(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say 1.2B USD and 20M USD; without a currency where the sentence speaks of money."""
    decimal = not found["n"].isdecimal()
    if not found["unit"] and not (decimal and cursor.since(_MONEY_WORDS, 8)):
        return None
    big = {"M": "triệu", "B": "tỷ"}[found["big"]]
    said = " ".join(
        filter(None, (numeral(found["n"], cursor.style), big, unit(found["unit"] or "")))
    )
    return Said(said)


_MONEY_WORDS = cues("thu lãi lỗ vốn doanh giá trị tiền quỹ chi nợ")


def _coin(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say BTC as the coin where it is counted beside USD or the line names bitcoin."""
    start, end = found.span()
    near = cursor.text[max(0, start - 120) : min(end + 120, cursor.limit)]
    named = re.search(r"(?i)bitcoin|tiền (?:ảo|số|mã h)|ethereum", near)
    counted = found["n"] is not None and re.search(r"USD|\$|đô la", near)
    if not (named or counted):
        return None
    first = f"{numeral(found['n'], cursor.style)} " if found["n"] else ""
    return f"{first}bít-coin"


def _by(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say the x of 15cmx11cm."""
    return "nhân" if cursor.before() in {"<unit>", "<number>"} else None


def _millions(found: re.Match[str], cursor: Cursor) -> str:
    """Say 3tr5 and 1m65."""
    tail = found["tail"]
    name = "triệu" if found["big"].startswith("tr") else "mét"
    return f"{numeral(found['n'], cursor.style)} {name} {_after(tail, cursor.style)}"


def _after(tail: str, style: Style) -> str:
    return "tư" if tail == "4" else cardinal(int(tail), style)


def _word_unit(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say a unit that stands after a number in words, after "/" or alone: triệu m3, tấn/ha."""
    symbol = found["unit"]
    words, kind = _units()[symbol]
    before = cursor.before()
    counted = before in _NUMBER_WORDS or before in _FIGURES
    if kind in {"short", "word"} and not counted:
        return None
    if kind == "money" and symbol == "đ" and not counted:
        return None
    if symbol in _NAMES_TOO and not counted and before not in {"bằng", "vị", "theo"}:
        return None
    said = words
    if found["per"]:
        said += (
            f" {per(found['per'])}" if counted else f" trên {unit(found['per']) or found['per']}"
        )
    return said


# Symbols that alone are a name or a word: Sa Pa, Ngân hàng MB, bà Ha, quán bar.
_NAMES_TOO = cues(
    "Pa kPa MP CV TB PB HP MB GB KB Mb Gb Ha KM GW TW KW min bar t s h rad mol cal lux bit"
)
_FIGURES = frozenset({"<number>", "<decimal>", "<fraction>", "<range>", "<count>"})
_NUMBER_WORDS = cues(
    "nghìn ngàn triệu tỷ tỉ trăm vạn chục mươi mười một hai ba bốn năm sáu bảy tám chín mấy vài"
)


RULES = (
    rule(
        "coin",
        "money",
        rf"(?P<n>{NUMERAL}){_S}BTC(?!\w)",
        _coin,
        "BTC bên cạnh USD là đồng bít-coin.",
        "BTC beside USD is the coin.",
        ("1 BTC bằng 60.000 USD", "một bít-coin bằng sáu mươi nghìn đô la Mỹ"),
    ),
    rule(
        "short-billions",
        "money",
        rf"(?P<n>{NUMERAL}){_S}(?P<big>[BM])(?:{_S}(?P<unit>USD|EUR|VND|VNĐ|US\$|[$€£]))?(?![\w/-])",
        _billions,
        "1.2B USD: B là tỷ, M là triệu.",
        "1.2B USD: B is billion, M is million.",
        ("1.2B USD", "một phẩy hai tỷ đô la Mỹ"),
    ),
    rule(
        "short-sum",
        "money",
        rf"(?P<n>\d{{1,4}})(?P<big>tr|triệu|tỷ|tỉ)(?P<tail>\d{{1,3}})(?:{_S}(?P<unit>{_CURRENCY}))?(?!\w)(?:/(?P<per>[^\W\d_]+))?",
        _whole_sum,
        "1tr5 đồng: đọc theo nghĩa.",
        "1tr5 đồng: by its meaning.",
        ("1tr5 đồng", "một triệu năm trăm nghìn đồng"),
    ),
    rule(
        "short-thousands",
        "money",
        rf"(?:(?P<n1>{NUMERAL}){_TO})?(?P<n>{NUMERAL}){_S}"
        rf"(?P<big>k|(?<=\d\d)K|(?<=\d\d )K|tr\.|tr|Tr)"
        rf"(?:{_S}(?P<unit>{_CURRENCY}))?(?![\w])(?:/(?P<per>[^\W\d_]+))?",
        _shortened,
        "Số tiền viết gọn: k là nghìn, tr là triệu.",
        "Short sums: k is thousand, tr is million.",
        ("50k", "năm mươi nghìn"),
        ("20 tr.đ", "hai mươi triệu đồng"),
    ),
    rule(
        "short-millions",
        "unit",
        r"(?P<n>\d+)(?P<big>tr|m)(?P<tail>(?!(?<=m)[23](?!\d))\d\d?)(?!\w)",
        _millions,
        "1m65, 3tr5: phần lẻ đọc liền sau.",
        "1m65, 3tr5: the rest follows at once.",
        ("cao 1m65", "cao một mét sáu mươi lăm"),
    ),
    rule(
        "quantity-range",
        "unit",
        rf"(?P<n1>{NUMERAL})(?:{_S}(?P<u1>{_ANY}))?{_TO}(?P<s2>-)?(?P<n>{NUMERAL}){_UNIT}{_PER}",
        _quantity_range,
        "Khoảng số có đơn vị: gạch nối đọc “đến”.",
        "A range with a unit: the dash is “đến”.",
        ("120-150 mm", "một trăm hai mươi đến một trăm năm mươi mi-li-mét"),
        ("3-5%", "ba đến năm phần trăm"),
    ),
    rule(
        "quantity",
        "unit",
        rf"(?P<n>{NUMERAL}){_UNIT}{_PER}",
        _quantity,
        "Số có đơn vị, tiền, phần trăm; “/” đọc “một”.",
        "A number with a unit, money or percent; “/” is “một”.",
        ("75 km/h", "bảy mươi lăm ki-lô-mét một giờ"),
        ("3,5%", "ba phẩy năm phần trăm"),
        ("50.000đ/kg", "năm mươi nghìn đồng một ki-lô-gam"),
    ),
)

MARKS = (
    rule(
        "money-first",
        "money",
        rf"(?P<sign>US\$|[$€£¥₩₹₫]){_S}(?P<n>[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|{NUMERAL})"
        rf"(?:{_TO}(?:(?P=sign))?(?P<n2>{NUMERAL}))?(?:{_S}(?P<big>{_BIG}|k|K|tr|M|B)(?!\w))?",
        _money_first,
        "Dấu tiền đứng trước số.",
        "A currency sign before the number.",
        ("$100", "một trăm đô la"),
    ),
)

WORDS = (
    rule(
        "by",
        "symbol",
        rf"[xX]{_S}(?=\d)",
        _by,
        "Dấu nhân giữa hai kích thước.",
        "The sign between two sizes.",
        ("15cmx11cm", "mười lăm xăng-ti-mét nhân mười một xăng-ti-mét"),
    ),
    rule(
        "coin-name",
        "money",
        r"(?P<n>(?!))?BTC(?!\w)",
        _coin,
        "BTC ở chỗ nói về bitcoin.",
        "BTC where bitcoin is spoken of.",
    ),
    rule(
        "money-first-word",
        "money",
        rf"(?P<sign>US\$|USD|EUR|VND|VNĐ){_S}(?P<n>[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?|{NUMERAL})"
        rf"(?:{_TO}(?P<n2>{NUMERAL}))?(?:{_S}(?P<big>{_BIG}|k|K|tr|M|B)(?!\w))?(?![\w])",
        _money_first,
        "Tên tiền đứng trước số.",
        "A currency name before the number.",
        ("USD 100", "một trăm đô la Mỹ"),
    ),
)

AFTER_WORDS = (
    rule(
        "unit-word",
        "unit",
        rf"(?P<unit>{_ANY})(?![^\W_]|[²³]){_PER}",
        _word_unit,
        "Đơn vị sau số viết bằng chữ hoặc đứng một mình.",
        "A unit after a number in words, or alone.",
        ("mấy triệu m3", "mấy triệu mét khối"),
        ("tính bằng km", "tính bằng ki-lô-mét"),
    ),
)
