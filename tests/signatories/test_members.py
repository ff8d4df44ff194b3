"""Associations bring their members: the list, the mails, what the association learns."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.models import OutgoingMail
from signatories import personal_rows
from signatories.exceptions import (
    ListError,
    MemberInvitationError,
    MemberLimitError,
)
from signatories.list_checks import MEMBER_COLUMNS, MEMBER_NEEDED, check_members
from signatories.models import (
    MemberInvitation,
    Membership,
    Registration,
    Signatory,
    UnwantedAddress,
)
from signatories.services import (
    member_invitations_send,
    member_send_again,
    members_forget,
    members_invite,
    signatory_merge,
    signatory_register,
)
from signatories.typed_lists import decode, read_lines, safe_cell, text_digest
from tests.core.markup import Markup
from tests.signatories.signing import ACCOUNT, WHO, accept, link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]

ROW = "Yenişəhər Bələdiyyəsi; AZ; authority; info@yenisheher.example; az"


def organisation(name="Association of Towns", **fields):
    signatory = signatory_register(
        actor=None,
        profile="organisation",
        official_name=name,
        country_id="AZ",
        organisation_kind="authorities",
        **fields,
    )
    Signatory.objects.filter(pk=signatory.pk).update(status="confirmed")
    signatory.refresh_from_db()
    return signatory


@pytest.fixture
def association():
    return organisation()


@pytest.fixture
def manager(association):
    user = User.objects.create_user("manager@towns.example", "x")
    Membership.objects.create(signatory=association, user=user, role="manager")
    return user


@pytest.fixture
def manager_client(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def base(association):
    return f"/en/account/signatories/{association.key}/members/"


def rows_of(count):
    return [
        {
            "official_name": f"Town {number}",
            "country_id": "AZ",
            "profile": "authority",
            "email": f"{number}@town.example",
            "language": "en",
        }
        for number in range(count)
    ]


def invite(association, manager, count=1, **fields):
    rows = [row | fields for row in rows_of(count)]
    members_invite(inviter=association, rows=rows, language="en", actor=manager)
    return MemberInvitation.objects.filter(inviter=association).order_by("pk").last()


def act(client, base, checked, **more):
    data = {"text": checked, "checked": text_digest(checked), "act": "1"} | more
    return client.post(base, data)


def faults(text, association):
    return [row.errors + row.doubts for row in check_members(text, inviter=association)]


class TestList:
    def lines(self, text):
        return [line.cells for line in read_lines(text, MEMBER_COLUMNS, MEMBER_NEEDED)]

    @pytest.mark.parametrize("mark", [";", ",", "\t"])
    def test_cells_are_separated_by_what_people_use(self, mark):
        found = self.lines(mark.join(["Gəncə", "AZ", "", "a@b.example"]))
        assert found == [
            {
                "name": "Gəncə",
                "country": "AZ",
                "profile": "",
                "email": "a@b.example",
                "language": "",
            }
        ]

    def test_a_first_line_gives_columns_another_order(self):
        text = "E-Mail;Country;Phone;Name\na@b.example;AZ;123;Gəncə"
        (found,) = self.lines(text)
        assert (found["name"], found["country"]) == ("Gəncə", "AZ")
        assert found["email"] == "a@b.example"

    def test_a_name_in_quotation_marks_keeps_its_commas(self):
        (found,) = self.lines('"Town, Port and Bay",MT,,a@b.example')
        assert found["name"] == "Town, Port and Bay"

    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
    )
    def test_files_of_spreadsheets_are_read(self, encoding):
        text = "name;country;email\nGəncə;AZ;a@b.example"
        (found,) = self.lines(decode(text.encode(encoding)))
        assert found["name"] == "Gəncə"

    def test_letters_of_another_encoding_are_refused(self):
        with pytest.raises(ListError, match="encoding"):
            decode("Gəncə ü".encode("cp1254", "replace"))

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "empty"),
            (" ;;\n\n", "empty"),
            ("name;country;email", "empty"),
            ("name;country\nA;AZ", "columns"),
            ("A;AZ;;a@b.example\n" * 501, "too-many"),
            ("x" * 1024 * 1024 + "xx", "too-large"),
        ],
    )
    def test_what_is_no_list_is_refused(self, text, code):
        with pytest.raises(ListError) as caught:
            self.lines(text)
        assert caught.value.code == code

    def test_500_lines_are_taken(self):
        assert len(self.lines("name;country;email\n" + "A;AZ;a@b.example\n" * 500)) == (
            500
        )

    @pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM", "\t=1"])
    def test_no_spreadsheet_takes_a_cell_for_a_formula(self, cell):
        assert safe_cell(cell) == f"'{cell}"


class TestCheck:
    @pytest.mark.parametrize(
        ("row", "fault"),
        [
            (";AZ;;a@b.example", "The name is missing"),
            ("x" * 201 + ";AZ;;a@b.example", "longer than 200"),
            ("See www.evil.example;AZ;;a@b.example", "contains an address"),
            ("Gəncə;;;a@b.example", "The country is missing"),
            ("Gəncə;XX;;a@b.example", "“XX” is no country code"),
            ("Gəncə;AZ;town;a@b.example", "“town” is no profile"),
            ("Gəncə;AZ;;", "The e-mail address is missing"),
            ("Gəncə;AZ;;nobody", "“nobody” is no e-mail address"),
            ("Gəncə;AZ;;a@b.example;klingon", "none of the portal’s languages"),
            ("Gəncə;AZ;;a@b.example;az;more", "more cells than columns"),
        ],
    )
    def test_each_fault_is_said_in_words(self, association, row, fault):
        ((first, *_more),) = faults(row, association)
        assert fault in first

    def test_a_right_row_has_none_and_gets_the_language_of_its_country(
        self, association
    ):
        (row,) = check_members("Gəncə;az;;A@B.example", inviter=association)
        assert row.is_right
        assert row.values == {
            "official_name": "Gəncə",
            "country_id": "AZ",
            "profile": "authority",
            "language": "az",
            "email": "a@b.example",
        }

    def test_two_rows_with_one_address_are_a_fault_of_the_second(self, association):
        text = "Gəncə;AZ;;a@b.example\nŞəki;AZ;;A@b.example"
        assert faults(text, association) == [[], ["The same as line 1."]]

    def test_two_rows_of_one_name_are_for_a_person_to_tell(self, association):
        text = "Gəncə;AZ;;a@b.example\nGəncə Bələdiyyəsi;AZ;;b@b.example"
        first, second = check_members(text, inviter=association)
        assert first.is_right
        assert second.is_doubtful

    def test_who_was_invited_is_said(self, association, manager):
        invite(association, manager, official_name="Gəncə", email="a@b.example")
        text = "Other;AZ;;a@b.example\nGəncə;AZ;;new@b.example"
        (one,), (other,) = faults(text, association)
        assert "invited this address already" in one
        assert "invited a member of this name" in other

    def test_what_is_public_in_the_pact_is_named_and_nothing_else(self, association):
        for name, status in (("Bakı", "confirmed"), ("Naxçıvan", "awaiting")):
            known = signatory_register(
                actor=None, profile="authority", official_name=name, country_id="AZ"
            )
            Signatory.objects.filter(pk=known.pk).update(status=status)
        text = (
            "Баку;AZ;;a@b.example\nNakhchivan;AZ;;b@b.example\nNaxçıvan;AZ;;c@b.example"
        )
        public, hidden, same = check_members(text, inviter=association)
        assert public.doubts == ["Looks like Bakı, which is in the Pact already."]
        assert hidden.is_right
        assert not any("Pact" in text for text in same.doubts)

    def test_whether_an_address_has_an_account_is_not_said(self, association):
        User.objects.create_user("known@town.example", "x")
        assert faults("Gəncə;AZ;;known@town.example", association) == [[]]

    def test_the_check_costs_the_same_for_2_and_200(
        self, association, django_assert_max_num_queries
    ):
        check_members(ROW, inviter=association)
        for count in (2, 200):
            text = "\n".join(
                f"Town {n} of {n * 7919};AZ;;{n}@b.example" for n in range(count)
            )
            with django_assert_max_num_queries(4):
                rows = check_members(text, inviter=association)
            assert len(rows) == count


class TestPage:
    def test_the_overview_leads_there(self, manager_client, base):
        page = manager_client.get(base.removesuffix("members/"))
        assert base in page.content.decode()

    @pytest.mark.parametrize("place", ["", "members/", "colleagues/", "facts/"])
    def test_browsers_say_where_a_form_comes_from(self, manager_client, base, place):
        # With "no-referrer" they send "Origin: null", and Django refuses the form.
        page = manager_client.get(base.removesuffix("members/") + place)
        assert page["Referrer-Policy"] == "same-origin"
        assert page["Cache-Control"] == "private, no-store"

    def test_every_row_is_shown_and_nothing_is_sent_before_the_button(
        self, manager_client, base
    ):
        text = f"{ROW}\n;AZ;;x@y.example"
        page = manager_client.post(base, {"text": text})
        assert page.status_code == 200
        shown = Markup(page).text
        assert "The name is missing." in shown
        assert "Send 1 invitation" in shown
        assert Markup(page).one("textarea").text.startswith("Yenişəhər")
        assert not MemberInvitation.objects.exists()
        assert mail.outbox == []

    def test_a_file_is_read_and_its_text_can_be_corrected(self, manager_client, base):
        file = BytesIO(f"﻿name;country;email\n{'Gəncə'};ZZ;a@b.example".encode())
        file.name = "members.csv"
        page = manager_client.post(base, {"text": "", "file": file})
        assert "“ZZ” is no country code" in Markup(page).text
        assert "Gəncə;ZZ;a@b.example" in page.content.decode()

    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"\xff\xfa\xe4", "cannot be read"),
            (b"x" * 1024 * 1024 + b"xx", "larger than 1 MB"),
            (b"A;AZ;;a@b.example\n" * 501, "more than 500 lines"),
            (b"", "Paste a list, or choose a file"),
        ],
    )
    def test_a_file_that_is_no_list_is_refused_in_words(
        self, manager_client, base, content, why
    ):
        file = BytesIO(content)
        file.name = "members.csv"
        page = manager_client.post(base, {"text": ROW, "file": file})
        assert page.status_code == 422
        assert why in Markup(page).text
        # What was typed is not lost.
        assert "Yenişəhər" in page.content.decode()

    def test_the_button_sends_what_is_right_in_the_language_of_the_row(
        self, manager_client, base, association
    ):
        answer = act(manager_client, base, f"{ROW}\nŞəki;AZ;;wrong")
        assert answer["Location"] == base
        (message,) = mail.outbox
        assert message.to == ["info@yenisheher.example"]
        assert association.official_name in message.subject
        assert link_of(message).startswith("/az/sign/member/")
        assert "/az/sign/no/" in message.body
        assert message.alternatives
        said = Markup(manager_client.get(base)).text
        assert "1 invitation is on its way. 1 line was left out." in said

    def test_pressing_twice_sends_once(self, manager_client, base):
        act(manager_client, base, ROW)
        answer = act(manager_client, base, ROW)
        assert answer["Location"] == base
        assert len(mail.outbox) == MemberInvitation.objects.count() == 1
        assert "invited already" in Markup(manager_client.get(base)).text

    def test_a_list_that_changed_after_the_check_is_shown_again(
        self, manager_client, base
    ):
        answer = act(manager_client, base, ROW, text=f"{ROW}\nŞəki;AZ;;s@b.example")
        assert answer.status_code == 422
        assert "has changed since it was checked" in Markup(answer).text
        assert mail.outbox == []

    def test_line_ends_of_browsers_change_nothing(self, manager_client, base):
        text = f"{ROW}\nŞəki;AZ;;s@b.example"
        act(manager_client, base, text, text=text.replace("\n", "\r\n"))
        assert len(mail.outbox) == 2

    def test_a_doubtful_row_goes_only_when_it_is_ticked(self, manager_client, base):
        known = signatory_register(
            actor=None, profile="authority", official_name="Bakı", country_id="AZ"
        )
        Signatory.objects.filter(pk=known.pk).update(status="confirmed")
        text = "Baku;AZ;;a@b.example"
        answer = act(manager_client, base, text)
        assert answer.status_code == 200
        assert mail.outbox == []
        act(manager_client, base, text, anyway="1")
        assert len(mail.outbox) == 1

    def test_a_faulty_row_goes_never(self, manager_client, base):
        act(manager_client, base, "Gəncə;AZ;;nobody", anyway="1")
        assert not MemberInvitation.objects.exists()

    def test_a_day_has_a_limit_and_what_was_typed_stays(
        self, manager_client, base, settings
    ):
        settings.MEMBER_INVITATIONS_A_DAY = 1
        page = act(manager_client, base, f"{ROW}\nŞəki;AZ;;s@b.example")
        assert "1 more invitation can be sent" in Markup(page).text
        assert "Şəki;AZ;;s@b.example" in page.content.decode()
        assert mail.outbox == []

    def test_a_line_break_in_a_name_writes_no_header(self, manager_client, base):
        text = '"Gəncə\r\nBcc: all@b.example";AZ;;a@b.example'
        answer = act(manager_client, base, text)
        assert answer.status_code in (200, 302)
        members_invite(
            inviter=Signatory.objects.get(official_name="Association of Towns"),
            rows=[rows_of(1)[0] | {"official_name": "A\r\nBcc: b@b.example"}],
            language="en",
            actor=User.objects.get(email="manager@towns.example"),
        )
        for message in mail.outbox:
            assert "Bcc" not in message.message()
            assert message.recipients() == message.to

    def test_the_list_costs_the_same_for_2_and_200(
        self, manager_client, manager, association, base, django_assert_max_num_queries
    ):
        invite(association, manager, 200)
        signed = organisation("Signed").pk
        MemberInvitation.objects.update(signatory=signed, state="signed")
        for url in (base, f"{base}members.csv"):
            with django_assert_max_num_queries(13):
                assert manager_client.get(url).status_code == 200

    def test_states_are_counted_and_filtered(
        self, manager_client, manager, association, base
    ):
        invite(association, manager, 3)
        rows = list(MemberInvitation.objects.order_by("pk"))
        MemberInvitation.objects.filter(pk=rows[0].pk).update(state="declined")
        MemberInvitation.objects.filter(pk=rows[1].pk).update(
            expires_at=timezone.now() - timedelta(days=1)
        )
        page = manager_client.get(f"{base}?state=expired")
        assert [item["row"].pk for item in page.context["members"]] == [rows[1].pk]
        numbers = {item["state"]: item["number"] for item in page.context["counts"]}
        assert numbers == {"sent": 1, "declined": 1, "expired": 1}
        assert manager_client.get(f"{base}?state=nonsense&page=x").status_code == 200

    def test_the_download_runs_no_formula(
        self, manager_client, manager, association, base
    ):
        invite(association, manager, official_name="=HYPERLINK(1)")
        answer = manager_client.get(f"{base}members.csv")
        assert answer["Content-Type"].startswith("text/csv")
        content = answer.content.decode("utf-8-sig")
        assert "\r\n'=HYPERLINK(1),AZ,authority" in content


class TestWho:
    @pytest.fixture
    def urls(self, association, manager, base):
        invitation = invite(association, manager)
        return [base, f"{base}members.csv", f"{base}{invitation.pk}/"]

    @pytest.mark.ignore_template_errors  # Wagtail's bar for editors
    @pytest.mark.parametrize("who", [None, "member", "translator", "editor"])
    def test_nobody_else_gets_in(self, client, urls, who, request):
        if who:
            client.force_login(request.getfixturevalue(who))
        wanted = 404 if who else 302
        assert [client.get(url).status_code for url in urls[:2]] == [wanted, wanted]
        assert client.post(urls[0], {"text": ROW}).status_code == wanted
        assert client.post(urls[2], {"verb": "take-back"}).status_code == wanted
        assert MemberInvitation.objects.get().state == "sent"

    def test_a_contributor_sees_and_sends_nothing(self, client, association, urls):
        user = User.objects.create_user("writes@towns.example", "x")
        Membership.objects.create(signatory=association, user=user)
        client.force_login(user)
        page = client.get(urls[0])
        assert "Town 0" in Markup(page).text
        assert "textarea" not in page.content.decode()
        before = len(mail.outbox)
        assert act(client, urls[0], ROW).status_code == 404
        assert client.post(urls[2], {"verb": "take-back"}).status_code == 404
        with pytest.raises(PermissionDenied):
            members_invite(
                inviter=association, rows=rows_of(1), language="en", actor=user
            )
        assert len(mail.outbox) == before

    @pytest.mark.parametrize("status", ["awaiting", "rejected", "withdrawn"])
    def test_an_association_that_is_not_confirmed_has_no_such_page(
        self, manager_client, association, base, status
    ):
        Signatory.objects.filter(pk=association.pk).update(status=status)
        assert manager_client.get(base).status_code == 404
        assert act(manager_client, base, ROW).status_code == 404

    def test_a_town_has_none_either(self, manager_client, association, base):
        Signatory.objects.filter(pk=association.pk).update(profile="authority")
        assert manager_client.get(base).status_code == 404
        overview = manager_client.get(base.removesuffix("members/"))
        assert base not in overview.content.decode()

    def test_an_invitation_of_another_association_is_out_of_reach(
        self, manager_client, manager, base
    ):
        other = organisation("Other")
        Membership.objects.create(signatory=other, user=manager, role="manager")
        foreign = invite(other, manager)
        answer = manager_client.post(f"{base}{foreign.pk}/", {"verb": "take-back"})
        assert answer.status_code == 404
        foreign.refresh_from_db()
        assert foreign.state == "sent"


class TestLink:
    @pytest.fixture
    def invitation(self, association, manager):
        return invite(
            association, manager, official_name="Gəncə", email="new@town.example"
        )

    @pytest.fixture
    def link(self, invitation):
        return link_of(mail.outbox[-1])

    def begin(self, client, link, **more):
        data = {"profile": "authority", "email": "new@town.example"} | more
        return client.post(link, data)

    def state(self, invitation):
        invitation.refresh_from_db()
        return invitation.state

    def test_programs_that_open_links_change_nothing(self, client, invitation, link):
        before = MemberInvitation.objects.values().get()
        for _time in range(3):
            page = client.get(link)
            assert page.status_code == 200
            client.head(link)
        assert MemberInvitation.objects.values().get() == before
        assert not Registration.objects.exists()
        assert not client.cookies
        assert page["Referrer-Policy"] == "no-referrer"

    def test_it_begins_with_what_the_association_typed(self, client, invitation, link):
        MemberInvitation.objects.update(official_name="Şəki Şəhər Bələdiyyəsi")
        answer = self.begin(client, link)
        path = link.replace("/member", "")
        assert answer["Location"] == path
        form = client.get(client.get(path)["Location"]).context["form"]
        assert form["official_name"].value() == "Şəki Şəhər Bələdiyyəsi"
        assert form["country"].value() == "AZ"
        assert form["place"].value() == "Sheki"
        assert form["geoname_id"].value() == "585170"
        assert self.state(invitation) == "opened"

    def test_beginning_twice_is_one_registration(self, client, invitation, link):
        self.begin(client, link)
        self.begin(Client(), link)
        assert Client().get(link).status_code == 302
        assert Registration.objects.count() == 1

    def sign(self, client, link, **who):
        path = link.replace("/member", "")
        client.get(path)
        answer = client.post(f"{path}who/", WHO["authority"] | who)
        assert answer.status_code == 302, answer.context["form"].errors
        accept(client, path)
        client.post(f"{path}account/", ACCOUNT)
        assert client.post(f"{path}check/").status_code == 302
        return path

    def test_the_member_signs_for_itself(
        self, client, invitation, link, association, manager, base
    ):
        self.begin(client, link)
        path = self.sign(client, link)
        assert self.state(invitation) == "signed"
        signatory = Signatory.objects.latest("pk")
        assert invitation.signatory == signatory
        assert signatory.brought_by.get().inviter == association
        assert signatory.status == "awaiting"
        assert signatory.memberships.get().user.email == "new@town.example"
        assert client.get(path)["Location"] == f"{path}done/"

    def test_the_association_sees_that_and_nothing_of_what_was_typed(
        self, client, invitation, link, manager, base
    ):
        self.begin(client, link)
        self.sign(client, link, official_name="Another Secret Name", place="")
        signatory = Signatory.objects.latest("pk")
        other = Client()
        other.force_login(manager)
        for url in (base, f"{base}members.csv"):
            content = other.get(url).content.decode()
            assert "Another Secret Name" not in content
            assert "Aysel Example" not in content
            assert "/signatories/another" not in content
        assert "signed, awaits confirmation" in Markup(other.get(base)).text
        Signatory.objects.filter(pk=signatory.pk).update(status="confirmed")
        assert (
            "/en/signatories/another-secret-name/" in other.get(base).content.decode()
        )

    def test_typing_is_seen_as_begun(self, client, invitation, link):
        self.begin(client, link)
        path = link.replace("/member", "")
        client.post(f"{path}who/", {"official_name": "Gə"})
        assert self.state(invitation) == "begun"

    def test_another_address_is_proved_by_a_mail_of_its_own(
        self, client, invitation, link
    ):
        answer = self.begin(client, link, email="mayor@town.example")
        assert answer.status_code == 200
        registration = Registration.objects.get()
        assert registration.email == "mayor@town.example"
        assert registration.opened_at is None
        own = mail.outbox[-1]
        assert own.to == ["mayor@town.example"]
        # The secret of the invitation opens nothing of it.
        assert client.get(link).status_code == 200
        assert client.get(link.replace("/member", "")).status_code == 410
        client.get(link_of(own))
        registration.refresh_from_db()
        assert registration.opened_at
        assert registration.invitation == invitation

    def test_the_address_of_the_invitation_counts_as_proved(self, client, link):
        self.begin(client, link)
        assert Registration.objects.get().opened_at

    def test_it_can_sign_as_another_profile(self, client, link):
        self.begin(client, link, profile="organisation")
        assert Registration.objects.get().profile == "organisation"

    def test_it_ends_after_60_days(self, client, invitation, link):
        with time_machine.travel(timezone.now() + timedelta(days=59)):
            assert client.get(link).status_code == 200
        with time_machine.travel(timezone.now() + timedelta(days=61)):
            assert client.get(link).status_code == 410
            assert self.begin(client, link).status_code == 410

    def test_a_made_up_link_leads_nowhere(self, client):
        for place in ("member", "no", "claim"):
            assert client.get(f"/en/sign/{place}/made-up/").status_code == 410

    def test_taken_back_it_leads_nowhere(
        self, client, invitation, link, manager_client, base
    ):
        manager_client.post(f"{base}{invitation.pk}/", {"verb": "take-back"})
        assert self.state(invitation) == "closed"
        assert Client().get(link).status_code == 410

    def test_an_association_that_was_withdrawn_invites_nobody(
        self, client, association, link
    ):
        Signatory.objects.filter(pk=association.pk).update(status="withdrawn")
        assert client.get(link).status_code == 410

    def test_the_secret_is_stored_nowhere(self, invitation, link):
        token = link.split("/")[4]
        assert token not in str(MemberInvitation.objects.values().get())

    def test_a_member_that_joins_an_entry_has_answered(self, client, invitation, link):
        known = signatory_register(
            actor=None, profile="authority", official_name="Gəncə", country_id="AZ"
        )
        self.begin(client, link)
        path = link.replace("/member", "")
        client.post(f"{path}who/", WHO["authority"] | {"official_name": "Gəncə"})
        client.post(f"{path}yours/", {"join": str(known.key)})
        client.post(f"{path}account/", ACCOUNT)
        client.post(f"{path}check/")
        assert self.state(invitation) == "answered"
        assert invitation.signatory is None


class TestNo:
    @pytest.fixture
    def invitation(self, association, manager):
        return invite(association, manager, email="no@town.example")

    @pytest.fixture
    def no_link(self, invitation):
        body = mail.outbox[-1].body
        return next(
            line.split("example", 1)[-1].split("8000", 1)[-1]
            for line in body.splitlines()
            if "/sign/no/" in line
        )

    def test_opening_the_page_changes_nothing(self, client, invitation, no_link):
        assert client.get(no_link).status_code == 200
        assert not UnwantedAddress.objects.exists()

    def test_the_button_ends_it_and_keeps_no_address(self, client, invitation, no_link):
        client.post(mail_link := link_of(mail.outbox[-1]), {"profile": "authority"})
        assert client.post(no_link).status_code == 200
        client.post(no_link)
        invitation.refresh_from_db()
        assert (invitation.state, invitation.email) == ("declined", "")
        assert client.get(mail_link).status_code == 410
        for model in (MemberInvitation, UnwantedAddress, OutgoingMail, Registration):
            assert "no@town.example" not in str(list(model.objects.values()))

    def test_no_association_writes_to_it_again_and_none_is_told(
        self, client, invitation, no_link, manager
    ):
        client.post(no_link)
        mail.outbox.clear()
        other = organisation("Other")
        Membership.objects.create(signatory=other, user=manager, role="manager")
        row = "Gəncə;AZ;;No@town.example"
        assert faults(row, other) == [[]]
        again = invite(other, manager, email="no@town.example")
        assert mail.outbox == []
        assert again.state == "sent"

    def test_a_former_mail_still_says_no(self, client, invitation, no_link, manager):
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            member_send_again(invitation=invitation, actor=manager)
            client.post(no_link)
        assert UnwantedAddress.objects.count() == 1

    def test_it_says_no_even_when_the_invitation_is_forgotten(
        self, client, invitation, no_link
    ):
        invitation.delete()
        assert client.post(no_link).status_code == 200
        assert UnwantedAddress.objects.count() == 1

    def test_it_outlives_a_change_of_the_key(
        self, client, invitation, no_link, settings, manager
    ):
        client.post(no_link)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
        mail.outbox.clear()
        other = organisation("Other")
        Membership.objects.create(signatory=other, user=manager, role="manager")
        invite(other, manager, email="no@town.example")
        assert mail.outbox == []


class TestAgain:
    @pytest.fixture
    def invitation(self, association, manager):
        return invite(association, manager)

    def later(self, days):
        return time_machine.travel(timezone.now() + timedelta(days=days))

    def test_it_goes_once_a_week_three_times(self, invitation, manager):
        with pytest.raises(MemberInvitationError):
            member_send_again(invitation=invitation, actor=manager)
        for week in (1, 2, 3):
            with self.later(8 * week):
                member_send_again(invitation=invitation, actor=manager)
        assert len(mail.outbox) == 4
        with self.later(40), pytest.raises(MemberInvitationError):
            member_send_again(invitation=invitation, actor=manager)

    def test_the_former_link_ends_and_what_was_typed_goes_along(
        self, client, invitation, manager
    ):
        former = link_of(mail.outbox[-1])
        client.post(former, {"profile": "authority", "email": invitation.email})
        path = former.replace("/member", "")
        client.post(f"{path}who/", {"official_name": "Half a name"})
        with self.later(8):
            member_send_again(invitation=invitation, actor=manager)
            assert client.get(path).status_code == 410
            link = link_of(mail.outbox[-1]).replace("/member", "")
            page = client.get(f"{link}who/")
            assert page.context["form"]["official_name"].value() == "Half a name"
        invitation.refresh_from_db()
        assert invitation.state == "begun"

    def test_what_was_taken_back_before_its_mail_can_still_be_sent(
        self, invitation, manager
    ):
        MemberInvitation.objects.update(state="closed", sent_at=None, sent_count=0)
        member_send_again(invitation=invitation, actor=manager)
        invitation.refresh_from_db()
        assert (invitation.state, len(mail.outbox)) == ("sent", 2)

    @pytest.mark.parametrize("state", ["signed", "answered", "declined"])
    def test_who_has_answered_is_left_alone(self, invitation, manager, state):
        MemberInvitation.objects.update(state=state)
        invitation.refresh_from_db()
        with self.later(8), pytest.raises(MemberInvitationError):
            member_send_again(invitation=invitation, actor=manager)

    def test_the_limit_of_a_day_counts_it(self, invitation, manager, settings):
        settings.MEMBER_INVITATIONS_A_DAY = 0
        with self.later(8), pytest.raises(MemberLimitError):
            member_send_again(invitation=invitation, actor=manager)

    def test_the_page_says_why_not(self, manager_client, invitation, base):
        answer = manager_client.post(
            f"{base}{invitation.pk}/", {"verb": "again"}, follow=True
        )
        assert "once a week" in Markup(answer).text
        assert len(mail.outbox) == 1


class TestKept:
    def test_mails_that_were_left_go_out_later(self, association, manager, monkeypatch):
        monkeypatch.setattr(
            "signatories.services.members.enqueue_on_commit", lambda *_names: None
        )
        invite(association, manager, 2)
        assert mail.outbox == []
        assert member_invitations_send() == 2
        assert member_invitations_send() == 0
        assert len(mail.outbox) == 2

    def test_expired_ones_are_forgotten_and_signed_ones_lose_the_address(
        self, association, manager
    ):
        invite(association, manager, 2)
        one, other = MemberInvitation.objects.order_by("pk")
        MemberInvitation.objects.filter(pk=one.pk).update(
            state="signed", signatory=association
        )
        members_forget()
        assert MemberInvitation.objects.count() == 2
        with time_machine.travel(timezone.now() + timedelta(days=91)):
            members_forget()
        left = MemberInvitation.objects.get()
        assert (left.pk, left.email, left.signatory) == (one.pk, "", association)

    def test_a_person_forgotten_is_brought_by_nobody(self, association, manager):
        user = User.objects.create_user("signed@town.example", "x")
        invitation = invite(association, manager, email="else@town.example")
        MemberInvitation.objects.update(state="signed", signed_by=user)
        exported = personal_rows._export(user)["invitations_of_associations"]
        assert exported[0]["official_name"] == invitation.official_name
        personal_rows._erase(user)
        assert not MemberInvitation.objects.exists()

    def test_an_address_forgotten_is_invited_no_more(self, association, manager):
        user = User.objects.create_user("0@town.example", "x")
        invite(association, manager)
        personal_rows._erase(user)
        assert not MemberInvitation.objects.exists()

    def test_invitations_move_when_two_entries_become_one(
        self, association, manager, editor
    ):
        invite(association, manager)
        other = organisation("Other")
        signatory_merge(kept=other, gone=association, actor=editor, reason="one")
        assert MemberInvitation.objects.get().inviter == other
