"""A site over time: what is written, kept, renewed, removed and refused; what a stick carries."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from lxml import html

import radioprog
from radioprog.cli.app import run
from radioprog.publish.site.model import page_name
from radioprog.studio.outlets import site as site_module
from radioprog.studio.outlets import site_folder
from radioprog.studio.outlets.site import PublishedSite, site
from radioprog.studio.outlets.site_folder import checked_address
from radioprog.studio.workers.executors import executor_for
from radioprog.studio.workers.pool import LocalPool
from tests.studio.outlets.built import add_programme, home_at

FIRST = "2026-11-28"
BASE = "https://dai.example"
LINKS = "//a/@href | //form/@action | //@src | //link[@rel='stylesheet' or @rel='icon']/@href"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = home_at(tmp_path / "w")
    add_programme(made, "ban-tin-1", "Bản tin số một", episode=1)
    add_programme(made, "tin/ban-tin-2", "Hoà bình trên bản", episode=2)
    return made


def publish(home: Path, **more) -> PublishedSite:
    options = {"first": FIRST, "base_url": BASE} | more
    return site(radioprog.Workspace.open(home), **options)


def tree(folder: Path) -> dict[str, bytes]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def codes(made: PublishedSite) -> set[str]:
    return {each.code for each in made.findings}


def test_every_page_exists_in_both_languages_and_every_link_leads_somewhere(home: Path) -> None:
    radioprog.calendar(radioprog.Workspace.open(home), first=FIRST, days=30)
    made = publish(home)
    files = tree(made.folder)
    assert {"index.html", "station/dong-hoi.html", "series/ban-tin.html"} <= set(made.pages)
    assert {f"en/{page}" for page in made.pages} | set(made.pages) <= set(files)
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        page = html.fromstring(data)
        assert page.get("lang") == ("en" if path.startswith("en/") else "vi")
        for link in page.xpath(LINKS):
            if link.startswith(("#", "webcal:")):
                continue
            assert "://" not in link and not link.startswith("/"), (path, link)
            target = (made.folder / path).parent / link.partition("#")[0].partition("?")[0]
            assert target.resolve().is_file(), (path, link)
            assert target.resolve().is_relative_to(made.folder)


def test_names_of_files_are_ascii_and_no_page_is_heavy(home: Path) -> None:
    sentences = [
        f"Câu thứ {number} của một bài rất dài, nói về bản làng." for number in range(4000)
    ]
    add_programme(home, "Bài dài ă", "Bài dài", episode=9, sentences=sentences)
    made = publish(home)
    files = tree(made.folder)
    assert all(re.fullmatch(r"[a-z0-9./_-]+", path) for path in files)
    shared = sum(len(files[f"assets/{name}"]) for name in ("site.css", "site.js", "icon.svg"))
    assert max(len(files[each]) for each in made.pages) + shared + 45_000 <= 150_000
    long = files[f"programme/{page_name('Bài dài ă')}.html"].decode()
    assert "Phần còn lại của lời đọc ở trong tệp văn bản" in long


def test_a_day_of_a_thousand_airings_is_told_in_number_where_it_does_not_fit(home: Path) -> None:
    slots = "slots:\n" + "".join(
        f"  - {{id: s{n:04d}, tên: 'Buổi phát số {n} có tên khá dài để thử', series: x{n}, "
        f"stations: dong-hoi, days: hằng ngày, at: '{n // 60:02d}:{n % 60:02d}', length: '1:00', "
        "from: 2026-11-01}\n"
        for n in range(1000)
    )
    (home / "schedules" / "lich.yaml").write_text(slots, encoding="utf-8")
    page = (publish(home).folder / "station" / "dong-hoi.html").read_bytes()
    assert len(page) < 110_000
    listed = len(re.findall(rb"<li class=\"first", page))
    left = int(re.search("Còn ([0-9]+) buổi nữa".encode(), page)[1])
    assert listed + left == 9 * 1000


def test_the_same_input_gives_the_same_bytes_in_another_place(home: Path, tmp_path: Path) -> None:
    first = tree(publish(home).folder)
    second = tree(publish(home, output=tmp_path / "elsewhere").folder)
    assert first == second
    assert publish(home).changed == ()


def test_one_changed_programme_touches_its_own_pages_and_those_that_name_it(home: Path) -> None:
    for number in range(3, 30):
        add_programme(home, f"ban-tin-{number}", f"Bản tin {number}", episode=number)
    before = publish(home)
    stamps = {path: (before.folder / path).stat().st_mtime_ns for path in tree(before.folder)}
    add_programme(home, "ban-tin-1", "Bản tin số một", episode=1, sentences=["Lời mới."])
    made = publish(home)
    pages = {path for path in made.changed if path.endswith(".html")}
    assert pages == {"programme/ban-tin-1.html", "en/programme/ban-tin-1.html"}
    assert "papers/ban-tin-1.txt" in made.changed
    for path, stamp in stamps.items():
        if path not in made.changed and path != "site.json":
            assert (made.folder / path).stat().st_mtime_ns == stamp


def test_a_new_master_has_a_new_address_and_the_old_sound_goes(home: Path) -> None:
    old = [path for path in tree(publish(home).folder) if path.startswith("sound/ban-tin-1-")]
    add_programme(home, "ban-tin-1", "Bản tin số một", episode=1, sound=b"\xff\xfbnew" * 99)
    made = publish(home)
    new = [path for path in tree(made.folder) if path.startswith("sound/ban-tin-1-")]
    assert len(old) == len(new) == 1 and old != new
    assert old[0] in made.removed


def test_the_folder_is_whole_without_the_workspace(home: Path) -> None:
    made = publish(home)
    sound = next((made.folder / "sound").iterdir())
    data = sound.read_bytes()
    for path in (home / "build" / "ban-tin-1", home / "build" / "tin" / "ban-tin-2"):
        for each in path.iterdir():
            each.unlink()
    assert sound.read_bytes() == data


def test_pages_that_are_gone_are_removed_unless_somebody_changed_them(home: Path) -> None:
    made = publish(home)
    (made.folder / "en" / "programme" / "ban-tin-1.html").write_text("my own words")
    (home / "scripts" / "ban-tin-1.md").unlink()
    after = publish(home)
    assert "programme/ban-tin-1.html" in after.removed
    assert (after.folder / "en" / "programme" / "ban-tin-1.html").read_text() == "my own words"
    assert "page-changed" in codes(after)


def test_a_damaged_page_is_mended(home: Path) -> None:
    made = publish(home)
    page = made.folder / "programme" / "ban-tin-1.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:100])
    assert publish(home).changed == ("programme/ban-tin-1.html",)
    assert page.read_bytes() == whole


@pytest.mark.parametrize(
    "state", [b"", b"[]", b"{", b'{"schema": 1, "files": {"../x": "0"}, "made_of": {}}']
)
def test_a_spoilt_list_of_files_does_not_harm(home: Path, state: bytes) -> None:
    made = publish(home)
    before = tree(made.folder)
    (home / "build" / "x").write_text("not ours")
    (made.folder / "site.json").write_bytes(state)
    assert tree(publish(home).folder) == before
    assert (home / "build" / "x").read_text() == "not ours"


def test_a_folder_with_somebody_elses_page_is_refused_and_nothing_is_written(
    home: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "www"
    theirs.mkdir()
    (theirs / "index.html").write_text("their page")
    with pytest.raises(radioprog.UsageError) as told:
        publish(home, output=theirs)
    assert told.value.findings[0].code == "folder-not-ours"
    assert (theirs / "index.html").read_text() == "their page"
    assert [each.name for each in theirs.rglob("*") if each.is_file()] == ["index.html"]


def test_killed_between_pages_the_next_run_completes(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "out"

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(site_folder.SiteFolder, "_remove_stale", killed)
        with pytest.raises(KeyboardInterrupt):
            publish(home, output=target)
    add_programme(home, "ban-tin-1", "Bản tin đổi tên", episode=1)
    assert tree(publish(home, output=target).folder) == tree(publish(home).folder)


def test_a_sound_that_is_not_what_was_built_keeps_its_programme_off_the_site(home: Path) -> None:
    (home / "build" / "ban-tin-1" / "ban-tin-1.web.mp3").write_bytes(b"something else")
    made = publish(home)
    assert "not-built" in codes(made)
    assert not (made.folder / "programme" / "ban-tin-1.html").exists()
    assert (made.folder / "programme" / f"{page_name('tin/ban-tin-2')}.html").exists()


def test_a_script_that_changed_since_its_build_is_told_and_left_out(home: Path) -> None:
    script = home / "scripts" / "ban-tin-1.md"
    script.write_text(script.read_text(encoding="utf-8") + "\nPTV: Thêm.\n", encoding="utf-8")
    made = publish(home)
    told = [each for each in made.findings if each.code == "not-built"]
    assert "scripts/ban-tin-1.md" in [each.place.file for each in told]
    assert "programme/ban-tin-1.html" not in made.pages


def test_a_unit_that_ended_says_where_to_go_on(home: Path) -> None:
    folder = publish(home).folder
    ended = html.fromstring((folder / "station" / "dong-hoi-cu.html").read_bytes())
    assert "ngừng từ sau ngày 30/6/2026" in ended.text_content()
    (link,) = ended.xpath("//*[@class='notice']/a")
    assert (link.text, link.get("href")) == ("Xã Hòa Bình", "../station/hoa-binh.html")
    index = (folder / "assets" / "index.js").read_text(encoding="utf-8")
    assert "station/dong-hoi-cu.html" not in index


def test_changes_are_told_in_words_on_the_page_of_the_station(home: Path) -> None:
    plan = home / "schedules" / "lich.yaml"
    text = plan.read_text(encoding="utf-8")
    what = "slot: tin, date: 2026-11-29, stations: dong-hoi, run: first, cancel: mất điện"
    plan.write_text(f"{text}exceptions:\n  - {{{what}}}\n", encoding="utf-8")
    folder = publish(home).folder
    page = html.fromstring((folder / "station" / "dong-hoi.html").read_bytes())
    (changes,) = page.xpath("//section[contains(@class, 'changes')]")
    assert "Chủ nhật, 29/11/2026: 17:10" in changes.text_content()
    assert "mất điện" in changes.text_content()
    other = html.fromstring((folder / "station" / "hoa-binh.html").read_bytes())
    assert not other.xpath("//section[contains(@class, 'changes')]")


def test_without_an_address_there_is_nothing_that_needs_one(home: Path) -> None:
    made = publish(home, base_url="")
    files = tree(made.folder)
    assert "no-feeds" in codes(made)
    assert not [path for path in files if path.startswith("feed/") or path == "sitemap.xml"]
    for path, data in files.items():
        assert not path.endswith(".html") or b"://" not in data, path


def test_a_page_shows_the_fingerprint_that_an_approval_is_bound_to(home: Path) -> None:
    made = publish(home)
    (stands,) = radioprog.verdicts(
        radioprog.Workspace.open(home), "ban-tin-1", edition=True
    ).subjects
    page = html.fromstring((made.folder / "programme" / "ban-tin-1.html").read_bytes())
    assert page.xpath("//*[@class='fingerprint']//dd/text()") == [stands.fingerprint]


def test_subscribing_needs_the_calendar_that_was_made(home: Path) -> None:
    assert "no-calendars" in codes(publish(home))
    radioprog.calendar(radioprog.Workspace.open(home), first=FIRST, days=30)
    made = publish(home)
    assert "no-calendars" not in codes(made)
    page = html.fromstring((made.folder / "station" / "dong-hoi.html").read_bytes())
    assert page.xpath("//a[starts-with(@href, 'webcal:')]/@href") == [
        "webcal://dai.example/station/dong-hoi.ics"
    ]
    (picture,) = page.xpath("//*[@class='qr']/img/@src")
    drawn = (made.folder / "station" / picture).read_bytes()
    assert html.fromstring(drawn).xpath("//*[local-name()='path']")
    ours = home / "build" / "calendar" / "dong-hoi.ics"
    assert (made.folder / "station" / "dong-hoi.ics").read_bytes() == ours.read_bytes()


def test_the_code_of_a_calendar_is_drawn_once_for_an_address(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    radioprog.calendar(radioprog.Workspace.open(home), first=FIRST, days=30)
    drawn: list[str] = []

    def draw(address: str) -> bytes:
        drawn.append(address)
        return address.encode()

    monkeypatch.setattr("radioprog.studio.outlets.site.qr_code", draw)
    folder = publish(home).folder
    assert len(drawn) == len(set(drawn)) == 5
    names = {path: data for path, data in tree(folder).items() if path.startswith("assets/qr-")}
    assert len(names) == 5
    drawn.clear()
    add_programme(home, "moi", "Bài mới", episode=9)
    assert publish(home).changed
    assert not drawn
    publish(home, base_url="https://khac.example")
    assert len(drawn) == 5
    assert {**names} != tree(folder)


@pytest.mark.parametrize(
    "given",
    [
        "javascript:alert(1)",
        "//x",
        "dai.example",
        "https://",
        "ftp://a",
        'https://a/"><b>',
        "https://u:p@a",
        "https://a/?q",
        "https://a b",
    ],
)
def test_what_is_no_web_address_is_refused(home: Path, given: str) -> None:
    with pytest.raises(radioprog.UsageError) as told:
        checked_address(given)
    assert told.value.findings[0].code == "bad-address"


def test_a_workspace_without_schedules_still_has_a_site(
    tmp_path: Path,
) -> None:
    home = home_at(tmp_path / "w")
    for each in (home / "schedules").iterdir():
        each.unlink()
    made = publish(home)
    assert made.pages == ("index.html",)
    add_programme(home, "một", "Một")
    assert len(publish(home).pages) == 3


def test_errors_in_the_schedule_stop_the_site_before_anything_is_written(home: Path) -> None:
    (home / "schedules" / "lich.yaml").write_text("slots:\n  - id: tin\n", encoding="utf-8")
    with pytest.raises(radioprog.ContentError):
        publish(home)
    assert not (home / "build" / "site" / "index.html").exists()


@pytest.mark.parametrize(
    "day", ["2024-02-29", "2026-12-31", "2027-01-01", "2026-11-29", "2026-11-30"]
)
def test_the_days_reach_to_the_sunday_of_the_next_week(home: Path, day: str) -> None:
    page = html.fromstring(
        (publish(home, first=day).folder / "station" / "dong-hoi.html").read_bytes()
    )
    days = [dt.date.fromisoformat(each) for each in page.xpath("//@data-day")]
    assert days[0] == dt.date.fromisoformat(day) and days[-1].isoweekday() == 7
    assert 8 <= len(days) <= 14
    assert days == [days[0] + dt.timedelta(days=number) for number in range(len(days))]


def test_what_nobody_approved_stays_off_the_site_or_is_marked_as_a_draft(home: Path) -> None:
    (home / "people.csv").write_text(
        "id,name,position,roles,stations\nlan,Trần Thị Lan,Trưởng ban,chief,\n", encoding="utf-8"
    )
    settings = home / "radioprog.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "approval: {needed: script}\n", encoding="utf-8"
    )
    made = publish(home)
    assert "programme/ban-tin-1.html" not in made.pages
    told = [each for each in made.findings if each.code == "not-approved"]
    assert [each.place.file for each in told] == [
        "scripts/ban-tin-1.md",
        "scripts/tin/ban-tin-2.md",
    ]
    assert all("Trần Thị Lan" in each.message.vi + each.remedy.vi for each in told)

    radioprog.approve(radioprog.Workspace.open(home), "ban-tin-1", by="lan")
    made = publish(home)
    assert "programme/ban-tin-1.html" in made.pages
    assert b"ban-tin-1" in (made.folder / "feed" / "network.xml").read_bytes()

    drafts = publish(home, draft=True)
    assert drafts.folder.name == "site-draft"
    assert "programme/ban-tin-1.html" in drafts.pages
    (page,) = [each for each in drafts.pages if each.startswith("programme/nhap--")]
    marked = html.fromstring((drafts.folder / page).read_bytes())
    assert marked.xpath("string(//h1)").startswith("[NHÁP]")
    assert "BẢN NHÁP" in marked.xpath("string(//*[@class='draft'])")
    for path, data in tree(drafts.folder).items():
        if path.startswith(("sound/", "papers/")):
            assert ("ban-tin-1" in path) != path.split("/")[1].startswith("nhap--")
        if path == "feed/network.xml":
            assert "[NHÁP] Hoà bình".encode() in data


def test_the_command_tells_what_it_did(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(home), "--json", "site", "--from", FIRST]) == 0
    answer = json.loads(capfd.readouterr().out)
    assert answer["folder"] == "build/site"
    assert "index.html" in answer["pages"] and "index.html" in answer["changed"]
    assert run(["-C", str(home), "site", "--base-url", "javascript:x"]) == 2


def test_one_process_and_two_write_the_same_bytes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "_AT_ONCE", 4)
    handed: list[object] = []
    submit = LocalPool.submit
    monkeypatch.setattr(LocalPool, "submit", lambda *given: handed.append(given) or submit(*given))
    radioprog.calendar(radioprog.Workspace.open(home), first=FIRST, days=30)
    alone = publish(home)
    with executor_for(2) as executor:
        both = publish(home, output=tmp_path / "two", executor=executor)
        again = publish(home, output=tmp_path / "two", executor=executor)
    assert len(handed) >= 4
    assert tree(both.folder) == tree(alone.folder)
    assert (both.pages, both.changed, both.findings) == (
        alone.pages,
        alone.changed,
        alone.findings,
    )
    assert again.changed == () and again.pages == alone.pages
