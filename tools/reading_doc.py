"""Write ``docs/reading.md`` from the reader's own rules, tables and examples.

``python tools/reading_doc.py`` writes it; a test compares. Every reading on the page is what the
reader says at that moment; the accuracy comes from ``benchmarks/reading.tsv``, which
``python -m benchmarks.reading --write`` measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from radioprog.reader import languages, read
from radioprog.reader.model import Style
from radioprog.reader.read import chain_of
from radioprog.reader.rules import Rule
from radioprog.reader.vi.documents import signs
from radioprog.reader.vi.letters import letter
from radioprog.reader.vi.units import units
from radioprog.reader.vi.words import abbreviations

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reading.md"
MEASURED = ROOT / "benchmarks" / "reading.tsv"

HEAD = """# Cách đọc · The reading

Máy đọc từng dòng như phát thanh viên: số, ngày giờ, số văn bản, chữ viết tắt, tên riêng đều đọc
thành chữ. Trang này do chương trình viết ra từ chính các quy tắc của nó: mọi ví dụ dưới đây là kết
quả đọc thật. Muốn biết một câu sẽ được đọc ra sao: `radioprog reading --audit "câu"`.

Each line is read as a newsreader would: numbers, dates, document numbers, abbreviations and names
become words. This page is written by the program from its own rules: every example is what it
really says. To see how a sentence will be read: `radioprog reading --audit "sentence"`.

## Chỗ nào máy chưa biết đọc · What no rule reads

Không chữ nào bị bỏ. Chữ máy không biết thì đánh vần và báo `unread-token` kèm dòng, cột. Sửa bằng
`{cách viết|cách đọc}` ngay trong kịch bản, hoặc ghi vào `lexicon.yaml` của thư mục làm việc:

No token is dropped. What no rule reads is spelled and reported as `unread-token` with its line and
column. Mend it with `{written|spoken}` in the script, or in the workspace's `lexicon.yaml`:

Từ nước ngoài không có trong từ điển thì giọng đọc tự đoán, báo `foreign-word`; chữ trông như gõ
nhầm ("mangthương") báo `probable-slip`. `radioprog reading scripts/tin.md --doubtful` gom mọi chỗ
cần xem lại; `radioprog lexicon add "chữ" "cách đọc"` ghi vào từ điển.

A foreign word that no lexicon knows is guessed by the voice (`foreign-word`); what looks like a
slip ("mangthương") is told as `probable-slip`. `radioprog reading scripts/news.md --doubtful` lists
all that needs an eye; `radioprog lexicon add "word" "reading"` writes into the lexicon.

```yaml
Cha Lọ: Cha Lo
CLX:
  - {đọc: câu lạc xanh, ngữ cảnh: [trồng, cây]}   # gần một trong các từ này · near one of these
  - {đọc: cờ lờ ích}                              # ở chỗ khác · elsewhere
```

