"""Labels of codes, registered by the rooms that own the codes."""

from collections.abc import Callable
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import override

Labeller = Callable[[str, str], str]

_labellers: dict[str, Labeller] = {}


def register_labels(kind: str, labeller: Labeller) -> None:
    """Let `labeller(code, language)` name the codes of `kind`."""
    _labellers[kind] = labeller


def label(kind: str, code: str, language: str) -> str:
    """Return the label of a code in a language; the code itself when it has none.

    Args:
        kind: e.g. `principle`, `action`, `group`, `profile`, `country`.
        code: the value as the API gives it.
        language: code of the reader's language.
    """
    labeller = _labellers.get(kind)
    return (labeller(code, language) if labeller else "") or code


def of_choices(choices: type[TextChoices]) -> Labeller:
    """Return the function that names the values of a TextChoices class."""

    @cache
    def name(code: str, language: str) -> str:
        with override(language):
            return str(choices(code).label) if code in choices.values else ""

    return name
