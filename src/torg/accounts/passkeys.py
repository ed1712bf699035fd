"""Passkeys (WebAuthn level 3): adding one, and signing in with one that the device knows by itself."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from msgspec import Struct
from webauthn.helpers import parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    CredentialDeviceType,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from torg.accounts.errors import PasskeyRefused
from torg.accounts.models import Account
from torg.accounts.passkey_queries import (
    insert_challenge,
    insert_passkey,
    lock_passkey,
    note_use,
    passkeys_of,
    take_challenge,
)
from torg.accounts.queries import account_by_id
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.journal import record
from torg.core.security import new_token, token_hash

CHALLENGE_LASTS = timedelta(minutes=5)
MOST_PASSKEYS = 20


class Ceremony(Struct, frozen=True):
    """What the browser is asked: options for `navigator.credentials`, and the token that comes back with the answer."""

    token: str
    options: str
    """JSON, as `PublicKeyCredential.parse…OptionsFromJSON` takes it."""


class Place(Struct, frozen=True):
    """The site that passkeys are bound to."""

    origin: str
    """`https://torg.example`"""
    name: str = "Torg"

    @property
    def host(self) -> str:
        """The host, which is the relying party's id."""
        return urlsplit(self.origin).hostname or "localhost"


async def begin_adding(conn: Connection, place: Place, account: Account) -> Ceremony:
    """Ask for a new passkey for a signed-in person; those that they have are named, so that none is made twice."""
    known = await passkeys_of(conn, account.id)
    if len(known) >= MOST_PASSKEYS:
        raise PasskeyRefused("There are twenty passkeys already: remove one that is no longer used.")
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.name,
        user_id=UUID(account.handle).bytes,
        user_name=account.email,
        user_display_name=account.called,
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each.credential) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
    )
    return await _ceremony(conn, options.challenge, webauthn.options_to_json(options), account.id)


async def add_passkey(
    conn: Connection, place: Place, account: Account, token: str, credential: str, name: str
) -> None:  # fmt: skip
    """Keep the passkey that the browser has made; raises PasskeyRefused."""
    challenge = await take_challenge(conn, token_hash(token), account.id)
    if challenge is None:
        raise PasskeyRefused
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyRefused from error
    synced = made.credential_device_type is CredentialDeviceType.MULTI_DEVICE
    kept = await insert_passkey(
        conn,
        account.id,
        made.credential_id,
        made.credential_public_key,
        made.sign_count,
        name[:80] or "Passkey",
        synced=synced,
    )
    if not kept:
        raise PasskeyRefused
    await _tell(conn, account, "account.passkey_added", {"name": name[:80], "synced": synced})


async def begin_passkey_sign_in(conn: Connection, place: Place) -> Ceremony:
    """Ask for any passkey of this site: who it is, the device says."""
    options = webauthn.generate_authentication_options(
        rp_id=place.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return await _ceremony(conn, options.challenge, webauthn.options_to_json(options), None)


async def use_passkey(conn: Connection, place: Place, token: str, credential: str) -> Account:
    """Give whose passkey signed the challenge; raises PasskeyRefused.

    A count that did not grow says that the key was copied, and is refused (WebAuthn 6.1.1).
    """
    challenge = await take_challenge(conn, token_hash(token), None)
    if challenge is None:
        raise PasskeyRefused
    try:
        answer = parse_authentication_credential_json(credential)
        known = await lock_passkey(conn, answer.raw_id)
        account = None if known is None else await account_by_id(conn, known.account_id)
        if known is None or account is None or answer.response.user_handle not in {None, UUID(account.handle).bytes}:
            raise PasskeyRefused
        used = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError) as error:
        raise PasskeyRefused from error
    synced = used.credential_device_type is CredentialDeviceType.MULTI_DEVICE
    await note_use(conn, known.id, used.new_sign_count, synced=synced)
    return account


async def _ceremony(conn: Connection, challenge: bytes, options: str, account_id: int | None) -> Ceremony:
    token = new_token()
    await insert_challenge(conn, token_hash(token), challenge, account_id, CHALLENGE_LASTS)
    return Ceremony(token, options)


async def _tell(conn: Connection, account: Account, kind: str, body: dict[str, object]) -> None:
    await record(
        conn, Actor("shopper", str(account.id)), kind, f"account:{account.id}", {"account": account.id, **body}
    )
