"""The nouns of feeds that come in: how a feed is to be read, and each time that one came."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct, field

from torg.catalog.feeds import FORMATS, FeedDefaults, Mapping, parse_mapping
from torg.markets import LANGUAGES, MARKETS
from torg.offers.errors import BadFeed
from torg.sellers import Seller

ImportOrigin = Literal["upload", "api", "schedule"]
ImportProgressState = Literal["waiting", "fetching", "running", "completed", "unchanged", "broken_off", "failed"]
OPEN: frozenset[str] = frozenset({"waiting", "fetching", "running"})
LONGEST_NAME = 200


class FeedOptions(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How a feed is to be read."""

    format: str | None = None
    """`google`, `shopify`, `woocommerce`, `torg`, `csv`, …; found out from the file when nothing is said."""
    market: str | None = None
    """Where its prices apply when its rows do not say; each row's currency chooses when nothing is said."""
    language: str | None = None
    """Of texts that do not say; the market's own, else the seller's."""
    complete: bool = True
    """The feed holds all that the seller offers through it: what it no longer has is withdrawn."""
    force: bool = False
    """Withdraw what is no longer there even if that is more than half."""
    mapping: dict[str, Any] | None = None
    """How to read a feed of any other shape: docs/feeds.md."""

    def checked(self) -> "FeedOptions":
        """Give these options; raises BadFeed, and BadMapping with the place in the mapping."""
        if self.format is not None and self.format not in FORMATS:
            raise BadFeed(f"There is no format {self.format[:40]!r}; there are {', '.join(FORMATS)}.")
        if self.market is not None and self.market not in MARKETS:
            raise BadFeed(f"There is no market {self.market[:20]!r}; there are {', '.join(MARKETS)}.")
        if self.language is not None and self.language not in LANGUAGES:
            raise BadFeed(f"Torg does not speak {self.language[:20]!r}; it speaks {', '.join(LANGUAGES)}.")
        self.parsed_mapping()
        return self

    def parsed_mapping(self) -> Mapping | None:
        """Give the mapping as the reader takes it; raises BadMapping."""
        return None if self.mapping is None else parse_mapping(self.mapping)

    def defaults(self, seller: Seller) -> FeedDefaults:
        """Give what rows mean that do not say it: the market that was named, else the seller's own."""
        home = MARKETS[self.market] if self.market in MARKETS else MARKETS[seller.home_market]
        own = seller.languages[0] if seller.languages else home.languages[0]
        language = self.language or (home.languages[0] if self.market else own)
        return FeedDefaults(market=self.market, currency=home.currency, language=language)


class ImportProgress(Struct, frozen=True, omit_defaults=True):
    """How far an import has come."""

    read: int = 0
    kept: int = 0
    refused: int = 0
    warned: int = 0
    share: float = 0.0
    """How much of the file has been read, from 0 to 1."""


class FeedImport(Struct, frozen=True):
    """One time that a feed came, or was to come."""

    id: int
    seller_id: int
    schedule_id: int | None
    origin: ImportOrigin
    name: str
    """Which of the seller's feeds it is: another file of the same name takes the place of the one before."""
    file: str | None
    file_name: str
    size: int | None
    options: FeedOptions
    state: ImportProgressState
    progress: ImportProgress
    run_id: int | None
    error: str | None
    actor: str
    created: datetime
    started: datetime | None
    finished: datetime | None


class NewFeedImport(Struct, frozen=True):
    """A feed that has come and is to be read."""

    name: str
    origin: ImportOrigin
    file: str | None
    file_name: str = ""
    size: int | None = None
    options: FeedOptions = field(default_factory=FeedOptions)
    schedule_id: int | None = None


def checked_name(name: str) -> str:
    """Give a feed's name as it is kept; raises BadFeed."""
    kept = " ".join(name.split())
    if not 1 <= len(kept) <= LONGEST_NAME or not kept.isprintable():
        raise BadFeed(f"A feed's name has 1 to {LONGEST_NAME} characters.")
    return kept
