"""What is said of an article that becomes a script: its letters, its form, what was left out."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

# --- the file ---

IN_WORD = Text(
    "mở tệp bằng Word (bỏ mật khẩu nếu có), chọn Tệp → Lưu thành (Save As) → "
    "Tài liệu Word (.docx), rồi soạn từ tệp .docx ấy",
    "open it in Word (remove its password if any), choose File → Save As → "
    "Word Document (.docx), and draft from that .docx file",
)
WORD_FILE = codes.error(
    "word-file",
    Text("đây là tệp {what}, không phải văn bản thuần", "this is {what}, not plain text"),
    IN_WORD,
)
WORD_REFUSED = codes.error(
    "word-file",
    Text("không đọc được tệp này: {reason}", "this document is not read: {reason}"),
    Text(
        "mở bằng Word, bỏ mật khẩu nếu có, chọn Tệp → Lưu thành (Save As) → Tài liệu Word (.docx) "
        "với tên mới, rồi soạn từ tệp mới",
        "open it in Word, remove its password if any, choose File → Save As → Word Document "
        "(.docx) under a new name, and draft from that",
    ),
    variant="refused",
)
NOT_IN_SCRIPT = codes.info(
    "word-left-out",
    Text("không đọc, {what}: {words}", "not spoken, {what}: {words}"),
    Text("nếu cần nghe, chép vào kịch bản", "if it is to be heard, copy it into the script"),
)
TRACKED = codes.warning(
    "word-changes",
    Text(
        "bài còn {count} chỗ thêm chưa chấp nhận; máy lấy phần thêm, bỏ phần xoá",
        "{count} insertions are not accepted yet; they are taken, deletions are not",
    ),
    Text(
        "xem lại trong Word: Xem lại (Review) → Chấp nhận (Accept), rồi soạn lại",
        "look at them in Word: Review → Accept, then draft again",
    ),
)
OLD_FONTS = codes.info(
    "word-old-fonts",
    Text("đã đổi chữ gõ bằng phông cũ: {fonts:list}", "converted from old fonts: {fonts:list}"),
    Text("đọc lại tên riêng trong kịch bản", "read the names in the script again"),
)
SUSPECTED_FONT = codes.warning(
    "word-old-letters",
    Text(
        "{count} đoạn trông như gõ bằng phông cũ {font} rồi đổi phông; máy giữ nguyên: “{words}” "
        "(có lẽ là “{meant}”)",
        "{count} paragraphs seem typed in the old font {font} that was changed; kept as they are: "
        "“{words}” (perhaps “{meant}”)",
    ),
    Text(
        "trong Word, bôi đen các đoạn ấy, chọn lại phông {font} (không cần cài), lưu, soạn lại",
        "in Word, select them, choose the font {font} again (it need not be there), save, draft "
        "again",
    ),
)
TEXT_LOST = codes.error(
    "text-lost",
    Text("chữ trong bài không có trong kịch bản: {words}", "not in the script: {words}"),
    Text(
        "chép đoạn này sang tệp văn bản thuần (.txt), mã UTF-8, rồi soạn từ tệp ấy",
        "copy this paragraph into a plain text (.txt), UTF-8, and draft from that",
    ),
)
PDF_FILE = codes.error(
    "pdf-file",
    Text("đây là tệp PDF, không phải văn bản thuần", "this is a PDF, not plain text"),
    Text(
        "mở bằng Word (Word đổi PDF thành văn bản), chọn Tệp → Lưu thành → Văn bản thuần (.txt), "
        "mã UTF-8; PDF quét từ giấy thì phải gõ lại",
        "open it in Word (which converts a PDF), choose File → Save As → Plain Text (.txt), "
        "encoding UTF-8; a scan of paper has to be typed",
    ),
)
SHEET_FILE = codes.error(
    "spreadsheet-file",
    Text("đây là bảng tính ({what}), không phải bài viết", "this is a spreadsheet ({what})"),
    Text(
        "viết những số cần đọc thành câu trong một tệp văn bản thuần (.txt)",
        "write the figures to be read as sentences in a plain text (.txt)",
    ),
)
NOT_TEXT = codes.error(
    "not-text",
    Text("đây là {what}, không phải văn bản thuần", "this is {what}, not plain text"),
    Text(
        "đưa vào bài viết ở dạng văn bản thuần (.txt), mã UTF-8",
        "give the article as plain text (.txt), encoding UTF-8",
    ),
)
UNKNOWN_ENCODING = codes.error(
    "not-utf8",
    Text(
        "không đọc được chữ trong tệp: {faults} chỗ không phải mã UTF-8, cũng không phải mã cũ "
        "(TCVN3, VNI, Windows)",
        "the letters cannot be read: {faults} places are not UTF-8, nor is it an old encoding",
    ),
    Text(
        "mở tệp bằng chương trình đã gõ nó, chọn Lưu thành → Văn bản thuần (.txt), mã UTF-8",
        "open it in the program that wrote it and save it as plain text (.txt), encoding UTF-8",
    ),
)
BAD_BYTE = codes.warning(
    "unreadable-character",
    Text("chữ hỏng ({what}), thay bằng dấu \ufffd", "a broken letter ({what}), \ufffd instead"),
    Text(
        "gõ lại chữ ở chỗ có dấu \ufffd trong kịch bản",
        "type the letter where \ufffd stands in the script",
    ),
)
MORE_BAD_BYTES = codes.warning(
    "unreadable-character",
    Text("còn {count} chữ hỏng nữa", "{count} more broken letters"),
    Text("lưu lại tệp gốc bằng mã UTF-8 rồi soạn lại", "save the source again as UTF-8"),
    variant="more",
)
GUESSED = codes.warning(
    "encoding-guessed",
    Text(
        "tệp không phải mã UTF-8; đoán là {encoding} và đọc được: “{words}”",
        "the file is not UTF-8; taken for {encoding}, it begins: “{words}”",
    ),
    Text(
        "xem lại chữ trong kịch bản; nếu sai, mở tệp gốc và lưu lại bằng mã UTF-8",
        "look at the letters; if they are wrong, save the source again as UTF-8",
    ),
)
LOST_LETTERS = codes.warning(
    "lost-letters",
    Text(
        "{count} chữ có dấu đã mất, thành dấu hỏi: “{words}”",
        "{count} letters were lost and are question marks: “{words}”",
    ),
    Text(
        "lấy lại bài từ tệp gốc và lưu bằng mã UTF-8; máy không đoán được chữ đã mất",
        "take the text from its source again and save it as UTF-8; lost letters cannot be guessed",
    ),
)
HIDDEN = codes.info(
    "hidden-character",
    Text(
        "bỏ {count} ký tự ẩn trong bài ({which:list})",
        "{count} hidden characters left out ({which:list})",
    ),
    Text("xem lại chữ ở dòng này", "look at the words of this line"),
)
MARKUP = codes.info(
    "markup-left-out",
    Text(
        "bỏ {count} mã định dạng ({which:list})", "{count} marks of layout left out ({which:list})"
    ),
    Text("xem lại chữ ở dòng này", "look at the words of this line"),
)

# --- the article ---

FURNITURE = codes.info(
    "furniture-left-out",
    Text("bỏ {what}: {line}", "left out, {what}: {line}"),
    Text("nếu là nội dung, chép lại vào kịch bản", "if it is text, copy it into the script"),
)
LIKELY_FURNITURE = codes.warning(
    "furniture-left-out",
    Text("bỏ {what}, chưa chắc: {line}", "left out, probably {what}: {line}"),
    Text("nếu là nội dung, chép lại vào kịch bản", "if it is text, copy it into the script"),
    variant="likely",
)
SIGNATURE = codes.info(
    "signature-found",
    Text("ký tên, không đọc: {line}", "the signature, not spoken: {line}"),
    Text("sửa mục thực hiện của phần đầu nếu cần", "correct producer: where needed"),
)
TABLE = codes.warning(
    "table-in-text",
    Text(
        "bảng {rows} dòng, đã viết mỗi dòng thành một câu: {first}",
        "a table of {rows} rows, each written as a sentence: {first}",
    ),
    Text(
        "đọc lại các câu ấy trong kịch bản, bỏ những số không cần nghe",
        "read these sentences in the script and delete figures that nobody needs to hear",
    ),
)
EMPTY = codes.error(
    "empty-article",
    Text("bài viết không có nội dung", "the article has no text"),
    Text("kiểm tra lại tệp", "check the file"),
)
ONE_EMPTY = codes.warning(
    "empty-article",
    Text(
        "bài này không có nội dung, bản tin không có bài này",
        "this article has no text and is not in the bulletin",
    ),
    Text("kiểm tra lại tệp rồi soạn lại", "check the file and draft again"),
    variant="one",
)
NO_TITLE = codes.warning(
    "no-title",
    Text("không tìm thấy tên bài", "no title was found"),
    Text("sửa dòng title của kịch bản", "correct the title: of the script"),
)
NO_HEADLINE = codes.warning(
    "no-title",
    Text("không tìm thấy tên bài", "no title was found"),
    Text("sửa tên tiểu mục và tin chính của bài này", "correct its heading and its headline"),
    variant="item",
)
SAME_TITLE = codes.warning(
    "same-title",
    Text("trùng tên bài với {other}: {title}", "the same title as {other}: {title}"),
    Text(
        "nếu là hai tin, đổi tên một tin; nếu là một, bỏ bớt một tệp",
        "give one of them another title, or leave one file out",
    ),
)
SAME_ARTICLE = codes.warning(
    "same-article",
    Text("bài này giống hệt {other}, chỉ lấy một lần", "the same text as {other}, taken once"),
    Text("bỏ bớt một tệp", "leave one file out"),
)
MADE_TITLE = codes.info(
    "bulletin-title",
    Text("tên bản tin do máy đặt: {title}", "the bulletin's title was made up: {title}"),
    Text("sửa dòng title của kịch bản", "correct the title: of the script"),
)

FILE_EXISTS = codes.error(
    "file-exists",
    Text("kịch bản này đã có, không ghi đè", "this script exists and is not overwritten"),
    Text(
        "chọn tên khác bằng -o, hoặc thêm --force",
        "choose another name with -o, or add --force",
    ),
)

# --- the template ---

NO_ITEMS = codes.error(
    "template-without-items",
    Text("mẫu không có dòng {{các mục}}", "the template has no line {{items}}"),
    Text("thêm một dòng {{các mục}} ở chỗ thân bài", "add a line {{items}} where the body goes"),
)
NO_SPEAKERS = codes.error(
    "template-without-speakers",
    Text("mẫu chưa khai báo người đọc", "the template declares no speakers"),
    Text("thêm mục speakers vào phần đầu của mẫu", "add speakers: to its front matter"),
)

# --- a script of announcers ---

SCRIPT_FOUND = codes.info(
    "script-found",
    Text(
        "tệp này đã là kịch bản ({speakers:list}); giữ lời và thứ tự, không lồng vào mẫu",
        "this is a script already ({speakers:list}); kept as it is, not put into the template",
    ),
    Text("", ""),
)
AMONG_ARTICLES = codes.error(
    "script-among-articles",
    Text("tệp này là kịch bản, không phải bài viết", "this is a script, not an article"),
    Text("soạn riêng: radioprog draft {file}", "draft it by itself: radioprog draft {file}"),
)
CUE_WITHOUT_FILE = codes.warning(
    "cue-without-file",
    Text("chưa biết tệp âm thanh cho: {line}", "no sound file is known for: {line}"),
    Text(
        "tìm ghi chú này trong kịch bản, thay bằng {cue}",
        "find this note in the script and write {cue} instead",
    ),
)
CUE_TAKEN = codes.info(
    "cue-taken",
    Text("{line} → {cue}", "{line} → {cue}"),
    Text("sửa tên tệp trong kịch bản nếu không đúng", "correct the file's name where it is wrong"),
)
ORDER_TAKEN = codes.info(
    "order-taken",
    Text("{line} → {order}", "{line} → {order}"),
    Text("xem lại chỗ ấy trong kịch bản", "look at that place in the script"),
)
UNSURE_CUE = codes.warning(
    "looks-like-cue",
    Text(
        "giống lời dặn sản xuất, không đọc, để thành ghi chú: {line}",
        "looks like a stage direction; not spoken, kept as a note: {line}",
    ),
    Text(
        "nếu là lời đọc, bỏ dấu <!-- --> ở chỗ ấy trong kịch bản",
        "if it is spoken text, take the <!-- --> away from it in the script",
    ),
)
SEVERAL_SPEAKERS = codes.warning(
    "several-speakers",
    Text(
        "{label} là nhiều người đọc một lời; máy giao cho {speaker}",
        "{label} are several voices at once; given to {speaker}",
    ),
    Text("chia lời cho từng người trong kịch bản", "share the words out in the script"),
)
SHEET_LINE = codes.info(
    "furniture-left-out",
    Text("dòng đầu phiếu, không đọc: {line}", "a line of the script's head, not spoken: {line}"),
    Text("nếu là nội dung, chép lại vào kịch bản", "if it is text, copy it into the script"),
    variant="sheet",
)
