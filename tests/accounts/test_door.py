"""The one door: what it says to whom, how often it may be tried, where it leads."""

import re

import pytest
from django.core import mail as django_mail
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from accounts.services import (
    AddressKnownError,
    account_open,
    address_is_verified,
    address_verified,
    verification_send,
)
from core.models import OutgoingMail
from tests.accounts.conftest import PASSWORD, link, links, log_in
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "seven green boats at sea"
RESET = "/en/account/password/reset/"


def told(response, *typed):
    """Everything a visitor can compare: status, body and headers, tokens left out."""
    text = re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()
    )
    for word in typed:
        text = text.replace(word, "")
    headers = {name: value for name, value in response.items() if name != "Expires"}
    headers.pop("Last-Modified", None)
    cookies = sorted(response.cookies)
    return response.status_code, text, headers, cookies


# Enumeration


@pytest.mark.parametrize("code", ["en", "az"])
def test_logging_in_tells_nothing_about_who_has_an_account(client, person, code):
    answers = [
        told(log_in(client, email, "not-the-password", code), email)
        for email in (person.email, "nobody@nowhere.example")
    ]
    assert answers[0] == answers[1]


def test_asking_for_a_new_password_tells_nothing_about_who_has_an_account(
    client, person, newcomer, deliver
):
    answers = []
    for email in (person.email, "nobody@nowhere.example", newcomer.email):
        with deliver():
            answers.append(told(client.post(RESET, {"email": email}), email))
    assert answers[0] == answers[1] == answers[2]
    assert {message.to[0] for message in django_mail.outbox} == {
        person.email,
        newcomer.email,
    }


def test_opening_an_account_with_a_known_address_writes_to_its_owner(person, deliver):
    with deliver(), pytest.raises(AddressKnownError):
        account_open(
            email=person.email.upper(),
            password=NEW_PASSWORD,
            name="Somebody else",
            language="en",
            next_path="/az/sign/token/",
        )
    (message,) = django_mail.outbox
    assert message.to == [person.email]
    assert "next=%2Faz%2Fsign%2Ftoken%2F" in message.body
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert User.objects.filter(email=person.email).count() == 1


def test_two_who_open_an_account_at_once_get_one(monkeypatch, deliver):
    """Somebody else is quicker between the look and the writing."""

    def quicker(person, password):
        monkeypatch.undo()
        account_open(email=person.email, password=PASSWORD, name="", language="en")

    monkeypatch.setattr(User, "set_password", quicker)
    with deliver(), pytest.raises(AddressKnownError):
        account_open(
            email="twice@town.example", password=PASSWORD, name="", language="en"
        )
    assert User.objects.filter(email="twice@town.example").count() == 1
    assert [message.to for message in django_mail.outbox] == [["twice@town.example"]]


def test_changing_to_a_known_address_looks_like_changing_to_a_new_one(
    client, person, staff
):
    client.force_login(person)
    confirmed(client)
    answers = []
    for email in (staff.email, staff.email.replace("e", "x", 1)):
        client.post("/en/account/email/", {"action_add": "", "email": email})
        answers.append(told(client.get("/en/account/email/"), email))
        cache.clear()
    assert answers[0] == answers[1]


def confirmed(client):
    """Answer the question for the password before something that matters."""
    return client.post("/en/account/again/", {"password": PASSWORD})


# Rate limits


def test_the_sixth_wrong_password_within_minutes_is_not_even_compared(client, person):
    for _attempt in range(5):
        assert "do not match" in log_in(client, person.email, "wrong").text
    answer = log_in(client, person.email)
    assert "Too many attempts" in answer.text
    assert "_auth_user_id" not in client.session


