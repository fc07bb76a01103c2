"""Chromium, driven: tabs that click, type, wait and look, each with cookies of its own.

It is spoken to through a pipe, in Chromium's own protocol: nothing but the browser is needed.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import queue
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from tests import browser

PATIENCE = 30.0


class Chromium:
    """One browser without a window; `tab` gives a person of their own each time."""

    def __init__(self) -> None:
        self._profile = tempfile.TemporaryDirectory()
        to_browser, self._write = os.pipe()
        self._read, from_browser = os.pipe()
        flags = [
            *browser._FLAGS,
            "--remote-debugging-pipe",
            f"--user-data-dir={self._profile.name}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--autoplay-policy=no-user-gesture-required",
        ]
        command = [
            "bash",
            "-c",
            f'exec "$@" 3<&{to_browser} 4>&{from_browser}',
            "-",
            browser.chromium(),
            *flags,
            "about:blank",
        ]
        self._process = subprocess.Popen(
            command,
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self._number = 0
        self._lock = threading.Lock()
        self._answers: dict[int, queue.Queue[dict[str, Any]]] = {}
        self.tabs: dict[str, Tab] = {}
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Chromium:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):
            self.ask("Browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            self._profile.cleanup()

    def _listen(self) -> None:
        kept = b""
        while data := os.read(self._read, 1 << 16):
            *whole, kept = (kept + data).split(b"\0")
            for raw in whole:
                message = json.loads(raw)
                if "id" in message:
                    self._answers[message["id"]].put(message)
                elif tab := self.tabs.get(message.get("sessionId", "")):
                    tab.heard(message["method"], message["params"])

    def ask(self, method: str, session: str | None = None, /, **params: Any) -> dict[str, Any]:
        """Call a method of the browser's protocol and return its result."""
        number = self.tell(method, session, **params)
        answer = self._answers[number].get(timeout=PATIENCE)
        del self._answers[number]
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def tell(self, method: str, session: str | None = None, /, **params: Any) -> int:
        """Call a method and wait for nothing."""
        with self._lock:
            self._number += 1
            number = self._number
            self._answers[number] = queue.Queue()
            message = {"id": number, "method": method, "params": params}
            message |= {"sessionId": session} if session else {}
            os.write(self._write, json.dumps(message).encode() + b"\0")
        return number

    def tab(self, *, width: int = 1280, height: int = 900, dark: bool = False) -> Tab:
        """Open a window of somebody else: no cookie is shared."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        made = self.ask("Target.createTarget", url="about:blank", browserContextId=context)
        target = made["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Tab(self, session, target, width=width, height=height, dark=dark)


class Tab:
    """One window: what was asked for and complained of is kept in ``asked`` and ``said``."""

    def __init__(
        self, chromium: Chromium, session: str, target: str, *, width: int, height: int, dark: bool
    ) -> None:
        self._chromium, self._session, self._target = chromium, session, target
        self.asked: list[str] = []
        self.said: list[str] = []
        self.bytes = 0
        chromium.tabs[session] = self
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")
        self.size(width, height)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", features=scheme)

    def size(self, width: int, height: int = 900) -> None:
        """Make the window so large."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def heard(self, method: str, params: dict[str, Any]) -> None:
        """Keep what the browser tells."""
        match method:
            case "Network.requestWillBeSent":
                self.asked.append(params["request"]["url"])
            case "Network.dataReceived":
                self.bytes += params["dataLength"]
            case "Runtime.exceptionThrown":
                self.said.append(json.dumps(params["exceptionDetails"]))
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning"):
                self.said.append(json.dumps(params["args"]))
            case "Log.entryAdded" if params["entry"]["level"] == "error":
                self.said.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
            case "Page.javascriptDialogOpening":
                self._chromium.tell("Page.handleJavaScriptDialog", self._session, accept=True)

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a method of the protocol for this window."""
        return self._chromium.ask(method, self._session, **params)

    def open(self, address: str) -> None:
        """Go to an address and wait until it is there."""
        self.run("window.__left = 1", waits=False)
        self.ask("Page.navigate", url=address)
        self.wait("!window.__left && document.readyState === 'complete'")

    def run(self, expression: str, *, waits: bool = True) -> Any:
        """Return what an expression says in the page."""
        done = self.ask(
            "Runtime.evaluate",
            expression=expression,
            returnByValue=True,
            awaitPromise=waits,
            userGesture=True,
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, expression: str, patience: float = PATIENCE) -> None:
        """Wait until an expression is true in the page, whichever page that is by then."""
        end = time.monotonic() + patience
        while True:
            with contextlib.suppress(AssertionError):
                if self.run(f"!!({expression})"):
                    return
            assert time.monotonic() < end, f"never: {expression}\n{self.said}\n{self.text()[:2000]}"
            time.sleep(0.03)

    def text(self) -> str:
        """Return what can be read in the page."""
        with contextlib.suppress(AssertionError):
            return str(self.run("document.body.innerText"))
        return ""

    def click(self, selector: str, containing: str = "") -> None:
        """Click what a selector finds, the first whose words hold a text."""
        self.wait(f"!!({_found(selector, containing)})")
        self.run(f"{_found(selector, containing)}.click()")

    def fill(self, selector: str, text: str) -> None:
        """Write a text in place of what a field holds, as if it were typed."""
        self.wait(f"!!({_found(selector, '')})")
        self.run(f"(e => {{ e.focus(); e.select(); }})({_found(selector, '')})")
        self.ask("Input.insertText", text=text)

    def press(self, key: str) -> None:
        """Press a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27}
        more = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=codes[key],
                **more,
            )

    def give_file(self, selector: str, path: Path) -> None:
        """Choose a file in a field for files."""
        self.wait(f"!!({_found(selector, '')})")
        node = self.ask("Runtime.evaluate", expression=_found(selector, ""))["result"]
        self.ask("DOM.setFileInputFiles", files=[str(path)], objectId=node["objectId"])

    def picture(self, path: Path) -> None:
        """Save what the page looks like, all of it."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], 4000)}
        data = self.ask(
            "Page.captureScreenshot", clip={**clip, "scale": 1}, captureBeyondViewport=True
        )
        path.write_bytes(base64.b64decode(data["data"]))

    def close(self) -> None:
        """Close the window."""
        self._chromium.ask("Target.closeTarget", targetId=self._target)


def _found(selector: str, containing: str) -> str:
    wanted = json.dumps(containing)
    return (
        f"[...document.querySelectorAll({json.dumps(selector)})]"
        f".find(e => (e.innerText || e.value || '').includes({wanted}) || !{wanted})"
    )
