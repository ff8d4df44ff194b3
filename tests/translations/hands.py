"""What editors, translators and reviewers do with the small page."""

from home.models import ContentPage
from translations.selectors.places import texts
from translations.services.follow import source_follow
from translations.services.segments import segment_approve, segment_write

FRENCH = {
    "Safe sport": "Le sport sûr",
    "Clubs protect children.": "Les clubs protègent les enfants.",
    "Every club has a contact.": "Chaque club a une personne de contact.",
    "Trainers know 3 rules.": "Les entraîneurs connaissent 3 règles.",
}


def text_of(translation, source_text):
    """The text of a page in a language that translates `source_text`."""
    return next(text for text in texts(translation) if text.place.source == source_text)


def write(translation, source_text, target, actor, **more):
    """Write and send a translation as a translator does."""
    place = text_of(translation, source_text).place
    return segment_write(
        translation=translation,
        place=place,
        text=target,
        actor=actor,
        send=True,
        **more,
    )


def write_all(translation, actor, approved_by=None):
    """Translate every text of the small page; have it approved if somebody does."""
    for text in texts(translation):
        write(translation, text.place.source, FRENCH[text.place.source], actor)
        if approved_by:
            segment_approve(
                translation=translation, place=text.place, actor=approved_by
            )


def change_source(page, source, **fields):
    """Publish the source with other fields, and have its translations follow."""
    fresh = ContentPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return source_follow(source_id=source.pk)


def statuses(translation):
    """Source text -> state."""
    return {text.place.source: text.status for text in texts(translation)}
