"""What is said of the files that people write in YAML, whatever they hold."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

_SPLIT = Text("chia thành nhiều tệp nhỏ hơn", "split it into smaller files")

# --- the document ---

DOCUMENT_TOO_LARGE = codes.error(
    "too-large", Text("tệp lớn hơn 1 MiB", "the file is larger than 1 MiB"), _SPLIT
)
TOO_MANY = codes.error(
    "too-large",
    Text("tệp có hơn {most} mục", "the file has more than {most} items"),
    _SPLIT,
    variant="items",
)
TOO_DEEP = codes.error(
    "too-deep",
    Text(
        "danh sách lồng nhau quá {deepest} tầng",
        "lists or maps stand more than {deepest} deep inside one another",
    ),
    Text("bỏ bớt ngoặc [ ] {{ }} hoặc thụt dòng", "take out brackets or levels of indent"),
)
_NOT_USED = Text(
    "không dùng dấu '{written}' ở đây",
    "'{written}': anchors, aliases, tags and merge keys of YAML are not used here",
)
_IN_FULL = Text(
    "nếu là chữ, đặt cả giá trị trong ngoặc kép; nếu không, viết lại đầy đủ giá trị",
    "if it is text, put the whole value in double quotes; else write the value in full",
)
ANCHOR = codes.error("yaml-anchor", _NOT_USED, _IN_FULL)
ALIAS = codes.error("yaml-alias", _NOT_USED, _IN_FULL)
TAG = codes.error("yaml-tag", _NOT_USED, _IN_FULL)
MERGE = codes.error("yaml-merge", _NOT_USED, _IN_FULL)
SECOND_DOCUMENT = codes.error(
    "yaml-documents",
    Text("một tệp chỉ có một phần khai", "a file holds one YAML document only"),
    Text("bỏ dòng --- thừa hoặc tách tệp", "remove the extra --- line or split the file"),
)
TEXT_AFTER_HASH = codes.error(
    "text-after-hash",
    Text("chữ sau dấu # sẽ bị mất: {lost}", "the words after # would be lost: {lost}"),
    Text(
        "nếu là nội dung, viết: {fixed}   nếu là ghi chú, thêm dấu cách sau #",
        "if it is text, write: {fixed}   if it is a remark, put a space after #",
    ),
)
SYNTAX_MENDED = codes.error(
    "yaml-syntax",
    Text("dòng này chưa đúng cách viết", "this line is not well-formed YAML"),
    Text("viết lại thành: {fixed}", "write it as: {fixed}"),
    variant="mended",
)
BACKSLASH = codes.error(
    "yaml-syntax",
    Text(
        "trong ngoặc kép, dấu \\ đổi nghĩa chữ đứng sau nó",
        "in double quotes, a backslash changes the letter after it",
    ),
    Text(
        "đặt đường dẫn trong ngoặc đơn: {fixed}   hoặc dùng dấu /",
        "put the path in single quotes: {fixed}   or use /",
    ),
    variant="backslash",
)
SYNTAX = codes.error(
    "yaml-syntax",
    Text("chưa đúng cách viết ({reason})", "this is not well-formed YAML ({reason})"),
    Text(
        "mỗi dòng viết  tên: giá trị, thụt dòng bằng dấu cách, đóng đủ ngoặc; "
        'giá trị có dấu : # [ ] {{ }} " đặt trong ngoặc kép',
        "write  name: value  on each line, indent with spaces, close all brackets; "
        'put a value that has : # [ ] {{ }} " in double quotes',
    ),
)
IN_THE_WRONG_LIST = codes.error(
    "wrong-list",
    Text("mục này là của danh sách “{belongs}”", 'this belongs into the list "{belongs}"'),
    Text(
        "chuyển nguyên các dòng này xuống dưới dòng  {belongs}:  (chưa có thì thêm dòng ấy, "
        "sát lề trái)",
        "move these lines below the line  {belongs}:  (write that line, at the left edge, if "
        "there is none)",
    ),
)
TAB = codes.error(
    "yaml-tab",
    Text("không thụt dòng bằng phím Tab ở đây", "a tab cannot stand here"),
    Text("thay Tab bằng dấu cách: {fixed}", "put spaces in place of the tab: {fixed}"),
)
BAD_KEY = codes.error(
    "bad-key",
    Text("tên mục phải là một từ hoặc cụm từ", "a key must be plain text"),
    Text(
        "viết dạng  tên: giá trị; giá trị có dấu [ ] {{ }} thì đặt trong ngoặc kép",
        "write  name: value; put a value that has [ ] {{ }} in double quotes",
    ),
)

# --- keys and values ---

_BAD_VALUE = Text("giá trị không đúng: {written}", "this value cannot be read: {written}")
BAD_VALUE = codes.error("bad-value", _BAD_VALUE, Text("cần {wanted}", "write {wanted}"))
BAD_CHOICE = codes.error(
    "bad-value",
    _BAD_VALUE,
    Text(
        "có phải là {near:or}? cần {wanted}",
        "did you mean {near:or}? write {wanted}",
    ),
    variant="choice",
)
DUPLICATE_KEY = codes.error(
    "duplicate-key",
    Text("mục {key} đã có ở dòng {line}", "the key {key} already stands in line {line}"),
    Text("giữ một dòng, xóa dòng kia", "keep one of the two lines, delete the other"),
)
_UNKNOWN_KEY = Text("không có mục {key}", "unknown key {key}")
UNKNOWN_KEY = codes.error(
    "unknown-key",
    _UNKNOWN_KEY,
    Text("các mục được dùng: {known:list}", "the keys in use: {known:list}"),
)
UNKNOWN_KEY_BUT = codes.error(
    "unknown-key",
    _UNKNOWN_KEY,
    Text("có phải là {near:or}?", "did you mean {near:or}?"),
    variant="near",
)
MISSING_KEY = codes.error(
    "missing-key",
    Text("thiếu mục {key} ({name})", "the key {key} is missing"),
    Text("thêm dòng  {key}: …  ({what})", "add  {key}: …  ({what})"),
)
