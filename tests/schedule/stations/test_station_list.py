"""The station list as people keep it: what is plainly meant is read, the rest is told."""

from __future__ import annotations

import csv

import pytest

from radioprog.schedule.stations.station_list import parse_stations

HEAD = "id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon\n"
PROVINCE = "qt,Tỉnh Quảng Trị,province,,vi,,,,,,,\n"


def codes(text: str) -> list[str]:
    _, findings = parse_stations(text, file="stations.csv")
    return [each.code for each in findings]


@pytest.mark.parametrize("name", ["sep=;\r\n", "SEP=;\n", "\n", "\r\n"])
def test_what_a_spreadsheet_puts_before_the_heading_is_passed_over(name: str) -> None:
    network, findings = parse_stations(f"{name}id;name;level\na;Xã A;commune\n", file="s")
    assert not findings
    assert [(each.id, each.name) for each in network] == [("a", "Xã A")]


def test_a_column_of_ones_own_is_kept_and_noted() -> None:
    text = "STT,id,name,level,Điện thoại\n1,a,Xã A,commune,0912 345 678\n2,b,Xã B,commune,\n"
    network, findings = parse_stations(text, file="s")
    assert [(each.code, each.severity.value) for each in findings] == [("own-column", "info")] * 2
    assert dict(network["a"].own) == {"STT": "1", "Điện thoại": "0912 345 678"}
    assert dict(network["b"].own) == {"STT": "2"}


@pytest.mark.parametrize("heading", ["parrent", "languges", "nhan", "thuoc", "valid form"])
def test_a_column_that_is_nearly_ours_is_an_error_with_the_right_word(heading: str) -> None:
    _, (found,) = parse_stations(f"id,name,level,{heading}\na,A,commune,x\n", file="s")
    assert (found.code, found.is_error) == ("unknown-column", True)
    assert "có phải là" in found.remedy.vi


@pytest.mark.parametrize(
    ("written", "better"),
    [("xã-c", "xa-c"), ("Xã Dân Hóa", "xa-dan-hoa"), ("dan hoa", "dan-hoa"), ("đồn-1", "don-1")],
)
def test_an_id_that_cannot_be_used_is_told_with_one_that_can(written: str, better: str) -> None:
    _, (found,) = parse_stations(HEAD + f"{written},A,commune\n", file="s")
    assert found.code == "bad-station-id"
    assert better in found.remedy.vi
    assert not codes(HEAD + f"{better},A,commune\n")


@pytest.mark.parametrize("written", ["con", "AUX", "nul", "com1", "lpt9", "network", "all"])
def test_an_id_that_is_kept_for_something_else_is_told_so(written: str) -> None:
    _, (found,) = parse_stations(HEAD + f"{written},A,commune\n", file="s")
    assert (found.code, found.kind.variant) == ("bad-station-id", "reserved")
    assert f"{written}-1" in found.remedy.vi


@pytest.mark.parametrize("written", ["com", "console", "auxi", "xa-con"])
def test_an_id_that_only_begins_so_is_good(written: str) -> None:
    assert not codes(HEAD + f"{written},A,commune\n")


def test_letters_that_became_question_marks_are_told() -> None:
    network, (found,) = parse_stations(HEAD + "a,Th? Tr?n,commune\n", file="s")
    assert (found.code, found.is_error) == ("letters-lost", False)
    assert "CSV UTF-8" in found.remedy.vi
    assert "a" in network


@pytest.mark.parametrize("parent", ["Tỉnh Quảng Trị", "tỉnh quảng trị", "QT"])
def test_a_parent_may_be_called_by_its_name(parent: str) -> None:
    network, findings = parse_stations(HEAD + PROVINCE + f"a,A,commune,{parent}\n", file="s")
    assert not findings
    assert network["a"].parent == "qt"


def test_a_parents_name_that_two_have_is_not_guessed() -> None:
    text = HEAD + "x,Tỉnh,province\ny,Tỉnh,province\na,A,commune,Tỉnh\n"
    assert "unknown-parent" in codes(text)


