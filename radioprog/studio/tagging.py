"""Tags on a sound file that somebody else made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from radioprog.audio.codecs.formats import Container
from radioprog.audio.measure import measure
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import publish
from radioprog.kernel.findings import Place
from radioprog.programme.tags.model import Measured, Tags, language_code
from radioprog.programme.tags.write import tag_file
from radioprog.studio.findings import NOT_TAGGABLE

_CONTAINERS = {
    "mp3": Container.MP3,
    "ogg": Container.OGG,
    "mp4": Container.MP4,
    "flac": Container.FLAC,
    "wav": Container.WAV,
}


def written(
    source: Path,
    target: Path,
    *,
    title: str,
    series: str | None,
    episode: int | None,
    producer: str | None,
    organisation: str | None,
    date: dt.date | None,
    languages: tuple[str, ...],
    topics: tuple[str, ...],
    copyright: str | None,  # noqa: A002 - the tag's own name
    transcript: str,
    synthetic: str | None,
) -> Path:
    """Write a tagged copy beside its measured loudness; return where it stands."""
    heard = measure(source)
    container = _CONTAINERS.get(heard.container)
    if container is None:
        raise UsageError(NOT_TAGGABLE(Place(source.as_posix()), name=source.name))
    loudness = heard.loudness
    tags = Tags(
        title=title,
        series=series,
        episode=episode,
        producer=producer,
        organisation=organisation,
        date=date,
        languages=tuple(map(language_code, languages)),
        topics=topics,
        copyright=copyright,
        transcript=transcript,
        lyrics=(),
        chapters=(),
        encoder="radioprog",
        loudness=Measured(
            loudness.integrated,
            loudness.true_peak,
            loudness.loudness_range,
            loudness.max_momentary,
            loudness.max_short_term,
        ),
        source_sha256=heard.sha256,
        synthetic=synthetic,
        source_type=None,
    )

    def write(part: Path) -> None:
        tag_file(source, part, tags, container)

    return publish(target, write).path
