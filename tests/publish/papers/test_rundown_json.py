from __future__ import annotations

import json
from itertools import pairwise

from radioprog.kernel.canonical import document_json
from radioprog.programme.placing import place
from radioprog.publish.papers.rundown_json import chapters_json, rundown_document, rundown_json
from tests.publish.programmes import example, planned


def test_every_item_has_its_exact_place() -> None:
    plan = planned()
    placed = place(plan)
    document = rundown_json(plan, example().meta, placed)
    starts = {cue.item: cue for cue in placed.placements}
    for number, item in enumerate(document["items"]):
        if number in starts:
            assert item["start_frame"] == starts[number].start
            assert item["start_frame"] + item["frames"] == starts[number].end
            assert item["gain_db"] is not None
        assert item["start"] == round(item["start_frame"] / 48_000, 6)
    assert document["length"] == 90.0
    assert document["frames"] == plan.length
    assert document["estimated"] is False
    assert document_json(document) == document_json(rundown_json(plan, example().meta, placed))


def test_spoken_items_tell_words_engine_and_voice() -> None:
    items = rundown_json(planned(), example().meta)["items"]
    first = next(item for item in items if item["kind"] == "speech")
    assert (first["speaker"], first["engine"], first["voice"]) == ("PTV nữ", "tone", "a")
    assert [word for word, _, _ in first["words"]] == ["Kính", "thưa", "quý", "vị!"]
    assert first["words"][0][1] == first["start"]
    assert first["file"] == "scripts/a.md"
    assert [item["reading"] for item in items if item.get("text") == "Sáng mai mất điện."] == [1, 2]


def test_the_document_is_written_piece_by_piece_to_the_same_bytes() -> None:
    plan = planned()
    placed = place(plan)
    whole = document_json(rundown_json(plan, example().meta, placed))
    assert b"".join(rundown_document(plan, example().meta, placed)) == whole


def test_chapters_follow_each_other_and_leave_empty_segments_out() -> None:
    plan = planned()
    document = json.loads(json.dumps(chapters_json(plan)))
    assert document["version"] == "1.2.0"
    made = document["chapters"]
    assert [one["title"] for one in made] == ["Mở đầu & lời chào", "Tin", "Thông báo", "Chào"]
    assert made[0]["startTime"] == 0
    assert all(a["endTime"] == b["startTime"] for a, b in pairwise(made))
    assert made[-1]["endTime"] == round(plan.length / 48_000, 3)
