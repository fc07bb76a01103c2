from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.kernel.units import Decibels, Seconds, SyllablesPerMinute
from radioprog.script.model import (
    BedEnd,
    Breath,
    Foreign,
    Heading,
    Include,
    Meta,
    Pause,
    Respelled,
    Script,
    SoundCue,
    SoundKind,
    SourceText,
    Speech,
    VoiceChoice,
    Words,
)
from radioprog.script.parse import parse_script
from radioprog.script.write import write_script

MARKS = "\\[]{}|(#/:<-*_•–—！［］｛｝｜（：＃)>.,1 2axàPTVđ!\"'&nghỉ"
PLAIN = st.characters(exclude_categories=["C", "M", "Zl", "Zp"], exclude_characters="\u00ad\ufeff")
letters = st.one_of(st.sampled_from(MARKS), PLAIN)
FRAGMENTS = [
    "PTV nữ:",
    "PTV:",
    "MC 1: ",
    "[nhạc cắt: a]",
    "[nghỉ: 1s]",
    "(nghỉ 1s)",
    "(nghỉ 15 phút)",
    "<!-- x -->",
    "<!–",
    "-->",
    "// ",
    "//",
    "# ",
    "## ",
    "- ",
    "• ",
    "1. ",
    "2) ",
    "**a**",
    "_b_",
    "*",
    "[a](b)",
    "![a](b)",
    "{a|b}",
    "{en: x}",
    "en: ",
    "|---|",
    "---",
    "***",
    "\\",
    "\\\\",
    "lời: ",
    "đọc hai lần",
    " ",
    "Địa chỉ:",
    "[1]",
    "[...]",
    "https://a.vn/b_c_d",
]


def tidy(parts: list[str]) -> str:
    return unicodedata.normalize("NFC", "".join(parts)).strip() or "à"


def lines(most: int = 30) -> st.SearchStrategy[str]:
    part = st.one_of(letters, st.sampled_from(FRAGMENTS))
    return st.lists(part, min_size=1, max_size=most).map(tidy)


def paths() -> st.SearchStrategy[str]:
    """File names as a cue gives them: plain slashes, each alone, no quotation marks around."""
    return lines().map(
        lambda text: re.sub("/+", "/", text.replace("\\", "/")).strip(" \"'“”‘’«»") or "à"
    )


def inner() -> st.SearchStrategy[str]:
    """Words between other pieces: blanks at the ends count."""
    blank = st.sampled_from(["", " ", "  "])
    return st.tuples(blank, lines(), blank).map("".join) | st.sampled_from([" ", "  "])


times = st.one_of(
    st.integers(1, 299).map(float),
    st.floats(0.001, 299, allow_nan=False).map(lambda x: round(x, 3)),
).map(Seconds)
breaths = st.builds(Breath, st.floats(0.1, 30).map(Seconds))
foreign = st.builds(
    Foreign, st.sampled_from(["en", "lo", "bru", "zh-hans"]), lines().map(SourceText)
)
respelled = st.builds(Respelled, lines(), lines())
words = inner().map(SourceText).map(Words)


@st.composite
def pieces(draw):
    row = draw(st.lists(st.one_of(respelled, foreign, breaths, words), max_size=4))
    row = [
        piece
        for piece, before in zip(row, [None, *row], strict=False)
        if not (isinstance(piece, Words) and isinstance(before, Words))
    ]
    while row and isinstance(row[0], Words) and row[0].source.text != row[0].source.text.strip():
        row.pop(0)
    while row and isinstance(row[-1], Words) and row[-1].source.text != row[-1].source.text.strip():
        row.pop()
    if all(isinstance(piece, Breath) for piece in row):
        row = [Words(SourceText(draw(lines())))]
    return tuple(row)


names = st.lists(
    st.sampled_from(["PTV nữ", "PTV nam", "MC", "Bà (Lan)", "1. Ông A", "Cán bộ đồn biên phòng"]),
    min_size=1,
    max_size=3,
    unique=True,
)
voices = st.one_of(
    st.builds(VoiceChoice, name=st.sampled_from(["nữ", "nam", "no", "07", "a, b"])),
    st.builds(
        VoiceChoice,
        engine=st.sampled_from(["espeak", "piper"]),
        voice=st.sampled_from([None, "vi+f3", "en_US-joe-medium", "a b: c"]),
        pace=st.one_of(st.none(), st.floats(60, 600).map(SyllablesPerMinute)),
    ),
)


@st.composite
def sounds(draw):
    kind = draw(st.sampled_from(list(SoundKind)))
    clip, music = kind is SoundKind.CLIP, kind is not SoundKind.READ
    some = st.one_of(st.none(), times)
    return SoundCue(
        kind,
        draw(paths()),
        *(draw(some) for _ in range(2)),
        draw(st.one_of(st.none(), st.floats(-80, 20).map(lambda x: Decibels(round(x, 2))))),
        *(draw(some) if music else None for _ in range(2)),
        draw(st.one_of(st.none(), st.integers(1, 1000))) if music else None,
        draw(st.one_of(st.none(), lines())) if clip else None,
        draw(st.sampled_from([None, "bru", "en"])) if clip else None,
    )


