"""What every room stands on: findings, errors, units, clean text, safe files and tools."""
