"""What every verb shares: the global options, the two languages, and how an answer is printed.

People read stderr, programs read stdout: with ``--json`` one document goes to stdout whatever
happens, and findings are a part of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

import click

from radioprog.cli.findings import BAD_USAGE
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import disk_errors
from radioprog.kernel.findings import Finding, Language, Text, in_order, visible
from radioprog.kernel.paths import Places, find_root


@dataclass(slots=True)
class Globals:
    """The global options, wherever on the line they stood."""

    directory: Path | None = None
    json: bool = False
    verbose: int = 0
    quiet: bool = False
    no_input: bool = False
    lang: Language | None = None
    debug: bool = False
    records: str | None = None
    verb: str | None = None

    @property
    def language(self) -> Language:
        """Return the language of the terminal and of ``--json``."""
        return self.lang or locale_language(os.environ)

    @property
    def live(self) -> bool:
        """Tell whether a progress display may be drawn: on a terminal, unless asked not to."""
        terminal = sys.stderr is not None and sys.stderr.isatty()
        return terminal and not (self.quiet or self.json)


def locale_language(environment: Mapping[str, str]) -> Language:
    """Choose the language of messages from the locale: English where it says so, else Vietnamese.

    >>> locale_language({"LANG": "en_GB.UTF-8"}), locale_language({"LANG": "C.UTF-8"})
    ('en', 'vi')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "en" if value.lower().startswith("en") else "vi"
    return "vi"


def globals_of(context: click.Context) -> Globals:
    """Return the global options that hold for a call."""
    return context.find_root().ensure_object(Globals)


