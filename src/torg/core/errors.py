"""Refusals: one class for each thing that Torg says no to."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault.
    """The request was refused."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, detail: str | None = None, **extra: object) -> None:
        """Refuse with `detail`, else with the docstring of the class; `extra` reaches the answer."""
        self.detail = detail or self.title()
        self.extra = extra
        super().__init__(self.detail)

    @classmethod
    def title(cls) -> str:
        """Return the first line of the docstring: what happened, for a person."""
        return (cls.__doc__ or "Refused.").strip().splitlines()[0]


class NotFound(Refusal):
    """Nothing is here under that name."""

    code = "not_found"
    status = 404


class BadRequest(Refusal):
    """The request does not say what is needed."""

    code = "bad_request"
    status = 400
