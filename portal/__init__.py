"""Wiring of the rooms; importing it makes Celery's app the current one."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
