"""The command's frame: languages, JSON whatever happens, exit statuses, no traceback."""

from __future__ import annotations

import json
import subprocess
import sys

import click
import pytest

from radioprog.cli import app
from radioprog.cli.app import VERBS, run
from radioprog.cli.common import Globals, locale_language, report, say, verb
from radioprog.kernel.errors import ContentError
from radioprog.kernel.findings import Place, Severity, Text, composed


@pytest.fixture
def verb_that(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Make a verb ``doctor`` that does what a test asks."""

    def install(body):  # type: ignore[no-untyped-def]
        @verb(Text("thử", "try"))
        @click.argument("words", nargs=-1)
        def doctor(options: Globals, words: tuple[str, ...]) -> int:
            return int(body(options, words) or 0)

        monkeypatch.setattr(app.Verbs, "get_command", lambda *_: doctor)

    return install


def broken(*_: object) -> int:
    place = Place("a.md", 2, 3)
    raise ContentError(
        composed("bad", Severity.ERROR, Text("hỏng", "broken"), Text("sửa", "mend"), place)
    )


def test_an_error_is_told_with_its_place_in_the_language_asked(verb_that, capsys) -> None:  # type: ignore[no-untyped-def]
    verb_that(broken)
    assert run(["--lang", "en", "doctor"]) == 1
    assert capsys.readouterr().err == "a.md:2:3: error[bad]: broken\n  → mend\n"
    assert run(["doctor", "--lang", "vi"]) == 1
    assert "hỏng" in capsys.readouterr().err


@pytest.mark.parametrize("line", [["--json", "doctor"], ["doctor", "--json"]])
def test_json_is_one_document_also_on_failure(verb_that, capsys, line) -> None:  # type: ignore[no-untyped-def]
    verb_that(broken)
    assert run([*line, "--lang", "en"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["findings"][0]["code"] == "bad"
    assert document["findings"][0]["line"] == 2


def test_global_options_stand_before_or_after_the_verb(verb_that) -> None:  # type: ignore[no-untyped-def]
    seen: list[Globals] = []
    verb_that(lambda options, words: seen.append(options))
    run(["-C", "a", "-vv", "doctor", "w"])
    run(["doctor", "w", "-C", "a", "-vv"])
    assert [(str(s.directory), s.verbose) for s in seen] == [("a", 2), ("a", 2)]


def test_a_mistake_of_ours_is_status_4_without_a_traceback(verb_that, capsys) -> None:  # type: ignore[no-untyped-def]
    def bug(*_: object) -> int:
        raise ZeroDivisionError("oops")

    verb_that(bug)
    assert run(["doctor"]) == 4
    err = capsys.readouterr().err
    assert "internal-error" in err
    assert "Traceback" not in err
    assert run(["--debug", "doctor"]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_status_130(verb_that, capsys) -> None:  # type: ignore[no-untyped-def]
    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    verb_that(stop)
    assert run(["doctor"]) == 130
    assert "interrupted" in capsys.readouterr().err


@pytest.mark.parametrize("line", [["nonsense"], ["--nonsense"], ["measure"], ["--lang", "fr"]])
def test_wrong_usage_is_status_2_in_both_languages(line, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run([*line, "--lang", "vi"]) == 2
    vietnamese = capsys.readouterr().err
    assert run([*line, "--lang", "en"]) == 2
    english = capsys.readouterr().err
    assert "error[usage]" in vietnamese
    assert vietnamese != english


def test_quiet_keeps_errors_only(capsys) -> None:  # type: ignore[no-untyped-def]
    report(Globals(quiet=True, lang="en"), broken_and_more())
    assert capsys.readouterr().err.startswith("a.md:2:3: error[bad]")
    say(Globals(quiet=True), "hello")
    assert capsys.readouterr().err == ""


def broken_and_more():  # type: ignore[no-untyped-def]
    try:
        broken()
    except ContentError as problem:
        return problem.findings
    return ()


def test_the_language_comes_from_the_locale_then_vietnamese() -> None:
    assert locale_language({"LC_ALL": "en_US.UTF-8", "LANG": "vi_VN"}) == "en"
    assert locale_language({"LANG": "vi_VN.UTF-8"}) == "vi"
    assert locale_language({"LANG": "C"}) == "vi"
    assert locale_language({}) == "vi"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_lists_every_verb(language, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run(["--help", "--lang", language]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in VERBS)
    assert VERBS["build"].to(language) in out


@pytest.mark.parametrize("name", VERBS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_verb_has_help(name, language, capsys) -> None:  # type: ignore[no-untyped-def]
    assert run([name, "--help", "--lang", language]) == 0
    assert "--json" in capsys.readouterr().out


def test_start_up_is_light() -> None:
    code = (
        "import sys, radioprog, radioprog.cli; "
        "print([m for m in ('av', 'numpy', 'scipy', 'pydub', 'mutagen', 'yaml', 'rich', 'gtts') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_library_loads_no_click_pydub_or_av() -> None:
    code = "import sys, radioprog; print([m for m in ('av', 'pydub', 'click') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("verb", ["check", "measure", "plan", "draft", "build"])
def test_a_name_that_no_disk_can_hold_is_wrong_usage(verb, tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "radioprog.yaml").write_text("language: vi\n", encoding="utf-8")
    assert run([verb, "K" * 300, "-C", str(tmp_path), "--lang", "en"]) in (1, 2)
    assert "K" * 40 in capsys.readouterr().err
