"""Reading a feed that a test has written, and what came of it."""

import io
from datetime import UTC, datetime

from msgspec import Struct

from torg.catalog.feeds import FeedBroken, FeedDefaults, ReadItem, Refused, Warned, parse_mapping, read_feed
from torg.catalog.models import FeedItem

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Outcome(Struct):
    """Everything that a feed gave, sorted by kind."""

    items: list[FeedItem]
    lines: list[int]
    refused: list[Refused]
    warned: list[Warned]
    broken: str | None
    format: str | None

    @property
    def item(self) -> FeedItem:
        """The only item."""
        assert len(self.items) == 1, self
        return self.items[0]

    @property
    def skus(self) -> list[str]:
        """The article numbers of the items, in their order."""
        return [item.sku for item in self.items]

    @property
    def reasons(self) -> list[tuple[int, str | None, str]]:
        """Line, field and reason of every refusal."""
        return [(each.line, each.field, each.reason) for each in self.refused]


def read(feed: bytes | str, name=None, mapping=None, **defaults) -> Outcome:
    """Read a feed as Nils would import it: into the Swedish market, at noon of 22 November 2026."""
    stream = io.BytesIO(feed.encode() if isinstance(feed, str) else feed)
    defaults = FeedDefaults(**{"market": "se", "now": NOW, **defaults})
    reading = read_feed(stream, name, defaults, parse_mapping(mapping) if mapping else None)
    events = list(reading)
    broken = [event for event in events if isinstance(event, FeedBroken)]
    assert len(broken) <= 1
    assert not broken or events[-1] is broken[0]
    return Outcome(
        [event.item for event in events if isinstance(event, ReadItem)],
        [event.line for event in events if isinstance(event, ReadItem)],
        [event for event in events if isinstance(event, Refused)],
        [event for event in events if isinstance(event, Warned)],
        broken[0].reason if broken else None,
        reading.format,
    )


def google_xml(*items: str, head: str = '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>') -> str:
    """Write a feed of items in Google's RSS."""
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{head}\n" + "\n".join(items) + "\n</channel></rss>\n"


def item_xml(sku: str, more: str = "", price: str = "99.00 SEK", title: str = "Borr") -> str:
    """Write one item in Google's RSS."""
    return (
        f"<item><g:id>{sku}</g:id><g:title>{title}</g:title><g:price>{price}</g:price>"
        f"<g:availability>in stock</g:availability>{more}</item>"
    )
