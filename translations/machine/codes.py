"""The portal's 39 codes and what providers call the same languages.

Only what a provider lists is offered, under the first of these names that it lists.
Where a plain code may mean another variety than ours, the narrower name comes first.
"""

from collections.abc import Iterable
from typing import Final

# Lower case; a language that is not here goes by its own code alone.
TARGETS: Final[dict[str, tuple[str, ...]]] = {
    # The British one, as the Council of Europe writes it.
    "en": ("en-gb", "en"),
    # Portugal is the member state; at Google the plain code is Brazilian.
    "pt": ("pt-pt", "pt"),
    "nb": ("nb", "nb-no", "no"),
    # Cyrillic; a provider whose plain `sr` is in Latin letters is found out afterwards.
    "sr": ("sr-cyrl", "sr-cyrl-rs", "sr"),
    # Never a neighbour's language under another name: Serbian in Latin letters only
    # where a provider says so itself.
    "cnr": ("cnr", "cnr-latn", "cnr-me", "sr-latn-me", "sr-latn"),
}
SOURCES: Final[dict[str, tuple[str, ...]]] = {
    **TARGETS,
    "en": ("en", "en-gb"),
    "pt": ("pt", "pt-pt"),
}


def target_code(ours: str, listed: Iterable[str]) -> str | None:
    """Return the provider's own spelling for a language to translate into."""
    return _first(TARGETS.get(ours, (ours,)), listed)


def source_code(ours: str, listed: Iterable[str]) -> str | None:
    """Return the provider's own spelling for a language to translate from."""
    return _first(SOURCES.get(ours, (ours,)), listed)


def _first(names: Iterable[str], listed: Iterable[str]) -> str | None:
    spelt = {code.lower().replace("_", "-"): code for code in listed}
    return next((spelt[name] for name in names if name in spelt), None)
