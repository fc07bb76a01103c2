"""Headlines taken from the text itself: the clause that says what was done, cut where it may end.

Nothing is invented and no sentence is said twice: a headline is always a part of a sentence.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+(?=[\"“‘«(]*[A-ZÀ-ỸĐ0-9])")
_CLAUSE = re.compile(r"[,;:]\s+|\s+[-–—]\s+|\s*[()]\s*|[…]+|\.{3}")
_SAYS = re.compile(r"\s(?:đã|sẽ|đang|vẫn|chưa|vừa|sắp|được|has|have|is|are|was|were|will)\s")
_MAY_END = re.compile(
    r"\s+(?:cho|nhằm|để|theo|tại|trên|với|thông qua|qua|từ|do|bằng|về|trong"
    r"|và(?= [^\WA-ZÀ-ỸĐ])|for|to|in|at|by|with|from|and)\s"
)
_LEADS_IN = re.compile(
    r"(?:để|với|theo|trong|từ|qua|nhằm|bên cạnh|cùng với|sau khi|trước|khi|nếu|do|vì|tuy|mặc dù"
    r"|ngoài ra|đồng thời|đặc biệt|trên cơ sở|thực hiện|when|after|before|if|with|in|to)\s",
    re.IGNORECASE,
)
# What asks for more: a bare verb of joining, or a second half of fewer than four words.
_DANGLES = re.compile(
    r"\s(?:phối hợp|kết hợp|gắn|cùng|đối|so|(?:và|and)(?:\s+\S+){1,3})$", re.IGNORECASE
)
LONGEST = 26
SHORTEST = 5


def sentences(text: str) -> list[str]:
    """Cut a paragraph into its sentences.

    >>> sentences("Tàu đã ra khơi. Biển lặng… Cá về!")
    ['Tàu đã ra khơi.', 'Biển lặng…', 'Cá về!']
    """
    parts, start = [], 0
    for cut in _SENTENCE.finditer(text):
        space = cut.group().rstrip()
        parts.append(text[start : cut.start() + len(space)])
        start = cut.end()
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def headline(paragraph: str, *, longest: int = LONGEST) -> str | None:
    """Return the clause of a paragraph's beginning that says what happened, without a full stop.

    ``None`` where no part of a sentence would do: a whole sentence is never a headline.

    >>> headline("Trong năm, Sở đã tổ chức một lớp tập huấn cho cán bộ, công chức các xã.")
    'Sở đã tổ chức một lớp tập huấn cho cán bộ'
    """
    for sentence in sentences(paragraph)[:2]:
        for clause in _clauses(sentence):
            short = None if _LEADS_IN.match(clause) else shortened(clause, longest)
            if short is None or not _SAYS.search(f"{short} "):
                continue
            if len(_words(short)) < len(_words(sentence)):
                return short[0].upper() + short[1:]
    return None


def shortened(clause: str, longest: int) -> str | None:
    """Cut a clause to at most ``longest`` words, where a phrase ends."""
    if len(clause.split()) <= longest:
        return clause if len(clause.split()) >= SHORTEST else None
    cuts = [clause[: match.start()] for match in _MAY_END.finditer(clause)]
    fitting = [
        cut for cut in cuts if SHORTEST <= len(cut.split()) <= longest and not _DANGLES.search(cut)
    ]
    return fitting[-1] if fitting else None


# The comma of a list's last short member, which nobody leaves out: trâu, bò.
_LISTED = re.compile(r",(?=\s+[^\W\d_]+(?:\s+[^\W\d_]+)?$)")
_KEPT = "\ufdd1"


def _clauses(sentence: str) -> list[str]:
    body = _LISTED.sub(_KEPT, sentence.strip().rstrip(".!?…;:"))
    parts = [part.replace(_KEPT, ",") for part in _CLAUSE.split(body)]
    return [part.strip('"“”‘’«» ') for part in parts if part.strip('"“”‘’«» ')]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown_title(title: str) -> str:
    """Return a title for show: without the full stop and stars that pages put around it."""
    return title.strip("*_ ").rstrip(".;,") or title
