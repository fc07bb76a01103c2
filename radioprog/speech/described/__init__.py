"""Engines by data: a program or a service on the network that a file in voices/ describes."""
