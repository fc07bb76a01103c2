"""Dates, months, years and their ranges.

``ngày`` and ``tháng`` are said once: a rule says them only where the writer did not.
"""

from __future__ import annotations

from radioprog.reader.vi.dates import days, months

FULL = (*days.FULL, *months.FULL)
PARTS = (*days.PARTS, *months.PARTS)
WORDS = months.WORDS
WEEKDAYS = days.WEEKDAYS
THU = days.THU
