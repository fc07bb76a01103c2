"""Write ``docs/findings.md`` from the tables in which every room declares its findings.

``python tools/findings_doc.py`` writes the page; a test compares it.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import radioprog
from radioprog.kernel.findings import Code, Severity

PAGE = Path(__file__).resolve().parent.parent / "docs" / "findings.md"
ROOMS = {
    "script": "Kịch bản · Script",
    "reader": "Cách đọc · Reading",
    "speech": "Giọng đọc · Speech",
    "audio": "Âm thanh · Sound",
    "programme": "Chương trình · Programme",
    "schedule": "Đài, khung giờ · Stations and slots",
    "ical": "Tệp lịch · Calendar files",
    "publish": "Lịch phát, văn bản · Calendars and papers",
    "aired": "Nhật ký phát sóng · What was aired",
    "targets": "Kế hoạch năm · The year's targets",
    "record": "Sổ lưu · Record",
    "studio": "Không gian làm việc, dựng · Workspace and build",
    "web": "Trình duyệt · Studio in the browser",
    "cli": "Dòng lệnh · Command line",
    "kernel": "Tệp, YAML, máy · Files, YAML, machine",
}
WEIGHTS = {
    Severity.ERROR: "lỗi · error",
    Severity.WARNING: "nhắc · warning",
    Severity.INFO: "cho biết · info",
}
HEAD = """\
# Mã báo lỗi · Finding codes

<!-- Made by tools/findings_doc.py from the tables in radioprog/**/findings.py. -->

Mỗi điều radioprog thấy có một **mã** không đổi, một câu nói chuyện gì và một câu nói phải làm gì.
**lỗi** dừng chương trình ấy (mã thoát 1, thiếu máy móc thì 3); **nhắc** và **cho biết** thì không.
Dấu … là chỗ máy điền: tên tệp, tên người đọc, con số, luật.

Each thing that radioprog finds has a stable **code**, a sentence that says what, and one that says
what to do. An **error** stops its own programme (exit 1; 3 where the machine lacks something);
a **warning** or **info** does not. A … stands for what is filled in.
"""
_FIELD = re.compile(r"\{[^{}]*\}")


def tables() -> Iterator[tuple[str, list[Code]]]:
    """Yield the room of each table and its codes, in order of module."""
    for found in pkgutil.walk_packages(radioprog.__path__, "radioprog."):
        module = found.name.split(".")
        if module[-1] == "findings" and module[1] != "example" and len(module) > 2:
            codes = getattr(import_module(found.name), "codes", None)
            if codes is not None:
                yield module[1], list(codes)


def shown(template: str) -> str:
    """Return a template as Markdown, its fields as ….

    >>> shown("thiếu {name} [a] {{b}}")
    'thiếu … \\\\[a\\\\] {b}'
    """
    text = _FIELD.sub("…", template.replace("{{", "\0").replace("}}", "\1"))
    text = re.sub(r"([\\|\[\]<>*_`])", r"\\\1", text)
    return text.replace("\0", "{").replace("\1", "}").replace("\n", " ")


def page() -> str:
    """Return the whole page."""
    rooms: dict[str, dict[str, list[Code]]] = {name: {} for name in ROOMS}
    for room, codes in tables():
        for code in codes:
            rooms[room].setdefault(code.code, []).append(code)
    parts = [HEAD]
    for room, found in rooms.items():
        if not found:
            continue
        parts.append(f"## {ROOMS[room]}\n")
        parts.extend(_section(name, found[name]) for name in sorted(found))
    return "\n".join(parts)


def _section(name: str, codes: list[Code]) -> str:
    weights = dict.fromkeys(WEIGHTS[code.severity] for code in codes)
    rows = dict.fromkeys(_row(code) for code in codes)
    return f"### `{name}`\n\n{', '.join(weights)}\n\n{''.join(rows)}"


def _row(code: Code) -> str:
    said = []
    for message, remedy in (
        (code.message.vi, code.remedy.vi),
        (code.message.en, code.remedy.en),
    ):
        said.append(shown(message) + (f" → *{shown(remedy)}*" if remedy else ""))
    return f"- {said[0]}\n  <br>{said[1]}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
