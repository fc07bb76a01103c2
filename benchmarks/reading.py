"""The reader beside its peers: right readings by class, and words a second, in one run.

``python -m benchmarks.reading`` prints both tables; ``--write`` keeps the accuracy in
``benchmarks/reading.tsv``, from which ``tools/reading_doc.py`` makes the page. Needs
``pip install sea-g2p vietnormalizer``; a peer that is not installed is left out, and said.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from radioprog.reader import read
from tests.reader.pairs import Pair, pairs, right

TABLE = Path(__file__).with_suffix(".tsv")
ROUNDS = 5
Reader = Callable[[str], str]


def readers() -> dict[str, Reader]:
    """Give what is compared, ourselves first."""
    found: dict[str, Reader] = {"radioprog": lambda text: read(text).spoken}
    try:
        from sea_g2p import Normalizer

        sea = Normalizer()
        found[f"sea-g2p {version('sea-g2p')}"] = lambda text: re.sub(
            r"</?en>", "", sea.normalize(text)
        )
    except ImportError:
        print("sea-g2p is not installed", file=sys.stderr)
    try:
        from vietnormalizer import VietnameseNormalizer

        found[f"vietnormalizer {version('vietnormalizer')}"] = VietnameseNormalizer().normalize
    except ImportError:
        print("vietnormalizer is not installed", file=sys.stderr)
    return found


def accuracy(all_readers: dict[str, Reader]) -> list[tuple[str, ...]]:
    """Give for each class: its file, its name, how many pairs, how many right by each reader."""
    rows: list[tuple[str, ...]] = [("file", "class", "pairs", *all_readers)]
    for name in ("administrative", "general"):
        by_class: dict[str, list[Pair]] = {}
        for pair in pairs(name):
            by_class.setdefault(pair.token_class, []).append(pair)
        for token_class, members in by_class.items():
            hits = [
                sum(right(reader(pair.written), pair) for pair in members)
                for reader in all_readers.values()
            ]
            rows.append((name, token_class, str(len(members)), *map(str, hits)))
    return rows


def speed(all_readers: dict[str, Reader]) -> dict[str, float]:
    """Give words a second of processor time over our pairs as one text, the best of five."""
    lines = [pair.written for name in ("administrative", "general") for pair in pairs(name)]
    lines *= 20
    words = sum(len(line.split()) for line in lines)
    return {
        name: words / min(_seconds(reader, lines) for _ in range(ROUNDS))
        for name, reader in all_readers.items()
    }


def _seconds(reader: Reader, lines: list[str]) -> float:
    start = time.process_time()
    for line in lines:
        reader(line)
    return time.process_time() - start


def linear() -> list[tuple[int, float]]:
    """Give seconds for 1/4, 1/2 and 1 MB of text."""
    line = "\n".join(pair.written for pair in pairs("administrative")) + "\n"
    text = line * (1_000_000 // len(line.encode()) + 1)
    sizes = [len(text) // 4, len(text) // 2, len(text)]
    return [(size, _seconds(lambda part: read(part).spoken, [text[:size]])) for size in sizes]


def main() -> None:
    all_readers = readers()
    rows = accuracy(all_readers)
    for row in rows:
        print("  ".join(cell.ljust(18) for cell in row))
    for name in ("administrative", "general"):
        members = [row for row in rows[1:] if row[0] == name]
        total = sum(int(row[2]) for row in members)
        shares = (
            f"{sum(int(row[place]) for row in members) / total:.1%}"
            for place in range(3, len(rows[0]))
        )
        print(f"{name}: {total} pairs:", *shares)
    for name, words in speed(all_readers).items():
        print(f"{name}: {words:,.0f} words a second")
    for size, seconds in linear():
        print(f"{size:,} characters: {seconds:.2f} s")
    if "--write" in sys.argv:
        TABLE.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
