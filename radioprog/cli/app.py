"""The command itself: finds the verb, turns every end into an exit status and a plain message.

click's English complaints of wrong usage are said in Vietnamese as well.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import importlib
import itertools
import os
import re
import signal
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click
from click.shell_completion import shell_complete

from radioprog import __version__
from radioprog.cli.common import (
    Globals,
    TextCommand,
    TextHelp,
    TextOption,
    answer,
    findings_json,
    global_options,
    report,
    usage_error,
)
from radioprog.cli.findings import NO_SUCH_VERB, SEE_HELP
from radioprog.kernel.errors import DiskError, Interrupted, RadioprogError, UsageError, bug
from radioprog.kernel.findings import Text
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.system import REQUESTS_TO_END

VERBS: dict[str, Text] = {
    "init": Text("tạo một thư mục làm việc dùng được ngay", "make a working workspace"),
    "doctor": Text("xem máy này làm được gì", "see what works on this machine"),
    "draft": Text("biến một bài viết thành kịch bản", "turn an article into a script"),
    "new": Text("tạo các số tiếp theo của chuyên mục", "make the next episodes of a series"),
    "batch": Text("các số của chuyên mục: đến đâu rồi", "a series' issues: how far each is"),
    "check": Text("tìm mọi lỗi, không ghi gì", "find everything wrong; writes nothing"),
    "reading": Text("xem chữ sẽ được đọc thế nào", "see how text will be read aloud"),
    "lexicon": Text("từ điển cách đọc: xem, thêm", "the lexicon: show it, add to it"),
    "say": Text("đọc một câu ra tệp âm thanh", "speak one utterance to a sound file"),
    "voices": Text("các giọng đọc; thêm giọng", "voices: list them, add one"),
    "cache": Text("bộ nhớ đệm: kích cỡ, kiểm tra, dọn", "the cache: size, health, pruning"),
    "plan": Text("bảng thời lượng trước khi có tiếng", "the rundown before any sound exists"),
    "reading-copy": Text("bản đọc chữ to cho phát thanh viên", "large type for announcers"),
    "build": Text("làm ra chương trình phát thanh", "make the programmes"),
    "clips": Text("băng, nhạc: dài, bản quyền, dùng đâu", "recordings: length, rights, uses"),
    "measure": Text("đo tệp âm thanh", "measure sound files"),
    "selftest": Text("tự kiểm tra máy đo", "test the meter against EBU's signals"),
    "stations": Text("danh sách đài, vẽ thành cây", "the stations, as a tree"),
    "schedule": Text("lịch phát sóng và chỗ trùng", "the schedule and its conflicts"),
    "calendar": Text("lịch .ics cho từng đài", "the .ics calendar of each station"),
    "approval": Text(
        "trình, duyệt, trả lại; bài nào đã duyệt", "submit, approve, return; the list"
    ),
    "people": Text("ai làm gì; đặt mật khẩu", "who may do what; set a password"),
    "records": Text("chép sổ lưu ra, vào", "carry the record out, or in"),
    "pack": Text("gói chương trình cho đài không mạng", "packs for stations without internet"),
    "export": Text("tệp cho phần mềm phát", "files for playout systems and guides"),
    "push": Text("đưa lịch, tiếng, trang lên máy chủ", "bring calendars, sounds, the site out"),
    "site": Text("trang của đài, mở được từ USB", "the site, which works from a stick"),
    "serve": Text("phòng làm việc trong trình duyệt", "the studio in a browser"),
    "publish": Text("kiểm tra, dựng, phát hành một lượt", "check, build, publish in one go"),
    "alert": Text("tin khẩn cấp: phát, sửa, kết thúc", "emergency messages"),
    "asrun": Text("nhật ký phát sóng: ra tờ ghi, nhập về", "logs of what was aired: out and in"),
    "reconcile": Text("đối soát lịch với nhật ký", "the schedule against what was aired"),
    "reason": Text("vì sao một buổi không phát", "why an airing failed"),
    "proof": Text("bản xác nhận phát sóng của tháng", "the proof of what was aired in a month"),
    "coverage": Text("chỉ tiêu năm: đạt đến đâu", "the year's targets: how far they are met"),
    "autoplan": Text("đề xuất lịch để đạt chỉ tiêu năm", "propose slots that meet the targets"),
    "whatif": Text("thử: nếu bão, nếu đổi lịch thì sao", "what if: a storm, another schedule"),
    "report": Text("báo cáo năm, quý, tháng", "the review of a year, quarter or month"),
    "schema": Text("JSON Schema cho trình soạn thảo", "JSON Schema for editors"),
}
_FOLDERS = {
    verb: folder
    for folder, verbs in {
        "making": (
            "init",
            "draft",
            "new",
            "check",
            "reading",
            "lexicon",
            "say",
            "plan",
            "reading-copy",
            "build",
            "clips",
            "measure",
        ),
        "air": ("stations", "schedule", "calendar"),
        "outlets": ("pack", "export", "push", "site", "serve", "alert", "publish"),
        "record": (
            "batch",
            "approval",
            "people",
            "records",
            "asrun",
            "reconcile",
            "reason",
            "proof",
            "coverage",
            "report",
            "whatif",
            "autoplan",
        ),
        "machine": ("doctor", "voices", "cache", "selftest", "schema"),
    }.items()
    for verb in verbs
}
"""Where each verb's module lies: one verb, one file."""
COMPLETE = "_RADIOPROG_COMPLETE"
"""The variable by which a shell asks what may come next."""
ABOUT = Text(
    "radioprog: từ kịch bản đến chương trình phát thanh và lịch phát sóng.",
    "radioprog: from a script to a radio programme and a broadcast calendar.",
)


