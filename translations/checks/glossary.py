"""What the glossary says about the terms of a text."""

import re
from collections.abc import Sequence
from functools import lru_cache

from django.utils.translation import gettext as _

from translations.checks.base import Finding, GlossaryRule, error, warning
from translations.checks.sides import Side
from translations.checks.terms import Place, TermText


@lru_cache(maxsize=4096)
def _unchanged(term: str) -> re.Pattern[str]:
    """Return what finds a term as it is; an ending may be joined: `Eurimages-in`."""
    words = r"\s+".join(re.escape(word) for word in term.split())
    begins = r"(?<!\w)" if term.strip()[:1].isalnum() else ""
    return re.compile(begins + words)


def applying(source: Side, rules: Sequence[GlossaryRule]) -> list[GlossaryRule]:
    """Return the rules whose term stands in the source.

    A term that only stands inside a longer one with a rule of its own, as `abuse` in
    `sexual abuse`, does not count.
    """
    text = TermText(source.bare, source.language)
    found = {
        number: places
        for number, rule in enumerate(rules)
        if (places := text.find(rule.source)) and _is_meant(rule, source)
    }
    every = [place for places in found.values() for place in places]
    return [
        rules[number]
        for number, places in found.items()
        if not all(_is_covered(place, every) for place in places)
    ]


def _is_meant(rule: GlossaryRule, source: Side) -> bool:
    # `One in five children` is not the campaign ONE in FIVE.
    if not rule.do_not_translate:
        return True
    return _unchanged(rule.source).search(source.text) is not None


def _is_covered(place: Place, every: list[Place]) -> bool:
    return any(
        place.is_inside(other) and other.length > place.length for other in every
    )


def check_glossary(
    source: Side, target: Side, rules: Sequence[GlossaryRule]
) -> list[Finding]:
    """Find terms that were changed, that are missing, or that should not be used."""
    relevant = applying(source, rules) if rules else []
    if not relevant:
        return []
    text = TermText(target.bare, target.language)
    found: list[Finding] = []
    for rule in relevant:
        if rule.do_not_translate:
            found += _kept(rule, target)
        else:
            found += _chosen(rule, text)
    return found


def _kept(rule: GlossaryRule, target: Side) -> list[Finding]:
    if _unchanged(rule.source).search(target.text):
        return []
    message = _(
        "“%(term)s” is not translated. Write it as it stands in the source."
    ) % {"term": rule.source}
    return [error("glossary", message, rule.source)]


def _chosen(rule: GlossaryRule, text: TermText) -> list[Finding]:
    good = [
        place for term in rule.preferred for place in text.find(term, in_compounds=True)
    ]
    found = []
    if rule.preferred and not good:
        message = _("For “%(source)s” the glossary has “%(preferred)s”.") % {
            "source": rule.source,
            "preferred": " / ".join(rule.preferred),
        }
        found.append(warning("glossary", message, rule.source))
    for term in rule.forbidden:
        bad = [
            place
            for place in text.find(term)
            if not any(place.is_inside(other) for other in good)
        ]
        if bad:
            found.append(_forbidden(rule, term))
    return found


def _forbidden(rule: GlossaryRule, term: str) -> Finding:
    if rule.preferred:
        message = _(
            "“%(term)s” should not stand for “%(source)s”. The glossary has"
            " “%(preferred)s”."
        ) % {
            "term": term,
            "source": rule.source,
            "preferred": " / ".join(rule.preferred),
        }
    else:
        message = _("“%(term)s” should not stand for “%(source)s”.") % {
            "term": term,
            "source": rule.source,
        }
    return warning("glossary", message, term)
