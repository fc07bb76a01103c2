"""What looks like something else than words to say: cues without brackets, sign-offs, tables.

Old scripts of announcers are full of them. Everything here looks at one line or a run of lines
and says what it may have been meant for; the parser turns that into findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from radioprog.kernel.text import fold, one_line
from radioprog.kernel.units import Seconds
from radioprog.kernel.yaml.schema import key_form
from radioprog.script.keywords import TOGETHER, CueWord, Order, name_of
from radioprog.script.model import SoundKind

LONGEST_LINE = 160
"""A longer line is running text, whatever it begins with."""
_MOST_WORDS = 14

# --- the words of the trade ---


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


def _phrases(names: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(fold(name).split()) for name in names.split(","))


def _table(rows: Mapping[CueWord, str]) -> dict[tuple[str, ...], CueWord]:
    return {
        tuple(fold(name).split()): word for word, names in rows.items() for name in names.split(",")
    }


HEADS = _table(
    {
        SoundKind.JINGLE: "nhạc hiệu,nhạc mở đầu,nhạc dạo,nhạc dạo đầu,nhạc chủ đề,hình hiệu,"
        "jingle,nhạc mở màn,nhạc vào",
        SoundKind.STING: "nhạc cắt,nhạc chuyển,nhạc chuyển mục,nhạc chuyển cảnh,nhạc xen,nhạc ngắt,"
        "nhạc gạt,cắt nhạc,sting,nhạc,âm nhạc,phát nhạc,chèn nhạc,bật nhạc,mở nhạc,lên nhạc,"
        "vào nhạc,nổi nhạc,chạy nhạc,bài hát,phát bài hát,ca khúc,nhạc đoạn",
        SoundKind.BED: "nhạc nền,nhạc đệm,nhạc lót,nền nhạc",
        SoundKind.OUTRO: "nhạc kết,nhạc cuối,nhạc kết thúc,nhạc chào,nhạc chào kết,outro,nhạc hết",
        SoundKind.CLIP: "băng,phát băng,chạy băng,băng pv,băng phỏng vấn,trích băng,băng ghi âm,"
        "đoạn băng,băng tiếng,băng phát biểu,phỏng vấn,trích phỏng vấn,pv,phát biểu,"
        "trích phát biểu,ghi âm,phát ghi âm,file ghi âm,phát file,chèn băng,chèn phỏng vấn,"
        "tiếng phỏng vấn,tiếng phát biểu,tiếng nhân vật,chèn ghi âm,chèn file",
        SoundKind.SFX: "tiếng vỗ tay,tiếng cười,tiếng nhạc,tiếng sóng,tiếng còi,tiếng chuông,"
        "tiếng trống,tiếng xe,tiếng mưa,tiếng gà,tiếng reo,tiếng hò,tiếng máy,tiếng chim,tiếng gió,"
        "tiếng động,tiếng hiện trường,âm thanh hiện trường,tiếng động hiện trường,"
        "hiệu ứng,hiệu ứng âm thanh,âm thanh,sfx",
        Order.END_BED: "hết nhạc nền,tắt nhạc,tắt nhạc nền,dừng nhạc,dừng nhạc nền,ngắt nhạc,"
        "hết nhạc,nhạc nền hết,nhạc nền tắt,nhạc tắt,nhạc dừng",
        Order.INCLUDE: "chèn,chèn kịch bản,include",
        Order.PAUSE: "nghỉ,ngừng,dừng,im lặng,khoảng lặng,tạm nghỉ,tạm dừng,ngưng,pause,lặng",
        Order.TWICE: "đọc hai lần,đọc 2 lần,đọc lại,đọc lại lần 2,đọc lại lần hai,nhắc lại lần 2,"
        "nhắc lại hai lần,nhắc lại 2 lần,đọc lại 2 lần,đọc lại một lần,phát hai lần,phát 2 lần",
    }
)
"""How cues are written without brackets; the first words of a line."""
_LONGEST_HEAD = max(map(len, HEADS))
# Bare words that begin many a sentence: capitals, brackets or a length must speak for a cue.
_NOISES = {head for head, word in HEADS.items() if word is SoundKind.SFX and head[0] == "tiếng"}
_WEAK = {
    ("pv",),
    ("phỏng", "vấn"),
    ("phát", "biểu"),
    ("chèn",),
    ("âm", "thanh"),
    ("hiệu", "ứng"),
    ("ghi", "âm"),
    ("ca", "khúc"),
    ("âm", "nhạc"),
    ("bài", "hát"),
}
# Words behind "nhạc", "băng", "tiếng động" that make another word of them.
_OTHER_SENSE = _folded(
    """
    sĩ cụ viện trưởng lý kịch trẻ đỏ vàng dân truyền cách tiền sến phim thính công rôn
    giá đảng nhóm tuyết qua bó hoại cướp hà keo chuyền ghế thông tần đô sơn trôi hình cơ
    hưu hè lễ phép học lại mát dưỡng ngơi trưa vấn việc
    """
)
_MODIFIERS = _folded(
    """
    nhỏ to dần lên xuống vào ra nổi rồi hẳn tắt hết tiếp tục kết cắt nền hiệu chương
    trình đầu cuối chuyển mục ngắn dài số giây phút s nhẹ vui buồn dạo thúc mở thì xong
    dưới lời đọc phát chèn đoạn một khoảng cho và lặp lại bài vang chờ giữ cường độ âm
    lượng nhạc đài phần tin thứ hai ba từ đến trong thêm chút của nhạt sang trước sau
    file băng pv db
    """
)
_STAGE_HEADS = _folded(
    """
    cười khóc thở ngừng dừng im lặng ngắt ngưng hạ trầm nhấn vui buồn xúc hào phấn
    nghiêm trang hồ tươi ngạc thân chậm hắng vỗ gật reo mỉm phì bật ngập ho giọng đọc
    nói hồi
    """
)
"""First words of stage directions, in brackets only; the next line has what may follow them."""
_STAGE_TAILS = _STAGE_HEADS | _folded(
    """
    động hứng khởi túc trọng hởi nhiên mật rãi tay đầu lên mạnh rõ vẻ dài nhanh ngùng
    nghẹn nhẹ to lớn nhỏ lâu ngắn rồi và lại một chút hơi thật tên lời vừa nhau hơn với
    bằng ha hi hả dần xuống giây phút hết sức rất s giọng hộp ngừng nghị diễn cảm cùng
    đồng thanh tĩnh
    """
)
_NOT_ALONE = _folded("đọc nói giọng hồi hạ bật thân")
_SIGN_OFFS = _phrases(
    "người duyệt,người thực hiện,người viết,người biên tập,người đọc,người soạn,"
    "người lập,duyệt,duyệt phát,đã duyệt,ký tên,ký duyệt,đã ký,phê duyệt,lãnh đạo duyệt,"
    "duyệt nội dung,ban biên tập,trưởng ban biên tập,thủ trưởng đơn vị,trưởng đài,hết,"
    "hết bài,hết tin,hết chương trình,the end,end,ký ghi rõ họ tên,ký và ghi rõ họ tên,"
    "ký tên đóng dấu,cộng hòa xã hội chủ nghĩa việt nam,độc lập tự do hạnh phúc,kịch bản,"
    "kịch bản phát thanh,kịch bản chương trình,còn tiếp"
)
"""What stands at the head or foot of a paper and is not meant for air; whole lines or cells."""
_SIGNED = _phrases("ký tên,đã ký,ký,ký thay")
_TECHNICIAN = re.compile(r"(?:kỹ thuật|kĩ thuật|âm thanh|đạo diễn|KT|KTV)\s*:\s*", re.IGNORECASE)
_KEYED = re.compile(
    r"(?:ghi chú[^:]{0,30}|lưu ý (?:cho )?(?:ktv|kỹ thuật|ptv|mc|đài)[^:]{0,20}|chú thích|note|"
    r"người duyệt|duyệt|thời lượng(?: chương trình| dự kiến)?|ngày phát(?: sóng)?|"
    r"giờ phát(?: sóng)?|nơi nhận|lưu)\s*:",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:(?:trang|page)\s*)?[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ)\.\s*[^\W\d_]|Q\.\s+(?:chủ tịch|giám đốc|trưởng|bí thư|chánh)\b"
    r"|\[[0-9]{1,2}\]\s(?-i:[A-ZĐ])"
    r"|(?:đài|trung tâm|phòng|sở)\b[^.!?]{0,60}\bkịch bản\b[^.!?]{0,40}$"
    r"|kịch bản (?:phát thanh|chương trình|bản tin|ngày|số)\b[^.!?]{0,40}$"
    r"|đã (?:xem|gửi|nhận|chuyển tiếp|thu hồi)\s*[0-9:]*$|[^.!?:]{1,40} đã gửi lúc [0-9]"
    r"|gửi từ (?:iphone|ipad|điện thoại|máy|thư|zalo|gmail|outlook)|sent from my|get outlook"
    r"|tin nhắn (?:đã )?(?:được )?(?:thu hồi|chuyển tiếp)|(?:on|vào) .{5,60} (?:wrote|đã viết):$"
    r"|(?:xem thêm|đọc thêm|tin liên quan|từ khóa|lượt xem|chia sẻ|bình luận|ảnh|nguồn ảnh)\s*:"
    r"|(?:thích|chia sẻ|bình luận|bản in|trở về)(?:\s*[|·•-]\s*[\w ]{1,20}){0,4}$"
    r"|(?:from|to|subject|cc|từ|đến|chủ đề|tiêu đề thư)\s*:\s*\S+@",
    re.IGNORECASE,
)
"""What offices, phones, mail and web pages leave around a text."""
_FILE = re.compile(r"[^\s:|\[\]()\"“”]*\.(?:flac|wav|mp3|m4a|ogg|opus|aac|wma)\b", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(?P<m>[0-9]{1,3})\s?(?:phút|phut|min|['’′](?!['’′]))\s?)?"
    r"(?:(?P<s>[0-9]{1,3}(?:[.,][0-9])?)\s?(?:giây|giay|sec|s\b|\"|”|″|['’′]{2}))?",
    re.IGNORECASE,
)
_CLOCK_LENGTH = re.compile(r"(?P<m>[0-9]{1,2}):(?P<s>[0-5][0-9])")
_WRAPS = (("(", ")"), ("/", "/"), ("<", ">"), ("«", "»"), ("【", "】"), ("[", "]"))
_RULED = "-–—_=*~.·•# \t\u00a0"
_SENTENCE_END = ".!?…"


class Sense(Enum):
    """What a line was probably meant for."""

    CUE = "cue"
    NOTE = "note"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Look:
    """A suspicion: what for, and how that is written (``cue``: empty for a note)."""

    sense: Sense
    cue: str = ""


# --- one line ---


def look_of_line(text: str) -> Look | None:
    """Tell what a line without brackets may have been meant for; ``None``: words to say.

    >>> look_of_line("NHẠC HIỆU (15 giây)").cue
    '[nhạc hiệu: jingles/tên-tệp.flac | đến 0:15]'
    >>> look_of_line("Nhạc sĩ Trịnh Công Sơn sinh năm 1939.") is None
    True
    """
    line = one_line(text.replace("\t", "  "))
    if not line or len(line) > LONGEST_LINE:
        return None
    core, wrapped = _unwrapped(line)
    if not core:
        return None
    if wrapped and _length_only(core):
        return Look(Sense.NOTE)
    technician = _TECHNICIAN.match(core)
    if technician is not None and _cue_of(core[technician.end() :], wrapped=True):
        return _cue_of(core[technician.end() :], wrapped=True)
    return (
        _cue_of(core, wrapped=wrapped)
        or _sign_off(text, core)
        or (_stage(core) if wrapped else None)
        or (_aside(core) if wrapped else _timed_heading(core))
    )


def look_of_brackets(text: str) -> Look | None:
    """Tell what stands in brackets inside speech: ``Xin chào (cười) quý vị``."""
    core = one_line(text)
    if not core or len(core) > 60:
        return None
    return _cue_of(core, wrapped=True, inline=True) or _stage(core)


def _unwrapped(line: str) -> tuple[str, bool]:
    """Take brackets, slashes and rules off both ends; tell whether there were brackets."""
    wrapped = False
    bare = line.strip(_RULED) if not _FILE.search(line) else line.strip()
    for opening, closing in _WRAPS:
        inner = bare[1:-1]
        if len(bare) > 2 and bare[0] == opening and bare.rstrip(".")[-1] == closing:
            inner = bare.rstrip(".")[1:-1]
            if opening not in inner and closing not in inner:
                bare, wrapped = inner.strip(), True
    return bare.removesuffix("./").rstrip(), wrapped


def _words(core: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(core))


def _cue_of(core: str, *, wrapped: bool, inline: bool = False) -> Look | None:
    words = _words(core)
    if not words or len(words) > _MOST_WORDS:
        return None
    file = _FILE.search(core)
    found = _head(words)
    if found is None:
        return Look(Sense.CUE, _cue(SoundKind.CLIP, core)) if file and len(words) < 9 else None
    word, head = found
    if not (file or _meant_as_cue(core, words, head, word, wrapped=wrapped, inline=inline)):
        return None
    return Look(Sense.CUE, _cue(word, core))


def _head(words: Sequence[str]) -> tuple[CueWord, tuple[str, ...]] | None:
    for count in range(min(_LONGEST_HEAD, len(words)), 0, -1):
        head = tuple(words[:count])
        if head in HEADS:
            return HEADS[head], head
    return None


def _meant_as_cue(
    core: str,
    words: list[str],
    head: tuple[str, ...],
    word: CueWord,
    *,
    wrapped: bool,
    inline: bool,
) -> bool:
    """Weigh what speaks for a cue: capitals, brackets, a length, a colon, nothing but its words."""
    rest = words[len(head) :]
    length = _length_in(core) is not None
    if rest and rest[0] in _OTHER_SENSE and head in _SHORT_HEADS:
        return False
    plain = all(each in _MODIFIERS or each.isdigit() or _is_length(each) for each in rest)
    if word is Order.PAUSE:
        length = length or bool({"giây", "phút"} & set(rest))
        return (length and plain) or (wrapped and (not rest or (not inline and len(rest) <= 2)))
    if word is Order.TWICE:
        return plain and len(rest) <= 3
    ends = core[-1] in _SENTENCE_END and not core.endswith("...")
    marked = _is_capital(core) or length or (not ends and _colon_after(core))
    if word is Order.INCLUDE or head in _WEAK:
        return len(words) > 1 and (marked or (wrapped and plain))
    if plain and len(rest) <= 6 and (len(head) > 1 or wrapped or not ends):
        return len(head) > 1 or bool(rest) or not inline
    if inline and len(head) == 1:
        return length
    if wrapped:
        return not ends or len(words) <= 8
    if ends:
        return _is_capital(core)
    return marked or (head[0] in _ORDERS and len(words) <= 10)


_ORDERS = _folded("phát chèn bật mở tắt chạy trích ngắt")
_SHORT_HEADS = {
    ("nhạc",),
    ("băng",),
    ("tiếng", "động"),
    ("nghỉ",),
    ("âm", "nhạc"),
    ("pv",),
    ("phỏng", "vấn"),
    ("dừng",),
    ("ngừng",),
    ("nhạc", "nền"),
}


def _is_capital(core: str) -> bool:
    letters = [char for char in _FILE.sub("", core) if char.isalpha()]
    capital = sum(char.isupper() for char in letters)
    return len(letters) >= 3 and capital >= 0.8 * len(letters)


def _colon_after(core: str) -> bool:
    """Tell whether a colon follows the words of a cue, as in ``Băng: PV ông Tám``."""
    return ":" in core and tuple(_words(core.partition(":")[0])) in HEADS


def _is_length(word: str) -> bool:
    return re.fullmatch(r"[0-9]{1,3}(?:s|giây|phút|p|db)?", word) is not None


def _length_in(core: str) -> Seconds | None:
    """Find a length of time in a line: ``(15 giây)``, ``1'30''``, ``3s``."""
    for match in (*_LENGTH.finditer(core), *_CLOCK_LENGTH.finditer(core)):
        minutes, seconds = match["m"], match["s"]
        if minutes or seconds:
            return Seconds(60.0 * int(minutes or 0) + float((seconds or "0").replace(",", ".")))
    return None


