"""A click track: what is planned is where it sounds, to the frame, through the real mix."""

from __future__ import annotations

import numpy as np

from radioprog.audio.mix import ArraySource, render
from radioprog.kernel.units import Seconds
from radioprog.programme.placing import place
from radioprog.programme.rundown import ItemKind
from radioprog.programme.sound import Cut
from radioprog.script.model import Heading, Pause, SoundCue
from tests.programme.fakes import at, cue, lay, say, script, sound, spoken, takes


def click(seconds: float, places: tuple[int, ...] = (0,)) -> ArraySource:
    frames = np.zeros((at(seconds), 1), np.float32)
    frames[list(places)] = 1.0
    return ArraySource(frames)


def test_every_click_is_found_where_it_was_planned() -> None:
    made = script(
        Heading("Một"),
        cue("jingle", "click.wav"),
        say("PTV nữ", "A. B."),
        cue("clip", "click.wav"),
        Pause(Seconds(0.377)),
        cue("sting", "click.wav"),
        Heading("Hai", twice=True),
        cue("clip", "click.wav", loops=3),
        say("PTV nam", "C."),
        cue("clip", "cut.wav", start=Seconds(0.25), end=Seconds(0.75)),
        cue("outro", "click.wav", loops=1),
        length=60.0,
    )
    said = spoken(made)
    known = {
        Cut.of(one): sound(1.0, None, one.file) for one in made.body if isinstance(one, SoundCue)
    }
    plan = lay(made, sounds=known, takes=takes(said))
    silence = ArraySource(np.zeros((at(2.0), 1), np.float32))
    sources = {f"u{number}": silence for number in range(len(said))}
    sources |= {"click.wav": click(1.0), "cut.wav": click(1.0, (at(0.5),))}
    mix = np.concatenate([block.copy() for block in render(place(plan).timeline, sources)])
    found = np.flatnonzero(np.abs(mix).max(axis=1) > 0.05)
    planned = []
    for item in plan.items:
        if item.cue is None:
            continue
        step = item.span - item.overlap
        first = item.start + (at(0.25) if item.cue.file == "cut.wav" else 0)
        planned += [first + number * step for number in range(item.cue.loops or 1)]
    assert found.tolist() == planned
    assert len(planned) == 12
    assert len(mix) == plan.length == at(60.0)
    assert [item.end for item in plan.items if item.kind is ItemKind.OUTRO] == [at(60.0)]
