"""The site brought to a bucket or a folder: by difference, its list last, from where it stopped."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import MachineError, UsageError
from radioprog.kernel.store.bucket import Storage, Trouble, open_storage
from radioprog.studio.outlets import push_site as module
from radioprog.studio.outlets.push_site import STATE, push_site
from radioprog.studio.outlets.site_folder import read_state
from radioprog.studio.workspace import Workspace
from tests.kernel.bucket import a_bucket
from tests.studio.outlets.built import add_programme, home_at

FIRST = dt.date(2026, 11, 2)
HOSTILE = "<b>'\"]]>#{x}\U0001f399" + "dài " * 60


@pytest.fixture(autouse=True)
def fresh_storages():
    open_storage.cache_clear()
    yield
    open_storage.cache_clear()


@pytest.fixture
def home(tmp_path) -> Workspace:
    folder = home_at(tmp_path / "w")
    add_programme(folder, "tin-1", "Bản tin 1")
    add_programme(folder, "tin-2", HOSTILE, episode=2)
    return Workspace.open(folder)


@pytest.fixture
def bucket(monkeypatch):
    with a_bucket(monkeypatch) as made:
        yield made


def pushed(home: Workspace, url: str, **more):
    return push_site(home, url, first=FIRST, base_url="https://dai.example", **more)


def files_of(home: Workspace) -> dict[str, bytes]:
    site = home.build / "site"
    state = read_state(site / "site.json")
    return {path: (site / path).read_bytes() for path in state.files}


def there(bucket) -> dict[str, bytes]:
    begin = f"{bucket.url.split('/', 3)[3]}/"
    return {key.removeprefix(begin): bucket.read(key) for key in bucket.names()}


def listed(held: dict[str, bytes]) -> dict:
    return json.loads(held[STATE])


def same(home: Workspace, held: dict[str, bytes]) -> bool:
    return {path: data for path, data in held.items() if path != STATE} == files_of(home)


def test_all_of_the_site_arrives_and_then_only_what_changed(home, bucket) -> None:
    made = pushed(home, bucket.url)
    held = there(bucket)
    assert same(home, held) and set(made.sent) == set(files_of(home))
    state = listed(held)
    assert state["whole"] is True and set(state["files"]) == set(made.sent)
    again = pushed(home, bucket.url)
    assert (again.sent, again.removed, again.kept) == ((), (), len(made.sent))
    add_programme(home.root, "tin-1", "Bản tin khác", sentences=["Câu mới."])
    changed = pushed(home, bucket.url)
    assert "programme/tin-1.html" in changed.sent and "programme/tin-2" not in str(changed.sent)
    assert same(home, there(bucket))


def test_what_is_no_longer_part_of_the_site_goes_and_others_files_stay(home, bucket) -> None:
    pushed(home, bucket.url)
    key = bucket.names()[0].rsplit("/", 1)[0]
    name = bucket.url.split("/")[2]
    bucket.client.put_object(Bucket=name, Key="rieng.txt", Body=b"x")
    bucket.client.put_object(Bucket=name, Key=f"{key}/cua-nguoi-khac.txt", Body=b"y")
    shutil.rmtree(home.root / "build" / "tin-2")
    (home.root / "scripts" / "tin-2.md").unlink()
    made = pushed(home, bucket.url)
    assert "programme/tin-2.html" in made.removed
    left = bucket.names()
    assert not any("tin-2" in each for each in left)
    assert "rieng.txt" in left and f"{key}/cua-nguoi-khac.txt" in left


def test_files_of_somebody_else_are_not_written_over(home, bucket) -> None:
    name, prefix = bucket.url.removeprefix("s3://").split("/", 1)
    bucket.client.put_object(Bucket=name, Key=f"{prefix}/index.html", Body=b"theirs")
    with pytest.raises(UsageError) as caught:
        pushed(home, bucket.url)
    assert caught.value.findings[0].code == "folder-not-ours"
    assert bucket.names() == [f"{prefix}/index.html"]
    assert bucket.read(f"{prefix}/index.html") == b"theirs"


@pytest.mark.parametrize("after", [0, 1, 7, 25])
def test_stopped_in_the_middle_the_next_run_sends_the_rest(
    home, bucket, monkeypatch, after
) -> None:
    monkeypatch.setattr(module, "_FILES_A_NOTE", 4)
    bring, done = Storage.bring, []

    def failing(self, path, name, headers=None) -> None:
        if name != STATE and len(done) >= after:
            raise KeyboardInterrupt
        bring(self, path, name, headers)
        done.extend([name] if name != STATE else [])

    monkeypatch.setattr(Storage, "bring", failing)
    with pytest.raises(KeyboardInterrupt):
        pushed(home, bucket.url)
    assert listed(there(bucket))["whole"] is False
    monkeypatch.setattr(Storage, "bring", bring)
    made = pushed(home, bucket.url)
    held = there(bucket)
    assert same(home, held) and listed(held)["whole"] is True
    assert not set(made.sent) & set(done), "what had arrived is not sent again"


def test_an_old_page_that_was_half_replaced_is_not_believed(home, bucket, monkeypatch) -> None:
    pushed(home, bucket.url)
    before = (home.root / "scripts" / "tin-1.md").read_text("utf-8")
    add_programme(home.root, "tin-1", "Bản tin X")
    bring = Storage.bring

    def killed(self, path, name, headers=None) -> None:
        bring(self, path, name, headers)
        if name == "programme/tin-1.html":  # as by kill -9: nothing more is written down
            monkeypatch.setattr(Storage, "bring", dead)
            raise KeyboardInterrupt

    def dead(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Storage, "bring", killed)
    with pytest.raises(KeyboardInterrupt):
        pushed(home, bucket.url)
    monkeypatch.setattr(Storage, "bring", bring)
    add_programme(home.root, "tin-1", "Bản tin 1")  # back to what the list knew, of the same size
    assert (home.root / "scripts" / "tin-1.md").read_text("utf-8") == before
    pushed(home, bucket.url)
    assert same(home, there(bucket))


def test_a_bucket_that_is_not_there_and_one_that_refuses_are_told(
    home, bucket, monkeypatch
) -> None:
    with pytest.raises(MachineError) as caught:
        pushed(home, "s3://khong-co-kho-nay/x")
    assert caught.value.findings[0].code == "storage-out-of-reach"
    for url in ("s3://a:b@kho/x", "s3://kho/../x", "ftp://kho/x", "s3://kho/x?y=1"):
        with pytest.raises(UsageError):
            pushed(home, url)
    monkeypatch.setattr("moto.settings.INITIAL_NO_AUTH_ACTION_COUNT", 0)
    open_storage.cache_clear()
    with pytest.raises(MachineError):
        pushed(home, bucket.url)


def test_a_line_that_is_cut_ends_in_words_and_the_rest_comes_later(
    home, bucket, monkeypatch
) -> None:
    real, calls = Storage._put, []

    def cut(self, path, there, headers) -> None:
        calls.append(there)
        if len(calls) > 10:
            raise ConnectionResetError("cut")
        real(self, path, there, headers)

    monkeypatch.setattr(Storage, "_put", cut)
    with pytest.raises(MachineError) as caught:
        pushed(home, bucket.url)
    assert caught.value.findings[0].remedy.to("vi")
    monkeypatch.setattr(Storage, "_put", real)
    open_storage.cache_clear()
    pushed(home, bucket.url)
    assert same(home, there(bucket)) and listed(there(bucket))["whole"] is True


def test_a_place_that_swallows_a_file_is_not_believed(home, bucket, monkeypatch) -> None:
    real = Storage._put

    def short(self, path, there, headers) -> None:
        if there.endswith("/tin-1.html"):
            self._uplink.pipe_file(there, b"")
            return
        real(self, path, there, headers)

    monkeypatch.setattr(Storage, "_put", short)
    with pytest.raises(MachineError) as caught:
        pushed(home, bucket.url)
    assert caught.value.findings[0].code == "upload-damaged"
    monkeypatch.setattr(Storage, "_put", real)
    made = pushed(home, bucket.url)
    assert set(made.sent) == {"programme/tin-1.html", "en/programme/tin-1.html"}


def test_a_browser_is_told_what_each_file_is(home, bucket) -> None:
    pushed(home, bucket.url)
    name, prefix = bucket.url.removeprefix("s3://").split("/", 1)
    kinds = {}
    for path in there(bucket):
        head = bucket.client.head_object(Bucket=name, Key=f"{prefix}/{path}")
        kinds[path] = (head["ContentType"], head["CacheControl"])
    assert kinds["index.html"] == ("text/html; charset=utf-8", "no-cache")
    assert kinds["feed/network.xml"][0] == "application/rss+xml"
    assert kinds["assets/site.js"][0].startswith("text/javascript")
    sounds = [each for path, each in kinds.items() if path.startswith("sound/")]
    assert sounds and all(each == ("audio/mpeg", sounds[0][1]) for each in sounds)
    assert "immutable" in sounds[0][1]


@pytest.mark.parametrize(
    "spoilt",
    [
        b"",
        b"[]",
        b'{"schema": 1, "files": {"../../x": [1, "a"], "/etc/y": [1, "b"]}}',
        b'{"schema": 1, "files": {"a": 1}}',
        b"\xff\xfe",
        b'{"schema": 9, "files": {}}',
    ],
)
def test_a_spoilt_list_is_a_stranger_s(home, tmp_path, spoilt) -> None:
    place = tmp_path / "nas"
    pushed(home, f"file://{place}")
    outside = tmp_path / "x"
    outside.write_bytes(b"mine")
    (place / STATE).write_bytes(spoilt)
    with pytest.raises(UsageError):
        pushed(home, f"file://{place}")
    assert outside.read_bytes() == b"mine"


def test_a_shared_folder_takes_it_too_and_another_folder_can_be_sent(home, tmp_path) -> None:
    place = tmp_path / "nas"
    made = pushed(home, f"file://{place}")
    held = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file()
    }
    assert same(home, held) and not any(path.endswith(".part") for path in held)
    assert pushed(home, f"file://{place}").sent == () and made.sent
    pack = home.root / "goi"
    (pack / "a").mkdir(parents=True)
    (pack / "a" / "01.mp3").write_bytes(b"x")
    (pack / ".an").write_bytes(b"x")
    (pack / "link").symlink_to("/etc/passwd")
    sent = push_site(home, f"file://{tmp_path / 'nas2'}", folder="goi").sent
    assert sent == ("a/01.mp3",)
    (tmp_path / "trong").mkdir()
    with pytest.raises(UsageError):
        push_site(home, f"file://{tmp_path / 'nas3'}", folder=tmp_path / "trong")


def test_the_command_and_the_outlet(home, tmp_path, capsys) -> None:
    place = tmp_path / "nas"
    (home.root / "outlets.yaml").write_text(
        f"outlets:\n  mang: {{đích: site, url: 'file://{place}', trang: 'https://dai.example'}}\n",
        encoding="utf-8",
    )
    line = ["-C", str(home.root), "--json", "push"]
    assert run([*line, "mang", "--from", "2026-11-02"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "feed/network.xml" in told["sent"] and told["kept"] == 0
    assert run([*line, f"file://{place}", "--from", "2026-11-02"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert any(path.startswith("feed/") for path in told["removed"]), "no address, no feeds"
    for wrong in (["mangg"], ["caldav"], ["ftp://x/y"], ["site", "abc/def"], ["gi", "do"]):
        assert run([*line, *wrong]) == 2
        assert json.loads(capsys.readouterr().out)["findings"][0]["remedy"]


def test_trouble_is_not_hidden_by_the_list(home, tmp_path, monkeypatch) -> None:
    """A place that can be read but not written ends in words, with nothing removed."""
    place = tmp_path / "nas"
    pushed(home, f"file://{place}")
    before = {path.name for path in place.rglob("*")}
    add_programme(home.root, "tin-3", "Tin 3", episode=3)

    def refuses(self, path, there, headers) -> None:
        raise PermissionError("read only")

    monkeypatch.setattr(Storage, "_put", refuses)
    with pytest.raises(MachineError) as caught:
        pushed(home, f"file://{place}")
    assert not isinstance(caught.value, Trouble)
    assert {path.name for path in place.rglob("*")} == before
