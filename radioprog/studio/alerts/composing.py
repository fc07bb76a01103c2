"""What an alert is to say: the message that an order means, and the words that are spoken.

Everything that cannot be meant is refused here, before anything is written. No clock and no disk
but the lists of stations and hazards.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from radioprog.kernel.errors import ContentError, UsageError
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import ascii_name, fold, one_line
from radioprog.kernel.times import parse_duration, plain_marks
from radioprog.schedule.days.civil import ZoneClock, civil_day, datetime_of, moment, span_text
from radioprog.schedule.plan.alerts import LONGEST_TEXT, AlertKind, AlertMessage
from radioprog.schedule.plan.hazards import LEVELS, Hazard, hazard_of, level_called
from radioprog.schedule.plan.kinds import parse_move
from radioprog.schedule.stations.selector import Selector
from radioprog.schedule.stations.station import Network
from radioprog.script.draft.announcement import Announcement, paragraphs_of, plain_line
from radioprog.studio.air.alerts import FOLDER, IssuedMessage, read_hazards
from radioprog.studio.air.schedule_folder import all_stations
from radioprog.studio.alerts import findings as says
from radioprog.studio.approval.gate import refuse_errors
from radioprog.studio.workspace import Workspace

LONGEST_DAYS = 10
"""An alert holds so many days at most; who needs more updates it."""
_LONGEST_TITLE = 90
_NAMED_STATIONS = 6
_CLOCK_FIRST = re.compile(r"(\S+(?: giờ(?: \d+)?)?),?\s+(?:ngày\s+)?(\d\S+[/.-]\S+)")
_SENTENCE = re.compile(r"(?<=[.!?…])\s")


@dataclass(frozen=True, slots=True)
class AlertOrder:
    """What is to be issued: the text, for whom, how grave, until when, by whom.

    ``level`` and ``until`` as people write them; ``hazard`` is found by the text's words where it
    is not given, ``title`` is the text's first sentence. What an update leaves out stays.
    """

    text: str = ""
    stations: str = ""
    level: str = ""
    until: str | dt.datetime | None = None
    by: str = ""
    hazard: str = ""
    title: str = ""
    english: str = ""
    exercise: bool = False


def when_text(when: dt.datetime) -> str:
    """Write a moment as it stands in a notice.

    >>> when_text(dt.datetime(2026, 12, 3, 7, 5))
    '07:05 3/12/2026'
    """
    return f"{when:%H:%M} {when.day}/{when.month}/{when.year}"


class AlertComposer:
    """Makes messages of orders; everything that cannot be meant is refused here."""

    def __init__(self, workspace: Workspace, now: dt.datetime) -> None:
        """Read the stations and the hazards of a workspace; ``now`` is in its zone."""
        self.workspace = workspace
        self.now = now
        self.hazards: Mapping[str, Hazard]
        self.network: Network
        self.hazards, found = read_hazards(workspace)
        refuse_errors(found)
        self.network, found = all_stations(workspace)
        refuse_errors(found)

    def new(self, order: AlertOrder) -> tuple[AlertMessage, list[Finding]]:
        """Return the first message of an alert, and what is to be told of it."""
        text = self._text(order.text)
        told: list[Finding] = []
        hazard = self._hazard(order.hazard, text, told)
        level, until = self._level(order.level), self._until(order.until)
        stations = self._stations(order.stations)
        said = (text, stations.text, level, hazard, until.isoformat(), order.exercise)
        mark = hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:6]
        kind = f"{'dien-tap-' * order.exercise}{ascii_name(hazard, 'tin', longest=16)}"
        id_ = f"{kind}-{self.now:%Y%m%d-%H%M}-{mark}"
        message = AlertMessage(
            id=id_,
            kind=AlertKind.NEW,
            alert=id_,
            title=_title(order.title, text, AlertKind.NEW, exercise=order.exercise),
            text=text,
            hazard=hazard,
            level=level,
            stations=stations,
            issued=self.now,
            until=until,
            every=self.hazards[hazard].every,
            script=f"{FOLDER}/{id_}",
            by=order.by,
            exercise=order.exercise,
            english=plain_line(order.english),
        )
        return message, told

    def following(
        self, order: AlertOrder, chain: Sequence[IssuedMessage], kind: AlertKind
    ) -> tuple[AlertMessage, list[Finding]]:
        """Return the message that follows an alert's last one."""
        last = chain[-1].message
        id_ = f"{last.alert}-{len(chain) + 1}"
        told: list[Finding] = []
        text = self._text(order.text) if order.text.strip() else last.text
        if kind is AlertKind.END and not order.text.strip():
            text = self._over(last)
        hazard = self._hazard(order.hazard, text, told) if order.hazard else last.hazard
        until = last.until if order.until is None else self._until(order.until)
        message = replace(
            last,
            id=id_,
            kind=kind,
            of=last.id,
            title=_title(
                order.title or _bare(chain[0].message.title if not order.text else ""),
                text,
                kind,
                exercise=last.exercise,
            ),
            text=text,
            hazard=hazard,
            level=self._level(order.level) if order.level else last.level,
            stations=self._stations(order.stations) if order.stations else last.stations,
            issued=self.now,
            until=until,
            every=self.hazards[hazard].every if hazard in self.hazards else last.every,
            script=f"{FOLDER}/{id_}",
            by=order.by,
            english=plain_line(order.english) if order.english or order.text else last.english,
        )
        return message, told

    def says_the_same(self, order: AlertOrder, chain: Sequence[IssuedMessage]) -> bool:
        """Tell whether an order is the one that an alert's last message was made of."""
        last = chain[-1].message
        if len(chain) < 2:
            return False
        if last.kind is AlertKind.END and not order.text:
            return True
        if last.until <= self.now:
            return False
        wanted, _ = self.following(order, chain[:-1], last.kind)
        return replace(wanted, issued=last.issued, by=last.by) == last

    def _over(self, last: AlertMessage) -> str:
        issued = last.issued.astimezone(self.now.tzinfo)
        return (
            f"Tin phát hành lúc {_spoken(issued)} đã hết hiệu lực. "
            f"Nội dung tin ấy là: {_bare(last.title).rstrip('.')}."
        )

    def _text(self, text: str) -> str:
        paragraphs = paragraphs_of(text)
        if not any(any(char.isalnum() for char in each) for each in paragraphs):
            raise UsageError(says.NOTHING_SAID())
        whole = "\n".join(paragraphs)
        if len(whole) > LONGEST_TEXT:
            raise UsageError(says.TOO_MUCH_SAID(count=len(whole), most=LONGEST_TEXT))
        return whole

    def _hazard(self, given: str, text: str, told: list[Finding]) -> str:
        known = self.hazards
        if given:
            names = {
                fold(word): each.id for each in known.values() for word in (each.id, each.name)
            }
            if fold(given) in names:
                return names[fold(given)]
            listed = says.SEE_HAZARDS.filled(names=list(known))
            suggestion = did_you_mean(given, [*known], listed)
            raise UsageError(says.UNKNOWN_HAZARD(name=one_line(given), suggestion=suggestion))
        found = known[hazard_of(text, known.values())]
        every = span_text(found.every)
        names_of = [each for each in known if each != found.id]
        told.append(says.GUESSED_HAZARD(name=found.name, every=every, names=names_of))
        return found.id

    def _level(self, given: str) -> str:
        level = level_called(given)
        if level is None:
            raise UsageError(says.BAD_LEVEL(written=one_line(given)[:40]))
        return level

    def _until(self, given: str | dt.datetime | None) -> dt.datetime:
        if given is None or (isinstance(given, str) and not given.strip()):
            raise UsageError(says.NO_UNTIL())
        until = given if isinstance(given, dt.datetime) else self._moment(given)
        if until.tzinfo is None:
            until = until.replace(tzinfo=self.now.tzinfo)
        until = until.astimezone(self.now.tzinfo).replace(microsecond=0)
        if until <= self.now:
            told = says.ENDS_IN_THE_PAST(until=when_text(until), now=when_text(self.now))
            raise ContentError(told)
        days = (until - self.now) / dt.timedelta(days=1)
        if days > LONGEST_DAYS:
            raise ContentError(says.TOO_LONG_IN_FORCE(days=round(days), most=LONGEST_DAYS))
        return until

    def _moment(self, given: str) -> dt.datetime:
        """Read a moment: ISO text, a date and a time in any order, a time of today, ``+6h``."""
        plain = plain_marks(given)
        if plain.startswith("+"):
            length = parse_duration(plain[1:].strip())
            if length:
                return self.now + dt.timedelta(seconds=length)
        try:
            found = dt.datetime.fromisoformat(plain)
            if re.search(r"\d:\d", plain):
                return found
        except ValueError:
            pass
        words = re.sub(r"^(đến|lúc)\s+", "", plain, flags=re.IGNORECASE)
        clock_first = re.fullmatch(
            r"(\S+(?: giờ(?: \d+)?)?),?\s+(?:ngày\s+)?(\d\S+[/.-]\S+)", words
        )
        move = parse_move(words) or (
            parse_move(f"{clock_first[2]} {clock_first[1]}") if clock_first else None
        )
        if move is None:
            raise UsageError(says.BAD_UNTIL(written=one_line(given)[:40]))
        date = move.date or self.now.date()
        return datetime_of(moment(civil_day(date), move.at)).replace(tzinfo=self.now.tzinfo)

    def _stations(self, given: str) -> Selector:
        selector = Selector(one_line(given), Place("--stations"))
        chosen, found = selector.choose(self.network)
        refuse_errors(found)
        day = civil_day(self.now.date())
        if not any(self.network[each].is_valid(day) for each in chosen):
            raise ContentError(says.NO_STATIONS_CHOSEN(written=selector.text[:80]))
        return selector


