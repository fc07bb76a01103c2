"""Documents of word processors and browsers as lines of text, one a paragraph."""
