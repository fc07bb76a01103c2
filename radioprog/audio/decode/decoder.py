"""Decoding: a recording from anywhere becomes blocks of clean sound at the mix's rate.

Stands between `assets/` and the mix. Strangers' files are met only by a walled worker
(`decode_worker`); what comes back was counted, and goes into the store of sound once.
"""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np

from radioprog.audio.codecs.findings import CHANGED, DIED, MISSING, NOT_A_FILE
from radioprog.audio.decode.findings import BUSY
from radioprog.audio.decode.worker import ClipLimits, DecoderProcess, findings_of
from radioprog.audio.meter.loudness import ItemMeter
from radioprog.audio.timeline import Block
from radioprog.kernel.errors import BugError, ContentError
from radioprog.kernel.files import disk_errors, sha256_of
from radioprog.kernel.findings import NOWHERE, Finding, Place
from radioprog.kernel.sandbox.messages import MessageKind
from radioprog.kernel.store.folder import Payload, Store, StoreEntry, key_of
from radioprog.kernel.units import MIX_RATE, BitRate, Hertz, Lufs, Samples, Seconds

_SCHEMA = 3
"""Rises when the same file would decode to other samples, or more is kept beside them."""


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What a recording is; its duration is an estimate until it was decoded."""

    duration: Seconds
    rate: Hertz
    channels: int
    codec: str
    container: str
    bit_rate: BitRate | None = None


@dataclass(frozen=True, slots=True)
class DecodedClip:
    """A recording as the mix reads it, what it was, how loud, and what is to be said about it."""

    sound: StoreEntry
    info: ClipInfo
    loudness: Lufs | None = None
    findings: tuple[Finding, ...] = ()


class Decoding:
    """One file being decoded: what it is, its blocks once through, and then what was found."""

    def __init__(self, worker: DecoderProcess, place: Place = NOWHERE) -> None:
        """Wait for the worker's first word on the file."""
        self._worker = worker
        self._place = place
        facts = _facts(worker, MessageKind.FACTS, place)
        self.rate: Hertz = Hertz(facts["given_rate"])
        self.channels: int = facts["given_channels"]
        self.info: ClipInfo = _info_of(facts)
        self.names: tuple[str, ...] = tuple(facts["names"])
        """FFmpeg's names of the file's own channels, where it knows them."""
        self.frames: Samples = Samples(0)
        """Frames given so far; after the last block, all there are."""
        self.findings: tuple[Finding, ...] = ()
        """What is to be said about the file; filled after the last block."""

    def blocks(self) -> Iterator[Block]:
        """Return the sound once, shape (frames, channels), at `rate`.

        Raises:
            ContentError: the file turned out to be damaged, too long or cut off.
        """
        kind, body = self._worker.receive(self._place)
        while kind is MessageKind.DATA:
            block = np.frombuffer(body, "<f4").reshape(-1, self.channels)
            self.frames = Samples(self.frames + len(block))
            yield block
            kind, body = self._worker.receive(self._place)
        said = json.loads(body)
        self.findings = findings_of(said["findings"], self._place)
        if said["frames"] != self.frames:
            raise ContentError(DIED(self._place))


