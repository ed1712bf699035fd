"""What search says no to; an unknown locale is refused by `torg.markets`."""

from torg.core.errors import BadRequest


class BadCursor(BadRequest):
    """The cursor does not belong to this search; start again from the first page."""

    code = "bad_cursor"


class BadSearch(BadRequest):
    """The search asks for something that cannot be searched for."""

    code = "bad_search"
