"""The catalogue of voices: which better ones are known, from where, how large, for whom.

By data: ``catalogue.yaml`` beside this module; a workspace adds its own in a file of the same name
and form in ``voices/``. Nothing is fetched; the steps are told, by USB where the desk has no
internet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Finding, Text
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.compound import Field, ListKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import IntegerKind, NumberKind, TextKind
from radioprog.speech.voice_files import CATALOGUE

_STEPS = {
    "piper": (
        Text(
            "ở máy có mạng: mở {page}, tải {files:list}, chép vào USB",
            "on a machine with internet: open {page}, fetch {files:list}, copy them to a USB stick",
        ),
        Text(
            "ở máy này, một lần: pipx inject radioprog piper-tts (không mạng: chép các tệp .whl)",
            "on this one, once: pipx inject radioprog piper-tts (offline: bring its wheels)",
        ),
        Text(
            "chạy: radioprog voices add THƯ-MỤC-USB/{name}.onnx",
            "run: radioprog voices add USB-FOLDER/{name}.onnx",
        ),
        Text(
            "trong radioprog.yaml: nữ: [piper:{name}, espeak:vi+Annie]",
            "in radioprog.yaml: nữ: [piper:{name}, espeak:vi+Annie]",
        ),
    )
}
_OTHER_STEPS = (
    Text("xem {page}", "see {page}"),
    Text("chạy: radioprog voices add {name}.yaml", "run: radioprog voices add {name}.yaml"),
)


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """A known voice: ``size`` in bytes, ``heard`` its word errors on the bench in percent."""

    name: str
    engine: str
    page: str
    licence: str
    may: Text
    size: int | None = None
    quality: str = ""
    speakers: int = 1
    files: tuple[str, ...] = ()
    heard: float | None = None

    @property
    def steps(self) -> tuple[Text, ...]:
        """Return how it is brought in, step by step."""
        facts = {"page": self.page, "files": list(self.files), "name": self.name}
        return tuple(step.filled(**facts) for step in _STEPS.get(self.engine, _OTHER_STEPS))


def known_voices(folder: Path | None = None) -> tuple[KnownVoice, ...]:
    """List the voices that are known, those of a workspace's own catalogue first.

    >>> [voice.name for voice in known_voices()][:1]
    ['vi_VN-vais1000-medium']

    Raises:
        ContentError: the workspace's catalogue cannot be read.
    """
    ours = (resources.files("radioprog.speech") / CATALOGUE).read_text(encoding="utf-8")
    found = _read(ours, CATALOGUE)
    own = None if folder is None else folder / CATALOGUE
    if own is not None and own.is_file():
        text, findings = read_text_file(own, shown=f"voices/{CATALOGUE}")
        if text is None:
            raise ContentError(findings)
        found = {**_read(text, f"voices/{CATALOGUE}"), **found}
    return tuple(found.values())


def _read(text: str, shown: str) -> Mapping[str, KnownVoice]:
    node, more = parse_document(text, file=shown)
    findings: list[Finding] = list(more)
    record = None if node is None else _KIND.read(node, findings)
    errors = [each for each in findings if each.is_error]
    if errors or record is None:
        raise ContentError(errors or findings)
    return {each.name: each for each in map(_voice, record["voices"] or ())}


def _voice(record: Record) -> KnownVoice:
    values: dict[str, Any] = {k: v for k, v in record.values.items() if v is not None}
    may = values.pop("may", "")
    values["may"] = Text(may, values.pop("may_en", may))
    return KnownVoice(**values)


_VOICE = RecordKind(
    (
        Field("name", TextKind(100), Text("tên giọng", "its name"), ("tên",), required=True),
        Field("engine", TextKind(40), Text("máy đọc", "its engine"), ("máy đọc",), required=True),
        Field(
            "page", TextKind(500), Text("trang của giọng", "its page"), ("trang",), required=True
        ),
        Field("licence", TextKind(200), Text("giấy phép", "licence"), ("giấy phép",), default=""),
        Field("may", TextKind(200), Text("được dùng làm gì", "what for"), ("được dùng",)),
        Field("may_en", TextKind(200), Text("như trên, tiếng Anh", "the same in English")),
        Field("size", IntegerKind(0, 10**12), Text("dung lượng, byte", "bytes"), ("dung lượng",)),
        Field("quality", TextKind(60), Text("chất lượng", "quality"), ("chất lượng",)),
        Field(
            "speakers", IntegerKind(1, 10_000), Text("mấy người đọc", "speakers"), ("người đọc",)
        ),
        Field("files", ListKind(TextKind(200), commas=True), Text("các tệp", "files"), ("tệp",)),
        Field("heard", NumberKind(0, 100), Text("máy nghe sai mấy phần trăm", "word errors, %")),
    ),
    title="voice",
)
_KIND = RecordKind(
    (Field("voices", ListKind(_VOICE), Text("các giọng", "the voices"), ("giọng",)),),
    title="catalogue",
)
