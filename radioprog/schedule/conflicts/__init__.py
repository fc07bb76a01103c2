"""What collides: pre-emption, overlaps, breaches of a profile, and the ways out."""
