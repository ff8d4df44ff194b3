"""Does a text look as if it told of a child who can be recognised, or of abuse?

`disclosures` finds passages in any of the 39 languages; a flag is a hint for a person
and never decides. `strong` says whether help has to be offered before anything is kept.
"""

from core.safeguarding.checks import Flag, Kind, disclosures, strong

__all__ = ["Flag", "Kind", "disclosures", "strong"]
