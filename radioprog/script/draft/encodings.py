"""Old Vietnamese texts decoded: whatever encoding a plain text came in, Unicode comes out.

Used for articles that `draft` brings in; scripts themselves are UTF-8 only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.findings import Finding, Place, Text, info
from radioprog.kernel.textfile import LARGEST_TEXT, read_bytes

_LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    rf"[{_LETTERS}]{{1,3}}(?:ch|nh|ng|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile("[à-ỹđ]")

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
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "è": "\u0306\u0300",
    "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS |= {mark.upper(): tone for mark, tone in _VNI_MARKS.items()}
_VNI_PAIR = re.compile(f"([aeouyAEOUYöÖôÔ])([{''.join(_VNI_MARKS)}])")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the name of the encoding it was in; ``sure`` is false where it was guessed."""

    text: str
    encoding: str
    sure: bool = True


def decode_text(data: bytes) -> Decoded:
    """Decode a plain text: UTF-8, UTF-16, Windows-1258, TCVN3 (ABC), VNI or Windows-1252.

    Without a byte order mark and where it is no UTF-8, the encoding is chosen that makes the most
    Vietnamese syllables.

    >>> decode_text("Biển đảo".encode("utf-16")).text
    'Biển đảo'
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"),
                           (b"\xfe\xff", "utf-16-be")):  # fmt: skip
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass  # an older encoding: guessed below
    wide = _wide(data)
    if wide is not None:
        return wide
    guesses = [
        ("windows-1252", data.decode("cp1252", "replace")),
        ("windows-1258", unicodedata.normalize("NFC", data.decode("cp1258", "replace"))),
        ("tcvn3", _from_tcvn3(data)),
        ("vni", _from_vni(data)),
    ]
    name, text = max(guesses, key=lambda guess: _vietnamese(guess[1]))
    return Decoded(text, name, sure=False)


def read_plain_text(path: Path, *, shown: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Read a plain text in any of the usual encodings; a guessed encoding is told."""
    data, finding = read_bytes(path, shown=shown, limit=LARGEST_TEXT)
    if data is None:
        return None, (finding,) if finding else ()
    decoded = decode_text(data)
    if decoded.sure:
        return decoded.text, ()
    guessed = info(
        "encoding-guessed",
        Text(f"tệp được đọc theo mã {decoded.encoding}", f"read as {decoded.encoding}"),
        Text(
            "nếu chữ bị sai, lưu lại tệp bằng mã UTF-8",
            "if the letters are wrong, save the file again as UTF-8",
        ),
        Place(shown),
    )
    return decoded.text, (guessed,)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without its mark shows by a zero byte beside each plain letter."""
    for zeros, encoding in ((data[1::2], "utf-16-le"), (data[0::2], "utf-16-be")):
        if zeros and zeros.count(0) * 3 > len(zeros):
            return Decoded(data.decode(encoding, "replace"), encoding, sure=False)
    return None


def _from_tcvn3(data: bytes) -> str:
    return "".join(_TCVN3.get(char, char) for char in data.decode("latin-1"))


def _from_vni(data: bytes) -> str:
    text = data.decode("cp1252", "replace")
    text = _VNI_PAIR.sub(lambda pair: _vni_alone(pair[1]) + _VNI_MARKS[pair[2]], text)
    text = "".join(_vni_alone(char) for char in text)
    return unicodedata.normalize("NFC", text)


def _vni_alone(char: str) -> str:
    return _VNI_ALONE.get(char, char)


def _vietnamese(text: str) -> int:
    """Weigh how Vietnamese a text looks: its marked syllables, less what is none."""
    score = 0
    for word in _WORD.findall(text.lower()):
        if _MARKED.search(word):
            score += 1 if _SYLLABLE.fullmatch(word) else -1
    return score - 2 * text.count("\ufffd")
