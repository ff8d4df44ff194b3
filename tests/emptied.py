"""Tables emptied at once, for tests that begin without what the demonstration has."""

from search.shared_words import shared_changed
from translations.models import GlossaryConcept, GlossaryTerm
from translations.selectors.glossary import glossary_changed


def empty(*models):
    """Delete all rows of models; those that refer to others come first.

    A deletion as the portal makes it has Wagtail look for references to each row, which
    takes half a second for the glossary alone.
    """
    for model in models:
        rows = model.objects.all()
        rows._raw_delete(rows.db)


def without_glossary():
    """Know no term of a glossary."""
    empty(GlossaryTerm, GlossaryConcept)
    glossary_changed()
    shared_changed()
