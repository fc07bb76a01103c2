"""The studio in a real Chromium: people write, mend by clicks, save side by side, and listen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from radioprog.studio.build import build
from radioprog.studio.workspace import Workspace
from tests.studio.air.test_applying_by_name import PLAN, STATIONS
from tests.studio.desk.test_judging import FIVE
from tests.web.driver import Chromium, Tab
from tests.web.visitor import served, studio

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["/", "/scripts", "/scripts/ban-tin", "/versions/ban-tin", "/programmes/ban-tin"]
PAGES += ["/schedule", "/publish", "/stations", "/record", "/people", "/alert"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with Chromium() as made:
        yield made


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A studio whose pages are only looked at."""
    with studio(tmp_path_factory.mktemp("shown")) as (server, home):
        build(Workspace.open(home))
        with_schedule(home)
        yield server.address.rstrip("/")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A studio in which something is done."""
    with studio(tmp_path) as (server, home):
        yield server.address.rstrip("/"), home


def with_schedule(home: Path) -> None:
    """Give a workspace a station and two slots that clash on Mondays."""
    (home / "schedules").mkdir()
    (home / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
    (home / "schedules/lich.yaml").write_text(PLAN, encoding="utf-8")


def axe() -> str:
    place = Path(os.environ.get("RADIOPROG_NODE_MODULES", ROOT / "node_modules"))
    found = place / "axe-core" / "axe.min.js"
    if not found.is_file():
        pytest.skip("axe-core is not installed (npm install --no-save axe-core)")
    return found.read_text(encoding="utf-8")


def settled(tab: Tab, address: str) -> Tab:
    tab.open(address)
    if "/scripts/" in address:
        tab.wait("document.querySelector('#count').textContent")
    return tab


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_light_and_asks_nobody_else(chromium: Chromium, shown: str, page: str) -> None:
    tab = settled(chromium.tab(), shown + page)
    assert tab.said == []
    assert [each for each in tab.asked if not each.startswith((shown, "data:"))] == []
    assert tab.bytes < 300_000
    tab.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone_and_can_be_reached_by_keyboard(
    chromium: Chromium, shown: str, page: str
) -> None:
    for width in (360, 768, 1440):
        tab = settled(chromium.tab(width=width), shown + page)
        assert tab.run("document.documentElement.scrollWidth") <= width
        seen = (
            "[...document.querySelectorAll('a[href],button,input,select,textarea,audio,summary')]"
            ".filter(e => e.checkVisibility() && !e.disabled && e.type !== 'hidden')"
        )
        missed = f"{seen}.filter(e => {{ e.focus(); return document.activeElement !== e; }}).length"
        assert tab.run(f"[{seen}.length > 3, {missed}]") == [True, 0]
        tab.close()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing(chromium: Chromium, shown: str, page: str, dark: bool) -> None:
    tab = settled(chromium.tab(dark=dark), shown + page)
    tab.run(f"{axe()};0")
    found = tab.run("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    assert found == []
    tab.close()


def test_five_mistakes_are_mended_by_clicks_and_saved(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    tab = settled(chromium.tab(), f"{address}/scripts/ban-tin")
    tab.fill("#text", FIVE)
    tab.wait("document.querySelectorAll('#findings .mend').length >= 4")
    assert tab.run("document.querySelectorAll('.paper .l.error').length") >= 4
    for _ in range(12):
        if not tab.run("document.querySelectorAll('#findings li.error .mend').length"):
            break
        text = tab.run("document.querySelector('#text').value")
        took = "document.querySelector('.paper').dataset.took"
        tab.run(f"{took} = ''")
        tab.click("#findings li.error .mend")
        tab.wait(f"document.querySelector('#text').value !== {json.dumps(text)} && {took}")
    tab.wait("document.querySelector('#count').textContent.startsWith('0 lỗi')")
    assert tab.run("document.querySelector('#length').textContent").startswith("khoảng 0:")
    tab.click("#save")
    tab.wait("document.querySelector('#told').textContent === 'đã lưu'")
    saved = (home / "scripts/ban-tin.md").read_text(encoding="utf-8")
    assert saved.rstrip("\n") == tab.run("document.querySelector('#text').value").rstrip("\n")
    assert "PTV nam: Hôm nay" in saved
    assert tab.said == []
    tab.close()


def test_two_who_write_the_same_script_are_told_and_lose_nothing(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    one, other = chromium.tab(), chromium.tab()
    settled(one, f"{address}/scripts/ban-tin")
    settled(other, f"{address}/scripts/ban-tin")
    other.wait("document.querySelector('#others').textContent.includes('cũng đang mở')")
    texts = [tab.run("document.querySelector('#text').value") for tab in (one, other)]
    for tab, word in ((one, "MỘT"), (other, "HAI")):
        tab.fill("#text", texts[0].replace("câu thứ hai", word))
    one.click("#save")
    one.wait("document.querySelector('#told').textContent === 'đã lưu'")
    other.click("#save")
    other.wait("document.querySelector('#told').textContent.includes('chưa ghi gì')")
    assert "MỘT" in (home / "scripts/ban-tin.md").read_text(encoding="utf-8")
    assert "HAI" in other.run("document.querySelector('#text').value")
    other.run("window.onbeforeunload = null")
    other.open(f"{address}/scripts/ban-tin")
    other.click("#kept button")
    assert "HAI" in other.run("document.querySelector('#text').value")
    one.close()
    other.close()


def test_a_line_is_heard_and_read_under_the_cursor(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, _ = opened
    tab = settled(chromium.tab(), f"{address}/scripts/ban-tin")
    place = "document.querySelector('#text').value.indexOf('Kính chào')"
    tab.run(
        f"document.querySelector('#text').focus();"
        f"document.querySelector('#text').setSelectionRange({place}, {place})"
    )
    tab.wait("document.querySelector('#reading').textContent.startsWith('Kính chào')")
    for button in ("#hear-line", "#hear-segment"):
        tab.run("document.querySelector('#heard').removeAttribute('src')")
        tab.click(button)
        tab.wait("document.querySelector('#heard').duration > 1", 60)
    assert tab.said == []
    tab.close()


def test_a_recording_is_sent_listed_and_put_into_the_script(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    tab = settled(chromium.tab(), f"{address}/scripts/ban-tin")
    tab.click("#picker summary")
    (home / "Phỏng vấn.wav").write_bytes((home / "assets/jingles/hieu.wav").read_bytes())
    tab.give_file("#picker input[type=file]", home / "Phỏng vấn.wav")
    tab.wait("document.querySelector('#assets').innerText.includes('clips/phong-van.wav')")
    tab.click("#assets button")
    assert "[nhạc hiệu: beds/nen.wav]" in tab.run("document.querySelector('#text').value")
    (home / "disguised.wav").write_bytes(b"\x7fELF" + bytes(100))
    tab.give_file("#picker input[type=file]", home / "disguised.wav")
    tab.wait(
        "document.querySelector('#files-told').textContent.includes('disguised') === false"
        " && !document.querySelector('#files-told').textContent.includes('đang gửi')"
    )
    assert not (home / "assets/clips/disguised.wav").exists()
    tab.close()


def test_a_document_becomes_a_script(chromium: Chromium, opened: tuple[str, Path]) -> None:
    address, home = opened
    tab = chromium.tab()
    tab.open(f"{address}/scripts")
    article = home / "Bài viết.txt"
    article.write_text("Xã Dân Hóa làm đường mới\n\n" + "Bà con trong xã góp công làm đường. " * 20)
    tab.give_file("input[type=file]", article)
    tab.wait("location.pathname === '/scripts/bai-viet' && document.querySelector('#count')")
    assert (home / "scripts/bai-viet.md").is_file()
    tab.close()


def test_an_old_version_is_looked_at_and_brought_back(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    first = (home / "scripts/ban-tin.md").read_text(encoding="utf-8")
    tab = settled(chromium.tab(), f"{address}/scripts/ban-tin")
    tab.fill("#text", first.replace("câu thứ hai", "câu khác"))
    tab.click("#save")
    tab.wait("document.querySelector('#told').textContent === 'đã lưu'")
    tab.open(f"{address}/versions/ban-tin")
    tab.run("[...document.querySelectorAll('table a')].pop().click()")
    tab.wait("document.querySelector('pre ins')?.textContent.includes('câu thứ hai')")
    tab.click("section.card button")
    tab.wait("location.pathname === '/scripts/ban-tin'")
    assert (home / "scripts/ban-tin.md").read_text(encoding="utf-8") == first
    tab.close()


def test_a_new_script_begins_with_a_title(chromium: Chromium, opened: tuple[str, Path]) -> None:
    address, home = opened
    tab = chromium.tab()
    tab.open(f"{address}/scripts")
    tab.click("summary")
    tab.fill("input[name=title]", "Bản tin trưa số 12")
    tab.press("Enter")
    tab.wait("location.pathname === '/scripts/ban-tin-trua-so-12'")
    assert (home / "scripts/ban-tin-trua-so-12.md").is_file()
    tab.close()


def as_person(tab: Tab, address: str, person: str) -> None:
    """Choose who acts."""
    tab.open(f"{address}/")
    tab.run(
        f"(s => {{ window.__left = 1; s.value = '{person}';"
        " s.dispatchEvent(new Event('change')); })"
        "(document.querySelector('select[name=person]'))"
    )
    tab.wait(
        "!window.__left && document.readyState === 'complete' &&"
        f" document.querySelector('select[name=person]')?.value === '{person}'"
    )


def test_a_programme_is_built_heard_and_approved_on_a_phone(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    tab = chromium.tab(width=360)
    as_person(tab, address, "lan")
    tab.open(f"{address}/programmes/ban-tin")
    tab.click("section form button", "Dựng")
    tab.wait("document.querySelector('#player')", 90)
    assert "đã dựng" in tab.text()
    tab.run("document.querySelector('#player').play().catch(() => 0); 0")
    tab.wait("document.querySelector('#player').duration > 3")
    tab.run("document.querySelectorAll('.follow button')[1].click()")
    tab.wait("document.querySelector('.follow .said')")
    assert "Kính chào" in tab.run("document.querySelector('#now').textContent")
    tab.run("document.querySelector('#player').pause()")
    tab.run("document.querySelector('#player').currentTime = 2.6")
    tab.click("#take-second")
    assert tab.run("document.querySelector('[name=second]').value") == "0:02"
    tab.fill("[name=note]", "nghe rõ <b>lắm</b>")
    tab.click("#duyet button", "Duyệt")
    tab.wait("document.body.innerText.includes('nghe rõ <b>lắm</b>')")
    assert "đã duyệt" in tab.text()
    line = (home / "record/verdicts.jsonl").read_text(encoding="utf-8")
    assert '"second":2' in line and '"by":"lan"' in line
    assert tab.said == []
    tab.close()


def test_what_changed_meanwhile_is_not_approved(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    tab = chromium.tab()
    as_person(tab, address, "lan")
    tab.open(f"{address}/programmes/ban-tin")
    path = home / "scripts/ban-tin.md"
    path.write_text(path.read_text(encoding="utf-8").replace("đẹp", "gắt"), encoding="utf-8")
    tab.click("#duyet button", "Duyệt")
    tab.wait("document.querySelector('.findings .error')")
    assert not (home / "record/verdicts.jsonl").exists()
    tab.close()


def test_a_build_that_fails_says_why(chromium: Chromium, opened: tuple[str, Path]) -> None:
    address, home = opened
    path = home / "scripts/ban-tin.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("PTV nam: Hôm", "PTV nma: Hôm"), encoding="utf-8"
    )
    tab = chromium.tab()
    tab.open(f"{address}/programmes/ban-tin")
    tab.click("section form button", "Dựng")
    tab.wait("document.querySelector('.findings .error')", 60)
    assert "PTV nma" in tab.text() and not (home / "build/ban-tin/manifest.json").exists()
    tab.close()


def test_a_conflict_is_solved_an_airing_cancelled_and_all_published(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    with_schedule(home)
    tab = chromium.tab()
    tab.open(f"{address}/schedule?week=2030-01-07")
    tab.wait("document.body.innerText.includes('TRÙNG GIỜ')")
    tab.click("form[action='/schedule/choose'] button")
    tab.wait("location.pathname === '/schedule' && !document.body.innerText.includes('TRÙNG GIỜ')")
    assert tab.run("location.search") == "?week=2030-01-07"
    tab.click("details summary")
    tab.run("document.querySelector('[name=slot]').value = 'sang'")
    tab.run("document.querySelector('[name=day]').value = '2030-01-09'")
    tab.fill("[name=cancel]", "mất điện")
    tab.click("form[action='/schedule/change'] button")
    tab.wait("document.querySelector('.day .gone')?.innerText.includes('mất điện')")
    tab.open(f"{address}/publish")
    tab.click("main form button")
    tab.wait("document.body.innerText.includes('Đã phát hành')", 90)
    assert (home / "build/calendar/xa.ics").is_file()
    assert tab.said == []
    tab.close()


def test_an_empty_folder_becomes_a_first_programme(chromium: Chromium, tmp_path: Path) -> None:
    home = tmp_path / "rỗng"
    home.mkdir()
    with served(home) as server:
        server.start()
        address = server.address.rstrip("/")
        tab = chromium.tab(width=360)
        tab.open(f"{address}/scripts")
        tab.wait("location.pathname === '/first-run'")
        assert tab.run("document.documentElement.scrollWidth") <= 360
        tab.run(f"{axe()};0")
        assert tab.run("axe.run().then(r => r.violations.map(v => v.id))") == []
        tab.fill("[name=organisation]", "Đài truyền thanh xã Dân Hóa")
        tab.run("document.querySelector('[name=province]').value = 'Quảng Trị'")
        tab.click("main form button")
        tab.wait("location.pathname === '/programmes/ban-tin-dau-tien'", 60)
        tab.click("section form button", "Dựng")
        tab.wait("document.querySelector('#player')", 120)
        tab.run("document.querySelector('#player').play().catch(() => 0); 0")
        tab.wait("document.querySelector('#player').currentTime > 0.2")
        assert (home / "build/ban-tin-dau-tien/manifest.json").is_file()
        assert tab.said == []
        tab.open(f"{address}/first-run")
        tab.wait("location.pathname === '/'")
        tab.close()


def test_an_exercise_is_issued_and_ended_and_nothing_is_guessed(
    chromium: Chromium, opened: tuple[str, Path]
) -> None:
    address, home = opened
    with_schedule(home)
    tab = chromium.tab()
    as_person(tab, address, "lan")
    tab.open(f"{address}/alert")
    tab.click("details summary")
    tab.fill("[name=text]", "Lũ lên nhanh trên sông Gianh. Bà con lên chỗ cao.")
    tab.fill("[name=stations]", "tất cả")
    tomorrow = "new Date(Date.now() + 864e5).toISOString().slice(0, 16)"
    tab.run(f"document.querySelector('[name=until]').value = {tomorrow}")
    tab.click("details button")
    assert tab.run("document.querySelector('[name=kind]').validity.valueMissing")
    assert not (home / "schedules/alerts.yaml").exists()
    tab.run("document.querySelector('[name=kind]').value = 'exercise'")
    tab.click("details button")
    tab.wait("document.querySelector('.said') || document.querySelector('.findings .error')", 90)
    assert "Đã phát hành" in tab.text() and "DIỄN TẬP" in tab.text()
    assert "exercise" in (home / "schedules/alerts.yaml").read_text(encoding="utf-8")
    tab.click("summary", "Cập nhật")
    tab.fill("form[action='/alert/update'] [name=text]", "Lũ đã lên mức báo động ba.")
    tab.click("form[action='/alert/update'] button")
    tab.wait("document.body.innerText.includes('mức báo động ba')", 90)
    assert "DIỄN TẬP" in tab.text()
    tab.click("form[action='/alert/end'] button")
    tab.wait("document.body.innerText.includes('đã kết thúc')", 90)
    tab.close()
