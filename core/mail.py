"""Mail: written with what causes it, sent after the commit, tried again when it fails.

A mail is a row that is written in the caller's transaction; a task sends it once the
transaction has committed, and the schedule finds what was left. A row is taken by
changing its state before anything is sent, so that it goes out once however often the
task runs.
"""

import smtplib
from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db.models import Q
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone

from core.current import interface_language, use_language
from core.jobs import enqueue_on_commit
from core.languages import BY_CODE
from core.models.mail import OutgoingMail
from core.text import one_line

# What a mail server, or the way to it, may be down with.
MAIL_ERRORS: Final = (smtplib.SMTPException, OSError)
# Minutes to wait after each failed try; after the last one staff are told.
BACK_OFF_MINUTES: Final = (1, 5, 30, 120, 480)
# A mail that is "being sent" for longer was left by a process that died.
ABANDONED_AFTER: Final = timedelta(minutes=15)
# How long the text of a mail is kept, with the links in it, and the row without it.
TEXT_KEPT: Final = timedelta(days=7)
ROW_KEPT: Final = timedelta(days=90)

State = OutgoingMail.State


def absolute_url(path: str) -> str:
    """Return an address of the portal for a mail; no request has a say in the host."""
    return _base() + path


def _base() -> str:
    # Without PUBLIC_URL, on a developer's machine, the admin knows where the portal is.
    base = settings.PUBLIC_URL or settings.WAGTAILADMIN_BASE_URL
    return str(base).rstrip("/")


def mail_send(
    *,
    to: str,
    language: str,
    template: str,
    context: Mapping[str, object],
    user_id: int | None = None,
) -> OutgoingMail:
    """Write a mail in the caller's transaction and send it after the commit.

    Args:
        to: one address.
        language: code of the recipient's language.
        template: path without ending; `<template>_subject.txt`, `<template>.txt` and
            `<template>.html` are rendered in that language. The last two extend
            `core/mail/base.txt` and `core/mail/base.html`.
        context: for the templates; `name`, when there is one, is greeted. Addresses of
            the portal in it must be absolute: `absolute_url`.
        user_id: the person it is for, whose data it becomes.

    Raises:
        ValidationError: `to` is not one e-mail address.
    """
    validate_email(to)
    values = _surroundings(language) | dict(context)
    with use_language(language):
        subject = one_line(_plain(f"{template}_subject.txt", values))
        text = _plain(f"{template}.txt", values)
        html = get_template(f"{template}.html").render({**values, "subject": subject})
    mail = OutgoingMail.objects.create(
        to=to,
        user_id=user_id,
        language=language,
        template=template,
        subject=subject[:200],
        # PostgreSQL keeps no NUL, which somebody may have typed.
        text=text.strip().replace("\0", "") + "\n",
        html=html.replace("\0", ""),
        next_try_at=timezone.now(),
    )
    enqueue_on_commit("core.send_mail", mail_id=mail.pk)
    return mail


def _surroundings(language: str) -> dict[str, object]:
    spoken = interface_language(language)
    return {
        "name": "",
        "mail_language": spoken,
        "mail_direction": BY_CODE[spoken].direction,
        "portal_url": absolute_url(f"/{language}/"),
        "help_url": absolute_url(f"/{language}/help/"),
        "contact_email": settings.CONTACT_EMAIL,
        "is_demo": settings.DEMO,
    }


def _plain(template: str, values: Mapping[str, object]) -> str:
    """Render a text without the escapes that HTML needs."""
    engine_template = get_template(template).template  # type: ignore[attr-defined]
    return str(engine_template.render(Context(values, autoescape=False)))


def mail_deliver(mail_id: int) -> timedelta | None:
    """Send a mail that waits, if nobody else has taken it.

    Returns:
        after which time to try again; None when it is sent, given up, or not ours.
    """
    now = timezone.now()
    taken = OutgoingMail.objects.filter(
        pk=mail_id, state=State.WAITING, next_try_at__lte=now
    ).update(state=State.SENDING, next_try_at=now)
    if not taken:
        return None
    mail = OutgoingMail.objects.get(pk=mail_id)
    mail.tries += 1
    try:
        _hand_over(mail)
    except MAIL_ERRORS as error:
        return _put_back(mail, error)
    mail.state, mail.sent_at, mail.error = State.SENT, timezone.now(), ""
    mail.next_try_at = None
    mail.save(update_fields=["state", "sent_at", "error", "tries", "next_try_at"])
    return None


def _hand_over(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={
            # The same at each try: a mailbox that got it twice shows it once.
            "Message-ID": f"<{mail.key}@{urlsplit(_base()).hostname}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": interface_language(mail.language),
        },
    )
    message.attach_alternative(mail.html, "text/html")
    message.send(using="default")


def _put_back(mail: OutgoingMail, error: Exception) -> timedelta | None:
    pause = _pause(mail.tries, error)
    mail.state = State.WAITING if pause else State.FAILED
    mail.next_try_at = timezone.now() + pause if pause else None
    mail.error = one_line(f"{type(error).__name__}: {error}")[:300]
    mail.save(update_fields=["state", "next_try_at", "error", "tries"])
    return pause


def _pause(tries: int, error: Exception) -> timedelta | None:
    """How long to wait after so many tries; None: no further one would help."""
    if isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _words in error.recipients.values()
    ):
        return None
    if tries > len(BACK_OFF_MINUTES):
        return None
    return timedelta(minutes=BACK_OFF_MINUTES[tries - 1])


def mail_try_again(mail_id: int) -> bool:
    """Send a mail that was given up, or that waits, now; its tries are counted anew.

    Returns:
        False when it has been sent, or taken, or its text is gone by now.
    """
    waits = OutgoingMail.objects.filter(
        pk=mail_id, state__in=[State.FAILED, State.WAITING]
    ).exclude(text="")
    again = waits.update(state=State.WAITING, tries=0, next_try_at=timezone.now())
    if again:
        enqueue_on_commit("core.send_mail", mail_id=mail_id)
    return bool(again)


def mail_find_left() -> int:
    """Enqueue what waits although its time has come; return how many mails.

    A mail abandoned in the middle is sent again: twice the same is better than never,
    and both carry the same Message-ID.
    """
    now = timezone.now()
    OutgoingMail.objects.filter(
        state=State.SENDING, next_try_at__lte=now - ABANDONED_AFTER
    ).update(state=State.WAITING)
    left = OutgoingMail.objects.filter(state=State.WAITING, next_try_at__lte=now)
    ids = list(left.order_by("next_try_at").values_list("pk", flat=True)[:500])
    for pk in ids:
        enqueue_on_commit("core.send_mail", mail_id=pk)
    return len(ids)


def mail_forget() -> None:
    """Empty texts that have done their work, and delete rows nobody needs any more."""
    now = timezone.now()
    OutgoingMail.objects.filter(
        Q(sent_at__lte=now - TEXT_KEPT)
        | Q(state=State.FAILED, created_at__lte=now - 2 * TEXT_KEPT)
    ).exclude(text="", html="").update(text="", html="")
    OutgoingMail.objects.filter(created_at__lte=now - ROW_KEPT).delete()
