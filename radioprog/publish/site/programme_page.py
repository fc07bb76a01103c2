"""The page of a programme: player, chapters, what is said as it is said, downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from radioprog.publish.html import Content, Markup, element, fingerprint_mark, together
from radioprog.publish.papers.scene import LEFT, PLOT, WIDTH
from radioprog.publish.site import words
from radioprog.publish.site.frame import PageFrame, facts, section, titled, trail
from radioprog.publish.site.model import (
    OnAir,
    ProgrammeText,
    Sentence,
    SiteProgramme,
    page_name,
)

LARGEST_TRANSCRIPT = 64_000
"""Bytes of HTML that a transcript may take, so that a page stays light on a slow line."""
_LONGEST_PARAGRAPH = 420
_MOST_AIRINGS = 12
_WAVEFORM = ".waveform.png"


def programme_page(
    frame: PageFrame, programme: SiteProgramme, text: ProgrammeText, on_air: Sequence[OnAir] = ()
) -> bytes:
    """Return the page of a programme in one language."""
    title = titled(frame, programme)
    parts: list[Content] = [_trail(frame, programme), "\n", element("h1", title), "\n"]
    parts += [_facts(frame, programme), "\n"]
    if programme.is_synthetic:
        parts += [element("p", frame.say(words.SYNTHETIC), class_="synthetic", role="note"), "\n"]
    parts += [_player(frame, programme, text), "\n"]
    parts += [_chapters(frame, programme, text), "\n", _transcript(frame, programme, text), "\n"]
    parts += [_on_air(frame, on_air), _downloads(frame, programme), "\n"]
    return frame.whole(
        programme.title,
        *parts,
        look="programme",
        about=programme.summary,
        draft=programme.is_draft,
    )


def _trail(frame: PageFrame, programme: SiteProgramme) -> Markup:
    if not programme.series:
        return trail(frame, ())
    name = frame.site.series_titles.get(programme.series, programme.series)
    return trail(frame, [(name, f"series/{page_name(programme.series)}.html")])


def _facts(frame: PageFrame, programme: SiteProgramme) -> Markup:
    number = programme.episode
    day = programme.date
    return facts(
        (
            (frame.say(words.NUMBER), None if number is None else str(number)),
            (frame.say(words.DATE), words.weekday_text(day, frame.language) if day else None),
            (frame.say(words.LENGTH), words.length_text(programme.duration)),
            (frame.say(words.PRODUCER), programme.producer),
            (frame.say(words.TOPICS), ", ".join(programme.topics)),
        )
    )


def _player(frame: PageFrame, programme: SiteProgramme, text: ProgrammeText) -> Markup | None:
    sound = programme.player
    if sound is None:
        return None
    wave = programme.paper(_WAVEFORM)
    picture = wave and element(
        "img",
        src=frame.to_file(wave),
        alt=frame.say(words.WAVEFORM, title=programme.title),
        width=str(WIDTH),
        height="470",
        loading="lazy",
        class_="wave",
        **{"data-left": f"{LEFT / WIDTH:.4f}", "data-plot": f"{PLOT / WIDTH:.4f}"},
    )
    now = element("p", class_="now", **{"aria-hidden": "true"}) if text.sentences else None
    audio = element(
        "audio",
        frame.say(words.NO_SOUND),
        controls="",
        preload="none",
        src=frame.to_file(sound.path),
        id="player",
        **{"aria-label": programme.title, "data-length": f"{programme.duration:.3f}"},
    )
    return section(frame.say(words.LISTEN), audio, now, picture or None, look="player")


def _time_link(frame: PageFrame, programme: SiteProgramme, seconds: float) -> Markup:
    """Return a link to a moment: of the page where it can be heard, else of the sound itself."""
    sound = programme.player
    at = f"{seconds:.2f}".rstrip("0").rstrip(".")
    target = f"{frame.to_file(sound.path) if sound else ''}#t={at}"
    return element("a", words.clock(seconds), href=target, class_="t", **{"data-t": at})


def _chapters(frame: PageFrame, programme: SiteProgramme, text: ProgrammeText) -> Markup | None:
    if len(text.segments) < 2:
        return None
    items = (
        element("li", _time_link(frame, programme, each.start), " ", element("span", each.title))
        for each in text.segments
    )
    return section(frame.say(words.CHAPTERS), element("ol", *items, class_="chapters"))


def paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    """Put sentences together that one voice says in one go, in parts that are easy to read."""
    group: list[Sentence] = []
    for each in sentences:
        if group and (
            each.speaker != group[0].speaker
            or each.segment != group[0].segment
            or sum(len(one.text) for one in group) + len(each.text) > _LONGEST_PARAGRAPH
        ):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _transcript(frame: PageFrame, programme: SiteProgramme, text: ProgrammeText) -> Markup | None:
    if not text.sentences:
        return None
    headings = {number: each.title for number, each in enumerate(text.segments)}
    parts: list[Markup] = []
    size, segment, is_cut = 0, -1, False
    for group in paragraphs(text.sentences):
        piece = _paragraph(frame, programme, group)
        if group[0].segment != segment and len(text.segments) > 1:
            segment = group[0].segment
            piece = together(element("h3", headings.get(segment, "")), "\n", piece)
        size += len(piece.text.encode("utf-8", "replace")) + 1
        if size > LARGEST_TRANSCRIPT:
            is_cut = True
            break
        parts.append(together(piece, "\n"))
    end = element("p", frame.say(words.TRANSCRIPT_CUT), class_="note") if is_cut else None
    return section(
        frame.say(words.TRANSCRIPT),
        element("p", frame.say(words.TRANSCRIPT_HOW), class_="note scripted"),
        "\n",
        element("div", "\n", *parts, class_="transcript", lang=programme.language),
        end,
    )


def _paragraph(frame: PageFrame, programme: SiteProgramme, group: Sequence[Sentence]) -> Markup:
    first = group[0]
    who = first.speaker or frame.say(words.CLIP)
    said = (
        together(
            element(
                "span",
                each.text,
                lang=each.language if each.language != programme.language else None,
                **{"data-s": _short(each.start), "data-e": _short(each.end)},
            ),
            " ",
        )
        for each in group
    )
    look = None if first.speaker else "clip"
    return element(
        "p",
        _time_link(frame, programme, first.start),
        " ",
        element("b", who),
        " ",
        *said,
        class_=look,
    )


def _short(seconds: float) -> str:
    return f"{seconds:.2f}".rstrip("0").rstrip(".")


def _on_air(frame: PageFrame, on_air: Sequence[OnAir]) -> Markup | None:
    if not on_air:
        return None
    rows = (
        element(
            "li",
            f"{each.begins}, {words.weekday_text(each.day, frame.language)} · ",
            frame.say(words.AT_ONE_STATION)
            if each.stations == 1
            else frame.say(words.AT_STATIONS, n=str(each.stations)),
        )
        for each in on_air[:_MOST_AIRINGS]
    )
    return together(section(frame.say(words.ON_AIR), element("ul", *rows, class_="times")), "\n")


def _downloads(frame: PageFrame, programme: SiteProgramme) -> Markup:
    rows = []
    for sound in programme.sounds:
        label = frame.say(
            words.DELIVERY,
            kind=sound.name.rpartition(".")[2].upper(),
            rate=str(round(sound.bitrate / 1000)),
            size=words.size_text(sound.size, frame.language),
        )
        link = element(
            "a",
            f"{sound.delivery}: {label}",
            href=frame.to_file(sound.path),
            download="",
        )
        rows.append(element("li", link))
    for ending, named in words.PAPERS.items():
        path = programme.paper(ending)
        if path:
            link = element("a", frame.say(named), href=frame.to_file(path), download="")
            rows.append(element("li", link))
    listed = element("ul", *rows, class_="downloads")
    return section(frame.say(words.DOWNLOADS), listed, _fingerprint(frame, programme))


def _fingerprint(frame: PageFrame, programme: SiteProgramme) -> Markup | None:
    if not programme.sha256:
        return None
    name, about = frame.say(words.FINGERPRINT), frame.say(words.FINGERPRINT_QR)
    mark = fingerprint_mark(programme.sha256, name, about)
    how = element("p", frame.say(words.FINGERPRINT_HOW), class_="note")
    return element("div", mark, how, class_="fingerprint")
