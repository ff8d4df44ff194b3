"""Rows of the translation workflow, beside those of wagtail-localize."""

from translations.models.jobs import (
    ImportBatch,
    ImportPart,
    TranslationJob,
    TranslationJobItem,
)
from translations.models.machine import MachineUsage
from translations.models.memory import GlossaryConcept, GlossaryTerm, MemoryEntry
from translations.models.notices import Notice
from translations.models.progress import TranslationPolicy, TranslationProgress
from translations.models.provenance import TextProvenance, TextState
from translations.models.rights import LanguageRight, ReviewLink
from translations.models.segments import SegmentComment, SegmentEvent, SegmentState

__all__ = [
    "GlossaryConcept",
    "GlossaryTerm",
    "ImportBatch",
    "ImportPart",
    "LanguageRight",
    "MachineUsage",
    "MemoryEntry",
    "Notice",
    "ReviewLink",
    "SegmentComment",
    "SegmentEvent",
    "SegmentState",
    "TextProvenance",
    "TextState",
    "TranslationJob",
    "TranslationJobItem",
    "TranslationPolicy",
    "TranslationProgress",
]
