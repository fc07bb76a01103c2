"""SOUND: decode, measure, mix, master, encode."""
