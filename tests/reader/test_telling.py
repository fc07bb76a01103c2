"""What the reader tells: unread tokens, the audit, the lexicon's idle lines, lines with braces."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import NOWHERE, Place, Severity
from radioprog.reader import read
from radioprog.reader.audit import audit_json, audit_lines, doubt_lines, doubtful
from radioprog.reader.lexicon import Lexicon, LexiconEntry
from radioprog.reader.lexicon_file import parse_lexicon
from radioprog.reader.read import chain_of, read_marked
from radioprog.reader.telling import lexicon_findings, unread_findings, word_findings


def test_an_unread_token_is_a_warning_with_its_place() -> None:
    said = read("Theo XQZ hôm nay")
    (finding,) = unread_findings(said, lambda offset: Place("a.md", 3, offset + 1))
    assert (finding.code, finding.severity) == ("unread-token", Severity.WARNING)
    assert finding.place == Place("a.md", 3, 6)
    assert "{XQZ|" in finding.remedy.vi
    assert 'radioprog lexicon add "XQZ"' in finding.remedy.en
    assert said.spoken == "Theo ích quy dét hôm nay"


def test_what_has_no_sound_is_told_too() -> None:
    said = read("vui 😀 lắm")
    (finding,) = unread_findings(said, lambda offset: Place("a.md", 1, offset + 1))
    assert finding.place.column == 5
    assert "không đọc" in finding.message.vi


def test_audit_shows_each_token_that_is_no_plain_word() -> None:
    said = read("UBND xã họp lúc 17h30")
    table = audit_lines(said, "vi")
    assert table[0].split() == ["viết", "loại", "đọc", "quy", "tắc"]
    assert len(table) == 3
    rows = audit_json(said)
    assert "".join(row["written"] for row in rows) == said.text
    assert [row["class"] for row in audit_json(said, every=False)] == ["abbreviation", "time"]
    assert set(rows[0]) == {"written", "class", "reading", "rule", "start", "end", "unread"}


def test_the_last_layer_wins() -> None:
    mine = Lexicon(
        (LexiconEntry("ASEAN", "Hiệp hội các quốc gia Đông Nam Á"), LexiconEntry("XQZ", "ích"))
    )
    assert read("ASEAN, XQZ", lexicon=mine).spoken == "Hiệp hội các quốc gia Đông Nam Á, ích"
    assert not read("ASEAN, XQZ", lexicon=mine).unread


def test_a_line_with_a_context_holds_only_there() -> None:
    text = "CLX:\n  - {đọc: câu lạc xanh, ngữ cảnh: [trồng]}\n  - {reading: cờ lờ ích}\n"
    lexicon, findings = parse_lexicon(text, file="lexicon.yaml")
    assert not findings
    assert read("nhà CLX", lexicon=lexicon).spoken == "nhà cờ lờ ích"
    assert read("trồng cây CLX", lexicon=lexicon).spoken == "trồng cây câu lạc xanh"


def test_names_of_several_words_and_old_spelling_are_found() -> None:
    lexicon, _ = parse_lexicon("Thuỷ Ba: Thủy Ba Đông\nK-Ai: Ca Ai")
    assert read("ở Thủy Ba và K-Ai", lexicon=lexicon).spoken == "ở Thủy Ba Đông và Ca Ai"


def test_an_idle_line_and_a_covering_line_are_told() -> None:
    lexicon, _ = parse_lexicon("ASEAN: A xê an\nCha Lọ: Cha Lo", file="lexicon.yaml")
    said = read("khối ASEAN", lexicon=lexicon)
    found = lexicon_findings(lexicon, [said], below=chain_of("vi").lexicon)
    assert [(one.code, one.place.line) for one in found] == [
        ("lexicon-shadow", 1),
        ("lexicon-unused", 2),
    ]
    assert "A-xê-an" in found[0].message.vi


def test_a_lexicon_that_is_no_map_is_an_error_with_its_place() -> None:
    lexicon, findings = parse_lexicon("- ASEAN", file="lexicon.yaml")
    assert not lexicon.entries
    assert [finding.severity for finding in findings] == [Severity.ERROR]


def test_a_doubled_word_is_an_error() -> None:
    _, findings = parse_lexicon("BRU: a\nbru: b", file="lexicon.yaml")
    assert [finding.code for finding in findings] == ["duplicate-key"]


def test_marked_lines() -> None:
    said = read_marked("Khối {ASEAN|A xê an}, {en: 3 items}, {x}")
    assert said.spoken == "Khối A xê an, three items, mở ngoặc nhọn ích đóng ngoặc nhọn"
    assert [token.written for token in said.unread] == ["{", "}"]
    assert read_marked("{lo: Sabaidee}").unread


def test_two_layers_are_merged_once() -> None:
    below, above = Lexicon((LexiconEntry("a", "b"),)), Lexicon((LexiconEntry("c", "d"),))
    assert below.merge(above) is below.merge(above)
    assert below.merge(None) is below.merge(Lexicon()) is below
    assert below.merge(Lexicon((LexiconEntry("a", "x"),))).get("a") == LexiconEntry("a", "x")


def told_of_words(text: str) -> list[tuple[str, str, int]]:
    found = word_findings([(read(text), lambda offset: Place("a.md", 1, offset + 1))])
    return [(one.code, one.details["written"], one.details["count"]) for one in found]


def test_a_foreign_word_is_told_once_with_its_count() -> None:
    assert told_of_words("hãng Xinhua, theo Xinhua; mangthương") == [
        ("foreign-word", "Xinhua", 2),
        ("probable-slip", "mangthương", 1),
    ]


def test_words_with_a_reading_or_of_the_mountains_are_not_told_as_slips() -> None:
    assert told_of_words("pizza ở bản Cù Bai, tiếng Bru, ôtô, Mát-xcơ-va") == []
    assert {code for code, *_ in told_of_words("xã Đắk Plơ, sông Sêrêpốk")} <= {"foreign-word"}


def test_what_grew_together_is_shown_apart() -> None:
    (finding,) = word_findings([(read("lúc mangthương binh"), lambda offset: Place("a.md", 1, 1))])
    assert finding.remedy.vi == "viết rời: mang thương"
    assert finding.severity is Severity.INFO


def test_a_syllable_without_the_tone_of_its_stop_is_a_slip() -> None:
    assert told_of_words("nươc mắm của đât nước") == [
        ("probable-slip", "nươc", 1),
        ("probable-slip", "đât", 1),
    ]


def test_keys_with_digits_and_signs_match_whole() -> None:
    lexicon, findings = parse_lexicon(
        'P6: pê sáu thơm\nPA05: phòng năm\n"21-9": hai mốt tháng chín\n"23-9": hăm ba tháng chín\n'
    )
    said = read("giống P6, P60; PA05; ngày 21-9, 23-9, 121-9", lexicon=lexicon)
    used = [token.written for token in said.tokens if token.rule == "lexicon-workspace"]
    assert not findings
    assert used == ["P6", "PA05", "21-9", "23-9"]
    assert not lexicon_findings(lexicon, [said])


def test_a_key_of_letters_never_fires_inside_longer_initials() -> None:
    lexicon, _ = parse_lexicon("T.T: Thanh Tâm")
    assert read("chị T.T kể", lexicon=lexicon).spoken == "chị Thanh Tâm kể"
    assert read("chị T.T.H kể", lexicon=lexicon).spoken == "chị tê tê hát kể"


def test_the_stronger_layer_wins_also_over_a_line_with_a_context() -> None:
    below = Lexicon((LexiconEntry("CLX", "câu lạc xanh", ("cây",), layer="built-in"),))
    both = below.merge(Lexicon((LexiconEntry("CLX", "cờ lờ ích"),)))
    found = both.get("CLX", ["cây"])
    assert found is not None
    assert found.spoken == "cờ lờ ích"


def test_a_line_that_stands_but_is_not_used_is_told_as_such() -> None:
    lexicon, _ = parse_lexicon("CLX: {đọc: câu lạc xanh, ngữ cảnh: [trồng]}\nCha Lọ: Cha Lo")
    found = lexicon_findings(lexicon, [read("nhà CLX", lexicon=lexicon)])
    assert [(one.code, one.kind.variant) for one in found] == [
        ("lexicon-unused", "idle"),
        ("lexicon-unused", ""),
    ]


def test_what_needs_an_eye_is_grouped_with_count_and_first_place() -> None:
    text = "XQZ; Xinhua; TT Kiến Giang, TT Kiến Giang; cấp 3-4; 17h30; mangthương; UBND"
    doubts = doubtful([(read(text), lambda offset: Place("a.md", 1, offset + 1))])
    assert [(one.kind, one.written, one.count, one.place.column) for one in doubts] == [
        ("unread", "XQZ", 1, 1),
        ("slip", "mangthương", 1, text.index("mang") + 1),
        ("foreign", "Xinhua", 1, 6),
        ("choice", "TT", 2, 14),
        ("dash", "3-4", 1, text.index("3-4") + 1),
    ]
    assert len(doubt_lines(doubts, "en")) == 6


@pytest.mark.parametrize(
    ("word", "code"),
    [("Thôngbáo", "probable-slip"), ("Đắklắk", "foreign-word")],
)
def test_two_words_in_one_are_a_slip_and_no_foreign_word(word, code):
    (found,) = word_findings([(read(f"Xã có {word} mới"), lambda at: NOWHERE)])
    assert found.code == code
