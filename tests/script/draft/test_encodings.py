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


def read(tmp_path, data: bytes):  # type: ignore[no-untyped-def]
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    return read_plain_text(path, shown="a.txt")


ONE_BAD = (
    "Bản tin biên giới\n\nTrong tháng 9, các đội tuyên truyền đã về.\n\nXe loa đi qua 12".encode()
    + b"\xa0"
    + "xã của tỉnh ta trong tuần này.\n".encode()
)


def test_a_bad_byte_leaves_utf8_utf8(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text, (found,) = read(tmp_path, ONE_BAD)
    assert text == ONE_BAD.decode("utf-8", "replace")
    assert (found.code, str(found.severity)) == ("unreadable-character", "warning")
    assert str(found.place) == "a.txt:5:17"
    assert "0xA0" in found.message.vi


def test_many_bad_bytes_are_counted(tmp_path) -> None:  # type: ignore[no-untyped-def]
    data = "\n".join(["Đội tuyên truyền lưu động đã về sáu xã biên giới"] * 30).encode()
    text, findings = read(tmp_path, data.replace(b" s", b"\xff s", 15))
    assert text is not None and text.count("\ufffd") == 15
    assert [found.code for found in findings] == ["unreadable-character"] * 11
    assert "5" in findings[-1].message.vi


def test_a_cut_last_letter_is_one_fault(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text, (found,) = read(tmp_path, "Bà con ra đón.\nMưa to ở".encode() + b"\xe1\xbb")
    assert text == "Bà con ra đón.\nMưa to ở\ufffd"
    assert str(found.place) == "a.txt:2:9"


@pytest.mark.parametrize(
    ("stored", "encoding"),
    [
        (TEXT.encode().decode("cp1252", "ignore") and TEXT.encode().decode("latin-1"), "UTF-8"),
        (VNI, "VNI"),
        (TCVN3, "TCVN3 (ABC)"),
    ],
)
def test_what_a_program_took_for_western_letters(tmp_path, stored, encoding) -> None:  # type: ignore[no-untyped-def]
    text, (found,) = read(tmp_path, stored.encode())
    assert text in (TEXT, VNI_READ, TCVN3_READ)
    assert (found.code, str(found.severity)) == ("encoding-guessed", "warning")
    assert encoding in found.message.vi


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_a_guess_that_is_told(tmp_path, encoding) -> None:  # type: ignore[no-untyped-def]
    text, (found,) = read(tmp_path, TEXT.encode(encoding))
    assert text == TEXT
    assert found.code == "encoding-guessed"
    assert "Trong năm, đội tuyên truyền" in found.message.vi


def test_lost_letters_are_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    text, (found,) = read(tmp_path, "Đ?n Biên ph?ng gi?p dân làm đ??ng.\nCó khỏe không?\n".encode())
    assert text is not None
    assert (found.code, str(found.severity)) == ("lost-letters", "warning")
    assert "4" in found.message.vi


@pytest.mark.parametrize(
    "text",
    ["Bà con có khỏe không? Vâng!", "Xem a.vn/x?id=1&y=2 nhé.", "Café Paris – déjà vu", "Hello."],
)
def test_good_text_is_left_alone(tmp_path, text) -> None:  # type: ignore[no-untyped-def]
    assert read(tmp_path, text.encode()) == (text, ())


def test_a_guess_is_told_at_the_top_of_the_file(tmp_path):
    (tmp_path / "t.txt").write_bytes(TCVN3.encode("latin-1"))
    text, findings = read_plain_text(tmp_path / "t.txt", shown="t.txt")
    assert text == TCVN3_READ
    (found,) = findings
    assert (found.code, str(found.place)) == ("encoding-guessed", "t.txt:1:1")
    assert found.params["encoding"].startswith("TCVN3")
    assert TCVN3_READ.startswith(found.params["words"].rstrip("…"))
