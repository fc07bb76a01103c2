"""Messages to and from a process behind the wall: whole, in order, never longer than allowed."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.sandbox import messages
from radioprog.kernel.sandbox.messages import Broken, MessageKind, receive, send, send_json

CODES = {"HELLO": b"H", "REQUEST": b"Q", "FACTS": b"F", "DATA": b"D", "END": b"E", "REFUSAL": b"X"}


def sent(kind: MessageKind, body: bytes = b"") -> bytes:
    out = io.BytesIO()
    send(out, kind, body)
    return out.getvalue()


def test_a_message_is_its_kind_its_length_and_its_body() -> None:
    assert {kind.name: kind.value for kind in MessageKind} == CODES
    assert sent(MessageKind.DATA, b"abc") == b"D\x03\x00\x00\x00abc"
    assert sent(MessageKind.HELLO) == b"H\x00\x00\x00\x00"


@given(st.lists(st.tuples(st.sampled_from(list(MessageKind)), st.binary(max_size=300))))
def test_what_is_sent_is_received_in_order(several: list[tuple[MessageKind, bytes]]) -> None:
    stream = io.BytesIO(b"".join(sent(*each) for each in several))
    assert [receive(stream) for _ in several] == several
    assert receive(stream) is None


@given(st.binary(max_size=40), st.integers(0, 44))
def test_a_message_that_is_not_whole_is_none(body: bytes, kept: int) -> None:
    whole = sent(MessageKind.END, body)
    if kept < len(whole):
        assert receive(io.BytesIO(whole[:kept])) is None


def test_what_is_no_message_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Broken, match="kind"):
        receive(io.BytesIO(b"?\x00\x00\x00\x00"))
    monkeypatch.setattr(messages, "LARGEST", 4)
    assert receive(io.BytesIO(sent(MessageKind.DATA, b"1234"))) == (MessageKind.DATA, b"1234")
    with pytest.raises(Broken, match="5 bytes"):
        receive(io.BytesIO(b"D\x05\x00\x00\x0012345"))


def test_long_data_becomes_several_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "LARGEST", 4)
    stream = io.BytesIO(sent(MessageKind.DATA, b"1234567890"))
    parts = []
    while message := receive(stream):
        parts.append(message[1])
    assert parts == [b"1234", b"5678", b"90"]
    assert sent(MessageKind.DATA, b"1234").count(b"D") == 1


def test_json_is_plain_ascii() -> None:
    out = io.BytesIO()
    send_json(out, MessageKind.FACTS, {"tên": "nhạc"})
    assert out.getvalue().isascii()
    out.seek(0)
    message = receive(out)
    assert message is not None and json.loads(message[1]) == {"tên": "nhạc"}


def test_requests_come_until_the_pipe_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [{"op": "a"}, {"op": "b"}]
    wire = b"".join(sent(MessageKind.REQUEST, json.dumps(each).encode()) for each in asked)

    class Pipe:
        buffer = io.BytesIO(wire)

    monkeypatch.setattr("sys.stdin", Pipe)
    assert list(messages.requests()) == asked


def test_an_engine_answers_every_request_with_its_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(messages, "messages_only", lambda: out)
    monkeypatch.setattr(messages, "requests", lambda: iter([{"n": 0}, {"n": 3}]))
    messages.answer_all(lambda asked: ({"n": asked["n"]}, b"x" * asked["n"]))
    out.seek(0)
    got = []
    while message := receive(out):
        got.append((message[0].name, message[1]))
    assert got == [("HELLO", b"{}"), ("END", b'{"n": 0}'), ("DATA", b"xxx"), ("END", b'{"n": 3}')]
