"""The workspace: a folder with ``radioprog.yaml``, and what the producer set there.

The spoken notice that a voice is synthetic: an option of the workspace, off unless asked for.

The mark that machines read stands in every delivery's tags anyway; this one is for listeners.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
import zoneinfo
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from radioprog.audio.codecs.formats import DeliveryFormat
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import NOWHERE, Finding, Language, Place, Text
from radioprog.kernel.paths import Places, find_root
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.compound import Field, ListKind, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import ChoiceKind, MadeKind, SizeKind, TextKind, bad_value
from radioprog.programme.delivery import DELIVERIES, DELIVERIES_KIND, named
from radioprog.programme.delivery import chosen as chosen_deliveries
from radioprog.reader.model import Style
from radioprog.record.people import ROLES
from radioprog.record.store.records import Records
from radioprog.record.verdicts import ApprovalRules
from radioprog.script.front.series import Series, parse_series, series_named
from radioprog.script.front.voices import VOICES
from radioprog.script.model import Script, SourceText, Speech, VoiceChoice, Words
from radioprog.script.structure import recorded_speech
from radioprog.studio.findings import NO_WORKSPACE

Notice = Literal["off", "start", "end"]

_WORDS = {
    "vi": "Chương trình này có sử dụng giọng đọc do máy tổng hợp.",
    "en": "This programme uses synthetic voices.",
}


def with_notice(script: Script, notice: Notice, language: str) -> Script:
    """Let the first (or last) speaker of a script say that its voices are synthetic.

    ``start`` puts the sentence before a machine's first words, ``end`` after its last. A script in
    which no machine speaks is left as it is; a language without a sentence of its own has the
    Vietnamese.
    """
    recorded = recorded_speech(script)
    speech = (at for at, block in enumerate(script.body) if isinstance(block, Speech))
    spoken = [at for at in speech if at not in recorded]
    if notice == "off" or not spoken:
        return script
    at = spoken[0] if notice == "start" else spoken[-1] + 1
    beside = script.body[spoken[0] if notice == "start" else spoken[-1]]
    if not isinstance(beside, Speech):
        return script
    words = _WORDS.get((script.meta.language or language).split("-")[0], _WORDS["vi"])
    text = SourceText(words, ((0, beside.place),) if beside.place != NOWHERE else ())
    said = Speech(beside.speaker, (Words(text),), place=beside.place)
    return replace(script, body=(*script.body[:at], said, *script.body[at:]))


FILE = "radioprog.yaml"
SERIES_FILE = "series.yaml"
FOLDERS = ("scripts", "assets", "schedules", "build", "record", "voices")
CACHE = ".radioprog"
CACHE_LIMIT = 20_000_000_000
"""How many bytes of sound the cache keeps where the workspace says nothing: some 30 hours."""
RECORDS = "RADIOPROG_RECORDS"
"""The variable that names the database of the record."""
DEFAULT_VOICES: Mapping[str, tuple[VoiceChoice, ...]] = {
    "nữ": (VoiceChoice(engine="espeak", voice="vi+Annie"),),
    "nam": (VoiceChoice(engine="espeak", voice="vi"),),
}


def _folder(text: str, place: Place, findings: list[Finding]) -> str | None:
    parts = Path(text).parts
    if parts and not Path(text).is_absolute() and ".." not in parts and parts[0] != "~":
        return Path(*parts).as_posix()
    wanted = Text("tên một thư mục con, như scripts", "the name of a sub-folder, such as scripts")
    findings.append(bad_value(place, wanted, text))
    return None


_USUAL_ZONE = "Asia/Ho_Chi_Minh"


def _zone(text: str, place: Place, findings: list[Finding]) -> str | None:
    # The usual one first: listing all zones costs more than reading the rest of the file.
    if text == _USUAL_ZONE or text in zoneinfo.available_timezones():
        return text
    wanted = Text("một múi giờ như Asia/Ho_Chi_Minh", "a time zone such as Asia/Ho_Chi_Minh")
    findings.append(bad_value(place, wanted, text))
    return None


_FOLDER = MadeKind(TextKind(200), _folder)
_ZONE = MadeKind(TextKind(60), _zone)
_REGION = ChoiceKind({"north": ("bắc",), "central": ("trung",), "south": ("nam",)})
_DOCUMENTS = ChoiceKind({"broadcast": ("phát thanh",), "expanded": (), "spelled": ("đánh vần",)})
_YEARS = ChoiceKind({"full": ("đủ",), "short": ("gọn",)})
_READING = RecordKind(
    (
        Field(
            "region",
            _REGION,
            Text("giọng đọc vùng nào", "whose reading"),
            ("vùng",),
            default="north",
        ),
        Field(
            "documents",
            _DOCUMENTS,
            Text("cách đọc số văn bản", "how document numbers are read"),
            ("văn bản",),
            default="broadcast",
        ),
        Field(
            "years", _YEARS, Text("cách đọc năm", "how years are read"), ("năm",), default="full"
        ),
    )
)
_YES_NO = ChoiceKind({"no": ("không", "off", "false"), "yes": ("có", "on", "true")})
APPROVAL_KIND = RecordKind(
    (
        Field(
            "needed",
            ChoiceKind(
                {
                    "off": ("tắt", "no", "không"),
                    "script": ("kịch bản",),
                    "edition": ("bản dựng", "chương trình"),
                }
            ),
            Text("cái gì phải được duyệt mới phát", "what has to be approved"),
            ("cần",),
            default="off",
        ),
        Field(
            "roles",
            ListKind(ChoiceKind(ROLES), commas=True, single=True),
            Text("vai trò nào được duyệt", "whose approval counts"),
            ("vai trò",),
            default=("editor", "chief"),
        ),
        Field(
            "own",
            _YES_NO,
            Text("được tự duyệt bài mình trình", "may one's own submission be approved"),
            ("tự duyệt",),
            default="no",
        ),
        Field(
            "second",
            _YES_NO,
            Text("phải hai người cùng duyệt", "do two people have to approve"),
            ("hai người",),
            default="no",
        ),
    )
)

WORKSPACE_KIND = RecordKind(
    (
        Field("organisation", TextKind(), Text("tên đơn vị", "who publishes"), ("đơn vị",)),
        Field(
            "timezone",
            _ZONE,
            Text("múi giờ của đài", "the stations' time zone"),
            ("múi giờ",),
            default=_USUAL_ZONE,
        ),
        Field(
            "language",
            TextKind(),
            Text("ngôn ngữ của kịch bản", "the scripts' language"),
            ("ngôn ngữ",),
            default="vi",
        ),
        Field(
            "network",
            ChoiceKind({"off": ("tắt", "no", "không"), "on": ("bật", "yes", "có")}),
            Text("cho máy đọc lên mạng hay không", "may engines go online"),
            ("mạng",),
            default="off",
        ),
        Field(
            "folders",
            RecordKind(
                tuple(
                    Field(name, _FOLDER, Text("tên thư mục", "the folder's name"), default=name)
                    for name in FOLDERS
                )
            ),
            Text("đổi tên các thư mục", "other names for the folders"),
            ("thư mục",),
        ),
        Field(
            "voices", MapKind(VOICES, TextKind(60)), Text("các giọng đọc", "the voices"), ("giọng",)
        ),
        Field(
            "deliver",
            ListKind(TextKind(60), commas=True, single=True),
            Text("các đầu ra mặc định", "what is delivered by default"),
            ("đầu ra",),
            default=("station", "web"),
        ),
        Field(
            "deliveries",
            DELIVERIES_KIND,
            Text("các dạng đầu ra riêng", "deliveries of one's own"),
            ("dạng đầu ra",),
        ),
        Field(
            "notice",
            ChoiceKind({"off": ("tắt", "no", "không"), "start": ("đầu",), "end": ("cuối",)}),
            Text(
                "nói cho người nghe biết giọng đọc là giọng máy",
                "tell listeners that the voices are synthetic",
            ),
            ("báo giọng máy",),
            default="off",
        ),
        Field("copyright", TextKind(), Text("bản quyền", "the copyright line"), ("bản quyền",)),
        Field(
            "audio_url",
            TextKind(),
            Text(
                "nơi tệp tiếng nằm trên mạng, có {path}, {station}, {programme}",
                "where sounds lie on the net, with {path}, {station}, {programme}",
            ),
            ("địa chỉ âm thanh",),
        ),
        Field(
            "approval",
            APPROVAL_KIND,
            Text("ai duyệt gì trước khi phát", "whose approval is needed before anything goes out"),
            ("duyệt",),
        ),
        Field(
            "cache",
            SizeKind(least=10**6),
            Text("bộ nhớ đệm giữ nhiều nhất bao nhiêu", "how much the cache keeps at most"),
            ("bộ nhớ đệm",),
        ),
        Field("reading", _READING, Text("cách đọc", "how text is read"), ("cách đọc",)),
    ),
    title="radioprog.yaml",
)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A producer's folder and its settings.

    Open one with `Workspace.open`; ``root`` is absolute. ``records`` is the address of the database
    that holds the record ('' where it lies in its folder); it may hold a password. ``cache_limit``
    is how many bytes of sound the cache keeps (``None``: all).
    """

    root: Path
    organisation: str | None = None
    timezone: str = _USUAL_ZONE
    language: str = "vi"
    network: bool = False
    folders: Mapping[str, str] = field(default_factory=lambda: {name: name for name in FOLDERS})
    voices: Mapping[str, tuple[VoiceChoice, ...]] = field(default_factory=lambda: DEFAULT_VOICES)
    deliver: tuple[str, ...] = ("station", "web")
    deliveries: Mapping[str, DeliveryFormat] = field(default_factory=lambda: DELIVERIES)
    copyright: str | None = None
    audio_url: str | None = None
    notice: Notice = "off"
    style: Style = Style()
    approval: ApprovalRules = ApprovalRules()
    cache_limit: int | None = CACHE_LIMIT
    records: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = ()

    @classmethod
    def open(cls, folder: Path | str = ".", *, records: str | None = None) -> Workspace:
        """Open the workspace in a folder, or in the nearest folder above that is one.

        Args:
            folder: the workspace, or a folder in it.
            records: the address of a PostgreSQL database that holds the record; where none is
                given, what the variable ``RADIOPROG_RECORDS`` says, else the folder ``record/``.

        Raises:
            UsageError: ``no-workspace``, no ``radioprog.yaml`` here or above.
            ContentError: the file has errors; all of them are told.
        """
        root = root_of(Path(folder))
        text, findings = read_text_file(root / FILE, shown=FILE)
        if text is None:
            raise ContentError(findings)
        workspace, found = read_workspace(text, root)
        if workspace is None:
            raise ContentError(found)
        address = os.environ.get(RECORDS, "") if records is None else records
        return replace(workspace, records=address) if address else workspace

    @property
    def scripts(self) -> Path:
        """Return the folder of radio scripts."""
        return self.root / self.folders["scripts"]

    @property
    def assets(self) -> Path:
        """Return the folder of recorded sound."""
        return self.root / self.folders["assets"]

    @property
    def schedules(self) -> Path:
        """Return the folder of stations and slots."""
        return self.root / self.folders["schedules"]

    @property
    def build(self) -> Path:
        """Return the folder of everything made."""
        return self.root / self.folders["build"]

    @property
    def record(self) -> Path:
        """Return the folder of what must survive: ledger, approvals."""
        return self.root / self.folders["record"]

    @property
    def voices_folder(self) -> Path:
        """Return the folder of voices added by hand."""
        return self.root / self.folders["voices"]

    @property
    def cache(self) -> Path:
        """Return the folder of what may be deleted at any time."""
        return self.root / CACHE

    @property
    def text_language(self) -> Language:
        """Return the language in which built files speak of findings."""
        return "en" if self.language.startswith("en") else "vi"

    @property
    def places(self) -> Places:
        """Return what names files to people: from this workspace."""
        return Places(self.root)

    def found(self, path: Path) -> Path:
        """Return where an input leads: as given from the current folder, then from here."""
        with contextlib.suppress(OSError):  # a name that no disk can hold
            if path.exists():
                return path.absolute()
        return self.root / path

    def show(self, path: Path) -> str:
        """Return a path as findings and JSON show it: POSIX, relative if inside the workspace."""
        return self.places.shown(path.absolute())

    def portable(self, path: Path) -> str:
        """Return a path as built files hold it: POSIX, from the workspace, never absolute."""
        return self.places.built(path.absolute())


