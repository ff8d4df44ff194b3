"""What the template of a page, or of a previewed snippet, gets besides itself.

A model knows nothing of selectors; each room registers, in `apps.ready()`, the function
that collects what its page shows.
"""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import HttpRequest

Builder = Callable[[Any, HttpRequest], dict[str, Any]]

_builders: dict[type[models.Model], list[Builder]] = {}


def register(model: type[models.Model], builder: Builder) -> None:
    """Give pages of `model` and its subclasses what `builder(page, request)` returns."""
    builders = _builders.setdefault(model, [])
    if builder not in builders:
        builders.append(builder)


def build(page: models.Model, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a page, base classes first."""
    context: dict[str, Any] = {}
    for model in reversed(type(page).__mro__):
        for builder in _builders.get(model, ()):
            context |= builder(page, request)
    return context
