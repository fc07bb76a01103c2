from __future__ import annotations

import pytest

from radioprog.kernel.findings import NOWHERE
from radioprog.script.speakers import Opening, Speakers, has_title, is_trade_label
from radioprog.script.traced import Page

SPEAKERS = Speakers(["PTV nữ", "PTV nam", "Thu Hà", "Cán bộ đồn", "An"])


def opening(line: str):
    (traced,) = Page(line, file="s.md").lines()
    return SPEAKERS.opening(traced)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("PTV nữ: a", "PTV nữ", "a"),
        ("ptv  NỮ:a: b", "PTV nữ", "a: b"),
        ("**Thu Hà:** **a** b", "Thu Hà", "**a** b"),
        ("**Thu Hà**: **a**", "Thu Hà", "**a**"),
        ("__An__ ： a", "An", "a"),
        ("cán bộ\u00a0đồn: a", "Cán bộ đồn", "a"),
    ],
)
def test_declared(line, name, rest):
    found = opening(line)
    assert found is not None
    assert (found.name, found.rest.text) == (name, rest)


@pytest.mark.parametrize(
    "line",
    [
        "PTV nu: a",
        "PVT nữ: a",
        "Thu Ha: a",
        "Hà: a",
        "nữ: a",
        "Cán bộ: a",
        "Cán bộ đồng: a",
        "PTV  nữ 2: a",
        "MC: a",
        "BTV Lan Anh: a",
        "Ấn: a",
    ],
)
def test_suspicious(line):
    found = opening(line)
    assert found is not None and found.name is None


@pytest.mark.parametrize(
    "line",
    [
        "Địa chỉ: a",
        "Kính gửi: a",
        "Ai: a",
        "Lưu ý: a",
        "Nam, nữ: a",
        "PTV nữ\\: a",
        "PTV nữ a",
        ": a",
        "MC có mặt từ sớm: a",
        "Một câu dài hơn ba mươi ký tự PTV: a",
        "MC 17:30 lên sóng",
        "https://a.vn: b",
    ],
)
def test_running_text(line):
    assert opening(line) is None


@pytest.mark.parametrize(
    ("label", "trade"),
    [
        ("MC", True),
        ("PTV 1", True),
        ("PTV nữ", True),
        ("PTV thứ nhất", True),
        ("BTV A", True),
        ("Phóng viên", True),
        ("Phát thanh viên nam", True),
        ("Dẫn 1", True),
        ("Lời dẫn", True),
        ("PV Nguyễn Thị Thu Hà", True),
        ("Host", True),
        ("Giọng nữ", True),
        ("Nam", True),
        ("PV có mặt", False),
        ("Dẫn chứng", False),
        ("Lời dẫn giải", False),
        ("Nam Định", False),
        ("Người dẫn đường", False),
        ("MCB", False),
        ("Đài", False),
    ],
)
def test_labels_of_the_trade(label, trade):
    assert is_trade_label(label) is trade


STATION = Speakers(["PTV nữ", "PTV nam", "Thu Hà", "Cán bộ đồn", "An", "MC1"])


def of_the_station(line: str) -> Opening | None:
    (traced,) = Page(line, file="s.md").lines()
    return STATION.opening(traced)


@pytest.mark.parametrize(
    ("line", "name", "rest", "note"),
    [
        ("PTV nữ (cười): chào", "PTV nữ", "chào", "cười"),
        ("PTV nữ [cười]: chào", "PTV nữ", "chào", "cười"),
        ("Thu Hà (cười): chào", "Thu Hà", "chào", "cười"),
        ("**PTV nữ: chào** bà con", "PTV nữ", "chào** bà con", ""),
        ("**PTV nữ**: chào", "PTV nữ", "chào", ""),
        ("PTV nữ: - Chào", "PTV nữ", "Chào", ""),
        ("PTV nữ: -Chào", "PTV nữ", "-Chào", ""),
        ("PTV nữ:: chào", "PTV nữ", "chào", ""),
        ("PTV nữ: ", "PTV nữ", "", ""),
    ],
)
def test_who_speaks_and_what_stands_in_brackets(line, name, rest, note):
    found = of_the_station(line)
    assert found is not None and found.wrong is None
    assert (found.name, found.rest.text, found.note) == (name, rest, note)


