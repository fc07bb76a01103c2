"""The http engine: a service in the local network or a vendor's, as ``voices/NAME.yaml`` says.

Voices are ``NAME`` or ``NAME#SPEAKER``. A service is asked by the rules that gTTS is asked by
(see `engines.service`): one sure answer a sentence, or a typed error. Its keys come from this
machine's environment or keyring; no message, manifest or cache knows one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from radioprog.kernel.errors import EngineError, NetworkError
from radioprog.kernel.findings import Text
from radioprog.kernel.system import optional_module
from radioprog.kernel.units import Seconds
from radioprog.speech.described import findings as says
from radioprog.speech.described.description import (
    DescribedEngine,
    Description,
    demand_allowed,
    notes_of,
    plain_request,
    values_of,
)
from radioprog.speech.described.template import (
    HTTP,
    TEMPLATE,
    filled,
    filled_json,
    texts_in,
)
from radioprog.speech.engines.findings import NETWORK_OFF
from radioprog.speech.engines.service import Patience, Service, at_the_pace
from radioprog.speech.model import EngineSettings, SpeechRequest, Spoken

WORKER = "radioprog.speech.described.worker"
VARIABLE = "RADIOPROG_KEY_"
"""What begins the variable of a key; its name in capitals follows."""
SERVICE = "radioprog"
PATIENCE = Patience(
    read=Seconds(60.0), request=Seconds(120.0), sentence=Seconds(240.0), largest_answer=64 << 20
)


class HttpEngine(DescribedEngine):
    """Speaks with the services that the workspace describes and this machine's person allowed."""

    name: str = HTTP
    network: bool = True

    def __init__(self, patience: Patience = PATIENCE) -> None:
        """Prepare; nothing is asked, and nothing may be until `configure` says online."""
        self._patience = patience
        super().__init__()
        self._state: Path | None = None
        self._online = False
        self._services: dict[str, Service] = {}
        self._lock = Lock()

    def configure(self, settings: EngineSettings) -> None:
        """Learn where the workspace's voices lie, and whether the network is on."""
        self._folder, self._online = settings.voices_folder, settings.online
        self._state = settings.state_folder

    def identity(self, voice: str) -> str:
        """Return the hash of the description; the service itself has none.

        Raises:
            EngineError: ``unknown-voice``, ``bad-description`` or ``voice-not-allowed``.
        """
        found, _ = self._voice(voice)
        demand_allowed(found)
        return f"http1 {found.content()[:16]}"

    def speak(self, request: SpeechRequest) -> Spoken:
        """Speak one sentence at the pace asked for, whole or not at all.

        Raises:
            NetworkError: as gTTS.
            EngineError: as `identity`, and ``secret-missing``, ``no-voice-for-language`` or
                ``nothing-to-speak``.
        """
        found, speaker = self._voice(request.voice)
        demand_allowed(found)
        if not self._online:
            raise NetworkError(NETWORK_OFF(engine=found.title))
        asked = plain_request(request, found)
        keys = secrets_of(found)
        message = message_of(found, values_of(found, speaker, asked) | keys)
        service, patience = self._service(found), self._patience_for(found)
        deadline = service.open(patience)
        try:
            answer = service.answer(message, asked, deadline, patience)
        except NetworkError as problem:
            raise _without(keys.values(), problem) from None
        notes = notes_of(found.title, answer.rate, int(answer.told["channels"]))
        return at_the_pace(Spoken(answer.samples, answer.rate, notes=notes), asked)

    def close(self) -> None:
        """Stop the workers, and whoever waits to ask again."""
        with self._lock:
            for service in self._services.values():
                service.close()

    def _try(self, found: Description) -> None:
        demand_allowed(found)
        secrets_of(found)
        if not self._online:
            raise NetworkError(NETWORK_OFF(engine=found.title))

    def _patience_for(self, found: Description) -> Patience:
        longest = min(self._patience.request, found.patience)
        return replace(
            self._patience,
            request=longest,
            read=min(self._patience.read, longest),
            sentence=min(self._patience.sentence, Seconds(2 * found.patience)),
        )

    def _service(self, found: Description) -> Service:
        with self._lock:
            if found.name not in self._services:
                service = Service(found.title, WORKER, self._patience)
                service.share(self._state / f"http-rate-{found.name}" if self._state else None)
                self._services[found.name] = service
            return self._services[found.name]


def message_of(found: Description, values: Mapping[str, str]) -> dict[str, Any]:
    """Return what a service is sent: address, headers and body with everything in its place."""
    in_address = {name: quote(value, safe="") for name, value in values.items()}
    headers = {name: _one_line(filled(value, values)) for name, value in found.headers.items()}
    body = None
    if isinstance(found.body, str):
        body = filled(found.body, values)
    elif found.body is not None:
        body = json.dumps(filled_json(found.body, values), ensure_ascii=False)
        headers.setdefault("Content-Type", "application/json")
    return {
        "url": filled(found.url, in_address),
        "method": found.method,
        "headers": headers,
        "body": body,
        "answer": list(found.answer),
    }


def _one_line(value: str) -> str:
    """Return a header's value as it may travel: on one line, in bytes of UTF-8."""
    return " ".join(value.split()).encode().decode("latin-1")


def secrets_of(found: Description) -> dict[str, str]:
    """Find the keys that a description names: each in the environment, else in the keyring.

    Raises:
        EngineError: ``secret-missing``.
    """
    texts = [found.url, *texts_in(found.headers), *texts_in(found.body)]
    named = {m[2] for text in texts for m in TEMPLATE.finditer(text) if m[1] == "secret"}
    return {f"secret:{name}": _secret(found, name) for name in sorted(named)}


def _secret(found: Description, name: str) -> str:
    variable = VARIABLE + name.upper()
    secret = os.environ.get(variable, "")
    keyring = optional_module("keyring")
    if not secret and keyring is not None:
        secret = keyring.get_password(f"{SERVICE}:{found.host}", name) or ""
    if not secret:
        raise EngineError(
            says.SECRET_MISSING(voice=found.title, name=name, variable=variable, host=found.host)
        )
    return secret


def _without(secrets: Any, problem: NetworkError) -> NetworkError:
    """Return an error that shows no key, whatever the other end made of one."""
    said = problem.findings[0].params["detail"]
    shown = said if isinstance(said, Text) else Text(str(said), str(said))
    for secret in secrets:
        for form in (secret, quote(secret, safe=""), quote(secret)):
            shown = shown.replaced(form, "***")
    code = {"detail": shown, "engine": problem.findings[0].params["engine"]}
    cleaned = NetworkError(problem.findings[0].kind(**code))
    cleaned.transient = problem.transient
    return cleaned