def root_of(folder: Path) -> Path:
    """Find the workspace that a folder is in.

    Raises:
        UsageError: ``no-workspace``.
    """
    root = find_root(folder, FILE)
    if root is not None:
        return root
    raise UsageError(NO_WORKSPACE(Place(str(folder)), file=FILE))


def read_workspace(text: str, root: Path) -> tuple[Workspace | None, tuple[Finding, ...]]:
    """Read the settings; ``None`` where they hold an error."""
    node, found = parse_document(text, file=FILE)
    findings = list(found)
    record = WORKSPACE_KIND.read(node, findings) if node is not None else None
    if record is None or any(finding.is_error for finding in findings):
        return None, tuple(findings)
    workspace = _made(record, root, findings)
    if any(finding.is_error for finding in findings):
        return None, tuple(findings)
    return workspace, tuple(findings)


def _made(record: Record, root: Path, findings: list[Finding]) -> Workspace:
    deliveries = named(record["deliveries"] or {})
    wanted, unknown = chosen_deliveries(
        record["deliver"], deliveries, place=record.place_of("deliver")
    )
    findings.extend(unknown)
    folders: Any = record["folders"]
    if folders:
        findings.extend(_folders_in_the_way(folders))
    reading: Any = record["reading"]
    return Workspace(
        root=root,
        organisation=record["organisation"],
        timezone=record["timezone"],
        language=record["language"],
        network=record["network"] == "on",
        folders={name: folders[name] if folders else name for name in FOLDERS},
        voices={**DEFAULT_VOICES, **(record["voices"] or {})},
        deliver=tuple(form.name for form in wanted),
        deliveries=deliveries,
        copyright=record["copyright"],
        audio_url=record["audio_url"],
        notice=record["notice"],
        style=Style(**reading.values) if reading else Style(),
        approval=_approval(record["approval"]),
        cache_limit=CACHE_LIMIT if record["cache"] is None else record["cache"] or None,
        findings=tuple(findings),
    )


