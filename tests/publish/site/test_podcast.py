"""Feeds as strangers read them: feedparser, lxml, the namespace's schema, the words of PSP-1."""

from __future__ import annotations

import base64
import datetime as dt
import email.utils
import uuid
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from radioprog.publish.feeds import podcast
from radioprog.publish.feeds.podcast import (
    SIZE,
    Enclosure,
    PodcastFeed,
    PodcastItem,
    cover_png,
    podcast_feed,
    podcast_guid,
)
from radioprog.publish.papers.png import lettered
from tests.publish.site.hostile import TITLES

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}
BASE = "https://dai.example"
SOUND = Enclosure(f"{BASE}/sound/a-web-00.mp3", "audio/mpeg", 4711, 128000, "ab" * 32, "web")
ITEM = PodcastItem(
    name="ban-tin-7",
    title="Bản tin số 7",
    link=f"{BASE}/programme/ban-tin-7.html",
    enclosures=(SOUND, replace(SOUND, url=f"{BASE}/sound/a.opus", media_type="audio/ogg")),
    duration=611.6,
    about="Mở đầu; Tin",
    published=dt.datetime(2026, 11, 27, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    episode=7,
    transcripts=((f"{BASE}/papers/a.vtt", "text/vtt"), (f"{BASE}/papers/a.txt", "text/plain")),
    chapters=f"{BASE}/papers/a.chapters.json",
)
FEED = PodcastFeed(
    url=f"{BASE}/feed/station-a.xml",
    link=f"{BASE}/station/a.html",
    title="Xã A",
    about="Xã A. Đài tỉnh",
    image=f"{BASE}/assets/cover.png",
    author="Đài tỉnh",
    place=("Xã A", 17.45, 106.63),
    items=(ITEM,),
)


def parsed(feed: PodcastFeed) -> etree._Element:
    return etree.fromstring(podcast_feed(feed))


def test_a_strangers_reader_sees_what_was_meant() -> None:
    seen = feedparser.parse(podcast_feed(FEED))
    assert not seen.bozo
    assert (seen.feed.title, seen.feed.language) == ("Xã A", "vi")
    (entry,) = seen.entries
    assert entry.title == "Bản tin số 7"
    assert entry.guidislink is False and uuid.UUID(entry.id)
    assert entry.itunes_duration == "612"
    first = entry.enclosures[0]
    assert (first.href, first.length, first.type) == (SOUND.url, "4711", "audio/mpeg")
    assert entry.published_parsed[:5] == (2026, 11, 26, 17, 0)


def test_everything_that_psp_1_demands_is_there() -> None:
    channel = parsed(FEED).find("channel")
    assert channel is not None
    (itself,) = channel.findall(f"{{{ATOM}}}link")
    assert (itself.get("rel"), itself.get("href")) == ("self", FEED.url)
    for name in ("title", "description", "link", "language"):
        assert channel.findtext(name)
    assert len(channel.findtext("description").encode()) <= 4000
    assert channel.find("itunes:category", NAMES).get("text") in ("Government", "News")
    assert channel.findtext("itunes:explicit", namespaces=NAMES) in ("true", "false")
    assert channel.find("itunes:image", NAMES).get("href").startswith("https://")
    for item in channel.findall("item"):
        sound = item.find("enclosure")
        assert sound.get("type") in ("audio/mpeg", "audio/mp4")
        assert int(sound.get("length")) > 0 and sound.get("url").startswith("https://")
        assert item.findtext("title") and item.findtext("guid")
        assert item.find("guid").get("isPermaLink") == "false"
        assert email.utils.parsedate_to_datetime(item.findtext("pubDate")) == ITEM.published
        transcript = item.find("podcast:transcript", NAMES)
        assert (transcript.get("type"), transcript.get("rel")) == ("text/vtt", "captions")


def test_hashes_have_a_public_place() -> None:
    sounds = parsed(FEED).findall(".//podcast:alternateEnclosure", NAMES)
    assert [each.get("default") for each in sounds] == ["true", "false"]
    for each in sounds:
        assert each.find("podcast:source", NAMES).get("uri").startswith(f"{BASE}/sound/")
        proof = each.find("podcast:integrity", NAMES)
        kind, _, value = proof.get("value").partition("-")
        assert (proof.get("type"), kind) == ("sri", "sha256")
        assert base64.b64decode(value).hex() == SOUND.sha256
        assert len(each.get("title")) <= 32 and int(each.get("bitrate")) == 128000


def test_the_id_of_a_feed_is_the_one_that_the_namespace_reckons() -> None:
    assert podcast_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert podcast_guid("http://podnews.net/rss/") == podcast_guid("https://podnews.net/rss")
    assert parsed(FEED).findtext(".//podcast:guid", namespaces=NAMES) == podcast_guid(FEED.url)


def test_a_new_title_or_master_is_the_same_episode() -> None:
    other = replace(
        ITEM,
        title="Tên mới",
        enclosures=(replace(SOUND, url=f"{BASE}/sound/new.mp3", sha256="cd" * 32),),
        published=None,
        link=f"{BASE}/moved.html",
    )
    guids = [parsed(replace(FEED, items=(each,))).findtext(".//guid") for each in (ITEM, other)]
    assert guids[0] == guids[1]
    twin = replace(ITEM, name="ban-tin-8")
    assert parsed(replace(FEED, items=(twin,))).findtext(".//guid") != guids[0]


@pytest.mark.parametrize("title", TITLES)
def test_hostile_texts_stay_texts(title: str) -> None:
    item = replace(ITEM, title=title, about=title * 30, chapters=f"{BASE}/{title}")
    feed = replace(
        FEED, title=title, about=title * 30, author=title, copyright=title, items=(item,)
    )
    root = parsed(feed)
    plain = parsed(FEED)
    expected = [each.tag for each in plain.iter()]
    assert [each.tag for each in root.iter() if each.tag != "copyright"] == expected
    for each in root.iter():
        most = 4000 if each.tag == "description" else 255
        assert len((each.text or "").encode()) <= most
    assert not feedparser.parse(podcast_feed(feed)).bozo


def test_the_schema_of_the_namespace_takes_every_element_it_knows(shared_data: Path) -> None:
    folder = shared_data / "schemas"
    if not folder.is_dir():
        pytest.skip("the podcast namespace's schema is not here: data/schemas beside a checkout")
    schema = etree.XMLSchema(etree.parse(str(folder / "podcast-wrapper.xsd")))
    known = {
        each.get("name")
        for each in etree.parse(str(folder / "podcast.xsd")).getroot()
        if each.get("name")
    }
    wrapper = etree.Element(f"{{{PODCAST}}}test-wrapper")
    for each in parsed(FEED).iter():
        if etree.QName(each).namespace == PODCAST and etree.QName(each).localname in known:
            each.tail = None
            wrapper.append(each)
    tags = {etree.QName(each).localname for each in wrapper}
    assert {"transcript", "chapters", "location", "episode"} <= tags
    schema.assertValid(wrapper)


def test_the_same_values_give_the_same_bytes_and_no_clock_is_in_them() -> None:
    assert podcast_feed(FEED) == podcast_feed(replace(FEED))
    assert b"lastBuildDate" not in podcast_feed(FEED)


@pytest.mark.parametrize("name", ["Đài tỉnh", "", "X" * 400, "từ " * 200, *TITLES[:3]])
def test_a_cover_is_as_large_as_directories_ask(name: str) -> None:
    data = cover_png(name)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width == height == SIZE and 1400 <= SIZE <= 3000
    assert data[24:26] == b"\x08\x02"  # eight bits, RGB
    assert len(data) < 500_000


def words_on_cover(name: str) -> list[str]:
    return podcast._lines(name)


def test_a_name_on_a_cover_is_cut_into_lines_that_fit() -> None:
    def wide(text: str) -> float:
        return lettered(text, 112, bold=True).width

    name = "Đài truyền thanh cơ sở xã Dân Hóa huyện Minh Hóa"
    lines = words_on_cover(name)
    assert " ".join(lines) == name
    assert all(wide(line) <= SIZE - 240 for line in lines)
    for line, following in pairwise(lines):
        assert wide(f"{line} {following.split()[0]}") > SIZE - 240
    assert words_on_cover("x" * 30) == ["x" * 24]
    assert words_on_cover("x" * 24) == ["x" * 24]
    assert words_on_cover("") == []
    long = ["w" * 20] * 6
    assert words_on_cover(" ".join(long)) == long
    assert words_on_cover(" ".join([*long, "z"]))[5:] in ([long[5] + "…"], [f"{long[5]} z"])
    seven = words_on_cover(" ".join(["w" * 20] * 7))
    assert seven == [*long[:5], f"{long[5]}…"]


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("abcd", 4, "abcd"),
        ("abcde", 4, "a…"),
        ("đđ", 4, "đđ"),
        ("đđđ", 5, "đ…"),
        ("a  b", 9, "a b"),
        (" a ", 9, "a"),
        ("a\uffffb\ufffec", 9, "abc"),
    ],
)
def test_a_text_has_so_many_bytes_at_most(text: str, most: int, kept: str) -> None:
    assert podcast._clean(text, most) == kept


