"""Packs on sticks and in folders: put there without mixing anything, and looked at again.

Another station's stick is refused, other people's files are left alone, an older week goes when
the new one stands ready, and what was interrupted is completed by the same command.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from radioprog.kernel.disk.opening import disk_errors, free_bytes, open_regular
from radioprog.kernel.errors import ContentError, DiskError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.findings import Finding, Place
from radioprog.kernel.medium import STAGE, Medium
from radioprog.publish.pack import findings as says
from radioprog.publish.pack.papers import RECEIPT
from radioprog.publish.pack.plan import LARGEST_FILE, MANIFEST, PackFile, PackPlan, room_for
from radioprog.publish.pack.read import PackedFile, PackManifest, read_pack
from radioprog.studio.workspace import Workspace

PackStatus = Literal["copied", "current", "refused"]
MEGABYTE = 1e6
_READ = 1 << 20
_LITTER = frozenset((".ds_store", "thumbs.db", "desktop.ini"))
_LITTER_FORK = "._"
_OF_SYSTEMS = frozenset(("System Volume Information", "$RECYCLE.BIN", "lost+found"))


@dataclass(frozen=True, slots=True)
class PackCheck:
    """A pack that was looked at: whose it is (nothing where nobody can tell), and what is amiss."""

    path: Path
    manifest: PackManifest | None
    findings: tuple[Finding, ...]

    @property
    def whole(self) -> bool:
        """Tell whether every file is there as it was copied."""
        return self.manifest is not None and not any(each.is_error for each in self.findings)


def copy_pack(
    workspace: Workspace, root: Path, plan: PackPlan
) -> tuple[PackStatus, tuple[Finding, ...]]:
    """Put a pack into a folder in place of the one that stands there.

    Raises:
        ContentError: another station's pack, or other people's files, stand there.
        DiskError: no room, or the disk refused.
    """
    place = Place(workspace.show(root))
    check_sizes(plan, place)
    medium = Medium(root, MANIFEST)
    standing = medium.manifest()
    before = _ours(plan.title.station, (standing,) if standing else medium.left(), place)
    names = _names_of(before, root)
    _refuse_strangers(plan, root, names, place)
    if standing == plan.manifest and not _amiss(root, before[0], workspace.show(root)):
        medium.clear()
        return "current", ()
    kept, findings = _filled_in(workspace, root, before)
    if standing is None and before:
        medium.sweep(names, kept)  # what an interrupted copying left in part
    medium.clear()
    retire = _must_make_room(plan, root, names, place)
    try:
        if retire:
            medium.retire(names, kept)
        for file in plan.files:
            _add(medium, file, root)
        medium.commit(plan.manifest, plan.tops, old=names, kept=kept)
    except BaseException:
        medium.give_up()
        raise
    return "copied", (*findings, *_not_empty(plan, root, kept, place))


def _add(medium: Medium, file: PackFile, root: Path) -> None:
    def write(path: Path) -> None:
        with path.open("xb") as out:
            write_file(file, out)

    if medium.add(file.name, write) != file.sha256:
        path = file.sound.path if file.sound else root / file.name
        raise ContentError(says.SOUND_DAMAGED(Place(str(path)), script=""))


def _ours(station: str, manifests: Iterable[bytes], place: Place) -> tuple[PackManifest, ...]:
    """Read the manifests that stand on a medium; those of others are refused."""
    found = []
    for data in manifests:
        manifest = read_pack(data)
        if manifest is None:
            raise ContentError(says.NOT_OURS(place, names=[MANIFEST]))
        if manifest.station != station:
            raise ContentError(says.OTHER_STATION(place, found=manifest.station, wanted=station))
        found.append(manifest)
    return tuple(found)


def _names_of(manifests: Sequence[PackManifest], root: Path) -> tuple[str, ...]:
    """Return the files of older packs, and the litter that systems leave in their folders."""
    names = dict.fromkeys(name for each in manifests for name in each.names)
    for folder in {name.rpartition("/")[0] for name in names} - {""}:
        with disk_errors(root / folder):
            inside = sorted((root / folder).iterdir()) if (root / folder).is_dir() else []
        for path in inside:
            if path.name.startswith(_LITTER_FORK) or path.name.lower() in _LITTER:
                names[f"{folder}/{path.name}"] = None
    return tuple(names)


def _refuse_strangers(plan: PackPlan, root: Path, ours: Sequence[str], place: Place) -> None:
    """Refuse a folder in which other people's files stand where the pack's will be."""
    with disk_errors(root):
        if not root.is_dir():
            if root.exists():
                raise ContentError(says.NOT_OURS(place, names=[root.name]))
            return
        strange = []
        known = {name.partition("/")[0] for name in ours}
        for top in plan.tops:
            path = root / top
            if not path.exists():
                continue
            if top not in known:
                strange.append(top)
            elif path.is_dir():
                inside = sorted(f"{top}/{each.name}" for each in path.iterdir())
                strange += [name for name in inside if name not in ours]
        packs = sorted(each.parent.name for each in root.glob(f"*/{MANIFEST}"))
    if strange or packs:
        raise ContentError(says.NOT_OURS(place, names=[*strange, *packs][:5]))


def _filled_in(
    workspace: Workspace, root: Path, before: Sequence[PackManifest]
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Find a receipt that somebody filled in: it is put aside, never swept away."""
    sums = {each.sha256 for pack in before for each in pack.files if each.name == RECEIPT}
    path = root / RECEIPT
    with disk_errors(path):
        if not sums or not path.is_file() or sha256_of(path) in sums:
            return {}, ()
    stem = f"receipt-{before[0].first.isoformat()}"
    names = (f"{stem}{f'-{n}' * (n > 1)}.csv" for n in range(1, 1000))
    kept = next(name for name in names if not (root / name).exists())
    shown = workspace.show(root / kept)
    found = says.RECEIPT_KEPT(Place(workspace.show(path)), kept=kept, path=shown)
    return {RECEIPT: kept}, (found,)


