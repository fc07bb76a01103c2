"""What is known of the service that gTTS speaks to: its languages, its hosts, its failures."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import Any

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.findings import Text
from radioprog.speech.model import SpeechRequest

LONGEST_PIECE = 100
"""The service takes this many characters at a time."""
LICENCE = "Google Translate's terms of service"
LANGUAGES = frozenset(
    """
    af am ar bg bn bs ca cs cy da de el en es et eu fi fr fr-CA gl gu ha hi hr hu id is it iw ja
    jw km kn ko la lt lv ml mr ms my ne nl no pa pl pt pt-PT ro ru si sk sq sr su sv sw ta te th
    tl tr uk ur vi yue zh zh-CN zh-TW
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""The languages of the service, a closed list; a test holds it against gTTS's own."""
DOMAINS = frozenset(
    "com com.vn com.hk com.sg com.au co.uk co.in co.jp co.kr ca fr de es pt com.br com.mx".split()  # noqa: SIM905
)
"""The endings of the service's host that may be asked for, a closed list."""
_TRANSIENT_STATUS = frozenset({429, 500, 502, 503, 504})


def split_voice(voice: str) -> tuple[str, str]:
    """Give a voice's language and host ending, both from the closed lists.

    >>> split_voice("vi@com.vn")
    ('vi', 'com.vn')

    Raises:
        EngineError: ``unknown-voice``.
    """
    language, _, domain = voice.partition("@")
    known = {name.lower(): name for name in LANGUAGES}
    if language.lower() not in known or (domain and domain not in DOMAINS):
        raise EngineError.of(
            "unknown-voice",
            Text(f"gtts không có giọng “{voice}”", f'gtts has no voice "{voice}"'),
            Text("ví dụ: gtts:vi, gtts:en, gtts:vi@com.vn", "such as gtts:vi, gtts:vi@com.vn"),
        )
    return known[language.lower()], domain or "com"


def voice_for(request: SpeechRequest) -> tuple[str, str]:
    """Give the service's language and host for a request."""
    language, domain = split_voice(request.voice)
    wanted = request.language
    if language.partition("-")[0] == wanted.partition("-")[0]:
        return language, domain
    if wanted not in LANGUAGES:
        raise EngineError.of(
            "no-voice-for-language",
            Text(f"gtts không có tiếng “{wanted}”", f'gtts does not speak "{wanted}"'),
            Text("dùng băng thu sẵn", "use a recorded clip"),
        )
    return wanted, domain


def is_transient(answer: dict[str, Any]) -> bool:
    """Tell whether asking again may help: time-outs, 429 and 5xx."""
    if answer["error"] == "status":
        return answer["status"] in _TRANSIENT_STATUS
    return bool(answer["error"] == "timeout")


def retry_after(answer: dict[str, Any]) -> float | None:
    """Read how long the service asks to wait: seconds or a date."""
    text = str(answer.get("retry_after", "")).strip()
    if text.isascii() and text.isdigit():
        return float(text)
    if not text:
        return None
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


_SAID = {
    "timeout": ("network-timeout", "dịch vụ không trả lời kịp", "no answer came in time"),
    "unreachable": ("network-unreachable", "không tới được dịch vụ", "the service is out of reach"),
    "tls": ("network-tls", "chứng chỉ dịch vụ không tin được", "its certificate is not trusted"),
    "status": ("service-refused", "dịch vụ từ chối", "the service refused"),
    "bad-answer": ("bad-answer", "dịch vụ trả lời hỏng", "the service's answer is no speech"),
}


def network_error(answer: dict[str, Any]) -> NetworkError:
    """Make the error for an answer that is none."""
    code, vi, en = _SAID[answer["error"]]
    detail = str(answer.get("detail", ""))
    problem = NetworkError.of(
        code,
        Text(f"gtts: {vi} ({detail})", f"gtts: {en} ({detail})"),
        Text(
            "chạy lại sau, hoặc khai báo giọng dự phòng như espeak:vi+f3",
            "run again later, or declare a fallback voice such as espeak:vi+f3",
        ),
    )
    problem.transient = is_transient(answer)
    return problem


def network_off() -> NetworkError:
    """Make the error for a request while the network is off."""
    return NetworkError.of(
        "network-off",
        Text("gtts cần mạng, mà mạng đang tắt", "gtts needs the network, which is off"),
        Text(
            "chạy với --online, hoặc ghi “mạng: on” trong radioprog.yaml",
            'run with --online, or write "network: on" in radioprog.yaml',
        ),
    )
