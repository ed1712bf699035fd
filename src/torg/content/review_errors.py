"""What reviews and questions say no to."""

from typing import ClassVar

from torg.core.errors import NotFound, Refusal


class BadReview(Refusal):
    """The review cannot be taken as it is."""

    code: ClassVar[str] = "bad_review"
    status: ClassVar[int] = 422


class LinksRefused(BadReview):
    """Reviews, questions and answers have no links or addresses in them."""

    code: ClassVar[str] = "links_refused"


class AlreadyReviewed(Refusal):
    """You have reviewed that already."""

    code: ClassVar[str] = "already_reviewed"
    status: ClassVar[int] = 409


class TooManyWords(Refusal):
    """That is a lot for one day. Come back tomorrow."""

    code: ClassVar[str] = "too_many_reviews"
    status: ClassVar[int] = 429


class OwnGoods(Refusal):
    """Nobody reviews what they sell themselves."""

    code: ClassVar[str] = "own_goods"
    status: ClassVar[int] = 403


class ReviewNotFound(NotFound):
    """There is no such review."""

    code: ClassVar[str] = "review_not_found"


class QuestionNotFound(NotFound):
    """There is no such question."""

    code: ClassVar[str] = "question_not_found"


class AlreadyJudged(Refusal):
    """Somebody has judged that already."""

    code: ClassVar[str] = "already_judged"
    status: ClassVar[int] = 409
