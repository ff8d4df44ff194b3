"""The light stemmer for Armenian.

The words were chosen by hand from a grammar's paradigms, written for the project.
"""

from itertools import combinations

import pytest

from search.analysis.stemmers.hy import stems

FORMS = """
քաղաք քաղաքը քաղաքի քաղաքում քաղաքներ քաղաքների քաղաքից
երեխա երեխայի երեխան երեխաներ երեխաների երեխաներին
ուսուցիչ ուսուցչի ուսուցիչը ուսուցիչներ ուսուցիչների
ամիս ամսվա ամիսը ամիսներ ամսից
բռնություն բռնության բռնությունը բռնությամբ բռնություններ
զարգացում զարգացման զարգացումը զարգացմամբ
կազմակերպություն կազմակերպության կազմակերպությունների
գրել գրեց գրել գրած գրելու գրում
կարդալ կարդաց կարդում կարդացել կարդալու
դպրոց դպրոցում դպրոցի դպրոցներ դպրոցից դպրոցը
համայնք համայնքի համայնքները համայնքում համայնքներին
այգի այգու այգում այգիներ
կաշխատեն աշխատել աշխատեցին աշխատում
չաշխատեց աշխատեց աշխատել
կաշխատի աշխատել
""".strip().splitlines()

DIFFERENT = """
գործ գործել
քաղաք քաղաքացի
դպրոց դպրոցական
երեխա երեսուն
գիր գիրք
բռնել բռնություն
ուսուցիչ ուսուցում
ընկեր ընկերություն
կազմ կազմակերպություն
աշխատանք աշխատել
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
