"""What accounts say no to."""

from typing import ClassVar

from torg.core.errors import Refusal


class NotSignedIn(Refusal):
    """Please sign in first."""

    code: ClassVar[str] = "not_signed_in"
    status: ClassVar[int] = 401


class ConfirmFirst(Refusal):
    """Please confirm that it is you."""

    code: ClassVar[str] = "confirm_first"
    status: ClassVar[int] = 401


class NotAllowed(Refusal):
    """Your role here does not include this. Ask an owner if you need it."""

    code: ClassVar[str] = "not_allowed"
    status: ClassVar[int] = 403


class OnlyReading(Refusal):
    """The seller is suspended: everything can be read, and nothing changed."""

    code: ClassVar[str] = "only_reading"
    status: ClassVar[int] = 403


class WrongCode(Refusal):
    """That code is not right. Look at the latest mail and try again."""

    code: ClassVar[str] = "wrong_code"
    status: ClassVar[int] = 422


class CodeSpent(Refusal):
    """That code is no longer valid. Ask for a new one."""

    code: ClassVar[str] = "code_spent"
    status: ClassVar[int] = 422


class LinkSpent(Refusal):
    """That link has been used or has expired. Sign in by mail code, or ask for a new link."""

    code: ClassVar[str] = "link_spent"
    status: ClassVar[int] = 410


class PasskeyRefused(Refusal):
    """That passkey could not be used. Try again, or sign in by mail code."""

    code: ClassVar[str] = "passkey_refused"
    status: ClassVar[int] = 422


class EmailTaken(Refusal):
    """Another account has that e-mail address."""

    code: ClassVar[str] = "email_taken"
    status: ClassVar[int] = 409