def test_a_parent_left_out_by_merged_cells_is_told() -> None:
    text = HEAD + PROVINCE + "a,A,commune,qt\nb,B,commune,\n"
    assert codes(text) == ["no-parent"]
    assert not codes(text.replace("b,B,commune,\n", "b,B,commune,-\n"))
    assert not codes(HEAD + PROVINCE + "a,A,commune,\nb,B,commune,\n")


@pytest.mark.parametrize("cell", ['"vi, lo"', "vi lo", "vi;lo", '"vi , lo,"'])
def test_a_list_in_a_cell_may_be_parted_by_commas_or_semicolons(cell: str) -> None:
    network, findings = parse_stations(HEAD + f"a,A,commune,,{cell}\n", file="s")
    assert not findings
    assert network["a"].languages == ("vi", "lo")


def test_a_tag_of_two_words_with_marks_is_noted() -> None:
    _, (found,) = parse_stations(HEAD + "a,A,commune,,,biên giới\n", file="s")
    assert (found.code, found.severity.value) == ("probable-slip", "info")
    assert "bien-gioi" in found.remedy.vi
    assert not codes(HEAD + "a,A,commune,,,bien-gioi cua-khau\n")
    assert not codes(HEAD + "a,A,commune,,,biên-giới\n")


@pytest.mark.parametrize(
    ("written", "told"),
    [("2205-07-01", True), ("1025-07-01", True), ("2025-07-01", False), ("9999-12-31", False)],
)
def test_a_year_that_is_far_off_is_told(written: str, told: bool) -> None:
    found = codes(HEAD + f"a,A,commune,,,,,,{written}\n")
    assert found == (["probable-slip"] if told else [])


@pytest.mark.parametrize("written", ["2025-07-01 00:00:00", "1/7/2025", "1/7/2025 0:00"])
def test_a_date_may_carry_the_hour_that_a_spreadsheet_adds(written: str) -> None:
    network, findings = parse_stations(HEAD + f"a,A,commune,,,,,{written}\n", file="s")
    assert not findings
    assert str(network["a"].valid_from) == "2025-07-01"
    assert "bad-date" in codes(HEAD + "a,A,commune,,,,,2025-07-01 17:00\n")


def test_empty_lines_and_short_lines_lose_nobody() -> None:
    text = HEAD + "\n" + "a,A,commune\n" + ",,,,,,,,,,,\n" + "b,B,commune,,,,,,,,,\n"
    network, findings = parse_stations(text, file="s")
    assert not findings
    assert [each.id for each in network] == ["a", "b"]


def test_a_cell_that_never_ends_is_told_at_its_line() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    text = f"id,name,level\na,A,post\nb,{long},post\nc,C,post\n"
    network, findings = parse_stations(text, file="s.csv")
    assert [unit.id for unit in network] == ["a"]
    told = [each for each in findings if each.code == "not-csv"]
    assert [str(each.place) for each in told] == ["s.csv:3:1"]


@pytest.mark.parametrize(
    ("row", "column"),
    [("a,Xã A,hamlet", 8), ("a,X,hamlet", 5), ('a,"Xã, A",hamlet', None), ("abc,Xã,hamlet", 8)],
)
def test_a_bad_cell_is_told_at_its_column_where_that_is_known(row: str, column: int | None) -> None:
    _, findings = parse_stations(f"id,name,level\n{row}\n", file="s.csv")
    (found,) = [each for each in findings if each.code == "bad-level"]
    assert (found.place.line, found.place.column) == (2, column)


def test_a_misspelt_column_is_not_kept_as_ones_own() -> None:
    network, _ = parse_stations("id,name,level,parrent\na,A,commune,x\n", file="s")
    assert all(not each.own for each in network)


def test_a_tag_for_several_words_is_no_longer_than_a_tag_may_be() -> None:
    tags = [f"xã{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    text = f"id,name,level,tags\na,A,commune,{' '.join(tags)}\n"
    _, findings = parse_stations(text, file="s")
    (found,) = [each for each in findings if "better" in each.params]
    assert (
        found.params["better"] == "xaa-xab-xac-xad-xae-xaf-xag-xah-xai-xaj-xak-xal-xam-xan-xao-xap"
    )
