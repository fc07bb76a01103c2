"""The worker of described voices: runs one program or asks one service, and listens to its answer.

It runs in a process of its own (see `kernel.sandbox`): a program that hangs, floods or grows dies
with it. A program gets no shell, none of our variables but the few, no import path of ours, an
empty folder to stand in, and no keys. A service is asked as gTTS's is: certificates verified,
nothing followed, nothing read beyond a limit, no account but the one in the request.

Requests: ``{"program", "arguments", "values",
"input", "output"}`` (``-``: standard input and output) or ``{"url",
"method", "headers", "body", "answer", "connect", "read"}``, and ``limit``. Answers: float32
samples and ``{"rate", "sha256", "channels"}``, or ``{"error": kind, …}``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import stat
import struct
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from radioprog.audio.codecs.ffmpeg import SoundReader
from radioprog.audio.codecs.mp3 import frames_of
from radioprog.kernel.errors import ContentError
from radioprog.kernel.sandbox.messages import answer_all
from radioprog.speech.described.template import filled
from radioprog.speech.engines.gtts_worker import BadAnswer, CarefulSession, explained, status_of

_NOT_FOR_PROGRAMS = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE")
_SAID = 200
_LOWEST_RATE = 8_000
_CANCELLED = 0.25
"""Channels whose mean is weaker than this part of them sound against each other."""
_ALIKE = 0.01
_NO_SIZE = 1 << 30
"""A WAV that is said to be longer than this was written as a stream: nobody knew its length."""


def answered(request: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
    """Answer one request, whatever happens."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            sound = Path(folder) / "answer"
            if "url" in request:
                _ask(request, sound)
            else:
                _run(request, Path(folder), sound)
            return heard(sound, int(request["limit"]))
    except BadAnswer as problem:
        return {"error": "bad-answer", "detail": str(problem)}, b""
    except Refused as problem:
        return problem.told, b""
    except Exception as problem:  # the worker's wall: everything becomes an answer
        return _told(problem), b""


def _told(problem: Exception) -> dict[str, Any]:
    """Say what went wrong without an address: it may hold a key."""
    told = explained(problem)
    return {**told, "detail": type(problem).__name__}


# --- a program ---


def _run(request: Mapping[str, Any], folder: Path, sound: Path) -> None:
    """Run a program in an empty folder; its answer is ``sound``."""
    text = folder / "text.txt"
    text.write_text(request["values"]["text"] + "\n", encoding="utf-8")
    values = {**request["values"], "input": str(text), "output": str(sound)}
    arguments = [request["program"], *(filled(part, values) for part in request["arguments"])]
    work = folder / "work"
    work.mkdir()
    environment = {name: v for name, v in os.environ.items() if name not in _NOT_FOR_PROGRAMS}
    out = folder / "out"
    with text.open("rb") as stdin, out.open("wb") as stdout, (folder / "err").open("wb") as stderr:
        try:
            done = subprocess.run(
                arguments,
                stdin=stdin if request["input"] == "-" else subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                cwd=work,
                env=environment,
                check=False,
            )
        except OSError as problem:
            raise BadAnswer(f"it cannot be started ({problem.strerror})") from problem
    if done.returncode:
        raise BadAnswer(_ending(done.returncode, folder / "err"))
    if request["output"] == "-":
        out.replace(sound)


