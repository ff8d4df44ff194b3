"""Two people at the same moment: one decision, two drafts, no more mails than allowed."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from wagtail.models import Revision

from accounts.models import User
from core.models import OutgoingMail, PublicAddress
from initiatives import services
from initiatives.exceptions import ReviewClosedError
from initiatives.models import Initiative, InitiativePage, ModerationEvent, Review
from search.models import SearchObject
from signatories.exceptions import InvitationLimitError
from signatories.models import Invitation, Membership, SignatoryEvent
from signatories.services import colleague_invite
from tests.initiatives import desk
from tests.races import at_once

pytestmark = pytest.mark.services

TITLE = "Lanterns on the pier"
INVITED = "invited-at-once@people.example"


@pytest.fixture
def committing(django_db_setup, django_db_blocker, settings, tmp_path):
    """The database without a transaction around it, left as it was found.

    Threads see only what is committed, and a flush would take the demonstration away
    from the tests that come later.
    """
    settings.PRIVATE_ROOT = tmp_path
    with django_db_blocker.unblock():
        assert connection.vendor == "postgresql"
        yield
        keys = set(
            InitiativePage.objects.filter(title=TITLE).values_list(
                "translation_key", flat=True
            )
        )
        for page in InitiativePage.objects.filter(translation_key__in=keys):
            page.delete()
        Initiative.objects.filter(key__in=keys).delete()
        Review.objects.filter(target_key__in=keys).delete()
        ModerationEvent.objects.filter(target_key__in=keys).delete()
        PublicAddress.objects.filter(translation_key__in=keys).delete()
        SearchObject.objects.filter(key__in=keys).delete()
        Invitation.objects.filter(email=INVITED).delete()
        people = User.objects.filter(email__endswith="@people.example")
        SignatoryEvent.objects.filter(actor__in=people).delete()
        OutgoingMail.objects.filter(to__endswith="@people.example").delete()
        people.delete()


def test_of_two_approvals_at_once_one_counts(committing):
    author = desk.person("author", slug=desk.SLUG, role="manager")
    moderators = [desk.moderator(f"moderator{number}") for number in range(2)]
    page, review = desk.submitted(author, title=TITLE)
    results = at_once(
        *(
            partial(services.review_approve, review_id=review.pk, actor=moderator)
            for moderator in moderators
        )
    )
    refused = [item for item in results if isinstance(item, ReviewClosedError)]
    decided = [item for item in results if isinstance(item, Review)]
    assert (len(refused), len(decided)) == (1, 1), results
    page.refresh_from_db()
    assert page.live
    assert page.live_revision_id == decided[0].revision_id
    key = page.translation_key
    assert Revision.objects.for_instance(page).filter(pk=page.live_revision_id).exists()
    assert PublicAddress.objects.filter(translation_key=key).count() == 1
    events = ModerationEvent.objects.filter(target_key=key, verb="approved")
    assert [event.actor for event in events] == [decided[0].decided_by]
    assert OutgoingMail.objects.filter(to=author.email).count() == 1


def test_two_colleagues_begin_the_same_initiative_at_once(committing):
    people = [desk.person(f"writer{number}", slug=desk.SLUG) for number in range(2)]
    signatory = desk.signatory()

    def begin(user):
        return services.initiative_draft_create(
            signatory=signatory, user=user, language="en", title=TITLE, key=uuid4()
        )

    pages = at_once(*(partial(begin, user) for user in people))
    assert all(isinstance(page, InitiativePage) for page in pages), pages
    stored = InitiativePage.objects.filter(title=TITLE)
    assert stored.count() == 2
    assert len(set(stored.values_list("slug", flat=True))) == 2
    assert len(set(stored.values_list("path", flat=True))) == 2
    parent = stored[0].get_parent()
    assert parent.numchild == parent.get_children().count()


def test_two_initiatives_of_one_name_are_published_at_once_under_two_addresses(
    committing,
):
    author = desk.person("author", slug=desk.SLUG, role="manager")
    moderator = desk.moderator()
    reviews = [desk.submitted(author, title=TITLE)[1] for _number in range(2)]
    results = at_once(
        *(
            partial(services.review_approve, review_id=review.pk, actor=moderator)
            for review in reviews
        )
    )
    assert all(isinstance(item, Review) for item in results), results
    live = InitiativePage.objects.filter(title=TITLE, live=True)
    assert len(set(live.values_list("slug", flat=True))) == 2


def test_one_form_sent_twice_at_once_begins_one_initiative(committing):
    author = desk.person("author", slug=desk.SLUG)
    signatory, key = desk.signatory(), uuid4()

    def begin():
        return services.initiative_draft_create(
            signatory=signatory, user=author, language="en", title=TITLE, key=key
        )

    pages = at_once(begin, begin)
    assert all(isinstance(page, InitiativePage) for page in pages), pages
    assert InitiativePage.objects.filter(title=TITLE).count() == 1


def test_an_address_gets_no_more_mails_than_the_limit_whoever_invites_at_once(
    committing,
):
    slugs = (
        desk.SLUG,
        desk.OTHER_SLUG,
        "ardnamara-borough-council",
        "camlikiyi-belediyesi",
        "agglomeration-val-de-lorne",
    )
    invites = []
    for number, slug in enumerate(slugs):
        user = desk.person(f"inviter{number}")
        signatory = desk.signatory(slug)
        Membership.objects.create(signatory=signatory, user=user, role="manager")
        invites.append(
            partial(
                colleague_invite,
                signatory=signatory,
                email=INVITED,
                role="contributor",
                language="en",
                actor=user,
            )
        )
    results = at_once(*invites)
    refused = [item for item in results if isinstance(item, InvitationLimitError)]
    assert len(refused) == 2, results
    assert OutgoingMail.objects.filter(to=INVITED).count() == 3
