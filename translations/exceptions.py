"""What the workflow refuses.

TranslationError
├── NotReadyError            the version may not be published yet
├── TextChangedError         somebody else saved the text meanwhile
├── SourceGoneError          the text is no longer part of the source
├── BlockedError             errors of the checks stand in the way
├── NotPublicError           the original is not published
│   └── WithdrawnError       the object was withdrawn everywhere
├── RefusedByEngineError     a translation engine will not do it
├── UploadGoneError          an uploaded file is no longer kept
├── ImportRefusedError       a part of a large import cannot be taken
├── ImportRunningError       an import is undone before it has ended
├── UndoneError              an import was undone before
└── OwnTextError             one's own text is approved by somebody else

LaterError                   what was tried may go well another time
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class TranslationError(Exception):
    """Root of the room's refusals; `str()` is a sentence for whoever was refused."""


class NotReadyError(TranslationError):
    """The version lacks texts or approvals.

    Attributes:
        missing: state -> how many texts are in it that stand in the way.
    """

    def __init__(self, missing: Mapping[str, int]) -> None:
        self.missing = dict(missing)
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """Say how many texts stand in the way."""
        count = sum(self.missing.values())
        return ngettext(
            "%(count)s text is not ready yet, so this language was not published. Open "
            "the translation and use “Next unfinished text” to find it.",
            "%(count)s texts are not ready yet, so this language was not published. "
            "Open the translation and use “Next unfinished text” to find them.",
            count,
        ) % {"count": count}


class TextChangedError(TranslationError):
    """Somebody else saved the text after it was shown.

    Attributes:
        theirs: the text as it is now.
    """

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            _(
                "Somebody else changed this text while you were writing. Theirs is shown "
                "below yours; nothing of yours is lost. Save again to replace theirs."
            )
        )


class SourceGoneError(TranslationError):
    """The source changed so that the text is no longer part of it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The source changed while you were writing, and this text is no longer "
                "part of it. What you wrote was kept and is offered beside the new text."
            )
        )


class BlockedError(TranslationError):
    """Errors, or warnings nobody accepted, stand in the way.

    Attributes:
        findings: what the checks found.
    """

    def __init__(self, findings: list[Any]) -> None:
        self.findings = findings
        super().__init__(
            _(
                "The checks found something. Mend the errors; a warning can be accepted "
                "with a reason."
            )
        )


class OwnTextError(TranslationError):
    """Whoever wrote a text does not approve it."""

    def __init__(self) -> None:
        super().__init__(
            _("You wrote this text yourself, so somebody else has to approve it.")
        )


class NotPublicError(TranslationError):
    """The original is a draft, or was taken offline: nobody translates it now."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or _(
                "The original is not published, so it is not translated now. Publish it "
                "first."
            )
        )


class WithdrawnError(NotPublicError):
    """The object was withdrawn everywhere, so no language of it is published."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This was withdrawn in all languages. It can be published again only "
                "when the withdrawal has been lifted."
            )
        )


class RefusedByEngineError(TranslationError):
    """A translation engine will not do it; its sentence says why."""


class UploadGoneError(TranslationError):
    """An uploaded file was kept for an hour, or used, and is gone."""

    def __init__(self) -> None:
        super().__init__(
            _("The file is no longer here: it is kept for an hour. Choose it again.")
        )


class ImportRefusedError(TranslationError):
    """A part of a large import cannot be taken; its sentence says why."""


class ImportRunningError(TranslationError):
    """An import is undone once it has ended, so that all of it is undone."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This import is still going on. Wait until it has ended, then undo all "
                "of it with one click."
            )
        )


class UndoneError(TranslationError):
    """An import is undone once."""

    def __init__(self) -> None:
        super().__init__(_("This import was undone before. Nothing was changed."))


class LaterError(Exception):
    """What was tried may go well another time; `str()` is a sentence for editors."""
