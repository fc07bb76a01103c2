"""MOUTH: the command line: one verb, one file; unpack, one call, print.

Verbs are loaded when they are called, so that ``radioprog --version`` starts at once.
"""

from radioprog.cli.app import main

__all__ = ["main"]
