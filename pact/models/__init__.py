"""The Pact, the Convention and the vocabulary they are described with."""

from pact.models.commitment import CommitmentVersion, TermsVersion
from pact.models.convention_page import ConventionPage
from pact.models.pact_page import PactPage
from pact.models.vocabulary import Action, Principle, TargetGroup

__all__ = [
    "Action",
    "CommitmentVersion",
    "ConventionPage",
    "PactPage",
    "Principle",
    "TargetGroup",
    "TermsVersion",
]
