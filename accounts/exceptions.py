"""Errors of the accounts.

AccountError
└── AddressKnownError   an account with this address exists; its owner has been written to
"""


class AccountError(Exception):
    """Anything that goes wrong with accounts."""


class AddressKnownError(AccountError):
    """The address has an account already; show the visitor what a new one would see."""
