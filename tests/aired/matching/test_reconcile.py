"""Reconciliation, rule by rule: each written from the words of the contract."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radioprog.aired.matching.match import (
    Match,
    Outcome,
    PlannedAiring,
    SaidReason,
    Tolerances,
    assign,
)
from radioprog.aired.matching.reconcile import reconcile
from radioprog.aired.played import PlayedRow, RowSays, RowSource

NOON = 1_775_212_200
LOG = RowSource("liquidsoap", "a.jsonl", "1" * 64, 1)
SHEET = RowSource("sheet", "a.csv", "2" * 64, 1)


def airing(minute: int = 0, **facts: object) -> PlannedAiring:
    start = NOON + minute * 60
    known: dict[str, object] = {
        "id": f"aaaaaaaaaaaa2026{minute:04d}",
        "station": "dan-hoa",
        "slot": "chieu",
        "start": start,
        "end": start + 900,
        "length": 898,
        "title": "Bản tin vùng biên",
        "programme": "vung-bien-03",
        "file": "vung-bien-03.mp3",
        "sha256": "a" * 64,
    }
    return PlannedAiring(**(known | facts))  # type: ignore[arg-type]


def row(second: int | None = 0, source: RowSource = LOG, **facts: object) -> PlayedRow:
    known: dict[str, object] = {"station": "dan-hoa", "date": "2026-04-03", "length": 898}
    start = None if second is None else NOON + second
    return PlayedRow(source, start=start, **(known | facts))  # type: ignore[arg-type]


def one(planned: PlannedAiring, *rows: PlayedRow, **more: object) -> Match:
    found = [each for each in reconcile([planned], rows, **more).matches if each.planned]  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


ID = airing().id


@pytest.mark.parametrize(
    ("second", "precision", "outcome"),
    [
        (0, 1, "on-time"),
        (60, 1, "on-time"),
        (-60, 1, "on-time"),
        (61, 1, "late"),
        (-61, 1, "early"),
        (120, 60, "on-time"),
        (121, 60, "late"),
        (-121, 60, "early"),
        (1800, 1, "late"),
        (1801, 1, "missing"),
        (-1800, 1, "early"),
        (-1801, 1, "missing"),
    ],
)
def test_times(second: int, precision: int, outcome: str) -> None:
    played = row(second, title="Bản tin vùng biên", precision=precision)
    matches = reconcile([airing()], [played]).matches
    assert [str(each.outcome) for each in matches if each.planned] == [outcome]
    extras = [each for each in matches if each.planned is None]
    assert len(extras) == (outcome == "missing")


@pytest.mark.parametrize(
    ("planned", "length", "outcome"),
    [
        (900, 900, "on-time"),
        (900, 810, "on-time"),
        (900, 809, "short"),
        (900, 991, "long"),
        (900, 990, "on-time"),
        (120, 91, "on-time"),
        (120, 89, "short"),
        (120, 151, "long"),
        (900, None, "on-time"),
    ],
)
def test_lengths_differ_by_share_and_by_seconds(
    planned: int, length: int | None, outcome: str
) -> None:
    match = one(airing(length=planned, end=NOON + planned), row(airing=ID, length=length))
    assert match.outcome == outcome


def test_an_id_wins_over_time_and_title() -> None:
    near = airing()
    far = airing(120, title="Khác")
    match = one(near, row(7200, airing=near.id, title="Khác"))
    assert (match.outcome, match.how, match.delta) == ("late", "id", 7200)
    found = {
        each.planned_id: each
        for each in reconcile([near, far], [row(7200, airing=near.id, title="Khác")]).matches
    }
    assert found[far.id].outcome == "missing"


def test_the_order_of_keys() -> None:
    rows = {
        "id": row(500, airing=ID),
        "sha256": row(400, sha256="a" * 64),
        "file": row(300, file="Vung-Bien-03.MP3"),
        "title": row(200, title="BẢN TIN VÙNG BIÊN."),
        "time": row(100),
    }
    order = list(rows)
    for number, how in enumerate(order):
        match = one(airing(), *(rows[each] for each in order[number:]))
        assert match.how == how


def test_grades() -> None:
    assert one(airing(), row(airing=ID)).grade == "A"
    assert one(airing(), row(sha256="a" * 64)).grade == "A"
    assert one(airing(), row(title="Bản tin vùng biên")).grade == "B"
    assert one(airing(), row(file="vung-bien-03.mp3")).grade == "B"
    assert one(airing(), row(source=SHEET, airing=ID)).grade == "C"
    receipt = replace(SHEET, system="receipt")
    assert one(airing(), row(source=receipt, airing=ID, sha256="a" * 64)).grade == "C"
    silent = one(airing())
    assert (silent.outcome, silent.grade, silent.is_proof) == ("missing", "D", False)


def test_another_edition_under_the_right_id_is_other_content() -> None:
    match = one(airing(), row(airing=ID, sha256="b" * 64))
    assert (match.outcome, match.grade) == ("other-content", "A")
    assert one(airing(sha256=""), row(airing=ID, sha256="b" * 64)).outcome == "on-time"


def test_what_filled_the_place() -> None:
    assert one(airing(), row(title="Ca nhạc")).outcome == "other-content"
    assert one(airing(), row(600, title="Ca nhạc", length=60)).outcome == "missing"
    songs = [row(at, title=f"Bài {at}", length=290) for at in (0, 300, 600)]
    assert one(airing(), *songs).outcome == "other-content"
    assert one(airing(), row(title="Thời sự", relay=True)).outcome == "relay"
    assert one(airing(), row(title="Tin bão", emergency=True)).outcome == "pre-empted"


def test_relays_and_pre_emption_as_planned() -> None:
    assert (one(airing(kind="relay")).outcome, one(airing(kind="relay")).grade) == ("relay", "D")
    assert one(airing(kind="relay"), row(airing=ID)).grade == "A"
    assert one(airing(kind="relay"), row(500, airing=ID)).outcome == "late"
    assert one(airing(pre_empted=True)).outcome == "pre-empted"
    assert reconcile([airing(cancelled=True)], []).matches == ()


def test_a_sheet_that_says_no_and_an_officers_reason() -> None:
    no = row(None, source=SHEET, airing=ID, said=RowSays.NOT_PLAYED, reason="mất điện", by="Lân")
    match = one(airing(), no)
    assert (match.outcome, match.grade) == ("missing", "C")
    assert [(each.code, each.note) for each in match.reasons] == [("power", "mất điện")]
    heard = one(airing(), no, row(airing=ID))
    assert (heard.outcome, heard.grade) == ("on-time", "A")
    said = one(airing(), reasons={ID: [SaidReason("pre-empted", "lan")]})
    assert (said.outcome, said.grade) == ("pre-empted", "C")
    without_id = replace(no, airing="", start=NOON, title="Bản tin vùng biên")
    assert one(airing(), without_id).grade == "C"


def test_a_cross_without_a_time_is_a_persons_word() -> None:
    match = one(airing(), row(None, source=SHEET, airing=ID, length=None))
    assert (match.outcome, match.grade, match.delta) == ("on-time", "C", None)
    both = one(
        airing(),
        row(None, source=SHEET, airing=ID, length=None),
        row(90, title="Bản tin vùng biên"),
    )
    assert (both.outcome, both.grade, both.delta) == ("late", "B", 90)


@pytest.mark.parametrize("key", [{"airing": ID}, {"title": "Bản tin vùng biên"}])
def test_split_plays_are_one_airing(key: dict[str, object]) -> None:
    first, second = row(5, length=300, **key), row(500, length=598, **key)
    for rows in ([first, second], [second, first]):
        matches = reconcile([airing()], rows).matches
        assert len(matches) == 1
        assert (matches[0].outcome, matches[0].length, matches[0].parts) == ("on-time", 898, 2)
        assert matches[0].delta == 5


def test_a_programme_played_whole_twice_is_an_extra() -> None:
    matches = reconcile([airing()], [row(0, airing=ID), row(1000, airing=ID)]).matches
    assert [str(each.outcome) for each in matches] == ["on-time", "extra"]


def test_two_witnesses_of_one_play_are_no_extra() -> None:
    other = replace(LOG, system="azuracast", sha256="3" * 64)
    device = row(8, title="Bản tin vùng biên")
    coarse = row(0, source=other, title="BAN TIN VUNG BIEN", precision=60, length=None)
    person = row(180, source=SHEET, airing=ID, precision=60, length=None)
    for rows in itertools.permutations([device, coarse, person]):
        matches = reconcile([airing()], rows).matches
        assert [str(each.outcome) for each in matches] == ["on-time"]
        assert (matches[0].delta, matches[0].length, matches[0].grade) == (8, 898, "B")
        assert len(matches[0].rows) == 3


def test_no_row_is_stolen_by_the_first_airing() -> None:
    planned = [airing(0), airing(10)]
    rows = [row(480, title="Bản tin vùng biên"), row(1500, title="Bản tin vùng biên", sha256="")]
    matches = reconcile(planned, rows).matches
    assert [each.delta for each in matches] == [480, 900]


def test_the_later_sheet_holds() -> None:
    first = row(None, source=SHEET, airing=ID, said=RowSays.NOT_PLAYED, at="2026-04-04T00:00:00Z")
    newer = replace(SHEET, sha256="4" * 64)
    second = row(0, source=newer, airing=ID, at="2026-04-05T00:00:00Z")
    for rows in ([first, second], [second, first]):
        assert one(airing(), *rows).outcome == "on-time"


def test_titles_cut_short_by_rivendell() -> None:
    title = "Pháp luật và đời sống của đồng bào nơi biên giới"
    traffic = RowSource("rivendell", "a.txt", "5" * 64, 1)
    cut = row(0, source=traffic, title=title[:34], cut=34)
    assert one(airing(title=title), cut).how == "title"
    assert one(airing(title="Pháp luật và cuộc sống của đồng bào"), cut).how == "time"


def test_a_clock_that_is_wrong_is_told_and_not_mended() -> None:
    planned = [airing(60 * n) for n in range(6)]
    rows = [row(3600 * n + 300, airing=each.id) for n, each in enumerate(planned)]
    made = reconcile(planned, rows)
    assert {str(each.outcome) for each in made.matches} == {"late"}
    (found,) = made.findings
    assert (found.code, found.params["seconds"], found.params["rows"]) == ("clock-offset", 300, 6)


def test_silence_and_minutes_are_told() -> None:
    assert [each.code for each in reconcile([airing()], []).findings] == ["no-evidence"]
    coarse = reconcile([airing()], [row(0, title="Bản tin vùng biên", precision=60)])
    assert [each.code for each in coarse.findings] == ["to-the-minute"]


def test_tolerances_are_data() -> None:
    rules = Tolerances(on_time=300, length_share=50)
    match = one(airing(), row(250, airing=ID, length=500), tolerances=rules)
    assert match.outcome == Outcome.ON_TIME


def test_a_window_reports_only_what_begins_in_it() -> None:
    planned = [airing(0), airing(60), airing(120)]
    rows = [row(3600 * n, airing=each.id) for n, each in enumerate(planned)]
    made = reconcile(planned, rows, window=(NOON + 3600, NOON + 7200))
    assert [each.planned_id for each in made.matches] == [planned[1].id]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(0, 90), min_size=1, max_size=5, unique=True),
    st.lists(st.tuples(st.integers(-2000, 6000), st.integers(0, 3), st.booleans()), max_size=7),
    st.integers(0, 999),
)
def test_one_to_one_whatever_the_order(
    minutes: list[int], plays: list[tuple[int, int, bool]], seed: int
) -> None:
    planned = [airing(minute) for minute in minutes]
    rows = [
        row(
            second,
            replace(LOG, row=number, sha256=str(number % 2) * 64),
            title=["Bản tin vùng biên", "Khác", "", "Bản tin"][kind],
            airing=planned[number % len(planned)].id if tagged else "",
        )
        for number, (second, kind, tagged) in enumerate(plays)
    ]
    made = reconcile(planned, rows).matches
    rng = random.Random(seed)
    shuffled = [rows[index] for index in rng.sample(range(len(rows)), len(rows))]
    again = reconcile(planned[::-1], shuffled).matches
    assert [told(each) for each in made] == [told(each) for each in again]
    used = [each.source.row for match in made for each in match.rows]
    assert sorted(used) == sorted(set(used)) == sorted(each.source.row for each in rows)
    assert sorted(match.planned_id for match in made if match.planned) == sorted(
        each.id for each in planned
    )


def told(match: Match) -> tuple[object, ...]:
    return (match.planned_id, match.outcome, match.grade, match.how, match.delta, match.length)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.integers(0, 300), min_size=1, max_size=4, unique=True),
    st.lists(st.integers(0, 300), min_size=1, max_size=4, unique=True),
    st.integers(10, 150),
)
def test_the_assignment_is_the_best_there_is(
    ones: list[int], others: list[int], reach: int
) -> None:
    ones, others = sorted(ones), sorted(others)
    found = assign(ones, others, reach, lambda one, other: True)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)

    def cost(pairs: list[tuple[int, int]]) -> tuple[int, int]:
        return (-len(pairs), sum(abs(ones[one] - others[other]) for one, other in pairs))

    best = (0, 0)
    size = len(others)
    for choice in itertools.product(range(-1, size), repeat=len(ones)):
        pairs = [(one, other) for one, other in enumerate(choice) if other >= 0]
        if len({other for _, other in pairs}) < len(pairs):
            continue
        if all(abs(ones[one] - others[other]) <= reach for one, other in pairs):
            best = min(best, cost(pairs))
    assert cost(found) == best


TITLE = "Bản tin vùng biên"


@pytest.mark.parametrize(
    ("second", "length", "parts"),
    [(300, 598, 2), (295, 598, 2), (294, 598, 1), (2100, 598, 2), (2101, 598, 1), (400, 691, 1)],
)
def test_a_split_play_goes_on_within_the_gap_and_is_no_longer_than_planned(
    second: int, length: int, parts: int
) -> None:
    rows = [row(0, title=TITLE, length=300), row(second, title=TITLE, length=length)]
    matches = reconcile([airing()], rows).matches
    assert [each.parts for each in matches if each.planned] == [parts]
    assert len(matches) == 3 - parts


def test_a_play_that_is_whole_does_not_go_on() -> None:
    for length, count in ((808, 1), (809, 2)):
        rows = [row(0, title=TITLE, length=length), row(900, title=TITLE, length=90)]
        assert len(reconcile([airing()], rows).matches) == count
    unknown = [row(0, title=TITLE, length=None), row(900, title=TITLE, length=89)]
    assert len(reconcile([airing()], unknown).matches) == 2


def test_the_second_half_is_taken_back_from_the_next_airing_of_the_title() -> None:
    planned = [airing(0), airing(15)]
    halves = [row(0, title=TITLE, length=300), row(600, title=TITLE, length=598)]
    for rows in (halves, halves[::-1]):
        first, second = reconcile(planned, rows).matches
        assert (first.outcome, first.parts, second.outcome) == ("on-time", 2, "missing")
    near = [halves[0], row(780, title=TITLE, length=598)]  # two minutes before its own time
    assert [each.parts for each in reconcile(planned, near).matches] == [1, 1]
    nearly = [halves[0], row(779, title=TITLE, length=598)]
    assert [each.outcome for each in reconcile(planned, nearly).matches] == ["on-time", "missing"]
    whole = [halves[0], row(600, title=TITLE, length=898)]
    assert [each.outcome for each in reconcile(planned, whole).matches] == ["short", "early"]
    other = [halves[0], row(600, file="vung-bien-03.mp3", title="Khác", length=598)]
    assert [each.outcome for each in reconcile(planned, other).matches] == ["short", "early"]


def test_what_fills_half_of_a_place_fills_it() -> None:
    for length, outcome in ((450, "other-content"), (449, "missing")):
        assert one(airing(), row(title="Ca nhạc", length=length)).outcome == outcome
    for second, outcome in ((60, "other-content"), (61, "missing"), (-61, "missing")):
        assert one(airing(), row(second, title="Ca nhạc", length=None)).outcome == outcome
    coarse = row(120, title="Ca nhạc", length=None, precision=60)
    assert one(airing(), coarse).outcome == "other-content"
    assert one(airing(), replace(coarse, start=NOON + 121)).outcome == "missing"
    tail = row(-1000, title="Ca nhạc", length=1450)
    assert one(airing(), tail).outcome == "other-content"
    assert one(airing(), replace(tail, length=1449)).outcome == "missing"
    rows = [row(0, title="A", relay=True, length=450), row(450, title="B", length=450)]
    assert one(airing(), *rows).outcome == "other-content"


def test_no_place_of_a_relay_or_of_what_gave_way_is_filled() -> None:
    song = row(title="Ca nhạc")
    assert one(airing(kind="relay"), song).outcome == "relay"
    assert one(airing(pre_empted=True), song).outcome == "pre-empted"
    no = row(None, source=SHEET, airing=ID, said=RowSays.NOT_PLAYED)
    assert one(airing(kind="relay"), no).outcome == "missing"


@pytest.mark.parametrize(("second", "grade"), [(-120, "C"), (-121, "D"), (1020, "C"), (1021, "D")])
def test_a_no_without_an_id_is_about_what_is_near(second: int, grade: str) -> None:
    no = row(second, source=SHEET, said=RowSays.NOT_PLAYED, title=TITLE)
    assert one(airing(), no).grade == grade
    assert one(airing(), replace(no, title="")).grade == grade
    assert one(airing(), replace(no, title="Khác")).grade == "D"
    assert one(airing(), replace(no, start=None)).grade == "D"


def test_a_no_is_about_one_airing_only() -> None:
    planned = [airing(0), airing(1)]
    no = row(0, source=SHEET, said=RowSays.NOT_PLAYED, title=TITLE)
    assert [each.grade for each in reconcile(planned, [no]).matches] == ["C", "D"]


def test_an_id_of_another_station_takes_its_row_there() -> None:
    matches = reconcile([airing()], [row(0, airing=ID, station="khac")]).matches
    assert [(each.station, str(each.outcome)) for each in matches] == [("dan-hoa", "on-time")]


@pytest.mark.parametrize(
    ("count", "late", "told"), [(5, 61, True), (4, 300, False), (5, 60, False), (5, -61, True)]
)
def test_a_clock_is_judged_from_five_rows_on(count: int, late: int, told: bool) -> None:
    planned = [airing(60 * n) for n in range(count)]
    rows = [row(3600 * n + late, airing=each.id) for n, each in enumerate(planned)]
    found = [each.code for each in reconcile(planned, rows).findings]
    assert found == ["clock-offset"] * told


def test_only_a_machines_ids_judge_a_clock() -> None:
    planned = [airing(60 * n) for n in range(6)]
    by_hand = [row(3600 * n + 300, SHEET, airing=each.id) for n, each in enumerate(planned)]
    assert reconcile(planned, by_hand).findings == ()
    by_title = [row(3600 * n + 300, title=TITLE) for n, _ in enumerate(planned)]
    assert reconcile(planned, by_title).findings == ()


def test_a_row_to_the_second_ends_the_word_about_minutes() -> None:
    rows = [row(0, title=TITLE, precision=60), row(5000, title="Khác")]
    assert reconcile([airing()], rows).findings == ()
    no = row(0, SHEET, said=RowSays.NOT_PLAYED, precision=60, title=TITLE)
    assert reconcile([airing()], [no]).findings == ()


def test_another_edition_is_told_with_its_day() -> None:
    (found,) = reconcile([airing()], [row(airing=ID, sha256="b" * 64)]).findings
    assert (found.code, found.params["when"]) == ("wrong-edition", ID[-8:])
    both = [row(airing=ID, sha256="b" * 64), row(0, SHEET, airing=ID, sha256="a" * 64)]
    assert reconcile([airing()], both).findings == ()
