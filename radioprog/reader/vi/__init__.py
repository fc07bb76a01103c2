"""Vietnamese: numbers, dates, document numbers, abbreviations and names, as a newsreader says.

`CHAIN` is the door: the tables of rules in the order in which they are tried.
"""

from __future__ import annotations

from radioprog.kernel.findings import Text
from radioprog.reader.lexicon import Lexicon, LexiconEntry
from radioprog.reader.rules import Chain, cues, rows
from radioprog.reader.vi import (
    codes,
    dates,
    documents,
    letters,
    marks,
    ratios,
    roman,
    times,
    units,
    words,
)
from radioprog.reader.vi.letters import is_syllable, spell
from radioprog.reader.vi.oddities import oddities
from radioprog.reader.vi.slips import apart, lacks_tone


def _plain(word: str) -> bool:
    """Tell a word that passes: a Vietnamese syllable that is no abbreviation and no unit."""
    if word in _NOT_PLAIN or not is_syllable(word):
        return False
    if lacks_tone(word):
        return False
    return len(word) > 1 or word.lower() in _LONE


_LONE = frozenset("aàáảãạâầấăeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ")
_NOT_PLAIN = (
    frozenset(words.abbreviations())
    | frozenset(units.units())
    | {"số", "Số", "I", "N", "T", "No", "XI", "VI", "i", "vi", "xi", "a"}
)


def _lexicon() -> Lexicon:
    return Lexicon(
        tuple(LexiconEntry(word, spoken, layer="built-in") for word, spoken in rows("lexicon.tsv"))
    )


CHAIN = Chain(
    code="vi",
    name=Text("tiếng Việt", "Vietnamese"),
    heads=marks.HEADS,
    numbers=(
        *codes.PLATES,
        *documents.RULES,
        *codes.PHONES,
        *ratios.LISTS,
        *dates.FULL,
        *dates.THU,
        *times.RULES,
        *codes.COORDINATES,
        *units.RULES,
        *dates.PARTS,
        *codes.HOUSES,
        *ratios.PAIRS,
        *codes.CODES,
        *ratios.SINGLE,
    ),
    words=(
        *letters.INITIALS,
        *documents.HEADED,
        *letters.WEB,
        *marks.INLINE,
        *codes.ROADS,
        *units.WORDS,
        *dates.WORDS,
        *dates.WEEKDAYS,
        *roman.RULES,
        *words.ABBREVIATIONS,
        *units.AFTER_WORDS,
        *codes.LETTERED,
        *words.LAST,
    ),
    marks=(*units.MARKS, *codes.PHONES[:1], *marks.MARKS),
    plain=_plain,
    spell=spell,
    lexicon=_lexicon(),
    apart=apart,
    oddities=oddities,
    never_ends=cues(
        "TP Tp tp TX Tx tx Q P TT TS Ts ThS Ths Th BS Bs GS PGS KS KTS LS Ls DS Đ đ Đc đc Tr tr v "
        "V NXB Nxb H X T K Ô Mr Mrs Ms Dr No VS vs KP TK TTr TM KT TL VP"
    ),
    lettered=cues(
        "độ vitamin vi-ta-min bảng khu hạng loại nhóm lớp nhà tòa toà dãy lô khối cột điểm mục "
        "phần gan cúm hệ bậc bằng đội cánh cửa cổng phòng tầng ga án mẫu khán đài giải kỷ kỉ "
        "chương quý khóa khoá kỳ cấp tổ nút cỡ tuyến đoạn vùng trại block số hàng ô vần chữ phụ "
        "lục nhánh sư bản"
    ),
    begins=cues(
        "Sau Khi Theo Tuy Tại Trong Đến Ngày Chị Ông Bà Vì Nhưng Do Để Còn Nếu Từ Lúc Hiện Qua "
        "Người Đây Tôi Cơ Công Các Những Một Trước Ngoài Đồng Cùng Bên Với Bị Đối Cả Như Khoảng "
        "Thấy Được Hôm Chiều Tối Đêm Trưa Mặc Dù Lực Gia Nạn Vụ Hành Số Toàn Thời Cháu Nhóm "
        "Lượng Cần Trận Mưa Nhiệt Gió Riêng Chủ Tổ Kết Nhiều Không Đó Đang Đã Mỗi Nhờ Thế Và "
        "Mới Bởi Xã Huyện Tỉnh"
    ),
)
