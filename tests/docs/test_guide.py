"""The guide is true: its commands run in order, and it shows what the product prints."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from radioprog.cli.app import VERBS, run

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "HUONG-DAN.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.M | re.S)
INLINE = re.compile(r"`(radioprog [^`]+)`")
INSTALLS = ("powershell", "sh")


@dataclass(frozen=True)
class Fence:
    info: str
    text: str

    @property
    def kind(self) -> str:
        return self.info.partition(" ")[0]

    def names(self, word: str) -> str | None:
        found = re.search(rf'{word}="([^"]+)"', self.info)
        return found.group(1) if found else None


FENCES = [Fence(info, text) for info, text in FENCE.findall(GUIDE)]


class Desk:
    """Someone who follows the guide: types, saves what is shown, compares what is printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.printed = ""
        self.typed = 0

    def follow(self, fence: Fence) -> None:
        if fence.kind in INSTALLS:
            return
        saved, added = fence.names("title"), fence.names("append")
        if saved is not None:
            (self.folder / saved).write_text(fence.text, encoding="utf-8")
        elif added is not None:
            with (self.folder / added).open("a", encoding="utf-8") as file:
                file.write(fence.text)
        elif fence.kind == "text":
            self.compare(fence.text)
        elif not fence.kind:
            self.printed = "".join(map(self.type, fence.text.splitlines()))

    def type(self, line: str) -> str:
        words = shlex.split(line)
        if words[0] == "cd":
            self.folder /= words[1]
            return ""
        assert words[0] == "radioprog", line
        done = subprocess.run(
            [sys.executable, "-m", "radioprog", *words[1:]],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        wrong = "thu-loi" in line
        assert done.returncode == int(wrong), f"{line}\n{done.stdout}{done.stderr}"
        self.typed += 1
        return done.stdout + done.stderr

    def compare(self, shown: str) -> None:
        for line in filter(None, shown.splitlines()):
            if "/" in line and " " not in line:
                assert (self.folder / line).is_file(), line
            else:
                assert line in self.printed, f"{line!r} is not in:\n{self.printed}"


@pytest.mark.timeout(900)
def test_whoever_follows_the_guide_sees_what_it_shows(tmp_path: Path, monkeypatch) -> None:
    desk = Desk(tmp_path)
    for fence in FENCES:
        desk.follow(fence)
    assert desk.typed > 20
    (desk.folder / "scripts/thu-loi.md").unlink()
    assert "0 lỗi" in desk.type("radioprog check")
    monkeypatch.chdir(desk.folder)  # what is built there serves the ten lines of the README too
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (ten_lines,) = re.findall(r"^```python\n(.*?)^```$", readme, re.M | re.S)
    exec(compile(ten_lines, "README.md", "exec"), {})
    assert (desk.folder / "assets/clips/opening.wav").is_file()


@pytest.mark.parametrize("line", sorted(set(INLINE.findall(GUIDE))))
def test_a_command_named_in_a_sentence_exists_with_these_options(line: str, capsys) -> None:
    words = shlex.split(line)[1:]
    words = words[2:] if words[0] == "-C" else words
    verb, options = words[0], [word for word in words[1:] if re.match(r"--?[a-z]", word)]
    assert verb in VERBS
    assert run([verb, "--help"]) == 0
    told = capsys.readouterr().out
    if "\nLệnh:\n" in told:  # a verb of several
        assert run([verb, words[1], "--help"]) == 0
        told = capsys.readouterr().out
    for option in options:
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", told), (line, option)


def test_switches_that_stand_alone_belong_to_some_command(capsys) -> None:
    assert not any(run([verb, "--help"]) for verb in VERBS)
    helped = capsys.readouterr().out
    for option in re.findall(r"`(--[a-z][a-z0-9-]*)", GUIDE):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", helped), option


def test_a_thing_has_one_name_and_the_reader_too() -> None:
    without_samples = FENCE.sub("", GUIDE)
    for word in ("biên bản phát thanh", "mã băm", "YAML", "slot", "gói [neural]", "của mình"):
        assert word not in without_samples, word
    assert not re.search(r"(?<!các )\bbạn\b", without_samples)
