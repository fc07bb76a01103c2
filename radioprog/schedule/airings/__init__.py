"""Slots on dates: which station airs which slot, when, with which programme."""
