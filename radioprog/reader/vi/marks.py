"""Marks: dashes, list marks, ends, signs of arithmetic, addresses of the web."""

from __future__ import annotations

import re

from radioprog.reader.rules import Cursor, Said, Speak, cues, rule
from radioprog.reader.vi.letters import is_syllable, spell
from radioprog.reader.vi.numbers import DIGITS, SPACE, cardinal
from radioprog.reader.vi.roman import value
from radioprog.reader.vi.units import per, unit

_SILENT = r"""["'“”„«»‘’‛‹›()\[\]*_`´•●○◦▪■□▫★☆✓✔\-–—−‐‑…·.,:;!?¡¿~^\\″′]"""
_SIGNS = {
    "&": "và",
    "+": "cộng",
    "=": "bằng",
    "×": "nhân",
    "÷": "chia",
    "±": "cộng trừ",
    "<": "nhỏ hơn",
    ">": "lớn hơn",
    "≤": "nhỏ hơn hoặc bằng",
    "≥": "lớn hơn hoặc bằng",
    "≠": "khác",
    "≈": "xấp xỉ",
    "%": "phần trăm",
    "‰": "phần nghìn",
    "@": "a còng",
    "#": "thăng",
    "$": "đô la",
    "€": "ơ-rô",
    "£": "bảng",
    "¥": "yên",
    "₫": "đồng",
    "°": "độ",
    "º": "độ",
    "§": "mục",
    "©": "bản quyền",
    "®": "đã đăng ký",
    "™": "thương hiệu",
    "→": "đến",
    "⇒": "suy ra",
    "√": "căn bậc hai",
    "∞": "vô cùng",
    "½": "một phần hai",
    "¼": "một phần tư",
    "¾": "ba phần tư",
    "⅓": "một phần ba",
    "⅔": "hai phần ba",
    "⅕": "một phần năm",
    "⅛": "một phần tám",
    "²": "bình phương",
    "³": "lập phương",
    "¹": "mũ một",
    "∑": "tổng",
    "№": "số",
    "✆": "điện thoại",
    "⅖": "hai phần năm",
    "⅗": "ba phần năm",
    "⅘": "bốn phần năm",
    "⅙": "một phần sáu",
    "⅜": "ba phần tám",
    "⅝": "năm phần tám",
    "⅞": "bảy phần tám",
    "℃": "độ C",
    "℉": "độ F",
}
_SIGNS |= {char: f"mũ {DIGITS[place]}" for place, char in enumerate("⁰¹ⁿⁿ⁴⁵⁶⁷⁸⁹") if char != "ⁿ"}
_SIGNS |= {"⅐": "một phần bảy", "⅑": "một phần chín", "⅒": "một phần mười"}
_HALVES = "½¼¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞⅐⅑⅒"


def _sign(found: re.Match[str], cursor: Cursor) -> str | Said:
    char = found[0]
    if char in "#@=+&<>" and _ALONE.match(cursor.text, found.end(), cursor.limit):
        before = cursor.text[found.start() - 1 : found.start()]
        if not before.strip():  # hết #: a hand's slip, with nothing that it could belong to
            return Said("", unread=True)
    if char in _HALVES and cursor.before() in {"<number>", "<fraction>"}:
        return f"và {_SIGNS[char]}"
    return _SIGNS[char]


_ALONE = re.compile(r"[ \t\u00a0]*(?:[.!?…]*[ \t]*(?:\n|$))")


