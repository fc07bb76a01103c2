"""What the reader has to tell: unread tokens, foreign words, slips, lines of the lexicon."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_WRITE_IT = Text(
    "viết {{{written}|cách đọc}} trong kịch bản, hoặc chạy: "
    'radioprog lexicon add "{written}" "cách đọc"',
    "write {{{written}|how it is said}} in the script, or run: "
    'radioprog lexicon add "{written}" "how it is said"',
)

UNKNOWN_LANGUAGE = codes.error(
    "unknown-language",
    Text("chưa đọc được ngôn ngữ “{language}”", "no reading for the language “{language}”"),
    Text(
        "dùng một trong: {known:list}; tiếng khác thì chèn băng: [băng: tệp | tiếng {language}]",
        "use one of: {known:list}; for another bring a recording: [clip: file | lang {language}]",
    ),
)
SPELLED = codes.warning(
    "unread-token",
    Text(
        "không biết đọc “{written}”, tạm đánh vần là “{spoken}”",
        "no rule reads “{written}”: spelled as “{spoken}”",
    ),
    _WRITE_IT,
)
UNSAID = codes.warning(
    "unread-token",
    Text(
        "không biết đọc “{written}”, không đọc thành tiếng",
        "no rule reads “{written}”: not said at all",
    ),
    Text(
        "bỏ ký hiệu này, hoặc viết thành chữ điều muốn nói",
        "leave this sign out, or write in words what is to be said",
    ),
    variant="unsaid",
)
STRAY_BRACE = codes.warning(
    "unread-token",
    Text("dấu “{written}” lẻ, đọc là “{spoken}”", "a stray “{written}” is read “{spoken}”"),
    Text(
        "viết đúng dạng {{cách viết|cách đọc}}, hoặc bỏ dấu này",
        "write {{written|spoken}} whole, or leave this mark out",
    ),
    variant="brace",
)
NO_SUCH_TIME = codes.warning(
    "no-such-time",
    Text("không có ngày hay giờ nào là “{written}”", "there is no day or hour “{written}”"),
    Text(
        "xem lại lịch rồi sửa; máy đọc đúng như đã viết",
        "look at the calendar and mend it; it is read as it is written",
    ),
)
WRONG_WEEKDAY = codes.warning(
    "no-such-time",
    Text("“{written}”: hôm đó là {meant}", "“{written}”: that day is {meant}"),
    Text(
        "xem lại lịch rồi sửa thứ hoặc ngày; máy đọc đúng như đã viết",
        "look at the calendar and mend the day or the date; it is read as it is written",
    ),
    variant="weekday",
)
FAR_YEAR = codes.info(
    "probable-slip",
    Text("năm {written} còn quá xa, có phải gõ nhầm?", "the year {written} is far off: a slip?"),
    Text("xem lại năm; máy đọc đúng như đã viết", "look at the year; it is read as written"),
    variant="far-year",
)
LOOK_ALIKE = codes.warning(
    "look-alike-letters",
    Text(
        "“{written}” có chữ cái Nga hoặc Hy Lạp trông như chữ Việt: máy không đọc được từ này",
        "“{written}” has Russian or Greek letters that look like ours: it cannot be read",
    ),
    Text("xóa từ ấy rồi gõ lại: {meant}", "delete the word and type it anew: {meant}"),
)
LETTER_FOR_DIGIT = codes.warning(
    "look-alike-letters",
    Text(
        "“{written}” lẫn chữ O, l với số 0, 1: đọc lên sẽ sai",
        "“{written}” mixes the letters O, l with the digits 0, 1: it is read wrongly",
    ),
    Text("gõ lại: {meant}", "type it anew: {meant}"),
    variant="digits",
)
GROUPS_NONE = codes.info(
    "probable-slip",
    Text(
        "số {written} có dấu chấm, phẩy chưa đúng chỗ, có lẽ gõ nhầm",
        "the points and commas of the number {written} fit no way of writing: a slip?",
    ),
    Text(
        "mỗi nhóm ba chữ số, như 1.500.000; phần lẻ sau dấu phẩy, như 2,5",
        "groups of three digits, as 1.500.000; decimals behind a comma, as 2,5",
    ),
    variant="groups",
)
PHONE_DIGITS = codes.info(
    "probable-slip",
    Text(
        "số điện thoại {written} có {meant} chữ số, số di động có 10",
        "the telephone number {written} has {meant} digits, a mobile one has 10",
    ),
    Text("xem lại số; máy đọc đúng như đã viết", "look at the number; it is read as written"),
    variant="phone",
)
MARKS_LOST = codes.warning(
    "typing-trace",
    Text(
        "“{written}” không có dấu, nghe sẽ không hiểu",
        "“{written}” has no marks on its letters: nobody will understand it",
    ),
    Text("gõ lại cho có dấu", "type it anew with its marks"),
    variant="bare",
)
WRONG_CODE = codes.warning(
    "typing-trace",
    Text(
        "“{written}” là chữ hỏng vì mở tệp sai bảng mã, có lẽ là “{meant}”",
        "“{written}” was opened with a wrong encoding; it is perhaps “{meant}”",
    ),
    Text(
        "sửa thành: {meant}; hoặc chép lại từ bản gốc, lưu dạng UTF-8",
        "write: {meant}; or copy it from the original again, saved as UTF-8",
    ),
    variant="wrong-code",
)
TYPING_KEYS = codes.warning(
    "typing-trace",
    Text(
        "“{written}” có lẽ là “{meant}”: bộ gõ tiếng Việt chưa bật",
        "“{written}” is perhaps “{meant}”, typed while the Vietnamese keyboard was off",
    ),
    Text("sửa thành: {meant}", "write: {meant}"),
)
LETTERS_LOST = codes.warning(
    "typing-trace",
    Text(
        "“{written}”: chữ có dấu đã mất khi chép hay đổi phông",
        "“{written}”: letters with marks were lost in copying or in another font",
    ),
    Text(
        "mở lại bản gốc, lưu dạng UTF-8 rồi chép lại đoạn này",
        "open the original again, save it as UTF-8 and copy this part once more",
    ),
    variant="lost",
)
FOREIGN_WORD = codes.info(
    "foreign-word",
    Text(
        "“{written}” (gặp {count} lần) là từ nước ngoài: giọng Việt tự đoán, thường theo tiếng Anh",
        "“{written}” ({count} times) is a foreign word: a Vietnamese voice guesses it, mostly as "
        "English",
    ),
    _WRITE_IT,
)
PROBABLE_SLIP = codes.info(
    "probable-slip",
    Text(
        "“{written}” (gặp {count} lần) không phải một tiếng Việt, có lẽ gõ nhầm",
        "“{written}” ({count} times) is no Vietnamese syllable, perhaps a slip",
    ),
    Text(
        "sửa lại trong kịch bản; nếu đúng là vậy thì viết {{{written}|cách đọc}}",
        "mend it in the script; if it is meant, write {{{written}|how it is said}}",
    ),
)
GROWN_TOGETHER = codes.info(
    "probable-slip",
    Text(
        "“{written}” (gặp {count} lần) có lẽ là “{parts}” viết dính",
        "“{written}” ({count} times) is perhaps “{parts}” without its space",
    ),
    Text("viết rời: {parts}", "write it apart: {parts}"),
    variant="grown-together",
)
LEXICON_UNUSED = codes.info(
    "lexicon-unused",
    Text(
        "từ “{written}” trong lexicon.yaml không gặp ở kịch bản nào",
        "“{written}” of lexicon.yaml stands in no script",
    ),
    Text("xem lại chính tả, hoặc xóa dòng này", "check its spelling, or remove it"),
)
LEXICON_IDLE = codes.info(
    "lexicon-unused",
    Text(
        "từ “{written}” có trong kịch bản nhưng ở đó không đọc theo dòng này của lexicon.yaml",
        "“{written}” stands in a script, but is not read by this line of lexicon.yaml there",
    ),
    Text(
        "xem lại ngữ cảnh của dòng này; chữ trong {{ }} hay trong từ dài hơn đọc theo từ ấy",
        "check the line's context; what stands in {{ }} or in a longer word is read by that",
    ),
    variant="idle",
)
SHADOWS_OWN = codes.info(
    "lexicon-shadow",
    Text(
        "“{written}” đọc là “{spoken}”, thay cho “{covered}” của dòng trước",
        "“{written}” is read “{spoken}” instead of “{covered}” of the line before",
    ),
    Text("nếu không cố ý thì xóa một dòng", "remove one of the two if that is not meant"),
    variant="own",
)
SHADOWS_BUILT_IN = codes.info(
    "lexicon-shadow",
    Text(
        "“{written}” đọc là “{spoken}”, thay cho “{covered}” của từ điển có sẵn",
        "“{written}” is read “{spoken}” instead of “{covered}” of the built-in line",
    ),
    Text("nếu không cố ý thì xóa một dòng", "remove one of the two if that is not meant"),
    variant="built-in",
)
LEXICON_BY_HAND = codes.error(
    "lexicon-line-open",
    Text(
        "“{written}” đã có trong lexicon.yaml với nhiều cách đọc hoặc trên nhiều dòng",
        "“{written}” stands in lexicon.yaml already, with several readings or on several lines",
    ),
    Text(
        "mở lexicon.yaml, sửa dòng {line} bằng tay",
        "open lexicon.yaml and change line {line} by hand",
    ),
)
EMPTY_LINE = codes.error(
    "lexicon-line-empty",
    Text("thiếu chữ viết hoặc cách đọc", "the written or the spoken side is empty"),
    Text(
        'viết: radioprog lexicon add "VPĐK" "văn phòng đăng ký"',
        'write: radioprog lexicon add "VPĐK" "văn phòng đăng ký"',
    ),
)
