"""From articles to a script to go on editing, by the workspace's template.

The template (`scripts/_mau.md`) is a script with placeholders: ``{tiêu đề}`` and ``{đơn vị}``
anywhere, ``{tin chính}`` and ``{các mục}`` each on a line of its own; the sting lines right above
``{các mục}`` are used in turn. Its ``<!-- … -->`` lines are the template's own and stay behind.
Several articles make one bulletin: one greeting, the headlines of all, one goodbye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, Place, Text
from radioprog.kernel.text import fold
from radioprog.kernel.textfile import LINE_END
from radioprog.script.draft import findings as say
from radioprog.script.draft.announcers import script_of_announcers
from radioprog.script.draft.article import Article, article_of, parted
from radioprog.script.draft.furniture import Around, LeftOut
from radioprog.script.draft.headlines import shown_title
from radioprog.script.draft.labels import is_announcers
from radioprog.script.draft.lines import read_lines
from radioprog.script.draft.template import Filling
from radioprog.script.model import Meta
from radioprog.script.parse import parse_script
from radioprog.script.traced import Page

DEFAULT_TEMPLATE = """\
---
title: "{tiêu đề}"
language: vi
speakers:
  PTV nữ: nữ
  PTV nam: nam
---

# Mở đầu

PTV nữ: Kính thưa quý vị và các bạn! Mời quý vị và các bạn nghe chương trình của {đơn vị}.

# Tin chính

{tin chính}

{các mục}

# Lời chào

PTV nữ: Chương trình đến đây là hết. Xin kính chào và hẹn gặp lại quý vị và các bạn.
"""
"""What `draft` fills where a workspace has no template of its own."""
_WHAT = {
    Around.PAGE: Text("phần của trang web", "part of the web page"),
    Around.DATE: Text("ngày đăng, lượt xem", "the date of posting or a counter"),
    Around.AUTHOR: Text("tên người viết, nguồn", "the author or source"),
    Around.CAPTION: Text("chú thích ảnh", "a caption"),
    Around.AGENCY: Text("mã của báo ở đầu câu", "the agency's mark"),
    Around.OFFICE: Text("phần đầu văn bản hành chính", "the head of an office's letter"),
    Around.SIGNING: Text("phần ký và nơi nhận", "the signing and list of copies"),
    Around.PAPER: Text("số trang, dòng kẻ, đầu trang lặp lại", "a page number, rule or header"),
    Around.MESSAGE: Text("phần của thư, tin nhắn", "part of a mail or chat"),
    Around.NOTE: Text("chú thích cuối bài", "a footnote"),
    Around.OTHERS: Text("danh sách tin khác", "a list of other articles"),
    Around.TWICE: Text("tên bài viết lần thứ hai", "the title's second copy"),
}
_OFFICE = re.compile(
    r"(?:phòng|ban|đài|sở|ubnd|ủy ban|uỷ ban|trung tâm|hội|đảng ủy|văn phòng|công an|đồn|trạm"
    r"|trường|báo|chi cục|mặt trận|mttq|bộ|tổ|đoàn)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """One article as decoded text, and its name in findings."""

    text: str
    file: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A script's text, what was found on the way, and the lines that are not in it."""

    text: str
    findings: tuple[Finding, ...]
    left_out: tuple[tuple[str, LeftOut], ...] = ()


def draft_script(
    text: str,
    *,
    file: str,
    template: str = DEFAULT_TEMPLATE,
    template_file: str = "scripts/_mau.md",
    organisation: str | None = None,
) -> Draft:
    """Make a script from one plain-text article; each sentence of its body stands in it once.

    ``file`` is the article's name in findings. The draft is whole even where findings are
    errors; an error means that the template cannot carry it (``template-without-items``).
    """
    return draft_bulletin(
        [ArticleSource(text, file)],
        template=template,
        template_file=template_file,
        organisation=organisation,
    )


def draft_bulletin(
    sources: Sequence[ArticleSource],
    *,
    template: str = DEFAULT_TEMPLATE,
    template_file: str = "scripts/_mau.md",
    organisation: str | None = None,
    title: str | None = None,
    name: str = "",
) -> Draft:
    """Make one script from one article or several, in their order.

    ``title`` is the bulletin's, else it is the article's, or made from ``name`` (of the script)
    or the first title. An announcers' script among the sources is kept a script.
    """
    page = Page(template.removeprefix("\ufeff"), file=template_file)
    meta, faults = _template_meta(page)
    scripts = [source for source in sources if is_announcers(source.text)]
    if scripts and len(sources) == 1:
        return _script(scripts[0], template)
    among = [say.AMONG_ARTICLES(Place(each.file), file=each.file) for each in scripts]
    findings = [*among, *faults]
    articles, found = _articles(sources)
    findings += found
    left_out = tuple((each.file, left) for each in articles for left in _left_out(each))
    articles = [each for each in articles if each.paragraphs]
    if meta is None or not articles or scripts:
        return Draft("", tuple(findings), left_out)
    chosen, told = _title(articles, title, name)
    findings += told
    values = {
        "title": chosen,
        "organisation": organisation or _organisation(articles) or _ours(meta),
        "signature": _signed(articles),
    }
    work = Filling(articles, meta, values)
    lines = "\n".join(work.fill(LINE_END.split(page.text)))
    filled = re.sub(r"\n{3,}", "\n\n", lines).rstrip("\n") + "\n"
    if not work.has_items:
        findings.append(say.NO_ITEMS(Place(template_file)))
    return Draft(filled, tuple(findings), left_out)


