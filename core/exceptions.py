"""Errors of the shared ground.

CoreError
├── AddressTakenError   a slug belongs, or once belonged, to another object
└── WithdrawnError      the object was withdrawn and cannot be published
"""


class CoreError(Exception):
    """Anything that goes wrong in `core`."""


class AddressTakenError(CoreError):
    """The slug is, or was, the address of another object; choose another one."""


class WithdrawnError(CoreError):
    """The object was withdrawn; lift the withdrawal before publishing it."""
