"""Measuring an hour: loudness, range and true peak, by us and by the usual tools."""

from __future__ import annotations

import subprocess
from pathlib import Path

from benchmarks.harness import Contestant, Plan, Section, alternate, compared, python

OURS = "radioprog measure"
_LIBEBUR128 = """
import sys, soundfile, pyebur128 as e
m = e.MeasurementMode
with soundfile.SoundFile(sys.argv[1]) as f:
    s = e.R128State(f.channels, f.samplerate, m.MODE_I | m.MODE_LRA | m.MODE_TRUE_PEAK)
    for block in f.blocks(48000, dtype="float32", always_2d=True):
        s.add_frames(block.reshape(-1), len(block))
print(e.get_loudness_global(s), e.get_loudness_range(s), e.get_true_peak(s, 0))
"""
_PYLOUDNORM = """
import sys, soundfile, pyloudnorm
data, rate = soundfile.read(sys.argv[1])
print(pyloudnorm.Meter(rate).integrated_loudness(data))
"""
_MEASURE = """
import sys
from pathlib import Path
from radioprog.audio.measure import measure
print(measure(Path(sys.argv[1])).to_json())
"""
ABOUT = """
One hour of speech-like stereo sound, 48 kHz, FLAC. Ours gives integrated loudness, range, true
peak, the highest momentary and short-term loudness every 10 ms, silences, clipping, phase, DC and
the file's SHA-256, and decodes in a walled process beside; FFmpeg's `ebur128` gives integrated
loudness, range and true peak, its momentary loudness every 100 ms; libebur128 (pyebur128) the same
three without momentary and short-term; pyloudnorm integrated loudness only; it needs
the whole file in memory, so it gets a sixth of the hour, and its row is for that sixth.
"""


def section(plan: Plan) -> Section:
    """Measure the measurers."""
    minutes = 3.0 if plan.quick else 60.0
    hour, part = plan.folder / f"{minutes:g}.flac", plan.folder / f"{minutes / 6:g}.flac"
    for path, length in ((hour, minutes), (part, minutes / 6)):
        if not path.exists():
            material = python("-m", "benchmarks.material", str(path), str(length))
            subprocess.run(material, check=True)
    contestants = [
        Contestant(OURS, python("-c", _MEASURE, str(hour))),
        Contestant("ffmpeg ebur128=peak=true", _ffmpeg(hour)),
        Contestant("libebur128, I + LRA + TP", python("-c", _LIBEBUR128, str(hour))),
        Contestant("pyloudnorm, I only, a sixth", python("-c", _PYLOUDNORM, str(part))),
    ]
    table = compared(alternate(contestants, plan.times), ours=OURS)
    return Section("measure", "Measuring an hour of sound", ABOUT, table)


def _ffmpeg(path: Path) -> list[str]:
    return ["ffmpeg", "-v", "error", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"]
