"""EARS: written words become spoken words, with every step to be audited."""
