"""Countries as concepts of the search: their names in all languages."""

from core.languages import CODES
from core.states import country_name, state_codes
from search.concepts import ConceptPhrase


def country_phrases() -> list[ConceptPhrase]:
    """Return the names of the member states, as the portal shows them."""
    return [
        ConceptPhrase(language, code, country_name(code, language))
        for language in CODES
        for code in state_codes()
    ]
