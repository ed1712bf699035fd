"""The nouns of reviews: what somebody says of a product or a seller, and whether they bought."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

ReviewState = Literal["waiting", "published", "refused", "removed", "withdrawn"]
ReviewSort = Literal["newest", "helpful", "highest", "lowest"]


class NewReview(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody wants to say: of a product, or (without one) of a seller."""

    stars: int
    language: str
    author: str
    """The name to be shown: a first name is enough."""
    title: str = ""
    body: str = ""
    product_id: int | None = None
    seller_id: int | None = None


class Review(Struct, frozen=True):
    """A review as everybody may read it."""

    id: int
    product_id: int | None
    seller_id: int | None
    author: str
    language: str
    stars: int
    title: str
    body: str
    verified: bool
    """An order line stands behind it."""
    demo: bool
    """Made up to show the shop."""
    state: ReviewState
    at: datetime
    helpful: int
    unhelpful: int
    answer: str | None = None
    answered_by: str | None = None
    """The name of the seller that answered."""
    answer_language: str | None = None


class Histogram(Struct, frozen=True):
    """How many reviews gave how many stars."""

    stars: tuple[int, int, int, int, int]
    """One star, two, three, four, five."""

    @property
    def count(self) -> int:
        """How many reviews there are."""
        return sum(self.stars)

    @property
    def average(self) -> float:
        """The average to one decimal, halves rounded up; nought when there is none."""
        total = sum(each * number for each, number in enumerate(self.stars, 1))
        return (20 * total + self.count) // (2 * self.count) / 10 if self.count else 0.0

    def share(self, stars: int) -> int:
        """Give the whole per cent that gave so many stars."""
        return round(100 * self.stars[stars - 1] / self.count) if self.count else 0


class ReviewsAsked(Struct, frozen=True):
    """Which reviews a reader wants to see."""

    sort: ReviewSort = "newest"
    stars: int | None = None
    verified: bool = False
    language: str | None = None
    page: int = 1
