"""What search says no to."""

from torg.core.errors import BadRequest, NotFound


class BadCursor(BadRequest):
    """The cursor does not belong to this search; start again from the first page."""

    code = "bad_cursor"


class BadSearch(BadRequest):
    """The search asks for something that cannot be searched for."""

    code = "bad_search"


class UnknownLocale(NotFound):
    """Nothing is sold in that market and language."""

    code = "unknown_locale"
