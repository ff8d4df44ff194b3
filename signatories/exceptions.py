"""Errors of the signatories' room.

SignatoryError
└── TransitionError     the status cannot change that way
"""


class SignatoryError(Exception):
    """Anything that goes wrong in `signatories`."""


class TransitionError(SignatoryError):
    """The signatory's status does not allow the step; reload and look again."""