class Decoder:
    """Decodes recordings in a walled worker that is kept for the next one.

    Use it in a ``with`` block. One file at a time: each thread takes its own decoder.
    """

    def __init__(self, limits: ClipLimits | None = None) -> None:
        """Prepare; the worker starts with the first file."""
        self._worker = DecoderProcess(limits or ClipLimits())
        self._busy = False

    def __enter__(self) -> Decoder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; another file would start a new one."""
        self._worker.stop()

    def end(self) -> None:
        """Break off what another thread is decoding, as if the worker had died; start no other."""
        self._worker.end()

    def probe(self, path: Path, *, place: Place = NOWHERE) -> ClipInfo:
        """Tell quickly what a recording is and how long, without decoding it.

        Raises:
            ContentError: what is wrong with the file, at ``place``.
            ToolError: the worker cannot run on this machine.
        """
        with self._one_at_a_time():
            self._worker.ask(path, {"op": "probe"})
            return _info_of(_facts(self._worker, MessageKind.END, place))

    @contextmanager
    def open(
        self,
        path: Path,
        *,
        rate: Hertz | None = MIX_RATE,
        folded: bool = True,
        whole: bool = True,
        place: Place = NOWHERE,
    ) -> Iterator[Decoding]:
        """Decode a file in a ``with`` block.

        Args:
            path: the file.
            rate: the rate that is wanted; ``None`` keeps the file's own.
            folded: bring more than two channels to two.
            whole: take a file without its end for an error, not only for a finding.
            place: where the producer named the file.

        Raises:
            ContentError: what is wrong with the file, at ``place``.
            ToolError: the worker cannot run on this machine.
        """
        request = {"op": "decode", "rate": rate, "fold": folded, "whole": whole}
        with self._one_at_a_time():
            self._worker.ask(path, request)
            try:
                yield Decoding(self._worker, place)
            finally:
                self._worker.settle()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._busy:
            raise BugError(BUSY())
        self._busy = True
        try:
            yield
        finally:
            self._busy = False


class Decoders:
    """Decoders for several threads; each starts its worker with the first file that it meets.

    Use it in a ``with`` block.
    """

    def __init__(self, count: int) -> None:
        """Prepare so many."""
        self._all = [Decoder() for _ in range(count)]
        self._free: SimpleQueue[Decoder] = SimpleQueue()
        for decoder in self._all:
            self._free.put(decoder)

    def __enter__(self) -> Decoders:
        return self

    def __exit__(self, *_: object) -> None:
        for decoder in self._all:
            decoder.close()

    def end(self) -> None:
        """Break off what is being decoded; nothing more will be."""
        for decoder in self._all:
            decoder.end()

    @contextmanager
    def one(self) -> Iterator[Decoder]:
        """Lend one that is free; wait for it if need be."""
        decoder = self._free.get()
        try:
            yield decoder
        finally:
            self._free.put(decoder)


def decode_clip(
    path: Path, store: Store, decoder: Decoder, *, place: Place = NOWHERE
) -> DecodedClip:
    """Decode a recording once, at the mix's rate, mono or stereo; ever after it is found again.

    Raises:
        ContentError: what is wrong with the file, at ``place``; nothing is kept then.
    """
    before = _stamp(path, place)
    with disk_errors(path):
        digest = sha256_of(path)
    key = key_of(
        {
            "what": "clip",
            "sha256": digest,
            "schema": _SCHEMA,
            "rate": int(MIX_RATE),
            "av": version("av"),
            "soxr": version("soxr"),
        }
    )
    with ExitStack() as open_files:

        def make() -> Payload:
            decoding = open_files.enter_context(decoder.open(path, place=place))
            fields: dict[str, Any] = {}
            blocks = _then_filling(fields, decoding)
            return Payload(blocks, decoding.channels, decoding.rate, fields)

        entry = store.get_or_make(key, make)
    if _stamp(path, place) != before:
        raise ContentError(CHANGED(place))
    info = ClipInfo(**entry.fields["info"])
    findings = findings_of(entry.fields["findings"], place)
    return DecodedClip(entry, info, entry.fields["loudness"], findings)


def _then_filling(fields: dict[str, Any], decoding: Decoding) -> Iterator[Block]:
    """Return a file's blocks and then, all of it known, write down what it is."""
    meter = ItemMeter(decoding.rate, decoding.channels)
    for block in decoding.blocks():
        meter.push(block)
        yield block
    fields["loudness"] = meter.result()
    duration = Seconds(decoding.frames / decoding.rate)
    fields["info"] = asdict(replace(decoding.info, duration=duration))
    fields["findings"] = [found.to_record() for found in decoding.findings]


def _facts(worker: DecoderProcess, wanted: MessageKind, place: Place) -> Mapping[str, Any]:
    kind, body = worker.receive(place)
    if kind is not wanted:
        worker.stop()
        raise ContentError(DIED(place))
    facts: dict[str, Any] = json.loads(body)
    return facts


def _info_of(facts: Mapping[str, Any]) -> ClipInfo:
    return ClipInfo(
        duration=Seconds(facts["declared"] or 0.0),
        rate=Hertz(facts["rate"]),
        channels=facts["channels"],
        codec=facts["codec"],
        container=facts["container"],
        bit_rate=facts["bit_rate"] and BitRate(facts["bit_rate"]),
    )


def _stamp(path: Path, place: Place) -> tuple[int, int, int]:
    """Return what changes when a file does; ask nothing of what is no ordinary file."""
    try:
        found = path.stat()
    except OSError as problem:
        raise ContentError(MISSING(place)) from problem
    if not stat.S_ISREG(found.st_mode):
        raise ContentError(NOT_A_FILE(place))
    return found.st_ino, found.st_size, found.st_mtime_ns
