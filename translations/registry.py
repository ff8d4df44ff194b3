"""Which models the workflow translates; each room registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

from translations.choices import Gate
from translations.exceptions import NotPublicError, WithdrawnError


def _never(instance: models.Model) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object that is translated.

    Attributes:
        model: the model, a page or a snippet.
        name: what editors call it.
        gate: what a language needs before it is published, unless editors say otherwise.
        must_be_reviewed: whether an object is published only when every text is
            approved, whatever editors say: help, commitments, texts for children.
        is_withdrawn: whether the object of a key was withdrawn everywhere.
    """

    model: type[models.Model]
    name: str | Promise
    gate: Gate
    must_be_reviewed: Callable[[models.Model], bool]
    is_withdrawn: Callable[[UUID], bool]


_kinds: dict[type[models.Model], Kind] = {}


def register(
    model: type[models.Model],
    *,
    name: str | Promise = "",
    gate: Gate = Gate.LABELLED,
    must_be_reviewed: Callable[[models.Model], bool] = _never,
    is_withdrawn: Callable[[UUID], bool] = lambda key: False,
) -> None:
    """Have objects of `model` translated; call it in `apps.ready()`, once a model."""
    _kinds[model] = Kind(
        model=model,
        name=name or model._meta.verbose_name or model.__name__,
        gate=gate,
        must_be_reviewed=must_be_reviewed,
        is_withdrawn=is_withdrawn,
    )


def kinds() -> list[Kind]:
    """Return all kinds, in the order in which the rooms registered them."""
    return list(_kinds.values())


def kind_of(model: type[models.Model]) -> Kind | None:
    """Return the kind of a model, None when it is not translated here."""
    return _kinds.get(model)


def refuse_hidden(instance: models.Model) -> None:
    """Refuse an original that the public may not read.

    Raises:
        WithdrawnError: it was withdrawn everywhere.
        NotPublicError: it is a draft, or is offline.
    """
    kind = kind_of(type(instance))
    key: UUID | None = getattr(instance, "translation_key", None)
    if kind and key and kind.is_withdrawn(key):
        raise WithdrawnError
    if not getattr(instance, "live", True):
        raise NotPublicError
