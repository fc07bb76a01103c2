"""A walk over the pages: every button leads to a use case, every use case is a verb's as well."""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import radioprog.web
from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from radioprog.web.calls import Action, PageRoute, actions, routes
from tests.studio.air.test_applying_by_name import PLAN, STATIONS
from tests.web.test_attacks import PEOPLE
from tests.web.visitor import Visitor, studio

STATIC = Path(radioprog.web.__file__).parent / "static"
VERBS = {
    "air.applying:apply_named": "air.schedule",
    "air.applying:change_airing": "air.schedule",
    "air.station_edit:set_station": "air.stations",
    "alerts.issuing:approve_alert": "outlets.alert",
    "alerts.issuing:end_alert": "outlets.alert",
    "alerts.issuing:new_alert": "outlets.alert",
    "alerts.issuing:update_alert": "outlets.alert",
    "build:build": "making.build",
    "clips:add_recording": "making.clips",
    "desk.access:password_holds": "record.people",
    "desk.access:set_password": "record.people",
    "desk.first_run:begin_workspace": "making.init",
    "desk.judging:Judge.judge": "making.check",
    "editorial.drafting:import_document": "making.draft",
    "editorial.writing:new_script": "making.new",
    "editorial.writing:restore_script": "making.new",
    "editorial.writing:save_script": "making.new",
    "preview:hear_segment": "making.say",
    "publication.publishing:publish_all": "outlets.publish",
    "record.asrun:import_sent": "record.asrun",
    "record.deciding:decide": "record.approval",
    "record.reconcile:give_reason": "record.reason",
    "record.reconcile:write_proof": "record.proof",
    "say:hear_line": "making.say",
    "year.report:report": "record.report",
}
"""Each use case of the pages with the verb that is for the same in a terminal."""


class Buttons(HTMLParser):
    """What can be sent from a page: forms, files that are chosen or dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: set[str] = set()
        self.linked: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and said.get("method") == "post":
            self.sent.add(said["action"])
        elif tag == "a" and said.get("href", "").startswith("/"):
            self.linked.add(said["href"])
        self.sent |= {said[name] for name in ("data-to", "data-drop") if name in said}


def of_scripts() -> set[str]:
    """Return the addresses to which our scripts send."""
    text = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    return {*re.findall(r"(?:send|ask|hear)\(\s*[`'](/[a-z/-]+)", text)}


def matches(address: str, route: Action | PageRoute) -> bool:
    pattern = re.sub(r"\\\{\w+:path\\\}", ".+", re.escape(route.path).replace("\\:", ":"))
    pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", pattern)
    return re.fullmatch(pattern, address.partition("?")[0]) is not None


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[set[str], set[str]]]:
    """Follow every link from the first page to the last, and keep what could be pressed."""
    with studio(tmp_path_factory.mktemp("walk")) as (server, home):
        (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
        (home / "schedules").mkdir()
        (home / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
        plan = PLAN.replace("2026-11-01", "2020-01-01")
        (home / "schedules/lich.yaml").write_text(plan, encoding="utf-8")
        build(Workspace.open(home))
        visitor = Visitor(server.address)
        visitor.get("/scripts")
        visitor.post("/sign-in", {"person": "lan"})
        visitor.get("/scripts")
        script = home / "scripts/ban-tin.md"
        sent: set[str] = set()
        waiting, seen = ["/"], set[str]()
        sha256 = hashlib.sha256(script.read_bytes()).hexdigest()
        text = script.read_text(encoding="utf-8").replace("đẹp", "gắt")
        visitor.post("/save/ban-tin", {"text": text, "sha256": sha256})
        kinds: list[tuple[str, ...]] = []
        while waiting:
            path = waiting.pop(0)
            place, _, query = path.partition("#")[0].partition("?")
            kind = (place, *re.findall(r"(\w+)=", query))
            most = 3 if place.startswith("/versions") else 1
            if kinds.count(kind) >= most:  # another week is the same page
                continue
            kinds.append(kind)
            seen.add(path)
            reply = visitor.get(path)
            assert reply.status == 200, (path, reply.text[-400:])
            if not reply.headers["content-type"].startswith("text/html") or "/made/" in path:
                continue
            found = Buttons()
            found.feed(reply.text)
            sent |= found.sent
            waiting += sorted(found.linked)
        yield sent | of_scripts(), seen


def test_every_button_of_every_page_is_an_action(walked: tuple[set[str], set[str]]) -> None:
    sent, _ = walked
    known = [*routes()]
    strays = [
        each for each in sent if not any(matches(each, r) or matches(f"{each}x", r) for r in known)
    ]
    assert [each for each in strays if each != "/sign-out"] == []


@pytest.mark.parametrize("action", list(actions()), ids=lambda each: each.path)
def test_every_action_has_its_button(walked: tuple[set[str], set[str]], action: Action) -> None:
    if action.path in ("/first-run", "/record/reason", "/alert/approve"):
        return  # shown where there is something of the kind
    if action.path in ("/schedule/choose", "/alert/end", "/alert/update"):
        return  # pressed in Chromium
    beginning = action.path.partition("{")[0]
    assert any(matches(each, action) or each == beginning for each in walked[0]), action.path


def test_every_page_can_be_reached(walked: tuple[set[str], set[str]]) -> None:
    asked = {"/first-run", "/sign-in", "/jobs/{id}", "/heard/{name}", "/here/{name:path}"}
    asked |= {"/assets", "/asset/{name:path}", "/shape/{name:path}"}  # asked for by scripts
    asked |= {"/record/proof/{name}", "/record/report/{name}", "/calendar/{name}"}  # once made
    known = [each for each in routes() if isinstance(each, PageRoute) and each.path not in asked]
    assert [each.path for each in known if not any(matches(p, each) for p in walked[1])] == []


@pytest.mark.parametrize("action", list(actions()), ids=lambda each: each.path)
def test_every_action_has_its_verb(action: Action) -> None:
    verb = VERBS[action.use_case.removeprefix("radioprog.studio.")]
    assert callable(importlib.import_module(f"radioprog.cli.{verb}").command)
    assert action.function.__doc__
