"""Shared values in texts: `{{ code }}` is shown as a number, a date or a telephone number.

`references` reads and replaces them in a text, `pages` in a whole page, `uses` finds where
they stand, `following` brings up to date what was derived from texts.
"""
