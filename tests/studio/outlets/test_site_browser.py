"""The site in a real browser, as files and from a server: search, captions, paper, phones, axe."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

import radioprog
from radioprog.kernel.findings import Text
from radioprog.publish.site.frame import PageFrame, alert_banners
from radioprog.publish.site.model import AlertBanner, WebSite
from radioprog.studio.outlets.site import site
from tests import browser
from tests.publish.site.hostile import TITLES
from tests.studio.outlets.built import add_programme, home_at

ROOT = Path(__file__).resolve().parents[3]
FIRST = "2026-11-28"
_BROWSERS_OWN = re.compile(r"https?://[a-z0-9.-]+\.(google|googleapis|gvt1)\.com/")
"""Where the browser itself reports to; no page of ours names it."""
PAGES = (
    "index.html",
    "en/index.html",
    "station/dong-hoi.html",
    "en/station/dong-hoi-cu.html",
    "series/ban-tin.html",
    "programme/ban-tin-1.html",
    "en/programme/ban-tin-1.html",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a site with calendars, twenty programmes and every hostile title."""
    home = home_at(tmp_path_factory.mktemp("site") / "w")
    add_programme(home, "ban-tin-1", "Giữ hoà bình ở vùng biên", episode=1)
    add_programme(home, "khac", "Hoa binh va cuoc song", episode=2)
    for number, title in enumerate(TITLES):
        if title.isprintable():
            add_programme(home, f"x-{number}", title, episode=number + 3, headings=(title, title))
    workspace = radioprog.Workspace.open(home)
    radioprog.calendar(workspace, first=FIRST, days=30)
    return site(workspace, first=FIRST, base_url="https://dai.example").folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve the site; yield its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Quiet(folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet:
    """Makes handlers of one folder that say nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments):
        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

        return Handler(*arguments, directory=str(self.folder))


def shown(url: str, *more: str) -> tuple[str, list[str], list[str]]:
    """Open a page; return its document, what the console said, and every address asked for."""
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "net.json"
        command = [
            browser.chromium(),
            *browser._FLAGS,
            f"--user-data-dir={place}/profile",
            "--enable-logging=stderr",
            "--disable-features=NetworkTimeServiceQuerying,OptimizationHints,MediaRouter",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            f"--log-net-log={log}",
            "--virtual-time-budget=4000",
            *more,
            "--dump-dom",
            url,
        ]
        done = subprocess.run(command, capture_output=True, check=True, timeout=120)
        asked = re.findall(r'"url":"(https?://[^"]+)"', log.read_text("utf-8", "replace"))
        asked = [each for each in asked if not _BROWSERS_OWN.match(each)]
    said = [
        line for line in done.stderr.decode("utf-8", "replace").splitlines() if ":CONSOLE" in line
    ]
    return done.stdout.decode("utf-8", "replace"), said, asked


def probed(folder: Path, page: str, script: str, *more: str) -> str:
    """Open a copy of a page with one more script, which leaves its answer on the root element."""
    source = folder / page
    probe, code = source.with_name(f"probe-{source.name}"), source.with_name("probe.js")
    code.write_text(script, encoding="utf-8")
    text = source.read_text(encoding="utf-8")
    added = '<script src="probe.js" defer></script></head>'
    probe.write_text(text.replace("</head>", added, 1), encoding="utf-8")
    try:
        document, said, _ = shown(probe.as_uri(), *more)
    finally:
        probe.unlink()
        code.unlink()
    assert not said, said
    return unescape(document.partition('data-probe="')[2].partition('"')[0])


def answer(expression: str) -> str:
    return f"document.documentElement.setAttribute('data-probe', JSON.stringify({expression}));"


@pytest.mark.parametrize("page", PAGES)
def test_nothing_fails_and_nothing_leaves(folder: Path, address: str, page: str) -> None:
    for url in ((folder / page).as_uri(), f"{address}/{page}"):
        _, said, asked = shown(url)
        assert not said
        assert not [each for each in asked if not each.startswith(f"{address}/")]


def titles(document: str) -> list[str]:
    found = document.partition('class="found"')[2].partition("</ol>")[0]
    return [unescape(each) for each in re.findall(r"<a [^>]*>([^<]*)</a>", found)]


@pytest.mark.parametrize(
    ("query", "first", "among"),
    [
        ("dong hoi", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
        ("Đồng Hới", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
        ("đong hoi", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
        ("ĐỒNG HỚI", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
        ("hoà bình", "Xã Hòa Bình", "Giữ hoà bình ở vùng biên"),
        ("hòa bình", "Xã Hòa Bình", "Giữ hoà bình ở vùng biên"),
        ("hoa binh", "Xã Hòa Bình", "Hoa binh va cuoc song"),
        ("donghoi", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
        ("dong ho", "Phường Đồng Hới", "Phường Dong Hoi Moi"),
    ],
)
def test_search_finds_with_and_without_marks(
    folder: Path, query: str, first: str, among: str
) -> None:
    document, said, _ = shown(f"{(folder / 'index.html').as_uri()}?q={quote(query)}")
    found = titles(document)
    assert not said
    assert found[0] == first and among in found[1:], found


def test_exact_marks_come_before_folded_ones(folder: Path) -> None:
    document, _, _ = shown(f"{(folder / 'index.html').as_uri()}?q={quote('hoà bình')}")
    found = titles(document)
    assert found.index("Giữ hoà bình ở vùng biên") < found.index("Hoa binh va cuoc song")
    document, _, _ = shown(f"{(folder / 'index.html').as_uri()}?q={quote('không có gì')}")
    assert not titles(document) and "Không tìm thấy" in document


def test_hostile_titles_are_found_and_stay_texts(folder: Path) -> None:
    for query in ("script", "onerror", "javascript", "__proto__", "mouseover"):
        document, said, _ = shown(f"{(folder / 'index.html').as_uri()}?q={quote(query)}")
        assert not said and titles(document)
        assert "<title>Toàn mạng" in document
    document, said, _ = shown(f"{(folder / 'index.html').as_uri()}?q={quote(TITLES[1])}")
    assert not said and not re.search(r"<img[^>]*onerror", document)


def on_a_phone(folder: Path, address: str, pages: list[str]) -> dict[str, tuple[int, int]]:
    """Return by page the width of a phone's window, and how wide what stands in it is.

    A browser without a screen makes no window narrower than 500 pixels, so each is in a frame.
    """
    frames = "".join(f'<iframe src="/{page}" width="360" height="800"></iframe>' for page in pages)
    look = "[f.contentWindow.innerWidth, f.contentDocument.documentElement.scrollWidth]"
    script = "addEventListener('load', () => { ANSWER })"
    script = script.replace(
        "ANSWER", answer(f"[...document.querySelectorAll('iframe')].map(f => {look})")
    )
    phone = folder / "phone.html"
    phone.write_text(f"<!DOCTYPE html><script>{script}</script>{frames}", encoding="utf-8")
    document, said, _ = shown(f"{address}/phone.html")
    phone.unlink()
    assert not said
    found = json.loads(unescape(document.partition('data-probe="')[2].partition('"')[0]))
    return dict(zip(pages, map(tuple, found), strict=True))


def test_a_phone_of_360_pixels_needs_no_sideways_scrolling(folder: Path, address: str) -> None:
    hostile = [each.relative_to(folder).as_posix() for each in folder.glob("programme/x-*.html")]
    assert len(hostile) > 5
    for page, (narrow, wide) in on_a_phone(folder, address, [*PAGES, *hostile]).items():
        # 15 pixels are for the bar at the side, which a phone lays over the page.
        assert 340 <= narrow <= 360 and wide <= narrow, page


def axe() -> Path:
    """Find axe-core beside the repository's root, or where RADIOPROG_NODE_MODULES says."""
    place = Path(os.environ.get("RADIOPROG_NODE_MODULES", ROOT / "node_modules"))
    found = place / "axe-core" / "axe.min.js"
    if not found.is_file():
        pytest.skip("axe-core is not installed (npm install --no-save axe-core)")
    return found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("page", [*PAGES, ""])
def test_axe_finds_nothing(folder: Path, page: str, dark: bool) -> None:
    page = page or with_alerts(folder)
    check = axe().read_text(encoding="utf-8") + (
        "\naddEventListener('load', () => axe.run(document, {preload: false}).then(r => {"
        + answer("[r.passes.length, r.violations.map(v => [v.id, v.nodes.map(n => n.html)])]")
        + "}));"
    )
    more = ["--blink-settings=preferredColorScheme=0"] if dark else []
    passed, violations = json.loads(probed(folder, page, check, "--window-size=1280,900", *more))
    assert passed > 10 and violations == []


def with_alerts(folder: Path) -> str:
    """Put an alert and an exercise on a copy of a station's page; return the copy's path."""
    path = "station/tin-khan.html"
    until = "2999-12-31T20:00:00+07:00"  # a banner goes by itself when its hour is past
    rows = tuple(
        AlertBanner(
            f"{head}: lũ", "Nước lên.\nSơ tán.", Text("đến 20:00", "to 20:00"), until, drill
        )
        for head, drill in (("KHẨN CẤP", False), ("DIỄN TẬP", True))
    )
    frame = PageFrame(WebSite("Đài", "Asia/Ho_Chi_Minh"), path, "vi")
    page = (folder / "station" / "dong-hoi.html").read_text("utf-8")
    banners = f"</h1>\n{alert_banners(frame, rows)}"
    (folder / path).write_text(page.replace("</h1>", banners, 1), encoding="utf-8")
    return path


def test_an_exercise_never_looks_like_an_alert(folder: Path) -> None:
    script = """
    addEventListener('load', () => {
      const look = name => {
        const own = getComputedStyle(document.querySelector(name));
        return [own.backgroundColor, own.color, own.borderTopStyle];
      };
      """
    script += answer("[look('.alert'), look('.exercise'), look('main')]") + "});"
    path = with_alerts(folder)
    for more in ([], ["--blink-settings=preferredColorScheme=0"]):
        real, drill, around = json.loads(probed(folder, path, script, *more))
        assert real[0] != drill[0] and real[1] != drill[1] and drill[1] == around[1]
        assert (real[2], drill[2]) == ("none", "dashed")


def test_captions_follow_the_sound_and_times_lead_to_it(folder: Path) -> None:
    script = """
    addEventListener('load', () => {
      const audio = document.getElementById('player'), now = document.querySelector('.now');
      let at = 0, went = [];
      Object.defineProperty(audio, 'currentTime', { get: () => at, set: v => went.push(v) });
      Object.defineProperty(audio, 'readyState', { get: () => 4 });
      audio.play = () => Promise.resolve();
      const heard = [];
      for (at of [1, 35, 60, 400]) {
        audio.dispatchEvent(new Event('timeupdate'));
        heard.push([now.textContent, document.querySelectorAll('.said').length]);
      }
      document.querySelectorAll('.chapters a.t')[1].click();
      ANSWER
    })"""
    script = script.replace("ANSWER", answer("[heard, went]"))
    heard, went = json.loads(probed(folder, "programme/ban-tin-1.html", script))
    assert heard[0] == ["Kính chào quý vị.", 1]
    assert heard[1] == ["Đây là bản tin.", 1] == heard[2]
    assert heard[3] == ["", 0]
    assert went == [30.5]


def test_today_is_shown_by_the_clock_of_the_stations(folder: Path) -> None:
    script = """
    const Real = Date;
    window.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [WHEN])); } };
    addEventListener('load', () => { const t = document.getElementById('hom-nay'); ANSWER })"""
    script = script.replace("ANSWER", answer("[t.hidden, t.textContent]"))
    page = folder / "station" / "dong-hoi.html"
    text = page.read_text(encoding="utf-8")
    for when, day, shows in (
        ("'2026-11-28T18:00:00Z'", "29/11/2026", True),  # already Sunday there
        ("'2026-11-28T16:59:00Z'", "28/11/2026", True),
        ("'2027-05-01T00:00:00Z'", "đã cũ", True),
        ("'2020-01-01T00:00:00Z'", "", False),
    ):
        copy = page.with_name("today.html")
        code = page.with_name("clock.js")
        code.write_text(script.replace("WHEN", when), encoding="utf-8")
        added = '<meta charset="utf-8"><script src="clock.js"></script>'
        copy.write_text(text.replace('<meta charset="utf-8">', added, 1), encoding="utf-8")
        document, said, _ = shown(copy.as_uri())
        copy.unlink()
        code.unlink()
        assert not said
        hidden, told = json.loads(unescape(document.partition('data-probe="')[2].partition('"')[0]))
        assert hidden is not shows and day in told


def test_without_scripts_the_content_is_there(folder: Path) -> None:
    text = (folder / "station" / "dong-hoi.html").read_text(encoding="utf-8")
    assert "17:10-17:25" in text and "Bản tin" in text
    text = (folder / "programme" / "ban-tin-1.html").read_text(encoding="utf-8")
    assert re.search(r'href="\.\./sound/[^"#]+\.mp3#t=30\.5"', text)


def test_a_week_is_printed_on_a4(folder: Path, tmp_path: Path) -> None:
    page = tmp_path / "site" / "station" / "dong-hoi.html"
    shutil.copytree(folder, tmp_path / "site")
    sheets = browser.printed(page)
    whole = "\n".join(sheets)
    assert "Phường Đồng Hới" in sheets[0]
    assert "Bản tin" in whole and "17:10-17:25" in whole
    assert "Tìm đài" not in whole and len(sheets) <= 3


@pytest.mark.parametrize("page", PAGES)
def test_everything_can_be_reached_by_keyboard(folder: Path, page: str) -> None:
    """Nothing that reacts is out of the keyboard's reach; the first stop leads to the content."""
    script = """
    addEventListener('load', () => {
      const all = [...document.querySelectorAll('a[href], button, input, audio, summary')];
      const seen = all.filter(e => e.checkVisibility());
      const missed = seen.filter(e => { e.focus(); return document.activeElement !== e; });
      const odd = [...document.querySelectorAll('*')].filter(e => e.tabIndex > 0 || e.onclick);
      const first = seen[0], main = document.querySelector(first.hash);
      main.focus();
      ANSWER
    })"""
    told = "[seen.length, missed.length, odd.length, first.className, document.activeElement.id]"
    script = script.replace("ANSWER", answer(told))
    count, missed, odd, first, content = json.loads(probed(folder, page, script))
    assert count > 4 and (missed, odd) == (0, 0)
    assert (first, content) == ("skip", "noi-dung")
