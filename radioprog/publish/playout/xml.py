"""XML as it leaves the house: one form, nothing in it that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(root: ET.Element, doctype: str = "") -> bytes:
    """Write a document, indented, in UTF-8.

    >>> document(ET.Element("a", {"b": "<"})).decode().splitlines()[1]
    '<a b="&lt;" />'
    """
    for each in root.iter():
        each.text = _clean(each.text)
        for name, value in each.attrib.items():
            each.attrib[name] = _clean(value) or ""
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (f"{doctype}\n" if doctype else "")
    return head.encode() + ET.tostring(root, "unicode").encode() + b"\n"


def _clean(text: str | None) -> str | None:
    return _FORBIDDEN.sub("", text) if text else text
