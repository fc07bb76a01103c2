"""``radioprog init``: make a working workspace."""

from __future__ import annotations

from pathlib import Path

import click

from radioprog.cli.common import Globals, answer, option, say, verb
from radioprog.kernel.findings import Text


@verb(
    Text(
        "Tạo một thư mục làm việc dùng được ngay, có sẵn nhạc và kịch bản mẫu.",
        "Make a working workspace, with sounds and a first script.",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), default=".", metavar="[DIR]")
@option("--example", text=Text("chép một ví dụ: quang-binh", "copy an example: quang-binh"))
def command(options: Globals, folder: Path, example: str | None) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.init import init

    made = init(folder, example=example)
    answer(
        options,
        {
            "workspace": folder.as_posix(),
            "files": [path.relative_to(folder).as_posix() for path in made],
            "findings": [],
        },
    )
    if not options.json:
        say(
            options,
            Text(
                f"Đã tạo {folder} ({len(made)} tệp). Bước tiếp theo: radioprog -C {folder} build",
                f"Made {folder} ({len(made)} files). Next: radioprog -C {folder} build",
            ),
        )
    return 0
