"""Links for reviewers without an account."""

import hashlib

from django.utils import timezone
from wagtail_localize.models import Translation

from translations.models import ReviewLink


def secret_digest(secret: str) -> str:
    """Return what is stored of a secret: its SHA-256, hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def review_link_open(secret: str) -> ReviewLink | None:
    """Return the link of a secret; None when it is unknown, over or taken back."""
    return (
        ReviewLink.objects.filter(
            digest=secret_digest(secret),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            translation__enabled=True,
        )
        .select_related(
            "translation__source__specific_content_type",
            "translation__source__locale",
            "translation__target_locale",
            "invited_by",
        )
        .first()
    )


def review_links_of(translation: Translation) -> list[ReviewLink]:
    """Return the links of a translation, the newest first."""
    rows = ReviewLink.objects.filter(translation=translation)
    return list(rows.select_related("invited_by").order_by("-pk"))
