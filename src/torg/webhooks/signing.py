"""Signatures by the Standard Webhooks specification: HMAC-SHA256 over id, time and body.

Source: standardwebhooks.com, version 1.0.0, "Signature scheme".
"""

import base64
import hmac
import secrets

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """Make a secret: 256 random bits in base 64 behind `whsec_`."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode("ascii")


def signed_headers(message_id: str, timestamp: int, body: bytes, keys: list[str]) -> dict[str, str]:
    """Give the three headers by which a receiver tells that an event is from us, signed with each of the secrets.

    `timestamp` is that of this try, in seconds since 1970.
    """
    content = b".".join([message_id.encode("ascii"), str(timestamp).encode("ascii"), body])
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(_signature(content, key) for key in keys),
    }


def _signature(content: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.digest(key, content, "sha256")).decode("ascii")
