"""Measures the language analysis and writes docs/languages.md.

The words are those of tests/search/forms/; tests hold the floors, this shows the rest.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from textwrap import fill

CLONE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CLONE))

from core.languages import LANGUAGES, Language  # noqa: E402
from search.analysis.clitics import HAS_CLITICS  # noqa: E402
from search.analysis.derived import LANGUAGES as HAS_DERIVED  # noqa: E402
from search.analysis.inflected import HAS_WAYS  # noqa: E402
from search.analysis.languages import TABLE, Analysis  # noqa: E402
from search.analysis.spellings import HAS_SPELLINGS  # noqa: E402
from tests.search.forms import Figures, measured  # noqa: E402

TARGET = CLONE / "docs" / "languages.md"
# From this share on a language is named that has measured words in its own lists.
MANY = 0.12

BEFORE = """\
# Languages of the search

Made by `python scripts/language_table.py` on {date}; do not edit it by hand.

For each language the table says what `search/analysis/languages.py` combines to find the
forms of a word, and how well that works on word lists:

- **recall**: of two forms of one word, how often they share a term;
- **over**: of two forms of different words with the same first three letters, how often
  they share one all the same;
- **F1**: of the recall R and the precision R / (R + over), as if there were as many right
  pairs as wrong ones;
- **typed**: recall by folded forms when one of the two forms is typed without its marks,
  in its own script; a dash where the language has none;
- **listed**: how many of the measured words the project's own lists for the analysis have
  (`search/analysis/stemmers/words/`, `search/analysis/irregular/`); then F1 of these words
  and of the others.

The lists (`tests/search/forms/`, {groups} words, {forms} forms) were written for the
project from knowledge of the grammars. They hold words of everyday life, news and
debates in families that a stemmer confuses, some of which are one word in two readings,
and **no speaker has reviewed them**; corrections are welcome. Running text has more names
and rare words, which costs recall, and fewer words of one family. Treebanks are neither a
source of the rules nor of the lists.

{most}

"""
MOST = (
    "The same hand wrote these lists and those of the analysis, and many words stand in"
    " both: {most}. Of such words the figures say little more than that the lists are"
    " read; what a reader may expect of any other word says the last column."
)

AFTER = """
## What the words in the table mean

- *dictionary*: lemmas of the lists that come with simplemma (its code is under the MIT
  licence; its `licenses` folder names the sources of the lists), compiled at install;
  `hbs` serves Bosnian, Croatian, Montenegrin and Serbian, Cyrillic being read
  as Latin. A word that the list does not have gets the lemma of the known word it ends
  in, and likely lemmas by endings that were learnt from the list.
- *readings*: lemmas that the list left out where one form belongs to several words are
  given back by comparing paradigms.
- *stemmer*: a light stemmer of the project's own, `search/analysis/stemmers/`; *for the
  unknown*: only for words that the dictionary does not have, so that known words of one
  root keep apart.
- *forms of forms*: where a list stops at a participle, a degree or a possessive, rules of
  the grammar (`search/analysis/inflected.py`) lead on to its verb, adjective or noun.
- *derived words*: words made of others with an ending that does not inflect them, which
  a list has as forms of those, are words of their own (`search/analysis/derived.py`).
- *parts*: compounds are also found by their parts.
- *clitics*: articles, pronouns and endings that an apostrophe or a hyphen joins to a
  word are left out.
- *prefixes*, *mutations*, *enclitics*: what inflection puts before a word (superlatives,
  Irish mutations), and pronouns written as one with a verb.
- *spellings*: a stemmer alone cannot know which plain letters stand for others, so the
  likely spellings of a typed word are tried.
"""


def combined(language: Language, row: Analysis) -> str:
    """Say what one row combines."""
    code = language.code
    words = [
        f"dictionary `{row.dictionary}`" if row.dictionary else "",
        "readings" if row.dictionary and row.readings else "",
        stemmer(row),
        "forms of forms" if code in HAS_WAYS else "",
        "derived words" if code in HAS_DERIVED else "",
        "parts" if row.compounds else "",
        "clitics" if code in HAS_CLITICS else "",
        "prefixes" if row.prefixes else "",
        "mutations" if code == "ga" else "",
        "enclitics" if code in ("es", "it") else "",
        "spellings" if code in HAS_SPELLINGS else "",
    ]
    return ", ".join(word for word in words if word)


def stemmer(row: Analysis) -> str:
    """Say for which words one row has a stemmer."""
    if not row.stemmer:
        return ""
    return "stemmer for the unknown" if row.stems_unknown else "stemmer"


def most_listed(listed: dict[Language, Figures], every: dict[Language, Figures]) -> str:
    """Name the languages that have most of the measured words in their own lists."""
    shares = {
        language: found.groups / every[language].groups
        for language, found in listed.items()
        if found.groups >= MANY * every[language].groups
    }
    return ", ".join(
        f"{listed[language].groups} of {every[language].groups} in {language.english_name}"
        for language in sorted(shares, key=lambda language: -shares[language])
    )


def line(language: Language, figures: Figures, listed: Figures, others: Figures) -> str:
    """Return one line of the table."""
    typed = "–" if figures.typed is None else f"{figures.typed:.3f}"
    known = f"{listed.f1:.3f}" if listed.groups else "–"
    return (
        f"| {language.english_name} (`{language.code}`) "
        f"| {combined(language, TABLE[language.code])} | {figures.recall:.3f} "
        f"| {figures.over:.3f} | {figures.f1:.3f} | {typed} "
        f"| {listed.groups} of {figures.groups} | {known} | {others.f1:.3f} |"
    )


def mean(values: list[float]) -> float:
    """Return the mean of at least one value."""
    return sum(values) / len(values)


def main() -> int:
    """Measure every language and write the table."""
    figures = {language: measured(language.code) for language in LANGUAGES}
    listed, others = (
        {item: measured(item.code, is_listed=is_listed) for item in LANGUAGES}
        for is_listed in (True, False)
    )
    every = list(figures.values())
    typed = [figure.typed for figure in every if figure.typed is not None]
    text = BEFORE.format(
        date=datetime.now(UTC).date().isoformat(),
        groups=sum(figure.groups for figure in every),
        forms=sum(figure.forms for figure in every),
        most=fill(MOST.format(most=most_listed(listed, figures)), 88),
    )
    text += (
        "| language | combined | recall | over | F1 | typed | listed | F1 of these "
        "| F1 of the others |\n"
    )
    text += "|---|---|--:|--:|--:|--:|--:|--:|--:|\n"
    for language, found in figures.items():
        row = line(language, found, listed[language], others[language])
        text += f"{row}\n"
    text += (
        f"| **mean** | | {mean([f.recall for f in every]):.3f} "
        f"| {mean([f.over for f in every]):.3f} | {mean([f.f1 for f in every]):.3f} "
        f"| {mean(typed):.3f} | {sum(f.groups for f in listed.values())} of "
        f"{sum(f.groups for f in every)} "
        f"| {mean([f.f1 for f in listed.values() if f.groups]):.3f} "
        f"| {mean([f.f1 for f in others.values()]):.3f} |\n"
    )
    TARGET.write_text(text + AFTER, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
