"""A mistake of ours, told in words: the command and the build meet one in the same way."""

from __future__ import annotations

from radioprog.kernel.errors import BugError
from radioprog.kernel.findings import Text


def bug(problem: Exception) -> BugError:
    """Turn a mistake of ours, whatever it raised, into an error that says so."""
    what = f"{type(problem).__name__}: {problem}"
    return BugError.of(
        "internal-error",
        Text(f"lỗi của radioprog: {what}", f"a mistake of radioprog's own: {what}"),
        Text(
            "chạy lại với --debug và gửi kết quả cho nhóm phát triển",
            "run again with --debug and send what it prints to the developers",
        ),
    )
