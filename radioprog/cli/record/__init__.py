"""The verbs about the record: who approved what, what was aired, and the proof of it."""
