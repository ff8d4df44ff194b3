"""Signing as a visitor does: through the pages, with the links of the mails."""

import re

from django.core import mail

PASSWORD = "seven-quiet-lanterns"
WHO = {
    "authority": {
        "country": "AZ",
        "official_name": "Yenişəhər Bələdiyyəsi",
        "latin_name": "",
        "place": "Yenişəhər",
        "region": "Şirvan",
        "official_code": "",
        "population_band": "5000-20000",
        "decided_by": "Şura",
        "decided_on": "2026-03-01",
    },
    "organisation": {
        "country": "IE",
        "official_name": "Lanterns for Children",
        "organisation_kind": "ngo",
        "member_count": "40",
        "register_number": "CHY 1",
    },
    "representative": {
        "country": "GE",
        "official_name": "ნინო მაგალითაძე",
        "latin_name": "Nino Magalitadze",
        "office": "საკრებულოს წევრი",
        "place": "მზისწყარო",
    },
}
ACCOUNT = {"name": "Aysel Example", "office": "Head of office", "password": PASSWORD}


def begin(client, *, profile="authority", email="new@town.example", language="en"):
    """Ask for the link and return its path."""
    before = len(mail.outbox)
    data = {"profile": profile, "email": email}
    answer = client.post(f"/{language}/sign/", data)
    assert answer.status_code == 200
    assert len(mail.outbox) == before + 1
    return link_of(mail.outbox[-1])


def link_of(message):
    """Path of the first link into the portal that is not its first page."""
    found = re.findall(r"https?://[^/\s]+(/\S+)", message.body)
    return next(path for path in found if not re.fullmatch(r"/[a-z]+/(help/)?", path))


def answer_all(client, link, *, profile="authority", who=(), account=()):
    """Fill in every step but the last one; return the address of that."""
    client.get(link)
    answer = client.post(f"{link}who/", WHO[profile] | dict(who))
    assert answer.status_code == 302, answer.context["form"].errors
    accept(client, link)
    answer = client.post(f"{link}account/", ACCOUNT | dict(account))
    assert answer.status_code == 302, answer.context["form"].errors
    return f"{link}check/"


def accept(client, link):
    page = client.get(f"{link}commitment/")
    read = page.context["form"]["read"].value()
    data = {"commitment": "on", "terms": "on", "read": read}
    assert client.post(f"{link}commitment/", data).status_code == 302


def sign(
    client, *, profile="authority", email="new@town.example", language="en", **who
):
    """Sign from the first page to the last one; return the link."""
    link = begin(client, profile=profile, email=email, language=language)
    check = answer_all(client, link, profile=profile, who=who)
    answer = client.post(check)
    assert answer.status_code == 302
    return link
