"""A workspace for what goes out: two stations, two built programmes, a relay."""

from __future__ import annotations

from pathlib import Path

import radioprog
from tests.studio.workspace import make_workspace

STATIONS = """id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
t,Tỉnh,province,,vi,,,,,,,
xa-a,Xã A,commune,t,,,,,,,,
xa-b,Xã B,commune,t,,,,,,,,
"""
PLAN = """relays:
  - id: vov
    name: Thời sự VOV1
    stations: level:commune
    days: hằng ngày
    at: 06:00
    length: 30:00
    from: 2026-01-01
slots:
  - id: tin
    series: tin
    stations: level:commune
    days: hằng ngày
    at: 17:30
    length: 15:00
    from: 2026-11-23
    repeats: [hôm sau 05:30]
  - id: dem
    series: dem
    stations: level:commune
    days: hằng ngày
    at: 23:55
    length: 10:00
    from: 2026-11-23
    fill: dem-1
"""
SETTINGS = """\
organisation: Đài thử
voices:
  nữ: {engine: tone, voice: high}
deliver: [station]
"""
SCRIPT = """---
title: {title}
series: {series}
episode: {number}
speakers: {{PTV: nữ}}
---
# Tin
PTV: Kính chào quý vị và các bạn. Câu số {number}.
"""
PROGRAMMES = {
    "tin-1": ("Bản tin số một", "tin", 1),
    "tin-2": ('<b>Bản tin</b> "hai" #{x} 🎙', "tin", 2),
    "dem-1": ("Truyện đêm khuya", "dem", 1),
}


def make_home(folder: Path, *, build: bool = True) -> radioprog.Workspace:
    """Make the workspace; its programmes are built unless asked otherwise."""
    scripts = {
        name: SCRIPT.format(title=f"'{title}'", series=series, number=number)
        for name, (title, series, number) in PROGRAMMES.items()
    }
    make_workspace(folder, scripts)
    (folder / "radioprog.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "schedules" / "stations.csv").write_text(STATIONS, encoding="utf-8")
    (folder / "schedules" / "lich.yaml").write_text(PLAN, encoding="utf-8")
    workspace = radioprog.Workspace.open(folder)
    if build:
        radioprog.build(workspace).raise_for_errors()
    return workspace
