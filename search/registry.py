"""What other rooms have told the search about their objects.

A room registers, in `apps.ready()`, each model that takes part in a public object
(`register`: which object does this row belong to?) and each kind of object once
(`register_kind`: what is public of it now?).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete

from search.descriptions import ObjectDescription
from search.exceptions import UnknownKindError


class Identity(NamedTuple):
    """Which public object a row belongs to."""

    kind: str
    key: UUID


type Identify[M: models.Model] = Callable[[M], tuple[str, UUID] | None]
type Describe = Callable[[UUID], ObjectDescription | None]
type AllKeys = Callable[[], Iterable[UUID]]


@dataclass(frozen=True, slots=True)
class _Kind:
    describe: Describe
    all_keys: AllKeys


_models: dict[type[models.Model], Identify[Any]] = {}
_kinds: dict[str, _Kind] = {}


def register_kind(kind: str, *, describe: Describe, all_keys: AllKeys) -> None:
    """Say how the objects of a kind are read from the database.

    Args:
        kind: a value of search.choices.Kind.
        describe: loads everything public of one object, all versions; None (or no
            documents) when nothing of it is public. Called inside the transaction of
            the change, and again by rebuilds: it must depend on the database alone.
        all_keys: the keys of all objects of the kind that are public now.
    """
    _kinds[kind] = _Kind(describe, all_keys)


def remember_model[M: models.Model](
    model: type[M],
    identify: Identify[M],
    on_deleted: Callable[..., None],
) -> None:
    """Keep `identify` for a model and its subclasses and watch their deletions.

    Receivers are connected one by one: a receiver for all models would cost every
    deletion in the project its fast path.
    """
    _models[model] = identify
    for concrete in apps.get_models():
        if issubclass(concrete, model):
            uid = f"search.deleted.{concrete.__module__}.{concrete.__qualname__}"
            post_delete.connect(on_deleted, sender=concrete, dispatch_uid=uid)


def identify(instance: models.Model) -> Identity | None:
    """Return the object a row belongs to; None for a model that nobody registered."""
    for ancestor in type(instance).__mro__:
        if ancestor in _models:
            identity = _models[ancestor](instance)
            return Identity(*identity) if identity else None
    return None


def describe(kind: str, key: UUID) -> ObjectDescription | None:
    """Return what is public of an object now, None when nothing is.

    Raises:
        UnknownKindError: no room registered the kind.
    """
    description = _kind(kind).describe(key)
    return description if description and description.documents else None


def all_keys(kind: str) -> set[UUID]:
    """Return the keys of everything public of a kind."""
    return set(_kind(kind).all_keys())


def kinds() -> tuple[str, ...]:
    """Return the registered kinds."""
    return tuple(_kinds)


def _kind(kind: str) -> _Kind:
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKindError(
            f"No room describes {kind!r} to the search; call register_kind in ready()."
        ) from None
