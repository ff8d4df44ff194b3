"""StreamField blocks, one file per family."""

from core.blocks.body import BodyBlock, EditorialBodyBlock

__all__ = ["BodyBlock", "EditorialBodyBlock"]
