"""The receipt: a form that lies in the pack, is filled in at the station, and comes back.

Its columns are those of the sheet of what was aired; either head is taken when it comes back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from radioprog.kernel.findings import Language, Text
from radioprog.publish.outgoing import OutgoingAiring

RECEIPT = "receipt.csv"
COLUMNS = (
    Text("mã buổi phát", "airing"),
    Text("ngày", "date"),
    Text("giờ", "planned"),
    Text("chương trình", "programme"),
    Text("tệp", "file"),
    Text("sha256", "sha256"),
    Text("đã phát", "played"),
    Text("bắt đầu", "started"),
    Text("dài", "length"),
    Text("lý do", "reason"),
    Text("người phát", "by"),
)
_TO_FILL_IN = 5
_FORMULA = ("=", "+", "-", "@", "\t")


def receipt(rows: Iterable[tuple[OutgoingAiring, str]], language: Language) -> bytes:
    """Write the form: a line an airing, with its file, in the form that spreadsheets open (BOM).

    ``sha256`` is that of the programme's sound as it was built, by which an edition is known; the
    sum of the file itself, whose tags are its own, stands in ``SHA256SUMS``.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([column.to(language) for column in COLUMNS])
    for airing, file in rows:
        lines.writerow(
            [
                airing.id,
                airing.day.isoformat(),
                f"{airing.start:%H:%M}",
                safe_cell(airing.named(language)),
                file,
                airing.sound.sha256 if airing.sound and file else "",
                *[""] * _TO_FILL_IN,
            ]
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def safe_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("Tin")
    ("'=1+1", 'Tin')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
