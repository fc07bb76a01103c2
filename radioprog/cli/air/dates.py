"""What verbs about the schedule share: dates, lists with commas."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import click

from radioprog.kernel.times import parse_date


class DateType(click.ParamType):
    """A date as people write it: 2026-03-01 or 1/3/2026."""

    name: str = "D"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the date, or fail with the value."""
        if isinstance(value, dt.date):
            return value
        date = parse_date(str(value))
        if date is None:
            self.fail(f"{value}: YYYY-MM-DD", param, ctx)
        return date


DATE = DateType()


class LeadTimeType(click.ParamType):
    """A time before something, in whole minutes, as people write it: 10m, 10 phút, 1h, 1 giờ."""

    name: str = "T"
    _FORM = re.compile(r"(\d{1,4})\s*(m|min|phút|h|giờ)?", re.IGNORECASE)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the seconds, or fail with the value."""
        if isinstance(value, int):
            return value
        found = self._FORM.fullmatch(unicodedata.normalize("NFC", str(value).strip()))
        if found is None:
            self.fail(f"{value}: 10m, 1h", param, ctx)
        in_hours = (found[2] or "m").lower() in ("h", "giờ")
        return int(found[1]) * (3600 if in_hours else 60)


LEAD_TIME = LeadTimeType()


def split_commas(values: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of options that may be repeated and may hold commas.

    >>> split_commas(["a,b", "c"])
    ('a', 'b', 'c')
    """
    parts = (part.strip() for value in values for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))
