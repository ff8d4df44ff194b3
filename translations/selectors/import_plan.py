"""What a file would change, text by text, before anything does."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import Translation

from core.locales import locale_id
from translations.checks import check
from translations.checks.base import Finding, Severity
from translations.choices import EditReason, Origin, SegmentStatus
from translations.differences import Piece, word_difference
from translations.files.base import STATES, ReadDocument, ReadUnit
from translations.models import SegmentEvent
from translations.selectors.import_outdated import outdated
from translations.selectors.places import Text, text_pair, texts
from translations.selectors.strangers import strangers

# Findings with which a text is not stored at all: it could break the page, or worse.
_REFUSED: Final = frozenset({"markup", "links", "script"})
_CHECKED: Final = (SegmentStatus.WAITING, SegmentStatus.APPROVED)
Key = tuple[int, int]
# Path and source of a text in a file.
Identity = tuple[str, str]


class Fate(TextChoices):
    """What becomes of a text of a file."""

    CHANGE = "change", _("will change")
    SAME = "same", _("stays as it is")
    EMPTY = "empty", _("not translated in the file")
    OUTDATED = "outdated", _("the original has changed since the file was made")
    CONFLICT = "conflict", _("changed in the portal meanwhile")
    REFUSED = "refused", _("refused")
    UNKNOWN = "unknown", _("not a text of this page")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever imports wants.

    Attributes:
        user_id: who imports.
        uploaded_at: when; what changes later was not in what they were shown.
        approve: whether what the file calls final is approved.
        replace: whether texts are replaced that changed in the portal meanwhile.
        outdated: whether translations of former wordings are taken over, to be edited.
    """

    user_id: int
    uploaded_at: datetime
    approve: bool = False
    replace: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a file and what becomes of it.

    Attributes:
        text: the text of the page, perhaps in a new wording; None when the page has no
            such text.
        state: the state it gets when it changes; empty otherwise.
        findings: what the checks say of the translation in the file.
        reason: for an unknown text: where it may belong.
    """

    unit: ReadUnit
    text: Text | None
    fate: Fate
    state: str = ""
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def difference(self) -> list[Piece]:
        """What changes in the translation, word by word."""
        return word_difference(self.text.target if self.text else "", self.unit.target)

    @property
    def is_outdated(self) -> bool:
        """Whether the translation is one of a former wording."""
        return self.text is not None and self.text.place.source != self.unit.source

    @property
    def source_difference(self) -> list[Piece]:
        """What changed in the original since the file was made, word by word."""
        now = self.text.place.source if self.text else self.unit.source
        return word_difference(self.unit.source, now)

    @property
    def status(self) -> SegmentStatus | None:
        """The state it gets, with its name."""
        return SegmentStatus(self.state) if self.state else None

    @property
    def status_now(self) -> SegmentStatus:
        """The state it has, with its name."""
        return SegmentStatus(
            self.text.status if self.text else SegmentStatus.UNTRANSLATED
        )


def translations_for(
    documents: Collection[ReadDocument], language: str
) -> dict[UUID, list[Translation]]:
    """Return key -> translations of the objects of a file into a language."""
    found: dict[UUID, list[Translation]] = defaultdict(list)
    for translation in Translation.objects.filter(
        source__object_id__in={item.key for item in documents if item.key},
        target_locale_id=locale_id(language),
        enabled=True,
    ).select_related("source__specific_content_type"):
        found[translation.source.object_id].append(translation)
    return found


def rows_of(
    translation: Translation, document: ReadDocument, wishes: Wishes
) -> list[Row]:
    """Say of each text of a file what becomes of it in a language.

    At most nine queries, however many texts there are.
    """
    found = texts(translation)
    known = {(text.place.path, text.place.source): text for text in found}
    units = [(unit, known.get((unit.path, unit.source))) for unit in document.units]
    earlier = {} if document.exported_at else _earlier(translation)
    strange = [unit for unit, text in units if text is None and unit.target.strip()]
    new = outdated(translation, document, found, strange)
    where = strangers(
        translation, [unit for unit in strange if (unit.path, unit.source) not in new]
    )
    decide = _Decision(translation, document, wishes, earlier)
    return [
        _row(decide, unit, text, new.get((unit.path, unit.source)), where)
        for unit, text in units
    ]


def _row(
    decide: "_Decision",
    unit: ReadUnit,
    text: Text | None,
    new: Text | None,
    where: dict[Identity, str],
) -> Row:
    if text:
        return decide.row(unit, text)
    if new:
        return decide.outdated(unit, new)
    fate = Fate.UNKNOWN if unit.target.strip() else Fate.EMPTY
    return Row(unit, None, fate, reason=where.get((unit.path, unit.source), ""))


def counts_of(rows: Iterable[Row]) -> dict[str, int]:
    """Return fate -> how many texts have it."""
    return dict(Counter(str(row.fate) for row in rows))


def _earlier(translation: Translation) -> dict[Key, set[str]]:
    """Return (context, string) -> translations that were replaced since."""
    found: dict[Key, set[str]] = defaultdict(set)
    for context, string, before in SegmentEvent.objects.filter(
        context__object_id=translation.source.object_id,
        locale_id=translation.target_locale_id,
    ).values_list("context_id", "string_id", "before"):
        found[context, string].add(before)
    return found


class _Decision:
    """Decides about the texts of one document."""

    def __init__(
        self,
        translation: Translation,
        document: ReadDocument,
        wishes: Wishes,
        earlier: dict[Key, set[str]],
    ) -> None:
        self._translation = translation
        self._exported_at = document.exported_at
        self._wishes = wishes
        self._earlier = earlier

    def row(self, unit: ReadUnit, text: Text) -> Row:
        """Return what becomes of a text."""
        if not unit.target.strip():
            return Row(unit, text, Fate.EMPTY)
        wanted = self._wanted(unit, text)
        if unit.target == text.target:
            is_further = wanted in _CHECKED and STATES.index(wanted) > STATES.index(
                text.status
            )
            if not is_further or self._is_decided(text):
                return Row(unit, text, Fate.SAME)
        elif _is_former(unit, text):
            return Row(unit, text, Fate.SAME)
        return self._checked(unit, text, wanted)

    def outdated(self, unit: ReadUnit, text: Text) -> Row:
        """Return what becomes of a translation whose original has a new wording."""
        if unit.target == text.previous_target:
            # The editor shows it beside the new wording already.
            return Row(unit, text, Fate.SAME)
        findings = tuple(check(text_pair(self._translation, text.place, unit.target)))
        refused = tuple(item for item in findings if item.check in _REFUSED)
        if refused:
            return Row(unit, text, Fate.REFUSED, findings=refused)
        fate = Fate.CHANGE if self._wishes.outdated else Fate.OUTDATED
        return Row(unit, text, fate, SegmentStatus.NEEDS_EDITING, findings)

    def _wanted(self, unit: ReadUnit, text: Text) -> SegmentStatus:
        if unit.state not in _CHECKED:
            return SegmentStatus.NEEDS_EDITING
        is_own = text.state is not None and text.state.author_id == self._wishes.user_id
        if self._wishes.approve and unit.state == SegmentStatus.APPROVED and not is_own:
            return SegmentStatus.APPROVED
        return SegmentStatus.WAITING

    def _is_decided(self, text: Text) -> bool:
        """Whether somebody decided about the same text after the file was written."""
        asked = text.state is not None and text.state.reason == EditReason.ASKED
        return self._changed_since(text) or (asked and self._exported_at is None)

    def _changed_since(self, text: Text) -> bool:
        since = self._exported_at or self._wishes.uploaded_at
        return text.changed_at is not None and text.changed_at > since

    def _is_newer(self, unit: ReadUnit, text: Text) -> bool:
        """Whether the portal's translation is newer than the file's."""
        place = text.place
        if unit.target in self._earlier.get((place.context_id, place.string_id), ()):
            return True
        state = text.state
        if state is None or not self._changed_since(text):
            return False
        # Somebody goes on with a file of their own that was imported before.
        is_own_file = (
            state.origin == Origin.FILE and state.author_id == self._wishes.user_id
        )
        is_later = state.changed_at > self._wishes.uploaded_at
        return is_later or not is_own_file

    def _checked(self, unit: ReadUnit, text: Text, wanted: SegmentStatus) -> Row:
        pair = text_pair(self._translation, text.place, unit.target)
        findings = tuple(check(pair))
        refused = tuple(item for item in findings if item.check in _REFUSED)
        if refused:
            return Row(unit, text, Fate.REFUSED, findings=refused)
        if not self._wishes.replace and self._is_newer(unit, text):
            return Row(unit, text, Fate.CONFLICT, wanted, findings)
        blocking = _blocking(findings, text)
        if wanted in _CHECKED and blocking:
            if unit.target == text.target:
                return Row(unit, text, Fate.SAME, findings=blocking)
            wanted = SegmentStatus.NEEDS_EDITING
        return Row(unit, text, Fate.CHANGE, wanted, blocking)


def _is_former(unit: ReadUnit, text: Text) -> bool:
    """Whether the file still has the translation of the former source, unfinished."""
    return (
        not text.target
        and unit.target == text.previous_target
        and unit.state not in _CHECKED
    )


def _blocking(findings: Sequence[Finding], text: Text) -> tuple[Finding, ...]:
    """Return what stands in the way of sending it: errors, and warnings not accepted."""
    accepted = text.state.accepted if text.state else {}
    return tuple(
        item
        for item in findings
        if item.severity == Severity.ERROR or not accepted.get(item.check)
    )
