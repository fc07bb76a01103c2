"""Mixing and mastering sixty clips over a bed to a station's MP3: us, pydub, FFmpeg, the encoder.

Run as a program it is one contestant: ``python -m benchmarks.mixing WHO FOLDER``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.harness import Contestant, Plan, Section, alternate, compared, python

OURS = "radioprog: mix, master, verify"
CLIPS, PAUSE, RATE = 60, 0.5, 48_000
BED_GAIN = -18.0
TARGET, CEILING = -16.0, -1.0
_FORM = ["-ac", "1", "-ar", "44100", "-c:a", "libmp3lame", "-b:a", "64k"]


def section(plan: Plan) -> Section:
    """Let all make the same programme, in turn."""
    folder = plan.folder / ("mixing-quick" if plan.quick else "mixing")
    subprocess.run(
        python("-m", "benchmarks.mixing", "material", str(folder), "2" if plan.quick else "15"),
        check=True,
    )
    mix = str(folder / "mix.wav")
    contestants = [
        Contestant(OURS, python("-m", "benchmarks.mixing", "ours", str(folder))),
        Contestant(
            "FFmpeg, bare encode of the finished mix",
            ["ffmpeg", "-v", "error", "-y", "-i", mix, *_FORM, str(folder / "bare.mp3")],
        ),
        Contestant("pydub script", python("-m", "benchmarks.mixing", "pydub", str(folder)), most=2),
        Contestant(
            "FFmpeg filter graph, then ffmpeg-normalize in two passes",
            python("-m", "benchmarks.mixing", "ffmpeg", str(folder)),
            most=2,
        ),
    ]
    return Section(
        "mixing",
        "Sixty clips over a bed, to a station's MP3",
        f"{2 if plan.quick else 15} minutes: {CLIPS} clips of stereo WAV in a row, a looped bed "
        f"under them at {BED_GAIN:g} dB, mixed and made an MP3 of 64 kbit/s, mono, 44.1 kHz. "
        "Ours is mastered to -16 LUFS and -1 dBTP *as decoded*, and decoded to prove it. pydub "
        "normalises its peak; ffmpeg-normalize aims at -16 LUFS before the encoder. The material "
        "hisses more than speech does, so ours may need a second encode; `building` has speech.",
        compared(alternate(contestants, plan.times), ours=OURS),
    )


def material(folder: Path, minutes: float) -> None:
    """Write clips, bed, and the finished mix, if they are not there."""
    import numpy as np
    import soundfile

    from benchmarks.material import minutes_of_sound

    if (folder / "mix.wav").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    sound = np.concatenate(list(minutes_of_sound(minutes, RATE)))
    length = len(sound) // CLIPS
    for number in range(CLIPS):
        clip = sound[number * length : (number + 1) * length - round(PAUSE * RATE)]
        soundfile.write(folder / f"clip{number:02}.wav", clip, RATE, "PCM_16")
    time = np.arange(30 * RATE) / RATE
    bed = sum(np.sin(2 * np.pi * f * time) * 0.2 for f in (220.0, 277.0, 330.0))
    soundfile.write(folder / "bed.wav", np.column_stack((bed, bed)), RATE, "PCM_16")
    with soundfile.SoundFile(folder / "part.wav", "w", RATE, 2, "PCM_16") as out:
        for block in _render(folder)(2):
            out.write(block)
    (folder / "part.wav").replace(folder / "mix.wav")


def _render(folder: Path):
    import numpy as np
    import soundfile

    from radioprog.audio.events import Breakpoint, Event, Timeline
    from radioprog.audio.mix import render

    class File:
        def __init__(self, path):
            self._file = soundfile.SoundFile(path)
            self.channels, self.length = self._file.channels, self._file.frames

        def read(self, start, count):
            self._file.seek(start)
            return self._file.read(count, dtype=np.float32, always_2d=True)

    sources = {path.stem: File(path) for path in sorted(folder.glob("clip*.wav"))}
    sources["bed"] = File(folder / "bed.wav")
    events, start = [], 0
    for name, source in sources.items():
        if name != "bed":
            events.append(Event(name, start, source.length))
            start += source.length + round(PAUSE * RATE)
    soft = (Breakpoint(0, 10 ** (BED_GAIN / 20)),)
    loop = sources["bed"].length
    events += [Event("bed", at, min(loop, start - at), 0, soft) for at in range(0, start, loop)]
    timeline = Timeline(tuple(sorted(events, key=lambda event: event.start)), start)
    return lambda channels: render(timeline, sources, channels=channels)


def ours(folder: Path) -> None:
    """Mix and master by the library."""
    from radioprog.audio.master import Job, master
    from radioprog.programme.delivery import DELIVERIES

    job = Job(DELIVERIES["station"], folder / "ours.mp3")
    (made,) = master(_render(folder), [job], folder=folder)
    if made.findings:
        raise SystemExit(made.findings[0].render("en"))


def pydub(folder: Path) -> None:
    """Mix as pydub's own documentation does, with one append a clip."""
    from pydub import AudioSegment
    from pydub.effects import normalize

    pause = AudioSegment.silent(round(PAUSE * 1000), RATE).set_channels(2)
    line = AudioSegment.empty()
    for path in sorted(folder.glob("clip*.wav")):
        line = line.append(AudioSegment.from_wav(path) + pause, crossfade=0)
    bed = AudioSegment.from_wav(folder / "bed.wav") + BED_GAIN
    mixed = normalize(line.overlay(bed, loop=True), headroom=-CEILING)
    mono = mixed.set_channels(1).set_frame_rate(44_100)
    mono.export(folder / "pydub.mp3", format="mp3", bitrate="64k", codec="libmp3lame")


def ffmpeg(folder: Path) -> None:
    """Mix by one filter graph, then normalise in two passes."""
    clips = sorted(folder.glob("clip*.wav"))
    inputs = [word for path in clips for word in ("-i", str(path))]
    padded = "".join(f"[{n}]apad=pad_dur={PAUSE}[p{n}];" for n in range(len(clips)))
    joined = "".join(f"[p{n}]" for n in range(len(clips)))
    graph = (
        f"{padded}{joined}concat=n={len(clips)}:v=0:a=1[line];"
        f"[{len(clips)}]volume={BED_GAIN}dB[bed];"
        "[line][bed]amix=inputs=2:duration=first:normalize=0"
    )
    mixed = str(folder / "graph.wav")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *inputs, "-stream_loop", "-1",
         "-i", str(folder / "bed.wav"), "-filter_complex", graph, mixed],
        check=True,
    )  # fmt: skip
    subprocess.run(
        python("-m", "ffmpeg_normalize", mixed, "-f", "-o", str(folder / "normal.mp3"),
               "-t", str(TARGET), "-tp", str(CEILING), "-c:a", "libmp3lame", "-b:a", "64k",
               "-ar", "44100", "-e=-ac 1"),
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    who, where = sys.argv[1], Path(sys.argv[2])
    if who == "material":
        material(where, float(sys.argv[3]))
    else:
        {"ours": ours, "pydub": pydub, "ffmpeg": ffmpeg}[who](where)
