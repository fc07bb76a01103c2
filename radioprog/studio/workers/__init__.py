"""Programmes side by side: processes and clusters, jobs and what travels with them."""
