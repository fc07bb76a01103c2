"""Servers of our own that hold to the published interfaces of AzuraCast and LibreTime.

What they demand (paths, verbs, key, JSON, forms) stands in AzuraCast's ``openapi.yml`` and in
LibreTime's ``schema.yml`` and its controller of ``/rest/media``; any fault can be ordered.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from mutagen.mp3 import MP3, HeaderNotFoundError
from werkzeug.formparser import parse_form_data

KEY = "khoa-0123456789abcdef"
LARGEST_NAME = 200


def length_of(data: bytes) -> float:
    """What the server finds when it reads the sound itself."""
    try:
        return float(MP3(io.BytesIO(data)).info.length)
    except HeaderNotFoundError:
        return 0.0


class Fake:
    """A server with its state, the orders of faults, and a log of what was asked."""

    def __init__(self) -> None:
        self.files: dict[int, dict] = {}
        self.playlists: dict[int, dict] = {}
        self.faults: list[tuple[str, str, object]] = []
        self.asked: list[tuple[str, str]] = []
        self.number = 0
        self.pending = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                outer.handle(self)

            do_GET = do_POST = do_PUT = do_DELETE = handle_any

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def next_id(self) -> int:
        self.number += 1
        return self.number

    def sent(self, verb: str, part: str) -> int:
        return sum(1 for each, path in self.asked if each == verb and part in path)

    def handle(self, http: BaseHTTPRequestHandler) -> None:
        verb, path = http.command, http.path
        self.asked.append((verb, path))
        for fault in self.faults:
            if fault[0] == verb and fault[1] in path:
                self.faults.remove(fault)
                if self.broken(http, fault[2]):
                    return
                break
        body = http.rfile.read(int(http.headers.get("Content-Length") or 0))
        status, answer = self.answer(verb, path, http.headers, body)
        self.reply(http, status, answer)

    def broken(self, http: BaseHTTPRequestHandler, what: object) -> bool:
        if what == "cut":
            http.rfile.read(64)
            http.connection.close()
            http.close_connection = True
            return True
        if isinstance(what, float):
            time.sleep(what)
            return False
        http.rfile.read(int(http.headers.get("Content-Length") or 0))
        status, headers = what if isinstance(what, tuple) else (what, {})
        self.reply(http, status, {"code": status}, headers)
        return True

    def reply(self, http, status: int, answer: object, headers: dict | None = None) -> None:
        data = b"" if status == 204 else json.dumps(answer).encode()
        http.send_response(status)
        for name, value in (headers or {}).items():
            http.send_header(name, value)
        http.send_header("Content-Type", "application/json")
        http.send_header("Content-Length", str(len(data)))
        http.end_headers()
        http.wfile.write(data)

    def answer(self, verb: str, path: str, headers, body: bytes) -> tuple[int, object]:
        raise NotImplementedError


def form_of(headers, body: bytes):
    """Read a form with another library's eyes."""
    environ = {
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": headers["Content-Type"],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    return parse_form_data(environ)[2]


class FakeAzuraCast(Fake):
    """One station of AzuraCast, called 1 and xa-a."""

    def answer(self, verb, path, headers, body):
        if headers.get("X-API-Key") != KEY:
            return 403, {"code": 403, "type": "PermissionDeniedException"}
        found = re.fullmatch(r"/api/station/(?:1|xa-a)/(\w+)(?:/(\d+))?(?:/(\w+))?", path)
        if not found:
            return 404, {}
        what, number, act = found[1], int(found[2] or 0), found[3]
        if what == "files" and verb == "GET":
            return 200, list(self.files.values())
        if what == "files" and verb == "POST":
            return self.upload(json.loads(body))
        if what == "file" and verb == "DELETE":
            return (200 if self.files.pop(number, None) else 404), {"success": True}
        if what == "playlists" and verb == "GET":
            return 200, list(self.playlists.values())
        if what == "playlists" and verb == "POST":
            return self.make(json.loads(body))
        if what == "playlist" and number in self.playlists:
            return self.playlist(verb, number, act, headers, body)
        return 404, {}

    def upload(self, told: dict):
        if set(told) != {"path", "file"} or not told["path"] or not told["file"]:
            return 400, {"type": "ValidationException"}
        data = base64.b64decode(told["file"], validate=True)
        number = self.next_id()
        row = {"id": number, "path": told["path"].lstrip("/"), "length": length_of(data)}
        self.files[number] = row
        return 200, row

    def make(self, told: dict):
        for item in told["schedule_items"]:
            assert isinstance(item["start_time"], int) and 0 <= item["start_time"] <= 2359
            assert item["start_time"] % 100 < 60 and set(item["days"]) <= set(range(1, 8))
            for key in ("start_date", "end_date"):
                dt.date.fromisoformat(item[key])
        assert told["name"] and len(told["name"]) <= LARGEST_NAME and "\n" not in told["name"]
        number = self.next_id()
        self.playlists[number] = {**told, "id": number, "songs": []}
        return 200, self.playlists[number]

    def playlist(self, verb, number, act, headers, body):
        row = self.playlists[number]
        if verb == "DELETE":
            del self.playlists[number]
        elif verb == "PUT":
            row.update(json.loads(body))
        elif verb == "POST" and act == "import":
            text = form_of(headers, body)["playlist_file"].read().decode()
            paths = {each["path"] for each in self.files.values()}
            results = [
                {"path": line, "match": line if line in paths else None}
                for line in text.splitlines()
                if line and not line.startswith("#")
            ]
            row["songs"] += [each["match"] for each in results if each["match"]]
            return 200, {"success": True, "import_results": results}
        return 200, {"success": True}


class FakeLibreTime(Fake):
    """LibreTime: files come in at ``/rest/media`` and are read a while later."""

    def answer(self, verb, path, headers, body):
        parts = urlsplit(path)
        if parts.path == "/rest/media" and verb == "POST":
            basic = base64.b64encode(f"{KEY}:".encode()).decode()
            if headers.get("Authorization") != f"Basic {basic}":
                return 401, {}
            given = form_of(headers, body)["file"]
            data = given.read()
            number = self.next_id()
            self.files[number] = {
                "id": number,
                "name": given.filename,
                "md5": hashlib.md5(data).hexdigest(),
                "import_status": 0 if length_of(data) else 2,
                "looks": self.pending,
            }
            return 201, {"id": number, "import_status": 1}
        if headers.get("Authorization") != f"Api-Key {KEY}":
            return 403, {}
        if parts.path == "/api/v2/files" and verb == "GET":
            wanted = parse_qs(parts.query)["md5"]
            rows = [each for each in self.files.values() if [each["md5"]] == wanted]
            return 200, [self.shown(each) for each in rows]
        found = re.fullmatch(r"/api/v2/files/(\d+)", parts.path)
        if found and verb == "GET" and int(found[1]) in self.files:
            row = self.files[int(found[1])]
            row["looks"] -= 1
            return 200, self.shown(row)
        return 404, {}

    def shown(self, row: dict) -> dict:
        if row["looks"] > 0:
            return {"id": row["id"], "md5": None, "import_status": 1}
        return {key: row[key] for key in ("id", "md5", "import_status")}