Lớp sau thắng lớp trước: từ điển có sẵn, `lexicon.yaml`, rồi `{cách viết|cách đọc}`.
The last layer wins: built in, `lexicon.yaml`, then `{written|spoken}`.
"""
STYLES = (
    ("--region north", Style(), "24 đài, 1.005 xã, XQB"),
    ("--region central", Style(region="central"), "24 đài, 1.005 xã, XQB"),
    ("--region south", Style(region="south"), "24 đài, 1.005 xã, XQB"),
    ("--documents broadcast", Style(), "Kế hoạch số 38/KH-UBND"),
    ("--documents expanded", Style(documents="expanded"), "Kế hoạch số 38/KH-UBND"),
    ("--documents spelled", Style(documents="spelled"), "Kế hoạch số 38/KH-UBND"),
    ("--years full", Style(), "năm 2012"),
    ("--years short", Style(years="short"), "năm 2012"),
)


def page() -> str:
    """Give the whole page."""
    lines = [HEAD, *_styles(), *_accuracy()]
    for code in sorted(languages(), key=lambda code: code != "vi"):
        lines += _language(code)
    lines += [*_documents(), *_neighbours(), *_tables()]
    return "\n".join(lines).rstrip() + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").strip()


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(_cell(cell) for cell in row) + " |"
    yield ""


def _styles() -> Iterator[str]:
    yield "## Kiểu đọc · Styles\n"
    yield from _table(
        ("tùy chọn · option", "viết · written", "đọc · read"),
        ((f"`{name}`", text, read(text, style=style).spoken) for name, style, text in STYLES),
    )


def _language(code: str) -> Iterator[str]:
    chain = chain_of(code)
    yield f"## Quy tắc: {chain.name.vi} · Rules: {chain.name.en}\n"
    yield from _table(
        ("loại · class", "quy tắc · rule", "", "viết · written", "đọc · read"),
        (row for rule in chain.rules for row in _rule(rule, code)),
    )


def _rule(rule: Rule, code: str) -> Iterator[tuple[str, ...]]:
    about = f"{rule.about.vi} · {rule.about.en}"
    first = (rule.token_class, f"`{rule.name}`", about)
    if not rule.examples:
        yield (*first, "", "")
    for place, (written, _) in enumerate(rule.examples):
        cells = first if place == 0 else ("", "", "")
        yield (*cells, written, read(written, language=code).spoken)


def _documents() -> Iterator[str]:
    yield "## Ký hiệu văn bản · Document symbols\n"
    for what, title in (("kind", "Tên loại · Kinds"), ("issuer", "Cơ quan · Issuers")):
        named = [f"{sign} {spoken}" for kind, sign, spoken in signs() if kind == what]
        yield f"**{title}**: {' · '.join(named)}\n"


def _neighbours() -> Iterator[str]:
    table = abbreviations()
    several = {written: lines for written, lines in table.items() if len(lines) > 1}
    yield f"## Chữ viết tắt · Abbreviations ({len(table)})\n"
    yield "Chữ có nhiều cách đọc: theo từ đứng cạnh. Those with several readings: by neighbours.\n"
    yield from _table(
        ("viết · written", "đọc · read", "sau · after", "trước · before"),
        (
            (written, spoken, ", ".join(before), ", ".join(after))
            for written, lines in several.items()
            for spoken, (before, after) in lines
        ),
    )
    plain = (f"{written} {lines[0][0]}" for written, lines in table.items() if len(lines) == 1)
    yield " · ".join(plain) + "\n"


def _tables() -> Iterator[str]:
    yield "## Đơn vị · Units\n"
    yield " · ".join(f"{symbol} {spoken}" for symbol, (spoken, _) in units().items()) + "\n"
    yield "## Tên chữ cái · Letters\n"
    for name, style in (("bắc, trung · north, central", Style()), ("nam · south", Style("south"))):
        named = (f"{char} {letter(char, style)}" for char in "ABCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ")
        yield f"**{name}**: {' · '.join(named)}\n"
    yield "## Từ điển có sẵn · The built-in lexicon\n"
    entries = chain_of("vi").lexicon.entries
    yield " · ".join(f"{entry.written} {entry.spoken}" for entry in entries) + "\n"


def _accuracy() -> Iterator[str]:
    head, *rows = (line.split("\t") for line in MEASURED.read_text(encoding="utf-8").splitlines())
    yield "## Đúng bao nhiêu · How often it is right\n"
    yield (
        "Số cặp đọc đúng, sau khi bỏ qua chữ hoa, dấu câu và các cách đọc tương đương (linh/lẻ, "
        "nghìn/ngàn, tư/bốn). Các cặp (`tests/reader/data/`) do chúng tôi viết, và quy tắc được "
        "sửa theo chúng: con số của radioprog cho biết không có lỗi cũ nào trở lại, không phải "
        "nó đúng bao nhiêu với văn bản lạ.\n\n"
        "Right readings, after folding case, punctuation and equal ways (linh/lẻ, nghìn/ngàn, "
        "tư/bốn). The pairs (`tests/reader/data/`) are our own and the rules were mended by them: "
        "radioprog's figure says that no old mistake came back, not how right it is on unknown "
        "text. Command: `python -m benchmarks.reading`.\n"
    )
    yield from _table(("", "loại · class", "cặp · pairs", *head[3:]), (tuple(row) for row in rows))
    for name in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == name]
        sums = [sum(int(row[place]) for row in own) for place in range(2, len(head))]
        shares = ", ".join(
            f"{reader} {count / sums[0]:.0%}"
            for reader, count in zip(head[3:], sums[1:], strict=True)
        )
        yield f"**{name}** ({sums[0]}): {shares}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
