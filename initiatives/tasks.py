"""Scheduled work of the room."""

from celery import shared_task

from initiatives import services


@shared_task(name="initiatives.forget_flagged_text")
def flagged_text_forget_task() -> None:
    """Delete marked passages that are older than 30 days."""
    services.flagged_text_forget()


@shared_task(name="initiatives.forget_pictures")
def pictures_forget_task() -> None:
    """Delete pictures that were taken out of drafts."""
    services.pictures_forget()
