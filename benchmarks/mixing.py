"""A bulletin of sixty clips over a bed: our command, a pydub script, FFmpeg, the bare encoder."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.clips import BED_GAIN, PAUSE, bulletin_of_clips
from benchmarks.harness import Contestant, Plan, Section, alternate, compared, python
from benchmarks.workspace import finished_mix, forget, radioprog

OURS = "radioprog build, nothing cached"
APART = 1.0
"""Seconds by which the programmes may differ in length; beyond, they are not the same work."""
_ABOUT = """
{clips} clips of spoken Vietnamese of about 16.5 seconds each, as gTTS gives them (MP3, 24 kHz,
mono, 64 kbit/s), in a row with pauses of {pause:g} s, a looped bed of music under them (MP3,
44.1 kHz, stereo; {bed:g} dB): {minutes:.1f} minutes, to an MP3 of 128 kbit/s, stereo, 44.1 kHz, all
by LAME at its own default quality (3). Ours levels each clip, ducks the bed, masters to -16 LUFS
and -1 dBTP *as decoded*, decodes to prove it, tags, and writes captions, pictures and manifest;
*nothing cached* decodes every clip anew, *clips cached* finds them decoded. The pydub scripts
(`benchmarks/peers.py`) lay each clip where it belongs, or join the clips and lay the bed under all
of them at once; both normalise the peak. ffmpeg-normalize
aims at -16 LUFS before the encoder. The bare encode reads the finished mix from a WAV and does
nothing else.
"""


def section(plan: Plan) -> Section:
    """Let all make the same programme, in turn."""
    count = 6 if plan.quick else 60
    folder = plan.folder / f"mixing-{count}"
    bulletin_of_clips(folder, count)
    mix = finished_mix(folder)
    build = radioprog("build", "--force", "--deliver", "web", "-C", str(folder))
    contestants = [
        Contestant(OURS, build, before=lambda: forget(folder)),
        Contestant("radioprog build, clips cached", build),
        Contestant(
            "pydub script, each clip laid over the bed",
            python("-m", "benchmarks.peers", "laid", str(folder)),
        ),
        Contestant(
            "pydub script, clips joined, then one overlay",
            python("-m", "benchmarks.peers", "joined", str(folder)),
        ),
        Contestant(
            "FFmpeg filter graph, then ffmpeg-normalize in two passes",
            python("-m", "benchmarks.peers", "ffmpeg", str(folder)),
            most=2,
        ),
        Contestant(
            "FFmpeg, bare encode of the finished mix",
            [
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-i",
                str(mix),
                "-ac",
                "2",
                "-ar",
                "44100",
                "-b:a",
                "128k",
                "-c:a",
                "libmp3lame",
                str(folder / "bare.mp3"),
            ],
        ),
    ]
    table = compared(alternate(contestants, plan.times), ours=OURS)
    minutes = _same_length(folder) / 60
    about = _ABOUT.format(clips=count, pause=PAUSE, bed=BED_GAIN, minutes=minutes)
    return Section("mixing", f"{count} clips over a bed, to an MP3 for the web", about, table)


def _same_length(folder: Path) -> float:
    """Give the seconds that all results last, decoded; any that differs is an error."""
    made = (*folder.glob("build/*/*.web.mp3"), *folder.glob("*.mp3"))
    lengths = {path.name: _decoded_length(path) for path in made}
    if len(lengths) != 5 or max(lengths.values()) - min(lengths.values()) > APART:
        raise SystemExit(f"not the same programme: {lengths}")
    return max(lengths.values())


def _decoded_length(path: Path) -> float:
    """Count what is decoded at 1000 samples a second: a header may say anything."""
    samples = subprocess.run(
        [
            "ffmpeg",
            "-v",
            "error",
            "-xerror",
            "-i",
            str(path),
            "-ac",
            "1",
            "-ar",
            "1000",
            "-f",
            "u8",
            "-",
        ],
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return len(samples) / 1000
