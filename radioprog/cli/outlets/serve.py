"""``radioprog serve``: the studio in a browser, or the site that was made (``--site``).

Its address is told first, also as JSON, so that whoever starts it with ``--port 0`` finds it; then
it answers until Ctrl+C, which is its usual end.
"""

from __future__ import annotations

import contextlib
import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from radioprog.cli.common import Globals, answer, option, say, usage_error, verb
from radioprog.cli.workspace import open_workspace, output_path, studio_root
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.outlets.site_server import SiteServer
    from radioprog.web.server import StudioServer

EVERYBODY = Text(
    "máy khác trong mạng cũng xem được trang này", "other machines of the network can look too"
)
SIGNED_IN = Text(
    "máy khác vào bằng mật khẩu; đặt sau một proxy TLS, xem HUONG-DAN.md",
    "other machines sign in; put a TLS proxy before it, see HUONG-DAN.md",
)
FOLDER_IS_SITE = Text("thư mục chỉ đi với --site", "a folder goes with --site only")
SAY_SITE = Text("viết: radioprog serve --site DIR", "write: radioprog serve --site DIR")


@verb(
    Text(
        "Mở phòng làm việc trong trình duyệt, hoặc trang đã làm (--site); dừng bằng Ctrl+C.",
        "Open the studio in a browser, or the site that was made (--site); Ctrl+C ends it.",
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
@option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    text=Text("tên khác của máy chủ, như tên của proxy", "another name, such as a proxy's"),
)
@option("--open", "opens", is_flag=True, text=Text("mở luôn trình duyệt", "open the browser too"))
def command(
    options: Globals,
    folder: Path | None,
    shows_site: bool,
    host: str,
    port: int,
    names: tuple[str, ...],
    opens: bool,
) -> int:
    """Unpack, one call, print."""
    from radioprog.web.guard import is_loopback

    if folder is not None and not shows_site:
        raise usage_error(FOLDER_IS_SITE, SAY_SITE)
    with _server(options, folder, shows_site, host, port, names) as server:
        more = () if is_loopback(host) and not names else (EVERYBODY if shows_site else SIGNED_IN,)
        _tell(options, server.address, more)
        if opens:
            webbrowser.open(server.address)
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    return 0


def _server(
    options: Globals,
    folder: Path | None,
    shows_site: bool,
    host: str,
    port: int,
    names: tuple[str, ...],
) -> SiteServer | StudioServer:
    if shows_site:
        from radioprog.studio.outlets.site_server import serve_site

        workspace = open_workspace(options)
        home = output_path(folder, workspace) if folder else None
        return serve_site(workspace, home, host=host, port=port)
    from radioprog.studio.desk.access import demand_libraries

    demand_libraries()
    from radioprog.web.gateway import studio_gateway
    from radioprog.web.server import listen

    lang, records = options.language, options.records
    gateway = studio_gateway(
        studio_root(options), host=host, names=names, language=lang, records=records
    )
    return listen(gateway.app(), gateway.services, host=host, port=port)


def _tell(options: Globals, address: str, more: Iterable[Text]) -> None:
    answer(options, {"address": address, "findings": []})
    words = Text(
        f"mở trong trình duyệt: {address} · dừng: Ctrl+C",
        f"open in a browser: {address} · stop: Ctrl+C",
    )
    for each in (words, *more):
        say(options, each)
    with contextlib.suppress(OSError):
        sys.stdout.flush()  # whoever started us may wait for the address
