"""The record in a folder: what merges, power cuts and other hands do to its files."""

import json
import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.errors import DiskError
from radioprog.record.store.folder import FolderRecords

AT = "2026-03-01T07:00:00+07:00"


def line(n=0, **more):
    return {"at": AT, "by": "lan", "n": n, **more}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "record"


@pytest.fixture
def records(folder, tmp_path):
    return FolderRecords(folder, locks=tmp_path / "locks")


def read(records, kind="verdicts"):
    told = []
    lines = records.read(kind, told)
    return sorted(each["n"] for each in lines), [found.code for found in told]


def test_one_canonical_object_a_line(records, folder):
    records.append("verdicts", [line(1, note="Đồng ý"), line(2)])
    raw = (folder / "verdicts.jsonl").read_bytes()
    assert raw.count(b"\n") == 2
    for each in raw.splitlines():
        assert each.decode() == json.dumps(
            json.loads(each), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )


def test_what_was_written_is_never_rewritten(records, folder):
    records.append("verdicts", [line(1)])
    before = (folder / "verdicts.jsonl").read_bytes()
    inode = (folder / "verdicts.jsonl").stat().st_ino
    records.append("verdicts", [line(2), line(1)])
    after = (folder / "verdicts.jsonl").read_bytes()
    assert after.startswith(before)
    assert (folder / "verdicts.jsonl").stat().st_ino == inode


@pytest.mark.parametrize("cut", range(1, 100, 7))
def test_a_torn_line_is_told_set_aside_and_never_believed(records, folder, cut):
    records.append("verdicts", [line(1), line(2)])
    path = folder / "verdicts.jsonl"
    whole = path.read_bytes()
    torn = whole[: len(whole) - cut]
    path.write_bytes(torn)
    last = torn[torn.rfind(b"\n") + 1 :]
    if cut == 1:  # only its end is missing
        assert read(records) == ([1, 2], [])
        records.append("verdicts", [line(3)])
        assert read(records) == ([1, 2, 3], [])
        return
    (kept,) = read(records)[0]
    assert read(records)[1] == ["record-line-torn"]
    records.append("verdicts", [line(3)])
    assert read(records) == (sorted([kept, 3]), ["record-torn-kept"])
    (aside,) = (folder / "torn").iterdir()
    assert aside.read_bytes() == last
    aside.unlink()
    assert read(records) == (sorted([kept, 3]), [])


def test_a_tail_of_zeros_after_a_power_cut(records, folder):
    records.append("verdicts", [line(1)])
    with (folder / "verdicts.jsonl").open("ab") as stream:
        stream.write(b"\0" * 4096)
    assert read(records) == ([1], ["record-line-torn"])
    records.append("verdicts", [line(2)])
    assert read(records)[0] == [1, 2]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"{", "record-line-unreadable"),
        (b"[]", "record-line-unreadable"),
        (b"\xff\xfe", "record-line-unreadable"),
        (b"[" * 100_000, "record-line-unreadable"),
        (b"1" * 10_000, "record-line-unreadable"),
        (b"{},{}", "record-line-unreadable"),
        (b"{}", "record-line-altered"),
        (b'{"id":1,"at":2,"by":3}', "record-line-altered"),
        (b'{"at":"2026-03-01T07:00:00Z","by":"x","id":"\\ud800"}', "record-line-altered"),
        (b'{"at":"2026-03-01T07:00:00Z","by":"x","n":NaN,"id":""}', "record-line-altered"),
    ],
)
def test_a_line_of_other_hands_is_told_and_the_rest_read(records, folder, bad, code):
    records.append("verdicts", [line(1)])
    path = folder / "verdicts.jsonl"
    path.write_bytes(bad + b"\n" + path.read_bytes() + b"\r\n \n")
    told = []
    lines = records.read("verdicts", told)
    assert [each["n"] for each in lines] == [1]
    assert [found.code for found in told if found.place.line == 1] == [code]


def test_a_word_changed_in_a_line_is_noticed(records, folder):
    records.append("verdicts", [line(1, verdict="returned"), line(2)])
    path = folder / "verdicts.jsonl"
    path.write_bytes(path.read_bytes().replace(b"returned", b"approved"))
    told = []
    assert [each["n"] for each in records.read("verdicts", told)] == [2]
    assert [found.code for found in told] == ["record-line-altered"]


def test_ends_of_lines_of_windows_change_nothing(records, folder):
    records.append("verdicts", [line(1), line(2)])
    path = folder / "verdicts.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(records) == ([1, 2], [])
    records.append("verdicts", [line(2), line(3)])
    assert read(records) == ([1, 2, 3], [])


def test_days_that_former_versions_noted_are_read(records, folder):
    folder.mkdir()
    (folder / "first-days.jsonl").write_bytes(b'{"first":"2026-03-01","slot":"a"}\n')
    told = []
    (row,) = records.read("first-days", told)
    assert (row["slot"], row["first"], told) == ("a", "2026-03-01", [])
    assert records.append("first-days", [{"at": AT, "by": "", "first": "2026-03-01", "slot": "a"}])
    assert len(records.read("first-days", [])) == 1


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans(), st.booleans()), max_size=20), st.data()
)
def test_any_merge_of_two_copies_loses_and_doubles_nothing(tmp_path_factory, entries, data):
    base = tmp_path_factory.mktemp("merge")
    left, right = (FolderRecords(base / name) for name in ("left", "right"))
    for n, in_left, in_right in entries:
        for side, wanted in ((left, in_left), (right, in_right)):
            if wanted:
                side.append("verdicts", [line(n)])
    rows = []
    for name in ("left", "right"):
        path = base / name / "verdicts.jsonl"
        rows += path.read_bytes().splitlines(keepends=True) if path.exists() else []
    merged = base / "merged"
    merged.mkdir()
    marks = (
        [b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> other\n"] if data.draw(st.booleans()) else []
    )
    mixed = data.draw(st.permutations(rows + marks))
    (merged / "verdicts.jsonl").write_bytes(b"".join(mixed))
    told = []
    found = FolderRecords(merged).read("verdicts", told)
    assert {each["n"] for each in found} == {n for n, one, two in entries if one or two}
    assert len(found) == len({each["id"] for each in found})
    assert found == sorted(found, key=lambda each: each["id"])
    assert [each.code for each in told] == ["record-merge-marks"] * bool(marks)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_what_two_people_added(tmp_path):
    def git(*words):
        subprocess.run(
            [
                "git",
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "-c",
                "core.autocrlf=true",
                *words,
            ],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            timeout=60,
        )

    records = FolderRecords(tmp_path / "record", locks=tmp_path.parent / "locks")
    git("init", "-q", "-b", "main")
    records.append("verdicts", [line(0)])
    git("add", ".")
    git("commit", "-qm", "first")
    git("checkout", "-qb", "other")
    records.append("verdicts", [line(1), line(5)])
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    records.append("verdicts", [line(2), line(5)])
    git("commit", "-qam", "ours")
    git("merge", "-q", "other")
    assert read(records) == ([0, 1, 2, 5], [])


def test_a_pipe_or_folder_in_the_place_of_a_file_is_refused(records, folder):
    folder.mkdir()
    (folder / "verdicts.jsonl").mkdir()
    with pytest.raises(DiskError):
        records.append("verdicts", [line()])
    with pytest.raises(DiskError):
        records.read("verdicts", [])
    os.mkfifo(folder / "reasons.jsonl")
    with pytest.raises(DiskError, match="not-a-file"):
        records.append("reasons", [line()])
