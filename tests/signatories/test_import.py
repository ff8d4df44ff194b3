"""Earlier signatories: recorded by staff from a source, claimed by whoever they are."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.addresses import address_current
from signatories import personal_rows
from signatories.choices import Status
from signatories.exceptions import TransitionError
from signatories.list_checks import check_earlier
from signatories.models import (
    ClaimLink,
    JoinRequest,
    Membership,
    Registration,
    Signatory,
)
from signatories.selectors import doubles_of
from signatories.services import (
    claim_link_make,
    claim_links_forget,
    colleague_invite,
    earlier_import,
    invitation_accept,
    join_decide,
    join_request,
    signatory_merge,
    signatory_register,
    signatory_transition,
)
from signatories.typed_lists import text_digest
from tests.core.markup import Markup
from tests.signatories.signing import ACCOUNT, WHO, begin, link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

URL = "/admin/signatories/earlier/"
HEAD = "name;country;profile;place;official_code;signed_on;source;language"
ROW = "Şəki Şəhər Bələdiyyəsi;AZ;authority;Şəki;AZ20;2012-05-31;https://list.example/77;az"
LIST = f"{HEAD}\n{ROW}\n"


def record(text=LIST, actor=None):
    rows = [row.values for row in check_earlier(text) if row.is_right]
    return earlier_import(rows=rows, actor=actor)


@pytest.fixture
def recorded():
    (signatory,) = record()
    return signatory


@pytest.fixture
def page(recorded):
    return f"/en/signatories/{address_current(kind='signatory', key=recorded.key)}/"


def act(client, checked, **more):
    data = {"text": checked, "checked": text_digest(checked), "act": "1"} | more
    return client.post(URL, data)


class TestCheck:
    def faults(self, row):
        (found,) = check_earlier(f"{HEAD}\n{row}")
        return found.errors + found.doubts

    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            (";AZ;;;;2012-05-31;List", "The name is missing"),
            ("Şəki;ZZ;;;;2012-05-31;List", "no country code"),
            ("Şəki;AZ;town;;;2012-05-31;List", "no profile"),
            ("Şəki;AZ;;;;31.5.2012;List", "“31.5.2012” is no day"),
            ("Şəki;AZ;;;;;List", "is no day"),
            ("Şəki;AZ;;;;2999-01-01;List", "has not come yet"),
            ("Şəki;AZ;;;;2012-05-31;", "The source is missing"),
            ("Şəki;AZ;;;;2012-05-31;" + "x" * 301, "longer than 300"),
            ("Şəki;AZ;;;;2012-05-31;https://no host/", "no valid web address"),
            ("Şəki;AZ;;;20;2012-05-31;List", "two letters for the country"),
            ("Şəki;AZ;;" + "x" * 121 + ";;2012-05-31;List", "longer than 120"),
            ("Şəki;AZ;;;;2012-05-31;List;tlh", "none of the portal’s languages"),
        ],
    )
    def test_each_fault_is_said_in_words(self, row, fault):
        assert fault in self.faults(row)[0]

    def test_likely_doubles_are_named_with_their_status(self):
        known = signatory_register(
            actor=None, profile="authority", official_name="Bakı", country_id="AZ"
        )
        (doubt,) = self.faults("Баку;AZ;;;;2012-05-31;List")
        assert doubt == "Looks like Bakı (awaiting confirmation)."
        assert known.status == "awaiting"

    def test_a_row_may_span_what_staff_know_of_it(self):
        (row,) = check_earlier(LIST)
        assert row.is_right
        assert row.values["signed_on"] == date(2012, 5, 31)
        assert row.values["geoname_id"] == 585170
        assert row.values["official_code"] == "AZ20"

    def test_the_check_costs_the_same_for_2_and_200(
        self, django_assert_max_num_queries
    ):
        check_earlier(LIST)
        for count in (2, 200):
            rows = "\n".join(
                f"Town {n} of {n * 7919};AZ;;;;2012-05-31;List" for n in range(count)
            )
            with django_assert_max_num_queries(4):
                assert len(check_earlier(f"{HEAD}\n{rows}")) == count


class TestImport:
    def test_it_is_public_at_once_with_its_source_and_not_confirmed(
        self, client, recorded, page
    ):
        assert recorded.status == Status.RECORDED
        answer = client.get(page)
        text = Markup(answer).text
        assert "Invited, signed on 31 May 2012" in text
        assert "https://list.example/77" in text
        assert "has not opened its page here yet" in text
        assert f"{page}claim/" in answer.content.decode()
        assert not client.cookies

    def test_a_source_that_is_no_web_address_is_no_link(self, client):
        (signatory,) = record(
            f"{HEAD}\nŞəki;AZ;;;;2012-05-31;javascript:alert(1) <b>archive</b>"
        )
        slug = address_current(kind="signatory", key=signatory.key)
        content = client.get(f"/en/signatories/{slug}/").content.decode()
        assert 'href="javascript' not in content
        assert "<b>archive</b>" not in content

    def test_list_and_programs_say_where_it_comes_from(self, client, recorded, page):
        slug = page.split("/")[3]
        shown = Markup(client.get("/en/signatories/?q=Şəki")).text
        assert "signed on 31 May 2012, recorded from another source" in shown
        items = client.get("/api/v1/signatories/?q=Şəki").json()["items"]
        sources = {item["key"]: item["recorded_from"] for item in items}
        assert sources[slug] == "https://list.example/77"
        one = client.get(f"/api/v1/signatories/{slug}/").json()
        assert one["recorded_from"] == "https://list.example/77"
        assert (one["signed_on"], one["commitment"]) == ("2012-05-31", None)

    def test_whoever_signed_here_comes_from_nowhere(self, client):
        items = client.get("/api/v1/signatories/").json()["items"]
        assert {item["recorded_from"] for item in items} == {""}

    def test_the_log_says_so(self, editor):
        (signatory,) = record(actor=editor)
        event = signatory.events.get(verb="recorded")
        assert (event.actor, event.detail) == (editor, "https://list.example/77")

    def test_the_same_list_again_creates_nothing(self, recorded):
        before = Signatory.objects.count()
        (row,) = check_earlier(LIST)
        assert row.is_there
        assert record() == []
        assert earlier_import(rows=[row.values], actor=None) == []
        assert Signatory.objects.count() == before

    def test_what_was_withdrawn_does_not_come_back(self, recorded, editor):
        signatory_transition(
            signatory=recorded, verb="withdrawn", actor=editor, reason="asked for"
        )
        (row,) = check_earlier(LIST)
        assert earlier_import(rows=[row.values], actor=editor) == []

    def test_whoever_signs_for_it_is_asked(self, recorded):
        known = {"country_id": "AZ", "official_name": "Sheki"}
        assert doubles_of("authority", known) == [recorded]

    def test_nothing_restores_it_as_confirmed(self, recorded, editor, client, page):
        signatory_transition(
            signatory=recorded, verb="withdrawn", actor=editor, reason="asked for"
        )
        assert client.get(page).status_code == 404
        signatory_transition(
            signatory=recorded, verb="restored", actor=editor, reason="mistake"
        )
        signatory_transition(signatory=recorded, verb="recorded", actor=editor)
        assert recorded.status == "recorded"
        assert client.get(page).status_code == 200

    def test_nothing_without_a_source_is_shown_as_recorded(self, editor):
        signatory = signatory_register(
            actor=None, profile="authority", official_name="Bakı", country_id="AZ"
        )
        with pytest.raises(TransitionError):
            signatory_transition(signatory=signatory, verb="recorded", actor=editor)

    def test_whoever_has_people_is_confirmed_and_not_recorded(self, recorded, editor):
        user = User.objects.create_user("mayor@sheki.example", "x")
        Membership.objects.create(signatory=recorded, user=user, role="manager")
        Signatory.objects.filter(pk=recorded.pk).update(status="awaiting")
        with pytest.raises(TransitionError):
            signatory_transition(signatory=recorded, verb="recorded", actor=editor)

    def test_merged_with_who_signed_here_it_is_confirmed_with_the_earlier_day(
        self, recorded, editor
    ):
        other = signatory_register(
            actor=None,
            profile="authority",
            official_name="Sheki",
            country_id="AZ",
            signed_on=date(2026, 1, 1),
        )
        Signatory.objects.filter(pk=other.pk).update(status="confirmed")
        signatory_merge(kept=recorded, gone=other, actor=editor, reason="one town")
        assert (recorded.status, recorded.signed_on) == ("confirmed", date(2012, 5, 31))

    def test_the_source_goes_along_into_the_entry_that_stays(self, recorded, editor):
        other = signatory_register(
            actor=None,
            profile="authority",
            official_name="Sheki",
            country_id="AZ",
            signed_on=date(2026, 1, 1),
        )
        signatory_merge(kept=other, gone=recorded, actor=editor, reason="one town")
        assert other.recorded_source == "https://list.example/77"
        assert other.signed_on == date(2012, 5, 31)


@pytest.mark.ignore_template_errors
class TestAdmin:
    def test_the_list_of_signatories_leads_there(self, editor_client):
        listing = editor_client.get("/admin/snippets/signatories/signatory/")
        assert URL in listing.content.decode()

    def test_every_row_is_shown_before_anything_is_recorded(self, editor_client):
        before = Signatory.objects.count()
        answer = editor_client.post(URL, {"text": f"{LIST}X;ZZ;;;;2012-05-31;List"})
        text = " ".join(answer.content.decode().split())
        assert "Record 1 signatory" in text
        assert "“ZZ” is no country code" in text
        assert Signatory.objects.count() == before

    def test_the_button_records_what_is_right_once(self, editor_client):
        before = Signatory.objects.count()
        for _time in range(2):
            assert act(editor_client, LIST)["Location"].endswith("/signatory/")
        assert Signatory.objects.count() == before + 1

    def test_a_doubtful_row_is_recorded_only_when_it_is_ticked(self, editor_client):
        signatory_register(
            actor=None, profile="authority", official_name="Bakı", country_id="AZ"
        )
        text = f"{HEAD}\nBaku;AZ;;;;2012-05-31;List"
        assert act(editor_client, text).status_code == 200
        assert not Signatory.objects.filter(official_name="Baku").exists()
        act(editor_client, text, anyway="2")
        assert Signatory.objects.filter(official_name="Baku").exists()

    def test_a_list_that_changed_after_the_check_is_shown_again(self, editor_client):
        answer = act(editor_client, LIST, text=LIST.replace("2012", "2011"))
        assert answer.status_code == 422
        assert not Signatory.objects.filter(status="recorded").exists()

    def test_201_lines_are_refused(self, editor_client):
        answer = editor_client.post(URL, {"text": HEAD + f"\n{ROW}" * 201})
        assert answer.status_code == 422
        assert "more than 200 lines" in answer.content.decode()

    @pytest.mark.parametrize("who", [None, "member", "translator"])
    def test_nobody_else_imports_or_makes_links(self, client, recorded, who, request):
        if who:
            client.force_login(request.getfixturevalue(who))
        for url in (URL, f"/admin/signatories/{recorded.pk}/claim-link/"):
            answer = client.post(url, {"text": LIST, "language": "en"})
            assert answer.status_code in (302, 403)
            assert answer.get("Location", "/login").count("login") or (
                answer["Location"] == "/admin/"
            )
        assert not ClaimLink.objects.exists()
        assert client.get(URL).status_code in (302, 403)

    def test_staff_get_the_link_once_or_have_it_mailed(self, editor_client, recorded):
        url = f"/admin/signatories/{recorded.pk}/claim-link/"
        answer = editor_client.post(url, {"language": "az"})
        assert "/az/sign/claim/" in answer.content.decode()
        assert mail.outbox == []
        editor_client.post(url, {"language": "az", "email": "info@sheki.example"})
        (message,) = mail.outbox
        assert "/az/sign/claim/" in message.body
        assert "https://list.example/77" in message.body
        status = editor_client.get(f"/admin/signatories/{recorded.pk}/status/")
        assert "info@sheki.example" in status.content.decode()

    def test_staff_take_it_back(self, editor_client, recorded, editor, client):
        token = claim_link_make(signatory=recorded, actor=editor)
        url = f"/admin/signatories/{recorded.pk}/claim-link/"
        editor_client.post(url, {"verb": "close"})
        assert Client().get(f"/en/sign/claim/{token}/").status_code == 410

    def test_an_address_that_is_none_is_said(self, editor_client, recorded):
        url = f"/admin/signatories/{recorded.pk}/claim-link/"
        data = {"language": "az", "email": "nobody"}
        answer = editor_client.post(url, data, follow=True)
        assert "valid email" in answer.content.decode()
        assert not ClaimLink.objects.exists()


class TestClaim:
    @pytest.fixture
    def link(self, recorded, editor):
        return f"/en/sign/claim/{claim_link_make(signatory=recorded, actor=editor)}/"

    def ask(self, client, address, email="mayor@sheki.example"):
        mail.outbox.clear()
        answer = client.post(address, {"email": email})
        assert answer.status_code == 200
        path = link_of(mail.outbox[-1])
        assert mail.outbox[-1].to == [email]
        assert client.get(path)["Location"] == f"{path}account/"
        answer = client.post(f"{path}account/", ACCOUNT)
        assert answer["Location"] == f"{path}check/"
        shown = Markup(client.get(f"{path}check/")).text
        assert "Şəki Şəhər Bələdiyyəsi" in shown
        client.post(f"{path}check/")
        return path

    def test_opening_the_link_changes_nothing(self, client, link, recorded):
        before = ClaimLink.objects.values().get()
        assert client.get(link).status_code == 200
        assert ClaimLink.objects.values().get() == before
        assert not Registration.objects.exists()

    def test_who_claims_waits_for_staff(self, client, link, recorded, settings):
        self.ask(client, link)
        request = JoinRequest.objects.get()
        assert (request.signatory, request.state) == (recorded, "open")
        assert request.claim is not None
        assert not Membership.objects.filter(signatory=recorded).exists()
        recorded.refresh_from_db()
        assert recorded.status == "recorded"
        assert mail.outbox[-1].to == [settings.CONTACT_EMAIL]
        assert f"/admin/signatories/{recorded.pk}/status/" in mail.outbox[-1].body

    def test_once_staff_accept_the_person_is_manager_and_the_page_claimed(
        self, client, link, recorded, editor, page
    ):
        self.ask(client, link)
        mail.outbox.clear()
        join_decide(request=JoinRequest.objects.get(), is_accepted=True, actor=editor)
        own = Membership.objects.get(signatory=recorded)
        assert (own.role, own.user.email) == ("manager", "mayor@sheki.example")
        recorded.refresh_from_db()
        assert recorded.status == "confirmed"
        assert recorded.events.filter(verb="claimed", actor=editor).exists()
        # One decision, one mail.
        assert [message.to for message in mail.outbox] == [["mayor@sheki.example"]]
        text = Markup(client.get(page)).text
        assert "has not opened its page" not in text
        # Where the day comes from stays a fact.
        assert "https://list.example/77" in text
        assert client.get(link).status_code == 410

    def test_refused_everything_stays_as_it_was(self, client, link, recorded, editor):
        self.ask(client, link)
        join_decide(request=JoinRequest.objects.get(), is_accepted=False, actor=editor)
        recorded.refresh_from_db()
        assert recorded.status == "recorded"
        assert not Membership.objects.filter(signatory=recorded).exists()

    def test_anybody_may_ask_from_the_page_and_staff_see_no_link(
        self, client, page, recorded
    ):
        assert "Claim this page" in Markup(client.get(page)).text
        self.ask(client, f"{page}claim/")
        assert JoinRequest.objects.get().claim is None
        assert not client.cookies

    @pytest.mark.ignore_template_errors
    def test_staff_decide_on_the_status_page(
        self, client, link, recorded, editor_client
    ):
        self.ask(Client(), link)
        url = f"/admin/signatories/{recorded.pk}/status/"
        assert "came by the claim link" in editor_client.get(url).content.decode()
        pk = JoinRequest.objects.get().pk
        editor_client.post(f"/admin/signatories/requests/{pk}/", {"verb": "accept"})
        recorded.refresh_from_db()
        assert recorded.status == "confirmed"

    def test_a_known_address_sees_what_a_new_one_sees(self, client, link):
        User.objects.create_user("known@sheki.example", "x")
        pages = [
            Markup(client.post(link, {"email": f"{name}@sheki.example"})).text
            for name in ("known", "fresh")
        ]
        assert pages[0].replace("known", "fresh") == pages[1]

    @pytest.mark.parametrize("step", ["who", "commitment", "yours"])
    def test_steps_of_signing_lead_back(self, client, link, step):
        client.post(link, {"email": "mayor@sheki.example"})
        path = link_of(mail.outbox[-1])
        client.get(path)
        answer = client.get(f"{path}{step}/")
        assert answer["Location"] == f"{path}account/"
        answer = client.post(f"{path}account/", {**ACCOUNT, "back": "1"})
        assert answer["Location"] == f"{path}account/"

    def test_it_ends_after_60_days(self, client, link):
        with time_machine.travel(timezone.now() + timedelta(days=61)):
            assert client.get(link).status_code == 410

    def test_a_new_link_ends_the_former_one(self, client, link, recorded, editor):
        claim_link_make(signatory=recorded, actor=editor)
        assert client.get(link).status_code == 410
        assert client.post(link, {"email": "a@b.example"}).status_code == 410

    def test_the_secret_is_stored_nowhere(self, link):
        assert link.split("/")[4] not in str(ClaimLink.objects.values().get())

    def test_what_is_claimed_or_was_never_recorded_has_no_such_page(
        self, client, recorded, page, editor
    ):
        Signatory.objects.filter(pk=recorded.pk).update(status="confirmed")
        assert client.get(f"{page}claim/").status_code == 404
        with pytest.raises(TransitionError):
            claim_link_make(signatory=recorded, actor=editor)
        slug = "goyseher-belediyyesi"
        assert client.get(f"/en/signatories/{slug}/claim/").status_code == 404

    def test_whoever_signs_for_it_asks_to_join(self, client, recorded, editor):
        link = begin(client)
        answer = client.post(
            f"{link}who/", WHO["authority"] | {"official_name": "Sheki", "place": ""}
        )
        assert answer["Location"] == f"{link}yours/"
        client.post(f"{link}yours/", {"join": str(recorded.key)})
        client.post(f"{link}account/", ACCOUNT)
        client.post(f"{link}check/")
        join_decide(request=JoinRequest.objects.get(), is_accepted=True, actor=editor)
        recorded.refresh_from_db()
        assert recorded.status == "confirmed"
        assert Membership.objects.get(signatory=recorded).role == "manager"

    def test_the_second_one_is_a_contributor(self, recorded, editor):
        roles = []
        for name in ("one", "two"):
            user = User.objects.create_user(f"{name}@sheki.example", "x")
            request = join_request(signatory=recorded, user=user, name=name, office="")
            join_decide(request=request, is_accepted=True, actor=editor)
            roles.append(Membership.objects.get(user=user).role)
        assert roles == ["manager", "contributor"]

    def test_whom_staff_invite_claims_it_by_accepting(self, recorded, editor):
        invitation = colleague_invite(
            signatory=recorded,
            email="mayor@sheki.example",
            role="manager",
            language="az",
            actor=editor,
        )
        user = User.objects.create_user("mayor@sheki.example", "x")
        invitation_accept(invitation=invitation, user=user)
        recorded.refresh_from_db()
        assert recorded.status == "confirmed"

    def test_old_links_and_addresses_are_forgotten(self, recorded, editor):
        user = User.objects.create_user("mayor@sheki.example", "x")
        claim_link_make(
            signatory=recorded, actor=editor, email=user.email, language="az"
        )
        assert len(personal_rows._export(user)["claim_links"]) == 1
        personal_rows._erase(user)
        assert ClaimLink.objects.get().sent_to == ""
        with time_machine.travel(timezone.now() + timedelta(days=60 + 366)):
            claim_links_forget()
        assert not ClaimLink.objects.exists()
