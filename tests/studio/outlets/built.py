"""A workspace with finished programmes that no engine had to speak, for tests of the ways out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from radioprog.record.manifest import SIDECARS, Input, Manifest, Output

STATIONS = """id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
t,Tỉnh Quảng Trị,province,,vi,,,,,,,
dong-hoi,Phường Đồng Hới,commune,t,vi,,,,,,17.45,106.63
dong-hoi-cu,Thành phố cũ,commune,t,,,,,2026-06-30,,,
hoa-binh,Xã Hòa Bình,commune,t,,,,2026-07-01,,dong-hoi-cu,,
dong-ha,Phường Dong Hoi Moi,commune,t,,,,,,,,
"""
PLAN = """slots:
  - id: tin
    tên: Bản tin sáng
    series: ban-tin
    stations: level:commune
    days: hằng ngày
    at: 17:10
    length: 15:00
    from: 2026-11-01
    repeats: [hôm sau 05:30]
"""
MP3 = b"\xff\xfb\x90\x64" + b"\0" * 413


def home_at(path: Path, *, stations: str = STATIONS, plan: str = PLAN) -> Path:
    """Make a workspace of a province with three communes and one daily slot."""
    for name in ("schedules", "scripts"):
        (path / name).mkdir(parents=True)
    (path / "radioprog.yaml").write_text("organisation: Đài tỉnh\n", encoding="utf-8")
    (path / "schedules" / "stations.csv").write_text(stations, encoding="utf-8")
    (path / "schedules" / "lich.yaml").write_text(plan, encoding="utf-8")
    return path


def add_programme(
    home: Path,
    name: str,
    title: str,
    *,
    series: str | None = "ban-tin",
    episode: int | None = 1,
    date: dt.date | None = dt.date(2026, 11, 2),
    sentences: Sequence[str] = ("Kính chào quý vị.", "Đây là bản tin."),
    headings: Sequence[str] = ("Mở đầu", "Tin"),
    sound: bytes = MP3 * 40,
    body: str = "PTV: Kính chào quý vị.",
) -> Path:
    """Write a script and the folder that a build of it would have left; return that folder."""
    script = home / "scripts" / f"{name}.md"
    script.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"title: {json.dumps(title, ensure_ascii=False)}", "speakers: {PTV: nữ}"]
    lines += [f"series: {series}"] if series else []
    lines += [f"episode: {episode}"] if episode is not None else []
    lines += [f"date: {date}"] if date else []
    script.write_text("---\n" + "\n".join(lines) + f"\n---\n\n{body}\n", encoding="utf-8")
    folder = home / "build" / name
    folder.mkdir(parents=True, exist_ok=True)
    stem = folder.name
    sidecars = {key: f"{stem}{ending}" for key, ending in SIDECARS.items()}
    papers = _papers(title, sentences, headings)
    files = {f"{stem}.web.mp3": sound}
    files |= {sidecars[key]: papers.get(key, b"-\n") for key in SIDECARS}
    for each, data in files.items():
        (folder / each).unlink(
            missing_ok=True
        )  # as a build does: a new file in the old one's place
        (folder / each).write_bytes(data)
    outputs = tuple(
        Output(each, len(data), hashlib.sha256(data).hexdigest()) for each, data in files.items()
    )
    delivery = {
        "name": "web",
        "path": f"{stem}.web.mp3",
        "codec": "mp3",
        "container": "mp3",
        "bitrate": 128000,
        "channels": 2,
        "sample_rate": 44100,
        "duration": 61.0,
        "integrated_lufs": -16.0,
        "loudness_range_lu": 2.0,
        "true_peak_dbtp": -1.0,
        "max_momentary_lufs": -12.0,
        "max_short_term_lufs": -13.0,
        "sha256": hashlib.sha256(sound).hexdigest(),
    }
    read = Input(f"scripts/{name}.md", hashlib.sha256(script.read_bytes()).hexdigest())
    manifest = Manifest(
        script=f"scripts/{name}.md",
        title=title,
        series=series,
        episode=episode,
        date=date.isoformat() if date else None,
        length=None,
        duration=61.0,
        frames=61 * 48000,
        inputs=(read,),
        outputs=outputs,
        settings={
            "workspace": {},
            "voices": {},
            "deliveries": {},
            "deliver": None,
            "online": None,
        },
        tools={},
        engines={},
        chosen=(),
        deliveries=(delivery,),
        sidecars={**sidecars, "manifest": "manifest.json"},
        speech=({"voice": "espeak:vi", "synthetic": True, "sentences": 2, "segments": [1]},),
    )
    (folder / "manifest.json").write_bytes(manifest.to_bytes())
    return folder


def _papers(title: str, sentences: Sequence[str], headings: Sequence[str]) -> dict[str, bytes]:
    step = 61.0 / max(1, len(sentences))
    share = max(1, -(-len(sentences) // max(1, len(headings))))
    items = [
        {
            "kind": "speech",
            "segment": 1 + number // share,
            "start": number * step,
            "end": (number + 1) * step,
            "speaker": "PTV nữ",
            "language": "vi",
            "text": text,
        }
        for number, text in enumerate(sentences)
    ]
    starts = [number * share * step for number in range(len(headings))]
    chapters = [
        {"startTime": start, "title": heading}
        for start, heading in zip(starts, headings, strict=True)
    ]
    segments = [
        {"number": number + 1, "title": heading, "start": start}
        for number, (start, heading) in enumerate(zip(starts, headings, strict=True))
    ]
    rundown = {"schema": 1, "title": title, "segments": segments, "items": items}
    return {
        "rundown_json": json.dumps(rundown, ensure_ascii=False).encode("utf-8", "replace"),
        "chapters": json.dumps({"version": "1.2.0", "chapters": chapters}).encode(),
        "transcript": "\n".join(sentences).encode("utf-8", "replace"),
        "vtt": b"WEBVTT\n",
        "srt": b"",
    }
