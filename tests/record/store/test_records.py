"""The contract of the store, asked of both: a folder, and a real PostgreSQL server."""

import datetime as dt
import hashlib
import json
import random
import threading

import pytest

from radioprog.record.store.folder import FolderRecords
from radioprog.record.store.records import copy_records, played_kinds

AT = "2026-03-01T07:00:00+07:00"


def line(n=0, **more):
    return {"at": AT, "by": "lan", "n": n, **more}


def test_what_was_added_is_read_by_another(open_one):
    names = open_one().append("verdicts", [line(n) for n in range(3)])
    told = []
    read = open_one().read("verdicts", told)
    assert {each["n"] for each in read} == {0, 1, 2}
    assert {each["id"] for each in read} == set(names)
    assert told == []


def test_the_id_is_the_hash_of_the_canonical_content(records):
    (name,) = records.append("verdicts", [line(note="Đồng ý")])
    content = '{"at":"2026-03-01T07:00:00+07:00","by":"lan","n":0,"note":"Đồng ý"}'
    assert name == hashlib.sha256(content.encode()).hexdigest()


def test_adding_twice_adds_nothing(records):
    first = records.append("verdicts", [line(1), line(2)])
    assert records.append("verdicts", [line(2), line(1), line(2)]) == (first[1], first[0])
    assert len(records.read("verdicts", [])) == 2


def test_a_second_verdict_at_another_time_is_another_line(records):
    records.append("verdicts", [line(1), {**line(1), "at": "2026-03-01T07:00:01+07:00"}])
    assert len(records.read("verdicts", [])) == 2


@pytest.mark.parametrize("kind", ["played/2026-03", "first-days"])
def test_what_was_played_is_the_same_whenever_and_by_whom_it_is_imported(records, kind):
    (first,) = records.append(kind, [line(1)])
    later = {**line(1), "at": "2026-03-09T07:00:00Z", "by": "minh"}
    assert records.append(kind, [later]) == (first,)
    (kept,) = records.read(kind, [])
    assert kept["by"] == "lan"


def test_the_order_is_that_of_time_then_id_whatever_was_added_first(records):
    times = ["2026-03-01T07:00:00+07:00", "2026-03-01T01:00:00Z", "2026-02-28T23:59:59.5-05:00"]
    lines = [{**line(n), "at": when} for n, when in enumerate(times)]
    lines += [line(n) for n in range(10, 20)]
    random.Random(5).shuffle(lines)
    for each in lines:
        records.append("reasons", [each])
    read = records.read("reasons", [])
    moments = [dt.datetime.fromisoformat(each["at"]) for each in read]
    assert moments == sorted(moments)
    same = [each["id"] for each in read if each["at"] == AT]
    assert same == sorted(same)


def test_moments_are_kept_in_utc_to_the_microsecond(records):
    zone = dt.timezone(dt.timedelta(hours=7))
    when = dt.datetime(2026, 3, 1, 7, 0, 0, 5, tzinfo=zone)
    records.append("verdicts", [{"at": when, "by": "lan"}])
    assert records.read("verdicts", [])[0]["at"] == "2026-03-01T00:00:00.000005Z"


def test_kinds_and_months(records):
    assert records.kinds() == ()
    assert records.read("played/2026-01", []) == []
    records.append("played/2026-02", [line()])
    records.append("played/2026-01", [line()])
    records.append("verdicts", [line()])
    assert records.kinds() == ("played/2026-01", "played/2026-02", "verdicts")
    assert played_kinds(records) == ("played/2026-01", "played/2026-02")


@pytest.mark.parametrize(
    "kind", ["", "verdict", "played", "played/2026-13", "played/../x", "/etc", "verdicts/2026-01"]
)
def test_no_other_kinds(records, kind):
    with pytest.raises(ValueError, match="no kind"):
        records.append(kind, [line()])
    with pytest.raises(ValueError, match="no kind"):
        records.read(kind, [])


@pytest.mark.parametrize(
    "bad",
    [
        {"by": "lan"},
        {"at": AT},
        {"at": "2026-03-01T07:00:00", "by": "lan"},
        {"at": "hôm qua", "by": "lan"},
        {"at": dt.datetime(2026, 3, 1), "by": "lan"},
        {"at": AT, "by": None},
        {"at": AT, "by": "lan", "n": float("nan")},
        {"at": AT, "by": "lan", "id": "0" * 64},
    ],
)
def test_a_line_that_cannot_be_kept_is_refused_and_none_with_it(records, bad):
    with pytest.raises(ValueError):
        records.append("verdicts", [line(1), bad])
    assert records.read("verdicts", []) == []


HOSTILE = [
    "\x00\x01\x1f\x7f",
    "\u2028\u2029\x85\r\n\t",
    "'; DROP TABLE radioprog_record; --",
    "#{x} ${y} %s :name {0}",
    "=1+1|@SUM",
    "thu\u0309 nghie\u0323\u0302m",
    "😀" * 500,
    '"}\n{"',
]


@pytest.mark.parametrize("text", HOSTILE)
def test_strangers_text_comes_back_as_it_was(records, text):
    records.append("played/2026-03", [line(raw=text, **{text: [text]})])
    (kept,) = records.read("played/2026-03", [])
    assert kept["raw"] == text
    assert kept[text] == [text]


def test_half_a_character_becomes_the_mark_of_one(records):
    records.append("played/2026-03", [line(raw=json.loads('"a\\ud800b"'))])
    (kept,) = records.read("played/2026-03", [])
    assert kept["raw"].startswith("a\ufffd")
    assert kept["raw"].endswith("b")


def test_many_writers_at_once_lose_nothing(open_one):
    def work(start):
        records = open_one()
        for n in range(start, start + 10):
            records.append("reasons", [line(n), line(9999)])

    threads = [threading.Thread(target=work, args=(10 * k,)) for k in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    told = []
    read = open_one().read("reasons", told)
    assert sorted(each["n"] for each in read) == [*range(60), 9999]
    assert told == []


def test_only_one_at_a_time_is_alone(open_one):
    inside, most = [], []

    def work():
        with open_one().alone("calendar"):
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.02)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == [1] * 5


def test_a_record_carried_elsewhere_and_back_is_the_same(records, tmp_path):
    records.append("verdicts", [line(n, note=text) for n, text in enumerate(HOSTILE)])
    records.append("played/2026-03", [line(n) for n in range(5)])
    copy = FolderRecords(tmp_path / "copy")
    assert copy_records(records, copy, []) == {"played/2026-03": 5, "verdicts": len(HOSTILE)}
    assert copy_records(records, copy, []) == {"played/2026-03": 0, "verdicts": 0}
    assert copy_records(copy, records, []) == {"played/2026-03": 0, "verdicts": 0}
    for kind in records.kinds():
        assert copy.read(kind, []) == records.read(kind, [])
