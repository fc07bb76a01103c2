"""The command line: one verb, one file; unpack, one call, print.

Verbs are loaded when they are called, so that ``radioprog --version`` starts at once.
"""
