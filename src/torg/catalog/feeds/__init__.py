"""What sellers really have: every feed format read into `FeedItem`s, refusals and warnings."""

from torg.catalog.feeds.errors import BadDefaults, BadMapping, UnknownFormat
from torg.catalog.feeds.mapping import Mapping, load_mapping, parse_mapping
from torg.catalog.feeds.models import (
    FeedBroken,
    FeedDefaults,
    FeedEvent,
    FeedFault,
    FeedFormat,
    ReadItem,
    Refused,
    Warned,
)
from torg.catalog.feeds.read_feed import FORMATS, FeedReading, read_feed
from torg.catalog.feeds.sniff import sniff_format

__all__ = [
    "FORMATS",
    "BadDefaults",
    "BadMapping",
    "FeedBroken",
    "FeedDefaults",
    "FeedEvent",
    "FeedFault",
    "FeedFormat",
    "FeedReading",
    "Mapping",
    "ReadItem",
    "Refused",
    "UnknownFormat",
    "Warned",
    "load_mapping",
    "parse_mapping",
    "read_feed",
    "sniff_format",
]
