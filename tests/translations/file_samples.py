"""Documents for the tests of files, written down and drawn at random."""

import html
from uuid import UUID

from hypothesis import strategies as st

from translations.files.base import STATES, Document, Unit

KEY = UUID("3f0c9a52-8a4e-4b0e-9d55-0c2c7a1f6b10")
OTHER_KEY = UUID("a6d1f0de-52f5-4a0f-8f3e-9c1b2d3e4f50")

UNITS = (
    Unit("title", "Towns &amp; regions", "Şəhərlər və regionlar", "approved"),
    Unit(
        "body.5c.text",
        'Read <b>the <i>Pact</i></b><br/>or <a id="a1">sign it</a>.',
        '<a id="a1">İmzalayın</a><br/>və ya <b><i>Paktı</i> oxuyun</b>.',
        "needs_editing",
        note="Text\nbelow the picture",
        previous_source="Read <b>the Pact</b>.",
    ),
    Unit("body.5c.text", "Second paragraph", "İkinci abzas", "machine_draft"),
    Unit("seo", "In short", "", "untranslated", max_length=120),
    Unit("button", "Sign", "İmzala", "waiting", max_length=20),
)


def document(*units, key=KEY, title="About the Pact", target_language="az", **more):
    return Document(
        key=key,
        title=title,
        source_language="en",
        target_language=target_language,
        units=units or UNITS,
        **more,
    )


def texts(units):
    return [(unit.path, unit.source, unit.target) for unit in units]


def without_repeats(units):
    seen = {}
    for unit in units:
        seen.setdefault((unit.path, unit.source), unit)
    return list(seen.values())


# What has broken translation files before: spaces that are none, signs of several code
# points, scripts without capitals, marks that end a CDATA section, and the like.
HARD = (
    "\u00a0",
    "\u202f",
    "\u2028",
    "\u200d",
    "👩‍👧",
    "e\u0301",
    "ə̈",
    "Երեխաների պաշտպանություն՝",
    "ბავშვთა დაცვა",
    "L’enfant",
    "]]>",
    "\n",
    "\r\n",
    "\t",
    "  ",
    "R&D",
    '"quoted" \\n \\',
    "%(name)s {count}",
    "-->",
    "'=1+1",
)
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"
)
PLAIN = st.one_of(st.sampled_from(HARD), st.text(CHARACTERS, max_size=12))
ODD_MARKUP = st.sampled_from(
    ["&nbsp;", "&#39;", "<br/>", "<br>", "</b>", "< ", "a > b", "& ", "<!-- x -->"]
)


def wrapped(inside):
    tags = st.sampled_from(["b", "i", "em", "strong", "code", "abbr"])
    plain_tags = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", tags, inside)
    links = st.builds(
        lambda at, text: f'<a id="a{at}">{text}</a>', st.integers(1, 9), inside
    )
    return st.one_of(plain_tags, links, st.lists(inside, max_size=3).map("".join))


FRAGMENTS = st.recursive(
    PLAIN.map(lambda text: html.escape(text, quote=False)) | ODD_MARKUP,
    wrapped,
    max_leaves=6,
)
SOURCES = FRAGMENTS.filter(bool)
# Pasted from old programs; a translation may not have them.
SOURCES_WITH_CONTROLS = st.builds(
    lambda text, control: text + control,
    SOURCES,
    st.sampled_from(["", "\x0b", "\x01", "\x7f", "\x85"]),
)
PATHS = st.sampled_from(["title", "body.5c.text", 'odd "path" <é>']) | st.text(
    CHARACTERS, min_size=1, max_size=8
)
DRAWN_UNITS = st.builds(
    Unit,
    path=PATHS,
    source=SOURCES_WITH_CONTROLS,
    target=FRAGMENTS,
    state=st.sampled_from(["", *STATES]),
    note=st.text(CHARACTERS, max_size=8),
    previous_source=FRAGMENTS,
    max_length=st.none() | st.integers(1, 500),
)
DRAWN_DOCUMENTS = st.builds(
    lambda units, title: document(*units, title=title),
    st.lists(DRAWN_UNITS, min_size=1, max_size=5),
    st.text(max_size=8),
)
