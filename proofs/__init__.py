"""Proofs by machine of what is promised: each prints how many cases it ran and how many held."""
