"""Countries by code: names in every language, without a query per look-up."""

from django.core.cache import cache

from core.cldr import sort_key, territory_name
from core.memory import Memory
from core.models.states import MemberState

CACHE_KEY = "core:state-names"
CACHE_SECONDS = 3600

type _Names = dict[str, tuple[str, str]]

_memory: Memory[_Names] = Memory()


def _own_names() -> _Names:
    """Return code -> (English, French) in the Council of Europe's own usage."""
    return _memory.get(CACHE_KEY, _cached_names)


def _cached_names() -> _Names:
    names: _Names | None = cache.get(CACHE_KEY)
    if names is None:
        names = {
            row[0]: (row[1], row[2])
            for row in MemberState.objects.values_list("code", "name_en", "name_fr")
        }
        cache.set(CACHE_KEY, names, CACHE_SECONDS)
    return names


def state_codes() -> frozenset[str]:
    """Return the codes of the member states."""
    return frozenset(_own_names())


def country_name(code: str, language: str) -> str:
    """Return a state's name: the Council's own in English and French, CLDR elsewhere.

    A code that is no member state has its CLDR name, or is returned as it is.
    """
    own = _own_names().get(code)
    if own and language in ("en", "fr"):
        return own[0] if language == "en" else own[1]
    return territory_name(code, language)


def country_choices(language: str) -> list[tuple[str, str]]:
    """Return (code, name) of all member states, sorted by name."""
    pairs = [(code, country_name(code, language)) for code in _own_names()]
    return sorted(pairs, key=lambda pair: sort_key(pair[1]))


def forget(**_: object) -> None:
    """Forget the names; receiver for saved and deleted states."""
    cache.delete(CACHE_KEY)
    _memory.forget()
