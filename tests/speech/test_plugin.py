"""An engine from outside, installed as a package of its own, comes in by the same door as ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).resolve().parent.parent / "plugins"
ROOT = PLUGINS.parent.parent

ASK = """
import json, pathlib, sys
from radioprog.kernel.store.folder import FolderStore
from radioprog.speech.model import Voice
from radioprog.speech.narrator import Narrator, SpeechSentence
from radioprog.speech.registry import Engines

engines = Engines()
infos, findings = engines.voices()
answer = {
    "names": engines.names,
    "voices": [[i.engine, i.voice] for i in infos if i.engine == "whistle"],
    "findings": [f.code for f in findings],
}
with Narrator(FolderStore(pathlib.Path(sys.argv[1])), engines) as narrator:
    if "whistle" in engines.names:
        chain = (Voice("whistle", "kettle", 240.0),)
        said = narrator.narrate(SpeechSentence("má ma mà mạ", "vi", chain))
        answer |= {"duration": said.duration, "identity": said.identity, "words": len(said.words)}
    if "broken" in engines.names:
        chain = (Voice("broken", "x"), Voice("tone", "mid"))
        said = narrator.narrate(SpeechSentence("ba", "vi", chain))
        answer |= {"spoke": str(said.voice), "why": said.findings[0].details["reason"]}
print(json.dumps(answer))
"""


def ask(site: Path, folder: Path) -> dict[str, object]:
    """Ask a fresh interpreter that has one more folder of packages."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(folder)],
        capture_output=True,
        env=environment,
        check=True,
        timeout=120,
        text=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as pip installs it, without the network and without its dependencies."""
    target = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--no-build-isolation",
            "--target",
            str(target),
            str(PLUGINS),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return target


def test_an_installed_package_is_found_and_speaks(site: Path, tmp_path: Path) -> None:
    answer = ask(site, tmp_path)
    assert "whistle" in answer["names"] and "espeak" in answer["names"]
    assert answer["voices"] == [["whistle", "kettle"]]
    assert answer["identity"] == "whistle 1.2.3"
    assert answer["duration"] == pytest.approx(1.0, abs=0.02)
    assert answer["words"] == 4


def test_a_broken_package_is_a_finding_and_a_fallback(tmp_path: Path) -> None:
    site = tmp_path / "site"
    metadata = site / "radioprog_broken-0.1.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: radioprog-broken\nVersion: 0.1\n"
    )
    (metadata / "entry_points.txt").write_text(
        "[radioprog.speech]\nbroken = radioprog_broken:Engine\n"
    )
    (site / "radioprog_broken.py").write_bytes((PLUGINS / "radioprog_broken.py").read_bytes())
    answer = ask(site, tmp_path / "cache")
    assert "broken-engine" in answer["findings"]
    assert (answer["spoke"], answer["why"]) == ("tone:mid", "broken-engine")
