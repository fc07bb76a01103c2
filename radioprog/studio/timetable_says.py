"""What is said of a workspace's schedules as a whole, in two languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.near import did_you_mean
from radioprog.schedule.station import Network

LONGEST_WINDOW = 3700
FIRST_YEAR, LAST_YEAR = 1950, 2090


def check_window(first: dt.date, days: int) -> None:
    """Refuse a window that cannot be reckoned."""
    if 1 <= days <= LONGEST_WINDOW and FIRST_YEAR <= first.year <= LAST_YEAR:
        return
    raise UsageError.of(
        "bad-window",
        Text(f"không tính được {days} ngày từ {first}", f"cannot reckon {days} days from {first}"),
        Text(
            f"chọn 1 đến {LONGEST_WINDOW} ngày, năm {FIRST_YEAR} đến {LAST_YEAR}",
            f"choose 1 to {LONGEST_WINDOW} days, years {FIRST_YEAR} to {LAST_YEAR}",
        ),
    )


def no_stations(shown: str) -> Finding:
    """A workspace without a station list."""
    return error(
        "no-stations",
        Text("chưa có danh sách đài", "there is no station list"),
        Text(
            "lưu danh sách đài từ bảng tính vào tệp này, dạng CSV UTF-8",
            "save the list of stations here from the spreadsheet, as CSV UTF-8",
        ),
        Place(shown),
    )


def unknown_busy(name: str, network: Network, shown: str) -> Finding:
    """A busy calendar of nobody."""
    return error(
        "unknown-station",
        Text(f"không có đài {name}", f"there is no station {name}"),
        did_you_mean(
            name,
            network.names(),
            Text("đặt tên tệp theo mã đài", "name the file by a station's id"),
        ),
        Place(shown),
    )


def not_one(name: str, units: Sequence[str], network: Network) -> UsageError:
    """A name that means no station, or several."""
    if units:
        return UsageError.of(
            "ambiguous-station",
            Text(f"có nhiều đơn vị tên {name}", f"several units are called {name}"),
            Text(f"viết mã: {', '.join(units)}", f"write an id: {', '.join(units)}"),
        )
    return UsageError.of(
        "unknown-station",
        Text(f"không có đài {name}", f"there is no station {name}"),
        did_you_mean(
            name,
            list(network.names())[:8000],
            Text("xem danh sách: radioprog stations", "see the list: radioprog stations"),
        ),
    )
