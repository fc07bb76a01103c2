"""A small network and the shortest way from text to a timetable, for the tests of this room."""

from __future__ import annotations

import datetime as dt
import json

from radioprog.publish.calendars.schedule_json import schedule_json
from radioprog.schedule.airings.assignments import assign
from radioprog.schedule.airings.fill import ProgrammeEntry, ProgrammeFilling
from radioprog.schedule.airings.slot_check import slot_findings
from radioprog.schedule.conflicts.audit import Audit
from radioprog.schedule.conflicts.timetable import Planner, window_of
from radioprog.schedule.days.civil import CivilDay, ZoneClock, civil_day
from radioprog.schedule.plan.plan_file import parse_schedule
from radioprog.schedule.stations.station_list import parse_stations

STATIONS = """id,name,level,parent,languages,tags,profile,valid_from,valid_to,predecessors,lat,lon
qb,Tỉnh Quảng Bình,province,,vi,,,,,,,
minh-hoa,Huyện Minh Hóa,district,qb,,,,,2026-06-30,,,
dan-hoa,Xã Dân Hóa,commune,minh-hoa,vi bru,bien-gioi,,,2026-06-30,,17.71,105.77
cha-lo,Cụm thông tin cửa khẩu Cha Lo,post,dan-hoa,vi lo en,bien-gioi cua-khau,,,,,,
dan-hoa-moi,Xã Dân Hóa,commune,qb,,bien-gioi,,2026-07-01,,dan-hoa,,
"""


class Desk:
    """Text in, airings and findings out."""

    def __init__(
        self,
        plan: str,
        *,
        stations: str = STATIONS,
        zone: str = "Asia/Ho_Chi_Minh",
        episodes: tuple[ProgrammeEntry, ...] = (),
        first: str = "2026-03-01",
        days: int = 7,
        busy=None,
        approved_only: bool = False,
        since: CivilDay | None = None,
    ) -> None:
        self.network, self.station_findings = parse_stations(stations, file="stations.csv")
        self.plan, self.plan_findings = parse_schedule([("plan.yaml", plan)])
        self.window = window_of(civil_day(dt.date.fromisoformat(first)), days)
        filling = ProgrammeFilling(episodes, approved_only=approved_only, since=since)
        self.assignments = assign(self.network, self.plan, filling, busy=busy)
        self.clock = ZoneClock(zone)
        self.planner = Planner(self.assignments, self.clock)

    @property
    def loaded(self):
        checked = slot_findings(self.assignments, self.network, self.window)
        own = (*self.station_findings, *self.plan_findings, *self.assignments.findings)
        return [*own, *checked]

    def airings(self, station: str | None = None):
        """Give the airings as users get them: out of the JSON of ``schedule``."""
        plans = self.planner.by_station(self.window)
        document = json.loads("".join(schedule_json(plans, list, self.clock)))
        return [each for each in document["airings"] if station in (None, each["station"])]

    def times(self, station: str, slot: str | None = None):
        return [
            (each["start"][:16], each["kind"], each["status"])
            for each in self.airings(station)
            if slot in (None, each["slot"])
        ]

    def audit(self) -> Audit:
        audit = Audit(self.planner)
        for plan in self.planner.plans(self.window):
            audit.add(plan)
        return audit

    def codes(self):
        return [each.code for each in [*self.loaded, *self.audit().findings()]]
