"""Ways out of the house: what is handed on, copied or sent."""