def test_another_host_name_does_not_give_more_attempts(client, person, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(5):
        client.post(
            "/en/account/login/",
            {"login": person.email, "password": "wrong"},
            headers={"host": f"host{number}.example"},
        )
    assert "Too many attempts" in log_in(client, person.email).text


def test_too_many_attempts_from_one_place_get_a_page_of_our_own(client):
    for number in range(31):
        answer = client.post(
            "/ka/account/login/", {"login": f"{number}", "password": ""}
        )
    assert answer.status_code == 429
    assert Markup(answer).one("h1")
    assert answer["X-Robots-Tag"] == "noindex"


def test_mails_with_links_are_limited_too(client, person, deliver):
    with deliver():
        answers = [
            client.post(RESET, {"email": person.email}).status_code for _ in range(4)
        ]
    assert answers == [302, 302, 302, 429]
    assert len(django_mail.outbox) == 3


# A new password


def reset_link(client, person, deliver, **more):
    with deliver():
        client.post(RESET, {"email": person.email}, **more)
    return link("/password/reset/key/")


def test_a_new_password_is_chosen_by_the_mailed_link(client, person, deliver):
    path = reset_link(client, person, deliver)
    assert path.startswith("/az/account/password/reset/key/")
    answer = client.get(path, follow=True)
    assert "set-password" in answer.request["PATH_INFO"]
    data = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    with deliver():
        done = client.post(answer.request["PATH_INFO"], data)
    assert done["Location"] == "/az/account/password/reset/key/done/"
    assert client.get(done["Location"]).status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert len(django_mail.outbox) == 2, "the link, and the notice that it was used"
    again = client.get(path)
    assert again.status_code == 410
    assert Markup(again).one("div", role="alert")


def test_setting_a_password_by_mail_proves_the_address(client, newcomer, deliver):
    path = reset_link(client, newcomer, deliver)
    place = client.get(path, follow=True).request["PATH_INFO"]
    client.post(place, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert address_is_verified(newcomer)


def test_all_other_devices_are_logged_out_by_a_new_password(client, person):
    client.force_login(person)
    person.set_password(NEW_PASSWORD)
    person.save()
    assert client.get("/en/account/data/").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/en/account/password/reset/key/1-cabcde-0123456789/",
        "/en/account/password/reset/key/zzzzzz-x/",
        "/en/account/confirm-email/MQ:1abcde:invented/",
        "/en/account/confirm-email/invented/",
    ],
)
def test_an_invented_link_is_told_plainly(client, path):
    answer = client.get(path)
    assert answer.status_code == 410
    assert "This link has been used or has expired." in answer.text
    assert client.post(path).status_code in (405, 410)


# Confirming an address


def test_nobody_enters_before_the_address_is_proved(client, newcomer, deliver):
    with deliver():
        answer = log_in(client, newcomer.email)
    assert answer["Location"] == "/en/account/confirm-email/"
    assert client.get(answer["Location"]).status_code == 200
    assert "_auth_user_id" not in client.session
    (message,) = django_mail.outbox
    assert message.to == [newcomer.email]


def test_the_link_proves_the_address_and_leads_on(client, newcomer, deliver):
    with deliver():
        verification_send(newcomer, next_path="/ka/sign/token/done/")
    assert len(django_mail.outbox) == 1
    path = link("/confirm-email/")
    assert path.startswith("/ka/account/confirm-email/")
    assert client.get(path).status_code == 200
    assert not address_is_verified(newcomer), "looking at a link is no confirmation"
    answer = client.post(path)
    assert answer["Location"] == "/ka/sign/token/done/"
    assert address_is_verified(newcomer)
    again = client.get(path)
    assert again.status_code == 410
    assert Markup(again).one("div", role="alert")


def test_a_proved_address_gets_no_further_mail(newcomer, deliver):
    address_verified(newcomer)
    with deliver():
        verification_send(newcomer)
    assert django_mail.outbox == []


@pytest.mark.parametrize(
    "target",
    ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere", "x"],
)
def test_a_link_leads_to_no_other_site(newcomer, deliver, target):
    with deliver():
        verification_send(newcomer, next_path=target)
    assert "elsewhere" not in django_mail.outbox[0].body
    assert "next=" not in django_mail.outbox[0].body


