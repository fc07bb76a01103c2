"""``radioprog publish``: check, build and make everything that goes out, in one go."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from radioprog.cli.air.dates import DATE
from radioprog.cli.common import (
    CLUSTER_OPTION,
    WORDING,
    Globals,
    answer,
    findings_json,
    jobs_option,
    option,
    report,
    say,
    show,
    status_of,
    verb,
    workers,
)
from radioprog.cli.workspace import open_workspace
from radioprog.kernel.findings import Text

if TYPE_CHECKING:
    from radioprog.studio.publication.publishing import PublishReport, PublishStep

_SHOWN = 40
STEPS = {
    "check": Text("kiểm tra", "check"),
    "build": Text("dựng chương trình", "build"),
    "calendars": Text("lịch", "calendars"),
    "site": Text("trang của đài", "site"),
    "packs": Text("gói cho đài không mạng", "packs"),
    "exports": Text("tệp cho phần mềm phát", "exports"),
    "cap": Text("tin khẩn cấp (CAP)", "alerts (CAP)"),
    "notices": Text("thông báo cho từng đài", "notices"),
}
_STATES = {
    "done": Text("xong, {count} thứ mới", "done, {count} new"),
    "current": Text("không có gì mới", "nothing new"),
    "failed": Text("có lỗi", "with errors"),
    "skipped": Text("không có", "none"),
}


@verb(
    Text(
        "Kiểm tra, dựng, rồi làm lịch, trang, gói, tệp cho phần mềm phát một lượt, và nói đài nào "
        "có gì đổi. Bị ngắt thì gõ lại: phần đã xong không làm lại.",
        "Check, build, then calendars, site, packs and exports in one go, and tell what changed "
        "for whom. Cut off, run it again: what is done is not done again.",
    )
)
@option("--from", "begin", type=DATE, text=Text("từ ngày (mặc định: hôm nay)", "first day (today)"))
@option("--base-url", default="", metavar="URL", text=Text("địa chỉ của trang", "the site's URL"))
@option("--pack", "packs", default="", metavar="SEL", text=Text("gói cho đài nào", "packs for"))
@option(
    "--draft",
    is_flag=True,
    text=Text("lấy cả bài chưa duyệt, ghi NHÁP, để riêng", "drafts too, marked, kept apart"),
)
@jobs_option(Text("số việc làm cùng lúc", "things made side by side"))
@CLUSTER_OPTION
def command(
    options: Globals,
    begin: dt.date | None,
    base_url: str,
    packs: str,
    draft: bool,
    jobs: int | None,
    cluster: str | None,
) -> int:
    """Unpack, one call, print."""
    from radioprog.studio.publication.publishing import publish_all

    workspace = open_workspace(options)
    with workers(jobs, cluster) as executor:
        made = publish_all(
            workspace,
            first=begin,
            base_url=base_url,
            packs=packs,
            draft=draft,
            executor=executor,
        )
    found = findings_json(options, made.findings)
    answer(options, {**made.to_json(options.language), "findings": found})
    _tell(options, made)
    report(options, made.findings, left_to_check=WORDING)
    return status_of(made.findings)


def _tell(options: Globals, made: PublishReport) -> None:
    for each in made.steps:
        say(options, _line(options, each))
    for change in made.changes[:_SHOWN]:
        show(options, f"{change.station}: {change.text.to(options.language)}")
    more = len(made.changes) - _SHOWN
    if more > 0:
        say(options, Text(f"và {more} thay đổi nữa", f"and {more} more changes"))


def _line(options: Globals, step: PublishStep) -> str:
    state = _STATES[step.state].filled(count=len(step.files)).to(options.language)
    return f"{STEPS[step.name].to(options.language)}: {state}"
