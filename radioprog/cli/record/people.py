"""``radioprog people``: who is in ``people.csv``, what they may do, and their passwords.

A password is asked for twice at the terminal and never shown; a program gives it on one line of the
standard input (``--stdin``), so that it stands in no argument and no history.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from radioprog.cli.common import (
    Globals,
    answer,
    findings_json,
    option,
    report,
    say,
    show,
    status_of,
    usage_error,
    verb,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text, visible

_LONGEST = 1000
_NOT_THE_SAME = Text("hai lần gõ không giống nhau", "the two are not the same")
_AGAIN = Text("chạy lại và gõ lại: radioprog people --password MÃ", "run it again and type it anew")
_NO_TERMINAL = Text("không có ai để hỏi mật khẩu", "there is nobody to ask for the password")
_FROM_STDIN = Text(
    "đưa vào một dòng: radioprog people --password MÃ --stdin < tệp",
    "give it on one line: radioprog people --password ID --stdin < file",
)
_SET = Text("đã đặt mật khẩu cho {name}", "the password of {name} is set")


@verb(
    Text(
        "Xem ai làm được gì (people.csv), ai đã có mật khẩu; đặt mật khẩu cho một người.",
        "Show who may do what (people.csv) and who has a password; set somebody's password.",
    )
)
@option(
    "--password",
    "person",
    metavar="PERSON",
    text=Text("đặt mật khẩu cho người này", "set this person's password"),
)
@option(
    "--stdin",
    "from_stdin",
    is_flag=True,
    text=Text("đọc mật khẩu từ đầu vào chuẩn", "read the password from the standard input"),
)
def command(options: Globals, person: str | None, from_stdin: bool) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.desk.access import accounts, set_password

    workspace = open_workspace(options)
    if person is not None:
        who = set_password(workspace, person, _password(options, from_stdin))
        say(options, _SET.filled(name=who.name))
    found, told = accounts(workspace)
    rows = [
        {
            "id": each.person.id,
            "name": each.person.name,
            "position": each.person.position,
            "roles": sorted(each.person.roles),
            "stations": list(each.person.stations),
            "password": each.has_password,
        }
        for each in found
    ]
    answer(options, {"people": rows, "findings": findings_json(options, told)})
    if person is None:
        _list(options, rows)
    report(options, told)
    return status_of(told)


def _list(options: Globals, rows: list[dict[str, Any]]) -> None:
    has = Text("có mật khẩu", "has a password").to(options.language)
    for row in rows:
        roles = " ".join(str(each) for each in row["roles"])
        mark = f"  [{has}]" if row["password"] else ""
        show(options, visible(f"{row['id']}  {row['name']}  {roles}{mark}"))
    if not rows:
        say(options, Text("people.csv chưa có ai", "people.csv lists nobody"))


def _password(options: Globals, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline(_LONGEST).rstrip("\r\n")
    if options.no_input or not sys.stdin.isatty():
        raise usage_error(_NO_TERMINAL, _FROM_STDIN)
    words = Text("Mật khẩu mới", "New password").to(options.language)
    again = Text("Gõ lại lần nữa", "Once more").to(options.language)
    given = click.prompt(words, hide_input=True, err=True)
    if given != click.prompt(again, hide_input=True, err=True):
        raise usage_error(_NOT_THE_SAME, _AGAIN)
    return str(given)
