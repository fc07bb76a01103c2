"""Pushing to playout systems: sounds, and AzuraCast's playlists with their days, by difference.

By their published interfaces only. A file's name holds the beginning of its hash, so a file that
is there by its name need not be sent again. Interrupted anywhere, the next run sends the rest.
Of LibreTime's library only files are written: its interface does not check shows and schedules.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from radioprog.kernel.canonical import digest
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.kernel.findings import Finding, Place, in_order
from radioprog.publish.outgoing import OutgoingSound
from radioprog.publish.playout.automation import azuracast
from radioprog.publish.playout.targets import StationAirings, TargetOptions, sound_name
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.air.timetable import asked_day, timetable
from radioprog.studio.outlets import findings as says
from radioprog.studio.outlets.export import export_input
from radioprog.studio.outlets.outlets_file import outlet_named
from radioprog.studio.outlets.servers.http import (
    Account,
    HttpServer,
    Signature,
    checked_server,
    secret_for,
)
from radioprog.studio.outlets.sounds import SoundStore, is_plain_mp3
from radioprog.studio.workspace import Workspace

AZURACAST, LIBRETIME = "azuracast", "libretime"
KEYS = {AZURACAST: "RADIOPROG_AZURACAST_KEY", LIBRETIME: "RADIOPROG_LIBRETIME_KEY"}
"""The variable of the environment that holds the key; in the keyring its name is the target's."""
_STATION = "{station}"
_USUAL_DAYS = 7
_LARGEST_SOUND = 1 << 30
_FOLDER = "rp/"
_MARK = "radioprog"
_PATIENCE, _STEP = 120.0, 1.0
"""Seconds for which LibreTime's reading of a new file is waited for, and between two looks."""
_SLACK, _SHARE = 2.0, 0.02
"""Seconds, or a share of its length, by which a sound may seem longer or shorter there."""
_TAKEN, _REFUSED_THERE = 0, 2


@dataclass(frozen=True, slots=True)
class PushedPlayout:
    """What was done at one server: files by name, and playlists that came and went."""

    station: str
    url: str
    sent: tuple[str, ...] = ()
    kept: int = 0
    made: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class PlayoutReport:
    """Everything that was brought to playout systems, and findings."""

    target: str
    places: tuple[PushedPlayout, ...]
    findings: tuple[Finding, ...]


