"""The radio script: its model, how it is parsed, written and checked."""
