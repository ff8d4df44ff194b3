"""Demonstration content: texts in TOML files beside the code that loads them.

Loading is idempotent: what exists is left as it is, so an editor's change survives.
"""
