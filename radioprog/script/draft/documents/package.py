"""The zipped XML of Word and OpenDocument files, opened as a stranger's: bounded and closed.

Sizes, ratio, number of parts and depth are bounded; a document type is refused, and with it every
entity; nothing outside the file is ever fetched.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from radioprog.kernel.findings import Text
from radioprog.script.draft.documents.manuscript import (
    DAMAGED,
    PASSWORD,
    TOO_DEEP,
    TOO_MUCH,
    DocumentRefused,
)

_LARGEST_PART, _LARGEST_SUM, _MOST_PARTS, _RATIO, _DEEPEST = 24 << 20, 48 << 20, 4000, 300, 220
_SMALL = 1 << 20  # a part of fewer bytes may be packed as tightly as it likes
_MACROS = Text("tệp có macro", "it holds macros")

Renaming = Callable[[str], str]
"""Brings the names of a format's variants to one form."""


class _Guard(ET.TreeBuilder):
    """Builds a tree of bounded depth, without a document type and so without entities."""

    def __init__(self, renamed: Renaming) -> None:
        super().__init__()
        self._depth = 0
        self._renamed = renamed

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise DocumentRefused(Text("tệp khai báo DTD", "it declares a document type"))

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise DocumentRefused(TOO_DEEP)
        return super().start(self._renamed(tag), attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(self._renamed(tag))


def parse_xml(data: bytes, renamed: Renaming = str) -> ET.Element:
    """Parse one part.

    Raises:
        DocumentRefused: damaged, too deep, or with a document type.
    """
    try:
        parser = ET.XMLParser(target=_Guard(renamed))
        parser.feed(data)
        root: ET.Element = parser.close()
    except (ET.ParseError, LookupError, ValueError) as error:
        raise DocumentRefused(DAMAGED) from error
    return root


@dataclass(slots=True)
class Package:
    """A zipped document: the names of its parts, and each as a tree when it is asked for."""

    archive: zipfile.ZipFile
    names: tuple[str, ...]
    renamed: Renaming = str
    _unpacked: int = field(default=0)

    @classmethod
    def of(cls, data: bytes, renamed: Renaming = str) -> Package:
        """Open the package.

        Raises:
            DocumentRefused: it is damaged, has too many parts, or macros.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:  # odd
            raise DocumentRefused(DAMAGED) from error
        infos = archive.infolist()
        if len(infos) > _MOST_PARTS:
            raise DocumentRefused(Text("có quá nhiều phần", "it has too many parts"))
        names = tuple(sorted({info.filename for info in infos}))
        if any(name.lower().endswith("vbaproject.bin") or _is_basic(name) for name in names):
            raise DocumentRefused(_MACROS)
        return cls(archive, names, renamed)

    def read(self, name: str) -> bytes:
        """Unpack one part.

        Raises:
            DocumentRefused: it is not there, damaged, with a password, or unpacks to too much.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError as error:
            raise DocumentRefused(DAMAGED) from error
        large = info.file_size > _LARGEST_PART or self._unpacked > _LARGEST_SUM
        if large or (info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size):
            raise DocumentRefused(TOO_MUCH)
        try:
            with self.archive.open(info) as stream:
                data = stream.read(_LARGEST_PART + 1)
        except RuntimeError as error:
            raise DocumentRefused(PASSWORD) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise DocumentRefused(DAMAGED) from error
        except (OSError, NotImplementedError) as error:  # the last: odd packing
            raise DocumentRefused(DAMAGED) from error
        self._unpacked += len(data)
        return data

    def tree(self, name: str) -> ET.Element:
        """Unpack and parse one part.

        Raises:
            DocumentRefused: as `read` and `parse_xml`.
        """
        return parse_xml(self.read(name), self.renamed)


def _is_basic(name: str) -> bool:
    return name.startswith(("Basic/", "Scripts/")) and not name.endswith("/")


def words_of(element: ET.Element, *names: str) -> str:
    """Return the text of the elements of these names below one, put together."""
    return "".join(each.text or "" for each in element.iter() if each.tag in names)


def nested(parent: ET.Element, name: str, *closed: str) -> Iterator[ET.Element]:
    """Give the children of a name, whatever has wrapped them; ``closed`` are not looked into.

    Rows of a table are found in groups of rows, and no nested table's.
    """
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag not in closed:
            yield from nested(child, name, *closed)
