"""A workspace's own words, style and name on its site: data that cannot break a page."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from radioprog.cli.app import run
from radioprog.kernel.errors import ContentError
from radioprog.publish.site.words import words_by_name
from radioprog.studio.outlets.site import site
from radioprog.studio.outlets.site_look import load_templates
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
