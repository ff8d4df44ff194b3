"""Texts as lists show them, and how addresses name them."""

from collections.abc import Iterable
from dataclasses import dataclass

from translations.choices import SegmentStatus
from translations.selectors.places import Text
from translations.typed import to_typed

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text with the words a page says about it.

    Attributes:
        source, target: as they are typed: new lines as such, mark-up as it is.
    """

    text: Text
    name: str
    status_label: str
    source: str
    target: str


def text_rows(found: Iterable[Text]) -> list[TextRow]:
    """Return texts ready for a list, in the order given."""
    labels = {state.value: str(state.label) for state in SegmentStatus}
    return [
        TextRow(
            text=text,
            name=text_name(text),
            status_label=labels[text.status],
            source=to_typed(text.place.source),
            target=to_typed(text.target),
        )
        for text in found
    ]


def text_name(text: Text) -> str:
    """Return how addresses name a text: `<context>-<string>`."""
    return f"{text.place.context_id}-{text.place.string_id}"


def text_key(name: str) -> Key | None:
    """Return (context, string) of a name in an address, None when it is none."""
    context, _dash, string = name.partition("-")
    is_key = all(part.isascii() and part.isdigit() for part in (context, string))
    return (int(context), int(string)) if is_key and len(name) < 30 else None
