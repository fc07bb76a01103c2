"""Measuring: loudness, true peak, traits of a recording, and what they say of its quality."""
