"""MOUTH: the command line: one verb, one file; unpack, one call, print."""
