"""What is known of scripts comes from the cache, and is what reading them would have told."""

from __future__ import annotations

import json

import pytest

from radioprog.studio.air import programmes as module
from radioprog.studio.air.programmes import programme_entries
from radioprog.studio.workspace import Workspace
from tests.studio.outlets.built import add_programme, home_at

SCRIPTS = {
    "a": "---\ntitle: 'Bài <b>một</b>'\nseries: s\nepisode: 7\ndate: 2026-02-28\ntopics: [x, y]\n"
    "speakers: {MC: nữ}\n---\nMC: Xin chào bà con.\n",
    "b": "---\nspeakers: {MC: nữ}\nlength: 15:00\nlanguage: en\n---\nMC: Chào.\n",
    "c/tiếng-việt": "---\ntitle: T\nspeakers: {MC: nữ}\nproducer: Ban\n---\nMC: một hai ba\n",
    "hong": "không có phần đầu\n",
}


@pytest.fixture
def home(tmp_path) -> Workspace:
    folder = home_at(tmp_path / "w")
    for name, text in SCRIPTS.items():
        path = folder / "scripts" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    add_programme(folder, "dung", "Đã dựng")
    return Workspace.open(folder)


def never(*_: object, **__: object) -> None:
    raise AssertionError("read although it is known")


def test_what_is_remembered_is_what_was_read(home, monkeypatch) -> None:
    fresh = programme_entries(home)
    assert {each.name for each in fresh.found} == {"a", "b", "c/tiếng-việt", "dung"}
    assert fresh.unreadable == ("hong",)
    assert programme_entries(home, remember=True) == fresh
    (home.root / "scripts" / "hong.md").unlink()
    monkeypatch.setattr(module, "parse_script", never)
    again = programme_entries(home)
    assert again.found == fresh.found and again.unreadable == ()
    assert [each.place for each in again.found] == [each.place for each in fresh.found]


def test_who_only_looks_writes_nothing(home) -> None:
    programme_entries(home)
    assert not (home.cache / "scripts.json").exists()


def test_a_changed_text_is_read_anew_and_what_is_gone_is_forgotten(home) -> None:
    programme_entries(home, remember=True)
    script = home.root / "scripts" / "a.md"
    script.write_text(SCRIPTS["a"].replace("7", "8"), encoding="utf-8")
    (home.root / "scripts" / "b.md").unlink()
    found = {each.name: each for each in programme_entries(home, remember=True).found}
    assert found["a"].number == 8 and "b" not in found
    assert len(json.loads((home.cache / "scripts.json").read_bytes())["scripts"]) == 3


def test_two_scripts_of_one_text_keep_their_own_names(home) -> None:
    plain = "---\nspeakers: {MC: nữ}\n---\nMC: Chào.\n"
    for name in ("mot", "hai"):
        (home.root / "scripts" / f"{name}.md").write_text(plain, encoding="utf-8")
    fresh = programme_entries(home, remember=True)
    assert programme_entries(home) == fresh
    titles = {each.title for each in fresh.found if each.name in ("mot", "hai")}
    assert len(titles) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: b"",
        lambda told: b"[1]",
        lambda told: b"\xff",
        lambda told: json.dumps({**told, "code": "another version"}).encode(),
        lambda told: json.dumps({**told, "scripts": [1]}).encode(),
        lambda told: json.dumps({**told, "scripts": dict.fromkeys(told["scripts"], 7)}).encode(),
        lambda told: json.dumps(
            {**told, "scripts": {k: {**v, "title": 1} for k, v in told["scripts"].items()}}
        ).encode(),
        lambda told: json.dumps(
            {**told, "scripts": {k: {**v, "date": "x"} for k, v in told["scripts"].items()}}
        ).encode(),
        lambda told: json.dumps(
            {**told, "scripts": {k: {**v, "length": "1"} for k, v in told["scripts"].items()}}
        ).encode(),
    ],
)
def test_a_spoilt_memory_is_as_good_as_none(home, spoil) -> None:
    fresh = programme_entries(home, remember=True)
    path = home.cache / "scripts.json"
    path.write_bytes(spoil(json.loads(path.read_bytes())))
    assert programme_entries(home, remember=True) == fresh
    assert programme_entries(home) == fresh


def test_a_memory_that_cannot_be_written_is_done_without(home) -> None:
    home.cache.mkdir(parents=True, exist_ok=True)
    (home.cache / "scripts.json").mkdir()
    assert programme_entries(home, remember=True) == programme_entries(home)


def test_one_publishing_reads_each_text_once(home, monkeypatch) -> None:
    shared: module.Shared = {}
    with module.read_once(shared):
        first = programme_entries(home)
    for path in home.scripts.glob("*.md"):
        path.write_text(path.read_text("utf-8") + "\nPTV: Thêm một câu.\n", "utf-8")
    with module.read_once(shared):
        assert programme_entries(home) is first
    assert programme_entries(home) != first
    with module.read_once({}):
        assert programme_entries(home) == programme_entries(home) != first
