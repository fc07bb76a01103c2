"""Sheets and proofs as tables: the rows that the CSV and the workbook share.

A cell is text and never a formula: what a spreadsheet would take for one gets an apostrophe in CSV.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from radioprog.aired.formats.mapped import COLUMNS
from radioprog.aired.matching.match import (
    GRADES,
    OUTCOMES,
    REASONS,
    Match,
    Outcome,
    PlannedAiring,
)
from radioprog.kernel.findings import Language, Text
from radioprog.kernel.text import one_line
from radioprog.kernel.workbook import SheetTable, write_workbook
from radioprog.publish.pack.papers import safe_cell
from radioprog.schedule.days.civil import Instant, Span, ZoneClock, span_text

PROOF_HEADS = (
    Text("Ngày", "Date"),
    Text("Giờ định", "Planned"),
    Text("Chương trình", "Programme"),
    Text("Phát lúc", "Aired at"),
    Text("Dài", "Length"),
    Text("Kết quả", "Result"),
    Text("Cấp", "Grade"),
    Text("Lý do, ghi chú", "Reason, note"),
)
_SHEET_WIDTHS = (24, 12, 8, 34, 26, 14, 9, 10, 9, 24, 18)
_PROOF_WIDTHS = (12, 9, 40, 10, 10, 20, 7, 34)


@dataclass(frozen=True, slots=True)
class ProofInput:
    """Something that a proof rests on: its name, its SHA-256, and how many rows it gave."""

    name: str
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proof says: a station's matches in a month, and what it rests on."""

    station: str
    name: str
    month: str
    matches: tuple[Match, ...]
    inputs: tuple[ProofInput, ...]
    organisation: str = ""

    @property
    def planned(self) -> int:
        """Return how many airings were planned."""
        return sum(1 for each in self.matches if each.planned)

    def heard(self, grade: str = "ABC") -> int:
        """Return how many airings are proven to have been heard, by grades of evidence."""
        return sum(1 for each in self.matches if each.is_proof and each.grade in grade)

    @property
    def outcomes(self) -> Counter[Outcome]:
        """Return how often each class stands in it."""
        return Counter(each.outcome for each in self.matches)

    @property
    def seconds(self) -> int:
        """Return how long was proven to be on air: as measured, else as planned."""
        return sum(
            each.length if each.length is not None else each.planned.length
            for each in self.matches
            if each.is_proof and each.planned
        )


def sheet_rows(
    airings: Iterable[PlannedAiring], clock: ZoneClock, language: Language
) -> list[list[str]]:
    """Return the form: its heads, and a line an airing with what is known already."""
    heads = [name if language == "en" else vietnamese for name, vietnamese in COLUMNS.items()]
    rows = [heads]
    for airing in airings:
        start = clock.datetime(Instant(airing.start))
        known = [
            airing.id,
            start.date().isoformat(),
            f"{start:%H:%M}",
            shown_title(airing, language),
        ]
        rows.append([*known, airing.file, "", *[""] * 5])
    return rows


def shown_title(airing: PlannedAiring, language: Language) -> str:
    """Return a programme's title with its number."""
    number = "" if airing.number is None else f" - {_NUMBER.to(language)} {airing.number}"
    return one_line(airing.title) + number


_NUMBER = Text("số", "no.")
_OF_GRADE = Text("  cấp {grade}: {words}", "  grade {grade}: {words}")


def proof_rows(proof: Proof, clock: ZoneClock, language: Language) -> list[list[str]]:
    """Return the proof's table: its heads, and a line for each airing and each extra."""
    rows = [[head.to(language) for head in PROOF_HEADS]]
    rows.extend(proof_row(match, clock, language) for match in proof.matches)
    return rows


def proof_row(match: Match, clock: ZoneClock, language: Language) -> list[str]:
    """Return the line of a match: day, planned hour, title, start, length, class, grade, notes."""
    at = clock.datetime(Instant(match.at))
    planned = match.planned
    title = shown_title(planned, language) if planned else match.rows[0].title
    started = ""
    if match.start is not None:
        begun = clock.datetime(Instant(match.start))
        exact = all(row.precision > 1 for row in match.rows)
        started = f"{begun:%H:%M} (±1')" if exact else f"{begun:%H:%M:%S}"
    return [
        f"{at:%d/%m/%Y}",
        f"{at:%H:%M}" if planned else "",
        title,
        started,
        "" if match.length is None else span_text(Span(match.length)),
        OUTCOMES[match.outcome].to(language),
        match.grade,
        _notes(match, language),
    ]


def _notes(match: Match, language: Language) -> str:
    notes = []
    for reason in match.reasons:
        word = REASONS[reason.code].to(language) if reason.code in REASONS else reason.code
        again = reason.note.casefold() == word.casefold()
        parts = [part for part in (word, "" if again else reason.note) if part]
        said = ": ".join(parts) if reason.code != "other" else reason.note or word
        notes.append(said + (f" ({reason.by})" if reason.by else ""))
    if match.parts > 1:
        notes.append(Text(f"{match.parts} phần", f"{match.parts} parts").to(language))
    if match.outcome is Outcome.OTHER_CONTENT and match.rows and match.rows[0].title:
        notes.append(match.rows[0].title)
    return "; ".join(one_line(note) for note in notes)


def proof_totals(proof: Proof, language: Language) -> list[list[str]]:
    """Return the totals: planned, heard by grade of evidence, time on air, and each class."""

    def line(words: Text, value: object) -> list[str]:
        return [words.to(language), str(value)]

    rows = [
        line(Text("Buổi theo lịch", "Airings planned"), proof.planned),
        line(Text("Đã phát, có bằng chứng", "Aired, with proof"), proof.heard()),
    ]
    rows.extend(
        line(_OF_GRADE.filled(grade=grade, words=words), proof.heard(grade))
        for grade, words in GRADES.items()
        if grade != "D"
    )
    rows.append(
        line(Text("Thời lượng có bằng chứng", "Time with proof"), span_text(Span(proof.seconds)))
    )
    counted = proof.outcomes
    rows.extend(line(words, counted[each]) for each, words in OUTCOMES.items() if counted[each])
    return rows


# --- files ---


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as Vietnamese Excel opens it at a double click: BOM, semicolons, CRLF.

    >>> csv_bytes([["=1", "a"]]).decode("utf-8-sig")
    "'=1;a\\r\\n"
    """
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(one_line(cell)) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + page.getvalue().encode()


def sheet_workbook(rows: Sequence[Sequence[str]], name: str) -> bytes:
    """Return the form as a workbook."""
    return write_workbook([SheetTable(name, rows, _SHEET_WIDTHS)])


def proof_workbook(proof: Proof, clock: ZoneClock, language: Language) -> bytes:
    """Return the proof as a workbook: the table, the totals, what it rests on."""
    rests = [["", "sha256", Text("số dòng", "rows").to(language)]]
    rests.extend([each.name, each.sha256, str(each.rows or "")] for each in proof.inputs)
    totals = [[Text("Tổng hợp", "Totals").to(language), proof.month]]
    return write_workbook(
        [
            SheetTable(proof.month, proof_rows(proof, clock, language), _PROOF_WIDTHS),
            SheetTable(
                Text("Tổng hợp", "Totals").to(language),
                [*totals, *proof_totals(proof, language)],
                (56, 14),
            ),
            SheetTable(Text("Căn cứ", "Inputs").to(language), rests, (50, 70, 10)),
        ]
    )
