"""Values that signatories choose from; stored in lower case, part of the API."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Profile(models.TextChoices):
    """Who may sign."""

    AUTHORITY = "authority", _("local or regional authority")
    ORGANISATION = "organisation", _("association or organisation")
    REPRESENTATIVE = "representative", _("elected representative")


class PopulationBand(models.TextChoices):
    """Inhabitants of an authority."""

    UNDER_5000 = "under-5000", _("fewer than 5,000 inhabitants")
    UNDER_20000 = "5000-20000", _("5,000 to 20,000 inhabitants")
    UNDER_100000 = "20000-100000", _("20,000 to 100,000 inhabitants")
    UNDER_500000 = "100000-500000", _("100,000 to 500,000 inhabitants")
    OVER_500000 = "over-500000", _("more than 500,000 inhabitants")


class Status(models.TextChoices):
    """Lifecycle of a registration; changed by services alone."""

    AWAITING = "awaiting", _("awaiting confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    RECORDED = "recorded", _("recorded from an earlier list")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


# What everybody sees: signed here, or recorded by staff from an earlier list.
PUBLIC = (Status.CONFIRMED, Status.RECORDED)


class MembershipRole(models.TextChoices):
    """What a person may do for a signatory."""

    MANAGER = "manager", _("manager")
    CONTRIBUTOR = "contributor", _("contributor")


class InvitationState(models.TextChoices):
    """What became of an invitation to a member of an association."""

    WAITING = "waiting", _("on its way")
    SENT = "sent", _("sent")
    OPENED = "opened", _("opened")
    BEGUN = "begun", _("begun")
    SIGNED = "signed", _("signed")
    ANSWERED = "answered", _("answered")
    DECLINED = "declined", _("does not want to be asked")
    CLOSED = "closed", _("taken back")
    EXPIRED = "expired", _("expired")


class RequestState(models.TextChoices):
    """What became of a request to join."""

    OPEN = "open", _("open")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")


class OrganisationKind(models.TextChoices):
    """What kind of organisation signs."""

    AUTHORITIES = "authorities", _("association of towns or regions")
    NGO = "ngo", _("non-governmental organisation")
    PROFESSIONAL = "professional", _("professional association")
    EDUCATION = "education", _("school, university or research")
    SPORT = "sport", _("sport or leisure")
    FAITH = "faith", _("religious community")
    BUSINESS = "business", _("company or media")
    OTHER = "other", _("another kind")
