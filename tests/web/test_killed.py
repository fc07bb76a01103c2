"""A server that is killed in the middle of its work, and many people at once: nothing is lost."""

from __future__ import annotations

import contextlib
import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from radioprog.studio.editorial.writing import open_script, script_versions, version_text
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace
from tests.web.visitor import PEOPLE, Visitor, studio


@contextlib.contextmanager
def process(home: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start a server of its own, to be killed."""
    command = [sys.executable, "-m", "radioprog", "-C", str(home), "--json", "serve", "--port", "0"]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        out = started.stdout
        assert out is not None
        text = ""
        while not text.rstrip().endswith("}"):
            text += out.readline()
        yield json.loads(text)["address"], started
    finally:
        started.kill()
        started.wait()
        if started.stdout:
            started.stdout.close()


def test_a_server_killed_while_it_saves_loses_nothing(tmp_path: Path) -> None:
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    acknowledged = [SCRIPT]
    for turn in range(3):
        with process(home) as (address, server):
            visitor = Visitor(address)
            visitor.get("/scripts/ban-tin")
            timer = threading.Timer(0.4 + 0.15 * turn, server.kill)
            timer.start()
            sha256 = hashlib.sha256((home / "scripts/ban-tin.md").read_bytes()).hexdigest()
            with contextlib.suppress(OSError, ValueError, KeyError, EOFError):
                for number in range(10_000):
                    text = SCRIPT + f"\nPTV nam: Lần {turn} {number}. " + "Lời dài. " * 2000 + "\n"
                    reply = visitor.post("/save/ban-tin", {"text": text, "sha256": sha256})
                    sha256 = reply.json["sha256"]
                    acknowledged.append(text)
            timer.join()
        now = (home / "scripts/ban-tin.md").read_text(encoding="utf-8")
        begins = now.startswith(SCRIPT.rstrip("\n")) and now.endswith("\n")
        assert begins, "half a script"
        assert now == acknowledged[-1].rstrip("\n") + "\n" or f"Lần {turn}" in now
        acknowledged.append(now)
    workspace = Workspace.open(home)
    kept = {
        version_text(workspace, "ban-tin", each.sha256)
        for each in (script_versions(workspace, "ban-tin"))
    }
    missing = [each for each in acknowledged if each.rstrip("\n") + "\n" not in kept]
    assert missing == []
    assert open_script(workspace, "ban-tin").text in kept


def test_a_server_killed_while_it_builds_leaves_nothing_half_and_goes_on(tmp_path: Path) -> None:
    home = make_workspace(tmp_path / "w")
    with process(home) as (address, server):
        visitor = Visitor(address)
        visitor.get("/programmes/ban-tin")
        job = visitor.post("/build/ban-tin").headers["location"].rpartition("=")[2]
        end = time.monotonic() + 60
        while not visitor.get(f"/jobs/{job}").json["rows"] and time.monotonic() < end:
            time.sleep(0.01)
        server.kill()
    folder = home / "build/ban-tin"
    assert not (folder / "manifest.json").exists() or (folder / "ban-tin.wav.wav").is_file()
    with process(home) as (address, _):
        visitor = Visitor(address, visitor.cookie, visitor.csrf)
        lost = visitor.get(f"/programmes/ban-tin?job={job}")
        assert lost.status == 200 and "khởi động lại giữa chừng" in lost.text
        assert visitor.get(f"/jobs/{job}").codes == ["unknown-job"]
        again = visitor.post("/build/ban-tin").headers["location"].rpartition("=")[2]
        end = time.monotonic() + 90
        while not visitor.get(f"/jobs/{again}").json["done"] and time.monotonic() < end:
            time.sleep(0.05)
        assert "đã dựng" in visitor.get("/programmes/ban-tin").text
    assert (folder / "manifest.json").is_file()


def test_twenty_at_once_are_all_answered_and_no_save_is_lost(tmp_path: Path) -> None:
    with studio(tmp_path) as (server, home):
        people = [Visitor(server.address) for _ in range(20)]
        took: list[float] = []

        def work(number: int) -> tuple[int, int]:
            visitor, saved = people[number], 0
            for path in ("/", "/scripts", "/scripts/ban-tin", "/programmes/ban-tin"):
                begun = time.perf_counter()
                assert visitor.get(path).status == 200
                took.append(time.perf_counter() - begun)
            path = home / "scripts/ban-tin.md"
            for _ in range(60):
                before = path.read_bytes()
                text = before.decode() + f"\n<!-- {number} -->\n"
                sha256 = hashlib.sha256(before).hexdigest()
                reply = visitor.post("/save/ban-tin", {"text": text, "sha256": sha256})
                assert reply.status in (200, 409)
                if reply.status == 200:
                    saved += 1
                    break
            return number, saved

        with ThreadPoolExecutor(20) as pool:
            done = list(pool.map(work, range(20)))
        text = (home / "scripts/ban-tin.md").read_text(encoding="utf-8")
        for number, saved in done:
            assert text.count(f"<!-- {number} -->") == saved
        assert sum(saved for _, saved in done) >= 1
        assert len(took) == 80
