"""What the catalogue says no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class ProductNotFound(NotFound):
    """There is no such product."""

    code: ClassVar[str] = "product_not_found"


class CategoryNotFound(NotFound):
    """There is no such category."""

    code = "category_not_found"


class BetterSource(Refusal):
    """Somebody whose word counts more has said that: propose it instead."""

    code: ClassVar[str] = "better_source"
    status: ClassVar[int] = 409


class NotYours(Refusal):
    """These are another seller's words: propose yours instead."""

    code: ClassVar[str] = "not_your_words"
    status: ClassVar[int] = 403


class ProposalWaits(Refusal):
    """You have proposed something for this product already, and it has not been decided yet."""

    code: ClassVar[str] = "proposal_waits"
    status: ClassVar[int] = 409


class ProposalNotFound(NotFound):
    """There is no such proposal, or it has been decided."""

    code: ClassVar[str] = "proposal_not_found"


class ChangeNotFound(NotFound):
    """There is no such change in the history."""

    code: ClassVar[str] = "change_not_found"


class BadField(Refusal):
    """That cannot stand in a product."""

    code: ClassVar[str] = "bad_field"
    status: ClassVar[int] = 422
