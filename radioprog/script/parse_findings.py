"""What can be wrong in the lines of a script, worded once for both languages."""

from __future__ import annotations

from collections.abc import Sequence

from radioprog.kernel.findings import Finding, Place, Text, error, warning
from radioprog.kernel.text import one_line


def table(place: Place) -> Finding:
    """Say that a table cannot be read aloud."""
    return error(
        "table",
        Text("bảng không đọc được trên đài", "a table cannot be read aloud"),
        Text(
            "viết bảng thành câu; dấu | ở đầu dòng là chữ thì viết \\|",
            "write the table as sentences; if a bar begins a line as text, write \\|",
        ),
        place,
    )


def heading_level(shown: str, place: Place) -> Finding:
    """Say that a heading has one mark only."""
    title = one_line(shown).lstrip("#＃ ")
    return error(
        "heading-level",
        Text("tiểu mục chỉ có một dấu #", "a heading has one # only"),
        Text(
            f"viết # {title}   hoặc, nếu là lời đọc, \\{one_line(shown)}",
            f"write # {title}   or, if it is text, \\{one_line(shown)}",
        ),
        place,
    )


def empty_heading(place: Place) -> Finding:
    """Say that a heading has no words."""
    return error(
        "empty-heading",
        Text("tiểu mục chưa có tên", "the heading has no words"),
        Text("viết tên sau dấu #, ví dụ # Mở đầu", "write its name after #, such as # Opening"),
        place,
    )


def heading_option(shown: str, place: Place) -> Finding:
    """Say that a heading does not take an option."""
    text = one_line(shown)
    return error(
        "unknown-option",
        Text(f"không hiểu phần sau dấu |: {text}", f"unknown option: {text or 'empty'}"),
        Text(
            "tiểu mục chỉ nhận | đọc hai lần; dấu | là chữ thì viết \\|",
            "a heading takes only | twice; if the bar is text write \\|",
        ),
        place,
    )


def no_words(place: Place) -> Finding:
    """Say that a paragraph holds pauses only."""
    return error(
        "empty-speech",
        Text("đoạn này chỉ có khoảng lặng, không có lời", "only a pause, no words to say"),
        Text("đặt (nghỉ 1s) trên một dòng riêng", "put (pause 1s) on a line of its own"),
        place,
    )


def empty_speech(place: Place) -> Finding:
    """Say that a speaker was named and given nothing to say."""
    return error(
        "empty-speech",
        Text("người đọc này không có lời nào", "this speaker has nothing to say"),
        Text(
            "viết lời sau dấu hai chấm, hoặc xóa dòng", "write words after the colon, or delete it"
        ),
        place,
    )


def no_speaker(names: Sequence[str], place: Place) -> Finding:
    """Say that words stand before any speaker."""
    name = names[0] if names else "PTV nữ"
    return error(
        "no-speaker",
        Text("chưa rõ ai đọc đoạn này", "nobody is named to say this"),
        Text(
            f"khai báo {name} ở mục giọng của phần đầu rồi viết {name}: ở đầu đoạn"
            if not names
            else f"viết tên người đọc ở đầu đoạn, ví dụ {name}:",
            f"declare {name} under speakers, then begin the paragraph with {name}:"
            if not names
            else f"begin the paragraph with the speaker's name, such as {name}:",
        ),
        place,
    )


def twice_alone(place: Place) -> Finding:
    """Say that nothing follows that could be read twice."""
    return error(
        "twice-without-speech",
        Text("sau [đọc hai lần] không có lời nào", "no speech follows [twice]"),
        Text(
            "đặt [đọc hai lần] ngay trước đoạn cần đọc, trong cùng tiểu mục",
            "put [twice] right before the speech, under the same heading",
        ),
        place,
    )


def unclosed_note(place: Place) -> Finding:
    """Say that a note has no end."""
    return error(
        "unclosed-note",
        Text("ghi chú mở bằng <!-- nhưng không có -->", "the note begins with <!-- but has no -->"),
        Text("thêm --> vào cuối ghi chú", "end the note with -->"),
        place,
    )


def mangled_note(place: Place) -> Finding:
    """Say that Word changed the marks of a note."""
    return error(
        "bad-note",
        Text(
            "dấu ghi chú bị Word đổi thành gạch dài", "the marks of this note were changed by Word"
        ),
        Text(
            "gõ lại <!-- ghi chú -->, hoặc dùng một dòng bắt đầu bằng //",
            "type <!-- note --> again, or use a line that begins with //",
        ),
        place,
    )


def note_without_space(place: Place) -> Finding:
    """Warn that a line looks like a note but will be read aloud."""
    return warning(
        "note-without-space",
        Text("dòng này sẽ được đọc thành lời", "this line will be read aloud"),
        Text("nếu là ghi chú, viết // rồi một dấu cách", "if it is a note, put a space after //"),
        place,
    )