def push_playout(
    workspace: Workspace,
    target: str,
    url: str,
    *,
    stations: str | Sequence[str] = (),
    first: dt.date | str | None = None,
    days: int | None = None,
    progress: Callable[[str], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> PlayoutReport:
    """Bring the sounds of the coming days to AzuraCast or LibreTime, only what is not there.

    Args:
        workspace: whose schedule is sent; only what is approved, where approval is needed.
        target: ``azuracast`` or ``libretime``.
        url: AzuraCast: ``https://server/api/station/ID`` (or the station's short name there);
            LibreTime: its public address; either with ``{station}`` where each station has its
            own. Or the name of an outlet of ``outlets.yaml``.
        stations: ids or names; none: all of them.
        first: the first day; today where none is given.
        days: how many days; 7, or what the outlet sets.
        progress: is told each file's name before it is sent.
        pause: waits so many seconds; for tests.

    Raises:
        ContentError: the schedule has errors; nothing is sent.
        UsageError: an address that cannot be used, or one address for several stations.
        NetworkError: the server failed or refused; the next run goes on from there.
    """
    names = (stations,) if isinstance(stations, str) else tuple(stations)
    span = days
    if "/" not in url:
        outlet = outlet_named(workspace, url, {})
        names = names or outlet.chosen(all_stations(workspace)[0])
        url, span = outlet.address, outlet.days if days is None else days
    sign = _signature(target, url)
    return _Sending(workspace, target, url, sign, progress, pause).send(
        names, asked_day(workspace, first), _USUAL_DAYS if span is None else span
    )


def _signature(target: str, url: str, environment: Mapping[str, str] = os.environ) -> Signature:
    """Return what signs a request with the target's key."""
    variable = KEYS[target]
    checked_server(url, user=variable, password=variable)
    if target == AZURACAST and "/api/station/" not in url:
        raise UsageError(says.NO_STATION_IN_ADDRESS(address=url))
    key = secret_for(url, target, variable, environment)
    if not key:
        raise UsageError(says.NO_KEY(key=variable))
    if not key.isascii() or not key.isprintable():
        raise UsageError(says.KEY_REFUSED(key=variable))
    account = Account(key)

    def sign(request: Any) -> None:
        if target == AZURACAST:
            request.headers["X-API-Key"] = key
        elif "/rest/" in request.url:
            account.sign(request)
        else:
            request.headers["Authorization"] = f"Api-Key {key}"

    return sign


class _Sending:
    """One run: which sounds go where, and what became of them."""

    def __init__(
        self,
        workspace: Workspace,
        target: str,
        url: str,
        sign: Signature,
        progress: Callable[[str], None] | None,
        pause: Callable[[float], None],
    ) -> None:
        self.workspace = workspace
        self.target = target
        self.url = url
        self.sign = sign
        self.tell = progress or (lambda name: None)
        self.pause = pause
        self.findings: list[Finding] = []

    def send(self, stations: tuple[str, ...], first: dt.date, days: int) -> PlayoutReport:
        table = timetable(self.workspace, first=first, days=days, stations=stations)
        table.must_be_read()
        audit = table.new_audit()
        store = SoundStore(self.workspace, is_plain_mp3)
        given = export_input(table, store, days, TargetOptions(), audit).stations
        self.findings += [*table.findings_on_the_way_out(audit), *store.findings]
        heard = [each for each in given if any(airing.sound for airing in each.airings)]
        places = tuple(self._places(heard))
        store.note_delivered("push")
        return PlayoutReport(self.target, places, in_order(self.findings))

    def _places(self, stations: Sequence[StationAirings]) -> Iterator[PushedPlayout]:
        if _STATION in self.url:
            for each in stations:
                yield self._at(self.url.replace(_STATION, each.id), each.id, [each])
        elif self.target == LIBRETIME:
            yield self._at(self.url, "", stations)
        elif len(stations) > 1:
            told = {"stations": [each.id for each in stations]}
            raise UsageError(says.ONE_STATION(details=told))
        elif stations:
            yield self._at(self.url, stations[0].id, stations)

    def _at(self, url: str, name: str, stations: Sequence[StationAirings]) -> PushedPlayout:
        key = KEYS[self.target]
        server = HttpServer(
            url.rstrip("/"),
            self.sign,
            lambda place: says.KEY_REFUSED(place, key=key),
            pause=self.pause,
        )
        sounded = [
            (airing, airing.sound) for each in stations for airing in each.airings if airing.sound
        ]
        sounds = {sound_name(airing, sound): sound for airing, sound in sounded}
        try:
            if self.target == LIBRETIME:
                return self._libretime(server, name, sounds)
            rows = [(airing, sound_name(airing, sound)) for airing, sound in sounded]
            return self._azuracast(server, name, sounds, azuracast(rows))
        finally:
            server.close()

    def _uploaded(
        self,
        server: HttpServer,
        missing: Mapping[str, OutgoingSound],
        upload: Callable[[str, OutgoingSound], bool],
    ) -> tuple[str, ...]:
        """Send files; one that is too large for the server does not keep back the others."""
        sent = []
        for name, sound in sorted(missing.items()):
            self.tell(name)
            try:
                whole = upload(name, sound)
            except NetworkError as problem:
                if problem.findings[0].code != says.TOO_LARGE_FOR_SERVER.code:
                    raise
                place = Place(f"{server.url} {name}")
                self.findings.append(says.TOO_LARGE_FOR_SERVER(place))
                continue
            if whole:
                sent.append(name)
            else:
                self.findings.append(says.UPLOAD_DAMAGED(Place(server.url), name=name))
        return tuple(sent)

    # --- AzuraCast ---

    def _azuracast(
        self,
        server: HttpServer,
        station: str,
        sounds: Mapping[str, OutgoingSound],
        playlists: Sequence[Mapping[str, Any]],
    ) -> PushedPlayout:
        whole = _whole_there(server, sounds)

        def upload(name: str, sound: OutgoingSound) -> bool:
            body = base64.b64encode(_bytes_of(sound)).decode("ascii")
            made = server.ask(
                "POST",
                f"{server.url}/files",
                fine=(200,),
                document={"path": _FOLDER + name, "file": body},
            ).json()
            if _is_whole(made, sound.duration):
                return True
            if isinstance(made, dict) and isinstance(made.get("id"), int):
                _drop(server, f"/file/{made['id']}")
            return False

        missing = {name: sounds[name] for name in sounds.keys() - whole}
        sent = self._uploaded(server, missing, upload)
        stand = whole | set(sent)
        wanted = {
            _digest(each): each
            for each in playlists
            if all(file.removeprefix(_FOLDER) in stand for file in each["files"])
        }
        made, removed, unchanged = self._playlists(server, wanted)
        return PushedPlayout(station, server.url, sent, len(whole), made, removed, unchanged)

    def _playlists(
        self, server: HttpServer, wanted: Mapping[str, Mapping[str, Any]]
    ) -> tuple[int, int, int]:
        """Make the playlists that are not there, then take away ours that are no longer wanted.

        The digest in its description is written last: what was cut off is made anew.
        """
        ours: dict[str, int] = {}
        stale: list[int] = []
        for row in _rows(server, "/playlists"):
            words = str(row.get("description") or "").split(" ")
            if words[0] != _MARK:
                continue
            code = words[-1]
            if code in wanted and code not in ours:
                ours[code] = _id(server, row)
            else:
                stale.append(_id(server, row))
        made = 0
        for code, each in wanted.items():
            if code not in ours:
                made += self._playlist(server, code, each)
        for number in stale:
            _drop(server, f"/playlist/{number}")
        return made, len(stale), len(ours)

    def _playlist(self, server: HttpServer, code: str, told: Mapping[str, Any]) -> int:
        body = {key: told[key] for key in told if key not in ("files", "airings")}
        body["description"] = f"{_MARK} …"
        answer = server.ask("POST", f"{server.url}/playlists", fine=(200,), document=body)
        number = _id(server, answer.json())
        listed = "".join(f"{each}\n" for each in told["files"]).encode()
        found = server.ask(
            "POST",
            f"{server.url}/playlist/{number}/import",
            fine=(200,),
            file=("playlist_file", "rp.m3u", listed),
        ).json()
        rows = found.get("import_results") if isinstance(found, dict) else None
        matched = [
            row.get("match")
            for row in (rows if isinstance(rows, list) else [])
            if isinstance(row, dict)
        ]
        if matched != list(told["files"]):
            self.findings.append(says.NOT_MATCHED(Place(server.url), name=told["name"]))
            _drop(server, f"/playlist/{number}")
            return 0
        whole = {"description": f"{_MARK} {code}"}
        server.ask("PUT", f"{server.url}/playlist/{number}", fine=(200,), document=whole)
        return 1

    # --- LibreTime ---

    def _libretime(
        self, server: HttpServer, station: str, sounds: Mapping[str, OutgoingSound]
    ) -> PushedPlayout:
        codes = {name: _md5(sound) for name, sound in sounds.items()}
        whole = {name for name, code in codes.items() if _has(server, code)}

        def upload(name: str, sound: OutgoingSound) -> bool:
            made = server.ask(
                "POST",
                f"{server.url}/rest/media",
                fine=(201,),
                file=("file", name, _bytes_of(sound)),
            ).json()
            return self._is_read(server, _id(server, made), codes[name])

        missing = {name: sounds[name] for name in sounds.keys() - whole}
        sent = self._uploaded(server, missing, upload)
        return PushedPlayout(station, server.url, sent, len(whole))

    def _is_read(self, server: HttpServer, number: int, code: str) -> bool:
        """Wait until LibreTime has read a new file: only then does it stand in the library."""
        left = _PATIENCE
        while True:
            row = server.ask("GET", f"{server.url}/api/v2/files/{number}", fine=(200,)).json()
            status = row.get("import_status") if isinstance(row, dict) else None
            if status == _TAKEN and row.get("md5") == code:
                return True
            if status in (_TAKEN, _REFUSED_THERE) or left <= 0:
                return False
            self.pause(_STEP)
            left -= _STEP


def _bytes_of(sound: OutgoingSound) -> bytes:
    with disk_errors(sound.path):
        return read_regular(sound.path, limit=_LARGEST_SOUND)


def _md5(sound: OutgoingSound) -> str:
    return hashlib.md5(_bytes_of(sound), usedforsecurity=False).hexdigest()


def _digest(playlist: Mapping[str, Any]) -> str:
    return digest({key: value for key, value in playlist.items() if key != "airings"})[:32]


def _rows(server: HttpServer, path: str) -> list[dict[str, Any]]:
    """Return a list that a server keeps; both forms, whole and in pages, are taken."""
    found = server.ask("GET", f"{server.url}{path}", fine=(200,)).json()
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise server.failed("JSON")
    return rows


def _has(server: HttpServer, code: str) -> bool:
    """Tell whether LibreTime's library holds a file of these very bytes."""
    found = server.ask("GET", f"{server.url}/api/v2/files?md5={code}", fine=(200,)).json()
    rows = found if isinstance(found, list) else []
    return any(
        isinstance(row, dict) and row.get("md5") == code and row.get("import_status") == _TAKEN
        for row in rows
    )


def _id(server: HttpServer, row: object) -> int:
    number = row.get("id") if isinstance(row, dict) else None
    if isinstance(number, bool) or not isinstance(number, int):
        raise server.failed("JSON")
    return number


def _is_whole(row: object, duration: float) -> bool:
    length = row.get("length") if isinstance(row, dict) else None
    if isinstance(length, bool) or not isinstance(length, int | float):
        return False
    return abs(length - duration) <= max(_SLACK, duration * _SHARE)


def _whole_there(server: HttpServer, sounds: Mapping[str, OutgoingSound]) -> set[str]:
    """Return the names of the sounds that AzuraCast holds; what it holds in part goes."""
    there = {row.get("path"): row for row in _rows(server, "/files")}
    found = set()
    for name, sound in sorted(sounds.items()):
        row = there.get(_FOLDER + name)
        if _is_whole(row, sound.duration):
            found.add(name)
        elif row is not None:
            _drop(server, f"/file/{_id(server, row)}")
    return found


def _drop(server: HttpServer, path: str) -> None:
    server.ask("DELETE", f"{server.url}{path}", fine=(200, 204, 404))
