"""Schemas of what holds other values: lists, maps, one-of, and records with named fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from radioprog.kernel.findings import NOWHERE, Finding, Place, Text
from radioprog.kernel.suggest import near_names
from radioprog.kernel.text import fold, one_line
from radioprog.kernel.yaml.document import MappingNode, Node, Scalar, SequenceNode
from radioprog.kernel.yaml.findings import (
    DUPLICATE_KEY,
    IN_THE_WRONG_LIST,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_KEY_BUT,
)
from radioprog.kernel.yaml.schema import JsonSchema, ValueKind, bad_value, key_form, written

T = TypeVar("T")
_MOST_UNKNOWN = 20


@dataclass(frozen=True, slots=True)
class ListKind(Generic[T]):
    """A list; ``commas`` also takes one line parted by commas, ``single`` one value alone."""

    item: ValueKind[T]
    commas: bool = False
    single: bool = False
    most: int = 10_000

    def read(self, node: Node, findings: list[Finding], /) -> tuple[T, ...] | None:
        """Return the values that could be read, in order."""
        nodes = self._items(node)
        if nodes is None or len(nodes) > self.most:
            wanted = Text(
                f"danh sách nhiều nhất {self.most} mục, dạng [a, b]",
                f"a list of at most {self.most} items, as in [a, b]",
            )
            findings.append(bad_value(node.place, wanted, written(node)))
            return None
        values = [self.item.read(each, findings) for each in nodes]
        return tuple(value for value in values if value is not None)

    def _items(self, node: Node) -> tuple[Node, ...] | None:
        if isinstance(node, SequenceNode):
            return node.items
        if isinstance(node, Scalar):
            if not node.text.strip() and not node.quoted:
                return ()
            if self.commas:
                return tuple(_comma_parts(node))
        return (node,) if self.single else None

    def json_schema(self) -> JsonSchema:
        """An array, or what else is taken for one."""
        array: JsonSchema = {"type": "array", "items": self.item.json_schema()}
        if self.single:
            return {"anyOf": [array, self.item.json_schema()]}
        return {"anyOf": [array, {"type": "string"}]} if self.commas else array


def _comma_parts(node: Scalar) -> Iterator[Scalar]:
    offset = 0
    for part in node.text.split(","):
        if part.strip():
            column = None
            if node.place.column is not None:
                blank = len(part) - len(part.lstrip())
                column = node.place.column + offset + blank + node.quoted
            yield Scalar(part.strip(), Place(node.place.file, node.place.line, column), node.quoted)
        offset += len(part) + 1


@dataclass(frozen=True, slots=True)
class MapKind(Generic[T]):
    """A map whose keys the producer chooses; doubles are found whatever their case or form."""

    value: ValueKind[T]
    key: ValueKind[str]
    most: int = 10_000

    def read(self, node: Node, findings: list[Finding], /) -> dict[str, T] | None:
        """Return the values that could be read, by their cleaned names."""
        if not isinstance(node, MappingNode) or len(node.items) > self.most:
            if isinstance(node, Scalar) and not node.text.strip() and not node.quoted:
                return {}
            wanted = Text("các dòng  tên: giá trị", "lines of  name: value")
            findings.append(bad_value(node.place, wanted, written(node)))
            return None
        values: dict[str, T] = {}
        for key, item in _without_doubles(node, fold, findings):
            name = self.key.read(key, findings)
            value = self.value.read(item, findings)
            if name is not None and value is not None:
                values[name] = value
        return values

    def json_schema(self) -> JsonSchema:
        """An object with free keys."""
        return {"type": "object", "additionalProperties": self.value.json_schema()}


def _without_doubles(
    node: MappingNode, form: Any, findings: list[Finding]
) -> Iterator[tuple[Scalar, Node]]:
    first: dict[str, Scalar] = {}
    for key, item in node.items:
        name = form(key.text)
        if name not in first:
            first[name] = key
            yield key, item
        elif len(findings) < _MOST_UNKNOWN:
            findings.append(_duplicate(key, first[name]))


def _duplicate(key: Scalar, first: Scalar) -> Finding:
    return DUPLICATE_KEY(key.place, key=one_line(key.text), line=first.place.line)


@dataclass(frozen=True, slots=True)
class OneOfKind:
    """A value whose form tells its kind: one line of text, a list, or a map."""

    wanted: Text
    scalar: ValueKind[Any] | None = None
    sequence: ValueKind[Any] | None = None
    mapping: ValueKind[Any] | None = None

    def read(self, node: Node, findings: list[Finding], /) -> Any | None:
        """Return what the kind of this form reads."""
        kind = self.mapping
        if isinstance(node, Scalar):
            kind = self.scalar
        elif isinstance(node, SequenceNode):
            kind = self.sequence
        if kind is None:
            findings.append(bad_value(node.place, self.wanted, written(node)))
            return None
        return kind.read(node, findings)

    def json_schema(self) -> JsonSchema:
        """Any of the forms."""
        kinds = (self.scalar, self.sequence, self.mapping)
        return {"anyOf": [kind.json_schema() for kind in kinds if kind is not None]}


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its English name, its Vietnamese ones, and what it may hold.

    ``meant`` are other words that people write for it: not taken, but answered with its name.
    """

    name: str
    kind: ValueKind[Any]
    doc: Text
    in_vietnamese: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    meant: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names, the English one first."""
        return (self.name, *self.in_vietnamese)

    @property
    def shown(self) -> Text:
        """Return the name to show in each language."""
        return Text(self.in_vietnamese[0] if self.in_vietnamese else self.name, self.name)


@dataclass(frozen=True, slots=True)
class Record:
    """What a record held: every field by its English name (its default where it was not given).

    ``places`` has the place of each value that was written, ``place`` that of the record.
    """

    values: Mapping[str, Any]
    places: Mapping[str, Place] = field(default_factory=dict)
    place: Place = NOWHERE

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def place_of(self, name: str) -> Place:
        """Return the place of a value, or that of the record where the value was not written."""
        return self.places.get(name, self.place)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A map with declared fields; a key has an English name and Vietnamese ones.

    A field that cannot be read has its default in the record, and the findings tell.
    """

    fields: tuple[Field, ...]
    title: str = ""
    strangers: tuple[tuple[Text, RecordKind], ...] = ()
    """Records that stand in other lists of the file, with those lists: one put here is told."""
    name_of_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = {key_form(name): each for each in self.fields for name in each.names}
        object.__setattr__(self, "name_of_key", names)

    def read(self, node: Node, findings: list[Finding], /) -> Record | None:
        """Return the record; unknown, doubled and missing keys are errors."""
        if not isinstance(node, MappingNode):
            wanted = Text("các dòng  tên: giá trị", "lines of  name: value")
            findings.append(bad_value(node.place, wanted, written(node)))
            return None
        belongs = self._belongs(node)
        if belongs is not None:
            findings.append(IN_THE_WRONG_LIST(node.place, belongs=belongs))
            return None
        values = {each.name: each.default for each in self.fields}
        places: dict[str, Place] = {}
        meant: set[str] = set()
        for key, item in _without_doubles(node, self._form, findings):
            known = self.name_of_key.get(key_form(key.text))
            if known is None:
                meant.update(self._near(key))
                if len(findings) < _MOST_UNKNOWN:
                    findings.append(self._unknown(key))
                continue
            if isinstance(item, Scalar) and not item.text.strip() and not item.quoted:
                continue
            places[known.name] = item.place
            value = known.kind.read(item, findings)
            if value is not None:
                values[known.name] = value
        findings.extend(
            _missing(each, node.place)
            for each in self.fields
            if each.required and each.name not in places and each.name not in meant
        )
        return Record(values, places, node.place)

    def _belongs(self, node: MappingNode) -> Text | None:
        """Return the list that a record was meant for: it has all its keys, and some not ours."""
        if all(key_form(key.text) in self.name_of_key for key, _ in node.items):
            return None
        return next((shown for shown, kind in self.strangers if kind.fits(node)), None)

    def fits(self, node: MappingNode) -> bool:
        """Tell whether a record has keys of this kind only, and all that it must have."""
        names = {self._form(key.text) for key, _ in node.items}
        required = {each.name for each in self.fields if each.required}
        return required <= names <= {each.name for each in self.fields}

    def _form(self, key: str) -> str:
        known = self.name_of_key.get(key_form(key))
        return known.name if known else key_form(key)

    def _near(self, key: Scalar) -> set[str]:
        """Return the fields that an unknown key may mean: one of them is not also missing."""
        meant = self._meant(key)
        if meant is not None:
            return {meant.name}
        near = near_names(key.text, (name for each in self.fields for name in each.names))
        return {self.name_of_key[key_form(name)].name for name in near[:1]}

    def _meant(self, key: Scalar) -> Field | None:
        """Return the field that people also call by this key."""
        form = key_form(key.text)
        return next((each for each in self.fields if form in map(key_form, each.meant)), None)

    def _unknown(self, key: Scalar) -> Finding:
        name = one_line(key.text)
        meant = self._meant(key)
        if meant is not None:
            return UNKNOWN_KEY_BUT(key.place, key=name, near=[meant.shown])
        near = near_names(key.text, (each for field in self.fields for each in field.names))
        if near:
            return UNKNOWN_KEY_BUT(key.place, key=name, near=list(near))
        return UNKNOWN_KEY(key.place, key=name, known=[each.shown for each in self.fields])

    def json_schema(self) -> JsonSchema:
        """An object with each field under each of its names."""
        schema: JsonSchema = {"title": self.title} if self.title else {}
        properties = {
            name: {
                **each.kind.json_schema(),
                "description": f"{each.doc.to('vi')} · {each.doc.to('en')}",
            }
            for each in self.fields
            for name in each.names
        }
        schema |= {"type": "object", "properties": properties, "additionalProperties": False}
        required = [each for each in self.fields if each.required]
        if required:
            schema["allOf"] = [
                {"anyOf": [{"required": [name]} for name in each.names]} for each in required
            ]
        return schema


def _missing(wanted: Field, place: Place) -> Finding:
    return MISSING_KEY(place, key=wanted.shown, name=wanted.name, what=wanted.doc)
