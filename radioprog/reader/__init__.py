"""Written words become spoken words, with every step to be audited.

The way: text -> cleaned text (`source`) -> rules of one language (`chain`, `vi`, `en`) -> tokens
-> `Reading`. Above stand the audit (`audit`) and the findings (`findings`).
"""

from __future__ import annotations

from radioprog.reader.read import languages, read, sentences, syllables

__all__ = ["languages", "read", "sentences", "syllables"]
