"""Where a draft goes when its author is done: a room above decides, this one offers.

`initiatives` registers its moderation in `apps.ready()`; without it a draft simply
waits among the unpublished changes in the admin.
"""

from collections.abc import Callable

from accounts.models import User
from signatories.models import SignatoryProfile

Submit = Callable[[SignatoryProfile, User], object]

_submit: list[Submit] = []


def register_submit(submit: Submit) -> None:
    """Let `submit(profile, user)` take the newest revision of a profile for review."""
    _submit[:] = [submit]


def submit(profile: SignatoryProfile, user: User) -> None:
    """Send a draft to review.

    Raises:
        ReviewWaitsError: the former text is being read.
    """
    for function in _submit:
        function(profile, user)
