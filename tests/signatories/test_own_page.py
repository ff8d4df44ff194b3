"""The page of one's own before and after confirmation, its texts and contacts."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.models import User
from signatories import reviews
from signatories.models import DraftLogo, Membership, Signatory, SignatoryProfile
from signatories.services import signatory_transition
from tests.core.markup import Markup
from tests.signatories.signing import sign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

PAGE = "signatories/yeniseher-belediyyesi/"


@pytest.fixture
def signatory(client):
    sign(client, language="az")
    mail.outbox.clear()
    return Signatory.objects.latest("pk")


@pytest.fixture
def owner(signatory):
    return User.objects.get(email="new@town.example")


@pytest.fixture
def base(signatory):
    return f"/en/account/signatories/{signatory.key}/"


@pytest.fixture
def owner_client(client, owner):
    client.force_login(owner)
    return client


@pytest.mark.ignore_template_errors
class TestAwaiting:
    @pytest.mark.parametrize("who", ["owner", "editor"])
    def test_its_people_and_staff_see_it_with_a_label(
        self, client, signatory, who, request
    ):
        client.force_login(request.getfixturevalue(who))
        answer = client.get(f"/en/{PAGE}")
        assert answer.status_code == 200
        assert "Awaiting confirmation" in answer.content.decode()
        assert 'content="noindex"' in answer.content.decode()
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("who", [None, "member", "translator"])
    def test_nobody_else_does(self, client, signatory, who, request):
        if who:
            client.force_login(request.getfixturevalue(who))
        assert client.get(f"/en/{PAGE}").status_code == 404
        assert client.get(f"/en/{PAGE}report/").status_code == 404
        assert client.get(f"/en/{PAGE}badge.svg").status_code == 404

    def test_a_reader_without_a_session_costs_no_look_up(self, client, signatory):
        client.get("/en/signatories/glaropetra/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/en/{PAGE}")
            client.get("/en/signatories/glaropetra/")
        texts = [query["sql"] for query in asked]
        tables = ("django_session", "accounts_user", "signatories_membership")
        assert not [text for text in texts if any(name in text for name in tables)]
        assert not client.cookies


class TestDecision:
    def decide(self, signatory, editor, verb, reason=""):
        signatory_transition(
            signatory=signatory, verb=verb, actor=editor, reason=reason
        )

    def test_confirmed_it_is_public_and_its_people_get_one_mail(
        self, client, signatory, editor
    ):
        self.decide(signatory, editor, "confirmed")
        answer = client.get(f"/en/{PAGE}")
        assert answer.status_code == 200
        assert "no-store" not in answer.get("Cache-Control", "")
        assert [message.to for message in mail.outbox] == [["new@town.example"]]
        assert f"/az/{PAGE}" in mail.outbox[0].body

    def test_rejected_the_mail_says_why(self, client, owner, signatory, editor):
        self.decide(signatory, editor, "rejected", "No decision was sent.")
        assert len(mail.outbox) == 1
        assert "No decision was sent." in mail.outbox[0].body
        client.force_login(owner)
        assert client.get(f"/en/{PAGE}").status_code == 404

    def test_every_member_gets_a_mail_in_an_own_language(self, signatory, editor):
        user = User.objects.create_user("second@town.example", "x", language="fr")
        Membership.objects.create(signatory=signatory, user=user)
        self.decide(signatory, editor, "confirmed")
        assert {message.to[0] for message in mail.outbox} == {
            "new@town.example",
            "second@town.example",
        }
        french = next(m for m in mail.outbox if m.to == ["second@town.example"])
        assert f"/fr/{PAGE}" in french.body


class TestProfile:
    TEXTS = {
        "summary": "A town by the river.",
        "description": "First.\n\nSecond <script>x</script>.",
        "links": "https://one.example/",
    }

    def test_a_draft_is_seen_by_its_people_alone(self, owner_client, base, signatory):
        answer = owner_client.post(f"{base}profile/az/", self.TEXTS)
        assert answer["Location"] == base
        row = SignatoryProfile.objects.get(signatory=signatory)
        assert (row.live, row.summary) == (False, "")
        assert (
            "A town by the river." in owner_client.get(f"/en/{PAGE}").content.decode()
        )
        form = owner_client.get(f"{base}profile/az/").context["form"]
        assert form.initial["description"].startswith("First.\n\nSecond")

    def test_nothing_that_is_typed_is_markup(self, owner_client, base, signatory):
        owner_client.post(f"{base}profile/az/", self.TEXTS)
        draft = SignatoryProfile.objects.get(
            signatory=signatory
        ).get_latest_revision_as_object()
        assert "<script>" not in draft.description

    def test_a_later_edit_leaves_the_public_text(self, owner_client, base, signatory):
        owner_client.post(f"{base}profile/az/", self.TEXTS)
        row = SignatoryProfile.objects.get(signatory=signatory)
        row.get_latest_revision().publish()
        changed = self.TEXTS | {"summary": "Something else."}
        owner_client.post(f"{base}profile/az/", changed)
        row.refresh_from_db()
        assert (row.live, row.summary) == (True, "A town by the river.")

    def test_sent_it_goes_to_whoever_reviews(self, owner_client, base, monkeypatch):
        sent = []
        monkeypatch.setattr(reviews, "_submit", [lambda *pair: sent.append(pair)])
        owner_client.post(f"{base}profile/az/", self.TEXTS | {"submit": "1"})
        [(profile, user)] = sent
        assert profile.language == "az"
        assert user.email == "new@town.example"

    def test_a_logo_is_drawn_anew(self, owner_client, base, signatory, tmp_path):
        out = BytesIO()
        Image.new("RGB", (20, 20), "red").save(out, "PNG")
        file = SimpleUploadedFile("logo.png", out.getvalue())
        data = self.TEXTS | {"logo": file, "logo_confirmed": "on"}
        owner_client.post(f"{base}profile/az/", data)
        draft = SignatoryProfile.objects.get(
            signatory=signatory
        ).get_latest_revision_as_object()
        assert draft.logo is None
        logo = DraftLogo.objects.get(key=draft.draft_logo)
        assert "logo" not in Path(logo.file.name).name
        assert logo.is_confirmed

    def test_a_logo_waits_outside_the_public_folder(
        self, owner_client, base, signatory, tmp_path, settings
    ):
        settings.MEDIA_ROOT = tmp_path / "media"
        out = BytesIO()
        Image.new("RGB", (20, 20), "red").save(out, "PNG")
        file = SimpleUploadedFile("logo.png", out.getvalue())
        data = self.TEXTS | {"logo": file, "logo_confirmed": "on"}
        owner_client.post(f"{base}profile/az/", data)
        assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
        logo = DraftLogo.objects.get(signatory=signatory)
        assert Path(logo.file.path).is_relative_to(settings.PRIVATE_ROOT)

    def test_a_logo_needs_the_word_that_no_child_is_on_it(self, owner_client, base):
        out = BytesIO()
        Image.new("RGB", (20, 20), "red").save(out, "PNG")
        file = SimpleUploadedFile("logo.png", out.getvalue())
        answer = owner_client.post(f"{base}profile/az/", self.TEXTS | {"logo": file})
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == {"logo_confirmed"}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"summary": ""},
            {"links": "javascript:alert(1)"},
            {"links": "https://a.example/ " * 6},
            {"logo": SimpleUploadedFile("x.png", b"<svg></svg>")},
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_lost(self, owner_client, base, wrong):
        answer = owner_client.post(f"{base}profile/az/", self.TEXTS | wrong)
        assert answer.status_code == 422
        assert set(answer.context["form"].errors) == set(wrong)
        assert "First." in answer.content.decode()

    @pytest.mark.ignore_template_errors  # Wagtail's bar for editors
    @pytest.mark.parametrize("who", [None, "member", "editor"])
    def test_nobody_else_writes(self, client, base, who, request):
        if who:
            client.force_login(request.getfixturevalue(who))
        for place in ("profile/az/", "facts/", "certificate.pdf"):
            assert client.get(base + place).status_code in (302, 404)
        assert client.post(f"{base}profile/az/", self.TEXTS).status_code in (302, 404)
        assert not SignatoryProfile.objects.filter(summary="A town by the river.")


class TestContacts:
    FACTS = {
        "website": "https://town.example/",
        "contact_email": "office@town.example",
        "contact_phone": "+994 12 345 67 89",
    }

    def text(self, client, signatory):
        Signatory.objects.filter(pk=signatory.pk).update(status="confirmed")
        return Markup(client.get(f"/en/{PAGE}")).text

    def test_they_stay_private(self, owner_client, base, signatory):
        assert owner_client.post(f"{base}facts/", self.FACTS)["Location"] == base
        text = self.text(owner_client, signatory)
        assert "office@town.example" not in text
        assert "345 67 89" not in text
        assert "https://town.example/" in text

    def test_unless_ticked(self, owner_client, base, signatory):
        ticked = {"is_contact_email_public": "on", "is_contact_phone_public": "on"}
        owner_client.post(f"{base}facts/", self.FACTS | ticked)
        text = self.text(owner_client, signatory)
        assert "office@town.example" in text
        assert "345 67 89" in text

    def test_the_log_does_not_say_to_what(self, owner_client, base, signatory):
        owner_client.post(f"{base}facts/", self.FACTS)
        event = signatory.events.first()
        assert (event.verb, event.detail) == ("changed", "")

    def test_a_contributor_changes_nothing(self, client, base, signatory):
        user = User.objects.create_user("second@town.example", "x")
        Membership.objects.create(signatory=signatory, user=user)
        client.force_login(user)
        assert client.get(f"{base}facts/").status_code == 404
        assert client.post(f"{base}facts/", self.FACTS).status_code == 404
        assert f"{base}facts/" not in client.get(base).content.decode()
        signatory.refresh_from_db()
        assert signatory.website == ""

    @pytest.fixture
    def waiting(self, owner_client, base, signatory):
        """A confirmed signatory whose web site was changed."""
        Signatory.objects.filter(pk=signatory.pk).update(
            status="confirmed", website="https://former.example/"
        )
        owner_client.post(f"{base}facts/", self.FACTS)
        return signatory

    def test_a_changed_web_site_is_read_before_it_is_public(
        self, owner_client, base, waiting
    ):
        text = self.text(owner_client, waiting)
        assert "https://former.example/" in text
        assert "https://town.example/" not in text
        form = owner_client.get(f"{base}facts/").context["form"]
        assert form["website"].value() == "https://town.example/"
        assert mail.outbox == []

    def test_a_web_site_is_taken_away_at_once(self, owner_client, base, waiting):
        owner_client.post(f"{base}facts/", self.FACTS | {"website": ""})
        waiting.refresh_from_db()
        assert (waiting.website, waiting.pending_facts) == ("", {})

    @pytest.mark.ignore_template_errors  # Wagtail's admin
    @pytest.mark.parametrize(
        ("verb", "shown"),
        [("publish", "https://town.example/"), ("refuse", "https://former.example/")],
    )
    def test_staff_read_it_and_decide(self, client, editor, waiting, verb, shown):
        client.force_login(editor)
        admin = f"/admin/signatories/{waiting.pk}/"
        page = client.get(f"{admin}status/").content.decode()
        assert "https://town.example/" in page
        read = {
            "verb": verb,
            "name": "website",
            "text": "https://town.example/",
        }
        client.post(f"{admin}fact/", read)
        waiting.refresh_from_db()
        assert (waiting.website, waiting.pending_facts) == (shown, {})
        event = waiting.events.first()
        assert (event.verb, event.actor) == ("changed", editor)

    @pytest.mark.ignore_template_errors
    def test_staff_publish_no_other_web_site_than_they_read(
        self, client, editor, waiting
    ):
        client.force_login(editor)
        read = {
            "verb": "publish",
            "name": "website",
            "text": "https://another.example/",
        }
        client.post(f"/admin/signatories/{waiting.pk}/fact/", read)
        waiting.refresh_from_db()
        assert waiting.website == "https://former.example/"

    def test_nobody_else_decides_on_it(self, owner_client, waiting):
        read = {
            "verb": "publish",
            "name": "website",
            "text": "https://town.example/",
        }
        owner_client.post(f"/admin/signatories/{waiting.pk}/fact/", read)
        waiting.refresh_from_db()
        assert waiting.website == "https://former.example/"

    TICKED = {"is_contact_email_public": "on", "is_contact_phone_public": "on"}

    def test_a_contact_ticked_later_is_read_before_it_is_public(
        self, owner_client, base, waiting
    ):
        owner_client.post(f"{base}facts/", self.FACTS | self.TICKED)
        text = self.text(owner_client, waiting)
        assert "office@town.example" not in text
        assert "345 67 89" not in text
        form = owner_client.get(f"{base}facts/").context["form"]
        assert form["is_contact_email_public"].value() is True
        assert form["contact_email"].value() == "office@town.example"

    def test_the_contact_that_is_public_stays_until_the_new_one_is_read(
        self, owner_client, base, signatory
    ):
        owner_client.post(f"{base}facts/", self.FACTS | self.TICKED)
        self.text(owner_client, signatory)
        changed = self.FACTS | self.TICKED | {"contact_email": "new@town.example"}
        owner_client.post(f"{base}facts/", changed)
        text = self.text(owner_client, signatory)
        assert "office@town.example" in text
        assert "new@town.example" not in text
        # What was read before and is the same goes on.
        assert "345 67 89" in text

    def test_a_contact_is_hidden_at_once(self, owner_client, base, signatory):
        owner_client.post(f"{base}facts/", self.FACTS | self.TICKED)
        self.text(owner_client, signatory)
        owner_client.post(f"{base}facts/", self.FACTS)
        text = self.text(owner_client, signatory)
        assert "office@town.example" not in text
        assert "345 67 89" not in text

    @pytest.mark.ignore_template_errors
    @pytest.mark.parametrize("verb", ["publish", "refuse"])
    def test_staff_read_a_contact_and_decide(
        self, client, owner_client, editor, base, waiting, verb
    ):
        owner_client.post(f"{base}facts/", self.FACTS | self.TICKED)
        client.force_login(editor)
        admin = f"/admin/signatories/{waiting.pk}/"
        assert "office@town.example" in client.get(f"{admin}status/").content.decode()
        read = {"verb": verb, "name": "contact_email", "text": "office@town.example"}
        client.post(f"{admin}fact/", read)
        waiting.refresh_from_db()
        assert waiting.is_contact_email_public is (verb == "publish")
        assert waiting.contact_email == "office@town.example"
        assert "contact_email" not in waiting.pending_facts

    @pytest.mark.ignore_template_errors
    def test_the_list_of_signatories_says_where_something_waits(
        self, client, editor, waiting
    ):
        client.force_login(editor)
        url = "/admin/snippets/signatories/signatory/"
        assert "Contacts wait" in client.get(url).content.decode()
        waits = client.get(url, {"waits": "true"}).content.decode()
        others = client.get(url, {"waits": "false"}).content.decode()
        assert (str(waiting) in waits, str(waiting) in others) == (True, False)