def _module(verb: str) -> str:
    return verb.replace("-", "_")


class Verbs(TextHelp, click.Group):
    """The verbs by name, each module imported only when its verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb's module and give its command."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"radioprog.cli.{_FOLDERS[cmd_name]}.{_module(cmd_name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb of the line and remember it: it decides the form of the answer.

        Raises:
            UsageError: ``usage``, there is no such verb.
        """
        if args[0] not in VERBS and not ctx.resilient_parsing:
            raise no_such_verb(args[0], VERBS)
        ctx.ensure_object(Globals).verb = args[0]
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs with a line each, without importing them."""
        language = ctx.ensure_object(Globals).language
        with formatter.section("Lệnh" if language == "vi" else "Commands"):
            formatter.write_dl([(name, text.to(language)) for name, text in VERBS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what radioprog is, in the language of the call."""
        self.help: str | None = ABOUT.to(ctx.ensure_object(Globals).language)
        super().format_help_text(ctx, formatter)


def _show_version(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(f"radioprog {__version__}")
        context.exit()


def make_app() -> Verbs:
    """Make the command with its global options."""
    version = TextOption(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        text=Text("cho biết phiên bản", "show the version"),
    )
    return Verbs("radioprog", params=[*global_options(), version])


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status; every failure is told, none is shown raw."""
    options = Globals()
    try:
        return _call(arguments, options)
    except RadioprogError as problem:
        return _told(options, problem)
    except KeyboardInterrupt:
        return _told(options, _interrupted())
    except BrokenPipeError:
        return 0  # whoever read has seen enough
    except Exception as problem:
        return _told(options, _too_long(problem) or bug(problem))


def _too_long(problem: Exception) -> UsageError | None:
    """Tell of a word that was meant as a file's name and that no disk can hold as one."""
    if not isinstance(problem, OSError) or problem.errno != errno.ENAMETOOLONG:
        return None
    name = f"{Path(os.fsdecode(problem.filename or '')).name[:60]}…"
    return usage_error(
        Text(f"tên tệp quá dài: {name}", f"a file's name is too long: {name}"),
        Text("dùng tên tệp ngắn hơn 255 byte", "use a name of less than 255 bytes"),
    )


def _call(arguments: Sequence[str], options: Globals) -> int:
    app = make_app()
    if COMPLETE in os.environ:
        return shell_complete(app, {"obj": options}, "radioprog", COMPLETE, os.environ[COMPLETE])
    _foresee(arguments, options)
    try:
        with app.make_context("radioprog", list(arguments) or ["--help"], obj=options) as context:
            status: Any = app.invoke(context)
            return status if isinstance(status, int) else 0
    except click.exceptions.Exit as done:
        return int(done.exit_code)
    except click.Abort as problem:
        raise KeyboardInterrupt from problem
    except click.ClickException as problem:
        raise usage_of(problem) from problem


def _foresee(arguments: Sequence[str], options: Globals) -> None:
    """Know how to answer before the line is parsed, so that a bad line is answered as asked."""
    options.json = "--json" in arguments
    options.debug = "--debug" in arguments
    for flag, value in itertools.pairwise(arguments):
        if flag == "--lang" and value in ("vi", "en"):
            options.lang = "vi" if value == "vi" else "en"
    if "--lang=en" in arguments or "--lang=vi" in arguments:
        options.lang = "en" if "--lang=en" in arguments else "vi"


def _told(options: Globals, problem: RadioprogError) -> int:
    if options.debug:
        traceback.print_exc()
    if options.json:
        told = findings_json(options, problem.findings)
        document: Any = {"findings": told}
        if options.verb == "measure":
            document = [{"path": None, "findings": told}]
        partial = getattr(problem, "document", None)
        with contextlib.suppress(DiskError, BrokenPipeError):  # stdout itself may be what failed
            answer(options, document if partial is None else partial)
    report(options, problem.findings)
    return problem.exit_status


def _interrupted() -> Interrupted:
    return Interrupted.of(
        "interrupted",
        Text(
            "đã dừng theo yêu cầu; không để lại tệp dở dang", "stopped; nothing half-made is left"
        ),
        Text("chạy lại lệnh để làm tiếp", "run the command again to go on"),
    )


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _stop_tidily() -> None:
    """Let a request to end (a service manager's, a closed terminal's) work as Ctrl-C does."""
    for number in REQUESTS_TO_END:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


_COLLECTED_AFTER = (50_000, 20, 100)
"""A process that answers one call collects circles seldom: it makes many values and few circles."""


def main() -> None:
    """Run the command line of this process and exit with its status."""
    gc.set_threshold(*_COLLECTED_AFTER)
    _stop_tidily()
    status = run(sys.argv[1:])
    if status == Interrupted.exit_status:
        # Everything is put away by now. Threads still at work are not waited for; and Python, which
        # remembers an interrupt that struck while code was compiled, cannot change the status.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, AttributeError):
                stream.flush()
        os._exit(status)
    sys.exit(status)


__all__ = ["TextCommand", "main", "run"]


_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)


