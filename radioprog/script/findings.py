"""What can be wrong in a script: every code with its message and its remedy."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)
_UNDECLARED = Text("chưa khai báo người đọc {label}", "unknown speaker {label}")
_UNKNOWN_CUE = Text("không hiểu dòng [{name}]", "unknown cue [{name}]")
_UNKNOWN_OPTION = Text("không hiểu phần sau dấu |: {option}", "unknown option: {option}")
_DID_YOU_MEAN = Text("có phải là {near:or}?", "did you mean {near:or}?")
_LIKE_THIS = Text("viết như: {wanted}", "write it as: {wanted}")

# --- who speaks ---
UNKNOWN_SPEAKER = codes.error(
    "unknown-speaker",
    _UNDECLARED,
    Text(
        "khai báo {label} ở mục giọng của phần khai; nếu là lời đọc, viết {label}\\:",
        "declare {label} under speakers, or write {label}\\: if it is text",
    ),
)
NEAR_SPEAKER = codes.error(
    "unknown-speaker",
    _UNDECLARED,
    Text(
        "có phải là {near:or}? nếu không, khai báo {label} ở mục giọng của phần khai; "
        "nếu là lời đọc, viết {label}\\:",
        "did you mean {near:or}? declare {label} under speakers, or write {label}\\: if it is text",
    ),
    variant="near",
)
SEVERAL_SPEAKERS = codes.error(
    "several-speakers",
    Text("{label} là hai người đọc trở lên", "{label} names more than one speaker"),
    Text(
        "mỗi người một dòng:\n{lines}\nnếu là lời đọc, viết {label}\\:",
        "a line for each:\n{lines}\nor write {label}\\: if it is text",
    ),
)
SPEAKER_FORM = codes.error(
    "speaker-without-colon",
    Text(
        "{name} là người đọc nhưng sau tên không phải dấu hai chấm",
        "{name} is a speaker, but no colon follows the name",
    ),
    Text(
        "viết {wanted}   nếu tên nằm trong lời đọc, viết {text}",
        "write {wanted}   if the name is part of the text, write {text}",
    ),
)
SPEAKER_ALONE = codes.error(
    "speaker-without-colon",
    Text("dòng chỉ có tên {name}, thiếu dấu hai chấm", "only {name} on the line, no colon"),
    Text("viết {name}: rồi lời đọc, trên cùng một dòng", "write {name}: and the words after it"),
    variant="alone",
)
SPEAKER_DRESSED = codes.error(
    "speaker-without-colon",
    Text("{name} bị kẹp trong dấu hoặc đứng sau số", "{name} is in marks or after a number"),
    Text("viết {wanted}", "write {wanted}"),
    variant="dressed",
)
SPEAKER_INSIDE = codes.error(
    "speaker-inside-line",
    Text(
        "{name}: nằm giữa dòng: lời sau tên sẽ không do {name} đọc",
        "{name}: stands inside the line: the words behind it would not be said by {name}",
    ),
    Text(
        "xuống dòng trước {name}:   nếu là lời đọc, viết {name}\\:",
        "begin a new line before {name}:   if it is text, write {name}\\:",
    ),
)
NO_SPEAKER = codes.error(
    "no-speaker",
    Text("chưa rõ ai đọc đoạn này", "nobody is named to say this"),
    Text("viết tên người đọc ở đầu đoạn, ví dụ {name}:", "begin it with a name, such as {name}:"),
)
NO_SPEAKERS = codes.error(
    "no-speaker",
    Text("chưa rõ ai đọc đoạn này", "nobody is named to say this"),
    Text(
        "thêm vào phần khai:\ngiọng:\n  PTV nữ: nữ\nrồi viết PTV nữ: ở đầu đoạn",
        "add to the front matter:\nspeakers:\n  PTV nữ: nữ\nthen begin the paragraph with PTV nữ:",
    ),
    variant="none-declared",
)
EMPTY_SPEECH = codes.error(
    "empty-speech",
    Text("người đọc này không có lời nào", "this speaker has nothing to say"),
    Text("viết lời sau dấu hai chấm, hoặc xóa dòng", "write words after the colon, or delete it"),
)
ONLY_PAUSE = codes.error(
    "empty-speech",
    Text("đoạn này chỉ có khoảng lặng, không có lời", "only a pause, no words to say"),
    Text("đặt (nghỉ 1s) trên một dòng riêng", "put (pause 1s) on a line of its own"),
    variant="pause",
)
UNUSED_SPEAKER = codes.info(
    "unused-speaker",
    Text("{name} không đọc đoạn nào", "{name} says nothing in this script"),
    Text("xóa khỏi mục giọng nếu không cần", "delete it from speakers if not needed"),
)

# --- lines and paragraphs ---
TABLE = codes.error(
    "table",
    Text("bảng không đọc được trên đài", "a table cannot be read aloud"),
    Text(
        "viết bảng thành câu; dấu | ở đầu dòng là chữ thì viết \\|",
        "write the table as sentences; if a bar begins a line as text, write \\|",
    ),
)
TABLE_IN_TEXT = codes.error(
    "table-in-text",
    Text(
        "dòng {first} đến {last} là một bảng, đọc lên sẽ thành một câu lẫn lộn",
        "lines {first} to {last} are a table; read aloud they would run into one another",
    ),
    Text(
        "viết mỗi hàng thành một câu, ví dụ: {example}",
        "write each row as a sentence, such as: {example}",
    ),
)
LOOKS_LIKE_CUE = codes.warning(
    "looks-like-cue",
    Text("{shown} trông như lệnh, nhưng sẽ bị đọc lên", "{shown} looks like a cue but is read out"),
    Text(
        "nếu là lệnh, viết {cue}   nếu là ghi chú, viết {note}   nếu là lời đọc, viết {text}",
        "for a cue write {cue}   for a note write {note}   for words to say write {text}",
    ),
)
LOOKS_LIKE_NOTE = codes.warning(
    "looks-like-cue",
    Text("{shown} trông như ghi chú, vẫn bị đọc", "{shown} looks like a note but is read"),
    Text(
        "nếu là ghi chú, viết {note}   nếu là lời đọc, viết {text}",
        "for a note write {note}   for words to say write {text}",
    ),
    variant="note",
)
LOOKS_LIKE_HEADING = codes.warning(
    "looks-like-cue",
    Text("{shown} trông như tên mục, vẫn bị đọc", "{shown} looks like a heading but is read"),
    Text(
        "nếu là tiểu mục, viết {cue}   nếu là lời đọc, viết {text}",
        "for a segment write {cue}   for words to say write {text}",
    ),
    variant="heading",
)
TWICE_IN_TITLE = codes.warning(
    "looks-like-cue",
    Text("{shown} chỉ là tên mục, sẽ không đọc hai lần", "{shown} is a title only: read once"),
    Text("viết {cue}", "write {cue}"),
    variant="twice",
)
HEADING_AS_TEXT = codes.info(
    "looks-like-heading",
    Text(
        "{shown} trông như tên mục và sẽ được đọc lên", "{shown} looks like a heading but is read"
    ),
    Text("nếu là tiểu mục, viết {cue}", "for a segment write {cue}"),
)
BLANK_LEFT = codes.warning(
    "blank-left",
    Text("chỗ trống chưa điền: {shown}", "a blank was not filled in: {shown}"),
    Text("điền vào hoặc xóa chỗ này", "fill it in, or delete it"),
)
CUT_OFF = codes.info(
    "cut-off",
    Text("tệp hết ở giữa câu: {shown}", "the file ends in mid-sentence: {shown}"),
    Text(
        "so với bản gốc xem có bị chép thiếu không; nếu đủ, thêm dấu chấm",
        "compare it with the original; if nothing is missing, add a full stop",
    ),
)
DOUBLED = codes.warning(
    "doubled-text",
    Text(
        "từ dòng {first}, {count} lời đọc liền nhau lặp lại y nguyên",
        "from line {first} on, {count} speeches in a row are the same again",
    ),
    Text(
        "nếu dán nhầm hai lần, xóa một; muốn đọc hai lần, dùng [đọc hai lần]",
        "if it was pasted twice, delete one; to read it twice, use [twice]",
    ),
)
MARKUP = codes.error(
    "markup",
    Text("{shown} là dấu của web hay Markdown", "{shown} is markup of the web or Markdown"),
    Text("xóa {shown}, chỉ giữ chữ", "delete {shown} and keep the words"),
)
HEADING_LEVEL = codes.error(
    "heading-level",
    Text("tiểu mục chỉ có một dấu #", "a heading has one # only"),
    Text(
        "viết # {title}   hoặc, nếu là lời đọc, \\{shown}",
        "write # {title}   or, if it is text, \\{shown}",
    ),
)
HEADING_UNDERLINED = codes.error(
    "heading-level",
    Text("tiểu mục không viết bằng hàng dấu ===", "a heading is not made by a line of ==="),
    Text("xóa dòng này, viết # ở đầu dòng trên", "delete this line and put # before the one above"),
    variant="underlined",
)
HEADING_SPACE = codes.warning(
    "heading-without-space",
    Text("{shown} sẽ được đọc thành lời", "{shown} will be read aloud"),
    Text(
        "nếu là tiểu mục, viết # {title}   nếu là lời đọc, viết \\{shown}",
        "for a segment write # {title}   for words to say write \\{shown}",
    ),
)
EMPTY_HEADING = codes.error(
    "empty-heading",
    Text("tiểu mục chưa có tên", "the heading has no words"),
    Text("viết tên sau dấu #, ví dụ # Mở đầu", "write its name after #, such as # Opening"),
)
HEADING_OPTION = codes.error(
    "unknown-option",
    _UNKNOWN_OPTION,
    Text(
        "tiểu mục chỉ nhận | đọc hai lần; dấu | là chữ thì viết \\|",
        "a heading takes only | twice; if the bar is text write \\|",
    ),
    variant="heading",
)
TWICE_ALONE = codes.error(
    "twice-without-speech",
    Text("sau [đọc hai lần] không có lời nào", "no speech follows [twice]"),
    Text(
        "đặt [đọc hai lần] ngay trước đoạn cần đọc, trong cùng tiểu mục",
        "put [twice] right before the speech, under the same heading",
    ),
)
TWICE_TWICE = codes.error(
    "twice-without-speech",
    Text("hai dòng [đọc hai lần] liền nhau", "two [twice] stand in a row"),
    Text(
        "giữ một dòng; muốn đọc bốn lần thì chép lời đọc thêm một lần",
        "keep one; to say it four times write the words once more",
    ),
    variant="doubled",
)
UNCLOSED_NOTE = codes.error(
    "unclosed-note",
    Text("ghi chú mở bằng <!-- nhưng không có -->", "the note begins with <!-- but has no -->"),
    Text("thêm --> vào cuối ghi chú", "end the note with -->"),
)
MANGLED_NOTE = codes.error(
    "bad-note",
    Text("dấu ghi chú bị Word đổi thành gạch dài", "the marks of this note were changed by Word"),
    Text(
        "gõ lại <!-- ghi chú -->, hoặc dùng một dòng bắt đầu bằng //",
        "type <!-- note --> again, or use a line that begins with //",
    ),
)
NOTE_SPACE = codes.warning(
    "note-without-space",
    Text("dòng này sẽ được đọc thành lời", "this line will be read aloud"),
    Text("nếu là ghi chú, viết // rồi một dấu cách", "if it is a note, put a space after //"),
)
NOTE_INLINE = codes.warning(
    "note-without-space",
    Text("{shown} sẽ được đọc thành lời", "{shown} will be read aloud"),
    Text(
        "ghi chú sau lời đọc viết <!-- … -->, hoặc để // ở đầu một dòng riêng",
        "a note behind words is written <!-- … -->, or as // at the start of its own line",
    ),
    variant="inline",
)
TOO_MANY = codes.error(
    "too-many-findings",
    Text(
        "còn {more} chỗ sai nữa, không kể ra hết",
        "{more} more places are wrong; they are not all listed",
    ),
    Text(
        "sửa các chỗ trên rồi kiểm tra lại; nếu tệp không phải kịch bản, chuyển đi nơi khác",
        "correct the places above and check again; if this is no script, move it elsewhere",
    ),
)

# --- inside a paragraph ---
UNCLOSED_BRACE = codes.error(
    "unclosed-brace",
    Text("dấu {{ không có dấu }} đóng lại", "a {{ without its }}"),
    Text(
        "viết {{chữ|cách đọc}} hoặc {{en: text}}; nếu là chữ thường, viết \\{{",
        "write {{written|spoken}} or {{en: text}}; for a plain brace write \\{{",
    ),
)
STRAY_BRACE = codes.error(
    "unclosed-brace",
    Text("dấu }} không có dấu {{ mở", "a }} without its {{"),
    Text("xóa dấu }}, hoặc viết \\}} nếu là chữ thường", "delete it, or write \\}} for text"),
    variant="stray",
)
BAD_BRACE = codes.error(
    "bad-brace",
    Text("không hiểu {shown}", "{shown} is neither a respelling nor another language"),
    Text(
        "viết {{chữ|cách đọc}} với đúng một dấu |, hoặc {{en: text}} có dấu cách sau dấu hai chấm; "
        "dấu ngoặc thường viết \\{{ và \\}}",
        "write {{written|spoken}} with exactly one bar, or {{en: text}} with a space after the "
        "colon; write plain braces \\{{ and \\}}",
    ),
)
IMAGE = codes.error(
    "image",
    Text("hình ảnh không đọc được trên đài", "an image cannot be heard"),
    Text("xóa hình hoặc mô tả bằng lời", "delete it, or describe it in words"),
)
CUE_IN_SPEECH = codes.error(
    "cue-in-speech",
    Text("[{cue} …] nằm giữa lời đọc", "[{cue} …] stands inside speech"),
    Text(
        "đặt [{cue} …] trên một dòng riêng; khoảng lặng giữa câu viết (nghỉ 1s)",
        "put [{cue} …] on a line of its own; a pause inside a line is (pause 1s)",
    ),
)
PAUSE_AS_TEXT = codes.warning(
    "pause-as-text",
    Text("{shown} được đọc thành lời", "{shown} is read aloud as text"),
    Text(
        "khoảng lặng giữa câu viết bằng giây, nhiều nhất 30: (nghỉ 2s); là chữ thì viết \\(",
        "a pause inside a line is in seconds, at most 30: (pause 2s); if it is text write \\(",
    ),
)

# --- cues ---
UNCLOSED_CUE = codes.error(
    "unclosed-cue",
    Text("dòng mở bằng [ nhưng không có ]", "the line begins with [ but has no ]"),
    Text("viết trọn trên một dòng và đóng bằng ]", "write the cue on one line and close it with ]"),
)
UNKNOWN_CUE = codes.error(
    "unknown-cue",
    _UNKNOWN_CUE,
    Text(
        "dùng một trong: {names:list}; nếu là ghi chú, viết // {name}   nếu là lời đọc, viết \\[ ở "
        "đầu dòng",
        "use one of: {names:list}; for a note write // {name}   if it is text, begin the line "
        "with \\[",
    ),
)
NEAR_CUE = codes.error(
    "unknown-cue",
    _UNKNOWN_CUE,
    _DID_YOU_MEAN,
    variant="near",
)
CUE_COLON = codes.error(
    "unknown-cue",
    _UNKNOWN_CUE,
    Text("viết {wanted}, có dấu hai chấm", "write {wanted}, with a colon"),
    variant="colon",
)
CUE_FILE = codes.error(
    "unknown-cue",
    Text("[{name}] thiếu dấu hai chấm và tên tệp", "[{name}] lacks a colon and a file"),
    Text(
        "viết [{cue}: {example}], tên tệp tính từ assets/; nếu là ghi chú, viết // {name}",
        "write [{cue}: {example}], the file counted from assets/; for a note write // {name}",
    ),
    variant="file",
)
NO_FILE = codes.error(
    "missing-file-name",
    Text("[{cue}] thiếu tên tệp", "[{cue}] has no file name"),
    Text(
        "viết [{cue}: {example}], tên tệp tính từ {folder}/",
        "write [{cue}: {example}], the file counted from {folder}/",
    ),
)
UNKNOWN_OPTION = codes.error(
    "unknown-option",
    _UNKNOWN_OPTION,
    Text("dùng một trong: {names:list}", "use one of: {names:list}"),
)
NEAR_OPTION = codes.error(
    "unknown-option",
    _UNKNOWN_OPTION,
    _DID_YOU_MEAN,
    variant="near",
)
NO_OPTION = codes.error(
    "unknown-option",
    Text("[{cue}] không nhận phần này: {option}", "[{cue}] does not take this: {option}"),
    Text("xóa phần này", "delete it"),
    variant="not-here",
)
BAD_OPTION = codes.error(
    "bad-option",
    Text("giá trị không đúng: {shown}", "this value cannot be read: {shown}"),
    _LIKE_THIS,
)
BAD_TIME = codes.error(
    "bad-time",
    Text("thời gian không đúng: {shown}", "this time cannot be read: {shown}"),
    _LIKE_THIS,
)
OPTION_IN_TEXT = codes.warning(
    "option-in-text",
    Text(
        "{option} nằm trong lời của băng, không còn là tùy chọn",
        "{option} is taken as words of the clip, not as an option",
    ),
    Text(
        "chuyển lời: … ra cuối dòng; nếu là chữ thì viết \\|",
        "move text: … to the end of the line; if it is text write \\|",
    ),
)
LOUD_BED = codes.warning(
    "loud-bed",
    Text("nhạc nền to hơn lời đọc: {option}", "the bed is louder than the speech: {option}"),
    Text("có phải là -{option}?", "did you mean -{option}?"),
)
DOUBLE_OPTION = codes.error(
    "duplicate-option",
    Text("phần này được viết hai lần", "this option stands twice"),
    Text("giữ một, xóa một", "keep one of the two"),
)
OUT_BEFORE_IN = codes.error(
    "out-before-in",
    Text("điểm kết thúc không sau điểm bắt đầu", "the end does not come after the beginning"),
    Text("sửa 'từ' hoặc 'đến'", "correct 'from' or 'to'"),
)
CLIP_WITHOUT_TEXT = codes.info(
    "clip-without-text",
    Text("băng {file} chưa có lời", "the clip {file} has no words for the transcript"),
    Text("thêm  | lời: …  vào cuối dòng", "add  | text: …  at the end of the line"),
)

# --- the body as a whole, and includes ---
TOO_MANY_SEGMENTS = codes.error(
    "too-many-segments",
    Text("có {count} tiểu mục, nhiều nhất {most}", "{count} segments, at most {most}"),
    Text("gộp các tiểu mục hoặc chia chương trình", "join headings, or split the programme"),
)
NO_BED = codes.warning(
    "no-bed-to-end",
    Text("không có nhạc nền nào đang phát", "no music bed is playing here"),
    Text("xóa dòng này", "delete this line"),
)
UNCLOSED_BED = codes.error(
    "unclosed-bed",
    Text("nhạc nền {file} không có chỗ hết", "the bed {file} never ends"),
    Text("thêm dòng [hết nhạc nền] ở chỗ nhạc tắt", "add a line [end bed] where it ends"),
)
READ_ALONE = codes.error(
    "reading-without-speech",
    Text("không có lời nào ngay sau [lời: {file}]", "no speech follows [read: {file}]"),
    Text("viết dưới dòng ấy lời mà bản thu đọc", "write below it the words that it reads"),
)
SFX_ALONE = codes.error(
    "sfx-without-speech",
    Text("sau tiếng động này không có lời đọc", "no speech follows this sound effect"),
    Text(
        "đặt tiếng động trước lời đọc, hoặc dùng [băng: …]",
        "put it before the speech that it belongs to, or use [clip: …]",
    ),
)
SECOND_OUTRO = codes.error(
    "second-outro",
    Text("chương trình chỉ có một nhạc kết", "a programme has one outro only"),
    Text("xóa dòng này hoặc dùng [nhạc cắt: …]", "delete this line, or use [sting: …]"),
)
EMPTY_SCRIPT = codes.error(
    "empty-script",
    Text("kịch bản chưa có nội dung", "the script has nothing to hear"),
    Text("viết lời sau phần khai, ví dụ PTV nữ: …", "write speech below the front matter"),
)
EMPTY_SEGMENT = codes.warning(
    "empty-segment",
    Text("tiểu mục {title} trống", "the segment {title} is empty"),
    Text("viết nội dung hoặc xóa tiểu mục", "write its content, or delete the heading"),
)
EMPTY_INCLUDE = codes.warning(
    "empty-include",
    Text("tệp chèn {file} không có nội dung", "the included file {file} has nothing to hear"),
    Text("viết nội dung vào tệp ấy, hoặc xóa dòng này", "write its content, or delete this line"),
)
INCLUDE_CYCLE = codes.error(
    "include-cycle",
    Text("kịch bản chèn lẫn nhau: {way}", "the scripts include each other: {way}"),
    Text("xóa một trong các dòng [chèn: …]", "delete one of the [include: …] lines"),
)
INCLUDE_DEPTH = codes.error(
    "include-depth",
    Text("chèn lồng nhau quá {deepest} tầng", "includes go more than {deepest} deep"),
    Text("chép nội dung vào thẳng kịch bản", "copy the text into the script itself"),
)
TOO_MANY_INCLUDES = codes.error(
    "too-many-includes",
    Text("có hơn {most} lần chèn", "there are more than {most} includes"),
    Text("bỏ bớt các dòng [chèn: …]", "take out some [include: …] lines"),
)
