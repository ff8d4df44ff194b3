"""The closed lists of the translation workflow."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SegmentStatus(TextChoices):
    """How far one text is in one language; no row means untranslated."""

    UNTRANSLATED = "untranslated", _("untranslated")
    MACHINE_DRAFT = "machine_draft", _("machine draft")
    NEEDS_EDITING = "needs_editing", _("needs editing")
    WAITING = "waiting", _("waiting for review")
    APPROVED = "approved", _("approved")


class EditReason(TextChoices):
    """Why a text needs editing."""

    SOURCE_CHANGED = "source_changed", _("the source changed")
    UNFINISHED = "unfinished", _("kept as unfinished by its translator")
    ASKED = "asked", _("a reviewer asked for changes")
    IMPORTED = "imported", _("came as unfinished from a file")


class Origin(TextChoices):
    """Where a translated text comes from."""

    PERSON = "person", _("person")
    ENGINE = "engine", _("translation engine")
    SIGNATORY = "signatory", _("signatory")
    MEMORY = "memory", _("translation memory")
    FILE = "file", _("file of a translator")
    EARLIER = "earlier", _("text that stood on the page before")


class Effect(TextChoices):
    """What a change of the source means for its translations."""

    NORMAL = "normal", _("Translators look at the changed texts; readers keep the old")
    MINOR = "minor", _("Minor edit: translations stay valid")
    URGENT = "urgent", _("Urgent: readers see the source until a translation is new")


class Gate(TextChoices):
    """What a language must have before it may be published."""

    LABELLED = "labelled", _("with a label as long as nobody has reviewed it")
    REVIEWED = "reviewed", _("only when every text is approved")


class Role(TextChoices):
    """What somebody may do in a language."""

    TRANSLATOR = "translator", _("translator")
    REVIEWER = "reviewer", _("reviewer")


class EventKind(TextChoices):
    """What happened to a text in a language."""

    WRITTEN = "written", _("written")
    SENT = "sent", _("sent for review")
    APPROVED = "approved", _("approved")
    ASKED = "asked", _("sent back with a question")
    STILL_RIGHT = "still_right", _("confirmed as still right")
    SOURCE_CHANGED = "source_changed", _("source changed")
    MINOR_EDIT = "minor_edit", _("source changed a little; translation stayed valid")
    IMPORTED = "imported", _("imported")
    UNDONE = "undone", _("import undone")
    DRAFTED = "drafted", _("drafted by an engine")
    TAKEN_OVER = "taken_over", _("taken over from the page as it stood")
