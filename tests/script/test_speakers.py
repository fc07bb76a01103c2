from __future__ import annotations

import pytest

from radioprog.script.speakers import Speakers, is_trade_label
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
