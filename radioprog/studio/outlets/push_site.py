"""Pushing the site to a bucket or a shared folder: only what differs, and the list of it last.

The place holds ``radioprog-push.json``: every file of ours with its size and hash. Before
anything is touched, what is about to change is marked in it; as files arrive they are noted
there, and at the end it is whole. Interrupted anywhere, by a cut line or a stopped machine, the
next run from any machine sends the rest, and files of somebody else are never touched.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import disk_errors, read_regular
from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.files import locked, make_folder, sha256_of
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.store.bucket import Absent, Storage, Trouble, open_storage
from radioprog.kernel.store.findings import OUT_OF_REACH
from radioprog.studio.outlets.findings import (
    NO_FILES_TO_SEND,
    NOT_WHOLE_THERE,
    PLACE_NOT_OURS,
)
from radioprog.studio.outlets.outlets_file import outlet_named
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.site_folder import STATE as SITE_STATE
from radioprog.studio.outlets.site_folder import media_type, read_state
from radioprog.studio.workspace import Workspace

STATE = "radioprog-push.json"
_SCHEMA = 1
_LARGEST_STATE = 64 << 20
_AT_ONCE = 8
_FILES_A_NOTE, _BYTES_A_NOTE = 256, 64 << 20
"""How much is sent before the place's list is renewed: what a cut line may cost at most."""
_FIRST = ("assets/", "sound/", "papers/")
_LAST = ("feed/", "sitemap.xml")
_FOR_EVER = "public, max-age=31536000, immutable"
_LOOK_AGAIN = "no-cache"
Files = dict[str, tuple[int, str]]
"""Files by path: size in bytes and SHA-256; no hash: not known to be whole."""


@dataclass(frozen=True, slots=True)
class PlaceReport:
    """What was done at a place: what was sent and removed there, how many files were there."""

    url: str
    sent: tuple[str, ...]
    removed: tuple[str, ...]
    kept: int
    findings: tuple[Finding, ...]


def push_site(
    workspace: Workspace,
    url: str,
    *,
    folder: Path | str | None = None,
    base_url: str = "",
    first: dt.date | str | None = None,
    progress: Callable[[str], None] | None = None,
) -> PlaceReport:
    """Bring the site to a bucket or shared folder, sending only what differs.

    Args:
        workspace: whose site is made (as `site` does, with what is approved) and sent.
        url: ``s3://bucket/prefix``, ``gs://…``, ``file:///…``, or the name of an outlet. Keys come
            from the environment, as each storage's own library finds them.
        folder: another folder to send as it is, such as a pack; from the workspace.
        base_url: the web address at which the place is found, for feeds and QR codes.
        first: the first day of the site's schedules; today where none is given.
        progress: is told each path before it is sent.

    Raises:
        ContentError: the schedule has errors; nothing is sent.
        UsageError: an address that cannot be used, or files of somebody else stand there.
        MachineError: the place cannot be reached or refuses; the next run goes on from there.
    """
    if "/" not in url:
        outlet = outlet_named(workspace, url, {})
        url, base_url = outlet.address, base_url or outlet.site
    storage = open_storage(url)
    findings: tuple[Finding, ...] = ()
    if folder is None:
        made = site(workspace, base_url=base_url, first=first)
        home, findings = made.folder, made.findings
    else:
        home = workspace.root / folder
    wanted = _held(home)
    if not wanted:
        raise UsageError(NO_FILES_TO_SEND(Place(workspace.show(home))))
    with locked(workspace.cache / "push.lock"):
        return _Sender(storage, url, home, wanted, workspace.cache, progress).send(findings)


def _held(folder: Path) -> Files:
    """Return the files to send: of a site those it lists, of another folder all that is visible."""
    state = read_state(folder / SITE_STATE)
    found: Files = {}
    with disk_errors(folder):
        if state is not None:
            for path, sha256 in state.files.items():
                found[path] = ((folder / path).stat().st_size, sha256)
            return found
        for path in _visible(folder, ""):
            found[path] = ((folder / path).stat().st_size, sha256_of(folder / path))
    return found


def _visible(folder: Path, below: str) -> Iterator[str]:
    """Yield ordinary files below a folder; links and hidden names are none of them."""
    with os.scandir(folder / below) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            name = f"{below}{entry.name}"
            if entry.name.startswith(".") or entry.is_symlink() or name == STATE:
                continue
            if entry.is_dir():
                yield from _visible(folder, f"{name}/")
            elif entry.is_file():
                yield name


