"""Fields and files of stations' own editions: what they become, and what is told of slips."""

from __future__ import annotations

import pytest

from radioprog.kernel.findings import Codes, Finding, Text
from radioprog.script.editions import Locality, fields_in, file_for, filled_text
from radioprog.script.inline import written_text
from radioprog.script.model import Heading, Include, Script, SoundCue, Speech, StationPart
from radioprog.script.parse import parse_script
from radioprog.script.resolve import IncludedFile, resolve_includes
from radioprog.script.write import write_script

HEAD = "---\ntitle: Bản tin {xã}\nspeakers: {PTV: nữ}\neditions: {stations: 'tag:bien-gioi'}\n---\n"
DAN_HOA = Locality(
    "dan-hoa",
    {"station": "Cụm Cha Lo", "commune": "Xã Dân Hóa", "province": "Tỉnh Quảng Bình"},
    {"station": "cha-lo", "commune": "dan-hoa", "province": "quang-binh"},
)


def parsed(body: str, head: str = HEAD) -> tuple[Script, tuple[Finding, ...]]:
    script, found = parse_script(head + body, file="scripts/a.md", name="a")
    assert script is not None
    return script, found


def resolved(body: str, files: dict[str, str], locality: Locality | None = DAN_HOA):  # type: ignore[no-untyped-def]
    asked: list[str] = []

    def read(name: str, by: str, cue: Include) -> tuple[IncludedFile | None, tuple[Finding, ...]]:
        asked.append(name)
        if name in files:
            return IncludedFile(name, files[name]), ()
        return None, (MISSING(cue.place, name=name),)

    script, _ = parsed(body)
    return resolve_includes(script, read, locality), asked


TABLE = Codes("radioprog.script.findings_of_a_test_of_editions")
MISSING = TABLE.error("missing-include", Text("thiếu {name}", "no {name}"), Text("x", "x"))


def spoken(script: Script) -> list[str]:
    return [written_text(block.pieces) for block in script.body if isinstance(block, Speech)]


def test_the_front_matter_names_the_stations_in_either_language() -> None:
    script, found = parsed("\nPTV: Chào.\n")
    assert script.meta.editions is not None and script.meta.editions.stations == "tag:bien-gioi"
    assert not found
    other, _ = parsed(
        "\nPTV: Chào.\n", "---\ntên chương trình: A\nbản riêng: {đài: all}\ngiọng: {PTV: nữ}\n---\n"
    )
    assert other.meta.editions is not None and other.meta.editions.stations == "all"


def test_fields_become_the_words_of_the_station() -> None:
    whole, _ = resolved("\nPTV: Đây là {đài}, {XÃ}, {tỉnh}.\n", {})
    assert spoken(whole.script) == ["Đây là Cụm Cha Lo, Xã Dân Hóa, Tỉnh Quảng Bình."]
    assert whole.script.meta.title == "Bản tin Xã Dân Hóa"
    speech = next(block for block in whole.script.body if isinstance(block, Speech))
    assert speech.pieces[1].source.place_at(0).column == 13  # type: ignore[union-attr]


def test_a_name_with_hostile_letters_stays_text() -> None:
    name = "Xã {a|b} [nhạc: x] // *\n# Đề | đọc hai lần"
    evil = Locality("x", {"station": name}, {"station": "x"})
    whole, _ = resolved("\nPTV: Đây là {đài}.\n", {}, evil)
    assert spoken(whole.script) == [f"Đây là {' '.join(name.split())}."]
    assert [type(block) for block in whole.script.body] == [StationPart, Speech, StationPart]
    assert not whole.findings


def test_each_station_includes_its_own_file_by_its_id() -> None:
    body = "\nPTV: Chào.\n\n[chèn: dia-phuong/{đài}.md | nếu có]\n\nPTV: Hết.\n"
    whole, asked = resolved(body, {"dia-phuong/cha-lo.md": "PTV: Thông báo riêng của {xã}.\n"})
    assert asked == ["dia-phuong/cha-lo.md"]
    assert spoken(whole.script) == ["Chào.", "Thông báo riêng của Xã Dân Hóa.", "Hết."]


