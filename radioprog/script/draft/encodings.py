"""Old Vietnamese texts decoded: whatever encoding a plain text came in, Unicode comes out.

Used for articles that `draft` brings in; scripts themselves are UTF-8 only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.textfile import LARGEST_TEXT, place_in, read_bytes
from radioprog.script.draft import findings as say
from radioprog.script.draft.formats import no_plain_text

_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    rf"[{_LETTERS}]{{1,3}}(?:ch|nh|ng|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[\u0080-\u00ff]")
_STRAY = re.compile("[\udc80-\udcff]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LOST = re.compile(r"[^\W\d_]*(?:\?[^\W\d_]+|(?<=[^\W\d_])\?{2,}|\?{2,}[^\W\d_]+)[^\W\d_?]*\??")
_FEWEST_LOST = 3
_SHOWN_FAULTS = 10
_MOST_FAULTS = 20
_MOST_FAULTY = 0.02
_UTF8_MARK = b"\xef\xbb\xbf"
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WESTERN = "windows-1252"
_UNASSIGNED = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # in Windows-1252
_SHOWN = {
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "windows-1252": "Windows-1252",
    "windows-1258": "Windows-1258",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "utf-8-twice": "UTF-8",
}

# TCVN 5712:1993 (fonts .VnTime); capitals with a tone share the codes of the small letters.
_TCVN3 = dict(
    zip(
        "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3"
        "\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed"
        "\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xa1\xa2\xa3\xa4\xa5\xa6"
        "\xa7\xa8\xa9\xaa\xab\xac\xad\xae",
        "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵĂÂÊÔƠƯĐăâêôơưđ",
        strict=True,
    )
)
# VNI for Windows: a letter, then a mark of its own; a few letters stand alone.
_VNI_ALONE = dict(zip("ñÑöÖôÔæÆóÓòÒîÎìÌíÍ", "đĐưƯơƠỉỈĩĨịỊỵỴìÌíÍ", strict=True))
_VNI_MARKS = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "à": "\u0302\u0300",
    "á": "\u0302\u0301",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "é": "\u0306\u0301",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_MARKS |= {mark.upper(): tone for mark, tone in _VNI_MARKS.items()}
_VNI_PAIR = re.compile(f"([aeouyAEOUYöÖôÔ])([{''.join(_VNI_MARKS)}])")


CODE_PAGES = dict(
    zip(
        (77, 128, 129, 134, 136, 161, 162, 163, 177, 178, 186, 204, 222, 238),
        (10000, 932, 949, 936, 950, 1253, 1254, 1258, 1255, 1256, 1257, 1251, 874, 1250),
        strict=True,
    )
)
"""The code page of a font's character set, both by their numbers in Windows."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in.

    ``sure`` is false where the encoding was guessed; ``faults`` are the offsets in ``text`` of
    U+FFFD that stand for bytes which are no letters, each with these bytes.
    """

    text: str
    encoding: str
    sure: bool = True
    faults: tuple[tuple[int, bytes], ...] = ()


def decode_text(data: bytes) -> Decoded:
    """Decode a plain text: UTF-8, UTF-16, Windows-1258, TCVN3 (ABC), VNI or Windows-1252.

    A text that is UTF-8 but for a few bytes is UTF-8. Another encoding is taken only where what
    it gives looks like Vietnamese, and more so than UTF-8 with its faults; also for letters that
    an old program took for another encoding and saved as UTF-8.

    >>> decode_text("Biển đảo".encode("utf-16")).text
    'Biển đảo'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    wide = _wide(data)
    if wide is not None:
        return wide
    unicode = _utf8(data.removeprefix(_UTF8_MARK))
    if not unicode.faults:
        return _unspoilt(unicode)
    western = data.decode("cp1252", "replace")
    name, text = max(_old_readings(western, data), key=lambda guess: _vietnamese(guess[1]))
    if looks_vietnamese(text) and _vietnamese(text) > _vietnamese(unicode.text):
        return Decoded(text, name, sure=False)
    letters = sum(char >= "\x80" for char in unicode.text) - len(unicode.faults)
    if letters == 0 and "\ufffd" not in western and not _CONTROLS.search(western):
        return Decoded(western, _WESTERN, sure=False)
    return unicode


