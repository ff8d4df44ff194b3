"""Spanish and Italian pronouns written as one with the verb before them.

`decirle`, `diciéndoselo`, `vederlo`, `parlandone`: after an infinitive and a gerund, where
the verb shows. In the other languages a hyphen or an apostrophe stands between, which
already makes two words.

Sources: Real Academia Española, Nueva gramática, 16.7; Serianni, Grammatica italiana, VII.
"""

import re
from typing import Final

_SPANISH: Final = re.compile(
    r"(.+(?:[aeiáéí]r|[aá]ndo|[eé]ndo))(?=.)(?:me|te|se|nos|os)?(?:lo|la|le|los|las|les)?"
)
_ITALIAN: Final = re.compile(
    r"(.+(?:[aei]r|ndo))"
    r"(?:mi|ti|si|ci|vi|ne|lo|la|li|le|gli|(?:me|te|se|ce|ve|glie)(?:lo|la|li|le|ne))"
)
_WITHOUT_STRESS: Final = str.maketrans("áéí", "aei")


def verb(word: str, language: str) -> str:
    """Return the verb that a word begins with; "" when it is no verb with a pronoun."""
    match language:
        case "es":
            found = _SPANISH.fullmatch(word)
            return found[1].translate(_WITHOUT_STRESS) if found else ""
        case "it":
            found = _ITALIAN.fullmatch(word)
            if found is None:
                return ""
            return found[1] + "e" if found[1].endswith("r") else found[1]
        case _:
            return ""
