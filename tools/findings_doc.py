"""Write ``docs/findings.md`` from the package's own source: every code, meaning and remedy.

``python tools/findings_doc.py`` writes it; a test compares. Nothing is imported or run: the
source is read as a tree, and a code counts where it is handed to `error`, `warning`, `info`,
`Finding`, an error's `of`, or to a function that hands it on.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from source_tree import DEEPEST, Source, Spot, called

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "radioprog"
PAGE = ROOT / "docs" / "findings.md"
CODE = re.compile(r"[a-z][a-z0-9]*(-([a-z0-9]+|…))*")
THE_DOOR = ("kernel/findings.py", "kernel/errors.py")
ROOMS = {
    "script": "Kịch bản · Script",
    "reader": "Cách đọc · Reading",
    "speech": "Giọng đọc · Speech",
    "audio": "Âm thanh · Sound",
    "programme": "Chương trình · Programme",
    "schedule": "Đài, khung giờ · Stations and slots",
    "publish": "Lịch phát, văn bản · Calendars and papers",
    "record": "Sổ lưu · Record",
    "studio": "Không gian làm việc, dựng · Workspace and build",
    "cli": "Dòng lệnh · Command line",
    "kernel": "Tệp, YAML, máy · Files, YAML, machine",
}
WEIGHTS = {
    "error": "lỗi · error",
    "warning": "nhắc · warning",
    "info": "cho biết · info",
    "varies": "tùy trường hợp · it depends",
}
NOTES = {  # where the source puts a message together from parts
    "overlap": ("hai chương trình phát cùng lúc", "two airings are on air at once"),
    "priority-clash": (
        "hai tin ưu tiên cùng lúc, thứ tự do xã quyết định",
        "two priority items at once, their order is the commune's",
    ),
    "overrun": (
        "chương trình dài hơn khung giờ, lấn vào khung sau",
        "a programme lasts longer than its slot, into the next",
    ),
    "station-busy": ("đài bận vào giờ ấy", "the station is busy at that time"),
    "gap-before-relay": (
        "có khoảng trống trước giờ tiếp sóng",
        "there is silence before a relay",
    ),
    "network-timeout": ("dịch vụ không trả lời kịp", "no answer came in time"),
    "network-unreachable": ("không tới được dịch vụ", "the service is out of reach"),
    "network-tls": ("chứng chỉ của dịch vụ không tin được", "its certificate is not trusted"),
    "service-refused": ("dịch vụ từ chối", "the service refused"),
    "bad-answer": ("dịch vụ trả lời hỏng", "the service's answer is no speech"),
    "undeclared-silence": ("im lặng không ai xin", "a silence that nobody asked for"),
    "head-silence": ("im lặng ở đầu", "silence at the head"),
    "tail-silence": ("im lặng ở cuối", "silence at the tail"),
    "usage": ("gõ lệnh chưa đúng", "the command line cannot be meant"),
}
HEAD = """\
# Mã báo lỗi · Finding codes

<!-- Made by tools/findings_doc.py from the source; change the messages there. -->

Mỗi điều radioprog thấy có một **mã** không đổi, một câu nói chuyện gì và một câu nói phải làm gì.
**lỗi** dừng chương trình ấy (mã thoát 1, thiếu máy móc thì 3); **nhắc** và **cho biết** thì không.
Dấu … là chỗ máy điền: tên tệp, tên người đọc, con số, luật.

Each thing that radioprog finds has a stable **code**, a sentence that says what, and one that says
what to do. An **error** stops its own programme (exit 1; 3 where the machine lacks something);
a **warning** or **info** does not. A … stands for what is filled in.

