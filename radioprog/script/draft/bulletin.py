"""From an article to a script to go on editing, by the workspace's template.

The template (`scripts/_mau.md`) is a script with placeholders: ``{tiêu đề}`` and ``{đơn vị}``
anywhere, ``{tin chính}`` and ``{các mục}`` each on a line of its own; the sting lines right above
``{các mục}`` are used in turn. Its ``<!-- … -->`` lines are the template's own and stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from radioprog.kernel.findings import Finding, Place, Text, error, info, warning
from radioprog.kernel.textfile import LINE_END
from radioprog.script.draft.article import Article, read_article
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


@dataclass(frozen=True, slots=True)
class Draft:
    """A script's text, and what was found on the way: title, signature, furniture left out."""

    text: str
    findings: tuple[Finding, ...]


def draft_script(
    text: str,
    *,
    file: str,
    template: str = DEFAULT_TEMPLATE,
    template_file: str = "scripts/_mau.md",
    organisation: str | None = None,
) -> Draft:
    """Make a script from a plain-text article; each sentence of its body stands in it once.

    ``file`` is the article's name in findings. The draft is whole even where findings are
    errors; an error means that the template cannot carry it (``template-without-items``).
    """
    article = read_article(text)
    findings = [*_article_findings(article, file)]
    page = Page(template.removeprefix("\ufeff"), file=template_file)
    meta, found = _template_meta(page)
    findings += found
    if meta is None or not article.paragraphs:
        return Draft("", tuple(findings))
    values = {
        "title": _title_of(article),
        "organisation": organisation or _signed(article) or _ours(meta),
        "signature": _signed(article),
    }
    work = Filling(article, meta, values)
    lines = "\n".join(work.fill(LINE_END.split(page.text)))
    filled = re.sub(r"\n{3,}", "\n\n", lines).rstrip("\n") + "\n"
    if not work.has_items:
        findings.append(_no_items(template_file))
    return Draft(filled, tuple(findings))


def _template_meta(page: Page) -> tuple[Meta | None, list[Finding]]:
    """Read the template's front matter: its speakers are the announcers."""
    script, findings = parse_script(page.text, file=page.file, name="_mau")
    if script is None:
        return None, list(findings)
    if not script.meta.speakers:
        return None, [_no_speakers(page.file)]
    return script.meta, []


def _title_of(article: Article) -> str:
    if article.title is not None:
        return article.title.text
    words = article.paragraphs[0].text.split()
    return " ".join(words[:10]).rstrip(".,;:!?…") + ("…" if len(words) > 10 else "")


def _ours(meta: Meta) -> str:
    return "our station" if meta.language == "en" else "chúng tôi"


def _signed(article: Article) -> str:
    return " - ".join(line.text.strip("()[] ") for line in article.signature)


def _article_findings(article: Article, file: str) -> Iterator[Finding]:
    for line in article.furniture:
        yield info(
            "furniture-left-out",
            Text(f"bỏ phần của trang web: {line.text}", f"left out, page furniture: {line.text}"),
            Text(
                "nếu là nội dung, chép lại vào kịch bản", "if it is text, copy it into the script"
            ),
            Place(file, line.number, 1),
        )
    for line in article.signature:
        yield info(
            "signature-found",
            Text(f"ký tên, không đọc: {line.text}", f"the signature, not spoken: {line.text}"),
            Text("sửa mục thực hiện của phần đầu nếu cần", "correct producer: where needed"),
            Place(file, line.number, 1),
        )
    if not article.paragraphs:
        yield error(
            "empty-article",
            Text("bài viết không có nội dung", "the article has no text"),
            Text("kiểm tra lại tệp", "check the file"),
            Place(file),
        )
    elif article.title is None:
        yield warning(
            "no-title",
            Text("không tìm thấy tên bài", "no title was found"),
            Text("sửa dòng title của kịch bản", "correct the title: of the script"),
            Place(file, article.paragraphs[0].number, 1),
        )


def _no_items(file: str) -> Finding:
    return error(
        "template-without-items",
        Text("mẫu không có dòng {các mục}", "the template has no line {items}"),
        Text("thêm một dòng {các mục} ở chỗ thân bài", "add a line {items} where the body goes"),
        Place(file),
    )


def _no_speakers(file: str) -> Finding:
    return error(
        "template-without-speakers",
        Text("mẫu chưa khai báo người đọc", "the template declares no speakers"),
        Text("thêm mục speakers vào phần đầu của mẫu", "add speakers: to its front matter"),
        Place(file),
    )