@pytest.mark.parametrize(
    ("line", "code", "remedy"),
    [
        ("PTV nữ", "speaker-without-colon", "viết PTV nữ: rồi lời đọc, trên cùng một dòng"),
        ("PTV nữ - Chào bà con", "speaker-without-colon", "viết PTV nữ: Chào bà con"),
        ("PTV nữ – chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("PTV nữ-Chào", "speaker-without-colon", "viết PTV nữ: Chào"),
        ("Thu Hà - Chào", "speaker-without-colon", "viết Thu Hà: Chào"),
        ("PTV nữ; chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("PTV nữ > chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("PTV nữ. Chào", "speaker-without-colon", "viết PTV nữ: Chào"),
        ("PTV nữ, chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("PTV nữ Xin chào", "speaker-without-colon", "viết PTV nữ: Xin chào"),
        ("PTV nữ Bà con nghe đây", "speaker-without-colon", "viết PTV nữ: Bà con nghe đây"),
        ("PTV nữ Xã vừa gặt", "speaker-without-colon", "viết PTV nữ: Xã vừa gặt"),
        ("MC1 Chào bà con", "speaker-without-colon", "viết MC1: Chào bà con"),
        ("PTV nữ (cười) chào", "speaker-without-colon", "viết PTV nữ (cười): chào"),
        ("PTV nữ (cười) chào: a", "speaker-without-colon", "viết PTV nữ (cười): chào: a"),
        (
            "PTV nữ / PTV nam: chào",
            "several-speakers",
            "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …",
        ),
        ("PTV nữ, PTV nam: chào", "several-speakers", "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …"),
        (
            "PTV nữ và PTV nam: chào",
            "several-speakers",
            "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …",
        ),
        ("MC1/MC2: chào", "several-speakers", "mỗi người một dòng:\nMC1: …\nMC2: …"),
        ("MC2/MC3: chào", "several-speakers", "mỗi người một dòng:\nMC2: …\nMC3: …"),
        ("Thu Hà - An: chào", "several-speakers", "mỗi người một dòng:\nThu Hà: …\nAn: …"),
        ("Hà và An: chào", "several-speakers", "mỗi người một dòng:\nHà: …\nAn: …"),
        (
            "PTV nữ + PTV nam + Thu Hà + An + MC1: chào",
            "several-speakers",
            "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …\nThu Hà: …\nAn: …\nMC1: …",
        ),
        ("Cả hai: chào", "several-speakers", "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …"),
        ("cùng đọc: chào", "several-speakers", "mỗi người một dòng:\nPTV nữ: …\nPTV nam: …"),
        ("(PTV nam) Sau đây", "speaker-without-colon", "viết PTV nam: Sau đây"),
        ("[PTV nam] Sau đây", "speaker-without-colon", "viết PTV nam: Sau đây"),
        ("<PTV nam>: Sau đây", "speaker-without-colon", "viết PTV nam: Sau đây"),
        ("(MC2) Sau đây", "unknown-speaker", "có phải là MC1"),
        ("NAM - Sau đây", "unknown-speaker", "có phải là PTV nam"),
        ("PTV - Sau đây", "unknown-speaker", "có phải là PTV nữ hay PTV nam"),
        ("MC2 - Sau đây", "unknown-speaker", "có phải là MC1"),
        ("1. PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("12) PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("(3) PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("08:15 PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("[08:15:02] PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ('"PTV nữ": chào', "speaker-without-colon", "viết PTV nữ: chào"),
        ("> PTV nữ: chào", "speaker-without-colon", "viết PTV nữ: chào"),
        ("1. MC2: chào", "unknown-speaker", "có phải là MC1"),
        ("PTV nữ đọc: chào", "unknown-speaker", "có phải là PTV nữ"),
        ("PTV nữ nói tiếp: chào", "unknown-speaker", "có phải là PTV nữ"),
        ("PTV nũ: chào", "unknown-speaker", "có phải là PTV nữ"),
        ("PTV: chào", "unknown-speaker", "có phải là PTV nữ hay PTV nam"),
        ("Phóng viên: chào", "unknown-speaker", "khai báo Phóng viên ở mục giọng của phần khai"),
        ("Thu Hạ: chào", "unknown-speaker", "có phải là Thu Hà"),
        ("Thu Hàa: chào", "unknown-speaker", "có phải là Thu Hà"),
        ("Thu H: chào", "unknown-speaker", "có phải là Thu Hà"),
        ("Cán bộ đồng: chào", "unknown-speaker", "có phải là Cán bộ đồn"),
        ("Cán bộ đòng g: chào", "unknown-speaker", "có phải là Cán bộ đồn"),
        ("Cán bộ: chào", "unknown-speaker", "có phải là Cán bộ đồn"),
    ],
)
def test_a_label_that_is_wrong_is_told_how_it_is_written(line, code, remedy):
    found = of_the_station(line)
    assert found is not None and found.wrong is not None
    assert found.name is None
    finding = found.wrong(NOWHERE)
    assert finding.code == code
    assert finding.remedy.vi.startswith(remedy)


@pytest.mark.parametrize(
    "line",
    [
        "PTV nữ-chào",
        "Thu Hà-Chào",
        "Thu Hà. Chào",
        "An, chào",
        "PTV nữ.Chào",
        "Thu Hà Xin chào",
        "PTV nữ Nguyễn thị",
        "PTV nữ Xã đã gặt",
        "PTV nữ xã gặt",
        "Thu Hà (cười) chào",
        "Thu Hà và Lan: chào",
        "Nam, nữ: chào",
        "(PTV lan) Sau đây",
        "(nam) Sau đây",
        "(cười) Sau đây",
        "Nam - Sau đây",
        "Nữ - Sau đây",
        "MC2 -Sau đây",
        "Tin - Sau đây",
        "1. Nam: chào",
        "1. Chào: bà con",
        "PTV nữ hát: chào",
        "Lan đọc: chào",
        "Bn: chào",
        "Ann: chào",
        "MC1 17:30 chào",
        "Lúc 17:30 chào",
        "x: chào",
        "Người nói một câu dài hơn bốn mươi ký tự PTV: chào",
        "PTV Nguyễn Thị Thu Hà Phương Lan Anh: chào",
    ],
)
def test_a_line_of_text_is_nobody_s_label(line):
    assert of_the_station(line) is None


@pytest.mark.parametrize(
    ("line", "inside"),
    [
        ("Chào bà con. PTV nữ: hôm nay", [(13, "speaker-inside-line")]),
        ("Chào bà con PTV nữ: hôm nay", [(12, "speaker-inside-line")]),
        ("Chào. An: vâng", [(6, "speaker-inside-line")]),
        ("Chào An: vâng", []),
        ("PTV nữ: chào", []),
        ("Chào. MC2: vâng", [(6, "unknown-speaker")]),
        ("Chào MC2: vâng", []),
        ("Chào! “Vâng.” MC2: ừ", [(14, "unknown-speaker")]),
        ("Chào. Dẫn 1: vâng", [(6, "unknown-speaker")]),
        ("Chào. Thu Hà : vâng", [(6, "speaker-inside-line")]),
        ("xPTV nữ: a", []),
        ("Chào.  MC1: a", [(7, "speaker-inside-line")]),
    ],
)
def test_a_name_inside_a_line_begins_somebody_else_s_words(line, inside):
    (traced,) = Page(line, file="s.md").lines()
    assert [(at, says(NOWHERE).code) for at, says in STATION.inside(traced)] == inside


@pytest.mark.parametrize(
    ("label", "trade", "title"),
    [
        ("PTV Nguyễn Thị Thu Hà", True, True),
        ("PTV Nguyễn Thị Thu Hà Phương", False, True),
        ("Người dẫn chương trình Lan", True, True),
        ("Nam 1", True, False),
        ("Nam Lan", False, False),
        ("Dẫn nữ", True, False),
        ("giọng đọc số hai", True, False),
        ("giọng đọc hay", False, False),
        ("M.C.", True, True),
        ("P.V Lan", True, True),
        ("MC lan", False, True),
        ("", False, False),
    ],
)
def test_titles_and_labels(label, trade, title):
    assert (is_trade_label(label), has_title(label)) == (trade, title)


def test_the_only_speaker_needs_no_name():
    assert Speakers(["A"]).only == "A"
    assert Speakers(["A", "B"]).only is None
    assert Speakers([]).only is None
