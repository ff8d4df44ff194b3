"""People who log in: one account per address, one door, and where it leads."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
PASSWORD = "a-password-for-this-test"


@pytest.fixture
def known(member):
    """The signatory's account, its password known."""
    member.set_password(PASSWORD)
    member.save()
    return member


def log_in(client, email, password=PASSWORD, address=LOGIN):
    return client.post(address, {"login": email, "password": password})


def test_an_address_is_stored_in_small_letters():
    user = User.objects.create_user("  New.Person@Town.EXAMPLE ", PASSWORD)
    assert user.email == "new.person@town.example"


@pytest.mark.parametrize("email", ["editor@demo.example", "EDITOR@Demo.Example"])
def test_nobody_gets_a_second_account_with_the_same_address(email):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(email, PASSWORD)


def test_the_database_itself_refuses_the_same_address_in_other_letters(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=member.pk).update(email="EDITOR@demo.example")


def test_a_form_refuses_the_same_address_in_other_letters():
    user = User(email="EDITOR@demo.example", password="x")
    with pytest.raises(ValidationError, match=r"already exists|constraint"):
        user.full_clean()


@pytest.mark.parametrize(
    "typed",
    ["signatory@demo.example", "Signatory@Demo.Example", " SIGNATORY@DEMO.EXAMPLE "],
)
def test_the_address_may_be_typed_in_any_case(client, known, typed):
    response = log_in(client, typed)
    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(known.pk)


def answer(client, email, password):
    """What the page shows, without the token and the address it says back."""
    response = log_in(client, email, password)
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return response.status_code, text.replace(email, "")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, known):
    wrong = answer(client, "signatory@demo.example", "not-the-password")
    unknown = answer(client, "nobody@nowhere.example", "not-the-password")
    assert wrong == unknown
    assert "E-mail address and password do not match." in wrong[1]


def test_a_closed_account_gets_the_same_answer_as_an_unknown_one(client, known):
    known.is_active = False
    known.save()
    closed = answer(client, "signatory@demo.example", PASSWORD)
    assert closed == answer(client, "nobody@nowhere.example", PASSWORD)


def test_an_account_without_a_password_cannot_be_entered(client):
    User.objects.create_user("new@town.example")
    for password in ("", "!", "None"):
        assert log_in(client, "new@town.example", password).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_mistake_is_told_with_a_link_to_the_field(client):
    markup = Markup(client.post(LOGIN, {"login": "", "password": "x"}))
    alert = markup.one("div", role="alert")
    links = [link for link in markup.all("a") if link.is_inside(alert)]
    assert [link.attrs["href"] for link in links] == ["#id_login"]
    assert markup.one("input", id="id_login")


def test_the_editor_is_led_to_the_admin(client, editor):
    editor.set_password(PASSWORD)
    editor.save()
    assert log_in(client, editor.email)["Location"] == "/admin/"


@pytest.mark.parametrize("code", ["en", "az"])
def test_the_signatory_is_led_to_the_account_in_the_readers_language(
    client, known, code
):
    response = log_in(client, known.email, address=f"/{code}/account/login/")
    assert response["Location"] == f"/{code}/account/"


def test_who_came_from_a_page_is_led_back_to_it(client, known):
    response = log_in(client, known.email, address=f"{LOGIN}?next=/az/pact/")
    assert response["Location"] == "/az/pact/"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"]
)
def test_nobody_is_led_to_another_site(client, known, target):
    response = log_in(client, known.email, address=f"{LOGIN}?next={target}")
    assert response["Location"] == "/en/account/"


def test_logging_in_gives_a_new_session(client, known):
    client.get("/en/")
    session = client.session
    session["before"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    log_in(client, known.email)
    assert client.session.session_key != before


def test_logging_out_needs_a_form(client, known):
    log_in(client, known.email)
    assert client.get("/en/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post("/en/account/logout/")
    assert response["Location"] == "/en/account/"
    assert "_auth_user_id" not in client.session


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(
    "place", ["", "pages/", "images/", "documents/", "users/", "reports/locked/"]
)
def test_a_signatory_cannot_enter_the_admin(client, known, place):
    client.force_login(known)
    response = client.get(f"/admin/{place}")
    assert response.status_code in (302, 403, 404)
    if response.status_code == 302:
        assert response["Location"].startswith(("/en/account/login/", "/admin/"))


@pytest.mark.ignore_template_errors
def test_the_admins_own_door_does_not_let_a_signatory_in(client, known):
    data = {"username": known.email, "login": known.email, "password": PASSWORD}
    client.post("/admin/login/", data)
    assert client.get("/admin/").status_code != 200
    assert "_auth_user_id" not in client.session


@pytest.mark.ignore_template_errors
def test_an_editor_enters_the_admin(editor_client):
    assert editor_client.get("/admin/").status_code == 200


def test_the_account_page_shows_the_persons_own_signatory_alone(client, known):
    client.force_login(known)
    response = client.get("/en/account/")
    own = known.memberships.get().signatory
    assert [item["name"] for item in response.context["signatories"]] == [
        own.official_name
    ]
    shown = [text for group in response.context["groups"] for text in group["texts"]]
    assert {text.signatory for text in shown} == {own}
    markup = Markup(response)
    assert known.email in markup.text
    links = {link.attrs["href"] for link in markup.all("a")}
    assert "/en/signatories/goyseher-belediyyesi/" in links


def test_the_account_page_shows_own_drafts_and_nobody_elses(client, known):
    own = known.memberships.get().signatory
    page = own.initiative_pages.first()
    page.title = "A title nobody has published"
    page.save_revision()
    client.force_login(known)
    assert "A title nobody has published" in client.get("/en/account/").content.decode()
    known.memberships.all().delete()
    after = client.get("/en/account/").content.decode()
    assert "A title nobody has published" not in after


def test_a_person_without_a_signatory_sees_no_initiative_at_all(client, known):
    known.memberships.all().delete()
    client.force_login(known)
    response = client.get("/en/account/")
    assert response.context["groups"] == []
    text = Markup(response).text
    assert "Your account is not tied to a signatory yet." in text


def test_the_account_page_of_somebody_is_kept_by_no_cache(client, known):
    client.force_login(known)
    response = client.get("/en/account/")
    assert "Cookie" in response["Vary"]


def test_without_logging_in_the_account_page_explains_itself(client):
    response = client.get("/en/account/")
    assert response.status_code == 200
    links = {link.attrs["href"] for link in Markup(response).all("a")}
    assert {"/en/account/login/", "/en/sign/"} <= links


def test_the_address_of_a_person_is_on_no_public_page(client, known):
    for address in ("/en/signatories/goyseher-belediyyesi/", "/en/signatories/"):
        assert known.email not in client.get(address).content.decode()
