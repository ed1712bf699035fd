"""Open the payment providers that the settings switch on."""

import secrets
from contextlib import suppress
from pathlib import Path

from torg.payments.models import Provider
from torg.payments.providers import Providers
from torg.payments.sandbox.provider import SandboxProvider


def open_providers(home: Path, sandbox_url: str) -> Providers:
    """Give every provider of this market; `sandbox_url` is empty where there is no sandbox."""
    found: list[Provider] = []
    if sandbox_url:
        found.append(SandboxProvider(sandbox_url, sandbox_secret(home)))
    return Providers(found)


def sandbox_secret(home: Path) -> str:
    """Give the secret that market and sandbox share, made at the first call and kept beside the sandbox's books."""
    path = home / "sandbox" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"secret.{secrets.token_hex(4)}")
        made.write_text(secrets.token_urlsafe(32))
        made.chmod(0o600)
        # Where another process was first, its secret counts.
        with suppress(FileExistsError):
            path.hardlink_to(made)
        made.unlink()
    return path.read_text().strip()
