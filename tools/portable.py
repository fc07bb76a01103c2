"""Make a folder that is carried on a stick and started by a double click.

``python tools/portable.py DIR`` makes it. It holds radioprog with all that the studio in the
browser stands on, a start file, and an empty folder for the work. Nothing is installed on the
machine that it is carried to, and nothing is fetched there. For Windows the embeddable Python of
python.org goes along (``--windows ZIP``); on Linux the Python of the machine is used, of the same
version as the one that made the folder.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
LIBRARY, WORK, PYTHON = "phan-mem", "du-lieu", "python"
_ZIP = re.compile(r"python-3\.(\d+)\.\d+-embed-(amd64|arm64)\.zip")

SHELL = """\
#!/bin/sh
# Bấm đúp để mở phòng phát thanh trong trình duyệt; đóng cửa sổ này là tắt.
here=$(cd "$(dirname "$0")" && pwd)
for python in python{version} python3; do
    if command -v "$python" >/dev/null && "$python" -c \\
        'import sys; sys.exit(sys.version_info[:2] != ({major}, {minor}))'; then
        PYTHONPATH="$here/{library}" PYTHONNOUSERSITE=1 \\
            exec "$python" -m radioprog -C "$here/{work}" serve --open "$@"
    fi
done
echo "Máy này chưa có Python {version}; cài gói python{version} rồi mở lại." >&2
exit 1
"""
BATCH = """\
@echo off\r
rem Bam dup de mo phong phat thanh trong trinh duyet; dong cua so nay la tat.\r
chcp 65001 >nul\r
"%~dp0{python}\\python.exe" -m radioprog -C "%~dp0{work}" serve --open %*\r
if errorlevel 1 pause\r
"""


def start_file(folder: Path, version: tuple[int, int], *, windows: bool) -> Path:
    """Write the file that is clicked, and return it."""
    words = {
        "version": f"{version[0]}.{version[1]}",
        "major": version[0],
        "minor": version[1],
        "library": LIBRARY,
        "work": WORK,
        "python": PYTHON,
    }
    path = folder / ("phat-thanh.bat" if windows else "phat-thanh.sh")
    path.write_bytes((BATCH if windows else SHELL).format(**words).encode())
    path.chmod(0o755)
    return path


def embedded_python(folder: Path, archive: Path) -> tuple[int, int]:
    """Unpack the embeddable Python, made to find the library beside it; return its version."""
    named = _ZIP.fullmatch(archive.name)
    if named is None:
        raise SystemExit(f"{archive.name}: not python-3.X.Y-embed-amd64.zip of python.org")
    home = folder / PYTHON
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(home)
    paths = next(home.glob("python3*._pth"), None)
    if paths is None:
        raise SystemExit(f"{archive.name}: there is no python3XX._pth in it")
    lines = [each for each in paths.read_text().splitlines() if each.strip() != f"../{LIBRARY}"]
    paths.write_text("\n".join([*lines, f"../{LIBRARY}"]) + "\n")
    return 3, int(named[1])


def library(folder: Path, version: tuple[int, int], platform: str | None, source: str) -> None:
    """Put radioprog and what it stands on into the folder, wheels alone."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade"]
    target = ["--target", str(folder / LIBRARY)]
    wheels = folder / "wheels"
    made = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(wheels), source]
    subprocess.run(made, check=True)
    ours = next(wheels.glob("radioprog-*.whl"))
    asked = ["--only-binary", ":all:", "--python-version", f"{version[0]}.{version[1]}"]
    asked += ["--platform", platform] if platform else []
    subprocess.run([*pip, *target, *asked, f"{ours}[web]"], check=True)
    for each in wheels.iterdir():
        each.unlink()
    wheels.rmdir()


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--windows", type=Path, metavar="ZIP", help="the embeddable Python")
    parser.add_argument("--source", default=str(HOME), help="where radioprog is taken from")
    said = parser.parse_args(arguments)
    if said.folder.exists() and any(said.folder.iterdir()):
        raise SystemExit(f"{said.folder} is not empty")
    (said.folder / WORK).mkdir(parents=True, exist_ok=True)
    version, platform = (sys.version_info.major, sys.version_info.minor), None
    if said.windows is not None:
        version = embedded_python(said.folder, said.windows)
        platform = "win_arm64" if "arm64" in said.windows.name else "win_amd64"
    library(said.folder, version, platform, said.source)
    start = start_file(said.folder, version, windows=said.windows is not None)
    print(f"{said.folder}: double click {start.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
