"""Formats: what a file is, reading and writing each container and codec."""
