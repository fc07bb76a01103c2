"""Sound: decode, measure, mix, master, encode."""
