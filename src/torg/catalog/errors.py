"""What the catalogue says no to."""

from typing import ClassVar

from torg.core.errors import NotFound


class ProductNotFound(NotFound):
    """There is no such product."""

    code: ClassVar[str] = "product_not_found"


class CategoryNotFound(NotFound):
    """There is no such category."""

    code = "category_not_found"
