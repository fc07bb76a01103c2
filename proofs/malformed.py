"""S5: malformed inputs of every form that is read end in findings, quickly, never in a trace."""

from __future__ import annotations

import contextlib
import io
import random
import resource
import signal
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from proofs.harness import PLAN, STATIONS, Plan, Proof, run, within, workspace
from tests.studio.workspace import SCRIPT, SETTINGS, save, tone

NASTY = (
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"{",
    b"[" * 500,
    b"*a",
    b"&a ",
    b"!!python/x ",
    b"\r",
    b"\x1b]0;x\x07",
    b"9" * 400,
    b"-1",
    b"1e999",
    b"NaN",
    "\u202e".encode(),
    "\u2028".encode(),
    b"../" * 9,
    b"\xc3",
    b"\n---\n",
    b",,,,",
    b'"',
    b"'",
    b": ",
    b"\t",
    b"RRULE:FREQ=DAILY;INTERVAL=0",
    b"%00",
    b"http://x",
    b"concat:x",
    b"|",
)
LIMIT_SECONDS = 30
_LEDGER = (
    b'{"at":"2026-01-01T00:00:00.000000Z","by":"","id":"00","revisions":[["a.0","",0,"d",'
    b'"2026-01-01T05:00:00","2026-01-01T05:15:00","","2000-01-01","x","","i"]],"station":"xa-a"}\n'
)
_AS_RUN = "ngay,gio,dai,chuong trinh\n2026-01-05,05:00,xa-a,Bản tin\n2026-01-06,05:01,xa-a,Bản tin\n".encode()


def seeds(root: Path) -> dict[str, tuple[str, bytes, tuple[str, ...]]]:
    """Return for each form: where the file lies, a sound one, and the command that reads it."""
    sound = save(root / "in.wav", tone(0.3)).read_bytes()
    run(root, "build", "--jobs", "1")
    run(root, "calendar", "--from", "2026-01-01", "--days", "40")
    ics = (root / "build/calendar/xa-a.ics").read_bytes()
    manifest = (root / "build/ban-tin/manifest.json").read_bytes()
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        body = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        body += "<w:body><w:p><w:r><w:t>Xin chào bà con.</w:t></w:r></w:p></w:body></w:document>"
        archive.writestr("word/document.xml", body)
        archive.writestr("[Content_Types].xml", "<Types/>")
    return {
        "script": ("scripts/x.md", SCRIPT.encode(), ("check", "scripts/x.md")),
        "settings": ("radioprog.yaml", SETTINGS.encode(), ("check",)),
        "plan": (
            "schedules/a.yaml",
            PLAN.encode(),
            ("schedule", "--from", "2026-01-01", "--days", "9"),
        ),
        "stations": ("schedules/stations.csv", STATIONS.encode(), ("stations",)),
        "busy": (
            "schedules/busy/xa-a.ics",
            ics,
            ("schedule", "--from", "2026-01-01", "--days", "9"),
        ),
        "ics": ("x.ics", ics, ("calendar", "--check", "x.ics")),
        "ledger": (
            "record/ledger.jsonl",
            _LEDGER,
            ("calendar", "--diff", "--from", "2026-01-01", "--days", "9"),
        ),
        "wav": ("x.wav", sound, ("measure", "x.wav")),
        "mp3": ("x.mp3", encoded(root, sound, ".mp3"), ("measure", "x.mp3")),
        "flac": ("x.flac", encoded(root, sound, ".flac"), ("measure", "x.flac")),
        "word": ("x.docx", word.getvalue(), ("draft", "x.docx", "-o", "scripts/y.md")),
        "article": ("x.txt", SCRIPT.encode(), ("draft", "x.txt", "-o", "scripts/y.md")),
        "as-run": ("x.csv", _AS_RUN, ("asrun", "import", "x.csv")),
        "people": ("people.csv", b"id,name,role\nlan,Lan,editor\n", ("approval", "list")),
        "manifest": (
            "build/ban-tin/manifest.json",
            manifest,
            ("schedule", "--from", "2026-01-01", "--days", "9"),
        ),
    }


def encoded(root: Path, sound: bytes, ending: str) -> bytes:
    """Return a sound in another form."""
    from radioprog.audio.codecs.encode import encode
    from radioprog.audio.codecs.ffmpeg import SoundReader
    from radioprog.studio.say import _form_of

    form = _form_of(Path("x" + ending))
    with SoundReader(root / "in.wav") as reader:
        blocks = [block[:, :1] for block in reader.blocks()]
    encode(root / f"in{ending}", iter(blocks), form)
    return (root / f"in{ending}").read_bytes()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Spoil a file in one of many ways."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(found) + 1)
        end = min(len(found), at + chance.randrange(1, 40))
        way = chance.randrange(7)
        if way == 0 and found:
            found[min(at, len(found) - 1)] ^= 1 << chance.randrange(8)
        elif way == 1:
            del found[at:end]
        elif way == 2:
            found[at:at] = chance.choice(NASTY)
        elif way == 3:
            found[at:at] = found[at:end] * chance.choice((1, 3, 50))
        elif way == 4:
            del found[at:]
        elif way == 5:
            found[at:end] = chance.randbytes(end - at)
        else:
            other = chance.randrange(len(found) + 1)
            found[at:end], found[other:other] = found[other : other + 20], found[at:end]
    return bytes(found)


@contextlib.contextmanager
def alarm(seconds: int) -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError("hangs")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def inside(root: Path, arguments: tuple[str, ...]) -> str | None:
    """Run the command in this process; say what is wrong with how it ended."""
    from radioprog.cli.app import run as command

    out, err = io.StringIO(), io.StringIO()
    try:
        with alarm(LIMIT_SECONDS), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = command(["-C", str(root), "--lang", "en", *arguments])
    except BaseException as problem:
        return f"{type(problem).__name__}: {problem}"[:200]
    said = out.getvalue() + err.getvalue()
    if status not in (0, 1, 2, 3) or "internal-error" in said or "Traceback" in said:
        return f"status {status}: {said[-300:]}"
    if status == 1 and "error[" not in said:
        return "status 1 without a finding"
    return None


def prove(plan: Plan, most: int = 100_000) -> Proof:
    """Spoil a sound file of each form in turn, and let the command read it."""
    proof = Proof("S5", "malformed inputs: findings, no trace, no hang")
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as home:
        root = workspace(Path(home) / "w")
        forms = seeds(root)
        tally = dict.fromkeys(forms, 0)
        for number in within(plan.seconds, range(most)):
            name = list(forms)[int(str(number)) % len(forms)]
            place, sound, arguments = forms[name]
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_bytes() if path.exists() else None
            spoilt = mutated(sound, chance)
            path.write_bytes(spoilt)
            wrong = inside(
                root,
                tuple(str(root / each) if each.startswith("x.") else each for each in arguments),
            )
            proof.case(f"{name} seed {plan.seed} #{number}", wrong)
            tally[name] += 1
            (root / "scripts/y.md").unlink(missing_ok=True)
            path.unlink(missing_ok=True) if before is None else path.write_bytes(before)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        proof.notes.append(f"by form: {tally}; peak of this process {peak} MB")
    return proof
