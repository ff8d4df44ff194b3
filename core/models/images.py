"""The portal's image model."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """An image with the statement that no child can be recognised in it.

    Attributes:
        shows_no_recognisable_child: what the person who uploaded it has confirmed; an
            image without it is shown nowhere to the public.
        credit: photographer or source, printed below the image.
    """

    shows_no_recognisable_child = models.BooleanField(
        _("no child can be recognised in this picture"),
        default=False,
        help_text=_(
            "Required, with or without consent of the parents. A picture without this "
            "confirmation is not shown on the portal."
        ),
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (
        *Image.admin_form_fields,
        "credit",
        "shows_no_recognisable_child",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class PortalRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(
        PortalImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="rendition_unique",
            )
        ]
