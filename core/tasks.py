"""Scheduled work of the shared ground."""

from celery import shared_task
from django.core.management import call_command

from core.mail import mail_deliver, mail_find_left, mail_forget


@shared_task(name="core.publish_scheduled")
def publish_scheduled_task() -> None:
    """Publish and expire what Wagtail has on its schedule."""
    call_command("publish_scheduled", verbosity=0)


@shared_task(name="core.send_mail", soft_time_limit=60, time_limit=90)
def send_mail_task(mail_id: int) -> None:
    """Send one mail; what fails is put back and found by `core.find_left_mail`.

    The row itself says when it is tried again and when it is given up. An `eta` in
    the queue would not do: the broker delivers it again after its visibility timeout.
    """
    mail_deliver(mail_id)


@shared_task(name="core.find_left_mail")
def find_left_mail_task() -> None:
    """Send what was put back, or enqueued while the queue was down."""
    mail_find_left()


@shared_task(name="core.forget_mail")
def forget_mail_task() -> None:
    """Empty the texts of mails sent a week ago."""
    mail_forget()
