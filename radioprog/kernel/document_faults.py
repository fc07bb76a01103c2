"""What can be wrong in a YAML document, worded once, with corrected lines that were tried first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from radioprog.kernel.document_page import Page
from radioprog.kernel.findings import Finding, Place, Text, error

DEEPEST = 32
"""How many lists and maps may stand inside one another."""
MOST = 200_000
"""The most words, lists and maps in one document: more cannot be read within a second."""
_LONGEST_SHOWN = 300
_REMARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)
_KEYED = re.compile(
    r"^(?P<head>\s*(?:- +)*[^\s:#'\"\[{][^:]*:[ \t]+|\s*(?:- +)+)(?P<value>\S.*?)\s*$"
)

ReadsUntil = Callable[[str, int], bool]
"""Tells whether a changed text reads without a fault up to an offset."""


def not_used(code: str, written: str, place: Place) -> Finding:
    """Say that anchors, aliases, tags and merge keys are not used."""
    return error(
        code,
        Text(
            f"dấu {written!r} của YAML không dùng ở đây",
            f"{written!r}: anchors, aliases, tags and merge keys of YAML are not used here",
        ),
        Text(
            "nếu là chữ, đặt cả giá trị trong ngoặc kép; nếu không, viết lại đầy đủ giá trị",
            "if it is text, put the whole value in double quotes; else write the value in full",
        ),
        place,
    )


def second_document(place: Place) -> Finding:
    """Say that a file holds one document."""
    return error(
        "yaml-documents",
        Text("một tệp chỉ có một phần YAML", "a file holds one YAML document only"),
        Text("bỏ dòng --- thừa hoặc tách tệp", "remove the extra --- line or split the file"),
        place,
    )


def too_deep(place: Place) -> Finding:
    """Say that lists and maps stand too deep in one another."""
    return error(
        "too-deep",
        Text(
            f"danh sách lồng nhau quá {DEEPEST} tầng",
            f"lists or maps stand more than {DEEPEST} deep inside one another",
        ),
        Text("bỏ bớt ngoặc [ ] { } hoặc thụt dòng", "take out brackets or levels of indent"),
        place,
    )


def too_many(place: Place) -> Finding:
    """Say that a document has too many items."""
    return error(
        "too-large",
        Text(f"tệp có hơn {MOST} mục", f"the file has more than {MOST} items"),
        Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files"),
        place,
    )


def text_after_hash(page: Page, spans: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Find ` #word` after a value: YAML takes it as a remark, and the words would be lost."""
    starts = [start for start, _ in spans]
    remark_ends = 0
    for match in _REMARK.finditer(page.text):
        at = bisect_right(starts, match.start()) - 1
        if match.start() < remark_ends or (at >= 0 and match.start() < spans[at][1]):
            continue
        start, line = page.line_at(match.start())
        remark_ends = start + len(line)
        lost = line[match.start() - start :].strip()[:_LONGEST_SHOWN]
        if not line[: match.start() - start].strip() or not lost[1:2].strip():
            continue
        fixed = _quoted_value(line) if len(line) <= _LONGEST_SHOWN else '"…"'
        yield error(
            "text-after-hash",
            Text(f"chữ sau dấu # sẽ bị mất: {lost}", f"the words after # would be lost: {lost}"),
            Text(
                f"nếu là nội dung, viết: {fixed}   nếu là ghi chú, thêm dấu cách sau #",
                f"if it is text, write: {fixed}   if it is a remark, put a space after #",
            ),
            page.place_at(match.start()),
        )


def _quoted_value(line: str) -> str:
    """Give the line with its value in double quotes."""
    match = _KEYED.match(line)
    if match is None:
        return f'"{escaped(line.strip())}"'
    value = match["value"]
    if value[0] in "\"'" and value.count(value[0]) == 1:
        value = value[1:]
    return f'{match["head"]}"{escaped(value)}"'


def _corrections(page: Page, start: int, line: str) -> Iterator[str]:
    """Give ways in which a line that YAML refuses may have been meant, the likeliest first."""
    for opening, closing in ("[]", "{}"):
        if line.count(opening) > line.count(closing):
            yield line + closing
    if "：" in line:
        yield line.replace("：", ": ", 1)
    yield _quoted_value(line)
    if ":" in line and not _KEYED.match(line):
        yield re.sub(r":(?=\S)", ": ", line, count=1)
    if start:
        above = page.line_at(start - 1)[1]
        yield above[: len(above) - len(above.lstrip())] + line.lstrip()


def escaped(value: str) -> str:
    """Escape a value for double quotes."""
    return value.replace("\\", "\\\\").replace('"', '\\"')


def syntax(
    page: Page, index: int, causes: Sequence[int], reason: str, reads_until: ReadsUntil
) -> Finding:
    """Say that YAML cannot be read at ``index``; show the line of a cause as it should be.

    A correction is shown only where the text reads on with it.
    """
    for at in causes:
        start, line = page.line_at(at)
        if len(line) > _LONGEST_SHOWN:
            continue
        if "\t" in line:
            return tab(page, start + line.index("\t"), line)
        for fixed in _corrections(page, start, line):
            if _mends(page, index, (start, line), fixed, reads_until):
                return error(
                    "yaml-syntax",
                    Text("dòng này chưa đúng cách viết YAML", "this line is not well-formed YAML"),
                    Text(f"viết lại thành: {fixed}", f"write it as: {fixed}"),
                    page.place_at(at),
                )
    return error(
        "yaml-syntax",
        Text(
            f"chưa đúng cách viết YAML ({reason})",
            f"this is not well-formed YAML ({reason})",
        ),
        Text(
            "mỗi dòng viết  tên: giá trị, thụt dòng bằng dấu cách, đóng đủ ngoặc; "
            'giá trị có dấu : # [ ] { } " đặt trong ngoặc kép',
            "write  name: value  on each line, indent with spaces, close all brackets; "
            'put a value that has : # [ ] { } " in double quotes',
        ),
        page.place_at(index),
    )


def _mends(
    page: Page, index: int, at: tuple[int, str], fixed: str, reads_until: ReadsUntil
) -> bool:
    """Tell whether a corrected line takes the fault at ``index`` away, and brings none near."""
    start, line = at
    changed = page.text[:start] + fixed + page.text[start + len(line) :]
    fault_start, fault_line = page.line_at(index)
    end = max(start + len(fixed), fault_start + len(fault_line) + len(fixed) - len(line)) + 1
    return reads_until(changed, end)


def tab(page: Page, index: int, line: str) -> Finding:
    """Say that a tab cannot stand here, and show the line without."""
    fixed = line.expandtabs(2).rstrip()
    return error(
        "yaml-tab",
        Text("YAML không nhận phím Tab ở đây", "YAML does not take a tab here"),
        Text(f"thay Tab bằng dấu cách: {fixed}", f"put spaces in place of the tab: {fixed}"),
        page.place_at(index),
    )
