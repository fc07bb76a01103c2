from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.script.draft.encodings import decode_text, read_plain_text

TEXT = (
    "Trong năm, đội tuyên truyền đã về sáu xã biên giới.\r\nBà con nghe đài, hỏi chuyện giống lúa "
    "mới; trẻ em ở Cà Roòng được tặng vở.\r\n"
)
# Written in the old codes by hand from their tables, not by our own.
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\r\nÑoäc laäp - Töï do - Haïnh phuùc\r\n"
    "Quaûng Bình: bieån ñaûo queâ höông, ngöôøi lính bieân phoøng ñöôïc tuyeân döông"
)
VNI_READ = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam\r\nĐộc lập - Tự do - Hạnh phúc\r\n"
    "Quảng Bình: biển đảo quê hương, người lính biên phòng được tuyên dương"
)
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam, biÓn ®¶o quª h\xadƯ¬ng".replace("Ư", "")
TCVN3_READ = "Cộng hòa xã hội chủ nghĩa Việt Nam, biển đảo quê hương"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode(encoding):
    assert decode_text(TEXT.encode(encoding)).text == TEXT


def test_windows_1258():
    stored = b"".join(_in_1258(char) for char in TEXT)
    decoded = decode_text(stored)
    assert (decoded.text, decoded.encoding, decoded.sure) == (TEXT, "windows-1258", False)


def _in_1258(char: str) -> bytes:
    """A letter of the code page, then its tone as a byte of its own where it has none with it."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        shape = "".join(mark for mark in marks if mark not in tones)
        return (unicodedata.normalize("NFC", base + shape) + tones).encode("cp1258")


def test_vni():
    decoded = decode_text(VNI.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (VNI_READ, "vni")


def test_tcvn3():
    decoded = decode_text(TCVN3.encode("latin-1"))
    assert (decoded.text, decoded.encoding) == (TCVN3_READ, "tcvn3")


def test_western_text_stays_western():
    assert decode_text("café naïve façade – déjà".encode("cp1252")).encoding == "windows-1252"


def test_a_guess_is_told(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(VNI.encode("cp1252"))
    text, (found,) = read_plain_text(path, shown="a.txt")
    assert text == VNI_READ
    assert (found.code, str(found.severity)) == ("encoding-guessed", "warning")
    assert "Cộng hòa xã hội" in found.message.vi
    assert read_plain_text(tmp_path / "none", shown="none")[1][0].code == "missing-file"


@given(st.binary(max_size=200))
def test_any_bytes_decode(data):
    assert isinstance(decode_text(data).text, str)
