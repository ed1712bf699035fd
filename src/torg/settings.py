"""Settings: one typed class, read from `TORG_…` variables and checked at the start."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field


class BadSetting(Exception):  # noqa: N818 - named for what happened.
    """A setting has a value that cannot be used."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Every setting with a default that works; `TORG_WEB_WORKERS=4` sets `web_workers`."""

    home: Path = Path("var")
    """The folder of all data of this Torg: database, shelf, files, logs."""
    host: str = "127.0.0.1"
    """The address that the shop listens on; `0.0.0.0` for all."""
    port: int = 8000
    """The port of the shop, 1 to 65535."""
    database_url: str = ""
    """A PostgreSQL to use instead of the embedded one."""
    web_workers: int = field(default_factory=lambda: max(1, min(4, os.cpu_count() or 1)))
    """How many web processes."""
    public_url: str = ""
    """Where shoppers reach the shop, for canonical addresses and sitemaps; default: what the request says."""
    cors_origins: str = ""
    """Web origins that may call the API from a browser, separated by commas; `*` for any."""
    trusted_hosts: str = ""
    """Host names that the shop answers to, separated by commas; default: any."""
    log_format: str = "auto"
    """`json`, `text`, or `auto`: text on a terminal and JSON otherwise."""
    log_level: str = "info"
    """`debug`, `info`, `warning` or `error`."""
    otlp_endpoint: str = ""
    """Where OpenTelemetry traces go (OTLP over HTTP); default: nowhere."""
    demo: bool = True
    """Load the demo market when the database is empty."""
    trusted_proxies: str = ""
    """Addresses of proxies in front of the shop whose `X-Forwarded-For` is believed, separated by commas."""
    operator_email: str = "operator@torg.example"
    """Whose sign-in link the first start prints: the first person who runs the market."""
    smtp_url: str = ""
    """The mail server (`smtp://user:password@host:587`, `smtps://…:465`); default: mails become files in `mail`."""
    mail_from: str = "Torg <no-reply@torg.example>"
    """Who mails come from."""
    files_url: str = ""
    """Where files are kept (`s3://bucket/path`, `gs://…`, `az://…`); default: the folder `files`."""

    company_registry: str = "test"
    """Where company numbers are looked up: `test` (companies that do not exist) or `open` (public registers)."""
    sandbox_payments: bool = True
    """Offer test cards of the sandbox provider, which `torg serve` runs; switch it off where real money moves."""
    sandbox_port: int = 0
    """The port of the sandbox provider's page; default: the shop's port and 1000."""
    allow_private_networks: bool = False
    """Let feeds come from and webhooks go to private networks and this machine: for trying out, never else."""

    def __post_init__(self) -> None:
        """Refuse values that cannot be used, with a sentence that says which and why."""
        if not 1 <= self.port <= 65535:
            raise BadSetting(f"TORG_PORT is {self.port}; a port is a number from 1 to 65535.")
        if not 1 <= self.web_workers <= 256:
            raise BadSetting(f"TORG_WEB_WORKERS is {self.web_workers}; use 1 to 256.")
        if self.log_format not in {"auto", "json", "text"}:
            raise BadSetting(f"TORG_LOG_FORMAT is {self.log_format!r}; use auto, json or text.")
        if self.log_level not in {"debug", "info", "warning", "error"}:
            raise BadSetting(f"TORG_LOG_LEVEL is {self.log_level!r}; use debug, info, warning or error.")
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise BadSetting(f"TORG_PUBLIC_URL is {self.public_url!r}; it begins with http:// or https://.")
        if self.database_url and not self.database_url.startswith(("postgresql://", "postgres://")):
            raise BadSetting("TORG_DATABASE_URL begins with postgresql://.")
        if self.company_registry not in {"test", "open"}:
            raise BadSetting(f"TORG_COMPANY_REGISTRY is {self.company_registry!r}; use test or open.")
        if self.smtp_url and not self.smtp_url.startswith(("smtp://", "smtps://")):
            raise BadSetting("TORG_SMTP_URL begins with smtp:// or smtps://.")
        if self.files_url and not self.files_url.startswith(("s3://", "gs://", "az://")):
            raise BadSetting("TORG_FILES_URL begins with s3://, gs:// or az://.")

    @property
    def sandbox_url(self) -> str:
        """Where the sandbox provider is; empty where it is switched off."""
        if not self.sandbox_payments:
            return ""
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://{host}:{self.sandbox_at}"

    @property
    def sandbox_at(self) -> int:
        """The port of the sandbox provider."""
        return self.sandbox_port or (self.port + 1000 if self.port <= 64535 else self.port - 1000)

    @property
    def shelf(self) -> Path:
        """The folder of the shelf: documents and search indexes."""
        return self.home / "shelf"

    @property
    def mail_folder(self) -> Path:
        """The folder that mails are written to where there is no mail server."""
        return self.home / "mail"

    @property
    def files_folder(self) -> Path:
        """The folder of files where there is no object storage."""
        return self.home / "files"

    @property
    def embedded(self) -> bool:
        """Whether Torg brings its own PostgreSQL."""
        return not self.database_url

    def allowed_origins(self) -> list[str]:
        """The origins of `cors_origins`, one by one."""
        return [origin.strip() for origin in self.cors_origins.split(",") if origin.strip()]


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this process; an unknown or unusable `TORG_…` variable raises BadSetting."""
    found = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for name, value in found.items():
        if not name.startswith("TORG_") or name.startswith("TORG_TEST_"):
            continue
        key = name.removeprefix("TORG_").lower()
        if key not in Settings.__struct_fields__:
            known = ", ".join(f"TORG_{each.upper()}" for each in Settings.__struct_fields__)
            raise BadSetting(f"{name} is not a setting. The settings are {known}.")
        if value != "":
            values[key] = value
    try:
        settings = msgspec.convert(values, Settings, strict=False, dec_hook=lambda kind, value: kind(value))
    except msgspec.ValidationError as error:
        said, _, place = str(error).partition(" - at `$.")
        raise BadSetting(f"TORG_{place.rstrip('`').upper()} is {values.get(place.rstrip('`'))!r}: {said}.") from error
    return msgspec.structs.replace(settings, home=settings.home.expanduser().resolve())
