"""JSON documents: the same bytes whether written at once or row by row."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radioprog.kernel.canonical import document_json, long_document_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(head=st.dictionaries(st.text(), VALUES, max_size=3), rows=st.lists(VALUES, max_size=4))
def test_a_long_document_is_the_same_document(head, rows):
    head.pop("rows", None)
    written = b"".join(long_document_json(head, "rows", iter(rows)))
    assert written == document_json({**head, "rows": rows})
    assert json.loads(written) == {**head, "rows": rows}


_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
_VALUES = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner)
        | st.lists(inner).map(tuple)
        | st.lists(st.lists(_LEAVES | st.sampled_from(["],", "[", "]", "],\n  ["])))
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner)
    ),
    max_leaves=12,
)


@given(_VALUES)
def test_a_document_is_what_the_library_writes_with_an_indent(value: object) -> None:
    try:
        wanted = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    except ValueError:
        with pytest.raises(ValueError, match="JSON"):
            document_json(value)
    else:
        assert document_json(value).decode() == wanted
