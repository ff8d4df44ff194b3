"""The Convention: the state of signatures, and no date without a source."""

import csv
from collections import Counter

import pytest

from core.models import MemberState, OtherParty
from core.models.states import ConventionStatus
from core.reference import DATA
from tests.core.markup import Markup

pytestmark = pytest.mark.django_db

DATES = ("signed_on", "deposited_on", "in_force_on")


def rows(markup, caption):
    table = next(
        item
        for item in markup.all("table")
        for name in markup.all("caption")
        if name.is_inside(item) and name.text == caption
    )
    body = next(item for item in markup.all("tbody") if item.is_inside(table))
    return [
        [
            cell.text
            for cell in markup.elements
            if cell.tag in ("td", "th") and cell.is_inside(row)
        ]
        for row in markup.all("tr")
        if row.is_inside(body)
    ]


@pytest.fixture
def markup(client):
    return Markup(client.get("/en/convention/"))


def test_there_are_the_46_member_states_in_order_of_their_names(markup):
    states = rows(markup, "Member states of the Council of Europe")
    names = [row[0] for row in states]
    assert len(names) == 46
    assert names[0].startswith("Albania")
    assert names[-1].startswith("United Kingdom")


def test_the_two_other_parties_stand_apart(markup):
    others = rows(markup, "Other Parties to the Convention")
    assert len(others) == 2
    assert others[0][0].startswith("Russian Federation")
    assert others[1][0].startswith("Tunisia")
    members = rows(markup, "Member states of the Council of Europe")
    assert not [row for row in members if row[0].startswith(("Russia", "Tunisia"))]


def test_an_empty_date_says_that_no_source_was_found(markup):
    cells = [
        cell
        for caption in (
            "Member states of the Council of Europe",
            "Other Parties to the Convention",
        )
        for row in rows(markup, caption)
        for cell in row[2:]
    ]
    empty = sum(
        getattr(row, name) is None
        for model in (MemberState, OtherParty)
        for row in model.objects.all()
        for name in DATES
    )
    assert len(cells) == 48 * 3
    assert cells.count("not found in a source") == empty
    assert "" not in cells


def test_a_new_date_stands_on_the_page_at_once(client):
    state = MemberState.objects.get(code="MC")
    state.in_force_on = "2015-02-01"
    state.save()
    assert "1 February 2015" in Markup(client.get("/en/convention/")).text


def test_every_date_has_its_source():
    for model in (MemberState, OtherParty):
        assert issubclass(model, ConventionStatus)
        for row in model.objects.all():
            for name in DATES:
                source = getattr(row, f"{name.removesuffix('_on')}_source")
                assert getattr(row, name) is None or source


def test_the_counts_are_those_that_the_data_says_of_itself():
    states = [*MemberState.objects.all(), *OtherParty.objects.all()]
    dates = Counter(name for row in states for name in DATES if getattr(row, name))
    assert dates == {"signed_on": 8, "deposited_on": 13, "in_force_on": 47}
    assert MemberState.objects.exclude(accession_on=None).count() == 42
    without = MemberState.objects.filter(accession_on=None)
    assert {row.code for row in without} == {"BA", "MC", "PL", "TR"}
    assert MemberState.objects.count() == 46
    assert OtherParty.objects.count() == 2


def test_every_language_of_a_state_is_one_of_the_39():
    from core.languages import BY_CODE

    for state in MemberState.objects.all():
        assert state.language_codes
        assert set(state.language_codes) <= set(BY_CODE)


def test_every_language_is_official_somewhere():
    from core.languages import CODES

    spoken = {
        code for state in MemberState.objects.all() for code in state.language_codes
    }
    assert spoken == set(CODES)


def test_the_table_and_the_database_say_the_same():
    with (DATA / "convention_status.csv").open(encoding="utf-8", newline="") as file:
        table = {row["iso2"]: row for row in csv.DictReader(file)}
    for model in (MemberState, OtherParty):
        for row in model.objects.all():
            given = table.pop(row.code)
            assert str(row.in_force_on or "") == given["in_force_date"]
            assert str(row.signed_on or "") == given["signature_date"]
            assert str(row.deposited_on or "") == given["deposit_date"]
    assert table == {}


def test_names_of_states_stand_in_the_councils_own_usage(client):
    english = Markup(client.get("/en/convention/")).text
    assert "Türkiye" in english
    assert "Republic of Moldova" in english


def test_the_anchors_of_the_aspects_are_the_same_in_every_language(client):
    def anchors(code):
        context = client.get(f"/{code}/convention/").context
        return [aspect["anchor"] for aspect in context["aspects"]]

    assert anchors("en") == anchors("fr") == anchors("az") == anchors("ka")
    assert len(anchors("en")) == 8
