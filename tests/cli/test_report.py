"""Findings on a terminal: each thing once, nothing left out without being counted."""

from __future__ import annotations

import pytest

from radioprog.cli.common import WORDING, Globals, condensed, report
from radioprog.kernel.findings import Codes, Finding, Place, Text

TABLE = Codes("radioprog.cli.findings_of_a_test")
LONG = TABLE.warning("long-sentence", Text("câu dài", "a long sentence"), Text("cắt", "cut it"))
ODD = TABLE.warning("odd", Text("lạ: {what}", "odd: {what}"), Text("sửa", "mend"))
MUTE = TABLE.error("unknown-voice", Text("không có giọng", "no voice"), Text("chọn", "choose"))
BAD = TABLE.error("bad", Text("sai", "wrong"), Text("sửa", "mend"))


def at(line: int) -> Place:
    return Place("scripts/a.md", line, 1)


def lines(findings: list[Finding]) -> list[str]:
    return "\n".join(condensed(findings, "en")).splitlines()


def test_what_is_said_of_several_places_is_said_once_with_the_others() -> None:
    assert lines([LONG(at(3)), LONG(at(5)), LONG(at(9))]) == [
        "scripts/a.md:3:1: warning[long-sentence]: a long sentence",
        "  → cut it",
        "  (and at scripts/a.md:5:1, scripts/a.md:9:1)",
    ]
    many = lines([LONG(at(line)) for line in range(1, 31)])
    assert many[-1].endswith("and 25 more places; -v shows all)")


def test_every_error_has_its_own_line() -> None:
    shown = lines([BAD(at(line)) for line in range(1, 31)])
    assert sum("error[bad]" in line for line in shown) == 30


def test_different_things_stay_apart_and_the_rest_is_counted() -> None:
    shown = lines([ODD(at(number), what=str(number)) for number in range(1, 21)])
    assert sum("warning[odd]" in line for line in shown) == 12
    assert shown[-1] == "8 more of the kind odd; -v shows all"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Globals(lang="en"), ["warning[odd]", "2 more remarks on the wording"]),
        (Globals(lang="en", verbose=1), ["warning[odd]", ":3:1: warning[long", ":4:1: warning[lo"]),
        (Globals(lang="en", quiet=True), []),
    ],
)
def test_a_build_counts_what_check_tells(capsys, options: Globals, expected: list[str]) -> None:
    found = [LONG(at(3)), LONG(at(4)), ODD(at(9), what="x")]
    report(options, found, left_to_check=WORDING)
    told = capsys.readouterr().err
    assert all(each in told for each in expected)
    assert bool(told) is bool(expected)
    assert ("remarks" in told) is (not options.verbose and not options.quiet)


def test_an_error_of_a_voice_is_said_once_with_the_lines_that_it_speaks() -> None:
    said = lines([MUTE(at(9)), MUTE(at(11)), BAD(at(9)), BAD(at(11))])
    assert sum("error[unknown-voice]" in line for line in said) == 1
    assert "scripts/a.md:11:1" in said[2]
    assert sum("error[bad]" in line for line in said) == 2
