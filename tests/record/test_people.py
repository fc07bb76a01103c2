"""The list of people as offices really keep it: whatever Excel made of it is read, or told."""

from __future__ import annotations

import unicodedata

import pytest

from radioprog.record.people import COLUMNS, parse_people, people_text

ROWS = [
    ("mã", "họ tên", "chức vụ", "vai trò", "đài"),
    ("lan", "Trần Thị Lan", "Trưởng ban", "trưởng biên tập", ""),
    ("minh", "Lê Quỳnh Hương", "Phóng viên", "phóng viên", "dan-hoa cha-lo"),
]


def table(mark: str = ",", end: str = "\r\n") -> str:
    return end.join(mark.join(row) for row in ROWS) + end


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_spreadsheet_saves_is_read(mark: str, end: str, code: str) -> None:
    text, found = people_text(table(mark, end).encode(code), file="people.csv")
    assert text is not None
    people, more = parse_people(text, file="people.csv")
    assert (found, more) == ((), ())
    lan, minh = people.all
    assert (lan.name, lan.position, lan.roles) == (
        "Trần Thị Lan",
        "Trưởng ban",
        {"chief", "editor"},
    )
    assert (minh.roles, minh.stations) == ({"producer"}, ("dan-hoa", "cha-lo"))


TONES = "\u0300\u0301\u0303\u0309\u0323"


def old_code_page(text: str) -> bytes:
    """Write text as Windows-1258 does: a letter, and its tone behind it as a mark of its own."""
    made = []
    for char in unicodedata.normalize("NFD", text):
        if char in TONES or not made or not unicodedata.combining(char):
            made.append(char)
        else:
            made[-1] = unicodedata.normalize("NFC", made[-1] + char)
    return "".join(made).encode("cp1258")


def test_the_old_code_page_of_windows_is_read_and_told() -> None:
    text, found = people_text(old_code_page("id,name\r\nlan,Trần Thế Lý\r\n"), file="people.csv")
    assert text == "id,name\r\nlan,Trần Thế Lý\r\n"
    assert [each.code for each in found] == ["old-code-page"]


def test_bytes_that_are_no_text_are_an_error() -> None:
    text, found = people_text(b"id,name\nlan,\xff\xd2\x9a\x9e", file="people.csv")
    assert text is None
    assert [each.code for each in found] == ["not-utf8"]


@pytest.mark.parametrize(
    ("text", "codes", "ids"),
    [
        ("", ["missing-column"], []),
        ("name\nLan\n", ["missing-column"], []),
        ("sep=;\nid;name\nlan;Lan\n", [], ["lan"]),
        ("id,name\n,Lan\nlan,\nminh,Minh\n", ["bad-person", "bad-person"], ["minh"]),
        ("id,name\nlan,Lan\nLAN,Lan\n", ["person-twice"], ["lan"]),
        ("id,name,roles\nlan,Lan,sếp chief\n", ["unknown-role"], ["lan"]),
        ('id,name\nlan,"Lan\n', [], ["lan"]),
        ("id,name\nlan,La\x00n\n", ["control-character"], []),
        ("id,name\n../x,Lan\n=1+1,Lan\n", ["bad-person", "bad-person"], []),
        ("NAME ,ID,telephone\nLan,lan,0912\n", [], ["lan"]),
    ],
)
def test_lines_that_cannot_be_read_are_told_and_the_rest_stands(
    text: str, codes: list[str], ids: list[str]
) -> None:
    people, found = parse_people(text, file="people.csv")
    assert [each.code for each in found] == codes
    assert [each.id for each in people.all] == ids
    assert all(each.place.line for each in found)


def test_somebody_is_found_by_id_or_whole_name_in_any_form_of_letters() -> None:
    people, _ = parse_people(table(), file="people.csv")
    decomposed = "Tra\u0302\u0300n Thi\u0323 Lan"
    for name in ("lan", "LAN", "Trần Thị Lan", decomposed, " trần  thị lan "):
        assert [each.id for each in people.called(name)] == ["lan"]
    assert people.called("Lan Trần") == ()


def test_every_column_has_a_vietnamese_head() -> None:
    assert set(COLUMNS) == {"id", "name", "position", "roles", "stations"}
    assert all(COLUMNS.values())


def test_a_list_without_roles_and_a_line_of_too_many_cells_are_told() -> None:
    people, (found,) = parse_people("mã,họ tên,chức vụ\nan,An,Báo\n", file="people.csv")
    assert found.code == "missing-column" and "vai trò" in found.message.vi
    assert [each.roles for each in people.all] == [frozenset()]
    head = "mã,họ tên,chức vụ,vai trò,đài\n"
    for row in ("lan,Lan,Trưởng,trưởng, phóng viên,\n", "lan,Lan,Ban, nhóm 2,trưởng,x,y\n"):
        _, found_there = parse_people(head + row, file="people.csv")
        assert "too-many-cells" in {each.code for each in found_there}
    assert not parse_people(head + 'lan,Lan,B,"trưởng, phóng viên",,\n', file="p")[1]
