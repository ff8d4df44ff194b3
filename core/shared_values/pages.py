"""The texts of a page, taken out or replaced, without knowing its kind.

A page's texts are what wagtail-localize offers for translation: title, description for
search engines, fields, and the text blocks of its streams.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields

from core.shared_values.references import SharedValues

# What becomes of a text; the second argument says whether it is HTML.
type Change = Callable[[str, bool], str]

_TEXT_FIELDS: Final = (models.CharField, models.TextField, StreamField)
_PLAIN_BLOCKS: Final = (blocks.CharBlock, blocks.TextBlock)


def text_fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """Return the fields of a model that hold texts in the language of the page."""
    names = [
        item.field_name
        for item in get_translatable_fields(model)
        if isinstance(item, TranslatableField)
    ]
    fields = [model._meta.get_field(name) for name in names]
    return tuple(field for field in fields if isinstance(field, _TEXT_FIELDS))


def texts_in(field: models.Field[Any, Any], value: Any) -> Iterator[str]:
    """Yield the texts in the value of a field."""
    found: list[str] = []

    def note(text: str, is_html: bool) -> str:
        found.append(text)
        return text

    _changed(field, value, note)
    yield from found


def texts_of(page: models.Model) -> Iterator[str]:
    """Yield all texts of a page."""
    for field in text_fields(type(page)):
        yield from texts_in(field, getattr(page, field.name))


def with_values[P: Page](
    page: P, language: str, values: SharedValues | None = None
) -> P:
    """Return a page with the values its texts refer to; a copy that is only shown.

    Nothing is read from the database when no text refers to a value.

    Args:
        page: stays as it is, and is returned where nothing differs.
        language: code of the language of its texts.
        values: those already read for other pages.
    """
    values = values or SharedValues()

    def change(text: str, is_html: bool) -> str:
        if "{{" not in text:
            return text
        if is_html:
            return values.in_html(text, language)
        return values.in_text(text, language)

    changed = {}
    for field in text_fields(type(page)):
        value = getattr(page, field.name)
        fresh = _changed(field, value, change)
        if fresh is not value:
            changed[field.name] = fresh
    if not changed:
        return page
    shown = copy.copy(page)
    for name, value in changed.items():
        setattr(shown, name, value)
    return shown


def _changed(field: models.Field[Any, Any], value: Any, change: Change) -> Any:
    """Return the value of a field with its texts changed; the same where none is."""
    if isinstance(field, StreamField):
        raw = value.get_prep_value()
        fresh = _block(field.stream_block, raw, change)
        return value if fresh == raw else field.stream_block.to_python(fresh)
    if not isinstance(value, str):
        return value
    fresh = change(value, isinstance(field, RichTextField))
    return value if fresh == value else fresh


def _block(block: Any, raw: Any, change: Change) -> Any:
    """Return the stored value of a block with its texts changed."""
    match block:
        case blocks.RichTextBlock() if isinstance(raw, str):
            return change(raw, True)
        case _ if isinstance(block, _PLAIN_BLOCKS) and isinstance(raw, str):
            return change(raw, False)
        case blocks.StreamBlock():
            return [_item(block.child_blocks, item, change) for item in raw or ()]
        case blocks.ListBlock():
            children = {"item": block.child_block}
            return [_item(children, item, change) for item in raw or ()]
        case blocks.StructBlock() if isinstance(raw, dict):
            return {
                name: _block(block.child_blocks.get(name), part, change)
                for name, part in raw.items()
            }
    return raw


def _item(children: Any, item: Any, change: Change) -> Any:
    """Return an item of a stream or list; what its block no longer knows stays."""
    value = _block(children.get(item["type"]), item["value"], change)
    return {**item, "value": value}