def usage_of(problem: click.ClickException) -> UsageError:
    """Turn what click complains of into an error with a remedy, in both languages."""
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    command = context.command_path if context else "radioprog"
    said = Text(_vietnamese(problem), problem.format_message())
    return UsageError(SEE_HELP(problem=said, command=command))


def no_such_verb(name: str, verbs: Iterable[str]) -> UsageError:
    """Make the error for a verb that nobody knows."""
    known = tuple(verbs)
    remedy = did_you_mean(name, known, Text("xem: radioprog --help", "see: radioprog --help"))
    return UsageError(NO_SUCH_VERB(name=name, remedy=remedy))


def _vietnamese(problem: click.ClickException) -> str:
    match problem:
        case click.NoSuchOption():
            near = ", ".join(problem.possibilities or ())
            return f"không có tùy chọn {problem.option_name}" + (
                f" (có phải {near}?)" if near else ""
            )
        case click.BadOptionUsage():
            return f"tùy chọn {problem.option_name} cần một giá trị đi kèm"
        case click.MissingParameter():
            return f"thiếu {_name(problem.param)}"
        case click.BadParameter():
            return f"giá trị không dùng được cho {_name(problem.param)}: {_wanted(problem)}"
    return _plain(problem.format_message())


def _plain(english: str) -> str:
    extra = _EXTRA.match(english)
    if extra:
        return f"thừa trên dòng lệnh: {extra['words']}"
    if english.startswith("Missing command"):
        return "thiếu tên lệnh"
    return f"câu lệnh không đúng: {english}"


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.human_readable_name


def _last_number(english: str) -> str:
    """Return the number that was meant: of ``'2026-03'`` for a month, 3."""
    written = re.match(r"'(?P<value>.*)' is not", english, re.DOTALL)
    numbers = re.findall(r"[0-9]{1,4}", written["value"]) if written else []
    return f", như {int(numbers[-1])}" if numbers else ", như 3"


def _wanted(problem: click.BadParameter) -> str:
    match problem.param.type if problem.param else None:
        case click.Choice() as choice:
            return f"cần một trong: {', '.join(map(str, choice.choices))}"
        case click.IntRange() as span:
            most = "" if span.max is None else f" đến {span.max}"
            return f"cần một số nguyên từ {span.min}{most}"
        case click.types.IntParamType():
            return f"cần một số nguyên{_last_number(problem.message)}"
    return problem.message
