"""Playout systems: the log of Rivendell, and what AzuraCast and LibreTime are told.

For the two latter these are lists to be carried out by their interface or by hand; nothing is
sent from here. And a Liquidsoap script (2.1.3 or later) that plays a station's airings at their
moments and logs what it played: moments are UNIX time, so neither the machine's zone nor midnight
matters; titles stand in a table of the script, never in a URI; of a text nothing is run, for
``#{`` is cut in two.
"""

from __future__ import annotations

import datetime as dt
import itertools
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from radioprog.kernel.canonical import document_json
from radioprog.kernel.text import one_line
from radioprog.publish.outgoing import OutgoingAiring

Row = tuple[OutgoingAiring, str]
CARTS = range(90_000, 100_000)
"""Numbers of carts that are given where none is set by data."""
_TITLE, _ID = 34, 32
_WEEKLY = 0
"""A show that is weekly until the day after its first is one show."""


def cart_numbers(programmes: Sequence[str], carts: range = CARTS) -> dict[str, int]:
    """Give each programme a cart of a range: by its name, so that others change nothing of it.

    >>> numbers = cart_numbers(["b", "a"])
    >>> numbers == cart_numbers(["a", "b"]) and len(set(numbers.values())) == 2
    True
    """
    taken: dict[int, str] = {}
    for name in sorted(set(programmes)):
        place = zlib.crc32(name.encode()) % len(carts)
        while carts[place] in taken and len(taken) < len(carts):
            place = (place + 1) % len(carts)
        taken[carts[place]] = name
    return {name: cart for cart, name in taken.items()}


def rivendell(airings: Sequence[OutgoingAiring], carts: Mapping[str, int]) -> bytes:
    """Write a day in Rivendell's standard form of import: columns that count characters.

    Hour, minute, second at 0, 3, 6; cart at 10; title at 25; length at 60; our id at 69; the
    transition at 102 and the kind of time at 108.
    """
    return "".join(_line(each, carts) for each in airings if each.sound).encode()


def _line(airing: OutgoingAiring, carts: Mapping[str, int]) -> str:
    length = round(airing.sound.duration) if airing.sound else 0
    title = one_line(airing.named("vi"))
    # What lies beyond the first plane counts as two there.
    title = "".join(char if ord(char) < 0x10000 else "?" for char in title)[:_TITLE]
    cells = (
        (0, f"{airing.start:%H:%M:%S}"),
        (10, f"{carts[airing.programme or '']:06d}"),
        (25, title),
        (60, f"{length // 3600:02d}:{length // 60 % 60:02d}:{length % 60:02d}"),
        (69, airing.id[:_ID]),
        (102, "PLAY"),
        (108, "HARD"),
    )
    line = ""
    for at, text in cells:
        line = line.ljust(at) + text
    return line + "\n"


def azuracast(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return AzuraCast's playlists: one for each programme and hour, with the dates it airs on.

    Times are whole numbers (530 is 5:30), days as in ISO; equal start and end play once.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        airing = row[0]
        groups.setdefault((f"{airing.start:%H%M}", row[1]), []).append(row)
    found = []
    for (clock, file), group in sorted(groups.items()):
        airing = group[0][0]
        at = int(clock)
        items = [
            {
                "start_time": at,
                "end_time": at,
                "days": sorted({day.isoweekday() for day in run}),
                "start_date": run[0].isoformat(),
                "end_date": run[-1].isoformat(),
                "loop_once": True,
            }
            for run in _runs([each.day for each, _ in group])
        ]
        found.append(
            {
                "name": f"rp {clock} {one_line(airing.named('vi'))}"[:200],
                "type": "default",
                "source": "songs",
                "order": "sequential",
                "is_enabled": True,
                "backend_options": ["interrupt"],
                "schedule_items": items,
                "files": [f"rp/{file}"],
                "airings": {each.day.isoformat(): each.id for each, _ in group},
            }
        )
    return found


def _runs(days: Sequence[dt.date]) -> list[list[dt.date]]:
    """Part dates into runs of days in succession."""
    runs: list[list[dt.date]] = []
    for day in sorted(set(days)):
        if runs and day - runs[-1][-1] == dt.timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def azuracast_imports(rows: Sequence[Row]) -> list[tuple[str, bytes]]:
    """Return the list to import into each playlist of `azuracast`, by the playlist's number."""
    return [
        (f"{number:03d}.m3u", "".join(f"{file}\n" for file in each["files"]).encode())
        for number, each in enumerate(azuracast(rows), 1)
    ]


def libretime(rows: Sequence[Row], zone: str) -> bytes:
    """Return LibreTime's shows, each with a playlist of its own that fills it (autoplaylist).

    Rows of its schedule itself are not written: its interface does not check them.
    """
    shows = [
        {
            "name": one_line(airing.named("vi"))[:255],
            "description": f"rp_airing={airing.id}",
            "has_autoplaylist": True,
            "autoplaylist_repeat": False,
            "show_day": {
                "first_show_on": airing.day.isoformat(),
                "last_show_on": (airing.day + dt.timedelta(days=1)).isoformat(),
                "start_time": f"{airing.start:%H:%M:%S}",
                "timezone": zone,
                "duration": _hours(airing.end - airing.start),
                "week_day": airing.day.weekday(),
                "repeat_kind": _WEEKLY,
            },
            "playlist": {"name": f"rp {airing.id}", "files": [file]},
        }
        for airing, file in rows
    ]
    uploads = sorted({file for _, file in rows})
    return document_json({"timezone": zone, "uploads": uploads, "shows": shows})


def _hours(length: dt.timedelta) -> str:
    seconds = int(length.total_seconds())
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def days_of(rows: Sequence[OutgoingAiring]) -> list[tuple[dt.date, tuple[OutgoingAiring, ...]]]:
    """Part airings by the day on which they begin."""
    return [
        (day, tuple(group)) for day, group in itertools.groupby(rows, key=lambda each: each.day)
    ]


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
