"""A template filled with articles: headlines, segments, announcers and stings in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from radioprog.kernel.yaml.document import Scalar, parse_document, write_value
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.draft.article import Article
from radioprog.script.draft.headlines import headline, sentences, shown_title
from radioprog.script.draft.outline import Paragraph
from radioprog.script.keywords import cue_word
from radioprog.script.model import (
    Block,
    Heading,
    Meta,
    Script,
    SoundKind,
    SourceText,
    Speech,
    Words,
)
from radioprog.script.speakers import Speakers
from radioprog.script.write import write_body

FEWEST_WORDS = 60
"""A segment gathers paragraphs until it has as many words."""
FEWEST_LAST = 25
"""A last segment with fewer words stays with the one before."""
MOST_HEADLINES = 5
_HEADING_WORDS = 20
_PLACEHOLDERS = {
    "title": ("tiêu đề", "title"),
    "organisation": ("đơn vị", "organisation"),
    "signature": ("ký tên", "signature"),
    "headlines": ("tin chính", "headlines"),
    "items": ("các mục", "items"),
}
_NAME_OF = {key_form(name): key for key, names in _PLACEHOLDERS.items() for name in names}
_BRACED = re.compile(r"\{\s*([^{}|:\n]{1,20}?)\s*\}")
_KEYED = re.compile(r"^(?P<head>\s*[^:#\s][^:]*:[ \t]+)(?P<value>\S.*)$")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*$")
_WORD = re.compile(r"\w+")
_CUE_LINE = re.compile(r"\s*\[\s*([^:\]|]+?)\s*:.*\]\s*")


class Filling:
    """Walks the lines of a template and puts the article in.

    ``values`` holds title, organisation and signature.
    """

    def __init__(self, articles: Sequence[Article], meta: Meta, values: Mapping[str, str]) -> None:
        """Take the articles, and the template's own front matter."""
        self.articles: Sequence[Article] = articles
        self.meta: Meta = meta
        self.values: Mapping[str, str] = values
        self.speakers: Speakers = Speakers(meta.speakers)
        self.spoken: str = ""
        self.has_items: bool = False
        self.bodies: list[str] = [
            _bare(sentence)
            for article in articles
            for part in article.paragraphs
            for sentence in sentences(part.text)
        ]

    def fill(self, lines: Sequence[str]) -> Iterator[str]:
        """Return the lines of the draft."""
        fences = 0
        stings: list[str] = []
        remark = False
        for line in lines:
            if fences < 2:
                fences += line.strip().strip("\ufeff") == "---"
                yield from self.front_line(line, last=fences == 2)
                continue
            remark = remark or line.lstrip().startswith("<!--")
            if remark:
                remark = "-->" not in line
                continue
            if _is_sting(line):
                stings.append(line.strip())
                continue
            if line.strip():
                asked = _NAME_OF.get(key_form(line.strip().strip("{}"))) if "{" in line else None
                if asked == "items":
                    yield from self.items(stings)
                    stings = []
                    continue
                yield from (part for sting in stings for part in (sting, ""))
                stings = []
                if asked == "headlines":
                    yield from self.written(self.headlines())
                    continue
            elif stings:
                continue
            yield self.line(line)
        yield from stings

    def front_line(self, line: str, *, last: bool) -> Iterator[str]:
        """Fill a line of the front matter, quoted as YAML needs it."""
        match = _KEYED.match(line)
        signed = self.values["signature"]
        if last and signed and self.meta.producer is None:
            yield f"producer: {write_value(signed)}"
        if match is None or not _BRACED.search(line):
            yield line
            return
        node, _ = parse_document(match["value"])
        value = node.text if isinstance(node, Scalar) else match["value"]
        yield match["head"] + write_value(self.put_in(value))

    def put_in(self, text: str, *, escape: bool = False) -> str:
        """Replace the placeholders that stand inside a line."""

        def value(match: re.Match[str]) -> str:
            key = _NAME_OF.get(key_form(match[1]))
            if key is None or key not in self.values:
                return match[0]
            return escaped(self.values[key]) if escape else self.values[key]

        return _BRACED.sub(value, text)

    def line(self, line: str) -> str:
        """Copy a line of the template's body, its placeholders filled."""
        name, colon, _ = line.partition(":")
        speaker = next((who for who in self.speakers.names if key_form(who) == key_form(name)), "")
        if colon and speaker:
            self.spoken = speaker
        return self.put_in(line, escape=True)

    def turns(self) -> Iterator[str]:
        """Return the announcers in turn, beginning after the one who spoke last."""
        names = self.speakers.names
        start = names.index(self.spoken) + 1 if self.spoken in names else 0
        return cycle((*names[start % len(names) :], *names[: start % len(names)]))

    def headlines(self) -> list[Block]:
        """The title, then what the first segments are about, the voices in turn."""
        if len(self.articles) > 1:
            texts = [line for each in self.articles if (line := self.news_of(each))]
        else:
            (article,) = self.articles
            parts = self.segments(article)
            found = [line for part in parts if (line := self.headline_of(part))]
            titled = [self.values["title"]] if article.title or not found else []
            texts = [*titled, *found[:MOST_HEADLINES]]
        turns = self.turns()
        return [self.speech(next(turns), _stopped(text)) for text in texts]

    def news_of(self, article: Article) -> str | None:
        """Return the headline of one article of a bulletin: its title, else a part of its text."""
        if article.title is not None:
            return shown_title(article.title.text)
        return self.headline_of(article.paragraphs)

    def headline_of(self, part: Sequence[Paragraph], **more: int) -> str | None:
        """Return a part of a sentence of the first paragraph that says what it is about."""
        text = next((each for each in part if not each.heading), part[0])
        line = headline(text.text, **more)
        bare = _bare(line or "")
        return None if line is None or any(body in bare for body in self.bodies) else line

    def items(self, stings: Sequence[str]) -> Iterator[str]:
        """Write the body: segments with headings, the announcers and the stings in turn."""
        self.has_items = True
        turns = self.turns()
        music = cycle(stings or [""])
        several = len(self.articles) > 1
        for article in self.articles:
            parts = self.segments(article)
            for number, part in enumerate(parts, start=1):
                name = self.heading(part, number)
                if number == 1 and (several or len(parts) == 1) and article.title:
                    name = shown_title(article.title.text)
                yield from self.written([Heading(name)])
                sting = next(music) if number == 1 or not several else ""
                if sting:
                    yield from (sting, "")
                yield from self.written(self.read_out(part, turns))

    def read_out(self, part: Sequence[Paragraph], turns: Iterator[str]) -> list[Block]:
        """Return a segment to one announcer, or to several in turn where it is long."""
        blocks: list[Block] = []
        words = 0
        for paragraph, before in zip(part, (None, *part), strict=False):
            change = before is None or (words >= FEWEST_WORDS and _may_part(before, paragraph))
            if change:
                self.spoken = next(turns)
                words = 0
            words += len(paragraph.text.split())
            speech = self.speech(self.spoken, paragraph.text)
            blocks.append(replace(speech, named=change, list_item=paragraph.item))
        return blocks

    def segments(self, article: Article) -> list[list[Paragraph]]:
        """Part an article at its own headings; without any, gather enough to stand alone."""
        headed = any(each.heading for each in article.paragraphs)
        whole = headed or len(self.articles) > 1
        parts: list[list[Paragraph]] = []
        words = 0
        for paragraph in article.paragraphs:
            if whole:
                full = paragraph.heading and not parts[-1][-1].heading if parts else False
            else:
                full = words >= FEWEST_WORDS and _may_part(parts[-1][-1], paragraph)
            if full or not parts:
                parts.append([])
                words = 0
            parts[-1].append(paragraph)
            words += len(paragraph.text.split())
        if len(parts) > 1 and words < FEWEST_LAST and not whole:
            last = parts.pop()
            parts[-1] += last
        return parts

    def heading(self, part: Sequence[Paragraph], number: int) -> str:
        """Name a segment by its own words, never by a whole sentence of them."""
        if part[0].heading:
            return part[0].label
        short = (self.headline_of([each], longest=_HEADING_WORDS) for each in part)
        line = next((each for each in short if each), None) or self.headline_of(part)
        if line is not None:
            return line
        words = sentences(part[0].text)[0].lstrip("#*/-–• ").split()
        if len(words) > 5:
            return " ".join(words[: min(8, len(words) - 2)]).rstrip(",;:") + "…"
        return f"Part {number}" if self.meta.language == "en" else f"Phần {number}"

    def speech(self, speaker: str, text: str) -> Speech:
        """Return one paragraph to one announcer."""
        return Speech(speaker, (Words(SourceText(text)),), named=True)

    def written(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Write blocks as lines, escaped where their words would be syntax."""
        script = Script("", "", self.meta, tuple(blocks))
        yield from write_body(script).strip("\n").split("\n")
        yield ""


def escaped(text: str) -> str:
    """Escape a text so that it stays text inside a line of speech."""
    return re.sub(r"([\\\[\]{}|*_<])", r"\\\1", text)


def _is_sting(line: str) -> bool:
    match = _CUE_LINE.fullmatch(line)
    return match is not None and cue_word(match[1]) is SoundKind.STING


def _may_part(paragraph: Paragraph, following: Paragraph) -> bool:
    """Tell whether the voice may change here: not before a list item, not after a heading."""
    return not following.item and _ENDS_SENTENCE.search(paragraph.text) is not None


def _stopped(text: str) -> str:
    """Return a headline its full stop, so that the voice falls."""
    return text if text[-1] in ".!?…" else f"{text}."


def _bare(text: str) -> str:
    return " ".join(["", *_WORD.findall(text.casefold()), ""])
