"""The check for disclosures: pure, in every language, and help before anything is kept."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string

from core.languages import CODES
from core.safeguarding import disclosures, strong
from core.safeguarding.folding import folded
from core.safeguarding.forms import SafeTextMixin
from core.safeguarding.patterns import DATA, patterns_of
from scripts.safeguarding_figures import DOCS, SETS, measure, table

ROOT = Path(__file__).resolve().parent.parent.parent


def kinds(text, language="en", **more):
    return [str(flag.kind) for flag in disclosures(text, language, **more)]


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_patterns_and_a_test_set(code):
    figures = measure(code)
    assert figures.expected >= 9
    assert figures.harmless >= 5


@pytest.mark.parametrize("code", CODES)
def test_most_is_found_and_harmless_texts_are_left_alone(code):
    figures = measure(code)
    assert figures.signals_found >= figures.signals - 1
    assert figures.found >= figures.expected - 2
    assert figures.alarms == 0


def test_the_published_figures_are_those_of_today():
    assert table() in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_a_pattern_never_matches_nothing(code):
    patterns = patterns_of(code)
    for name in ("ages", "classes", "grades", "streets", "phone", "signals"):
        assert not getattr(patterns, name).search("   \n .,; ")


def test_every_file_belongs_to_a_language():
    assert {path.stem for path in DATA.glob("*.toml")} == set(CODES)


@pytest.mark.parametrize(
    "text", ["Straße İstanbul", "ẞ ŞƏHƏR Ĳ ﬁ", "Ελληνικά ΐ", "ქართული", "Ա́ և"]
)
def test_folding_keeps_every_character_in_its_place(text):
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(("name", "found"), [("told", 38), ("unseen", 0)])
def test_the_docs_are_honest_about_words_nobody_thought_of(name, found):
    path = SETS.parent / f"safeguarding_{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    assert sum(strong(disclosures(text, code)) for code, text in pairs) == found
    assert f"{found} of {len(lines)}" in DOCS.read_text(encoding="utf-8")


def test_a_flag_says_where_the_passage_stands():
    text = "Straße: kleine Lena, 9 Jahre alt, malte."
    (flag,) = disclosures(text, "de")
    assert text[flag.start : flag.end] == "Lena, 9 Jahre alt"


def test_words_typed_without_the_right_keyboard_are_found():
    assert strong(disclosures("amim mene toxunur", "az"))
    assert strong(disclosures("AMCAM BANA DOKUNUYOR", "tr"))
    assert strong(disclosures("mi padrastro abuso de mi", "es"))


def test_serbian_in_latin_letters_is_read_too():
    assert strong(disclosures("trener me silovao", "sr"))


def test_english_signals_count_in_every_language():
    assert strong(disclosures("please help me, he touches me", "ka"))


def test_a_grade_alone_counts_only_in_a_small_place():
    text = "Pupils of grade 4 planted trees."
    assert kinds(text) == []
    assert kinds(text, small_place=True) == ["school-class"]


@pytest.mark.parametrize(
    "text",
    [
        "Call 116 111 or 112.",
        "From 2024-2025 and 01.09.2024 to 30.06.2025.",
        "We spent 120 000 euros on 5 000 000 leaflets.",
        "Children between 9 and 12 years of age, 6 - 10 years old.",
        "The Centre is open since 9 years.",
        "Article (9) and part 4.",
        "",
    ],
)
def test_what_initiatives_are_full_of_is_not_flagged(text):
    assert kinds(text) == []


def test_a_long_text_is_read_quickly():
    import time

    text = "The 12 schools of Brestova worked with 340 pupils, 0 - 9, (a, b). " * 800
    disclosures("warm", "en")
    begin = time.perf_counter()
    disclosures(text, "en")
    assert time.perf_counter() - begin < 3


class StoryForm(SafeTextMixin, forms.Form):
    safe_fields = ("story",)
    story = forms.CharField()
    other = forms.CharField()


def form(**data):
    query = QueryDict(mutable=True)
    query.update(data)
    return StoryForm(query, language="en")


SIGNAL = "my coach touches me"


def test_nothing_may_be_stored_before_somebody_chose():
    asked = form(story=SIGNAL, other="x")
    assert not asked.is_valid()
    assert asked.help_needed
    assert not asked.errors


def test_who_goes_on_may_store_it_and_the_flags_go_along():
    chosen = form(story=SIGNAL, other="x", safeguarding="continue")
    assert chosen.is_valid()
    assert [str(flag.kind) for flag in chosen.flags["story"]] == ["disclosure"]


def test_who_throws_it_away_is_known_before_anything_is_read():
    thrown = form(story=SIGNAL, other="x", safeguarding="discard")
    assert thrown.is_discarded


def test_help_is_offered_even_when_another_field_is_wrong():
    asked = form(story=SIGNAL)
    assert not asked.is_valid()
    assert asked.help_needed


def test_weak_signs_hold_nobody_up():
    quiet = form(story="Ana, 9 years old, sang.", other="x")
    assert quiet.is_valid()
    assert not quiet.help_needed
    assert quiet.flags


def test_the_panel_offers_help_and_two_ways_on():
    asked = form(story=SIGNAL, other="x")
    asked.is_valid()
    html = render_to_string(
        "core/safeguarding/_help_panel.html", {"form": asked, "help_url": "/az/help/"}
    )
    assert 'href="/az/help/"' in html
    assert re.findall(r'name="safeguarding" value="(\w+)"', html) == [
        "discard",
        "continue",
    ]


def test_the_script_prints_what_it_misses():
    done = subprocess.run(
        [sys.executable, "scripts/safeguarding_figures.py", "--misses"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Verein" in done.stdout
