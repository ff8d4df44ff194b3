"""Registering, confirming, rejecting, withdrawing and restoring a signatory."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.addresses import address_current
from core.models import PublicAddress, Withdrawal
from initiatives.models import InitiativeIndexPage, InitiativePage
from search.models import SearchObject
from signatories.choices import Status
from signatories.exceptions import TransitionError
from signatories.models import Signatory, SignatoryEvent
from signatories.services import signatory_register, signatory_transition

pytestmark = pytest.mark.django_db


def register(**fields):
    return signatory_register(
        actor=None,
        **{
            "profile": "authority",
            "official_name": "Կապուտակի համայնք",
            "latin_name": "Kaputak community",
            "country_id": "AM",
        }
        | fields,
    )


def move(signatory, verb, reason="a reason", actor=None):
    signatory_transition(signatory=signatory, verb=verb, actor=actor, reason=reason)


def slug_of(signatory):
    return address_current(kind=PublicAddress.Kind.SIGNATORY, key=signatory.key)


def verbs(signatory):
    """The log, oldest first."""
    return list(reversed(signatory.events.values_list("verb", flat=True)))


@pytest.fixture
def signatory():
    return register()


@pytest.fixture
def initiative(signatory):
    """An initiative of the signatory, published."""
    index = next(
        page for page in InitiativeIndexPage.objects.all() if page.language == "hy"
    )
    page = InitiativePage(
        title="Դպրոցական քննարկումներ",
        summary="Երեխաները խոսում են։",
        signatory=signatory,
        country_id="AM",
        starts_on=date(2025, 3, 1),
        principles=["prevention"],
    )
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


class TestRegister:
    def test_it_awaits_confirmation(self, signatory):
        assert signatory.status == Status.AWAITING
        assert not signatory.is_public

    def test_it_has_an_address_in_latin_letters_at_once(self, signatory):
        assert slug_of(signatory) == "kaputak-community"

    def test_without_a_latin_name_the_own_one_is_transliterated(self):
        assert slug_of(register(latin_name="")).isascii()

    def test_two_of_the_same_name_have_two_addresses(self, signatory):
        assert slug_of(register()) == "kaputak-community-2"

    def test_the_address_may_be_chosen(self):
        assert slug_of(register(slug="kaputak")) == "kaputak"

    def test_the_log_says_who_did_it(self, editor):
        signatory = signatory_register(
            actor=editor,
            profile="organisation",
            official_name="Together",
            country_id="IE",
        )
        event = SignatoryEvent.objects.get(signatory=signatory)
        assert (event.verb, event.actor) == ("registered", editor)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"official_name": ""},
            {"profile": "mayor"},
            {"country_id": "RU"},
            {"official_code": "no code at all"},
            {"website": "not an address"},
        ],
    )
    def test_what_is_not_right_is_refused_and_leaves_nothing(self, wrong):
        before = Signatory.objects.count(), PublicAddress.objects.count()
        with pytest.raises(ValidationError):
            register(**wrong)
        assert (Signatory.objects.count(), PublicAddress.objects.count()) == before

    def test_a_row_made_in_the_admin_gets_its_address_too(self):
        signatory = Signatory.objects.create(
            profile="authority", official_name="Žabljak", country_id="ME"
        )
        assert slug_of(signatory) == "zabljak"


@pytest.mark.ignore_template_errors  # Wagtail's bar for editors on our pages
class TestAwaiting:
    @pytest.mark.parametrize("who", [None, "member", "translator"])
    def test_its_page_is_missing_for_everybody_but_staff(
        self, client, signatory, who, request
    ):
        if who:
            client.force_login(request.getfixturevalue(who))
        for address in ("", "report/"):
            url = f"/en/signatories/{slug_of(signatory)}/{address}"
            assert client.get(url).status_code == 404
        api = f"/api/v1/signatories/{slug_of(signatory)}/"
        assert client.get(api).status_code == 404

    def test_its_initiative_is_missing_for_everybody(self, client, initiative, editor):
        client.force_login(editor)
        for code in ("hy", "en"):
            url = f"/{code}/initiatives/{initiative.slug}/"
            assert client.get(url).status_code == 404

    def test_no_list_has_it(self, client, signatory, initiative):
        for address in ("signatories/?country=AM", "initiatives/?country=AM"):
            content = client.get(f"/hy/{address}").content.decode()
            assert signatory.official_name not in content
            assert initiative.title not in content
        assert not SearchObject.objects.filter(
            key__in=[signatory.key, initiative.translation_key], is_gone=False
        ).exists()

    def test_a_filter_does_not_say_its_name_back(self, client, signatory):
        response = client.get(f"/en/initiatives/?signatory={slug_of(signatory)}")
        assert signatory.official_name not in response.content.decode()


class TestConfirm:
    def test_its_page_and_its_initiatives_become_public(
        self, client, signatory, initiative, editor
    ):
        move(signatory, "confirmed", reason="", actor=editor)
        assert signatory.status == Status.CONFIRMED
        page = client.get(f"/en/signatories/{slug_of(signatory)}/")
        assert signatory.official_name in page.content.decode()
        assert initiative.title in page.content.decode()
        for code in ("hy", "en", "ka"):
            url = f"/{code}/initiatives/{initiative.slug}/"
            assert client.get(url).status_code == 200
        listed = client.get("/en/initiatives/?country=AM").content.decode()
        assert initiative.title in listed

    def test_the_log_says_who_confirmed(self, signatory, editor):
        move(signatory, "confirmed", reason="", actor=editor)
        event = signatory.events.first()
        assert (event.verb, event.actor) == ("confirmed", editor)

    def test_without_a_description_the_page_says_so(self, client, signatory):
        move(signatory, "confirmed")
        content = client.get(f"/en/signatories/{slug_of(signatory)}/").content.decode()
        assert "This signatory has not described itself yet." in content


class TestReject:
    def test_it_stays_hidden_and_may_be_confirmed_later(self, client, signatory):
        move(signatory, "rejected", reason="nobody answered")
        url = f"/en/signatories/{slug_of(signatory)}/"
        assert client.get(url).status_code == 404
        assert signatory.events.first().detail == "nobody answered"
        move(signatory, "confirmed")
        assert client.get(url).status_code == 200


class TestWithdraw:
    def test_it_goes_with_its_initiatives_and_leaves_a_tombstone(
        self, client, signatory, initiative, editor
    ):
        move(signatory, "confirmed")
        move(signatory, "withdrawn", reason="asked for it", actor=editor)
        for url in (
            f"/en/signatories/{slug_of(signatory)}/",
            f"/hy/initiatives/{initiative.slug}/",
        ):
            assert client.get(url).status_code == 404
        tombstone = Withdrawal.objects.get(kind="signatory", key=signatory.key)
        assert (tombstone.reason, tombstone.actor) == ("asked for it", editor)

    def test_it_is_logged_once(self, signatory):
        move(signatory, "confirmed")
        move(signatory, "withdrawn")
        assert verbs(signatory) == ["registered", "confirmed", "withdrawn"]

    def test_restoring_it_makes_nothing_public_yet(self, client, signatory):
        move(signatory, "confirmed")
        move(signatory, "withdrawn")
        move(signatory, "restored")
        assert signatory.status == Status.AWAITING
        url = f"/en/signatories/{slug_of(signatory)}/"
        assert client.get(url).status_code == 404
        move(signatory, "confirmed")
        assert client.get(url).status_code == 200
        assert verbs(signatory)[-3:] == ["withdrawn", "restored", "confirmed"]


@pytest.mark.parametrize(
    ("before", "verb"),
    [
        ([], "restored"),
        (["confirmed"], "confirmed"),
        (["confirmed"], "rejected"),
        (["confirmed"], "restored"),
        (["rejected"], "withdrawn"),
        (["withdrawn"], "confirmed"),
        (["withdrawn"], "withdrawn"),
    ],
)
def test_a_step_that_the_status_does_not_allow_changes_nothing(signatory, before, verb):
    for step in before:
        move(signatory, step)
    status, log = signatory.status, verbs(signatory)
    with pytest.raises(TransitionError):
        move(signatory, verb)
    signatory.refresh_from_db()
    assert (signatory.status, verbs(signatory)) == (status, log)


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
@pytest.mark.parametrize("verb", ["rejected", "withdrawn"])
def test_taking_something_away_needs_a_reason(signatory, verb, reason):
    with pytest.raises(TransitionError):
        move(signatory, verb, reason=reason)
    signatory.refresh_from_db()
    assert signatory.status == Status.AWAITING
    assert not Withdrawal.objects.filter(key=signatory.key).exists()


def test_the_status_is_read_anew_before_each_step(signatory):
    stale = Signatory.objects.get(pk=signatory.pk)
    move(signatory, "confirmed")
    with pytest.raises(TransitionError):
        move(stale, "rejected")
    signatory.refresh_from_db()
    assert signatory.status == Status.CONFIRMED
