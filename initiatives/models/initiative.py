"""Facts of an initiative that no revision may bring back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Initiative(models.Model):
    """The registry row of an initiative, one for all its languages.

    Attributes:
        key: the translation key of its pages.
        written_in: code of the language of the original.
        is_good_practice: given by a moderator.
        is_demo: invented for the demonstration and labelled so everywhere.
    """

    key = models.UUIDField(primary_key=True)
    written_in = models.CharField(_("written in"), max_length=5)
    is_good_practice = models.BooleanField(_("good practice"), default=False)
    is_demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")

    def __str__(self) -> str:
        return str(self.key)
