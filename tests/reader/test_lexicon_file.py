"""Writing a line into lexicon.yaml: the rest of the file stays byte for byte."""

from __future__ import annotations

import pytest

from radioprog.reader.lexicon_file import parse_lexicon, with_line

FILE = """\
# từ của đài
Cha Lọ: Cha Lo   # cửa khẩu

"5K": năm ca
BCH:
  - {đọc: Ban Chỉ huy, ngữ cảnh: [đồn]}
  - {đọc: Ban Chấp hành}
VNPT: 'vê nờ: pê tê'
"""


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("P6", "pê sáu"),
        ("no", "không"),
        ("21-9", "hai mốt tháng chín"),
        ("a: b", "x #y"),
        ("# dấu", '"ngoặc"'),
        ("C:\\x", "xê: ích"),
    ],
)
def test_a_new_line_goes_to_the_end_and_reads_back(written: str, spoken: str) -> None:
    changed, findings = with_line(FILE, written, spoken)
    assert changed is not None
    assert not findings
    assert changed.startswith(FILE)
    assert parse_lexicon(changed)[0].entries[-1].written == written
    assert parse_lexicon(changed)[0].entries[-1].spoken == spoken


def test_a_known_word_changes_in_its_place_and_keeps_its_remark() -> None:
    changed, _ = with_line(FILE, "cha lọ", "Cha Lô")
    assert changed == FILE.replace("Cha Lọ: Cha Lo   #", "cha lọ: Cha Lô   #")
    changed, _ = with_line(FILE, "5K", "năm k")
    assert changed == FILE.replace('"5K": năm ca', "5K: năm k")
    changed, _ = with_line(FILE, "VNPT", "vê")
    assert changed == FILE.replace("'vê nờ: pê tê'", "vê")


def test_a_context_is_written_and_read() -> None:
    changed, _ = with_line("", "P6", "pê sáu", context=("lúa", "giống"))
    assert changed == "P6: {đọc: pê sáu, ngữ cảnh: [lúa, giống]}\n"
    assert parse_lexicon(changed)[0].entries[0].context == ("lúa", "giống")


def test_a_word_of_several_readings_is_left_to_a_person() -> None:
    changed, (finding,) = with_line(FILE, "BCH", "x", file="lexicon.yaml")
    assert changed is None
    assert (finding.code, finding.place.line) == ("lexicon-line-open", 5)


def test_a_file_with_errors_is_not_touched() -> None:
    changed, findings = with_line("- ASEAN\n", "P6", "pê sáu", file="lexicon.yaml")
    assert changed is None
    assert findings[0].is_error


def test_an_empty_side_is_an_error() -> None:
    assert with_line("", "P6", "  ")[0] is None


def test_line_ends_of_the_file_stay() -> None:
    changed, _ = with_line("Ba: a\r\nBe: b", "Cam", "cờ")
    assert changed == "Ba: a\r\nBe: b\r\nCam: cờ\r\n"


@pytest.mark.parametrize(("written", "spoken"), [("", "a"), ("a", ""), ("  ", "a"), ("a", " \t")])
def test_a_line_without_a_word_or_a_reading_is_refused(written: str, spoken: str) -> None:
    changed, findings = with_line(FILE, written, spoken, file="lexicon.yaml")
    assert changed is None
    assert [(found.code, found.place.file) for found in findings] == [
        ("lexicon-line-empty", "lexicon.yaml")
    ]
