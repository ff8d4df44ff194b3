"""Glossary as a file: what it would change, taking it over, giving it out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.languages import DEFAULT
from translations.files.base import FileProblem
from translations.files.glossary_terms import (
    ADMITTED,
    FORBIDDEN,
    PREFERRED,
    Status,
    Term,
)
from translations.files.terms import csv_read, tbx_read
from translations.models import GlossaryConcept, GlossaryTerm
from translations.selectors.glossary import glossary_changed

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that the file says something else about.

    Attributes:
        status_before, note_before: what the glossary says; empty for a new term.
    """

    term: Term
    status_before: str = ""
    note_before: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the glossary does not have the term."""
        return not self.status_before


@dataclass(frozen=True, slots=True)
class GlossaryPlan:
    """What a file would change.

    Attributes:
        concepts: codes that are new.
        changed: codes whose definition or mark "never translated" changes.
        terms: new and changed terms.
        same: how many terms stay as they are.
        missing: how many terms of the file's concepts and languages are not in the file;
            they stay, too.
    """

    concepts: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    terms: list[TermChange] = field(default_factory=list)
    same: int = 0
    missing: int = 0


def glossary_read(name: str, data: bytes) -> list[Term]:
    """Read a TBX or CSV file, and refuse what the glossary could not hold.

    Raises:
        FileProblem: with the reason.
    """
    match PurePosixPath(name.lower()).suffix:
        case ".tbx" | ".xml":
            terms = tbx_read(data)
        case ".csv":
            terms = csv_read(data)
        case _:
            raise FileProblem(_("Choose a TBX file (.tbx) or a CSV file (.csv)."))
    if not terms:
        raise FileProblem(_("There is no term in the file. Choose another one."))
    for term in terms:
        _refuse(term)
    return terms


def _refuse(term: Term) -> None:
    try:
        validate_slug(term.code)
    except ValidationError as error:
        raise FileProblem(
            _("The code %(code)s may hold only Latin letters, digits, - and _."),
            code=term.code[:60],
        ) from error
    for text, name, limit in (
        (term.code, _("code"), _limit(GlossaryConcept, "code")),
        (term.text, _("term"), _limit(GlossaryTerm, "text")),
        (term.note, _("note"), _limit(GlossaryTerm, "note")),
    ):
        if len(text) > limit:
            raise FileProblem(
                _(
                    "The %(name)s “%(text)s…” of the concept %(code)s is too long: "
                    "%(limit)s characters at most. Shorten it."
                ),
                name=name,
                text=text[:40],
                code=term.code[:60],
                limit=limit,
            )


def _limit(model: type[GlossaryConcept | GlossaryTerm], name: str) -> int:
    return int(model._meta.get_field(name).max_length)  # type: ignore[union-attr,arg-type]


def glossary_plan(terms: Sequence[Term]) -> GlossaryPlan:
    """Say what terms would change; nothing is stored. Two queries."""
    codes = list(dict.fromkeys(term.code for term in terms))
    concepts = _concepts(codes)
    known = _terms(codes)
    plan = GlossaryPlan(concepts=[code for code in codes if code not in concepts])
    for code, (definition, keeps) in _facts(terms).items():
        concept = concepts.get(code)
        is_other = concept is not None and (
            (definition and concept.definition != definition)
            or concept.do_not_translate != keeps
        )
        if is_other:
            plan.changed.append(code)
    same = 0
    for term in terms:
        row = known.get((term.code, term.language, term.text))
        if row is None:
            plan.terms.append(TermChange(term))
        elif (row.status, row.note) != (term.status, term.note):
            plan.terms.append(TermChange(term, row.status, row.note))
        else:
            same += 1
    spoken = {(term.code, term.language) for term in terms}
    named = {(term.code, term.language, term.text) for term in terms}
    missing = sum(
        (code, language) in spoken and (code, language, text) not in named
        for code, language, text in known
    )
    return GlossaryPlan(plan.concepts, plan.changed, plan.terms, same, missing)


def _facts(terms: Iterable[Term]) -> dict[str, tuple[str, bool]]:
    """Return code -> definition, the English one first, and "never translated"."""
    found: dict[str, tuple[str, bool]] = {}
    english = {term.code for term in terms if term.language == DEFAULT}
    for term in terms:
        definition, keeps = found.get(term.code, ("", False))
        counts = term.language == DEFAULT or term.code not in english
        found[term.code] = (
            definition or (term.definition if counts else ""),
            keeps or term.do_not_translate,
        )
    return found


def _concepts(codes: Iterable[str]) -> dict[str, GlossaryConcept]:
    return {row.code: row for row in GlossaryConcept.objects.filter(code__in=codes)}


def _terms(codes: Iterable[str]) -> dict[Key, GlossaryTerm]:
    rows = GlossaryTerm.objects.filter(concept__code__in=codes).select_related(
        "concept"
    )
    return {(row.concept.code, row.language, row.text): row for row in rows}


@transaction.atomic
def glossary_import(*, terms: Sequence[Term]) -> GlossaryPlan:
    """Take terms over; what the file does not name stays.

    A term of the file is somebody's decision, and no machine draft any more when the
    file changes it.

    Returns:
        what was changed.
    """
    plan = glossary_plan(terms)
    facts = _facts(terms)
    GlossaryConcept.objects.bulk_create(
        GlossaryConcept(
            code=code, definition=facts[code][0], do_not_translate=facts[code][1]
        )
        for code in plan.concepts
    )
    concepts = _concepts(facts)
    for code in plan.changed:
        concept = concepts[code]
        concept.definition = facts[code][0] or concept.definition
        concept.do_not_translate = facts[code][1]
    GlossaryConcept.objects.bulk_update(
        [concepts[code] for code in plan.changed], ["definition", "do_not_translate"]
    )
    _store_terms(plan.terms, concepts)
    # Statements on many rows send no signals.
    transaction.on_commit(glossary_changed)
    return plan


def _store_terms(
    changes: Iterable[TermChange], concepts: dict[str, GlossaryConcept]
) -> None:
    known = _terms(concepts)
    fresh, changed = [], []
    for change in changes:
        term = change.term
        row = known.get((term.code, term.language, term.text))
        if row is None:
            row = GlossaryTerm(
                concept=concepts[term.code], language=term.language, text=term.text
            )
            fresh.append(row)
        else:
            changed.append(row)
        row.status, row.note, row.is_machine_draft = term.status, term.note, False
    GlossaryTerm.objects.bulk_create(fresh)
    GlossaryTerm.objects.bulk_update(
        changed, ["status", "note", "is_machine_draft"], batch_size=200
    )


def glossary_terms() -> list[Term]:
    """Return the whole glossary for a file, concept by concept."""
    rows = GlossaryTerm.objects.select_related("concept").order_by(
        "concept__code", "language", "pk"
    )
    english = set(
        GlossaryTerm.objects.filter(language=DEFAULT).values_list(
            "concept_id", flat=True
        )
    )
    return [
        Term(
            code=row.concept.code,
            language=row.language,
            text=row.text,
            status=_status(row),
            note=row.note,
            definition=row.concept.definition
            if row.language == DEFAULT or row.concept_id not in english
            else "",
            do_not_translate=row.concept.do_not_translate,
        )
        for row in rows
    ]


def _status(row: GlossaryTerm) -> Status:
    match row.status:
        case GlossaryTerm.Status.PREFERRED:
            return PREFERRED
        case GlossaryTerm.Status.FORBIDDEN:
            return FORBIDDEN
    return ADMITTED
