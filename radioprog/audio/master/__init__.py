"""Mastering: gain, true-peak limiter, encode, decode again and correct until it is right."""
