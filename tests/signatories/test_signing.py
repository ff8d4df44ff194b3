"""From the first page to the entry in the registry, without JavaScript or cookie."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from core.addresses import address_current
from pact.models import CommitmentVersion, TermsVersion
from signatories.models import Membership, Registration, Signatory, Signature
from signatories.services import registrations_forget
from tests.core.markup import Markup
from tests.signatories.signing import (
    ACCOUNT,
    PASSWORD,
    WHO,
    accept,
    answer_all,
    begin,
    link_of,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def pdf():
    out = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(out)
    return out.getvalue()


def test_three_profiles_are_offered_and_no_cookie_is_set(client):
    answer = client.get("/en/sign/")
    markup = Markup(answer)
    values = [
        item.attrs["value"]
        for item in markup.all("input")
        if item.attrs.get("name") == "profile"
    ]
    assert values == ["authority", "organisation", "representative"]
    begin(client)
    assert not client.cookies


def test_a_wrong_address_is_shown_again_with_what_was_typed(client):
    answer = client.post("/az/sign/", {"profile": "authority", "email": "no address"})
    assert answer.status_code == 422
    assert 'value="no address"' in answer.content.decode()
    assert mail.outbox == []


def test_a_program_that_fills_in_everything_gets_no_mail(client):
    data = {"profile": "authority", "email": "a@b.example", "trap": "x"}
    assert client.post("/en/sign/", data).status_code == 200
    assert not Registration.objects.exists()


def test_nobody_is_flooded_with_links(client):
    for _number in range(6):
        data = {"profile": "authority", "email": "new@town.example"}
        assert client.post("/en/sign/", data).status_code == 200
    assert len(mail.outbox) == 3


def test_one_network_address_sends_twenty_links_an_hour_and_sees_no_difference(client):
    for number in range(22):
        address = f"{number}@town.example"
        answer = client.post("/en/sign/", {"profile": "authority", "email": address})
        assert (answer.status_code, address in answer.text) == (200, True)
    assert len(mail.outbox) == 20


def test_the_secret_of_a_link_is_stored_nowhere(client):
    token = begin(client).split("/")[3]
    row = Registration.objects.values().get()
    assert len(token) > 40
    assert token not in str(row)


@pytest.mark.parametrize("profile", sorted(WHO))
def test_each_profile_signs_from_the_mail_to_the_last_step(client, profile):
    link = sign(client, profile=profile)
    signatory = Signatory.objects.latest("pk")
    assert signatory.profile == profile
    assert signatory.status == "awaiting"
    assert signatory.official_name == WHO[profile]["official_name"]
    user = User.objects.get(email="new@town.example")
    assert user.check_password(PASSWORD)
    membership = Membership.objects.get(signatory=signatory)
    assert (membership.user, membership.role) == (user, "manager")
    assert [event.verb for event in signatory.events.all()] == ["registered"]
    done = client.get(f"{link}done/")
    assert Markup(done).one("h1").text == "You have signed the Pact"
    assert not client.cookies


def test_the_signature_records_what_was_read(client):
    sign(client, language="az")
    signature = Signature.objects.get()
    text = CommitmentVersion.objects.get()
    assert signature.text_hash == text.text_hash
    assert (signature.number, signature.language) == (text.number, text.language)
    assert signature.terms == TermsVersion.objects.get()
    assert signature.signer_name == ACCOUNT["name"]
    assert str(signature.decided_on) == "2026-03-01"
    assert signature.signatory.signed_on == signature.signed_on == timezone.localdate()
    assert signature.certificate_number.startswith(f"{timezone.localdate().year}-")


def test_two_mails_are_sent_in_the_language_of_the_visitor(client):
    sign(client, language="az")
    first, second = mail.outbox
    assert [message.to for message in mail.outbox] == [["new@town.example"]] * 2
    assert "/az/sign/" in first.body
    assert "/az/signatories/yeniseher-belediyyesi/" in second.body
    assert User.objects.get(email="new@town.example").language == "az"


def test_signing_twice_makes_one(client):
    link = sign(client)
    before = Signatory.objects.count()
    for _again in range(2):
        answer = client.post(f"{link}check/")
        assert answer["Location"] == f"{link}done/"
    assert Signatory.objects.count() == before
    assert Membership.objects.filter(user__email="new@town.example").count() == 1
    assert len(mail.outbox) == 2


def test_it_goes_on_in_another_browser_where_it_stopped(client):
    link = begin(client)
    client.get(link)
    client.post(f"{link}who/", WHO["authority"])
    other = type(client)()
    answer = other.get(link)
    assert answer["Location"] == f"{link}commitment/"
    text = other.get(f"{link}who/").content.decode()
    assert "Yenişəhər Bələdiyyəsi" in text
    accept(other, link)
    assert other.get(link)["Location"] == f"{link}account/"


def test_a_later_step_leads_back_to_what_is_missing(client):
    link = begin(client)
    for step in ("commitment", "account", "check", "done"):
        assert client.get(f"{link}{step}/")["Location"] == f"{link}who/"


def test_what_was_typed_wrong_is_kept_and_said(client):
    link = begin(client)
    wrong = WHO["authority"] | {"official_code": "12", "decided_on": "2199-01-01"}
    answer = client.post(f"{link}who/", wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"official_code", "decided_on"}
    assert "Yenişəhər Bələdiyyəsi" in answer.content.decode()
    again = client.get(f"{link}who/").content.decode()
    assert "Yenişəhər Bələdiyyəsi" in again
    assert client.get(f"{link}commitment/")["Location"] == f"{link}who/"


def test_back_keeps_what_was_typed_at_the_account(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    accept(client, link)
    typed = {"name": "Half a name", "office": "", "password": "", "back": "1"}
    assert client.post(f"{link}account/", typed)["Location"] == f"{link}commitment/"
    assert "Half a name" in client.get(f"{link}account/").content.decode()


def test_the_password_is_kept_as_a_hash_alone_and_only_until_the_end(client):
    link = begin(client)
    answer_all(client, link)
    row = Registration.objects.get()
    assert PASSWORD not in str(Registration.objects.values().get())
    assert row.password
    page = client.get(f"{link}account/").content.decode()
    assert PASSWORD not in page
    client.post(f"{link}check/")
    row.refresh_from_db()
    assert (row.password, row.answers) == ("", {})


def test_a_weak_password_is_refused(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    accept(client, link)
    answer = client.post(f"{link}account/", ACCOUNT | {"password": "12345678"})
    assert answer.status_code == 422
    assert "password" in answer.context["form"].errors


def test_without_both_ticks_nothing_is_accepted(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    read = client.get(f"{link}commitment/").context["form"]["read"].value()
    answer = client.post(f"{link}commitment/", {"commitment": "on", "read": read})
    assert answer.status_code == 422
    assert Registration.objects.get().accepted_at is None


def test_a_wording_replaced_meanwhile_has_to_be_read_again(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    read = client.get(f"{link}commitment/").context["form"]["read"].value()
    CommitmentVersion.objects.create(number=2, language="en", text="Another text.")
    data = {"commitment": "on", "terms": "on", "read": read}
    answer = client.post(f"{link}commitment/", data)
    assert answer.status_code == 422
    assert "Another text." in answer.content.decode()


def test_beside_an_unreviewed_wording_stands_the_english_one_that_counts(client):
    CommitmentVersion.objects.create(number=1, language="az", text="Biz söz veririk.")
    link = begin(client, language="az")
    client.post(f"{link}who/", WHO["authority"])
    articles = Markup(client.get(f"{link}commitment/")).all("article")
    texts = [item for item in articles if "commitment" in item.attrs.get("class", "")]
    assert len(list(texts)) == 3  # commitment, English one, conditions


@pytest.mark.ignore_template_errors  # Wagtail's bar for editors on our pages
def test_the_decision_is_private_and_kept_over_an_error(client, editor):
    link = begin(client)
    file = SimpleUploadedFile("karar.pdf", pdf(), "application/pdf")
    wrong = WHO["authority"] | {"official_name": "", "decision": file}
    assert client.post(f"{link}who/", wrong).status_code == 422
    kept = Registration.objects.get().decision.name
    assert kept
    assert "karar" not in kept
    client.post(f"{link}who/", WHO["authority"])
    accept(client, link)
    client.post(f"{link}account/", ACCOUNT)
    client.logout()
    client.post(f"{link}check/")
    signature = Signature.objects.get()
    assert signature.decision.name == kept
    url = f"/admin/signatories/decisions/{signature.pk}/"
    assert client.get(url).status_code in (302, 403)
    client.force_login(editor)
    answer = client.get(url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_what_is_no_pdf_is_refused_with_the_reason(client):
    link = begin(client)
    file = SimpleUploadedFile("x.pdf", b"<html>", "application/pdf")
    answer = client.post(f"{link}who/", WHO["authority"] | {"decision": file})
    assert "decision" in answer.context["form"].errors
    assert not Registration.objects.get().decision


@pytest.mark.parametrize("step", ["", "who/", "check/", "done/"])
def test_an_unknown_link_is_a_clear_page_with_a_way_on(client, step):
    answer = client.get(f"/en/sign/{'x' * 43}/{step}")
    assert answer.status_code == 410
    assert "/en/sign/" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"


def test_a_link_expires_and_takes_what_was_typed_with_it(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.get(link).status_code == 410
        assert client.post(f"{link}who/", WHO["authority"]).status_code == 410
        assert registrations_forget() == 1
    assert not Registration.objects.exists()


def test_a_used_link_says_that_all_is_done(client):
    link = sign(client)
    other = type(client)()
    assert other.get(link)["Location"] == f"{link}done/"
    assert other.get(f"{link}who/")["Location"] == f"{link}done/"


def test_every_step_is_kept_by_no_cache_and_tells_no_other_site(client):
    link = begin(client)
    answer = client.get(f"{link}who/")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in answer.content.decode()


def test_the_owner_of_a_known_address_goes_on_after_logging_in(client, member):
    link = begin(client, email=member.email)
    check = answer_all(client, link)
    password = member.password
    before = len(mail.outbox)
    answer = client.post(check)
    assert answer["Location"] == f"{link}done/"
    page = Markup(client.get(f"{link}done/"))
    assert page.one("h1").text == "Open the link in your mail"
    assert len(mail.outbox) == before + 1
    assert link_of(mail.outbox[-1])
    client.post(check)
    assert len(mail.outbox) == before + 1
    member.refresh_from_db()
    assert member.password == password
    client.force_login(member)
    client.post(check)
    assert Membership.objects.filter(user=member).count() == 2


def test_a_person_logged_in_is_asked_for_no_password(client, member):
    client.force_login(member)
    link = begin(client, email="shared@town.example")
    client.post(f"{link}who/", WHO["organisation"])
    client.post(f"{link}who/", WHO["authority"])
    accept(client, link)
    page = client.get(f"{link}account/")
    assert "password" not in page.context["form"].fields
    client.post(f"{link}account/", {"name": "A", "office": "B"})
    client.post(f"{link}check/")
    assert Signature.objects.get().signed_by == member


def test_the_summary_leads_back_to_each_step(client):
    link = begin(client)
    check = answer_all(client, link)
    markup = Markup(client.get(check))
    summary = markup.one("dl", class_="summary")
    links = {a.attrs["href"] for a in markup.all("a") if a.is_inside(summary)}
    assert links == {f"{link}{step}/" for step in ("who", "commitment", "account")}
    assert "Azerbaijan" in summary.text
    assert "1 March 2026" in summary.text


def test_progress_is_told(client):
    link = begin(client)
    assert "Step 2 of 5" in client.get(f"{link}who/").content.decode()


def test_the_address_is_made_from_the_name(client):
    sign(client)
    key = Signatory.objects.latest("pk").key
    assert address_current(kind="signatory", key=key) == "yeniseher-belediyyesi"


class TestPlaces:
    def items(self, client, **query):
        answer = client.get("/en/sign/places/", query)
        assert answer.status_code == 200
        return [item["name"] for item in answer.json()["items"]]

    def test_places_are_suggested_in_every_script(self, client):
        for typed in ("Tbil", "თბილ", "Тбил"):
            assert "Tbilisi" in self.items(client, country="GE", q=typed)

    def test_a_place_is_found_without_its_marks(self, client):
        assert "Sheki" in self.items(client, country="AZ", q="seki")

    @pytest.mark.parametrize(
        "query", [{}, {"country": "RU", "q": "mos"}, {"country": "AZ", "q": "b"}]
    )
    def test_nothing_is_suggested_without_country_and_letters(self, client, query):
        assert self.items(client, **query) == []
