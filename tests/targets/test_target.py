"""Periods cover a year without gap or overlap; a target takes what its words say."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.text import fold
from radioprog.targets.target import Per, Target, periods


@given(st.integers(1950, 2090), st.sampled_from(list(Per)))
def test_periods_cover_the_year_once(year: int, per: Per) -> None:
    found = periods(year, per)
    assert len(found) == {Per.YEAR: 1, Per.QUARTER: 4, Per.MONTH: 12}[per]
    assert found[0].first == dt.date(year, 1, 1)
    assert found[-1].last == dt.date(year, 12, 31)
    for before, after in itertools.pairwise(found):
        assert after.first - before.last == dt.timedelta(days=1)
    for each in found:
        assert each.holds(each.first) and each.holds(each.last)
        assert not each.holds(each.first - dt.timedelta(days=1))
        assert not each.holds(each.last + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("per", "index", "name", "vietnamese", "english"),
    [
        (Per.YEAR, 0, "2026", "năm 2026", "the year 2026"),
        (Per.QUARTER, 3, "2026-Q4", "quý 4 năm 2026", "quarter 4 of 2026"),
        (Per.MONTH, 8, "2026-09", "tháng 9 năm 2026", "month 9 of 2026"),
    ],
)
def test_periods_have_names(per: Per, index: int, name: str, vietnamese: str, english: str) -> None:
    period = periods(2026, per)[index]
    assert (period.name, period.shown.to("vi"), period.shown.to("en")) == (
        name,
        vietnamese,
        english,
    )


@pytest.mark.parametrize(
    ("target", "takes"),
    [
        (Target("a", {}), True),
        (Target("a", {}, theme="BIÊN GIỚI"), True),
        (Target("a", {}, theme="biên"), False),
        (Target("a", {}, series="Vùng Biên"), True),
        (Target("a", {}, series="khác"), False),
        (Target("a", {}, theme="biên giới", series="khác"), False),
        (Target("a", {}, languages=("bru",)), True),
        (Target("a", {}, languages=("lo", "en")), False),
        (Target("a", {}, theme="biên giới", series="vùng biên", languages=("vi", "lo")), True),
    ],
)
def test_a_target_takes_what_its_words_say(target: Target, takes: bool) -> None:
    themes = frozenset({fold("Biên giới"), fold("biển đảo")})
    assert target.takes(fold("vùng biên"), themes, frozenset({"vi", "bru"})) is takes
