"""Somebody who speaks plain HTTP with a studio: cookies kept, the token read from the page."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from radioprog.web.gateway import studio_gateway
from radioprog.web.server import StudioServer, listen
from tests.studio.workspace import make_workspace

PEOPLE = """\
mã,họ tên,chức vụ,vai trò
lan,Trần Thị Lan,Trưởng phòng,"trưởng, quản trị"
hung,Lê Văn Hùng,Phóng viên,phóng viên
mai,Ngô Mai,Cán bộ,cán bộ
"""
PASSWORD = "sông Nhật Lệ chảy ra biển"


@dataclass
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: list[str]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def codes(self) -> list[str]:
        return [each["code"] for each in self.json["findings"]]


@dataclass
class Visitor:
    """One browser without a window."""

    address: str
    cookie: str = ""
    csrf: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str | None
    ) -> Reply:
        """Send one request; a header of ``None`` is left out."""
        place = urlsplit(self.address).netloc
        connection = http.client.HTTPConnection(place, timeout=30)
        sent = {"Host": place, **self.more}
        sent |= {"Cookie": f"radioprog={self.cookie}"} if self.cookie else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value.encode())
        if body is not None and "Content-Length" not in sent:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        with contextlib.closing(connection):
            answer = connection.getresponse()
            reply = Reply(
                answer.status,
                {name.lower(): value for name, value in answer.getheaders()},
                answer.read(),
                answer.msg.get_all("set-cookie") or [],
            )
        for each in reply.cookies:
            self.cookie = each.partition("=")[2].partition(";")[0]
        found = re.search(r'name="csrf" content="([0-9a-f]+)"', reply.text)
        self.csrf = found[1] if found else self.csrf
        return reply

    def get(self, path: str, **headers: str | None) -> Reply:
        """Look at a page."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, fields: Mapping[str, str] | None = None, **headers: Any) -> Reply:
        """Send a form as a script of the page does, with its token."""
        sent = {
            "Accept": "application/json",
            "X_CSRF_Token": self.csrf,
            "Content_Type": "application/x-www-form-urlencoded",
            **headers,
        }
        return self.ask("POST", path, urlencode(fields or {}).encode(), **sent)

    def upload(self, path: str, data: bytes, **headers: Any) -> Reply:
        """Send a file."""
        sent = {"Accept": "application/json", "X_CSRF_Token": self.csrf, **headers}
        return self.ask("POST", path, data, **sent)

    def sign_in(self, person: str, password: str = PASSWORD) -> Reply:
        """Sign in as somebody."""
        self.get("/sign-in")
        return self.post("/sign-in", {"person": person, "password": password})


def served(home: Path, *, host: str = "127.0.0.1", port: int = 0, **options: Any) -> StudioServer:
    """Return a server of a workspace that listens."""
    gateway = studio_gateway(home, host=host, **options)
    return listen(gateway.app(), gateway.services, host=host, port=port)


@contextlib.contextmanager
def studio(folder: Path, **options: Any) -> Iterator[tuple[StudioServer, Path]]:
    """Serve a small workspace with three people; with ``host`` others may come, by password."""
    home = folder / "w"
    if not home.exists():
        make_workspace(home)
        (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with served(home, **options) as server:
        server.start()
        yield server, home
