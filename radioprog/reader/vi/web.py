"""Addresses of the web and of mail: their parts by name, the words in them as words."""

from __future__ import annotations

import re

from radioprog.reader.rules import Cursor, Said, rule
from radioprog.reader.vi.letters import spell, split_syllables
from radioprog.reader.vi.numbers import cardinal, digits


def _mail_or_web(found: re.Match[str], cursor: Cursor) -> str | None:
    text = found[0].rstrip(".,;:!?")
    if "." not in text and "@" not in text:
        return None
    return Said(_say_address(text, cursor), found.start() + len(text))  # type: ignore[return-value]


_PARTS = re.compile(r"[^\W\d_]+|\d+|.")
_ADDRESS_SIGNS = {
    "@": "a còng",
    ".": "chấm",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "/": "gạch chéo",
    ":": "hai chấm",
    "?": "chấm hỏi",
    "=": "bằng",
    "&": "và",
    "#": "thăng",
    "%": "phần trăm",
    "+": "cộng",
    "~": "dấu ngã",
}
_ADDRESS_WORDS = {
    "www": "vê kép vê kép vê kép",
    "com": "com",
    "vn": "vê en-nờ",
    "gov": "gốp",
    "gmail": "gi-meo",
    "net": "nét",
    "org": "o-rờ-gờ",
    "mail": "meo",
    "http": "hát tê tê pê",
    "https": "hát tê tê pê ét-sì",
    "edu": "e-đu",
    "yahoo": "da-hu",
    "facebook": "phây-búc",
    "youtube": "diu-túp",
    "zalo": "da-lô",
    "info": "in-phô",
    "tv": "ti vi",
    "html": "hát tê em-mờ e-lờ",
    "web": "oép",
    "portal": "po-tồ",
    "youtu": "diu-tu",
    "tiktok": "tích-tốc",
    "zing": "dinh",
    "vnexpress": "vê en ếch-prét",
    "google": "gu-gồ",
}


def _say_address(text: str, cursor: Cursor) -> str:
    text = re.sub(r"^https?://", "", text).rstrip("/")
    said: list[str] = []
    for part in _PARTS.findall(text):
        low = part.lower()
        if part.isdecimal():
            number = part.startswith("0") or len(part) > 3
            said.append(digits(part) if number else cardinal(int(part), cursor.style))
        elif part.isalpha():
            said.append(
                _ADDRESS_WORDS.get(low)
                or " ".join(split_syllables(low))
                or spell(part, cursor.style)
            )
        else:
            said.append(_ADDRESS_SIGNS.get(part, ""))
    return " ".join(word for word in said if word)


WEB = (
    rule(
        "web",
        "web",
        r"(?:https?://|www\.)[^\s<>\"“”]{1,200}|[\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
        r"|[A-Za-z0-9-]{1,64}+(?:\.(?!(?:vn|com|net|org|gov|edu|info|tv|io|VN|COM|NET)(?!\w|\.\w))[A-Za-z0-9-]{1,64}+)"
        r"{0,4}+\.(?:vn|com|net|org|gov|edu|info|tv|io|VN|COM|NET)(?:/[^\s<>\"“”]{0,200})?(?!\w)",
        _mail_or_web,
        "Địa chỉ mạng, thư điện tử.",
        "Web and mail addresses.",
        ("quangbinh.gov.vn", "quang binh chấm gốp chấm vê en-nờ"),
    ),
)
