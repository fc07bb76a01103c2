"""The small server: parts of a sound for a real browser, and nothing but the folder for anybody."""

from __future__ import annotations

import contextlib
import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import wave
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.cli.app import run
from radioprog.kernel.errors import MachineError, UsageError
from radioprog.studio.outlets import site_server
from radioprog.studio.outlets.site_server import SiteServer, below, byte_range, serve_site
from radioprog.studio.workspace import Workspace
from tests import browser
from tests.studio.outlets.built import home_at

SOUND = bytes(range(256)) * 40


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "site"
    (made / "sound").mkdir(parents=True)
    (made / "en").mkdir()
    (made / "index.html").write_text("<p>trang</p>", encoding="utf-8")
    (made / "en" / "index.html").write_text("<p>page</p>", encoding="utf-8")
    (made / "sound" / "a.mp3").write_bytes(SOUND)
    (made / "site.json").write_text("{}")
    (made / ".an").write_text("hidden")
    (tmp_path / "mat.txt").write_text("secret")
    (made / "lien-ket").symlink_to(tmp_path / "mat.txt")
    (made / "thu-muc").symlink_to(tmp_path)
    os.mkfifo(made / "ong.mp3")
    return made


@pytest.fixture
def server(folder):
    with SiteServer(folder, port=0) as made:
        made.start()
        yield made


