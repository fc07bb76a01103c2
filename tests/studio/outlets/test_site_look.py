"""A workspace's own words, style and name on its site: data that cannot break a page."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import unicodedata
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

import radioprog
from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError
from radioprog.publish.site.words import words_by_name
from radioprog.studio.outlets.export import export
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.site_look import load_templates, picture_size
from radioprog.studio.plan import check_paths
from radioprog.studio.workspace import Workspace
from tests.publish.site.hostile import TITLES
from tests.studio.outlets.built import add_programme, home_at

FIRST = dt.date(2026, 11, 2)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


@pytest.fixture
def home(tmp_path) -> Path:
    folder = home_at(tmp_path / "w")
    add_programme(folder, "tin-1", "Bản tin 1")
    (folder / "templates").mkdir()
    return folder


def write(home: Path, text: str, name: str = "site.yaml") -> Workspace:
    (home / "templates" / name).write_text(text, encoding="utf-8")
    return Workspace.open(home)


def page(home: Path, path: str = "index.html") -> str:
    made = site(Workspace.open(home), first=FIRST)
    return (made.folder / path).read_text(encoding="utf-8")


def told(workspace: Workspace) -> list[tuple[str, int | None, str]]:
    found = load_templates(workspace).findings
    return [(each.code, each.place.line, each.remedy.to("vi")) for each in found]


def test_an_empty_folder_changes_nothing(home) -> None:
    before = page(home)
    (home / "templates").rmdir()
    assert page(home) == before


def test_words_name_footer_links_and_files_are_shown_in_both_languages(home) -> None:
    write(
        home,
        "tên: Đài Đồng Hới\nchân trang: [Số 1 phố A, 'ĐT: 0232']\n"
        "liên kết: {Cổng thông tin: 'https://cong.example/a?b=1&c=2', Gọi: 'tel:0232'}\n"
        "câu chữ:\n  vi: {newest: Tin mới nhất, episode: 'Kỳ {n}'}\n  en: {newest: Latest}\n",
    )
    write(home, ".home { color: green }\n", "site.css")
    (home / "templates" / "logo.png").write_bytes(PNG)
    vi, en = page(home), page(home, "en/index.html")
    assert "<h2>Tin mới nhất</h2>" in vi and "<h2>Latest</h2>" in en and "Kỳ 1" in vi
    assert "Episode 1" in en, "what is not given stays ours"
    for text, up in ((vi, ""), (en, "../")):
        assert "Đài Đồng Hới</a>" in text and "<p>Số 1 phố A</p><p>ĐT: 0232</p>" in text
        assert 'href="https://cong.example/a?b=1&amp;c=2"' in text
        assert f'<img src="{up}assets/logo.png" alt="" class="logo">' in text
        ours, own = (text.index(f'href="{up}assets/{name}.css"') for name in ("site", "own"))
        assert ours < own, "it comes after ours"
    folder = Workspace.open(home).build / "site"
    assert (folder / "assets" / "logo.png").read_bytes() == PNG
    assert "green" in (folder / "assets" / "own.css").read_text()
    for each in (home / "templates").iterdir():
        each.unlink()
    page(home)
    assert not (folder / "assets" / "own.css").exists(), "what is taken back is gone"


def test_one_changed_word_touches_only_pages_and_the_same_gives_the_same(home) -> None:
    write(home, "câu chữ: {vi: {topics: Đề tài}}\n")
    page(home)
    assert site(Workspace.open(home), first=FIRST).changed == ()
    write(home, "câu chữ: {vi: {topics: Nội dung}}\n")
    changed = site(Workspace.open(home), first=FIRST).changed
    assert changed is not None and not [each for each in changed if not each.endswith(".html")]


class _Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("title", [each for each in TITLES if each.strip() and each.isprintable()])
def test_hostile_words_stay_words(home, title) -> None:
    plain = _Tags()
    write(home, "chân trang: [a]\nliên kết: {b: 'https://c.example'}\n")
    plain.feed(page(home))
    kept = " ".join(title.split())[:200]
    quoted = json.dumps(kept, ensure_ascii=False)
    braced = json.dumps(kept.replace("{", "{{").replace("}", "}}"), ensure_ascii=False)
    write(
        home,
        f"tên: {json.dumps(kept[:100], ensure_ascii=False)}\nchân trang: [{quoted}]\n"
        f"liên kết: {{{json.dumps(kept[:60], ensure_ascii=False)}: 'https://c.example'}}\n"
        f"câu chữ: {{vi: {{newest: {braced}}}}}\n",
    )
    text = page(home)
    found = _Tags()
    found.feed(text)
    assert [tag for tag, _ in found.tags] == [tag for tag, _ in plain.tags]
    handlers = [key for _, given in found.tags for key in given if key.startswith("on")]
    assert not handlers and "Content-Security-Policy" in text
    first = unicodedata.normalize("NFC", kept.split()[0])
    assert first in unicodedata.normalize("NFC", unescape(text))


@pytest.mark.parametrize(
    ("text", "code", "line", "remedy"),
    [
        ("câu chữ:\n  vi:\n    newst: Tin\n", "unknown-key", 3, "newest"),
        ("tieu-de: x\n", "unknown-key", 1, ""),
        ("câu chữ:\n  vi:\n    episode: Kỳ\n", "text-field", 3, "{n}"),
        ("câu chữ:\n  vi:\n    episode: 'Kỳ {m} {n}'\n", "text-field", 3, "{n}"),
        ("câu chữ:\n  vi:\n    episode: 'Kỳ {n'\n", "text-field", 3, "{n}"),
        ("câu chữ:\n  vi:\n    episode: 'Kỳ {n.__class__}'\n", "text-field", 3, "{n}"),
        ("câu chữ:\n  vi:\n    episode: 'Kỳ {n!r:>9999999}'\n", "text-field", 3, "{n}"),
        ("câu chữ:\n  vi:\n    newest: '{0}'\n", "text-field", 3, ""),
        ("liên kết: {a: 'javascript:alert(1)'}\n", "bad-value", 1, ""),
        ("liên kết: {a: 'data:text/html,x'}\n", "bad-value", 1, ""),
        ("liên kết: {a: 'https://u:p@x.example'}\n", "bad-value", 1, ""),
        ("liên kết: {a: 'https://[x'}\n", "bad-value", 1, ""),
        ("tên: [1, 2]\n", "bad-value", 1, ""),
        ("câu chữ: {vi: {newest: " + "x" * 400 + "}}\n", "bad-value", 1, ""),
        ("tên: 'x\n", "yaml", None, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    home, text, code, line, remedy
) -> None:
    page(home)
    before = (home / "build" / "site" / "index.html").read_bytes()
    workspace = write(home, text)
    (found,) = told(workspace)[:1]
    assert found[0].startswith(code) and remedy in found[2]
    assert line is None or found[1] == line
    with pytest.raises(ContentError):
        site(workspace, first=FIRST)
    assert (home / "build" / "site" / "index.html").read_bytes() == before
    codes = [each.code for each in check_paths(workspace)]
    assert found[0] in codes, "check tells it too"
    assert run(["-C", str(home), "-q", "site", "--from", "2026-11-02"]) == 1


def test_files_that_are_no_such_files_are_told(home, tmp_path) -> None:
    templates = home / "templates"
    (templates / "logo.svg").write_text("<svg onload='x'/>")
    (templates / "sites.css").write_text("")
    warned = told(Workspace.open(home))
    assert [each[0] for each in warned] == ["file-not-read"] * 2
    assert "site.css" in warned[1][2]
    for name, data, code in (
        ("logo.png", b"<svg/>", "template-broken"),
        ("logo.png", PNG + bytes(100_000), "template-too-large"),
        ("site.css", b"\xff\xfe", "template-broken"),
        ("site.css", b"a{}" * 40_000, "template-too-large"),
    ):
        (templates / name).write_bytes(data)
        assert code in [each[0] for each in told(Workspace.open(home))], name
        (templates / name).unlink()
    outside = tmp_path / "mat.png"
    outside.write_bytes(PNG)
    (templates / "logo.png").symlink_to(outside)
    assert "template-broken" in [each[0] for each in told(Workspace.open(home))]


@pytest.mark.parametrize(
    "style",
    [
        "@import 'https://x.example/a.css';",
        "a { background: url(//x.example/a.png) }",
        "a { background: url( 'https://x.example/a.png' ) }",
    ],
)
def test_a_style_that_would_load_from_elsewhere_is_told_and_has_no_effect(home, style) -> None:
    workspace = write(home, f"b {{}}\n{style}\n", "site.css")
    (found,) = told(workspace)
    assert found[:2] == ("style-foreign", 2)
    text = unescape(page(home))
    assert "default-src 'none'" in text and "style-src 'self'" in text
    assert "x.example" not in text


def test_every_word_has_a_name_and_the_schema_knows_it(capsys) -> None:
    assert len(words_by_name()) > 60
    assert run(["schema", "site"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "newest" in json.dumps(schema)


def picture(kind: str, width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "#0b5cad").save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_series_has_its_own_category_and_cover_in_its_feed(home, kind) -> None:
    (home / "assets").mkdir()
    data = picture(kind, 1400, 1400)
    (home / "assets" / "bìa.jpg").write_bytes(data)
    (home / "series.yaml").write_text(
        "ban-tin: {tên: Bản tin, thể loại: thời sự, bìa: bìa.jpg}\n", encoding="utf-8"
    )
    workspace = Workspace.open(home)
    made = site(workspace, first=FIRST, base_url="https://a.example")
    feed = (made.folder / "feed" / "series-ban-tin.xml").read_text("utf-8")
    assert '<itunes:category text="News"/>' in feed
    (address,) = set(re.findall(r'<itunes:image href="https://a.example/([^"]+)"', feed))
    assert address.endswith(".png" if kind == "PNG" else ".jpg") and address.isascii()
    assert (made.folder / address).read_bytes() == data
    other = (made.folder / "feed" / "network.xml").read_text("utf-8")
    assert "assets/cover.png" in other and 'text="Government"' in other
    assert site(workspace, first=FIRST, base_url="https://a.example").changed == ()
    assert not [each for each in made.findings if each.code in ("cover-unfit", "unknown-category")]


@pytest.mark.parametrize(
    ("data", "category", "codes"),
    [
        (picture("PNG", 1400, 1399), "News", {"cover-unfit"}),
        (picture("JPEG", 800, 800), "News", {"cover-unfit"}),
        (picture("PNG", 1400, 1400)[:40], "News", {"cover-unfit"}),
        (picture("JPEG", 1400, 1400)[:-9], "News", {"cover-unfit"}),
        (picture("GIF", 1400, 1400), "News", {"cover-unfit"}),
        (b"", "Newss", {"cover-unfit", "unknown-category"}),
        (picture("PNG", 1400, 1400), "<b>x</b>", {"unknown-category"}),
    ],
)
def test_what_players_would_not_take_is_told_and_ours_is_used(home, data, category, codes) -> None:
    (home / "assets").mkdir()
    (home / "assets" / "b.png").write_bytes(data)
    (home / "series.yaml").write_text(
        f"ban-tin: {{category: '{category}', cover: b.png}}\n", encoding="utf-8"
    )
    made = site(Workspace.open(home), first=FIRST, base_url="https://a.example")
    assert {each.code for each in made.findings} & {"cover-unfit", "unknown-category"} == codes
    feed = (made.folder / "feed" / "series-ban-tin.xml").read_text("utf-8")
    if "cover-unfit" in codes:
        assert "assets/cover.png" in feed
    assert "<b>" not in feed
    ElementTree.fromstring(feed)


def test_a_cover_outside_of_the_workspace_is_not_taken(home, tmp_path) -> None:
    (tmp_path / "b.png").write_bytes(picture("PNG", 1400, 1400))
    (home / "assets").mkdir()
    for name in ("../../b.png", str(tmp_path / "b.png")):
        (home / "series.yaml").write_text(f"ban-tin: {{cover: '{name}'}}\n", encoding="utf-8")
        made = site(Workspace.open(home), first=FIRST, base_url="https://a.example")
        assert "cover-unfit" in {each.code for each in made.findings}


def test_pictures_are_measured_as_another_library_does() -> None:
    for kind in ("PNG", "JPEG"):
        for size in ((1, 1), (640, 480), (3000, 1400)):
            assert picture_size(picture(kind, *size)) == size


def test_a_site_does_not_repeat_that_a_sound_is_too_short(home) -> None:
    workspace = Workspace.open(home)
    table = radioprog.timetable(workspace, first=FIRST, days=7)
    assert "too-short" in {each.code for each in table.findings}, "the schedule tells it"
    for each in (site(workspace, first=FIRST), export(workspace, "m3u", first=FIRST)):
        assert "too-short" not in {found.code for found in each.findings}