class TextOption(click.Option):
    """An option whose help exists in both languages."""

    def __init__(self, *names: Any, text: Text, **settings: Any) -> None:
        """Take what `click.Option` takes, and the help as `Text`."""
        super().__init__(*names, **settings)
        self.text: Text = text

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the help line in the language of the call."""
        language = globals_of(ctx).language
        self.help: str | None = self.text.to(language)
        record = super().get_help_record(ctx)
        if record is None or language == "en":
            return record
        return record[0], record[1].replace("[required]", "[bắt buộc]")


HELP = Text("hiện hướng dẫn này rồi thôi", "show this message and exit")
USAGE = Text("Cách dùng: ", "Usage: ")
OPTIONS = Text("Tùy chọn", "Options")
PLACEHOLDERS = {
    "[OPTIONS]": Text("[TÙY CHỌN]", "[OPTIONS]"),
    "COMMAND": Text("LỆNH", "COMMAND"),
    "[ARGS]...": Text("[…]", "[ARGS]..."),
}


class TextHelp(click.Command):
    """A command whose whole help page speaks the language of the call."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its line in the language of the call."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = HELP.to(globals_of(ctx).language)
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line, how the command is used."""
        language = globals_of(ctx).language
        pieces = " ".join(self.collect_usage_pieces(ctx))
        for name, text in PLACEHOLDERS.items():
            pieces = pieces.replace(name, text.to(language))
        formatter.write_usage(ctx.command_path, pieces, prefix=USAGE.to(language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the verbs under them where the command has any."""
        rows = [parameter.get_help_record(ctx) for parameter in self.get_params(ctx)]
        with formatter.section(OPTIONS.to(globals_of(ctx).language)):
            formatter.write_dl([row for row in rows if row is not None])
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class TextCommand(TextHelp):
    """A verb: its help in both languages, and the global options after it as before it."""

    def __init__(self, *, text: Text, **settings: Any) -> None:
        """Take what `click.Command` takes, and the help as `Text`."""
        super().__init__(**settings)
        self.text: Text = text
        self.params.extend(global_options())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the language of the call."""
        self.help: str | None = self.text.to(globals_of(ctx).language)
        super().format_help_text(ctx, formatter)


_GLOBALS: tuple[tuple[tuple[str, ...], Text, dict[str, Any]], ...] = (
    (
        ("directory", "-C"),
        Text("thư mục làm việc", "the workspace"),
        {"type": click.Path(path_type=Path), "metavar": "DIR"},
    ),
    (
        ("json", "--json"),
        Text("trả lời bằng một tài liệu JSON", "answer with one JSON document"),
        {"is_flag": True},
    ),
    (("verbose", "-v", "--verbose"), Text("nói rõ hơn", "say more"), {"count": True}),
    (("quiet", "-q", "--quiet"), Text("chỉ nói lỗi", "say only errors"), {"is_flag": True}),
    (("no_input", "--no-input"), Text("không hỏi lại", "never ask"), {"is_flag": True}),
    (
        ("lang", "--lang"),
        Text("ngôn ngữ của thông báo", "the language of messages"),
        {"type": click.Choice(["vi", "en"])},
    ),
    (
        ("debug", "--debug"),
        Text("hiện vết lỗi của chương trình", "show tracebacks"),
        {"is_flag": True},
    ),
    (
        ("records", "--records"),
        Text(
            "sổ lưu nằm trong PostgreSQL này (hoặc biến RADIOPROG_RECORDS)",
            "the record is in this PostgreSQL (or the variable RADIOPROG_RECORDS)",
        ),
        {"metavar": "URL"},
    ),
)
"""The global options: the name each is kept under and its flags, its help, its kind."""


def global_options() -> list[click.Parameter]:
    """Make the global options, which stand before or after the verb."""

    def keep(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(context: click.Context, _: click.Parameter, value: Any) -> None:
            if value not in (None, False, 0):
                setattr(globals_of(context), name, value)

        return callback

    return [
        TextOption(
            [*flags, f"global_{name}"],
            text=text,
            expose_value=False,
            is_eager=True,
            callback=keep(name),
            **settings,
        )
        for (name, *flags), text, settings in _GLOBALS
    ]


def option(*names: str, text: Text, **settings: Any) -> Callable[[Any], Any]:
    """Declare an option of a verb with its help in both languages."""
    return click.option(*names, cls=TextOption, text=text, **settings)


def jobs_option(text: Text) -> Callable[[Any], Any]:
    """Declare how much is made side by side; one a processor where nothing is said."""
    return option("-j", "--jobs", type=click.IntRange(1, 64), metavar="N", text=text)


CLUSTER_OPTION = option(
    "--cluster",
    metavar="ADDRESS",
    envvar="RADIOPROG_CLUSTER",
    text=Text("chia việc cho cụm máy Dask", "share the work with a Dask cluster"),
)


def workers(
    jobs: int | None, cluster: str | None
) -> contextlib.AbstractContextManager[Executor | None]:
    """Return what makes things side by side, as `jobs_option` and `CLUSTER_OPTION` say.

    Raises:
        UsageError: both are given, or the address is none.
    """
    from radioprog.studio.workers.executors import executor_for

    if jobs is not None and cluster is not None:
        raise usage_error(
            Text("--jobs không đi cùng --cluster", "--jobs and --cluster do not go together"),
            Text(
                "bỏ một trong hai; cụm máy tự định số việc cùng lúc (dask worker --nthreads)",
                "leave one out; a cluster's workers set their own number (dask worker --nthreads)",
            ),
        )
    return executor_for(jobs, cluster)


def verb(text: Text, **settings: Any) -> Callable[[Callable[..., int]], TextCommand]:
    """Make a function a verb: it takes the global options first and gives the exit status."""

    def made(function: Callable[..., int]) -> TextCommand:
        def call(**values: Any) -> int:
            return function(globals_of(click.get_current_context()), **values)

        call.__doc__ = None
        call.__name__ = function.__name__
        call.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
        name = function.__name__.removesuffix("_verb").replace("_", "-")
        return click.command(name, cls=TextCommand, text=text, **settings)(call)

    return made


def answer(options: Globals, document: Any) -> None:
    """Print the JSON document of a verb to stdout, in UTF-8 whatever the locale."""
    if options.json:
        text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
        write_out(text.encode("utf-8", "backslashreplace") + b"\n")


def write_out(data: bytes) -> None:
    """Write bytes to stdout, whole; where stdout is closed, nobody asked for them.

    Raises:
        DiskError: what stdout leads to is full or failed.
        BrokenPipeError: whoever read has left.
    """
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
        buffer = getattr(sys.stdout, "buffer", None)
        if buffer is None:
            sys.stdout.write(data.decode("utf-8", "replace"))
        else:
            buffer.write(data)
            buffer.flush()
    except OSError as problem:
        let_go(sys.stdout)
        if isinstance(problem, BrokenPipeError):
            raise
        with disk_errors(Path("stdout")):
            raise


def let_go(stream: TextIO) -> None:
    """Lead a stream that cannot be written to nowhere, so that nothing is tried again at exit."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)


def tell(line: str) -> None:
    """Write a line to stderr; where that fails nobody is left to be told, only the status."""
    if sys.stderr is None:
        return
    try:
        click.echo(visible(line), err=True)
    except OSError:
        let_go(sys.stderr)


def say(options: Globals, text: Text | str, *, always: bool = False) -> None:
    """Tell a person one line on stderr, unless they asked for quiet or for JSON."""
    if always or not options.quiet:
        line = text if isinstance(text, str) else text.to(options.language)
        tell(line)


def show(options: Globals, line: str = "") -> None:
    """Print a line of the answer itself to stdout, unless the answer is JSON."""
    if not options.json:
        write_out(visible(line).encode("utf-8", "replace") + b"\n")


