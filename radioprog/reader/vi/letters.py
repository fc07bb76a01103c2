"""Letters become their names; a word's shape tells whether it is a Vietnamese syllable.

And what is read by its letters: addresses of the web and of mail, whose parts have names; persons
by their initials (chị T.T.H., Trần Trung M., anh Lê Quốc Th., ông Q.). Who must not be named is
written by letters; none of them is an abbreviation, a Roman numeral or a unit. What stands around
tells: a word for a person before, a name before, an age or the year of birth after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from radioprog.reader.model import Style
from radioprog.reader.rules import Cursor, Said, cues, rule
from radioprog.reader.vi.numbers import cardinal, digits

_NAMES = {
    "a": "a",
    "ă": "á",
    "â": "ớ",
    "b": "bê",
    "c": "xê",
    "d": "dê",
    "đ": "đê",
    "e": "e",
    "ê": "ê",
    "f": "ép",
    "g": "giê",
    "h": "hát",
    "i": "i",
    "j": "gi",
    "k": "ca",
    "l": "e-lờ",
    "m": "em-mờ",
    "n": "en-nờ",
    "o": "o",
    "ô": "ô",
    "ơ": "ơ",
    "p": "pê",
    "q": "quy",
    "r": "e-rờ",
    "s": "ét-sì",
    "t": "tê",
    "u": "u",
    "ư": "ư",
    "v": "vê",
    "w": "vê kép",
    "x": "ích",
    "y": "i-cờ-rét",
    "z": "dét",
}
_SOUTH = {
    "b": "bờ",
    "c": "cờ",
    "d": "dờ",
    "đ": "đờ",
    "g": "gờ",
    "h": "hờ",
    "k": "ca",
    "l": "lờ",
    "m": "mờ",
    "n": "nờ",
    "p": "pờ",
    "q": "quờ",
    "r": "rờ",
    "s": "sờ",
    "t": "tờ",
    "v": "vờ",
    "x": "xờ",
}
_GREEK = {
    "α": "an-pha",
    "β": "bê-ta",
    "γ": "gam-ma",
    "δ": "đen-ta",
    "ε": "ép-xi-lon",
    "θ": "tê-ta",
    "λ": "lam-đa",
    "μ": "muy",
    "π": "pi",
    "ρ": "rô",
    "σ": "xích-ma",
    "τ": "tô",
    "φ": "phi",
    "ω": "ô-mê-ga",
    "η": "ê-ta",
    "κ": "ca-pa",
    "ν": "nuy",
    "ξ": "xi",
    "χ": "khi",
    "ψ": "pơ-xi",
    "ζ": "dê-ta",
    "ι": "i-ô-ta",
    "ο": "ô-mi-con",
    "υ": "íp-xi-lon",
    "ς": "xích-ma",
}


_SIGNS = {"{": "mở ngoặc nhọn", "}": "đóng ngoặc nhọn", "|": "gạch đứng"}


def letter(char: str, style: Style) -> str | None:
    """Return the name of a letter, or None where it has none in Vietnamese.

    >>> letter("B", Style()), letter("B", Style(region="south"))
    ('bê', 'bờ')
    """
    low = char.lower()
    if style.region == "south" and low in _SOUTH:
        return _SOUTH[low]
    return _NAMES.get(low) or _GREEK.get(low) or _stripped(low)


_VOWELS = frozenset("aăâeêioôơuưy")
_GOES_ON = re.compile(r"['’]|-[^\W\d_A-Z]")  # H'Hen, X-quang: part of a word


def letter_name(found: re.Match[str], cursor: Cursor) -> str:
    """Return the name of a letter that stands alone (hạng C, ông M.); a vowel is its own name."""
    char = found[0]
    if (
        char.lower() in _VOWELS
        or cursor.before() == "độ"
        or _GOES_ON.match(cursor.text, found.end(), cursor.limit)
    ):
        return char
    return letter(char, cursor.style) or char


def _stripped(char: str) -> str | None:
    """Name a letter with a foreign mark by its base letter: ü is u."""
    base = unicodedata.normalize("NFD", char)[:1]
    return _NAMES.get(base)


def spell(text: str, style: Style) -> str:
    """Say letters by name, one by one; what has no name is left out.

    >>> spell("UBND", Style())
    'u bê en-nờ dê'
    """
    names = {char: _SIGNS.get(char) or letter(char, style) for char in set(text)}
    return " ".join(filter(None, map(names.get, text)))


_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
_ONSET = r"(?:ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdđghklmnprstvx])?"
_RHYME = (
    r"(?:uyê[nt]|uyu|uya|uy(?:nh|ch|t|n|p)?|iê(?:ng|[ucmnpt])|yê(?:ng|[umnt])"
    r"|uô(?:ng|[cimnt])|ươ(?:ng|[cimnptu])|ia|ya|ua|ưa"
    r"|oa(?:ng|nh|ch|[cimnoptyv])?|oă(?:ng|[cmnt])|oe(?:[nomt])?|oo(?:ng|c)|ôô(?:ng|c)"
    r"|uâ(?:ng|[nty])|uê(?:nh|ch|n)?|uơ|uă(?:ng|[cnt])|ue(?:[nt])?"
    r"|a(?:ng|nh|ch|[cimnoptuy])?|ă(?:ng|[cmnpt])|â(?:ng|[cmnptuy])"
    r"|e(?:ng|[cmnopt])?|ê(?:nh|ch|ng|[mnptuc])?|i(?:nh|ch|[mnptu])?"
    r"|o(?:ng|[cimnpt])?|ô(?:ng|[cimnpt])?|ơ(?:[imnpt])?"
    r"|u(?:ng|[acimnpt])?|ư(?:ng|[acimntu])?|y(?:nh|ch|[mnt])?)"
)
_SYLLABLE = re.compile(_ONSET + _RHYME)
# A syllable of a name written by ear, with the consonants that Vietnamese has not: xcơ, xtrây.
_BY_EAR = re.compile(r"(?:[bcdđghklmnpqrstvwxzfj]{0,3}?)" + _RHYME)


@lru_cache(maxsize=4096)
def split_syllables(word: str) -> tuple[str, ...]:
    """Part a word without spaces and marks into the likeliest syllables; empty if none fit.

    Few syllables are likely, one without a first consonant is not, but for those of common words.

    >>> split_syllables("congan"), split_syllables("danang"), split_syllables("xyz")
    (('cong', 'an'), ('da', 'nang'), ())
    """
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(max(0, end - 10), end - 1):
            head = best[start]
            for cost, parts in _parts(word[start:end]) if head is not None else ():
                known = best[end]
                whole = head[0] + cost if head is not None else cost
                if head is not None and (known is None or whole <= known[0]):
                    best[end] = (whole, (*head[1], *parts))
    last = best[-1]
    return last[1] if last is not None else ()


def _parts(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    pair = _PAIRS.get(text)
    if pair is not None:
        yield 18, pair
    if is_syllable(text) or _TONELESS.fullmatch(text):
        yield 10 if text[0] not in _VOWELS else 14, (text,)


_VOWELS = frozenset("aăâeêioôơuưy")
_TONELESS = re.compile(  # nien, tuoi, thuong: the rhymes whose marks a host's name leaves out
    _ONSET
    + r"(?:ie(?:ng|[cmnptu])|ye[mntu]|uo(?:ng|[cimntu])|uye[nt]|ua(?:ng|[cnty])|ue(?:ch|nh)?|uu)"
)
_COMMON = (
    "cong an,an ninh,an toan,nghe an,hoi an,long an,an giang,dien an,quan uy,tinh uy,huyen uy,"
    "dang uy,thanh uy,tay au,chau au,chau a,dong a,dien anh,hinh anh,tieng anh,phap y,thu y,"
    "bao an,phu yen,binh an,truong an,dan an,cong ich,loi ich,thong tin,y te,an sinh,toa an,"
    "du an,de an,dap an,hung yen,cao uy,ban an"
)
_PAIRS = {pair.replace(" ", ""): tuple(pair.split()) for pair in _COMMON.split(",")}


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether a word has the shape of one Vietnamese syllable, in any case.

    >>> [is_syllable(word) for word in ("Nguyễn", "nghiêng", "TRUYỀN", "website", "UBND")]
    [True, True, True, False, False]
    """
    bare = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    bare = unicodedata.normalize("NFC", bare)
    return len(bare) <= 8 and _SYLLABLE.fullmatch(bare) is not None


