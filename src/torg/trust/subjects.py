"""What a report is about: read from the exact address that was given."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

_ID = r"(?:[^/]*-)?(\d{1,18})"
_PRODUCT = re.compile(rf"^/[a-z]{{2}}-[a-z]{{2}}/p/{_ID}(?:/reviews)?/?$")
_SELLER = re.compile(rf"^/[a-z]{{2}}-[a-z]{{2}}/s/{_ID}(?:/reviews)?/?$")
_MARK = re.compile(r"^(review|question|answer|offer)-(\d{1,18})$")
UNKNOWN = "page:0"


def subject_of(about: str) -> str:
    """Name what an address is about: `offer:55`, `product:12`, `review:7`; `page:0` when it is none of our things.

    A mark (`#review-7`, `#offer-55`) or a parameter (`?offer=55`) says which part of the page is meant.
    """
    try:
        address = urlsplit(about.strip())
    except ValueError:
        return UNKNOWN
    if found := _MARK.match(address.fragment):
        return f"{found[1]}:{int(found[2])}"
    offer = parse_qs(address.query, max_num_fields=50).get("offer", [""])[-1]
    if offer.isascii() and offer.isdecimal() and len(offer) < 19:
        return f"offer:{int(offer)}"
    path = unquote(address.path)
    if found := _PRODUCT.match(path):
        return f"product:{int(found[1])}"
    if found := _SELLER.match(path):
        return f"seller:{int(found[1])}"
    return UNKNOWN
