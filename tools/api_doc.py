"""Write ``docs/api.md`` from the shelf: every name with its signature and its words.

``python tools/api_doc.py`` writes the page; a test compares it.
"""

from __future__ import annotations

import dataclasses
import enum
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import radioprog

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
HEAD = """\
# The library by names

<!-- Made by tools/api_doc.py from the shelf (`radioprog.__all__`). -->

What `import radioprog` offers. By tasks, with examples that run: [the library](library.md).
"""


def page() -> str:
    """Return the whole page."""
    names = [(name, getattr(radioprog, name)) for name in radioprog.__all__]
    functions = [(name, each) for name, each in names if inspect.isfunction(each)]
    errors = [(name, each) for name, each in names if _is_error(each)]
    taken = {name for name, _ in (*functions, *errors)}
    types = [(name, each) for name, each in names if name not in taken]
    parts = [HEAD, "## Functions\n"]
    parts.extend(_function(name, each) for name, each in functions)
    parts.append("## Types\n")
    parts.extend(_type(name, each) for name, each in types)
    parts.append("## Errors\n")
    parts.extend(_error(name, each) for name, each in errors)
    return "\n".join(parts)


def _is_error(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, BaseException)


def _words(value: Any) -> str:
    return inspect.cleandoc(value.__doc__ or "").strip()


def _body(value: Any) -> str:
    """Return a docstring as Markdown: examples become code, the rest stays."""
    lines: list[str] = []
    in_code = False
    for line in _words(value).splitlines():
        starts = line.lstrip().startswith(">>>")
        if starts and not in_code:
            lines.append("```pycon")
            in_code = True
        elif in_code and not line.strip():
            lines.append("```")
            in_code = False
        lines.append(line if in_code else re.sub(r"(?<![`\w])<([a-z])", r"&lt;\1", line))
    if in_code:
        lines.append("```")
    return "\n".join(lines)


def _signature(name: str, value: Any) -> str:
    text = str(inspect.signature(value)).replace("'", "")
    text = re.sub(r"radioprog(\.\w+)+\.(\w+)", r"\2", text)
    if len(name) + len(text) > 88:
        inner, _, answer = text[1:].rpartition(")")
        text = "(\n    " + ",\n    ".join(_split(inner)) + f",\n){answer}"
    return f"```python\n{name}{text}\n```\n"


def _split(arguments: str) -> Iterator[str]:
    depth, begin = 0, 0
    for at, char in enumerate(arguments):
        depth += (char in "([{") - (char in ")]}")
        if char == "," and not depth:
            yield arguments[begin:at].strip()
            begin = at + 1
    yield arguments[begin:].strip()


def _function(name: str, value: Any) -> str:
    return f"### `{name}`\n\n{_signature(name, value)}\n{_body(value)}\n"


def _type(name: str, value: Any) -> str:
    parts = [f"### `{name}`\n", _body(value), ""]
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        parts.append(", ".join(f"`{member.value}`" for member in value) + "\n")
        return "\n".join(parts)
    if dataclasses.is_dataclass(value):
        shown = [each.name for each in dataclasses.fields(value) if not each.name.startswith("_")]
        parts.append(f"Fields: {', '.join(f'`{each}`' for each in shown)}\n")
    for method, doc in _methods(value):
        parts.append(f"- `{method}`: {doc}")
    return "\n".join(parts) + "\n"


def _methods(value: Any) -> Iterator[tuple[str, str]]:
    for name, each in sorted(vars(value).items()):
        if name.startswith("_"):
            continue
        member = each.__func__ if isinstance(each, classmethod | staticmethod) else each
        if isinstance(member, property) or inspect.isfunction(member):
            text = _words(member).splitlines()
            yield name + ("()" if inspect.isfunction(member) else ""), text[0] if text else ""


def _error(name: str, value: Any) -> str:
    return f"### `{name}`\n\nExit status {value.exit_status}. {_body(value)}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