@lru_cache(maxsize=16384)
def is_written_by_ear(word: str) -> bool:
    """Tell whether a word with hyphens is a foreign name spelled in Vietnamese syllables.

    >>> [is_written_by_ear(word) for word in ("Mát-xcơ-va", "Ô-xtrây-li-a", "check-in", "Wi-Fi")]
    [True, True, False, False]
    """
    parts = word.split("-")
    if len(parts) < 2 or any(part.isupper() and len(part) > 1 for part in parts):
        return False
    plain = sum(map(is_syllable, parts))
    marked = not word.isascii()
    later = all(part.islower() for part in parts[1:])
    if not later or plain == 0:
        return False
    if not marked and plain < len(parts) and not (plain > 1 and len(parts) > 2):
        return False
    return all(is_syllable(part) or _by_ear(part) for part in parts)


def _by_ear(part: str) -> bool:
    bare = unicodedata.normalize("NFD", part.lower()).translate(_TONES)
    return _BY_EAR.fullmatch(unicodedata.normalize("NFC", bare)) is not None


_CAPITAL = "A-ZĐÂÊÔƠƯĂ"
_ONE = rf"(?:Th|Tr|Ng|Nh|Kh|Ph|Ch|Gh|Gi|Qu|[{_CAPITAL}])"
_NAME = rf"[{_CAPITAL}À-Ỹ][^\W\d_A-Z]+"
_PERSONS = cues(
    "niên anh chị ông bà em cháu cô bé cụ bác chú dì cậu thầy mẹ cha bố con vợ chồng gái trai nam "
    "nữ "
    "sinh viên cáo can nhân phạm nghi hắn y tên sĩ chủ đối tượng thiếu tài xế lái bệnh chiến "
    "nữ-sinh thím mợ mệ ôn o mạ tuổi hai ba"
)
_NOT_PERSONS = cues("thành thầy-thuốc công doanh cán thế đại kháng")
_AGE = re.compile(
    r"\.?(?:,? ?\(?| ?\()(?:SN|sinh năm|sn|sinh ngày|\d{1,2} tuổi|\d{1,2}t\b|nam|nữ"
    r"|trú|ngụ|quê|học sinh|tên|hiện|lớp)"
)
_FAMILY = (
    r"(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai"
    r"|Đoàn|Lương|Cao|Trịnh|Đào|Tạ|Hà|Lâm|Phùng|Tống|Tô|Chu|Châu|La|Thái|Quách|Từ|Triệu|Nông|Vi"
    r"|Lò|Hứa|Diệp|Kiều|Nghiêm|Bạch|Vương|Tăng|Thạch|Sơn|Kim|Danh|Thân|Lưu|Văn|Viên|Giàng|Vàng)"
)
_FULL_NAME = re.compile(
    rf"(?<!\w)(?:{_FAMILY}(?: {_NAME}){{0,3}}"
    rf"|(?:ông|bà|anh|chị|em|cháu|cô|chú)(?: {_NAME}){{1,3}}) $"
)
_ADDRESS = re.compile(r"(?:đường|phố|chợ|ngõ|hẻm|cầu|trường|công viên|bệnh viện|giải|quỹ) $")
_DEPUTY = re.compile(r"\. ?(?:Giám|Chủ|Trưởng|Tổng|Bí|Viện|Hiệu|Cục|Chánh|Chi)")
_UNIT_LIKE = frozenset("PQHXT")  # P. Bến Nghé, Q. Tân Bình: a place where a name follows


