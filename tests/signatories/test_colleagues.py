"""Inviting, roles, leaving, the yearly question: who may, and what is mailed."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import User
from signatories import personal_rows
from signatories.exceptions import (
    ColleagueError,
    InvitationLimitError,
    LastManagerError,
)
from signatories.models import (
    Invitation,
    JoinRequest,
    Membership,
    Registration,
    Signatory,
)
from signatories.services import (
    colleague_hand_over,
    colleague_invite,
    colleague_remove,
    colleague_role,
    invitation_accept,
    invitations_forget,
    join_request,
    still_ask_all,
)
from tests.core.markup import Markup
from tests.signatories.signing import PASSWORD, link_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


@pytest.fixture
def own(member):
    return Membership.objects.get(user=member)


@pytest.fixture
def signatory(own):
    return own.signatory


@pytest.fixture
def colleague(signatory):
    user = User.objects.create_user("second@town.example", "x", language="ka")
    return Membership.objects.create(signatory=signatory, user=user)


@pytest.fixture
def manager_client(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def base(signatory):
    return f"/en/account/signatories/{signatory.key}/colleagues/"


def invite(signatory, member, email="third@town.example", **fields):
    return colleague_invite(
        signatory=signatory,
        email=email,
        actor=member,
        **({"role": "contributor", "language": "ka"} | fields),
    )


class TestInvitation:
    def test_it_goes_out_in_the_language_chosen(self, manager_client, base):
        data = {"email": "Third@Town.example", "role": "manager", "language": "ka"}
        answer = manager_client.post(base, data)
        assert answer["Location"] == base
        assert [message.to for message in mail.outbox] == [["third@town.example"]]
        assert link_of(mail.outbox[0]).startswith("/ka/sign/colleague/")
        assert Invitation.objects.get().role == "manager"

    def test_the_secret_is_stored_nowhere(self, signatory, member):
        invite(signatory, member)
        token = link_of(mail.outbox[0]).split("/")[4]
        assert token not in str(Invitation.objects.values().get())

    def test_a_new_person_accepts_with_name_and_password(
        self, client, signatory, member
    ):
        invite(signatory, member)
        link = link_of(mail.outbox[0])
        assert signatory.official_name in client.get(link).content.decode()
        answer = client.post(link, {"name": "New Person", "password": PASSWORD})
        assert answer.status_code == 302
        joined = Membership.objects.get(user__email="third@town.example")
        assert (joined.signatory, joined.role) == (signatory, "contributor")
        assert client.get(link).status_code == 410

    def test_a_person_logged_in_accepts_by_one_button(self, client, signatory, member):
        invite(signatory, member)
        user = User.objects.create_user("elsewhere@town.example", "x")
        client.force_login(user)
        client.post(link_of(mail.outbox[0]))
        assert Membership.objects.filter(user=user, signatory=signatory).exists()

    def test_a_known_address_is_asked_to_log_in_without_saying_so(
        self, client, signatory, member
    ):
        User.objects.create_user("known@town.example", "x")
        invite(signatory, member, "known@town.example")
        link = link_of(mail.outbox[0])
        answer = client.post(link, {"name": "Somebody", "password": PASSWORD})
        assert Markup(answer).one("h1").text.strip()
        assert len(mail.outbox) == 2
        known = Membership.objects.filter(user__email="known@town.example")
        assert not known.exists()

    def test_it_expires_after_14_days(self, client, signatory, member):
        invitation = invite(signatory, member)
        link = link_of(mail.outbox[0])
        with time_machine.travel(timezone.now() + timedelta(days=15)):
            assert client.get(link).status_code == 410
            with pytest.raises(ColleagueError):
                invitation_accept(invitation=invitation, user=member)

    def test_inviting_again_ends_the_former_link(self, client, signatory, member):
        invite(signatory, member)
        invite(signatory, member)
        first, second = (link_of(message) for message in mail.outbox)
        assert client.get(first).status_code == 410
        assert client.get(second).status_code == 200
        assert Invitation.objects.count() == 1

    def test_taken_back_it_leads_nowhere(self, manager_client, signatory, member, base):
        invitation = invite(signatory, member)
        manager_client.post(f"{base}invitations/{invitation.pk}/")
        assert manager_client.get(link_of(mail.outbox[0])).status_code == 410

    def test_a_colleague_is_not_invited(self, manager_client, base, colleague):
        data = {"email": colleague.user.email, "role": "manager", "language": "en"}
        assert manager_client.post(base, data).status_code == 422
        assert mail.outbox == []

    def test_one_address_gets_three_mails_an_hour(
        self, manager_client, base, signatory, member
    ):
        for _time in range(3):
            invite(signatory, member)
        data = {"email": "third@town.example", "role": "manager", "language": "ka"}
        answer = manager_client.post(base, data)
        assert answer.status_code == 422
        assert "Too many invitations" in answer.content.decode()
        assert len(mail.outbox) == 3
        with time_machine.travel(timezone.now() + timedelta(minutes=61)):
            invite(signatory, member)
        assert len(mail.outbox) == 4

    def test_one_person_sends_twenty_a_day_repeated_ones_included(
        self, signatory, member
    ):
        for number in range(10):
            for _time in range(2):
                invite(signatory, member, f"{number}@town.example")
        with pytest.raises(InvitationLimitError):
            invite(signatory, member)
        assert len(mail.outbox) == 20
        with time_machine.travel(timezone.now() + timedelta(hours=25)):
            invite(signatory, member)
        assert len(mail.outbox) == 21

    def test_nobody_is_invited_before_the_confirmation(
        self, manager_client, base, signatory
    ):
        Signatory.objects.filter(pk=signatory.pk).update(status="awaiting")
        text = "once the secretariat has confirmed"
        page = manager_client.get(base).content.decode()
        assert text in page
        assert "Send the invitation" not in page
        data = {"email": "third@town.example", "role": "manager", "language": "ka"}
        answer = manager_client.post(base, data)
        assert answer.status_code == 422
        assert text in answer.content.decode()
        assert mail.outbox == []

    def test_who_is_manager_no_more_invites_nobody(self, signatory, colleague):
        with pytest.raises(PermissionDenied):
            invite(signatory, colleague.user)
        assert mail.outbox == []

    def test_used_or_expired_it_is_forgotten_after_thirty_days(self, signatory, member):
        user = User.objects.create_user("elsewhere@town.example", "x")
        invitation_accept(invitation=invite(signatory, member), user=user)
        invite(signatory, member, "fourth@town.example")
        now = timezone.now()
        assert invitations_forget() == 0
        with time_machine.travel(now + timedelta(days=31)):
            assert invitations_forget() == 1
        with time_machine.travel(now + timedelta(days=45)):
            assert invitations_forget() == 1
        assert not Invitation.objects.exists()


class TestPersonalData:
    @pytest.fixture
    def user(self):
        return User.objects.create_user("elsewhere@town.example", "x")

    def test_an_invitation_accepted_from_another_address_goes_too(
        self, signatory, member, user
    ):
        invitation_accept(invitation=invite(signatory, member), user=user)
        assert len(personal_rows._export(user)["invitations"]) == 1
        personal_rows._erase(user)
        assert not Invitation.objects.exists()

    def test_a_registration_with_another_address_goes_too(self, user):
        Registration.objects.create(
            token_digest="x",
            email="former@town.example",
            profile="authority",
            user=user,
            expires_at=timezone.now(),
        )
        assert len(personal_rows._export(user)["registrations"]) == 1
        personal_rows._erase(user)
        assert not Registration.objects.exists()


class TestRoles:
    @pytest.mark.parametrize("way", ["removed", "demoted", "handed over"])
    def test_who_is_manager_no_more_leaves_no_open_invitation(
        self, signatory, own, colleague, way
    ):
        colleague.role = "manager"
        colleague.save()
        back = invite(signatory, colleague.user, "own-second@address.example")
        other = invite(signatory, own.user, "other@town.example")
        if way == "removed":
            colleague_remove(membership=colleague, actor=own.user)
        elif way == "demoted":
            colleague_role(membership=colleague, role="contributor", actor=own.user)
        else:
            colleague_hand_over(giver=colleague, to=own, actor=colleague.user)
        back.refresh_from_db()
        other.refresh_from_db()
        assert (back.closed_at is None, other.closed_at is None) == (False, True)

    def test_another_role_is_told_by_one_mail(self, manager_client, base, colleague):
        data = {"verb": "role", "role": "manager"}
        manager_client.post(f"{base}{colleague.pk}/", data)
        colleague.refresh_from_db()
        assert colleague.is_manager
        assert [message.to for message in mail.outbox] == [[colleague.user.email]]

    def test_handing_over_changes_both(self, manager_client, base, own, colleague):
        manager_client.post(f"{base}{colleague.pk}/", {"verb": "hand-over"})
        for membership in (own, colleague):
            membership.refresh_from_db()
        assert (own.role, colleague.role) == ("contributor", "manager")
        assert [message.to for message in mail.outbox] == [[colleague.user.email]]

    def test_the_last_manager_stays(self, manager_client, base, own, colleague):
        manager_client.post(f"{base}{own.pk}/", {"verb": "remove"})
        data = {"verb": "role", "role": "contributor"}
        manager_client.post(f"{base}{own.pk}/", data)
        own.refresh_from_db()
        assert own.is_manager
        with pytest.raises(LastManagerError):
            colleague_remove(membership=own, actor=own.user)
        with pytest.raises(LastManagerError):
            colleague_role(membership=own, role="contributor", actor=own.user)

    def test_somebody_removed_is_told_and_sees_nothing_any_more(
        self, manager_client, base, colleague, client
    ):
        manager_client.post(f"{base}{colleague.pk}/", {"verb": "remove"})
        assert [message.to for message in mail.outbox] == [[colleague.user.email]]
        client.force_login(colleague.user)
        assert client.get(base).status_code == 404

    def test_a_contributor_leaves_and_does_nothing_else(
        self, client, base, own, colleague
    ):
        client.force_login(colleague.user)
        assert client.get(base).status_code == 200
        assert client.post(f"{base}{own.pk}/", {"verb": "remove"}).status_code == 404
        data = {"verb": "role", "role": "manager"}
        assert client.post(f"{base}{colleague.pk}/", data).status_code == 404
        data = {"email": "x@y.example", "role": "manager", "language": "en"}
        client.post(base, data)
        assert mail.outbox == []
        answer = client.post(f"{base}{colleague.pk}/", {"verb": "remove"})
        assert answer["Location"] == "/en/account/"
        assert not Membership.objects.filter(pk=colleague.pk).exists()

    @pytest.mark.ignore_template_errors  # Wagtail's bar for editors
    @pytest.mark.parametrize("who", [None, "translator", "editor"])
    def test_nobody_else_gets_in(self, client, base, own, who, request):
        if who:
            client.force_login(request.getfixturevalue(who))
        wanted = 404 if who else 302
        for url in (base, base.removesuffix("colleagues/")):
            assert client.get(url).status_code == wanted
        answer = client.post(f"{base}{own.pk}/", {"verb": "remove"})
        assert answer.status_code == wanted

    def test_a_colleague_of_another_signatory_is_out_of_reach(
        self, manager_client, base
    ):
        other = Signatory.objects.exclude(memberships__isnull=False).first()
        user = User.objects.create_user("far@town.example", "x")
        far = Membership.objects.create(signatory=other, user=user)
        answer = manager_client.post(f"{base}{far.pk}/", {"verb": "remove"})
        assert answer.status_code == 404

    def test_a_manager_answers_who_asked_to_join(self, manager_client, signatory, base):
        user = User.objects.create_user("asks@town.example", "x", first_name="Asks")
        join_request(signatory=signatory, user=user, name="Asks", office="")
        assert "Asks" in manager_client.get(base).content.decode()
        pk = JoinRequest.objects.get().pk
        manager_client.post(f"{base}requests/{pk}/", {"verb": "accept"})
        assert Membership.objects.filter(signatory=signatory, user=user).exists()

    def test_the_list_costs_the_same_for_2_and_20(
        self, manager_client, signatory, base, django_assert_max_num_queries
    ):
        for number in range(20):
            user = User.objects.create_user(f"{number}@town.example", "x")
            Membership.objects.create(signatory=signatory, user=user)
        with django_assert_max_num_queries(14):
            manager_client.get(base)


class TestStill:
    @pytest.fixture
    def due(self, own):
        own.joined_at = timezone.now() - timedelta(days=400)
        own.save()
        Signatory.objects.filter(pk=own.signatory_id).update(is_demo=False)
        return own

    def ask(self, days=0):
        return still_ask_all(today=timezone.localdate() + timedelta(days=days))

    def test_it_is_asked_once_a_year_in_the_persons_language(self, due):
        assert (self.ask(), self.ask(), self.ask(30)) == (1, 0, 0)
        assert len(mail.outbox) == 1
        assert "/az/sign/still/" in link_of(mail.outbox[0])

    def test_who_does_not_answer_is_asked_again(self, due):
        self.ask()
        assert self.ask(91) == 1

    def test_who_joined_this_year_is_not_asked(self, due):
        due.joined_at = timezone.now()
        due.save()
        assert self.ask() == 0

    def test_opening_the_page_changes_nothing_one_button_answers(self, client, due):
        self.ask()
        link = link_of(mail.outbox[0])
        assert client.get(link).status_code == 200
        due.refresh_from_db()
        assert due.confirmed_still_on is None
        client.post(link, {"verb": "yes"})
        due.refresh_from_db()
        assert due.confirmed_still_on == timezone.localdate()
        assert self.ask(200) == 0
        assert not client.cookies

    def test_the_last_one_is_asked_for_a_successor(self, client, due, colleague):
        self.ask()
        link = link_of(mail.outbox[0])
        answer = client.post(link, {"verb": "leave"})
        assert answer.context["answer"] == "last"
        assert Membership.objects.filter(pk=due.pk).exists()
        colleague.role = "manager"
        colleague.save()
        client.post(link, {"verb": "leave"})
        assert not Membership.objects.filter(pk=due.pk).exists()

    def test_a_made_up_link_is_refused(self, client):
        assert client.get("/en/sign/still/x:y:z/").status_code == 410


@pytest.mark.ignore_template_errors
def test_staff_give_a_deserted_signatory_new_people(editor_client, signatory):
    url = f"/admin/signatories/{signatory.pk}/invite/"
    data = {"email": "heir@town.example", "role": "manager", "language": "az"}
    assert editor_client.post(url, data).status_code == 302
    assert [message.to for message in mail.outbox] == [["heir@town.example"]]


@pytest.mark.ignore_template_errors
def test_staff_invite_before_the_confirmation_and_are_told_of_the_limit(
    editor_client, signatory
):
    Signatory.objects.filter(pk=signatory.pk).update(status="awaiting")
    url = f"/admin/signatories/{signatory.pk}/invite/"
    data = {"email": "heir@town.example", "role": "manager", "language": "az"}
    for _time in range(3):
        editor_client.post(url, data)
    assert len(mail.outbox) == 3
    answer = editor_client.post(url, data, follow=True)
    assert "Too many invitations" in answer.content.decode()
    assert len(mail.outbox) == 3
