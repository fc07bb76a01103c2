"""The spoken notice that a voice is synthetic: an option of the workspace, off unless asked for.

The mark that machines read stands in every delivery's tags anyway; this one is for listeners.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from radioprog.kernel.findings import NOWHERE
from radioprog.script.model import Script, SourceText, Speech, Words

Notice = Literal["off", "start", "end"]

_WORDS = {
    "vi": "Chương trình này có sử dụng giọng đọc do máy tổng hợp.",
    "en": "This programme uses synthetic voices.",
}


def with_notice(script: Script, notice: Notice, language: str) -> Script:
    """Let the first (or last) speaker of a script say that its voices are synthetic.

    ``start`` puts the sentence before the first words, ``end`` after the last. A script in which
    nobody speaks is left as it is; a language without a sentence of its own has the Vietnamese.
    """
    spoken = [at for at, block in enumerate(script.body) if isinstance(block, Speech)]
    if notice == "off" or not spoken:
        return script
    at = spoken[0] if notice == "start" else spoken[-1] + 1
    beside = script.body[spoken[0] if notice == "start" else spoken[-1]]
    if not isinstance(beside, Speech):
        return script
    words = _WORDS.get((script.meta.language or language).split("-")[0], _WORDS["vi"])
    text = SourceText(words, ((0, beside.place),) if beside.place != NOWHERE else ())
    said = Speech(beside.speaker, (Words(text),), place=beside.place)
    return replace(script, body=(*script.body[:at], said, *script.body[at:]))
