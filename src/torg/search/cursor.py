"""Where a page of hits ended, so that the next one begins after it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import blake2s
from math import isfinite

import msgspec
from msgspec import Struct

from torg.search.errors import BadCursor
from torg.search.models import SearchRequest

LONGEST = 120
"""Characters; a cursor of ours is far shorter, anything longer is not one."""


class Cursor(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """The last hit that was shown: its sort value and its id, and how many came before the next page."""

    asked: bytes
    """Fingerprint of the search: the cursor of one search is refused by another."""
    value: int | float
    id: int
    seen: int


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Cursor)
_request_encoder = msgspec.json.Encoder(order="deterministic")


def fingerprint(request: SearchRequest) -> bytes:
    """Give the same six bytes for every page of one search, whatever the size of the pages."""
    asked = msgspec.structs.replace(request, cursor=None, limit=24)
    return blake2s(_request_encoder.encode(asked), digest_size=6).digest()


def write_cursor(request: SearchRequest, value: float, product_id: int, seen: int) -> str:
    """Write down where the page of `request` ended, as text that is safe in an address."""
    cursor = Cursor(fingerprint(request), value, product_id, seen)
    return urlsafe_b64encode(_encoder.encode(cursor)).rstrip(b"=").decode()


def read_cursor(request: SearchRequest) -> Cursor | None:
    """Read the cursor of `request`; none when it asks for the first page.

    Raises `BadCursor` when it is not one of ours or was made for another search.
    """
    text = request.cursor
    if not text:
        return None
    if len(text) > LONGEST or not text.isascii():
        raise BadCursor
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = _decoder.decode(raw)
    except (NotBase64, ValueError, msgspec.MsgspecError) as error:
        raise BadCursor from error
    # The value goes into range queries over unsigned 64-bit columns, and the count into an offset.
    if not isfinite(cursor.value) or abs(cursor.value) >= 2**63 or not 0 <= cursor.id < 2**63:
        raise BadCursor
    if not 0 <= cursor.seen < 2**31 or cursor.asked != fingerprint(request):
        raise BadCursor
    return cursor
