"""Remarks about a text, and who is named in them."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.translations.conftest import person
from tests.translations.hands import change_source, text_of, write_all
from tests.translations.test_editor import admitted, edit_url, shown
from translations.choices import Role
from translations.models import SegmentComment
from translations.selectors.mentions import (
    handles,
    mentioned_in,
    people_of,
    unclear_in,
)
from translations.selectors.text_rows import text_name
from translations.services.comments import comment_add

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def test_who_is_named_may_see_the_language(begin, writes, reviewer_fr, editor):
    translation = begin("fr")
    person("de@demo.example", "de", Role.REVIEWER)
    comment = comment_add(
        translation=translation,
        place=text_of(translation, "Safe sport").place,
        text="@fr-reviewer, @editor and @de: « sûr » or « sécurisé »?",
        actor=writes,
    )
    assert set(comment.mentioned.all()) == {reviewer_fr, editor}


def test_an_address_in_a_remark_names_nobody(reviewer_fr):
    text = "Write to me@fr-reviewer.example"
    assert mentioned_in(text, [reviewer_fr]) == []


@pytest.mark.parametrize("named", ["ana", "Silva", "ana.silva", "AnaSilva", "a.s"])
def test_people_are_named_by_address_or_name(named):
    ana = User(email="a.s@demo.example", first_name="Ana", last_name="Silva")
    assert mentioned_in(f"What do you think, @{named}?", [ana]) == [ana]


def test_people_of_a_language_are_asked_in_one_query(
    reviewer_fr, translator_fr, editor, django_assert_num_queries
):
    with django_assert_num_queries(1):
        people = people_of("fr")
    assert {reviewer_fr, translator_fr, editor} <= set(people)


def test_a_remark_is_added_shown_and_settled(client, begin, translator_fr):
    translation = begin("fr")
    client.force_login(admitted(translator_fr))
    name = text_name(text_of(translation, "Safe sport"))
    url = reverse("translations:comment", args=[translation.pk, name])
    client.post(url, {"text": "Is « sûr » right <here>?"})
    comment = SegmentComment.objects.get()
    assert comment.author == translator_fr
    answer = client.get(edit_url(translation, text=name))
    assert "Is « sûr » right &lt;here&gt;?" in answer.text
    client.post(
        reverse("translations:comment-settle", args=[translation.pk, comment.pk])
    )
    comment.refresh_from_db()
    assert comment.resolved_at
    assert "(settled)" in shown(client.get(edit_url(translation, text=name))).replace(
        "( ", "("
    ).replace(" )", ")")


def test_a_remark_about_the_old_text_stays_with_the_new_one(
    client, begin, page, source, writes, reviews, translator_fr
):
    translation = begin("fr")
    write_all(translation, writes, reviews)
    comment_add(
        translation=translation,
        place=text_of(translation, "Safe sport").place,
        text="Mind the adjective.",
        actor=writes,
    )
    change_source(page, source, title="Safe sports")
    name = text_name(text_of(translation, "Safe sports"))
    client.force_login(admitted(translator_fr))
    assert "Mind the adjective." in client.get(edit_url(translation, text=name)).text


def test_a_remark_of_another_language_cannot_be_settled(client, begin, writes):
    french, german = begin("fr"), begin("de")
    comment = comment_add(
        translation=french,
        place=text_of(french, "Safe sport").place,
        text="?",
        actor=writes,
    )
    client.force_login(admitted(person("de@demo.example", "de", Role.REVIEWER)))
    url = reverse("translations:comment-settle", args=[german.pk, comment.pk])
    assert client.post(url).status_code == 404


def test_a_remark_that_is_too_long_is_not_lost(client, begin, translator_fr):
    translation = begin("fr")
    client.force_login(admitted(translator_fr))
    name = text_name(text_of(translation, "Safe sport"))
    url = reverse("translations:comment", args=[translation.pk, name])
    answer = client.post(url, {"text": "x" * 2001})
    assert answer.status_code == 422
    assert "x" * 2001 in answer.text
    assert not SegmentComment.objects.exists()


def people(*rows):
    return [
        User(pk=number, email=email, first_name=first, last_name=last)
        for number, (email, first, last) in enumerate(rows, start=1)
    ]


def test_each_person_has_a_handle_of_their_own():
    found = handles(
        people(
            ("lea@one.example", "", ""),
            ("anna@one.example", "Anna", "Kiss"),
            ("anna@two.example", "Anna", "Nagy"),
            ("anna@three.example", "", ""),
            ("bo@one.example", "Bo", "Ek"),
            ("bo@two.example", "Bo", "Ek"),
            ("anna.nagy@one.example", "", ""),
        )
    )
    assert {user.email: handle for handle, user in found.items()} == {
        "lea@one.example": "lea",
        "anna@one.example": "anna.kiss",
        # Somebody else has that name as an address.
        "anna@two.example": "anna@two.example",
        "anna@three.example": "anna@three.example",
        "bo@one.example": "bo@one.example",
        "bo@two.example": "bo@two.example",
        "anna.nagy@one.example": "anna.nagy",
    }


@pytest.mark.parametrize("number", range(4))
def test_a_handle_names_exactly_one_person(number):
    everybody = people(
        ("anna@one.example", "Anna", "Kiss"),
        ("anna@two.example", "Anna", "Nagy"),
        ("bo@one.example", "", ""),
        ("bo@two.example", "", ""),
    )
    handle, meant = list(handles(everybody).items())[number]
    text = f"(@{handle}, is this right? @{handle.upper()}.)"
    assert mentioned_in(text, everybody) == [meant]
    assert unclear_in(text, everybody) == {}


def test_a_name_that_two_people_have_names_neither():
    everybody = people(
        ("a.k@one.example", "Anna", "Kiss"), ("a.n@one.example", "Anna", "Nagy")
    )
    assert mentioned_in("@Anna?", everybody) == []
    assert unclear_in("@Anna, @Kiss?", everybody) == {"Anna": everybody}
    assert mentioned_in("@Anna, @Kiss?", everybody) == everybody[:1]


def test_a_handle_goes_before_the_name_of_somebody_else():
    everybody = people(
        ("anna@one.example", "", ""), ("a.n@one.example", "Anna", "Nagy")
    )
    assert mentioned_in("@anna?", everybody) == everybody[:1]


def test_whoever_names_two_people_at_once_is_asked_which_one(
    client, begin, translator_fr
):
    for domain, last in (("one", "Kiss"), ("two", "Nagy")):
        anna = person(f"anna@{domain}.example", "fr", Role.REVIEWER)
        User.objects.filter(pk=anna.pk).update(first_name="Anna", last_name=last)
    translation = begin("fr")
    client.force_login(admitted(translator_fr))
    name = text_name(text_of(translation, "Safe sport"))
    url = reverse("translations:comment", args=[translation.pk, name])
    answer = client.post(url, {"text": "What do you think, @anna?"})
    assert answer.status_code == 422
    assert "@anna.kiss (Anna Kiss), @anna.nagy (Anna Nagy)" in answer.text
    # Nothing typed is lost.
    assert "What do you think, @anna?</textarea>" in answer.text
    assert not SegmentComment.objects.exists()
    assert "Anna Kiss <strong>@anna.kiss</strong>" in answer.text
    client.post(url, {"text": "What do you think, @anna.kiss?"})
    (mentioned,) = SegmentComment.objects.get().mentioned.all()
    assert mentioned.email == "anna@one.example"
