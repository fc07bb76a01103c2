"""The whole way from script to delivery against a bare encode of the finished mix."""

from __future__ import annotations

from benchmarks.harness import Contestant, Plan, Section, alternate, compared
from benchmarks.workspace import bulletin, finished_mix, forget, radioprog

BARE = "FFmpeg, bare encode of the finished mix"


def section(plan: Plan) -> Section:
    """Build a bulletin with its speech kept, and from nothing."""
    minutes = 2 if plan.quick else 15
    folder = plan.folder / f"building-{minutes}"
    bulletin(folder, minutes)
    mix = finished_mix(folder)
    build = radioprog("build", "--force", "--deliver", "station", "-C", str(folder))
    contestants = [
        Contestant(
            BARE,
            [
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-i",
                str(mix),
                "-ac",
                "1",
                "-ar",
                "44100",
                "-b:a",
                "64k",
                "-c:a",
                "libmp3lame",
                str(folder / "bare.mp3"),
            ],
        ),
        Contestant("radioprog build, speech cached", build),
        Contestant("radioprog build, cold cache", build, before=lambda: forget(folder)),
    ]
    return Section(
        "building",
        "A bulletin, from its script to a station's MP3",
        f"About {minutes} minutes: two voices of espeak-ng, a bed, a signature tune, a closing "
        "tune. Ours reads the script, speaks (or finds) each sentence, mixes, masters to -16 LUFS "
        "and -1 dBTP as decoded, decodes to prove it, tags, and writes transcript, captions, "
        "pictures and manifest. The bare encode makes an MP3 of the same form from the finished "
        "mix, by the same LAME at the same quality (3, its default), and nothing else.",
        compared(alternate(contestants, plan.times), ours=BARE, called="bare encode"),
    )
