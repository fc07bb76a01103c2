"""WORDS: the radio script: its model, how it is parsed, written and checked."""
