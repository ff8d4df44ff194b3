"""StreamField blocks, one file per family."""

from core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