def _folders_in_the_way(folders: Record) -> Iterator[Finding]:
    """Refuse a folder that is another one's, or lies in it: what is made would mix with the rest.

    Names that differ in case or in how a letter is encoded are one folder on many disks.
    """
    taken = {CACHE: Path(CACHE)}
    for name in FOLDERS:
        own = Path(unicodedata.normalize("NFC", str(folders[name])).casefold())
        for other, there in taken.items():
            if own.is_relative_to(there) or there.is_relative_to(own):
                wanted = Text(
                    f"một thư mục riêng, không chung với {other}",
                    f"a folder of its own, apart from {other}",
                )
                yield bad_value(folders.place_of(name), wanted, str(folders[name]))
                break
        taken[name] = own


def _approval(record: Record | None) -> ApprovalRules:
    if record is None:
        return ApprovalRules()
    needed: Any = record["needed"]
    roles = tuple(dict.fromkeys(record["roles"]))
    return ApprovalRules(needed, roles, record["own"] == "yes", record["second"] == "yes")


def records_of(workspace: Workspace) -> Records:
    """Open the record of a workspace: its folder ``record/``, or the database that it names.

    Raises:
        UsageError: ``bad-records-address``; MachineError: ``no-database-library``.
    """
    from radioprog.record.store.opening import open_records

    return open_records(
        workspace.record,
        address=workspace.records,
        locks=workspace.cache,
        places=workspace.places,
    )


def read_series(workspace: Workspace) -> tuple[Mapping[str, Series], tuple[Finding, ...]]:
    """Read the series of a workspace by their ids; no ``series.yaml`` means none."""
    path = workspace.root / SERIES_FILE
    if not path.exists():
        return {}, ()
    text, findings = read_text_file(path, shown=workspace.show(path))
    if text is None:
        return {}, findings
    series, found = parse_series(text, file=workspace.show(path))
    return series, (*findings, *found)


def series_titles(workspace: Workspace) -> Callable[[str | None], str | None]:
    """Return what gives the title of a series by its id or title; nothing where none is known."""
    known, _ = read_series(workspace)

    def title_of(series: str | None) -> str | None:
        named = series_named(series, known) if series else None
        return named.title if named else None

    return title_of
