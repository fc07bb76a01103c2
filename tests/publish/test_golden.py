"""What is published, byte for byte as it was seen and found right; a change has to be looked at.

``RADIOPROG_GOLDEN=write pytest tests/publish/test_golden.py`` writes them anew; then read the
difference in ``tests/publish/golden`` and look at the pages before it is committed.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from radioprog.publish.calendars.week_sheet import week_sheet
from radioprog.publish.papers.captions import captions, to_srt, to_vtt, transcript
from radioprog.publish.papers.reading_copy import reading_copy_html
from radioprog.publish.papers.rundown_json import chapters_json, rundown_json
from radioprog.publish.papers.rundown_sheet import rundown_sheet
from radioprog.publish.papers.scene import to_svg
from radioprog.publish.papers.waveform import waveform
from radioprog.publish.playout.targets import TARGETS, export_files
from radioprog.publish.proof.pages import proof_page, sheet_page
from radioprog.publish.proof.tables import csv_bytes, proof_rows, proof_totals, sheet_rows
from tests.publish.calendars import test_week_sheet as week
from tests.publish.pack import test_plan as packs
from tests.publish.papers.test_waveform import measurement
from tests.publish.playout import test_targets as playout
from tests.publish.programmes import example, planned
from tests.publish.proof import test_tables as proofs
from tests.publish.site import test_pages as site

GOLDEN = Path(__file__).with_name("golden")
LANGUAGES = ("vi", "en")


def shown(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def papers(language: str) -> dict[str, bytes]:
    plan, meta = planned(), example().meta
    said = captions(plan, language)
    picture = waveform(plan, measurement(), language)
    sheet = rundown_sheet(plan, meta, language=language, organisation="Sở A", picture=picture)
    return {
        "captions.vtt": to_vtt(said).encode(),
        "captions.srt": to_srt(said).encode(),
        "transcript.txt": transcript(plan, meta, language).encode(),
        "waveform.svg": to_svg(picture).encode(),
        "rundown.html": sheet.encode(),
        "reading-copy.html": reading_copy_html(example(), plan, language).encode(),
        "rundown.json": shown(rundown_json(plan, meta)),
        "chapters.json": shown(chapters_json(plan)),
    }


def proof(language: str) -> dict[str, bytes]:
    whole = proofs.PROOF
    rows = sheet_rows([proofs.airing(), proofs.airing(number=3)], proofs.CLOCK, language)
    days = (dt.date(2026, 4, 3), dt.date(2026, 4, 9))
    form = sheet_page(rows, station="Xã A", days=days, organisation="Sở A", language=language)
    return {
        "sheet.html": form.encode(),
        "proof.html": proof_page(whole, proofs.CLOCK, language).encode(),
        "proof.csv": csv_bytes(proof_rows(whole, proofs.CLOCK, language)),
        "totals.csv": csv_bytes(proof_totals(whole, language)),
        "sheet.csv": csv_bytes(rows),
    }


def weeks(language: str) -> dict[str, bytes]:
    made = week.weeks(
        week.slot("sang", "05:30", length="30:00"),
        week.slot("chieu", "17:00", more=", repeats: [hôm sau 06:15]"),
        first="2026-03-04",
        days=9,
    )
    return {"week.html": week_sheet(made, organisation="Sở A", language=language).encode()}


def pages(language: str) -> dict[str, bytes]:
    made = site.everything("Bản tin", language)
    return {name.replace("/", "-"): data for name, data in made.items()}


def pack(language: str) -> dict[str, bytes]:
    made = packs.plan(playout.SETS["kinds"][0], language)
    return {each.name: each.head for each in made.files if not each.sound}


def exports(language: str) -> dict[str, bytes]:
    given = replace(playout.given(*playout.SETS["kinds"]), language=language)
    found: dict[str, bytes] = {}
    for target in TARGETS:
        for each in export_files(target, given):
            found[f"{target}-{each.name.replace('/', '-')}"] = each.data
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [papers, proof, weeks, pages, pack, exports])
def test_as_it_was_seen(make: Callable[[str], dict[str, bytes]], language: str) -> None:
    folder = GOLDEN / language / make.__name__
    made = make(language)
    if os.environ.get("RADIOPROG_GOLDEN") == "write":
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
    assert {path.name for path in folder.iterdir()} == set(made)
    for name, data in made.items():
        assert data == (folder / name).read_bytes(), f"{language}/{make.__name__}/{name}"
