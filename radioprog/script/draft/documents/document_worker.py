"""The walled reader of documents: a process of its own that meets strangers' files.

Run by `reading` as ``python -m radioprog.script.draft.documents.document_worker`` (see
`kernel.sandbox`). What a file is, its content says and not its name; whatever goes wrong with it is
an answer. If the file kills the process, only that file is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.sandbox.messages import MessageKind, messages_only, requests, send_json
from radioprog.kernel.textfile import read_bytes
from radioprog.script.draft import findings as say
from radioprog.script.draft.documents.manuscript import (
    DAMAGED,
    TOO_DEEP,
    TOO_MUCH,
    DocumentRefused,
    Manuscript,
)
from radioprog.script.draft.formats import DocumentKind, document_kind, no_plain_text

LARGEST_DOCUMENT = 64 << 20
"""Bytes of a document on disk that are read at most; pictures make them large."""
_MOST_LETTERS = 4_000_000
"""Longer than a thousand pages: nobody's article."""
_READERS: Mapping[DocumentKind, tuple[str, str]] = {
    DocumentKind.WORD: ("word", "read_word"),
    DocumentKind.OPENDOCUMENT: ("opendocument", "read_opendocument"),
    DocumentKind.RTF: ("rich_text", "read_rich_text"),
    DocumentKind.WEB: ("web_page", "read_web_page"),
}
"""For each kind the module that reads it, loaded when such a file comes, and its function."""


def main() -> None:
    """Answer requests until there are no more."""
    out = messages_only()
    send_json(out, MessageKind.HELLO, {})
    for request in requests():
        send_json(out, MessageKind.END, answer(Path(request["path"]), request["shown"]))


def answer(path: Path, shown: str) -> dict[str, Any]:
    """Read one document: what it holds, or the findings that say why not."""
    data, missing = read_bytes(path, shown=shown, limit=LARGEST_DOCUMENT)
    if data is None:
        return _refusal(missing)
    kind = document_kind(data, path.suffix)
    if kind is None:
        return _refusal(no_plain_text(data, shown=shown))
    try:
        sheet = _reader(kind)(data)
        if sum(len(line.text) for line in sheet.lines) > _MOST_LETTERS:
            raise DocumentRefused(TOO_MUCH)
    except DocumentRefused as refused:
        return _refusal(say.WORD_REFUSED(Place(shown), reason=refused.reason))
    except MemoryError:
        return _refusal(say.WORD_REFUSED(Place(shown), reason=TOO_MUCH))
    except RecursionError:
        return _refusal(say.WORD_REFUSED(Place(shown), reason=TOO_DEEP))
    return {"manuscript": sheet.record(), "refused": []}


def _reader(kind: DocumentKind) -> Callable[[bytes], Manuscript]:
    module, function = _READERS[kind]
    read: Callable[[bytes], Manuscript] = getattr(
        import_module(f"radioprog.script.draft.documents.{module}"), function
    )
    return read


def _refusal(finding: Finding | None) -> dict[str, Any]:
    found = finding or say.WORD_REFUSED(reason=DAMAGED)
    return {"manuscript": None, "refused": [found.to_record()]}


if __name__ == "__main__":
    main()
