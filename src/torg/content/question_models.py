"""The nouns of product questions: what shoppers ask, and who answers."""

from datetime import datetime

from msgspec import Struct

from torg.content.review_models import ReviewState


class Answer(Struct, frozen=True):
    """An answer to a question: from a seller, or from somebody who bought the product."""

    id: int
    question_id: int
    author: str
    from_seller: bool
    verified: bool
    """Somebody who bought the product: an order line stands behind it."""
    language: str
    body: str
    demo: bool
    at: datetime


class Question(Struct, frozen=True):
    """A question about a product with its published answers."""

    id: int
    product_id: int
    author: str
    language: str
    body: str
    demo: bool
    at: datetime
    answers: list[Answer]


class HeldQuestion(Struct, frozen=True):
    """A question as the one who judges it holds it."""

    id: int
    product_id: int
    account_id: int | None
    author: str
    language: str
    body: str
    state: ReviewState
    at: datetime
    published: datetime | None


class HeldAnswer(Struct, frozen=True):
    """An answer as the one who judges it holds it."""

    id: int
    question_id: int
    product_id: int
    seller_id: int | None
    account_id: int | None
    author: str
    language: str
    body: str
    state: ReviewState
    at: datetime
