"""Names, dates and addresses in the reader's language."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import translation

from core import cldr, states
from core.labels import label as registered_label
from core.languages import BY_CODE

register = template.Library()


def _language() -> str:
    """Language of the interface; texts of the interface carry its lang."""
    return translation.get_language() or "en"


@register.simple_tag
def country_name(code: str) -> str:
    """Name of a country in the language of the interface."""
    return states.country_name(code, _language()) if code else ""


@register.simple_tag
def language_name(code: str) -> str:
    """Name of a language in the language of the interface."""
    return cldr.language_name(code, _language()) if code else ""


@register.simple_tag
def autonym(code: str) -> str:
    """Own name of a language."""
    return BY_CODE[code].autonym if code in BY_CODE else code


@register.simple_tag
def format_date(value: date | None) -> str:
    """A date in words; nothing for None."""
    return cldr.date_text(value, _language()) if value else ""


@register.simple_tag
def format_number(value: int) -> str:
    """A number with grouping."""
    return cldr.number_text(value, _language())


@register.simple_tag
def percent(share: float) -> str:
    """A share of 1 as whole per cent."""
    return cldr.percent_text(share, _language())


@register.simple_tag
def label(kind: str, code: str) -> str:
    """Label of a code: principle, action, group, profile, level, bands."""
    return registered_label(kind, code, _language()) if code else ""


@register.simple_tag
def url_with(request: HttpRequest, **changes: Any) -> str:
    """The address being read with parameters changed; None removes one."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path
