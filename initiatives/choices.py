"""Values that initiatives choose from; stored in lower case, part of the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where an initiative works."""

    LOCAL = "local", _("local")
    REGIONAL = "regional", _("regional")
    NATIONAL = "national", _("national")
    EUROPEAN = "european", _("European")


class CostBand(models.TextChoices):
    """What it cost, roughly; an exact sum is nobody's business."""

    NONE = "none", _("no cost of its own")
    UNDER_5000 = "under-5000", _("less than 5,000 euros")
    UNDER_25000 = "5000-25000", _("5,000 to 25,000 euros")
    UNDER_100000 = "25000-100000", _("25,000 to 100,000 euros")
    OVER_100000 = "over-100000", _("more than 100,000 euros")


class ReviewKind(models.TextChoices):
    """What a moderator reads."""

    INITIATIVE = "initiative", _("initiative")
    UPDATE = "update", _("what happened since")
    PROFILE = "profile", _("signatory’s description")


class ReviewState(models.TextChoices):
    """Where the reading of one text stands; changed by services alone."""

    SUBMITTED = "submitted", _("waits for a moderator")
    CHANGES_ASKED = "changes_asked", _("changes were asked for")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    SUPERSEDED = "superseded", _("taken back")


class Reason(models.TextChoices):
    """Why a text is not published as it is; the first ones protect children."""

    RECOGNISABLE = "recognisable", _("A child could be recognised by what is said.")
    PICTURE = "picture", _("A child can be seen in a picture.")
    PERSONAL_DATA = (
        "personal-data",
        _("It gives a private name, telephone number, address or e-mail."),
    )
    HARMFUL = "harmful", _("It may harm children or people who were abused.")
    UNCLEAR = "unclear", _("It does not say clearly enough what was done.")
    INCOMPLETE = "incomplete", _("Something important is missing.")
    OFF_TOPIC = "off-topic", _("It has nothing to do with the Pact.")
    ADVERTISING = "advertising", _("It advertises a product, a party or a person.")
    DUPLICATE = "duplicate", _("The same initiative is on the portal already.")
    OTHER = "other", _("Another reason, explained below.")


class TextStatus(models.TextChoices):
    """What a signatory is told about a text of its own."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("being read by a moderator")
    CHANGES_ASKED = "changes_asked", _("changes were asked for")
    REJECTED = "rejected", _("rejected")
    PUBLISHED = "published", _("published")
    CHANGED = "changed", _("published, with changes not sent yet")
    WITHDRAWN = "withdrawn", _("withdrawn")
