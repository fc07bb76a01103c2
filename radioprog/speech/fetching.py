"""Fetching one file from the network: https only, certificates verified, in time, not too large."""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path, PurePosixPath
from typing import IO

from radioprog.kernel.errors import NetworkError, UsageError
from radioprog.kernel.findings import Place, Text
from radioprog.kernel.units import Seconds

LONGEST = Seconds(1800.0)
SILENCE = Seconds(30.0)
LARGEST = 1 << 30
_CHUNK = 1 << 18


def is_url(source: str) -> bool:
    """Tell whether a source is a URL and no path."""
    return "://" in source


def name_in_url(url: str) -> str:
    """Give the file name that a URL ends with.

    >>> name_in_url("https://example.org/a/vi_VN-x-medium.onnx?download=true")
    'vi_VN-x-medium.onnx'
    """
    return PurePosixPath(urllib.parse.unquote(urllib.parse.urlsplit(url).path)).name


def fetch(url: str, target: Path, *, context: ssl.SSLContext | None = None) -> None:
    """Fetch a URL into a file.

    Raises:
        UsageError: ``not-https``, or a password stands in the URL.
        NetworkError: ``fetch-failed``, ``fetch-too-large``, ``fetch-too-slow``.
        DiskError: the disk refused (by the caller's wall).
    """
    _check(url)
    context = context or ssl.create_default_context()
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _Careful())
    try:
        with opener.open(url, timeout=SILENCE) as answer, target.open("wb") as stream:
            _pour(answer, stream, url)
    except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError) as why:
        raise _failed("fetch-failed", url, f"{type(why).__name__}: {why}") from why


class _Careful(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to where we would have gone ourselves."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _check(url: str) -> None:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username or parts.password:
        raise UsageError.of(
            "not-https",
            Text("chỉ tải từ địa chỉ https không kèm mật khẩu", "only plain https is fetched"),
            Text("dùng địa chỉ https://…", "use an address such as https://…"),
            Place(parts.hostname or ""),
        )


def _pour(answer: IO[bytes], stream: IO[bytes], url: str) -> None:
    deadline, size = time.monotonic() + LONGEST, 0
    while chunk := answer.read(_CHUNK):
        size += len(chunk)
        if size > LARGEST:
            raise _failed("fetch-too-large", url, f"> {LARGEST} bytes")
        if time.monotonic() > deadline:
            raise _failed("fetch-too-slow", url, f"> {LONGEST:.0f} s")
        stream.write(chunk)


def _failed(code: str, url: str, reason: str) -> NetworkError:
    name = name_in_url(url)
    return NetworkError.of(
        code,
        Text(f"không tải được {name}: {reason}", f"{name} could not be fetched: {reason}"),
        Text("kiểm tra mạng và địa chỉ", "check the network and the address"),
    )
