"""The English tables: months, units, signs, letters, abbreviations."""

from __future__ import annotations

import re

from radioprog.reader.rules import cues

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
MONTH = "|".join(MONTHS) + "|" + "|".join(rf"{name[:3]}\." for name in MONTHS)
SIGNS = {
    "&": "and", "+": "plus", "=": "equals", "×": "times", "÷": "divided by", "±": "plus or minus",
    "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "%": "percent",
    "@": "at", "#": "number", "°": "degrees", "½": "a half", "¼": "a quarter",
    "¾": "three quarters", "§": "section", "©": "copyright", "$": "dollars", "€": "euros",
    "£": "pounds", "₫": "dong", "→": "to", "²": "squared", "³": "cubed",
}  # fmt: skip
UNITS = {
    "km/h": "kilometres per hour", "m/s": "metres per second", "km²": "square kilometres",
    "km2": "square kilometres", "m²": "square metres", "m2": "square metres",
    "m³": "cubic metres", "m3": "cubic metres", "km": "kilometres", "cm": "centimetres",
    "mm": "millimetres", "m": "metres", "kg": "kilograms", "g": "grams", "mg": "milligrams",
    "ha": "hectares", "l": "litres", "ml": "millilitres", "MHz": "megahertz", "kHz": "kilohertz",
    "Hz": "hertz", "kWh": "kilowatt hours", "kW": "kilowatts", "MW": "megawatts", "V": "volts",
    "W": "watts", "°C": "degrees Celsius", "°F": "degrees Fahrenheit", "%": "percent",
    "GB": "gigabytes", "MB": "megabytes", "h": "hours", "min": "minutes", "s": "seconds",
    "VND": "dong", "USD": "US dollars", "EUR": "euros", "k": "thousand", "bn": "billion",
}  # fmt: skip
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
MONEY = {"$": "dollars", "US$": "US dollars", "€": "euros", "£": "pounds", "₫": "dong"}
ONE = {"dollars": "dollar", "euros": "euro", "pounds": "pound", "US dollars": "US dollar"}
SHORT = {
    "k": "thousand", "m": "million", "mn": "million", "mm": "million", "b": "billion",
    "bn": "billion", "tn": "trillion", "t": "trillion",
}  # fmt: skip
SHORT_FORM = r"(?:[kKmMbBT]|bn|Bn|BN|mn|Mn|tn)"
LETTERS = {
    "a": "ay", "b": "bee", "c": "see", "d": "dee", "e": "ee", "f": "eff", "g": "gee",
    "h": "aitch", "i": "eye", "j": "jay", "k": "kay", "l": "ell", "m": "em", "n": "en",
    "o": "oh", "p": "pee", "q": "cue", "r": "ar", "s": "ess", "t": "tee", "u": "you",
    "v": "vee", "w": "double-you", "x": "ex", "y": "why", "z": "zed",
}  # fmt: skip
NAMED = {"{": "open brace", "}": "close brace", "|": "bar"}
ABBREVIATIONS = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor",
    "St.": "Saint", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera",
    "vs.": "versus", "approx.": "approximately", "Mr": "Mister", "Mrs": "Missus", "Dr": "Doctor",
    "UBND": "People's Committee", "HĐND": "People's Council",
}  # fmt: skip
NOT_PLAIN = frozenset(key.rstrip(".") for key in (*ABBREVIATIONS, "No", "no")) | frozenset(
    word for name in MONTHS for word in (name, name[:3])
)
AS_WORDS = cues("ASEAN NATO UNESCO UNICEF APEC OPEC FIFA COVID AIDS OCOP")
