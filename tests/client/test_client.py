"""Types reach a stranger: mypy --strict on a client that knows only the shelf."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import radioprog

HERE = Path(__file__).parent


def test_the_types_are_shipped() -> None:
    assert (Path(radioprog.__file__).parent / "py.typed").exists()


def test_a_strangers_client_is_clean_under_mypy_strict(tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text((HERE / "client.py").read_text(encoding="utf-8"))
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = true\nfollow_imports = silent\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "client.py"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "MYPYPATH": str(HERE.parents[1]), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout
