"""The same programme by a department's own script: ``python -m benchmarks.peers WHO FOLDER``.

The folder is a workspace of `clips.bulletin_of_clips`; the result is ``WHO.mp3`` in it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.clips import BED, BED_GAIN, CLIPS, LEAD, PAUSE, TAIL
from benchmarks.harness import python

if TYPE_CHECKING:
    from pydub import AudioSegment

TARGET, CEILING = -16, -1


def laid(folder: Path) -> None:
    """Mix as one plainly would: have the bed as long as the programme, lay each clip over it.

    Each ``overlay`` copies all of the programme.
    """
    from pydub import AudioSegment

    bed = AudioSegment.from_file(folder / BED) + BED_GAIN
    clips = [AudioSegment.from_file(clip) for clip in sorted(folder.glob(CLIPS))]
    length = round(sum(len(clip) + PAUSE * 1000 for clip in clips) + (LEAD + TAIL) * 1000)
    programme = (bed * (length // len(bed) + 1))[:length]
    at = LEAD * 1000
    for clip in clips:
        programme = programme.overlay(clip, position=round(at))
        at += len(clip) + PAUSE * 1000
    _export(programme, folder / "laid.mp3")


def joined(folder: Path) -> None:
    """Mix as pydub's documentation teaches to join: ``+=`` in a loop, then one ``overlay``.

    The programme begins as silence, whose low rate the first clip raises to its own 24 kHz mono;
    the bed makes it stereo at 44.1 kHz in ``overlay``. An author who begins with stereo at 44.1 kHz
    gets the same sound, but copies four times the bytes with each ``+=``.
    """
    from pydub import AudioSegment

    programme = AudioSegment.silent(duration=LEAD * 1000)
    for clip in sorted(folder.glob(CLIPS)):
        programme += AudioSegment.from_file(clip) + AudioSegment.silent(duration=PAUSE * 1000)
    programme += AudioSegment.silent(duration=TAIL * 1000)
    bed = AudioSegment.from_file(folder / BED)
    _export(programme.overlay(bed + BED_GAIN, loop=True), folder / "joined.mp3")


def _export(programme: AudioSegment, path: Path) -> None:
    from pydub import effects

    effects.normalize(programme).export(path, format="mp3", bitrate="128k")


def ffmpeg(folder: Path) -> None:
    """Mix by one filter graph, then normalise in two passes by ffmpeg-normalize."""
    found = sorted(folder.glob(CLIPS))
    inputs = [word for clip in found for word in ("-i", str(clip))]
    form = "aformat=sample_rates=44100:channel_layouts=stereo"
    pauses = [PAUSE] * (len(found) - 1) + [PAUSE + TAIL]
    clips = "".join(
        f"[{number}]{form},apad=pad_dur={pause}[c{number}];" for number, pause in enumerate(pauses)
    )
    joined = "".join(f"[c{number}]" for number in range(len(found)))
    graph = (
        f"{clips}{joined}concat=n={len(found)}:v=0:a=1,adelay={LEAD * 1000:g}:all=1[line];"
        f"[{len(found)}]volume={BED_GAIN}dB[bed];"
        "[line][bed]amix=inputs=2:duration=first:normalize=0"
    )
    mixed = str(folder / "graph.wav")
    bed = ["-stream_loop", "-1", "-i", str(folder / BED)]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *inputs, *bed, "-filter_complex", graph, mixed], check=True
    )
    subprocess.run(
        python(
            "-m",
            "ffmpeg_normalize",
            mixed,
            "-f",
            "-o",
            str(folder / "ffmpeg.mp3"),
            "-t",
            str(TARGET),
            "-tp",
            str(CEILING),
            "-c:a",
            "libmp3lame",
            "-b:a",
            "128k",
            "-ar",
            "44100",
        ),
        check=True,
    )


if __name__ == "__main__":
    who, where = sys.argv[1:]
    {"laid": laid, "joined": joined, "ffmpeg": ffmpeg}[who](Path(where))