def _length_only(core: str) -> bool:
    return any(form.fullmatch(core.strip()) for form in (_LENGTH, _CLOCK_LENGTH))


def _stage(core: str) -> Look | None:
    words = _words(core)
    if tuple(words) in _SIGNED or key_form(core) in TOGETHER:
        return Look(Sense.NOTE)
    if not words or len(words) > 6 or words[0] not in _STAGE_HEADS:
        return None
    alone = len(words) == 1 and words[0] in _NOT_ALONE
    fits = all(word in _STAGE_TAILS or word.isdigit() for word in words[1:])
    return Look(Sense.NOTE) if fits and not alone else None


def _sign_off(text: str, core: str) -> Look | None:
    cells = [tuple(_words(cell)) for cell in re.split(r"\s{2,}|\t", text) if _words(cell)]
    signed = bool(cells) and all(cell in _SIGN_OFFS for cell in cells)
    whole = tuple(_words(core)) in _SIGN_OFFS or _PAGE.fullmatch(core)
    if signed or whole or _KEYED.match(core) or _FURNITURE.match(core):
        return Look(Sense.NOTE)
    return None


def is_sign_off(cell: str) -> bool:
    """Tell whether words are what stands above a signature, or at the end of a paper."""
    return tuple(_words(cell)) in _SIGN_OFFS


