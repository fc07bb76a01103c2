"""``draft`` on disk: several files, refusals that leave nothing, names that any disk can hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from radioprog.cli.app import run
from tests.script.draft.documents.test_word import docx, p, table
from tests.studio.workspace import make_workspace

ARTICLE = "Xã ra quân làm đường\n\nSáng nay, hơn 200 người đã tham gia. Trời đẹp.\n\n[Trở về]\n"
DOCX = b"PK\x03\x04\x14\x00\xff\xfe\x9d" + b"word/document.xml" * 9


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path)


def draft(root: Path, capsys, *arguments: str):  # type: ignore[no-untyped-def]
    status = run(["-C", str(root), "--json", "draft", *arguments])
    return status, json.loads(capsys.readouterr().out)


def write(root: Path, name: str, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    (root / name).write_bytes(data)
    return str(root / name)


def test_a_draft_says_what_it_left_out(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    status, done = draft(root, capsys, write(root, "a.txt", ARTICLE))
    assert status == 0
    assert (done["script"], done["title"]) == ("scripts/a.md", "Xã ra quân làm đường")
    assert done["left_out"] == [{"file": "a.txt", "line": 5, "text": "[Trở về]", "what": "page"}]
    (found,) = done["findings"]
    assert (found["code"], found["line"], found["text"]) == ("furniture-left-out", 5, "[Trở về]")


def test_several_files_make_one_script(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    files = [write(root, f"{n}.txt", ARTICLE.replace("200", f"{n}00")) for n in (2, 3, 4)]
    status, done = draft(root, capsys, *files, "-o", "scripts/so-49.md")
    assert status == 0
    assert done["title"] == "Bản tin số 49"
    text = (root / "scripts/so-49.md").read_text(encoding="utf-8")
    assert all(f"hơn {n}00 người" in text for n in (2, 3, 4))
    assert run(["-C", str(root), "check", str(root / "scripts/so-49.md")]) == 0


def test_one_that_cannot_be_read_stops_all(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    files = [write(root, "a.txt", ARTICLE), write(root, "b.txt", DOCX)]
    status, done = draft(root, capsys, *files, "-o", "scripts/c.md")
    assert status == 1
    assert [(f["code"], f["file"]) for f in done["findings"] if f["severity"] == "error"] == [
        ("word-file", "b.txt")
    ]
    assert not (root / "scripts/c.md").exists()


def test_nothing_is_overwritten(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = write(root, "a.txt", ARTICLE)
    target = write(root, "scripts/a.md", "của tôi")
    status, done = draft(root, capsys, file)
    assert (status, done["findings"][0]["code"]) == (2, "file-exists")
    assert Path(target).read_text(encoding="utf-8") == "của tôi"
    assert draft(root, capsys, file, "--force")[0] == 0
    status, done = draft(root, capsys, file, "-o", "scripts", "--force")
    assert status == 2 and "scripts/a.md" in done["findings"][0]["remedy"]


@pytest.mark.parametrize(
    ("stem", "name"),
    [("Bản tin: số 7?", "Bản tin số 7"), ("con", "con_"), ("_mau", "mau"), ("???", "bai-viet")],
)
def test_names_that_any_disk_can_hold(root: Path, capsys, stem: str, name: str) -> None:  # type: ignore[no-untyped-def]
    _, done = draft(root, capsys, write(root, f"{stem}.txt", ARTICLE))
    assert done["script"] == f"scripts/{name}.md"


def test_check_names_what_it_does_not_read(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    for name in ("a.docx", "b.txt", "c.md.txt", "d.MD", "Thumbs.db", "~$a.docx", "_e.txt", "f.txt"):
        write(root, f"scripts/{name}", DOCX if name == "a.docx" else "x")
    write(root, "scripts/g.md", "---\ntitle: g\nspeakers: {A: nữ}\n---\nA: Vâng.\n[chèn: f.txt]\n")
    run(["-C", str(root), "--json", "check"])
    found = json.loads(capsys.readouterr().out)["findings"]
    unread = {each["file"]: each["remedy"] for each in found if each["code"] == "file-not-read"}
    assert sorted(unread) == [f"scripts/{n}" for n in ("a.docx", "b.txt", "c.md.txt", "d.MD")]
    assert unread["scripts/c.md.txt"] == "đổi tên thành c.md"
    assert "radioprog draft scripts/b.txt" in unread["scripts/b.txt"]
    run(["-C", str(root), "--json", "check", str(root / "scripts/a.docx")])
    (only,) = json.loads(capsys.readouterr().out)["findings"]
    assert (only["code"], only["file"]) == ("file-not-read", "scripts/a.docx")


def test_building_a_word_file_does_not_ask_to_ruin_it(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    file = write(root, "scripts/a.docx", DOCX)
    assert run(["-C", str(root), "--json", "build", file]) == 1
    answer = capsys.readouterr().out
    assert '"word-file"' in answer and "Notepad" not in answer


def test_a_word_script_becomes_a_script_with_every_word(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    rows = table(
        ("Người đọc", "Nội dung"),
        ("MC1", "Kính chào quý vị và các bạn."),
        ("Nhạc cắt", ""),
        ("MC2", "Sáng nay, hơn 200 người đã ra biển nhặt rác."),
    )
    file = write(root, "so-7.docx", docx(p("Thời lượng: 10 phút") + rows))
    status, done = draft(root, capsys, file)
    assert status == 0, done
    text = (root / "scripts/so-7.md").read_text(encoding="utf-8")
    for words in ("Kính chào quý vị và các bạn.", "hơn 200 người đã ra biển nhặt rác."):
        assert words in text
    assert "cue-without-file" in {each["code"] for each in done["findings"]}


def test_a_word_article_becomes_a_bulletin_with_places(root: Path, capsys) -> None:  # type: ignore[no-untyped-def]
    gone = "<w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del>"
    body = p("Xã ra quân làm đường") + p("Sáng nay, hơn 200 người đã tham gia.", gone)
    status, done = draft(root, capsys, write(root, "a.docx", docx(body)))
    assert status == 0, done
    assert done["title"] == "Xã ra quân làm đường"
    assert ("word-left-out", 2) in {(each["code"], each["line"]) for each in done["findings"]}
    assert "bỏ đi" not in (root / "scripts/a.md").read_text(encoding="utf-8")


def test_a_lost_word_stops_the_draft(root: Path, capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from radioprog.studio.editorial import drafting

    real = drafting.draft_bulletin

    def forgetful(*args: object, **options: object) -> object:
        made = real(*args, **options)  # type: ignore[arg-type]
        return replace(made, text=made.text.replace("tham gia", ""))

    monkeypatch.setattr(drafting, "draft_bulletin", forgetful)
    body = p("Xã ra quân làm đường") + p("Sáng nay, hơn 200 người đã tham gia.")
    status, done = draft(root, capsys, write(root, "a.docx", docx(body)))
    assert status == 1
    (lost,) = (each for each in done["findings"] if each["code"] == "text-lost")
    assert (lost["file"], lost["line"]) == ("a.docx", 2)
    assert not (root / "scripts/a.md").exists()


@pytest.mark.parametrize("name", ["a.odt", "a.rtf", "a.html"])
def test_other_documents_become_scripts_of_announcers(root: Path, capsys, name: str) -> None:  # type: ignore[no-untyped-def]
    from tests.script.draft.documents.test_opendocument import odt
    from tests.script.draft.documents.test_rich_text import rtf, written

    lines = ["Nhạc hiệu", "MC1: Kính chào quý vị.", "(nghỉ 2 giây)", "MC2: Sáng nay có tin vui."]
    data = {
        "a.odt": odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
        "a.rtf": rtf("".join(rf"{written(line)}\par " for line in lines)),
        "a.html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines)).encode(),
    }[name]
    status, done = draft(root, capsys, write(root, name, data))
    assert status == 0, done
    text = (root / "scripts/a.md").read_text(encoding="utf-8")
    assert "MC1: Kính chào quý vị.\n\n(nghỉ 2s)\n\nMC2: Sáng nay có tin vui." in text
    taken = [each for each in done["findings"] if each["code"] == "order-taken"]
    assert [each["line"] for each in taken] == [3]


def test_a_lost_word_of_an_announcers_script_stops_the_draft(
    root: Path, capsys, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    from radioprog.studio.editorial import drafting

    real = drafting.draft_bulletin

    def forgetful(*args: object, **options: object) -> object:
        made = real(*args, **options)  # type: ignore[arg-type]
        return replace(made, text=made.text.replace("không ", ""))

    monkeypatch.setattr(drafting, "draft_bulletin", forgetful)
    body = p("MC1: Bà con không được ra biển hôm nay.") + p("MC2: Không ai được ra khơi.")
    status, done = draft(root, capsys, write(root, "a.docx", docx(body)))
    assert status == 1
    (lost,) = (each for each in done["findings"] if each["code"] == "text-lost")
    assert lost["line"] == 1
    assert not (root / "scripts/a.md").exists()
