"""What the programme room finds: lengths, cuts, music, pace, deliveries, tags."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

# --- what is asked for ---

UNKNOWN_DELIVERY = codes.error(
    "unknown-delivery",
    Text("không có dạng đầu ra {name}", "there is no delivery {name}"),
    Text("{remedy}", "{remedy}"),
)
CHOOSE_DELIVERY = Text("chọn trong: {names:list}", "choose among: {names:list}")

# --- words ---

NOTHING_TO_SAY = codes.warning(
    "nothing-to-say",
    Text("đoạn này không có chữ nào để đọc", "there is no word to be spoken here"),
    Text("viết lời hoặc xóa dòng này", "write what is to be said, or delete the line"),
)
LONG_SENTENCE = codes.warning(
    "long-sentence",
    Text(
        "câu dài {syllables} âm tiết, người nghe khó theo kịp",
        "this sentence has {syllables} syllables, hard for listeners to follow",
    ),
    Text(
        "tách thành các câu không quá {most} âm tiết",
        "cut it into sentences of at most {most} syllables",
    ),
)
SENTENCE_CUT = codes.warning(
    "long-sentence",
    Text(
        "câu dài {syllables} âm tiết: máy phải cắt làm {parts} đoạn để đọc",
        "this sentence has {syllables} syllables: it is cut into {parts} parts to be spoken",
    ),
    Text(
        "tách thành các câu không quá {most} âm tiết",
        "cut it into sentences of at most {most} syllables",
    ),
    variant="cut",
)

# --- pace ---

PACE_ASKED = codes.warning(
    "pace",
    Text(
        "giọng {speaker} ({voice}) được đặt {pace:g} âm tiết/phút, quá {manner}",
        "{speaker} ({voice}) is asked for {pace:g} syllables a minute, too {manner}",
    ),
    Text(
        "đặt tốc độ (pace) của giọng từ {slowest:g} đến {fastest:g}",
        "set the voice's pace between {slowest:g} and {fastest:g}",
    ),
    variant="asked",
)
PACE = codes.warning(
    "pace",
    Text(
        "{who} đọc {pace:.0f} âm tiết/phút, quá {manner}",
        "{who} comes out at {pace:.0f} syllables a minute, too {manner}",
    ),
    Text("{remedy}", "{remedy}"),
)
PACE_UNEVEN = codes.warning(
    "pace-uneven",
    Text(
        "{who} đọc {pace:.0f} âm tiết/phút, cả chương trình {usual:.0f}",
        "{who} comes out at {pace:.0f} syllables a minute, the programme at {usual:.0f}",
    ),
    Text("{remedy}", "{remedy}"),
)
FAST, SLOW = Text("nhanh", "fast"), Text("chậm", "slow")
THIS_PARAGRAPH = Text("đoạn này", "this paragraph")
LISTEN = Text(
    "nghe lại đoạn này: chỗ đọc sai thì viết {chữ viết|cách đọc}, chỗ ngắt vụn thì viết lại câu",
    "listen to it: write {written|spoken} where it is read wrongly, mend the words where it halts",
)
OTHER_VOICE = Text(
    "đổi tốc độ (pace) của giọng này, hoặc chọn giọng khác",
    "change this voice's pace, or choose another voice",
)

# --- recorded sound ---

SFX_WITHOUT_SPEECH = codes.error(
    "sfx-without-speech",
    Text("sau tiếng động này không có lời đọc", "no speech follows this sound effect"),
    Text("đặt tiếng động trước lời đọc", "put it before the speech that it belongs to"),
)
CUT_BEGINS_OUTSIDE = codes.error(
    "cut-outside",
    Text(
        "{file} chỉ dài {length}, điểm bắt đầu nằm sau chỗ hết",
        "{file} lasts only {length}; the cut begins after its end",
    ),
    Text("sửa «từ …» cho nằm trong tệp", "put `from …` inside the file"),
    variant="begins",
)
CUT_ENDS_OUTSIDE = codes.warning(
    "cut-outside",
    Text(
        "{file} chỉ dài {length}, phát đến hết tệp",
        "{file} lasts only {length}; it plays to its end",
    ),
    Text("sửa «đến …» hoặc bỏ đi", "correct `to …`, or leave it out"),
    variant="ends",
)
FADE_TOO_LONG = codes.warning(
    "fade-too-long",
    Text(
        "{file} chỉ phát {length}, không đủ cho vào dần và ra dần {asked}: đã rút ngắn cả hai",
        "{file} plays for {length} only, too short for fades of {asked}: both are shortened",
    ),
    Text(
        "bớt «vào dần», «ra dần» để cộng lại không quá {length}",
        "shorten `fade in`, `fade out` to {length} together at most",
    ),
)
BED_TOO_SHORT = codes.warning(
    "bed-too-short",
    Text(
        "nhạc nền {file} chỉ dài {length}, hết trước khi lời đọc xong: phần sau không có nhạc",
        "the bed {file} lasts only {length} and ends before the speech does: the rest has no music",
    ),
    Text(
        "chọn nhạc nền dài hơn {shortest}, hoặc bỏ «lặp …» để nhạc tự lặp",
        "choose a bed longer than {shortest}, or leave `loop …` out so that it repeats itself",
    ),
)

# --- the length of the programme ---

OVER_LENGTH = codes.warning(
    "over-length",
    Text(
        "chương trình dài quá {excess} (đích {target}){more}",
        "the programme is {excess} too long (asked for {target}){more}",
    ),
    Text(
        "cắt bớt lời, tăng tốc độ đọc hoặc sửa thời lượng",
        "cut text, quicken the pace, or change the length",
    ),
)
ONLY_ITS_FADE = Text("; nhạc kết chỉ còn đoạn nhỏ dần", "; the closing music keeps only its fade")
UNDER_LENGTH = codes.warning(
    "under-length",
    Text(
        "còn thiếu {missing} (đích {target})",
        "{missing} are missing (asked for {target})",
    ),
    Text(
        "viết thêm, thêm «[nhạc kết: …]», hoặc sửa thời lượng",
        "write more, add `[outro: …]`, or change the length",
    ),
)
ENDS_EARLY = codes.warning(
    "under-length",
    Text(
        "còn thiếu {missing} (đích {target}): nhạc kết dài {music} không đủ lấp, "
        "chương trình kết thúc sớm",
        "{missing} are missing (asked for {target}): the closing music of {music} cannot fill "
        "them, the programme ends early",
    ),
    Text(
        "viết thêm, chọn nhạc kết dài hơn, hoặc sửa thời lượng",
        "write more, choose longer closing music, or change the length",
    ),
    variant="early",
)
STRETCHED = codes.warning(
    "under-length",
    Text(
        "lời hết sớm: nhạc kết dài {music} phải phát hai lần để đủ {filled}",
        "speech ends early: the closing music of {music} is played twice to fill {filled}",
    ),
    Text(
        "viết thêm, chọn nhạc kết dài hơn, hoặc sửa thời lượng",
        "write more, choose longer closing music, or change the length",
    ),
    variant="stretched",
)
SILENCE = codes.warning(
    "under-length",
    Text(
        "lời hết sớm: im lặng {hole} trước nhạc kết",
        "speech ends early: {hole} of silence before the closing music",
    ),
    Text(
        "viết thêm, bỏ «lặp …» ở nhạc kết, hoặc sửa thời lượng",
        "write more, leave `loop …` out of the closing music, or change the length",
    ),
    variant="silence",
)

# --- mistakes of ours, or of a program that calls us ---

_REPORT = Text("báo lỗi này cho người viết radioprog", "report this to radioprog's authors")
LENGTH_UNKNOWN = codes.error(
    "sound-unknown",
    Text("chưa biết độ dài của {file}", "the length of {file} is not known"),
    _REPORT,
    variant="length",
)
SOUND_UNKNOWN = codes.error(
    "sound-unknown",
    Text("mục này chưa có tiếng", "this item has no sound yet"),
    _REPORT,
)
TAGGING_FAILED = codes.error(
    "tagging-failed",
    Text("không ghi được thông tin vào tệp ({reason})", "tags cannot be written ({reason})"),
    _REPORT,
)

# --- what a person has recorded ---

_NOT_OF_EACH_OTHER = Text(
    "nghe lại {file}: đủ chữ chưa, có đúng bản thu của đoạn này không; sửa chữ, hoặc cắt bằng "
    "| từ …, | đến …",
    "listen to {file}: is every word in it, is it this part's; mend the words, or cut it by "
    "| from …, | to …",
)
RECORDING_SHORT = codes.warning(
    "recording-differs",
    Text(
        "bản thu {file} dài {seconds:.1f} giây, quá ngắn cho {syllables} âm tiết (thường khoảng "
        "{usual:.0f} giây)",
        "the recording {file} lasts {seconds:.1f} s, too short for {syllables} syllables (usually "
        "about {usual:.0f} s)",
    ),
    _NOT_OF_EACH_OTHER,
    variant="short",
)
RECORDING_LONG = codes.warning(
    "recording-differs",
    Text(
        "bản thu {file} dài {seconds:.1f} giây, quá dài cho {syllables} âm tiết (thường khoảng "
        "{usual:.0f} giây)",
        "the recording {file} lasts {seconds:.1f} s, too long for {syllables} syllables (usually "
        "about {usual:.0f} s)",
    ),
    _NOT_OF_EACH_OTHER,
    variant="long",
)
RECORDING_EMPTY = codes.error(
    "recording-differs",
    Text("bản thu {file} không có gì ở chỗ ấy", "there is nothing of {file} in that place"),
    _NOT_OF_EACH_OTHER,
    variant="empty",
)
