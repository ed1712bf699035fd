"""What reading a feed refuses before the first row."""

from typing import ClassVar

from torg.core.errors import BadRequest


class UnknownFormat(BadRequest):
    """Torg reads no feed format of that name."""

    code: ClassVar[str] = "unknown_feed_format"
    status: ClassVar[int] = 400


class BadMapping(BadRequest):
    """The mapping file does not say how to read the feed."""

    code: ClassVar[str] = "bad_mapping"
    status: ClassVar[int] = 400


class BadDefaults(BadRequest):
    """The market, currency or language of the feed is none that Torg knows."""

    code: ClassVar[str] = "bad_feed_defaults"
    status: ClassVar[int] = 400
