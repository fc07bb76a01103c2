from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.web.guard import Allowance, HostRule, comes_from_us, is_loopback

OURS = ("127.0.0.1", "127.0.0.1:8080", "localhost:8080", "[::1]:8080", "LOCALHOST")
FOREIGN = (
    None,
    "",
    "evil.example",
    "127.0.0.1.evil.example",
    "evil.example:127",
    "127.0.0.1@evil.example",
    "evil.example#127.0.0.1",
    "127.0.0.1/evil",
    "127.0.0.1:99999999",
    "10.0.0.7",
    "[fe80::1]",
    "0.0.0.0",
    "127.0.0.1 evil",
    "127.0.0.1\tx",
    "2130706433",
)


@pytest.mark.parametrize("header", OURS)
def test_this_machine_is_known_by_its_names(header: str) -> None:
    assert HostRule.of("127.0.0.1").permits(header)


@pytest.mark.parametrize("header", FOREIGN)
def test_a_rebound_name_is_refused(header: str | None) -> None:
    assert not HostRule.of("127.0.0.1").permits(header)


def test_a_server_for_others_answers_to_its_address_and_the_names_it_was_given() -> None:
    rule = HostRule.of("0.0.0.0", ["phat-thanh.example"])
    assert rule.permits("192.168.1.5:8080") and rule.permits("phat-thanh.example")
    assert not rule.permits("evil.example")
    assert not HostRule.of("192.168.1.5").permits("192.168.1.6")


@given(st.text(max_size=60))
def test_any_header_is_judged_and_none_crashes(header: str) -> None:
    permitted = HostRule.of("127.0.0.1").permits(header)
    assert not permitted or any(
        name in header.casefold() for name in ("127.0.0.1", "localhost", "::1")
    )


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "a:1"}, True),
        ({"host": "a:1", "origin": "http://a:1"}, True),
        ({"host": "a:1", "origin": "https://a:1"}, True),
        ({"host": "a:1", "origin": "null"}, False),
        ({"host": "a:1", "origin": "http://a:2"}, False),
        ({"host": "a:1", "origin": "http://a:1.evil"}, False),
        ({"host": "a:1", "origin": "file://a:1"}, False),
        ({"host": "a:1", "origin": "http://a:1", "sec-fetch-site": "cross-site"}, False),
        ({"host": "a:1", "sec-fetch-site": "same-site"}, False),
        ({"host": "a:1", "sec-fetch-site": "same-origin"}, True),
    ],
)
def test_only_our_own_pages_change_anything(headers: dict[str, str], ours: bool) -> None:
    assert comes_from_us(headers) is ours


@pytest.mark.parametrize(
    ("host", "local"),
    [
        *((host, True) for host in ("127.0.0.1", "127.8.8.8", "::1", "localhost")),
        *((host, False) for host in ("0.0.0.0", "::", "", "192.168.1.2", "dai.vn")),
    ],
)
def test_loopback_is_this_machine_alone(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_patience_comes_back_with_time_and_is_each_ones_own() -> None:
    now = [0.0]
    patience = Allowance(burst=3, each_second=0.5, clock=lambda: now[0], most=2)
    assert [patience.permits("a") for _ in range(4)] == [True, True, True, False]
    assert patience.permits("b")
    now[0] = 2.0
    assert patience.permits("a") and not patience.permits("a")
    patience.forgive("a")
    assert [patience.permits("a") for _ in range(4)] == [True, True, True, False]
