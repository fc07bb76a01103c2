from __future__ import annotations

import os

import pytest

from radioprog.kernel.textfile import forbidden_characters, place_in, read_text_file


def test_utf8_with_and_without_mark(tmp_path):
    for data in (b"\xef\xbb\xbfxin ch\xc3\xa0o\r\n", b"xin ch\xc3\xa0o\r\n"):
        path = tmp_path / "a.md"
        path.write_bytes(data)
        assert read_text_file(path, shown="a.md") == ("xin chào\r\n", ())


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"m\xc3\xb4t\nhai \xe2\x28", "a.md:2:5"),
        (b"\xef\xbb\xbf\xff", "a.md:1:1"),
        ("chào".encode("utf-16"), "a.md:1:1"),
    ],
)
def test_other_encodings_are_named_with_their_place(tmp_path, data, place):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    text, (found,) = read_text_file(path, shown="a.md")
    assert text is None
    assert (found.code, str(found.place)) == ("not-utf8", place)


def test_missing_folder_pipe_and_size(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "big").write_bytes(b"x" * 101)
    codes = {
        name: read_text_file(tmp_path / name, shown=name, limit=100)[1][0].code
        for name in ("none", "pipe", "big", ".", "x\0y")
    }
    assert codes == {
        "none": "missing-file",
        "pipe": "not-a-file",
        "big": "too-large",
        ".": "not-a-file",
        "x\0y": "unreadable-file",
    }


def test_forbidden_characters_are_bounded_and_placed():
    found = forbidden_characters("ab\r\nc\u202e\x07", file="f", first_line=3)
    assert [str(each.place) for each in found] == ["f:4:2", "f:4:3"]
    assert len(forbidden_characters("\0" * 1000, file="f")) == 10
    assert forbidden_characters("tab\tnbsp\u00a0\n", file="f") == ()


def test_place_in_counts_three_line_ends():
    assert str(place_in("a\nb\r\nc\rd", 7, file="f")) == "f:4:1"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be-mark"])
def test_what_notepad_calls_unicode_is_read_where_it_is_asked_for(tmp_path, encoding):
    path = tmp_path / "a.md"
    text = "Xin chào\r\n"
    big = b"\xfe\xff" + text.encode("utf-16-be")
    path.write_bytes(big if encoding == "utf-16-be-mark" else text.encode("utf-16"))
    assert read_text_file(path, shown="a.md", utf16=True) == (text, ())
    path.write_bytes(path.read_bytes()[:-1])
    assert read_text_file(path, shown="a.md", utf16=True)[1][0].code == "not-utf8"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".doc"),
        (b"{\\rtf1\\ansi xin}", "RTF"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_document_is_not_sent_to_notepad(tmp_path, data, what):
    path = tmp_path / "a.md"
    path.write_bytes(data)
    text, (found,) = read_text_file(path, shown="scripts/a.md")
    assert text is None and found.code == "not-utf8" and what in found.message.vi
    assert "đừng sửa bằng Notepad" in found.remedy.vi
    assert "radioprog draft scripts/a.md" in found.remedy.vi
