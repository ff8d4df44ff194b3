"""Scheduled work of the shared ground."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="core.publish_scheduled")
def publish_scheduled_task() -> None:
    """Publish and expire what Wagtail has on its schedule."""
    call_command("publish_scheduled", verbosity=0)