def read_plain_text(path: Path, *, shown: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a plain text in any of the usual encodings; what was guessed or is broken is told.

    The text is ``None`` where the file is no plain text or its letters cannot be read.
    """
    data, finding = read_bytes(path, shown=shown, limit=LARGEST_TEXT)
    if data is None:
        return None, (finding,) if finding else ()
    other = no_plain_text(data, shown=shown)
    if other is not None:
        return None, (other,)
    decoded = decode_text(data)
    if len(decoded.faults) > max(_MOST_FAULTS, len(decoded.text) * _MOST_FAULTY):
        return None, (say.UNKNOWN_ENCODING(Place(shown), faults=len(decoded.faults)),)
    if _is_binary(decoded.text):
        return None, (say.NOT_TEXT(Place(shown), what=Text("dữ liệu máy", "binary data")),)
    return decoded.text, tuple(_findings(decoded, shown))


def _findings(decoded: Decoded, shown: str) -> Iterator[Finding]:
    text = decoded.text
    if not decoded.sure:
        words = first_words(text)
        yield say.GUESSED(Place(shown, 1, 1), encoding=_SHOWN[decoded.encoding], words=words)
    faults = [(at, " ".join(f"0x{byte:02X}" for byte in data)) for at, data in decoded.faults]
    if not faults:
        faults = [(match.start(), "U+FFFD") for match in re.finditer("\ufffd+", text)]
    for at, what in faults[:_SHOWN_FAULTS]:
        yield say.BAD_BYTE(place_in(text, at, file=shown), what=what)
    if len(faults) > _SHOWN_FAULTS:
        place = place_in(text, faults[_SHOWN_FAULTS][0], file=shown)
        yield say.MORE_BAD_BYTES(place, count=len(faults) - _SHOWN_FAULTS)
    lost = [match for match in _LOST.finditer(text) if "/" not in match[0]]
    if len(lost) >= _FEWEST_LOST:
        place = place_in(text, lost[0].start(), file=shown)
        words = " ".join(match[0] for match in lost[:3])
        yield say.LOST_LETTERS(place, count=len(lost), words=words)


def first_words(text: str, count: int = 8) -> str:
    """Return the first words of a text, for a message."""
    words = one_line(text[:400]).split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def _is_binary(text: str) -> bool:
    return len(_CONTROLS.findall(text)) * 20 > len(text)


def _utf8(data: bytes) -> Decoded:
    """Decode UTF-8; each run of bytes that is none becomes one U+FFFD."""
    faults: list[tuple[int, bytes]] = []
    saved = 0

    def broken(match: re.Match[str]) -> str:
        nonlocal saved
        faults.append((match.start() - saved, match[0].encode("utf-8", "surrogateescape")))
        saved += len(match[0]) - 1
        return "\ufffd"

    text = _STRAY.sub(broken, data.decode("utf-8", "surrogateescape"))
    return Decoded(text, "utf-8", faults=tuple(faults))


def _unspoilt(decoded: Decoded) -> Decoded:
    """Undo what a program did that took one encoding for another and saved that as UTF-8."""
    text = decoded.text
    if not _LATIN.search(text) or looks_vietnamese(text):
        return decoded
    stored = _as_bytes(text)
    guesses = [("utf-8-twice", _utf8(stored).text)] if stored is not None else []
    guesses += [guess for guess in _old_readings(text, None) if guess[0] != "windows-1258"]
    name, guess = max(guesses, key=lambda each: _vietnamese(each[1]))
    if looks_vietnamese(guess) and _vietnamese(guess) > _vietnamese(text) + 2:
        return Decoded(guess, name, sure=False)
    return decoded


def _as_bytes(text: str) -> bytes | None:
    """Return the bytes that a program showed as these Western letters, if it did."""
    stored = bytearray()
    for char in text:
        if ord(char) < 0x100:
            stored.append(ord(char))
        else:
            try:
                stored += char.encode("cp1252")
            except UnicodeEncodeError:
                return None
    return bytes(stored)


def _old_readings(western: str, data: bytes | None) -> list[tuple[str, str]]:
    """Read a text, shown as Western letters, by the old Vietnamese encodings."""
    latin = western if data is None else data.decode("latin-1")
    readings = [("tcvn3", _from_tcvn3(latin)), ("vni", _from_vni(western))]
    if data is not None:
        text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
        readings.append(("windows-1258", text))
    return readings


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without its mark shows by a zero byte beside each plain letter."""
    for zeros, encoding in ((data[1::2], "utf-16-le"), (data[0::2], "utf-16-be")):
        if zeros and zeros.count(0) * 3 > len(zeros):
            text = data.decode(encoding, "replace")
            if not _is_binary(text):
                return Decoded(text, encoding, sure=False)
    return None


def _from_tcvn3(text: str) -> str:
    return "".join(_TCVN3.get(char, char) for char in text)


def _from_vni(text: str) -> str:
    text = _VNI_PAIR.sub(lambda pair: _vni_alone(pair[1]) + _VNI_MARKS[pair[2]], text)
    text = "".join(_vni_alone(char) for char in text)
    return unicodedata.normalize("NFC", text)


def legacy_text(text: str, font: str) -> str:
    """Convert what was typed in an old Vietnamese font to Unicode, by the font's name.

    A TCVN3 font whose name ends in H shows capitals. Other fonts leave the text as it is.

    >>> legacy_text("Céng hßa x· héi", ".VnTime"), legacy_text("Bieån ñaûo", "VNI-Times")
    ('Cộng hòa xã hội', 'Biển đảo')
    """
    if font.lower().startswith(".vn"):
        text = unicodedata.normalize("NFC", _from_tcvn3(text))
        return text.upper() if font.endswith("H") else text
    return _from_vni(text) if font.lower().startswith("vni") else text


def suspected_font(text: str) -> tuple[str, str] | None:
    """Name the old font whose letters a text holds though it shows another one, and what they mean.

    >>> suspected_font("Níc lò ®ang rót ë vïng thÊp"), suspected_font("Nước lũ đang rút")
    (('.VnTime', 'Nớc lũ đang rút ở vùng thấp'), None)
    """
    if len(_NEVER_OURS.findall(text)) < 2:
        return None
    name, guess = max(_old_readings(text, None), key=lambda each: _vietnamese(each[1]))
    if looks_vietnamese(guess) and _vietnamese(guess) > _vietnamese(text) + 2:
        return _FONTS[name], guess
    return None


_NEVER_OURS = re.compile("(?![À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúý])[\xa8-\xff]")
"""Western letters and signs that Vietnamese has no use for."""
_FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}


