"""``outlets.yaml``: the places that programmes go to, with their options, by data.

Never a secret: who asks a server is told by the environment or the keyring (`servers.http`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.store.bucket import SCHEMES
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.compound import Field, MapKind, Record, RecordKind
from radioprog.kernel.yaml.document import parse_document
from radioprog.kernel.yaml.schema import ChoiceKind, IntegerKind, MadeKind, TextKind, bad_value
from radioprog.publish.playout.automation import OUTPUTS
from radioprog.publish.playout.source_info import BULLETIN, FORMS, VALUES, InfoField, fits
from radioprog.publish.playout.targets import TARGETS, TargetOptions
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station import Network
from radioprog.studio.outlets import findings as says
from radioprog.studio.outlets.servers.dav import PASSWORD, USER
from radioprog.studio.workspace import Workspace

FILE = "outlets.yaml"
CALDAV = "caldav"
SITE = "site"
_FIRST_CART, _LAST_CART = 1, 999_999
_RANGE = re.compile(r"(\d{1,6})\s*[-–]\s*(\d{1,6})")
_FOLDER = re.compile(r"[^\\\0]{1,300}")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A place that programmes go to: what it takes, which stations, and what it sets.

    ``target`` is that of an export, ``caldav`` or ``site``; ``folder`` is where an export goes
    (empty: the usual place), ``url`` a server's or a bucket's address, ``site`` the web address at
    which a bucket's site is found, ``days`` how many days (nothing: as usual).
    """

    name: str
    target: str
    stations: Selector | None = None
    folder: str = ""
    url: str = ""
    site: str = ""
    days: int | None = None
    options: TargetOptions = field(default_factory=TargetOptions)
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def address(self) -> str:
        """Return where it is.

        Raises:
            UsageError: ``missing-url``.
        """
        if not self.url:
            raise UsageError(says.NO_URL(self.place, name=self.name))
        return self.url

    def chosen(self, network: Network) -> tuple[str, ...]:
        """Return the ids of its stations; none where it takes all.

        Raises:
            ContentError: its selector cannot be read, or chooses nobody.
        """
        if self.stations is None:
            return ()
        ids, findings = self.stations.choose(network)
        if any(found.is_error for found in findings):
            raise ContentError(findings)
        if not ids:
            raise ContentError(says.NO_STATION_CHOSEN(self.place, name=self.name))
        return tuple(sorted(ids))


def _carts(text: str, place: Place, findings: list[Finding]) -> range | None:
    found = _RANGE.fullmatch(text.strip())
    if found and _FIRST_CART <= int(found[1]) <= int(found[2]) <= _LAST_CART:
        return range(int(found[1]), int(found[2]) + 1)
    wanted = Text("hai số cart, như 90000-99999", "two numbers of carts, such as 90000-99999")
    findings.append(bad_value(place, wanted, text))
    return None


def _field(text: str, place: Place, findings: list[Finding]) -> InfoField | None:
    name, _, form = text.partition(" ")
    if name not in VALUES:
        return InfoField(text)
    made = InfoField(name, form.strip() or "text")
    if fits(made):
        return made
    forms = [each for each in FORMS if fits(InfoField(name, each))]
    wanted = " | ".join(f"{name} {each}" for each in forms)
    findings.append(bad_value(place, Text(wanted, wanted), text))
    return None


def _address(text: str, place: Place, findings: list[Finding]) -> str | None:
    parts = urlsplit(text)
    if parts.username or parts.password:
        findings.append(says.PASSWORD_IN_URL(place, user=USER, password=PASSWORD))
        return None
    if parts.scheme in ("http", "https") and parts.hostname:
        return text
    if parts.scheme in SCHEMES and (parts.netloc or parts.path):
        return text
    findings.append(says.BAD_SERVER(place, address=text))
    return None


def _host(text: str, place: Place, findings: list[Finding]) -> str | None:
    if _HOST.fullmatch(text):
        return text
    wanted = Text("tên miền, như dai.example", "a domain, such as dai.example")
    findings.append(bad_value(place, wanted, text))
    return None


def _folder(text: str, place: Place, findings: list[Finding]) -> str | None:
    if _FOLDER.fullmatch(text):
        return text
    wanted = Text("một thư mục, viết với dấu /", "a folder, written with /")
    findings.append(bad_value(place, wanted, text))
    return None


def _selector(text: str, place: Place, _: list[Finding]) -> Selector:
    return Selector(text, place)


