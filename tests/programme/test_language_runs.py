from __future__ import annotations

from radioprog.kernel.findings import Place
from radioprog.kernel.units import Seconds
from radioprog.programme.language_runs import cut, join, runs_of, sentence_spans
from radioprog.script.model import Breath, Foreign, Respelled, SourceText, Words

A = SourceText("abc", ((0, Place("f", 1, 5)),))
B = SourceText("de", ((0, Place("f", 2, 1)),))


def test_joined_and_cut_texts_keep_their_places() -> None:
    both = join(A, B)
    assert both.text == "abcde"
    assert [str(both.place_at(at)) for at in range(5)] == [
        "f:1:5",
        "f:1:6",
        "f:1:7",
        "f:2:1",
        "f:2:2",
    ]
    part = cut(both, 1, 5)
    assert part.text == "bcde"
    assert [str(part.place_at(at)) for at in (0, 2)] == ["f:1:6", "f:2:1"]


def test_words_in_the_scripts_own_language_are_no_run_of_their_own() -> None:
    runs = runs_of((Words(A), Foreign("vi", B)), "vi")
    assert [(run.language, run.source.text) for run in runs] == [("vi", "abcde")]


def test_breaths_beside_each_other_add_up() -> None:
    pieces = (Words(A), Breath(Seconds(1)), Breath(Seconds(0.5)), Words(B), Breath(Seconds(2)))
    first, second = runs_of(pieces, "vi")
    assert (first.breath, second.breath, second.rest) == (None, 1.5, 2.0)


def test_no_sentence_ends_inside_a_respelling() -> None:
    pieces = (Respelled("T. P. H.", "tê pê hát"), Words(SourceText(" xong. Hết.")))
    (run,) = runs_of(pieces, "vi")

    def everywhere(text: str, language: str) -> list[tuple[int, int]]:
        ends = [at + 1 for at, char in enumerate(text) if char == "."]
        return list(zip([0, *ends], ends, strict=False))

    assert [run.source.text[slice(*span)] for span in sentence_spans(run, everywhere)] == [
        "T. P. H.",
        "xong.",
        "Hết.",
    ]
