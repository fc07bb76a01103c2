"""The words of the trade in both languages: cues, options, pauses, labels that open a line."""

from __future__ import annotations

from enum import StrEnum

from radioprog.kernel.findings import Language, Text
from radioprog.kernel.suggest import edit_distance, skeleton
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.model import SoundKind


class Order(StrEnum):
    """Cues that bring in no sound of their own."""

    END_BED = "end bed"
    INCLUDE = "include"
    PAUSE = "pause"
    TWICE = "twice"


class Option(StrEnum):
    """What may stand after a bar in a cue."""

    FROM = "from"
    TO = "to"
    FADE_IN = "fade in"
    FADE_OUT = "fade out"
    TEXT = "text"
    LOOP = "loop"
    LANG = "lang"
    OPTIONAL = "if there"


CueWord = SoundKind | Order
# The first name is the one that the writer uses.
CUES: dict[CueWord, dict[Language, tuple[str, ...]]] = {
    SoundKind.JINGLE: {"vi": ("nhạc hiệu",), "en": ("jingle",)},
    SoundKind.STING: {"vi": ("nhạc cắt",), "en": ("sting",)},
    SoundKind.BED: {"vi": ("nhạc nền",), "en": ("bed",)},
    SoundKind.CLIP: {"vi": ("băng",), "en": ("clip",)},
    SoundKind.SFX: {"vi": ("tiếng động",), "en": ("sfx",)},
    SoundKind.OUTRO: {"vi": ("nhạc kết",), "en": ("outro",)},
    SoundKind.READ: {"vi": ("lời",), "en": ("read",)},
    Order.END_BED: {"vi": ("hết nhạc nền",), "en": ("end bed",)},
    Order.INCLUDE: {"vi": ("chèn",), "en": ("include",)},
    Order.PAUSE: {"vi": ("nghỉ",), "en": ("pause",)},
    Order.TWICE: {"vi": ("đọc hai lần", "đọc 2 lần"), "en": ("twice", "read twice")},
}
OPTIONS: dict[Option, dict[Language, tuple[str, ...]]] = {
    Option.FROM: {"vi": ("từ",), "en": ("from",)},
    Option.TO: {"vi": ("đến",), "en": ("to",)},
    Option.FADE_IN: {"vi": ("vào dần",), "en": ("fade in",)},
    Option.FADE_OUT: {"vi": ("ra dần",), "en": ("fade out",)},
    Option.TEXT: {"vi": ("lời",), "en": ("text",)},
    Option.LOOP: {"vi": ("lặp",), "en": ("loop",)},
    Option.LANG: {"vi": ("tiếng",), "en": ("lang",)},
    Option.OPTIONAL: {"vi": ("nếu có",), "en": ("if there", "optional")},
}
CUE_NAMES = tuple(name for names in CUES.values() for each in names.values() for name in each)
OPTION_NAMES = tuple(name for names in OPTIONS.values() for each in names.values() for name in each)
_CUE_OF = {
    key_form(name): word for word, names in CUES.items() for each in names.values() for name in each
}
_OPTION_OF = {
    key_form(name): option
    for option, names in OPTIONS.items()
    for each in names.values()
    for name in each
}

_FIELDS = {
    "station": ("đài", "tên đài"),
    "commune": ("xã", "phường"),
    "district": ("huyện",),
    "province": ("tỉnh", "thành phố"),
}
"""The fields of stations' own editions, ``{đài}`` and its kin, and their Vietnamese names."""
FIELD_NAMES: tuple[str, ...] = tuple(
    name for own, others in _FIELDS.items() for name in (others[0], own)
)
_FIELD_OF = {key_form(name): own for own, others in _FIELDS.items() for name in (own, *others)}

# A line "PTV 1: …" is meant for an announcer; these words may carry a name (MC Thu Hà).
TRADE_TITLES = frozenset(
    key_form(name)
    for name in (
        "MC",
        "PTV",
        "BTV",
        "PV",
        "KTV",
        "DCT",
        "CTV",
        "XNV",
        "phát thanh viên",
        "biên tập viên",
        "phóng viên",
        "kỹ thuật viên",
        "xướng ngôn viên",
        "người dẫn",
        "người dẫn chương trình",
        "dẫn chương trình",
        "người đọc",
        "announcer",
        "presenter",
        "reporter",
        "anchor",
        "host",
        "narrator",
    )
)
# These are common words: a label only alone or with a number or "nam", "nữ".
TRADE_WORDS = frozenset(
    key_form(name)
    for name in (
        "dẫn",
        "lời dẫn",
        "giọng",
        "giọng đọc",
        "nam",
        "nữ",
        "biên tập",
        "phát thanh",
        "voice",
    )
)
TRADE_TAILS = frozenset(
    key_form(name)
    for name in (
        "nam",
        "nữ",
        "male",
        "female",
        "thứ",
        "số",
        "nhất",
        "một",
        "hai",
        "ba",
        "bốn",
        "chính",
        "phụ",
        "II",
        "III",
        "IV",
    )
)
TOGETHER = frozenset(
    key_form(name)
    for name in (
        "cả hai",
        "cả 2",
        "cả hai người",
        "cả hai MC",
        "cả 2 MC",
        "cả hai PTV",
        "cả 2 PTV",
        "hai MC",
        "2 MC",
        "hai PTV",
        "2 PTV",
        "đồng thanh",
        "cùng đọc",
        "cùng nói",
        "cùng chào",
        "both",
    )
)
"""Labels that mean several announcers at once."""
SPEAKING = frozenset(
    key_form(name)
    for name in (
        "đọc",
        "nói",
        "hỏi",
        "đáp",
        "chào",
        "dẫn",
        "tiếp",
        "trả lời",
        "đọc tiếp",
        "nói tiếp",
        "đọc lời dẫn",
        "đọc tin",
        "kết",
        "giới thiệu",
        "cười",
    )
)
"""What may stand between a label and its colon: ``PTV nữ đọc:``."""

COPY_TITLE = Text("Bản đọc cho phát thanh viên", "Reading copy for announcers")
"""The first line of the copy that a person reads from; by it the copy is known later."""
COPY_RECORD = Text("Thu lời dưới đây vào tệp {file}", "Record the words below into {file}")


def cue_word(name: str) -> CueWord | None:
    """Find the cue of a name in either language.

    >>> cue_word("Nhạc  Hiệu")
    <SoundKind.JINGLE: 'jingle'>
    """
    return _CUE_OF.get(key_form(name))


def slip_of_cue(name: str) -> CueWord | None:
    """Find the cue that a name misses by a slip of the hand or by its accents only.

    >>> slip_of_cue("nhac hieu"), slip_of_cue("xem")
    (<SoundKind.JINGLE: 'jingle'>, None)
    """
    bare = skeleton(name)
    for known in CUE_NAMES:
        wanted = skeleton(known)
        if len(wanted) >= 6 and edit_distance(bare[:64], wanted) <= len(wanted) // 5:
            return cue_word(known)
    return None


def option_word(name: str) -> Option | None:
    """Find the option of a name in either language."""
    return _OPTION_OF.get(key_form(name))


def field_of(name: str) -> str | None:
    """Find the field of a station's own edition by its name in either language.

    >>> field_of(" Đài "), field_of("làng")
    ('station', None)
    """
    return _FIELD_OF.get(key_form(name)) if len(name) < 40 else None


def name_of(word: CueWord | Option, language: Language) -> str:
    """Return the name that the writer uses."""
    names = OPTIONS[word] if isinstance(word, Option) else CUES[word]
    return names[language][0]
