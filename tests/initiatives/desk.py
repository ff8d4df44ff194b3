"""Signatories, people and texts for the tests of writing and reading."""

import io
from uuid import uuid4

from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import User
from core.addresses import address_resolve
from initiatives import services
from initiatives.drafts import DraftFields
from initiatives.models import InitiativePage, ModeratorScope, Review
from initiatives.plain_text import blocks_from_text
from signatories.models import Membership, Signatory

SLUG = "goyseher-belediyyesi"
OTHER_SLUG = "glaropetra"


def signatory(slug=SLUG):
    key, _current = address_resolve(kind="signatory", slug=slug)
    return Signatory.objects.get(key=key)


def person(name, *, slug="", role="contributor", language="en", rights=(), **fields):
    user = User.objects.create_user(
        f"{name}@people.example",
        "x",
        first_name=name.title(),
        language=language,
        **fields,
    )
    if slug:
        Membership.objects.create(signatory=signatory(slug), user=user, role=role)
    for right in rights:
        app, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


def moderator(name="moderator", *, sees_flagged=False, countries=(), languages=()):
    rights = ["wagtailadmin.access_admin", "initiatives.moderate_review"]
    if sees_flagged:
        rights.append("initiatives.view_flaggedtext")
    user = person(name, rights=rights)
    if countries or languages:
        ModeratorScope.objects.create(
            user=user, countries=list(countries), languages=list(languages)
        )
    return user


def picture_file(name="photo.png", size=(60, 40)):
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 110)).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def full_fields(title="Evenings at the harbour", **more):
    values = {
        "title": title,
        "summary": "Evenings with parents and clubs.",
        "body": blocks_from_text("What was done.\n\n- one\n- two"),
        "principles": ["prevention"],
        "actions": ["debate"],
        "groups": [],
        "place": "Göyşəhər",
        "starts_on": __import__("datetime").date(2026, 3, 1),
        "partners": "The harbour club",
        "results": "Forty parents came.",
        "lessons": "Begin early.",
    }
    return DraftFields(**values | more)


def draft(user, *, language="en", slug=SLUG, key=None, **fields):
    page = services.initiative_draft_create(
        signatory=signatory(slug),
        user=user,
        language=language,
        title=fields.get("title", "Evenings at the harbour"),
        key=key or uuid4(),
    )
    save(page, user, **fields)
    return page


def save(page, user, **fields):
    page = InitiativePage.objects.get(pk=page.pk)
    return services.initiative_draft_save(
        page_id=page.pk,
        fields=full_fields(**fields),
        user=user,
        base_revision_id=page.latest_revision_id,
    )


def submitted(user, **fields):
    page = draft(user, **fields)
    return page, services.initiative_submit(page_id=page.pk, user=user)


def published(user, actor, **fields):
    page, review = submitted(user, **fields)
    services.review_approve(review_id=review.pk, actor=actor)
    return InitiativePage.objects.get(pk=page.pk)


def form_data(page, **changes):
    """What a browser sends with the form of a draft."""
    page = InitiativePage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    data = {
        "revision": page.latest_revision_id or "",
        "title": draft.title,
        "summary": draft.summary,
        "text": "What was done.",
        "principles": draft.principles,
        "actions": draft.actions,
        "groups": draft.groups,
        "place": draft.place,
        "level": draft.level,
        "starts_on": str(draft.starts_on or ""),
        "ends_on": str(draft.ends_on or ""),
        "partners": draft.partners,
        "results": draft.results,
        "cost_band": draft.cost_band,
        "lessons": draft.lessons,
        "links": "",
        "picture_alt": "",
        "picture_credit": "",
    }
    return data | changes


def finish(answer):
    """Read a file to its end, which closes it."""
    if answer.streaming:
        b"".join(answer.streaming_content)


CHECKLIST = {"no_child": "on", "no_picture": "on", "adults": "on", "no_case": "on"}


def edit_url(page, language="en", tail=""):
    own = InitiativePage.objects.get(pk=page.pk)
    return (
        f"/{language}/account/initiatives/{own.translation_key}/{own.language}/{tail}"
    )


def last_review(page):
    return Review.objects.filter(target_key=page.translation_key).latest("pk")
