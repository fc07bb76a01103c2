"""What an alert makes anew: all that stands, that which a killed run left in part as well."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import radioprog
from radioprog.kernel.medium import STAGE, Medium
from radioprog.publish.pack.plan import MANIFEST
from radioprog.studio.outlets.export import Batch, export, standing_export
from radioprog.studio.outlets.pack import pack
from radioprog.studio.outlets.stick import verify_pack
from radioprog.studio.publication.renewing import renew
from tests.studio.outlets.built import add_programme, home_at

FIRST = dt.date(2026, 11, 1)


@pytest.fixture
def home(tmp_path: Path) -> radioprog.Workspace:
    folder = home_at(tmp_path / "w")
    add_programme(folder, "ban-tin-1", "Bản tin số một")
    return radioprog.Workspace.open(folder)


class Killed(BaseException):
    """Ends a run where it stands, as a kill does: nothing is tidied up."""


def killed(*_: object, **__: object) -> None:
    raise Killed


def test_a_pack_whose_change_was_cut_off_is_made_whole(
    home: radioprog.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(home, "dong-hoi", first=FIRST)
    folder = home.build / "packs" / "dong-hoi"
    add_programme(home.root, "ban-tin-2", "Bản tin số hai", episode=2)
    with monkeypatch.context() as patch:
        patch.setattr(Medium, "sweep", killed)
        patch.setattr(Medium, "give_up", lambda self: None)
        with pytest.raises(Killed):
            pack(home, "dong-hoi", first=FIRST)
    assert not (folder / MANIFEST).exists() and (folder / STAGE).is_dir()
    made = renew(home, ["dong-hoi"], first=FIRST)
    assert made.files["packs"] == ("build/packs/dong-hoi",)
    assert verify_pack(home, folder, station="dong-hoi").whole


def test_an_export_that_was_cut_off_is_made_whole(
    home: radioprog.Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Batch, "commit", killed)
        with pytest.raises(Killed):
            export(home, "m3u", first=FIRST, stations=["dong-hoi"])
    made = renew(home, ["dong-hoi"], first=FIRST)
    assert made.files["exports"] == ("build/export/m3u",)
    assert list((home.build / "export" / "m3u" / "dong-hoi").glob("*.m3u8"))
    known = standing_export(home.build / "export" / "m3u")
    assert known is not None and known.stations == ("dong-hoi",)


def test_what_was_never_made_is_not_begun(home: radioprog.Workspace) -> None:
    made = renew(home, ["dong-hoi"], first=FIRST)
    assert {"calendars"} <= set(made.files) <= {"calendars", "notices"}
    assert not (home.build / "site").exists()
