"""People who log in, by e-mail address."""

from typing import Any

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.languages import DEFAULT, LANGUAGES


class UserManager(BaseUserManager["User"]):
    """Creates users; addresses are stored in lower case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create a user; without a password nobody can log in as it yet."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "User":
        """Create a user who may do everything.

        Whoever may run the command vouches for the address; there may be no mail yet.
        """
        from allauth.account.models import EmailAddress

        user = self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True} | fields
        )
        EmailAddress.objects.create(
            user=user, email=user.email, primary=True, verified=True
        )
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a user by the address as a person types it."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """A person: editor, translator, moderator or member of a signatory.

    Attributes:
        email: the login, stored in lower case, unique whatever the case.
        language: code of core.languages in which the portal writes to the person.
    """

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        default=DEFAULT,
        choices=[(item.code, item.autonym) for item in LANGUAGES],
    )

    objects = UserManager()  # type: ignore[misc,assignment]

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_lower_unique")
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_portal_staff(self) -> bool:
        """Whether the person may enter the admin."""
        return self.has_perm("wagtailadmin.access_admin")

    def clean(self) -> None:
        """Keep the address in lower case, however it was typed."""
        super().clean()
        self.email = self.email.strip().lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in lower case."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)