def _minus(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say a minus that stands directly before a number, and nothing or a space before it."""
    start = found.start()
    before = cursor.text[start - 1] if start else "\n"
    if not (before.isspace() or before in "([“\"'=:;,/"):
        return None
    if _CODE_BEFORE.search(cursor.text[max(0, start - 6) : start]):
        return None  # S -300: a code, parted by mistake
    if found[0] == "−":
        return "âm"
    if before == "\n" and _LIST_ITEM.match(cursor.text, start, cursor.limit):
        return None
    return "âm"


_CODE_BEFORE = re.compile(r"(?<![^\W_])[A-ZĐ][A-Za-z]{0,2} $")
_LIST_ITEM = re.compile(rf"[-–]\d[\d.,/]*{SPACE}+(?!độ|phần|triệu|tỷ|đến)[^\W\d_]{{2,}}")


def _slash(found: re.Match[str], cursor: Cursor) -> str | Said | None:
    """Say "/" after a quantity as "một": triệu đồng/đài, 2 lần/tuần."""
    before = cursor.history[-4:]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    word = found["word"]
    counted = not _COUNTED.isdisjoint(before[:-1]) or before[-1:] == ["quân"]
    own = before[-1:] in (["<money>"], ["<unit>"], ["<percent>"])
    if counted or own:
        said = unit(word) or is_syllable(word)
        return per(word) if said else Said("một", found.start("word"))
    return None


_COUNTED = cues("<number> <decimal> <range> <money> <unit> <percent> <count> <fraction> <ordinal>")


def _and_or(found: re.Match[str], cursor: Cursor) -> str:
    """Say "/" before a number as "trên" where something was counted, else as a pause."""
    number = cursor.text[found.end() : found.end() + 2].strip()[:1].isdecimal()
    counted = cursor.before() in {"<unit>", "<money>", "<percent>"} or (
        not cursor.before().startswith("<") and "<number>" in cursor.history[-8:-1]
    )
    if number and _LASTING.match(cursor.text, found.end(), cursor.limit):
        return " trong" if counted else " trên"
    return " trên" if number and counted else ", "


_LASTING = re.compile(rf"{SPACE}?\d+{SPACE}?(?:giờ|ngày|phút|tuần|tháng|năm|h)(?!\w)")


def _text(spoken: str) -> Speak:
    return lambda found, cursor: spoken


def _dash(found: re.Match[str], cursor: Cursor) -> str:
    """A dash between words is a pause; after a mark there is one already."""
    last = cursor.before()
    following = cursor.after(found.end())
    if _spans(found, cursor):
        return " đến"
    if last.startswith("<") and following and following in (cursor.before(2), cursor.before(3)):
        return " đến"
    return "" if last in _PAUSED else ","


_TOP = re.compile(r"\d ?(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm)$|\d/\d{1,2}$")
_BIG_NEXT = re.compile(r" ?\d[\d.,]* ?(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm)(?!\w)")
_SHARE_NEXT = re.compile(r" ?\d{1,2}/\d{1,2}(?![\d/])")


_UNIT_NEXT = re.compile(
    r" ?(?P<post>[Kk][Mm] ?)?\d[\d.,+]*(?P<mid>m|tr)?(?P<tail>(?<=[mr])\d{1,3})?"
    r"(?: ?(?P<unit>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|vạn) )?"
    r"(?:%|‰|°[CF]|[^\W\d_]+[²³23]?(?:/[^\W\d_]+[²³23]?)?)))?"
)
_POST = re.compile(r"[Kk][Mm] ?[\d+.,]+$")
_MIDDLE = re.compile(r"\d(?:m|tr)\d{1,3}$")
_SIGNS_IN = re.compile(r"(?P<n>\d|nghìn|ngàn|triệu|tỷ|tỉ) ?$")


def _alike(cursor: Cursor, start: int, end: int) -> bool:
    """Tell a range whose both ends have the unit: Km 5 - Km 12, 130 km/h - 150 km/h, 2tr-5tr."""
    left = cursor.text[max(0, start - 28) : start].rstrip()
    found = _UNIT_NEXT.match(cursor.text, end, min(cursor.limit, end + 48))
    if found is None:
        return False
    if found["post"]:
        return _POST.search(left) is not None
    if found["tail"]:
        return _MIDDLE.search(left) is not None
    unit = (found["unit"] or found["mid"] or "").split(" ")[-1]
    return bool(unit) and left.endswith(unit) and bool(_SIGNS_IN.search(left[: -len(unit)]))


def _spans(found: re.Match[str], cursor: Cursor) -> bool:
    """Tell a dash between two sums or two shares: 2 triệu - 3 triệu, 1/2 - 2/3."""
    start, end = found.span()
    if _alike(cursor, start, end):
        return True
    top = _TOP.search(cursor.text[max(0, start - 9) : start])
    if top is None:
        return False
    share = top[0][-1].isdecimal()
    if share and cursor.before() != "<fraction>":
        return False
    return (_SHARE_NEXT if share else _BIG_NEXT).match(cursor.text, end, cursor.limit) is not None


_FULL_DATE = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{4}(?!\d)")


def _touching(found: re.Match[str], cursor: Cursor) -> str | None:
    """A hyphen inside a word stays; a longer dash or one between other things is a pause."""
    start, end = found.span()
    left = cursor.text[start - 1] if start else ""
    right = cursor.text[end] if end < cursor.limit else ""
    if (left.isdecimal() and cursor.after(end) == "nay") or _spans(found, cursor):
        return " đến "
    if cursor.before() == "<date>" and _FULL_DATE.match(cursor.text, end, cursor.limit):
        return " đến "  # 19-5-1890-19-5-2026
    if left.isdecimal() and cursor.before(2) == cursor.after(end) != "":
        return " đến "
    if found[0] in "-‐‑" and left.isalpha() and right.isalpha():
        if left.isupper() and right.isupper():
            return ", "
        word = cursor.before()
        return "-" if word == "<foreign>" or (word and word[0] != "<" and word.islower()) else ", "
    if right.isspace() or not right:
        return ""
    return ", " if left.isalnum() else ""


def _list_mark(found: re.Match[str], cursor: Cursor) -> str | None:
    style = cursor.style
    mark = found["mark"]
    if mark.isdecimal():
        return f"{cardinal(int(mark), style)},"
    low = len(mark) > 1 or found[0][0] == "("
    numeral = set(mark) <= set("IVX") or (low and set(mark) <= set("ivx"))  # C. and D. are letters
    roman = value(mark.upper()) if numeral else None
    if roman:
        return f"{cardinal(roman, style)},"
    return f"{spell(mark, style)},"


def _footnote(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Leave a footnote's number out where it stands directly after a word or its mark."""
    before = cursor.text[found.start() - 1 : found.start()]
    if found[0][0] == "[" and not (before.isalpha() or before in set('”"’».,;:!?)')):
        return None
    return Said("")


_PAUSED = frozenset({"", "\n", ",", ":", ";", ".", "!", "?"})


def _markup(found: re.Match[str], cursor: Cursor) -> Said:
    """Leave a tag out; where it breaks the line, pause."""
    if re.match(r"</?(?:br|p|div|li|h\d|t[rd])\b", found[0]) is None:
        return Said("")
    last = cursor.before()
    return Said(", " if last not in _PAUSED else " " if last.strip() else "")


def _inline_mark(found: re.Match[str], cursor: Cursor) -> str | None:
    """Say (ii) and b) inside a line as at its start."""
    before = cursor.text[found.start() - 1 : found.start()]
    if before and not before.isspace():
        return None
    if found[0][0] != "(" and "(" in cursor.history[-12:]:
        return None  # the bracket closes something else
    mark = found["mark"]
    number = value(mark.upper()) if set(mark) <= set("ivx") else None
    return f"{cardinal(number, cursor.style) if number else spell(mark, cursor.style)},"


def _list_number(found: re.Match[str], cursor: Cursor) -> str | None:
    if cursor.text[found.end() : found.end() + 3].strip()[:1].islower():
        return None  # 8.30 đến 11.30
    parts = [cardinal(int(part), cursor.style) for part in re.findall(r"\d+", found["mark"])]
    return " chấm ".join(parts) + ","


HEADS = (
    rule(
        "quoted",
        "list-mark",
        rf"(?:>{SPACE}?)+(?=[^\W\d_]|[“\"(])",
        _text(""),
        "Dấu trích của thư và Markdown ở đầu dòng.",
        "The quoting mark of mail and Markdown.",
        ("> Lời trích", "Lời trích"),
    ),
    rule(
        "bullet",
        "list-mark",
        rf"(?:[-–—•●○◦▪■□▫★☆✓✔*+·#]+){SPACE}+",
        _text(""),
        "Dấu đầu dòng: nghỉ, không đọc.",
        "A bullet: a pause, not said.",
        ("- Tổ chức lễ", "Tổ chức lễ"),
    ),
    rule(
        "list-number",
        "list-mark",
        rf"(?P<mark>\d{{1,2}}(?:\.\d{{1,2}})+)[.)]?(?={SPACE}+[^\W\d_a-z])",
        _list_number,
        "Số mục nhiều cấp ở đầu dòng.",
        "A heading's number at a line's start.",
        ("1.2. Mục tiêu", "một chấm hai, Mục tiêu"),
    ),
    rule(
        "list-mark",
        "list-mark",
        rf"\(?(?P<mark>\d{{1,2}}|[ivx]{{2,5}}|[a-zđA-EĐ]|[IVX]{{1,5}})(?:[.)]|\.\))(?={SPACE}+\S)(?!{SPACE}*\.)",
        _list_mark,
        "a), 1., I. ở đầu dòng: đọc rồi nghỉ.",
        "a), 1., I. at a line's start: read, then a pause.",
        ("1. Mục tiêu", "một, Mục tiêu"),
        ("a) Nội dung", "a, Nội dung"),
    ),
    rule(
        "separator",
        "list-mark",
        r"(?:[-–—_=*.]{3,}|[*#~]{2,})(?=[ \t]*(?:\n|$))",
        _text(""),
        "Đường kẻ.",
        "A ruled line.",
    ),
)

MARKS = (
    rule(
        "footnote",
        "footnote",
        r"[\ufdd0]+|\[\d{1,3}(?:[,–-] ?\d{1,3}){0,4}\]",
        _footnote,
        "Dấu chú thích sau chữ: không đọc.",
        "A footnote mark after a word: not said.",
        ("theo báo cáo[1]", "theo báo cáo"),
    ),
    rule(
        "markup",
        "markup",
        r"</?(?:br|p|b|i|u|em|strong|span|div|a|li|ul|ol|h[1-6]|font|sup|sub|img|table|t[rdh])"
        r"(?:\s[^<>\n]{0,200})?/?>",
        _markup,
        "Thẻ HTML còn sót: không đọc.",
        "Tags of HTML left over: not said.",
        ("dòng một<br>dòng hai", "dòng một, dòng hai"),
    ),
    rule(
        "inline-mark",
        "list-mark",
        rf"\((?P<mark>[a-hđv]|[ivx]{{1,4}}(?<!\(x))\)(?={SPACE}+[^\W\d_])",
        _inline_mark,
        "(i), (a) giữa dòng: đọc rồi nghỉ.",
        "(i), (a) inside a line: read, then a pause.",
        ("gồm: (i) lúa; (ii) ngô", "gồm: một, lúa; hai, ngô"),
    ),
    rule(
        "pointers",
        "list-mark",
        rf"(?:[>»]{SPACE}?){{2,}}(?=[^\W\d_]|[“\"(])|[<«]{{2,}}",
        _text(""),
        "Dấu >>> của trang mạng: không đọc.",
        "The >>> of web pages: not said.",
        ("Xem thêm: >>> Lịch học", "Xem thêm: Lịch học"),
    ),
    rule(
        "arrow",
        "symbol",
        r"<?[-–—]{1,3}>|[↔⟶➔➜➝⇨]",
        _text("đến"),
        "Mũi tên: đến.",
        "An arrow: đến.",
        ("Hà Nội -> Huế", "Hà Nội đến Huế"),
    ),
    rule(
        "arrow-double",
        "symbol",
        r"<?={1,2}>",
        _text("suy ra"),
        "Mũi tên hai vạch: suy ra.",
        "A double arrow: suy ra.",
    ),
    rule(
        "compare",
        "symbol",
        r"[<>]=",
        lambda found, cursor: _SIGNS["≤≥"[found[0][0] == ">"]],
        "<= và >=.",
        "<= and >=.",
    ),
    rule(
        "end-mark",
        "end-mark",
        r"\.\s?/\.?-?(?=\s|$)|\./\.(?![\w])",
        _text("."),
        "“./.” cuối văn bản không đọc.",
        "“./.” at the end is not said.",
        ("thực hiện./.", "thực hiện."),
    ),
    rule(
        "ellipsis",
        "pause",
        r"\.{2,}|…+\.*",
        _text("…"),
        "Dấu ba chấm: nghỉ.",
        "An ellipsis: a pause.",
        ("rất hạn chế…", "rất hạn chế…"),
    ),
    rule(
        "dash",
        "dash",
        rf"{SPACE}+[-‐‑–—−]+(?={SPACE})",
        _dash,
        "Gạch ngang giữa hai vế: nghỉ.",
        "A spaced dash: a pause.",
        ("đầu tư - thuộc tỉnh", "đầu tư, thuộc tỉnh"),
        ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
    ),
    rule(
        "minus",
        "number",
        r"[-–−](?=\d)",
        _minus,
        "Dấu trừ liền trước số: âm.",
        "A minus directly before a number: âm.",
        ("-5°C", "âm năm độ C"),
    ),
    rule(
        "per",
        "unit",
        rf"{SPACE}?/{SPACE}?(?P<word>[^\W\d_]+(?:[23²³](?!\w))?)",
        _slash,
        "“/” sau số lượng: một.",
        "“/” after a quantity: một.",
        ("2 lần/tuần", "hai lần một tuần"),
    ),
    rule(
        "slash",
        "pause",
        r"/+",
        _and_or,
        "“/” giữa hai từ: nghỉ.",
        "“/” between words: a pause.",
        ("nam/nữ", "nam, nữ"),
    ),
    rule(
        "hyphen",
        "dash",
        r"[-‐‑–—−]+",
        _touching,
        "Gạch nối trong từ giữ nguyên.",
        "A hyphen inside a word stays.",
        ("A-xê-an", "A-xê-an"),
    ),
    rule(
        "cell-error",
        "symbol",
        r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)(?!\w)|#{2,}(?![^\W_])",
        lambda found, cursor: Said("", unread=True),
        "Lỗi của bảng tính (#N/A, ####): không đọc, và báo.",
        "What a spreadsheet shows for no value: not said, and told.",
    ),
    rule(
        "about",
        "symbol",
        rf"[~≈]{SPACE}?(?=\d)",
        _text("khoảng "),
        "Dấu ~ trước số: khoảng.",
        "~ before a number: about.",
        ("~100", "khoảng một trăm"),
    ),
    rule(
        "sign",
        "symbol",
        "[" + re.escape("".join(_SIGNS)) + "]",
        _sign,
        "Dấu toán, dấu tiền, phân số viết liền.",
        "Signs with a name.",
        ("½", "một phần hai"),
        ("≥", "lớn hơn hoặc bằng"),
    ),
    rule(
        "mark",
        "punctuation",
        _SILENT,
        lambda found, cursor: Said(_heard(found[0])),
        "Dấu câu giữ nguyên.",
        "Punctuation stays.",
        ("“Biển đảo”", "“Biển đảo”"),
    ),
)


def _heard(char: str) -> str:
    return "" if char in "*_`´•●○◦▪■□▫★☆✓✔^\\~·" else char


INLINE = (
    rule(
        "inline-letter",
        "list-mark",
        rf"(?P<mark>[a-hđ])\)(?={SPACE}+\S)",
        _inline_mark,
        "a), b) giữa dòng: đọc rồi nghỉ.",
        "a), b) inside a line: read, then a pause.",
        ("có: a) lúa; b) ngô", "có: a, lúa; bê, ngô"),
    ),
)