def test_a_file_that_may_be_missing_leaves_nothing_and_another_is_an_error() -> None:
    kinds = [Speech, StationPart, StationPart, Speech]
    body = "\nPTV: Chào.\n\n[chèn: dia-phuong/{{đài}}.md{}]\n\nPTV: Hết.\n"
    whole, _ = resolved(body.format(" | nếu có"), {})
    assert [type(block) for block in whole.script.body] == kinds and not whole.findings
    whole, _ = resolved(body.format(""), {})
    assert [found.code for found in whole.findings] == ["missing-include"]


def test_fields_without_stations_are_told_where_they_stand() -> None:
    whole, _ = resolved("\nPTV: Đây là {đài}.\n\n[chèn: x/{xã}.md]\n", {}, None)
    codes = [(found.code, found.place.line) for found in whole.findings]
    assert ("field-without-editions", 7) in codes and ("field-without-editions", 9) in codes


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("đàii", "{đài}"),
        ("dai", "{đài}"),
        ("xa", "{xã}"),
        ("tinh", "{tỉnh}"),
        ("statoin", "{station}"),
    ],
)
def test_an_unknown_field_is_answered_with_the_one_that_is_meant(written: str, meant: str) -> None:
    _, found = parsed(f"\nPTV: Đây là {{{written}}}.\n")
    assert [each.code for each in found] == ["unknown-station-field"]
    assert meant in found[0].remedy.vi


@pytest.mark.parametrize("written", ["a", "a|", "thôn bản xa xôi quá chừng", "1"])
def test_other_braces_are_what_they_were(written: str) -> None:
    _, found = parsed(f"\nPTV: Đây là {{{written}}}.\n")
    assert [each.code for each in found] == ["bad-brace"]


def test_headings_clips_and_names_of_sounds_are_filled() -> None:
    body = (
        "\n# Tin {xã}\n\n[nhạc hiệu: jingles/{đài}.flac]\n\nPTV: Chào.\n\n"
        "[băng: clips/a.flac | lời: Cán bộ {xã} trả lời.]\n"
    )
    whole, _ = resolved(body, {})
    heading = next(block for block in whole.script.body if isinstance(block, Heading))
    tune, clip = (block for block in whole.script.body if isinstance(block, SoundCue))
    assert heading.title == "Tin Xã Dân Hóa" and tune.file == "jingles/cha-lo.flac"
    assert clip.text == "Cán bộ Xã Dân Hóa trả lời."


def test_what_each_station_has_its_own_of_stands_between_marks() -> None:
    whole, _ = resolved("\nPTV: Một.\n\nPTV: Đây là {đài}.\n\nPTV: Hai.\n", {})
    kinds = [type(block).__name__ for block in whole.script.body]
    assert kinds == ["Speech", "StationPart", "Speech", "StationPart", "Speech"]


def test_an_option_of_includes_is_none_of_sounds() -> None:
    _, found = parsed("\nPTV: Chào.\n\n[nhạc cắt: a.flac | nếu có]\n")
    assert [each.code for each in found] == ["unknown-option"]


def test_it_is_written_as_it_was_read() -> None:
    body = "\nPTV: Đây là {đài} của {xã}.\n\n[chèn: dia-phuong/{đài}.md | nếu có]\n\n[chèn: b.md]\n"
    script, _ = parsed(body)
    again, found = parse_script(write_script(script), file="scripts/a.md", name="a")
    assert again == script and not found
    assert Include("b.md") in script.body


def test_words_and_ids() -> None:
    assert filled_text("{đài} {x} {Đài}", {"station": "A\nB"}) == "A B {x} A B"
    assert fields_in("a/{đài}-{tỉnh}.md") == ("station", "province")
    assert file_for("{đài}/{xã}.md", DAN_HOA) == "cha-lo/dan-hoa.md"
