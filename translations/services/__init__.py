"""What the room does."""

from translations.services.aliases import page_alias_everywhere

__all__ = ["page_alias_everywhere"]
