"""What helps with the one text that somebody is working on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wagtail_localize.models import StringTranslation, Translation

from core.locales import language_of, locale_id
from translations.checks import Finding, Severity, check
from translations.choices import EditReason, EventKind
from translations.differences import ALIKE, Piece, likeness, word_difference
from translations.models import SegmentComment, SegmentEvent
from translations.selectors.glossary import Concept, concepts_in
from translations.selectors.memory import memory_matches
from translations.selectors.places import Text, max_length, text_pair
from translations.selectors.shown_values import ShownValue, shown_values
from translations.selectors.text_rows import TextRow, text_rows
from translations.typed import shown_length, to_typed

if TYPE_CHECKING:
    from accounts.models import User

# How many earlier texts of the same place are offered.
_EARLIER: Final = 3
# How far back the history is shown.
_EVENTS: Final = 50


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may be used, and how its source differs from the one at hand.

    Attributes:
        likeness: 100 for the same source; 0 when it is not known.
        typed: the text as it is typed.
        difference: what the source at hand has that the other has not; [] when the same.
    """

    likeness: int
    typed: str
    difference: list[Piece]
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckedFinding:
    """A finding, with the reason for which its warning was accepted, if it was."""

    check: str
    is_error: bool
    message: str
    excerpt: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, and who made it."""

    comment: SegmentComment
    name: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, who caused it, and what it changed in the text."""

    event: SegmentEvent
    name: str
    difference: list[Piece]


@dataclass(frozen=True, slots=True)
class Active:
    """The text that is being worked on, and what helps with it.

    Attributes:
        row: the text in words.
        typed: what stands in the field.
        previous: the old translation, when the source has changed since.
        author, reviewer: who wrote and who approved it; empty for nobody.
        difference: what changed in the source since the old translation; [] if nothing.
        reference: the text of the same place in the second language; empty for none.
        earlier: what was written for texts that stood at the same place before.
        shown_values: what readers see for the codes in the source.
    """

    text: Text
    row: TextRow
    typed: str
    previous: str
    author: str
    reviewer: str
    length: int
    max_length: int | None
    difference: list[Piece]
    reference: str
    matches: list[Suggestion]
    earlier: list[Suggestion]
    shown_values: list[ShownValue]
    concepts: list[Concept]
    findings: list[CheckedFinding]
    comments: list[Remark]
    events: list[Happening]

    @property
    def name(self) -> str:
        """How addresses name the text."""
        return self.row.name

    @property
    def asked(self) -> Happening | None:
        """What a reviewer asked for, as long as it has not been done."""
        state = self.text.state
        if state is None or state.reason != EditReason.ASKED:
            return None
        asked = (item for item in self.events if item.event.kind == EventKind.ASKED)
        return next(asked, None)


def active_text(
    translation: Translation,
    text: Text,
    found: list[Text],
    reference: str,
    typed: str | None,
) -> Active:
    """Collect what helps with one text."""
    source_language = language_of(translation.source.locale_id)
    language = language_of(translation.target_locale_id)
    place = text.place
    model = translation.source.specific_content_type.model_class()
    state = text.state
    return Active(
        text=text,
        row=text_rows([text])[0],
        typed=to_typed(text.target) if typed is None else typed,
        previous=to_typed(text.previous_target),
        author=person_name(state.author, state.author_name) if state else "",
        reviewer=person_name(state.reviewed_by, state.reviewer_name) if state else "",
        length=shown_length(text.target if typed is None else typed),
        max_length=max_length(model, place.path),
        difference=word_difference(text.previous_source, place.source)
        if text.previous_source
        else [],
        reference=_reference(place.context_id, place.string_id, reference),
        matches=_matches(place.source, source_language, language),
        earlier=_earlier(translation, text, found),
        shown_values=shown_values(translation, [place.source]),
        concepts=concepts_in(place.source, source_language, language),
        findings=checked(
            check(text_pair(translation, place, text.target)),
            state.accepted if state else {},
        ),
        comments=_comments(translation, text),
        events=_events(translation, text),
    )


def _matches(source: str, source_language: str, language: str) -> list[Suggestion]:
    return [
        Suggestion(
            likeness=match.likeness,
            typed=to_typed(match.target),
            difference=[] if match.is_exact else word_difference(match.source, source),
            note=match.note,
        )
        for match in memory_matches(source, source_language, language)
    ]


def checked(
    findings: list[Finding], accepted: Mapping[str, str]
) -> list[CheckedFinding]:
    """Return findings with the reasons for which they were accepted."""
    return [
        CheckedFinding(
            check=finding.check,
            is_error=finding.severity == Severity.ERROR,
            message=finding.message,
            excerpt=finding.excerpt,
            reason=accepted.get(finding.check, ""),
        )
        for finding in findings
    ]


def _reference(context_id: int, string_id: int, language: str) -> str:
    if not language:
        return ""
    return (
        StringTranslation.objects.filter(
            context_id=context_id,
            translation_of_id=string_id,
            locale_id=locale_id(language),
        )
        .values_list("data", flat=True)
        .first()
        or ""
    )


def _earlier(
    translation: Translation, text: Text, found: list[Text]
) -> list[Suggestion]:
    """Return translations of texts that have left the place, most alike first.

    Somebody may have written on while the source changed; it is offered here. What is
    shown as the old translation already is left out.
    """
    current = {item.place.string_id for item in found}
    rows = (
        StringTranslation.objects.filter(
            context_id=text.place.context_id, locale_id=translation.target_locale_id
        )
        .exclude(translation_of_id__in=current)
        .exclude(data=text.previous_target)
        .select_related("translation_of")
        .order_by("-updated_at")[: _EARLIER * 4]
    )
    is_alone = [item.place.context_id for item in found].count(
        text.place.context_id
    ) == 1
    ranked = sorted(
        ((likeness(row.translation_of.data, text.place.source), row) for row in rows),
        key=lambda entry: -entry[0],
    )
    return [
        Suggestion(
            likeness=round(100 * like),
            typed=to_typed(row.data),
            difference=word_difference(row.translation_of.data, text.place.source),
        )
        for like, row in ranked[:_EARLIER]
        if is_alone or like >= ALIKE
    ]


def _strings(text: Text) -> list[int]:
    """Return the text and the one it replaced: talk about the old one goes on."""
    previous = text.state.previous if text.state else None
    before = [previous.translation_of_id] if previous else []
    return [text.place.string_id, *before]


def _comments(translation: Translation, text: Text) -> list[Remark]:
    rows = SegmentComment.objects.filter(
        context_id=text.place.context_id,
        string_id__in=_strings(text),
        locale_id=translation.target_locale_id,
    ).select_related("author")
    return [Remark(row, person_name(row.author, row.author_name)) for row in rows]


def _events(translation: Translation, text: Text) -> list[Happening]:
    rows = SegmentEvent.objects.filter(
        context_id=text.place.context_id,
        string_id__in=_strings(text),
        locale_id=translation.target_locale_id,
    ).select_related("actor")
    return [
        Happening(
            event=row,
            name=person_name(row.actor, row.actor_name),
            difference=word_difference(row.before, row.after),
        )
        for row in rows[:_EVENTS]
    ]


def person_name(user: "User | None", name: str = "") -> str:
    """Return how somebody is called: name, e-mail address, or the name of a guest."""
    if user is None:
        return name
    return user.get_full_name() or user.email
