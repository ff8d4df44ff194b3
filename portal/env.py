"""The portal's environment: one frozen class, read by the settings alone."""

from typing import Annotated

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Environment(BaseSettings):
    """What the environment may say; `.env.example` explains each line for operators.

    With nothing set everything runs embedded: SQLite, local memory cache, tasks in the
    process, the database search engine.
    """

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True)

    secret_key: str = ""
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
    contact_email: str = "congress.oneinfive@coe.int"

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def split_hosts(cls, value: object) -> object:
        """Read `a.example, b.example` as two hosts."""
        if isinstance(value, str):
            return [host.strip() for host in value.split(",") if host.strip()]
        return value


ENV = Environment()
