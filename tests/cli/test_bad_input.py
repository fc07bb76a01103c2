"""Bad input is normal: each case ends in a finding with file, line, column, code and remedy.

Never a traceback, exit 1, and nothing is made.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from radioprog.cli.app import run
from tests.studio.workspace import SCRIPT, make_workspace

HEAD = SCRIPT.split("# Mở đầu")[0]


def script(body: str, head: str = HEAD) -> bytes:
    return (head + body).encode()


def front(line: str) -> bytes:
    return SCRIPT.replace("episode: 3", line).encode()


SAY = "PTV nữ: Xin chào.\n"
CASES: dict[str, tuple[bytes, str]] = {
    "unknown speaker": (script("PTV nan: Xin chào.\n"), "unknown-speaker"),
    "trade label": (script("MC: Xin chào.\n"), "unknown-speaker"),
    "text before a speaker": (script("Xin chào.\n"), "no-speaker"),
    "unknown cue": (script(SAY + "[nhạc lạ: a.wav]\n"), "unknown-cue"),
    "unknown option": (
        script(SAY + "[nhạc hiệu: jingles/hieu.wav | kêu vang]\n"),
        "unknown-option",
    ),
    "missing asset": (script(SAY + "[nhạc hiệu: jingles/hiu.wav]\n"), "missing-asset"),
    "path outside": (script(SAY + "[băng: ../../etc/passwd]\n"), "path-outside"),
    "absolute path": (script(SAY + "[băng: /etc/passwd]\n"), "path-outside"),
    "link outside": (script(SAY + "[băng: clips/link.wav]\n"), "path-outside"),
    "empty clip": (script(SAY + "[băng: clips/empty.wav]\n"), "clip-"),
    "disguised clip": (script(SAY + "[băng: clips/disguised.wav]\n"), "clip-"),
    "truncated clip": (script(SAY + "[băng: clips/cut.wav]\n"), "clip-"),
    "fifo": (script(SAY + "[băng: clips/fifo.wav]\n"), "not-a-file"),
    "out before in": (script(SAY + "[băng: clips/ok.wav | từ 0:05 | đến 0:01]\n"), ""),
    "in after the end": (script(SAY + "[băng: clips/ok.wav | từ 5:00]\n"), "cut-outside"),
    "bad time": (script(SAY + "[băng: clips/ok.wav | từ 0:99:1x]\n"), ""),
    "unclosed bed": (script("[nhạc nền: beds/nen.wav]\n" + SAY), "unclosed-bed"),
    "cue in speech": (script("PTV nữ: Xin [nhạc hiệu: jingles/hieu.wav] chào.\n"), ""),
    "double heading": (script("## Tin\n" + SAY), ""),
    "unclosed note": (script(SAY + "<!-- quên đóng\n"), ""),
    "unclosed brace": (script("PTV nữ: Xin {chào.\n"), ""),
    "two bars": (script("PTV nữ: Xin {a|b|c}.\n"), ""),
    "table": (script(SAY + "| a | b |\n|---|---|\n| 1 | 2 |\n"), ""),
    "image": (script("PTV nữ: ![ảnh](a.png)\n"), ""),
    "effect without speech": (script(SAY + "[tiếng động: clips/ok.wav]\n"), ""),
    "unknown language": (script("PTV nữ: Xin chào {bru: xin chào}.\n"), ""),
    "missing include": (script(SAY + "[chèn: khong-co.md]\n"), "missing-include"),
    "include of itself": (script(SAY + "[chèn: hong.md]\n"), "include-cycle"),
    "unknown key": (front("tác giả: ai"), "unknown-key"),
    "duplicate key": (front("episode: 3\nsố: 4"), "duplicate-key"),
    "bad number": (front("episode: ba"), "bad-value"),
    "bad date": (front("date: 2015-02-30"), "bad-value"),
    "tab": (front("\tepisode: 3"), ""),
    "alias": (front("topics: *x"), ""),
    "alias bomb": (front("topics: &a [&b [x, x], *b, *b]"), ""),
    "unclosed quote": (front('producer: "abc'), ""),
    "text after hash": (SCRIPT.replace("Bản tin thử", "Bản tin #7").encode(), "text-after-hash"),
    "unknown voice": (SCRIPT.replace("PTV nữ: nữ", "PTV nữ: nử").encode(), "unknown-voice"),
    "unknown delivery": (front("deliver: [stasion]"), "unknown-delivery"),
    "nul": (script("PTV nữ: Xin \x00 chào.\n"), ""),
    "bidi": (script("PTV nữ: Xin \u202echào.\n"), ""),
    "not utf-8": (script(SAY) + b"PTV n\xff: x\n", "not-utf8"),
    "no front matter": ("PTV nữ: Xin chào.\n".encode(), ""),
    "nothing at all": (b"", ""),
    "brackets": (front("topics: " + "[" * 100_000), ""),
}
"""What a producer may hand in: the file's bytes, and the code (or its beginning) that is told."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.studio.workspace import save, tone

    root = make_workspace(tmp_path_factory.mktemp("bad"), {"tot": SCRIPT})
    clips = root / "assets" / "clips"
    save(clips / "ok.wav", tone(1.0))
    (clips / "empty.wav").write_bytes(b"")
    (clips / "disguised.wav").write_bytes(b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n")
    (clips / "cut.wav").write_bytes((clips / "ok.wav").read_bytes()[:9_000])
    (clips / "link.wav").symlink_to("/etc/hostname")
    os.mkfifo(clips / "fifo.wav")
    return root


@pytest.mark.parametrize("name", CASES)
def test_a_bad_script_is_told_with_its_place(root: Path, name: str, capsys) -> None:  # type: ignore[no-untyped-def]
    data, code = CASES[name]
    path = root / "scripts" / "hong.md"
    path.write_bytes(data)
    try:
        status = run(["-C", str(root), "--json", "--lang", "en", "check", str(path)])
        out, err = capsys.readouterr()
        errors = [f for f in json.loads(out)["findings"] if f["severity"] == "error"]
        assert status == 1, err
        assert "Traceback" not in err
        assert errors
        assert any(found["code"].startswith(code) for found in errors), errors
        for found in errors:
            assert found["file"], found
            assert found["message"], found
            assert found["remedy"], found
            if found["code"] != "not-utf8":
                assert found["line"] is not None, found
                assert found["column"] is not None, found
        lines = len(data.split(b"\n")) + 1
        assert all((found["line"] or 1) <= lines for found in errors)
    finally:
        path.unlink()


@pytest.mark.parametrize("name", ["unknown speaker", "missing asset", "alias bomb", "nul"])
def test_a_build_of_it_makes_nothing(root: Path, name: str, capsys) -> None:  # type: ignore[no-untyped-def]
    data, _ = CASES[name]
    path = root / "scripts" / "hong.md"
    path.write_bytes(data)
    try:
        assert run(["-C", str(root), "build", "scripts/hong.md"]) == 1
        assert not (root / "build" / "hong").exists()
    finally:
        path.unlink()


@pytest.mark.parametrize("limit", ["9" * 400 + "GB", "9" * 5000 + "d", "1." + "0" * 4000 + "MB"])
def test_a_limit_without_end_is_a_usage_error(root: Path, limit: str, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["-C", str(root), "cache", "--prune", limit]) == 2
    assert "error[" in capsys.readouterr().err
