"""Plain text out of pages, for search and previews."""

import html
import json
import re
from functools import lru_cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.fields import StreamField

_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(p|li|h[1-6]|div|td|th|tr)>|<br\s*/?>", re.IGNORECASE)


def strip_markup(source: str) -> str:
    """Return the text of rich text, a block's end becoming a line break."""
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", source))).strip()


def one_line(text: str) -> str:
    """Return a text as one line: control characters and line breaks become spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def plain_text(instance: models.Model, *names: str) -> str:
    """Return the text of fields in their order, one paragraph per line.

    Rich text and StreamField give the text that Wagtail calls searchable.
    """
    parts: list[str] = []
    for name in names:
        field = instance._meta.get_field(name)
        value = getattr(instance, name)
        if isinstance(field, StreamField):
            raw = json.dumps(field.get_prep_value(value), cls=DjangoJSONEncoder)
            parts += _stream_texts(field, raw)
        elif hasattr(field, "get_searchable_content"):
            parts += _texts(field, value)
        elif value:
            parts.append(str(value))
    return "\n".join(part for part in parts if part)


# A page published in one language is described in all of its 39.
@lru_cache(maxsize=512)
def _stream_texts(field: StreamField, raw: str) -> tuple[str, ...]:
    """Return the texts of a stored stream."""
    return tuple(_texts(field, field.to_python(raw)))


def _texts(field: Any, value: Any) -> list[str]:
    return [strip_markup(text) for text in field.get_searchable_content(value)]