def _script(source: ArticleSource, template: str) -> Draft:
    """Keep a script a script, in our language."""
    made = script_of_announcers(source.text, file=source.file, template=template)
    return Draft(made.text, made.findings, tuple((source.file, each) for each in made.left_out))


def _articles(sources: Sequence[ArticleSource]) -> tuple[list[Article], list[Finding]]:
    """Read the articles, each once; a file may hold several."""
    articles: list[Article] = []
    findings: list[Finding] = []
    texts: dict[str, str] = {}
    for source in sources:
        same = texts.setdefault(fold(source.text), source.file) if source.text.strip() else ""
        if same and same != source.file:
            findings.append(say.SAME_ARTICLE(Place(source.file), other=same))
            continue
        lines, found = read_lines(source.text, file=source.file)
        findings += found
        articles += (article_of(part, file=source.file) for part in parted(lines))
    several = sum(bool(each.paragraphs) for each in articles) > 1 or len(sources) > 1
    some = any(each.paragraphs for each in articles)
    for article in articles:
        findings += _article_findings(article, several=several, some=some)
    findings += _same_titles([each for each in articles if each.paragraphs])
    return articles, findings


def _same_titles(articles: Sequence[Article]) -> Iterator[Finding]:
    seen: dict[str, Article] = {}
    for article in articles:
        if article.title is None:
            continue
        other = seen.setdefault(fold(article.title.text), article)
        if other is not article:
            place = Place(article.file, article.title.number, 1)
            yield say.SAME_TITLE(place, other=other.file, title=article.title.text)


def _template_meta(page: Page) -> tuple[Meta | None, list[Finding]]:
    """Read the template's front matter: its speakers are the announcers."""
    script, findings = parse_script(page.text, file=page.file, name="_mau")
    if script is None:
        return None, list(findings)
    if not script.meta.speakers:
        return None, [say.NO_SPEAKERS(Place(page.file))]
    return script.meta, []


def _title(
    articles: Sequence[Article], title: str | None, name: str
) -> tuple[str, tuple[Finding, ...]]:
    """Choose the programme's title; a bulletin's is made up and told."""
    if title is not None:
        return title, ()
    first = _title_of(articles[0])
    if len(articles) == 1:
        return first, ()
    number = re.fullmatch(r"(?:ban-tin-)?(?:so-)?(\d{1,5})", name)
    made = f"Bản tin số {number[1]}" if number else f"{first} và {len(articles) - 1} tin khác"
    return made, (say.MADE_TITLE(Place(articles[0].file), title=made),)


def _title_of(article: Article) -> str:
    if article.title is not None:
        return shown_title(article.title.text)
    words = article.paragraphs[0].text.split()
    return " ".join(words[:10]).rstrip(".,;:!?…") + ("…" if len(words) > 10 else "")


def _ours(meta: Meta) -> str:
    return "our station" if meta.language == "en" else "chúng tôi"


def _signed(articles: Sequence[Article]) -> str:
    names = [line.text.strip("()[] ") for each in articles for line in each.signature]
    return " - ".join(dict.fromkeys(names))


def _organisation(articles: Sequence[Article]) -> str | None:
    """Return the office that signed, if one did: a person's initials make no programme."""
    names = [line.text.strip("()[] ") for each in articles for line in each.signature]
    return next((name for name in names if _OFFICE.match(name)), None)


def _left_out(article: Article) -> Iterator[LeftOut]:
    yield from article.furniture
    for line in article.signature:
        yield LeftOut(line.text, line.number, Around.SIGNING)


def _article_findings(article: Article, *, several: bool, some: bool) -> Iterator[Finding]:
    for left in article.furniture:
        kind = say.FURNITURE if left.sure else say.LIKELY_FURNITURE
        place = Place(article.file, left.number, 1)
        yield kind(place, what=_WHAT[left.what], line=left.text, details={"text": left.text})
    for line in article.signature:
        place = Place(article.file, line.number, 1)
        yield say.SIGNATURE(place, line=line.text, details={"text": line.text})
    for table in article.tables:
        place = Place(article.file, table.number, 1)
        yield say.TABLE(place, rows=len(table.rows), first=table.first)
    if not article.paragraphs:
        yield (say.ONE_EMPTY if some else say.EMPTY)(Place(article.file))
    elif article.title is None:
        place = Place(article.file, article.paragraphs[0].number, 1)
        yield (say.NO_HEADLINE if several else say.NO_TITLE)(place)
