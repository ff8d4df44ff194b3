"""Glossaries as TBX and as CSV: terms in many languages, grouped by concept.

TBX is written in the style DCA of the dialect TBX-Basic; read are also the style DCT and
the older `martif` with its names, as programs for terminology still write it.

Source: ISO 30042:2019 (TBX); TBX-Basic, dialect definition.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.languages import BY_CODE
from translations.files import markup
from translations.files.base import FileProblem, language_tag, read_language
from translations.files.glossary_csv import csv_read, csv_write
from translations.files.glossary_terms import (
    ADMITTED,
    FORBIDDEN,
    PREFERRED,
    Status,
    Term,
    refuse_bad_terms,
)
from translations.files.markup import Node, read_tree

__all__ = [
    "ADMITTED",
    "FORBIDDEN",
    "PREFERRED",
    "Status",
    "Term",
    "csv_read",
    "csv_write",
    "tbx_read",
    "tbx_write",
]

NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"
# An XML id begins with a letter; codes need not.
_ID_PREFIX: Final = "c-"
_KEEP: Final = "do-not-translate"
_WRITTEN_STATUS: Final[dict[Status, str]] = {
    PREFERRED: "preferredTerm-admn-sts",
    ADMITTED: "admittedTerm-admn-sts",
    FORBIDDEN: "deprecatedTerm-admn-sts",
}
_READ_STATUS: Final[dict[str, Status]] = {
    **{written: status for status, written in _WRITTEN_STATUS.items()},
    "supersededTerm-admn-sts": FORBIDDEN,
}


def tbx_write(terms: Iterable[Term]) -> bytes:
    """Return a glossary as one file, concepts in the order of their first term.

    A definition belongs to a concept and language: the first one counts for all terms
    of the two.
    """
    concepts: dict[str, dict[str, list[Term]]] = {}
    for term in terms:
        languages = concepts.setdefault(term.code, {})
        languages.setdefault(term.language, []).append(term)
    root = markup.start(
        "tbx",
        {
            "xmlns": NAMESPACE,
            "style": "dca",
            "type": "TBX-Basic",
            "xml:lang": "en",
        },
    )
    origin = markup.element("sourceDesc", markup.element("p", "Pact portal"))
    header = markup.element("tbxHeader", markup.element("fileDesc", origin))
    entries = "\n".join(_entry(code, sets) for code, sets in concepts.items())
    return (
        f"{markup.DECLARATION}{root}\n{header}\n<text><body>\n{entries}\n"
        "</body></text>\n</tbx>\n"
    ).encode()


def _entry(code: str, languages: dict[str, list[Term]]) -> str:
    keeps = any(term.do_not_translate for terms in languages.values() for term in terms)
    content = ""
    if keeps:
        content = markup.element("admin", _KEEP, {"type": "projectSubset"})
    for language, terms in languages.items():
        content += _language_section(language, terms)
    return markup.element("conceptEntry", content, {"id": f"{_ID_PREFIX}{code}"})


def _language_section(language: str, terms: Sequence[Term]) -> str:
    definition = next((term.definition for term in terms if term.definition), "")
    content = ""
    if definition:
        written = markup.text(definition)
        content = markup.element("descrip", written, {"type": "definition"})
    content += "".join(_term(term) for term in terms)
    return markup.element("langSec", content, {"xml:lang": language_tag(language)})


def _term(term: Term) -> str:
    content = markup.element("term", markup.text(term.text))
    content += markup.element(
        "termNote", _WRITTEN_STATUS[term.status], {"type": "administrativeStatus"}
    )
    if term.note:
        content += markup.element("note", markup.text(term.note))
    return markup.element("termSec", content)


def tbx_read(data: bytes) -> list[Term]:
    """Read a glossary of whatever program.

    Returns:
        all terms in languages that the portal has; a term without a status is admitted.

    Raises:
        FileProblem: it is no TBX, or not a whole one, or not safe, or holds a term twice.
    """
    root = read_tree(data)
    text = root.first("text")
    body = text.first("body") if text else None
    if root.name not in ("tbx", "martif") or body is None:
        raise FileProblem(
            _("The file is not a glossary. Export it as TBX (ISO 30042)."),
            line=root.line,
        )
    found = [
        pair
        for entry in body.elements("conceptEntry", "termEntry")
        for pair in _read_entry(entry)
    ]
    refuse_bad_terms(found)
    return [term for term, _line in found]


def _read_entry(entry: Node) -> Iterator[tuple[Term, int]]:
    code = (entry.get("id") or "").removeprefix(_ID_PREFIX)
    if not code:
        raise FileProblem(
            _("This concept has no id. Give it one, or delete it."), line=entry.line
        )
    keeps = _value(entry, "projectSubset") == _KEEP
    for section in entry.elements("langSec", "langSet"):
        language = read_language(section.get("xml:lang"))
        if language not in BY_CODE or language is None:
            continue
        definition = _value(section, "definition") or _value(entry, "definition")
        for node in section.elements("termSec", "tig", "ntig"):
            term = node.first("term")
            group = node.first("termGrp")
            if term is None and group is not None:
                term = group.first("term")
            status = _value(node, "administrativeStatus")
            yield (
                Term(
                    code=code,
                    language=language,
                    text="" if term is None else term.text(),
                    status=_READ_STATUS.get(status, ADMITTED),
                    note=_value(node, "note"),
                    definition=definition,
                    do_not_translate=keeps,
                ),
                node.line,
            )


def _value(node: Node, kind: str) -> str:
    """Return what a category says: by its attribute (DCA) or its name (DCT)."""
    for child in node.elements():
        if child.name.endswith("Grp"):
            if value := _value(child, kind):
                return value
        elif kind in (child.name, child.get("type")):
            return child.text()
    return ""
