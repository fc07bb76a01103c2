"""``radioprog serve``: look at the site in a browser on this machine.

Without ``--site`` it is the place of the studio in the browser, which is not there yet. Its
address is told first, also as JSON, so that whoever starts it with ``--port 0`` finds it; then it
answers until Ctrl+C, which is its usual end.
"""

from __future__ import annotations

import contextlib
import sys
import webbrowser
from pathlib import Path

import click

from radioprog.cli.common import Globals, answer, option, say, usage_error, verb
from radioprog.cli.workspace import open_workspace, output_path
from radioprog.kernel.findings import Text

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names of this machine for itself."""
NOT_YET = Text("chưa nói mở cái gì", "what to serve is not said")
EVERYBODY = Text(
    "máy khác trong mạng cũng xem được trang này", "other machines of the network can look too"
)
SAY_SITE = Text("xem trang đã làm: radioprog serve --site", "the site: radioprog serve --site")


@verb(
    Text(
        "Mở trang đã làm trong trình duyệt của máy này (--site); dừng bằng Ctrl+C.",
        "Show the site that was made in this machine's browser (--site); Ctrl+C ends it.",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@option("--site", "shows_site", is_flag=True, text=Text("trang của đài", "the site"))
@option(
    "--host",
    default="127.0.0.1",
    metavar="HOST",
    text=Text("cho ai xem (chỉ máy này)", "who may look (this machine alone)"),
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    text=Text("cổng (8080; 0: cổng trống)", "port (8080; 0: any free one)"),
)
@option("--open", "opens", is_flag=True, text=Text("mở luôn trình duyệt", "open the browser too"))
def command(
    options: Globals, folder: Path | None, shows_site: bool, host: str, port: int, opens: bool
) -> int:
    """Unpack, one call, print."""
    if not shows_site:
        raise usage_error(NOT_YET, SAY_SITE)
    from radioprog.studio.outlets.site_server import serve_site

    workspace = open_workspace(options)
    home = output_path(folder, workspace) if folder else None
    with serve_site(workspace, home, host=host, port=port) as server:
        _tell(options, server.address, host)
        if opens:
            webbrowser.open(server.address)
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    return 0


def _tell(options: Globals, address: str, host: str) -> None:
    answer(options, {"address": address, "findings": []})
    words = Text(
        f"mở trong trình duyệt: {address} · dừng: Ctrl+C",
        f"open in a browser: {address} · stop: Ctrl+C",
    )
    say(options, words)
    if host not in LOOPBACK:
        say(options, EVERYBODY)
    with contextlib.suppress(OSError):
        sys.stdout.flush()  # whoever started us may wait for the address
