"""What merging and splitting products say no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class ProductGone(Refusal):
    """That product is part of another one by now."""

    code: ClassVar[str] = "product_gone"
    status: ClassVar[int] = 409


class SameProduct(Refusal):
    """A product cannot be merged with itself."""

    code: ClassVar[str] = "same_product"
    status: ClassVar[int] = 409


class GtinsDiffer(Refusal):
    """The two have different GTINs: they are two variants, and can be merged only as such."""

    code: ClassVar[str] = "gtins_differ"
    status: ClassVar[int] = 409


class NothingStays(Refusal):
    """Some offers have to stay, or there is nothing to split."""

    code: ClassVar[str] = "nothing_stays"
    status: ClassVar[int] = 409


class MoveNotFound(NotFound):
    """There is no such merge, or it has been undone."""

    code: ClassVar[str] = "move_not_found"
