"""Blocks of the Pact and the Convention: anchors are the same in every language."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.body import EDITORIAL_FEATURES
from pact import vocabulary


class CodeBlock(blocks.FieldBlock):
    """A code of the vocabulary; wagtail-localize does not offer it for translation."""

    def __init__(self, kind: str = "action", **kwargs: Any) -> None:
        self.field = forms.ChoiceField(
            choices=lambda: [("", "---------"), *vocabulary.choices(kind)],
            required=kwargs.pop("required", True),
            label=kwargs.get("label"),
        )
        super().__init__(**kwargs)


class AnchorBlock(blocks.RegexBlock):
    """An anchor, ASCII, never translated, so a link works in every language."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("regex", r"^[a-z][a-z0-9-]*$")
        kwargs.setdefault("help_text", _("Lower-case letters, digits and hyphens."))
        super().__init__(**kwargs)

    def get_translatable_segments(self, value: str) -> list[Any]:
        """Offer nothing to translate."""
        return []

    def restore_translated_segments(self, value: str, segments: list[Any]) -> str:
        """Keep the source's anchor."""
        return value


class SectionBlock(blocks.StructBlock):
    """A part of the Pact with its numbered paragraphs."""

    heading = blocks.CharBlock(label=_("heading"))
    anchor = AnchorBlock(label=_("anchor"))
    principle = CodeBlock(kind="principle", label=_("principle"), required=False)
    paragraphs = blocks.ListBlock(
        blocks.RichTextBlock(features=EDITORIAL_FEATURES), label=_("paragraphs")
    )

    class Meta:
        icon = "list-ol"
        label = _("section")


class ActionBlock(blocks.StructBlock):
    """One of the kinds of action, tied to its code."""

    action = CodeBlock(kind="action", label=_("action"))
    text = blocks.RichTextBlock(label=_("text"), features=EDITORIAL_FEATURES)

    class Meta:
        icon = "tasks"
        label = _("action")


class AspectBlock(blocks.StructBlock):
    """One aspect of the Convention."""

    heading = blocks.CharBlock(label=_("heading"))
    anchor = AnchorBlock(label=_("anchor"))
    text = blocks.RichTextBlock(label=_("text"), features=EDITORIAL_FEATURES)

    class Meta:
        icon = "doc-full"
        label = _("aspect")
