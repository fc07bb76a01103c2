"""What is said when a voice cannot speak: the fallback, the refusal, the end of a chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from radioprog.kernel.errors import ContentError, EngineError, NetworkError, RadioprogError
from radioprog.kernel.findings import Finding, Place, Severity, Text, composed
from radioprog.speech.model import Voice

NO_LANGUAGE = "no-voice-for-language"
PRODUCERS = frozenset({NO_LANGUAGE, "nothing-to-speak", "unknown-voice", "unknown-engine"})
"""What the script or the workspace must change; everything else is the machine's."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Trouble:
    """A voice of the chain that did not speak, and why."""

    voice: Voice
    problem: EngineError

    @classmethod
    def with_the_group(cls, voice: Voice) -> Trouble:
        """Make the trouble of a voice that could speak, but whose segment fell back."""
        return cls(
            voice,
            EngineError.of(
                "segment-fell-back",
                Text(
                    "một câu khác cùng tiểu mục phải đọc bằng giọng dự phòng",
                    "another sentence of the segment had to fall back",
                ),
                Text("sửa nguyên nhân của câu kia", "remove the other sentence's cause"),
            ),
        )

    @property
    def finding(self) -> Finding:
        """Give what the engine said."""
        return self.problem.findings[0]


def shown(text: str) -> str:
    """Give the beginning of a sentence, for a message."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def fallback(
    place: Place, text: str, voice: Voice, troubles: Sequence[Trouble], strict: bool
) -> tuple[Finding, ...]:
    """Say for each voice that did not speak that another did, and why."""
    severity = Severity.ERROR if strict else Severity.WARNING
    return tuple(
        composed(
            "voice-fallback",
            severity,
            Text(
                f"{trouble.voice} không đọc được, {voice} đọc thay: “{shown(text)}” "
                f"({trouble.finding.message.vi})",
                f'{trouble.voice} could not speak, {voice} spoke instead: "{shown(text)}" '
                f"({trouble.finding.message.en})",
            ),
            trouble.finding.remedy,
            place,
            {
                "engine": trouble.voice.engine,
                "voice": str(trouble.voice),
                "spoken_by": str(voice),
                "reason": trouble.finding.code,
            },
        )
        for trouble in troubles
    )


def exhausted(
    place: Place, text: str, language: str, troubles: Sequence[Trouble]
) -> RadioprogError:
    """Make the error for a sentence that no voice of its chain could speak."""
    if not troubles:
        return ContentError.of(
            "no-voice",
            Text(f"không có giọng cho câu “{shown(text)}”", f'no voice for "{shown(text)}"'),
            Text("khai báo giọng trong radioprog.yaml", "declare a voice in radioprog.yaml"),
            place,
        )
    if all(trouble.finding.code == NO_LANGUAGE for trouble in troubles):
        return ContentError(no_voice_for(language, place))
    findings = [_failed(place, text, trouble) for trouble in troubles]
    if all(trouble.finding.code in PRODUCERS for trouble in troubles):
        return ContentError(findings)
    if all(isinstance(trouble.problem, NetworkError) for trouble in troubles):
        return NetworkError(findings)
    return EngineError(findings)


def no_voice_for(language: str, place: Place) -> Finding:
    """Say that no voice speaks a language; the remedy is a recorded clip."""
    return composed(
        "no-voice-for-language",
        Severity.ERROR,
        Text(
            f"không có giọng đọc nào cho tiếng “{language}”",
            f'no voice speaks the language "{language}"',
        ),
        Text(
            f"thu băng rồi chèn: [băng: tệp | tiếng {language}]",
            f"record it and insert: [clip: file | lang {language}]",
        ),
        place,
    )


def _failed(place: Place, text: str, trouble: Trouble) -> Finding:
    found = trouble.finding
    return composed(
        found.code,
        Severity.ERROR,
        Text(
            f"{trouble.voice}: {found.message.vi}: “{shown(text)}”",
            f'{trouble.voice}: {found.message.en}: "{shown(text)}"',
        ),
        found.remedy,
        place,
        {"engine": trouble.voice.engine, "voice": str(trouble.voice)},
    )


def network_off(engine: str) -> NetworkError:
    """Make the error for an engine that would go online although the network is off."""
    return NetworkError.of(
        "network-off",
        Text(f"{engine} cần mạng, mà mạng đang tắt", f"{engine} needs the network, which is off"),
        Text(
            "chạy với --online, hoặc ghi “mạng: on” trong radioprog.yaml",
            'run with --online, or write "network: on" in radioprog.yaml',
        ),
    )


def skipped(engine: str) -> NetworkError:
    """Make the error for an engine that failed too often by network in this run."""
    return NetworkError.of(
        "engine-skipped",
        Text(
            f"{engine} đã hỏng vì mạng nhiều lần nên được bỏ qua trong lần chạy này",
            f"{engine} failed by network repeatedly and is skipped for the rest of this run",
        ),
        Text("kiểm tra mạng rồi chạy lại", "check the network, then run again"),
    )
