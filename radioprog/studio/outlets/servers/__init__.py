"""Servers that are spoken to over HTTP."""
