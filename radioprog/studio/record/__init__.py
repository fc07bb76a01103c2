"""Use cases about the record: who approved what, and the record itself carried elsewhere."""
