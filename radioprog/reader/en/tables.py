"""The English tables: months, units, signs, letters, abbreviations."""

from __future__ import annotations

import re

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
LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        [
            "ay",
            "bee",
            "see",
            "dee",
            "ee",
            "eff",
            "gee",
            "aitch",
            "eye",
            "jay",
            "kay",
            "ell",
            "em",
            "en",
            "oh",
            "pee",
            "cue",
            "ar",
            "ess",
            "tee",
            "you",
            "vee",
            "double-you",
            "ex",
            "why",
            "zed",
        ],
        strict=True,
    )
)
NAMED = {"{": "open brace", "}": "close brace", "|": "bar"}
ABBREVIATIONS = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor",
    "St.": "Saint", "No.": "number", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera",
    "vs.": "versus", "approx.": "approximately", "Mr": "Mister", "Mrs": "Missus", "Dr": "Doctor",
    "UBND": "People's Committee", "HĐND": "People's Council",
}  # fmt: skip
NOT_PLAIN = frozenset(ABBREVIATIONS) | frozenset(
    word for name in MONTHS for word in (name, name[:3])
)
AS_WORDS = frozenset(
    ["ASEAN", "NATO", "UNESCO", "UNICEF", "APEC", "OPEC", "FIFA", "COVID", "AIDS", "OCOP"]
)