def _not_empty(
    plan: PackPlan, root: Path, kept: Mapping[str, str], place: Place
) -> tuple[Finding, ...]:
    """Tell that other people's files stand on the stick: a player plays them too."""
    ours = {*plan.tops, MANIFEST, *kept.values()}
    with disk_errors(root):
        others = sorted(each.name for each in root.iterdir() if each.name not in ours)
    shown = [name for name in others if not name.startswith(".") and name not in _OF_SYSTEMS]
    shown = [name for name in shown if not name.startswith("receipt-")]
    return (says.NOT_EMPTY(place, names=shown[:5]),) if shown else ()


def _must_make_room(plan: PackPlan, root: Path, old: Sequence[str], place: Place) -> bool:
    """Tell whether the older pack has to go before the new one is copied.

    Raises:
        DiskError: ``no-room``, even so.
    """
    free = free_bytes(root)
    if free >= plan.size:
        return False
    with disk_errors(root):
        sizes = [(root / name).stat().st_size for name in old if (root / name).is_file()]
    if free + room_for(sizes) >= plan.size:
        return True
    days = max(1, plan.title.days // 2)
    need = plan.size / MEGABYTE
    raise DiskError(says.NO_ROOM(place, need=need, free=free / MEGABYTE, days=days))


def write_file(file: PackFile, out: IO[bytes]) -> None:
    """Write the bytes of a file of a pack."""
    out.write(file.head)
    if file.sound is not None:
        with open_regular(file.sound.path) as sound:
            sound.seek(file.skip)
            shutil.copyfileobj(sound, out, _READ)
    out.write(file.tail)


def check_sizes(plan: PackPlan, place: Place) -> None:
    """Refuse what FAT32 cannot hold.

    Raises:
        ContentError: ``too-large-for-fat``.
    """
    for each in plan.files:
        if each.size > LARGEST_FILE:
            raise ContentError(says.TOO_LARGE_FOR_FAT(place, name=each.name))


# --- looking at a pack again ---


def verify_pack(workspace: Workspace, folder: Path, *, station: str | None = None) -> PackCheck:
    """Look at a pack again: every file as it was copied, and the right station's.

    Args:
        workspace: from which paths are shown.
        folder: where the pack stands.
        station: whose pack is wanted; any where none is named.

    Raises:
        DiskError: the disk refused to be read.
    """
    shown = workspace.show(folder)
    place = Place(shown)
    medium = Medium(folder, MANIFEST)
    data = medium.manifest()
    if data is None:
        halves = [half for half in map(read_pack, medium.left()) if half is not None]
        whose = station or (halves[0].station if halves else "STATION")
        code = says.HALF_A_PACK if halves or (folder / STAGE).exists() else says.NO_PACK
        return PackCheck(folder, None, (code(place, station=whose, folder=shown),))
    manifest = read_pack(data)
    if manifest is None:
        return PackCheck(folder, None, (says.NOT_OURS(place, names=[MANIFEST]),))
    if station is not None and manifest.station != station:
        other = says.OTHER_STATION(place, found=manifest.station, wanted=station)
        return PackCheck(folder, manifest, (other,))
    return PackCheck(folder, manifest, _all_amiss(workspace, folder, manifest))


def _amiss(root: Path, manifest: PackManifest, shown: str) -> tuple[Finding, ...]:
    """Find what is not as it was copied; the receipt may be filled in."""
    found = []
    for each in manifest.files:
        path, place = root / each.name, Place(f"{shown}/{each.name}")
        with disk_errors(path):
            if not path.is_file():
                found.append(says.FILE_MISSING(place, station=manifest.station, folder=shown))
            elif each.name != RECEIPT and not _is_as_copied(path, each):
                found.append(says.FILE_CHANGED(place, station=manifest.station, folder=shown))
    return tuple(found)


def _all_amiss(workspace: Workspace, root: Path, manifest: PackManifest) -> tuple[Finding, ...]:
    found = list(_amiss(root, manifest, workspace.show(root)))
    for each in manifest.files:
        path = root / each.name
        if each.name == RECEIPT and path.is_file() and not _is_as_copied(path, each):
            shown = workspace.show(path)
            found.append(says.RECEIPT_FILLED(Place(shown), path=shown))
    return tuple(found)


def _is_as_copied(path: Path, file: PackedFile) -> bool:
    with disk_errors(path):
        return path.stat().st_size == file.size and sha256_of(path) == file.sha256
