"""JSON documents: the same bytes whether written at once or row by row."""

from __future__ import annotations

import json

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
    written = long_document_json(head, "rows", iter(rows))
    assert written == document_json({**head, "rows": rows})
    assert json.loads(written) == {**head, "rows": rows}


@given(value=VALUES)
def test_a_document_is_what_json_writes(value):
    text = json.dumps(value, ensure_ascii=False, indent=2)
    assert document_json(value) == text.encode("utf-8", "strict") + b"\n"
