"""The folder of a site: which files in it are ours, what they hold, and how they are renewed.

``site.json`` lists every file with its hash. It is written before new names appear and again at
the end, so that after a crash the next run still knows its own files; only what changed is
written, and what is no longer part of the site is removed unless somebody changed it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from radioprog.kernel.canonical import document_json
from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.files import (
    Batch,
    disk_errors,
    make_folder,
    publish_bytes,
    publish_twin,
    sha256_of,
    sweep_parts,
)
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.text import one_line
from radioprog.studio.outlets.findings import (
    BAD_ADDRESS,
    FOLDER_NOT_OURS,
    PAGE_CHANGED,
    SOUND_CHANGED,
)
from radioprog.studio.workspace import Workspace

HOME = "site"
"""The folder of the site below the builds, where no other is named."""
STATE = "site.json"
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".ics": "text/calendar; charset=utf-8",
    ".m3u8": "audio/x-mpegurl; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
    ".zip": "application/zip",
    ".woff2": "font/woff2",
}
_SCHEMA = 1
_LARGEST = 64 << 20
_PAGES = ("station", "series", "programme")
_FOLDERS = (
    ".",
    *_PAGES,
    "en",
    *(f"en/{each}" for each in _PAGES),
    "feed",
    "papers",
    "sound",
    "assets",
)
_OURS = re.compile(
    r"(?:en/)?(?:index\.html|(?:station|series|programme)/[A-Za-z0-9._-]+)"
    r"|(?:feed|papers|sound|assets)/[A-Za-z0-9._-]+|sitemap\.xml"
)


@dataclass(frozen=True, slots=True)
class SiteState:
    """What the folder held when it was last written: files by path, and what pages were made of.

    ``address`` is where the site is found, as it was given then.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    made_of: Mapping[str, str] = field(default_factory=dict)
    address: str = ""

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        return document_json(
            {
                "schema": _SCHEMA,
                "address": self.address,
                "files": dict(sorted(self.files.items())),
                "made_of": dict(sorted(self.made_of.items())),
            }
        )


