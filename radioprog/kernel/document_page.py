"""The text of a YAML document: cleaned of what is merely invisible, its lines, its places."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from radioprog.kernel.findings import Finding, Place, Text, error
from radioprog.kernel.textfile import LINE_END, forbidden_characters

LARGEST = 1 << 20
"""The largest document, in bytes of UTF-8."""
# What YAML refuses though it is merely invisible is read as a word joiner, odd spaces as spaces.
_PLAINER = {
    **dict.fromkeys((0xFEFF, 0xFFFE, 0xFFFF), "\u2060"),
    **dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
}


class Page:
    """The text, its lines, and how a mark of YAML becomes a place in the file."""

    def __init__(self, text: str, file: str | None, first_line: int) -> None:
        self.text = text.removeprefix("\ufeff").translate(_PLAINER)
        self.file = file
        self.first_line = first_line
        self.starts = [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def place_at(self, index: int) -> Place:
        """Give the place of a character of the text."""
        row = bisect_right(self.starts, index) - 1
        return Place(self.file, self.first_line + row, index - self.starts[row] + 1)

    def place_of(self, mark: Any) -> Place:
        """Give the place of one of YAML's marks."""
        return Place(self.file, self.first_line + mark.line, mark.column + 1)

    def line_at(self, index: int) -> tuple[int, str]:
        """Give where the line begins, and the line without its end."""
        start = self.starts[bisect_right(self.starts, index) - 1]
        match = LINE_END.search(self.text, start)
        return start, self.text[start : match.start() if match else len(self.text)]


def refused_at_sight(page: Page) -> tuple[Finding, ...]:
    """Find what no document may be, before it is read: too large, with hidden characters."""
    if len(page.text) > LARGEST or len(page.text.encode("utf-8", "replace")) > LARGEST:
        return (
            error(
                "too-large",
                Text("tệp YAML lớn hơn 1 MiB", "the YAML text is larger than 1 MiB"),
                Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files"),
                Place(page.file, page.first_line, 1),
            ),
        )
    return forbidden_characters(page.text, file=page.file, first_line=page.first_line)