def _aside(core: str) -> Look | None:
    """Take a whole line in brackets for a note, unless it is a sentence or names a source."""
    words = _words(core)
    if _head(words) is not None or not any(
        map(str.isalpha, core)
    ):  # weighed before, and found to be words
        return None
    said = core[-1] in _SENTENCE_END and len(words) > 4
    return (
        None if said or len(words) > 8 or words[:1] in (["theo"], ["nguồn"]) else Look(Sense.NOTE)
    )


_TIMED = re.compile(r"(?P<title>[^()\[\]]{3,80}?)\s*[(\[](?P<length>[^()\[\]]{1,20})[)\]]")


def _timed_heading(core: str) -> Look | None:
    match = _TIMED.fullmatch(core)
    if match is None or not _length_only(match["length"]) or len(_words(core)) > _MOST_WORDS:
        return None
    if match["title"][-1] in _SENTENCE_END:
        return None
    return Look(Sense.HEADING, f"# {match['title'].rstrip()}")


_HEADING = re.compile(
    r"(?:phần|mục|chuyên mục)\s+(?:[0-9]{1,2}|[IVX]{1,4}|thứ\s\w+)\s*[:.–-]|[IVX]{1,5}[.)/]\s+\S",
    re.IGNORECASE,
)
_BLANK = re.compile(
    r"…{3,}|\.{6,}|_{3,}|(?:…|\.{3})\s*/\s*(?:…|\.{3}|[0-9])|[0-9]\s*/\s*(?:…|\.{3})"
    r"|\b(?:lúc|ngày|tháng|số|hồi|ông|bà|thôn|xã)\s+(?:…|\.{3})(?=\s*(?:giờ|phút|tháng|năm|,|$))"
    r"|\bX{4,}\b|\bXXX?\b(?=\s+(?:đồng|người|hộ|giờ|triệu))|\?{3,}|\bTODO\b",
)


