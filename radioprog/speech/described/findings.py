"""What is said of voices that a file describes: the file, its program, its service, its sound."""

from __future__ import annotations

from radioprog.kernel.findings import Codes, Text

codes: Codes = Codes(__name__)

BAD_DESCRIPTION = codes.error(
    "bad-description",
    Text("tệp mô tả giọng {file} không đọc được: {reason}", "{file} describes no voice: {reason}"),
    Text("{remedy}", "{remedy}"),
)
NO_DESCRIPTION = codes.error(
    "unknown-voice",
    Text(
        "không có giọng {engine} “{voice}” trong voices/",
        'there is no {engine} voice "{voice}" in voices/',
    ),
    Text(
        "viết voices/{voice}.yaml như docs/voices.md chỉ, rồi chạy: "
        "radioprog voices add voices/{voice}.yaml",
        "write voices/{voice}.yaml as docs/voices.md shows, then run: "
        "radioprog voices add voices/{voice}.yaml",
    ),
)
OTHER_ENGINE = codes.error(
    "unknown-voice",
    Text("giọng {voice} là của máy đọc {engine}", "the voice {voice} belongs to {engine}"),
    Text("viết: {engine}:{voice}", "write: {engine}:{voice}"),
    variant="engine",
)
UNKNOWN_SPEAKER = codes.error(
    "unknown-voice",
    Text("giọng {voice} không có “{speaker}”", '{voice} has no speaker "{speaker}"'),
    Text("các giọng: {known:list}", "its speakers: {known:list}"),
    variant="speaker",
)
NOT_ALLOWED = codes.error(
    "voice-not-allowed",
    Text(
        "giọng {voice} chưa được cho phép trên máy này: {does}",
        "the voice {voice} has not been allowed on this machine: {does}",
    ),
    Text(
        "nếu tin tệp này, chạy: radioprog voices add voices/{file}",
        "if you trust the file, run: radioprog voices add voices/{file}",
    ),
)
RUNS = Text("nó chạy lệnh {command}", "it runs the command {command}")
SENDS = Text("nó gửi lời đọc tới {host}", "it sends the words to {host}")
FILE_MISSING = codes.error(
    "missing-file",
    Text("giọng {voice} cần tệp voices/{file}", "the voice {voice} needs the file voices/{file}"),
    Text("chép tệp ấy vào voices/", "copy it into voices/"),
)
PROGRAM_MISSING = codes.error(
    "engine-missing",
    Text("máy này không có chương trình {program}", "this machine has no program {program}"),
    Text(
        "cài {program}, hoặc ghi đường dẫn đầy đủ trong voices/{file}",
        "install {program}, or write its whole path in voices/{file}",
    ),
)
SECRET_MISSING = codes.error(
    "secret-missing",
    Text("giọng {voice} cần khóa “{name}”", 'the voice {voice} needs the key "{name}"'),
    Text(
        "đặt biến môi trường {variable}, hoặc chạy: keyring set radioprog:{host} {name}",
        "set the environment variable {variable}, or run: keyring set radioprog:{host} {name}",
    ),
)
NARROW = codes.warning(
    "narrow-speech",
    Text(
        "{voice} trả lời âm thanh {rate} Hz: nghe như qua điện thoại",
        "{voice} answers with sound of {rate} Hz: it sounds like a telephone",
    ),
    Text(
        "chỉnh chương trình ấy ra 22050 Hz trở lên, hoặc dùng giọng khác",
        "set it to 22050 Hz or more, or use another voice",
    ),
)
STEREO = codes.info(
    "speech-of-many-channels",
    Text(
        "{voice} trả lời {channels} kênh khác nhau; lấy trung bình thành một",
        "{voice} answers with {channels} differing channels; their mean is used",
    ),
    Text("chỉnh chương trình ấy ra một kênh", "set it to one channel"),
)

# --- what is wrong in a description ---

A_PLACEHOLDER = Text(
    "chỉ có các chỗ trống {known:list}; {what} không có", "only {known:list}; there is no {what}"
)
NO_TEXT = Text("một chỗ cho lời đọc: {what:list}", "a place for the words: {what:list}")
IN_NEITHER = Text(
    "“lệnh” hoặc “địa chỉ”, đúng với máy đọc", "`command` or `url`, as the engine needs"
)
A_PROGRAM = Text(
    "tên chương trình, đường dẫn đầy đủ, hoặc {folder}/tệp trong voices/",
    "a program's name, its whole path, or {folder}/a file of voices/",
)
SAFE_ADDRESS = Text(
    "địa chỉ https://…, hoặc http://… của máy trong mạng nội bộ, không kèm mật khẩu",
    "an address https://…, or http://… of a machine in the local network, without a password",
)
ENCRYPTED_FOR_A_KEY = Text(
    "địa chỉ https://… khi có {secret:…}: qua http, ai trong mạng cũng đọc được khóa; "
    "hoặc bỏ khóa đi",
    "an address https://… where {secret:…} is sent: over http whoever is in the network reads "
    "the key; or leave the key out",
)
NO_KEY_IN_THE_FILE = Text(
    "khóa để ngoài tệp này: viết {{secret:ten}} thay cho khóa, "
    "rồi chạy: keyring set radioprog:{host} ten",
    "keys kept out of this file: write {{secret:name}} in its place, "
    "then run: keyring set radioprog:{host} name",
)
CORRECT_IT = Text(
    "sửa voices/{file}; mẫu ở docs/voices.md", "mend voices/{file}; docs/voices.md has a model"
)