class _Sender:
    """One run: what stands there, what goes there, and the list of it."""

    def __init__(
        self,
        storage: Storage,
        url: str,
        folder: Path,
        wanted: Files,
        scratch: Path,
        progress: Callable[[str], None] | None,
    ) -> None:
        self.storage = storage
        self.url = url
        self.folder = folder
        self.wanted = wanted
        self.scratch = scratch
        self.tell = progress or (lambda path: None)
        self.known: Files = {}

    def send(self, findings: tuple[Finding, ...]) -> PlaceReport:
        try:
            return self._sent(findings)
        except Trouble as problem:
            why, remedy = problem.why, problem.remedy
            place = Place(self.url)
            raise MachineError(OUT_OF_REACH(place, why=why, remedy=remedy)) from problem

    def _sent(self, findings: tuple[Finding, ...]) -> PlaceReport:
        sizes = self.storage.sizes()
        old = self._state()
        strange = sorted((self.wanted.keys() & sizes.keys()) - (old or {}).keys())
        if strange:
            raise UsageError(PLACE_NOT_OURS(Place(self.url), name=strange[0]))
        before = old or {}
        stands = {path for path, file in self.wanted.items() if _stands(path, file, before, sizes)}
        missing = sorted(self.wanted.keys() - stands)
        gone = sorted(path for path in before.keys() - self.wanted.keys() if path != STATE)
        if missing or gone or old is None:
            self.known = {
                path: before[path] if path in stands or path in gone else (0, "")
                for path in {*before, *self.wanted}
            }
            self._note()
            self._bring(missing)
            for path in gone:
                if path in sizes:
                    self.storage.remove(path)
            self.known = dict(self.wanted)
            self._check(missing)
            self._note(whole=True)
        return PlaceReport(self.url, tuple(missing), tuple(gone), len(stands), findings)

    def _bring(self, missing: Sequence[str]) -> None:
        """Send what pages need, then pages, then what points to pages from outside."""
        for group in (0, 1, 2):
            members = [path for path in missing if _group(path) == group]
            for some in _portions(members, self.wanted):
                try:
                    self._at_once(some)
                finally:
                    if len(missing) > len(some):
                        self._note()

    def _at_once(self, paths: Sequence[str]) -> None:
        with ThreadPoolExecutor(min(_AT_ONCE, len(paths))) as threads:
            tasks = [threads.submit(self._one, path) for path in paths]
            done, _ = wait(tasks, return_when=FIRST_EXCEPTION)
            threads.shutdown(wait=True, cancel_futures=True)
        for each in done:
            each.result()

    def _one(self, path: str) -> None:
        self.tell(path)
        headers = {"ContentType": media_type(path), "CacheControl": _LOOK_AGAIN}
        if path.startswith("sound/"):
            headers["CacheControl"] = _FOR_EVER  # its name holds its hash
        self.storage.bring(self.folder / path, path, headers)
        self.known[path] = self.wanted[path]

    def _check(self, sent: Sequence[str]) -> None:
        """Look at what arrived: a place that swallowed something is told, not believed."""
        sizes = self.storage.sizes()
        short = [path for path in sent if sizes.get(path) != self.wanted[path][0]]
        for path in short:
            self.known[path] = (0, "")
        if short:
            self._note()
            raise MachineError(NOT_WHOLE_THERE(Place(self.url), names=short[:5]))

    def _state(self) -> Files | None:
        """Return what the place's list says; ``None`` where there is none of ours."""
        make_folder(self.scratch)
        with tempfile.TemporaryDirectory(dir=self.scratch, prefix="push-") as home:
            there = Path(home) / STATE
            try:
                self.storage.fetch(STATE, there)
                found = json.loads(read_regular(there, limit=_LARGEST_STATE))
                if found["schema"] != _SCHEMA:
                    return None
                return {
                    str(path): (int(size), str(sha256))
                    for path, (size, sha256) in found["files"].items()
                    if _is_plain(path)
                }
            except Absent:
                return None
            except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                return None

    def _note(self, *, whole: bool = False) -> None:
        """Renew the place's list."""
        files = {path: list(self.known[path]) for path in sorted(self.known)}
        data = document_json({"schema": _SCHEMA, "whole": whole, "files": files})
        make_folder(self.scratch)
        with tempfile.TemporaryDirectory(dir=self.scratch, prefix="push-") as home:
            (Path(home) / STATE).write_bytes(data)
            headers = {"ContentType": media_type(STATE), "CacheControl": _LOOK_AGAIN}
            self.storage.bring(Path(home) / STATE, STATE, headers)


def _is_plain(path: object) -> bool:
    """Tell whether a path of a stranger's list leads below its place and nowhere else."""
    return (
        isinstance(path, str)
        and 0 < len(path) <= 1024
        and not path.startswith("/")
        and not any(part in ("", ".", "..") for part in path.split("/"))
        and "\\" not in path
        and "\0" not in path
    )


def _stands(
    path: str,
    file: tuple[int, str],
    before: Mapping[str, tuple[int, str]],
    sizes: Mapping[str, int],
) -> bool:
    return before.get(path) == file and sizes.get(path) == file[0]


def _group(path: str) -> int:
    if path.startswith(_FIRST):
        return 0
    return 2 if path.startswith(_LAST) or path in ("index.html", "en/index.html") else 1


def _portions(paths: Sequence[str], files: Files) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for path in paths:
        some.append(path)
        size += files[path][0]
        if len(some) >= _FILES_A_NOTE or size >= _BYTES_A_NOTE:
            yield some
            some, size = [], 0
    if some:
        yield some
