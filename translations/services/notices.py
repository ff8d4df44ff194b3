"""Tells people what happened to translations, each of them once."""

from translations.models import TranslationProgress


def notice_complete(row: TranslationProgress) -> None:
    """Tell the language's people that every text of an object is approved."""
