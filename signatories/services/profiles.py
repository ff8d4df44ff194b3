"""What a signatory says of itself: drafts, and facts that are no text."""

from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.html import linebreaks

from accounts.models import User
from core.locales import locale_id
from core.models import PortalImage
from core.private_pictures import picture_keep, picture_publish
from signatories.models import DraftLogo, Signatory, SignatoryProfile
from signatories.services.lifecycle import log

# What anybody may see of a signatory beside its texts -> the tick that shows it, "" when
# it always is.
FACTS: Final = {
    "website": "",
    "contact_email": "is_contact_email_public",
    "contact_phone": "is_contact_phone_public",
}


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
        logo: a cleaned picture, None to keep the one there is. It waits outside the
            public folder until a moderator has ticked it.

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
        waiting = DraftLogo(signatory=locked, uploaded_by=user)
        picture_keep(waiting, logo)
        draft.draft_logo = str(waiting.key)
    draft.save_revision(user=user, log_action=True)
    return draft


def logo_publish(profile: SignatoryProfile) -> PortalImage | None:
    """Make the logo that waits an image of the portal: a moderator has ticked it.

    Returns:
        the image; None when the logo is gone.
    """
    row = DraftLogo.objects.select_for_update().filter(key=profile.draft_logo).first()
    if row is None:
        return None
    return picture_publish(row, title=profile.signatory.official_name)


@transaction.atomic
def facts_save(
    *, signatory: Signatory, user: User, facts: dict[str, str | bool]
) -> None:
    """Change web site and contacts; the log says that they changed, not to what.

    What a public signatory wants to show waits until staff have read it, and what its
    page shows stays so long. What it wants to hide is hidden at once.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    shown, locked.pending_facts = locked.public_facts, {}
    for name, tick in FACTS.items():
        wanted, is_ticked = str(facts[name]), not tick or bool(facts[tick])
        if locked.is_public and is_ticked and wanted not in ("", shown.get(name)):
            locked.pending_facts[name] = wanted
            if name in shown or not tick:
                continue
            # It is no secret from the secretariat meanwhile.
            is_ticked = False
        setattr(locked, name, wanted)
        if tick:
            setattr(locked, tick, is_ticked)
    # What waits has to be as good as what is shown.
    for name, text in locked.pending_facts.items():
        locked._meta.get_field(name).clean(text, locked)
    locked.full_clean(exclude=["key"])
    locked.save()
    log(locked, "changed", "", user)


@transaction.atomic
def fact_decide(
    *, signatory: Signatory, name: str, text: str, is_published: bool, actor: User
) -> bool:
    """Publish the web site or contact that waits, or let it go.

    Args:
        signatory: whose it is.
        name: of the field, one of `FACTS`.
        text: what staff have read.
        is_published: whether it becomes public.
        actor: who has read it.

    Returns:
        False when it is no longer what waits: nothing has changed then.
    """
    locked = Signatory.objects.select_for_update().get(pk=signatory.pk)
    if not text or locked.pending_facts.get(name) != text:
        return False
    del locked.pending_facts[name]
    if is_published:
        setattr(locked, name, text)
        if FACTS[name]:
            setattr(locked, FACTS[name], True)
    locked.save()
    log(locked, "changed", "", actor)
    return True
