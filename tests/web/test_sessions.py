from __future__ import annotations

import json
from pathlib import Path

import pytest

from radioprog.web.sessions import FILE, KEY, LIFE, Sessions


def mark(person: str) -> str:
    return f"mark of {person}"


def test_a_session_outlives_the_server_and_ends_in_time(tmp_path: Path) -> None:
    now = [1000.0]
    token = Sessions(tmp_path, lambda: now[0]).sign_in("lan", mark("lan"))
    again = Sessions(tmp_path, lambda: now[0])
    assert again.person_of(token, mark) == "lan"
    assert again.is_csrf(token, Sessions(tmp_path, lambda: now[0]).csrf_of(token))
    now[0] += LIFE + 1
    assert again.person_of(token, mark) == ""


def test_signing_in_gives_a_new_token_and_forgets_the_old(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, lambda: 0.0)
    first = sessions.sign_in("lan", mark("lan"))
    second = sessions.sign_in("lan", mark("lan"), first)
    assert first != second
    assert sessions.person_of(first, mark) == "" and sessions.person_of(second, mark) == "lan"


def test_a_new_password_and_signing_out_end_a_session(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, lambda: 0.0)
    token = sessions.sign_in("lan", mark("lan"))
    assert sessions.person_of(token, lambda person: "another") == ""
    sessions.sign_out(token)
    assert sessions.person_of(token, mark) == ""


def test_what_is_kept_tells_no_token(tmp_path: Path) -> None:
    token = Sessions(tmp_path, lambda: 0.0).sign_in("lan", mark("lan"))
    assert token not in (tmp_path / FILE).read_text()
    for name in (FILE, KEY):
        assert (tmp_path / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("cookie", [None, "", "x", "a" * 10_000, "../../etc", "a" * 42 + ";"])
def test_a_cookie_that_is_none_of_ours_gets_a_new_token(tmp_path: Path, cookie: str | None) -> None:
    sessions = Sessions(tmp_path, lambda: 0.0)
    token, is_new = sessions.token_of(cookie)
    assert is_new and token != cookie and sessions.person_of(token, mark) == ""


def test_a_token_of_one_is_no_token_of_another(tmp_path: Path) -> None:
    sessions = Sessions(tmp_path, lambda: 0.0)
    one, other = sessions.sign_in("lan", ""), sessions.sign_in("hung", "")
    assert not sessions.is_csrf(one, sessions.csrf_of(other))
    assert not sessions.is_csrf(one, "") and not sessions.is_csrf(one, "\udcff")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', json.dumps({"a": {"person": "x"}})])
def test_a_damaged_list_signs_everybody_out(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    sessions = Sessions(tmp_path, lambda: 0.0)
    assert sessions.person_of(sessions.sign_in("lan", ""), lambda person: "") == "lan"