OUTLET_KIND = RecordKind(
    (
        Field(
            "target",
            ChoiceKind({**dict.fromkeys(TARGETS, ()), CALDAV: (), SITE: ()}),
            Text("xuất cho cái gì", "what it takes"),
            ("đích",),
            required=True,
        ),
        Field(
            "stations",
            MadeKind(TextKind(2000), _selector),
            Text("những đài nào (không ghi: tất cả)", "which stations (not given: all)"),
            ("đài",),
        ),
        Field(
            "folder",
            MadeKind(TextKind(300), _folder),
            Text("xuất vào thư mục nào", "into which folder"),
            ("thư mục",),
        ),
        Field("days", IntegerKind(1, 3700), Text("mấy ngày", "how many days"), ("số ngày",)),
        Field(
            "url",
            MadeKind(TextKind(1000), _address),
            Text("địa chỉ máy chủ, không có mật khẩu", "the server's address, without a password"),
            ("địa chỉ",),
        ),
        Field(
            "site",
            MadeKind(TextKind(1000), _address),
            Text("địa chỉ trang trên mạng", "the site's address on the web"),
            ("trang",),
        ),
        Field(
            "sounds",
            MadeKind(TextKind(500), _folder),
            Text(
                "tệp tiếng nằm ở đâu trên máy phát, hay địa chỉ mạng",
                "where the sounds lie for whoever plays them: a folder or an address",
            ),
            ("nơi tiếng",),
        ),
        Field(
            "output",
            ChoiceKind(dict.fromkeys(OUTPUTS, ())),
            Text("Liquidsoap phát ra đâu", "where Liquidsoap's sound goes"),
            ("ngõ ra",),
            default="alsa",
        ),
        Field(
            "domain",
            MadeKind(TextKind(253), _host),
            Text("tên miền của bảng chương trình", "the domain of a guide"),
            ("tên miền",),
        ),
        Field(
            "service",
            TextKind(500),
            Text(
                "mã dịch vụ SPI, có {domain}, {station}",
                "the service's identifier for SPI, with {domain}, {station}",
            ),
            ("dịch vụ",),
        ),
        Field(
            "carts",
            MadeKind(TextKind(40), _carts),
            Text("dải cart của Rivendell", "Rivendell's range of carts"),
            ("dải cart",),
        ),
        Field(
            "fields",
            MapKind(MadeKind(TextKind(300), _field), TextKind(100)),
            Text(
                "tên trường: giá trị và dạng, như  length hms",
                "name of a field: a value and its form, such as  length hms",
            ),
            ("trường",),
        ),
    ),
    title="outlet",
)
OUTLETS_KIND = RecordKind(
    (
        Field(
            "outlets",
            MapKind(OUTLET_KIND, TextKind(60)),
            Text("những nơi nhận chương trình", "the places that programmes go to"),
            ("nơi nhận",),
        ),
    ),
    title=FILE,
)


def read_outlets(text: str) -> tuple[tuple[Outlet, ...], tuple[Finding, ...]]:
    """Read the outlets of a file's text; with an error there are none."""
    findings: list[Finding] = []
    node, found = parse_document(text, file=FILE)
    findings.extend(found)
    record = OUTLETS_KIND.read(node, findings) if node is not None else None
    if record is None or any(each.is_error for each in findings):
        return (), tuple(findings)
    made = [_outlet(name, each, findings) for name, each in (record["outlets"] or {}).items()]
    if any(each.is_error for each in findings):
        return (), tuple(findings)
    return tuple(made), tuple(findings)


def _outlet(name: str, record: Record, findings: list[Finding]) -> Outlet:
    if record["target"] in (CALDAV, SITE) and not record["url"]:
        findings.append(says.NO_URL(record.place, name=name))
    if name in TARGETS:
        findings.append(says.NAMED_AS_TARGET(record.place, name=name))
    given: dict[str, Any] = {
        key: record[key]
        for key in ("sounds", "output", "domain", "service", "carts")
        if record[key] is not None
    }
    options = TargetOptions(**given, fields=record["fields"] or BULLETIN)
    return Outlet(
        name=name,
        target=record["target"],
        stations=record["stations"],
        folder=record["folder"] or "",
        url=record["url"] or "",
        site=record["site"] or "",
        days=record["days"],
        options=options,
        place=record.place,
    )


def load_outlets(workspace: Workspace) -> tuple[tuple[Outlet, ...], tuple[Finding, ...]]:
    """Read the workspace's outlets; none where there is no such file."""
    path = workspace.root / FILE
    if not path.exists():
        return (), ()
    text, findings = read_text_file(path, shown=FILE, inside=workspace.root)
    if text is None:
        return (), findings
    outlets, more = read_outlets(text)
    return outlets, (*findings, *more)


def outlet_named(workspace: Workspace, name: str, others: Mapping[str, Any]) -> Outlet:
    """Find an outlet by its name; ``others`` are names that would do as well.

    Raises:
        ContentError: the file has errors.
        UsageError: ``unknown-target``.
    """
    outlets, findings = load_outlets(workspace)
    if any(found.is_error for found in findings):
        raise ContentError(findings)
    by_name = {fold(each.name): each for each in outlets}
    if fold(name) in by_name:
        return by_name[fold(name)]
    known = [*others, *(each.name for each in outlets)]
    suggestion = did_you_mean(name, known, says.OUTLET_LIST.filled(names=known))
    raise UsageError(says.UNKNOWN_OUTLET(name=name, suggestion=suggestion))
