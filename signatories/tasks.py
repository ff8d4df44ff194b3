"""Scheduled work of the room."""

from celery import shared_task
from django.utils import timezone

from signatories.services import (
    claim_links_forget,
    invitations_forget,
    member_invitations_send,
    members_forget,
    registrations_forget,
    still_ask_all,
)


@shared_task(name="signatories.forget")
def registrations_forget_task() -> None:
    """Delete registrations nobody finished in 30 days, and invitations that are over."""
    registrations_forget()
    invitations_forget()
    members_forget()
    claim_links_forget()


@shared_task(name="signatories.send_member_invitations")
def member_invitations_send_task() -> None:
    """Write the mails of associations to their members, also those that were left."""
    member_invitations_send()


@shared_task(name="signatories.ask_still")
def still_ask_all_task() -> None:
    """Ask everybody who has not said so for a year: still you?"""
    still_ask_all(today=timezone.localdate())
