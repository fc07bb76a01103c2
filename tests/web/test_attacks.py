"""Attacks on the studio, each of them counted: not one may change, read or run what is not its own.

They are sent as bytes where a well-kept client would refuse to, to two servers that stand for all:
one for this machine alone, and one that others reach by password.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import socket
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

import argon2
import pytest

from radioprog.studio.desk import access
from radioprog.studio.desk.access import ALLOWED, is_allowed, set_password
from radioprog.studio.workspace import Workspace
from radioprog.web import gateway
from radioprog.web.calls import Action, PageRoute, actions, pages
from radioprog.web.gateway import studio_gateway
from radioprog.web.guard import Allowance
from radioprog.web.server import listen
from tests.studio.air.test_applying_by_name import PLAN, STATIONS
from tests.studio.workspace import make_workspace
from tests.web.visitor import PASSWORD, Visitor

SECRET = "BÍ MẬT 9137"
PEOPLE = """\
mã,họ tên,chức vụ,vai trò
lan,Trần Thị Lan,Trưởng phòng,"trưởng"
tri,Hồ Trí,Quản trị,quản trị
bien,Đỗ Biên,Biên tập,biên tập
hung,Lê Văn Hùng,Phóng viên,phóng viên
mai,Ngô Mai,Cán bộ,cán bộ
"""
ROLE_OF = {"lan": "chief", "tri": "admin", "bien": "editor", "hung": "producer", "mai": "officer"}
SAVE = "/save/ban-tin"


@dataclass
class Target:
    """A studio under attack: where it is, its folder, and who is signed in there."""

    address: str
    home: Path
    gateway: gateway.Gateway
    people: dict[str, Visitor]

    @property
    def place(self) -> tuple[str, int]:
        host, _, port = self.address.removeprefix("http://").strip("/").partition(":")
        return host, int(port)

    def state(self) -> dict[str, str]:
        """Return the hash of everything but caches and what sessions keep."""
        return {
            path.relative_to(self.home.parent).as_posix(): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in self.home.parent.rglob("*")
            if path.is_file() and not {".radioprog", "sessions.json"} & set(path.parts)
        }

    def send(self, data: bytes, *, wait: float = 5.0) -> bytes:
        """Send bytes as they are, and return all that comes back until the line is closed."""
        got = b""
        with socket.create_connection(self.place, wait) as line:
            line.sendall(data)
            line.settimeout(wait)
            try:
                while piece := line.recv(1 << 16):
                    got += piece
            except (TimeoutError, ConnectionError):
                pass
        return got


def built(folder: Path, host: str) -> Path:
    home = make_workspace(folder / "w")
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (home / "schedules").mkdir()
    (home / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
    (home / "schedules/lich.yaml").write_text(PLAN, encoding="utf-8")
    if host == "0.0.0.0":
        with pytest.MonkeyPatch.context() as quick:
            # What argon2 costs is looked at elsewhere; a hash says itself how it was made.
            cheap = argon2.PasswordHasher(time_cost=1, memory_cost=64)
            quick.setattr(access, "_hasher", lambda: cheap)
            for person in ROLE_OF:
                set_password(Workspace.open(home), person, PASSWORD)
    return home


def under_attack(folder: Path, host: str) -> Iterator[Target]:
    home = built(folder, host)
    door = studio_gateway(home, host=host)
    with listen(door.app(), door.services, host=host, port=0) as server:
        # Counting is looked at on its own: here each attack is to be judged by what it is.
        door.requests = Allowance(burst=1e9, each_second=1e9, clock=time.monotonic)
        server.start()
        address = server.address.replace("0.0.0.0", "127.0.0.1")
        people = {}
        for person in ROLE_OF:
            visitor = people[person] = Visitor(address)
            if host == "0.0.0.0":
                visitor.sign_in(person)
            visitor.get("/scripts")
        yield Target(address, home, door, people)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    yield from under_attack(tmp_path_factory.mktemp("local"), "127.0.0.1")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    yield from under_attack(tmp_path_factory.mktemp("shared"), "0.0.0.0")


def fields(target: Target, action: Action) -> dict[str, str]:
    """Fill in a form as it would do harm, were it let in."""
    script = target.home / "scripts/ban-tin.md"
    sha256 = hashlib.sha256(script.read_bytes()).hexdigest()
    return {
        "text": "---\ntitle: đã bị đổi\n---\n",
        "sha256": sha256,
        "based_on": sha256,
        "act": "approved",
        "title": "Bị viết thêm",
        "slot": "sang",
        "day": "2026-12-01",
        "cancel": "bị hủy",
        "person": "tri",
        "password": "mật khẩu của kẻ lạ",
        "station": "xa",
        "stations": "all",
        "id": "xa",
        "name": "Bị đổi tên",
        "level": "3",
        "until": "2099-01-01T00:00",
        "kind": "real",
        "month": "2026-11",
        "airing": "x",
        "code": "power",
        "role": "admin",
        "roles": "admin",
        "by": "tri",
        "is_admin": "yes",
        "period": "year",
        "year": "2026",
    }


def address_of(action: Action) -> str:
    path = re.sub(r"\{name(:path)?\}", "ban-tin", action.path)
    return path + ("?name=a.wav" if action.takes_file else "")


CHANGING = [each for each in actions() if each.path not in ("/sign-in", "/first-run")]
by_path = pytest.mark.parametrize("action", CHANGING, ids=lambda each: each.path)

# --- forged by another page ---

FORGED = {
    "no token": {"X_CSRF_Token": None},
    "a guessed token": {"X_CSRF_Token": "0" * 64},
    "a foreign origin": {"Origin": "http://evil.example"},
    "a foreign port": {"Origin": "http://127.0.0.1:1"},
    "no origin at all": {"Origin": "null"},
    "another site": {"Sec_Fetch_Site": "cross-site"},
    "a foreign cookie": {"Cookie": "radioprog=" + "a" * 43},
}


@by_path
@pytest.mark.parametrize("how", FORGED)
def test_an_action_forged_elsewhere(local: Target, action: Action, how: str) -> None:
    before = local.state()
    reply = local.people["lan"].post(address_of(action), fields(local, action), **FORGED[how])
    assert reply.status == 403
    assert local.state() == before


@by_path
def test_an_action_with_the_token_of_somebody_else(shared: Target, action: Action) -> None:
    before, other = shared.state(), shared.people["hung"].csrf
    reply = shared.people["tri"].post(
        address_of(action), fields(shared, action), X_CSRF_Token=other
    )
    assert reply.status == 403 and shared.state() == before


@by_path
def test_an_action_asked_for_as_a_page(local: Target, action: Action) -> None:
    before, visitor = local.state(), local.people["lan"]
    address = address_of(action)
    query = urlencode({**fields(local, action), "csrf": visitor.csrf})
    address += ("&" if "?" in address else "?") + query
    shown = {each.path for each in pages()}
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        reply = visitor.ask(method, address, X_HTTP_Method_Override="POST")
        assert reply.status >= 400 or (method in ("GET", "HEAD") and action.path in shown)
    assert local.state() == before


# --- without a right to it ---


@by_path
def test_an_action_of_nobody(shared: Target, action: Action) -> None:
    before, stranger = shared.state(), Visitor(shared.address)
    stranger.get("/sign-in")
    assert stranger.post(address_of(action), fields(shared, action)).status == 401
    assert shared.state() == before


@pytest.mark.parametrize(
    "page", [each for each in pages() if each.path != "/sign-in"], ids=lambda each: each.path
)
def test_a_page_shown_to_nobody(shared: Target, page: PageRoute) -> None:
    path = re.sub(r"\{\w+(:path)?\}", "ban-tin", page.path)
    reply = Visitor(shared.address).get(path)
    assert reply.status == 303 and reply.headers["location"].startswith("/sign-in")
    assert "Bản tin" not in reply.text
    told = Visitor(shared.address).get(path, Accept="application/json")
    assert told.status == 401


ESCALATIONS = [
    (person, action)
    for person, role in ROLE_OF.items()
    for action in CHANGING
    if not is_allowed({role}, action.permission)
]


@pytest.mark.parametrize(
    ("person", "action"), ESCALATIONS, ids=[f"{who}-{what.path}" for who, what in ESCALATIONS]
)
def test_an_action_beyond_a_role(shared: Target, person: str, action: Action) -> None:
    before, visitor = shared.state(), shared.people[person]
    reply = visitor.post(
        address_of(action),
        fields(shared, action),
        Cookie=f"radioprog={visitor.cookie}; role=admin; person=tri",
        X_Remote_User="tri",
    )
    assert reply.status == 403 and reply.codes == ["role-missing"]
    assert shared.state() == before


@pytest.mark.parametrize("person", ["bien", "hung", "mai", "tri"])
def test_a_verdict_in_the_name_of_another(shared: Target, person: str) -> None:
    visitor = shared.people[person]
    page = visitor.get("/programmes/ban-tin")
    sha256 = page.text.partition('name="sha256" value="')[2][:64]
    form = {"act": "approved", "sha256": sha256, "by": "lan", "person": "lan"}
    visitor.post("/decide/ban-tin", form)
    record = shared.home / "record/verdicts.jsonl"
    assert not record.exists() or '"by":"lan"' not in record.read_text(encoding="utf-8")


def test_somebody_seen_under_the_name_of_another(shared: Target) -> None:
    asked = urlencode({"window": "w1", "who": "Trần Thị Lan"})
    shared.people["hung"].get(f"/here/ban-tin?{asked}", Accept="application/json")
    seen = shared.people["bien"].get("/here/ban-tin?window=w2&who=x", Accept="application/json")
    assert seen.json["others"] == ["Lê Văn Hùng"]


# --- sessions ---

COOKIES = (
    "tri",
    "a" * 43,
    "A" * 42,
    "a" * 4000,
    "../../.studio/sessions.json",
    "null",
    "",
    "' OR 1=1 --",
    '{"person":"tri"}',
    hashlib.sha256(b"tri").hexdigest(),
    "a" * 43 + "; role=admin",
    "%00",
)


@pytest.mark.parametrize("cookie", COOKIES)
def test_a_made_up_session(shared: Target, cookie: str) -> None:
    reply = Visitor(shared.address, cookie=cookie).get("/people")
    assert reply.status == 303 and reply.headers["location"].startswith("/sign-in")


def test_a_session_fixed_before_signing_in(shared: Target) -> None:
    fixed = "F" * 43
    victim = Visitor(shared.address, cookie=fixed)
    victim.sign_in("hung")
    assert victim.cookie != fixed
    assert Visitor(shared.address, cookie=fixed).get("/").status == 303


def test_a_session_kept_after_signing_out(shared: Target) -> None:
    visitor = Visitor(shared.address)
    visitor.sign_in("mai")
    visitor.get("/")
    kept, csrf = visitor.cookie, visitor.csrf
    visitor.post("/sign-out")
    thief = Visitor(shared.address, kept, csrf)
    assert thief.get("/").status == 303
    assert thief.post("/record/reason", {"airing": "x", "code": "power"}).status == 401


def test_what_is_kept_of_sessions_opens_nothing(shared: Target) -> None:
    kept = json.loads((shared.home / ".studio/sessions.json").read_text())
    for name in (*kept, *(each["mark"] for each in kept.values())):
        assert Visitor(shared.address, cookie=name[:43]).get("/").status == 303


def test_somebody_signed_out_by_a_foreign_page(shared: Target) -> None:
    visitor = shared.people["mai"]
    assert visitor.post("/sign-out", Origin="http://evil.example").status == 403
    assert visitor.post("/sign-out", X_CSRF_Token="0").status == 403
    assert visitor.get("/scripts").status == 200


# --- ways out of the folder ---

NAMES = (
    "../secret.txt",
    "../../secret.txt",
    "..%2fsecret.txt",
    "..%2f..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "%2e%2e%2f%2e%2e%2fsecret.txt",
    "..%252f..%252fsecret.txt",
    "..\\..\\secret.txt",
    "..%5c..%5csecret.txt",
    "....//....//secret.txt",
    "..%c0%af..%c0%afsecret.txt",
    "..%ef%bc%8f..%ef%bc%8fsecret.txt",
    "%00/secret.txt",
    "ban-tin%00.txt",
    "/etc/passwd",
    "//etc/passwd",
    "%2fetc%2fpasswd",
    "file:%2f%2f%2fetc%2fpasswd",
    "C:%5cWindows%5cwin.ini",
    "%5c%5c127.0.0.1%5cshare",
    "../radioprog.yaml",
    "../people.csv",
    "..%2f.studio%2fpasswords.json",
    ".studio/key",
    "~root/.ssh/id_rsa",
    "%ff%fe",
    "ban-tin/../../people.csv",
    "CON",
    "ban-tin.md::$DATA",
    "ban-tin;.txt",
    "_mau",
    ".x",
    "a/../ban-tin",
    "ban-tin/",
    "ban-tin.md",
    "x" * 5000,
)
PLACES = tuple(
    each.path.partition("{")[0]
    for each in pages()
    if each.path.endswith(("{name}", "{name:path}", "{id}", "{file}"))
)


@pytest.mark.parametrize("name", NAMES)
def test_a_path_out_of_its_folder(local: Target, name: str) -> None:
    before, visitor = local.state(), local.people["lan"]
    for place in (*PLACES, "/made/ban-tin/", "/static/"):
        head = f"GET {place}{name} HTTP/1.1\r\nHost: 127.0.0.1:{local.place[1]}\r\n"
        got = local.send(head.encode() + b"Connection: close\r\n\r\n")
        status = int(got.split(b" ", 2)[1])
        assert 400 <= status < 500, (place, name, got[:300])
        assert SECRET.encode() not in got and b"root:" not in got and b"argon2" not in got
    for place in ("save", "versions", "build", "decide"):
        reply = visitor.post(f"/{place}/{name}", fields(local, CHANGING[0]))
        assert 400 <= reply.status < 500
    assert local.state() == before


LINKS = ("assets/out.wav", "scripts/out.md", "build/ban-tin/out.mp3", "build/proof/out.html")


@pytest.mark.parametrize("link", LINKS)
def test_a_link_that_leads_out(tmp_path_factory: pytest.TempPathFactory, local: Target, link: str):
    place = local.home / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(local.home.parent / "secret.txt")
    try:
        for path in ("/asset/out.wav", "/scripts/out", "/made/ban-tin/out.mp3"):
            assert SECRET not in local.people["lan"].get(path).text
        assert SECRET not in local.people["lan"].get("/record/proof/out.html").text
    finally:
        place.unlink()


# --- lines put into heads ---

BREAKS = ("\r\n", "\n", "\r", "%0d%0a", "%0a", "\u2028", "\u010d\u010a", "\\r\\n", "\x00", "\x0b")


@pytest.mark.parametrize("mark", BREAKS)
def test_a_header_put_in_by_a_name(shared: Target, mark: str) -> None:
    evil = f"a{mark}Set-Cookie: radioprog=evil{mark}X-Evil: 1"
    chief, encoded = shared.people["lan"], quote(evil)
    before = shared.state()
    replies = [
        chief.get(f"/scripts/{encoded}"),
        chief.get(f"/schedule?station={encoded}&week={encoded}"),
        chief.get(f"/programmes/ban-tin?job={encoded}"),
        chief.post("/scripts/new", {"title": ""}, Accept=f"text/html, {quote(evil)}"),
        chief.upload(f"/assets/upload?name={encoded}.exe", b"MZ"),
        chief.upload(f"/record/logs?name={encoded}.csv", b""),
        Visitor(shared.address).get(f"/scripts/{encoded}?x={encoded}"),
    ]
    guest = Visitor(shared.address)
    guest.get("/sign-in")
    form = {"person": "hung", "password": PASSWORD, "to": f"/{evil}"}
    replies.append(guest.post("/sign-in", form))
    for reply in replies:
        assert "x-evil" not in reply.headers
        assert not any("radioprog=evil" in each for each in reply.cookies)
        assert reply.status < 500
    assert kept(shared.state()) == kept(before)


ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    "/%09/evil.example",
    "@evil.example",
    ".evil.example",
)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_a_way_elsewhere_after_signing_in(shared: Target, to: str) -> None:
    guest = Visitor(shared.address)
    guest.get("/sign-in")
    reply = guest.post("/sign-in", {"person": "hung", "password": PASSWORD, "to": to})
    where = reply.headers["location"]
    # Browsers leave out tabs and line ends before they read an address.
    read = re.sub(r"[\t\r\n]", "", where)
    assert reply.status == 303 and read.startswith("/") and not read.startswith(("//", "/\\"))


# --- HTTP that lies ---


def raw(target: Target, lines: list[str], body: bytes = b"") -> bytes:
    return target.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)


def head_of(target: Target, *more: str, path: str = SAVE) -> list[str]:
    visitor = target.people["lan"]
    return [
        f"POST {path} HTTP/1.1",
        f"Host: 127.0.0.1:{target.place[1]}",
        f"Cookie: radioprog={visitor.cookie}",
        f"X-CSRF-Token: {visitor.csrf}",
        "Connection: close",
        *more,
    ]


SMUGGLED = b"POST /save/ban-tin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LIES = {
    "two lengths": ["Content-Length: 5", "Content-Length: 50"],
    "length and chunks": ["Content-Length: 5", "Transfer-Encoding: chunked"],
    "a negative length": ["Content-Length: -1"],
    "a length in words": ["Content-Length: five"],
    "a signed length": ["Content-Length: +5"],
    "a fraction": ["Content-Length: 5.0"],
    "a length of 30 digits": ["Content-Length: " + "9" * 30],
    "two encodings": ["Transfer-Encoding: gzip, chunked"],
    "an unknown encoding": ["Transfer-Encoding: xchunked"],
    "chunks by tab": ["Transfer-Encoding:\tchunked", "Content-Length: 3"],
    "a head that is folded": ["X-A: 1\r\n Content-Length: 5"],
    "a blank before the colon": ["Content-Length : 5"],
    "a head without a name": [": 5"],
    "two hosts": ["Host: evil.example"],
    "a host in a head of its own": ["X-Forwarded-Host: evil.example"],
    "another address": ["X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"],
    "a nul": ["X-A: a\x00b"],
    "a very long head": ["X-A: " + "a" * 70_000],
    "very many heads": [f"X-{n}: 1" for n in range(9000)],
}


@pytest.mark.parametrize("how", LIES)
def test_a_request_that_lies(local: Target, how: str) -> None:
    before = local.state()
    got = raw(local, head_of(local, *LIES[how]), b"5\r\ntext=\r\n0\r\n\r\n" + SMUGGLED)
    statuses = re.findall(rb"HTTP/1\.1 (\d{3})", got)
    assert all(status.startswith(b"4") for status in statuses), got[:400]
    assert local.state() == before


FIRST_LINES = (
    "POST http://evil.example/save/ban-tin HTTP/1.1",
    "CONNECT 127.0.0.1:22 HTTP/1.1",
    "GET  HTTP/1.1",
    "GET /scripts",
    "\x16\x03\x01\x02\x00\x01\x00",
    "TRACE / HTTP/1.1",
    "OPTIONS * HTTP/1.1",
    "PRI * HTTP/2.0",
    "GET / HTTP/1.1 HTTP/1.1",
)


@pytest.mark.parametrize("line", FIRST_LINES)
def test_a_first_line_that_is_none(local: Target, line: str) -> None:
    before = local.state()
    got = raw(local, [line, *head_of(local, "Content-Length: 0")[1:]])
    assert not got or re.match(rb"HTTP/1\.1 4\d\d", got), got[:200]
    assert local.state() == before


HOSTS = (
    "evil.example",
    "127.0.0.1.evil.example",
    "evil.example:8080",
    "localhost.evil.example",
    "127.0.0.1@evil.example",
    "evil.example#127.0.0.1",
    "[::ffff:10.0.0.1]",
    "0",
    "127.1",
    "2130706433",
)


@pytest.mark.parametrize("host", HOSTS)
def test_a_name_that_was_rebound(local: Target, host: str) -> None:
    before = local.state()
    visitor = replace(local.people["lan"], more={"Host": host, "Origin": f"http://{host}"})
    assert visitor.get("/scripts").status == 421
    assert visitor.post(SAVE, fields(local, CHANGING[0])).status == 421
    assert local.state() == before


BODIES = {
    "JSON": ("application/json", b'{"text":"x"}', 409),
    "many fields": ("application/x-www-form-urlencoded", b"&".join([b"a=1"] * 500), 400),
    "no text": ("application/x-www-form-urlencoded", b"text=%ff%fe", 400),
    "a lone surrogate": ("application/x-www-form-urlencoded", b"text=%ed%a0%80", 400),
    "parts": ("multipart/form-data; boundary=x", b'--x\r\nname="text"\r\n\r\nx\r\n--x--', 409),
    "a form twice as large": (
        "application/x-www-form-urlencoded",
        b"text=" + b"a" * (4 << 20),
        413,
    ),
    "packed": ("application/x-www-form-urlencoded", b"\x1f\x8b\x08" + bytes(100), 400),
}


@pytest.mark.parametrize("how", BODIES)
def test_a_body_that_is_no_form(local: Target, how: str) -> None:
    kind, body, status = BODIES[how]
    before = local.state()
    reply = local.people["lan"].upload(SAVE, body, Content_Type=kind, Content_Encoding="gzip")
    assert reply.status == status
    assert local.state() == before


# --- slowly, and without end ---


@pytest.mark.parametrize("path", [SAVE, "/sign-in", "/judge", "/assets/upload?name=a.wav"])
@pytest.mark.parametrize("body", [b"", b"t", b"text=%"])
def test_a_body_that_never_comes(
    local: Target, monkeypatch: pytest.MonkeyPatch, path: str, body: bytes
) -> None:
    monkeypatch.setattr(gateway, "FORM_TIME", 0.1)
    monkeypatch.setattr(gateway, "_GRACE", 0.1)
    before = local.state()
    got = raw(local, head_of(local, "Content-Length: 1000", path=path), body)
    assert got.startswith(b"HTTP/1.1 408")
    assert local.state() == before and not uploads(local)


def uploads(target: Target) -> list[Path]:
    folder = target.home / ".radioprog/uploads"
    return list(folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("path", ["/assets/upload?name=a.wav", "/documents/upload?name=a.docx"])
def test_a_file_that_drips(local: Target, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(gateway, "_GRACE", 0.15)
    with socket.create_connection(local.place, 5) as line:
        line.sendall(
            "\r\n".join([*head_of(local, "Content-Length: 9000", path=path), "", ""]).encode()
        )
        line.settimeout(0.05)
        got = b""
        for _ in range(60):
            try:
                line.sendall(b"a")
                got += line.recv(100)
            except TimeoutError:
                continue
            except OSError:
                break
            if got:
                break
    assert got.startswith(b"HTTP/1.1 408") and not uploads(local)


UPLOADS = ("/assets/upload?name=a.wav", "/documents/upload?name=a.docx", "/record/logs?name=a.csv")


@pytest.mark.parametrize("path", UPLOADS)
def test_two_gigabytes_that_are_announced(local: Target, path: str) -> None:
    before = local.state()
    got = raw(local, head_of(local, f"Content-Length: {2 << 30}", path=path), b"RIFF")
    assert got.startswith(b"HTTP/1.1 413")
    assert local.state() == before and not uploads(local)


@pytest.mark.parametrize("path", [*UPLOADS, SAVE])
def test_an_endless_file_in_pieces_without_a_length(
    local: Target, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(gateway, "LARGEST_FILE", 1 << 20)
    monkeypatch.setattr(gateway, "LARGEST_FORM", 1 << 20)
    before, sent, got = local.state(), 0, b""
    piece = b"10000\r\n" + bytes(1 << 16) + b"\r\n"
    with socket.create_connection(local.place, 5) as line:
        head = head_of(local, "Transfer-Encoding: chunked", path=path)
        line.sendall("\r\n".join([*head, "", ""]).encode())
        line.settimeout(5)
        try:
            while sent < 64 << 20:
                line.sendall(piece)
                sent += len(piece)
        except OSError:
            pass
        try:
            got = line.recv(100)
        except OSError:
            got = b""
    assert sent < 32 << 20, "it was read to its end"
    assert not got or got.startswith(b"HTTP/1.1 413")
    assert local.state() == before and not uploads(local)


# --- opened from a foreign page ---

ORIGINS = ("http://evil.example", "null", "http://127.0.0.1:1", "https://localhost", "file://")


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("path", ["/", "/judge", "/jobs/x", "/ws"])
def test_a_socket_opened_by_a_foreign_page(local: Target, origin: str, path: str) -> None:
    visitor = local.people["lan"]
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{local.place[1]}",
        f"Cookie: radioprog={visitor.cookie}",
        f"Origin: {origin}",
        "Upgrade: websocket",
        "Connection: Upgrade, close",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    got = raw(local, lines)
    assert b"101" not in got.split(b"\r\n", 1)[0]
    assert b"access-control-allow" not in got.lower() and b"sec-websocket-accept" not in got.lower()


READ_BY_SCRIPTS = ("/assets", "/jobs/x", "/here/ban-tin", "/scripts", "/people", "/record")


@pytest.mark.parametrize("origin", ORIGINS)
def test_what_a_foreign_page_may_read(local: Target, origin: str) -> None:
    visitor = local.people["lan"]
    for path in READ_BY_SCRIPTS:
        for kind in ("application/json", "text/event-stream", "text/html"):
            reply = visitor.get(path, Origin=origin, Accept=kind)
            assert not [name for name in reply.headers if name.startswith("access-control")]
            assert reply.headers["cross-origin-resource-policy"] == "same-origin"
            assert reply.headers["x-frame-options"] == "DENY"
        asked = visitor.ask("OPTIONS", path, Origin=origin, Access_Control_Request_Method="POST")
        assert asked.status >= 400
        assert not [name for name in asked.headers if name.startswith("access-control")]


# --- files that are not what they are called ---


def packed(name: str, data: bytes, times: int = 1) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(times):
            archive.writestr(name if times == 1 else f"{name}{number}", data)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
DISGUISED = {
    "elf.wav": b"\x7fELF" + bytes(500),
    "windows.mp3": b"MZ" + bytes(500),
    "page.mp3": b"<html><script>alert(1)</script>",
    "list.wav": b"#EXTM3U\nhttp://127.0.0.1/x\n",
    "list.m4a": b"#EXTM3U\nfile:///etc/passwd\n",
    "concat.mp3": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "script.flac": b"#!/bin/sh\nrm -rf /\n",
    "picture.ogg": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "svg.opus": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "empty.wav": b"",
    "cut.wav": b"RIFF\xff\xff\xff\x7fWAVEfmt ",
    "zip.aac": packed("a", b"a"),
    "program.exe": b"MZ",
    "a.html": b"<script>alert(1)</script>",
    "a.wav.php": b"<?php system('id');",
    ".htaccess": b"RIFF",
    "../../evil.sh": b"#!/bin/sh",
    "..\\..\\evil.wav": b"RIFF",
    "/etc/cron.d/x.wav": b"RIFF",
    "x.wav\x00.exe": b"RIFF",
    "x.wav\r\nSet-Cookie: a=b": b"RIFF",
    "con.wav": b"RIFF",
    "bom.docx": packed("word/document.xml", b" " * 60_000_000),
    "thousand.docx": packed("word/media/a", b"a", 3000),
    "entities.docx": packed("word/document.xml", BOMB),
    "outside.docx": packed("word/document.xml", OUTSIDE),
    "outside.odt": packed("content.xml", OUTSIDE),
    "slip.docx": packed("../../../evil.txt", b"x"),
    "none.docx": b"PK\x03\x04",
    "old.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "elf.odt": b"\x7fELF" + bytes(100),
    "empty.rtf": b"",
    "elf.xlsx": b"\x7fELF" + bytes(100),
    "bomb.xlsx": packed("xl/worksheets/sheet1.xml", b" " * 60_000_000),
}
_DOCUMENTS, _LOGS = (".docx", ".odt", ".rtf"), (".xlsx",)


def kept(state: dict[str, str]) -> dict[str, str]:
    """Leave out that somebody tried: a log without a row is told of, and noted."""
    noted = ("w/record/actions.jsonl", "w/record/.gitattributes")
    return {name: each for name, each in state.items() if name not in noted}


@pytest.mark.parametrize("name", DISGUISED)
def test_a_disguised_file(local: Target, name: str) -> None:
    kind = "documents/upload" if name.endswith(_DOCUMENTS) else "assets/upload"
    kind = "record/logs" if name.endswith(_LOGS) else kind
    before = local.state()
    reply = local.people["lan"].upload(f"/{kind}?name={quote(name)}", DISGUISED[name])
    assert 400 <= reply.status < 500 or (reply.status == 200 and reply.json["new"] == 0)
    assert "root:" not in reply.text
    assert kept(local.state()) == kept(before)
    assert not uploads(local)


# --- texts that want to be more than text ---

PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "'><svg onload=window.pwned=1>",
    "</textarea><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "<a href=javascript:window.pwned=1>x</a>",
    "--><script>window.pwned=1</script>",
    "<style>*{display:none}</style>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<base href=//evil.example>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "<ScRiPt >window.pwned=1</ScRiPt >",
    "{{7*7}} ${7*7}",
    "javascript:window.pwned=1",
)
ALIVE = re.compile(
    r"<script ?>window|<img src=x|<svg onload|<a href=javascript|<style>\*|<iframe|<base", re.I
)
SHOWN = ("/", "/scripts", "/schedule", "/publish", "/stations", "/record", "/people", "/alert")
SHOWN += ("/targets",)


def stored(home: Path) -> None:
    """Write the payloads wherever the files of a workspace hold words of people."""
    every = json.dumps(" ".join(PAYLOADS), ensure_ascii=False)
    settings = (home / "radioprog.yaml").read_text(encoding="utf-8")
    settings = settings.replace("organisation: Đài thử", f"organisation: {every}")
    (home / "radioprog.yaml").write_text(settings, encoding="utf-8")
    people, stations = ["mã,họ tên,chức vụ,vai trò"], ["id,name,level,parent"]
    plan = PLAN
    for number, payload in enumerate(PAYLOADS):
        said, cell = json.dumps(payload, ensure_ascii=False), '"' + payload.replace('"', '""') + '"'
        people.append(f"p{number},{cell},{cell},trưởng")
        stations.append(f"x{number},{cell},commune,")
        plan += (
            f"  - {{id: s{number}, name: {said}, stations: x{number}, days: hằng ngày,"
            f" at: {number + 1}:00, length: 10:00, from: 2026-11-01}}\n"
        )
        (home / f"scripts/x{number}.md").write_text(
            f"---\ntitle: {said}\nseries: {said}\nspeakers: {{A: nữ}}\n---\n\n# {payload}\n\n"
            f"A: {payload}\n\n[nhạc cắt: {payload}]\n",
            encoding="utf-8",
        )
    (home / "people.csv").write_text("\n".join(people), encoding="utf-8")
    (home / "schedules/stations.csv").write_text("\n".join(stations), encoding="utf-8")
    (home / "schedules/lich.yaml").write_text(plan, encoding="utf-8")


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Target, str]]:
    """A studio whose every text is hostile, with all its common pages, read once."""
    for target in under_attack(tmp_path_factory.mktemp("stored"), "127.0.0.1"):
        stored(target.home)
        visitor = target.people["lan"]
        visitor.post("/sign-in", {"person": "p0"})
        read = []
        for path in SHOWN:
            reply = visitor.get(path)
            assert reply.status == 200 or path == "/targets", (path, reply.text[-2000:])
            read.append(reply.text)
        yield target, "\n".join(read)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_a_text_that_is_stored(poisoned: tuple[Target, str], number: int) -> None:
    target, common = poisoned
    payload, visitor = PAYLOADS[number], target.people["lan"]
    script = target.home / f"scripts/x{number}.md"
    assert escape(payload, quote=False)[:40] in common.replace("&quot;", '"').replace("&#x27;", "'")
    page = visitor.get(f"/programmes/x{number}").text
    shown = page.partition('name="sha256" value="')[2][:64]
    decided = {"act": "submitted", "note": payload, "second": payload, "sha256": shown}
    assert visitor.post(f"/decide/x{number}", decided).status == 303
    sha256 = hashlib.sha256(script.read_bytes()).hexdigest()
    saved = visitor.post(f"/save/x{number}", {"text": f"# {payload}\n", "sha256": sha256})
    assert saved.status == 200
    for path in (f"/scripts/x{number}", f"/programmes/x{number}", f"/versions/x{number}"):
        reply = visitor.get(path)
        assert reply.status == 200 and not ALIVE.search(reply.text), path
        assert "unsafe" not in reply.headers["content-security-policy"]
    assert not ALIVE.search(common)


# --- how many there are ---


def test_there_are_two_hundred_of_them() -> None:
    """Each is one request or more with a purpose of its own; families are not counted twice."""
    forged = len(CHANGING) * (len(FORGED) + 2)
    rights = len(CHANGING) + len(ESCALATIONS) + 5 + len(COOKIES) + 4
    ways = len(NAMES) + len(LINKS) + len(BREAKS) + len(ELSEWHERE)
    lies = len(LIES) + len(FIRST_LINES) + len(HOSTS) + len(BODIES) + 12 + 2 + 3 + 4
    foreign = len(ORIGINS) * 5 + len(DISGUISED) + len(PAYLOADS)
    assert forged + rights + ways + lies + foreign >= 400
    assert set(ALLOWED) >= {each.permission for each in CHANGING}
