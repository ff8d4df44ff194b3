"""Background work: Celery with Redis, or in the process when no Redis is set."""

from datetime import timedelta

from celery.schedules import crontab

from portal.env import ENV

TASKS = {"default": {"BACKEND": "portal.task_backend.CeleryBackend"}}

CELERY_BROKER_URL = ENV.redis_url or "memory://localhost/"
CELERY_TASK_ALWAYS_EAGER = not ENV.redis_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# What a stopping worker has not finished by then goes back to the queue.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10.0
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
# Longer than any task may run: a task that outlives it would start a second time.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    # A queue that accepts and never answers must not hold up whoever saves: what is
    # not enqueued is found again by the schedule.
    "socket_timeout": 2.0,
    "socket_connect_timeout": 2.0,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Paris"
CELERY_BEAT_SCHEDULE = {
    "initiatives-forget-flagged-text": {
        "task": "initiatives.forget_flagged_text",
        "schedule": timedelta(days=1),
    },
    "initiatives-forget-pictures": {
        "task": "initiatives.forget_pictures",
        "schedule": timedelta(days=1),
    },
    "search-push": {"task": "search.push", "schedule": timedelta(minutes=1)},
    "search-reanalyse": {"task": "search.reanalyse", "schedule": timedelta(minutes=5)},
    "search-reconcile": {
        "task": "search.reconcile",
        "schedule": crontab(hour=3, minute=20),
    },
    "search-forget-unanswered": {
        "task": "search.forget-unanswered",
        "schedule": timedelta(days=1),
    },
    "signatories-forget": {
        "task": "signatories.forget",
        "schedule": timedelta(days=1),
    },
    "signatories-send-member-invitations": {
        "task": "signatories.send_member_invitations",
        "schedule": timedelta(minutes=5),
    },
    "signatories-ask-still": {
        "task": "signatories.ask_still",
        "schedule": timedelta(days=1),
    },
    "translations-find-left": {
        "task": "translations.find_left",
        "schedule": timedelta(minutes=1),
    },
    "translations-digest": {
        "task": "translations.digest",
        "schedule": crontab(hour=7, minute=0),
    },
    "translations-forget-jobs": {
        "task": "translations.forget_jobs",
        "schedule": timedelta(days=1),
    },
    "translations-forget-files": {
        "task": "translations.forget_files",
        "schedule": timedelta(minutes=15),
    },
    "translations-forget-addresses": {
        "task": "translations.forget_addresses",
        "schedule": timedelta(days=1),
    },
    "publish-scheduled": {
        "task": "core.publish_scheduled",
        "schedule": timedelta(minutes=5),
    },
    "find-left-mail": {"task": "core.find_left_mail", "schedule": timedelta(minutes=1)},
    "forget-unverified-accounts": {
        "task": "accounts.forget_unverified",
        "schedule": timedelta(days=1),
    },
    "clear-sessions": {
        "task": "accounts.clear_sessions",
        "schedule": timedelta(days=1),
    },
    "forget-mail": {"task": "core.forget_mail", "schedule": timedelta(days=1)},
}
