"""Wrong usage in a person's own words: click's English complaints, said in Vietnamese as well."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from radioprog.cli.findings import NO_SUCH_VERB, SEE_HELP
from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Text
from radioprog.kernel.suggest import did_you_mean

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


def _wanted(problem: click.BadParameter) -> str:
    match problem.param.type if problem.param else None:
        case click.Choice() as choice:
            return f"cần một trong: {', '.join(map(str, choice.choices))}"
        case click.IntRange() as span:
            most = "" if span.max is None else f" đến {span.max}"
            return f"cần một số nguyên từ {span.min}{most}"
        case click.types.IntParamType():
            return "cần một số nguyên"
    return problem.message
