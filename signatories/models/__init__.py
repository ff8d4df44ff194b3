"""Who signs the Pact: the registry row and the public description beside it."""

from signatories.models.index_page import SignatoryIndexPage
from signatories.models.profile import SignatoryProfile
from signatories.models.signatory import Signatory, SignatoryEvent

__all__ = ["Signatory", "SignatoryEvent", "SignatoryIndexPage", "SignatoryProfile"]
