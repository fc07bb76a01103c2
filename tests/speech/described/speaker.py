"""A program that speaks in bursts, one a syllable, or fails as programs do. Test use only.

Arguments: MOOD TEXT-FILE|-|text:TEXT OUTPUT|- [SPEED].
"""

import array
import math
import os
import pathlib
import signal
import struct
import subprocess
import sys
import time


def wav(samples, rate=16000, channels=1, *, kind=1, declared=None):
    if kind == 3:
        data = struct.pack(f"<{len(samples)}f", *samples)
    else:
        data = array.array("h", [int(32767 * max(-1.0, min(1.0, s))) for s in samples]).tobytes()
    size = 4 if kind == 3 else 2
    form = struct.pack(
        "<4sIHHIIHH",
        b"fmt ",
        16,
        kind,
        channels,
        rate,
        rate * channels * size,
        channels * size,
        8 * size,
    )
    length = len(data) if declared is None else declared
    return (
        b"RIFF"
        + struct.pack("<I", (36 + length) & 0xFFFFFFFF)
        + b"WAVE"
        + form
        + b"data"
        + struct.pack("<I", length)
        + data
    )


def speech(text, speed=1.0, rate=16000):
    samples = []
    for word in text.split():
        pitch = 150 + sum(word.encode()) % 100
        length = int(rate * 0.3 / speed)
        turn = 2 * math.pi * pitch / rate
        sound = [0.4 * math.sin(turn * t) for t in range(2 * length // 3)]
        samples += sound + [0.0] * (length - len(sound))
    return samples


def main():
    mood, source, target, *rest = sys.argv[1:]
    if source.startswith("text:"):
        raw = source.removeprefix("text:").encode()
    else:
        raw = sys.stdin.buffer.read() if source == "-" else pathlib.Path(source).read_bytes()
    text = raw.decode("utf-8").strip()
    said = speech(text, float(rest[0]) if rest else 1.0)
    doubled = [s for sample in said for s in (sample, -sample)]
    if mood == "hang":
        time.sleep(600)
    if mood == "exit 3":
        sys.exit("no such model: x")
    if mood == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if mood == "no file":
        return
    if mood == "endless stderr":
        while True:
            os.write(2, b"x" * 65536)
    if mood == "memory":
        keep = []
        while True:
            keep.append(bytearray(64 << 20))
    if mood == "child":
        subprocess.Popen(["sleep", "600"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if mood == "secret":
        sys.exit(os.environ.get("RADIOPROG_KEY_ITS", "none") + os.environ.get("PYTHONPATH", "none"))
    if mood == "fifo":
        os.mkfifo(target)
        return
    if mood == "folder":
        os.mkdir(target)
        return
    if mood == "device":
        os.symlink("/dev/zero", target)
        return
    stream = sys.stdout.buffer if target == "-" else pathlib.Path(target).open("wb")  # noqa: SIM115 - a program that ends
    if mood == "endless":
        while True:
            stream.write(bytes(1 << 20))
    answers = {
        "empty file": b"",
        "no frames": wav([]),
        "text": b"Traceback (most recent call last):\n",
        "html": b"<!doctype html><title>502</title>",
        "chatter": b"loading model...\n" + wav(said),
        "nan": wav([float("nan")] * 10 + said, kind=3),
        "too loud": wav([1e30] * 10 + said, kind=3),
        "silence": wav([0.0] * len(said)),
        "hum": wav([0.3 * math.sin(t / 9) for t in range(len(said))]),
        "half": wav(said[: len(said) // 4]),
        "twice": wav(said * 4),
        "broken off": wav(said)[:-2001],
        "against": wav(doubled, channels=2),
        "slow rate": wav(said[::4], rate=4000),
        "the same": wav(speech("một câu khác hẳn mà máy cứ đọc đi đọc lại mãi không thôi")),
        "stereo": wav([s * g for s in said for g in (1.0, 0.5)], channels=2),
        "telephone": wav(said[::2], rate=8000),
        "stream": wav(said, declared=0xFFFFFFFF),
        "other rate": wav(speech(text, rate=22050), rate=22050),
    }
    stream.write(answers.get(mood, wav(said)))


main()
