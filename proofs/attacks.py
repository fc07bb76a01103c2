"""S10: a workspace that a stranger sends can take, delete and show nothing that is not its own."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from proofs.harness import CALENDAR, Plan, Proof, again, fault_of, run, within, workspace

SECRET = "mat-khau-cua-nguoi-khac"
HEAD = "---\ntitle: Tin\nspeakers: {A: nữ}\n---\n\n"
Attack = Callable[[Path, Path], object]


def _script(text: str) -> Attack:
    return lambda root, _: (root / "scripts/x.md").write_text(HEAD + text, "utf-8")


def _link(name: str, target: str = "secret.txt") -> Attack:
    def attack(root: Path, outside: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            path.rename(path.with_name(path.name + "-old"))
        path.unlink(missing_ok=True)
        path.symlink_to(outside / target)

    return attack


def _manifest(**changes: object) -> Attack:
    def attack(root: Path, _: Path) -> None:
        path = root / "build/ban-tin/manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")
        with (root / "scripts/ban-tin.md").open("a", encoding="utf-8") as stream:
            stream.write("\nPTV nữ: Thêm một câu.\n")

    return attack


def _text(name: str, text: str) -> Attack:
    def attack(root: Path, _: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")

    return attack


def _fifo(name: str) -> Attack:
    def attack(root: Path, _: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).unlink(missing_ok=True)
        os.mkfifo(root / name)

    return attack


def _name(name: str) -> Attack:
    return lambda root, _: (root / "scripts" / name).write_text(HEAD + "A: Chào.\n", "utf-8")


def _outputs(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "size": 1, "sha256": "00"} for name in names]


ATTACKS: dict[str, Attack] = {
    **{
        f"include {name}": _script(f"[chèn: {name}]\nA: Chào.\n")
        for name in (
            "../../secret.txt",
            "/etc/passwd",
            "~/.ssh/id_rsa",
            "C:\\boot.ini",
            "..\\secret.txt",
            "a/../../../secret.txt",
        )
    },
    **{
        f"clip {name}": _script(f"[băng: {name} | lời: x]\nA: Chào.\n")
        for name in (
            "../../secret.txt",
            "/dev/zero",
            "http://127.0.0.1:9/x.mp3",
            "concat:a|b",
            "file:///etc/passwd",
            "data:audio/wav;base64,AA",
        )
    },
    **{
        f"manifest names {name}": _manifest(outputs=_outputs(name))
        for name in ("../../../outside/secret.txt", "/etc/hostname", "..", ".radioprog", "a/b", "")
    },
    **{
        f"link {name}": _link(name)
        for name in (
            "scripts/s.md",
            "schedules/p.yaml",
            "schedules/stations.csv",
            "assets/jingles/hieu.wav",
            "series.yaml",
            "people.csv",
            "build/ban-tin/ban-tin.vtt",
            "build/calendar/xa-a.ics",
            "record/ledger.jsonl",
        )
    },
    **{
        f"link of a folder {name}": _link(name, "folder")
        for name in ("build/ban-tin", ".radioprog")
    },
    **{
        f"pipe {name}": _fifo(name)
        for name in (
            "scripts/s.md",
            "schedules/p.yaml",
            "schedules/stations.csv",
            "assets/jingles/hieu.wav",
            "radioprog-x.yaml",
            "record/ledger.jsonl",
            "record/verdicts.jsonl",
            "build/ban-tin/manifest.json",
            ".radioprog/index.json",
            "voices/v.onnx.json",
        )
    },
    **{
        f"name {name!r}": _name(name)
        for name in ("-rf.md", "a\x1b]0;x\x07.md", "a\u202egpj.md", "$(id).md", "a;b.md", "a\nb.md")
    },
    **{f"title {text!r}": _script("") for text in ()},
    "title with lines": _text(
        "scripts/x.md",
        '---\ntitle: "a\\nBEGIN:VEVENT\\r\\nX:1"\nspeakers: {A: nữ}\n---\nA: Chào.\n',
    ),
    "organisation with markup": _text(
        "radioprog.yaml", "organisation: '<script>alert(1)</script>'\n"
    ),
    "station id": _text("schedules/stations.csv", "id,name,level\n../../outside/x,X,commune\n"),
    "station name with lines": _text(
        "schedules/stations.csv", 'id,name,level\nx,"X\nBEGIN:VEVENT",commune\n'
    ),
    "slot id": _text(
        "schedules/p.yaml",
        "slots:\n  - {id: ../../x, stations: xa-a, days: T2, at: '05:00', length: 5:00}\n",
    ),
    "YAML of aliases": _text("schedules/p.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"),
    "YAML of brackets": _text("schedules/p.yaml", "[" * 20_000),
    "YAML with tags": _text("schedules/p.yaml", "!!python/object/apply:os.system ['id']\n"),
    "folders that are others'": _text("radioprog.yaml", "folders: {build: scripts}\n"),
    "folders outside": _text("radioprog.yaml", "folders: {build: ../outside}\n"),
    "one bracket that never ends": _script("A: xin [" + "a" * 200_000 + "\n"),
    "a word without end": _script("A: " + "x" * 200_000 + "\n"),
    "SSML": _script('A: <audio src="/etc/passwd"/> <speak>chào</speak>\n'),
    "espeak phonemes": _script("A: [[ " + "x" * 3000 + " chào.\n"),
    "rule without end": _text(
        "schedules/busy/xa-a.ics",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T000000Z\nRRULE:FREQ=SECONDLY;INTERVAL=0\nEND:VEVENT\nEND:VCALENDAR\n",
    ),
}


def prove(plan: Plan) -> Proof:
    """Attack by each means, run everything, and look at what is outside."""
    proof = Proof(
        "S10", "attacks by a workspace: nothing outside read, changed or shown, no hang, no trace"
    )
    with tempfile.TemporaryDirectory() as home:
        clean = workspace(Path(home) / "clean" / "w")
        run(clean, "build", "--jobs", "1")
        run(clean, *CALENDAR)
        for name in within(plan.seconds, ATTACKS):
            root = again(clean.parent, Path(home) / "try") / "w"
            outside = root.parent / "outside"
            (outside / "folder").mkdir(parents=True)
            (outside / "secret.txt").write_text(SECRET, "utf-8")
            ATTACKS[str(name)](root, outside)
            ends = [
                run(root, *verb, time_limit=90)
                for verb in (("check",), ("build", "--jobs", "1"), CALENDAR)
            ]
            shown = any(SECRET in each.stdout + each.stderr for each in ends) or found_in(root)
            escapes = any("\x1b]" in each.stdout + each.stderr for each in ends)
            kept = (outside / "secret.txt").exists() and (
                outside / "secret.txt"
            ).read_text() == SECRET
            proof.case(
                str(name),
                *(fault_of(each) for each in ends),
                "the secret is shown" if shown else None,
                "escapes reach the terminal" if escapes else None,
                None if kept else "what is outside was changed",
            )
    return proof


def found_in(root: Path) -> bool:
    """Tell whether the secret came into anything that was made."""
    return any(
        SECRET.encode() in path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink()
    )