def _person_before(cursor: Cursor) -> bool:
    last = cursor.before()
    if last not in _PERSONS or cursor.before(2) in _NOT_PERSONS:
        return False
    return last not in {"hai", "ba", "con", "y", "tên", "chủ"} or cursor.before(2) in _PERSONS


def _after_name(cursor: Cursor, start: int, end: int) -> bool:
    """Tell whether a full name stands before, and no street of that name."""
    head = cursor.text[max(0, start - 60) : start]
    found = _FULL_NAME.search(head)
    if found is None or _ADDRESS.search(head[: found.start()]):
        return False
    following = cursor.text[end : end + 3]
    letter = cursor.text[start]
    place = letter in _UNIT_LIKE and following[:1] == "." and following[1:].strip()[:1].isupper()
    return not place or cursor.before(1 + len(found[0].split())) in _PERSONS


def _with_stop(cursor: Cursor, end: int) -> int:
    """Return where the letters end, with their full stop where the sentence goes on after it."""
    text = cursor.text
    if end >= cursor.limit or text[end] != ".":
        return end
    after = text[end + 1 : min(end + 3, cursor.limit)]
    goes_on = after[:1] in {",", ";", ":", ")"} or (after[:1].isspace() and after[1:].islower())
    return end + 1 if goes_on else end


