"""The page of finding codes says what the source says: every code, both languages, no more."""

from __future__ import annotations

import importlib
import sys
import textwrap
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tool():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "tools")
        yield importlib.import_module("findings_doc")
    for name in ("findings_doc", "source_tree"):
        sys.modules.pop(name, None)


@pytest.fixture(scope="module")
def found(tool):
    return tool.entries()


def test_the_page_is_what_the_source_says(tool, found):
    assert tool.PAGE.read_text(encoding="utf-8") == tool.page(found[0]), (
        "run: python tools/findings_doc.py"
    )


def test_every_code_can_be_read_from_the_source(found):
    assert found[1] == []


def test_every_code_has_a_message_in_both_languages_and_they_differ(found):
    for entry in found[0]:
        vi, en = entry.message
        assert vi.strip(" …()"), entry
        assert en.strip(" …()"), entry
        assert vi != en, entry


def test_codes_are_lower_case_words_and_every_room_has_a_title(tool, found):
    assert all(tool.CODE.fullmatch(entry.code) for entry in found[0])
    assert {entry.room for entry in found[0]} <= set(tool.ROOMS)


def test_codes_are_followed_through_parameters_choices_and_constants(tool, tmp_path):
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "a.py").write_text(
        textwrap.dedent(
            """
            ADVICE = Text("sửa", "mend")
            def helper(code, message, place, *, more="by-default"):
                found = [error(code, message, ADVICE, place)]
                return [*found, warning(more, Text(f"{place} lạ", f"odd {place}"), ADVICE)]
            def use(flag, place):
                helper("one-thing", Text("một", "one"), place)
                raise ContentError.of("this" if flag else "that", Text("hai", "two"), ADVICE)
            def unknown(code):
                return info(code + "x", ADVICE, ADVICE)
            """
        ),
        encoding="utf-8",
    )
    found, unread = tool.entries(tmp_path)
    assert {(e.code, e.weight, e.message[1], e.remedy[1]) for e in found} == {
        ("one-thing", "error", "one", "mend"),
        ("by-default", "warning", "odd …", "mend"),
        ("this", "error", "two", "mend"),
        ("that", "error", "two", "mend"),
    }
    assert unread == ["radioprog/script/a.py:10"]
