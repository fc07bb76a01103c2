"""English words and marks."""

from __future__ import annotations

import pytest

from radioprog.reader import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Chapter IV", "Chapter four"),
        ("Chapter I", "Chapter one"),
        ("chapters IV and V", "chapters four and five"),
        ("chapters IV or V", "chapters four or five"),
        ("Henry VIII", "Henry the eighth"),
        ("Henry I", "Henry I"),
        ("Elizabeth II", "Elizabeth the second"),
        ("in this section I describe", "in this section I describe"),
        ("IV people", "eye vee people"),
        ("Type I", "Type one"),
        ("type I", "type I"),
        ("World War II", "World War two"),
        ("XXI", "ex ex eye"),
        ("UNESCO", "UNESCO"),
        ("EU", "ee you"),
        ("the U.S.", "the you ess"),
        ("U.S. people", "you ess people"),
        ("NATO", "NATO"),
        ("ABCDEFG", "ABCDEFG"),
        ("ABCDEF", "ay bee see dee ee eff"),
        ("THE GREAT WALL", "THE GREAT WALL"),
        ("ASEAN SUMMIT", "ASEAN SUMMIT"),
        ("Dr. Green", "Doctor Green"),
        ("e.g. rice", "for example rice"),
        ("etc.", "et cetera"),
        ("COVID-19", "COVID nineteen"),
        ("F-16", "eff sixteen"),
        ("MP3", "em pee three"),
        ("A0123", "ay zero one two three"),
        ("A12345", "ay one two three four five"),
    ],
)
def test_words(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("-5 degrees", "minus five degrees"),
        ("(-5)", "(minus five)"),
        ("x-5", "x five"),
        ("5 - 7", "five to seven"),
        ("rice - maize", "rice, maize"),
        ("rice, - maize", "rice, maize"),
        ("rice-maize", "rice-maize"),
        ("*rice*", "rice"),
        ("5 + 3", "five plus three"),
        ("rice & maize", "rice and maize"),
        ("#5", "number five"),
        ("50 %", "fifty percent"),
        ("@home", "at home"),
        ("www.example.com", "www dot example dot com"),
        ("info@example.com", "info at example dot com"),
        ("rice/maize", "rice/maize"),
        ("1. Rice", "one, Rice"),
        ("a) Rice", "a, Rice"),
        ("- Rice", " Rice"),
        ("(i) Rice", "i, Rice"),
    ],
)
def test_marks(written: str, spoken: str) -> None:
    assert read(written, language="en").spoken == spoken
