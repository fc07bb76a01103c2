"""Front matter: where it stands, what is said where it does not, what it is read into."""

from __future__ import annotations

import pytest

from radioprog.script.front.matter import (
    missing_front_matter,
    read_front_matter,
    split_front_matter,
)
from radioprog.script.model import Meta
from radioprog.script.traced import Page


def page(text: str) -> Page:
    return Page(text, file="s.md")


@pytest.mark.parametrize(
    ("text", "front", "first", "body"),
    [
        ("---\ntitle: A\n---\nPTV: x", "title: A\n", 2, "PTV: x"),
        ("---\n---\nx", "", 2, "x"),
        ("\n\n---\ntitle: A\n---\nx", "title: A\n", 4, "x"),
        ("\ufeff---\r\ntitle: A\r\n---\r\nx", "title: A\r\n", 2, "x"),
        ("—\ntitle: A\n—\nx", "title: A\n", 2, "x"),
        ("===\ntitle: A\n===\nx", "title: A\n", 2, "x"),
        ("```yaml\ntitle: A\n```\nx", "title: A\n", 2, "x"),
        ("***\ntitle: A\n---\nx", "title: A\n", 2, "x"),
        ("---\ntitle: A\n***\nb: c\n---\nx", "title: A\n***\nb: c\n", 2, "x"),
        ("---\ntitle: A\n---", "title: A\n", 2, ""),
    ],
)
def test_front_matter_stands_between_its_lines(
    text: str, front: str, first: int, body: str
) -> None:
    found, offset, findings = split_front_matter(page(text))
    assert found == (front, first)
    assert text[offset:] == body
    assert findings == ()


@pytest.mark.parametrize(
    "text",
    ["", "\n \n", "PTV: x", "title: A\n---\nx", "***\nPTV: x\n***", "***", "x\n---\ntitle: A\n---"],
)
def test_there_is_no_front_matter(text: str) -> None:
    assert split_front_matter(page(text)) == (None, 0, ())


@pytest.mark.parametrize(
    ("text", "line", "where"),
    [
        ("---\ntitle: A\nspeakers:\n  PTV: nữ\n\nXin chào.", 1, "là dòng 4"),
        ("---\ntitle: A\n\nXin chào.\nsố: 4", 1, "là dòng 5"),
        ("---\ntitle: A", 1, "là dòng 2"),
        ("\n---\nspeakers:\n- A: b\n  c\n\tD\nXin chào.\n  x", 2, "là dòng 6"),
        ("---\nXin chào.\n  x", 1, ""),
    ],
)
def test_what_is_not_closed_is_told_with_its_last_line(text: str, line: int, where: str) -> None:
    found, offset, (finding,) = split_front_matter(page(text))
    assert found is None and offset == len(text)
    assert (finding.code, finding.place.line) == ("unclosed-front-matter", line)
    said = finding.message.vi + finding.remedy.vi
    assert where in said if where else "là dòng" not in said


def remedy(text: str, name: str = "tin/ban-tin_so-7") -> str:
    finding = missing_front_matter(page(text), name)
    assert finding.code == "missing-front-matter"
    assert (finding.place.line, finding.place.column) == (1, 1)
    return finding.remedy.vi


def test_keys_without_their_lines_are_told_from_where_to_where() -> None:
    text = "\ntitle: A\nspeakers:\n  PTV: nữ\n\nXin chào."
    said = remedy(text)
    assert "2" in said and "4" in said
    assert "giọng:" not in said
    # One key alone may be a sentence.
    assert "giọng:" in remedy("title: A\nXin chào.")


