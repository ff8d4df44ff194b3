"""The portal's environment: one frozen class, read by the settings alone."""

from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    NonNegativeInt,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

# Schemes each address may have, and how to write it.
_ADDRESSES: Final = {
    "database_url": (
        ("postgres", "postgresql", "sqlite"),
        "postgres://user:password@host:5432/name, or leave it empty for SQLite",
    ),
    "redis_url": (
        ("redis", "rediss", "unix"),
        "redis://host:6379/0, or leave it empty to work without Redis",
    ),
    "email_url": (
        ("smtp", "smtps", "smtp+tls", "console"),
        "smtp+tls://user:password@host:587, or leave it empty for the terminal",
    ),
    "public_url": (("http", "https"), "https://portal.example"),
    "machine_translation_url": (
        ("http", "https"),
        "https://translate.example, or leave it empty for the provider's own",
    ),
}


class Environment(BaseSettings):
    """What the environment may say; `.env.example` explains each line for operators.

    With nothing set everything runs embedded: SQLite, local memory cache, tasks in the
    process, the database search engine.
    """

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True)

    secret_key: str = ""
    secret_key_fallbacks: Annotated[list[str], NoDecode] = Field(default_factory=list)
    debug: bool = False
    allowed_hosts: Annotated[list[str], NoDecode] = Field(default_factory=list)
    database_url: str = ""
    redis_url: str = ""
    elasticsearch_url: str = ""
    email_url: str = ""
    public_url: str = ""
    media_url: str = "/media/"
    demo: bool = False
    staff_mfa_required: bool | None = None
    proxy_count: int = 0
    contact_email: str = "congress.oneinfive@coe.int"
    content_licence: str = "CC BY 4.0"
    machine_translation_engine: Literal["", "deepl", "libretranslate", "google"] = ""
    machine_translation_url: str = ""
    machine_translation_key: str = ""
    machine_translation_project: str = ""
    machine_translation_characters_per_month: NonNegativeInt = 500_000

    @field_validator("allowed_hosts", "secret_key_fallbacks", mode="before")
    @classmethod
    def split_list(cls, value: object) -> object:
        """Read `a.example, b.example` as two."""
        if isinstance(value, str):
            return [item.strip() for item in value.split(",") if item.strip()]
        return value

    @field_validator(*_ADDRESSES)
    @classmethod
    def check_address(cls, value: str, info: ValidationInfo) -> str:
        """Refuse an address that no part of the portal could use."""
        schemes, example = _ADDRESSES[info.field_name or ""]
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError(
                f"is no address that the portal can use. Write it as {example}."
            )
        return value

    @model_validator(mode="after")
    def check_machine_translation(self) -> Self:
        """Refuse an engine without what it cannot work without."""
        engine = self.machine_translation_engine
        if engine in {"deepl", "google"} and not self.machine_translation_key:
            raise ValueError(f"MACHINE_TRANSLATION_KEY is what {engine} needs.")
        if engine == "google" and not self.machine_translation_project:
            raise ValueError("MACHINE_TRANSLATION_PROJECT is what google needs.")
        if engine == "libretranslate" and not (
            self.machine_translation_url or self.machine_translation_key
        ):
            raise ValueError(
                "MACHINE_TRANSLATION_URL is what libretranslate needs, or a key for "
                "the public service."
            )
        return self


def read_environment() -> Environment:
    """Read the environment.

    Raises:
        SystemExit: a value cannot be used; the message says which, and what to write.
    """
    try:
        return Environment()
    except ValidationError as error:
        faults = [
            f"{'.'.join(map(str, fault['loc'])).upper()} "
            f"{fault['msg'].removeprefix('Value error, ')}".strip()
            for fault in error.errors()
        ]
        raise SystemExit("\n".join(faults)) from None


ENV = read_environment()
