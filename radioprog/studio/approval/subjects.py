"""What can be approved, and the hash that each has at present."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from radioprog.kernel.canonical import digest, in_groups
from radioprog.kernel.errors import UsageError
from radioprog.kernel.files import sha256_of
from radioprog.kernel.suggest import did_you_mean
from radioprog.kernel.text import fold_name, one_line
from radioprog.kernel.textfile import read_text_file
from radioprog.kernel.yaml.document import MappingNode, Node, Scalar, SequenceNode, parse_document
from radioprog.kernel.yaml.schema import key_form
from radioprog.record.manifest import edition_sha256, read_manifest
from radioprog.record.verdicts import SubjectKind
from radioprog.studio.approval import findings as says
from radioprog.studio.catalogue import Source, all_sources
from radioprog.studio.production.current import Index
from radioprog.studio.workspace import Workspace

PLANS = "plans"
ALERTS = "alerts.yaml"
_LONGEST, _SHOWN = 1000, 80
_WEEK = re.compile(r"schedule:(\d{4})-W(\d{2})")
_PLAN = re.compile(r"plan:(\d{4})")
_ALERT = re.compile(r"alert:(.{1,200})")
Week = Callable[[Workspace, dt.date], str | None]
"""Gives the hash of all that is on air in the week that begins on a Monday."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """Something that can be approved: a script, an edition, a week, a plan, an alert; by its id."""

    kind: SubjectKind
    id: str

    def __str__(self) -> str:
        return self.id if self.kind in ("script", "edition") else f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A built programme by its content: the same sound and papers are the same edition.

    >>> Edition("ban-tin", "0123456789abcdef" * 4).fingerprint
    '0123 4567 89ab cdef'
    """

    programme: str
    sha256: str

    @property
    def fingerprint(self) -> str:
        """Return the first digits in four groups of four, to be compared by eye."""
        return in_groups(self.sha256)


class Desk:
    """What lies before those who decide: every subject with its present hash, looked at once."""

    def __init__(self, workspace: Workspace, week: Week | None = None) -> None:
        """Look at a workspace; ``week`` is asked for a week of the schedule."""
        self.workspace = workspace
        self._week = week
        self._known_files: Index | None = None
        self._sources: dict[str, Source] | None = None
        self._known: dict[Subject, str | None] = {}
        self._alerts: dict[str, str] | None = None

    @property
    def sources(self) -> dict[str, Source]:
        """Return every script by name."""
        if self._sources is None:
            self._sources = {each.name: each for each in all_sources(self.workspace)}
        return self._sources

    @property
    def _index(self) -> Index:
        """Return the hashes of files that are known already."""
        if self._known_files is None:
            from radioprog.studio.production.identity import approval_index

            self._known_files = approval_index(self.workspace)
        return self._known_files

    def subject(self, written: str, *, edition: bool = False) -> Subject:
        """Find what is meant: a script by name or path, ``schedule:2026-W49``, ``plan:2026``, …

        Raises:
            UsageError: ``unknown-subject``.
        """
        if week := _WEEK.fullmatch(written):
            if _monday(written) is None:
                raise self._unknown(written)
            return Subject("schedule", f"{week[1]}-W{week[2]}")
        if plan := _PLAN.fullmatch(written):
            return Subject("plan", plan[1])
        if alert := _ALERT.fullmatch(written):
            return Subject("alert", alert[1])
        name = self._script(written)
        if name is None:
            raise self._unknown(written)
        return Subject("edition" if edition else "script", name)

    def _script(self, written: str) -> str | None:
        forms = {fold_name(name): name for name in self.sources}
        if len(written) > _LONGEST or "\0" in written:
            return None
        bare = written.replace("\\", "/").removesuffix(".md")
        found = forms.get(fold_name(bare))
        if found is not None:
            return found
        with contextlib.suppress(OSError):  # a name that no disk can hold
            path = self.workspace.found(Path(written)).absolute()
            return next((name for name, each in self.sources.items() if each.path == path), None)
        return None

    def _unknown(self, written: str) -> UsageError:
        remedy = did_you_mean(written[:_SHOWN], self.sources, says.SEE_SUBJECTS)
        return UsageError(
            says.UNKNOWN_SUBJECT(written=one_line(written)[:_SHOWN], suggestion=remedy)
        )

    def sha256(self, subject: Subject) -> str | None:
        """Return the hash that a subject has at present; ``None``: there is no such thing now."""
        if subject not in self._known:
            self._known[subject] = self._hash(subject)
        return self._known[subject]

    def _script_hash(self, name: str) -> str | None:
        # Not before: whoever asks for nothing to be approved need not load all that speech takes.
        from radioprog.studio.production.identity import script_sha256

        source = self.sources.get(name)
        return script_sha256(source, self.workspace, self._index) if source else None

    def _hash(self, subject: Subject) -> str | None:
        match subject.kind:
            case "script":
                return self._script_hash(subject.id)
            case "edition":
                edition = self.edition(subject.id)
                return edition.sha256 if edition else None
            case "schedule":
                monday = _monday(subject.id)
                if monday is None or self._week is None:
                    return None
                return self._week(self.workspace, monday)
            case "plan":
                path = self.workspace.root / PLANS / f"{subject.id}.yaml"
                return sha256_of(path) if path.is_file() else None
            case "alert":
                if self._alerts is None:
                    self._alerts = _alert_hashes(self.workspace)
                return self._alerts.get(subject.id)

    def edition(self, name: str) -> Edition | None:
        """Return a programme's edition; ``None`` where it is not built, or not as it was built."""
        source = self.sources.get(name)
        manifest = read_manifest(source.folder) if source else None
        if source is None or manifest is None:
            return None
        whole = all(
            self._index.sha256(source.folder / each.name) == each.sha256
            for each in manifest.outputs
        )
        return Edition(name, edition_sha256(manifest)) if whole else None

    def save(self) -> None:
        """Keep the files' hashes for the next look; failing to only costs time."""
        if self._known_files is not None:
            self._known_files.save()


def _monday(week: str) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(int(week[-8:-4]), int(week[-2:]), 1)
    except ValueError:
        return None


def _alert_hashes(workspace: Workspace) -> dict[str, str]:
    """Return the hash of each alert's entry, by its id."""
    path = workspace.schedules / ALERTS
    if not path.is_file():
        return {}
    text, _ = read_text_file(path, shown=workspace.show(path))
    node = parse_document(text, file=ALERTS)[0] if text is not None else None
    return {id_: digest(_plain(each)) for each in _alerts(node) if (id_ := _entry(each, "id"))}


def _alerts(node: Node | None) -> Iterator[MappingNode]:
    match node:
        case SequenceNode():
            yield from (each for each in node.items if isinstance(each, MappingNode))
        case MappingNode():
            for _, value in node.items:
                yield from _alerts(value)


def _entry(node: MappingNode, name: str) -> str | None:
    for key, value in node.items:
        if key_form(key.text) == name and isinstance(value, Scalar):
            return value.text
    return None


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case SequenceNode():
            return [_plain(each) for each in node.items]
        case MappingNode():
            return [[key.text, _plain(value)] for key, value in node.items]
