"""How the API's description tells of refusals: problem details (RFC 9457), as `core.http.problem` answers them."""

from collections.abc import Mapping

from litestar.openapi.datastructures import ResponseSpec
from msgspec import Struct

PROBLEM_TYPE = "application/problem+json"


class Problem(Struct, frozen=True):
    """Why a request was refused (RFC 9457)."""

    type: str
    """`urn:torg:` and the code."""
    title: str
    """What happened, the same for every refusal of this code."""
    status: int
    code: str
    """Stable: programs may decide by it."""
    detail: str
    """What it was this time, for a person to read."""
    request_id: str
    """What to name when asking the operator about it."""


def may_answer(problems: Mapping[int, str]) -> dict[int, ResponseSpec]:
    """Give the `responses` of a handler that may refuse: HTTP status to when it does."""
    return {
        status: ResponseSpec(Problem, generate_examples=False, description=when, media_type=PROBLEM_TYPE)
        for status, when in problems.items()
    }
