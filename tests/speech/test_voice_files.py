"""Voices added by hand: whole, with their hash, from a file, a folder or a verified address."""

from __future__ import annotations

import hashlib
import http.server
import json
import os
import ssl
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from radioprog.kernel.errors import ContentError, EngineError, NetworkError, UsageError
from radioprog.speech import voice_files
from radioprog.speech.voice_files import add_voice, added_voices, fetch, voice_named

CONFIG = {
    "audio": {"sample_rate": 22050},
    "phoneme_id_map": {"a": [1]},
    "language": {"code": "vi_VN"},
    "num_speakers": 1,
}
MODEL = b"\x08\x07 a neural network" * 50
SHA = hashlib.sha256(MODEL).hexdigest()


def a_voice(folder: Path, name: str = "vi_VN-an-medium", config: object = CONFIG) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.onnx").write_bytes(MODEL)
    (folder / f"{name}.onnx.json").write_text(json.dumps(config))
    (folder / "MODEL_CARD").write_text("* License: CC-BY 4.0\n")
    return folder / f"{name}.onnx"


@pytest.mark.parametrize("what", ["file", "folder", "relative"])
def test_a_file_or_folder_becomes_a_voice(tmp_path: Path, what: str) -> None:
    model = a_voice(tmp_path / "down loads")
    source = {
        "file": str(model),
        "folder": str(model.parent),
        "relative": "down loads/vi_VN-an-medium.onnx",
    }[what]
    voice = add_voice(source, tmp_path / "voices", base=tmp_path)
    assert (voice.name, voice.sha256, voice.language, voice.licence) == (
        "vi_VN-an-medium",
        SHA,
        "vi-VN",
        "CC-BY 4.0",
    )
    names = {path.name.removeprefix(voice.name) for path in (tmp_path / "voices").iterdir()}
    assert names == {".onnx", ".onnx.json", ".voice.json"}
    record = (tmp_path / "voices" / "vi_VN-an-medium.voice.json").read_text()
    assert str(tmp_path) not in record
    assert added_voices(tmp_path / "voices") == (voice,)


def test_a_voice_that_changed_is_never_spoken_with(tmp_path: Path) -> None:
    add_voice(str(a_voice(tmp_path / "a")), tmp_path / "v")
    with (tmp_path / "v" / "vi_VN-an-medium.onnx").open("ab") as stream:
        stream.write(b"!")
    with pytest.raises(EngineError) as caught:
        voice_named("vi_VN-an-medium", tmp_path / "v")
    assert caught.value.findings[0].code == "voice-damaged"
    assert added_voices(tmp_path / "v") == ()


@pytest.mark.parametrize("spoil", ["no config", "json", "no map", "list", "name", "two", "none"])
def test_what_is_no_voice_is_refused_and_leaves_nothing(tmp_path: Path, spoil: str) -> None:
    model = a_voice(tmp_path / "a", "bad name!" if spoil == "name" else "x")
    config = model.with_name("x.onnx.json")
    if spoil == "no config":
        config.unlink()
    elif spoil == "json":
        config.write_text("{")
    elif spoil == "no map":
        config.write_text('{"audio": {"sample_rate": 1}}')
    elif spoil == "list":
        config.write_text("[]")
    elif spoil == "two":
        a_voice(tmp_path / "a", "y")
    elif spoil == "none":
        model = model.rename(model.with_suffix(".bin"))
    with pytest.raises(ContentError) as caught:
        add_voice(str(model.parent if spoil == "two" else model), tmp_path / "v")
    assert caught.value.findings[0].code == "not-a-voice"
    assert not (tmp_path / "v").exists() or list((tmp_path / "v").iterdir()) == []


def test_a_given_hash_must_match(tmp_path: Path) -> None:
    model = a_voice(tmp_path / "a")
    with pytest.raises(ContentError) as caught:
        add_voice(str(model), tmp_path / "v", sha256="0" * 64)
    assert caught.value.findings[0].code == "hash-mismatch"
    assert add_voice(str(model), tmp_path / "v", sha256=SHA.upper()).sha256 == SHA


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    a_voice(tmp_path / "served")
    authority = trustme.CA()

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(tmp_path / "served"))

        def do_GET(self) -> None:
            if self.path.startswith("/away"):
                self.send_response(302)
                self.send_header("Location", "http://127.0.0.1/plain")
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, *args: object) -> None:
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    httpd.socket = context.wrap_socket(httpd.socket, server_side=True)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    monkeypatch.setattr(voice_files, "fetch", lambda url, part: fetch(url, part, context=trusted))
    yield f"https://127.0.0.1:{httpd.server_address[1]}"
    httpd.shutdown()
    httpd.server_close()


def test_an_address_needs_the_network_and_a_hash(server: str, tmp_path: Path) -> None:
    url = f"{server}/vi_VN-an-medium.onnx?download=true"
    for options, code in (({}, "network-off"), ({"online": True}, "sha256-needed")):
        with pytest.raises(UsageError) as caught:
            add_voice(url, tmp_path / "v", **options)
        assert caught.value.findings[0].code == code
    with pytest.raises(ContentError):
        add_voice(url, tmp_path / "v", online=True, sha256="0" * 64)
    assert added_voices(tmp_path / "v") == ()
    voice = add_voice(url, tmp_path / "v", online=True, sha256=SHA)
    assert (voice.name, voice.source) == ("vi_VN-an-medium", url)