def read_state(path: Path) -> SiteState | None:
    """Read what a folder held; ``None`` where that is not known."""
    try:
        found = json.loads(read_regular(path, limit=_LARGEST))
        if found["schema"] != _SCHEMA:
            return None
        files, made_of = (_texts(found[name]) for name in ("files", "made_of"))
        address = str(found.get("address", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return SiteState(
        {path: each for path, each in files.items() if _is_ours(path)}, made_of, address
    )


def calendar_address_of(workspace: Workspace, station: str) -> str:
    """Return where phones subscribe to a station's calendar; '' where no site is on the web.

    It is known once a site was made with its address (``site --base-url``).
    """
    state = read_state(workspace.build / HOME / STATE)
    path = f"station/{station}.ics"
    if state is None or not state.address or path not in state.files:
        return ""
    return f"webcal://{state.address.split('://', 1)[-1]}/{path}"


def _texts(value: Mapping[str, str]) -> dict[str, str]:
    if not all(isinstance(each, str) for each in value.values()):
        raise TypeError("no texts")
    return dict(value)


def _is_ours(path: str) -> bool:
    return _OURS.fullmatch(path) is not None


def media_type(path: str) -> str:
    """Return what kind of file servers are to call a file, by its path in a site.

    >>> media_type("feed/network.xml"), media_type("sound/a-0123abcd.MP3"), media_type("x")
    ('application/rss+xml', 'audio/mpeg', 'application/octet-stream')
    """
    if path.startswith("feed/") and path.endswith(".xml"):
        return "application/rss+xml"
    return _MEDIA.get(PurePosixPath(path.lower()).suffix, "application/octet-stream")


class SiteFolder:
    """One renewal of a site's folder.

    Files are handed over one by one; `commit` makes them visible and removes what is stale.
    ``shown`` is how people are told of the folder; in a ``trusted`` one everything is ours.
    """

    def __init__(self, folder: Path, batch: Batch, *, shown: str, trusted: bool) -> None:
        """Read what the folder holds."""
        self.folder = folder
        self._shown = shown
        self.changed: list[str] = []
        self.removed: list[str] = []
        self._batch = batch
        state = read_state(folder / STATE)
        self._trusted = trusted
        self.address: str = ""
        self._old = state or SiteState()
        self._files: dict[str, str] = {}
        self._made_of: dict[str, str] = {}
        self._hashes: dict[str, str | None] = {}
        self._twins: list[tuple[str, Path, str]] = []

    def add(self, path: str, data: bytes, made_of: str = "") -> None:
        """Take a file; it is written only if the folder holds something else.

        Raises:
            UsageError: ``folder-not-ours``, somebody else's file stands there.
        """
        self._claim(path)
        sha256 = hashlib.sha256(data).hexdigest()
        self._note(path, sha256, made_of)
        if self._hash(path) == sha256:
            return
        self._batch.add(self.folder / path, data)
        self.changed.append(path)

    def keep(self, path: str, made_of: str) -> bool:
        """Keep a file that was made of the very same things and is still whole."""
        sha256 = self._old.files.get(path)
        if not sha256 or self._old.made_of.get(path) != made_of or self._hash(path) != sha256:
            return False
        self._note(path, sha256, made_of)
        return True

    def add_twin(self, path: str, source: Path, sha256: str, size: int) -> bool:
        """Put a large file in, by a second name where the disk can; its name holds its hash.

        Returns:
            Whether the file is what its hash says; if not, it is left out.
        """
        target = self.folder / path
        self._claim(path)
        with disk_errors(target):
            stands = self._old.files.get(path) == sha256 and target.is_file()
            stands = stands and target.stat().st_size == size
        if not stands:
            try:
                if sha256_of(source) != sha256:
                    return False
            except OSError:
                return False
            self._twins.append((path, source, sha256))
            self.changed.append(path)
        self._note(path, sha256, "")
        return True

    def _claim(self, path: str) -> None:
        """Refuse to touch what somebody else has put there."""
        if self._trusted or path in self._old.files or not (self.folder / path).exists():
            return
        raise UsageError(FOLDER_NOT_OURS(folder=self._shown, name=path))

    def _note(self, path: str, sha256: str, made_of: str) -> None:
        self._files[path] = sha256
        if made_of:
            self._made_of[path] = made_of

    def _hash(self, path: str) -> str | None:
        """Return the hash of what stands at a path now."""
        if path not in self._hashes:
            try:
                self._hashes[path] = sha256_of(self.folder / path)
            except OSError:
                self._hashes[path] = None
        return self._hashes[path]

    def commit(self) -> tuple[Finding, ...]:
        """Make everything visible, and remove what was ours and is no longer part of the site.

        Raises:
            ContentError: a sound was built anew meanwhile; the pages are left as they were.
        """
        new = SiteState(self._files, self._made_of, self.address)
        state = self.folder / STATE
        if any(path not in self._old.files for path in self._files):
            both = SiteState({**self._old.files, **self._files}, {}, self.address)
            publish_bytes(state, both.to_bytes())
        for path, source, sha256 in self._twins:
            if not publish_twin(source, self.folder / path, sha256):
                place, script = Place(f"{self._shown}/{path}"), source.parent.name
                raise ContentError((SOUND_CHANGED(place, name=source.name, script=script),))
        self._batch.commit()
        kept = tuple(self._remove_stale())
        if read_state(state) != new:
            publish_bytes(state, new.to_bytes())
        return kept

    def _remove_stale(self) -> Iterator[Finding]:
        for path, sha256 in sorted(self._old.files.items()):
            target = self.folder / path
            if path in self._files or not target.is_file():
                continue
            if not path.startswith("sound/") and self._hash(path) != sha256:
                yield PAGE_CHANGED(Place(f"{self._shown}/{path}"))
                continue
            with disk_errors(target):
                target.unlink()
            self.removed.append(path)
            with contextlib.suppress(OSError):
                target.parent.rmdir()  # it goes only when it is empty


def prepared(folder: Path) -> None:
    """Make the folder, and sweep away what a killed run left in it."""
    make_folder(folder)
    for name in _FOLDERS:
        if (folder / name).is_dir():
            sweep_parts(folder / name)


def checked_address(given: str) -> str:
    """Return a site's address without a slash at its end.

    Raises:
        UsageError: ``bad-address``.

    >>> checked_address("https://dai.example/")
    'https://dai.example'
    """
    if not given:
        return ""
    parts = urlsplit(given)
    plain = given.isascii() and not any(char in given for char in "\"'<>\\^`{|} \t\r\n")
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise UsageError(BAD_ADDRESS(given=one_line(given)))
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise UsageError(BAD_ADDRESS(given=one_line(given)))
    return given.rstrip("/")
