"""Who asks, and what there is to be asked for: one signatory in a country, its texts."""

from datetime import timedelta
from types import SimpleNamespace

from allauth.account.models import EmailConfirmationHMAC
from django.contrib.auth.models import Group
from django.core import signing
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services import account_open
from core.addresses import address_current, address_resolve
from core.models import OutgoingMail, PortalDocument, Report
from core.uploads import clean_picture
from initiatives import services
from initiatives.models import (
    FlaggedText,
    Initiative,
    InitiativeUpdate,
    ModeratorScope,
    Review,
)
from pact.models import CommitmentVersion
from signatories.models import (
    ClaimLink,
    Invitation,
    JoinRequest,
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
    Signature,
)
from signatories.selectors import UNWANTED_SALT
from signatories.services import (
    profile_draft_save,
    signatory_register,
    signatory_transition,
)
from signatories.tokens import token_digest
from signatories.typed_lists import text_digest
from tests.initiatives import desk
from tests.permissions.translations_world import editor_things

PASSWORD = "a-password-for-this-test"
SLUG = "yenibulaq"
NAME = "Yenibulaq Bələdiyyəsi"
TITLE = "Evenings at the harbour"
ASSOCIATION = "netzwerk-kleine-staedte-europa"
NOTHING = SimpleNamespace(pk=0, key="00000000-0000-0000-0000-000000000000")


def signatory_in(status):
    """A signatory that came to a status step by step, with a double to be merged."""
    signatory = signatory_register(
        actor=None,
        slug=SLUG,
        profile="authority",
        country_id="AZ",
        official_name=NAME,
        contact_email="office@yenibulaq.example",
        status="recorded" if status == "recorded" else "awaiting",
        recorded_source="A list of 2012" if status == "recorded" else "",
    )
    steps = {
        "awaiting": (),
        "confirmed": ("confirmed",),
        "recorded": (),
        "rejected": ("rejected",),
        "withdrawn": ("confirmed", "withdrawn"),
    }
    for verb in steps[status]:
        signatory_transition(signatory=signatory, verb=verb, actor=None, reason="x")
    return signatory


def people(signatory):
    """One person of each role, all with the same password."""
    editor = User.objects.get(email="editor@demo.example")
    newcomer = account_open(
        email="unverified@people.example", password=PASSWORD, name="N", language="en"
    )
    # An address that nobody has proved opens nothing, whatever the account is for.
    Membership.objects.create(signatory=signatory, user=newcomer, role="manager")
    persons = {
        "unverified": newcomer,
        "contributor": desk.person("contributor", slug=SLUG),
        "manager": desk.person("manager", slug=SLUG, role="manager"),
        "other": desk.person("other", slug=desk.OTHER_SLUG, role="manager"),
        "association": desk.person("network", slug=ASSOCIATION, role="manager"),
        "translator": User.objects.get(email="translator@demo.example"),
        "foreign_moderator": _moderator("foreign", "FR"),
        "moderator": _moderator("moderator", "AZ"),
        "editor": editor,
        "officer": User.objects.get(email="officer@demo.example"),
        "superuser": User.objects.create_superuser("super@people.example", "x"),
    }
    for person in persons.values():
        person.set_password(PASSWORD)
        person.save()
    return persons


def _moderator(name, country):
    person = desk.person(name)
    person.groups.add(Group.objects.get(name="Moderators"))
    ModeratorScope.objects.create(user=person, countries=[country])
    return person


def clients(persons):
    """A browser for each role; who has not proved the address tried the door."""
    browsers = {"anonymous": Client()}
    for role, person in persons.items():
        browsers[role] = Client()
        if role == "unverified":
            data = {"login": person.email, "password": PASSWORD}
            browsers[role].post("/en/account/login/", data)
        else:
            browsers[role].force_login(person)
    return browsers


def build(kind, state):
    """Return browsers by role, and the things that rows name in braces.

    Args:
        kind: whose states are meant, a key of `table.STATES`.
        state: the state in which it is.
    """
    status = state if kind == "signatory" else "confirmed"
    signatory = signatory_in(status)
    persons = people(signatory)
    things = {
        "signatory": signatory,
        "slug": SLUG,
        "password": PASSWORD,
        "marker": NAME,
        "me": persons["unverified"],
    }
    if kind == "initiative":
        things |= _texts(state, persons["manager"])
    elif kind == "signatory":
        things |= _desk_of(signatory, status)
    elif kind == "link":
        things |= _links(state, signatory, persons["unverified"])
        things |= editor_things(days=1 if state == "open" else -1)
    else:
        things |= _odds_and_ends() | editor_things()
    return clients(persons), things


def _desk_of(signatory, status):
    """What lies on the desks of a signatory's managers and of the secretariat."""
    commitment = CommitmentVersion.objects.filter(language="en").latest("number")
    signature = Signature.objects.create(
        signatory=signatory,
        commitment_version=commitment,
        number=commitment.number,
        language="en",
        text_hash=commitment.text_hash,
        signed_on=timezone.localdate(),
        certificate_number="2026-TESTTEST",
        decision=ContentFile(b"%PDF-1.4", name="decision.pdf"),
    )
    double = signatory_register(
        actor=None,
        profile="authority",
        country_id="AZ",
        official_name="Yenibulaq şəhəri",
    )
    signatory.pending_facts = {"website": "https://new.example/"}
    signatory.save()
    verbs = {
        "awaiting": "confirmed",
        "confirmed": "withdrawn",
        "recorded": "withdrawn",
    }
    colleague = desk.person("colleague", slug=SLUG)
    description = profile_draft_save(
        signatory=signatory,
        language="en",
        user=User.objects.get(email="manager@people.example"),
        texts={"summary": "A town", "description": "A town", "links": ""},
    )
    return {
        "signature": signature,
        "description": description,
        "double": double,
        "next_verb": verbs.get(
            status, "confirmed" if status == "rejected" else "restored"
        ),
        "colleague": Membership.objects.get(user=colleague),
        "invitation": _invitation(signatory, "invited@people.example", "an-invitation"),
        "asked": JoinRequest.objects.create(
            signatory=signatory, user=desk.person("asks"), name="Somebody"
        ),
    }


