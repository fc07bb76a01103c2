"""What can be wrong in a cue, worded once for both languages."""

from __future__ import annotations

import re

from radioprog.kernel.findings import Finding, Place, Text, error, info
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import one_line
from radioprog.script.keywords import OPTION_NAMES, CueWord, name_of


def _names(word: CueWord) -> tuple[str, str]:
    return name_of(word, "vi"), name_of(word, "en")


def unknown_cue(name: str, remedy: Text, place: Place) -> Finding:
    """Say that a cue's word is not known."""
    return error(
        "unknown-cue",
        Text(f"không hiểu dòng [{name}]", f"unknown cue [{name}]"),
        remedy,
        place,
    )


def no_file(word: CueWord, place: Place) -> Finding:
    """Say that a cue names no file."""
    vi, en = _names(word)
    return error(
        "missing-file-name",
        Text(f"[{vi}] thiếu tên tệp", f"[{en}] has no file name"),
        Text(f"viết [{vi}: thư-mục/tệp]", f"write [{en}: folder/file]"),
        place,
    )


def unknown_option(text: str, place: Place) -> Finding:
    """Say that an option is not known, and which one may be meant."""
    names = ", ".join((*OPTION_NAMES, "-18 dB"))
    head = " ".join(re.split(r"[0-9:+−–-]", text)[0].split()[:2])
    return error(
        "unknown-option",
        Text(f"không hiểu phần sau dấu |: {text or 'trống'}", f"unknown option: {text or 'empty'}"),
        did_you_mean(head, OPTION_NAMES, Text(f"dùng một trong: {names}", f"use one of: {names}")),
        place,
    )


def no_option(text: str, word: CueWord, place: Place) -> Finding:
    """Say that this cue does not take that option."""
    vi, en = _names(word)
    shown = one_line(text).lstrip("| ")
    return error(
        "unknown-option",
        Text(f"[{vi}] không nhận phần này: {shown}", f"[{en}] does not take this: {shown}"),
        Text("xóa phần này", "delete it"),
        place,
    )


def bad_option(text: str, place: Place, wanted: str) -> Finding:
    """Say that an option's value cannot be read."""
    shown = one_line(text)
    return error(
        "bad-option",
        Text(f"giá trị không đúng: {shown}", f"this value cannot be read: {shown}"),
        Text(f"viết như: {wanted}", f"write it as: {wanted}"),
        place,
    )


def bad_time(text: str, place: Place, wanted: str) -> Finding:
    """Say that a time cannot be read."""
    shown = one_line(text)
    return error(
        "bad-time",
        Text(f"thời gian không đúng: {shown}", f"this time cannot be read: {shown}"),
        Text(f"viết như: {wanted}", f"write it as: {wanted}"),
        place,
    )


def double_option(place: Place) -> Finding:
    """Say that an option stands twice."""
    return error(
        "duplicate-option",
        Text("phần này được viết hai lần", "this option stands twice"),
        Text("giữ một, xóa một", "keep one of the two"),
        place,
    )


def out_before_in(place: Place) -> Finding:
    """Say that a cut ends before it begins."""
    return error(
        "out-before-in",
        Text("điểm kết thúc không sau điểm bắt đầu", "the end does not come after the beginning"),
        Text("sửa 'từ' hoặc 'đến'", "correct 'from' or 'to'"),
        place,
    )


def clip_without_text(file: str, place: Place) -> Finding:
    """Tell that the transcript will lack what is said in a clip."""
    return info(
        "clip-without-text",
        Text(f"băng {file} chưa có lời", f"the clip {file} has no words for the transcript"),
        Text("thêm  | lời: …  vào cuối dòng", "add  | text: …  at the end of the line"),
        place,
    )
