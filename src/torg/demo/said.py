"""What is said in the demo market, and what happened at its sellers: made up, and marked as made up."""

import random
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import Any

from torg.content.question_queries import insert_demo_questions
from torg.content.review_queries import insert_demo_reviews, recount
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.journal import NewEntry, record_many
from torg.demo.generate import SEED
from torg.demo.queries import has_said, popular_products
from torg.sellers import all_sellers
from torg.sellers.standing_acts import note_standing_events, recompute_standing
from torg.sellers.standing_queries import NewEvent

MOST = 500
"""So many of the most popular products are reviewed, and every eighth is asked about."""
_LANGUAGES = {"sv": 45, "nb": 20, "fi": 17, "da": 13, "en": 5}
_STARS = {5: 46, 4: 30, 3: 13, 2: 7, 1: 4}


async def say_things(conn: Connection, seed: int = SEED) -> int:
    """Add reviews, questions and what sellers' standing is made of, once; give how many reviews.

    No order stands behind any of it: nothing is called a verified purchase, and everything says that it was made up.
    """
    if await has_said(conn):
        return 0
    rng, words = random.Random(seed), _words()
    products = await popular_products(conn, MOST)
    now = datetime.now(UTC)
    reviews = [
        review for place, (product, _, _) in enumerate(products) for review in _of(rng, words, product, place, now)
    ]
    await insert_demo_reviews(conn, reviews)
    asked = [_question(rng, words, each, now) for each in products[::8]]
    await insert_demo_questions(conn, asked)
    reviewed = sorted({review[0] for review in reviews})
    await recount(conn, reviewed)
    await record_many(
        conn, SYSTEM, [NewEntry("review.published", f"product:{each}", {"product": each}) for each in reviewed]
    )
    for seller in await all_sellers(conn, "active"):
        await note_standing_events(conn, list(_events(rng, seller.id, seller.standing, now)))
        await recompute_standing(conn, SYSTEM, seller.id, now=now)
    return len(reviews)


def _words() -> dict[str, Any]:
    text = resources.files("torg.demo").joinpath("data/reviews.toml").read_text("utf-8")
    return tomllib.loads(text)


def _of(
    rng: random.Random, words: dict[str, Any], product: int, place: int, now: datetime
) -> Iterator[tuple[Any, ...]]:
    """Make the reviews of one product: the more popular it is, the more there are."""
    for _ in range(rng.randint(1, max(2, 16 - place // 40))):
        [language] = rng.choices(list(_LANGUAGES), list(_LANGUAGES.values()))
        [stars] = rng.choices(list(_STARS), list(_STARS.values()))
        said = words[language][str(stars)]
        body = " ".join(rng.sample(said["says"], rng.randint(1, min(3, len(said["says"])))))
        at = now - timedelta(minutes=rng.randint(600, 500_000))
        helpful = max(0, int(rng.gauss(2, 4)))
        yield (
            product,
            rng.choice(words["names"][language]),
            language,
            stars,
            rng.choice(said["titles"]),
            body,
            at,
            helpful,
        )


def _question(
    rng: random.Random, words: dict[str, Any], product: tuple[int, int, str], now: datetime
) -> tuple[Any, ...]:
    [language] = rng.choices(list(_LANGUAGES), list(_LANGUAGES.values()))
    asked, answer = rng.choice(words["questions"][language])
    at = now - timedelta(minutes=rng.randint(600, 300_000))
    return product[0], rng.choice(words["names"][language]), language, asked, product[1], product[2], answer, at


def _events(rng: random.Random, seller: int, standing: int, now: datetime) -> Iterator[NewEvent]:
    """Make what happened at a seller of about that standing within the window."""
    faults = max(0.0, (100 - standing) / 100)
    for number in range(rng.randint(140, 320)):
        at, name = now - timedelta(minutes=rng.randint(60, 125_000)), f"demo:{seller}:{number}"
        yield NewEvent(seller, "order", name, at)
        for kind, rate in (("late", 0.20), ("cancelled", 0.08), ("faulty", 0.11)):
            if rng.random() < faults * rate:
                yield NewEvent(seller, kind, name, at)  # type: ignore[arg-type] # One of the kinds.
        if rng.random() < 0.2:
            yield NewEvent(seller, "answer", name, at, 2.0 if rng.random() > faults / 2 else 40.0)
        if rng.random() < 0.25:
            yield NewEvent(seller, "review", name, at, 5.0 if rng.random() > faults else float(rng.randint(1, 4)))
