"""The light stemmer for Georgian.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.ka import stems

FORMS = """
ბავშვი ბავშვს ბავშვის ბავშვმა ბავშვები ბავშვების ბავშვებს ბავშვებისთვის ბავშვებთან ბავშვზე
ქალაქი ქალაქში ქალაქის ქალაქიდან ქალაქებში ქალაქამდე ქალაქიც
წყალი წყლის წყალში წყლით წყლები
მასწავლებელი მასწავლებლის მასწავლებლები მასწავლებელმა მასწავლებლებისგან მასწავლებელთან
ქვეყანა ქვეყნის ქვეყანაში ქვეყნები ქვეყნებიდან ქვეყანას
მეგობარი მეგობრის მეგობრები მეგობართან მეგობრებმა
მინდორი მინდვრის მინდორში მინდვრები
სკოლა სკოლის სკოლაში სკოლები სკოლიდან სკოლებს სკოლამ
წყარო წყაროს წყაროდან წყაროები წყაროთი
დახმარება დახმარების დახმარებას დახმარებისთვის დახმარებით
ბიბლიოთეკა ბიბლიოთეკაში ბიბლიოთეკის ბიბლიოთეკებში
მუნიციპალიტეტი მუნიციპალიტეტის მუნიციპალიტეტებმა მუნიციპალიტეტებთან
ორგანიზაცია ორგანიზაციის ორგანიზაციები ორგანიზაციებს ორგანიზაციამ
აკეთებს აკეთებენ აკეთებდა აკეთებთ ვაკეთებ
გააკეთა გააკეთეს გააკეთებს გააკეთონ გავაკეთე
რეცხავს რეცხავენ რეცხვა
დიდი დიდმა დიდს დიდები
უფლება უფლებას უფლებების უფლებებს
ადამიანი ადამიანთა ადამიანებმა ადამიანისადმი
""".strip().splitlines()

DIFFERENT = """
ბავშვი ბავშვობა
მასწავლებელი მასწავლებლობა
ქალი ქალაქი
წყალი წყარო
მეგობარი მეგობრობა
უფლება უფლებამოსილი
ექიმი ექიმბაში
სკოლა სკოლამდელი
მოქალაქე მოქალაქეობა
მთავარი მთავრობა
""".strip().splitlines()


@pytest.mark.parametrize("line", FORMS)
def test_forms_of_one_word_share_a_stem(line):
    apart = [
        (one, other)
        for one, other in combinations(line.split(), 2)
        if not {one, *stems(one)} & {other, *stems(other)}
    ]

    assert apart == []


@pytest.mark.parametrize("line", DIFFERENT)
def test_different_words_share_no_stem(line):
    one, other = line.split()

    assert not {one, *stems(one)} & {other, *stems(other)}


@pytest.mark.parametrize("word", ["", "a", "..", "123", *FORMS[0].split()])
def test_any_word_has_a_few_stems(word):
    found = stems(word)

    assert len(found) <= 4
    assert all(found)