def report(
    options: Globals, findings: Iterable[Finding], *, left_to_check: frozenset[str] = frozenset()
) -> None:
    """Print findings to stderr, in order; quiet keeps the errors only.

    What is said of several places is said once, with the other places behind it; ``-v`` says all.
    Codes that are ``left_to_check`` are only counted: ``check`` tells them.
    """
    placed = in_order(_placed(options, findings))
    told = [found for found in placed if found.is_error or not options.quiet]
    if options.verbose:
        for found in told:
            tell(found.render(options.language))
        return
    shown = [found for found in told if found.is_error or found.code not in left_to_check]
    for line in condensed(shown, options.language):
        tell(line)
    if left := len(told) - len(shown):
        tell(_LEFT_TO_CHECK.filled(count=left).to(options.language))


WORDING = frozenset({"foreign-word", "long-sentence", "probable-slip"})
"""Remarks on the wording: `check` tells them, a build only counts them."""
_LEFT_TO_CHECK = Text(
    "còn {count} điều nhắc về câu chữ: xem bằng lệnh radioprog check",
    "{count} more remarks on the wording: see radioprog check",
)
_MORE_PLACES = Text("  (và ở {places:list})", "  (and at {places:list})")
_MANY_PLACES = Text(
    "  (và ở {places:list}, cùng {more} chỗ nữa; thêm -v để xem hết)",
    "  (and at {places:list} and {more} more places; -v shows all)",
)
_MOST_OF_A_KIND, _MOST_PLACES = 12, 4
_MANY_OF_A_KIND = Text(
    "còn {more} điều nữa loại {code}; thêm -v để xem hết",
    "{more} more of the kind {code}; -v shows all",
)


_OF_VOICES = frozenset(
    {"unknown-voice", "unknown-engine", "engine-missing", "voice-not-allowed", "network-off"}
)
"""Errors that each line of a speaker has alike: what is to be mended is the voice, not the line."""


def condensed(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield each different thing once, with where else it stands; errors are never left out.

    >>> from radioprog.kernel.findings import Codes, Place
    >>> codes = Codes("radioprog.example.findings")
    >>> LONG = codes.warning("long", Text("câu dài", "long sentence"), Text("", ""))
    >>> print("\\n".join(condensed([LONG(Place("a.md", n, 1)) for n in (3, 8)], "en")))
    a.md:3:1: warning[long]: long sentence
      (and at a.md:8:1)
    """
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for found in findings:
        place = str(found.place) if found.is_error and found.code not in _OF_VOICES else ""
        key = (found.code, place + found.message.to(language), found.remedy.to(language))
        groups.setdefault(key, []).append(found)
    kinds: dict[str, int] = {}
    for (code, _, _), group in groups.items():
        first, *others = group
        kinds[code] = kinds.get(code, 0) + 1
        if kinds[code] > _MOST_OF_A_KIND and not first.is_error:
            continue
        yield first.render(language)
        places = list(dict.fromkeys(str(each.place) for each in others if each.place.file))
        if places:
            more = len(places) - _MOST_PLACES
            text = _MANY_PLACES if more > 0 else _MORE_PLACES
            yield text.filled(places=places[:_MOST_PLACES], more=more).to(language)
    errors = {found.code for found in findings if found.is_error}
    for code, count in kinds.items():
        if count > _MOST_OF_A_KIND and code not in errors:
            yield _MANY_OF_A_KIND.filled(more=count - _MOST_OF_A_KIND, code=code).to(language)


def findings_json(options: Globals, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as the contract's JSON; none where nobody asked for it."""
    if not options.json:
        return []
    return [found.to_json(options.language) for found in in_order(_placed(options, findings))]


def places_of(options: Globals) -> Places | None:
    """Return what names files as the workspace of the call shows them; ``None`` without one."""
    root = find_root(options.directory or Path(), "radioprog.yaml")
    return None if root is None else Places(root)


def shown_as(options: Globals, path: Path) -> str:
    """Name a file as JSON does: as the workspace of the call shows it, as given without one."""
    places = places_of(options)
    return path.as_posix() if places is None else places.shown(path.absolute())


def _placed(options: Globals, findings: Iterable[Finding]) -> Iterable[Finding]:
    """Name files that the disk told of, or that lie outside, as all paths are shown."""
    for found in findings:
        file = found.place.file
        places = None
        if file is not None and (file.startswith("../") or Path(file).is_absolute()):
            places = places_of(options)
        if file is None or places is None:
            yield found
        else:
            yield found.at(replace(found.place, file=places.shown(Path(file))))


def status_of(findings: Iterable[Finding]) -> int:
    """Return the exit status that findings of content ask for: 1 where one is an error."""
    return 1 if any(found.is_error for found in findings) else 0


def usage_error(message: Text, remedy: Text) -> UsageError:
    """Make the error for a command line that cannot be meant."""
    return UsageError(BAD_USAGE(problem=message, remedy=remedy))
