from __future__ import annotations

from collections.abc import Iterator

import pytest

from radioprog.kernel.errors import UsageError
from radioprog.kernel.findings import Place
from radioprog.script.findings import NEAR_CUE
from radioprog.studio.desk.judging import Judge, mends_of
from radioprog.studio.plan import check
from radioprog.studio.workspace import Workspace
from tests.studio.workspace import SCRIPT, make_workspace

FIVE = SCRIPT.replace("PTV nam: Hôm", "PTV nma: Hôm").replace("nhạc nền", "nhac nền")
FIVE = FIVE.replace(
    "# Tin", "[nhạc cắt: jingles/hieu.wva]\n\n[nhạc cắt: jingles/hieu.wav | ra dan 1s]\n\n# Tin"
)
FIVE = FIVE.replace("series: thu", "serise: thu")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(make_workspace(tmp_path_factory.mktemp("judge") / "w"))


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    made = Judge()
    yield made
    made.close()


def mended(text: str, judge: Judge, workspace: Workspace, most: int = 12) -> str:
    """Click the first mend that is offered until none is left."""
    for _ in range(most):
        found = judge.judge(workspace, "ban-tin", text)
        mend = next((mends[0] for _, mends in found.findings if mends), None)
        if mend is None:
            break
        lines = text.split("\n")
        line, at = lines[mend.line - 1], mend.column - 1
        assert line[at:].startswith(mend.written)
        lines[mend.line - 1] = line[:at] + mend.better + line[at + len(mend.written) :]
        text = "\n".join(lines)
    return text


def test_a_text_is_judged_before_it_is_saved(judge: Judge, workspace: Workspace) -> None:
    before = (workspace.scripts / "ban-tin.md").read_bytes()
    found = judge.judge(workspace, "ban-tin", FIVE)
    codes = [each.code for each, _ in found.findings if each.is_error]
    assert len(codes) >= 5 and found.length is None
    assert (workspace.scripts / "ban-tin.md").read_bytes() == before


def test_five_mistakes_are_mended_by_clicks(judge: Judge, workspace: Workspace) -> None:
    text = mended(FIVE, judge, workspace)
    found = judge.judge(workspace, "ban-tin", text)
    assert [str(each.code) for each, _ in found.findings if each.is_error] == []
    assert found.length and found.length > 1


def test_the_second_look_says_what_the_first_did(judge: Judge, workspace: Workspace) -> None:
    text = SCRIPT + "\n\nPTV nam: Gặp ông XQZT ở XQZT.\n\nPTV nam: Gặp ông XQZT ở XQZT.\n"
    first, again = (judge.judge(workspace, "ban-tin", text) for _ in range(2))
    assert first.to_json("vi") == again.to_json("vi")
    places = [found.place for found, _ in again.findings if found.code == "unread-token"]
    fresh = Judge()
    other = fresh.judge(workspace, "ban-tin", text)
    fresh.close()
    assert places == [found.place for found, _ in other.findings if found.code == "unread-token"]


def test_what_is_judged_is_what_check_says_of_the_saved_text(
    judge: Judge, workspace: Workspace
) -> None:
    path = workspace.scripts / "ban-tin.md"
    for text in (SCRIPT, FIVE):
        path.write_text(text, encoding="utf-8")
        saved = {(each.code, each.place) for each in check(workspace, [path])}
        unsaved = {
            (each.code, each.place) for each, _ in judge.judge(workspace, "ban-tin", text).findings
        }
        assert unsaved == saved
    path.write_text(SCRIPT, encoding="utf-8")


def test_each_line_tells_how_it_is_read(judge: Judge, workspace: Workspace) -> None:
    text = SCRIPT.replace("Đây là câu thứ hai.", "Lúc 17h30.")
    found = judge.judge(workspace, "ban-tin", text)
    line = text[: text.index("17h30")].count("\n") + 1
    said = [each for each in found.sentences if each.line == line]
    assert {each.speaker for each in said} == {"PTV nữ"}
    assert "mười bảy giờ ba mươi" in " ".join(each.spoken for each in said)
    assert [segment[0] for segment in found.segments] == ["Mở đầu", "Tin"]


def test_a_changed_lexicon_is_obeyed_at_once(judge: Judge, workspace: Workspace) -> None:
    text = SCRIPT.replace("câu thứ hai", "chợ Ba Đồn XQZ")
    judge.judge(workspace, "ban-tin", text)
    path = workspace.root / "lexicon.yaml"
    path.write_text("XQZ: ích quy dét\n", encoding="utf-8")
    spoken = " ".join(each.spoken for each in judge.judge(workspace, "ban-tin", text).sentences)
    path.unlink()
    assert "ích quy dét" in spoken


@pytest.mark.parametrize(
    "text", ["", "\0", "---", "---\n---", "[" * 5000, "\u202e", "a\r\nb", "😀" * 50]
)
def test_any_text_is_answered(judge: Judge, workspace: Workspace, text: str) -> None:
    judge.judge(workspace, "ban-tin", text).to_json("vi")


def test_an_unknown_script_is_told(judge: Judge, workspace: Workspace) -> None:
    with pytest.raises(UsageError):
        judge.judge(workspace, "../radioprog", "")


def test_a_mend_stands_where_the_text_is_or_not_at_all() -> None:
    found = NEAR_CUE(Place("a.md", 1, 3), name="nhac", near=["[nhạc nền: a]"])
    assert mends_of(found, ["x [nhac: a] y"], "a.md")[0].column == 3
    assert mends_of(found, ["nothing here"], "a.md") == ()
    assert mends_of(found, [], "a.md") == () and mends_of(found, ["[nhac: a]"], "b.md") == ()