@st.composite
def scripts(draw):
    speakers = draw(names)
    body = []
    speaker = speakers[0] if len(speakers) == 1 else None
    for _ in range(draw(st.integers(0, 6))):
        block = draw(
            st.one_of(
                st.builds(Heading, lines(), st.booleans()),
                pieces(),
                sounds(),
                st.just(BedEnd()),
                st.builds(Pause, times),
                st.builds(Include, paths()),
            )
        )
        if isinstance(block, tuple):
            who = draw(st.sampled_from(speakers))
            named = who != speaker or draw(st.booleans())
            block = Speech(who, block, named, draw(st.booleans()), draw(st.booleans()))
            if named and draw(st.booleans()):
                block = replace(block, note=draw(st.sampled_from(["cười", "đọc chậm, rõ", "3: a"])))
            speaker = who
        body.append(block)
    always = lines(most=12).map(lambda text: " ".join(text.split()))
    text = st.one_of(st.none(), always)
    meta = Meta(
        title=draw(always),
        series=draw(text),
        episode=draw(st.one_of(st.none(), st.integers(0, 999_999))),
        date=draw(st.one_of(st.none(), st.dates(dt.date(1000, 1, 1)))),
        language=draw(st.sampled_from([None, "vi", "en", "bru"])),
        length=draw(st.one_of(st.none(), times)),
        topics=tuple(draw(st.lists(always, max_size=3))),
        producer=draw(text),
        speakers={name: tuple(draw(st.lists(voices, min_size=1, max_size=3))) for name in speakers},
        deliver=draw(st.sampled_from([(), ("web",), ("station", "web")])),
        copyright=draw(text),
        cover=draw(text),
    )
    return Script("a/b", "scripts/a/b.md", meta, tuple(body))


@settings(max_examples=150, deadline=None)
@given(scripts(), st.sampled_from(["vi", "en"]))
def test_reading_what_is_written_gives_the_same_script(script, language):
    text = write_script(script, language=language)
    again, findings = parse_script(text, file=script.file, name=script.name)
    assert again == script, (text, [found.render("en") for found in findings])


ONE = "---\ntitle: T\nspeakers: {MC: nữ}\n---\n"


def written(words: str) -> str:
    meta = Meta("T", speakers={"MC": (VoiceChoice(name="nữ"),)})
    speech = Speech("MC", (Words(SourceText(words)),), named=False)
    return write_script(Script("s", "s.md", meta, (speech,))).split("\n---\n", 1)[1].strip()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Xin chào: 5 - 3 (ba), a/b, #7 [1] 2*3*4 a_b c:\\d", None),
        ("# x", "\\# x"),
        ("#7", None),
        ("- x", "\\- x"),
        ("* x", "\\* x"),
        ("+ x", "\\+ x"),
        ("a + b, C++", None),
        ("// x", "\\// x"),
        ("| a |", "\\| a |"),
        ("{a|b}", "\\{a|b\\}"),
        ("a **b** c", "a \\**b** c"),
        ("a (nghỉ 1s) b", "a \\(nghỉ 1s) b"),
        ("[nhạc nền: a]", "\\[nhạc nền: a]"),
        ("<!-- a -->", "\\<!-- a -->"),
        ("MC: a", "MC\\: a"),
        ("PTV 1: a", "PTV 1\\: a"),
        ("Địa chỉ: a", None),
        ("a \\[ b", "a \\\\[ b"),
        ("a \\ b", None),
        ("---", "\\---"),
    ],
)
def test_only_what_would_be_syntax_is_escaped(words, text):
    assert written(words) == (words if text is None else text)


def test_keywords_in_both_languages():
    script, _ = parse_script(
        ONE + "[băng: a.wav | từ 0:05 | đến 1:20 | ra dần 2s | lời: A]\n[nhạc nền: b | -18 dB]\n"
        "(nghỉ 1s)\n[đọc hai lần]\nXin chào\n[hết nhạc nền]\n",
        file="s.md",
        name="s",
    )
    assert script is not None
    english = write_script(script, language="en")
    assert "[clip: a.wav | from 5s | to 1:20 | fade out 2s | text: A]" in english
    assert "[bed: b | -18 dB]" in english
    assert "(pause 1s)" in english
    assert "[twice]" in english and "[end bed]" in english
    assert parse_script(english, file="s.md", name="s")[0] == script


@pytest.mark.parametrize("file", ["<!-- x -->{a|b}", "{đài}.md", "a<!-- -->.md", "{đài}<!--x.md"])
def test_a_file_with_fields_and_a_note_s_marks_is_read_as_it_was(file):
    script = Script("a", None, Meta("T", speakers={"A": (VoiceChoice("nữ"),)}), (Include(file),))
    again, _ = parse_script(write_script(script), file="a.md", name="a")
    assert again is not None and [each.file for each in again.body] == [file]
