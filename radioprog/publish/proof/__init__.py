"""The form to fill in of what is to be aired, and the proof of what was: pages and tables."""