def test_what_is_not_known_is_left_out_of_an_item() -> None:
    bare = replace(ITEM, about="", published=None, episode=None, transcripts=(), chapters="")
    item = parsed(replace(FEED, items=(bare,), place=None)).find("channel/item")
    assert item is not None
    tags = {etree.QName(each).localname for each in item}
    assert not tags & {"description", "pubDate", "episode", "transcript", "chapters"}
    quick = parsed(replace(FEED, items=(replace(ITEM, duration=0.2),)))
    space = {"i": "http://www.itunes.com/dtds/podcast-1.0.dtd"}
    assert quick.findtext("channel/item/i:duration", namespaces=space) == "1"


def test_only_timed_transcripts_are_captions_and_the_first_sound_is_the_default() -> None:
    twin = replace(ITEM, enclosures=(SOUND, replace(SOUND, url=f"{BASE}/sound/b.mp3")))
    item = parsed(replace(FEED, items=(twin,))).find("channel/item")
    assert item is not None
    space = {"p": "https://podcastindex.org/namespace/1.0"}
    rel = [each.get("rel") for each in item.findall("p:transcript", space)]
    assert rel == ["captions", None]
    assert [each.get("default") for each in item.findall("p:alternateEnclosure", space)] == [
        "true",
        "false",
    ]