def _invitation(signatory, email, token, days=1):
    return Invitation.objects.create(
        signatory=signatory,
        email=email,
        token_digest=token_digest(token),
        expires_at=timezone.now() + timedelta(days=days),
    )


def _texts(status, manager):
    """A text in a status, a version of which has a picture, news and a marked passage."""
    officer = desk.moderator("reader", sees_flagged=True)
    page = desk.draft(manager, slug=SLUG, title=TITLE)
    key = page.translation_key
    if status in ("published", "changed", "withdrawn"):
        review = services.initiative_submit(page_id=page.pk, user=manager)
        services.review_approve(review_id=review.pk, actor=officer)
    picture = services.picture_add(
        initiative_key=key, cleaned=clean_picture(desk.picture_file()), user=manager
    )
    if status not in ("published", "withdrawn"):
        pictures = [{"key": str(picture.key), "alt": "A hall", "credit": ""}]
        desk.save(page, manager, title=TITLE, summary="Newer.", pictures=pictures)
    if status in ("submitted", "changes_asked", "rejected"):
        review = services.initiative_submit(page_id=page.pk, user=manager)
        decide = {
            "changes_asked": services.review_ask_changes,
            "rejected": services.review_reject,
        }.get(status)
        if decide:
            decide(review_id=review.pk, actor=officer, reasons=["unclear"], comment="x")
    update = InitiativeUpdate.objects.create(
        initiative_id=key, language="en", happened_on="2026-01-01", text="x"
    )
    if status == "withdrawn":
        services.initiative_withdraw(key=key, reason="x", actor=manager)
    review = Review.objects.filter(target_key=key).first()
    passage = review and FlaggedText.objects.create(
        review=review,
        field="summary",
        kind="x",
        passage="x",
        flagged_at=review.submitted_at,
    )
    return {
        "marker": TITLE,
        "page": page,
        "key": key,
        "address": address_current(kind="initiative", key=key) or page.slug,
        "picture": picture,
        "update": update,
        "review": review or NOTHING,
        "passage": passage or NOTHING,
        "draft_form": desk.form_data(page, summary="By POST"),
        "initiative": Initiative.objects.get(key=key),
        "decision": {"approve": "", f"picture_{picture.key}": "on"}
        if status == "submitted"
        else {"approve": ""},
    }


def _key_of(slug):
    return address_resolve(kind="signatory", slug=slug)[0]


def _member_invitation(token, days=1):
    """An association has asked a member to sign."""
    return MemberInvitation.objects.create(
        inviter=Signatory.objects.get(key=_key_of(ASSOCIATION)),
        token_digest=token_digest(token),
        official_name="Aşağı Çay",
        country_id="AZ",
        profile="authority",
        email="member@people.example",
        state="sent",
        sent_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=days),
    )


def _links(state, signatory, newcomer):
    days = 1 if state == "open" else -1
    invited = _member_invitation("a-member", days)
    recorded = signatory_register(
        actor=None,
        profile="authority",
        country_id="AZ",
        official_name="Köhnə Körpü",
        status="recorded",
        recorded_source="A list of 2012",
    )
    ClaimLink.objects.create(
        signatory=recorded,
        token_digest=token_digest("a-claim"),
        expires_at=timezone.now() + timedelta(days=days),
    )
    Registration.objects.create(
        token_digest=token_digest("a-registration"),
        email="signs@people.example",
        profile="authority",
        answers={"who": {}},
        expires_at=timezone.now() + timedelta(days=days),
    )
    _invitation(signatory, "invited@people.example", "an-invitation", days)
    asked = Membership.objects.get(
        signatory=signatory, user__email__startswith="manager"
    )
    gone = Membership(pk=0)
    address = newcomer.emailaddress_set.get()
    return {
        "still": signing.dumps(
            (asked if state == "open" else gone).pk, salt="signatories.still"
        ),
        "proof": EmailConfirmationHMAC(address).key if state == "open" else "over",
        # It never ends; a made-up one opens nothing.
        "unwanted": signing.dumps([invited.pk, "x"], salt=UNWANTED_SALT)
        if state == "open"
        else "made-up",
    }


def _odds_and_ends():
    mail = OutgoingMail.objects.create(
        to="x@people.example", language="en", template="x", text="x", state="failed"
    )
    document = PortalDocument.objects.create(
        title="x", file=ContentFile(b"%PDF-1.4", name="x.pdf")
    )
    report = Report.objects.create(
        kind="initiative", key=NOTHING.key, path="/en/x/", reason="recognisable"
    )
    members = "Aşağı Göl; AZ; authority; lake@people.example"
    earlier = "Dağ Kəndi; AZ; authority; ; ; 2012-05-01; A list of 2012; az"
    return {
        "mail": mail,
        "document": document,
        "report": report,
        "association": Signatory.objects.get(key=_key_of(ASSOCIATION)),
        "member": _member_invitation("a-member"),
        "members": {"text": members, "checked": text_digest(members), "act": "1"},
        "earlier": {"text": earlier, "checked": text_digest(earlier), "act": "1"},
    }
