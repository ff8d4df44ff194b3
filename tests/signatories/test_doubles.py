"""One authority has one entry: asked before anything exists, merged afterwards."""

import pytest
from django.core import mail

from accounts.models import User
from core.addresses import address_current, address_resolve
from signatories import merging, services
from signatories.exceptions import ColleagueError, TransitionError
from signatories.models import JoinRequest, Membership, Registration, Signatory
from signatories.selectors import doubles_of
from signatories.services import signatory_merge, signatory_register
from tests.core.markup import Markup
from tests.signatories.signing import (
    ACCOUNT,
    WHO,
    accept,
    begin,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mails_leave")]


def register(name, country="AZ", status="confirmed", **fields):
    signatory = signatory_register(
        actor=None,
        profile="authority",
        official_name=name,
        country_id=country,
        **fields,
    )
    Signatory.objects.filter(pk=signatory.pk).update(status=status)
    signatory.refresh_from_db()
    return signatory


def found(name, country="AZ", profile="authority", **fields):
    known = {"country_id": country, "official_name": name} | fields
    return doubles_of(profile, known)


@pytest.mark.parametrize(
    ("country", "one", "other"),
    [
        ("AZ", "Bakı Şəhər Bələdiyyəsi", "Baku"),
        ("AZ", "Bakı", "Баку"),
        ("DE", "Stadt Köln", "City of Cologne"),
        ("GE", "თბილისის მუნიციპალიტეტი", "Tbilisi"),
        ("GR", "Δήμος Αθηναίων", "Municipality of Athens"),
        ("IT", "Comune di Firenze", "Florence"),
        ("AM", "Երևան համայնք", "Yerevan"),
        ("RS", "Град Београд", "City of Belgrade"),
        ("UA", "Київська міська рада", "Kyiv City Council"),
        ("BE", "Stad Brussel", "Ville de Bruxelles"),
    ],
)
def test_one_town_in_two_spellings_is_found(country, one, other):
    signatory = register(one, country)
    assert found(other, country) == [signatory]
    assert found(one, country) == [signatory]


def test_other_countries_profiles_and_towns_are_not():
    register("Bakı Şəhər Bələdiyyəsi")
    assert found("Baku", "TR") == []
    assert found("Baku", profile="organisation") == []
    assert found("Gəncə") == []


@pytest.mark.parametrize("status", ["rejected", "withdrawn"])
def test_what_no_longer_stands_is_in_nobodys_way(status):
    register("Bakı", status=status)
    assert found("Baku") == []


def test_the_same_code_is_found_whatever_the_name():
    signatory = register("Bakı", official_code="AZ100")
    assert found("Something else", official_code="AZ100") == [signatory]


def to_the_question(client, **who):
    link = begin(client)
    answer = client.post(f"{link}who/", WHO["authority"] | who)
    assert answer["Location"] == f"{link}yours/"
    return link


def test_a_likely_double_leads_to_a_question(client):
    register("Bakı Şəhər Bələdiyyəsi")
    link = to_the_question(client, official_name="Baku", place="")
    text = Markup(client.get(f"{link}yours/")).text
    assert "Is this yours?" in text
    assert "Bakı Şəhər Bələdiyyəsi" in text


def test_what_awaits_confirmation_is_not_told_by_name(client):
    register("Bakı Şəhər Bələdiyyəsi", status="awaiting")
    link = to_the_question(client, official_name="Baku", place="")
    text = Markup(client.get(f"{link}yours/")).text
    assert "Bakı Şəhər" not in text
    assert "An entry that awaits confirmation" in text


def ask_to_join(client, signatory, email="new@town.example"):
    link = begin(client, email=email)
    client.post(f"{link}who/", WHO["authority"] | {"official_name": "Baku"})
    client.post(f"{link}yours/", {"join": str(signatory.key)})
    assert client.get(link)["Location"] == f"{link}account/"
    client.post(f"{link}account/", ACCOUNT)
    client.post(f"{link}check/")
    return link


def test_asking_to_join_makes_no_second_entry_and_asks_the_managers(client, member):
    signatory = register("Bakı Şəhər Bələdiyyəsi")
    Membership.objects.create(signatory=signatory, user=member, role="manager")
    before = Signatory.objects.count()
    link = ask_to_join(client, signatory)
    assert Signatory.objects.count() == before
    request = JoinRequest.objects.get()
    assert (request.signatory, request.name) == (signatory, ACCOUNT["name"])
    assert [message.to for message in mail.outbox[1:]] == [[member.email]]
    assert f"/az/account/signatories/{signatory.key}/" in mail.outbox[-1].body
    assert Markup(client.get(f"{link}done/")).one("h1").text == (
        "Your request is on its way"
    )


def test_without_a_manager_the_secretariat_is_asked(client, settings):
    signatory = register("Bakı Şəhər Bələdiyyəsi")
    ask_to_join(client, signatory)
    assert [message.to for message in mail.outbox[1:]] == [[settings.CONTACT_EMAIL]]


@pytest.mark.parametrize("is_accepted", [True, False])
def test_the_answer_is_told_once(client, editor, is_accepted):
    signatory = register("Bakı Şəhər Bələdiyyəsi")
    ask_to_join(client, signatory)
    request = JoinRequest.objects.get()
    mail.outbox.clear()
    services.join_decide(request=request, is_accepted=is_accepted, actor=editor)
    with pytest.raises(ColleagueError):
        services.join_decide(request=request, is_accepted=True, actor=editor)
    assert [message.to for message in mail.outbox] == [["new@town.example"]]
    user = User.objects.get(email="new@town.example")
    joined = Membership.objects.filter(signatory=signatory, user=user)
    assert joined.exists() == is_accepted


def test_another_one_needs_a_reason_that_staff_see(client):
    register("Bakı Şəhər Bələdiyyəsi")
    link = to_the_question(client, official_name="Baku", place="")
    assert client.post(f"{link}yours/", {"reason": ""}).status_code == 422
    answer = client.post(f"{link}yours/", {"reason": "A district of that name."})
    assert answer["Location"] == f"{link}commitment/"
    accept(client, link)
    client.post(f"{link}account/", ACCOUNT)
    client.post(f"{link}check/")
    signatory = Signatory.objects.latest("pk")
    assert signatory.official_name == "Baku"
    detail = signatory.events.get(verb="differs").detail
    assert "A district of that name." in detail


def test_whoever_comes_second_is_asked_at_the_last_step(client):
    link = begin(client)
    client.post(f"{link}who/", WHO["authority"])
    accept(client, link)
    client.post(f"{link}account/", ACCOUNT)
    sign(type(client)(), email="quicker@town.example", latin_name="Yenisheher")
    before = Signatory.objects.count()
    answer = client.post(f"{link}check/")
    assert answer["Location"] == f"{link}yours/"
    assert Signatory.objects.count() == before
    assert Registration.objects.get(email="new@town.example").completed_at is None


class TestMerge:
    @pytest.fixture
    def kept(self):
        return register("Bakı Şəhər Bələdiyyəsi")

    @pytest.fixture
    def gone(self, member):
        signatory = register("Baku")
        Membership.objects.create(signatory=signatory, user=member, role="manager")
        return signatory

    def merge(self, kept, gone, editor):
        signatory_merge(kept=kept, gone=gone, actor=editor, reason="one town")

    def test_people_move_and_the_log_says_so(self, kept, gone, member, editor):
        self.merge(kept, gone, editor)
        assert kept.memberships.get().user == member
        for signatory in (kept, gone):
            assert signatory.events.filter(verb="merged", actor=editor).exists()
        assert (gone.status, gone.merged_into) == ("withdrawn", kept)

    def test_the_former_address_leads_to_the_entry_that_stays(
        self, client, kept, gone, editor
    ):
        old = address_current(kind="signatory", key=gone.key)
        self.merge(kept, gone, editor)
        new = address_current(kind="signatory", key=kept.key)
        assert address_resolve(kind="signatory", slug=old) == (kept.key, new)
        answer = client.get(f"/en/signatories/{old}/")
        assert answer.status_code == 301
        assert answer["Location"] == f"/en/signatories/{new}/"

    def test_other_rooms_move_what_they_hold(self, kept, gone, editor, monkeypatch):
        moved = []
        monkeypatch.setattr(
            merging, "_movers", [lambda *pair: moved.append([p.pk for p in pair])]
        )
        self.merge(kept, gone, editor)
        assert moved == [[gone.pk, kept.pk]]

    def test_nothing_is_merged_twice_or_with_itself(self, kept, gone, editor):
        self.merge(kept, gone, editor)
        for other in (gone, kept):
            with pytest.raises(TransitionError):
                self.merge(kept, other, editor)

    @pytest.mark.ignore_template_errors
    def test_staff_merge_in_the_admin(self, editor_client, kept, gone):
        url = f"/admin/signatories/{kept.pk}/merge/"
        assert editor_client.get(url).status_code == 200
        status = editor_client.get(f"/admin/signatories/{kept.pk}/status/")
        assert [item.pk for item in status.context["doubles"]] == [gone.pk]
        editor_client.post(url, {"other": gone.pk, "reason": "one town"})
        gone.refresh_from_db()
        assert gone.merged_into == kept

    def test_a_member_does_not(self, client, member, kept, gone):
        client.force_login(member)
        url = f"/admin/signatories/{kept.pk}/merge/"
        assert client.post(url, {"other": gone.pk}).status_code in (302, 403)
        gone.refresh_from_db()
        assert gone.status == "confirmed"
