"""Formats of the three languages that Django has none for, after CLDR."""
