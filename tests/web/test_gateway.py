"""The door: what comes in, who may do what, what goes back; attacks are in `test_attacks`."""

from __future__ import annotations

import hashlib
import io
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from radioprog.kernel.errors import MachineError, UsageError
from radioprog.studio.desk.access import set_password
from radioprog.studio.record.asrun import sheet_csv
from radioprog.studio.workspace import Workspace
from radioprog.web import gateway
from tests.studio.air.test_applying_by_name import PLAN, STATIONS
from tests.studio.workspace import make_workspace
from tests.web.visitor import PASSWORD, PEOPLE, Visitor, served, studio

SAVE = "/save/ban-tin"


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    with studio(tmp_path_factory.mktemp("local")) as (server, home):
        yield server.address, home


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A studio that other machines may reach: by the name of an address that is not loopback."""
    folder = tmp_path_factory.mktemp("shared")
    home = make_workspace(folder / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    for person in ("lan", "hung", "mai"):
        set_password(Workspace.open(home), person, PASSWORD)
    with studio(folder, host="0.0.0.0") as (server, _):
        yield server.address.replace("0.0.0.0", "127.0.0.1"), home


def snapshot(home: Path) -> dict[str, str]:
    """Return the hash of everything that is not a cache."""
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and not {".radioprog", ".studio"} & set(path.parts)
    }


def saving(home: Path, text: str = "---\ntitle: x\n---\n") -> dict[str, str]:
    path = home / "scripts/ban-tin.md"
    return {"text": text, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def at_the_page(address: str) -> Visitor:
    visitor = Visitor(address)
    assert visitor.get("/").status == 200
    return visitor


# --- requests that are not ours ---


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"])
def test_nothing_but_a_form_changes_anything(local: tuple[str, Path], method: str) -> None:
    address, home = local
    visitor, before = at_the_page(address), snapshot(home)
    assert visitor.ask(method, SAVE, X_CSRF_Token=visitor.csrf).status in (403, 404, 405)
    assert snapshot(home) == before


def test_two_names_of_a_host_are_refused(local: tuple[str, Path]) -> None:
    address, _ = local
    place = address.removeprefix("http://").strip("/")
    host, port = place.split(":")
    with socket.create_connection((host, int(port)), 5) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: {place}\r\nHost: evil.example\r\n\r\n".encode())
        assert line.recv(100).startswith(b"HTTP/1.1 400")


# --- paths ---


def test_a_link_out_of_the_assets_is_not_handed_out(tmp_path: Path) -> None:
    (tmp_path / "secret.wav").write_bytes(b"secret")
    with studio(tmp_path) as (server, home):
        (home / "assets/out.wav").symlink_to(tmp_path / "secret.wav")
        reply = at_the_page(server.address).get("/asset/out.wav")
        assert b"secret" not in reply.body


# --- what is sent ---


def test_a_form_that_is_too_large_or_no_text_is_refused(local: tuple[str, Path]) -> None:
    address, home = local
    visitor, before = at_the_page(address), snapshot(home)
    big = b"text=" + b"a" * (gateway.LARGEST_FORM + 1)
    for body, status in ((big, 413), (b"text=%ff", 400), (b"a=1&" * 500, 400), (b"\xff", 400)):
        assert visitor.upload(SAVE, body).status == status
    assert visitor.ask("POST", SAVE, b"", Content_Length="9" * 30).status in (400, 413)
    assert snapshot(home) == before


def test_a_script_may_not_grow_without_end(local: tuple[str, Path]) -> None:
    address, home = local
    visitor, before = at_the_page(address), snapshot(home)
    reply = visitor.post(SAVE, saving(home, "a" * 600_000))
    assert reply.status == 422 and reply.codes == ["script-too-long"]
    assert snapshot(home) == before


def test_a_recording_is_taken_whole_and_never_over_another(local: tuple[str, Path]) -> None:
    address, home = local
    visitor = at_the_page(address)
    data = (home / "assets/jingles/hieu.wav").read_bytes()
    first = visitor.upload(f"/assets/upload?name={quote('Phỏng vấn Cha Lo.wav')}", data)
    assert first.json["name"] == "clips/phong-van-cha-lo.wav"
    assert (home / "assets/clips/phong-van-cha-lo.wav").read_bytes() == data
    again = visitor.upload("/assets/upload?name=phong-van-cha-lo.wav", data)
    assert again.codes == ["file-exists"]
    heard = visitor.get("/asset/clips/phong-van-cha-lo.wav", Range="bytes=0-3")
    assert (heard.status, heard.body) == (206, b"RIFF")


def test_a_document_that_is_a_bomb_or_none_is_refused(local: tuple[str, Path]) -> None:
    address, home = local
    visitor, before = at_the_page(address), snapshot(home)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 80_000_000)
    for name, data in (("bom.docx", bomb.getvalue()), ("x.docx", b"PK\x03\x04"), ("y.docx", b"")):
        assert visitor.upload(f"/documents/upload?name={name}", data).status == 422
    assert snapshot(home) == before


def test_who_sends_slowly_is_let_go(
    local: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, home = local
    monkeypatch.setattr(gateway, "FORM_TIME", 0.2)
    monkeypatch.setattr(gateway, "_GRACE", 0.2)
    visitor = at_the_page(address)
    host, port = address.removeprefix("http://").strip("/").split(":")
    for path in (SAVE, "/assets/upload?name=a.wav"):
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: radioprog={visitor.cookie}\r\n"
            f"X-CSRF-Token: {visitor.csrf}\r\nContent-Length: 1000\r\n\r\na"
        )
        with socket.create_connection((host, int(port)), 5) as line:
            line.sendall(head.encode())
            assert line.recv(100).startswith(b"HTTP/1.1 408")
    assert not list((home / ".radioprog/uploads").glob("*"))


def test_every_answer_tells_browsers_what_is_forbidden(local: tuple[str, Path]) -> None:
    visitor = at_the_page(local[0])
    for path in ("/", "/scripts", "/scripts/ban-tin", "/nope", "/assets", "/jobs/x"):
        headers = visitor.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"


# --- people of other machines ---


def test_nobody_gets_in_without_a_password(shared: tuple[str, Path]) -> None:
    address, home = shared
    visitor, before = Visitor(address), snapshot(home)
    for path in (
        "/",
        "/scripts",
        "/scripts/ban-tin",
        "/assets",
        "/asset/jingles/hieu.wav",
        "/jobs/x",
    ):
        reply = visitor.get(path)
        assert reply.status == 303 and reply.headers["location"].startswith("/sign-in?to=")
    for path in (SAVE, "/judge", "/hear-line", "/scripts/new", "/assets/upload?name=a.wav"):
        assert visitor.post(path, saving(home)).status == 401
    assert snapshot(home) == before


def test_somebody_who_signs_in_gets_a_new_cookie_and_keeps_it_hidden(
    shared: tuple[str, Path],
) -> None:
    visitor = Visitor(shared[0])
    visitor.get("/sign-in")
    fixed = visitor.cookie
    reply = visitor.sign_in("Lê Văn Hùng")
    assert reply.status == 303 and visitor.cookie != fixed
    assert {"HttpOnly", "SameSite=lax"} <= {each.strip() for each in reply.cookies[0].split(";")}
    assert Visitor(shared[0], cookie=fixed).get("/").status == 303
    assert "Lê Văn Hùng" in visitor.get("/").text


def test_signing_out_ends_the_session(shared: tuple[str, Path]) -> None:
    visitor = Visitor(shared[0])
    visitor.sign_in("hung")
    visitor.get("/")
    old = visitor.cookie
    assert visitor.post("/sign-out").status == 303
    assert Visitor(shared[0], cookie=old).get("/").status == 303


@pytest.mark.parametrize(
    ("person", "password"),
    [
        ("hung", "sai mật khẩu rồi"),
        ("hung", ""),
        ("ai", PASSWORD),
        ("", ""),
        ("hung", "x" * 100_000),
    ],
)
def test_a_wrong_password_says_only_that(
    shared: tuple[str, Path], person: str, password: str
) -> None:
    visitor = Visitor(shared[0])
    reply = visitor.sign_in(person, password)
    assert reply.status in (401, 429)
    assert reply.codes in (["wrong-password"], ["too-often"])


def test_guessing_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "_TRIES", 3)
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    set_password(Workspace.open(home), "lan", PASSWORD)
    with studio(tmp_path, host="0.0.0.0") as (server, _):
        visitor = Visitor(server.address.replace("0.0.0.0", "127.0.0.1"))
        statuses = [visitor.sign_in("lan", f"đoán lần {n} thôi").status for n in range(5)]
        assert statuses == [401] * 3 + [429] * 2
        assert visitor.sign_in("lan").status == 429


def test_roles_say_who_may_do_what(shared: tuple[str, Path]) -> None:
    address, home = shared
    officer = Visitor(address)
    officer.sign_in("mai")
    assert officer.get("/scripts/ban-tin").status == 200
    before = snapshot(home)
    for path in (SAVE, "/scripts/new", "/versions/ban-tin"):
        reply = officer.post(path, {**saving(home), "title": "a", "role": "admin"})
        assert reply.status == 403 and reply.codes == ["role-missing"]
    assert officer.upload("/assets/upload?name=a.wav", b"RIFF").status == 403
    assert snapshot(home) == before


def test_a_new_password_ends_what_was_open(shared: tuple[str, Path]) -> None:
    address, home = shared
    visitor = Visitor(address)
    visitor.sign_in("mai")
    assert visitor.get("/").status == 200
    set_password(Workspace.open(home), "mai", PASSWORD)
    assert visitor.get("/").status == 303


def test_somebody_taken_out_of_the_list_is_out(tmp_path: Path) -> None:
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    set_password(Workspace.open(home), "hung", PASSWORD)
    with studio(tmp_path, host="0.0.0.0") as (server, _):
        visitor = Visitor(server.address.replace("0.0.0.0", "127.0.0.1"))
        visitor.sign_in("hung")
        assert visitor.get("/").status == 200
        (home / "people.csv").write_text("mã,họ tên\nlan,Lan\n", encoding="utf-8")
        assert visitor.get("/").status == 303


def test_a_server_for_others_needs_passwords_and_a_port(tmp_path: Path) -> None:
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        served(home, host="0.0.0.0", port=0)
    assert refused.value.findings[0].code == "no-passwords"
    with studio(tmp_path) as (server, _), pytest.raises(MachineError) as taken:
        served(home, port=int(server.address.strip("/").rpartition(":")[2]))
    assert taken.value.findings[0].code == "port-taken"


def test_who_never_finishes_a_head_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("radioprog.web.server._HEAD_TIME", 0.3)
    with studio(tmp_path) as (server, _):
        host, port = server.address.removeprefix("http://").strip("/").split(":")
        with socket.create_connection((host, int(port)), 5) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127")
            line.settimeout(10)
            assert line.recv(10) == b""


def test_each_change_leaves_a_line_of_who_made_it(tmp_path: Path) -> None:
    with studio(tmp_path) as (server, home):
        visitor = at_the_page(server.address)
        visitor.post("/sign-in", {"person": "hung"})
        visitor.get("/")
        assert visitor.post(SAVE, saving(home)).status == 200
        lines = (home / "record/actions.jsonl").read_text(encoding="utf-8")
        assert '"by":"hung"' in lines and '"about":"ban-tin"' in lines
        assert "save_script" in lines


@pytest.mark.parametrize("sha256", ["", "0" * 64, "x", "0" * 15])
def test_nothing_but_what_was_shown_is_approved(tmp_path: Path, sha256: str) -> None:
    with studio(tmp_path) as (server, home):
        visitor = at_the_page(server.address)
        visitor.post("/sign-in", {"person": "lan"})
        visitor.get("/")
        form = {"act": "approved", "sha256": sha256}
        assert visitor.post("/decide/ban-tin", form).status == 409
        assert visitor.post("/decide/ban-tin", {**form, "act": "admin"}).status == 422
        assert not (home / "record/verdicts.jsonl").exists()


def test_a_producer_approves_nothing_and_nobody_acts_for_another(shared: tuple[str, Path]) -> None:
    address, home = shared
    visitor = Visitor(address)
    visitor.sign_in("hung")
    page = visitor.get("/programmes/ban-tin")
    sha256 = page.text.partition('name="sha256" value="')[2][:64]
    form = {"act": "approved", "sha256": sha256, "by": "lan", "person": "lan"}
    reply = visitor.post("/decide/ban-tin", form)
    assert reply.status == 403 and reply.codes == ["role-missing"]
    assert visitor.post("/decide/ban-tin", {**form, "act": "submitted"}).status == 303
    assert '"by":"hung"' in (home / "record/verdicts.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file", ["manifest.json", "..%2fban-tin.md", "x.mp3", "%2e%2e", "ban-tin.wav%00", ".x"]
)
def test_nothing_but_a_programmes_own_files_is_handed_out(
    local: tuple[str, Path], file: str
) -> None:
    address, home = local
    folder = home / "build/ban-tin"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "x.mp3").write_bytes(b"stray")
    reply = at_the_page(address).get(f"/made/ban-tin/{file}")
    assert reply.status >= 400 and b"stray" not in reply.body


def test_only_an_admin_sets_passwords_and_only_who_may_takes_logs(
    shared: tuple[str, Path],
) -> None:
    address, home = shared
    before = (home / ".studio/passwords.json").read_bytes()
    for person in ("hung", "mai"):
        visitor = Visitor(address)
        visitor.sign_in(person)
        visitor.get("/people")
        form = {"person": "lan", "password": "đổi mật khẩu của chị", "roles": "admin"}
        assert visitor.post("/people/password", form).status == 403
    assert (home / ".studio/passwords.json").read_bytes() == before
    producer = Visitor(address)
    producer.sign_in("hung")
    producer.get("/")
    assert producer.upload("/record/logs?name=a.csv", b"x").status == 403
    admin = Visitor(address)
    admin.sign_in("lan")
    admin.get("/people")
    weak = admin.post("/people/password", {"person": "mai", "password": "ngắn"})
    assert weak.status == 422 and weak.codes == ["weak-password"]
    assert admin.post("/people/password", {"person": "mai", "password": PASSWORD}).status == 303


def test_a_log_is_taken_once_and_a_disguised_one_not_at_all(tmp_path: Path) -> None:
    with studio(tmp_path) as (server, home):
        (home / "schedules").mkdir()
        (home / "schedules/stations.csv").write_text(STATIONS, encoding="utf-8")
        (home / "schedules/lich.yaml").write_text(PLAN, encoding="utf-8")
        visitor = at_the_page(server.address)
        form = sheet_csv(Workspace.open(home), "xa", first="2026-11-16", days=2)
        log = form.decode("utf-8-sig").replace("\r\n", "\n")
        head, *rows = log.strip().split("\n")
        name = next(each for each in head.split(";" if ";" in head else ",") if "đã phát" in each)
        at = head.split(";" if ";" in head else ",").index(name)
        mark = ";" if ";" in head else ","
        told = []
        for row in rows:
            cells = row.split(mark)
            cells[at] = "x"
            told.append(mark.join(cells))
        data = "\n".join([head, *told]).encode()
        first = visitor.upload("/record/logs?name=nhat-ky.csv", data)
        assert first.status == 200 and first.json["new"] == len(rows) > 0
        assert visitor.upload("/record/logs?name=nhat-ky.csv", data).json["new"] == 0
        bad = visitor.upload("/record/logs?name=..%2f..%2fx.csv", b"\x7fELF" + bytes(50))
        assert bad.json["new"] == 0 and not (tmp_path / "x.csv").exists()
        page = visitor.get("/record?from=2026-11-16")
        assert page.status == 200 and f"{len(rows)} buổi" in page.text


@pytest.mark.parametrize("name", ["..%2fx.html", "x.html", "%2e%2e", "a.html%00", "manifest.json"])
def test_nothing_but_a_proof_is_handed_out_as_one(local: tuple[str, Path], name: str) -> None:
    assert at_the_page(local[0]).get(f"/record/proof/{name}").status >= 400


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP"]
)
def test_what_a_proxy_passes_on_unasked_is_refused(local: tuple[str, Path], header: str) -> None:
    assert Visitor(local[0], more={header: "10.0.0.1"}).get("/").status == 421


def test_a_named_proxy_means_that_people_sign_in(tmp_path: Path) -> None:
    home = make_workspace(tmp_path / "w")
    (home / "people.csv").write_text(PEOPLE, encoding="utf-8")
    with pytest.raises(UsageError):
        served(home, names=["dai.example"])
    set_password(Workspace.open(home), "lan", PASSWORD)
    with studio(tmp_path, names=["dai.example"]) as (server, _):
        proxy = {"Host": "dai.example", "X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https"}
        visitor = Visitor(server.address, more=proxy)
        assert visitor.get("/").status == 303
        reply = visitor.sign_in("lan")
        assert reply.status == 303 and "Secure" in reply.cookies[0]
        assert visitor.get("/").status == 200


def test_only_who_may_issues_alerts_and_none_is_real_by_mistake(shared: tuple[str, Path]) -> None:
    address, home = shared
    form = {"text": "Lũ", "stations": "all", "level": "3", "until": "2099-01-01T00:00"}
    before = snapshot(home)
    for person in ("hung", "mai"):
        visitor = Visitor(address)
        visitor.sign_in(person)
        visitor.get("/")
        assert visitor.post("/alert/new", {**form, "kind": "real", "by": "lan"}).status == 403
    chief = Visitor(address)
    chief.sign_in("lan")
    chief.get("/")
    assert chief.post("/alert/new", form).codes == ["missing-kind"]
    assert snapshot(home) == before
