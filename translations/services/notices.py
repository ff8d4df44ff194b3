"""Tells people what happened to translations, each of them once."""

from translations.models import SegmentComment, TranslationProgress


def notice_complete(row: TranslationProgress) -> None:
    """Tell the language's people that every text of an object is approved."""


def notice_mention(comment: SegmentComment) -> None:
    """Tell whoever is named in a remark."""
