"""Whatever points to a person is answered for by some room."""

from django.apps import apps

from accounts.models import User
from core import personal_data


def pointing_to_users():
    """Labels of the models that hold a relation to a user themselves."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and not field.many_to_many
        and field.related_model is User
        and field.model is model
    }


def test_every_model_that_points_to_a_user_is_answered_for():
    assert pointing_to_users() - personal_data.covered() == set()


def test_what_is_said_to_be_answered_for_exists():
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert personal_data.covered() <= labels


def test_every_row_that_outlives_a_user_can_do_without_one():
    """Nothing in the database refuses that somebody is deleted."""
    refusing = {
        field
        for field in User._meta.related_objects
        if getattr(field.on_delete, "__name__", "") in ("PROTECT", "RESTRICT")
    }
    assert refusing == set()


def test_an_address_is_taken_out_of_a_text_whatever_its_case():
    text = "Asked by A.B@Town.example (see mail)"
    assert personal_data.without(text, "a.b@town.example") == ("Asked by … (see mail)")
    assert personal_data.without(text, "", " ") == text