def test_a_link_expires_after_three_days(client, newcomer, deliver, time_machine):
    time_machine.move_to("2026-11-01 10:00", tick=False)
    with deliver():
        verification_send(newcomer)
    time_machine.move_to("2026-11-04 10:01", tick=False)
    assert client.get(link("/confirm-email/")).status_code == 410


def test_an_address_is_changed_by_the_link_to_the_new_one(client, person, deliver):
    client.force_login(person)
    confirmed(client)
    with deliver():
        client.post(
            "/en/account/email/", {"action_add": "", "email": "later@town.example"}
        )
    assert [message.to for message in django_mail.outbox] == [["later@town.example"]]
    person.refresh_from_db()
    assert person.email == "signatory@demo.example"
    with deliver():
        client.post(link("/confirm-email/"))
    person.refresh_from_db()
    assert person.email == "later@town.example"
    assert django_mail.outbox[-1].to == ["signatory@demo.example"], (
        "the old one is told"
    )
    assert len(django_mail.outbox) == 2


def test_an_address_that_became_somebody_elses_is_not_taken(client, person, deliver):
    client.force_login(person)
    confirmed(client)
    with deliver():
        client.post(
            "/en/account/email/", {"action_add": "", "email": "new@town.example"}
        )
    path = link("/confirm-email/")
    account_open(email="new@town.example", password=PASSWORD, name="", language="en")
    answer = client.post(path)
    assert answer.status_code == 410
    assert Markup(answer).one("div", role="alert")
    person.refresh_from_db()
    assert person.email == "signatory@demo.example"


def test_changing_the_address_asks_for_the_password(client, person):
    client.force_login(person)
    data = {"action_add": "", "email": "later@town.example"}
    answer = client.post("/en/account/email/", data)
    assert answer["Location"].startswith("/en/account/again/")


# Mails


@pytest.mark.parametrize("host", ["testserver", "evil.example"])
def test_links_in_mails_never_follow_the_host_asked_for(
    client, person, deliver, settings, host
):
    settings.ALLOWED_HOSTS = ["*"]
    settings.PUBLIC_URL = "https://pact.example"
    reset_link(client, person, deliver, headers={"host": host})
    (message,) = django_mail.outbox
    html = message.alternatives[0].content
    assert {url.split("/")[2] for url in links(message)} == {"pact.example"}
    assert host not in html
    assert host not in message.body


@pytest.mark.parametrize("code", ["fr", "el", "ka"])
def test_mails_are_written_in_the_persons_language_not_the_pages(
    client, person, deliver, code
):
    person.language = code
    person.save()
    path = reset_link(client, person, deliver)
    assert path.startswith(f"/{code}/")
    (message,) = django_mail.outbox
    assert f'lang="{code}"' in message.alternatives[0].content


@pytest.mark.parametrize(
    "email",
    [
        "a@town.example\nBcc: all@town.example",
        "a@town.example%0aBcc: x",
        "a@town.example,b@town.example",
        "a@town.example\r\n\r\nbody",
    ],
)
def test_an_address_with_more_than_an_address_is_refused(client, email, deliver):
    with deliver():
        answer = client.post(RESET, {"email": email})
    assert answer.status_code == 200
    assert django_mail.outbox == []
    assert OutgoingMail.objects.count() == 0


def test_a_name_cannot_write_headers(deliver):
    with deliver():
        user = account_open(
            email="n@town.example",
            password=PASSWORD,
            name="Nino\r\nBcc: all@town.example\u2028",
            language="en",
        )
        verification_send(user)
    (message,) = django_mail.outbox
    assert message.recipients() == ["n@town.example"]
    assert message.message()["Bcc"] is None
    assert user.first_name == "Nino Bcc: all@town.example"


def test_a_dead_mail_server_holds_nobody_up(client, person, deliver, settings):
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 5},
        }
    }
    with deliver():
        assert client.post(RESET, {"email": person.email}).status_code == 302
    (row,) = OutgoingMail.objects.all()
    assert (row.state, row.tries) == ("waiting", 1)


