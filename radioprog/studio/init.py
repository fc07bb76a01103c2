"""``init``: a folder becomes a workspace that can be built at once, without any network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from radioprog.kernel.disk.opening import read_regular
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import publish_bytes
from radioprog.kernel.findings import Place
from radioprog.studio import findings as say
from radioprog.studio.workspace import FILE

EXAMPLES = ("quang-binh",)
_PAGES = (  # the guide leads there
    "docs/script.md",
    "docs/findings.md",
    "docs/completion.md",
    "docs/schedules.md",
    "docs/voices.md",
)
_PARTS = (
    FILE,
    "series.yaml",
    "HUONG-DAN.md",
    "scripts",
    "assets",
    "schedules",
    "plans",
    "record/played",
    *_PAGES,
)

_COMPOSED = ("beds", "jingles", "sfx", "stings")
"""The folders of sounds that `radioprog.audio.synth` composed; recordings lie elsewhere."""


def init(
    folder: Path, *, example: str | None = None, instead: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Make a workspace in a folder and give the files that were written, ``radioprog.yaml`` last.

    With ``example`` the named example is copied; without, a small workspace of one's own is made,
    with composed sounds; ``instead`` are texts that take the place of its own. Nothing
    that already stands there is overwritten; what an interrupted `init` left is gone on with.

    Raises:
        UsageError: ``already-workspace``, ``file-exists`` or ``unknown-example``.
        DiskError: the folder cannot be written.
    """
    contents = _example(example) if example else _fresh()
    contents |= {name: text.encode() for name, text in (instead or {}).items()}
    _refuse_to_overwrite(folder, contents)
    names = sorted(contents, key=lambda name: (name == FILE, name))
    for name in names:
        publish_bytes(folder / name, contents[name])
    return tuple(folder / name for name in names)


def _refuse_to_overwrite(folder: Path, contents: Mapping[str, bytes]) -> None:
    for name in (FILE, *sorted(contents)):
        if (folder / name).exists() and (name == FILE or not _holds(folder / name, contents[name])):
            told = say.ALREADY_WORKSPACE if name == FILE else say.FILE_EXISTS
            raise UsageError(told(Place(str(folder / name))))


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds these very bytes, as an interrupted `init` leaves it."""
    try:
        return path.stat().st_size == len(data) and read_regular(path, limit=len(data)) == data
    except OSError:
        return False


def _example(name: str) -> dict[str, bytes]:
    if name not in EXAMPLES:
        raise UsageError(say.UNKNOWN_EXAMPLE(name=name, known=list(EXAMPLES)))
    root = _example_root(name)
    return {path: data for part in _PARTS for path, data in _files(root / part, part)}


def _example_root(name: str) -> Traversable:
    carried = resources.files("radioprog") / "example" / name
    if carried.joinpath(FILE).is_file():
        return carried
    return Path(__file__).resolve().parents[2]  # a checkout: its root is the example


def _files(node: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    if node.is_file():
        yield path, node.read_bytes()
    elif node.is_dir():
        for child in node.iterdir():
            if not child.name.startswith("."):
                yield from _files(child, f"{path}/{child.name}")


def fresh_text(name: str) -> str:
    """Return a file of a new workspace, as it is before anything was answered."""
    folder = resources.files("radioprog") / "studio" / "templates"
    return folder.joinpath(*name.split("/")).read_text(encoding="utf-8")


def example_text(example: str, name: str) -> str:
    """Return a file of an example."""
    return _example_root(example).joinpath(*name.split("/")).read_text(encoding="utf-8")


def _fresh() -> dict[str, bytes]:
    folder = resources.files("radioprog") / "studio" / "templates"
    texts = {path: data for part in folder.iterdir() for path, data in _files(part, part.name)}
    return {**texts, **_sounds()}


def _sounds() -> dict[str, bytes]:
    """Return the sounds of a new workspace: those that were composed for the example."""
    root = _example_root(EXAMPLES[0])
    return {
        path: data
        for part in _COMPOSED
        for path, data in _files(root / "assets" / part, f"assets/{part}")
    }
