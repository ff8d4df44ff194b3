"""Public addresses: one slug per initiative or signatory, in all languages."""

from django.db import models


class PublicAddress(models.Model):
    """A slug under which an object is or was reached.

    Attributes:
        kind: what stands there, `initiative` or `signatory`.
        slug: ASCII, unique within the kind over all languages and for ever: an old slug
            answers 301 and is never given to another object.
        translation_key: the object, the same for all its translations.
        is_current: the slug that addresses are made from; one per object.
    """

    class Kind(models.TextChoices):
        INITIATIVE = "initiative"
        SIGNATORY = "signatory"

    kind = models.CharField(max_length=12, choices=Kind)
    slug = models.SlugField(max_length=100)
    translation_key = models.UUIDField()
    is_current = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="address_unique"),
            models.UniqueConstraint(
                fields=["kind", "translation_key"],
                condition=models.Q(is_current=True),
                name="address_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