def _several(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Say T.T.H. letter by letter where a person is meant."""
    start, end = found.span("l")
    rest = cursor.text[found.end() : min(found.end() + 24, cursor.limit)]
    if not (_person_before(cursor) or _AGE.match(rest) or _after_name(cursor, start, end)):
        return None
    return Said(spell(found["l"], cursor.style), _with_stop(cursor, end))


def _single(found: re.Match[str], cursor: Cursor) -> Said | None:
    """Let the last letter of a name be a letter: ông M., Trần Trung M.; Th. by its letters."""
    start, end = found.span("l")
    text, letter = cursor.text, found["l"]
    if letter == "P" and _DEPUTY.match(text, end, cursor.limit):
        return None
    dotted = text.startswith(".", end) and end < cursor.limit
    rest = text[end : min(end + 24, cursor.limit)]
    person = _person_before(cursor) or (len(letter) == 2 and dotted)
    if not person and not _after_name(cursor, start, end):
        return None
    if len(letter) == 2 and not dotted and not _AGE.match(rest):
        return None  # bà Sylvia Ng: a name
    if not person and not dotted and not _AGE.match(rest) and text[end : end + 1] not in {",", ""}:
        return None
    name = letter_name(found, cursor) if len(letter) == 1 else spell(letter, cursor.style)
    return Said(name, _with_stop(cursor, end))


INITIALS = (
    rule(
        "person-initials",
        "letter",
        rf"(?P<l>{_ONE}(?:\.[ ]?{_ONE}(?![^\W\d_])){{1,4}})(?=\.|[^\w.]|$)",
        _several,
        "Tên người viết tắt bằng các chữ đầu: đọc từng chữ.",
        "A person's initials, letter by letter.",
        ("chị T.T.H.", "chị tê tê hát."),
        ("em T.P. (12 tuổi)", "em tê pê. (mười hai tuổi)"),
    ),
    rule(
        "person-initial",
        "letter",
        rf"(?P<l>{_ONE})(?![\w/-])(?!\.\w)(?! ?\d)",
        _single,
        "Chữ cuối của tên người viết tắt: không phải số La Mã hay đơn vị.",
        "The last letter of a person's name: no Roman numeral, no unit.",
        ("Trần Trung M.", "Trần Trung em-mờ."),
        ("anh Lê Quốc Th.", "anh Lê Quốc tê hát."),
    ),
)


def _mail_or_web(found: re.Match[str], cursor: Cursor) -> str | None:
    text = found[0].rstrip(".,;:!?")
    if "." not in text and "@" not in text:
        return None
    return Said(_say_address(text, cursor), found.start() + len(text))  # type: ignore[return-value]


_PARTS = re.compile(r"[^\W\d_]+|\d+|.")
_ADDRESS_SIGNS = {
    "@": "a còng",
    ".": "chấm",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "/": "gạch chéo",
    ":": "hai chấm",
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "%": "phần trăm",
    "+": "cộng",
    "~": "dấu ngã",
}
_ADDRESS_WORDS = {
    "www": "vê kép vê kép vê kép",
    "com": "com",
    "vn": "vê en-nờ",
    "gov": "gốp",
    "gmail": "gi-meo",
    "net": "nét",
    "org": "o-rờ-gờ",
    "mail": "meo",
    "http": "hát tê tê pê",
    "https": "hát tê tê pê ét-sì",
    "edu": "e-đu",
    "yahoo": "da-hu",
    "facebook": "phây-búc",
    "youtube": "diu-túp",
    "zalo": "da-lô",
    "info": "in-phô",
    "tv": "ti vi",
    "html": "hát tê em-mờ e-lờ",
    "web": "oép",
    "portal": "po-tồ",
    "youtu": "diu-tu",
    "tiktok": "tích-tốc",
    "zing": "dinh",
    "vnexpress": "vê en ếch-prét",
    "google": "gu-gồ",
}


def _say_address(text: str, cursor: Cursor) -> str:
    text = re.sub(r"^https?://", "", text).rstrip("/")
    said: list[str] = []
    for part in _PARTS.findall(text):
        low = part.lower()
        if part.isdecimal():
            number = part.startswith("0") or len(part) > 3
            said.append(digits(part) if number else cardinal(int(part), cursor.style))
        elif part.isalpha():
            said.append(
                _ADDRESS_WORDS.get(low)
                or " ".join(split_syllables(low))
                or spell(part, cursor.style)
            )
        else:
            said.append(_ADDRESS_SIGNS.get(part, ""))
    return " ".join(word for word in said if word)


WEB = (
    rule(
        "web",
        "web",
        r"(?:https?://|www\.)[^\s<>\"“”]{1,200}|[\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
        r"|[A-Za-z0-9-]{1,64}+(?:\.(?!(?:vn|com|net|org|gov|edu|info|tv|io|VN|COM|NET)(?!\w|\.\w))[A-Za-z0-9-]{1,64}+)"
        r"{0,4}+\.(?:vn|com|net|org|gov|edu|info|tv|io|VN|COM|NET)(?:/[^\s<>\"“”]{0,200})?(?!\w)",
        _mail_or_web,
        "Địa chỉ mạng, thư điện tử.",
        "Web and mail addresses.",
        ("quangbinh.gov.vn", "quang binh chấm gốp chấm vê en-nờ"),
    ),
)
