"""Errors of the shared ground.

CoreError
├── AddressTakenError      a slug belongs, or once belonged, to another object
├── SharedValueUsedError   texts refer to the value, so it cannot go
└── WithdrawnError         the object was withdrawn and cannot be published
"""


class CoreError(Exception):
    """Anything that goes wrong in `core`."""


class AddressTakenError(CoreError):
    """The slug is, or was, the address of another object; choose another one."""


class SharedValueUsedError(CoreError):
    """Texts refer to the value; take the reference out of them first."""


class WithdrawnError(CoreError):
    """The object was withdrawn; lift the withdrawal before publishing it."""
