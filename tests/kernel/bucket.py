"""A real S3 server on loopback, with one bucket and made-up keys."""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Callable, Iterator
from typing import Any

import pytest

REASON = "the s3 extra, or the server that the tests use, is not installed"


class Bucket:
    """A bucket, its URL, and ways to look at what lies in it and to spoil that."""

    def __init__(self, server: Any, client: Any, name: str) -> None:
        self.server = server
        self.client = client
        self.url = f"s3://{name}/phát-thanh"
        self._name = name

    def names(self) -> list[str]:
        listing = self.client.list_objects_v2(Bucket=self._name).get("Contents", [])
        return [each["Key"] for each in listing]

    def read(self, key: str) -> bytes:
        return bytes(self.client.get_object(Bucket=self._name, Key=key)["Body"].read())

    def etag(self, key: str) -> str:
        return str(self.client.head_object(Bucket=self._name, Key=key)["ETag"])

    def spoil(self, how: Callable[[bytes], bytes]) -> None:
        for key in self.names():
            self.client.put_object(Bucket=self._name, Key=key, Body=how(self.read(key)))

    def buckets(self) -> list[str]:
        return [each["Name"] for each in self.client.list_buckets()["Buckets"]]


def environment(server: Any) -> dict[str, str]:
    """Give what leads a program to the server: the very names that the guide tells."""
    host, port = server.get_host_and_port()
    return {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "nobodys-key",
        "AWS_SECRET_ACCESS_KEY": "nobodys-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }


@contextlib.contextmanager
def a_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    """Start a server with a bucket, and lead this process and its children to it."""
    pytest.importorskip("s3fs", reason=REASON)
    boto3 = pytest.importorskip("boto3", reason=REASON)
    moto = pytest.importorskip("moto.server", reason=REASON)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    for name, value in environment(server).items():
        monkeypatch.setenv(name, value)
    name = f"radio-{secrets.token_hex(6)}"
    client = boto3.client("s3")
    client.create_bucket(Bucket=name)
    try:
        yield Bucket(server, client, name)
    finally:
        server.stop()


def flipped(raw: bytes) -> bytes:
    """Turn one bit in the middle."""
    middle = len(raw) // 2
    return raw[:middle] + bytes([raw[middle] ^ 1]) + raw[middle + 1 :]


def cut(raw: bytes) -> bytes:
    """Lose the end."""
    return raw[:-100]