def _ending(status: int, stderr: Path) -> str:
    """Tell how a program ended, by its last line."""
    with stderr.open("rb") as stream:
        stream.seek(max(0, stderr.stat().st_size - 4096))
        lines = stream.read().decode("utf-8", "replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "")
    how = f"exit status {status}" if status > 0 else f"died of signal {-status}"
    return f"{how}: {said[:_SAID]}" if said else how


# --- a service ---


def _ask(request: Mapping[str, Any], sound: Path) -> None:
    CarefulSession.limit = int(request["limit"])
    with CarefulSession() as session:
        response = session.request(
            request["method"],
            request["url"],
            headers={"Accept-Encoding": "identity", **request["headers"]},
            data=None if request["body"] is None else request["body"].encode(),
            timeout=(float(request["connect"]), float(request["read"])),
            auth=lambda asked: asked,  # nobody looks into ~/.netrc
        )
    if response.status_code != 200:
        raise Refused(status_of(response))
    content = bytes(response.content)
    sound.write_bytes(_at_the_place(content, request["answer"]) if request["answer"] else content)


class Refused(Exception):
    """The service answered with a status that is none of success; ``told`` says which."""

    def __init__(self, told: dict[str, Any]) -> None:
        """Keep what is told."""
        super().__init__()
        self.told: dict[str, Any] = {**told, "detail": str(told.get("status", ""))}


def _at_the_place(content: bytes, path: list[str]) -> bytes:
    try:
        value = json.loads(content)
        for name in path:
            value = value[int(name)] if isinstance(value, list) else value[name]
        if not isinstance(value, str):
            raise TypeError
        return base64.b64decode(value.partition(";base64,")[2] or value, validate=True)
    except binascii.Error as problem:
        raise BadAnswer("its sound is no base64") from problem
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as problem:
        raise BadAnswer(f"there is no sound at {'.'.join(path)} of its answer") from problem


# --- listening ---


def heard(path: Path, limit: int) -> tuple[dict[str, Any], bytes]:
    """Decode an answer that must be whole.

    Raises:
        BadAnswer: it is none, something else, damaged, or its channels are against each other.
    """
    digest = _whole_file(path, limit)
    try:
        with SoundReader(path) as reader:
            blocks = list(reader.blocks())
            tally, rate, sniffed = reader.tally, reader.info.rate, reader.sniffed
    except ContentError as problem:
        why = problem.findings[0].message.to("en")
        raise BadAnswer(f"cannot be decoded: {why}") from problem
    if tally.damaged_samples:
        raise BadAnswer(f"{tally.damaged_samples} samples are no numbers, or absurdly loud")
    if sniffed.container == "mp3" and _breaks_off(path.read_bytes()[sniffed.skip :]):
        raise BadAnswer("the MP3 breaks off")
    if tally.damaged_packets:
        raise BadAnswer("the sound is damaged")
    if rate < _LOWEST_RATE:
        raise BadAnswer(f"its sample rate is {rate}")
    if not blocks:
        raise BadAnswer("no sound in the answer")
    sound = np.concatenate(blocks)
    mono = sound.mean(axis=1, dtype=np.float32)
    channels = _differing(sound, mono)
    told = {"rate": int(rate), "sha256": digest, "channels": channels}
    return told, mono.astype("<f4").tobytes()


def _whole_file(path: Path, limit: int) -> str:
    """Hash an answer's file, which must be one, and not break off."""
    try:
        status = path.lstat()
    except OSError:
        raise BadAnswer("it wrote no sound") from None
    if not stat.S_ISREG(status.st_mode):
        raise BadAnswer("what it wrote is no ordinary file")
    if not status.st_size:
        raise BadAnswer("no sound in the answer")
    if status.st_size > limit:
        raise BadAnswer("the answer is too large")
    content = path.read_bytes()
    missing = missing_bytes(content)
    if missing:
        raise BadAnswer(f"the WAV breaks off: {missing} bytes are missing")
    return hashlib.sha256(content).hexdigest()


def _breaks_off(mp3: bytes) -> bool:
    """Tell whether an MP3's last frame lacks its end; tags may follow the last one."""
    try:
        return mp3[sum(map(len, frames_of(mp3))) :].startswith(b"\xff")
    except (IndexError, KeyError):  # a tag, read as a frame's head
        return False


def missing_bytes(wav: bytes) -> int:
    r"""Count what lacks to the length that a WAV declares; 0 where none is declared.

    >>> missing_bytes(b"RIFF\x2c\0\0\0WAVEdata\x08\0\0\0abcd")
    4
    """
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        return 0
    at = 12
    while at + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, at)
        if name == b"data":
            return 0 if size >= _NO_SIZE else max(0, at + 8 + size - len(wav))
        at += 8 + size + size % 2
    return 0


def _differing(sound: np.ndarray[Any, Any], mono: np.ndarray[Any, Any]) -> int:
    """Count channels, 1 where all are alike.

    Raises:
        BadAnswer: they are against each other: their mean would be silence.
    """
    if sound.shape[1] == 1:
        return 1
    whole = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
    mean = float(np.sqrt(np.mean(np.square(mono, dtype=np.float64))))
    if whole and mean < _CANCELLED * whole:
        raise BadAnswer("its channels are against each other")
    apart = float(np.abs(sound - mono[:, None]).max())
    return 1 if apart <= _ALIKE * float(np.abs(sound).max()) else sound.shape[1]


if __name__ == "__main__":
    answer_all(answered)
