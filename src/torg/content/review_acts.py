"""Write, judge, answer and take down reviews, and count whom they helped."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from torg.content.review_errors import (
    AlreadyJudged,
    AlreadyReviewed,
    BadReview,
    OwnGoods,
    ReviewNotFound,
    TooManyWords,
)
from torg.content.review_models import NewReview, ReviewState
from torg.content.review_queries import (
    HeldReview,
    count_by_account,
    insert_review,
    lock_review,
    recount,
    review_is_there,
    save_answer,
    save_state,
    sells_itself,
)
from torg.content.review_vote_queries import count_vote, key_of_day, see_vote
from torg.content.review_words import plain, shouted
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_ourselves
from torg.core.journal import record
from torg.markets import LANGUAGES
from torg.sellers.standing_acts import note_standing_event, pardon_event_about
from torg.trust import Purchase, purchases

MOST_A_DAY = 8
"""Reviews, questions and answers that one person may write in 24 hours."""


async def write_review(
    conn: Connection, actor: Actor, new: NewReview, *, account: int | None = None, line: str | None = None
) -> tuple[int, ReviewState]:
    """Take in a review of a product, or (without one) of a seller; give its id and what becomes of it.

    It is a verified purchase only when an order line stands behind it: the one in the reviewer's invitation (`line`),
    or one of the reviewer's account. Such a review is published at once; any other waits for a person to read it.
    Raises `BadReview`, `LinksRefused`, `AlreadyReviewed`, `TooManyWords`, `OwnGoods`.
    """
    checked = _checked(new)
    if account is not None:
        if await count_by_account(conn, account, datetime.now(UTC) - timedelta(days=1)) >= MOST_A_DAY:
            raise TooManyWords
        if await sells_itself(conn, account, checked.product_id, checked.seller_id):
            raise OwnGoods
    bought = await _purchase(conn, checked, account, line)
    if bought is None and (account is None or line is not None):
        raise BadReview("Sign in to write a review, or use the link in the mail after your purchase.")
    seller = checked.seller_id or (bought.seller_id if bought else None)
    state: ReviewState = "published" if bought and not shouted(checked.title + checked.body) else "waiting"
    review = await insert_review(
        conn, checked, account=account, line=bought.line if bought else None, state=state, seller=seller
    )
    if state == "published":
        await _seen(conn, actor, await lock_review(conn, review))
    else:
        await record(conn, actor, "review.waiting", f"review:{review}", {"review": review})
    return review, state


async def judge_review(conn: Connection, actor: Actor, review_id: int, *, publish: bool) -> None:
    """Publish a review that waits, or refuse it; raises `ReviewNotFound`, `AlreadyJudged`.

    A refusal of what breaks the terms is a measure with its reasons: `refuse_review` of `review_measures`.
    """
    review = await lock_review(conn, review_id)
    if review.state != "waiting":
        raise AlreadyJudged
    await save_state(conn, review_id, "published" if publish else "refused", str(actor))
    if publish:
        await _seen(conn, actor, replace(review, state="published"))
    else:
        await record(conn, actor, "review.refused", f"review:{review_id}", {"review": review_id})


async def withdraw_review(conn: Connection, actor: Actor, review_id: int, account: int) -> None:
    """Let somebody take back what they wrote; raises `ReviewNotFound` when it is not theirs."""
    review = await lock_review(conn, review_id)
    if review.account_id != account or review.state not in {"waiting", "published"}:
        raise ReviewNotFound
    await change_review(conn, actor, review, "withdrawn")


async def change_review(conn: Connection, actor: Actor, review: HeldReview, state: ReviewState) -> None:
    """Take a review away, or bring it back: the count of the product and the seller's standing follow."""
    await save_state(conn, review.id, state, str(actor))
    if state == "published":
        await _seen(conn, actor, replace(review, state=state))
        return
    body: dict[str, object] = {"review": review.id}
    if review.product_id is not None:
        await recount(conn, [review.product_id])
        body["product"] = review.product_id
    elif review.seller_id is not None and review.line is not None:
        why = "The review is no longer published."
        await pardon_event_about(conn, actor, review.seller_id, "review", f"review:{review.id}", why)
    await record(conn, actor, f"review.{state}", f"review:{review.id}", body, seller=review.seller_id)


async def answer_review(
    conn: Connection, actor: Actor, seller_id: int, review_id: int, language: str, text: str
) -> None:
    """Let a seller answer a review of itself or of what it offers, or change its answer; runs within `as_seller`.

    Raises `ReviewNotFound`, `AlreadyReviewed` when another seller has answered, `BadReview`, `LinksRefused`.
    """
    body = plain(text, 2000, what="An answer")
    if not body:
        raise BadReview("An answer says something.")
    if not await review_is_there(conn, review_id):
        raise ReviewNotFound
    if not await save_answer(conn, review_id, seller_id, language, body, str(actor)):
        raise AlreadyReviewed("Another seller has answered that review.")
    await record(conn, actor, "review.answered", f"review:{review_id}", {"review": review_id}, seller=seller_id)


async def vote(conn: Connection, review_id: int, voter: str, *, helpful: bool) -> bool:
    """Count whether a review helped, once a day for each voter; tell whether it was counted.

    Of the voter (address and browser) nothing is kept but a hash with a key that is thrown away when the day is over.
    Raises `ReviewNotFound`.
    """
    today = datetime.now(UTC).date()
    key = await key_of_day(conn, today, secrets.token_bytes(32))
    digest = hashlib.blake2b(f"{review_id}\0{voter}".encode(), key=key, digest_size=12).digest()
    if not await see_vote(conn, digest, today):
        return False
    if not await count_vote(conn, review_id, helpful=helpful):
        raise ReviewNotFound
    return True


async def _seen(conn: Connection, actor: Actor, review: HeldReview) -> None:
    """Count a review that is published from now on, and tell of it."""
    body: dict[str, object] = {"review": review.id, "stars": review.stars}
    if review.product_id is not None:
        await recount(conn, [review.product_id])
        body["product"] = review.product_id
    elif review.seller_id is not None and review.line is not None:
        # Only who bought says something about how a seller keeps its word.
        async with as_ourselves(conn):
            await note_standing_event(
                conn, review.seller_id, "review", f"review:{review.id}", value=review.stars, at=review.at
            )
    await record(conn, actor, "review.published", f"review:{review.id}", body, seller=review.seller_id)


async def _purchase(conn: Connection, new: NewReview, account: int | None, line: str | None) -> Purchase | None:
    if line is not None:
        found = await purchases().purchase_by_line(conn, line)
        if found is None or (new.product_id is not None and found.product_id != new.product_id):
            return None
        return found if new.product_id is not None or found.seller_id == new.seller_id else None
    if account is None:
        return None
    return await purchases().purchase_of(conn, account, product=new.product_id, seller=new.seller_id)


def _checked(new: NewReview) -> NewReview:
    if (new.product_id is None) == (new.seller_id is None):
        raise BadReview("A review is of a product, or of a seller.")
    if not 1 <= new.stars <= 5:
        raise BadReview("Give one to five stars.")
    if new.language not in LANGUAGES:
        raise BadReview("Say in which language you write.")
    author = plain(new.author, 60, what="A name")
    if not author or "\n" in author:
        raise BadReview("Say by which name you want to be shown; a first name is enough.")
    title = " ".join(plain(new.title, 120, what="A heading").split())
    return replace(new, author=author, title=title, body=plain(new.body, 4000, what="A review"))
