from __future__ import annotations

import pytest

from radioprog.kernel.findings import NOWHERE, Place, Severity, Text, composed
from radioprog.script.model import Include, Script, SoundCue, Speech, VoiceChoice
from radioprog.script.parse import parse_script
from radioprog.script.resolve import IncludedFile, resolve_includes

FRONT = "---\ntitle: T\nspeakers: {A: nữ, B: nam}\n---\n"


def resolve(body: str, files: dict[str, str]):
    def read(name, asking, cue):
        if name not in files:
            return None, (
                composed(
                    "missing-asset", Severity.ERROR, Text(name, name), Text("", ""), cue.place
                ),
            )
        return IncludedFile(f"scripts/{name}", files[name]), ()

    script, findings = parse_script(FRONT + body, file="scripts/main.md", name="main")
    assert script is not None
    assert not [found for found in findings if found.is_error]
    return resolve_includes(script, read)


def spoken(script: Script) -> list[tuple[str, str, str]]:
    return [
        (block.speaker, block.pieces[0].source.text, str(block.place))
        for block in script.body
        if isinstance(block, Speech)
    ]


def test_bodies_stand_in_place_and_point_to_their_file():
    done = resolve(
        "A: một\n\n[chèn: x.md]\n\nba\n",
        {"x.md": "---\ntitle: X\nspeakers: {C: khác, A: lạ}\n---\n# X\nC: hai\n\nA: rưỡi\n"},
    )
    assert done.findings == () or [f.code for f in done.findings] == ["unused-speaker"]
    assert spoken(done.script) == [
        ("A", "một", "scripts/main.md:5:1"),
        ("C", "hai", "scripts/x.md:6:1"),
        ("A", "rưỡi", "scripts/x.md:8:1"),
        ("A", "ba", "scripts/main.md:9:1"),
    ]
    assert done.script.meta.speakers["A"] == (VoiceChoice(name="nữ"),)
    assert done.script.meta.speakers["C"] == (VoiceChoice(name="khác"),)
    assert done.files == ("scripts/x.md",)
    assert not any(isinstance(block, Include) for block in done.script.body)


def test_a_plain_fragment_goes_on_with_the_last_speaker():
    done = resolve("B: một\n[chèn: x]\n", {"x": "hai\n\nA: ba"})
    assert [who for who, _, _ in spoken(done.script)] == ["B", "B", "A"]


def test_a_bed_may_end_in_an_included_file():
    done = resolve("[nhạc nền: b]\nA: một\n[chèn: x]\nB: c", {"x": "[hết nhạc nền]"})
    assert done.findings == ()
    done = resolve("[nhạc nền: b]\nA: một\n[chèn: x]\nB: c", {"x": "A: hai"})
    assert [(f.code, f.place.line) for f in done.findings] == [("unclosed-bed", 5)]


@pytest.mark.parametrize(
    ("files", "code", "place"),
    [
        ({"a": "[chèn: b]", "b": "[chèn: a]"}, "include-cycle", "scripts/b:1:1"),
        ({"a": "[chèn: a]"}, "include-cycle", "scripts/a:1:1"),
        ({}, "missing-asset", "scripts/main.md:6:1"),
        ({"a": "PTV 1: x"}, "unknown-speaker", "scripts/a:1:1"),
        ({"a": "---\ntitle: a: b\n---\n"}, "yaml-syntax", "scripts/a:2:9"),
        ({"a": "---\ntitle: a\n"}, "unclosed-front-matter", "scripts/a:1:1"),
    ],
)
def test_faults_point_into_the_file_that_has_them(files, code, place):
    done = resolve("A: x\n[chèn: a]", files)
    assert (code, place) in [(found.code, str(found.place)) for found in done.findings]


def test_depth_is_bounded_at_eight():
    chain = {f"f{n}": f"[chèn: f{n + 1}]" for n in range(1, 8)} | {"f8": "A: đáy"}
    done = resolve("A: x\n[chèn: f1]", chain)
    assert done.findings == () or all(not f.is_error for f in done.findings)
    assert spoken(done.script)[-1][1] == "đáy"
    deeper = chain | {"f8": "[chèn: f9]", "f9": "A: đáy"}
    assert [f.code for f in resolve("A: x\n[chèn: f1]", deeper).findings if f.is_error] == [
        "include-depth"
    ]


def test_a_tree_of_includes_is_bounded():
    files = {f"f{n}": f"[chèn: f{n + 1}]\n" * 10 for n in range(1, 8)} | {"f8": "A: đáy"}
    done = resolve("A: x\n[chèn: f1]", files)
    assert [found.code for found in done.findings if found.is_error] == ["too-many-includes"]


def test_a_script_without_includes_is_left_alone():
    done = resolve("A: x\n\nB: y", {})
    assert done.findings == ()
    assert done.script.body[0].place == Place("scripts/main.md", 5, 1)


def test_clips_keep_the_file_they_are_relative_to():
    done = resolve("A: x\n[chèn: tin/y.md]", {"tin/y.md": "[nhạc cắt: c.flac]"})
    cue = done.script.body[-1]
    assert isinstance(cue, SoundCue)
    assert cue.place.file == "scripts/tin/y.md"
    assert cue.place != NOWHERE


def test_an_included_file_needs_no_title_but_its_voices_need_an_engine():
    front = "---\nspeakers: {C: nữ}\n---\n"
    done = resolve("[chèn: x.md]\n", {"x.md": f"{front}C: hai\n\nB: ba\n"})
    assert not [found for found in done.findings if found.is_error]
    assert [who for who, _, _ in spoken(done.script)] == ["C", "B"]
    done = resolve("[chèn: x.md]\n", {"x.md": "---\nspeakers: {C: {voice: vi}}\n---\nC: hai\n"})
    assert [found.code for found in done.findings if found.is_error] == ["missing-key"]


def test_an_included_file_without_anything_to_hear_is_told():
    done = resolve("A: một\n\n[chèn: x.md]\n", {"x.md": "// mai viết\n"})
    assert "empty-include" in [found.code for found in done.findings]
