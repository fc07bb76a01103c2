"""The lexicon: which line holds for a word, by layer, by context, by capitals."""

from __future__ import annotations

import pytest

from radioprog.reader.lexicon import Lexicon, LexiconEntry, lookup_key

E = LexiconEntry


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ASEAN", "asean"),
        ("EU", "=EU"),
        ("Bru", "=Bru"),
        ("bru", "bru"),
        ("ôtô", "ôtô"),
        ("Hoà", "=Hoà"),
        ("UNDP", "undp"),
        ("hoà bình", "hòa bình"),
    ],
)
def test_a_short_name_keeps_its_capitals(written: str, key: str) -> None:
    assert lookup_key(written) == key
    assert E(written, "x").key == key


def spoken(lexicon: Lexicon, written: str, *near: str) -> str | None:
    entry = lexicon.get(written, near)
    return None if entry is None else entry.spoken


def test_a_word_is_found_in_any_case_a_short_name_in_its_own() -> None:
    lexicon = Lexicon((E("ASEAN", "a"), E("EU", "e"), E("bru", "b")))
    assert spoken(lexicon, "Asean") == spoken(lexicon, "ASEAN") == "a"
    assert spoken(lexicon, "EU") == "e"
    assert spoken(lexicon, "eu") is spoken(lexicon, "Eu") is None
    assert spoken(lexicon, "BRU") == spoken(lexicon, "bru") == "b"
    assert spoken(lexicon, "khác") is None


def test_a_context_must_stand_near_and_comes_first() -> None:
    lexicon = Lexicon((E("BTC", "ban tổ chức"), E("BTC", "bít-coin", context=("giá", "Tiền"))))
    assert spoken(lexicon, "BTC") == "ban tổ chức"
    assert spoken(lexicon, "BTC", "xã", "tiền") == "bít-coin"
    assert spoken(lexicon, "BTC", "GIÁ") == "bít-coin"
    only = Lexicon((E("BTC", "bít-coin", context=("giá",)),))
    assert spoken(only, "BTC", "xã") is None


def test_the_last_layer_is_the_strongest() -> None:
    built = Lexicon((E("ASEAN", "một", layer="built-in"), E("OCOP", "ô", layer="built-in")))
    own = Lexicon((E("asean", "hai"), E("asean", "ba", context=("khối",))))
    both = built.merge(own)
    assert spoken(both, "ASEAN") == "hai"
    assert spoken(both, "ASEAN", "khối") == "ba"
    assert spoken(both, "OCOP") == "ô"
    # A line of the stronger layer without context beats one of the weaker with it.
    weak = Lexicon((E("A B", "yếu", context=("khối",), layer="built-in"),))
    assert spoken(weak.merge(Lexicon((E("A B", "mạnh"),))), "A B", "khối") == "mạnh"
    # Within a layer the later line holds.
    assert spoken(Lexicon((E("ASEAN", "một"), E("ASEAN", "hai"))), "ASEAN") == "hai"


def test_merging_nothing_gives_the_same_and_the_same_twice_the_same() -> None:
    built, own = Lexicon((E("ASEAN", "một"),)), Lexicon((E("OCOP", "ô"),))
    assert built.merge(None) is built
    assert built.merge(Lexicon()) is built
    merged = built.merge(own)
    assert built.merge(own) is merged
    for count in range(200):
        other = Lexicon((E("OCOP", str(count)),))
        assert spoken(built.merge(other), "OCOP") == str(count)
    assert spoken(built.merge(own), "OCOP") == "ô"


def test_the_longest_line_of_each_first_word() -> None:
    lexicon = Lexicon((E("Việt Nam", "x"), E("Việt Nam News", "x"), E("Việt", "x"), E("P6", "x")))
    assert dict(lexicon.longest) == {"việt": 3}


def test_codes_by_their_first_character_the_longest_first() -> None:
    lexicon = Lexicon((E("P6", "x"), E("PA05", "x"), E("P6", "y"), E("21-9", "x"), E("An", "x")))
    assert dict(lexicon.codes) == {"p": ("PA05", "P6"), "2": ("21-9",)}