def code_page_text(data: bytes, page: int) -> str:
    r"""Decode bytes by the number of a Windows code page; what is no letter there is a Western one.

    >>> code_page_text(b"Bi\xea\xd2n", 1258)
    'Biển'
    """
    name = {10000: "mac_roman", 65001: "utf-8"}.get(page, f"cp{page}")
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        text = "".join(
            chr(byte) if byte in _UNASSIGNED else bytes((byte,)).decode("cp1252") for byte in data
        )
    return unicodedata.normalize("NFC", text) if page == 1258 else text


def _vni_alone(char: str) -> str:
    return _VNI_ALONE.get(char, char)


def looks_vietnamese(text: str) -> bool:
    """Tell whether nearly all words with marks are Vietnamese syllables, and there are some.

    >>> looks_vietnamese("Biển đảo quê hương"), looks_vietnamese("BiÃªn phÃ²ng")
    (True, False)
    """
    marked = [word for word in _WORD.findall(text.lower()) if not word.isascii()]
    good = sum(is_syllable(word) for word in marked)
    return good >= 2 and good >= 0.8 * len(marked)


def is_syllable(word: str) -> bool:
    """Tell whether a word, in lower case, can be a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", word)) is not None


def _vietnamese(text: str) -> int:
    """Weigh how Vietnamese a text looks: its marked syllables, less what is none."""
    score = 0
    for word in _WORD.findall(text.lower()):
        if not word.isascii():
            score += 1 if is_syllable(word) else -1
    return score - 2 * text.count("\ufffd")
