"""What can go wrong when a machine translates.

EngineError
├── EngineRefusedError       the provider refuses us: never tried again by itself
│   ├── EngineAddressError       there is no such service at the address
│   ├── EngineLanguageError      the engine does not know the pair of languages
│   └── EngineTooLargeError      one text is longer than the provider takes
├── EngineLimitError         too much for now; after a while it works again
│   └── EngineQuotaError         the provider's own allowance is used up
├── EngineUnavailableError   no answer, or the provider is in trouble: try later
├── EngineAnswerError        an answer that nobody can use
└── BudgetSpentError         our own budget of the month does not suffice

`str()` is for logs: it never holds a text, a key or an address. `sentence` is for the
editor who asked: what happened, and what to do.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _


class EngineError(Exception):
    """Any failure of a machine translation.

    Attributes:
        engine: the engine's name for people, such as `DeepL`.
        drafts: what had been translated, and paid for, before the failure, by the keys
            of the caller of `drafts_for`; empty otherwise.
    """

    def __init__(self, engine: str, log_message: str = "") -> None:
        super().__init__(f"{engine}: {log_message or type(self).__name__}")
        self.engine = engine
        self.drafts: Mapping[Any, str] = {}

    @property
    def sentence(self) -> str:
        """Say in the reader's language what happened and what to do."""
        return _("%(engine)s did not translate. Please translate by hand.") % {
            "engine": self.engine
        }


class EngineRefusedError(EngineError):
    """The key is wrong or lacks a right; nothing changes until somebody changes it."""

    @property
    def sentence(self) -> str:
        return _(
            "%(engine)s refused the request. Please ask the administrator to check the "
            "key for machine translation; trying again does not help."
        ) % {"engine": self.engine}


class EngineAddressError(EngineRefusedError):
    """Nothing that speaks the engine's language is at the address."""

    @property
    def sentence(self) -> str:
        return _(
            "There is no %(engine)s at the address that is set. Please ask the "
            "administrator to check the address for machine translation."
        ) % {"engine": self.engine}


class EngineLanguageError(EngineRefusedError):
    """The provider does not list the pair of languages."""

    @property
    def sentence(self) -> str:
        return _(
            "%(engine)s does not translate between these two languages. Please "
            "translate by hand."
        ) % {"engine": self.engine}


class EngineTooLargeError(EngineRefusedError):
    """The provider takes no text as long as this one."""

    @property
    def sentence(self) -> str:
        return _(
            "A text is too long for %(engine)s. Please split it into paragraphs, or "
            "translate it by hand."
        ) % {"engine": self.engine}


class EngineLimitError(EngineError):
    """Too many requests.

    Attributes:
        retry_after_seconds: when the provider wants to be asked again; None when it did
            not say.
    """

    def __init__(
        self,
        engine: str,
        log_message: str = "",
        *,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(engine, log_message)
        self.retry_after_seconds = retry_after_seconds

    @property
    def sentence(self) -> str:
        return _(
            "%(engine)s takes no more requests for the moment. Please try again in a "
            "few minutes."
        ) % {"engine": self.engine}


class EngineQuotaError(EngineLimitError):
    """The provider's allowance is used up; its next month begins it anew."""

    @property
    def sentence(self) -> str:
        return _(
            "The allowance at %(engine)s is used up. Please ask the administrator for "
            "more, or translate by hand until it begins anew."
        ) % {"engine": self.engine}


class EngineUnavailableError(EngineError):
    """The provider does not answer in time, or is in trouble itself.

    Attributes:
        retry_after_seconds: when to ask again; None when nobody said.
    """

    def __init__(
        self,
        engine: str,
        log_message: str = "",
        *,
        retry_after_seconds: int | None = None,
    ) -> None:
        super().__init__(engine, log_message)
        self.retry_after_seconds = retry_after_seconds

    @property
    def sentence(self) -> str:
        return _(
            "%(engine)s does not answer now. Nothing was lost; please try again later."
        ) % {"engine": self.engine}


class EngineAnswerError(EngineError):
    """The answer is no JSON, or not one translation for each text."""

    @property
    def sentence(self) -> str:
        return _(
            "%(engine)s sent an answer that cannot be used. Please try again, and tell "
            "the administrator when it happens again."
        ) % {"engine": self.engine}


class BudgetSpentError(EngineError):
    """Nothing was sent: it would cost more than is left of the month's budget.

    Attributes:
        needed, left: characters.
        renewed_on: first day of the next budget.
    """

    def __init__(self, engine: str, *, needed: int, left: int, renewed_on: date):
        super().__init__(engine, f"{needed} characters needed, {left} left")
        self.needed, self.left, self.renewed_on = needed, left, renewed_on

    @property
    def sentence(self) -> str:
        return _(
            "Machine translation of this would take %(needed)s characters; %(left)s are "
            "left of this month's budget, which begins anew on %(date)s. Please choose "
            "fewer texts or languages, or translate by hand."
        ) % {
            "needed": number_format(self.needed, force_grouping=True),
            "left": number_format(self.left, force_grouping=True),
            "date": date_format(self.renewed_on),
        }
