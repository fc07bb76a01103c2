"""The Piper worker: neural voices, one loaded at a time, one thread, no noise.

The one door to piper and to the runtime under it, which breaks over fork: this is a fresh process
(see `kernel.sandbox`). Without sampling noise and with one thread the same text gives the same
bytes on every run (on one family of processor).

Requests: ``{"model", "text", "scale", "speaker"}``. Answers: float32 samples and ``{"rate"}``, or
``{"error": …}``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime
from piper import PiperVoice
from piper.config import PiperConfig, SynthesisConfig

from radioprog.kernel.sandbox.messages import answer_all

_BETWEEN_SENTENCES = 0.25


def loaded(model: str) -> PiperVoice:
    """Load a voice for one thread."""
    with open(f"{model}.json", encoding="utf-8") as stream:  # noqa: PTH123 - piper's own way
        config = PiperConfig.from_dict(json.load(stream))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    session = onnxruntime.InferenceSession(
        model, sess_options=options, providers=["CPUExecutionProvider"]
    )
    return PiperVoice(session=session, config=config)


def spoken(voice: PiperVoice, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Say a text without noise."""
    how = SynthesisConfig(
        speaker_id=request["speaker"],
        length_scale=float(request["scale"]),
        noise_scale=0.0,
        noise_w_scale=0.0,
    )
    rate = voice.config.sample_rate
    pause = np.zeros(round(_BETWEEN_SENTENCES * rate), np.float32)
    parts: list[Any] = []
    for chunk in voice.synthesize(str(request["text"]), syn_config=how):
        parts += [pause, np.asarray(chunk.audio_float_array, dtype="<f4").reshape(-1)]
    sound = np.concatenate(parts[1:]) if parts else np.zeros(0, np.float32)
    return {"rate": rate}, sound.astype("<f4").tobytes()


class Speaker:
    """The last voice, which stays loaded, and what asks it."""

    def __init__(self) -> None:
        """Load nothing yet."""
        self._name = ""
        self._voice: PiperVoice | None = None

    def answer(self, request: Mapping[str, Any]) -> tuple[Mapping[str, Any], bytes]:
        """Answer one request, whatever happens."""
        try:
            if self._voice is None or request["model"] != self._name:
                self._voice = loaded(request["model"])
                self._name = request["model"]
            return spoken(self._voice, request)
        except Exception as problem:  # the worker's wall: everything becomes an answer
            return {"error": f"{type(problem).__name__}: {problem}"[:300]}, b""


if __name__ == "__main__":
    answer_all(Speaker().answer)