def test_front_matter_that_is_not_first_is_told_where_it_is() -> None:
    assert "giọng:" not in remedy("Xin chào.\n---\ntitle: A\n---\nx")
    assert "giọng:" in remedy("Xin chào.\n---\nXin chào.\n---\nx")
    far = "Xin chào.\n" * 58 + "---\ntitle: A\n---\n"
    assert "giọng:" not in remedy(far)
    assert "giọng:" in remedy("Xin chào.\n" + far)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        (
            "Xin chào.",
            "---\ntên chương trình: ban tin so 7\ngiọng:\n  PTV nữ: nữ\n  PTV nam: nam\n---",
        ),
        (
            "MC1: a\nMC2: b\nMC3: c\nMC4: d",
            "giọng:\n  MC1: nữ\n  MC2: nam\n  MC3: nữ\n  MC4: nam\n---",
        ),
        ("Lan: a\nx\nLan: b\nChào: c", "giọng:\n  Lan: nữ\n---"),
        ("**PTV nam (cười)**: a", "giọng:\n  PTV nam: nam\n---"),
        ("PTV nam: a\nPTV nữ: b\nBTV: c", "giọng:\n  PTV nam: nam\n  PTV nữ: nữ\n  BTV: nữ\n---"),
    ],
)
def test_the_block_to_paste_has_the_names_of_the_script(text: str, block: str) -> None:
    assert block in remedy(text)


def test_at_most_eight_names_and_a_name_for_a_nameless_file() -> None:
    many = "\n".join(f"MC{n}: a" for n in range(1, 12))
    said = remedy(many)
    assert "MC8: " in said and "MC9" not in said
    assert "tên chương trình: tin\n" in remedy("x", name="tin")
    assert 'tên chương trình: "-"' in remedy("x", name="-") or "-" in remedy("x", name="-")


def meta(text: str) -> tuple[Meta | None, list[tuple[str, int | None]]]:
    found, findings = read_front_matter((text, 2), file="s.md", fallback_title="Tên")
    return found, [(each.code, each.place.line) for each in findings]


def voices(found: Meta | None) -> dict[str, list[str | None]]:
    assert found is not None
    return {name: [voice.name for voice in each] for name, each in found.speakers.items()}


def test_a_title_that_is_missing_is_the_name_of_the_file() -> None:
    assert meta("speakers: {A: nữ}\n")[0].title == "Tên"  # type: ignore[union-attr]
    assert meta("title: B\nspeakers: {A: nữ}\n")[0].title == "B"  # type: ignore[union-attr]
    assert meta("title: [B\n")[0] is None


def test_outlets_are_named_once() -> None:
    found, _ = meta("title: B\ndeliver: [mp3, wav, mp3]\n")
    assert found is not None and found.deliver == ("mp3", "wav")


@pytest.mark.parametrize(
    ("text", "speakers", "found"),
    [
        ("giọng:\n  A: nữ\n  B: nam\n", {"A": ["nữ"], "B": ["nam"]}, []),
        ("giọng:\nA: nữ\nB: nam\nsố: 4\n", {"A": ["nữ"], "B": ["nam"]}, [("not-indented", 3)]),
        ("giọng:\n- A: nữ\n- B: nam\n", {"A": ["nữ"], "B": ["nam"]}, []),
        ("giọng: A: nữ, B: nam\n", {"A": ["nữ"], "B": ["nam"]}, [("not-indented", 2)]),
        ("số: 4\nGiọng : A: nữ; B: nam\n", {"A": ["nữ"], "B": ["nam"]}, [("not-indented", 3)]),
        ("giọng: {“A”: “nữ”, ‘B’: nam}\n", {"A": ["nữ"], "B": ["nam"]}, []),
    ],
)
def test_speakers_by_other_habits(
    text: str, speakers: dict[str, list[str]], found: list[tuple[str, int]]
) -> None:
    read, codes = meta(text)
    assert voices(read) == speakers
    assert [(code, line) for code, line in codes if code != "missing-key"] == found


def test_how_speakers_are_written_can_be_pasted() -> None:
    _, findings = read_front_matter(("giọng:\nA: nữ\nB: nam\n", 2), file="s.md", fallback_title="T")
    assert "giọng:\n  A: nữ\n  B: nam" in findings[0].remedy.vi
    _, findings = read_front_matter(("giọng: A: nữ, B: nam\n", 2), file="s.md", fallback_title="T")
    assert "giọng:\n  A: nữ\n  B: nam" in findings[0].remedy.vi