def ask(server: SiteServer, path: str, verb: str = "GET", **headers: str):
    parts = urlsplit(server.address)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(verb, path, skip_accept_encoding=True)
    for name, value in named.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer, data


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-0", 206, slice(0, 1)),
        ("bytes=100-199", 206, slice(100, 200)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=0-999999999999", 206, slice(0, None)),
        ("bytes=-999999999999", 206, slice(0, None)),
        ("bytes=5-2", 200, slice(0, None)),
        ("bytes=0-1,5-6", 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
        ("bytes=a-b", 200, slice(0, None)),
        ("bytes=-", 200, slice(0, None)),
        ("bytes=99999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
    ],
)
def test_parts_of_a_file(server, asked, status, part) -> None:
    answer, data = ask(server, "/sound/a.mp3", Range=asked)
    assert (answer.status, data) == (status, SOUND[part])
    assert int(answer.headers["Content-Length"]) == len(data)
    if status == 206:
        first = len(SOUND[: part.start]) if part.start >= 0 else len(SOUND) + part.start
        wanted = f"bytes {first}-{first + len(data) - 1}/{len(SOUND)}"
        assert answer.headers["Content-Range"] == wanted
    if status == 416:
        assert answer.headers["Content-Range"] == f"bytes */{len(SOUND)}"
    assert ask(server, "/sound/a.mp3", "HEAD", Range=asked)[1] == b""


@given(st.text("bytes=-0123456789, ", max_size=24), st.integers(0, 300))
def test_a_part_always_lies_in_the_file(asked: str, size: int) -> None:
    part = byte_range(asked, size)
    assert part is None or (0 <= part[0] <= size and part[1] <= size)


def test_a_part_is_of_the_file_that_was_begun(server, folder) -> None:
    answer, _ = ask(server, "/sound/a.mp3")
    mark, day = answer.headers["ETag"], answer.headers["Last-Modified"]
    assert ask(server, "/sound/a.mp3", If_None_Match=mark)[0].status == 304
    for same in (mark, day):
        assert ask(server, "/sound/a.mp3", Range="bytes=0-9", If_Range=same)[0].status == 206
    for other in ('"x"', "Mon, 01 Jan 2001 00:00:00 GMT", "\x7f"):
        answer, data = ask(server, "/sound/a.mp3", Range="bytes=0-9", If_Range=other)
        assert (answer.status, data) == (200, SOUND)


HOSTILE = (
    "/../mat.txt",
    "/%2e%2e/mat.txt",
    "/..%2fmat.txt",
    "/en/../../mat.txt",
    "/..\\mat.txt",
    "/..%5cmat.txt",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/etc/passwd",
    "/c:/windows/win.ini",
    "/index.html%00.mp3",
    "/%ff%fe",
    "/.an",
    "/%2ean",
    "/lien-ket",
    "/thu-muc/mat.txt",
    "/ong.mp3",
    "/site.json",
    "/index.html.",
    "/index.html%20",
    "/en//index.html",
    "/./index.html",
    "/" + "a" * 5000,
    "/" + quote("đài") + "/x",
    "http://elsewhere.example/index.html",
    "*",
    "index.html",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_but_the_folder_is_handed_out(server, path) -> None:
    answer, data = ask(server, path)
    assert answer.status in (400, 404) and data == b""


def test_pages_have_their_kind_and_cannot_be_framed_by_others(server) -> None:
    answer, data = ask(server, "/?q=x")
    assert data == b"<p>trang</p>" and answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Python" not in answer.headers["Server"]
    answer, _ = ask(server, "/en?x")
    assert (answer.status, answer.headers["Location"]) == (301, "/en/")
    assert ask(server, "/en/")[1] == b"<p>page</p>"
    for verb in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "XYZ"):
        answer, data = ask(server, "/", verb)
        assert answer.status == 405 and data == b"" and answer.headers["Allow"] == "GET, HEAD"


def test_a_redirection_stays_here(folder) -> None:
    """A name that reads like another host leads nowhere."""
    assert below(folder, "//evil.example/..") is None
    assert below(folder, "/%0d%0aSet-Cookie:x/") is None


def test_browsers_that_say_nothing_keep_nobody_out(folder, monkeypatch) -> None:
    monkeypatch.setattr(site_server._Request, "timeout", 0.5)
    with SiteServer(folder, port=0) as server:
        server.start()
        where = urlsplit(server.address)
        silent = [socket.create_connection((where.hostname, where.port)) for _ in range(80)]
        try:
            done = threading.Event()
            threading.Timer(30, done.set).start()
            while not done.is_set():
                with contextlib.suppress(OSError, http.client.HTTPException):
                    if ask(server, "/")[0].status == 200:
                        break
            assert not done.is_set()
        finally:
            for each in silent:
                each.close()


def test_what_cannot_be_served_is_told(folder, tmp_path, capsys) -> None:
    home = home_at(tmp_path / "w")
    with pytest.raises(UsageError) as caught:
        serve_site(Workspace.open(home))
    assert caught.value.findings[0].code == "no-site"
    with SiteServer(folder, port=0) as server:
        port = urlsplit(server.address).port
        with pytest.raises(MachineError) as taken:
            SiteServer(folder, port=port)
        assert taken.value.findings[0].code == "port-taken"
    assert run(["-C", str(home), "serve", "--site", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_the_command_tells_its_address_and_ends_when_asked(folder, tmp_path) -> None:
    home = home_at(tmp_path / "w")
    line = [sys.executable, "-m", "radioprog", "-C", str(home), "--json", "serve", "--site"]
    with subprocess.Popen(
        [*line, str(folder), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        told = b""
        while not told.endswith(b"\n}\n"):
            told += process.stdout.readline()
        address = json.loads(told)["address"]
        assert urlsplit(address).hostname == "127.0.0.1"
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0 and b"Traceback" not in process.stderr.read()


def test_a_real_browser_seeks_in_a_sound(folder, monkeypatch) -> None:
    """Only with parts can Chromium go to minute five before the rest is here."""
    seconds, rate = 600, 8000
    (folder / "sound" / "dai.wav").write_bytes(_wav(seconds, rate))
    (folder / "nghe.html").write_text(
        '<audio id="a" src="sound/dai.wav" preload="metadata"></audio><script>'
        "const a = document.getElementById('a');"
        "a.addEventListener('loadedmetadata', () => { a.currentTime = 500; });"
        "a.addEventListener('seeked', () => fetch('seen-' + a.currentTime));</script>",
        encoding="utf-8",
    )
    asked: list[tuple[str, str]] = []
    answer = site_server._Request._answer

    def noted(self, *, with_body: bool) -> None:
        asked.append((self.path, self.headers.get("Range", "")))
        answer(self, with_body=with_body)

    monkeypatch.setattr(site_server._Request, "_answer", noted)
    with (
        SiteServer(folder, port=0) as server,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
    ):
        server.start()
        line = [browser.chromium(), *browser._FLAGS, f"--user-data-dir={profile}"]
        with subprocess.Popen(
            [*line, f"{server.address}nghe.html"], stderr=subprocess.DEVNULL
        ) as process:
            for _ in range(600):
                if any(path == "/seen-500" for path, _ in asked):
                    break
                time.sleep(0.1)
            process.terminate()
            process.wait(30)
    assert any(path == "/seen-500" for path, _ in asked), asked
    begins = [int(part[6:].split("-")[0]) for path, part in asked if path.endswith(".wav") and part]
    assert max(begins) > 400 * rate * 2, "it did not read all that lies before"


def _wav(seconds: int, rate: int) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(bytes(seconds * rate * 2))
    return made.getvalue()