@pytest.mark.parametrize(
    "path, kind, code",
    [("/missing.onnx", NetworkError, "fetch-failed"), ("/away.onnx", UsageError, "not-https")],
)
def test_what_cannot_be_fetched_is_said(
    server: str, tmp_path: Path, path: str, kind: type[Exception], code: str
) -> None:
    with pytest.raises(kind) as caught:
        add_voice(server + path, tmp_path / "v", online=True, sha256=SHA)
    assert caught.value.findings[0].code == code
    assert added_voices(tmp_path / "v") == ()


@pytest.mark.parametrize(
    "url", ["http://x.example/a.onnx", "https://me:pw@x.example/a.onnx", "file:///etc/a.onnx"]
)
def test_only_plain_https_is_fetched(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError) as caught:
        add_voice(url, tmp_path / "v", online=True, sha256=SHA)
    assert caught.value.findings[0].code == "not-https"
    assert "pw" not in str(caught.value)


def test_an_untrusted_certificate_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(NetworkError):
        fetch(f"{server}/vi_VN-an-medium.onnx", tmp_path / "part")


def test_a_voice_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        add_voice("duong/dan/vi_VN-ten.onnx", tmp_path / "v", base=tmp_path)
    found = caught.value.findings[0]
    assert found.code == "missing-file" and "vi_VN-ten.onnx" in found.message.vi


def test_a_voice_without_its_second_file_names_that_file(tmp_path: Path) -> None:
    model = a_voice(tmp_path / "a", "x")
    model.with_name("x.onnx.json").unlink()
    with pytest.raises(ContentError) as caught:
        add_voice(str(model), tmp_path / "v")
    assert "x.onnx.json" in caught.value.findings[0].message.en


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", ["x.onnx.json", "x.voice.json", "MODEL_CARD", "x.onnx"])
def test_a_pipe_in_the_place_of_a_voices_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    folder = a_voice(tmp_path / "voices", "x").parent
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    assert len(added_voices(folder)) <= 1


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [("LARGEST", len(MODEL) - 1, "fetch-too-large"), ("LONGEST", -1.0, "fetch-too-slow")],
)
def test_a_fetch_is_bounded_in_size_and_time(
    server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: float,
    code: str,
) -> None:
    monkeypatch.setattr(voice_files, limit, value)
    url = f"{server}/vi_VN-an-medium.onnx"
    with pytest.raises(NetworkError) as caught:
        add_voice(url, tmp_path / "v", online=True, sha256=SHA)
    (found,) = caught.value.findings
    assert (found.code, found.params["name"]) == (code, "vi_VN-an-medium.onnx")
    assert added_voices(tmp_path / "v") == ()
    assert not [path for path in tmp_path.rglob("*") if "v" in path.parts[-2:-1]]


def test_a_fetch_of_just_the_largest_size_is_taken(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voice_files, "LARGEST", len(MODEL))
    url = f"{server}/vi_VN-an-medium.onnx"
    assert add_voice(url, tmp_path / "v", online=True, sha256=SHA).sha256 == SHA


def packed(tmp_path: Path, *names: str, folder: str = "voice/") -> Path:
    a_voice(tmp_path / "a")
    path = tmp_path / "voice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names or ("vi_VN-an-medium.onnx", "vi_VN-an-medium.onnx.json", "MODEL_CARD"):
            archive.write(
                tmp_path / "a" / Path(name).name.replace("other", "vi_VN-an-medium"),
                f"{folder}{name}",
            )
        archive.writestr("../../evil.txt", "x")
        archive.writestr("README.md", "x")
    return path


def test_a_zip_is_taken_with_whatever_folders_and_nothing_else(tmp_path: Path) -> None:
    path = packed(tmp_path, folder="../deep/er\\")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    voice = add_voice(str(path), tmp_path / "voices", sha256=digest)
    assert (voice.name, voice.sha256, voice.licence) == ("vi_VN-an-medium", SHA, "CC-BY 4.0")
    assert len(list((tmp_path / "voices").iterdir())) == 3
    assert not list(tmp_path.parent.glob("evil.txt"))
    with pytest.raises(ContentError) as caught:
        add_voice(str(path), tmp_path / "v", sha256="0" * 64)
    assert caught.value.findings[0].code == "hash-mismatch" and not (tmp_path / "v").exists()


@pytest.mark.parametrize("spoil", ["cut", "no config", "two", "text", "nothing"])
def test_a_zip_that_holds_no_voice_is_refused(tmp_path: Path, spoil: str) -> None:
    one = "vi_VN-an-medium.onnx"
    path = packed(
        tmp_path,
        *{"no config": (one,), "two": (one, f"{one}.json", "other.onnx")}.get(spoil, ()),
    )
    data = path.read_bytes()
    spoilt = {"cut": data[: len(data) // 2], "text": b"hello", "nothing": b""}
    path.write_bytes(spoilt.get(spoil, data))
    with pytest.raises(ContentError) as caught:
        add_voice(str(path), tmp_path / "v")
    assert caught.value.findings[0].code == "not-a-voice" and not (tmp_path / "v").exists()


def test_a_zip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voice_files, "LARGEST", 1 << 20)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.onnx", bytes(4 << 20))
    with pytest.raises(NetworkError) as caught:
        add_voice(str(path), tmp_path / "v")
    assert caught.value.findings[0].code == "fetch-too-large" and not (tmp_path / "v").exists()
