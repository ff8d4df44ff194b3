"""What a signatory says of itself: drafts, and facts that are no text."""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import linebreaks
from wagtail.models import Collection

from accounts.models import User
from core.locales import locale_id
from core.models import PortalImage
from signatories.models import Signatory, SignatoryProfile
from signatories.services.lifecycle import log

FACTS = (
    "website",
    "contact_email",
    "contact_phone",
    "is_contact_email_public",
    "is_contact_phone_public",
)


@transaction.atomic
def profile_draft_save(
    *,
    signatory: Signatory,
    language: str,
    user: User,
    texts: dict[str, str],
    logo: ContentFile[bytes] | None = None,
) -> SignatoryProfile:
    """Keep a description as a draft; what is public stays as it is.

    Args:
        signatory: whose description it is.
        language: code of the language it is written in.
        user: who wrote it.
        texts: `summary`, `description` as plain text with paragraphs, `links`.
        logo: a cleaned picture, None to keep the one there is.

    Returns:
        the description with the draft in it; its row is unchanged.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    row, _created = SignatoryProfile.objects.get_or_create(
        signatory=locked,
        locale_id=locale_id(language),
        defaults={"translation_key": locked.key, "live": False},
    )
    draft: SignatoryProfile = row.get_latest_revision_as_object()
    draft.summary, draft.links = texts["summary"], texts["links"]
    # It escapes: nothing of what is typed is markup.
    draft.description = linebreaks(texts["description"], autoescape=True)
    if logo is not None:
        draft.logo = _logo(locked, logo, user)
    draft.save_revision(user=user, log_action=True)
    return draft


def _logo(signatory: Signatory, file: ContentFile[bytes], user: User) -> PortalImage:
    image = PortalImage(
        title=signatory.official_name[:255],
        file=file,
        uploaded_by_user=user,
        collection=Collection.get_first_root_node(),
        # The secretariat ticks it; until then the public never sees the picture.
        shows_no_recognisable_child=False,
    )
    image.save()
    return image


@transaction.atomic
def facts_save(
    *, signatory: Signatory, user: User, facts: dict[str, str | bool]
) -> None:
    """Change web site and contacts; the log says that they changed, not to what.

    Another web site of a public signatory waits until staff have read it.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    wanted, public = facts["website"], locked.website
    for name in FACTS:
        setattr(locked, name, facts[name])
    locked.pending_website = ""
    if locked.is_public and wanted not in ("", public):
        locked.website, locked.pending_website = public, str(wanted)
    locked.full_clean(exclude=["key"])
    locked.save()
    log(locked, "changed", "", user)


@transaction.atomic
def website_decide(
    *, signatory: Signatory, website: str, is_published: bool, actor: User
) -> bool:
    """Publish the web site that waits, or let it go.

    Args:
        signatory: whose web site it is.
        website: what staff have read.
        is_published: whether it becomes public.
        actor: who has read it.

    Returns:
        False when it is no longer what waits: nothing has changed then.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if not website or locked.pending_website != website:
        return False
    if is_published:
        locked.website = website
    locked.pending_website = ""
    locked.save()
    log(locked, "changed", "", actor)
    return True