Thêm mã · Adding a code: hand it as a literal to `error`, `warning`, `info` or an error's `of`
(`radioprog/kernel/findings.py`), with both languages, then run `python tools/findings_doc.py`.
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way a code is used: its weight, message and remedy in both languages, and its room."""

    code: str
    weight: str
    message: tuple[str, str]
    remedy: tuple[str, str]
    room: str
    where: str = field(compare=False)


def entries(package: Path = PACKAGE) -> tuple[list[Entry], list[str]]:
    """Give every use of a code, and the calls whose code or text could not be read."""
    source, found, unread = Source(package), [], []
    for call in source.calls:
        weight, rest = _weight(call)
        if weight is None or call.module in THE_DOOR:
            continue
        where = f"radioprog/{call.module}:{call.node.lineno}"
        got = list(_uses(source, call, weight, rest))
        found.extend(got)
        if not got and not _hands_on(call):
            unread.append(where)
    found.extend(_rows(source))
    return found, unread


def _rows(source: Source) -> Iterator[Entry]:
    """Give the codes of tables: ``{code: (weight, message, remedy)}``."""
    for spots in source.constants.values():
        for spot in spots:
            if not isinstance(spot.node, ast.Dict) or spot.around:
                continue
            for key, row in zip(spot.node.keys, spot.node.values, strict=True):
                weight = row.elts[0] if isinstance(row, ast.Tuple) and len(row.elts) == 3 else None
                if isinstance(weight, ast.Constant) and weight.value in WEIGHTS:
                    message, remedy = (_told(source, part, spot) for part in row.elts[1:])
                    where = f"radioprog/{spot.module}:{key.lineno}"
                    room = spot.module.partition("/")[0]
                    yield Entry(key.value, weight.value, message, remedy, room, where)


def _uses(source: Source, call: Spot, weight: str, rest: int) -> Iterator[Entry]:
    node = call.node
    named = {each.arg: each.value for each in node.keywords}
    given = [*node.args[:1], *node.args[rest:]]
    parts = [
        given[at] if at < len(given) else named.get(name)
        for at, name in enumerate(("code", "message", "remedy"))
    ]
    if parts[0] is None:
        return
    for code in source.meanings(Spot(parts[0], call.module, call.around)):
        name = _template(source, code)
        if CODE.fullmatch(name):
            message, remedy = (_told(source, part, call) for part in parts[1:])
            if message[0] == message[1] or not re.search(r"\w\w", message[0]):
                message = NOTES.get(name, message)
            room = call.module.partition("/")[0]
            where = f"radioprog/{code.module}:{code.node.lineno}"
            yield Entry(name, weight, message, remedy, room, where)


def _told(source: Source, part: ast.AST | None, call: Spot) -> tuple[str, str]:
    """Give the first text in two languages that an expression can stand for."""
    if part is None:
        return ("", "")
    for spot in source.meanings(Spot(part, call.module, call.around)):
        node = spot.node
        if isinstance(node, ast.Call) and called(node) == "Text":
            named = {each.arg: each.value for each in node.keywords}
            sides = [*node.args, *(named[k] for k in ("vi", "en") if k in named)]
            vi, en = (_template(source, Spot(side, spot.module, spot.around)) for side in sides)
            return (vi, en)
    return ("", "")


def _template(source: Source, spot: Spot, depth: int = 0) -> str:
    """Give a string's fixed parts, with … for what is filled in."""
    node = spot.node
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
        )
    if isinstance(node, ast.BinOp):
        sides = (Spot(side, spot.module, spot.around) for side in (node.left, node.right))
        return "".join(_template(source, side, depth) for side in sides)
    if depth < DEEPEST and isinstance(node, ast.Name):
        for value in source.meanings(spot):
            if isinstance(value.node, ast.Constant | ast.JoinedStr):
                return _template(source, value, depth + 1)
    return "…"


def _weight(call: Spot) -> tuple[str | None, int]:
    """Give the weight that a call gives a finding, and where its message stands among the rest."""
    node, name = call.node, called(call.node)
    if name in WEIGHTS and name != "varies" and isinstance(node.func, ast.Name):
        return name, 1
    if name == "of" and isinstance(node.func, ast.Attribute) and len(node.args) >= 2:
        return "error", 1
    if name == "Finding" and len(node.args) >= 3:
        severity = node.args[1]
        known = isinstance(severity, ast.Attribute) and severity.attr.lower() in WEIGHTS
        return severity.attr.lower() if known else "varies", 2
    return None, 1


def _hands_on(call: Spot) -> bool:
    """Tell whether a call only passes an existing finding's code on."""
    first = call.node.args[0] if call.node.args else None
    if isinstance(first, ast.Call) and first.args:  # str(plain["code"])
        first = first.args[0]
    if isinstance(first, ast.Subscript) and isinstance(first.slice, ast.Constant):
        return first.slice.value == "code"
    if isinstance(first, ast.Name) and call.around:  # told by a table: TABLE[code]
        return any(
            isinstance(node, ast.Subscript)
            and isinstance(node.slice, ast.Name)
            and node.slice.id == first.id
            for node in ast.walk(call.around[-1])
        )
    return isinstance(first, ast.Attribute) and first.attr == "code"


def page(found: list[Entry]) -> str:
    """Give the page: rooms in the order of the work, codes in order of the alphabet."""
    lines = [HEAD]
    codes: dict[str, list[Entry]] = {}
    for entry in found:
        codes.setdefault(entry.code, []).append(entry)
    order = list(ROOMS)
    homes = {
        code: min((entry.room for entry in uses), key=order.index) for code, uses in codes.items()
    }
    for room, title in ROOMS.items():
        here = sorted(code for code, home in homes.items() if home == room)
        if here:
            lines.append(f"## {title}\n")
            lines.extend(_paragraph(code, codes[code]) for code in here)
    return "\n".join(lines).rstrip() + "\n"


def _paragraph(code: str, uses: list[Entry]) -> str:
    weights = ", ".join(text for key, text in WEIGHTS.items() if any(u.weight == key for u in uses))
    lines = [f"### `{code}`", "", f"{weights}", ""]
    for told in dict.fromkeys((use.message, use.remedy) for use in uses if any(use.message)):
        (vi, en), (vi_remedy, en_remedy) = told
        lines.append(f"- {_safe(vi)}" + (f" → *{_safe(vi_remedy)}*" if vi_remedy else ""))
        lines.append(f"  <br>{_safe(en)}" + (f" → *{_safe(en_remedy)}*" if en_remedy else ""))
    return "\n".join([*lines, ""])


def _safe(text: str) -> str:
    """Keep what Markdown would take for marks of its own."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", re.sub(r"\s+", " ", text)).strip()


if __name__ == "__main__":
    PAGE.write_text(page(entries()[0]), encoding="utf-8")
