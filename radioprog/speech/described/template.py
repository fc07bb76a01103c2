"""What may stand in a description: its keys, its placeholders, and what is put into them.

Stands under `description`, which reads the files, and the engines, which fill the placeholders.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import parse_qsl, urlsplit

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import MappingNode, Node, Scalar, SequenceNode
from radioprog.kernel.yaml.schema import (
    ChoiceKind,
    DurationKind,
    IntegerKind,
    JsonSchema,
    NumberKind,
    TextKind,
    bad_value,
)
from radioprog.speech.described import findings as says

COMMAND, HTTP = "command", "http"
TEMPLATE = re.compile(r"\{([a-z]+)(?::([A-Za-z0-9_]{1,40}))?\}")
FOR_COMMANDS = tuple(
    "text input output language pace speed stretch speaker folder".split()  # noqa: SIM905 - a list of words reads best as words
)
FOR_SERVICES = ("text", "language", "pace", "speed", "stretch", "speaker", "secret")
_PROGRAM = re.compile(r"\{folder\}/|/|[A-Za-z]:[\\/]|[^\\/{}]+\Z")
_NUMBERS = frozenset({"pace", "speed", "stretch"})

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


@dataclass(frozen=True, slots=True)
class JsonKind:
    """Any value; words in quotes are text, others what JSON makes of them."""

    def read(self, node: Node, findings: list[Finding], /) -> Json:
        """Return the value."""
        if isinstance(node, SequenceNode):
            return [self.read(item, findings) for item in node.items]
        if isinstance(node, MappingNode):
            return {key.text: self.read(item, findings) for key, item in node.items}
        return node.text if node.quoted else _JSON_WORDS.get(node.text, _number(node.text))

    def json_schema(self) -> JsonSchema:
        """Anything."""
        return {}


_JSON_WORDS: Mapping[str, Json] = {"true": True, "false": False, "null": None}


def _number(text: str) -> Json:
    if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,9}", text) else text


@dataclass(frozen=True, slots=True)
class WordKind:
    """One argument of a command, as it is written."""

    def read(self, node: Node, findings: list[Finding], /) -> str | None:
        """Return the argument."""
        if isinstance(node, Scalar) and len(node.text) <= 4000 and "\0" not in node.text:
            return node.text
        wanted = Text("một đối số của lệnh", "one argument of the command")
        findings.append(bad_value(node.place, wanted, "[ … ]"))
        return None

    def json_schema(self) -> JsonSchema:
        """Text, or what plain YAML makes of it."""
        return {"type": ["string", "number", "boolean"]}


DESCRIPTION_KIND = RecordKind(
    (
        Field(
            "engine",
            ChoiceKind({COMMAND: ("lệnh",), HTTP: ()}),
            Text("command: một chương trình; http: một dịch vụ", "a program, or a service"),
            ("máy đọc",),
            required=True,
        ),
        Field(
            "language",
            ListKind(TextKind(20), commas=True, most=100),
            Text("giọng đọc tiếng gì", "the languages it speaks"),
            ("ngôn ngữ", "tiếng"),
            default=("vi",),
        ),
        Field("licence", TextKind(200), Text("giấy phép của giọng", "its licence"), ("giấy phép",)),
        Field(
            "pace",
            NumberKind(40, 600),
            Text("tốc độ riêng, âm tiết một phút", "its own pace, syllables a minute"),
            ("tốc độ",),
            default=200.0,
        ),
        Field(
            "speakers",
            MapKind(TextKind(200), TextKind(60)),
            Text("tên người đọc: điều thay cho {speaker}", "name: what {speaker} becomes"),
            ("người đọc",),
        ),
        Field(
            "patience",
            DurationKind(Seconds(600.0)),
            Text("chờ một câu bao lâu", "how long one sentence may take"),
            ("chờ",),
            default=Seconds(120.0),
        ),
        Field(
            "memory",
            IntegerKind(256, 1 << 20),
            Text("bộ nhớ nhiều nhất, MiB", "the most memory, in MiB"),
            ("bộ nhớ",),
            default=8192,
        ),
        Field(
            "command",
            ListKind(WordKind(), most=100),
            Text("lệnh và các đối số", "the command and its arguments"),
            ("lệnh",),
        ),
        Field(
            "files",
            ListKind(TextKind(200), commas=True, most=100),
            Text("các tệp trong voices/ mà giọng cần", "the files of voices/ that it needs"),
            ("tệp",),
        ),
        Field("url", TextKind(2000), Text("địa chỉ của dịch vụ", "its address"), ("địa chỉ",)),
        Field(
            "method",
            ChoiceKind({"POST": (), "GET": (), "PUT": ()}),
            Text("cách hỏi", "how it is asked"),
            ("cách hỏi",),
            default="POST",
        ),
        Field(
            "headers",
            MapKind(TextKind(2000), TextKind(100)),
            Text("các đầu HTTP", "HTTP headers"),
            ("đầu",),
        ),
        Field(
            "body",
            JsonKind(),
            Text("nội dung gửi đi, thành JSON", "what is sent, as JSON"),
            ("nội dung",),
        ),
        Field(
            "answer",
            TextKind(200),
            Text(
                "bytes: trả lời là âm thanh; hoặc chỗ trong JSON, như data.audio (base64)",
                "bytes: the answer is the sound; or a place in its JSON, as data.audio (base64)",
            ),
            ("trả lời",),
            default="bytes",
        ),
    ),
    title="voice",
)


def faults_of(record: Record) -> Iterator[Finding]:
    """Find what the fields, each right by itself, make wrong together."""
    engine = record["engine"]
    needed, other = ("command", "url") if engine == COMMAND else ("url", "command")
    if not record[needed] or record[other]:
        place = record.place_of(other if record[other] else needed)
        yield bad_value(place, says.IN_NEITHER, str(record[needed] or ""))
        return
    known = FOR_COMMANDS if engine == COMMAND else FOR_SERVICES
    words = list(_words(record))
    for place, word in words:
        for match in TEMPLATE.finditer(word):
            if match[1] not in known or (match[1] == "secret") != bool(match[2]):
                shown = ["{" + name + "}" for name in known]
                wanted = says.A_PLACEHOLDER.filled(known=shown, what=match[0])
                yield bad_value(place, wanted, word)
    if engine == COMMAND:
        yield from _names_outside(record)
        if not _PROGRAM.match(record["command"][0]):
            yield bad_value(record.place_of("command"), says.A_PROGRAM, record["command"][0])
        return
    if not _is_safe(record["url"], secret=False):
        yield bad_value(record.place_of("url"), says.SAFE_ADDRESS, "…")
    elif any("{secret:" in word for _, word in words) and not _is_safe(record["url"], secret=True):
        yield bad_value(record.place_of("url"), says.ENCRYPTED_FOR_A_KEY, record["url"])
    yield from _keys_in_the_file(record)
    if not any("{text}" in word for _, word in words):
        yield bad_value(record.place, says.NO_TEXT.filled(what=["{text}"]), "…")


_NAMES_A_KEY = re.compile(
    r"auth(orization|entication)?$|api[-_ ]?key|subscription[-_ ]?key|access[-_ ]?key|secret"
    r"|(^|[-_ ])(key|token|password|passwd|pwd)$|token$",
    re.IGNORECASE,
)
_LOOKS_LIKE_A_KEY = re.compile(r"[\x21-\x7e]{8,}$")


def _keys_in_the_file(record: Record) -> Iterator[Finding]:
    """Find a key that stands in the file itself: the file travels with the workspace."""
    host = urlsplit(record["url"]).hostname or ""
    query = dict(parse_qsl(urlsplit(record["url"]).query))
    for field, values in (("headers", record["headers"]), ("body", record["body"]), ("url", query)):
        for name, text in _named_texts(values):
            last = text.split(" ")[-1]
            if _NAMES_A_KEY.search(name) and "{" not in text and _LOOKS_LIKE_A_KEY.match(last):
                wanted = says.NO_KEY_IN_THE_FILE.filled(host=host)
                yield bad_value(record.place_of(field), wanted, f"{name}: …")


def _named_texts(value: Any) -> Iterator[tuple[str, str]]:
    """Return every text in a value of JSON with the key that it stands under."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if isinstance(each, str):
                yield str(name), each
            else:
                yield from _named_texts(each)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for each in value:
            yield from _named_texts(each)