# Doors, cookies, caches


@pytest.mark.parametrize(
    ("path", "target"),
    [
        (
            "/admin/login/?next=/admin/pages/",
            "/en/account/login/?next=%2Fadmin%2Fpages%2F",
        ),
        ("/admin/login/", "/en/account/login/?next=%2Fadmin%2F"),
        ("/admin/password_reset/", "/en/account/password/reset/"),
        (
            "/admin/password_reset/confirm/MQ/set-password/",
            "/en/account/password/reset/",
        ),
        ("/en/account/signup/", "/en/sign/"),
    ],
)
def test_every_other_door_leads_to_the_one_door(client, path, target):
    for answer in (client.get(path), client.post(path, {"username": "x"})):
        assert answer.status_code == 302
        assert answer["Location"] == target


@pytest.mark.ignore_template_errors
def test_the_admin_sends_visitors_to_the_one_door_and_back(client, staff):
    answer = client.get("/admin/pages/")
    assert answer["Location"].startswith("/en/account/login/?next=/admin/pages/")
    assert log_in(client, staff.email, next="/admin/pages/")["Location"] == (
        "/admin/pages/"
    )
    assert client.post("/admin/logout/")["Location"].endswith("/account/")
    assert "_auth_user_id" not in client.session


@pytest.mark.ignore_template_errors
def test_the_admins_account_page_has_no_second_way_to_a_password(client, staff):
    client.force_login(staff)
    text = client.get(reverse("wagtailadmin_account")).text
    assert "password" not in text.lower()


@pytest.mark.parametrize(
    "path", ["/en/", "/az/pact/", "/ka/initiatives/", "/en/account/", "/en/sign/"]
)
def test_a_reader_gets_no_cookie(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies


def test_the_door_sets_the_cookie_of_its_form_alone(client):
    for path in ("/en/account/login/", RESET):
        assert set(client.get(path).cookies) <= {"csrftoken"}


PLACES = [
    "login/",
    "password/reset/",
    "password/reset/done/",
    "password/reset/key/done/",
    "confirm-email/",
    "inactive/",
    "deleted/",
]
OWN_PLACES = [
    "logout/",
    "email/",
    "password/change/",
    "2fa/",
    "again/",
    "person/",
    "data/",
    "delete/",
]


@pytest.mark.parametrize("code", ["en", "az", "mt"])
@pytest.mark.parametrize("place", [*PLACES, *OWN_PLACES])
def test_every_page_of_the_door_answers_and_is_kept_by_nobody(
    client, person, place, code
):
    if place in OWN_PLACES:
        client.force_login(person)
    answer = client.get(f"/{code}/account/{place}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    markup = Markup(answer)
    assert markup.one("h1").text
    labelled = {label.attrs.get("for") for label in markup.all("label")}
    for field in markup.all("input"):
        if field.attrs.get("type") != "hidden":
            assert field.attrs.get("id") in labelled, field.attrs


@pytest.mark.parametrize("place", [*OWN_PLACES, "2fa/totp/activate/", "password/set/"])
def test_own_pages_are_for_those_who_are_logged_in(client, place):
    answer = client.get(f"/en/account/{place}")
    assert answer.status_code == 302


def test_a_persons_name_and_language_can_be_changed(client, person):
    client.force_login(person)
    client.post("/en/account/person/", {"name": "Aygün\nƏ.", "language": "fr"})
    person.refresh_from_db()
    assert (person.get_full_name(), person.language) == ("Aygün Ə.", "fr")
    bad = client.post("/en/account/person/", {"name": "A", "language": "ru"})
    assert bad.status_code == 200
    assert Markup(bad).one("div", role="alert")


def test_changing_the_password_keeps_this_device_logged_in(client, person, deliver):
    client.force_login(person)
    data = {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    }
    with deliver():
        client.post("/en/account/password/change/", data)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert client.get("/en/account/data/").status_code == 200
    (message,) = django_mail.outbox
    assert message.to == [person.email]
