"""A Liquidsoap script that plays a station's airings at their moments and logs what it played.

Moments are kept as UNIX time, so neither the machine's zone nor midnight matters. Titles stand in
a table of the script, never in a URI; of a text nothing is run, for ``#{`` is cut in two.
The script is read by Liquidsoap 2.1.3 (Debian 12) and later.
"""

from __future__ import annotations

from collections.abc import Sequence

from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring

OUTPUTS = {
    "alsa": "output.alsa(radio)",
    "pulseaudio": "output.pulseaudio(radio)",
    "ao": "output.ao(radio)",
    "dummy": "output.dummy(radio)",
}
"""Where the sound goes, by the names an outlet may say."""
GRACE = 10
"""Seconds after its moment within which an airing still begins, where the machine came late."""

_SCRIPT = """\
# radioprog {station}
# Chạy trong thư mục này: liquidsoap {station}.liq
# RADIOPROG_SOUNDS: thư mục tệp tiếng · RADIOPROG_ASRUN: nhật ký đã phát (JSON, mỗi dòng một buổi)
%ifversion >= 2.5
settings.source.composition.max_fade := 0.
%endif
rp_sounds = list.assoc(default="{sounds}", "RADIOPROG_SOUNDS", environment())
rp_asrun = list.assoc(default="{station}.as-run.jsonl", "RADIOPROG_ASRUN", environment())

# (moment, id, file, seconds, title)
rp_airings = [
{rows}
]

def rp_two(n) = if n < 10 then "0#{{n}}" else "#{{n}}" end end
def rp_now() =
  t = time.utc(time())
  day = "#{{t.year}}-#{{rp_two(t.month)}}-#{{rp_two(t.day)}}"
  "#{{day}}T#{{rp_two(t.hour)}}:#{{rp_two(t.min)}}:#{{rp_two(t.sec)}}Z"
end

rp_queue = request.queue(id="rp")

# What began to play, a line of JSON each.
def rp_played(m) =
  def rp_tell(airing) =
    let (_, id, name, length, title) = airing
    if id == m["rp_airing"] then
      said = {{at=rp_now(), rp_airing=id, title=title, file=name, duration=length}}
      line = json.stringify(compact=true, said)
      file.write(data="#{{line}}\\n", append=true, rp_asrun)
    end
  end
  list.iter(rp_tell, rp_airings)
end
rp_queue.on_track(rp_played)

%ifversion >= 2.5
radio = fallback([rp_queue.{{track_sensitive = getter(false)}}, blank()])
%else
radio = fallback(track_sensitive=false, [rp_queue, blank()])
%endif

# Each airing begins at its moment, and ends what still plays.
rp_waiting = ref(rp_airings)
def rec rp_tick() =
  waiting = !rp_waiting
  if list.length(waiting) > 0 then
    let (at, id, name, _, _) = list.hd(default=(0., "", "", 0., ""), waiting)
    if time() >= at then
      rp_waiting := list.tl(waiting)
      if time() < at + {grace}. then
        busy = rp_queue.is_ready()
        ignore(rp_queue.push.uri("annotate:rp_airing=\\"#{{id}}\\":#{{rp_sounds}}/#{{name}}"))
        if busy then rp_queue.skip() end
      end
      rp_tick()
    end
  end
end
thread.run(every=0.2, rp_tick)

{output}
"""
_NOTHING = '  (0., "", "", 0., "")'
"""Keeps the list's type where nothing is on air."""


def script(
    station: str, airings: Sequence[tuple[OutgoingAiring, str]], *, sounds: str, output: str
) -> str:
    """Write a station's script; ``airings`` are those with a sound, each with its file's name.

    ``sounds`` is the folder of the files where Liquidsoap runs, ``output`` one of `OUTPUTS`.
    """
    rows = ",\n".join(_row(airing, file) for airing, file in airings)
    return _SCRIPT.format(
        station=station,
        sounds=quoted(sounds)[1:-1],
        rows=rows or _NOTHING,
        grace=GRACE,
        output=OUTPUTS[output],
    )


def _row(airing: OutgoingAiring, file: str) -> str:
    length = airing.sound.duration if airing.sound else 0.0
    moment = f"{int(airing.start.timestamp())}."
    title = quoted(airing.named("vi"))
    return f'  ({moment}, "{airing.id}", "{file}", {length:.3f}, {title})'


def quoted(text: str) -> str:
    r"""Write a string of Liquidsoap: quotes and backslashes escaped, ``#{`` never together.

    >>> print(quoted('a "b" \\ #{c}'))
    "a \"b\" \\ #"^"{c}"
    """
    escaped = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.replace("#{", '#"^"{')