def _words(record: Record) -> Iterator[tuple[Place, str]]:
    for name in ("command", "url", "headers", "body"):
        for word in texts_in(record[name]):
            yield record.place_of(name), word


def texts_in(value: Any) -> Iterator[str]:
    """Return every text in a value of JSON, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from texts_in(each)


def _names_outside(record: Record) -> Iterator[Finding]:
    for name in record["files"] or ():
        if Path(name).is_absolute() or ".." in Path(name).parts:
            wanted = Text("tên tệp trong voices/", "the name of a file in voices/")
            yield bad_value(record.place_of("files"), wanted, name)


def _is_safe(url: str, *, secret: bool) -> bool:
    """Tell whether an address may be asked: https, or this machine and its local network."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.username or parts.password or not host or TEMPLATE.search(parts.netloc):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_near(host, itself=secret))


def _is_near(host: str, *, itself: bool) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or (not itself and ("." not in host or host.endswith(".local")))
    return address.is_loopback or (not itself and address.is_private)


def filled(template: str, values: Mapping[str, str]) -> str:
    """Put values into a text's placeholders; what is none stays as it is.

    >>> filled("{text} {x} {secret:a}", {"text": "{speed}", "secret:a": "b"})
    '{speed} {x} b'
    """
    return TEMPLATE.sub(lambda match: values.get(match[0][1:-1], match[0]), template)


def filled_json(template: Json, values: Mapping[str, str]) -> Json:
    """Put values into the placeholders of a value of JSON; a lone number stays a number.

    >>> filled_json({"text": "{text}", "speed": "{speed}"}, {"text": "a", "speed": "1.050"})
    {'text': 'a', 'speed': 1.05}
    """
    if isinstance(template, dict):
        return {name: filled_json(each, values) for name, each in template.items()}
    if isinstance(template, list):
        return [filled_json(each, values) for each in template]
    if not isinstance(template, str):
        return template
    if template[1:-1] in _NUMBERS and template == "{" + template[1:-1] + "}":
        return float(values[template[1:-1]])
    return filled(template, values)
