from __future__ import annotations

import json
from itertools import pairwise

from radioprog.publish.papers.chapters import chapters_json
from tests.publish.programmes import planned


def test_chapters_follow_each_other_and_leave_empty_segments_out() -> None:
    plan = planned()
    document = json.loads(json.dumps(chapters_json(plan)))
    assert document["version"] == "1.2.0"
    made = document["chapters"]
    assert [one["title"] for one in made] == ["Mở đầu & lời chào", "Tin", "Thông báo", "Chào"]
    assert made[0]["startTime"] == 0
    assert all(a["endTime"] == b["startTime"] for a, b in pairwise(made))
    assert made[-1]["endTime"] == round(plan.length / 48_000, 3)
