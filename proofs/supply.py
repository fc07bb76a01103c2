"""S15: what is shipped can be made again to the byte, and what it stands on is known and free."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from proofs.harness import ROOT, Plan, Proof

FREE = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla|ISC|GPL|PSF|Python Software|OFL|HPND|Unlicense|public domain|CC0|0BSD|Zlib|MIT-CMU",
    re.IGNORECASE,
)
KNOWN = {"espeakng-loader": "GPL-3.0-or-later: its content, which it does not declare"}


def closure(name: str = "radioprog") -> dict[str, tuple[str, str]]:
    """Return everything that the package needs to run: name, version, licence."""
    found: dict[str, tuple[str, str]] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        key = each.lower().replace("_", "-")
        if key in found:
            continue
        try:
            known = distribution(each)
        except PackageNotFoundError:
            continue  # for another system or version of Python
        meta = known.metadata
        classes = [
            one.rpartition("::")[2].strip()
            for one in meta.get_all("Classifier", [])
            if "License ::" in one
        ]
        licence = (
            meta.get("License-Expression") or "; ".join(classes) or (meta.get("License") or "")
        )
        found[key] = (
            known.version,
            KNOWN.get(key, licence.strip().splitlines()[0] if licence.strip() else ""),
        )
        needs = (need for need in known.requires or () if "extra ==" not in need)
        waiting.extend(re.split(r"[\s<>=!~;\[(]", need, maxsplit=1)[0] for need in needs)
    found.pop(name, None)
    return found


def sbom() -> dict[str, object]:
    """Return the bill of materials, in the form of CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "components": [
            {
                "type": "library",
                "name": name,
                "version": version,
                "purl": f"pkg:pypi/{name}@{version}",
                "licenses": [{"license": {"name": licence}}],
            }
            for name, (version, licence) in sorted(closure().items())
        ],
    }


def _built(home: Path, umask: int, kind: str) -> Path:
    """Make a wheel or sdist of a copy of this checkout, under another umask and other times."""
    tree = home / f"tree-{umask:o}-{kind}"
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        source, target = ROOT / name, tree / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
            os.utime(target, (umask * 10_000_000, umask * 10_000_000))
    out = home / f"out-{umask:o}-{kind}"
    out.mkdir()
    code = (
        f"import os; os.umask({umask}); import hatchling.build as b; b.build_{kind}({str(out)!r})"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tree, check=True, capture_output=True)
    return next(out.iterdir())


def prove(plan: Plan) -> Proof:
    """Look at licences, make wheel and sdist twice, and look into the wheel."""
    proof = Proof("S15", "reproducible wheel and sdist, a bill of materials, free licences")
    del plan
    for name, (version, licence) in sorted(closure().items()):
        proof.case(f"licence of {name} {version}", None if FREE.search(licence) else f"{licence!r}")
    components = sbom()["components"]
    assert isinstance(components, list)
    proof.notes.append(f"{len(components)} packages in the bill of materials")
    with tempfile.TemporaryDirectory() as home:
        for kind in ("wheel", "sdist"):
            twice = [_built(Path(home), umask, kind) for umask in (0o022, 0o077)]
            sums = [hashlib.sha256(path.read_bytes()).hexdigest() for path in twice]
            proof.case(f"{kind} twice", None if sums[0] == sums[1] else "other bytes")
            if kind == "wheel":
                names = zipfile.ZipFile(twice[0]).namelist()
                strange = [each for each in names if "tests/" in each or each.endswith(".pyc")]
                proof.case("what is in the wheel", f"{strange[:3]}" if strange else None)
    return proof


def write(path: Path) -> None:
    """Write the bill of materials."""
    path.write_text(json.dumps(sbom(), indent=2, ensure_ascii=False) + "\n", "utf-8")