def look_of_paragraph(text: str, *, bold: bool) -> str:
    """Return a heading that a paragraph of one line may be meant for, as ``# …``; ``""``: none.

    >>> look_of_paragraph("TIN TRONG XÃ", bold=False), look_of_paragraph("Xin chào.", bold=True)
    ('# TIN TRONG XÃ', '')
    """
    line = one_line(text)
    words = _words(line)
    if not 1 < len(words) <= 12 or line[-1:] in ".!?…,;:":
        return ""
    capital = _is_capital(line) and len(words) > 2 and not any(map(str.isdigit, line))
    if not (bold or capital or _HEADING.match(line)):
        return ""
    return f"# {line}"


def blanks_in(text: str) -> Iterator[tuple[int, str]]:
    """Find blanks that were to be filled in by hand, with their offsets.

    >>> [*blanks_in("lúc … giờ, ngày …/…/2026")]
    [(0, 'lúc …'), (16, '…/…')]
    """
    for match in _BLANK.finditer(text):
        yield match.start(), match[0][:20]


# --- how it is written as a cue ---

_FOLDERS = {
    SoundKind.JINGLE: "jingles",
    SoundKind.STING: "stings",
    SoundKind.BED: "beds",
    SoundKind.CLIP: "clips",
    SoundKind.SFX: "clips",
    SoundKind.OUTRO: "jingles",
    SoundKind.READ: "segments",
}


def example_of(word: CueWord) -> str:
    """Return a file name to show for a cue.

    >>> example_of(SoundKind.BED)
    'beds/tên-tệp.flac'
    """
    if isinstance(word, SoundKind):
        return f"{_FOLDERS[word]}/tên-tệp.flac"
    return "_phan-chung.md"


def _cue(word: CueWord, core: str) -> str:
    """Write a cue as it can be pasted, with the file and the length that the line names."""
    name, length, file = name_of(word, "vi"), _length_in(core), _FILE.search(core)
    if word is Order.PAUSE:
        return f"(nghỉ {length or 1:g}s)"
    if word in (Order.TWICE, Order.END_BED):
        return f"[{name}]"
    shown = file[0].replace("\\", "/") if file else example_of(word)
    if length is None or word is Order.INCLUDE:
        return f"[{name}: {shown}]"
    minutes, seconds = divmod(int(length), 60)
    return f"[{name}: {shown} | đến {minutes}:{seconds:02}]"
