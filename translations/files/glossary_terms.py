"""A term of a glossary, and which terms no file may hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.translation import gettext_lazy as _

from translations.files.base import FileProblem
from translations.files.safety import refuse_control

PREFERRED: Final = "preferred"
ADMITTED: Final = "admitted"
FORBIDDEN: Final = "forbidden"
STATUSES: Final = (PREFERRED, ADMITTED, FORBIDDEN)

Status = Literal["preferred", "admitted", "forbidden"]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase for a concept in one language; all texts are plain.

    Attributes:
        code: of the concept, the same in all languages; letters, digits, hyphens.
        language: code of `core.languages`.
        text: the term itself.
        status: one of `STATUSES`.
        note: for the translator.
        definition: of the concept in this language.
        do_not_translate: of the concept: it stays as it is in every language.
    """

    code: str
    language: str
    text: str
    status: Status
    note: str = ""
    definition: str = ""
    do_not_translate: bool = False


def refuse_bad_terms(found: Iterable[tuple[Term, int]]) -> None:
    """Refuse empty terms, control characters, and a term that a concept has twice.

    Args:
        found: terms with their lines, from 1.

    Raises:
        FileProblem: with the line.
    """
    seen: dict[tuple[str, str, str], int] = {}
    for term, line in found:
        for text in (term.code, term.text, term.note, term.definition):
            refuse_control(text, line)
        if not term.text.strip():
            raise FileProblem(
                _("The term is missing here. Fill it in, or delete the whole entry."),
                line=line,
            )
        identity = (term.code, term.language, term.text)
        if identity in seen:
            raise FileProblem(
                _(
                    "The term %(term)s is in the file twice for the same concept and "
                    "language, the first time in line %(first)s. Delete one of the two."
                ),
                line=line,
                term=term.text[:60],
                first=seen[identity],
            )
        seen[identity] = line