_TITLES = {
    (AlertKind.NEW, False): "KHẨN CẤP: ",
    (AlertKind.NEW, True): "DIỄN TẬP: ",
    (AlertKind.UPDATE, False): "KHẨN CẤP (cập nhật): ",
    (AlertKind.UPDATE, True): "DIỄN TẬP (cập nhật): ",
    (AlertKind.END, False): "HẾT HIỆU LỰC: ",
    (AlertKind.END, True): "DIỄN TẬP, HẾT HIỆU LỰC: ",
}


def _title(given: str, text: str, kind: AlertKind, *, exercise: bool) -> str:
    """Return a message's title: what it is, then the first sentence in brief."""
    words = plain_line(given) or _SENTENCE.split(one_line(text), maxsplit=1)[0].rstrip(" .")
    if len(words) > _LONGEST_TITLE:
        words = words[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return _TITLES[kind, exercise] + words


def _bare(title: str) -> str:
    """Return a title without what it is."""
    for head in sorted(_TITLES.values(), key=len, reverse=True):
        if title.startswith(head):
            return title.removeprefix(head)
    return title


def _spoken(when: dt.datetime) -> str:
    minutes = f" {when.minute} phút" if when.minute else ""
    return f"{when.hour} giờ{minutes}, ngày {when.day}/{when.month}/{when.year}"


_OPENINGS = {
    AlertKind.NEW: "Đây là tin khẩn cấp{by}.",
    AlertKind.UPDATE: "Đây là tin khẩn cấp cập nhật{by}, thay cho tin trước.",
    AlertKind.END: "Đây là tin báo hết hiệu lực{by}.",
}
_EXERCISE = "Đây là diễn tập, không phải tin thật. Xin nhắc lại: đây là diễn tập."


def announcement_of(workspace: Workspace, message: AlertMessage) -> Announcement:
    """Return what is spoken of a message; an exercise says so first and last."""
    zone = ZoneClock(workspace.timezone).zone
    organisation = one_line(workspace.organisation or "")
    by = f" của {organisation}" if organisation else ""
    level = LEVELS[message.level].name.to("vi") if message.level != "emergency" else ""
    over = message.kind is AlertKind.END
    opening = _OPENINGS[message.kind].replace("{by}", by)
    if message.exercise:
        opening = opening.replace("tin khẩn cấp", "tin diễn tập khẩn cấp")
    network, _ = all_stations(workspace)
    ids = sorted(message.stations.choose(network)[0])
    names = [one_line(network[each].name) for each in ids[:_NAMED_STATIONS]]
    area = ", ".join(names) if len(ids) <= _NAMED_STATIONS else f"{len(ids)} địa phương"
    until = _spoken(message.until.astimezone(zone))
    values = {
        "title": message.title,
        "opening": opening,
        "level": "" if over or not level else f"Mức: {level}.",
        "issued": f"Tin phát hành lúc {_spoken(message.issued.astimezone(zone))}.",
        "validity": "" if over else f"Tin có hiệu lực đến {until}.",
        "area": area,
        "organisation": organisation,
    }
    around = _EXERCISE if message.exercise else ""
    paragraphs = tuple(message.text.split("\n"))
    return Announcement(values, paragraphs, around, lambda name: _has_asset(workspace, name))


def _has_asset(workspace: Workspace, name: str) -> bool:
    try:
        return (workspace.assets / name).is_file()
    except (OSError, ValueError):
        return False
